import { WORK_REPORT_TEXTS } from "../../../src/messages/work-report-texts.ts";
import { figureName } from "../../../src/model/figure-name.ts";
import { period as periodOf } from "../../../src/model/period.ts";
import { printedInTable, saidInText, type Told } from "../../../src/model/printed.ts";
import type { ReportBlock } from "../../../src/model/report-document.ts";
import { YANGJIANG_UNITS } from "../../../src/reference/units.ts";
import { checkTemplate } from "../../../src/stages/report-template/check-template.ts";
import { evaluateTemplate } from "../../../src/stages/report-template/evaluate.ts";
import type { Known } from "../../../src/stages/report-template/names.ts";
import { parseTemplate } from "../../../src/stages/report-template/parse.ts";
import type { ListedRows, TemplateData } from "../../../src/stages/report-template/template-data.ts";
import { REAL_FORMS } from "../../support/real-forms.ts";

/** The real catalogue: what templates may name. */
export const known: Known = { forms: REAL_FORMS, indicators: REAL_FORMS.flatMap(({ indicators }) => indicators), units: YANGJIANG_UNITS };

/** A template's lines under a title. */
const titled = (lines: readonly string[]) => ["标题：示例", ...lines].join("\n");

/** Faults of a template as line, code and what is meant; the title is line 1. */
export function faultsOf(...lines: readonly string[]) {
	const { template, faults } = parseTemplate(titled(lines));
	return [...faults, ...checkTemplate(template, known)].map(({ line, code, written, nearest }) => ({ line, code, written, nearest }));
}

interface Given {
	/** By reference: hnte.stock, hnte.stock:completion, hnte.stock@441702-00. What is not given was not reported. */
	readonly figures?: Readonly<Record<string, Told>>;
	readonly qualifiers?: Readonly<Record<string, "约" | "以上">>;
	/** By source. */
	readonly rows?: Readonly<Record<string, Partial<ListedRows>>>;
	readonly period?: string;
	readonly cutoff?: string;
}

const FRACTIONS = new Set(["completion", "schedule", "growth", "share"]);

function dataOf({ figures = {}, qualifiers = {}, rows = {}, period: code = "2019H1", cutoff }: Given): TemplateData {
	const period = periodOf(code);
	return {
		known,
		period,
		cutoff: cutoff ?? period.end,
		figure({ indicator, place, measure }) {
			const key = `${indicator}${place ? `@${place.code}` : ""}${measure === "value" ? "" : `:${measure}`}`;
			const declared = known.indicators.find(({ id }) => id === indicator);
			const perCent = measure === "value" && declared !== undefined && "unit" in declared && declared.unit === "%";
			const value = figures[key] ?? null;
			const scale = FRACTIONS.has(measure) ? ("fraction" as const) : perCent ? ("percent" as const) : ("count" as const);
			const print = { scale, places: scale === "count" ? 0 : 1, qualifier: qualifiers[key] };
			const texts = { said: saidInText(value, print), printed: printedInTable(value, print) };
			return { value, ...texts, format: "#,##0", perCent, name: figureName(indicator, place, measure), title: declared?.name.zh ?? indicator };
		},
		fact: (fact) => (fact === "period" ? "2019年上半年" : fact),
		rows: (source) => ({ rows: [], complete: true, title: source, ...rows[source] }),
		texts: { ...WORK_REPORT_TEXTS, part: WORK_REPORT_TEXTS.part(period), next: WORK_REPORT_TEXTS.next(period) },
	};
}

/** A filled template: its blocks, each heading, paragraph and signature as text, and the sentences that were left out. */
export const filled = (lines: readonly string[], given: Given = {}) => filledText(titled(lines), given);

/** The same of a whole template. */
export function filledText(text: string, given: Given = {}) {
	const { template, faults } = parseTemplate(text);
	const wrong = [...faults, ...checkTemplate(template, known)];
	if (wrong.length > 0) throw new Error(JSON.stringify(wrong));
	const { blocks, omitted, title } = evaluateTemplate(template, dataOf(given));
	return { title, blocks, omitted, texts: blocks.map(textOf) };
}

export function textOf(block: ReportBlock): string {
	if (block.kind === "table")
		return [block.header, ...block.rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join("")))]
			.map((row) => row.join("｜"))
			.join("\n");
	if (block.kind === "chart") return block.chart.title;
	return "runs" in block ? block.runs.map(({ text }) => text).join("") : block.kind;
}

import { WORK_REPORT_TEXTS } from "../messages/work-report-texts.ts";
import { figureName } from "../model/figure-name.ts";
import { type FigureReference, MEASURES } from "../model/figure-reference.ts";
import { type DocumentFigure, qualifierApart, type ReportBlock, type ReportDocument } from "../model/report-document.ts";
import type { TemplateFault } from "../model/template-fault.ts";
import type { FigureBook } from "../stages/figure-book.ts";
import { checkTemplate } from "../stages/report-template/check-template.ts";
import { evaluateTemplate } from "../stages/report-template/evaluate.ts";
import type { Known } from "../stages/report-template/names.ts";
import { everyNode, type ReportTemplate } from "../stages/report-template/nodes.ts";
import { parseTemplate } from "../stages/report-template/parse.ts";
import type { ListedRows, Omission, TemplateData, TemplateFigure } from "../stages/report-template/template-data.ts";
import { bookOf } from "./comparisons.ts";
import type { ConsolidatePorts, Consolidation } from "./consolidate.ts";
import { factTexts } from "./fact-texts.ts";
import { listedRows } from "./listed-rows.ts";
import type { ReportOptions } from "./report.ts";

/** A template in which every name was found. */
export interface UsableTemplate {
	readonly template: ReportTemplate;
	readonly known: Known;
}

/** Reads a template and checks every name in it; gives its faults where it has any. @param indicators those of a consolidation, with its completion rates */
export function readTemplate(
	text: string,
	indicators: Known["indicators"],
	{ forms, units }: Pick<ConsolidatePorts, "forms" | "units">,
): UsableTemplate | { readonly faults: readonly TemplateFault[] } {
	const known: Known = { indicators, forms, units };
	const { template, faults } = parseTemplate(text);
	const all = [...faults, ...checkTemplate(template, known)].sort((a, b) => a.line - b.line);
	return all.length > 0 ? { faults: all } : { template, known };
}

/** A report in words, and what the officer should know about it. */
export interface WorkReport {
	readonly document: ReportDocument;
	readonly omitted: readonly Omission[];
	/** How many places an officer has to fill in. */
	readonly prompts: number;
	/** Names of the figures that the document gives, each once. */
	readonly figures: readonly string[];
}

export interface WorkReportOptions extends Pick<ReportOptions, "city" | "issuer"> {
	readonly template: UsableTemplate;
	/** Short code of the release that the document is part of; null where it is none. */
	readonly releaseCode: string | null;
}

/** Drafts the report of a consolidation: what the template says as far as the data bear it out, and at the end what was left out. */
export async function workReport(consolidation: Consolidation, ports: ConsolidatePorts, options: WorkReportOptions): Promise<WorkReport> {
	const { template, known } = options.template;
	const book = await bookOf(consolidation, ports);
	const rows = new Map<string, ListedRows>();
	for (const node of everyNode(template.body)) {
		if (node.kind === "list" && !rows.has(node.source)) rows.set(node.source, await listedRows(node.source, consolidation, known, ports));
	}
	const told = new Map<string, Doubt>();
	const filled = evaluateTemplate(template, templateData(consolidation, known, book, rows, options, told));
	const blocks = [...filled.blocks, ...annex(filled.omitted, [...told.values()])];
	const { scope } = consolidation;
	const document: ReportDocument = {
		title: filled.title,
		subtitle: WORK_REPORT_TEXTS.subtitle,
		header: WORK_REPORT_TEXTS.header,
		issuer: options.issuer,
		releaseCode: options.releaseCode,
		asOf: scope.asOf,
		blocks,
	};
	const figures = [...new Set(figuresIn(document).map(({ name }) => name))];
	return { document, omitted: filled.omitted, prompts: blocks.flatMap(runsOf).filter(({ prompt }) => prompt).length, figures };
}

/** The figures that a document gives, in the order in which they stand, without their qualifiers. */
export function figuresIn({ blocks }: ReportDocument): DocumentFigure[] {
	return blocks.flatMap(runsOf).flatMap(({ text, figure }) => (figure ? [{ name: figure.name, text: qualifierApart(text).number }] : []));
}

/** A figure that was used though not every unit's data of this period are in it. */
interface Doubt {
	readonly title: string;
	readonly missing: number;
	readonly carried: number;
}

function templateData(
	{ scope, indicators }: Consolidation,
	known: Known,
	book: FigureBook,
	rows: ReadonlyMap<string, ListedRows>,
	options: WorkReportOptions,
	doubts: Map<string, Doubt>,
): TemplateData {
	const facts = factTexts(scope, { city: options.city, issuer: options.issuer, release: options.releaseCode });
	const names = new Map(indicators.map(({ id, name }) => [id, name.zh]));
	return {
		known,
		period: scope.period,
		cutoff: scope.cutoff,
		fact: (fact) => facts[fact].text,
		rows(source) {
			const listed = rows.get(source);
			if (!listed) throw new Error(`no rows were read of ${source}`);
			return listed;
		},
		figure(reference): TemplateFigure {
			const { value, said, printed, format, scale, missing, carried } = book.figure(reference);
			const name = names.get(reference.indicator) ?? reference.indicator;
			if (value !== null && reference.place === null && reference.measure === "value" && missing.length + carried.length > 0)
				doubts.set(reference.indicator, { title: name, missing: missing.length, carried: carried.length });
			const measure = reference.measure === "value" ? null : MEASURES[reference.measure].zh;
			const title = WORK_REPORT_TEXTS.figureTitle(name, placeName(reference, known), measure);
			return {
				value,
				said,
				printed,
				format,
				perCent: scale === "percent",
				name: figureName(reference.indicator, reference.place, reference.measure),
				title,
			};
		},
		texts: { ...WORK_REPORT_TEXTS, part: WORK_REPORT_TEXTS.part(scope.period), next: WORK_REPORT_TEXTS.next(scope.period) },
	};
}

function placeName({ place }: FigureReference, { units }: Known): string | null {
	if (place === null) return null;
	return units.find(({ code, division }) => (place.cut === "unit" ? code : division) === place.code)?.shortName ?? place.code;
}

/** At the document's end, to be taken out: what was left out, and which numbers are not whole. */
function annex(omitted: readonly Omission[], doubts: readonly Doubt[]): ReportBlock[] {
	if (omitted.length + doubts.length === 0) return [];
	const { annex: title, omitted: leftOut, omission, doubtful, incomplete } = WORK_REPORT_TEXTS;
	const paragraph = (text: string): ReportBlock => ({ kind: "paragraph", runs: [{ text }] });
	return [
		{ kind: "page-break" },
		{ kind: "heading", level: 1, runs: [{ text: title }] },
		...(omitted.length === 0 ? [] : [paragraph(leftOut), ...omitted.map(({ text, line }, at) => paragraph(omission(at + 1, text, line)))]),
		...(doubts.length === 0
			? []
			: [paragraph(doubtful), ...doubts.map((doubt, at) => paragraph(incomplete(at + 1, doubt.title, doubt.missing, doubt.carried)))]),
	];
}

function runsOf(block: ReportBlock) {
	if (block.kind === "table") return block.rows.flat(2);
	return "runs" in block ? [...block.runs] : [];
}

import { inShanghai } from "../model/calendar.ts";
import type { DecisionDocument } from "../model/documents.ts";
import type { FigureValue } from "../model/indicator.ts";
import { periodName, period as periodOf } from "../model/period.ts";
import type { Language } from "../model/text.ts";

type Effect = NonNullable<DecisionDocument["effect"]>[number];

/** Short names of units, by code. */
type UnitName = (code: string) => string;

const TEXTS = {
	"zh-CN": {
		title: "调整影响说明",
		fileName: (day: string, submission: number) => `${day} 报送${submission}.txt`,
		period: "汇总报告期",
		cutoff: "统计截止日",
		submission: "调整的报送",
		what: (id: number, version: number, file: string) => `编号${id}，第${version}版（${file}）`,
		change: "调整内容",
		counts: (before: number | null, after: number | null) =>
			`计入的版本由${before === null ? "无" : `编号${before}`}改为${after === null ? "无" : `编号${after}`}`,
		by: "经办人",
		at: "调整时间",
		reason: "调整原因",
		changed: (count: number) => `下列${count}个数字有变化：`,
		headings: ["指标", "计量单位", "填报单位", "原为", "改为"],
		city: "全市",
		none: "未报",
		between: "：",
	},
	en: {
		title: "Effect of an adjustment",
		fileName: (day: string, submission: number) => `${day} submission ${submission}.txt`,
		period: "Period published",
		cutoff: "Cutoff",
		submission: "Submission adjusted",
		what: (id: number, version: number, file: string) => `number ${id}, version ${version} (${file})`,
		change: "Change",
		counts: (before: number | null, after: number | null) => `counted before: ${before ?? "none"}; counts now: ${after ?? "none"}`,
		by: "By",
		at: "At",
		reason: "Reason",
		changed: (count: number) => `${count} figures change:`,
		headings: ["figure", "unit of measure", "reporting unit", "before", "after"],
		city: "whole city",
		none: "not reported",
		between: ": ",
	},
} as const;

/** Folders of output/<period>/ that hold statements. */
export const STATEMENT_FOLDERS: readonly string[] = Object.values(TEXTS).map(({ title }) => title);

/** Folder inside output/<period>/ that holds the statements, and the name of one. */
export function statementPlace({ at, submission }: DecisionDocument, language: Language): readonly [folder: string, name: string] {
	return [TEXTS[language].title, TEXTS[language].fileName(inShanghai(at).replace(":", ""), submission.id)];
}

/** The statement (调整影响说明) of what an adjustment changes in one published period, for the file: tab-separated plain text with CRLF, which spreadsheets open as a table. */
export function effectStatement(
	{ submission, counting, by, at, reason }: DecisionDocument,
	{ period, cutoff, figures }: Effect,
	unitName: UnitName,
	language: Language,
): string {
	const texts = TEXTS[language];
	const { id, version, file, form, unit, period: own, batch } = submission;
	const name = (code: string) => periodName(periodOf(code), language);
	const head: readonly (readonly [string, string])[] = [
		[texts.period, name(period)],
		[texts.cutoff, cutoff],
		[texts.submission, [unitName(unit), form, name(own), batch, texts.what(id, version, file)].filter((part) => part !== "").join(" ")],
		[texts.change, texts.counts(counting.before, counting.after)],
		[texts.by, by],
		[texts.at, inShanghai(at)],
		[texts.reason, reason ?? ""],
	];
	const rows = figures.map((figure) => {
		const place = figure.reportingUnit === null ? texts.city : unitName(figure.reportingUnit);
		return [figure.name, figure.unit, place, shown(figure.before, texts.none), shown(figure.after, texts.none)];
	});
	const lines = [
		texts.title,
		"",
		...head.map(([label, value]) => `${label}${texts.between}${oneLine(value)}`),
		"",
		texts.changed(figures.length),
		texts.headings.join("\t"),
		...rows.map((row) => row.map(oneLine).join("\t")),
	];
	return `\ufeff${lines.join("\r\n")}\r\n`;
}

function shown(value: FigureValue, none: string): string {
	if (value === null) return none;
	return typeof value === "number" ? String(value) : value.join("–");
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, " ").trim();
}

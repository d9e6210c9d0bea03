import type { Filter, Operand, Param, Readings } from "../model/filter.ts";
import type { Measure } from "../model/indicator.ts";

/** What words of a rule may depend on. */
export interface WordSource {
	/** Heading of a field. */
	readonly heading: (field: string) => string;
	/** Year of the published period. */
	readonly year: number;
	readonly readings: Readings;
}

const COMPARED = { eq: "为", ne: "不为", lt: "<", lte: "≤", gt: ">", gte: "≥" } as const;

/** How an indicator's rows are selected, in Chinese: “高企状态”为有效或重新认定中，且“有效期至”≥统计截止日. "" where every row counts. */
export function filterInWords(filter: Filter, source: WordSource): string {
	switch (filter.op) {
		case "and":
			return joined(filter.of, "，且", source);
		case "or":
			return joined(filter.of, "，或", source);
		case "not":
			return negated(filter.of, source);
		case "in":
			return Array.isArray(filter.values)
				? `${quoted(filter.field, source)}为${(filter.values as readonly (string | number)[]).join("或")}`
				: `${quoted(filter.field, source)}为市科技局（含其各种写法）`;
		case "blank":
			return `${quoted(filter.field, source)}未填`;
		case "holds":
			return `${quoted(filter.field, source)}含${filter.value}`;
		case "beside":
			return `同一单位另有${filter.same.map((field) => quoted(field, source)).join("、")}相同的行，其${filterInWords(filter.that, source)}`;
		default:
			return `${operandInWords(filter.left, source)}${yesNo(filter.right) ?? `${COMPARED[filter.op]}${operandInWords(filter.right, source)}`}`;
	}
}

function joined(parts: readonly Filter[], mark: string, source: WordSource): string {
	const words = parts.filter((part) => !isDecidedBySetting(part)).map((part) => ({ part, text: filterInWords(part, source) }));
	const told = words.filter(({ text }) => text !== "");
	return told.map(({ part, text }) => (told.length > 1 && nests(part, mark) ? `（${text}）` : text)).join(mark);
}

/** Whether a part must stand in brackets among others. */
function nests(part: Filter, mark: string): boolean {
	return (part.op === "or" && mark === "，且") || (part.op === "and" && mark === "，或" && part.of.length > 1);
}

function negated(filter: Filter, source: WordSource): string {
	if (filter.op === "blank") return `${quoted(filter.field, source)}已填`;
	if (filter.op === "in" && Array.isArray(filter.values)) return `${quoted(filter.field, source)}不为${filter.values.join("、")}`;
	if (filter.op === "eq") return `${operandInWords(filter.left, source)}不为${operandInWords(filter.right, source)}`;
	return `不属于：${filterInWords(filter, source)}`;
}

/** What asks for a setting alone is told among the notes on how figures are counted. */
function isDecidedBySetting(filter: Filter): boolean {
	return filter.op === "eq" && "reading" in filter.left;
}

function yesNo(value: Operand): string | null {
	if (!("literal" in value) || typeof value.literal !== "boolean") return null;
	return value.literal ? "为“是”" : "为“否”";
}

const quoted = (field: string, source: WordSource) => `“${source.heading(field)}”`;

function operandInWords(value: Operand, source: WordSource): string {
	if ("field" in value) return quoted(value.field, source);
	if ("param" in value) return paramInWords(value.param, source.year);
	if ("reading" in value) return String(source.readings[value.reading]);
	if ("monthOf" in value) return `${quoted(value.monthOf, source)}的月份`;
	if ("when" in value) return `${operandInWords(value.use, source)}（没有时为${operandInWords(value.otherwise, source)}）`;
	return String(value.literal);
}

function paramInWords(param: Param, year: number): string {
	const words: Readonly<Record<Param, string>> = {
		cutoff: "统计截止日",
		periodStart: "报告期首日",
		periodEnd: "报告期末日",
		yearStart: `${year}年1月1日`,
		yearEnd: `${year}年12月31日`,
		year: `${year}年`,
		previousYear: `${year - 1}年`,
		previousYearEnd: `${year - 1}年12月31日`,
		bureauNames: "市科技局",
	};
	return words[param];
}

/** How an indicator's rows become one number: 按“统一社会信用代码”去重计数. */
export function measureInWords(measure: Measure, source: WordSource): string {
	const named = (fields: readonly string[]) => fields.map((field) => quoted(field, source)).join("、");
	switch (measure.kind) {
		case "count":
			return "计行数";
		case "distinct":
			return `按${named(measure.fields)}去重计数${measure.every ? `，只计各行都满足的：${filterInWords(measure.every, source)}` : ""}`;
		case "distinct-by-alias":
			return `按${named([measure.name])}去重计数，${named([measure.alias])}相同的视为同一份`;
		case "sum":
			return `${named([measure.field])}求和${measure.once ? `；同一${named(measure.once.key)}只计${named([measure.once.highest.field])}最高的一行` : ""}`;
		case "given":
			return `按下达数：${named([measure.low, measure.high])}`;
	}
}

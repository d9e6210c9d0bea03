/**
 * Conditions of report templates: `有 hnte.stock`, `finance.guide-funds = 0`, `hnte.stock:完成率 < 序时`, `类别 = 大湾区合作 且 阶段 ≠ 谋划`.
 * Three-valued: what compares with a figure that was not reported is neither true nor false, and then nothing is printed.
 */
export type Condition =
	| { readonly op: "and" | "or"; readonly of: readonly Condition[] }
	/** The figure was reported; the cell is filled in. */
	| { readonly op: "given" | "not-given"; readonly of: string }
	| { readonly op: Comparison; readonly left: string; readonly right: string }
	/** The report's period is of a kind. */
	| { readonly op: "period"; readonly kinds: readonly string[] };

export type Comparison = "eq" | "ne" | "lt" | "lte" | "gt" | "gte" | "holds";

/** How comparisons may be written; the longer ones first. */
const COMPARISONS: readonly (readonly [RegExp, Comparison])[] = [
	[/\s*(?:>=|≥|＞＝|不小于|不低于)\s*/, "gte"],
	[/\s*(?:<=|≤|＜＝|不大于|不超过)\s*/, "lte"],
	[/\s*(?:!=|≠|<>|不等于)\s*/, "ne"],
	[/\s*(?:>|＞|大于|高于|超过)\s*/, "gt"],
	[/\s*(?:<|＜|小于|低于)\s*/, "lt"],
	[/\s*(?:==?|＝|等于)\s*/, "eq"],
	[/\s+(?:含|包含|contains)\s+/, "holds"],
];

const GIVEN = /^(?:有|已报|reported)[\s：:]+(.+)$/;
const NOT_GIVEN = /^(?:没有|未报|未填|not reported)[\s：:]+(.+)$/;
const PERIOD = /^(?:报告期|期别|period)\s*(?:是|为|=|＝|is|\s)\s*(.+)$/;
/** Words for what is often asked of a figure. */
const SUGAR: readonly (readonly [RegExp, (of: string) => Condition])[] = [
	[/^(?:为零|zero)[\s：:]+(.+)$/, (of) => ({ op: "eq", left: of, right: "0" })],
	[/^(?:完成目标|target met)[\s：:]+(.+)$/, (of) => ({ op: "gte", left: `${of}:completion`, right: "100%" })],
	[/^(?:未完成目标|target missed)[\s：:]+(.+)$/, (of) => ({ op: "lt", left: `${of}:completion`, right: "100%" })],
	[/^(?:低于序时|behind schedule)[\s：:]+(.+)$/, (of) => ({ op: "lt", left: `${of}:completion`, right: `${of}:schedule` })],
	[/^(?:达到序时|on schedule)[\s：:]+(.+)$/, (of) => ({ op: "gte", left: `${of}:completion`, right: `${of}:schedule` })],
];

/** Kinds of periods, halves and quarters, as conditions name them. */
export const PERIOD_WORDS: Readonly<Record<string, string>> = {
	全年: "year",
	年: "year",
	year: "year",
	半年: "half-year",
	"half-year": "half-year",
	上半年: "H1",
	H1: "H1",
	下半年: "H2",
	H2: "H2",
	第一季度: "Q1",
	第二季度: "Q2",
	第三季度: "Q3",
	第四季度: "Q4",
	季度: "quarter",
	quarter: "quarter",
	月: "month",
	month: "month",
};

/** A condition as it is written, or the part of it that cannot be understood. */
export function parseCondition(written: string): Condition | { readonly fault: string } {
	return joined(written.trim(), /\s+(?:或者?|or)\s+/, "or", (part) => joined(part, /\s+(?:并且|且|and)\s+/, "and", single));
}

type Parsed = Condition | { readonly fault: string };

function joined(written: string, between: RegExp, op: "and" | "or", parse: (part: string) => Parsed): Parsed {
	const of: Condition[] = [];
	for (const part of written.split(between)) {
		const condition = parse(part.trim());
		if ("fault" in condition) return condition;
		of.push(condition);
	}
	const [only] = of;
	return of.length === 1 && only ? only : { op, of };
}

function single(written: string): Parsed {
	const given = GIVEN.exec(written)?.[1];
	if (given) return { op: "given", of: given };
	const notGiven = NOT_GIVEN.exec(written)?.[1];
	if (notGiven) return { op: "not-given", of: notGiven };
	const kinds = PERIOD.exec(written)?.[1];
	if (kinds) return period(kinds);
	for (const [pattern, made] of SUGAR) {
		const of = pattern.exec(written)?.[1];
		if (of) return made(of);
	}
	for (const [pattern, op] of COMPARISONS) {
		const match = pattern.exec(written);
		if (!match) continue;
		const [left, right] = [written.slice(0, match.index), written.slice(match.index + match[0].length)];
		if (left !== "" && right !== "") return { op, left, right };
	}
	return { fault: written };
}

function period(written: string): Parsed {
	const kinds = written.split(/[、，,/]/).map((word) => PERIOD_WORDS[word.trim()]);
	return kinds.every((kind) => kind !== undefined) ? { op: "period", kinds } : { fault: written };
}

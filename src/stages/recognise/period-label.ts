import { type Period, type PeriodKind, periodOf } from "../../model/period.ts";

/** A span of months that a text names. `as-of`: 截至…, the end of the span alone is meant. */
export interface Statement {
	readonly text: string;
	/** null where the text names no year: 上半年. */
	readonly year: number | null;
	readonly from: number;
	readonly to: number;
	readonly style: "span" | "as-of";
}

const DIGITS: Readonly<Record<string, string>> = {
	〇: "0",
	"○": "0",
	零: "0",
	O: "0",
	o: "0",
	一: "1",
	二: "2",
	三: "3",
	四: "4",
	五: "5",
	六: "6",
	七: "7",
	八: "8",
	九: "9",
};
const NUMERAL = "[〇○零Oo一二三四五六七八九0-9]";
/** 二〇一九年, 二○一九年. */
const WRITTEN_YEAR = new RegExp(`二${NUMERAL}{3}(?=年)`, "g");
/** 六月, 十二月; 第一季度 is read by its own pattern. */
const WRITTEN_MONTH = /(十[一二]?|[一二三四五六七八九])(?=月)/g;
const WRITTEN_MONTHS = /(十[一二]?|[一二三四五六七八九])(至|到|-|—|~)(?=\d{1,2}月)/g;
const TEN: Readonly<Record<string, string>> = { 十: "10", 十一: "11", 十二: "12" };

const TO = "(?:-|~|—|–|－|～|至|到)+";
const YEAR = "(?<![\\d.])(20\\d{2}|(?<!\\d)[12]\\d(?=年))";
const QUARTERS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 首: 1 };

interface Pattern {
	readonly pattern: RegExp;
	/** null where the text is no period and is only taken out of the way of the patterns behind. */
	readonly read: (groups: readonly (string | undefined)[]) => Omit<Statement, "text"> | null;
}

const yearOf = (text: string | undefined): number | null => {
	if (text === undefined || text === "") return null;
	return Number(text) < 100 ? 2000 + Number(text) : Number(text);
};
const span = (year: number | null, from: number, to: number): Omit<Statement, "text"> | null =>
	from >= 1 && to <= 12 && from <= to ? { year, from, to, style: "span" } : null;
const quarter = (text: string | undefined): number => QUARTERS[text ?? ""] ?? Number(text);
const asOf = (year: number | null, month: number): Omit<Statement, "text"> | null =>
	month >= 1 && month <= 12 ? { year, from: month, to: month, style: "as-of" } : null;

/** In the order in which they are tried; each takes its text out. */
const PATTERNS: readonly Pattern[] = [
	// 粤科〔2018〕12号, 2014-2018年 and two whole dates: no reporting period.
	{ pattern: /〔20\d{2}〕第?\d*号?|[([]20\d{2}[)\]]第?\d+号/g, read: () => null },
	{ pattern: new RegExp(`20\\d{2}年?${TO}20\\d{2}年度?(?!\\d{1,2}月)`, "g"), read: () => null },
	{
		pattern: new RegExp(`${YEAR}年?(\\d{1,2})月(?:\\d{1,2}日)?${TO}(?:${YEAR}年)?(\\d{1,2})月?(?:(?<=月)(?:\\d{1,2}日|底|末))?`, "g"),
		read: (m) => (m[3] === undefined || m[3] === m[1] ? span(yearOf(m[1]), Number(m[2]), Number(m[4])) : null),
	},
	{
		pattern: new RegExp(`${YEAR}([-./])(\\d{1,2})\\2(\\d{1,2})${TO}${YEAR}\\2(\\d{1,2})\\2(\\d{1,2})(?!\\d)`, "g"),
		read: (m) => (m[1] === m[5] ? span(yearOf(m[1]), Number(m[3]), Number(m[6])) : null),
	},
	{
		pattern: new RegExp(`(?:截至|截止到?|至)${YEAR}(?:年|[-./])(\\d{1,2})(?:月|[-./])?(?:\\d{1,2}日?|底|末)?`, "g"),
		read: (m) => asOf(yearOf(m[1]), Number(m[2])),
	},
	{ pattern: new RegExp(`${YEAR}年(\\d{1,2})月(?:底|末)`, "g"), read: (m) => asOf(yearOf(m[1]), Number(m[2])) },
	{ pattern: new RegExp(`${YEAR}年?(?:年底|年末|底|末)`, "g"), read: (m) => asOf(yearOf(m[1]), 12) },
	{ pattern: new RegExp(`${YEAR}年(\\d{1,2})月\\d{1,2}日`, "g"), read: () => null },
	{ pattern: /(?<!\d)20\d{2}([-./])\d{1,2}\1\d{1,2}(?!\d)|(?<!\d)20\d{6}(?!\d)/g, read: () => null },
	{
		pattern: new RegExp(`${YEAR}(?:年|[-./])(\\d{1,2})${TO}(?:${YEAR}[-./])?(\\d{1,2})月?(?:份|底|末)?(?![\\d年])`, "g"),
		read: (m) => (m[3] === undefined || m[3] === m[1] ? span(yearOf(m[1]), Number(m[2]), Number(m[4])) : null),
	},
	{ pattern: new RegExp(`${YEAR}年?度?[-_.]?([上下])半年`, "g"), read: (m) => halfOf(yearOf(m[1]), m[2] === "上") },
	// 半年报 without a word of which half is that of the first: the second is told in the year's.
	{ pattern: new RegExp(`${YEAR}年?度?[-_.]?半年(?:度|报)*`, "g"), read: (m) => halfOf(yearOf(m[1]), true) },
	{ pattern: new RegExp(`${YEAR}年?[-_]?H([12])(?!\\d)`, "gi"), read: (m) => halfOf(yearOf(m[1]), m[2] === "1") },
	{ pattern: new RegExp(`${YEAR}年?度?[-_]?第?([一二三四1-4])季(?:度|末|底)?`, "g"), read: (m) => quarterOf(yearOf(m[1]), quarter(m[2])) },
	{ pattern: new RegExp(`${YEAR}年?[-_]?Q([1-4])(?!\\d)`, "gi"), read: (m) => quarterOf(yearOf(m[1]), Number(m[2])) },
	{ pattern: new RegExp(`${YEAR}年(\\d{1,2})月份?`, "g"), read: (m) => span(yearOf(m[1]), Number(m[2]), Number(m[2])) },
	{ pattern: /(?<!\d)(20\d{2})(?:[-./_](0?[1-9]|1[0-2])|(0[1-9]|1[0-2]))(?![\d年./-])(?:月份?)?/g, read: (m) => monthOf(m[1], m[2] ?? m[3]) },
	{ pattern: new RegExp(`${YEAR}(?:年|(?!\\d))(?:全年|年报|度)?`, "g"), read: (m) => span(yearOf(m[1]), 1, 12) },
	{ pattern: /\d{1,2}月\d{1,2}日/g, read: () => null },
	{ pattern: /([上下])半年/g, read: (m) => halfOf(null, m[1] === "上") },
	{ pattern: /第?([一二三四首1-4])季度?/g, read: (m) => quarterOf(null, quarter(m[1])) },
	{ pattern: new RegExp(`(?<!\\d)(\\d{1,2})月?${TO}(\\d{1,2})月份?`, "g"), read: (m) => span(null, Number(m[1]), Number(m[2])) },
	{ pattern: /(?<!\d)(\d{1,2})月份?/g, read: (m) => span(null, Number(m[1]), Number(m[1])) },
];

function halfOf(year: number | null, first: boolean): Omit<Statement, "text"> | null {
	return first ? span(year, 1, 6) : span(year, 7, 12);
}

function quarterOf(year: number | null, index: number): Omit<Statement, "text"> | null {
	return span(year, index * 3 - 2, index * 3);
}

function monthOf(year: string | undefined, month: string | undefined): Omit<Statement, "text"> | null {
	return span(yearOf(year), Number(month), Number(month));
}

/** 阳科统01 2019年上半年 without its blank: the number of a form or an annex that runs into the year. */
const NUMBER_BEFORE_YEAR = /(?<!\d)\d{1,3}(?=20\d{2}(?:年|[上下]半年|[HQ][1-4]))/gi;

/**
 * Every period that a tight text names, as months of a year; days of the calendar, document numbers and ranges of years are not.
 * A bare year beside a part of a year without one is that part's: 2019年高企名录（上半年）.
 */
export function statementsIn(tightText: string): Statement[] {
	if (!/\d|[半季月]/.test(tightText)) return [];
	let rest = withDigits(tightText).replace(NUMBER_BEFORE_YEAR, "※");
	const found: Statement[] = [];
	for (const { pattern, read } of PATTERNS) {
		rest = rest.replace(pattern, (...args) => {
			const groups: (string | undefined)[] = args.slice(
				0,
				args.findIndex((arg) => typeof arg === "number"),
			);
			const statement = read(groups);
			if (statement) found.push({ text: String(groups[0]), ...statement });
			return "※";
		});
	}
	return joinedYears(found);
}

/** A day and nothing else, as Excel stores 2019年6月 typed into a cell (its first day), or as a cut-off (the last day of a month). */
const LONE_DAY = /^(20\d{2})[-./年](\d{1,2})[-./月](\d{1,2})日?$/;

/** As `statementsIn`, for the value of a 报告期 line: there a lone day is a period too. */
export function statementsOfLine(tightText: string): Statement[] {
	const [, year, month, day] = LONE_DAY.exec(withDigits(tightText))?.map(Number) ?? [];
	if (year === undefined || month === undefined || day === undefined) return statementsIn(tightText);
	const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
	const statement = day === 1 ? span(year, month, month) : day === last ? asOf(year, month) : null;
	return statement ? [{ text: tightText, ...statement }] : [];
}

function withDigits(text: string): string {
	return text
		.replace(WRITTEN_YEAR, (year) => [...year].map((digit) => DIGITS[digit] ?? digit).join(""))
		.replace(WRITTEN_MONTH, (month) => TEN[month] ?? DIGITS[month] ?? month)
		.replace(WRITTEN_MONTHS, (_, month: string, to: string) => (TEN[month] ?? DIGITS[month] ?? month) + to);
}

/** Gives parts of a year the one bare year beside them. */
function joinedYears(statements: readonly Statement[]): Statement[] {
	const years = statements.filter(isBareYear);
	const year = years[0]?.year ?? null;
	const partial = statements.some((statement) => statement.year === null);
	if (!partial || year === null || years.some((other) => other.year !== year)) return [...statements];
	return statements.filter((statement) => !isBareYear(statement)).map((statement) => withYear(statement, year));
}

/** A statement without a year, in that year. */
export function withYear(statement: Statement, year: number): Statement {
	return statement.year === null ? { ...statement, year, text: `${year}年${statement.text}` } : statement;
}

/** Whether a statement is a year and nothing more. */
export function isBareYear({ year, from, to, style }: Statement): boolean {
	return year !== null && from === 1 && to === 12 && style === "span";
}

/** The period of one of some kinds that a statement names exactly, or null: 4—6月 is the second quarter, 截至6月底 the half-year or the quarter that ends then. */
export function readAs({ year, from, to, style }: Statement, kinds: readonly PeriodKind[]): Period | null {
	if (year === null) return null;
	const day = `${year}-${String(to).padStart(2, "0")}-01`;
	for (const kind of kinds) {
		const candidate = periodOf(kind, day);
		const [first, last] = monthsOf(candidate);
		if (last === to && (style === "as-of" || first === from)) return candidate;
	}
	return null;
}

/** Whether one of a statement and a period lies inside the other. */
export function agrees({ year, from, to }: Statement, period: Period): boolean {
	const [first, last] = monthsOf(period);
	return (year === null || year === period.year) && ((from <= first && last <= to) || (first <= from && to <= last));
}

function monthsOf(period: Period): [number, number] {
	return [Number(period.start.slice(5, 7)), Number(period.end.slice(5, 7))];
}

import type { Cell } from "../../model/grid.ts";
import type { Period } from "../../model/period.ts";
import { compact } from "./characters.ts";
import { chineseNumber, NUMERAL_CHARACTERS } from "./numerals.ts";

/** A day, a month or a year as an office wrote it. `assumed`: the year, or its century, was not written. */
export type WrittenDate =
	| { readonly kind: "day"; readonly year: number; readonly month: number; readonly day: number; readonly assumed: boolean }
	/** `ambiguous`: 2019.1 stored as a number, which may have been 2019.10. */
	| { readonly kind: "month"; readonly year: number; readonly month: number; readonly assumed: boolean; readonly ambiguous: boolean }
	| { readonly kind: "year"; readonly year: number; readonly assumed: boolean }
	/** `year`: of what is written, where it lies before or after all that can be reported. */
	| { readonly kind: "impossible"; readonly year?: number }
	| { readonly kind: "unreadable" };

/** What a date is read against. */
export interface DateContext {
	readonly date1904: boolean;
	/** Gives the year where none is written. */
	readonly period: Period;
}

const FIRST_YEAR = 1950;
/** Last year that is read as one. */
export const LAST_YEAR = 2099;
/** Serial numbers of 1954 and 2119: what a five-digit number in a date column can only be. */
const [FIRST_SERIAL, LAST_SERIAL] = [20_000, 80_000];
/** Days between the two date systems of Excel. */
const DAYS_1904 = 1462;
const UNREADABLE: WrittenDate = { kind: "unreadable" };
const IMPOSSIBLE: WrittenDate = { kind: "impossible" };

/** Reads a cell as a date in any of the ways of mess.md 27–30. */
export function parseDate(cell: Cell, context: DateContext): WrittenDate {
	if (cell.type === "d") {
		const read = parseDateText(String(cell.value), context);
		// A year or 20190627 typed into a cell that is formatted as a date shows a day of long ago; the number itself says what was meant.
		return read.kind === "day" ? read : parseDateNumber(Number(cell.raw), context);
	}
	if (typeof cell.value === "number") return parseDateNumber(cell.value, context);
	return cell.type === "s" ? parseDateText(String(cell.value), context) : UNREADABLE;
}

/** Whether a number in a date column is a day's serial number. */
export function isSerialNumber(value: number): boolean {
	return value >= FIRST_SERIAL && value < LAST_SERIAL;
}

/** A number in a date column: a serial, 20190627, 201906, 2019.06 or 2019. */
function parseDateNumber(value: number, context: DateContext): WrittenDate {
	if (isSerialNumber(value)) return fromSerial(Math.floor(value), context.date1904);
	if (Number.isInteger(value)) return parseDateText(String(value), context);
	const [, year, decimals] = /^(\d{4})\.(\d{1,2})$/.exec(String(value)) ?? [];
	if (year === undefined) return UNREADABLE;
	// As a number 2019.10 is 2019.1; January is mostly written 2019.01.
	return decimals === "1" ? aMonth(Number(year), 10, false, true) : aMonth(Number(year), Number(decimals), false);
}

/** A day of the serial numbers' calendar: 43643 is 2019-06-27, and 2023-06-28 in the 1904 system. */
function fromSerial(serial: number, date1904: boolean): WrittenDate {
	const date = new Date(Date.UTC(1899, 11, 30 + serial + (date1904 ? DAYS_1904 : 0)));
	return aDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), false);
}

type Pattern = readonly [RegExp, (parts: readonly number[], context: DateContext) => WrittenDate];

const PATTERNS: readonly Pattern[] = [
	[/^(\d{4})[-./、·年](\d{1,2})[-./、·月](\d{1,2})日?$/, ([y = 0, m = 0, d = 0]) => aDay(y, m, d, false)],
	[/^(\d{2})[-./、·年](\d{1,2})[-./、·月](\d{1,2})日?$/, ([y = 0, m = 0, d = 0]) => aDay(2000 + y, m, d, true)],
	[/^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/, ([a = 0, b = 0, y = 0]) => yearLast(a, b, y)],
	[/^(\d{4})(\d{2})(\d{2})$/, ([y = 0, m = 0, d = 0]) => aDay(y, m, d, false)],
	[/^(\d{4})[-./、·年](\d{1,2})月?份?$/, ([y = 0, m = 0]) => aMonth(y, m, false)],
	[/^(\d{2})年(\d{1,2})月份?$/, ([y = 0, m = 0]) => aMonth(2000 + y, m, true)],
	[/^((?:19|20)\d{2})(0[1-9]|1[0-2])$/, ([y = 0, m = 0]) => aMonth(y, m, false)],
	[/^(\d{2})(\d{2})(\d{2})$/, ([y = 0, m = 0, d = 0]) => aDay(2000 + y, m, d, true)],
	[/^(\d{1,2})(?:月|[-./])(\d{1,2})日?$/, ([m = 0, d = 0], { period }) => aDay(period.year, m, d, true)],
	[/^(\d{1,2})月份?$/, ([m = 0], { period }) => aMonth(period.year, m, true)],
	[/^(\d{4})年?度?$/, ([y = 0]) => aYear(y, false)],
	[/^(\d{2})年度?$/, ([y = 0]) => aYear(2000 + y, true)],
	[/^(\d{5})$/, ([serial = 0], { date1904 }) => (isSerialNumber(serial) ? fromSerial(serial, date1904) : UNREADABLE)],
];

/** 星期四, (周四), 上午, 上午9:00 behind a day. */
const WEEKDAY_OR_TIME = /[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?(?=$|[上下]午|全天)|(?:上午|下午|全天|晚上?)(?:\d{1,2}(?:[:时点].*)?)?$/g;

/** A text in a date column. */
function parseDateText(text: string, context: DateContext): WrittenDate {
	const folded = withArabicDigits(compact(text.replace(/^['‘’`]/, "").replace(/[T\s]+\d{1,2}[:：]\d{2}.*$/, "")).replace(WEEKDAY_OR_TIME, ""))
		// Statistics programs write whole numbers as 2019.0.
		.replace(/^(\d{4}|\d{8})\.0$/, "$1")
		.replace(/号$/, "日")
		.replace(/[.]$/, "")
		.replace(/(月)份?(?:[上中下]旬|[初底末])$/, "$1");
	for (const [pattern, build] of PATTERNS) {
		const match = pattern.exec(folded);
		if (match) return build(match.slice(1).map(Number), context);
	}
	return UNREADABLE;
}

/** Whether a date is written in Chinese numerals, in part at least. */
export function hasChineseDigits(text: string): boolean {
	const compacted = compact(text);
	return withArabicDigits(compacted) !== compacted;
}

const CHINESE_PART = new RegExp(`[${NUMERAL_CHARACTERS}廿卅OＯ]+(?=[年月日号])|^[二一][${NUMERAL_CHARACTERS}]{3}$`, "g");

/** 二〇一九年六月二十七日 → 2019年6月27日. */
function withArabicDigits(text: string): string {
	return text.replace(CHINESE_PART, (part) => {
		const number = chineseNumber(part.replace(/[OＯ]/g, "〇").replace("廿", "二十").replace("卅", "三十"));
		return number === null ? part : String(number);
	});
}

/** 6/27/2019, as an English Excel shows dates: only where the day can be no month. */
function yearLast(month: number, day: number, year: number): WrittenDate {
	return month <= 12 && (day > 12 || day === month) ? aDay(year, month, day, false) : UNREADABLE;
}

function aYear(year: number, assumed: boolean): WrittenDate {
	return year >= FIRST_YEAR && year <= LAST_YEAR ? { kind: "year", year, assumed } : { kind: "impossible", year };
}

function aMonth(year: number, month: number, assumed: boolean, ambiguous = false): WrittenDate {
	if (month < 1 || month > 12) return IMPOSSIBLE;
	const known = aYear(year, assumed);
	return known.kind === "year" ? { kind: "month", year, month, assumed, ambiguous } : known;
}

function aDay(year: number, month: number, day: number, assumed: boolean): WrittenDate {
	const known = aMonth(year, month, assumed);
	if (known.kind !== "month") return known;
	return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? { kind: "day", year, month, day, assumed } : IMPOSSIBLE;
}

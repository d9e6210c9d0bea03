import type { ConversionKind } from "../../model/conversion.ts";
import { FOUNDED } from "../../model/fields.ts";
import type { Cell } from "../../model/grid.ts";
import { type DateContext, hasChineseDigits, isSerialNumber, LAST_YEAR, parseDate, type WrittenDate } from "./calendar.ts";
import { compact, isNotApplicable } from "./characters.ts";
import { spellingOf } from "./conversions.ts";
import { BLANK, converted, NOT_APPLICABLE, type Note, plain, type Reader, type Reading, soft, told, unreadable } from "./reading.ts";

type Day = Extract<WrittenDate, { kind: "day" }>;
type Month = Extract<WrittenDate, { kind: "month" }>;

const two = (n: number): string => String(n).padStart(2, "0");
const isoDay = ({ year, month, day }: Day): string => `${year}-${two(month)}-${two(day)}`;
const isoMonth = ({ year, month }: Day | Month): string => `${year}-${two(month)}`;

/** Reader of days, YYYY-MM-DD. A month alone is refused, or kept as YYYY-MM where the field allows it (mess.md 27–30). */
export function dateReader(context: DateContext, monthAllowed: boolean): Reader {
	return (cell) =>
		absence(cell) ??
		dated(cell, context, "day", (date) => {
			if (date.kind === "day") return withYear(isoDay(date), date.assumed);
			if (date.kind === "year") return unreadable("date.unreadable");
			if (monthAllowed) return monthReading(date);
			return date.ambiguous
				? unreadable("date.month-ambiguous", { expected: isoMonth(date) })
				: unreadable("date.only-month", { expected: isoMonth(date) });
		});
}

/** Reader of months, YYYY-MM; the day of a full date is left out. */
export function monthReader(context: DateContext): Reader {
	return (cell) =>
		absence(cell) ??
		dated(cell, context, "month", (date) => {
			if (date.kind === "year") return unreadable("date.unreadable");
			return date.kind === "day" ? withYear(isoMonth(date), date.assumed) : monthReading(date);
		});
}

/** Reader of years; month and day of a date are left out. */
export function yearReader(context: DateContext): Reader {
	return (cell) => absence(cell) ?? dated(cell, context, "year", (date) => withYear(date.year, date.assumed));
}

function absence(cell: Cell): Reading | null {
	if (cell.type !== "s") return null;
	const text = compact(String(cell.value));
	if (text === "") return BLANK;
	return isNotApplicable(text) ? NOT_APPLICABLE : null;
}

type KnownDate = Exclude<WrittenDate, { kind: "impossible" | "unreadable" }>;
type Wanted = "day" | "month" | "year";

function dated(cell: Cell, context: DateContext, wanted: Wanted, read: (date: KnownDate) => Reading): Reading {
	const date = parseDate(cell, context);
	if (date.kind === "impossible") return outsideTime(date.year);
	if (date.kind === "unreadable") return unreadable("date.unreadable");
	const reading = read(date);
	if (reading.value === null) return reading;
	const plainDay = cell.value === reading.value && date.kind === wanted && !(cell.type === "d" && context.date1904);
	return plainDay ? reading : converted(reading, conversionsOf(cell, context, date, wanted, String(reading.value)));
}

/** No day, or one of a year before or after all that can be reported. */
function outsideTime(year: number | undefined): Reading {
	if (year === undefined) return unreadable("date.impossible");
	if (year < LAST_YEAR) return unreadable("date.ancient", { params: { since: FOUNDED } });
	return unreadable("date.future", { params: { than: "plan", day: `${LAST_YEAR}-12-31` } });
}

const FINENESS = { year: 0, month: 1, day: 2 } as const;
const TIME = /\d{1,2}[:：]\d{2}/;

/** How a date came from its cell to its value. */
function conversionsOf(cell: Cell, { date1904 }: DateContext, date: KnownDate, wanted: Wanted, value: string): ConversionKind[] {
	const written = String(cell.value);
	const kinds: ConversionKind[] = [];
	if (date.kind === "month" && wanted === "day") kinds.push("month-only");
	if (FINENESS[date.kind] > FINENESS[wanted] || (cell.type !== "n" && TIME.test(written))) kinds.push("date-shortened");
	if (cell.type === "d") {
		if (date1904) kinds.push("date-1904");
		return written.startsWith(value) ? kinds : [...kinds, "date-text"];
	}
	if (date.kind === "day" && /^\d{5}(?:\.\d+)?$/.test(written) && isSerialNumber(Number(written)))
		return [...kinds, "date-serial", ...(date1904 ? (["date-1904"] as const) : [])];
	if (written === value) return kinds;
	kinds.push(...spellingOf(written));
	if (hasChineseDigits(written)) kinds.push("chinese-numerals");
	return compact(written) === value || kinds.includes("chinese-numerals") ? kinds : [...kinds, "date-text"];
}

function monthReading(date: Month): Reading {
	const value = isoMonth(date);
	const notes: Note[] = [];
	if (date.ambiguous) notes.push(soft("date.month-ambiguous", { expected: value, params: { other: `${date.year}-01` } }));
	if (date.assumed) notes.push(soft("date.year-assumed", { expected: value }));
	return told(value, ...notes);
}

function withYear(value: string | number, assumed: boolean): Reading {
	return assumed ? told(value, soft("date.year-assumed", { expected: String(value) })) : plain(value);
}

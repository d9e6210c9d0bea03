import type { Cell } from "../../model/grid.ts";
import { type DateContext, parseDate, type WrittenDate } from "./calendar.ts";
import { compact, isNotApplicable } from "./characters.ts";
import { BLANK, NOT_APPLICABLE, type Note, plain, type Reader, type Reading, soft, told, unreadable } from "./reading.ts";

type Day = Extract<WrittenDate, { kind: "day" }>;
type Month = Extract<WrittenDate, { kind: "month" }>;

const two = (n: number): string => String(n).padStart(2, "0");
const isoDay = ({ year, month, day }: Day): string => `${year}-${two(month)}-${two(day)}`;
const isoMonth = ({ year, month }: Day | Month): string => `${year}-${two(month)}`;

/** Reader of days, YYYY-MM-DD. A month alone is refused, or kept as YYYY-MM where the field allows it (mess.md 27–30). */
export function dateReader(context: DateContext, monthAllowed: boolean): Reader {
	return (cell) =>
		absence(cell) ??
		dated(parseDate(cell, context), (date) => {
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
		dated(parseDate(cell, context), (date) => {
			if (date.kind === "year") return unreadable("date.unreadable");
			return date.kind === "day" ? withYear(isoMonth(date), date.assumed) : monthReading(date);
		});
}

/** Reader of years; month and day of a date are left out. */
export function yearReader(context: DateContext): Reader {
	return (cell) => absence(cell) ?? dated(parseDate(cell, context), (date) => withYear(date.year, date.assumed));
}

function absence(cell: Cell): Reading | null {
	if (cell.type !== "s") return null;
	const text = compact(String(cell.value));
	if (text === "") return BLANK;
	return isNotApplicable(text) ? NOT_APPLICABLE : null;
}

function dated(date: WrittenDate, read: (date: Exclude<WrittenDate, { kind: "impossible" | "unreadable" }>) => Reading): Reading {
	if (date.kind === "impossible") return unreadable("date.impossible");
	return date.kind === "unreadable" ? unreadable("date.unreadable") : read(date);
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

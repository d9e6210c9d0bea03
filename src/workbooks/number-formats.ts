import type { NumberFormatKind } from "../model/grid.ts";

/** Built-in formats of ECMA-376 18.8.30. 27–36 and 50–58 are dates in the East Asian versions, and no file spells them out. */
const BUILT_IN_DATES = [
	[14, 22],
	[27, 36],
	[45, 47],
	[50, 58],
] as const;

/** What a cell's number format says that its value is, by format id and, for formats of the file's own, by code. */
export function formatKind(id: number, code: string | undefined): NumberFormatKind {
	if (code !== undefined) return codeKind(code);
	if (id === 0) return "general";
	if (id === 9 || id === 10) return "percent";
	if (id === 49) return "text";
	return BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to) ? "date" : "number";
}

/** Characters of a format that are looked at; Excel takes 255. */
const LONGEST_CODE = 1000;

function codeKind(whole: string): NumberFormatKind {
	const code = whole.slice(0, LONGEST_CODE);
	const first = code
		.replace(/"[^"]*"?|\\.|_.|\*./g, "")
		// Colours, conditions and locales say nothing of the kind; elapsed hours, minutes and seconds do.
		.replace(/\[(?!(?:h+|m+|s+)\])[^\][]*\]/gi, "")
		.split(";")[0];
	if (first === undefined || /^\s*$/.test(first)) return code.includes('"') || code.includes("[") ? "number" : "general";
	if (/^\s*general/i.test(first)) return "general";
	if (first.includes("%")) return "percent";
	if (/[ymdhs]/i.test(first)) return "date";
	return first.includes("@") ? "text" : "number";
}

/** The last serial that Excel shows as a date: 9999-12-31. */
const LAST_SERIAL = 2_958_465;

/**
 * ISO text of a date serial: YYYY-MM-DD, or with THH:mm:ss where it has a time of day; null where it is no date.
 * Serials before March 1900 follow Excel, which counts a 29 February 1900 that never was.
 */
export function serialToIso(serial: number, date1904: boolean): string | null {
	const base = date1904 ? serial + 1462 : serial;
	if (!(base >= 0 && base < LAST_SERIAL + 1)) return null;
	return Number.isInteger(base) ? dayOf(base) : instantOf(base);
}

/** Days that were asked for: a sheet has the same few again and again. */
const days = new Map<number, string>();
const MOST_DAYS = 50_000;

function dayOf(base: number): string {
	const known = days.get(base);
	if (known !== undefined) return known;
	if (days.size >= MOST_DAYS) days.clear();
	const day = instantOf(base);
	days.set(base, day);
	return day;
}

/** Of a serial in the 1900 system. */
function instantOf(base: number): string {
	const seconds = Math.round((base - 25_569 + (base < 60 ? 1 : 0)) * 86_400);
	const time = ((seconds % 86_400) + 86_400) % 86_400;
	const day = isoDay((seconds - time) / 86_400);
	return time === 0 ? day : `${day}T${two(Math.floor(time / 3600))}:${two(Math.floor(time / 60) % 60)}:${two(time % 60)}`;
}

/** Days spelled so far, by their number: the dates of a sheet lie close together, and there are no more than three million. */
const spelled = new Map<number, string>();
const MOST_SPELLED = 20_000;

/** YYYY-MM-DD of a day counted from 1970-01-01. */
function isoDay(days: number): string {
	let iso = spelled.get(days);
	if (iso === undefined) {
		iso = new Date(days * 86_400_000).toISOString().slice(0, 10);
		if (spelled.size < MOST_SPELLED) spelled.set(days, iso);
	}
	return iso;
}

function two(number: number): string {
	return number < 10 ? `0${number}` : String(number);
}

/** Serial (1900 system) of a day YYYY-MM-DD. */
export function isoToSerial(day: string): number {
	return Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;
}

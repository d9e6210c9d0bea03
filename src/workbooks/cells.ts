import type { Cell, NumberFormatKind } from "../model/grid.ts";
import { serialToIso } from "./number-formats.ts";

/** What a cell is besides its value. */
export interface CellBase {
	readonly column: number;
	readonly format: NumberFormatKind;
	readonly formula?: true;
}

/** Null where the text is empty: such a cell holds nothing. */
export function textCell(base: CellBase, text: string): Cell | null {
	return text === "" ? null : { ...base, type: "s", value: text, raw: text };
}

/** A number, or the date that its format makes of it. */
export function numberCell(base: CellBase, number: number, date1904: boolean): Cell {
	const raw = String(number);
	if (!Number.isFinite(number)) return { ...base, type: "s", value: raw, raw };
	const iso = base.format === "date" ? serialToIso(number, date1904) : null;
	return iso === null ? { ...base, type: "n", value: number, raw } : { ...base, type: "d", value: iso, raw };
}

export function booleanCell(base: CellBase, value: boolean): Cell {
	return { ...base, type: "b", value, raw: value ? "TRUE" : "FALSE" };
}

export function errorCell(base: CellBase, text: string): Cell {
	return { ...base, type: "e", value: text, raw: text };
}

/** A date that is written as text: 2019-06-27T00:00:00.000Z → 2019-06-27. */
export function dateCell(base: CellBase, written: string): Cell {
	return { ...base, type: "d", value: plainDate(written), raw: written };
}

/** 2019-06-27T00:00:00Z → 2019-06-27; a time of day stays, to the second. */
export function plainDate(text: string): string {
	const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2}(?:\.\d+)?))?)?/.exec(text);
	if (!match?.[1]) return text;
	// Writers give 23:59:59.999999999 for midnight.
	const instant = Date.parse(`${match[1]}T${match[2] ?? "00:00"}:00Z`) + Math.round(Number(match[3] ?? 0)) * 1000;
	if (Number.isNaN(instant)) return text;
	const iso = new Date(instant).toISOString();
	return iso.slice(11, 19) === "00:00:00" ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** A formula whose result was never stored. */
export function uncachedCell(base: CellBase): Cell {
	return { ...base, type: "s", value: "", raw: "", formula: true, uncached: true };
}

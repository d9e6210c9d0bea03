import { columnNumber, fromA1 } from "../../src/model/a1.ts";
import type { Cell, Grid, Row, Sheet } from "../../src/model/grid.ts";

/** What a sheet is beside its cells. Ranges and columns in A1 letters. */
export interface SheetOptions {
	readonly merges?: readonly string[];
	readonly hidden?: boolean;
	readonly hiddenRows?: readonly number[];
	readonly hiddenColumns?: readonly string[];
	readonly date1904?: boolean;
}

/**
 * A sheet drawn as text: one line per row, cells parted by `|` (as a table of strings: one array per row). A blank line is an empty row; the lines before the first
 * and after the last `|`-or-text line of a template literal are left out.
 * A cell that looks like a number is one; `'2019` forces text, `@2019-06-27` is a date, `35%` stays text, `%0.35` a number shown as a percentage,
 * `#REF!` an error, `=` a formula whose result was never stored, `=12` one whose result is 12, `\n` a line break within the cell.
 */
export function textSheet(name: string, drawing: string | readonly (readonly string[])[], options: SheetOptions = {}): Sheet {
	const lines = typeof drawing === "string" ? linesOf(drawing) : drawing;
	const hiddenRows = new Set(options.hiddenRows);
	const rows = lines.map((cells, index): Row => {
		const number = index + 1;
		const filled = cells.flatMap((text, at) => cellOf(text, at + 1));
		return hiddenRows.has(number) ? { number, hidden: true, cells: filled } : { number, cells: filled };
	});
	return {
		name,
		hidden: options.hidden ?? false,
		date1904: options.date1904 ?? false,
		merges: (options.merges ?? []).map(rangeOf),
		hiddenColumns: (options.hiddenColumns ?? []).map(columnNumber),
		rows: rows.filter(({ cells }) => cells.length > 0),
	};
}

/** A workbook of some sheets, without defined names. */
export function textGrid(...sheets: readonly Sheet[]): Grid {
	return { sheets, names: new Map() };
}

/** Cells one below the other, as `textSheet` draws them, parted by `|`; all in the first column. */
export function cellsOf(drawing: string): Cell[] {
	return drawing.split("|").flatMap((text) => cellOf(text.trim(), 1));
}

function linesOf(drawing: string): string[][] {
	const lines = drawing.split("\n");
	if (lines[0]?.trim() === "") lines.shift();
	if (lines.at(-1)?.trim() === "") lines.pop();
	return lines.map((line) => line.split("|").map((cell) => cell.trim().replaceAll("\\n", "\n")));
}

function rangeOf(range: string): { top: number; left: number; bottom: number; right: number } {
	const [from, to] = range.split(":").map((reference) => fromA1(reference));
	if (!from || !to) throw new Error(`no range: ${range}`);
	return { top: from.row, left: from.column, bottom: to.row, right: to.column };
}

const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/;

function cellOf(text: string, column: number): Cell[] {
	if (text === "") return [];
	if (text === "=") return [{ column, type: "s", value: "", raw: "", format: "general", formula: true, uncached: true }];
	if (/^=./.test(text)) return cellOf(text.slice(1), column).map((cell): Cell => ({ ...cell, formula: true }));
	if (text.startsWith("'")) return [{ column, type: "s", value: text.slice(1), raw: text.slice(1), format: "text" }];
	if (/^@\d{4}-\d{2}-\d{2}$/.test(text)) return [{ column, type: "d", value: text.slice(1), raw: serialOf(text.slice(1)), format: "date" }];
	if (/^#[A-Z0-9/]+[!?]?$/.test(text)) return [{ column, type: "e", value: text, raw: text, format: "general" }];
	if (text.startsWith("%") && NUMBER.test(text.slice(1)))
		return [{ column, type: "n", value: Number(text.slice(1)), raw: text.slice(1), format: "percent" }];
	if (NUMBER.test(text)) return [{ column, type: "n", value: Number(text), raw: text, format: "general" }];
	return [{ column, type: "s", value: text, raw: text, format: "general" }];
}

/** A day's serial number in the 1900 system. */
function serialOf(day: string): string {
	return String(Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569);
}

import type { Row, Sheet } from "../../model/grid.ts";
import type { CatalogueIndex } from "./catalogue-index.ts";
import type { Header } from "./header-rows.ts";
import { type Fit, fits, isPlausible } from "./which-form.ts";

/** The least share of its required columns that each of two tables side by side has: a table with a blank column in its middle is one table. */
const LEAST_REQUIRED = 0.8;

/**
 * The column at which a sheet with tables side by side parts: a second running number, or the first column behind a blank one, where what stands left and what stands right of it
 * is a form's table each. null where the sheet is one, or where not all of its headers part there.
 */
export function partingColumn(headers: readonly Header[], index: CatalogueIndex): number | null {
	const column = headers.map((header) => partOf(header, index)).find((found) => found !== null) ?? null;
	if (column === null) return null;
	const torn = headers.some((header) => {
		const [first, last] = [header.columns[0]?.column ?? 0, header.columns.at(-1)?.column ?? 0];
		return first < column && last >= column && partOf(header, index) !== column;
	});
	return torn ? null : column;
}

function partOf({ columns }: Header, index: CatalogueIndex): number | null {
	for (const [at, { column, serial }] of columns.entries()) {
		const before = columns[at - 1];
		if (before === undefined || (!serial && column === before.column + 1)) continue;
		const [left, right] = [fits(columns.slice(0, at), index)[0], fits(columns.slice(at), index)[0]];
		if (left && right && stands(left) && stands(right) && !spans(fits(columns, index)[0], column, index)) return column;
	}
	return null;
}

function stands(fit: Fit): boolean {
	return isPlausible(fit) && fit.required >= LEAST_REQUIRED;
}

/** Whether a table that fits the whole header has columns that it must have on both sides of a column. */
function spans(fit: Fit | undefined, column: number, { tables }: CatalogueIndex): boolean {
	if (!fit) return false;
	const required = new Set(tables[fit.table]?.table.fields.filter((field) => field.required).map(({ name }) => name));
	const needed = fit.assignment.mapped.filter(({ field }) => required.has(field));
	return needed.some((mapping) => mapping.column < column) && needed.some((mapping) => mapping.column >= column);
}

/** The columns of a sheet from one to another, as a sheet of its own. A row that is parted is a row of both. */
export function columnsOfSheet(sheet: Sheet, rows: readonly Row[], from: number, to: number): Sheet {
	const within = (column: number) => column >= from && column <= to;
	const part = ({ number, hidden, cells }: Row): Row => ({
		number,
		...(hidden ? { hidden } : {}),
		cells: cells.filter(({ column }) => within(column)),
	});
	return {
		...sheet,
		merges: sheet.merges.filter(({ left, right }) => within(left) && within(right)),
		rows: rows.map(part).filter(({ cells }) => cells.length > 0),
	};
}

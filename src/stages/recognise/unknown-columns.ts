import { toA1 } from "../../model/a1.ts";
import type { Sheet } from "../../model/grid.ts";
import type { BodyRow, UnknownColumn } from "../../model/submission.ts";
import { shownText } from "../normalise/characters.ts";
import { isBlank } from "./cells.ts";
import { type HeaderColumn, headerText } from "./columns.ts";

/** The columns that no field claims, with what stands in them. `rows`: the table's rows below its title, in row order. */
export function unknownColumns(columns: readonly HeaderColumn[], sheet: Sheet, rows: readonly BodyRow[]): UnknownColumn[] {
	if (columns.length === 0) return [];
	const filled = new Map(columns.map(({ column }) => [column, 0]));
	for (const { cells } of bodyOf(sheet, rows)) {
		for (const cell of cells) {
			const count = filled.get(cell.column);
			if (count !== undefined && !isBlank(cell)) filled.set(cell.column, count + 1);
		}
	}
	return columns.map((column) => ({
		column: column.column,
		header: headerText(column),
		headerCell: toA1(column.cell),
		filled: filled.get(column.column) ?? 0,
		texts: { [Symbol.iterator]: () => textsOf(column.column, sheet, rows) },
		proposals: [],
	}));
}

/** The sheet's rows that the table takes for data or totals. Both lists are in row order and pass side by side. */
function* bodyOf(sheet: Sheet, rows: readonly BodyRow[]) {
	let at = 0;
	for (const row of sheet.rows) {
		while (at < rows.length && (rows[at]?.number ?? 0) < row.number) at++;
		const own = rows[at];
		if (own === undefined) return;
		if (own.number === row.number && (own.role === "data" || own.role === "total")) yield row;
	}
}

function* textsOf(column: number, sheet: Sheet, rows: readonly BodyRow[]) {
	for (const row of bodyOf(sheet, rows)) {
		const cell = row.cells.find((candidate) => candidate.column === column);
		if (cell && !isBlank(cell)) yield { row: row.number, text: shownText(cell) };
	}
}

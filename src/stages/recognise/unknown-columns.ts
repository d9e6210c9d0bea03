import { toA1 } from "../../model/a1.ts";
import type { Cell, Sheet } from "../../model/grid.ts";
import type { BodyRow, UnknownColumn } from "../../model/submission.ts";
import { shownText } from "../normalise/characters.ts";
import { isBlank } from "./cells.ts";
import { headerText } from "./columns.ts";
import type { ValuePlace } from "./likeness-values.ts";
import { propose } from "./proposals.ts";
import type { Section } from "./sections.ts";

/** Values that are looked at to see what a column may be. */
const SAMPLE = 200;

/** The columns of a table that no field claims, with what stands in them and what they may mean. `rows`: the table's rows below its title, in row order. */
export function unknownColumns(
	{ sheet, fit }: Pick<Section, "sheet" | "fit">,
	rows: readonly BodyRow[],
	place: Omit<ValuePlace, "unit">,
): UnknownColumn[] {
	if (!fit || fit.assignment.unknown.length === 0) return [];
	const { mapped, twice, unknown } = fit.assignment;
	const found = new Map(unknown.map((column) => [column.column, { column, filled: 0, sample: [] as Cell[] }]));
	for (const { cells, role } of bodyOf(sheet, rows)) {
		for (const cell of cells) {
			const own = found.get(cell.column);
			if (!own || isBlank(cell)) continue;
			own.filled++;
			if (role === "data" && own.sample.length < SAMPLE) own.sample.push(cell);
		}
	}
	const taken = new Set([...mapped.map(({ field }) => field), ...twice.map(({ field }) => field.name)]);
	const free = place.block.table.fields.filter(({ name }) => !taken.has(name));
	const proposals = propose([...found.values()], free, place);
	return [...found.values()].map(({ column, filled }) => ({
		column: column.column,
		header: headerText(column),
		headerCell: toA1(column.cell),
		filled,
		texts: { [Symbol.iterator]: () => textsOf(column.column, filled, sheet, rows) },
		proposals: proposals.get(column.column) ?? [],
	}));
}

/** The sheet's rows that the table takes for data or totals. Both lists are in row order and pass side by side. */
function* bodyOf(sheet: Sheet, rows: readonly BodyRow[]) {
	let at = 0;
	for (const row of sheet.rows) {
		while (at < rows.length && (rows[at]?.number ?? 0) < row.number) at++;
		const own = rows[at];
		if (own === undefined) return;
		if (own.number === row.number && (own.role === "data" || own.role === "total")) yield { number: row.number, cells: row.cells, role: own.role };
	}
}

/** Looks no further than the last of the column's `filled` cells. */
function* textsOf(column: number, filled: number, sheet: Sheet, rows: readonly BodyRow[]) {
	if (filled === 0) return;
	let left = filled;
	for (const row of bodyOf(sheet, rows)) {
		const cell = row.cells.find((candidate) => candidate.column === column);
		if (!cell || isBlank(cell)) continue;
		yield { row: row.number, text: shownText(cell) };
		left -= 1;
		if (left === 0) return;
	}
}

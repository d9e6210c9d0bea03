import type { CellRange } from "../model/a1.ts";
import type { Row } from "../model/grid.ts";

/**
 * Rows (in order) without the cells that a merged range covers, but for its top left one: some writers leave old values under a merge that no one can see.
 */
export function withoutCovered(rows: readonly Row[], merges: readonly CellRange[]): Row[] {
	if (merges.length === 0) return [...rows];
	const waiting = [...merges].sort((a, b) => a.top - b.top);
	let next = 0;
	let active: CellRange[] = [];
	const kept: Row[] = [];
	for (const row of [...rows].sort((a, b) => a.number - b.number)) {
		for (let range = waiting[next]; range && range.top <= row.number; range = waiting[next]) {
			active.push(range);
			next += 1;
		}
		active = active.filter((range) => range.bottom >= row.number);
		const cells = row.cells.filter((cell) => !active.some((range) => isCovered(range, row.number, cell.column)));
		if (cells.length > 0) kept.push(cells.length === row.cells.length ? row : { ...row, cells });
	}
	return kept;
}

function isCovered(range: CellRange, row: number, column: number): boolean {
	return column >= range.left && column <= range.right && !(row === range.top && column === range.left);
}

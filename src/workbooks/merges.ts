import type { CellRange } from "../model/a1.ts";
import type { Row } from "../model/grid.ts";

/**
 * Which cells merged ranges cover, asked row by row from the top. A covered cell's value is left out, but for the top left one of its range: some writers leave old
 * values under a merge that no one can see. Costs what the merges are wide, never the rows that they span.
 */
export class CoveredCells {
	/** By top row. */
	private readonly waiting: readonly CellRange[];
	private next = 0;
	private row = 0;
	/** Per column, the last row that a range begun above covers. */
	private readonly until: Int32Array;
	/** Per column, the row in which a range begins there. */
	private readonly masters: Int32Array;

	/** Columns beyond `lastColumn` are not asked for. */
	constructor(merges: readonly CellRange[], lastColumn: number) {
		this.waiting = [...merges].sort((a, b) => a.top - b.top);
		this.until = new Int32Array(lastColumn + 1);
		this.masters = new Int32Array(lastColumn + 1);
	}

	/** Goes on to a row further down. */
	enter(row: number): void {
		this.row = row;
		for (let range = this.waiting[this.next]; range && range.top <= row; range = this.waiting[this.next]) {
			this.next += 1;
			if (range.top === row && range.left < this.masters.length) this.masters[range.left] = row;
			for (let column = range.left; column <= range.right && column < this.until.length; column++) {
				this.until[column] = Math.max(this.until[column] ?? 0, range.bottom);
			}
		}
	}

	/** Whether a column of the row that was entered is covered. */
	has(column: number): boolean {
		return (this.until[column] ?? 0) >= this.row && this.masters[column] !== this.row;
	}
}

/** Rows, put in order, without the cells that a merged range covers, but for its top left one. */
export function withoutCovered(rows: readonly Row[], merges: readonly CellRange[]): Row[] {
	if (merges.length === 0) return [...rows];
	const lastColumn = rows.reduce((last, row) => Math.max(last, row.cells.at(-1)?.column ?? 0), 0);
	const covered = new CoveredCells(merges, lastColumn);
	const kept: Row[] = [];
	for (const row of [...rows].sort((a, b) => a.number - b.number)) {
		covered.enter(row.number);
		const cells = row.cells.filter((cell) => !covered.has(cell.column));
		if (cells.length > 0) kept.push(cells.length === row.cells.length ? row : { ...row, cells });
	}
	return kept;
}

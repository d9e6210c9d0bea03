import type { CellRange } from "../model/a1.ts";
import type { Row } from "../model/grid.ts";

const NONE: readonly number[] = [];

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
	private list: readonly number[] = NONE;
	/** Last row for which the list holds. */
	private listUntil = 0;

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
			this.listUntil = 0;
			if (range.top === row && range.left < this.masters.length) this.masters[range.left] = row;
			for (let column = range.left; column <= range.right && column < this.until.length; column++) {
				this.until[column] = Math.max(this.until[column] ?? 0, range.bottom);
			}
		}
	}

	/** The covered columns of the row that was entered, the same list for as long as no range begins or ends. */
	columns(): readonly number[] {
		if (this.row <= this.listUntil) return this.list;
		const columns: number[] = [];
		let until = Number.POSITIVE_INFINITY;
		for (let column = 0; column < this.until.length; column++) {
			// In its first row a range leaves its master alone, which it covers in the next.
			if (this.masters[column] === this.row) until = this.row;
			else if (this.has(column)) {
				columns.push(column);
				until = Math.min(until, this.until[column] ?? 0);
			}
		}
		this.list = columns.length === 0 ? NONE : columns;
		this.listUntil = until;
		return this.list;
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

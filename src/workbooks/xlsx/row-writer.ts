import { LAST_ROW } from "../../model/a1.ts";
import { RefusalError } from "../../model/refusal.ts";
import type { ReadBudget } from "../limits.ts";
import { hasOwnText, RowBatch } from "./row-batch.ts";

/** Cells and rows of a sheet's first batch: what most files of an office fit in. */
const FIRST_CELLS = 2048;
const FIRST_ROWS = 256;
/** Cells of the batches of long sheets. */
const MOST_CELLS = 65_536;

/** Collects the cells of a sheet in document order into batches, and holds them against the limits. */
export class RowWriter {
	/** Row that cells are added to; 0 before the first. */
	rowNumber = 0;
	/** Column of the cell that was last met, with or without a value. */
	column = 0;
	/** Right-most column with content. */
	lastColumn = 0;
	/** Whether each row stands below the one before it. */
	inOrder = true;
	batch = new RowBatch(FIRST_ROWS, FIRST_CELLS);
	private readonly full: RowBatch[] = [];
	private readonly budget: ReadBudget;
	private hidden = false;
	private lastRow = 0;
	private lastStored = 0;
	private rows = 0;
	private sorted = true;

	constructor(budget: ReadBudget) {
		this.budget = budget;
	}

	startRow(number: number, hidden: boolean): void {
		if (!(number >= 1 && number <= LAST_ROW)) throw new RefusalError("file.unreadable", { reason: `row ${number}` });
		this.rowNumber = number;
		this.hidden = hidden;
		this.column = 0;
		this.lastStored = 0;
		this.sorted = true;
	}

	/** A cell of another row than the one that it stands in: its own address is believed. */
	moveTo(number: number): void {
		const { hidden } = this;
		this.endRow();
		this.startRow(number, hidden);
	}

	/** Adds a cell with a value to the row. */
	add(column: number, mark: number, value: number): void {
		let { batch } = this;
		const at = batch.cellCount;
		if (at === batch.columns.length) batch = this.makeRoom();
		if (column <= this.lastStored) this.sorted = false;
		this.lastStored = column;
		batch.columns[batch.cellCount] = column;
		batch.marks[batch.cellCount] = mark;
		batch.values[batch.cellCount] = value;
		batch.cellCount += 1;
	}

	addText(column: number, mark: number, text: string): void {
		if (this.batch.cellCount === this.batch.columns.length) this.makeRoom();
		this.add(column, mark, this.batch.texts.push(text) - 1);
	}

	endRow(): void {
		const { batch } = this;
		const start = batch.starts[batch.rowCount] ?? 0;
		if (batch.cellCount === start) return;
		if (!this.sorted) sortRow(batch, start);
		const last = batch.columns[batch.cellCount - 1] ?? 0;
		const { limits } = this.budget;
		if (last > limits.columns) throw new RefusalError("limit.columns", { limit: limits.columns });
		this.rows += 1;
		if (this.rows > limits.rows) throw new RefusalError("limit.rows", { limit: limits.rows });
		this.budget.spendCells(batch.cellCount - start);
		if (last > this.lastColumn) this.lastColumn = last;
		if (this.rowNumber <= this.lastRow) this.inOrder = false;
		this.lastRow = this.rowNumber;
		batch.numbers[batch.rowCount] = this.rowNumber;
		batch.hidden[batch.rowCount] = this.hidden ? 1 : 0;
		batch.rowCount += 1;
		batch.starts[batch.rowCount] = batch.cellCount;
		if (batch.rowCount === batch.numbers.length) this.startBatch();
	}

	/** Batches that were filled since they were last asked for; with `all`, the one that is being filled as well. */
	take(all: boolean): RowBatch[] {
		if (all && this.batch.rowCount > 0) this.startBatch();
		return this.full.splice(0);
	}

	private startBatch(): RowBatch {
		const cells = Math.min(MOST_CELLS, this.batch.columns.length * 4);
		this.full.push(this.batch);
		this.batch = new RowBatch(cells / 4, cells);
		return this.batch;
	}

	/** Room for one cell more: in a new batch, which the row that is being read moves to, or in a wider one where that row alone fills it. */
	private makeRoom(): RowBatch {
		const { batch } = this;
		const start = batch.starts[batch.rowCount] ?? 0;
		this.budget.checkCells(batch.cellCount - start);
		if (start === 0) {
			batch.widen();
			return batch;
		}
		const next = this.startBatch();
		while (next.columns.length <= batch.cellCount - start) next.widen();
		moveRow(batch, start, next);
		return next;
	}
}

function moveRow(from: RowBatch, start: number, to: RowBatch): void {
	const length = from.cellCount - start;
	for (let at = 0; at < length; at++) {
		const mark = from.marks[start + at] ?? 0;
		const value = from.values[start + at] ?? 0;
		to.columns[at] = from.columns[start + at] ?? 0;
		to.marks[at] = mark;
		to.values[at] = hasOwnText(mark) ? to.texts.push(from.texts[value] ?? "") - 1 : value;
	}
	to.cellCount = length;
	from.cellCount = start;
}

/** Puts the cells of the last row in column order. Of two at one place the later stands. */
export function sortRow(batch: RowBatch, start: number): void {
	const cells = Array.from({ length: batch.cellCount - start }, (_, at) => ({
		column: batch.columns[start + at] ?? 0,
		mark: batch.marks[start + at] ?? 0,
		value: batch.values[start + at] ?? 0,
	}));
	const last = new Map(cells.map((cell) => [cell.column, cell]));
	const ordered = [...last.values()].sort((a, b) => a.column - b.column);
	for (const [at, { column, mark, value }] of ordered.entries()) {
		batch.columns[start + at] = column;
		batch.marks[start + at] = mark;
		batch.values[start + at] = value;
	}
	batch.cellCount = start + ordered.length;
}

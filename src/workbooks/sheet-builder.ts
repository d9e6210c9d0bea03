import { type CellRange, LAST_COLUMN } from "../model/a1.ts";
import type { Cell, Row, Sheet } from "../model/grid.ts";
import { RefusalError } from "../model/refusal.ts";
import type { ReadBudget } from "./limits.ts";
import { withoutCovered } from "./merges.ts";

/** Gathers a sheet's cells in row order, within the limits. */
export class SheetBuilder {
	private readonly budget: ReadBudget;
	private readonly rows: Row[] = [];
	private readonly merges: CellRange[] = [];
	/** Where hidden columns begin (+1) and end (-1): however many ranges a file names, they take no more room than its columns. */
	private readonly hiddenEdges: Int32Array;
	private lastColumn = 0;
	private cells: Cell[] = [];

	constructor(budget: ReadBudget) {
		this.budget = budget;
		this.hiddenEdges = new Int32Array(LAST_COLUMN + 2);
	}

	/** Adds a cell to the row that is being read. @throws RefusalError limit.columns, limit.cells */
	add(cell: Cell | null): void {
		if (cell === null) return;
		this.checkWidth(cell.column);
		this.budget.spendCells(1);
		this.lastColumn = Math.max(this.lastColumn, cell.column);
		this.cells.push(cell);
	}

	/** @throws RefusalError limit.columns */
	checkWidth(column: number): void {
		const { columns } = this.budget.limits;
		if (column > columns) throw new RefusalError("limit.columns", { limit: columns });
	}

	/** Ends the row that is being read; one that holds nothing is left out. @throws RefusalError limit.rows, limit.seconds */
	endRow(number: number, hidden = false, width?: number): void {
		const cells = this.cells;
		const { limits } = this.budget;
		this.budget.checkTime();
		if (cells.length === 0) return;
		if (this.rows.length >= limits.rows) throw new RefusalError("limit.rows", { limit: limits.rows });
		cells.sort((a, b) => a.column - b.column);
		this.rows.push({ number, ...(hidden ? { hidden } : {}), ...(width === undefined ? {} : { width }), cells });
		this.cells = [];
	}

	merge(range: CellRange): void {
		if (range.bottom === range.top && range.right === range.left) return;
		// Each range belongs to a cell; a sheet of nothing but ranges is refused like one of too many cells.
		this.budget.checkCells(this.merges.length);
		this.merges.push(range);
	}

	hideColumns(from: number, to: number): void {
		const last = Math.min(to, LAST_COLUMN);
		if (!(from >= 1 && from <= last)) return;
		this.hiddenEdges[from] = (this.hiddenEdges[from] ?? 0) + 1;
		this.hiddenEdges[last + 1] = (this.hiddenEdges[last + 1] ?? 0) - 1;
	}

	finish(head: Pick<Sheet, "name" | "hidden" | "date1904">): Sheet {
		const { merges } = this;
		return { ...head, merges, hiddenColumns: this.hiddenColumns(), rows: withoutCovered(this.rows, merges) };
	}

	/** Files that hide "everything to the right" name sixteen thousand columns; those without content are of no interest. */
	private hiddenColumns(): number[] {
		const columns: number[] = [];
		let depth = 0;
		for (let column = 1; column <= this.lastColumn; column++) {
			depth += this.hiddenEdges[column] ?? 0;
			if (depth > 0) columns.push(column);
		}
		return columns;
	}
}

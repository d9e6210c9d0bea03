import type { CellRange } from "../model/a1.ts";
import type { Cell, Row, Sheet } from "../model/grid.ts";
import { RefusalError } from "../model/refusal.ts";
import type { ReadBudget } from "./limits.ts";
import { withoutCovered } from "./merges.ts";

/** Gathers a sheet's cells in row order, within the limits. */
export class SheetBuilder {
	private readonly budget: ReadBudget;
	private readonly rows: Row[] = [];
	private readonly merges: CellRange[] = [];
	private readonly hidden: (readonly [from: number, to: number])[] = [];
	private lastColumn = 0;
	private cells: Cell[] = [];

	constructor(budget: ReadBudget) {
		this.budget = budget;
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
		this.hidden.push([from, to]);
	}

	finish(head: Pick<Sheet, "name" | "hidden" | "date1904">): Sheet {
		const { merges, lastColumn } = this;
		// Files that hide "everything to the right" name sixteen thousand columns; those without content are of no interest.
		const hiddenColumns = this.hidden.flatMap(([from, to]) => {
			const last = Math.min(to, lastColumn);
			return Array.from({ length: Math.max(0, last - from + 1) }, (_, at) => from + at);
		});
		return { ...head, merges, hiddenColumns, rows: withoutCovered(this.rows, merges) };
	}
}

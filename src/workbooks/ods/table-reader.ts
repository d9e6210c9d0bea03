import type { Cell, Sheet } from "../../model/grid.ts";
import { ColumnStyles } from "../column-styles.ts";
import type { ReadBudget } from "../limits.ts";
import { SheetBuilder } from "../sheet-builder.ts";
import { cellValue } from "./cell-value.ts";
import type { StyleBook } from "./style-book.ts";

type Attributes = Readonly<Record<string, string>>;

/** Far beyond any sheet: what a repetition may claim. */
const MOST = 1 << 24;

/** Follows the rows and cells of one table. Rows and cells that are alike are written once and repeated; those without content cost nothing. */
export class TableReader {
	private readonly styles: StyleBook;
	private readonly sheet: SheetBuilder;
	private readonly columnStyles = new ColumnStyles();
	private columns = 0;
	private row = { number: 0, repeated: 1, hidden: false, style: "" };
	private column = 1;
	private cells: Cell[] = [];
	private attributes: Attributes = {};

	constructor(styles: StyleBook, budget: ReadBudget) {
		this.styles = styles;
		this.sheet = new SheetBuilder(budget);
	}

	addColumn(attributes: Attributes): void {
		const from = this.columns + 1;
		this.columns += times(attributes["number-columns-repeated"]);
		if (isHidden(attributes)) this.sheet.hideColumns(from, this.columns);
		const style = attributes["default-cell-style-name"];
		if (style !== undefined) this.columnStyles.add(from, this.columns, style);
	}

	openRow(attributes: Attributes): void {
		const repeated = times(attributes["number-rows-repeated"]);
		this.row = { number: this.row.number + 1, repeated, hidden: isHidden(attributes), style: attributes["default-cell-style-name"] ?? "" };
		this.column = 1;
	}

	closeRow(): void {
		const { number, repeated, hidden } = this.row;
		if (this.cells.length > 0) {
			for (let at = number; at < number + repeated; at++) {
				for (const cell of this.cells) this.sheet.add(cell);
				this.sheet.endRow(at, hidden);
			}
			this.cells = [];
		}
		this.row.number = number + repeated - 1;
	}

	openCell(attributes: Attributes): void {
		this.attributes = attributes;
		const [columns, rows] = [times(attributes["number-columns-spanned"]), times(attributes["number-rows-spanned"])];
		const { number } = this.row;
		this.sheet.merge({ top: number, left: this.column, bottom: number + rows - 1, right: this.column + columns - 1 });
	}

	/** @param covered a cell that a merged range covers: what is left in it, nobody sees */
	closeCell(shown: string, covered: boolean): void {
		const repeated = times(this.attributes["number-columns-repeated"]);
		const cell = covered ? null : this.cellAt(this.column, shown);
		if (cell) {
			// Checked here already: a row of a million equal cells must not be made before it is refused.
			this.sheet.checkWidth(this.column + repeated - 1);
			for (let at = 0; at < repeated; at++) this.cells.push({ ...cell, column: this.column + at });
		}
		this.column += repeated;
	}

	finish(name: string, hidden: boolean): Sheet {
		return this.sheet.finish({ name, hidden, date1904: false });
	}

	private cellAt(column: number, shown: string): Cell | null {
		const { "style-name": own, formula } = this.attributes;
		const style = own ?? (this.row.style || this.columnStyles.at(column)) ?? "Default";
		return cellValue({ column, format: this.styles.kindOf(style), ...(formula === undefined ? {} : { formula: true }) }, this.attributes, shown);
	}
}

function times(written: string | undefined): number {
	const number = Number.parseInt(written ?? "1", 10);
	return Number.isNaN(number) ? 1 : Math.min(Math.max(number, 1), MOST);
}

/** Collapsed by hand, or by a filter. */
function isHidden({ visibility }: Attributes): boolean {
	return visibility === "collapse" || visibility === "filter";
}

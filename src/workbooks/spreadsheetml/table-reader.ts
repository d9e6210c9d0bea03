import type { Cell, Sheet } from "../../model/grid.ts";
import { RefusalError } from "../../model/refusal.ts";
import { booleanCell, type CellBase, dateCell, errorCell, numberCell, textCell, uncachedCell } from "../cells.ts";
import { ColumnStyles } from "../column-styles.ts";
import type { ReadBudget } from "../limits.ts";
import { SheetBuilder } from "../sheet-builder.ts";
import type { Styles } from "./styles.ts";

type Attributes = Readonly<Record<string, string>>;

/** Follows the rows and cells of one worksheet. Rows, columns and cells without an index of their own follow each other. */
export class TableReader {
	private readonly styles: Styles;
	private readonly date1904: boolean;
	private readonly sheet: SheetBuilder;
	private readonly columnStyles = new ColumnStyles();
	private row = { number: 0, hidden: false, style: "", more: 0 };
	private nextColumn = 1;
	private cell: { readonly base: CellBase; value: Cell | null; answered: boolean } | null = null;

	constructor(styles: Styles, date1904: boolean, budget: ReadBudget) {
		this.styles = styles;
		this.date1904 = date1904;
		this.sheet = new SheetBuilder(budget);
	}

	column({ Index, Span, Hidden, StyleID }: Attributes): void {
		const from = placeOf(Index, this.nextColumn);
		const to = from + further(Span);
		if (Hidden === "1") this.sheet.hideColumns(from, to);
		if (StyleID !== undefined) this.columnStyles.add(from, to, StyleID);
		this.nextColumn = to + 1;
	}

	openRow({ Index, Span, Hidden, StyleID }: Attributes): void {
		const number = placeOf(Index, this.row.number + this.row.more + 1);
		// Rows that go back up Excel does not open either; whoever reads the sheet takes its rows to go down.
		if (number <= this.row.number) throw new RefusalError("file.unreadable", { reason: `row ${number} below row ${this.row.number}` });
		this.row = { number, hidden: Hidden === "1", style: StyleID ?? "", more: further(Span) };
		this.nextColumn = 1;
	}

	closeRow(): void {
		this.sheet.endRow(this.row.number, this.row.hidden);
	}

	openCell({ Index, MergeAcross, MergeDown, StyleID, Formula }: Attributes): void {
		const column = placeOf(Index, this.nextColumn);
		const [across, down] = [further(MergeAcross), further(MergeDown)];
		this.nextColumn = column + across + 1;
		const { number } = this.row;
		this.sheet.merge({ top: number, left: column, bottom: number + down, right: column + across });
		const style = StyleID ?? (this.row.style || this.columnStyles.at(column)) ?? "Default";
		const base = { column, format: this.styles.kindOf(style), ...(Formula === undefined ? {} : { formula: true as const }) };
		this.cell = { base, value: null, answered: false };
	}

	/** The value of the open cell. */
	data(type: string, text: string): void {
		if (!this.cell) return;
		this.cell.answered = true;
		this.cell.value = this.valueOf(this.cell.base, type, text);
	}

	closeCell(): void {
		if (!this.cell) return;
		const { base, value, answered } = this.cell;
		this.sheet.add(base.formula && !answered ? uncachedCell(base) : value);
		this.cell = null;
	}

	finish(name: string, hidden: boolean): Sheet {
		return this.sheet.finish({ name, hidden, date1904: this.date1904 });
	}

	private valueOf(base: CellBase, type: string, text: string): Cell | null {
		switch (type) {
			case "Number":
				return text.trim() === "" ? null : Number.isNaN(Number(text)) ? textCell(base, text) : numberCell(base, Number(text), this.date1904);
			case "DateTime":
				return text.trim() === "" ? null : dateCell(base, text.trim());
			case "Boolean":
				return booleanCell(base, /^\s*(?:1|true)\s*$/i.test(text));
			case "Error":
				return errorCell(base, text);
			default:
				return textCell(base, text);
		}
	}
}

/** A row's or column's number, as written or else the next. @throws RefusalError file.unreadable where what is written is none */
function placeOf(written: string | undefined, next: number): number {
	if (written === undefined) return next;
	if (!/^0*[1-9]\d{0,6}$/.test(written)) throw new RefusalError("file.unreadable", { reason: `index ${written.slice(0, 20)}` });
	return Number(written);
}

/** How many rows or columns more; none where what is written is no number. */
function further(written: string | undefined): number {
	return /^\d{1,7}$/.test(written ?? "") ? Number(written) : 0;
}

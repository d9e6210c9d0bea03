import type { Cell, Sheet } from "../../model/grid.ts";
import { booleanCell, type CellBase, dateCell, errorCell, numberCell, textCell, uncachedCell } from "../cells.ts";
import type { ReadBudget } from "../limits.ts";
import { SheetBuilder } from "../sheet-builder.ts";
import type { Styles } from "./styles.ts";

type Attributes = Readonly<Record<string, string>>;

/** Follows the rows and cells of one worksheet. Rows, columns and cells without an index of their own follow each other. */
export class TableReader {
	private readonly styles: Styles;
	private readonly date1904: boolean;
	private readonly sheet: SheetBuilder;
	/** Default styles of columns. */
	private readonly columnStyles: { readonly from: number; readonly to: number; readonly style: string }[] = [];
	private row = { number: 0, hidden: false, style: "", more: 0 };
	private nextColumn = 1;
	private cell: { readonly base: CellBase; value: Cell | null; answered: boolean } | null = null;

	constructor(styles: Styles, date1904: boolean, budget: ReadBudget) {
		this.styles = styles;
		this.date1904 = date1904;
		this.sheet = new SheetBuilder(budget);
	}

	column({ Index, Span, Hidden, StyleID }: Attributes): void {
		const from = Index === undefined ? this.nextColumn : Number(Index);
		const to = from + Number(Span ?? 0);
		if (Hidden === "1") this.sheet.hideColumns(from, to);
		if (StyleID !== undefined) this.columnStyles.push({ from, to, style: StyleID });
		this.nextColumn = to + 1;
	}

	openRow({ Index, Span, Hidden, StyleID }: Attributes): void {
		const number = Index === undefined ? this.row.number + this.row.more + 1 : Number(Index);
		this.row = { number, hidden: Hidden === "1", style: StyleID ?? "", more: Number(Span ?? 0) };
		this.nextColumn = 1;
	}

	closeRow(): void {
		this.sheet.endRow(this.row.number, this.row.hidden);
	}

	openCell({ Index, MergeAcross, MergeDown, StyleID, Formula }: Attributes): void {
		const column = Index === undefined ? this.nextColumn : Number(Index);
		const [across, down] = [Number(MergeAcross ?? 0), Number(MergeDown ?? 0)];
		this.nextColumn = column + across + 1;
		const { number } = this.row;
		this.sheet.merge({ top: number, left: column, bottom: number + down, right: column + across });
		const style = StyleID ?? (this.row.style || this.columnStyles.find(({ from, to }) => column >= from && column <= to)?.style) ?? "Default";
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

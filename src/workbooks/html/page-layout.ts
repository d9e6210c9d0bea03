import type { CellRange } from "../../model/a1.ts";
import type { Cell, NumberFormatKind, Sheet } from "../../model/grid.ts";
import { type CellBase, errorCell, numberCell, textCell } from "../cells.ts";
import type { ReadBudget } from "../limits.ts";
import { namedFormatKind } from "../named-formats.ts";
import { SheetBuilder } from "../sheet-builder.ts";
import { Placement, type Span } from "./placement.ts";
import { type ClassFormats, styleFormat } from "./styles.ts";

export type Attributes = Readonly<Record<string, string>>;

/** A cell as it stands in the page, before it has a place. */
export interface Draft extends Span {
	readonly attributes: Attributes;
	text: string;
}

export interface RowDraft {
	readonly hidden: boolean;
	readonly cells: Draft[];
	/** Rows of tables that stand inside its cells: they follow below it. */
	readonly below: RowDraft[][];
}

export interface PageContext {
	readonly formats: () => ClassFormats;
	readonly date1904: boolean;
	readonly budget: ReadBudget;
}

/** Gives the rows of a page their places on a sheet. */
export class PageLayout {
	private readonly context: PageContext;
	private readonly sheet: SheetBuilder;
	private row = 0;
	/** Merged ranges of the table being placed: how far down they reach is known when it ends. */
	private merges: CellRange[] = [];

	constructor(context: PageContext) {
		this.context = context;
		this.sheet = new SheetBuilder(context.budget);
	}

	/** A line of text between tables: a title, the name of the office. */
	line(text: string): void {
		if (text === "") return;
		this.row += 1;
		this.sheet.add(textCell({ column: 1, format: "general" }, text));
		this.sheet.endRow(this.row);
	}

	rows(rows: readonly RowDraft[], placement: Placement): void {
		for (const { cells, hidden, below } of rows) {
			this.row += 1;
			for (const [at, column] of placement.place(cells).entries()) {
				const draft = cells[at];
				if (!draft) continue;
				this.sheet.add(this.cellOf(draft, column));
				if (draft.rows > 1 || draft.columns > 1)
					this.merges.push({ top: this.row, left: column, bottom: this.row + draft.rows - 1, right: column + draft.columns - 1 });
			}
			this.sheet.endRow(this.row, hidden, placement.width);
			for (const table of below) {
				this.endTable();
				this.rows(table, new Placement());
				this.endTable();
			}
		}
	}

	/** Cells that reach beyond the last row of their table end there. */
	endTable(): void {
		for (const range of this.merges) this.sheet.merge({ ...range, bottom: Math.min(range.bottom, this.row) });
		this.merges = [];
	}

	hideColumns(from: number, to: number): void {
		this.sheet.hideColumns(from, to);
	}

	finish(head: Pick<Sheet, "name" | "hidden">): Sheet {
		return this.sheet.finish({ ...head, date1904: this.context.date1904 });
	}

	/** The page's text, unless the writer says beside it what is stored: x:num and x:err of Excel, sdval of LibreOffice. */
	private cellOf({ attributes, text }: Draft, column: number): Cell | null {
		const base: CellBase = { column, format: this.formatOf(attributes), ...(attributes["x:fmla"] === undefined ? {} : { formula: true }) };
		if (attributes["x:err"] !== undefined) return errorCell(base, attributes["x:err"] || text);
		const stored = storedNumber(attributes, text);
		if (stored !== null) return numberCell(base, stored, this.context.date1904);
		return textCell(base, attributes["x:str"] || text);
	}

	private formatOf({ style, class: classes, sdnum }: Attributes): NumberFormatKind {
		const own = styleFormat(style ?? "");
		if (own !== null) return own;
		const code = sdnum?.split(";").slice(2).join(";");
		if (code) return namedFormatKind(code);
		const formats = this.context.formats();
		const found = (classes ?? "").split(/\s+/).map((name) => formats.get(name));
		return found.find((kind) => kind !== undefined) ?? "general";
	}
}

function storedNumber(attributes: Attributes, text: string): number | null {
	const written = attributes["x:num"] ?? attributes.sdval;
	if (written === undefined) return null;
	const digits = (written.trim() || text).replaceAll(",", "");
	const number = Number(digits);
	return digits.trim() === "" || Number.isNaN(number) ? null : number;
}

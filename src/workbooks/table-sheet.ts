import { fittedWidths, heightOf, linesIn, type Span, signatureLine, spanAtRight, threeSpans, totalWidth } from "./layout.ts";
import { BODY_FONT, HEADER_STYLE, LEFT, NOTE_FONT, pageFoot, paperFor, RIGHT, TITLE_FONT } from "./style.ts";
import type { Look } from "./writing/look.ts";
import type { BookWriter, CellLink, SheetWriter, WrittenCell, WrittenValue } from "./writing/types.ts";

/** What must be known of a published table before it is written. */
export interface TableSetup {
	/** Widths that the columns want, in characters; all get more where the table would be too narrow for its head. */
	readonly widths: readonly number[];
	/** First and last header row: they stay in sight and stand on every page. */
	readonly headerRows: readonly [number, number];
	/** Columns at the left that stay in sight. */
	readonly frozenColumns: number;
	/** Page footer with &P and &N. */
	readonly pages: string;
	/** Short code of the release, printed at the foot of every page. */
	readonly releaseCode?: string | undefined;
}

const PLAIN = { ...LEFT, wrapText: false };
const TITLE: Look = { font: TITLE_FONT, alignment: { horizontal: "center", vertical: "middle" } };
const SUBTITLE: Look = { font: NOTE_FONT, alignment: { ...LEFT, horizontal: "center" } };
const BLOCK: Look = { font: NOTE_FONT, alignment: PLAIN };
const MIDDLE: Look = { font: NOTE_FONT, alignment: { ...PLAIN, horizontal: "center" } };
const MEASURE: Look = { font: NOTE_FONT, alignment: RIGHT };
const FOOTNOTE: Look = { font: NOTE_FONT, alignment: LEFT };
const SIGNATURES: Look = { font: BODY_FONT, alignment: LEFT };

/** Begins a sheet that holds one table: A4 landscape (A3 where the table is too wide to be read on A4), one page wide, header rows repeated, page numbers and the release's code at the foot. */
export function beginTable(book: BookWriter, name: string, setup: TableSetup): TableSheet {
	const widths = fittedWidths(setup.widths);
	const sheet = book.sheet(name, {
		widths,
		frozen: { rows: setup.headerRows[1], columns: setup.frozenColumns },
		print: {
			paper: paperFor(widths),
			landscape: true,
			fitToWidth: true,
			titleRows: setup.headerRows,
			footer: pageFoot(setup.pages, setup.releaseCode),
		},
	});
	return new TableSheet(book, sheet, widths);
}

/** A sheet that is laid out as a statistical table, line by line from the top. */
export class TableSheet {
	readonly book: BookWriter;
	readonly sheet: SheetWriter;
	/** As they were set. */
	readonly widths: readonly number[];

	constructor(book: BookWriter, sheet: SheetWriter, widths: readonly number[]) {
		this.book = book;
		this.sheet = sheet;
		this.widths = widths;
	}

	get columns(): number {
		return this.widths.length;
	}

	/** A row that is put together, to be written next. */
	draft(): RowDraft {
		return new RowDraft(this.book, this.sheet);
	}

	/** A text across all columns; as high as its lines where no height is given. */
	async line(text: string, look: Look, height = heightOf(linesIn(text, totalWidth(this.widths)))): Promise<void> {
		await this.draft().span([1, this.columns], text, look).write(height);
	}

	title(text: string): Promise<void> {
		return this.line(text, TITLE, 40);
	}

	/** The line under the title of a table that has no 表号 block. */
	subtitle(text: string): Promise<void> {
		return this.line(text, SUBTITLE, 15);
	}

	/** The 表号 block: lines of small text at the right edge. */
	async blockAtRight(lines: readonly string[]): Promise<void> {
		const span = spanAtRight(this.widths, lines);
		for (const line of lines) await this.draft().span(span, line, BLOCK).write(16);
	}

	/** The line between title and table: unit, period, measure. */
	async threeParts(parts: readonly [string, string, string]): Promise<void> {
		const [left, middle, right] = threeSpans(this.widths, parts);
		const row = this.draft().span(left, parts[0], BLOCK).span(right, parts[2], MEASURE);
		if (middle) row.span(middle, parts[1], MIDDLE);
		await row.write(18);
	}

	/** A header of one row. @param links by heading */
	async header(headings: readonly string[], height: number, links: Readonly<Record<string, CellLink>> = {}): Promise<void> {
		const row = this.draft();
		for (const [at, heading] of headings.entries()) {
			const link = links[heading];
			row.put(at + 1, heading, HEADER_STYLE, link ? { link } : {});
		}
		await row.write(height);
	}

	footnote(text: string, height?: number): Promise<void> {
		return this.line(text, FOOTNOTE, height);
	}

	signatures(signatures: readonly string[]): Promise<void> {
		return this.line(signatureLine(this.widths, signatures), SIGNATURES);
	}

	/** Ends the sheet; what has been written is printed. */
	async close(): Promise<void> {
		this.sheet.printArea({ top: 1, left: 1, bottom: this.sheet.nextRow - 1, right: this.columns });
		await this.sheet.close();
	}
}

/** A row whose cells are put in any order. */
export class RowDraft {
	private readonly book: BookWriter;
	private readonly sheet: SheetWriter;
	private readonly cells: (WrittenCell | null)[] = [];

	constructor(book: BookWriter, sheet: SheetWriter) {
		this.book = book;
		this.sheet = sheet;
	}

	/** Columns are counted from 1. */
	put(column: number, value: WrittenValue, look: Look, more: Pick<WrittenCell, "formula" | "link"> = {}): this {
		while (this.cells.length < column) this.cells.push(null);
		this.cells[column - 1] = { value, style: this.book.style(look), ...more };
		return this;
	}

	/** Puts a value into cells that are merged; all of them have the look, so that borders are whole. */
	span([from, to]: Span, value: WrittenValue, look: Look): this {
		for (let column = to; column > from; column--) this.put(column, null, look);
		const row = this.sheet.nextRow;
		this.sheet.merge({ top: row, left: from, bottom: row, right: to });
		return this.put(from, value, look);
	}

	/** Writes the row, so many points high. Gives its number. */
	async write(height?: number): Promise<number> {
		const row = this.sheet.nextRow;
		await this.sheet.row(this.cells, height === undefined ? {} : { height });
		return row;
	}
}

import type { CellAddress, CellRange } from "../../model/a1.ts";
import type { Look } from "./look.ts";

/**
 * A workbook that is written front to back (`writeBook` of write-book.ts): sheets one after the other, rows one after the other, nothing of a long sheet held. What is given is checked at once: every fault
 * is a RangeError that says where and what, and never a file that no program opens.
 */

/** Where the bytes go; it is closed by who opened it. */
export interface PieceSink {
	write(piece: Uint8Array): Promise<void>;
}

export interface BookProperties {
	readonly title: string;
	/** 阳江市科学技术局. */
	readonly creator: string;
	/** When the data was known (ISO 8601): said to be the time at which the workbook was made, so that the same content gives the same bytes. */
	readonly asOf: string;
}

/** Number of a style of one workbook. */
export type StyleId = number & { readonly style: unique symbol };

export interface BookWriter {
	/** The style of a look; the same one for looks that say the same. */
	style(look: Look): StyleId;
	/**
	 * Begins a sheet; the one before must be closed.
	 * @throws RangeError where Excel does not take the name, or it is taken
	 */
	sheet(name: string, setup: SheetSetup): SheetWriter;
	/**
	 * Names cells for the whole workbook. Sheets may be named that come later.
	 * @throws RangeError where Excel does not take the name, or it is taken
	 */
	define(name: string, sheet: string, cells: CellAddress | CellRange): void;
	/** Where cells stand that were named so far, by their first; null where there are none of that name. */
	cellNamed(name: string): { readonly sheet: string; readonly cell: CellAddress } | null;
	/** Gives the tabs another order than that in which the sheets were written; sheets that are not named come last. */
	arrange(names: readonly string[]): void;
	/** Writes what stands behind the sheets. @throws RangeError where a name or link points at a sheet that there is none of, or the file would be 4 GB or more */
	finish(): Promise<void>;
}

/** What must be known of a sheet before its first row. */
export interface SheetSetup {
	/** Of the columns from the first on, in characters. */
	readonly widths: readonly number[];
	/** Rows at the top and columns at the left that stay in sight. */
	readonly frozen?: { readonly rows: number; readonly columns: number };
	readonly print?: PrintSetup;
	/** RRGGBB. */
	readonly tabColour?: string;
	/** Lines between cells on the screen; shown where nothing is said. */
	readonly gridLines?: boolean;
}

export interface PrintSetup {
	readonly paper: "A4" | "A3";
	readonly landscape: boolean;
	/** All columns on one page's width, on as many pages as it takes. Else printed at full size. */
	readonly fitToWidth: boolean;
	/** All rows on that page as well. */
	readonly onePage?: true;
	/** First and last of the rows that are repeated on every page: the header. */
	readonly titleRows?: readonly [number, number];
	/** Between the page's edges where nothing is said. */
	readonly centred?: boolean;
	/** Codes of Excel as they are: &P page, &N pages, &"宋体"&9 font; && for an ampersand. At most 255 characters in all. */
	readonly header?: PageLine;
	readonly footer?: PageLine;
}

export interface PageLine {
	readonly left?: string;
	readonly centre?: string;
	readonly right?: string;
}

export type WrittenValue = string | number | boolean | null;

/**
 * A cell. A text is a text, whatever it begins with: in every program, also when the cell is edited. Of a blank one (null) only the style is written.
 */
export interface WrittenCell {
	readonly value: WrittenValue;
	readonly style: StyleId;
	/** Formula without its equals sign, in the language of the file (SUM, comma, 'sheet'!A1); `value` is its result, which must be given. */
	readonly formula?: string;
	readonly link?: CellLink;
}

export interface CellLink {
	/** A cell of this workbook, of a sheet that may come later, or an address of the outside. */
	readonly to: { readonly sheet: string; readonly cell: CellAddress } | { readonly url: string };
	/** Shown when the pointer rests on the cell; at most 255 characters. */
	readonly tooltip?: string;
}

export interface RowOptions {
	/** In points. */
	readonly height?: number;
}

/** A drawing part as text, made by who knows charts. */
export interface PlacedChart {
	/** XML of the chart part (c:chartSpace). */
	readonly xml: string;
	/** Names the chart among the sheet's objects. */
	readonly name: string;
	/** What a reader who cannot see the chart is told. */
	readonly alternative: string;
	/** The cells that it covers. */
	readonly over: CellRange;
}

export interface SheetWriter {
	readonly name: string;
	/** Number of the row that is written next. */
	readonly nextRow: number;
	/**
	 * Writes the next row, from the first column on; null leaves a cell out. To be awaited: it waits where the sink is slower than the rows come.
	 * @throws RangeError (rejects) where a value is none that Excel can hold; the sheet is given up then
	 */
	row(cells: readonly (WrittenCell | null)[], options?: RowOptions): Promise<void>;
	/** Passes over so many rows. */
	skip(rows: number): void;
	merge(range: CellRange): void;
	/** Filter buttons on the first row of a table. */
	filter(table: CellRange): void;
	/** What of the sheet is printed. */
	printArea(range: CellRange): void;
	chart(chart: PlacedChart): void;
	/** To be called once, before the next sheet begins. */
	close(): Promise<void>;
}

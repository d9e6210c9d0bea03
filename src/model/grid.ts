import type { CellRange } from "./a1.ts";

/**
 * The reader-neutral grid: every reader yields it, and everything behind the readers sees nothing else.
 */

/** Text, number, yes/no, date or date-time (ISO text without zone), error (its text, e.g. `#REF!`). */
export type CellType = "s" | "n" | "b" | "d" | "e";

/** What the cell's number format says that its value is. */
export type NumberFormatKind = "general" | "number" | "percent" | "date" | "text";

export interface Cell {
	/** One-based, as are rows. */
	readonly column: number;
	readonly type: CellType;
	/** Text for s, d and e; number for n; boolean for b. Merged ranges: only the master (top left) cell carries a value. */
	readonly value: string | number | boolean;
	/** What stands in the file: the text as it is, or the stored number's digits (a date's serial). */
	readonly raw: string;
	readonly format: NumberFormatKind;
	/** The cell holds a formula. */
	readonly formula?: true;
	/** The cell holds a formula whose result was never stored; `value` is then "" and type s. */
	readonly uncached?: true;
}

export interface Row {
	readonly number: number;
	readonly hidden?: boolean;
	/** Columns that the row has cells for, blank ones included; only of formats whose cells have no address (HTML). A row that is short of its table's may have lost any of them. */
	readonly width?: number;
	/** Cells with a value only, in column order. A row may make them when they are asked for, so ask once; the row itself may be kept. */
	readonly cells: readonly Cell[];
}

/** One worksheet. Rows that hold nothing are left out. */
export interface Sheet {
	readonly name: string;
	readonly hidden: boolean;
	/** Whether serial numbers count from 1904. */
	readonly date1904: boolean;
	readonly merges: readonly CellRange[];
	readonly hiddenColumns: readonly number[];
	/** In row order. Iterated once or many times; a reader may stream. */
	readonly rows: Iterable<Row>;
}

/** What a workbook holds beside its cells. Nothing of it is read. */
export interface ObjectsBeside {
	/** Sheets with comments on their cells. */
	readonly comments: number;
	/** Sheets with pictures, text boxes or charts over their cells. */
	readonly drawings: number;
}

/** What files are by their bytes, whatever they are called. `text`: values parted by tabs, commas or semicolons. */
export const FILE_FORMATS = ["xlsx", "xlsb", "xls", "ods", "spreadsheetml", "html", "mhtml", "text"] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** What a grid was read from. */
export interface GridSource {
	readonly format: FileFormat;
	/** Of a text: utf-8, utf-16le, utf-16be or gb18030. */
	readonly encoding?: string;
}

export interface Grid {
	/** Told by the readers of files; grids that were drawn have none. */
	readonly source?: GridSource;
	readonly sheets: readonly Sheet[];
	/** Undefined where there is none, and for formats that do not tell. */
	readonly objects?: ObjectsBeside;
	/** A workbook's defined names that point at a single cell: name → sheet and A1. */
	readonly names: ReadonlyMap<string, { readonly sheet: string; readonly cell: string }>;
}

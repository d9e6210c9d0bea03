/** The receipt (回执) of a file as a workbook to be: lines of ready texts, which the workbooks room lays out and nothing looks up again. */
export interface ReceiptBook {
	readonly title: string;
	/** When the file was looked at: ISO 8601 in UTC. The workbook says that it was made then. */
	readonly at: string;
	/** Page footer with &P and &N for the page number and the count of pages. */
	readonly pages: string;
	readonly sheets: readonly ReceiptSheet[];
}

export interface ReceiptSheet {
	/** Short, and free of the characters that Excel keeps for itself. */
	readonly name: string;
	/** Width of each column in characters of the default font. */
	readonly widths: readonly number[];
	readonly lines: readonly ReceiptLine[];
	/** The first lines stay in sight and are printed on every page; 0 for none. */
	readonly headLines: number;
}

/** The cells of one row from the first column on; none for a gap. */
export type ReceiptLine = readonly ReceiptCell[];

export interface ReceiptCell {
	readonly value: string | number;
	readonly style: ReceiptStyle;
	/** Columns that the cell runs over; 1 where left out. */
	readonly span?: number;
}

export type ReceiptStyle =
	/** Title of a sheet. */
	| "title"
	/** Line under a title, without borders. */
	| "note"
	/** Heading of a part. */
	| "section"
	/** What stands before a value. */
	| "label"
	| "heading"
	| "text"
	| "centre"
	| "number"
	/** A text that asks for something to be done. */
	| "open";

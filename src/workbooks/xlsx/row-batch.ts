import type { NumberFormatKind } from "../../model/grid.ts";

/** How a cell's value is kept: a number as it is, a text by its place in the shared table or among the batch's own texts. */
export const KIND_NUMBER = 0;
export const KIND_SHARED = 1;
export const KIND_TEXT = 2;
export const KIND_BOOLEAN = 3;
export const KIND_ERROR = 4;
export const KIND_ISO = 5;
/** A formula whose result was never stored. */
export const KIND_UNCACHED = 6;

const KIND_BITS = 7;
const FORMAT_SHIFT = 3;
export const MARK_FORMULA = 64;

/** Number format kinds by the number that stands for them in a mark. */
export const FORMATS: readonly NumberFormatKind[] = ["general", "number", "percent", "date", "text"];

/** What a style adds to the mark of its cells. */
export function formatMark(format: NumberFormatKind): number {
	return FORMATS.indexOf(format) << FORMAT_SHIFT;
}

export function kindOf(mark: number): number {
	return mark & KIND_BITS;
}

/** Whether the value is a place among the batch's own texts. */
export function hasOwnText(mark: number): boolean {
	const kind = mark & KIND_BITS;
	return kind === KIND_TEXT || kind === KIND_ERROR || kind === KIND_ISO;
}

export function formatOf(mark: number): NumberFormatKind {
	return FORMATS[(mark >> FORMAT_SHIFT) & 7] ?? "general";
}

/**
 * Consecutive rows of a sheet in columns of plain numbers: eleven bytes a cell, nothing for the garbage collector to walk. Rows lie whole in one batch; those
 * without a value are not there. Row `n` has the cells from `starts[n]` up to, not including, `starts[n + 1]`.
 */
export class RowBatch {
	rowCount = 0;
	cellCount = 0;
	readonly numbers: Uint32Array;
	readonly hidden: Uint8Array;
	readonly starts: Uint32Array;
	columns: Uint16Array;
	/** Kind of value, kind of number format and whether it is a formula, in bits. */
	marks: Uint8Array;
	/** Numbers; places of texts; 0 and 1 for booleans. */
	values: Float64Array;
	/** Texts that stand in the cells themselves. */
	readonly texts: string[] = [];

	constructor(rows: number, cells: number) {
		this.numbers = new Uint32Array(rows);
		this.hidden = new Uint8Array(rows);
		this.starts = new Uint32Array(rows + 1);
		this.columns = new Uint16Array(cells);
		this.marks = new Uint8Array(cells);
		this.values = new Float64Array(cells);
	}

	/** Makes room for twice as many cells. */
	widen(): void {
		const cells = this.columns.length * 2;
		const { columns, marks, values } = this;
		this.columns = new Uint16Array(cells);
		this.columns.set(columns);
		this.marks = new Uint8Array(cells);
		this.marks.set(marks);
		this.values = new Float64Array(cells);
		this.values.set(values);
	}
}

import type { CellRange } from "../../model/a1.ts";
import type { Cell, CellType, Grid, NumberFormatKind, Row, Sheet } from "../../model/grid.ts";
import { booleanCell, errorCell, numberCell, textCell, uncachedCell } from "../cells.ts";

/**
 * A sheet as it crosses from the worker to huibao: typed arrays, which are handed over and not copied, and one list of texts. Cells become objects when they are iterated.
 */
export interface SheetParcel {
	readonly name: string;
	readonly hidden: boolean;
	readonly date1904: boolean;
	readonly merges: readonly CellRange[];
	readonly hiddenColumns: readonly number[];
	readonly hiddenRows: ReadonlySet<number>;
	/** Per row: its number, and where its cells end. */
	readonly rowNumbers: Uint32Array;
	readonly rowEnds: Uint32Array;
	/** Per cell: its column; type, format and flags in one number (`mark`); the number, or the place of its text. */
	readonly columns: Uint16Array;
	readonly marks: Uint16Array;
	readonly values: Float64Array;
	readonly texts: readonly string[];
}

export interface GridParcel {
	readonly sheets: readonly SheetParcel[];
	readonly names: readonly (readonly [name: string, target: { readonly sheet: string; readonly cell: string }])[];
}

const TYPES: readonly CellType[] = ["s", "n", "b", "d", "e"];
const FORMATS: readonly NumberFormatKind[] = ["general", "number", "percent", "date", "text"];
const FORMULA = 0x40;
const UNCACHED = 0x80;

/** Packs a sheet's cells; `cells` come in order, row by row. */
export class ParcelBuilder {
	private readonly rowNumbers: number[] = [];
	private readonly rowEnds: number[] = [];
	private readonly columns: number[] = [];
	private readonly marks: number[] = [];
	private readonly values: number[] = [];
	private readonly texts: string[] = [];
	private readonly places = new Map<string, number>();

	get rows(): number {
		return this.rowNumbers.length;
	}

	get cells(): number {
		return this.columns.length;
	}

	add(cell: Cell): void {
		const { type, value, format, formula, uncached, column, raw } = cell;
		this.columns.push(column);
		this.marks.push(TYPES.indexOf(type) | (FORMATS.indexOf(format) << 3) | (formula ? FORMULA : 0) | (uncached ? UNCACHED : 0));
		// A date is stored by its serial, which is its raw text.
		this.values.push(typeof value === "string" && type !== "d" ? this.placeOf(value) : Number(type === "d" ? raw : value));
	}

	/** Ends a row; one without cells leaves nothing. */
	endRow(number: number): void {
		if (this.columns.length === (this.rowEnds.at(-1) ?? 0)) return;
		this.rowNumbers.push(number);
		this.rowEnds.push(this.columns.length);
	}

	finish(head: Pick<SheetParcel, "name" | "hidden" | "date1904" | "merges" | "hiddenColumns" | "hiddenRows">): SheetParcel {
		return {
			...head,
			rowNumbers: Uint32Array.from(this.rowNumbers),
			rowEnds: Uint32Array.from(this.rowEnds),
			columns: Uint16Array.from(this.columns),
			marks: Uint16Array.from(this.marks),
			values: Float64Array.from(this.values),
			texts: this.texts,
		};
	}

	private placeOf(text: string): number {
		const known = this.places.get(text);
		if (known !== undefined) return known;
		this.places.set(text, this.texts.length);
		return this.texts.push(text) - 1;
	}
}

/** The buffers of a parcel, to be handed over. */
export function buffersOf(parcel: GridParcel): ArrayBuffer[] {
	return parcel.sheets.flatMap(({ rowNumbers, rowEnds, columns, marks, values }) =>
		[rowNumbers, rowEnds, columns, marks, values].map((array) => array.buffer as ArrayBuffer),
	);
}

/** The grid that was packed. */
export function unpackGrid(parcel: GridParcel): Grid {
	return { sheets: parcel.sheets.map(unpackSheet), names: new Map(parcel.names) };
}

function unpackSheet(parcel: SheetParcel): Sheet {
	const { name, hidden, date1904, merges, hiddenColumns } = parcel;
	return { name, hidden, date1904, merges, hiddenColumns, rows: { [Symbol.iterator]: () => rowsOf(parcel) } };
}

function* rowsOf(parcel: SheetParcel): Generator<Row> {
	let from = 0;
	for (const [at, number] of parcel.rowNumbers.entries()) {
		const to = parcel.rowEnds[at] ?? from;
		const cells = Array.from({ length: to - from }, (_, offset) => cellAt(parcel, from + offset));
		yield parcel.hiddenRows.has(number) ? { number, hidden: true, cells } : { number, cells };
		from = to;
	}
}

function cellAt(parcel: SheetParcel, at: number): Cell {
	const mark = parcel.marks[at] ?? 0;
	const value = parcel.values[at] ?? 0;
	const base = {
		column: parcel.columns[at] ?? 0,
		format: FORMATS[(mark >> 3) & 7] ?? "general",
		...(mark & FORMULA ? { formula: true as const } : {}),
	};
	if (mark & UNCACHED) return uncachedCell(base);
	switch (TYPES[mark & 7]) {
		case "n":
		case "d":
			return numberCell(base, value, parcel.date1904);
		case "b":
			return booleanCell(base, value === 1);
		case "e":
			return errorCell(base, parcel.texts[value] ?? "");
		default:
			return textCell(base, parcel.texts[value] ?? "") ?? uncachedCell(base);
	}
}

import type { CellRange } from "../../model/a1.ts";
import type { Cell, Row } from "../../model/grid.ts";
import { plainDate } from "../cells.ts";
import { CoveredCells } from "../merges.ts";
import { serialToIso } from "../number-formats.ts";
import {
	formatOf,
	KIND_BOOLEAN,
	KIND_ERROR,
	KIND_ISO,
	KIND_NUMBER,
	KIND_SHARED,
	KIND_TEXT,
	KIND_UNCACHED,
	kindOf,
	MARK_FORMULA,
	type RowBatch,
} from "./row-batch.ts";
import type { SharedStrings } from "./shared-strings.ts";

/** What turns stored cells into the cells of the grid. */
export interface CellSource {
	readonly strings: Pick<SharedStrings, "at">;
	readonly date1904: boolean;
}

/** The rows of a sheet, their cells made anew from the store whenever they are asked for, so that they live no longer than they are looked at. */
export class SheetRows implements Iterable<Row> {
	private readonly batches: readonly RowBatch[];
	private readonly source: CellSource;
	private readonly merges: readonly CellRange[];
	private readonly lastColumn: number;

	constructor(batches: readonly RowBatch[], source: CellSource, merges: readonly CellRange[], lastColumn: number) {
		this.batches = batches;
		this.source = source;
		this.merges = merges;
		this.lastColumn = lastColumn;
	}

	*[Symbol.iterator](): Generator<Row> {
		const covered = this.merges.length > 0 ? new CoveredCells(this.merges, this.lastColumn) : null;
		for (const batch of this.batches) {
			for (let at = 0; at < batch.rowCount; at++) {
				covered?.enter(batch.numbers[at] ?? 0);
				const row = new StoredRow(batch, at, this.source, covered?.columns() ?? NONE);
				if (!row.isBlank()) yield row;
			}
		}
	}
}

const NONE: readonly number[] = [];

/** One row of a batch as a row of the grid, without what merged ranges cover. */
class StoredRow implements Row {
	private readonly batch: RowBatch;
	private readonly at: number;
	private readonly source: CellSource;
	private readonly covered: readonly number[];

	constructor(batch: RowBatch, at: number, source: CellSource, covered: readonly number[]) {
		this.batch = batch;
		this.at = at;
		this.source = source;
		this.covered = covered;
	}

	get number(): number {
		return this.batch.numbers[this.at] ?? 0;
	}

	get hidden(): boolean {
		return this.batch.hidden[this.at] === 1;
	}

	get cells(): readonly Cell[] {
		return this.first(Number.POSITIVE_INFINITY);
	}

	isBlank(): boolean {
		return this.first(1).length === 0;
	}

	private first(count: number): Cell[] {
		const { batch, source, covered } = this;
		const cells: Cell[] = [];
		const end = batch.starts[this.at + 1] ?? 0;
		for (let n = batch.starts[this.at] ?? 0; n < end && cells.length < count; n++) {
			if (covered.length > 0 && covered.includes(batch.columns[n] ?? 0)) continue;
			const cell = cellOf(batch, n, source);
			if (cell) cells.push(cell);
		}
		return cells;
	}
}

function cellOf(batch: RowBatch, n: number, source: CellSource): Cell | null {
	const mark = batch.marks[n] as number;
	const cell = storedCell(batch, n, mark, source);
	return cell && mark & MARK_FORMULA ? { ...cell, formula: true, ...(kindOf(mark) === KIND_UNCACHED ? { uncached: true } : {}) } : cell;
}

function storedCell(batch: RowBatch, n: number, mark: number, { strings, date1904 }: CellSource): Cell | null {
	const column = batch.columns[n] as number;
	const value = batch.values[n] as number;
	const format = formatOf(mark);
	switch (kindOf(mark)) {
		case KIND_NUMBER:
			return numberCell(column, value, format, date1904);
		case KIND_SHARED:
			return textCell(column, strings.at(value), format);
		case KIND_TEXT:
			return textCell(column, batch.texts[value] ?? "", format);
		case KIND_BOOLEAN:
			return { column, type: "b", value: value === 1, raw: value === 1 ? "TRUE" : "FALSE", format };
		case KIND_ERROR: {
			const text = batch.texts[value] ?? "";
			return { column, type: "e", value: text, raw: text, format };
		}
		case KIND_ISO: {
			const text = batch.texts[value] ?? "";
			return { column, type: "d", value: plainDate(text), raw: text, format };
		}
		default:
			return { column, type: "s", value: "", raw: "", format };
	}
}

function numberCell(column: number, value: number, format: Cell["format"], date1904: boolean): Cell {
	const iso = format === "date" ? serialToIso(value, date1904) : null;
	// The shortest digits of the stored double: writers store 0.1 as 0.10000000000000001.
	const raw = String(value);
	return iso === null ? { column, type: "n", value, raw, format } : { column, type: "d", value: iso, raw, format };
}

function textCell(column: number, text: string, format: Cell["format"]): Cell | null {
	return text === "" ? null : { column, type: "s", value: text, raw: text, format };
}

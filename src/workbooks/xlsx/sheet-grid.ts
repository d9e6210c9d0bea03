import type { CellRange } from "../../model/a1.ts";
import type { Cell, Row } from "../../model/grid.ts";
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
	kindOf,
	MARK_FORMULA,
	type RowBatch,
} from "./row-batch.ts";

/** What turns stored cells into the cells of the grid. */
export interface CellSource {
	readonly strings: readonly string[];
	readonly date1904: boolean;
}

/** The rows of a sheet, made anew from the store whenever they are walked through, so that they live no longer than they are looked at. */
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
				const row = rowOf(batch, at, this.source, covered);
				if (row.cells.length > 0) yield row;
			}
		}
	}
}

/** One row of a batch as a row of the grid, without what merged ranges cover. */
export function rowOf(batch: RowBatch, at: number, source: CellSource, covered: CoveredCells | null): Row {
	const number = batch.numbers[at] ?? 0;
	covered?.enter(number);
	const end = batch.starts[at + 1] ?? 0;
	const cells: Cell[] = [];
	for (let n = batch.starts[at] ?? 0; n < end; n++) {
		if (covered?.has(batch.columns[n] ?? 0)) continue;
		const cell = cellOf(batch, n, source);
		if (cell) cells.push(cell);
	}
	return batch.hidden[at] ? { number, hidden: true, cells } : { number, cells };
}

function cellOf(batch: RowBatch, n: number, { strings, date1904 }: CellSource): Cell | null {
	const column = batch.columns[n] as number;
	const mark = batch.marks[n] as number;
	const value = batch.values[n] as number;
	const format = formatOf(mark);
	const flags = mark & MARK_FORMULA ? FORMULA : null;
	switch (kindOf(mark)) {
		case KIND_NUMBER: {
			const iso = format === "date" ? serialToIso(value, date1904) : null;
			// The shortest digits of the stored double: writers store 0.1 as 0.10000000000000001.
			const raw = String(value);
			return iso === null ? { column, type: "n", value, raw, format, ...flags } : { column, type: "d", value: iso, raw, format, ...flags };
		}
		case KIND_SHARED:
			return textCell(column, strings[value] ?? "", format, flags);
		case KIND_TEXT:
			return textCell(column, batch.texts[value] ?? "", format, flags);
		case KIND_BOOLEAN:
			return { column, type: "b", value: value === 1, raw: value === 1 ? "TRUE" : "FALSE", format, ...flags };
		case KIND_ERROR: {
			const text = batch.texts[value] ?? "";
			return { column, type: "e", value: text, raw: text, format, ...flags };
		}
		case KIND_ISO: {
			const text = batch.texts[value] ?? "";
			return { column, type: "d", value: isoDate(text), raw: text, format, ...flags };
		}
		default:
			return { column, type: "s", value: "", raw: "", format, formula: true, uncached: true };
	}
}

const FORMULA = { formula: true } as const;

function textCell(column: number, text: string, format: Cell["format"], flags: typeof FORMULA | null): Cell | null {
	return text === "" ? null : { column, type: "s", value: text, raw: text, format, ...flags };
}

/** 2019-06-27T00:00:00Z → 2019-06-27. */
function isoDate(text: string): string {
	const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?))?/.exec(text);
	if (!match?.[1]) return text;
	const time = match[2] === undefined ? "" : match[2].padEnd(8, ":00");
	return time === "" || time === "00:00:00" ? match[1] : `${match[1]}T${time}`;
}

import type { CellAddress } from "../../model/a1.ts";
import type { Grid, Row } from "../../model/grid.ts";

/** Headings by which a published roster says where each of its rows came from. */
export interface SourceHeadings {
	readonly sourceFile: string;
	readonly sourceSheet: string;
	readonly sourceRow: string;
	readonly fileCheck: string;
}

/** What a row of a published roster says of itself. */
export interface PublishedRow {
	/** The heading of the column asked for, without its unit of measure. */
	readonly heading: string;
	readonly file: string;
	readonly sheet: string;
	readonly row: number;
	/** First characters of the original's SHA-256. */
	readonly check: string;
}

/** The way back that a published roster's row carries in its own 来源 columns; null where the cell stands in no such row. */
export function publishedRow(workbook: Grid, sheetName: string, cell: CellAddress, headings: SourceHeadings): PublishedRow | null {
	const sheet = workbook.sheets.find(({ name }) => name === sheetName);
	let columns: ReadonlyMap<string, number> | null = null;
	let names: ReadonlyMap<number, string> = new Map();
	for (const row of sheet?.rows ?? []) {
		if (columns === null) {
			const header = textsOf(row);
			const found = new Map([...header].map(([column, text]): [string, number] => [text, column]));
			const { sourceFile, sourceSheet, sourceRow, fileCheck } = headings;
			if ([sourceFile, sourceSheet, sourceRow, fileCheck].every((heading) => found.has(heading))) [columns, names] = [found, header];
		} else if (row.number === cell.row) return rowAt(row, cell.column, columns, names, headings);
	}
	return null;
}

function rowAt(
	row: Row,
	column: number,
	columns: ReadonlyMap<string, number>,
	names: ReadonlyMap<number, string>,
	headings: SourceHeadings,
): PublishedRow | null {
	const texts = textsOf(row);
	const of = (heading: string) => texts.get(columns.get(heading) ?? 0) ?? "";
	const number = Number(of(headings.sourceRow));
	const [file, check] = [of(headings.sourceFile), of(headings.fileCheck)];
	// The total at the end has no source.
	if (file === "" || check === "" || !Number.isInteger(number) || number < 1) return null;
	const heading = names.get(column);
	return heading === undefined ? null : { heading: heading.split("\n")[0] ?? "", file, sheet: of(headings.sourceSheet), row: number, check };
}

function textsOf(row: Row): Map<number, string> {
	return new Map(row.cells.map(({ column, value }): [number, string] => [column, String(value)]));
}

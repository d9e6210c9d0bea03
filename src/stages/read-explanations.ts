import { toA1 } from "../model/a1.ts";
import type { TypedExplanation } from "../model/decision.ts";
import type { Grid, Row, Sheet } from "../model/grid.ts";
import { RETURN_COLUMNS, RETURN_SIGN, RETURN_SIGN_ROWS } from "../model/return-book.ts";

/** Where the list of problems begins on a sheet: its heading row, and its columns. */
interface ListPlace {
	readonly row: number;
	/** The hidden column of identities; null where somebody's program has removed it. */
	readonly identity: number | null;
	readonly columns: Readonly<Record<Told, number>>;
}

/** Columns of the list that are read again. */
type Told = "value" | "problem" | "remedy" | "explanation";

/** Their headings in both languages: columns may have been put between them. */
const HEADINGS: Readonly<Record<Told, readonly string[]>> = {
	value: ["填报内容", "Reported"],
	problem: ["问题", "Problem"],
	remedy: ["怎样改", "What to do"],
	explanation: ["说明", "Explanation"],
};
const TOLD = Object.keys(HEADINGS) as readonly Told[];

/**
 * What an office wrote into the column 说明 of a returned workbook. The list is known by the sign above its hidden column, whatever its sheet is called by now and whoever has
 * saved it; its lines by what stands in that column, however they were sorted, and lines that were deleted are simply not there. Where the column is gone (programs offer to
 * remove what is hidden) the headings still tell the list, and its lines have the identity "", which fits nothing.
 */
export function readExplanations({ sheets }: Pick<Grid, "sheets">): TypedExplanation[] {
	return sheets.flatMap((sheet) => {
		const place = listPlace(sheet.rows);
		return place ? linesOf(sheet, place) : [];
	});
}

/** Whether a sheet is our own list of problems, which has come back with the workbook. */
export function isReturnList(rows: Iterable<Row>): boolean {
	return listPlace(rows) !== null;
}

function listPlace(rows: Iterable<Row>): ListPlace | null {
	let seen = 0;
	for (const row of rows) {
		const place = placeIn(row);
		if (place) return place;
		if (++seen >= RETURN_SIGN_ROWS) return null;
	}
	return null;
}

function placeIn(row: Row): ListPlace | null {
	const headed = (column: Told) => row.cells.find(({ value }) => HEADINGS[column].includes(String(value)))?.column;
	const sign = row.cells.find(({ value }) => value === RETURN_SIGN)?.column;
	const columnOf = (column: Told) => headed(column) ?? (sign ?? 0) - RETURN_COLUMNS.length + RETURN_COLUMNS.indexOf(column);
	if (sign === undefined && TOLD.some((column) => headed(column) === undefined)) return null;
	const columns = { value: columnOf("value"), problem: columnOf("problem"), remedy: columnOf("remedy"), explanation: columnOf("explanation") };
	return { row: row.number, identity: sign ?? null, columns };
}

function linesOf({ name, rows }: Sheet, { row: headings, identity, columns }: ListPlace): TypedExplanation[] {
	const lines: TypedExplanation[] = [];
	for (const row of rows) {
		if (row.number <= headings) continue;
		const text = (column: number) => String(row.cells.find((cell) => cell.column === column)?.value ?? "");
		const about = identity === null ? "" : text(identity);
		if (identity !== null && !about.startsWith("[")) continue;
		lines.push({
			identity: about,
			text: text(columns.explanation),
			value: text(columns.value),
			told: text(columns.problem),
			sheet: name,
			cell: toA1({ row: row.number, column: columns.explanation }),
		});
	}
	return lines;
}

import { toA1 } from "../model/a1.ts";
import type { TypedExplanation } from "../model/decision.ts";
import type { Grid, Row, Sheet } from "../model/grid.ts";
import { RETURN_COLUMNS, RETURN_SIGN, RETURN_SIGN_ROWS, type ReturnColumn } from "../model/return-book.ts";

/** Where the list of problems begins on a sheet: its heading row, and the hidden column of identities. */
interface ListPlace {
	readonly row: number;
	readonly identity: number;
}

/**
 * What an office wrote into the column 说明 of a returned workbook. The list is known by the sign above its hidden column, whatever its sheet is called by now and whoever has
 * saved it; its lines by what stands in that column, however they were sorted, and lines that were deleted are simply not there.
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
		const sign = row.cells.find(({ value }) => value === RETURN_SIGN);
		if (sign) return { row: row.number, identity: sign.column };
		if (++seen >= RETURN_SIGN_ROWS) return null;
	}
	return null;
}

function linesOf({ name, rows }: Sheet, { row: headings, identity }: ListPlace): TypedExplanation[] {
	const columnOf = (column: ReturnColumn) => identity - RETURN_COLUMNS.length + RETURN_COLUMNS.indexOf(column);
	const lines: TypedExplanation[] = [];
	for (const row of rows) {
		if (row.number === headings) continue;
		const text = (column: number) => String(row.cells.find((cell) => cell.column === column)?.value ?? "");
		const about = text(identity);
		if (!about.startsWith("[")) continue;
		lines.push({
			identity: about,
			text: text(columnOf("explanation")),
			value: text(columnOf("value")),
			told: text(columnOf("problem")),
			sheet: name,
			cell: toA1({ row: row.number, column: columnOf("explanation") }),
		});
	}
	return lines;
}

import { type CellAddress, type CellRange, columnLetters, fromA1, LAST_COLUMN, LAST_ROW, quotedSheet } from "../../model/a1.ts";

/** Excel's bounds. */
const LONGEST_SHEET_NAME = 31;
const LONGEST_NAME = 255;

/** @throws RangeError where Excel does not take a sheet of that name */
export function checkSheetName(name: string): void {
	const refuse = (why: string) => {
		throw new RangeError(`a sheet cannot be named "${name}": ${why}`);
	};
	if (name === "") refuse("the name is empty");
	if (name.length > LONGEST_SHEET_NAME) refuse(`more than ${LONGEST_SHEET_NAME} characters`);
	if (/[[\]:*?/\\]/.test(name)) refuse("it holds one of [ ] : * ? / \\");
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
	if (/[\u0000-\u001f\ufffe\uffff]|\p{Surrogate}/u.test(name)) refuse("it holds what XML cannot hold");
	if (name.startsWith("'") || name.endsWith("'")) refuse("it begins or ends with an apostrophe");
	if (name.toUpperCase() === "HISTORY") refuse("Excel keeps that name for itself");
}

/** @throws RangeError where Excel does not take cells of that name */
export function checkDefinedName(name: string): void {
	const refuse = (why: string) => {
		throw new RangeError(`cells cannot be named "${name}": ${why}`);
	};
	if (name.length > LONGEST_NAME) refuse(`more than ${LONGEST_NAME} characters`);
	if (!/^[\p{L}_\\][\p{L}\p{N}_.\\?]*$/u.test(name)) refuse("it must be of letters, digits, points and underscores and begin with a letter");
	if (isCell(name) || /^(?:[rc]|r\d*c\d*)$/i.test(name)) refuse("it reads like a cell");
}

function isCell(name: string): boolean {
	const address = fromA1(name);
	return address !== null && address.row <= LAST_ROW && address.column <= LAST_COLUMN;
}

/** @throws RangeError where a cell or range lies outside a sheet */
export function checkRange({ top, left, bottom, right }: CellRange, what: string): void {
	const whole = [top, left, bottom, right].every((number) => Number.isInteger(number) && number >= 1);
	if (!whole || bottom > LAST_ROW || right > LAST_COLUMN || top > bottom || left > right) {
		throw new RangeError(`${what}: rows ${top} to ${bottom}, columns ${left} to ${right} are no cells of a sheet`);
	}
}

/** A range that is one cell. */
export function rangeOf(cells: CellAddress | CellRange): CellRange {
	return "row" in cells ? { top: cells.row, left: cells.column, bottom: cells.row, right: cells.column } : cells;
}

/** Cells of a sheet as names and formulas write them, wherever they stand: '汇总表'!$C$8, '汇总表'!$A$5:$F$7. */
export function absoluteReference(sheet: string, cells: CellAddress | CellRange): string {
	const { top, left, bottom, right } = rangeOf(cells);
	const corner = (row: number, column: number) => `$${columnLetters(column)}$${row}`;
	const first = corner(top, left);
	return `${quotedSheet(sheet)}!${top === bottom && left === right ? first : `${first}:${corner(bottom, right)}`}`;
}

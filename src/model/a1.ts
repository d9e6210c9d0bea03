/** One-based row and column of a cell, as Excel counts them. */
export interface CellAddress {
	readonly row: number;
	readonly column: number;
}

/** A rectangle of cells, corners included. */
export interface CellRange {
	readonly top: number;
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
}

/** The last row and column that a worksheet of the format has: 1048576 and XFD. */
export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

/** Column letters of a one-based column number: 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
	let letters = "";
	for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
		letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
	}
	return letters;
}

/** One-based column number of column letters: A → 1, AA → 27. */
export function columnNumber(letters: string): number {
	let column = 0;
	for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
	return column;
}

/** A1 reference of a cell. */
export function toA1({ row, column }: CellAddress): string {
	return `${columnLetters(column)}${row}`;
}

const A1 = /^\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})$/;

/** Address of an A1 reference (`$` signs allowed), or null where the text is none. */
export function fromA1(reference: string): CellAddress | null {
	const match = A1.exec(reference.trim().toUpperCase());
	if (!match?.[1] || !match[2]) return null;
	return { row: Number(match[2]), column: columnNumber(match[1]) };
}

/** A1:B2 text of a range. */
export function rangeToA1({ top, left, bottom, right }: CellRange): string {
	return `${columnLetters(left)}${top}:${columnLetters(right)}${bottom}`;
}

/** A sheet's name as formulas and links write it: 'O''Brien'. */
export function quotedSheet(name: string): string {
	return `'${name.replaceAll("'", "''")}'`;
}

/** Whether a range holds a cell. */
export function covers(range: CellRange, { row, column }: CellAddress): boolean {
	return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

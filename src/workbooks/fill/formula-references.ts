import { type CellAddress, type CellRange, columnNumber, LAST_COLUMN, LAST_ROW } from "../../model/a1.ts";

/** Cells that a formula reads. */
export interface ReadCells {
	/** null: the formula's own. */
	readonly sheet: string | null;
	readonly range: CellRange;
}

/** What a formula reads; null where its text does not tell: names, tables, INDIRECT, references over several sheets. */
export type FormulaReads = readonly ReadCells[] | null;

const TEXTS = /"(?:[^"]|"")*"/g;
/** [2]Sheet1!A1 and '[2]Sheet 1'!A1: cells of other workbooks, whose values are kept in this one. */
const ELSEWHERE = /(?:'\[\d+\](?:[^']|'')*'|\[\d+\][^!\s'(),]*)!\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?/gi;
const SHEET = /(?:'((?:[^']|'')+)'|([\p{L}_][\p{L}\p{N}_.]*))!/u.source;
const CELLS = /(\$?[A-Z]{1,3}\$?\d{1,7})(?::(\$?[A-Z]{1,3}\$?\d{1,7}))?|(\$?[A-Z]{1,3}):(\$?[A-Z]{1,3})|(\$?\d{1,7}):(\$?\d{1,7})/.source;
const REFERENCE = new RegExp(`(?<![\\p{L}\\p{N}_.:!$])(?:${SHEET})?(?:${CELLS})(?![\\p{L}\\p{N}_.(!:])`, "giu");
/** Functions that go by texts or places which the formula's text does not show. */
const HIDDEN = /\b(?:INDIRECT|OFFSET|GETPIVOTDATA)\s*\(/i;

/**
 * The cells that a formula reads, as far as its text tells.
 * @param shift rows and columns by which it lies off the cell for which it is written: a formula that cells share is written once
 */
export function cellsRead(formula: string, shift: CellAddress = { row: 0, column: 0 }): FormulaReads {
	const bare = formula.replace(TEXTS, '""').replace(ELSEWHERE, "0");
	if (HIDDEN.test(bare)) return null;
	const found: ReadCells[] = [];
	const rest = bare.replace(REFERENCE, (_, quoted?: string, plain?: string, ...ends: (string | undefined)[]) => {
		found.push({ sheet: quoted?.replaceAll("''", "'") ?? plain ?? null, range: rangeOf(ends, shift) });
		return "0";
	});
	return /[[\]!]/.test(rest) || namesIn(rest) ? null : found;
}

/** Whether words are left that are no functions: names, whatever they stand for. */
function namesIn(rest: string): boolean {
	const words = rest.replace(/[\p{L}_][\p{L}\p{N}_.]*\s*\(|\b(?:TRUE|FALSE)\b|\d(?:\.\d+)?E[+-]?\d+/giu, "(").replace(/#[A-Z/0!?]+/g, "0");
	return /[\p{L}_]/u.test(words);
}

function rangeOf([from, to, fromColumn, toColumn, fromRow, toRow]: readonly (string | undefined)[], shift: CellAddress): CellRange {
	if (fromColumn !== undefined && toColumn !== undefined) {
		return ordered({ row: 1, column: column(fromColumn, shift) }, { row: LAST_ROW, column: column(toColumn, shift) });
	}
	if (fromRow !== undefined && toRow !== undefined) {
		return ordered({ row: row(fromRow, shift), column: 1 }, { row: row(toRow, shift), column: LAST_COLUMN });
	}
	return ordered(cell(from ?? "", shift), cell(to ?? from ?? "", shift));
}

function ordered(one: CellAddress, other: CellAddress): CellRange {
	return {
		top: Math.min(one.row, other.row),
		bottom: Math.max(one.row, other.row),
		left: Math.min(one.column, other.column),
		right: Math.max(one.column, other.column),
	};
}

function cell(reference: string, shift: CellAddress): CellAddress {
	const [, letters = "", digits = ""] = /^(\$?[A-Z]+)(\$?\d+)$/i.exec(reference) ?? [];
	return { row: row(digits, shift), column: column(letters, shift) };
}

function column(letters: string, shift: CellAddress): number {
	return letters.startsWith("$") ? columnNumber(letters.slice(1).toUpperCase()) : columnNumber(letters.toUpperCase()) + shift.column;
}

function row(digits: string, shift: CellAddress): number {
	return digits.startsWith("$") ? Number(digits.slice(1)) : Number(digits) + shift.row;
}

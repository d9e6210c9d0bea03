import { columnLetters, LAST_COLUMN, LAST_ROW } from "../../model/a1.ts";
import type { StyleTable } from "./style-table.ts";
import type { RowOptions, WrittenCell, WrittenValue } from "./types.ts";
import type { XmlBytes } from "./xml-bytes.ts";

/** Excel's bounds, in UTF-16 code units. */
const LONGEST_TEXT = 32_767;
const LONGEST_FORMULA = 8192;
/** More than a cell takes beside its texts, and a row beside its cells. */
const ROOM = 200;

/** Beginnings of cells by column from zero: <c r="A. */
const openings: Uint8Array[] = [];

function openingOf(column: number): Uint8Array {
	for (let at = openings.length; at <= column; at++) openings.push(Buffer.from(`<c r="${columnLetters(at + 1)}`));
	return openings[column] as Uint8Array;
}

/** What follows the number of a row, by its height. */
const tallEnds = new Map<number, Uint8Array>();
/** Rows have few heights. */
const MOST_HEIGHTS = 1000;

function tallEnd(height: number): Uint8Array {
	const known = tallEnds.get(height);
	if (known) return known;
	const end = Buffer.from(`" ht="${height}" customHeight="1">`);
	if (tallEnds.size < MOST_HEIGHTS) tallEnds.set(height, end);
	return end;
}

const [ROW, END_OF_TAG, END_OF_ROW] = [Buffer.from('<row r="'), Buffer.from('">'), Buffer.from("</row>")];
const NUMBER = Buffer.from("><v>");
const END_OF_NUMBER = Buffer.from("</v></c>");
const TEXT = Buffer.from(' t="inlineStr"><is><t>');
const SPACED_TEXT = Buffer.from(' t="inlineStr"><is><t xml:space="preserve">');
const END_OF_TEXT = Buffer.from("</t></is></c>");
const BLANK = Buffer.from("/>");
const [YES, NO] = [Buffer.from(' t="b"><v>1</v></c>'), Buffer.from(' t="b"><v>0</v></c>')];

/**
 * Writes a row's XML.
 * @throws RangeError where a value is none that Excel can hold
 */
export function putRow(out: XmlBytes, number: number, cells: readonly (WrittenCell | null)[], { height }: RowOptions, styles: StyleTable): void {
	if (number > LAST_ROW) throw new RangeError(`row ${number}: a sheet has ${LAST_ROW} rows at most`);
	if (cells.length > LAST_COLUMN) throw new RangeError(`row ${number}: ${cells.length} cells, a sheet has ${LAST_COLUMN} columns at most`);
	if (height !== undefined && !(height >= 0 && height <= 409))
		throw new RangeError(`row ${number}: a height of ${height} points, at most 409 are possible`);
	const row = Buffer.from(String(number));
	out.reserve(ROOM);
	out.piece(ROW);
	out.piece(row);
	out.piece(height === undefined ? END_OF_TAG : tallEnd(height));
	for (let column = 0; column < cells.length; column++) {
		const cell = cells[column];
		if (cell) putCell(out, column, row, cell, styles);
	}
	out.reserve(ROOM);
	out.piece(END_OF_ROW);
}

function putCell(out: XmlBytes, column: number, row: Uint8Array, cell: WrittenCell, styles: StyleTable): void {
	const { value, formula } = cell;
	const style = typeof value === "string" ? styles.forText(cell.style, value) : cell.style;
	const attributes = styles.attributes[style];
	if (attributes === undefined) throw new RangeError(`${place(column, row)} has a style that this workbook does not know`);
	out.reserve(ROOM);
	out.piece(openingOf(column));
	out.piece(row);
	out.piece(attributes);
	if (formula !== undefined) putFormula(out, formula, value, place(column, row));
	else if (value === null || value === "") out.piece(BLANK);
	else if (typeof value === "string") {
		if (value.length > LONGEST_TEXT) {
			throw new RangeError(`${place(column, row)}: a text of ${value.length} characters, a cell holds ${LONGEST_TEXT} at most`);
		}
		putText(out, value);
	} else if (typeof value === "boolean") out.piece(value ? YES : NO);
	else {
		if (!Number.isFinite(value)) throw new RangeError(`${place(column, row)}: ${value} is no number that a cell can hold`);
		out.piece(NUMBER);
		out.number(value);
		out.piece(END_OF_NUMBER);
	}
}

/** As a text in the cell itself: a table of all texts would have to be held to the end. */
function putText(out: XmlBytes, text: string): void {
	out.piece(keepsSpace(text) ? SPACED_TEXT : TEXT);
	out.text(text);
	out.reserve(ROOM);
	out.piece(END_OF_TEXT);
}

/** The formula with its result, so that a program that does not calculate shows it too. */
function putFormula(out: XmlBytes, formula: string, result: WrittenValue, where: string): void {
	if (formula === "" || formula.startsWith("=")) throw new RangeError(`${where}: a formula is written without its equals sign: "${formula}"`);
	if (formula.length > LONGEST_FORMULA) throw new RangeError(`${where}: a formula of ${formula.length} characters, ${LONGEST_FORMULA} are possible`);
	if (typeof result === "string" && result.length > LONGEST_TEXT) throw new RangeError(`${where}: a result of ${result.length} characters`);
	if (typeof result === "number" && !Number.isFinite(result)) throw new RangeError(`${where}: ${result} is no number that a cell can hold`);
	// A result that is blank is a text without characters: without a result the cell would count as never calculated.
	out.ascii(typeof result === "number" ? "><f>" : typeof result === "boolean" ? ' t="b"><f>' : ' t="str"><f>');
	out.text(formula);
	out.reserve(ROOM);
	out.ascii("</f><v>");
	if (typeof result === "string") out.text(result);
	else if (result !== null) out.ascii(String(typeof result === "boolean" ? Number(result) : result));
	out.reserve(ROOM);
	out.ascii("</v></c>");
}

/** Whether blanks at an end must be kept from being dropped. */
function keepsSpace(text: string): boolean {
	return text.charCodeAt(0) <= 0x20 || text.charCodeAt(text.length - 1) <= 0x20;
}

/** How a cell is named in what is thrown. */
function place(column: number, row: Uint8Array): string {
	return `cell ${columnLetters(column + 1)}${Buffer.from(row).toString()}`;
}

import { columnLetters } from "../../model/a1.ts";
import { MOST_COLUMNS, MOST_ROWS } from "./names.ts";
import type { StyleTable } from "./style-table.ts";
import type { RowOptions, WrittenCell, WrittenValue } from "./types.ts";
import type { XmlBytes } from "./xml-bytes.ts";

/** Excel's bounds, in UTF-16 code units. */
const LONGEST_TEXT = 32_767;
const LONGEST_FORMULA = 8192;
/** More than a cell takes beside its texts, and a row beside its cells. */
const ROOM = 200;

/** Beginnings of cells by column from zero: <c r="A. */
const opened: string[] = [];

function openingOf(column: number): string {
	for (let at = opened.length; at <= column; at++) opened.push(`<c r="${columnLetters(at + 1)}`);
	return opened[column] as string;
}

/**
 * Writes a row's XML. `place` names a cell in what is thrown.
 * @throws RangeError where a value is none that Excel can hold
 */
export function putRow(out: XmlBytes, number: number, cells: readonly (WrittenCell | null)[], { height }: RowOptions, styles: StyleTable): void {
	if (number > MOST_ROWS) throw new RangeError(`row ${number}: a sheet has ${MOST_ROWS} rows at most`);
	if (cells.length > MOST_COLUMNS) throw new RangeError(`row ${number}: ${cells.length} cells, a sheet has ${MOST_COLUMNS} columns at most`);
	if (height !== undefined && !(height >= 0 && height <= 409))
		throw new RangeError(`row ${number}: a height of ${height} points, at most 409 are possible`);
	const digits = String(number);
	out.reserve(ROOM);
	out.ascii('<row r="');
	out.ascii(digits);
	out.ascii(height === undefined ? '">' : `" ht="${height}" customHeight="1">`);
	for (let column = 0; column < cells.length; column++) {
		const cell = cells[column];
		if (cell) putCell(out, openingOf(column), digits, cell, styles);
	}
	out.reserve(ROOM);
	out.ascii("</row>");
}

function putCell(out: XmlBytes, opening: string, row: string, cell: WrittenCell, styles: StyleTable): void {
	const { value, formula } = cell;
	const style = typeof value === "string" ? styles.forText(cell.style, value) : cell.style;
	const attributes = styles.attributes[style];
	if (attributes === undefined) throw new RangeError(`${place(opening, row)} has a style that this workbook does not know`);
	out.reserve(ROOM);
	out.ascii(opening);
	out.ascii(row);
	out.ascii(attributes);
	if (formula !== undefined) putFormula(out, formula, value, place(opening, row));
	else if (value === null || value === "") out.ascii("/>");
	else if (typeof value === "string") putText(out, value, opening, row);
	else if (typeof value === "boolean") out.ascii(value ? ' t="b"><v>1</v></c>' : ' t="b"><v>0</v></c>');
	else {
		if (!Number.isFinite(value)) throw new RangeError(`${place(opening, row)}: ${value} is no number that a cell can hold`);
		out.ascii("><v>");
		out.ascii(String(value));
		out.ascii("</v></c>");
	}
}

/** As a text in the cell itself: a table of all texts would have to be held to the end. */
function putText(out: XmlBytes, text: string, opening: string, row: string): void {
	if (text.length > LONGEST_TEXT)
		throw new RangeError(`${place(opening, row)}: a text of ${text.length} characters, a cell holds ${LONGEST_TEXT} at most`);
	out.ascii(keepsSpace(text) ? ' t="inlineStr"><is><t xml:space="preserve">' : ' t="inlineStr"><is><t>');
	out.text(text);
	out.reserve(ROOM);
	out.ascii("</t></is></c>");
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

/** A1 of a cell, from how it begins and its row. */
function place(opening: string, row: string): string {
	return `cell ${opening.slice(6)}${row}`;
}

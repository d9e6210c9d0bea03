import { columnLetters, fromA1 } from "../../model/a1.ts";
import { type Element, type Tag, withAttribute, type XmlPart } from "./xml-part.ts";

/** Cells of one sheet that are to be changed, and what each is to become: row → column → that. */
export type WantedCells<T> = ReadonlyMap<number, ReadonlyMap<number, T>>;

/** A cell of a worksheet part. */
export interface FoundCell extends Element {
	/** A1. */
	readonly cell: string;
	readonly format: number;
}

/** What becomes of cells. */
export interface CellChange<T> {
	/** XML of a cell that the sheet has not got. @param format that its row or column gives it */
	made(wanted: T, cell: string, format: number, prefix: string): string;
	/** Changes a cell that is there. @param wanted undefined for those that are only passed, where all are looked at */
	changed(found: FoundCell, wanted: T | undefined): void;
	/** Looks at every cell, wanted or not. */
	readonly all?: boolean;
}

/**
 * Changes cells of a worksheet and makes those cells and rows that are not there. What stands in rows without anything to be changed is leapt over, so that a sheet of a hundred
 * thousand rows with a few changes costs little more than finding its rows.
 * @param columnFormat the format that a column gives to cells that it has not got
 */
export function changeCells<T>(
	part: XmlPart,
	data: Element,
	wanted: WantedCells<T>,
	change: CellChange<T>,
	columnFormat: (column: number) => number,
): void {
	const sheet: Sheet<T> = { part, change, columnFormat, prefix: data.tag.prefix };
	const rows = rowsOf(part, data);
	const missing = new Set([...wanted.keys()].toSorted((a, b) => a - b));
	for (const row of rows) {
		const asked = missing.has(row.number) ? wanted.get(row.number) : undefined;
		if (asked || change.all) changeRow(row, asked ?? new Map<number, T>(), sheet);
		missing.delete(row.number);
	}
	const behind: string[] = [];
	for (const number of missing) {
		const xml = newRow(number, wanted.get(number) ?? new Map<number, T>(), sheet);
		const next = rows.find((row) => row.number > number);
		if (next) part.insert(next.tag.at, xml);
		else behind.push(xml);
	}
	if (behind.length > 0) part.append(data, behind.join(""));
}

interface Sheet<T> {
	readonly part: XmlPart;
	readonly change: CellChange<T>;
	readonly columnFormat: (column: number) => number;
	/** Of the sheet's own elements. */
	readonly prefix: string;
}

interface FoundRow extends Element {
	readonly number: number;
}

function rowsOf(part: XmlPart, data: Element): FoundRow[] {
	const rowEnd = `</${data.tag.prefix}row>`;
	const odd = part.text.indexOf("<!", data.from);
	// Where there is nothing but tags and text, the end of a row may be looked for without reading what is in it.
	const plain = odd < 0 || odd >= data.to;
	const rows: FoundRow[] = [];
	let number = 0;
	for (let tag = part.tagFrom(data.from); tag && tag.at < data.to; ) {
		const to = plain && tag.kind === "open" && tag.name === "row" ? part.text.indexOf(rowEnd, tag.end) : -1;
		const element = to < 0 ? part.element(tag) : { tag, from: tag.end, to, end: to + rowEnd.length };
		if (tag.name === "row") {
			number = numberOf(part, tag) ?? number + 1;
			rows.push({ ...element, number });
		}
		tag = part.tagFrom(element.end);
	}
	return rows;
}

const NUMBER = /\sr\s*=\s*["']\s*(\d{1,9})\s*["']/;

function numberOf(part: XmlPart, tag: Tag): number | null {
	const found = NUMBER.exec(part.text.slice(tag.at, tag.end))?.[1];
	return found === undefined ? null : Number(found);
}

function newRow<T>(number: number, asked: ReadonlyMap<number, T>, sheet: Sheet<T>): string {
	const cells = [...asked]
		.toSorted(([a], [b]) => a - b)
		.map(([column, wanted]) => sheet.change.made(wanted, `${columnLetters(column)}${number}`, sheet.columnFormat(column), sheet.prefix));
	return `<${sheet.prefix}row r="${number}">${cells.join("")}</${sheet.prefix}row>`;
}

function changeRow<T>(row: FoundRow, asked: ReadonlyMap<number, T>, sheet: Sheet<T>): void {
	const { part, change, prefix } = sheet;
	const missing = new Map([...asked].toSorted(([a], [b]) => a - b));
	const present = cellsOf(part, row);
	for (const { column } of present) missing.delete(column);
	for (const { column, ...found } of present) {
		for (const [other, wanted] of missing) {
			if (other > column) break;
			const format = rowFormat(part, row.tag) ?? sheet.columnFormat(other);
			part.insert(found.tag.at, change.made(wanted, `${columnLetters(other)}${row.number}`, format, prefix));
			missing.delete(other);
		}
		const wanted = asked.get(column);
		if (wanted !== undefined || change.all) change.changed({ ...found, cell: `${columnLetters(column)}${row.number}` }, wanted);
	}
	addAtEnd(row, missing, present.length > 0, sheet);
}

/** Adds the cells to the right of all that a row has. */
function addAtEnd<T>(row: FoundRow, missing: ReadonlyMap<number, T>, hasCells: boolean, sheet: Sheet<T>): void {
	if (missing.size === 0) return;
	const { part, change, prefix } = sheet;
	const { tag, number } = row;
	const format = rowFormat(part, tag);
	const cells = [...missing]
		.map(([column, wanted]) => change.made(wanted, `${columnLetters(column)}${number}`, format ?? sheet.columnFormat(column), prefix))
		.join("");
	// What the row says of its first and last cell holds no more.
	const start = withAttribute(part.slice(tag.at, tag.end), "spans", null);
	if (tag.kind === "empty") part.replace(tag.at, tag.end, `${start.replace(/\s*\/>$/, "")}>${cells}</${prefix}row>`);
	else {
		part.replace(tag.at, tag.end, start);
		part.insert(hasCells ? lastCellEnd(part, row) : row.from, cells);
	}
}

/** Where the last cell of a row ends: extensions stand behind it. */
function lastCellEnd(part: XmlPart, content: Element): number {
	return part.children(content).findLast(({ tag }) => tag.name === "c")?.end ?? content.from;
}

function cellsOf(part: XmlPart, content: Element): (Element & { readonly column: number; readonly format: number })[] {
	let column = 0;
	return part
		.children(content)
		.filter(({ tag }) => tag.name === "c")
		.map((element) => {
			const start = part.text.slice(element.tag.at, element.tag.end);
			const reference = /\sr\s*=\s*["']\s*([A-Za-z]{1,3}\d+)\s*["']/.exec(start)?.[1];
			column = (reference === undefined ? undefined : fromA1(reference)?.column) ?? column + 1;
			return { ...element, column, format: Number(/\ss\s*=\s*["']\s*(\d{1,9})\s*["']/.exec(start)?.[1] ?? 0) };
		});
}

/** The format that a row gives to cells that it has not got; null where it gives none. */
function rowFormat(part: XmlPart, tag: Tag): number | null {
	const { s, customFormat } = part.attributes(tag);
	return s !== undefined && (customFormat === "1" || customFormat === "true") ? Number(s) : null;
}

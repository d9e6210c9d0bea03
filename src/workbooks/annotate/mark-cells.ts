import { columnLetters, fromA1 } from "../../model/a1.ts";
import type { MarkedSeverity } from "./fills.ts";
import { type Element, type Tag, withAttribute, type XmlPart } from "./xml-part.ts";

/** Cells to be marked on one sheet: row → column → severity. */
export type Marks = ReadonlyMap<number, ReadonlyMap<number, MarkedSeverity>>;

/** What is asked of the style sheet while a worksheet's cells are marked. */
export interface CellFormats {
	/** Formats that hold a mark of an earlier return. */
	readonly old: ReadonlySet<number>;
	/** The format of a cell with its own fill again. `cell`: its A1. */
	unmarked(format: number, cell: string): number;
	/** The format that shows the mark. `cell`: its A1. */
	marked(format: number, severity: MarkedSeverity, cell: string): number;
}

/**
 * Gives the marked cells of a worksheet the format that shows it, makes those cells and rows that are not there, and takes old marks away. What stands in rows without anything to be
 * changed is leapt over, so that a sheet of a hundred thousand rows with a few marks costs little more than finding its rows.
 * @param columnFormat the format that a column gives to cells that it has not got
 */
export function markCells(part: XmlPart, data: Element, marks: Marks, formats: CellFormats, columnFormat: (column: number) => number): void {
	const sheet: Sheet = { part, formats, columnFormat, prefix: data.tag.prefix };
	const rows = rowsOf(part, data);
	const missing = new Set([...marks.keys()].toSorted((a, b) => a - b));
	for (const row of rows) {
		const asked = missing.has(row.number) ? marks.get(row.number) : undefined;
		if (asked || formats.old.size > 0) markRow(row, asked ?? new Map(), sheet);
		missing.delete(row.number);
	}
	const behind: string[] = [];
	for (const number of missing) {
		const xml = newRow(number, marks.get(number) ?? new Map(), sheet);
		const next = rows.find((row) => row.number > number);
		if (next) part.insert(next.tag.at, xml);
		else behind.push(xml);
	}
	if (behind.length > 0) part.append(data, behind.join(""));
}

interface Sheet {
	readonly part: XmlPart;
	readonly formats: CellFormats;
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

function newRow(number: number, asked: ReadonlyMap<number, MarkedSeverity>, sheet: Sheet): string {
	const cells = [...asked]
		.toSorted(([a], [b]) => a - b)
		.map(([column, severity]) => newCell(column, number, sheet.columnFormat(column), severity, sheet));
	return `<${sheet.prefix}row r="${number}">${cells.join("")}</${sheet.prefix}row>`;
}

function newCell(column: number, row: number, format: number, severity: MarkedSeverity, { formats, prefix }: Sheet): string {
	const cell = `${columnLetters(column)}${row}`;
	return `<${prefix}c r="${cell}" s="${formats.marked(format, severity, cell)}"/>`;
}

function markRow(row: FoundRow, asked: ReadonlyMap<number, MarkedSeverity>, sheet: Sheet): void {
	const { part, formats } = sheet;
	const missing = new Map([...asked].toSorted(([a], [b]) => a - b));
	const present = cellsOf(part, row);
	for (const { column } of present) missing.delete(column);
	for (const { tag, column } of present) {
		for (const [other, severity] of missing) {
			if (other > column) break;
			part.insert(tag.at, newCell(other, row.number, rowFormat(part, row.tag) ?? sheet.columnFormat(other), severity, sheet));
			missing.delete(other);
		}
		const cell = `${columnLetters(column)}${row.number}`;
		const own = formatOf(part, tag);
		const severity = asked.get(column);
		const clean = formats.old.has(own) ? formats.unmarked(own, cell) : own;
		const wanted = severity === undefined ? clean : formats.marked(clean, severity, cell);
		if (wanted !== own) part.setAttribute(tag, "s", String(wanted));
	}
	addAtEnd(row, missing, present.length > 0, sheet);
}

/** Adds the cells to the right of all that a row has. */
function addAtEnd(row: FoundRow, missing: ReadonlyMap<number, MarkedSeverity>, hasCells: boolean, sheet: Sheet): void {
	if (missing.size === 0) return;
	const { part, prefix } = sheet;
	const { tag, number } = row;
	const format = rowFormat(part, tag);
	const cells = [...missing].map(([column, severity]) => newCell(column, number, format ?? sheet.columnFormat(column), severity, sheet)).join("");
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

interface FoundCell {
	readonly tag: Tag;
	readonly column: number;
}

function cellsOf(part: XmlPart, content: Element): FoundCell[] {
	let column = 0;
	const found: FoundCell[] = [];
	for (const { tag } of part.children(content)) {
		if (tag.name !== "c") continue;
		const reference = /\sr\s*=\s*["']\s*([A-Za-z]{1,3}\d+)\s*["']/.exec(part.text.slice(tag.at, tag.end))?.[1];
		column = (reference === undefined ? undefined : fromA1(reference)?.column) ?? column + 1;
		found.push({ tag, column });
	}
	return found;
}

function formatOf(part: XmlPart, tag: Tag): number {
	return Number(/\ss\s*=\s*["']\s*(\d{1,9})\s*["']/.exec(part.text.slice(tag.at, tag.end))?.[1] ?? 0);
}

/** The format that a row gives to cells that it has not got; null where it gives none. */
function rowFormat(part: XmlPart, tag: Tag): number | null {
	const { s, customFormat } = part.attributes(tag);
	return s !== undefined && (customFormat === "1" || customFormat === "true") ? Number(s) : null;
}

import type { CellRange } from "../../model/a1.ts";
import type { Row } from "../../model/grid.ts";
import type { CatalogueIndex } from "./catalogue-index.ts";
import { byMaster, filledCells, type MergesByMaster, mergeAt, mergeOver, tight } from "./cells.ts";
import { assign, claimsPerTable, type HeaderColumn, headerColumn } from "./columns.ts";
import { isSerialKey, segmentKey, spellings } from "./header-text.ts";
import { labelsIn } from "./labels.ts";
import { statementsIn } from "./period-label.ts";

/** One to three rows that head a table. */
export interface Header {
	readonly top: number;
	readonly bottom: number;
	readonly columns: readonly HeaderColumn[];
}

/** Rows of a header, at most (mess.md 15); more where cells are merged over so many rows. */
const TALLEST = 3;
const TALLEST_MERGED = 5;
/** No heading is longer. */
const LONGEST = 40;

/** Share of a table's width from which on a merged cell above it is its title, not the parent of columns. */
const WIDE = 0.8;

/** What a heading may carry beside its name: a number before it, a unit or hint in brackets behind it, paths, units. Texts without any are looked up as they are. */
const DRESSED = /^\(|^\d{1,2}\)|\)$|[_:/,、.]|[A-Z]{3}$|元$|㎡$|平方米$|M2$/;

/** A sheet as header search sees it: rows by number, and the memory of texts seen. */
export interface SearchedSheet {
	readonly rows: readonly Row[];
	readonly merges: MergesByMaster;
	readonly index: CatalogueIndex;
	readonly known: Map<string, boolean>;
	readonly byNumber: ReadonlyMap<number, Row>;
	/** Rows of a header, at most. */
	readonly tallest: number;
}

/** Whatever can be said of a sheet's rows before its header is known. */
export function searched(rows: readonly Row[], merges: readonly CellRange[], index: CatalogueIndex): SearchedSheet {
	const heights = merges.map(({ top, bottom }) => bottom - top + 1).filter((height) => height <= TALLEST_MERGED);
	const tallest = heights.reduce((tall, height) => Math.max(tall, height), TALLEST);
	return { rows, merges: byMaster(merges), index, known: new Map(), byNumber: new Map(rows.map((row) => [row.number, row])), tallest };
}

/** Every header of a sheet in row order, those that repeat on a new page included. */
export function findHeaders(sheet: SearchedSheet): Header[] {
	const headers: Header[] = [];
	let after = 0;
	for (const row of sheet.rows) {
		if (row.number <= after || !looksLikeHeader(row, sheet)) continue;
		const header = bestHeader(row.number, after, sheet);
		if (!header) continue;
		headers.push(header);
		after = header.bottom;
	}
	return headers;
}

/** Whether at least two cells of a row, and half of them, are headings known to some form. Rows of data are given up at their first cells. */
function looksLikeHeader(row: Row, sheet: SearchedSheet): boolean {
	let known = 0;
	let other = 0;
	for (const cell of row.cells) {
		if (cell.type === "s" && !cell.uncached && isHeading(String(cell.value), sheet)) known++;
		else if (++other > known + 3) return false;
	}
	return known >= 2 && known >= other;
}

function isHeading(text: string, { known, index }: SearchedSheet): boolean {
	if (text === "" || text.length > LONGEST || !mayBeHeading(text, index)) return false;
	const remembered = known.get(text);
	if (remembered !== undefined) return remembered;
	const key = segmentKey(text);
	const heading =
		index.headings.has(key) || isSerialKey(key) || (DRESSED.test(key) && spellings([text]).some((spelling) => index.headings.has(spelling.key)));
	if (known.size < 5000) known.set(text, heading);
	return heading;
}

/** Codes, numbers and days. */
const FIGURES = /^[!-~]*\d{4}/;

/** What most cells of data fail at a glance: to end as a heading does, and to be no code or day. */
function mayBeHeading(text: string, index: CatalogueIndex): boolean {
	const last = text.charCodeAt(text.length - 1);
	return last >= 0x4e00 && last <= 0x9fff ? index.mayEnd(text.charAt(text.length - 1)) : !FIGURES.test(text);
}

/** The rows around a likely header row that read best as a header: most fields understood, then fewest rows. */
function bestHeader(row: number, after: number, sheet: SearchedSheet): Header | null {
	let best: { header: Header; fields: number } | null = null;
	const above = Math.max(after, titleAbove(row, after, sheet));
	for (let height = 1; height <= sheet.tallest; height++) {
		for (let top = Math.max(above + 1, row - height + 1); top <= row; top++) {
			const header = headerOf(top, top + height - 1, sheet);
			const fields = fieldsUnderstood(header, sheet.index);
			if (fields > (best?.fields ?? 1)) best = { header, fields };
		}
	}
	return best && withParents(best.header, best.fields, after, sheet);
}

/** The nearest row above a likely header row that is a title, merged over the whole table: no header holds it, and every sheet has another one. */
function titleAbove(row: number, after: number, { byNumber, merges, tallest }: SearchedSheet): number {
	const width = byNumber.get(row)?.cells.at(-1)?.column ?? 0;
	for (let number = row - 1; number > after && row - number < tallest; number--) {
		const [title, ...others] = filledCells(byNumber.get(number) ?? { cells: [] });
		const range = title && others.length === 0 ? mergeAt(merges, number, title.column) : undefined;
		if (range && range.right - range.left >= width * WIDE) return number;
	}
	return after;
}

/** Fields that the best table finds among the columns. */
function fieldsUnderstood(header: Header, { tables }: CatalogueIndex): number {
	let best = 0;
	for (const [at, count] of claimsPerTable(header.columns)) {
		const table = tables[at]?.table;
		if (table && count > best) best = Math.max(best, assign(header.columns, at, table).mapped.length);
	}
	return best;
}

/** Adds a row of merged parents that stands above: it is not needed to read the columns, but belongs to the header. */
function withParents(header: Header, fields: number, after: number, sheet: SearchedSheet): Header {
	const above = header.top - 1;
	if (above <= after || header.bottom - above >= sheet.tallest || !isParentRow(above, header, sheet)) return header;
	const taller = headerOf(above, header.bottom, sheet);
	return fieldsUnderstood(taller, sheet.index) < fields ? header : withParents(taller, fields, after, sheet);
}

function isParentRow(number: number, { columns }: Header, { byNumber, merges }: SearchedSheet): boolean {
	const row = byNumber.get(number);
	const [first, last] = [columns[0]?.column ?? 0, columns.at(-1)?.column ?? 0];
	if (!row || last - first < 2) return false;
	const cells = filledCells(row);
	const ranges = cells.map((cell) => mergeAt(merges, number, cell.column));
	const plain = cells.every(
		(cell) => cell.column >= first && cell.column <= last && labelsIn(tight(cell)).length === 0 && !statementsIn(tight(cell)).length,
	);
	return plain && ranges.some((range) => range && range.right > range.left && range.right - range.left < (last - first) * WIDE);
}

/** Reads some rows as a header: every column's heading cells from top to bottom, merged parents over each of their columns. */
function headerOf(top: number, bottom: number, sheet: SearchedSheet): Header {
	const merges: CellRange[] = [];
	for (let row = top; row <= bottom; row++) for (const range of sheet.merges.get(row)?.values() ?? []) merges.push(range);
	const within = merges.filter((range) => range.bottom <= top + sheet.tallest - 1 && reachesHeading(range, sheet));
	const lowest = within.reduce((low, range) => Math.max(low, range.bottom), bottom);
	const cells = headingCells(top, lowest, sheet);
	const parentsSpread = merges.length === 0;
	const columns: HeaderColumn[] = [];
	for (const column of [...new Set(cells.flatMap((row) => [...row.keys()]))].sort((a, b) => a - b)) {
		const path: { text: string; row: number; column: number }[] = [];
		cells.forEach((row, at) => {
			const number = top + at;
			const range = mergeOver(merges, number, column);
			const master = range ? cells[range.top - top]?.get(range.left) : row.get(column);
			const place = range && master !== undefined ? { row: range.top, column: range.left } : { row: number, column };
			const text = master ?? (parentsSpread && at < cells.length - 1 ? spreadParent(cells, at, column) : undefined);
			if (text !== undefined && !path.some((p) => p.row === place.row && p.column === place.column)) path.push({ text, ...place });
		});
		const leaf = path.at(-1);
		// A heading merged over several columns stands for the first of them.
		if (leaf && leaf.column === column) {
			columns.push(
				headerColumn(
					column,
					path.map(({ text }) => text),
					{ row: leaf.row, column },
					sheet.index,
				),
			);
		}
	}
	return { top, bottom: lowest, columns };
}

/** Whether a merged range has a heading as its master, so that the rows it covers belong to the header. */
function reachesHeading(range: CellRange, sheet: SearchedSheet): boolean {
	const cell = sheet.byNumber.get(range.top)?.cells.find(({ column }) => column === range.left);
	return cell !== undefined && cell.type === "s" && isHeading(String(cell.value), sheet);
}

function headingCells(top: number, bottom: number, { byNumber }: SearchedSheet): Map<number, string>[] {
	return Array.from({ length: bottom - top + 1 }, (_, at) => {
		const row = byNumber.get(top + at);
		return new Map(row ? filledCells(row).map((cell) => [cell.column, tight(cell)]) : []);
	});
}

/** Where a file keeps no merged ranges (CSV), a parent stands over the blank cells to its right that have a heading below. */
function spreadParent(cells: readonly Map<number, string>[], at: number, column: number): string | undefined {
	const below = cells[at + 1];
	if (!below?.has(column)) return undefined;
	for (let left = column - 1; left > 0 && below.has(left); left--) {
		const text = cells[at]?.get(left);
		if (text !== undefined) return text;
	}
	return undefined;
}

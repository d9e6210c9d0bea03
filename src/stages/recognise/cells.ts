import { type CellRange, covers } from "../../model/a1.ts";
import type { Cell, Row } from "../../model/grid.ts";
import { compact, writtenText } from "../normalise/characters.ts";

/** Characters of a cell that are looked at: no label, title or note is longer, and patterns would take for ever over a text that has no end. */
const LONGEST = 5_000;

/** A cell's text without any white space, full-width letters, digits and punctuation narrowed: what labels, titles and headers are read from. */
export function tight(cell: Cell): string {
	return compact(writtenText(cell).slice(0, LONGEST));
}

/** Whether a cell says nothing: white space alone. A formula without a stored result is something. */
export function isBlank(cell: Cell): boolean {
	if (cell.type !== "s" || cell.uncached || typeof cell.value !== "string") return false;
	const first = cell.value.charCodeAt(0);
	// Most texts begin with a letter or a Chinese character.
	if (first > 0x3000 && first < 0xfe00) return false;
	return cell.value.trim() === "";
}

/** The cells of a row that say something. */
export function filledCells(row: Pick<Row, "cells">): readonly Cell[] {
	const { cells } = row;
	return cells.some(isBlank) ? cells.filter((cell) => !isBlank(cell)) : cells;
}

/** Merged ranges by the row and the column of their masters; of several at one cell the first is meant. A sheet may have as many of them as rows. */
export type MergesByMaster = ReadonlyMap<number, ReadonlyMap<number, CellRange>>;

export function byMaster(merges: readonly CellRange[]): MergesByMaster {
	const found = new Map<number, Map<number, CellRange>>();
	for (const range of merges) {
		const inRow = found.get(range.top) ?? new Map<number, CellRange>();
		found.set(range.top, inRow);
		if (!inRow.has(range.left)) inRow.set(range.left, range);
	}
	return found;
}

/** The merged range whose master is a cell, or undefined. */
export function mergeAt(merges: MergesByMaster, row: number, column: number): CellRange | undefined {
	return merges.get(row)?.get(column);
}

/** The merged range that covers a cell, its master included, or undefined. */
export function mergeOver(merges: readonly CellRange[], row: number, column: number): CellRange | undefined {
	return merges.find((range) => covers(range, { row, column }));
}

import { type CellRange, covers } from "../../model/a1.ts";
import type { Cell, Row } from "../../model/grid.ts";
import { compact, writtenText } from "../normalise/characters.ts";

/** A cell's text without any white space, full-width letters, digits and punctuation narrowed: what labels, titles and headers are read from. */
export function tight(cell: Cell): string {
	return compact(writtenText(cell));
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

/** The merged range whose master is a cell, or undefined. */
export function mergeAt(merges: readonly CellRange[], row: number, column: number): CellRange | undefined {
	return merges.find((range) => range.top === row && range.left === column);
}

/** The merged range that covers a cell, its master included, or undefined. */
export function mergeOver(merges: readonly CellRange[], row: number, column: number): CellRange | undefined {
	return merges.find((range) => covers(range, { row, column }));
}

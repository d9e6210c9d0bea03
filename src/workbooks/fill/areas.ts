import { type CellRange, fromA1 } from "../../model/a1.ts";

const AREA = /^(?:'((?:[^']|'')+)'|([^'!:]+))!(\$?[A-Z]{1,3}\$?\d+)(?::(\$?[A-Z]{1,3}\$?\d+))?$/;

/** 'O''Brien'!$A$1:$B$2 → sheet and cells; null for what is no single area of cells. */
export function areaOf(reference: string): { readonly sheet: string; readonly range: CellRange } | null {
	const [, quoted, bare, first = "", last = first] = AREA.exec(reference.trim()) ?? [];
	const [from, to] = [fromA1(first), fromA1(last)];
	if (!from || !to) return null;
	const [left, right] = [Math.min(from.column, to.column), Math.max(from.column, to.column)];
	const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)];
	return { sheet: quoted?.replaceAll("''", "'") ?? bare ?? "", range: { top, left, bottom, right } };
}

import { fromA1, toA1 } from "../../model/a1.ts";
import type { ConversionKind } from "../../model/conversion.ts";
import type { Grid } from "../../model/grid.ts";
import type { StoredSubmission } from "../../model/stored.ts";
import type { Catalogue } from "../../model/submission.ts";
import { type RowRead, readRowsAgain } from "../../stages/read-again.ts";
import { recognise } from "../../stages/recognise.ts";
import type { Archive, ReadGrid } from "../ports.ts";

export interface OriginalPorts {
	readonly archive: Archive;
	readonly readGrid: ReadGrid;
	/** With the synonyms that are in force. */
	readonly catalogue: Catalogue;
}

/** What stands in a cell of an original, and how it is read. */
export interface OriginalCell {
	readonly raw: string;
	readonly conversions: readonly ConversionKind[];
}

/** A row of a file to be looked up. */
interface Wanted {
	readonly submission: StoredSubmission;
	readonly sheet: string;
	readonly row: number;
	readonly refs: Readonly<Record<string, string>>;
}

/**
 * Reads archived originals once more, each once, and gives the cells of the rows asked for by `sha256 sheet!A1`: what was written and what was done to it. Of a file that is read
 * otherwise by now (a heading's synonym was revoked since) the written texts alone.
 * @throws OriginalGone where an original is missing or has been altered
 */
export async function cellsOfOriginals(rows: readonly Wanted[], ports: OriginalPorts): Promise<ReadonlyMap<string, OriginalCell>> {
	const cells = new Map<string, OriginalCell>();
	const byFile = new Map<string, Wanted[]>();
	for (const row of rows) {
		const own = byFile.get(row.submission.sha256);
		if (own) own.push(row);
		else byFile.set(row.submission.sha256, [row]);
	}
	for (const [sha256, own] of byFile) {
		const [first] = own;
		if (!first) continue;
		const grid = await ports.readGrid(await ports.archive.read(sha256), first.submission.fileName);
		const wanted = rowsBySheet(own);
		for (const [place, raw] of rawTexts(grid, wanted)) cells.set(`${sha256} ${place}`, { raw, conversions: [] });
		for (const { sheet, cells: read } of rowsReadAgain(grid, first.submission, ports.catalogue, (at, row) => wanted.get(at)?.has(row) ?? false)) {
			for (const { ref, raw, conversions } of read) cells.set(`${sha256} ${sheet}!${ref}`, { raw, conversions });
		}
	}
	return cells;
}

/** Rows of a file as they are recognised and read now. */
export function rowsReadAgain(
	grid: Grid,
	{ unit, fileName }: Pick<StoredSubmission, "unit" | "fileName">,
	catalogue: Catalogue,
	wanted: (sheet: string, row: number) => boolean,
): RowRead[] {
	const folderUnit = catalogue.units.find(({ code }) => code === unit) ?? null;
	return readRowsAgain(recognise(grid, { fileName, folderUnit }, catalogue).submissions, catalogue.units, wanted);
}

/** Rows to be looked at, with those that the masters of merged ranges stand in. */
function rowsBySheet(rows: readonly Wanted[]): Map<string, Set<number>> {
	const wanted = new Map<string, Set<number>>();
	for (const { sheet, row, refs } of rows) {
		const known = wanted.get(sheet) ?? new Set();
		known.add(row);
		for (const ref of Object.values(refs)) known.add(fromA1(ref)?.row ?? row);
		wanted.set(sheet, known);
	}
	return wanted;
}

function* rawTexts(grid: Grid, wanted: ReadonlyMap<string, ReadonlySet<number>>): Generator<[string, string]> {
	for (const { name, rows } of grid.sheets) {
		const own = wanted.get(name);
		if (!own) continue;
		for (const row of rows) {
			if (!own.has(row.number)) continue;
			for (const { column, raw } of row.cells) yield [`${name}!${toA1({ row: row.number, column })}`, raw];
		}
	}
}

import { toA1 } from "../../model/a1.ts";
import type { Cell, Grid, ObjectsBeside, Sheet } from "../../model/grid.ts";
import type { ReadLimits } from "../../model/read-limits.ts";
import { ReadBudget } from "../limits.ts";
import type { ZipPackage } from "../zip.ts";
import { openXlsx, type XlsxSheet, type XlsxWorkbook } from "./open.ts";
import { putInOrder } from "./order.ts";
import type { RowBatch } from "./row-batch.ts";
import { SheetRows } from "./sheet-grid.ts";

/**
 * An Office Open XML workbook as the neutral grid, in a store of eleven bytes a cell.
 * @throws RefusalError file.unreadable, file.doctype, limit.*
 */
export async function readXlsx(zip: ZipPackage, limits: ReadLimits): Promise<Grid> {
	const workbook = await openXlsx(zip, new ReadBudget(limits));
	const sheets: Sheet[] = [];
	for (const sheet of workbook.sheets) sheets.push(await sheetOf(sheet, workbook));
	const objects = objectsBeside(zip.names);
	return { sheets, names: workbook.names, ...(objects ? { objects } : {}) };
}

/**
 * The cells of some of a workbook's names; null where one is blank. Only the sheets that they stand on are read, whatever else the workbook holds.
 * @throws RefusalError file.unreadable, file.doctype, limit.*
 */
export async function readNamedCells(zip: ZipPackage, limits: ReadLimits, wanted: (name: string) => boolean): Promise<Map<string, Cell | null>> {
	const workbook = await openXlsx(zip, new ReadBudget(limits));
	const named = [...workbook.names].filter(([name]) => wanted(name));
	const places = new Set(named.map(([, { sheet, cell }]) => `${sheet}!${cell}`));
	const cells = new Map<string, Cell>();
	for (const sheet of workbook.sheets) {
		if (!named.some(([, target]) => target.sheet === sheet.name)) continue;
		for (const row of (await sheetOf(sheet, workbook)).rows) {
			for (const cell of row.cells) {
				const place = `${sheet.name}!${toA1({ row: row.number, column: cell.column })}`;
				if (places.has(place)) cells.set(place, cell);
			}
		}
	}
	return new Map(named.map(([name, { sheet, cell }]) => [name, cells.get(`${sheet}!${cell}`) ?? null]));
}

/** Told by the parts that there are, which are not read: a sheet's comments and its drawings are a part each. */
function objectsBeside(names: readonly string[]): ObjectsBeside | null {
	const count = (pattern: RegExp) => names.filter((name) => pattern.test(name)).length;
	const [comments, drawings] = [count(/(?:^|\/)comments[^/]*\.xml$/i), count(/(?:^|\/)drawings\/drawing[^/]*\.xml$/i)];
	return comments + drawings === 0 ? null : { comments, drawings };
}

async function sheetOf(sheet: XlsxSheet, { strings, date1904 }: XlsxWorkbook): Promise<Sheet> {
	const batches: RowBatch[] = [];
	const rows = sheet.read();
	let next = await rows.next();
	for (; !next.done; next = await rows.next()) batches.push(next.value);
	const { merges, hiddenColumns, lastColumn, inOrder } = next.value;
	const ordered = inOrder ? batches : putInOrder(batches);
	return {
		name: sheet.name,
		hidden: sheet.hidden,
		date1904,
		merges,
		hiddenColumns,
		rows: new SheetRows(ordered, { strings, date1904 }, merges, lastColumn),
	};
}

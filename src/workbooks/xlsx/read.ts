import type { Grid, ObjectsBeside, Sheet } from "../../model/grid.ts";
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

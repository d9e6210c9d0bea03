import type { CellRange } from "../../model/a1.ts";
import type { Grid } from "../../model/grid.ts";
import { RefusalError } from "../../model/refusal.ts";
import type { ReadBudget } from "../limits.ts";
import type { ZipPackage } from "../zip.ts";
import { officeDocument, relationships, walkPart, walkPieces } from "./package-parts.ts";
import type { RowBatch } from "./row-batch.ts";
import { SharedStrings } from "./shared-strings.ts";
import { SheetReader } from "./sheet-reader.ts";
import { CellStyles } from "./styles.ts";
import { WorkbookPart } from "./workbook-part.ts";

/** A workbook whose sheets can be read one after the other, each as a stream that holds a few hundred kilobytes however long the sheet is. */
export interface XlsxWorkbook {
	readonly date1904: boolean;
	/** The shared texts that cells of kind KIND_SHARED point into. */
	readonly strings: SharedStrings;
	readonly sheets: readonly XlsxSheet[];
	readonly names: Grid["names"];
}

export interface XlsxSheet {
	readonly name: string;
	readonly hidden: boolean;
	/**
	 * Its rows in document order, and what stands behind them in the file. What was yielded is only to be believed once the stream has ended: damage may show late.
	 * @throws RefusalError file.unreadable, limit.*
	 */
	read(): AsyncGenerator<RowBatch, SheetEnd>;
}

/** What is known of a sheet when all its rows have passed. */
export interface SheetEnd {
	readonly merges: readonly CellRange[];
	readonly hiddenColumns: readonly number[];
	/** Right-most column with content. */
	readonly lastColumn: number;
	/** Whether each row stood below the one before it. */
	readonly inOrder: boolean;
}

/**
 * Opens an Office Open XML workbook: values as stored, formulas by their cached results, nothing executed, nothing outside the package followed, drawings and
 * comments not looked at. Read by hand and not with a library, for its speed and because libraries lose what the checks need: a formula whose cached result is empty
 * text comes out like one that was never calculated, built-in East Asian date formats as plain numbers, date serials as rounded instants.
 * @throws RefusalError file.unreadable, file.doctype, limit.*
 */
export async function openXlsx(zip: ZipPackage, budget: ReadBudget): Promise<XlsxWorkbook> {
	const path = await officeDocument(zip, budget);
	const book = new WorkbookPart();
	await walkPart(zip, path, book, budget);
	const targets = await relationships(zip, path, budget);
	const part = (type: string) => [...targets.values()].find((target) => target.type === type)?.path;
	const styles = new CellStyles();
	const stylesPath = part("styles");
	if (stylesPath !== undefined) await walkPart(zip, stylesPath, styles, budget);
	const shared = new SharedStrings(budget.limits);
	const sharedPath = part("sharedStrings");
	if (sharedPath !== undefined) await walkPart(zip, sharedPath, shared, budget);
	shared.finish();
	const context = { stringCount: shared.count, styles: Uint8Array.from(styles.marks.length > 0 ? styles.marks : [0]), budget };
	const sheets = book.sheets.flatMap(({ name, hidden, relation }): XlsxSheet[] => {
		const target = targets.get(relation);
		// Chart and dialogue sheets hold no cells.
		if (target?.type !== "worksheet") return [];
		return [{ name, hidden, read: () => readSheet(zip, target.path, new SheetReader(context), budget) }];
	});
	if (sheets.length === 0) throw new RefusalError("file.unreadable", { reason: "no worksheet" });
	return { date1904: book.date1904, strings: shared, sheets, names: book.names };
}

async function* readSheet(zip: ZipPackage, path: string, reader: SheetReader, budget: ReadBudget): AsyncGenerator<RowBatch, SheetEnd> {
	for await (const _ of walkPieces(zip, path, reader, budget)) {
		budget.checkTime();
		yield* reader.writer.take(false);
	}
	yield* reader.writer.take(true);
	return {
		merges: reader.merges,
		hiddenColumns: reader.hiddenColumns(),
		lastColumn: reader.writer.lastColumn,
		inOrder: reader.writer.inOrder,
	};
}

import { tellRefusal } from "../messages/tell.ts";
import { rangeToA1, toA1 } from "../model/a1.ts";
import type { ReadDocument } from "../model/documents.ts";
import type { Cell, CellType, Grid, Sheet } from "../model/grid.ts";
import { RefusalError } from "../model/refusal.ts";
import type { Language } from "../model/text.ts";

/** What a file's sheets hold, cell by cell, or why it cannot be read. */
export async function readDocument(read: () => Promise<Grid>, fileName: string, language: Language): Promise<ReadDocument> {
	try {
		const grid = await read();
		return {
			sheets: grid.sheets.map((sheet) => ({
				name: sheet.name,
				hidden: sheet.hidden,
				merges: sheet.merges.map(rangeToA1),
				cells: new Cells(sheet),
			})),
		};
	} catch (error) {
		if (!(error instanceof RefusalError)) throw error;
		return { refusal: { code: error.refusal.code, message: tellRefusal(error.refusal, fileName, language) } };
	}
}

/** The cells of a sheet one after the other; as a whole only where the document is turned to JSON as a whole. */
class Cells {
	private readonly sheet: Sheet;
	constructor(sheet: Sheet) {
		this.sheet = sheet;
	}
	*[Symbol.iterator](): Generator<[string, CellType, Cell["value"]]> {
		for (const { number, cells } of this.sheet.rows) for (const { column, type, value } of cells) yield [toA1({ row: number, column }), type, value];
	}
	toJSON(): unknown[] {
		return [...this];
	}
}

import type { BookWriter, SheetWriter, StyleId, WrittenCell, WrittenValue } from "../../../src/workbooks/writing/types.ts";
import { writeBook } from "../../../src/workbooks/writing/write-book.ts";

export const PROPERTIES = { title: "名录", creator: "阳江市科学技术局", asOf: "2019-06-27T12:00:00.000Z" };

/** Writes a workbook into memory. */
export async function written(write: (book: BookWriter) => Promise<void>): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	const book = writeBook({ write: async (piece) => void pieces.push(Uint8Array.from(piece)) }, PROPERTIES);
	await write(book);
	await book.finish();
	return Buffer.concat(pieces);
}

/** Writes a workbook of one sheet, 名录. */
export function writtenSheet(write: (sheet: SheetWriter, style: StyleId, book: BookWriter) => Promise<void>): Promise<Uint8Array> {
	return written(async (book) => {
		const sheet = book.sheet("名录", { widths: [20, 12] });
		await write(sheet, book.style({}), book);
		await sheet.close();
	});
}

/** A row of cells of one style. */
export function cells(style: StyleId, ...values: readonly WrittenValue[]): WrittenCell[] {
	return values.map((value) => ({ value, style }));
}

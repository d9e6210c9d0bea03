import type { ReadLimits } from "../../model/read-limits.ts";
import { RETURN_SIGN, RETURN_SIGN_ROWS } from "../../model/return-book.ts";
import { ReadBudget } from "../limits.ts";
import { openXlsx, type XlsxSheet } from "../xlsx/open.ts";
import { SheetRows } from "../xlsx/sheet-grid.ts";
import type { ZipPackage } from "../zip.ts";
import type { FormerFill } from "./fills.ts";
import { formerFillsIn } from "./former-fills.ts";

/** The list of an earlier return that came back with the workbook. */
export interface EarlierReturn {
	/** The name that its sheet has by now. */
	readonly sheet: string;
	/** What filled the cells that were marked then, by `sheet!A1`. */
	readonly fills: ReadonlyMap<string, FormerFill>;
}

/** Looks for our list in a workbook. @throws RefusalError */
export async function earlierReturn(zip: ZipPackage, limits: ReadLimits): Promise<EarlierReturn | null> {
	const { sheets, strings, date1904 } = await openXlsx(zip, new ReadBudget(limits));
	for (const sheet of sheets) {
		const texts = await textsOf(sheet, { strings, date1904 });
		if (texts) return { sheet: sheet.name, fills: formerFillsIn(texts) };
	}
	return null;
}

/** Every text of a sheet that has the sign at its top; null where it has not. */
async function textsOf(sheet: XlsxSheet, source: ConstructorParameters<typeof SheetRows>[1]): Promise<string[] | null> {
	const texts: string[] = [];
	let signed = false;
	let rows = 0;
	for await (const batch of sheet.read()) {
		for (const row of new SheetRows([batch], source, [], 0)) {
			for (const { value } of row.cells) {
				if (typeof value === "string") texts.push(value);
				signed ||= value === RETURN_SIGN;
			}
			if (++rows >= RETURN_SIGN_ROWS && !signed) return null;
		}
	}
	return signed ? texts : null;
}

import { NO_READ_LIMITS, type ReadLimits } from "../../model/read-limits.ts";
import { RefusalError } from "../../model/refusal.ts";
import type { ReturnBook, ReturnWorkbook } from "../../model/return-book.ts";
import { packageKind } from "../package-kind.ts";
import { readGrid } from "../read.ts";
import { kindOf } from "../sniff.ts";
import { openZip } from "../zip.ts";
import { annotate } from "./annotate.ts";
import { cleanWorkbook } from "./clean-workbook.ts";

/**
 * The copy of a file that its office gets back: its own workbook, annotated, where it is an Office Open XML one; else a clean one of the same layout.
 * @throws RefusalError where the file cannot be read
 */
export async function returnWorkbook(bytes: Uint8Array, fileName: string, book: ReturnBook, limits: ReadLimits): Promise<ReturnWorkbook> {
	const own = isOfficeOpenXml(bytes, limits) ? await annotated(bytes, book, limits) : null;
	if (own) return own;
	const { content, names } = cleanWorkbook(await readGrid(bytes, fileName, limits));
	return annotate(content, renamed(book, names), NO_READ_LIMITS);
}

function isOfficeOpenXml(bytes: Uint8Array, limits: ReadLimits): boolean {
	return kindOf(bytes) === "zip" && packageKind(openZip(bytes, limits)) === "xlsx";
}

/** Null where a part that nothing reads the data from is damaged (styles, comments): what can be read can be answered all the same. */
async function annotated(bytes: Uint8Array, book: ReturnBook, limits: ReadLimits): Promise<ReturnWorkbook | null> {
	try {
		return await annotate(bytes, book, limits);
	} catch (error) {
		if (error instanceof RefusalError) return null;
		throw error;
	}
}

function renamed(book: ReturnBook, names: ReadonlyMap<string, string>): ReturnBook {
	const named = <T extends { readonly sheet: string }>(all: readonly T[]): T[] =>
		all.map((one) => ({ ...one, sheet: names.get(one.sheet) ?? one.sheet }));
	return { ...book, lines: named(book.lines), marks: named(book.marks) };
}

import type { FileFormat, Grid } from "../model/grid.ts";
import { RefusalError } from "../model/refusal.ts";
import { DEFAULT_READ_LIMITS, type ReadLimits } from "./limits.ts";
import { biffRecord, type Kind, kindOf } from "./sniff.ts";
import { decodeMarkup } from "./text-encoding.ts";
import { isXlsx } from "./xlsx/package-parts.ts";
import { readXlsx } from "./xlsx/read.ts";
import { openZip, type ZipPackage } from "./zip.ts";

/**
 * Reads a file into the neutral grid. What it is, its bytes say, never its name; the name only serves as the sheet name of what names none.
 * Readers are loaded when a file needs them.
 * @throws RefusalError file.* where it is no readable workbook, limit.* where it would cost too much
 */
export async function readGrid(bytes: Uint8Array, fileName: string, limits: ReadLimits = DEFAULT_READ_LIMITS): Promise<Grid> {
	if (bytes.length > limits.bytes) throw new RefusalError("limit.bytes", { limit: limits.bytes, found: bytes.length });
	const kind = kindOf(bytes);
	const grid = await readKind(kind, bytes, fileName, limits);
	return grid.source ? grid : { source: { format: FORMATS[kind] }, ...grid };
}

/** What a kind is called where its reader does not say. */
const FORMATS: Readonly<Record<Kind, FileFormat>> = {
	...{ zip: "xlsx", ole2: "xls", biff: "xls", spreadsheetml: "spreadsheetml" },
	...{ html: "html", mhtml: "mhtml", "flat-ods": "ods", text: "text" },
};

async function readKind(kind: Kind, bytes: Uint8Array, fileName: string, limits: ReadLimits): Promise<Grid> {
	switch (kind) {
		case "zip":
			return readPackage(openZip(bytes, limits), limits);
		case "ole2":
			return readBiff(bytes, true, limits);
		case "biff":
			return readBiff(bytes, false, limits);
		case "spreadsheetml":
			return (await import("./spreadsheetml/read-spreadsheetml.ts")).readSpreadsheetMl(decodeMarkup(bytes), limits);
		case "html":
			return (await import("./html/read-html.ts")).readHtml(decodeMarkup(bytes.subarray(biffRecord(bytes))), fileName, limits);
		case "mhtml":
			return (await import("./read-mhtml.ts")).readMhtml(bytes, fileName, limits);
		case "flat-ods":
			throw new RefusalError("file.unsupported", { kind: "OpenDocument" });
		case "text":
			return (await import("./read-csv.ts")).readCsv(bytes, fileName, limits);
	}
}

async function readPackage(zip: ZipPackage, limits: ReadLimits): Promise<Grid> {
	if (isXlsx(zip)) return readXlsx(zip, limits);
	if (zip.find("xl/workbook.bin") === null) throw new RefusalError("file.unsupported");
	const [{ plainXlsb }, { readInWorker }] = await Promise.all([import("./legacy/xlsb.ts"), import("./legacy/reader.ts")]);
	return { source: { format: "xlsb" }, ...(await readInWorker(plainXlsb(zip), null, limits)) };
}

async function readBiff(bytes: Uint8Array, contained: boolean, limits: ReadLimits): Promise<Grid> {
	const [{ bareBiff, biffOf }, { readInWorker }] = await Promise.all([import("./legacy/biff.ts"), import("./legacy/reader.ts")]);
	const { records, codepage } = contained ? biffOf(bytes) : bareBiff(bytes);
	return readInWorker(records, codepage, limits);
}

import type { FileFormat, Grid, Sheet } from "../model/grid.ts";
import { DEFAULT_READ_LIMITS, type ReadLimits } from "../model/read-limits.ts";
import { RefusalError } from "../model/refusal.ts";
import { isEmptyZip, type Member, openBundle } from "./bundle.ts";
import { packageKind } from "./package-kind.ts";
import { biffRecord, type Kind, kindOf } from "./sniff.ts";
import { decodeMarkup } from "./text-encoding.ts";
import { readXlsx } from "./xlsx/read.ts";
import { openZip } from "./zip.ts";

/**
 * Reads a file into the neutral grid. What it is, its bytes say, never its name; the name only serves as the sheet name of what names none.
 * Readers are loaded when a file needs them.
 * @throws RefusalError file.* where it is no readable workbook, limit.* where it would cost too much
 */
export async function readGrid(bytes: Uint8Array, fileName: string, limits: ReadLimits = DEFAULT_READ_LIMITS): Promise<Grid> {
	if (bytes.length > limits.bytes) throw new RefusalError("limit.bytes", { limit: limits.bytes, found: bytes.length });
	const kind = kindOf(bytes);
	const grid = await readKind(kind, bytes, fileName, limits);
	return grid.source || kind === "zip" ? grid : { source: { format: FORMATS[kind] }, ...grid };
}

/** What a kind is called where its reader does not say. */
const FORMATS: Readonly<Record<Exclude<Kind, "zip">, FileFormat>> = {
	...{ ole2: "xls", biff: "xls", spreadsheetml: "spreadsheetml" },
	...{ html: "html", mhtml: "mhtml", "flat-ods": "ods", text: "text" },
};

async function readKind(kind: Kind, bytes: Uint8Array, fileName: string, limits: ReadLimits): Promise<Grid> {
	switch (kind) {
		case "zip":
			return readPackage(bytes, fileName, limits);
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
			return (await import("./ods/read-ods.ts")).readFlatOds(bytes, limits);
		case "text":
			return (await import("./read-csv.ts")).readCsv(bytes, fileName, limits);
	}
}

async function readPackage(bytes: Uint8Array, fileName: string, limits: ReadLimits): Promise<Grid> {
	if (isEmptyZip(bytes)) throw new RefusalError("content.none");
	const zip = openZip(bytes, limits);
	switch (packageKind(zip)) {
		case "xlsx":
			return { source: { format: "xlsx" }, ...(await readXlsx(zip, limits)) };
		case "ods":
			return { source: { format: "ods" }, ...(await (await import("./ods/read-ods.ts")).readOds(zip, limits)) };
		case "xlsb": {
			const [{ plainXlsb }, { readInWorker }] = await Promise.all([import("./legacy/xlsb.ts"), import("./legacy/reader.ts")]);
			return { source: { format: "xlsb" }, ...(await readInWorker(plainXlsb(zip), null, limits)) };
		}
		case "bundle":
			return readBundle(openBundle(bytes, limits) ?? [], fileName, limits);
	}
}

/** The sheets of all members that can be read, each named after its file: 表.xlsx!Sheet1. @throws RefusalError of the first member where none can be */
async function readBundle(members: Iterable<Member>, fileName: string, limits: ReadLimits): Promise<Grid> {
	const sheets: Sheet[] = [];
	let refused = new RefusalError("content.none");
	for (const { name, bytes, refusal } of members) {
		try {
			if (refusal) throw new RefusalError(refusal.code, refusal.params);
			const grid = await readGrid(bytes, `${fileName}!${name}`, limits);
			sheets.push(...grid.sheets.map((sheet) => ({ ...sheet, name: `${name}!${sheet.name}` })));
		} catch (error) {
			if (!(error instanceof RefusalError)) throw error;
			if (refused.refusal.code === "content.none") refused = error;
		}
	}
	if (sheets.length === 0) throw refused;
	return { sheets, names: new Map() };
}

async function readBiff(bytes: Uint8Array, contained: boolean, limits: ReadLimits): Promise<Grid> {
	const [{ bareBiff, biffOf }, { readInWorker }] = await Promise.all([import("./legacy/biff.ts"), import("./legacy/reader.ts")]);
	const { records, codepage } = contained ? biffOf(bytes) : bareBiff(bytes);
	return readInWorker(records, codepage, limits);
}

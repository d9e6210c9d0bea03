import { fromA1 } from "../model/a1.ts";
import type { Grid, NumberFormatKind, Sheet } from "../model/grid.ts";
import { RefusalError } from "../model/refusal.ts";
import type { ReadLimits } from "./limits.ts";
import { formatKind } from "./number-formats.ts";
import { readSheet, type SheetContext } from "./read-xlsx-sheet.ts";
import { attributesOf, decodeXml, walkXml, xmlText } from "./xml.ts";
import type { ZipPackage } from "./zip.ts";

/**
 * Office Open XML workbooks into the neutral grid: values as stored, formulas by their cached results, nothing executed, drawings and comments not looked at.
 * Read by hand and not with exceljs, which loses what the checks need: a formula whose cached result is empty text comes out of it like one that was never
 * calculated, built-in East Asian date formats come out as plain numbers, and date serials as rounded instants.
 * @throws RefusalError file.unreadable, limit.*
 */
export function readXlsx(zip: ZipPackage, limits: ReadLimits): Grid {
	const workbookPath = officeDocument(zip);
	const book = readWorkbookPart(textOf(zip, workbookPath));
	const targets = relationships(zip, workbookPath);
	const byType = (type: string) => [...targets.values()].find((target) => target.type === type)?.path;
	const context: SheetContext = {
		strings: sharedStrings(namedText(zip, byType("sharedStrings"))),
		formats: cellFormats(namedText(zip, byType("styles"))),
		date1904: book.date1904,
		limits,
		budget: { cells: 0 },
	};
	const sheets: Sheet[] = [];
	for (const { name, hidden, relation } of book.sheets) {
		const target = targets.get(relation);
		// Chart and dialogue sheets hold no cells.
		if (target?.type === "worksheet") sheets.push({ name, hidden, date1904: book.date1904, ...readSheet(textOf(zip, target.path), context) });
	}
	if (sheets.length === 0) throw new RefusalError("file.unreadable", { reason: "no worksheet" });
	return { sheets, names: book.names };
}

/** Whether the package is a workbook that is read here. */
export function isXlsx(zip: ZipPackage): boolean {
	return zip.names.some((name) => /^(?:[^/]+\/)?workbook\d*\.xml$/i.test(name));
}

interface Target {
	readonly type: string;
	readonly path: string;
}

function officeDocument(zip: ZipPackage): string {
	const fromRoot = [...relationships(zip, "").values()].find((target) => target.type === "officeDocument");
	const path = fromRoot?.path ?? zip.names.find((name) => /^xl\/workbook\.xml$/i.test(name));
	if (path === undefined) throw new RefusalError("file.unreadable", { reason: "no workbook part" });
	return path;
}

/** Relationships of a part: id → last segment of the type, and full path of the target. */
function relationships(zip: ZipPackage, source: string): Map<string, Target> {
	const folder = source.includes("/") ? source.slice(0, source.lastIndexOf("/") + 1) : "";
	const xml = optionalText(zip, `${folder}_rels/${source.slice(folder.length)}.rels`);
	const found = new Map<string, Target>();
	eachElement(xml, "Relationship", (attributes) => {
		const { Id, Type, Target: target, TargetMode } = attributes;
		if (Id === undefined || target === undefined || TargetMode === "External") return;
		found.set(Id, { type: (Type ?? "").split("/").at(-1) ?? "", path: resolve(folder, target.trim()) });
	});
	return found;
}

function resolve(folder: string, target: string): string {
	const segments: string[] = [];
	for (const segment of (target.startsWith("/") ? target : folder + target).split("/")) {
		if (segment === "..") segments.pop();
		else if (segment !== "" && segment !== ".") segments.push(segment);
	}
	return segments.join("/");
}

interface WorkbookPart {
	readonly date1904: boolean;
	readonly sheets: readonly { name: string; hidden: boolean; relation: string }[];
	readonly names: ReadonlyMap<string, { sheet: string; cell: string }>;
}

function readWorkbookPart(xml: string): WorkbookPart {
	const sheets: { name: string; hidden: boolean; relation: string }[] = [];
	const names = new Map<string, { sheet: string; cell: string }>();
	let date1904 = false;
	let defining: string | null = null;
	let text = "";
	walkXml(xml, {
		open(name, raw) {
			if (name === "workbookPr") date1904 = isTrue(attributesOf(raw).date1904);
			if (name === "sheet") {
				const attributes = attributesOf(raw);
				sheets.push({
					name: attributes.name ?? "",
					hidden: attributes.state === "hidden" || attributes.state === "veryHidden",
					relation: attributes.id ?? "",
				});
			}
			if (name === "definedName") {
				const attributes = attributesOf(raw);
				// Names local to a sheet (print titles, filters) are none of the workbook's.
				defining = attributes.localSheetId === undefined ? (attributes.name ?? null) : null;
				text = "";
			}
		},
		text(raw) {
			if (defining !== null) text += decodeXml(raw);
		},
		close(name) {
			if (name !== "definedName" || defining === null) return;
			const target = singleCell(text);
			if (target) names.set(defining, target);
			defining = null;
		},
	});
	return { date1904, sheets, names };
}

/** 'O''Brien'!$A$1 → sheet and cell; null for ranges, constants and formulas. */
function singleCell(reference: string): { sheet: string; cell: string } | null {
	const match = /^(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?\d+)$/.exec(reference.trim());
	if (!match?.[3] || !fromA1(match[3])) return null;
	return { sheet: match[1]?.replaceAll("''", "'") ?? match[2] ?? "", cell: match[3].replaceAll("$", "") };
}

/** Shared strings as plain text: runs joined, phonetic runs left out. */
function sharedStrings(xml: string | null): string[] {
	const strings: string[] = [];
	let text = "";
	let phonetic = false;
	let inText = false;
	if (xml === null) return strings;
	walkXml(xml, {
		open(name) {
			if (name === "si") text = "";
			else if (name === "rPh") phonetic = true;
			else if (name === "t") inText = !phonetic;
		},
		text(raw) {
			if (inText) text += decodeXml(raw);
		},
		close(name) {
			if (name === "t") inText = false;
			else if (name === "rPh") phonetic = false;
			else if (name === "si") strings.push(text);
		},
	});
	return strings;
}

/** Kind of number format per cell style index. */
function cellFormats(xml: string | null): NumberFormatKind[] {
	const codes = new Map<number, string>();
	const kinds: NumberFormatKind[] = [];
	let inCellFormats = false;
	if (xml === null) return kinds;
	walkXml(xml, {
		open(name, raw) {
			if (name === "cellXfs") inCellFormats = true;
			else if (name === "numFmt") {
				const attributes = attributesOf(raw);
				codes.set(Number(attributes.numFmtId), attributes.formatCode ?? "");
			} else if (name === "xf" && inCellFormats) {
				const id = Number(attributesOf(raw).numFmtId ?? 0);
				kinds.push(formatKind(id, codes.get(id)));
			}
		},
		text() {
			// Styles have no character data.
		},
		close(name) {
			if (name === "cellXfs") inCellFormats = false;
		},
	});
	return kinds;
}

function eachElement(xml: string | null, name: string, visit: (attributes: Readonly<Record<string, string>>) => void): void {
	if (xml === null) return;
	walkXml(xml, {
		open(element, raw) {
			if (element === name) visit(attributesOf(raw));
		},
		text() {
			// Only attributes are asked for.
		},
		close() {
			// Only attributes are asked for.
		},
	});
}

function isTrue(flag: string | undefined): boolean {
	return flag === "1" || flag === "true" || flag === "on";
}

function optionalText(zip: ZipPackage, path: string | undefined): string | null {
	const bytes = path === undefined ? null : zip.part(path);
	return bytes === null ? null : xmlText(bytes);
}

/** The text of a part that the package may do without; one that it names must be there. */
function namedText(zip: ZipPackage, path: string | undefined): string | null {
	return path === undefined ? null : textOf(zip, path);
}

function textOf(zip: ZipPackage, path: string): string {
	const text = optionalText(zip, path);
	if (text === null) throw new RefusalError("file.unreadable", { part: path });
	return text;
}

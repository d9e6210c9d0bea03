import { columnLetters } from "../model/a1.ts";
import type { ReceiptBook, ReceiptCell, ReceiptLine, ReceiptSheet } from "../model/receipt.ts";
import { escaped } from "./escaped.ts";
import { heightOf, linesIn } from "./layout.ts";
import { pack } from "./pack.ts";
import { formatOf, STYLE_SHEET } from "./write-receipt-style.ts";

const DECLARATION = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TITLE_HEIGHT = 40;
/** Characters that texts keep clear of the border. */
const INDENT = 2;

/**
 * A receipt as an .xlsx file. Every text is stored as text, whatever it begins with. Same receipt, same bytes.
 * @param issuer 阳江市科学技术局
 */
export function writeReceipt(book: ReceiptBook, issuer: string): Uint8Array {
	const sheets = book.sheets.map((sheet, at): [string, string] => [`xl/worksheets/sheet${at + 1}.xml`, DECLARATION + worksheet(sheet, book.pages)]);
	const recurring = {
		"[Content_Types].xml": contentTypes(book.sheets.length),
		"_rels/.rels": relationships([
			["officeDocument", "xl/workbook.xml", `${OFFICE}/relationships`],
			["metadata/core-properties", "docProps/core.xml", `${PACKAGE}/relationships`],
		]),
		"xl/_rels/workbook.xml.rels": relationships([
			...book.sheets.map((_, at): Relationship => ["worksheet", `worksheets/sheet${at + 1}.xml`, `${OFFICE}/relationships`]),
			["styles", "styles.xml", `${OFFICE}/relationships`],
		]),
		"xl/workbook.xml": workbook(book.sheets),
		"xl/styles.xml": STYLE_SHEET,
	};
	const own = { ...Object.fromEntries(sheets), "docProps/core.xml": DECLARATION + coreProperties(book, issuer) };
	return pack(own, Object.fromEntries(Object.entries(recurring).map(([name, xml]) => [name, DECLARATION + xml])));
}

function contentTypes(sheets: number): string {
	const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
	const override = (part: string, type: string) => `<Override PartName="${part}" ContentType="${type}+xml"/>`;
	return [
		`<Types xmlns="${PACKAGE}/content-types">`,
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
		`<Default Extension="xml" ContentType="application/xml"/>`,
		override("/xl/workbook.xml", `${spreadsheet}.sheet.main`),
		override("/xl/styles.xml", `${spreadsheet}.styles`),
		...Array.from({ length: sheets }, (_, at) => override(`/xl/worksheets/sheet${at + 1}.xml`, `${spreadsheet}.worksheet`)),
		override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties"),
		"</Types>",
	].join("");
}

type Relationship = readonly [type: string, target: string, base: string];

function relationships(all: readonly Relationship[]): string {
	const one = ([type, target, base]: Relationship, at: number) => `<Relationship Id="rId${at + 1}" Type="${base}/${type}" Target="${target}"/>`;
	return `<Relationships xmlns="${PACKAGE}/relationships">${all.map(one).join("")}</Relationships>`;
}

function coreProperties({ title, at }: ReceiptBook, issuer: string): string {
	const made = `${new Date(at).toISOString().slice(0, 19)}Z`;
	const day = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${made}</dcterms:${name}>`;
	return [
		`<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"`,
		` xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`,
		`<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(issuer)}</dc:creator>${day("created")}${day("modified")}</cp:coreProperties>`,
	].join("");
}

function workbook(sheets: readonly ReceiptSheet[]): string {
	const listed = sheets.map(({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
	const repeated = sheets.flatMap(({ name, headLines }, at) =>
		headLines === 0 ? [] : [`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${escaped(name)}'!$1:$${headLines}</definedName>`],
	);
	const names = repeated.length === 0 ? "" : `<definedNames>${repeated.join("")}</definedNames>`;
	return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><sheets>${listed.join("")}</sheets>${names}</workbook>`;
}

function worksheet({ widths, lines, headLines }: ReceiptSheet, pages: string): string {
	const merges: string[] = [];
	const rows = lines.map((line, at) => row(line, at + 1, widths, merges));
	const pane = headLines === 0 ? "" : `<pane ySplit="${headLines}" topLeftCell="A${headLines + 1}" activePane="bottomLeft" state="frozen"/>`;
	return [
		`<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
		`<sheetViews><sheetView showGridLines="0" workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="20"/>`,
		`<cols>${widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join("")}</cols>`,
		`<sheetData>${rows.join("")}</sheetData>`,
		merges.length === 0 ? "" : `<mergeCells count="${merges.length}">${merges.join("")}</mergeCells>`,
		`<printOptions horizontalCentered="1"/><pageMargins left="0.47" right="0.47" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>`,
		`<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>`,
		`<headerFooter><oddFooter>${escaped(`&C&"宋体"&9 ${pages}`)}</oddFooter></headerFooter></worksheet>`,
	].join("");
}

function row(line: ReceiptLine, number: number, widths: readonly number[], merges: string[]): string {
	let column = 1;
	let lines = 1;
	let cells = "";
	for (const cell of line) {
		const span = cell.span ?? 1;
		const width = widths.slice(column - 1, column - 1 + span).reduce((sum, one) => sum + one, 0);
		if (typeof cell.value === "string" && cell.value !== "") lines = Math.max(lines, linesIn(cell.value, width - INDENT));
		cells += cellXml(cell, `${columnLetters(column)}${number}`);
		for (let at = 1; at < span; at++) cells += `<c r="${columnLetters(column + at)}${number}" s="${formatOf(cell.style, false)}"/>`;
		if (span > 1) merges.push(`<mergeCell ref="${columnLetters(column)}${number}:${columnLetters(column + span - 1)}${number}"/>`);
		column += span;
	}
	const height = line[0]?.style === "title" ? TITLE_HEIGHT : heightOf(lines);
	return `<row r="${number}" ht="${height}" customHeight="1">${cells}</row>`;
}

function cellXml({ value, style }: ReceiptCell, ref: string): string {
	if (typeof value === "number") return `<c r="${ref}" s="${formatOf(style, false)}"><v>${value}</v></c>`;
	if (value === "") return `<c r="${ref}" s="${formatOf(style, false)}"/>`;
	return `<c r="${ref}" s="${formatOf(style, /^[=+\-@]/.test(value))}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

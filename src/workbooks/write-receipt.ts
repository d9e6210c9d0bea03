import { columnLetters, quotedSheet } from "../model/a1.ts";
import type { ReceiptBook, ReceiptCell, ReceiptLine, ReceiptSheet } from "../model/receipt.ts";
import { DECLARATION, escaped } from "./escaped.ts";
import { heightOf, linesIn } from "./layout.ts";
import { pack } from "./pack.ts";
import { pageFoot } from "./style.ts";
import { formatOf, STYLE_SHEET } from "./write-receipt-style.ts";
import {
	CORE_PROPERTIES,
	contentTypes,
	coreProperties,
	type DefinedName,
	rootRelationships,
	sheetPart,
	workbookRelationships,
	workbookXml,
} from "./writing/package-xml.ts";
import { printXml } from "./writing/sheet-xml.ts";
import { startsLikeFormula } from "./writing/texts.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TITLE_HEIGHT = 40;
/** Characters that texts keep clear of the border. */
const INDENT = 2;

/**
 * A receipt as an .xlsx file. Every text is stored as text, whatever it begins with. Same receipt, same bytes.
 * @param issuer 阳江市科学技术局
 */
export function writeReceipt(book: ReceiptBook, issuer: string): Uint8Array {
	const sheets = book.sheets.map((sheet, at): [string, string] => [sheetPart(at + 1).name, DECLARATION + worksheet(sheet, book.pages)]);
	const tabs = book.sheets.map(({ name }, at) => ({ name, number: at + 1 }));
	const recurring = {
		"[Content_Types].xml": contentTypes([...tabs.map(({ number }) => sheetPart(number)), CORE_PROPERTIES]),
		"_rels/.rels": rootRelationships([CORE_PROPERTIES]),
		"xl/_rels/workbook.xml.rels": workbookRelationships(sheets.length),
		"xl/workbook.xml": workbookXml(tabs, repeatedLines(book.sheets)),
		"xl/styles.xml": DECLARATION + STYLE_SHEET,
	};
	const properties = coreProperties({ title: book.title, creator: issuer, asOf: book.at });
	return pack({ ...Object.fromEntries(sheets), [CORE_PROPERTIES.name]: properties }, recurring);
}

/** Lines that are repeated on every page. */
function repeatedLines(sheets: readonly ReceiptSheet[]): DefinedName[] {
	return sheets.flatMap(({ name, headLines }, tab) =>
		headLines === 0 ? [] : [{ name: "_xlnm.Print_Titles", tab, reference: `${quotedSheet(name)}!$1:$${headLines}` }],
	);
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
		printXml({ paper: "A4", landscape: true, fitToWidth: true, footer: pageFoot(pages) }),
		"</worksheet>",
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
	return `<c r="${ref}" s="${formatOf(style, startsLikeFormula(value))}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

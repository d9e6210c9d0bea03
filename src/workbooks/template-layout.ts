import type { PageSetup, Style, Worksheet } from "exceljs";
import { columnLetters } from "../model/a1.ts";
import { fittedWidths, heightOf, linesIn, signatureLine, spanAtRight, threeSpans, totalWidth } from "./layout.ts";
import { BODY_FONT, LEFT, NOTE_FONT, PAGE_FONT, paperFor, RIGHT, TITLE_FONT } from "./style.ts";
import { MARGINS, PAPER } from "./writing/sheet-xml.ts";

/** How the sheets of a template are laid out in exceljs, which gives them what the writer of published workbooks has not: checks, drop-downs, comments. */

/** Sets the widths of a table's columns, all wider in proportion where the table would be too narrow for its head. */
export function setWidths(sheet: Worksheet, widths: readonly number[]): number[] {
	const set = fittedWidths(widths);
	for (const [at, width] of set.entries()) sheet.getColumn(at + 1).width = width;
	return set;
}

/** Merges a row from one column to another and puts a text there. */
export function putLine(sheet: Worksheet, row: number, [from, to]: readonly [number, number], text: string, style: Partial<Style>): void {
	if (to > from) sheet.mergeCells(row, from, row, to);
	const cell = sheet.getCell(row, from);
	cell.value = text;
	Object.assign(cell, style);
}

/** The title across all columns. */
export function putTitle(sheet: Worksheet, columns: number, title: string): void {
	putLine(sheet, 1, [1, columns], title, { font: TITLE_FONT, alignment: { horizontal: "center", vertical: "middle" } });
	sheet.getRow(1).height = 40;
}

/** The 表号 block: lines of small text at the right edge from `row` on, all beginning in the same column. */
export function putBlockAtRight(sheet: Worksheet, row: number, columns: number, lines: readonly string[]): void {
	const span = spanAtRight(widthsOf(sheet, columns), lines);
	for (const [at, line] of lines.entries()) {
		putLine(sheet, row + at, span, line, { font: NOTE_FONT, alignment: { ...LEFT, wrapText: false } });
		sheet.getRow(row + at).height = 16;
	}
}

/** The line between title and table: left, middle and right. */
export function putThreeParts(sheet: Worksheet, row: number, columns: number, parts: readonly [string, string, string]): void {
	const [left, middle, right] = threeSpans(widthsOf(sheet, columns), parts);
	const plain = { ...LEFT, wrapText: false };
	putLine(sheet, row, left, parts[0], { font: NOTE_FONT, alignment: plain });
	if (middle) putLine(sheet, row, middle, parts[1], { font: NOTE_FONT, alignment: { ...plain, horizontal: "center" } });
	putLine(sheet, row, right, parts[2], { font: NOTE_FONT, alignment: RIGHT });
	sheet.getRow(row).height = 18;
}

/** 单位负责人： 统计负责人： …: one merged line, spread over the width, on two lines where the table is narrow. */
export function putSignatures(sheet: Worksheet, row: number, columns: number, signatures: readonly string[]): void {
	const widths = widthsOf(sheet, columns);
	const text = signatureLine(widths, signatures);
	putLine(sheet, row, [1, columns], text, { font: BODY_FONT, alignment: LEFT });
	sheet.getRow(row).height = heightOf(linesIn(text, totalWidth(widths)));
}

function widthsOf(sheet: Worksheet, columns: number): number[] {
	return Array.from({ length: columns }, (_, at) => sheet.getColumn(at + 1).width ?? 9);
}

/** A4 landscape (A3 where the table is too wide to be read on A4), one page wide, header rows repeated, page numbers at the foot. `headerRows`: first and last, one-based. */
export function setUpPrinting(sheet: Worksheet, headerRows: readonly [number, number], pages: string): void {
	const setup: Partial<PageSetup> = {
		// exceljs does not list A3 among the papers that it knows, and writes it all the same.
		paperSize: PAPER[paperFor(sheet.columns.map((column) => column.width ?? 9))] as PageSetup["paperSize"],
		orientation: "landscape",
		fitToPage: true,
		fitToWidth: 1,
		fitToHeight: 0,
		horizontalCentered: true,
		margins: MARGINS,
		printTitlesRow: `${headerRows[0]}:${headerRows[1]}`,
	};
	Object.assign(sheet.pageSetup, setup);
	sheet.headerFooter.oddFooter = `&C${PAGE_FONT}${pages}`;
}

/** What is printed: the table, whatever comments or leftovers stand beside it. */
export function setPrintArea(sheet: Worksheet, columns: number, rows: number): void {
	// exceljs puts a $ in front of each corner only.
	sheet.pageSetup.printArea = `A$1:${columnLetters(columns)}$${rows}`;
}

/** Keeps the rows down to `row` and the columns up to `column` in sight. */
export function freeze(sheet: Worksheet, row: number, column: number): void {
	sheet.views = [{ state: "frozen", xSplit: column, ySplit: row, topLeftCell: sheet.getCell(row + 1, column + 1).address, zoomScale: 100 }];
}

import type { Alignment, Border, Borders, Font, PageSetup, Style, Worksheet } from "exceljs";
import { columnLetters } from "../model/a1.ts";

/**
 * How a statistical form looks (GB/T 9704 habits of local bureaus): title 方正小标宋, header 黑体, body 仿宋, numbers Times New Roman, thin borders, A4 landscape.
 * A workbook names one font only; the Chinese character set makes Excel and WPS fall back to 宋体 where the title's is not installed.
 */
const GB2312 = 134;
export const TITLE_FONT: Partial<Font> = { name: "方正小标宋简体", size: 20, charset: GB2312 };
export const HEADER_FONT: Partial<Font> = { name: "黑体", size: 10.5, charset: GB2312 };
export const BODY_FONT: Partial<Font> = { name: "仿宋", size: 10.5, charset: GB2312 };
export const NOTE_FONT: Partial<Font> = { name: "仿宋", size: 9.5, charset: GB2312 };
export const NUMBER_FONT: Partial<Font> = { name: "Times New Roman", size: 10.5 };

const LINE: Partial<Border> = { style: "thin", color: { argb: "FF000000" } };
export const BORDER: Partial<Borders> = { top: LINE, left: LINE, bottom: LINE, right: LINE };

const align = (horizontal: "left" | "center" | "right", wrapText = true): Partial<Alignment> => ({ horizontal, vertical: "middle", wrapText });
export const LEFT = align("left");
export const CENTRE = align("center");
export const RIGHT = align("right", false);
/** Numbers keep clear of the border. */
export const FIGURES: Partial<Alignment> = { ...RIGHT, indent: 1 };

const shade = (argb: string) => ({ type: "pattern", pattern: "solid", fgColor: { argb } }) as const;

/** Behind what is still open. */
export const OPEN_FILL = shade("FFFBE3D6");

/** Styles of the cells of a table. Not shared between cells by exceljs, which copies what it needs when it writes. */
export const HEADER_STYLE: Partial<Style> = { font: HEADER_FONT, border: BORDER, alignment: CENTRE, fill: shade("FFEDF2F7") };
export const CODE_ROW_STYLE: Partial<Style> = { font: { ...NOTE_FONT }, border: BORDER, alignment: CENTRE };
export const GROUP_STYLE: Partial<Style> = { font: { ...HEADER_FONT }, border: BORDER, alignment: LEFT, fill: shade("FFF7F7F2") };
export const TEXT_STYLE: Partial<Style> = { font: BODY_FONT, border: BORDER, alignment: LEFT };
export const CENTRED_STYLE: Partial<Style> = { font: BODY_FONT, border: BORDER, alignment: CENTRE };
export const TOTAL_STYLE: Partial<Style> = { font: { ...HEADER_FONT }, border: BORDER, alignment: CENTRE, fill: shade("FFF7F7F2") };

/** A number's cell: right-aligned in Times. */
export function numberStyle(numFmt: string): Partial<Style> {
	return { font: NUMBER_FONT, border: BORDER, alignment: FIGURES, numFmt };
}

/** A code's cell: text, so that no program makes a number of it. */
export const CODE_STYLE: Partial<Style> = { font: NUMBER_FONT, border: BORDER, alignment: CENTRE, numFmt: "@" };

/** #,##0 with so many decimals. */
export function numberFormat(places: number): string {
	return places > 0 ? `#,##0.${"0".repeat(places)}` : "#,##0";
}

/** Paper sizes of ECMA-376 18.3.1.63. exceljs does not list A3 among those that it knows, and writes it all the same. */
const A3 = 8 as PageSetup["paperSize"];
const A4 = 9;
/** Characters of the default font that A4 landscape takes at some 70 %, below which print becomes hard to read. */
const WIDEST_ON_A4 = 210;

/** A4 landscape (A3 where the table is too wide to be read on A4), one page wide, header rows repeated, page numbers at the foot. `headerRows`: first and last, one-based. */
export function setUpPrinting(sheet: Worksheet, headerRows: readonly [number, number], pages: string): void {
	const width = sheet.columns.reduce((sum, column) => sum + (column.width ?? 9), 0);
	const setup: Partial<PageSetup> = {
		paperSize: width > WIDEST_ON_A4 ? A3 : A4,
		orientation: "landscape",
		fitToPage: true,
		fitToWidth: 1,
		fitToHeight: 0,
		horizontalCentered: true,
		margins: { left: 0.47, right: 0.47, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
		printTitlesRow: `${headerRows[0]}:${headerRows[1]}`,
	};
	Object.assign(sheet.pageSetup, setup);
	sheet.headerFooter.oddFooter = `&C&"宋体"&9 ${pages}`;
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

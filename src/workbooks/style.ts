import type { Alignment, Borders, Font, Line, Look } from "./writing/look.ts";
import type { PageLine } from "./writing/types.ts";

/**
 * How a statistical form looks (GB/T 9704 habits of local bureaus): title 方正小标宋, header 黑体, body 仿宋, numbers Times New Roman, thin borders, A4 landscape.
 * A workbook names one font only; the Chinese character set makes Excel and WPS fall back to 宋体 where the title's is not installed.
 */
const GB2312 = 134;
export const TITLE_FONT: Font = { name: "方正小标宋简体", size: 20, charset: GB2312 };
export const HEADER_FONT: Font = { name: "黑体", size: 10.5, charset: GB2312 };
export const BODY_FONT: Font = { name: "仿宋", size: 10.5, charset: GB2312 };
export const NOTE_FONT: Font = { name: "仿宋", size: 9.5, charset: GB2312 };
export const NUMBER_FONT: Font = { name: "Times New Roman", size: 10.5 };

const LINE: Line = { style: "thin", color: { argb: "FF000000" } };
export const BORDER: Borders = { top: LINE, left: LINE, bottom: LINE, right: LINE };

const align = (horizontal: "left" | "center" | "right", wrapText = true): Alignment => ({ horizontal, vertical: "middle", wrapText });
export const LEFT = align("left");
export const CENTRE = align("center");
export const RIGHT = align("right", false);
/** What keeps published figures clear of the border: room for a closing bracket behind whatever is printed. LibreOffice forgets a right-hand indent in some cells and keeps it in others, so that columns look ragged. */
const CLEAR = "_)";

const shade = (argb: string) => ({ type: "pattern", pattern: "solid", fgColor: { argb } }) as const;

/** Behind what is still open. */
export const OPEN_FILL = shade("FFFBE3D6");

/** Behind totals and the titles of groups. */
export const TOTAL_FILL = shade("FFF7F7F2");

/** Looks of the cells of a table. */
export const HEADER_STYLE: Look = { font: HEADER_FONT, border: BORDER, alignment: CENTRE, fill: shade("FFEDF2F7") };
export const CODE_ROW_STYLE: Look = { font: NOTE_FONT, border: BORDER, alignment: CENTRE };
export const GROUP_STYLE: Look = { font: HEADER_FONT, border: BORDER, alignment: LEFT, fill: TOTAL_FILL };
export const TEXT_STYLE: Look = { font: BODY_FONT, border: BORDER, alignment: LEFT };
export const CENTRED_STYLE: Look = { font: BODY_FONT, border: BORDER, alignment: CENTRE };
export const TOTAL_STYLE: Look = { font: HEADER_FONT, border: BORDER, alignment: CENTRE, fill: TOTAL_FILL };

/** The cell of a number that is typed in: right-aligned in Times. */
export function numberStyle(numFmt: string): Look {
	return { font: NUMBER_FONT, border: BORDER, alignment: { ...RIGHT, indent: 1 }, numFmt };
}

/** The cell of a number that is published. */
export function figureStyle(numFmt: string): Look {
	return { font: NUMBER_FONT, border: BORDER, alignment: RIGHT, numFmt: `${numFmt}${CLEAR}` };
}

/** The cell of a figure that is a text, 1–2: it ends where the numbers of its column do. */
export const FIGURE_TEXT: Look = figureStyle("@");

/** A code's cell: text, so that no program makes a number of it. */
export const CODE_STYLE: Look = { font: NUMBER_FONT, border: BORDER, alignment: CENTRE, numFmt: "@" };

/** #,##0 with so many decimals. */
export function numberFormat(places: number): string {
	return places > 0 ? `#,##0.${"0".repeat(places)}` : "#,##0";
}

/** Characters of the default font that A4 landscape takes at some 70 %, below which print becomes hard to read. */
const WIDEST_ON_A4 = 210;

/** The paper on which a table of columns of some widths can be read. */
export function paperFor(widths: readonly number[]): "A4" | "A3" {
	return widths.reduce((sum, width) => sum + width, 0) > WIDEST_ON_A4 ? "A3" : "A4";
}

/** The font of page numbers and of what else stands at a page's edge. */
export const PAGE_FONT = '&"宋体"&9 ';

/** The foot of a page: page numbers in the middle, the release's code at the left where there is one. */
export function pageFoot(pages: string, releaseCode?: string): PageLine {
	const centre = `${PAGE_FONT}${pages}`;
	return releaseCode === undefined ? { centre } : { left: `${PAGE_FONT}${releaseCode}`, centre };
}

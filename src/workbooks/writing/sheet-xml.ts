import { type CellRange, columnLetters, rangeToA1, toA1 } from "../../model/a1.ts";
import { DECLARATION } from "../escaped.ts";
import { attributeText, elementText } from "./texts.ts";
import type { PageLine, PrintSetup, SheetSetup } from "./types.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/** Paper sizes of ECMA-376 18.3.1.63. */
export const PAPER = { A3: 8, A4: 9 } as const;
/** Of every page, in inches. */
export const MARGINS = { left: 0.47, right: 0.47, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 } as const;
/** Excel's bound of a page's header or footer with all its codes. */
const LONGEST_PAGE_LINE = 255;

/** What stands before the rows. */
export function sheetHead({ widths, frozen, print, tabColour, gridLines }: SheetSetup): string {
	const properties = [tabColour ? `<tabColor rgb="FF${tabColour}"/>` : "", print?.fitToWidth ? `<pageSetUpPr fitToPage="1"/>` : ""].join("");
	const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
	return [
		`${DECLARATION}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}">`,
		properties === "" ? "" : `<sheetPr>${properties}</sheetPr>`,
		`<sheetViews><sheetView${gridLines === false ? ` showGridLines="0"` : ""} workbookViewId="0">${pane(frozen)}</sheetView></sheetViews>`,
		`<sheetFormatPr defaultRowHeight="15"/>`,
		columns.length === 0 ? "" : `<cols>${columns.join("")}</cols>`,
		"<sheetData>",
	].join("");
}

function pane(frozen: SheetSetup["frozen"]): string {
	if (!frozen || (frozen.rows === 0 && frozen.columns === 0)) return "";
	const { rows, columns } = frozen;
	const active = columns === 0 ? "bottomLeft" : rows === 0 ? "topRight" : "bottomRight";
	const split = `${columns > 0 ? ` xSplit="${columns}"` : ""}${rows > 0 ? ` ySplit="${rows}"` : ""}`;
	const first = toA1({ row: rows + 1, column: columns + 1 });
	return `<pane${split} topLeftCell="${first}" activePane="${active}" state="frozen"/><selection pane="${active}" activeCell="${first}" sqref="${first}"/>`;
}

/** A link as the sheet lists it: `location` inside the workbook, else the id of its relationship. */
export interface ListedLink {
	readonly cell: string;
	readonly target: { readonly location: string } | { readonly relation: string };
	readonly tooltip?: string | undefined;
}

export interface SheetFoot {
	/** Right-most column and last row that hold cells; null where there are none. */
	readonly used: { readonly column: number; readonly row: number } | null;
	readonly filter: CellRange | null;
	readonly merges: readonly CellRange[];
	readonly links: readonly ListedLink[];
	/** Id of the relationship to the drawing. */
	readonly drawing: string | null;
}

/** What stands behind the rows, in the order that programs insist on. */
export function* sheetFoot({ used, filter, merges, links, drawing }: SheetFoot, print: PrintSetup | undefined): Generator<string> {
	yield "</sheetData>";
	if (filter) yield `<autoFilter ref="${rangeToA1(filter)}"/>`;
	if (merges.length > 0) yield `<mergeCells count="${merges.length}">`;
	for (const merge of merges) yield `<mergeCell ref="${rangeToA1(merge)}"/>`;
	if (merges.length > 0) yield "</mergeCells>";
	if (links.length > 0) yield "<hyperlinks>";
	for (const link of links) yield linkXml(link);
	if (links.length > 0) yield "</hyperlinks>";
	if (print) yield printXml(print);
	// Codes are texts of digits on purpose: no green triangles.
	if (used) yield `<ignoredErrors><ignoredError sqref="A1:${columnLetters(used.column)}${used.row}" numberStoredAsText="1"/></ignoredErrors>`;
	if (drawing) yield `<drawing r:id="${drawing}"/>`;
	yield "</worksheet>";
}

function linkXml({ cell, target, tooltip }: ListedLink): string {
	const to = "location" in target ? ` location="${attributeText(target.location)}"` : ` r:id="${target.relation}"`;
	return `<hyperlink ref="${cell}"${to}${tooltip === undefined ? "" : ` tooltip="${attributeText(tooltip)}"`}/>`;
}

/** How a sheet is printed: the elements from its centring to its header and footer. */
export function printXml({ paper, landscape, fitToWidth, onePage, centred = true, header, footer }: PrintSetup): string {
	const margins = Object.entries(MARGINS).map(([side, width]) => `${side}="${width}"`);
	const lines = [pageLine("oddHeader", header), pageLine("oddFooter", footer)].join("");
	return [
		centred ? `<printOptions horizontalCentered="1"/>` : "",
		`<pageMargins ${margins.join(" ")}/>`,
		`<pageSetup paperSize="${PAPER[paper]}"${fitToWidth && !onePage ? ` fitToHeight="0"` : ""} orientation="${landscape ? "landscape" : "portrait"}"/>`,
		lines === "" ? "" : `<headerFooter>${lines}</headerFooter>`,
	].join("");
}

/** @throws RangeError where it is longer than Excel takes */
function pageLine(name: string, { left, centre, right }: PageLine = {}): string {
	const text = [left ? `&L${left}` : "", centre ? `&C${centre}` : "", right ? `&R${right}` : ""].join("");
	if (text.length > LONGEST_PAGE_LINE) throw new RangeError(`a page's header or footer has ${LONGEST_PAGE_LINE} characters at most: ${text}`);
	return text === "" ? "" : `<${name}>${elementText(text)}</${name}>`;
}

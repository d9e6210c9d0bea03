import { columnLetters, rangeToA1 } from "../../model/a1.ts";
import type { Cell, Grid, Row, Sheet } from "../../model/grid.ts";
import { DECLARATION, escaped } from "../escaped.ts";
import { displayWidth, sheetName } from "../layout.ts";
import { isoToSerial } from "../number-formats.ts";
import { packEntries, packEntry } from "../pack.ts";
import { contentTypes, rootRelationships, sheetPart, workbookRelationships, workbookXml } from "../writing/package-xml.ts";
import { startsLikeFormula } from "../writing/texts.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** Formats of cells, in the order of the style sheet below. */
const FORMATS = ["general", "text", "quoted", "percent", "date", "instant"] as const;
type Format = (typeof FORMATS)[number];

const xf = (numFmt: number, more = ""): string =>
	`<xf numFmtId="${numFmt}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"${more}><alignment vertical="center"/></xf>`;
const STYLES = [
	`<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>`,
	`<fonts count="1"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts>`,
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>`,
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>`,
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`,
	`<cellXfs count="6">${xf(0)}${xf(49)}${xf(49, ' quotePrefix="1"')}${xf(10)}${xf(164)}${xf(165)}</cellXfs>`,
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
].join("");

/** A workbook of the same layout, and what each of its sheets is called there: names of texts and web pages may be none that Excel takes. */
export interface CleanWorkbook {
	readonly content: Uint8Array;
	readonly names: ReadonlyMap<string, string>;
}

/**
 * The cells of a grid as an .xlsx file: the same sheets, each cell at its address, merged ranges, hidden rows and columns. For formats that are not annotated themselves. What they hold
 * beside cells is not in it, and formulas stand as their results. Same grid, same bytes.
 */
export function cleanWorkbook(grid: Grid): CleanWorkbook {
	const taken = new Set<string>();
	const names = grid.sheets.map(({ name }) => sheetName(name, taken));
	const tabs = grid.sheets.map(({ hidden }, at) => ({ name: names[at] ?? "", number: at + 1, hidden }));
	const parts: readonly (readonly [name: string, xml: string])[] = [
		["[Content_Types].xml", contentTypes(tabs.map(({ number }) => sheetPart(number)))],
		["_rels/.rels", rootRelationships([])],
		["xl/workbook.xml", workbookXml(tabs, [])],
		["xl/_rels/workbook.xml.rels", workbookRelationships(tabs.length)],
		["xl/styles.xml", DECLARATION + STYLES],
	];
	const content = packEntries([
		...parts.map(([name, xml]) => packEntry(name, Buffer.from(xml))),
		...grid.sheets.map((sheet, at) => packEntry(sheetPart(at + 1).name, worksheet(sheet))),
	]);
	return { content, names: new Map(grid.sheets.map(({ name }, at) => [name, names[at] ?? name])) };
}

/** Rows that are made into bytes at once: as one string a long sheet would take several times its size. */
const ROWS_AT_ONCE = 500;

function worksheet(sheet: Sheet): Uint8Array {
	const widths = new Widths(sheet);
	const pieces: Buffer[] = [];
	let rows: string[] = [];
	const flush = () => {
		pieces.push(Buffer.from(rows.join("")));
		rows = [];
	};
	for (const row of sheet.rows) if (rows.push(rowXml(row, widths)) === ROWS_AT_ONCE) flush();
	flush();
	const merges = sheet.merges.map((range) => `<mergeCell ref="${rangeToA1(range)}"/>`);
	const before = [
		`${DECLARATION}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"/></sheetViews>`,
		`<sheetFormatPr defaultRowHeight="15"/>${widths.xml()}<sheetData>`,
	];
	const behind = [
		"</sheetData>",
		merges.length === 0 ? "" : `<mergeCells count="${merges.length}">${merges.join("")}</mergeCells>`,
		`<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`,
	];
	return Buffer.concat([Buffer.from(before.join("")), ...pieces, Buffer.from(behind.join(""))]);
}

function rowXml({ number, hidden, cells }: Row, widths: Widths): string {
	const written = cells.map((cell) => cellXml(cell, `${columnLetters(cell.column)}${number}`));
	widths.note(number, cells);
	return `<row r="${number}"${hidden ? ' hidden="1"' : ""}>${written.join("")}</row>`;
}

function cellXml(cell: Cell, ref: string): string {
	const start = (format: Format) => `<c r="${ref}" s="${FORMATS.indexOf(format)}"`;
	switch (cell.type) {
		case "n":
			return `${start(cell.format === "percent" ? "percent" : "general")}><v>${cell.value}</v></c>`;
		case "b":
			return `${start("general")} t="b"><v>${cell.value === true ? 1 : 0}</v></c>`;
		case "e":
			return `${start("general")} t="e"><v>${escaped(String(cell.value))}</v></c>`;
		case "d": {
			const serial = serialOf(String(cell.value));
			if (serial !== null) return `${start(Number.isInteger(serial) ? "date" : "instant")}><v>${serial}</v></c>`;
			return textCell(cell, start);
		}
		default:
			return cell.value === "" ? "" : textCell(cell, start);
	}
}

/** Long numbers and those with a zero in front are codes: in a cell of no format they would lose digits when somebody edits them. */
const CODE = /^(?:0\d+|[0-9A-Z]{12,})$/i;

function textCell({ value, format }: Cell, start: (format: Format) => string): string {
	const text = String(value);
	const kind = startsLikeFormula(text) ? "quoted" : format === "text" || CODE.test(text) ? "text" : "general";
	// XML takes a carriage return for a line feed; spreadsheets have an escape for it.
	return `${start(kind)} t="inlineStr"><is><t xml:space="preserve">${escaped(text).replaceAll("\r", "_x000D_")}</t></is></c>`;
}

/** Serial of an ISO date or instant; null before March 1900, where spreadsheets count days that never were. */
function serialOf(iso: string): number | null {
	const [day = "", time] = iso.split("T");
	const serial = isoToSerial(day);
	if (!(serial >= 61)) return null;
	if (time === undefined) return serial;
	const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
	return serial + (hours * 3600 + minutes * 60 + seconds) / 86_400;
}

/** Widths in characters. */
const [NARROWEST, WIDEST] = [8, 42];
/** Rows whose texts are measured. */
const LOOKED_AT = 500;
/** Cells that a row of a table has at least. */
const TABLE_CELLS = 4;

/** Widths of columns by what stands in their first cells: the formats at hand do not tell them. */
class Widths {
	private readonly widths: number[] = [];
	private readonly hidden: ReadonlySet<number>;
	/** Cells whose text runs over several columns. */
	private readonly spread: ReadonlySet<string>;
	private seen = 0;

	constructor({ merges, hiddenColumns }: Sheet) {
		this.hidden = new Set(hiddenColumns);
		this.spread = new Set(merges.filter(({ left, right }) => right > left).map(({ top, left }) => `${top}:${left}`));
	}

	/** Rows of few cells are titles and notes, whose texts run on to the right. */
	note(row: number, cells: readonly Cell[]): void {
		if (cells.length < TABLE_CELLS || this.seen++ > LOOKED_AT) return;
		for (const { column, value, type } of cells) {
			if (this.spread.has(`${row}:${column}`)) continue;
			const width = type === "d" ? 12 : Math.max(...String(value).split("\n").map(displayWidth));
			this.widths[column] = Math.max(this.widths[column] ?? 0, Math.min(WIDEST, width));
		}
	}

	xml(): string {
		const columns = new Set([...this.widths.keys(), ...this.hidden]);
		columns.delete(0);
		if (columns.size === 0) return "";
		const written = [...columns]
			.toSorted((a, b) => a - b)
			.map((column) => {
				const width = Math.max(NARROWEST, (this.widths[column] ?? 0) + 2);
				return `<col min="${column}" max="${column}" width="${width}" customWidth="1"${this.hidden.has(column) ? ' hidden="1"' : ""}/>`;
			});
		return `<cols>${written.join("")}</cols>`;
	}
}

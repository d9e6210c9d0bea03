import type { CellValue, Style, Worksheet } from "exceljs";
import { mask } from "../model/mask.ts";
import type { ConsolidatedReport, Roster, RosterColumn, RosterRow } from "../model/report.ts";
import type { Value } from "../model/rule.ts";
import type { ConsolidatedTexts } from "../model/workbook-texts.ts";
import { columnWidth, displayWidth, grouped, heightOf, linesIn, putBlockAtRight, putLine, putThreeParts, putTitle, setWidths } from "./layout.ts";
import { isoToSerial } from "./number-formats.ts";
import {
	CENTRED_STYLE,
	CODE_STYLE,
	freeze,
	HEADER_STYLE,
	LEFT,
	NOTE_FONT,
	numberFormat,
	numberStyle,
	setPrintArea,
	setUpPrinting,
	TEXT_STYLE,
	TOTAL_STYLE,
} from "./style.ts";

const HEADER_ROW = 5;
/** Units of measure of quantities that add up over rows; rates, scores and years do not. */
const ADDITIVE = new Set(["元", "千元", "万元", "亿元", "㎡", "万㎡", "人", "人次", "家", "个", "件", "项", "户", "次", "支", "台"]);
/** The widest column of texts, in characters; longer ones wrap, so that a roster stays readable in print. */
const WIDEST_TEXT = 20;
/** Where some text is longer than this, its column gets more room, so that its rows do not grow tall. */
const LONG_TEXT = 80;
const WIDEST_LONG_TEXT = 36;
/** Texts up to this width are words of a list rather than sentences: they are centred. */
const SHORT_TEXT = 12;
/** Rows that column widths are judged by. */
const MEASURED_ROWS = 400;

/** A printed column: a heading, how each row's cell looks, and whether it is summed. */
interface Column {
	readonly heading: string;
	readonly additive: boolean;
	readonly format: string;
	readonly cell: (row: RosterRow, serial: number) => { readonly value: CellValue; readonly style: Partial<Style>; readonly shown: string };
}

/** One 名录: the rows of a form's table with the way back to each row's file, sheet and row. */
export function writeRoster(sheet: Worksheet, roster: Roster, report: ConsolidatedReport, texts: ConsolidatedTexts): void {
	const columns = columnsOf(roster, texts);
	const widths = setWidths(
		sheet,
		columns.map((column, at) => widthOf(column, roster.rows, at === 0)),
	);
	putTitle(sheet, columns.length, roster.title);
	putBlockAtRight(sheet, 2, columns.length, [texts.formNumber(roster.formId), texts.issuedBy(report.issuer)]);
	putThreeParts(sheet, 4, columns.length, [texts.compiledBy(report.issuer), texts.period(report.periodName), texts.measuredInTable]);
	for (const [at, column] of columns.entries()) Object.assign(sheet.getCell(HEADER_ROW, at + 1), { value: column.heading, ...HEADER_STYLE });
	sheet.getRow(HEADER_ROW).height = heightOf(Math.max(2, ...columns.map((column, at) => linesIn(column.heading, (widths[at] ?? 9) - 1))));
	const last = writeRows(sheet, roster.rows, columns, widths);
	const foot = roster.rows.length === 0 ? writeEmpty(sheet, columns.length, texts) : writeTotals(sheet, last + 1, roster.rows, columns, texts);
	putLine(sheet, foot + 1, [1, columns.length], texts.roster.legend, { font: NOTE_FONT, alignment: { ...LEFT, wrapText: false } });
	setPrintArea(sheet, columns.length, foot + 1);
	sheet.autoFilter = { from: { row: HEADER_ROW, column: 1 }, to: { row: Math.max(last, HEADER_ROW), column: columns.length } };
	freeze(sheet, HEADER_ROW, Math.min(3, columns.length));
	setUpPrinting(sheet, [HEADER_ROW, HEADER_ROW], texts.pages);
}

function columnsOf(roster: Roster, texts: ConsolidatedTexts): Column[] {
	const fixed = (heading: string, style: Partial<Style>, pick: (row: RosterRow, serial: number) => string | number): Column => ({
		heading,
		additive: false,
		format: "General",
		cell: (row, serial) => {
			const value = pick(row, serial);
			return { value, style: typeof value === "string" && startsLikeFormula(value) ? { ...style, numFmt: "@" } : style, shown: String(value) };
		},
	});
	const words = texts.roster;
	return [
		fixed(words.serial, CENTRED_STYLE, (_, serial) => serial),
		fixed(words.reportingUnit, CENTRED_STYLE, (row) => row.unitName),
		...roster.columns.map((column) => valueColumn(column, roster.rows, texts)),
		fixed(words.sourceFile, TEXT_STYLE, (row) => row.source.file),
		fixed(words.sourceSheet, TEXT_STYLE, (row) => row.source.sheet),
		fixed(words.sourceRow, CENTRED_STYLE, (row) => row.source.row),
		fixed(words.fileCheck, CODE_STYLE, (row) => row.source.sha256.slice(0, 12)),
	];
}

function valueColumn(column: RosterColumn, rows: readonly RosterRow[], texts: ConsolidatedTexts): Column {
	const shortTexts = rows.slice(0, MEASURED_ROWS).every((row) => displayWidth(String(row.values[column.field] ?? "")) <= SHORT_TEXT);
	const textStyle = shortTexts ? CENTRED_STYLE : TEXT_STYLE;
	const format = column.kind === "percent" ? `0.${"0".repeat(Math.max(1, column.places))}%` : numberFormat(column.places);
	const looks = { textStyle, number: numberStyle(format) };
	return {
		heading: column.unit === null ? column.header : `${column.header}\n（${column.unit}）`,
		additive: (column.kind === "integer" || column.kind === "decimal") && column.unit !== null && ADDITIVE.has(column.unit),
		format,
		cell: (row) => printed(row.values[column.field] ?? null, column, looks, texts),
	};
}

interface Looks {
	readonly textStyle: Partial<Style>;
	readonly number: Partial<Style>;
}

const MASKED_STYLE: Partial<Style> = { ...CENTRED_STYLE, numFmt: "@" };
const YEAR_STYLE: Partial<Style> = { ...CODE_STYLE, numFmt: "0" };
const DAY_STYLE: Partial<Style> = { ...numberStyle("yyyy-mm-dd"), alignment: { horizontal: "center", vertical: "middle" } };

function printed(value: Value, column: RosterColumn, { textStyle, number }: Looks, texts: ConsolidatedTexts): ReturnType<Column["cell"]> {
	if (value === null) return { value: null, style: CENTRED_STYLE, shown: "" };
	if (column.masked) {
		const shown = mask(plain(value, texts));
		return { value: shown, style: MASKED_STYLE, shown };
	}
	if (typeof value === "number" && column.kind !== "code") {
		const shown = grouped(value, column.places);
		return { value, style: number, shown: column.kind === "percent" ? "100.00%" : shown };
	}
	// Years stand among the codes: numbers without thousands separators.
	if (typeof value === "number") return { value, style: YEAR_STYLE, shown: String(value) };
	const text = plain(value, texts);
	if (column.kind === "date" && /^\d{4}-\d{2}-\d{2}$/.test(text)) {
		return { value: isoToSerial(text), style: DAY_STYLE, shown: text };
	}
	const style = column.kind === "code" || column.kind === "date" ? CODE_STYLE : column.kind === "yes-no" ? CENTRED_STYLE : textStyle;
	return { value: text, style: startsLikeFormula(text) ? { ...style, numFmt: "@" } : style, shown: text };
}

function plain(value: Exclude<Value, null>, texts: ConsolidatedTexts): string {
	if (typeof value === "boolean") return value ? texts.yes : texts.no;
	return Array.isArray(value) ? value.join(texts.listSeparator) : String(value);
}

/** Text that a program might take for a formula when the cell is edited: such cells are formatted as text. They are written as strings in any case. */
function startsLikeFormula(text: string): boolean {
	return /^[=+\-@\t\r]/.test(text);
}

function widthOf(column: Column, rows: readonly RosterRow[], serial: boolean): number {
	if (serial) return 7;
	const shown = rows.slice(0, MEASURED_ROWS).map((row, at) => column.cell(row, at + 1).shown);
	const width = columnWidth(column.heading, shown, shown.some((text) => displayWidth(text) > LONG_TEXT) ? WIDEST_LONG_TEXT : WIDEST_TEXT);
	if (!column.additive) return width;
	const sum = rows.reduce((total, row) => total + numberIn(column.cell(row, 0).value), 0);
	return Math.max(width, displayWidth(sum.toLocaleString("en-US", { minimumFractionDigits: column.format.split(".")[1]?.length ?? 0 })) + 2);
}

function writeRows(sheet: Worksheet, rows: readonly RosterRow[], columns: readonly Column[], widths: readonly number[]): number {
	for (const [at, row] of rows.entries()) {
		const number = HEADER_ROW + 1 + at;
		let lines = 1;
		for (const [place, column] of columns.entries()) {
			const { value, style, shown } = column.cell(row, at + 1);
			// One object for all cells that look alike: exceljs sees by it that it knows the style, and holds no copy for each cell.
			Object.assign(sheet.getCell(number, place + 1), { value, style });
			if (typeof value === "string") lines = Math.max(lines, linesIn(shown, widths[place] ?? 9));
		}
		sheet.getRow(number).height = heightOf(lines);
	}
	return HEADER_ROW + rows.length;
}

/** 合计 with the count of rows and the sums of what adds up. */
function writeTotals(sheet: Worksheet, row: number, rows: readonly RosterRow[], columns: readonly Column[], texts: ConsolidatedTexts): number {
	for (const [at, column] of columns.entries()) {
		const cell = sheet.getCell(row, at + 1);
		Object.assign(cell, TOTAL_STYLE);
		if (!column.additive) continue;
		const values = rows.map((one) => column.cell(one, 0).value).filter((value) => typeof value === "number");
		// Nobody answered: the total is as blank as the column.
		if (values.length === 0) continue;
		const places = column.format.split(".")[1]?.length ?? 0;
		const sum = Number(values.reduce((total, value) => total + value, 0).toFixed(places));
		Object.assign(cell, { ...numberStyle(column.format), fill: TOTAL_STYLE.fill, value: sum });
	}
	sheet.getCell(row, 1).value = texts.roster.total;
	sheet.getCell(row, 2).value = texts.roster.count(rows.length);
	sheet.getRow(row).height = 22;
	return row;
}

function writeEmpty(sheet: Worksheet, columns: number, texts: ConsolidatedTexts): number {
	putLine(sheet, HEADER_ROW + 1, [1, columns], texts.roster.empty, CENTRED_STYLE);
	sheet.getRow(HEADER_ROW + 1).height = 24;
	return HEADER_ROW + 1;
}

function numberIn(value: CellValue): number {
	return typeof value === "number" ? value : 0;
}

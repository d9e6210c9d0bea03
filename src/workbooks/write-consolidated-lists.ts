import type { CellValue, Worksheet } from "exceljs";
import type { ConsolidatedReport } from "../model/report.ts";
import type { ConsolidatedTexts } from "../model/workbook-texts.ts";
import { columnWidth, heightOf, linesIn, putLine, putTitle, setWidths } from "./layout.ts";
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
} from "./style.ts";

const HEADER_ROW = 3;

/** 报送情况: who filed what, when, and what became of it. */
export function writeCoverage(sheet: Worksheet, report: ConsolidatedReport, texts: ConsolidatedTexts): void {
	const rows = report.coverage.map((row) => [row.unitName, row.formId, row.formTitle, row.periodName, row.state, row.rows, row.file, row.receivedAt]);
	const styles = [CENTRED_STYLE, CENTRED_STYLE, TEXT_STYLE, CENTRED_STYLE, CENTRED_STYLE, numberStyle(numberFormat(0)), TEXT_STYLE, CODE_STYLE];
	const subtitle = `${texts.period(report.periodName)}　　${texts.cutoff(report.cutoff)}　　${texts.asOf(report.asOf)}`;
	writeList(sheet, { title: `${report.periodName}${texts.sheets.coverage}`, subtitle, headings: texts.coverage, rows, styles, widest: 44 }, texts);
	sheet.autoFilter = { from: { row: HEADER_ROW, column: 1 }, to: { row: HEADER_ROW + rows.length, column: styles.length } };
}

/** 审核说明: what the reader of the figures should know. */
export function writeNotes(sheet: Worksheet, report: ConsolidatedReport, texts: ConsolidatedTexts): void {
	const rows: CellValue[][] = report.notes.map((note, at) => [at + 1, note.unitName, note.formTitle, note.text]);
	if (rows.length === 0) rows.push([null, null, null, texts.noNotes]);
	const styles = [CENTRED_STYLE, CENTRED_STYLE, TEXT_STYLE, TEXT_STYLE];
	const title = `${report.periodName}${texts.sheets.notes}`;
	writeList(sheet, { title, subtitle: texts.cutoff(report.cutoff), headings: texts.notes, rows, styles, widest: 90 }, texts);
}

interface List {
	readonly title: string;
	readonly subtitle: string;
	readonly headings: readonly string[];
	readonly rows: readonly (readonly CellValue[])[];
	readonly styles: readonly object[];
	readonly widest: number;
}

function writeList(sheet: Worksheet, { title, subtitle, headings, rows, styles, widest }: List, texts: ConsolidatedTexts): void {
	const textsOf = (at: number) => rows.map((row) => String(row[at] ?? ""));
	const widths = setWidths(
		sheet,
		headings.map((heading, at) => Math.max(8, columnWidth(heading, textsOf(at), widest))),
	);
	putTitle(sheet, headings.length, title);
	putLine(sheet, 2, [1, headings.length], subtitle, { font: NOTE_FONT, alignment: { ...LEFT, horizontal: "center" } });
	for (const [at, heading] of headings.entries()) Object.assign(sheet.getCell(HEADER_ROW, at + 1), { value: heading, ...HEADER_STYLE });
	sheet.getRow(HEADER_ROW).height = 24;
	for (const [at, row] of rows.entries()) {
		const number = HEADER_ROW + 1 + at;
		for (const [place, value] of row.entries()) {
			const cell = sheet.getCell(number, place + 1);
			Object.assign(cell, { ...styles[place], value: value === "" ? null : value });
			if (typeof value === "string" && /^[=+\-@]/.test(value)) cell.numFmt = "@";
		}
		sheet.getRow(number).height = heightOf(Math.max(...row.map((value, place) => linesIn(String(value ?? ""), widths[place] ?? 9))));
	}
	setPrintArea(sheet, headings.length, HEADER_ROW + rows.length);
	freeze(sheet, HEADER_ROW, 0);
	setUpPrinting(sheet, [HEADER_ROW, HEADER_ROW], texts.pages);
}

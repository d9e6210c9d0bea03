import type { Style, Workbook, Worksheet } from "exceljs";
import { toA1 } from "../model/a1.ts";
import { figureName, unitPlace } from "../model/figure-name.ts";
import type { FigureValue, Qualifier } from "../model/indicator.ts";
import { type ConsolidatedReport, printedFigure, type SummaryRow } from "../model/report.ts";
import type { ConsolidatedTexts } from "../model/workbook-texts.ts";
import { printRange } from "./figures.ts";
import { displayWidth, grouped, heightOf, linesIn, putBlockAtRight, putLine, putSignatures, putThreeParts, putTitle } from "./layout.ts";
import {
	CENTRED_STYLE,
	CODE_ROW_STYLE,
	FIGURES,
	freeze,
	GROUP_STYLE,
	HEADER_STYLE,
	LEFT,
	NOTE_FONT,
	NUMBER_FONT,
	numberFormat,
	numberStyle,
	setPrintArea,
	setUpPrinting,
	TEXT_STYLE,
} from "./style.ts";

const NAME_WIDTH = 46;
const REMARK_WIDTH = 22;
const HEADER_ROW = 5;
const CODE_ROW = 7;
/** Indicator, unit of measure and the city's total stand before the units' columns. */
const LEADING = 3;

/** 汇总表: indicators in rows, the city and its units in columns. Every figure's cell carries its defined name. */
export function writeSummary(book: Workbook, sheet: Worksheet, report: ConsolidatedReport, texts: ConsolidatedTexts): void {
	const columns = LEADING + report.units.length + 3;
	for (const [at, width] of columnWidths(report).entries()) sheet.getColumn(at + 1).width = width;
	putTitle(sheet, columns, report.title);
	putBlockAtRight(sheet, 2, columns, [texts.formNumber(texts.workingTable), texts.issuedBy(report.issuer)]);
	const right = `${texts.cutoff(report.cutoff)}　　${texts.measuredInTable}`;
	putThreeParts(sheet, 4, columns, [texts.compiledBy(report.issuer), texts.period(report.periodName), right]);
	writeHeader(sheet, report, texts);
	let row = CODE_ROW;
	for (const [at, group] of report.summary.entries()) {
		row += 1;
		writeGroup(sheet, row, columns, texts.summary.group(at, group.title.zh));
		for (const [place, item] of group.rows.entries()) {
			row += 1;
			const leadsIndent = item.indent && group.rows[place - 1]?.indent !== true;
			writeRow({ book, sheet, row, item, leadsIndent }, report, texts);
		}
	}
	writeFoot(sheet, row + 1, columns, texts);
	freeze(sheet, CODE_ROW, LEADING);
	setUpPrinting(sheet, [HEADER_ROW, CODE_ROW], texts.pages);
}

/** Columns of figures are as wide as their longest number: nothing may print as ####. */
function columnWidths({ units, summary }: ConsolidatedReport): number[] {
	const rows = summary.flatMap((group) => group.rows);
	const figures = (pick: (row: SummaryRow) => FigureValue | undefined) => Math.max(9, ...rows.map((row) => printedWidth(pick(row) ?? null, row))) + 2;
	return [
		NAME_WIDTH,
		9,
		figures((row) => row.value),
		...units.map(({ code }) => figures((row) => row.byUnit[code])),
		figures((row) => row.target),
		10,
		REMARK_WIDTH,
	];
}

function printedWidth(value: FigureValue, { places, qualifier }: SummaryRow): number {
	if (value === null) return 0;
	if (typeof value !== "number") return printRange(value).length;
	const digits = grouped(value, places);
	return digits.length + displayWidth(qualifier ?? "");
}

function writeHeader(sheet: Worksheet, { units }: ConsolidatedReport, { summary }: ConsolidatedTexts): void {
	const tall = (column: number, text: string) => {
		sheet.mergeCells(HEADER_ROW, column, HEADER_ROW + 1, column);
		sheet.getCell(HEADER_ROW, column).value = text;
	};
	tall(1, summary.indicator);
	tall(2, summary.unit);
	tall(3, summary.city);
	const after = LEADING + units.length;
	if (units.length > 0) putLine(sheet, HEADER_ROW, [LEADING + 1, after], summary.byUnit, {});
	for (const [at, unit] of units.entries()) sheet.getCell(HEADER_ROW + 1, LEADING + 1 + at).value = unit.shortName;
	tall(after + 1, summary.target);
	tall(after + 2, summary.completion);
	tall(after + 3, summary.remark);
	const codes = ["甲", "乙", ...Array.from({ length: units.length + 3 }, (_, at) => at + 1), "丙"];
	for (const [at, code] of codes.entries()) {
		Object.assign(sheet.getCell(HEADER_ROW, at + 1), HEADER_STYLE);
		Object.assign(sheet.getCell(HEADER_ROW + 1, at + 1), HEADER_STYLE);
		Object.assign(sheet.getCell(CODE_ROW, at + 1), { value: code, ...CODE_ROW_STYLE });
	}
	sheet.getRow(HEADER_ROW).height = 22;
	sheet.getRow(HEADER_ROW + 1).height = 34;
	sheet.getRow(CODE_ROW).height = 16;
}

function writeGroup(sheet: Worksheet, row: number, columns: number, title: string): void {
	putLine(sheet, row, [1, columns], title, GROUP_STYLE);
	for (let column = 1; column <= columns; column++) Object.assign(sheet.getCell(row, column), GROUP_STYLE);
	sheet.getRow(row).height = 21;
}

interface Place {
	readonly book: Workbook;
	readonly sheet: Worksheet;
	readonly row: number;
	readonly item: SummaryRow;
	/** The first of the rows that are indented under another one: it says 其中. */
	readonly leadsIndent: boolean;
}

function writeRow({ book, sheet, row, item, leadsIndent }: Place, report: ConsolidatedReport, texts: ConsolidatedTexts): void {
	const name = item.indent ? indented(item.name, leadsIndent, texts) : item.name;
	Object.assign(sheet.getCell(row, 1), { value: name, ...TEXT_STYLE, alignment: LEFT });
	Object.assign(sheet.getCell(row, 2), { value: item.unit, ...CENTRED_STYLE });
	const put = (column: number, content: Content, unit: string | null) => {
		putFigure(sheet, { row, column }, content, texts);
		book.definedNames.add(`${quoted(sheet.name)}!${absolute(row, column)}`, figureName(item.indicator, unitPlace(unit)));
	};
	const { places, qualifier } = item;
	put(LEADING, printedFigure(item, null) === "not-applicable" ? "not-applicable" : { value: item.value, places, qualifier }, null);
	for (const [at, { code }] of report.units.entries()) {
		const value = printedFigure(item, code);
		// The qualifier is the city's; it is a unit's as well where the number is that unit's alone.
		put(LEADING + 1 + at, value === "not-applicable" ? value : { value, places, qualifier: value === item.value ? qualifier : undefined }, code);
	}
	const after = LEADING + report.units.length;
	putFigure(sheet, { row, column: after + 1 }, item.target === null ? "not-applicable" : { value: item.target, places }, texts);
	putFigure(sheet, { row, column: after + 2 }, item.target === null ? "not-applicable" : { value: item.completion, format: "0.0%" }, texts);
	Object.assign(sheet.getCell(row, after + 3), { value: item.remark || null, ...TEXT_STYLE, font: NOTE_FONT });
	sheet.getRow(row).height = heightOf(Math.max(linesIn(name, NAME_WIDTH), linesIn(item.remark, REMARK_WIDTH)));
}

/** 　　其中：省级, and under it 　　　　　市级. */
function indented(name: string, leads: boolean, { summary }: ConsolidatedTexts): string {
	const bare = name.replace(/^其中[:：]?/, "");
	return `　　${leads ? summary.within : "　".repeat(summary.within.length)}${bare}`;
}

type Content =
	| { readonly value: FigureValue; readonly places?: number; readonly qualifier?: Qualifier | undefined; readonly format?: string }
	| "not-applicable";

function putFigure(sheet: Worksheet, at: { row: number; column: number }, content: Content, texts: ConsolidatedTexts): void {
	const cell = sheet.getCell(at.row, at.column);
	if (content === "not-applicable") {
		Object.assign(cell, { value: texts.notApplicable, ...CENTRED_STYLE });
		return;
	}
	const { value, places = 0, qualifier, format } = content;
	const text: Partial<Style> = { ...CENTRED_STYLE, font: NUMBER_FONT, alignment: FIGURES };
	if (Array.isArray(value)) Object.assign(cell, { value: printRange(value as readonly [number, number]), ...text });
	else Object.assign(cell, { value, ...numberStyle(format ?? qualified(numberFormat(places), qualifier)) });
}

/** 约110 and 60以上 stay numbers: the qualifier is in the number format. */
function qualified(format: string, qualifier: Qualifier | undefined): string {
	if (qualifier === "约") return `"约"${format}`;
	return qualifier === "以上" ? `${format}"以上"` : format;
}

function writeFoot(sheet: Worksheet, row: number, columns: number, texts: ConsolidatedTexts): void {
	putLine(sheet, row, [1, columns], texts.summary.legend, { font: NOTE_FONT, alignment: LEFT });
	sheet.getRow(row).height = 32;
	putSignatures(sheet, row + 1, columns, texts.signatures);
	setPrintArea(sheet, columns, row + 1);
}

function quoted(name: string): string {
	return `'${name.replaceAll("'", "''")}'`;
}

function absolute(row: number, column: number): string {
	return toA1({ row, column }).replace(/^([A-Z]+)(\d+)$/, "$$$1$$$2");
}

import { mask } from "../model/mask.ts";
import type { ConsolidatedReport, Roster, RosterColumn, RosterRow } from "../model/report.ts";
import type { Value } from "../model/rule.ts";
import type { ConsolidatedTexts } from "../model/workbook-texts.ts";
import { columnWidth, displayWidth, grouped, heightOf, linesIn } from "./layout.ts";
import { isoToSerial } from "./number-formats.ts";
import { CENTRED_STYLE, CODE_STYLE, LEFT, NOTE_FONT, numberFormat, numberStyle, TEXT_STYLE, TOTAL_FILL, TOTAL_STYLE } from "./style.ts";
import { beginTable, type TableSheet } from "./table-sheet.ts";
import type { Look } from "./writing/look.ts";
import type { BookWriter, WrittenCell, WrittenValue } from "./writing/types.ts";

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
	readonly cell: (row: RosterRow, serial: number) => { readonly value: WrittenValue; readonly style: Look; readonly shown: string };
}

const LEGEND: Look = { font: NOTE_FONT, alignment: { ...LEFT, wrapText: false } };

/** One 名录: the rows of a form's table with the way back to each row's file, sheet and row. */
export async function writeRoster(
	book: BookWriter,
	name: string,
	roster: Roster,
	report: ConsolidatedReport,
	texts: ConsolidatedTexts,
): Promise<void> {
	const columns = columnsOf(roster, texts);
	const table = beginTable(book, name, {
		widths: columns.map((column, at) => widthOf(column, roster.rows, at === 0)),
		headerRows: [HEADER_ROW, HEADER_ROW],
		frozenColumns: Math.min(3, columns.length),
		pages: texts.pages,
		releaseCode: report.releaseCode,
	});
	await table.title(roster.title);
	await table.blockAtRight([texts.formNumber(roster.formId), texts.issuedBy(report.issuer)]);
	await table.threeParts([texts.compiledBy(report.issuer), texts.period(report.periodName), texts.measuredInTable]);
	const headings = columns.map(({ heading }) => heading);
	await table.header(headings, heightOf(Math.max(2, ...headings.map((heading, at) => linesIn(heading, (table.widths[at] ?? 9) - 1)))));
	await writeRows(table, roster.rows, columns);
	const last = table.sheet.nextRow - 1;
	if (roster.rows.length === 0) await table.line(texts.roster.empty, CENTRED_STYLE, 24);
	else await writeTotals(table, roster.rows, columns, texts);
	await table.line(texts.roster.legend, LEGEND, 15);
	table.sheet.filter({ top: HEADER_ROW, left: 1, bottom: Math.max(last, HEADER_ROW), right: columns.length });
	await table.close();
}

function columnsOf(roster: Roster, texts: ConsolidatedTexts): Column[] {
	const fixed = (heading: string, style: Look, pick: (row: RosterRow, serial: number) => string | number): Column => ({
		heading,
		additive: false,
		format: "General",
		cell: (row, serial) => {
			const value = pick(row, serial);
			return { value, style, shown: String(value) };
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
	readonly textStyle: Look;
	readonly number: Look;
}

const MASKED_STYLE: Look = { ...CENTRED_STYLE, numFmt: "@" };
const YEAR_STYLE: Look = { ...CODE_STYLE, numFmt: "0" };
const DAY_STYLE: Look = { ...numberStyle("yyyy-mm-dd"), alignment: { horizontal: "center", vertical: "middle" } };

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
	return { value: text, style, shown: text };
}

function plain(value: Exclude<Value, null>, texts: ConsolidatedTexts): string {
	if (typeof value === "boolean") return value ? texts.yes : texts.no;
	return Array.isArray(value) ? value.join(texts.listSeparator) : String(value);
}

function widthOf(column: Column, rows: readonly RosterRow[], serial: boolean): number {
	if (serial) return 7;
	const shown = rows.slice(0, MEASURED_ROWS).map((row, at) => column.cell(row, at + 1).shown);
	const width = columnWidth(column.heading, shown, shown.some((text) => displayWidth(text) > LONG_TEXT) ? WIDEST_LONG_TEXT : WIDEST_TEXT);
	if (!column.additive) return width;
	const sum = rows.reduce((total, row) => total + numberIn(column.cell(row, 0).value), 0);
	return Math.max(width, displayWidth(sum.toLocaleString("en-US", { minimumFractionDigits: column.format.split(".")[1]?.length ?? 0 })) + 2);
}

async function writeRows(table: TableSheet, rows: readonly RosterRow[], columns: readonly Column[]): Promise<void> {
	const { book, sheet, widths } = table;
	for (const [at, row] of rows.entries()) {
		let lines = 1;
		const cells = columns.map((column, place): WrittenCell => {
			const { value, style, shown } = column.cell(row, at + 1);
			if (typeof value === "string") lines = Math.max(lines, linesIn(shown, widths[place] ?? 9));
			return { value, style: book.style(style) };
		});
		await sheet.row(cells, { height: heightOf(lines) });
	}
}

/** 合计 with the count of rows and the sums of what adds up. */
async function writeTotals(table: TableSheet, rows: readonly RosterRow[], columns: readonly Column[], texts: ConsolidatedTexts): Promise<void> {
	const draft = table.draft();
	for (const [at, column] of columns.entries()) {
		draft.put(at + 1, null, TOTAL_STYLE);
		if (!column.additive) continue;
		const values = rows.map((one) => column.cell(one, 0).value).filter((value) => typeof value === "number");
		// Nobody answered: the total is as blank as the column.
		if (values.length === 0) continue;
		const places = column.format.split(".")[1]?.length ?? 0;
		const sum = Number(values.reduce((total, value) => total + value, 0).toFixed(places));
		draft.put(at + 1, sum, { ...numberStyle(column.format), fill: TOTAL_FILL });
	}
	draft.put(1, texts.roster.total, TOTAL_STYLE).put(2, texts.roster.count(rows.length), TOTAL_STYLE);
	await draft.write(22);
}

function numberIn(value: WrittenValue): number {
	return typeof value === "number" ? value : 0;
}

import type { CellRange } from "../model/a1.ts";
import type { KeyCell, KeyFigure } from "../model/dashboard.ts";
import { figureName } from "../model/figure-name.ts";
import type { Measure } from "../model/figure-reference.ts";
import { isRange } from "../model/printed.ts";
import type { ConsolidatedReport } from "../model/report.ts";
import type { ConsolidatedTexts } from "../model/workbook-texts.ts";
import { DATA_COLUMNS, type DataLine, type Known, type PlacedData, placedData } from "./chart-data.ts";
import { chartXml } from "./charts/chart-xml.ts";
import { printRange } from "./figures.ts";
import { columnWidth, heightOf, linesIn } from "./layout.ts";
import { BODY_FONT, CENTRED_STYLE, FIGURE_TEXT, figureStyle, HEADER_FONT, LEFT, NOTE_FONT, pageFoot, TEXT_STYLE } from "./style.ts";
import { beginTable, type RowDraft, TableSheet } from "./table-sheet.ts";
import type { Look } from "./writing/look.ts";
import type { BookWriter, CellLink } from "./writing/types.ts";

/** Indicator, unit of measure, 本期, 上年同期, 同比, 年度目标, 完成率, remark: both halves of the page are equally wide, so that two charts stand side by side. */
const WIDTHS = [35, 9, 11, 11, 10, 11, 11, 34] as const;
const LEFT_HALF = 4;
const HEADER_ROW = 3;
const [NAME, UNIT, VALUE, LAST_YEAR, GROWTH, TARGET, COMPLETION, REMARK] = [1, 2, 3, 4, 5, 6, 7, 8] as const;
/** A chart is so many rows high, of so many points each. */
const CHART_ROWS = 12;
const CHART_ROW_HEIGHT = 20;
const GAP_HEIGHT = 8;
/** Categories of a chart that has half the page. */
const MOST_SIDE_BY_SIDE = 12;

const REMARK_LOOK: Look = { ...TEXT_STYLE, font: NOTE_FONT, alignment: { ...LEFT, indent: 1 } };
const HEADING: Look = { font: HEADER_FONT, alignment: LEFT };
const SENTENCE: Look = { font: BODY_FONT, alignment: LEFT };

/** Names of the sheets of the leader's page and of what its charts draw. */
export interface DashboardSheets {
	readonly page: string;
	readonly data: string;
}

/** 看板: the leader's one page, A4 upright. Key figures are formulas over the summary; charts refer to the cells of 图表数据. */
export async function writeDashboard(book: BookWriter, sheets: DashboardSheets, report: ConsolidatedReport, texts: ConsolidatedTexts): Promise<void> {
	const { dashboard } = report;
	const table = beginPage(book, sheets.page, report, texts);
	await table.title(texts.dashboard.title(report.periodName));
	await table.subtitle(`${dashboard.subtitle}${texts.asOf(report.asOf)}`);
	await table.header(texts.dashboard.columns, 22);
	for (const figure of dashboard.figures) await writeFigure(table, figure, texts);
	await table.footnote(texts.dashboard.legend);
	if (dashboard.concerns.length > 0) await table.line(texts.dashboard.concerns, HEADING);
	for (const [at, concern] of dashboard.concerns.entries()) await table.line(`${at + 1}. ${concern}`, SENTENCE);
	await writeCharts(table, placedData(dashboard.charts, sheets.data, DATA_FIRST_ROW, knownIn(book)));
	await table.close();
}

function beginPage(book: BookWriter, name: string, { releaseCode }: ConsolidatedReport, { pages }: ConsolidatedTexts): TableSheet {
	const sheet = book.sheet(name, {
		widths: WIDTHS,
		frozen: { rows: HEADER_ROW, columns: 1 },
		gridLines: false,
		print: {
			paper: "A4",
			landscape: false,
			fitToWidth: true,
			onePage: true,
			titleRows: [HEADER_ROW, HEADER_ROW],
			footer: pageFoot(pages, releaseCode),
		},
	});
	return new TableSheet(book, sheet, WIDTHS);
}

/** Tables of figures are written before, so that their cells are named. */
function knownIn(book: BookWriter): Known {
	return (name) => book.cellNamed(name) !== null;
}

async function writeFigure(table: TableSheet, figure: KeyFigure, texts: ConsolidatedTexts): Promise<void> {
	const { nextRow } = table.sheet;
	const row = table.draft().put(NAME, figure.name, TEXT_STYLE).put(UNIT, figure.unit, CENTRED_STYLE);
	const put = (column: number, cell: KeyCell, formula: string | null, link?: CellLink) => putCell(row, column, cell, texts, { formula, link });
	const named = (indicator: string | null, measure: Measure = "value") => {
		const name = indicator === null ? null : figureName(indicator, null, measure);
		return name !== null && table.book.cellNamed(name) ? name : null;
	};
	const { value, lastYear, growth, target, completion } = figure;
	const bothKnown = (one: KeyCell, other: KeyCell) => typeof one.value === "number" && typeof other.value === "number";
	const line = table.book.cellNamed(figureName(figure.indicator, null));
	put(VALUE, value, named(figure.indicator), line ? { to: line, tooltip: texts.dashboard.toSummary } : undefined);
	put(LAST_YEAR, lastYear, named(figure.indicator, "last-year"));
	put(GROWTH, growth, bothKnown(value, lastYear) ? `ROUND((C${nextRow}-D${nextRow})/D${nextRow},3)` : null);
	put(TARGET, target, named(figure.targetIndicator));
	put(COMPLETION, completion, bothKnown(value, target) ? `ROUND(C${nextRow}/F${nextRow},3)` : null);
	row.put(REMARK, figure.remark || null, REMARK_LOOK);
	await row.write(heightOf(Math.max(linesIn(figure.name, WIDTHS[0]), linesIn(figure.remark, WIDTHS[7]))));
}

/** A formula stands only where there is a number: a blank cell that is referred to would count as zero. */
function putCell(
	row: RowDraft,
	column: number,
	{ value, format }: KeyCell,
	texts: ConsolidatedTexts,
	{ formula, link }: { readonly formula: string | null; readonly link: CellLink | undefined },
): void {
	const linked = link ? { link } : {};
	if (value === "not-applicable") row.put(column, texts.notApplicable, CENTRED_STYLE, linked);
	else if (isRange(value)) row.put(column, printRange(value), FIGURE_TEXT, linked);
	else row.put(column, value, figureStyle(format), value !== null && formula !== null ? { formula, ...linked } : linked);
}

/** Two charts side by side; one of many categories, and one that none is left for, has the whole width. */
async function writeCharts({ sheet, columns }: TableSheet, placed: readonly PlacedData[]): Promise<void> {
	for (const pair of inRows(placed)) {
		await sheet.row([], { height: GAP_HEIGHT });
		const rows = { top: sheet.nextRow, bottom: sheet.nextRow + CHART_ROWS - 1 };
		const alone = pair.length === 1;
		for (const [side, { chart, cells }] of pair.entries()) {
			const over: CellRange = { ...rows, left: side === 0 ? 1 : LEFT_HALF + 1, right: side === 0 && !alone ? LEFT_HALF : columns };
			sheet.chart({ xml: chartXml(chart.chart, cells), name: chart.chart.title, alternative: chart.chart.alternative, over });
		}
		for (let row = 0; row < CHART_ROWS; row++) await sheet.row([], { height: CHART_ROW_HEIGHT });
	}
}

/** Charts row by row, in their order but for wide ones, which come after the pair that they would part. */
function inRows(placed: readonly PlacedData[]): PlacedData[][] {
	const rows: PlacedData[][] = [];
	let open: PlacedData[] | null = null;
	for (const each of placed) {
		if (each.chart.chart.categories.length > MOST_SIDE_BY_SIDE) rows.push([each]);
		else if (open) {
			open.push(each);
			open = null;
		} else {
			open = [each];
			rows.push(open);
		}
	}
	return rows;
}

/** Title and subtitle stand before the header. */
const DATA_FIRST_ROW = HEADER_ROW + 1;

/** 图表数据: what the charts draw, as one tidy table. */
export async function writeChartData(book: BookWriter, sheets: DashboardSheets, report: ConsolidatedReport, texts: ConsolidatedTexts): Promise<void> {
	const { columns, note } = texts.dashboard.data;
	const lines = placedData(report.dashboard.charts, sheets.data, DATA_FIRST_ROW, knownIn(book)).flatMap((placed) => placed.lines);
	const width = (column: keyof typeof DATA_COLUMNS, most: number) =>
		columnWidth(
			columns[DATA_COLUMNS[column] - 1] ?? "",
			lines.map((line) => String(line[column] ?? "")),
			most,
		);
	const widths = [width("chart", 50), width("series", 30), width("category", 40), 16, 10];
	const { pages } = texts;
	const table = beginTable(book, sheets.data, {
		widths,
		headerRows: [HEADER_ROW, HEADER_ROW],
		frozenColumns: 0,
		pages,
		releaseCode: report.releaseCode,
	});
	await table.title(`${report.periodName}${texts.sheets.chartData}`);
	await table.subtitle(note);
	await table.header(columns, 22);
	for (const line of lines) await writeLine(table, line, texts);
	if (lines.length > 0) table.sheet.filter({ top: HEADER_ROW, left: 1, bottom: HEADER_ROW + lines.length, right: columns.length });
	await table.close();
}

async function writeLine(table: TableSheet, line: DataLine, texts: ConsolidatedTexts): Promise<void> {
	const row = table
		.draft()
		.put(DATA_COLUMNS.chart, line.chart, TEXT_STYLE)
		.put(DATA_COLUMNS.series, line.series, TEXT_STYLE)
		.put(DATA_COLUMNS.category, line.category, TEXT_STYLE)
		.put(DATA_COLUMNS.value, line.value, figureStyle(line.format), line.formula === null ? {} : { formula: line.formula })
		.put(DATA_COLUMNS.unit, line.unit === "" ? texts.notApplicable : line.unit, CENTRED_STYLE);
	const lines = Math.max(linesIn(line.chart, table.widths[0] ?? 9), linesIn(line.category, table.widths[2] ?? 9));
	await row.write(heightOf(lines));
}

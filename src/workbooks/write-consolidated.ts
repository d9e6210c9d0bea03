import type { PrintedFigure } from "../model/printed.ts";
import type { ConsolidatedReport } from "../model/report.ts";
import type { CellTarget, ReportTable } from "../model/report-table.ts";
import type { ConsolidatedTexts } from "../model/workbook-texts.ts";
import { readFigures } from "./figures.ts";
import { sheetName } from "./layout.ts";
import { FigurePlaces, type PlacedTable } from "./report-table-places.ts";
import { writeChartData, writeDashboard } from "./write-consolidated-dashboard.ts";
import { writeCoverage, writeNotes } from "./write-consolidated-lists.ts";
import { writeOverview } from "./write-consolidated-overview.ts";
import { firstRowOf, writeRoster } from "./write-consolidated-roster.ts";
import { writeReportTable } from "./write-report-table.ts";
import type { PieceSink } from "./writing/types.ts";
import { writeBook } from "./writing/write-book.ts";

/**
 * The consolidated workbook: 汇总表 first, 看板, what is made of the summary, a 名录 per table, 报送一览, 报送情况, 审核说明, 未报送清单, 指标说明, and 图表数据, which the charts of 看板 draw.
 * `write`: the same report gives the same bytes, on any day and in any time zone; the sink stays open. `readFigures`: every named figure's cell, read back from the file.
 */
export function consolidatedWorkbooks(texts: ConsolidatedTexts): {
	write(report: ConsolidatedReport, sink: PieceSink): Promise<void>;
	readFigures(bytes: Uint8Array): Promise<readonly PrintedFigure[]>;
} {
	return {
		write: (report, sink) => write(report, sink, texts),
		readFigures: (bytes) => readFigures(bytes, texts.notApplicable),
	};
}

async function write(report: ConsolidatedReport, sink: PieceSink, texts: ConsolidatedTexts): Promise<void> {
	// Everything that says "now" in a workbook says when the data was known instead.
	const book = writeBook(sink, { title: report.title, creator: report.issuer, asOf: report.asOf });
	const taken = new Set<string>();
	const name = (wanted: string) => sheetName(wanted, taken);
	const placed = (table: ReportTable): PlacedTable => ({ table, sheet: name(table.sheet) });
	const figures = report.tables.figures.map(placed);
	const summary = figures[0]?.sheet ?? "";
	const rosters = report.rosters.map((roster) => ({ roster, sheet: name(roster.sheet) }));
	const lists = report.tables.lists.map(placed);
	const detailCell = ({ detail }: CellTarget) => {
		const sheet = rosters[detail.roster]?.sheet;
		return sheet === undefined ? null : { sheet, cell: { row: firstRowOf(detail), column: 1 } };
	};
	const surroundings = { report, texts, places: new FigurePlaces([...figures, ...lists]), detailCell };
	for (const table of figures) await writeReportTable(book, table, surroundings);
	for (const { roster, sheet } of rosters) await writeRoster(book, { name: sheet, summary }, roster, report, texts);
	await writeOverview(book, name(texts.sheets.overview), report, texts);
	await writeCoverage(book, name(texts.sheets.coverage), report, texts);
	await writeNotes(book, name(texts.sheets.notes), report, texts);
	for (const table of lists) await writeReportTable(book, table, surroundings);
	const sheets = { page: name(texts.sheets.dashboard), data: name(texts.sheets.chartData) };
	await writeDashboard(book, sheets, report, texts);
	await writeChartData(book, sheets, report, texts);
	book.arrange([summary, sheets.page]);
	await book.finish();
}

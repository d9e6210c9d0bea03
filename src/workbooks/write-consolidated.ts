import ExcelJS from "exceljs";
import type { ConsolidatedReport } from "../model/report.ts";
import type { ConsolidatedTexts } from "../model/workbook-texts.ts";
import { type FoundFigure, readFigures } from "./figures.ts";
import { sheetName } from "./layout.ts";
import { repack } from "./repack.ts";
import { writeCoverage, writeNotes } from "./write-consolidated-lists.ts";
import { writeOverview } from "./write-consolidated-overview.ts";
import { writeRoster } from "./write-consolidated-roster.ts";
import { writeSummary } from "./write-consolidated-summary.ts";

/**
 * The consolidated workbook: 汇总表 first, a 名录 per table, 报送一览, 报送情况, 审核说明.
 * `write`: the same report gives the same bytes, on any day and in any time zone. `readFigures`: every named figure's cell, read back from the file.
 */
export function consolidatedWorkbooks(texts: ConsolidatedTexts): {
	write(report: ConsolidatedReport): Promise<Uint8Array>;
	readFigures(bytes: Uint8Array): Promise<readonly FoundFigure[]>;
} {
	return {
		write: (report) => write(report, texts),
		readFigures: (bytes) => readFigures(bytes, texts.notApplicable),
	};
}

async function write(report: ConsolidatedReport, texts: ConsolidatedTexts): Promise<Uint8Array> {
	const book = new ExcelJS.Workbook();
	// Everything that says "now" in a workbook says when the data was known instead.
	const known = new Date(report.asOf);
	Object.assign(book, {
		creator: report.issuer,
		lastModifiedBy: report.issuer,
		company: report.issuer,
		title: report.title,
		created: known,
		modified: known,
	});
	const taken = new Set<string>();
	const add = (name: string) => book.addWorksheet(sheetName(name, taken));
	writeSummary(book, add(texts.sheets.summary), report, texts);
	for (const roster of report.rosters) writeRoster(add(roster.sheet), roster, report, texts);
	writeOverview(add(texts.sheets.overview), report, texts);
	writeCoverage(add(texts.sheets.coverage), report, texts);
	writeNotes(add(texts.sheets.notes), report, texts);
	book.views = [{ x: 0, y: 0, width: 24000, height: 14000, firstSheet: 0, activeTab: 0, visibility: "visible" }];
	// Packed once, by repack.
	return repack(new Uint8Array(await book.xlsx.writeBuffer({ zip: { compression: "STORE" } })));
}

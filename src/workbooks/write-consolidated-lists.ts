import type { ConsolidatedReport } from "../model/report.ts";
import type { ConsolidatedTexts } from "../model/workbook-texts.ts";
import { columnWidth, heightOf, linesIn } from "./layout.ts";
import { CENTRED_STYLE, CODE_STYLE, figureStyle, numberFormat, TEXT_STYLE } from "./style.ts";
import { beginTable } from "./table-sheet.ts";
import type { Look } from "./writing/look.ts";
import type { BookWriter, WrittenValue } from "./writing/types.ts";

const HEADER_ROW = 3;

/** 报送情况: who filed what, when, and what became of it. */
export async function writeCoverage(book: BookWriter, name: string, report: ConsolidatedReport, texts: ConsolidatedTexts): Promise<void> {
	const rows = report.coverage.map((row) => [row.unitName, row.formId, row.formTitle, row.periodName, row.state, row.rows, row.file, row.receivedAt]);
	const looks = [CENTRED_STYLE, CENTRED_STYLE, TEXT_STYLE, CENTRED_STYLE, CENTRED_STYLE, figureStyle(numberFormat(0)), TEXT_STYLE, CODE_STYLE];
	const subtitle = `${texts.period(report.periodName)}　　${texts.cutoff(report.cutoff)}　　${texts.asOf(report.asOf)}`;
	const title = `${report.periodName}${texts.sheets.coverage}`;
	await writeList(book, { name, title, subtitle, headings: texts.coverage, rows, looks, widest: 44, filtered: true }, report, texts);
}

/** 审核说明: what the reader of the figures should know. */
export async function writeNotes(book: BookWriter, name: string, report: ConsolidatedReport, texts: ConsolidatedTexts): Promise<void> {
	const rows: WrittenValue[][] = report.notes.map((note, at) => [at + 1, note.unitName, note.formTitle, note.text]);
	if (rows.length === 0) rows.push([null, null, null, texts.noNotes]);
	const looks = [CENTRED_STYLE, CENTRED_STYLE, TEXT_STYLE, TEXT_STYLE];
	const title = `${report.periodName}${texts.sheets.notes}`;
	const list = { name, title, subtitle: texts.cutoff(report.cutoff), headings: texts.notes, rows, looks, widest: 90, filtered: false };
	await writeList(book, list, report, texts);
}

interface List {
	/** Of its sheet. */
	readonly name: string;
	readonly title: string;
	readonly subtitle: string;
	readonly headings: readonly string[];
	readonly rows: readonly (readonly WrittenValue[])[];
	readonly looks: readonly Look[];
	readonly widest: number;
	readonly filtered: boolean;
}

async function writeList(book: BookWriter, list: List, { releaseCode }: ConsolidatedReport, { pages }: ConsolidatedTexts): Promise<void> {
	const { headings, rows, looks, widest } = list;
	const textsOf = (at: number) => rows.map((row) => String(row[at] ?? ""));
	const widths = headings.map((heading, at) => Math.max(8, columnWidth(heading, textsOf(at), widest)));
	const table = beginTable(book, list.name, { widths, headerRows: [HEADER_ROW, HEADER_ROW], frozenColumns: 0, pages, releaseCode });
	await table.title(list.title);
	await table.subtitle(list.subtitle);
	await table.header(headings, 24);
	for (const row of rows) {
		const draft = table.draft();
		for (const [place, value] of row.entries()) draft.put(place + 1, value, looks[place] ?? TEXT_STYLE);
		await draft.write(heightOf(Math.max(...row.map((value, place) => linesIn(String(value ?? ""), table.widths[place] ?? 9)))));
	}
	if (list.filtered) table.sheet.filter({ top: HEADER_ROW, left: 1, bottom: HEADER_ROW + rows.length, right: headings.length });
	await table.close();
}

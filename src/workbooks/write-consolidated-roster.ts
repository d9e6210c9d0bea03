import { columnLetters } from "../model/a1.ts";
import type { ConsolidatedReport, Detail, Roster } from "../model/report.ts";
import type { ConsolidatedTexts } from "../model/workbook-texts.ts";
import { heightOf, linesIn } from "./layout.ts";
import { type PrintedColumn, rosterColumns } from "./roster-columns.ts";
import { CENTRED_STYLE, LEFT, NOTE_FONT, TOTAL_FILL, TOTAL_STYLE } from "./style.ts";
import { beginTable, type TableSheet } from "./table-sheet.ts";
import type { Look } from "./writing/look.ts";
import type { BookWriter } from "./writing/types.ts";

const HEADER_ROW = 5;
/** Where the reporting unit stands, which every row has. */
const UNIT_COLUMN = 2;
const LEGEND: Look = { font: NOTE_FONT, alignment: { ...LEFT, wrapText: false } };

/** Number of the row in which the first of a figure's rows stands on the sheet of its roster. */
export function firstRowOf({ first }: Detail): number {
	return HEADER_ROW + 1 + first;
}

/** One 名录: the rows of a form's table as they are read, with the way back to each row's file, sheet and row, and to the figures that count it. @param summary sheet of the summary */
export async function writeRoster(
	book: BookWriter,
	{ name, summary }: { readonly name: string; readonly summary: string },
	roster: Roster,
	report: ConsolidatedReport,
	texts: ConsolidatedTexts,
): Promise<void> {
	const columns = rosterColumns(book, roster, texts);
	const table = beginTable(book, name, {
		widths: columns.map(({ width }) => width),
		headerRows: [HEADER_ROW, HEADER_ROW],
		frozenColumns: Math.min(3, columns.length),
		pages: texts.pages,
		releaseCode: report.releaseCode,
	});
	await table.title(roster.title);
	await table.blockAtRight([texts.formNumber(roster.formId), texts.issuedBy(report.issuer)]);
	await table.threeParts([texts.compiledBy(report.issuer), texts.period(report.periodName), texts.measuredInTable]);
	const headings = columns.map(({ heading }) => heading);
	const height = heightOf(Math.max(2, ...headings.map((heading, at) => linesIn(heading, (table.widths[at] ?? 9) - 1))));
	const toSummary = { to: { sheet: summary, cell: { row: 1, column: 1 } }, tooltip: texts.roster.toSummary(summary) };
	await table.header(headings, height, { [texts.roster.countedIn]: toSummary });
	await writeRows(table, roster, columns);
	const last = table.sheet.nextRow - 1;
	if (roster.count === 0) await table.line(texts.roster.empty, CENTRED_STYLE, 24);
	else await writeTotals(table, roster.count, columns, texts);
	await table.line(texts.roster.legend, LEGEND, 15);
	table.sheet.filter({ top: HEADER_ROW, left: 1, bottom: last, right: columns.length });
	await table.close();
}

/** @throws Error where there are other rows than the report said */
async function writeRows({ sheet, widths }: TableSheet, roster: Roster, columns: readonly PrintedColumn[]): Promise<void> {
	const linesOf = widths.map(linesWithin);
	let serial = 0;
	for await (const batch of roster.rows()) {
		for (const row of batch) {
			serial += 1;
			let lines = 1;
			const cells = columns.map(({ cell }, at) => {
				const written = cell(row, serial);
				if (typeof written.value === "string") lines = Math.max(lines, linesOf[at]?.(written.value) ?? 1);
				return written;
			});
			await sheet.row(cells, { height: heightOf(lines) });
		}
	}
	if (serial !== roster.count) throw new Error(`${roster.sheet}: ${serial} rows where ${roster.count} were expected`);
}

/** As linesIn for texts of one column, which is asked only where a text might need more than a line and is another than the one above: names of files stand in thousands of rows. */
function linesWithin(width: number): (text: string) => number {
	let [known, lines] = ["", 1];
	return (text) => {
		if (text.length * 2 < width && !text.includes("\n")) return 1;
		if (text !== known) [known, lines] = [text, linesIn(text, width)];
		return lines;
	};
}

/** 合计 with the count of rows and the sums of what adds up. Of a filtered roster Excel shows those of the rows in sight: what is counted in one figure, say. */
async function writeTotals(table: TableSheet, count: number, columns: readonly PrintedColumn[], texts: ConsolidatedTexts): Promise<void> {
	const draft = table.draft();
	const over = (functionNumber: number, column: number) => {
		const letters = columnLetters(column);
		return `SUBTOTAL(${functionNumber},${letters}${HEADER_ROW + 1}:${letters}${HEADER_ROW + count})`;
	};
	for (const [at, { total }] of columns.entries()) {
		if (total) draft.put(at + 1, total.sum, { ...total.look, fill: TOTAL_FILL }, { formula: over(SUM_IN_SIGHT, at + 1) });
		else draft.put(at + 1, null, TOTAL_STYLE);
	}
	const [before, after] = texts.roster.count;
	const counted = `"${before}"&${over(COUNT_IN_SIGHT, UNIT_COLUMN)}&"${after}"`;
	draft.put(1, texts.roster.total, TOTAL_STYLE).put(UNIT_COLUMN, `${before}${count}${after}`, TOTAL_STYLE, { formula: counted });
	await draft.write(22);
}

/** Functions of SUBTOTAL that leave out what is hidden. */
const SUM_IN_SIGHT = 109;
const COUNT_IN_SIGHT = 103;

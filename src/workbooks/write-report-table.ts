import { figureName } from "../model/figure-name.ts";
import { cellFormat, printedInTable } from "../model/printed.ts";
import type { ConsolidatedReport } from "../model/report.ts";
import type { CellTarget, FigureCell, ReportTable, TableCell, TableColumn } from "../model/report-table.ts";
import type { ConsolidatedTexts } from "../model/workbook-texts.ts";
import { displayWidth, heightOf, linesIn } from "./layout.ts";
import { type FigurePlaces, HEADER_ROW, headerRows, type PlacedTable } from "./report-table-places.ts";
import { CENTRED_STYLE, CODE_ROW_STYLE, FIGURE_TEXT, figureStyle, GROUP_STYLE, NOTE_FONT, TEXT_STYLE } from "./style.ts";
import { beginTable, type RowDraft, type TableSheet } from "./table-sheet.ts";
import type { Look } from "./writing/look.ts";
import type { BookWriter, CellLink } from "./writing/types.ts";

const WORDS: Look = { ...TEXT_STYLE, font: NOTE_FONT };
const LOOKS: Readonly<Record<TableColumn["kind"], Look>> = { name: TEXT_STYLE, words: WORDS, mark: CENTRED_STYLE, figure: CENTRED_STYLE };

/** What a table's sheet is written with. */
export interface TableSurroundings {
	readonly report: Pick<ConsolidatedReport, "issuer" | "releaseCode">;
	readonly texts: ConsolidatedTexts;
	readonly places: FigurePlaces;
	/** The cell of a roster's row. */
	readonly detailCell: (target: CellTarget) => CellLink["to"] | null;
}

/** One table of figures on a sheet of its own. Every figure's cell carries its defined name, and the formula by which it can be seen made. */
export async function writeReportTable(book: BookWriter, placed: PlacedTable, surroundings: TableSurroundings): Promise<void> {
	const { table, sheet } = placed;
	const { report, texts } = surroundings;
	const setup = { widths: table.columns.map((column) => widthOf(column, table)), headerRows: headerRows(table), frozenColumns: table.frozen };
	const written = beginTable(book, sheet, { ...setup, pages: texts.pages, releaseCode: report.releaseCode });
	await written.title(table.title);
	await written.blockAtRight([texts.formNumber(table.formNumber), texts.issuedBy(report.issuer)]);
	await written.threeParts(table.head);
	await writeHeader(written, table);
	for (const [at, row] of table.rows.entries()) {
		if (row.kind === "group") await written.line(row.text, GROUP_STYLE, 21);
		else await writeRow(written, placed, { at, cells: row.cells }, surroundings);
	}
	for (const line of table.legend) await written.footnote(line);
	if (table.statistical) await written.signatures(texts.signatures);
	await written.close();
}

/** Columns of figures are as wide as their longest number: nothing may print as ####. */
function widthOf({ key, kind, heading, width }: TableColumn, { rows }: ReportTable): number {
	if (kind !== "figure") return width;
	const printed = rows.flatMap((row) => {
		const cell = row.kind === "cells" ? row.cells[key] : undefined;
		return cell?.kind === "figure" ? [displayWidth(printedInTable(cell.value, cell.print))] : [];
	});
	const word = Math.max(...heading.split("\n").map((line) => Math.ceil(displayWidth(line) / 2)));
	return Math.max(width, word + 2, ...printed.map((own) => own + 3));
}

async function writeHeader(written: TableSheet, table: ReportTable): Promise<void> {
	const { columns, statistical } = table;
	const two = columns.some(({ parent }) => parent !== undefined);
	const height = (texts: readonly string[]) => heightOf(Math.max(1, ...texts.map((text, at) => linesIn(text, written.widths[at] ?? 9))));
	if (two) {
		mergeParents(written, columns);
		const upper = columns.map(({ heading, parent }, at) => (parent === undefined ? heading : columns[at - 1]?.parent === parent ? "" : parent));
		await written.header(upper, 22);
		const lower = columns.map(({ heading, parent }) => (parent === undefined ? "" : heading));
		await written.header(lower, Math.max(height(lower), height(columns.map(({ heading }) => heading)) - 22));
	} else
		await written.header(
			columns.map(({ heading }) => heading),
			height(columns.map(({ heading }) => heading)),
		);
	if (!statistical) return;
	const row = written.draft();
	for (const [at, code] of codesOf(columns).entries()) row.put(at + 1, code, CODE_ROW_STYLE);
	await row.write(16);
}

function mergeParents(written: TableSheet, columns: readonly TableColumn[]): void {
	for (const [at, { parent }] of columns.entries()) {
		const column = at + 1;
		if (parent === undefined) {
			written.sheet.merge({ top: HEADER_ROW, left: column, bottom: HEADER_ROW + 1, right: column });
			continue;
		}
		if (columns[at - 1]?.parent === parent) continue;
		const others = columns.slice(at).findIndex((each) => each.parent !== parent);
		const last = others < 0 ? columns.length : at + others;
		if (last > column) written.sheet.merge({ top: HEADER_ROW, left: column, bottom: HEADER_ROW, right: last });
	}
}

const STEMS = "甲乙丙丁戊己庚辛壬癸";

/** 甲, 乙 over words and 1, 2 over figures, as statistical forms have them. */
function codesOf(columns: readonly TableColumn[]): (string | number)[] {
	let [words, figures] = [0, 0];
	return columns.map(({ kind }) => (kind === "figure" ? ++figures : STEMS.charAt(words++)));
}

interface Line {
	/** Place of the row in the table. */
	readonly at: number;
	readonly cells: Readonly<Record<string, TableCell>>;
}

async function writeRow(written: TableSheet, placed: PlacedTable, { at, cells }: Line, surroundings: TableSurroundings): Promise<void> {
	const draft = written.draft();
	let lines = 1;
	for (const [place, { key, kind }] of placed.table.columns.entries()) {
		const cell = cells[key];
		const link = cell?.link ? linkOf(cell.link, surroundings) : {};
		if (cell?.kind === "figure") {
			putFigure(draft, place + 1, cell, { ...formulaOf(cell, placed, at, surroundings), ...link });
			nameCell(written, place + 1, cell);
			continue;
		}
		draft.put(place + 1, cell?.text === "" ? null : (cell?.text ?? null), LOOKS[kind], link);
		lines = Math.max(lines, linesIn(String(cell?.text ?? ""), written.widths[place] ?? 9));
	}
	await draft.write(heightOf(lines));
}

function formulaOf({ formula }: FigureCell, placed: PlacedTable, at: number, { places }: TableSurroundings): { formula?: string } {
	const written = formula && places.written(formula, placed, at);
	return written === undefined ? {} : { formula: written };
}

/** Names the cell of a figure in the row that is written next. */
function nameCell({ book, sheet }: TableSheet, column: number, { name }: FigureCell): void {
	if (name) book.define(figureName(name.indicator, name.place, name.measure), sheet.name, { row: sheet.nextRow, column });
}

function linkOf(target: CellTarget, { detailCell }: TableSurroundings): { link?: CellLink } {
	const to = detailCell(target);
	return to ? { link: { to, tooltip: target.tooltip } } : {};
}

/** 约110 and 60以上 stay numbers: the qualifier is in the number format. */
function putFigure(draft: RowDraft, column: number, { value, print }: FigureCell, more: Parameters<RowDraft["put"]>[3]): void {
	if (value === null || typeof value === "number") draft.put(column, value, figureStyle(cellFormat(print)), more);
	else draft.put(column, printedInTable(value, print), value === "not-applicable" ? CENTRED_STYLE : FIGURE_TEXT, more);
}

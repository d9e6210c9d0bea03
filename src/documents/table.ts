import { AlignmentType, Paragraph, type ParagraphChild, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlign, WidthType } from "docx";
import type { ReportCell, ReportTable } from "../model/report-document.ts";
import { CELL_STYLES, HEADING, TEXT_WIDTH } from "./look.ts";

/** Twips that a character of Chinese takes in a table, what a cell leaves free at its sides, and what fonts that stand in may take more. */
const CHARACTER = 210;
const SIDES = 160;
const SLACK = 60;

/** A table whose header row is marked as such and repeated on every page. @param inline makes the runs of a cell */
export function tableOf(table: ReportTable, inline: (cell: ReportCell) => ParagraphChild[]): Table {
	const widths = widthsOf(table);
	const style = table.header.length > 7 ? CELL_STYLES.wide : CELL_STYLES.usual;
	const cell = (children: ParagraphChild[], at: number, alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
		new TableCell({
			width: { size: widths[at] ?? CHARACTER, type: WidthType.DXA },
			verticalAlign: VerticalAlign.CENTER,
			children: [new Paragraph({ style, alignment, children })],
		});
	const header = new TableRow({
		tableHeader: true,
		cantSplit: true,
		children: table.header.map((text, at) => cell([new TextRun({ text, font: HEADING })], at, AlignmentType.CENTER)),
	});
	const rows = table.rows.map(
		(row) => new TableRow({ cantSplit: true, children: row.map((content, at) => cell(inline(content), at, alignmentOf(table, content, at))) }),
	);
	return new Table({
		width: { size: TEXT_WIDTH, type: WidthType.DXA },
		columnWidths: widths,
		layout: TableLayoutType.FIXED,
		alignment: AlignmentType.CENTER,
		margins: { marginUnitType: WidthType.DXA, top: 0, bottom: 0, left: SIDES / 2, right: SIDES / 2 },
		tableLook: { firstRow: true, lastRow: false, firstColumn: true, lastColumn: false, noHBand: true, noVBand: true },
		rows: [header, ...rows],
	});
}

/** Figures at the right, names at the left, the rest in the middle. */
function alignmentOf({ rows }: ReportTable, cell: ReportCell, at: number): (typeof AlignmentType)[keyof typeof AlignmentType] {
	if (cell.some(({ figure }) => figure !== undefined)) return AlignmentType.RIGHT;
	const longest = Math.max(...rows.map((row) => widthOf((row[at] ?? []).map(({ text }) => text).join(""))));
	return at === 0 || longest > 10 ? AlignmentType.LEFT : AlignmentType.CENTER;
}

/** Widths of the columns, which together fill the page: narrow ones have what they need, long texts share the rest and break over several lines. */
function widthsOf({ header, rows }: ReportTable): number[] {
	const needed = header.map((text, at) => {
		const cells = rows.map((row) => widthOf((row[at] ?? []).map((run) => run.text).join("")));
		// A header breaks into three lines.
		return Math.max(...cells, Math.ceil(widthOf(text) / 3), 3) * CHARACTER + SIDES + SLACK;
	});
	const widths = shared(needed, TEXT_WIDTH);
	const total = widths.reduce((sum, width) => sum + width, 0);
	const filling = widths.map((width) => Math.floor((width * TEXT_WIDTH) / total));
	const rest = TEXT_WIDTH - filling.reduce((sum, width) => sum + width, 0);
	return filling.map((width, at) => (at === 0 ? width + rest : width));
}

/** Each what it needs, as long as an even share of what the narrower ones leave is enough; else that share. */
function shared(needed: readonly number[], whole: number): number[] {
	const widths = [...needed];
	let [left, columns] = [whole, needed.length];
	for (const at of needed.map((_, index) => index).sort((a, b) => (needed[a] ?? 0) - (needed[b] ?? 0))) {
		const width = Math.min(needed[at] ?? 0, left / columns);
		widths[at] = width;
		left -= width;
		columns -= 1;
	}
	return widths;
}

/** Width of a text in characters of Chinese; letters and digits take half of one or a little more. */
function widthOf(text: string): number {
	return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) < 0x2000 ? 0.6 : 1), 0);
}

import type { Style, Worksheet } from "exceljs";
import type { ConsolidatedReport } from "../model/report.ts";
import type { ConsolidatedTexts } from "../model/workbook-texts.ts";
import { displayWidth, heightOf, linesIn, putLine, putTitle, setWidths } from "./layout.ts";
import {
	CENTRED_STYLE,
	freeze,
	HEADER_FONT,
	HEADER_STYLE,
	LEFT,
	NOTE_FONT,
	NUMBER_FONT,
	numberFormat,
	OPEN_FILL,
	setPrintArea,
	setUpPrinting,
} from "./style.ts";

const HEADER_ROW = 3;
const FORM_WIDTH = 11;

/** 报送一览: units down, forms across, each cell the rows that passed or what is still open. Units go down so that a province's hundred offices fit as well. */
export function writeOverview(sheet: Worksheet, report: ConsolidatedReport, texts: ConsolidatedTexts): void {
	const { forms, units } = report.overview;
	const names = Math.max(12, ...units.map(({ name }) => displayWidth(name) + 3));
	const widths = setWidths(sheet, [names, ...forms.map(() => FORM_WIDTH), 12]);
	const columns = widths.length;
	putTitle(sheet, columns, `${report.periodName}${texts.sheets.overview}`);
	const subtitle = `${texts.period(report.periodName)}　　${texts.cutoff(report.cutoff)}　　${texts.asOf(report.asOf)}`;
	putLine(sheet, 2, [1, columns], subtitle, { font: NOTE_FONT, alignment: { ...LEFT, horizontal: "center" } });
	const headings = [texts.overview.unit, ...forms.map(({ id, title }) => `${id}\n${title}`), texts.overview.done];
	for (const [at, heading] of headings.entries()) Object.assign(sheet.getCell(HEADER_ROW, at + 1), { value: heading, ...HEADER_STYLE });
	sheet.getRow(HEADER_ROW).height = heightOf(Math.max(...headings.map((heading, at) => linesIn(heading, (widths[at] ?? 9) - 1))));
	for (const [at, unit] of units.entries()) {
		const row = HEADER_ROW + 1 + at;
		Object.assign(sheet.getCell(row, 1), { value: unit.name, ...CENTRED_STYLE, font: HEADER_FONT });
		for (const [place, { shown, open }] of unit.cells.entries()) Object.assign(sheet.getCell(row, place + 2), { value: shown, ...look(shown, open) });
		Object.assign(sheet.getCell(row, columns), { value: `${unit.done}／${unit.owed}`, ...look("", unit.done < unit.owed) });
		sheet.getRow(row).height = 24;
	}
	const last = HEADER_ROW + units.length + 1;
	putLine(sheet, last, [1, columns], texts.overview.legend, { font: NOTE_FONT, alignment: LEFT });
	sheet.getRow(last).height = heightOf(
		linesIn(
			texts.overview.legend,
			widths.reduce((sum, width) => sum + width, 0),
		),
	);
	setPrintArea(sheet, columns, last);
	freeze(sheet, HEADER_ROW, 1);
	setUpPrinting(sheet, [HEADER_ROW, HEADER_ROW], texts.pages);
}

function look(shown: number | string, open: boolean): Partial<Style> {
	const plain = typeof shown === "number" ? { ...CENTRED_STYLE, font: NUMBER_FONT, numFmt: numberFormat(0) } : CENTRED_STYLE;
	return open ? { ...plain, fill: OPEN_FILL } : plain;
}

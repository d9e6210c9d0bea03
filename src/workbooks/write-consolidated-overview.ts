import type { ConsolidatedReport } from "../model/report.ts";
import type { ConsolidatedTexts } from "../model/workbook-texts.ts";
import { displayWidth, heightOf, linesIn } from "./layout.ts";
import { CENTRED_STYLE, HEADER_FONT, NUMBER_FONT, numberFormat, OPEN_FILL } from "./style.ts";
import { beginTable } from "./table-sheet.ts";
import type { Look } from "./writing/look.ts";
import type { BookWriter } from "./writing/types.ts";

const HEADER_ROW = 3;
const FORM_WIDTH = 11;

const NAME: Look = { ...CENTRED_STYLE, font: HEADER_FONT };
const COUNT: Look = { ...CENTRED_STYLE, font: NUMBER_FONT, numFmt: numberFormat(0) };
const OPEN_COUNT: Look = { ...COUNT, fill: OPEN_FILL };
const OPEN_WORDS: Look = { ...CENTRED_STYLE, fill: OPEN_FILL };

/** 报送一览: units down, forms across, each cell the rows that passed or what is still open. Units go down so that a province's hundred offices fit as well. */
export async function writeOverview(book: BookWriter, name: string, report: ConsolidatedReport, texts: ConsolidatedTexts): Promise<void> {
	const { forms, units } = report.overview;
	const names = Math.max(12, ...units.map((unit) => displayWidth(unit.name) + 3));
	const { pages } = texts;
	const table = beginTable(book, name, {
		widths: [names, ...forms.map(() => FORM_WIDTH), 12],
		headerRows: [HEADER_ROW, HEADER_ROW],
		frozenColumns: 1,
		pages,
		releaseCode: report.releaseCode,
	});
	await table.title(`${report.periodName}${texts.sheets.overview}`);
	await table.subtitle(`${texts.period(report.periodName)}　　${texts.cutoff(report.cutoff)}　　${texts.asOf(report.asOf)}`);
	const headings = [texts.overview.unit, ...forms.map(({ id, title }) => `${id}\n${title}`), texts.overview.done];
	await table.header(headings, heightOf(Math.max(...headings.map((heading, at) => linesIn(heading, (table.widths[at] ?? 9) - 1)))));
	for (const unit of units) {
		const row = table.draft().put(1, unit.name, NAME);
		for (const [place, { shown, open }] of unit.cells.entries()) row.put(place + 2, shown, lookOf(shown, open));
		await row.put(table.columns, `${unit.done}／${unit.owed}`, lookOf("", unit.done < unit.owed)).write(24);
	}
	await table.footnote(texts.overview.legend);
	await table.close();
}

function lookOf(shown: number | string, open: boolean): Look {
	if (typeof shown === "number") return open ? OPEN_COUNT : COUNT;
	return open ? OPEN_WORDS : CENTRED_STYLE;
}

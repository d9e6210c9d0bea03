import { figureName, unitPlace } from "../model/figure-name.ts";
import type { FigureValue, Qualifier } from "../model/indicator.ts";
import { type ConsolidatedReport, printedFigure, type SummaryRow } from "../model/report.ts";
import type { ConsolidatedTexts } from "../model/workbook-texts.ts";
import { printRange } from "./figures.ts";
import { displayWidth, grouped, heightOf, linesIn } from "./layout.ts";
import {
	CENTRED_STYLE,
	CODE_ROW_STYLE,
	FIGURES,
	GROUP_STYLE,
	HEADER_STYLE,
	LEFT,
	NOTE_FONT,
	NUMBER_FONT,
	numberFormat,
	numberStyle,
	TEXT_STYLE,
} from "./style.ts";
import { beginTable, type RowDraft, type TableSheet } from "./table-sheet.ts";
import type { Look } from "./writing/look.ts";
import type { BookWriter } from "./writing/types.ts";

const NAME_WIDTH = 46;
const REMARK_WIDTH = 22;
const HEADER_ROW = 5;
const CODE_ROW = 7;
/** Indicator, unit of measure and the city's total stand before the units' columns. */
const LEADING = 3;

const NAME: Look = { ...TEXT_STYLE, alignment: LEFT };
const REMARK: Look = { ...TEXT_STYLE, font: NOTE_FONT };
const FIGURE_TEXT: Look = { ...CENTRED_STYLE, font: NUMBER_FONT, alignment: FIGURES };

/** 汇总表: indicators in rows, the city and its units in columns. Every figure's cell carries its defined name. */
export async function writeSummary(book: BookWriter, name: string, report: ConsolidatedReport, texts: ConsolidatedTexts): Promise<void> {
	const widths = columnWidths(report);
	const { pages } = texts;
	const table = beginTable(book, name, {
		widths,
		headerRows: [HEADER_ROW, CODE_ROW],
		frozenColumns: LEADING,
		pages,
		releaseCode: report.releaseCode,
	});
	await table.title(report.title);
	await table.blockAtRight([texts.formNumber(texts.workingTable), texts.issuedBy(report.issuer)]);
	const right = `${texts.cutoff(report.cutoff)}　　${texts.measuredInTable}`;
	await table.threeParts([texts.compiledBy(report.issuer), texts.period(report.periodName), right]);
	await writeHeader(table, report, texts);
	for (const [at, group] of report.summary.entries()) {
		await table.line(texts.summary.group(at, group.title.zh), GROUP_STYLE, 21);
		for (const [place, item] of group.rows.entries()) {
			const leadsIndent = item.indent && group.rows[place - 1]?.indent !== true;
			await writeRow(table, { item, leadsIndent }, report, texts);
		}
	}
	await table.footnote(texts.summary.legend, 32);
	await table.signatures(texts.signatures);
	await table.close();
}

/** Columns of figures are as wide as their longest number: nothing may print as ####. */
function columnWidths({ units, summary }: ConsolidatedReport): number[] {
	const rows = summary.flatMap((group) => group.rows);
	const figures = (pick: (row: SummaryRow) => FigureValue | undefined) => Math.max(9, ...rows.map((row) => printedWidth(pick(row) ?? null, row))) + 2;
	return [
		NAME_WIDTH,
		9,
		figures((row) => row.value),
		...units.map(({ code }) => figures((row) => row.byUnit[code])),
		figures((row) => row.target),
		10,
		REMARK_WIDTH,
	];
}

function printedWidth(value: FigureValue, { places, qualifier }: SummaryRow): number {
	if (value === null) return 0;
	if (typeof value !== "number") return printRange(value).length;
	const digits = grouped(value, places);
	return digits.length + displayWidth(qualifier ?? "");
}

async function writeHeader(table: TableSheet, { units }: ConsolidatedReport, { summary }: ConsolidatedTexts): Promise<void> {
	const after = LEADING + units.length;
	const [upper, lower, codes] = [new Map<number, string>(), new Map<number, string>(), ["甲", "乙", ...units.map((_, at) => at + 1)]];
	for (const [column, text] of [
		[1, summary.indicator],
		[2, summary.unit],
		[3, summary.city],
		[after + 1, summary.target],
		[after + 2, summary.completion],
		[after + 3, summary.remark],
	] as const) {
		upper.set(column, text);
		table.sheet.merge({ top: HEADER_ROW, left: column, bottom: HEADER_ROW + 1, right: column });
	}
	if (units.length > 0) {
		upper.set(LEADING + 1, summary.byUnit);
		table.sheet.merge({ top: HEADER_ROW, left: LEADING + 1, bottom: HEADER_ROW, right: after });
	}
	for (const [at, unit] of units.entries()) lower.set(LEADING + 1 + at, unit.shortName);
	codes.push(...[1, 2, 3].map((more) => units.length + more), "丙");
	const columns = Array.from({ length: table.columns }, (_, at) => at + 1);
	for (const [texts, height] of [[upper, 22] as const, [lower, 34] as const]) {
		const row = table.draft();
		for (const column of columns) row.put(column, texts.get(column) ?? null, HEADER_STYLE);
		await row.write(height);
	}
	const row = table.draft();
	for (const column of columns) row.put(column, codes[column - 1] ?? null, CODE_ROW_STYLE);
	await row.write(16);
}

interface Place {
	readonly item: SummaryRow;
	/** The first of the rows that are indented under another one: it says 其中. */
	readonly leadsIndent: boolean;
}

async function writeRow(table: TableSheet, { item, leadsIndent }: Place, report: ConsolidatedReport, texts: ConsolidatedTexts): Promise<void> {
	const name = item.indent ? indented(item.name, leadsIndent, texts) : item.name;
	const row = table.sheet.nextRow;
	const draft = table.draft().put(1, name, NAME).put(2, item.unit, CENTRED_STYLE);
	const put = (column: number, content: Content, unit: string | null) => {
		putFigure(draft, column, content, texts);
		table.book.define(figureName(item.indicator, unitPlace(unit)), table.sheet.name, { row, column });
	};
	const { places, qualifier } = item;
	put(LEADING, printedFigure(item, null) === "not-applicable" ? "not-applicable" : { value: item.value, places, qualifier }, null);
	for (const [at, { code }] of report.units.entries()) {
		const value = printedFigure(item, code);
		// The qualifier is the city's; it is a unit's as well where the number is that unit's alone.
		put(LEADING + 1 + at, value === "not-applicable" ? value : { value, places, qualifier: value === item.value ? qualifier : undefined }, code);
	}
	const after = LEADING + report.units.length;
	putFigure(draft, after + 1, item.target === null ? "not-applicable" : { value: item.target, places }, texts);
	putFigure(draft, after + 2, item.target === null ? "not-applicable" : { value: item.completion, format: "0.0%" }, texts);
	draft.put(after + 3, item.remark || null, REMARK);
	await draft.write(heightOf(Math.max(linesIn(name, NAME_WIDTH), linesIn(item.remark, REMARK_WIDTH))));
}

/** 　　其中：省级, and under it 　　　　　市级. */
function indented(name: string, leads: boolean, { summary }: ConsolidatedTexts): string {
	const bare = name.replace(/^其中[:：]?/, "");
	return `　　${leads ? summary.within : "　".repeat(summary.within.length)}${bare}`;
}

type Content =
	| { readonly value: FigureValue; readonly places?: number; readonly qualifier?: Qualifier | undefined; readonly format?: string }
	| "not-applicable";

function putFigure(draft: RowDraft, column: number, content: Content, texts: ConsolidatedTexts): void {
	if (content === "not-applicable") {
		draft.put(column, texts.notApplicable, CENTRED_STYLE);
		return;
	}
	const { value, places = 0, qualifier, format } = content;
	if (value !== null && typeof value !== "number") draft.put(column, printRange(value), FIGURE_TEXT);
	else draft.put(column, value, numberStyle(format ?? qualified(numberFormat(places), qualifier)));
}

/** 约110 and 60以上 stay numbers: the qualifier is in the number format. */
function qualified(format: string, qualifier: Qualifier | undefined): string {
	if (qualifier === "约") return `"约"${format}`;
	return qualifier === "以上" ? `${format}"以上"` : format;
}

import { filterInWords, measureInWords, type WordSource } from "../../messages/filter-words.ts";
import { TABLE_TEXTS } from "../../messages/table-texts.ts";
import { figureName } from "../../model/figure-name.ts";
import { type Table, tableOf } from "../../model/form.ts";
import type { CountedIndicator, DerivedIndicator } from "../../model/indicator.ts";
import type { ReportTable, TableCell, TableColumn } from "../../model/report-table.ts";
import { rosterSheetName } from "../report-rosters.ts";
import { detailOf, groupedRows, headOf, nameCell, type TableLine, type TableSource, text } from "./table-source.ts";

const words = TABLE_TEXTS.columns;

const COLUMNS: readonly TableColumn[] = [
	{ key: "line", heading: words.line, kind: "mark", width: 6 },
	{ key: "name", heading: words.indicator, kind: "name", width: 38 },
	{ key: "unit", heading: words.unit, kind: "mark", width: 9 },
	{ key: "basis", heading: words.basis, kind: "mark", width: 10 },
	{ key: "measure", heading: words.measure, kind: "words", width: 28 },
	{ key: "filter", heading: words.filter, kind: "words", width: 52 },
	{ key: "roster", heading: words.roster, kind: "words", width: 24 },
	{ key: "rows", heading: words.rows, kind: "figure", width: 9 },
	{ key: "id", heading: words.id, kind: "words", width: 34 },
];

/** 指标说明: of every line what it counts, from which form and rows, and by which name its cell is found. */
export function definitionTable(source: TableSource): ReportTable {
	const { sheets, titles, legend } = TABLE_TEXTS;
	const rows = groupedRows(source.summary, source, (line) => cellsOf(line, source));
	const title = titles.definitions(source.city, source.periodName);
	return {
		...{ sheet: sheets.definitions, title, ...headOf(source, ""), columns: COLUMNS, rows },
		legend: [legend.definitions],
		statistical: false,
		frozen: 2,
	};
}

function cellsOf(line: TableLine, source: TableSource): Record<string, TableCell> {
	const { row, indicator } = line;
	const { basis } = source.book.figure({ indicator: indicator.id, place: null, measure: "value" });
	const rule = indicator.kind === "counted" ? countedInWords(indicator, source) : derivedInWords(indicator, source);
	return {
		...{ line: text(row.line), name: nameCell(line, TABLE_TEXTS.within), unit: text(row.unit), basis: text(TABLE_TEXTS.basis[basis]) },
		...{ measure: text(rule.measure), filter: text(rule.filter), roster: text(rule.roster) },
		...detailCells(line, source),
		id: text(`${row.indicator}\n${figureName(row.indicator, null)}`),
	};
}

/** The rosters that have rows of the figure, the first of them to be gone to, and how many rows are counted. */
function detailCells({ row }: TableLine, { rosterSheets }: TableSource): Record<string, TableCell> {
	const detail = detailOf(row.details, null);
	if (!row.details || !detail) return {};
	const sheets = row.details.city.map(({ roster }) => rosterSheets[roster] ?? "");
	const rows = row.details.city.reduce((sum, each) => sum + each.rows, 0);
	const tooltip = TABLE_TEXTS.details(sheets[0] ?? "", row.line, detail.rows);
	return {
		roster: { ...text(sheets.join("、")), link: { detail, tooltip } },
		rows: { kind: "figure", value: rows, print: { scale: "count", places: 0 } },
	};
}

interface InWords {
	readonly measure: string;
	readonly filter: string;
	/** Name of its sheet; "" of what is made of other lines. */
	readonly roster: string;
}

function countedInWords(indicator: CountedIndicator, { ports, consolidation: { scope } }: TableSource): InWords {
	const form = ports.forms.find((each) => each.indicators.some(({ id }) => id === indicator.id));
	if (!form) throw new Error(`indicator ${indicator.id} is counted by no form`);
	const table = tableOf(form, indicator.table);
	const source: WordSource = { heading: (field) => headingOf(table, field), year: scope.period.year, readings: scope.readings };
	return {
		measure: measureInWords(indicator.measure, source),
		filter: filterInWords(indicator.filter, source) || TABLE_TEXTS.everyRow,
		roster: rosterSheetName(form, table),
	};
}

function headingOf(table: Table, field: string): string {
	return table.fields.find(({ name }) => name === field)?.header.replaceAll("_", "：") ?? field;
}

function derivedInWords(indicator: DerivedIndicator, { summary, consolidation: { indicators } }: TableSource): InWords {
	const lines = new Map(summary.flatMap(({ rows }) => rows.map(({ indicator: id, line }) => [id, line])));
	const [part, whole] = indicator.inputs.map(({ id, at }) => {
		const name = indicators.find((each) => each.id === id)?.name.zh ?? id;
		return TABLE_TEXTS.input(name, lines.get(id) ?? null, at === "previous-year");
	});
	return { measure: TABLE_TEXTS.ratio(part ?? "", whole ?? "", indicator.operation), filter: "", roster: "" };
}

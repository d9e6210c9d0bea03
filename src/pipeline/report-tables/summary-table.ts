import { REPORT_TEXTS } from "../../messages/report-texts.ts";
import { TABLE_TEXTS } from "../../messages/table-texts.ts";
import { CONSOLIDATED_TEXTS } from "../../messages/workbook-texts.ts";
import { unitPlace } from "../../model/figure-name.ts";
import type { FigurePlace } from "../../model/figure-reference.ts";
import { placesOf } from "../../model/indicator.ts";
import { printedFigure, type SummaryRow } from "../../model/report.ts";
import type { CellTarget, FigureCell, Formula, ReportTable, TableCell, TableColumn } from "../../model/report-table.ts";
import { addsUpOverUnits, sumOf } from "../../stages/adds-up.ts";
import { targetIndicator } from "../../stages/consolidate.ts";
import {
	cellOf,
	detailOf,
	figureCell,
	groupedRows,
	headOf,
	lowerBound,
	madeBy,
	nameCell,
	plainPrint,
	rateFormula,
	rounded,
	type TableLine,
	type TableSource,
	text,
	unitsOf,
} from "./table-source.ts";

const words = TABLE_TEXTS.columns;

/** 汇总表: indicators in rows, the city and its units in columns, and how far the year's targets are met. */
export function summaryTable(source: TableSource): ReportTable {
	const rows = groupedRows(source.summary, source, (line) => cellsOf(line, source));
	const { marks, summary } = TABLE_TEXTS.legend;
	const title = { sheet: CONSOLIDATED_TEXTS.sheets.summary, title: REPORT_TEXTS.title(source.city, source.periodName) };
	return { ...title, ...headOf(source), columns: columnsOf(source), rows, legend: [marks, summary], statistical: true, frozen: 4 };
}

function columnsOf(source: TableSource): TableColumn[] {
	return [
		{ key: "name", heading: words.indicator, kind: "name", width: 46 },
		{ key: "unit", heading: words.unit, kind: "mark", width: 9 },
		{ key: "line", heading: words.line, kind: "mark", width: 6 },
		{ key: "city", heading: words.city, kind: "figure", width: 10 },
		...unitsOf(source).map(
			({ code, shortName }): TableColumn => ({ key: code, heading: shortName, parent: words.byUnit, kind: "figure", width: 10 }),
		),
		{ key: "target", heading: words.target, kind: "figure", width: 10 },
		{ key: "completion", heading: words.completion, kind: "figure", width: 10 },
		{ key: "remark", heading: words.remark, kind: "words", width: 22 },
	];
}

function cellsOf(line: TableLine, source: TableSource): Record<string, TableCell> {
	const { row } = line;
	const units = unitsOf(source).map(({ code }) => code);
	const once = countsOnce(line) ? [TABLE_TEXTS.countedOnce] : [];
	return {
		name: nameCell(line, TABLE_TEXTS.within),
		unit: text(row.unit),
		line: text(row.line),
		city: valueCell(line, null, source),
		...Object.fromEntries(units.map((code) => [code, valueCell(line, code, source)])),
		...targetCells(line, source),
		remark: text([row.remark, ...once].filter((part) => part !== "").join("；")),
	};
}

/** Where one enterprise stands in several units' reports, the units' figures add up to more than the city's. */
function countsOnce({ indicator, figure }: TableLine): boolean {
	if (indicator.kind === "derived" || indicator.measure.kind === "given" || typeof figure.value !== "number") return false;
	return sumOf(Object.values(figure.byUnit)) > figure.value;
}

function valueCell(line: TableLine, unit: string | null, source: TableSource): FigureCell {
	const { row, indicator } = line;
	const place = unitPlace(unit);
	const value = printedFigure(row, unit);
	const { print } = figureCell(source.book.figure({ indicator: indicator.id, place, measure: "value" }));
	const link = linkOf(row, unit, source);
	return {
		kind: "figure",
		value,
		print,
		name: { indicator: indicator.id, place, measure: "value" },
		...madeBy(value, formulaOf(line, place, source)),
		...(link ? { link } : {}),
	};
}

function formulaOf({ indicator, figure }: TableLine, place: FigurePlace | null, source: TableSource): Formula | null {
	if (indicator.kind === "derived") return rateFormula(indicator, place, source);
	const units = unitsOf(source);
	const [first, last] = [units[0], units.at(-1)];
	if (place !== null || !first || !last || !addsUpOverUnits(indicator, figure)) return null;
	const of = (code: string) => ({ indicator: indicator.id, place: unitPlace(code), measure: "value" as const });
	const sum: Formula = ["SUM(", { from: of(first.code), to: of(last.code) }, ")"];
	return placesOf(indicator) === 0 ? sum : rounded(placesOf(indicator), ...sum);
}

function targetCells({ indicator }: TableLine, { book }: TableSource): Record<string, FigureCell> {
	const of = (measure: "target" | "completion") => book.figure({ indicator: indicator.id, place: null, measure });
	const [target, completion] = [of("target"), of("completion")];
	if (indicator.target === undefined) return { target: figureCell(target), completion: figureCell(completion) };
	const goal = cellOf(targetIndicator(indicator.target), null);
	const share = rounded(3, cellOf(indicator.id, null), "/", lowerBound(target.value, { here: "target" }));
	const name = (measure: "target" | "completion") => ({ indicator: indicator.id, place: null, measure });
	return {
		target: { kind: "figure", value: target.value, print: plainPrint(target), name: name("target"), ...madeBy(target.value, [goal]) },
		completion: { ...figureCell(completion, madeBy(completion.value, share)), name: name("completion") },
	};
}

function linkOf(row: SummaryRow, unit: string | null, { rosterSheets }: TableSource): CellTarget | undefined {
	const detail = detailOf(row.details, unit);
	if (!detail) return undefined;
	return { detail, tooltip: TABLE_TEXTS.details(rosterSheets[detail.roster] ?? "", row.line, detail.rows) };
}

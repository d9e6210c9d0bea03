import { TABLE_TEXTS } from "../../messages/table-texts.ts";
import { unitPlace } from "../../model/figure-name.ts";
import type { FigurePlace, Measure } from "../../model/figure-reference.ts";
import { placesOf } from "../../model/indicator.ts";
import type { FigureCell, Formula, ReportTable, TableCell, TableColumn, TableRow } from "../../model/report-table.ts";
import { comparedPeriods } from "../../stages/compare.ts";
import type { BookFigure } from "../../stages/figure-book.ts";
import {
	figureCell,
	fromSummary,
	headOf,
	linesOf,
	madeBy,
	nameCell,
	rounded,
	type TableLine,
	type TableSource,
	text,
	unitsOf,
} from "./table-source.ts";

const words = TABLE_TEXTS.columns;

const COLUMNS: readonly TableColumn[] = [
	{ key: "name", heading: words.indicator, kind: "name", width: 46 },
	{ key: "unit", heading: words.unit, kind: "mark", width: 9 },
	{ key: "line", heading: words.line, kind: "mark", width: 6 },
	{ key: "basis", heading: words.basis, kind: "mark", width: 10 },
	{ key: "value", heading: words.value, kind: "figure", width: 11 },
	{ key: "last-year", heading: words.lastYear, parent: words.againstLastYear, kind: "figure", width: 11 },
	{ key: "change", heading: words.change, parent: words.againstLastYear, kind: "figure", width: 11 },
	{ key: "growth", heading: words.growth, parent: words.againstLastYear, kind: "figure", width: 10 },
	{ key: "last-period", heading: words.lastPeriod, parent: words.againstLastPeriod, kind: "figure", width: 11 },
	{ key: "period-change", heading: words.change, parent: words.againstLastPeriod, kind: "figure", width: 11 },
	{ key: "period-growth", heading: words.periodGrowth, parent: words.againstLastPeriod, kind: "figure", width: 10 },
	{ key: "remark", heading: words.remark, kind: "words", width: 26 },
];

/** Difference and growth of a column of earlier figures. */
const BESIDE = [
	{ earlier: "last-year", change: "change", growth: "growth" },
	{ earlier: "last-period", change: "period-change", growth: "period-growth" },
] as const satisfies readonly Record<string, Measure>[];

/** 同比环比表: the figures that have something to compare with, beside last year's and the period before's: the city's, and below them every unit's. How many have nothing is said in the legend. */
export function comparisonTable(source: TableSource): ReportTable {
	const { city, periodName, consolidation, summary } = source;
	const lines = summary.map((group, at) => ({
		title: TABLE_TEXTS.group(at, group.title.zh),
		lines: linesOf(group, source).filter(isCompared),
	}));
	const compared = lines.map(({ title, lines: own }) => ({ title, lines: own.filter((line) => hasEarlier(line, null, source)) }));
	const ofCity = compared.flatMap(({ title, lines: own }) =>
		own.length === 0 ? [] : [group(title), ...own.map((line) => rowOf(line, null, source))],
	);
	const ofUnits = unitsOf(source).flatMap(({ code, name }) => {
		const place = unitPlace(code);
		const own = lines.flatMap((each) => each.lines).filter((line) => hasEarlier(line, place, source) && !isZeroThroughout(line, place, source));
		return own.length === 0 ? [] : [group(name), ...own.map((line) => rowOf(line, place, source))];
	});
	const { lastYear, dayBefore, periodBefore } = comparedPeriods(consolidation.scope.period);
	const rows = [...ofCity, ...ofUnits];
	const count = (own: readonly { lines: readonly TableLine[] }[]) => own.reduce((sum, each) => sum + each.lines.length, 0);
	const left = count(lines) - count(compared);
	const { marks, comparison, rules, notCompared } = TABLE_TEXTS.legend;
	return {
		...{ sheet: TABLE_TEXTS.sheets.comparison, title: TABLE_TEXTS.titles.comparison(city, periodName), ...headOf(source), columns: COLUMNS },
		rows: rows.length > 0 ? rows : [group(TABLE_TEXTS.nothingEarlier)],
		legend: [marks, comparison(lastYear, dayBefore, periodBefore), rules, ...(rows.length > 0 && left > 0 ? [notCompared(left)] : [])],
		statistical: true,
		frozen: 4,
	};
}

const group = (title: string): TableRow => ({ kind: "group", text: title });

/** Targets are set, not reached: they are compared with nothing. */
function isCompared({ indicator }: TableLine): boolean {
	return indicator.kind === "derived" || indicator.measure.kind !== "given";
}

function hasEarlier({ indicator }: TableLine, place: FigurePlace | null, { book }: TableSource): boolean {
	return BESIDE.some(({ earlier }) => typeof book.figure({ indicator: indicator.id, place, measure: earlier }).value === "number");
}

/** Zeros beside zeros: most lines of most units, among which those that say something would be lost. */
function isZeroThroughout({ indicator }: TableLine, place: FigurePlace | null, { book }: TableSource): boolean {
	const told = (["value", ...BESIDE.map(({ earlier }) => earlier)] as const).map(
		(measure) => book.figure({ indicator: indicator.id, place, measure }).value,
	);
	return told.every((value) => value === 0 || value === "not-applicable");
}

function rowOf(line: TableLine, place: FigurePlace | null, source: TableSource): TableRow {
	const { row, indicator } = line;
	const at = (measure: Measure) => source.book.figure({ indicator: indicator.id, place, measure });
	const value = at("value");
	const named = (measure: Measure, figure: BookFigure, more: Partial<FigureCell> = {}) =>
		figureCell(figure, { name: { indicator: indicator.id, place, measure }, ...more });
	const cells = BESIDE.flatMap(({ earlier, change, growth }): [string, TableCell][] => {
		const [before, difference, rate] = [at(earlier), at(change), at(growth)];
		const less: Formula = [{ here: "value" }, "-", { here: earlier }];
		const ratio = rounded(3, "(", ...less, ")/", { here: earlier });
		const places = placesOf(indicator);
		return [
			[earlier, named(earlier, before)],
			[change, named(change, difference, madeBy(difference.value, places === 0 ? less : rounded(places, ...less)))],
			[growth, named(growth, rate, madeBy(rate.value, ratio))],
		];
	});
	const why = [...new Set(BESIDE.flatMap(({ change, growth }) => [at(change).why, at(growth).why]))].flatMap((reason) =>
		reason ? [TABLE_TEXTS.incomparable[reason]] : [],
	);
	return {
		kind: "cells",
		cells: {
			// The line that it is part of may have nothing to compare with, and be left out.
			...{
				name: nameCell({ ...line, leadsIndent: true }, TABLE_TEXTS.within),
				unit: text(row.unit),
				line: text(row.line),
				basis: text(TABLE_TEXTS.basis[value.basis]),
			},
			value: figureCell(value, fromSummary(indicator.id, place, value.value)),
			...Object.fromEntries(cells),
			remark: text(why.join("；")),
		},
	};
}

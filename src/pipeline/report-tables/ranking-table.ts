import { TABLE_TEXTS } from "../../messages/table-texts.ts";
import { unitPlace } from "../../model/figure-name.ts";
import type { Measure } from "../../model/figure-reference.ts";
import { quotient } from "../../model/indicator.ts";
import { printedInTable, type Told } from "../../model/printed.ts";
import type { FigureCell, Formula, ReportTable, TableCell, TableColumn, TableRow } from "../../model/report-table.ts";
import { targetIndicator } from "../../stages/consolidate.ts";
import { type Placed, type Ranking, rankingOf } from "../../stages/ranking.ts";
import { cellOf, figureCell, fromSummary, headOf, lowerBound, madeBy, rounded, type TableSource, text, unitsOf } from "./table-source.ts";

const words = TABLE_TEXTS.columns;

const COLUMNS: readonly TableColumn[] = [
	{ key: "rank", heading: words.rank, kind: "figure", width: 9 },
	{ key: "unit", heading: words.reportingUnit, kind: "mark", width: 20 },
	{ key: "value", heading: words.quantity, kind: "figure", width: 13 },
	{ key: "share", heading: words.share, kind: "figure", width: 13 },
	{ key: "target", heading: words.target, kind: "figure", width: 13 },
	{ key: "completion", heading: words.completion, kind: "figure", width: 13 },
	{ key: "schedule", heading: words.schedule, kind: "figure", width: 13 },
	{ key: "distance", heading: words.distance, kind: "figure", width: 20 },
	{ key: "remark", heading: words.remark, kind: "words", width: 18 },
];

/** 排名通报: the units by completion of their targets and, of some indicators, by quantity. null where nothing is ranked. */
export function rankingTable(source: TableSource): ReportTable | null {
	const { city, periodName, consolidation, summary, book } = source;
	const printed = new Map(summary.flatMap(({ rows }) => rows.map(({ indicator, line }) => [indicator, line])));
	const rankings = consolidation.indicators
		.filter(({ id }) => printed.has(id))
		.flatMap((indicator) => rankingOf(indicator, consolidation.figures, unitsOf(source)) ?? [])
		.sort(
			(a, b) =>
				Number(b.by === "completion") - Number(a.by === "completion") || (printed.get(a.indicator.id) ?? 0) - (printed.get(b.indicator.id) ?? 0),
		);
	const [first] = rankings;
	if (!first) return null;
	const schedule = book.figure({ indicator: first.indicator.id, place: null, measure: "schedule" });
	const { sheets, titles, legend } = TABLE_TEXTS;
	return {
		...{ sheet: sheets.ranking, title: titles.ranking(city, periodName), ...headOf(source), columns: COLUMNS },
		rows: rankings.flatMap((ranking, at) => rowsOf(ranking, at, source)),
		legend: [legend.marks, legend.ranking(printedInTable(schedule.value, schedule))],
		statistical: true,
		frozen: 2,
	};
}

function rowsOf(ranking: Ranking, at: number, source: TableSource): TableRow[] {
	const { indicator, by, units } = ranking;
	const title = TABLE_TEXTS.rankedBy(indicator.name.zh, indicator.unit, by);
	return [
		{ kind: "group", text: TABLE_TEXTS.group(at, title) },
		...units.map((placed): TableRow => ({ kind: "cells", cells: cellsOf(ranking, placed, source) })),
	];
}

function cellsOf({ indicator, by }: Ranking, placed: Placed, source: TableSource): Record<string, TableCell> {
	const { unit, rank } = placed;
	const place = unitPlace(unit.code);
	const at = (measure: Measure) => source.book.figure({ indicator: indicator.id, place, measure });
	const named = (measure: Measure, more: Partial<FigureCell> = {}) =>
		figureCell(at(measure), { name: { indicator: indicator.id, place, measure }, ...more });
	const share = madeBy(at("share").value, rounded(3, { here: "value" }, "/", cellOf(indicator.id, null)));
	return {
		rank: named("rank", madeBy(rank, rankFormula(by))),
		unit: text(unit.shortName),
		value: figureCell(at("value"), fromSummary(indicator.id, place, at("value").value)),
		share: named("share", share),
		...(by === "completion" ? progressCells(named, at, source) : withoutTarget()),
		remark: text(rank !== null ? "" : placed.value === null ? TABLE_TEXTS.notReported : TABLE_TEXTS.noTarget),
	};

	function progressCells(cell: typeof named, figure: typeof at, { consolidation: { scope, indicators } }: TableSource): Record<string, TableCell> {
		const [target, completion, schedule] = [figure("target"), figure("completion"), figure("schedule")];
		const goal = indicators.find(({ id }) => indicator.target !== undefined && id === targetIndicator(indicator.target));
		const done: Formula = rounded(3, { here: "value" }, "/", lowerBound(target.value, { here: "target" }));
		return {
			target: cell("target", goal ? madeBy(target.value, [cellOf(goal.id, place)]) : {}),
			completion: cell("completion", madeBy(completion.value, done)),
			schedule: figureCell(schedule, madeBy(schedule.value, elapsedFormula(scope.period.year, scope.cutoff))),
			distance: distanceCell(completion.value, schedule.value),
		};
	}
}

const NONE: FigureCell = { kind: "figure", value: "not-applicable", print: { scale: "count", places: 0 } };

function withoutTarget(): Record<string, TableCell> {
	return { target: NONE, completion: NONE, schedule: NONE, distance: NONE };
}

/** How many units of the group are better, and one. Texts and blanks are no competitors; ties of completion are parted by quantity. */
function rankFormula(by: Ranking["by"]): Formula {
	const mark = by === "completion" ? "completion" : "value";
	const [all, own] = [{ group: mark }, { here: mark }];
	const better: Formula = ["SUMPRODUCT(ISNUMBER(", all, ")*(", all, ">", own, "))"];
	const parted: Formula = ["+SUMPRODUCT((", all, "=", own, ")*(", { group: "value" }, ">", { here: "value" }, "))"];
	return [...better, ...(by === "completion" ? parted : []), "+1"];
}

/** Days of the year up to the cutoff by days of the year. A cutoff outside the year is no share of it. */
function elapsedFormula(year: number, cutoff: string): Formula | null {
	if (!cutoff.startsWith(`${year}-`)) return null;
	const day = (iso: string) => `DATE(${iso.split("-").map(Number).join(",")})`;
	const eve = day(`${year - 1}-12-31`);
	return rounded(3, `(${day(cutoff)}-${eve})/(${day(`${year}-12-31`)}-${eve})`);
}

function distanceCell(completion: Told, schedule: Told): FigureCell {
	const both = typeof completion === "number" && typeof schedule === "number";
	const value: Told = both ? quotient(completion - schedule, 0.01, 1) : completion === null ? null : "not-applicable";
	const formula = rounded(1, "(", { here: "completion" }, "-", { here: "schedule" }, ")*100");
	return { kind: "figure", value, print: { scale: "count", places: 1 }, ...madeBy(value, formula) };
}

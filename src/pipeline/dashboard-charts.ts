import { DASHBOARD_TEXTS as TEXTS } from "../messages/dashboard-texts.ts";
import { type Chart, type ChartSeries, drawnSeries } from "../model/chart.ts";
import type { DashboardChart, PointSource } from "../model/dashboard.ts";
import type { ReportingUnit } from "../model/division.ts";
import type { FormChart, MembersChart, UnitsChart } from "../model/form-chart.ts";
import type { Figure, FigureValue, Indicator } from "../model/indicator.ts";
import { type Period, periodName } from "../model/period.ts";
import { grouped } from "../model/printed.ts";
import { targetIndicator } from "../stages/consolidate.ts";
import type { FigureBook } from "../stages/figure-book.ts";
import { rankingOf } from "../stages/ranking.ts";

/** What the charts of a publication are drawn from. */
export interface Drawn {
	readonly book: FigureBook;
	readonly figures: ReadonlyMap<string, Figure>;
	/** In the order of tables. */
	readonly units: readonly ReportingUnit[];
	/** 序时进度, as a fraction and as it is printed. */
	readonly schedule: { readonly value: number; readonly printed: string };
}

/** The published figures of a period. */
export interface PublishedPeriod {
	readonly period: Period;
	readonly figures: ReadonlyMap<string, Figure>;
}

/** Columns of more units cannot be told apart. */
const MOST_UNITS = 20;
const COUNT = "#,##0";
const SHARE = "0.0%";

/** A series with the figures that its points are. */
interface Sourced extends ChartSeries {
	readonly sources: readonly (PointSource | null)[];
}

/** What an indicator is called on the leader's page. */
export function headlineName({ name, headline }: Indicator): string {
	return (headline?.name ?? name).zh;
}

/** A number as it can be drawn: of a range its lower bound, on which completion is measured. What was not reported is a gap. */
function pointOf(value: FigureValue | undefined): number | null {
	return typeof value === "number" ? value : (value?.[0] ?? null);
}

/** The figure that a point is; none where it is a bound of a range alone. */
function sourceOf(value: FigureValue | undefined, indicator: string, unit: string | null): PointSource | null {
	return typeof value === "number" ? { indicator, unit } : null;
}

/** 年度目标完成率: every indicator that has a target, beside the share of the year that has passed. null where no completion is known. */
export function completionChart({ book, figures, schedule }: Drawn): DashboardChart | null {
	const measured = book.indicators.flatMap((indicator) => {
		const completion = book.figure({ indicator: indicator.id, place: null, measure: "completion" }).value;
		if (indicator.target === undefined || completion === "not-applicable") return [];
		const whole = targetIndicator(indicator.target);
		const known = completion !== null && typeof figures.get(whole)?.value === "number";
		const source = known ? { part: { indicator: indicator.id, unit: null }, whole: { indicator: whole, unit: null } } : null;
		return [{ name: headlineName(indicator), value: pointOf(completion), source }];
	});
	if (measured.every(({ value }) => value === null)) return null;
	const series = { name: TEXTS.completion, values: measured.map(({ value }) => value), sources: measured.map(({ source }) => source) };
	return made("targets.completion", "", [series], {
		kind: "bar",
		title: TEXTS.completions,
		categories: measured.map(({ name }) => name),
		axes: { category: TEXTS.indicator, value: TEXTS.completion },
		format: SHARE,
		reference: { name: TEXTS.schedule(schedule.printed), value: schedule.value },
	});
}

/** Target and what is done, unit by unit, of every indicator whose target is split to the units. */
export function targetCharts({ book, figures, units }: Drawn): DashboardChart[] {
	return book.indicators.flatMap((indicator) => {
		const ranking = rankingOf(indicator, figures, units);
		if (indicator.target === undefined || ranking?.by !== "completion") return [];
		const target = targetIndicator(indicator.target);
		const all = units.filter(({ kind }) => kind !== "city");
		// Of very many those that lag behind are shown: the ranking has the best first.
		const competing = all.length <= MOST_UNITS ? all : ranking.units.slice(-MOST_UNITS).map(({ unit }) => unit);
		const series = (name: string, id: string): Sourced => ({ name, ...across(id, competing, figures) });
		return [
			made(`${indicator.id}.target`, indicator.unit, [series(TEXTS.target, target), series(TEXTS.done, indicator.id)], {
				kind: "column",
				title: `${TEXTS.byUnit(headlineName(indicator))}${competing.length < all.length ? TEXTS.lowest(competing.length, all.length) : ""}`,
				categories: competing.map(({ shortName }) => shortName),
				axes: { category: TEXTS.units, value: TEXTS.measuredIn(indicator.unit) },
				format: COUNT,
			}),
		];
	});
}

/** A chart that a form declares; null where nothing was reported of it. */
export function declaredChart(chart: FormChart, drawn: Drawn): DashboardChart | null {
	const made = chart.across === "units" ? unitsChart(chart, drawn) : membersChart(chart, drawn);
	return made.chart.series.some(({ values }) => values.some((value) => value !== null)) ? made : null;
}

function across(indicator: string, units: readonly ReportingUnit[], figures: ReadonlyMap<string, Figure>): Omit<Sourced, "name"> {
	const values = units.map(({ code }) => figures.get(indicator)?.byUnit[code]);
	return { values: values.map(pointOf), sources: values.map((value, at) => sourceOf(value, indicator, units[at]?.code ?? null)) };
}

function unitsChart(chart: UnitsChart, { figures, units }: Drawn): DashboardChart {
	const something = ({ code }: ReportingUnit) => chart.series.some(({ indicator }) => (figures.get(indicator)?.byUnit[code] ?? 0) !== 0);
	const all = units.filter((unit) => unit.kind !== "city" || something(unit));
	const sumOf = ({ code }: ReportingUnit) =>
		chart.series.reduce((sum, { indicator }) => sum + (pointOf(figures.get(indicator)?.byUnit[code]) ?? 0), 0);
	const shown = all.length <= MOST_UNITS ? all : all.toSorted((a, b) => sumOf(b) - sumOf(a)).slice(0, MOST_UNITS);
	const series = chart.series.map(({ name, indicator }) => ({ name: name.zh, ...across(indicator, shown, figures) }));
	return made(chart.id, chart.unit, series, {
		kind: chart.kind,
		title: `${chart.title.zh}${shown.length < all.length ? TEXTS.largest(shown.length, all.length) : ""}`,
		categories: shown.map(({ shortName }) => shortName),
		axes: { category: TEXTS.units, value: TEXTS.measuredIn(chart.unit) },
		format: COUNT,
	});
}

function membersChart(chart: MembersChart, { book, figures }: Drawn): DashboardChart {
	const details = new Set(book.indicators.filter(({ detail }) => detail === true).map(({ id }) => id));
	const silent = (id: string | undefined) => {
		const figure = id === undefined ? undefined : figures.get(id);
		return id === undefined || (details.has(id) && (!figure || [figure.value, ...Object.values(figure.byUnit)].every((value) => !value)));
	};
	const members = chart.members.filter(({ indicators }) => !indicators.every(silent));
	const series = chart.series.flatMap((name, at): Sourced[] => {
		const ids = members.map(({ indicators }) => indicators[at]);
		if (ids.every(silent)) return [];
		const values = ids.map((id) => (id === undefined ? null : figures.get(id)?.value));
		return [{ name: name.zh, values: values.map(pointOf), sources: values.map((value, place) => sourceOf(value, ids[place] ?? "", null)) }];
	});
	return made(chart.id, chart.unit, series, {
		kind: chart.kind,
		title: chart.title.zh,
		categories: members.map(({ name }) => name.zh),
		axes: { category: chart.axis.zh, value: TEXTS.measuredIn(chart.unit) },
		format: COUNT,
	});
}

/** The figures that the page follows over time, from the first of the periods to the last, which is this publication's own; null where there is only one. */
export function trendChart(periods: readonly PublishedPeriod[], { book }: Drawn): DashboardChart | null {
	const followed = book.indicators.filter(({ headline }) => headline?.trend === true);
	if (periods.length < 2 || followed.length === 0) return null;
	const series = followed.map((indicator): Sourced => {
		const values = periods.map(({ figures }) => figures.get(indicator.id)?.value);
		const sources = values.map((value, at) => (at === periods.length - 1 ? sourceOf(value, indicator.id, null) : null));
		return { name: TEXTS.named(headlineName(indicator), indicator.unit), values: values.map(pointOf), sources };
	});
	return made("trend", "", series, {
		kind: "line",
		title: TEXTS.trend,
		categories: periods.map(({ period }) => periodName(period, "zh-CN")),
		axes: { category: TEXTS.period, value: TEXTS.quantity },
		format: COUNT,
	});
}

function made(id: string, unit: string, series: readonly Sourced[], rest: Omit<Chart, "series" | "alternative">): DashboardChart {
	const silent: Chart = { ...rest, alternative: "", series: series.map(({ name, values }) => ({ name, values })) };
	const chart = {
		...silent,
		alternative: TEXTS.alternative(
			silent,
			drawnSeries(silent).map((one) => saidOf(one, silent)),
		),
	};
	const sources = drawnSeries(chart).map((_, at) => series[at]?.sources ?? rest.categories.map(() => null));
	return { id, unit, chart, sources };
}

/** What a reader who cannot see it is told of a series: its largest and its smallest value, and how many are missing. */
function saidOf({ name, values }: ChartSeries, { categories, format }: Chart): string {
	const print = (value: number) => (format === SHARE ? `${grouped(value * 100, 1)}%` : grouped(value, 0));
	const points = values.flatMap((value, at) => (value === null ? [] : [{ value, category: categories[at] ?? "" }]));
	const [first] = points;
	if (!first) return TEXTS.noPoints(name);
	const extreme = (better: (a: number, b: number) => boolean) => points.reduce((found, each) => (better(each.value, found.value) ? each : found));
	const [most, least] = [extreme((a, b) => a > b), extreme((a, b) => a < b)];
	const told = ({ category, value }: { category: string; value: number }) =>
		TEXTS.point(category, points.filter((each) => each.value === value).length, print(value));
	const gaps = points.length < values.length ? TEXTS.gaps(values.length - points.length) : "";
	if (most.value === least.value && points.length > 1) return `${TEXTS.allSame(name, print(most.value))}${gaps}`;
	return `${TEXTS.extremes(name, told(most), told(least))}${gaps}`;
}

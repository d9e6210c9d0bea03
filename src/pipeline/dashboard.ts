import { DASHBOARD_TEXTS as TEXTS } from "../messages/dashboard-texts.ts";
import { REPORT_TEXTS } from "../messages/report-texts.ts";
import type { Dashboard, DashboardChart, KeyCell, KeyFigure } from "../model/dashboard.ts";
import { inTableOrder, type ReportingUnit } from "../model/division.ts";
import type { Measure } from "../model/figure-reference.ts";
import type { Form } from "../model/form.ts";
import type { Indicator } from "../model/indicator.ts";
import { type Period, periodName } from "../model/period.ts";
import { grouped, printedInTable } from "../model/printed.ts";
import type { Overview } from "../model/report.ts";
import { isRate } from "../stages/compare.ts";
import { targetIndicator } from "../stages/consolidate.ts";
import type { FigureBook } from "../stages/figure-book.ts";
import { rankingOf } from "../stages/ranking.ts";
import type { Consolidation } from "./consolidate.ts";
import { completionChart, type Drawn, declaredChart, headlineName, type PublishedPeriod, targetCharts, trendChart } from "./dashboard-charts.ts";

/** What the leader's page is made from. */
export interface DashboardSource {
	readonly consolidation: Consolidation;
	readonly book: FigureBook;
	readonly forms: readonly Form[];
	readonly units: readonly ReportingUnit[];
	readonly overview: Overview;
	/** Published earlier, oldest first. */
	readonly earlier: readonly PublishedPeriod[];
}

/** The leader's page (看板): pure; the same source gives the same page. */
export function dashboard({ consolidation, book, forms, units, overview, earlier }: DashboardSource): Dashboard {
	const { scope, figures } = consolidation;
	const shown = book.indicators.filter((indicator) => isShown(indicator, book));
	const schedule = scheduleOf(shown, book);
	const drawn: Drawn = { book, figures, units: inTableOrder(units), schedule };
	const periods = [...earlier, { period: scope.period, figures }];
	const charts: (DashboardChart | null)[] = [
		completionChart(drawn),
		...targetCharts(drawn),
		...forms.flatMap((form) => form.charts.map((chart) => declaredChart(chart, drawn))),
		trendChart(periods, drawn),
	];
	return {
		subtitle: TEXTS.subtitle(scope.cutoff, schedule.printed),
		figures: shown.map((indicator) => keyFigure(indicator, drawn)),
		concerns: [...onTargets(shown, drawn), ...onReports(overview), ...(earlier.length === 0 ? [onePeriod(scope.period)] : [])],
		charts: charts.filter((chart) => chart !== null),
	};
}

/** Key figures are those that a target is set for this year, and those that their forms declare. */
function isShown(indicator: Indicator, book: FigureBook): boolean {
	return indicator.headline !== undefined || (indicator.target !== undefined && cityTold(book, indicator, "target").value !== "not-applicable");
}

function cityTold(book: FigureBook, { id }: Indicator, measure: Measure) {
	return book.figure({ indicator: id, place: null, measure });
}

function scheduleOf([first]: readonly Indicator[], book: FigureBook): Drawn["schedule"] {
	const told = first && cityTold(book, first, "schedule");
	return typeof told?.value === "number" ? { value: told.value, printed: told.printed } : { value: 0, printed: "" };
}

function keyFigure(indicator: Indicator, drawn: Drawn): KeyFigure {
	const told = (measure: Measure): KeyCell => {
		const { value, format } = cityTold(drawn.book, indicator, measure);
		return { value, format };
	};
	return {
		indicator: indicator.id,
		name: headlineName(indicator),
		unit: indicator.unit,
		value: told("value"),
		lastYear: told("last-year"),
		growth: told("growth"),
		target: told("target"),
		targetIndicator: indicator.target === undefined ? null : targetIndicator(indicator.target),
		completion: told("completion"),
		remark: [...onSchedule(indicator, drawn), ...onGrowth(indicator, drawn), ...onRanking(indicator, drawn), ...onCoverage(indicator, drawn)].join(
			"；",
		),
	};
}

/** Per-cent points between completion and 序时进度. */
function lead(indicator: Indicator, { book, schedule }: Drawn): number | null {
	const { value } = cityTold(book, indicator, "completion");
	return typeof value === "number" ? Math.round((value - schedule.value) * 1000) / 10 : null;
}

function onSchedule(indicator: Indicator, drawn: Drawn): string[] {
	const { value } = cityTold(drawn.book, indicator, "completion");
	if (value === null) return [TEXTS.notReported];
	const points = lead(indicator, drawn);
	if (typeof value !== "number" || points === null) return cityTold(drawn.book, indicator, "value").value === null ? [TEXTS.notReported] : [];
	if (value >= 1) return [TEXTS.reached];
	if (points === 0) return [TEXTS.onSchedule];
	return [points > 0 ? TEXTS.ahead(grouped(points, 1)) : TEXTS.behind(grouped(-points, 1))];
}

/** Of rates the growth is said in points: the column of growth rates has none to print. */
function onGrowth(indicator: Indicator, { book }: Drawn): string[] {
	const { value, places, unit } = cityTold(book, indicator, "change");
	if (!isRate(indicator) || indicator.unit !== "%" || unit === "" || typeof value !== "number" || value === 0) return [];
	return [TEXTS.growthInPoints(grouped(value, places))];
}

/** Who is first and who is last among the units, of a target that is split to them. */
function onRanking(indicator: Indicator, { figures, units }: Drawn): string[] {
	const ranking = rankingOf(indicator, figures, units);
	const placed = ranking?.units.filter(({ rank }) => rank !== null) ?? [];
	const [best, last] = [placed[0], placed.at(-1)];
	if (ranking?.by !== "completion" || !best || !last || placed.length < 2) return [];
	const printed = (completion: number | null) => printedInTable(completion, { scale: "percent", places: 1 });
	if (placed.every(({ completion }) => completion === best.completion)) return [TEXTS.allAlike(printed(best.completion))];
	const at = (rank: number | null) =>
		placed.filter((each) => each.rank === rank).map(({ unit, completion }) => `${unit.shortName}${printed(completion)}`);
	return [TEXTS.ranking(at(best.rank), at(last.rank))];
}

/** A sum that lacks a unit, or has another period's figure of one in it, is said to. */
function onCoverage(indicator: Indicator, { book }: Drawn): string[] {
	const { value, carried, missing } = cityTold(book, indicator, "value");
	return [
		...(carried.length > 0 ? [REPORT_TEXTS.carried] : []),
		...(missing.length > 0 && value !== null && value !== "not-applicable" ? [REPORT_TEXTS.incomplete(missing.length)] : []),
	];
}

function onTargets(shown: readonly Indicator[], drawn: Drawn): string[] {
	const { book, schedule } = drawn;
	const targeted = shown.filter((indicator) => cityTold(book, indicator, "completion").value !== "not-applicable");
	const behind = targeted.filter((indicator) => (lead(indicator, drawn) ?? 0) < 0);
	const unknown = targeted.filter((indicator) => lead(indicator, drawn) === null);
	const named = behind.map((indicator) => `${headlineName(indicator)}${cityTold(book, indicator, "completion").printed}`);
	return [
		...(named.length > 0 ? [TEXTS.behindSchedule(schedule.printed, named)] : []),
		...(targeted.length > unknown.length && named.length === 0 ? [TEXTS.allOnSchedule(schedule.printed)] : []),
		...(unknown.length > 0 ? [TEXTS.unknownCompletion(unknown.map(headlineName))] : []),
	];
}

function onReports({ units }: Overview): string[] {
	const open = units.filter(({ done, owed }) => done < owed).map(({ name, done, owed }) => TEXTS.openForms(name, done, owed));
	return open.length > 0 ? [TEXTS.openUnits(open)] : [];
}

function onePeriod(period: Period): string {
	return TEXTS.onePeriod(periodName(period, "zh-CN"));
}

import { membersOf, type ReportingUnit } from "../model/division.ts";
import type { FigurePlace } from "../model/figure-reference.ts";
import { type Basis, type Figure, type FigureValue, type Incomparable, type Indicator, placesOf, quotient } from "../model/indicator.ts";
import { endingWith, type Period, preceding, yearBefore } from "../model/period.ts";
import { isRange, type Told } from "../model/printed.ts";

/**
 * With which periods the figures of a published one are compared (同比, 环比).
 *
 * - 上年同期: the period of the same kind a year before (2018H1 for 2019H1).
 * - 上期 of what stands at a date (时点): the longest period that ends on the day before the published one begins: the end of 2018 (年初数) for 2019H1, 2019H1 for 2019H2.
 * - 上期 of what happened in the period (本期累计): the period of the same kind just before (2018H2 for 2019H1).
 * - What has added up since January (本年累计) or is said for the year (全年) has a 上期 in reports on whole years alone: half a year against a whole one says nothing.
 *
 * The other period is counted as of the same instant and by the same readings, to its own cutoff, and without 沿用上期: data that stand in are no figure of that period.
 */
export interface ComparedPeriods {
	readonly lastYear: Period;
	readonly periodBefore: Period;
	readonly dayBefore: Period;
}

/** The periods that a published one is compared with. */
export function comparedPeriods(published: Period): ComparedPeriods {
	const periodBefore = preceding(published);
	return { lastYear: yearBefore(published), periodBefore, dayBefore: endingWith(periodBefore.end) };
}

/** The figures of another period. */
export interface OtherFigures {
	readonly period: Period;
	readonly figures: ReadonlyMap<string, Figure>;
}

/** What is compared with; null where no accepted report of that period counts. */
export type Comparisons = { readonly [K in keyof ComparedPeriods]: OtherFigures | null };

export const NO_COMPARISONS: Comparisons = { lastYear: null, periodBefore: null, dayBefore: null };

export type Against = "last-year" | "last-period";

/** A figure beside that of another period. */
export interface Compared {
	readonly earlier: Told;
	/** Difference, in the indicator's unit; of per-cent figures in 个百分点. */
	readonly change: Told;
	/** Fraction of the other period's figure. */
	readonly growth: Told;
	/** Why there is no difference or no growth though both periods have a figure. */
	readonly why?: Incomparable;
}

const NOTHING: Compared = { earlier: "not-applicable", change: "not-applicable", growth: "not-applicable" };

/** The other period's figures that an indicator is compared with. null where there is none to have. */
export function othersFor(against: Against, basis: Basis, published: Period, comparisons: Comparisons): OtherFigures | null {
	if (against === "last-year") return comparisons.lastYear;
	if (basis === "at-date") return comparisons.dayBefore;
	return basis === "in-period" || published.kind === "year" ? comparisons.periodBefore : null;
}

/** The figure's value at a place: of a unit, a division or, for null, the city. null where it was not reported. */
export function valueAt(figure: Figure | undefined, place: FigurePlace | null): FigureValue {
	if (!figure) return null;
	if (place === null) return figure.value;
	return (place.cut === "unit" ? figure.byUnit : figure.byDivision)[place.code] ?? null;
}

/**
 * 增减 and 同比 (or 环比) of a figure: none where a side was not reported; of ranges, of figures that stand in for this period's, and of figures to which not the same units
 * reported, there is none to have; a base of zero has no growth, a negative one only a difference, a rate only a difference.
 */
export function compared(
	indicator: Indicator,
	now: Figure,
	others: OtherFigures | null,
	place: FigurePlace | null,
	units: readonly ReportingUnit[],
): Compared {
	const before = others?.figures.get(indicator.id);
	if (!before) return NOTHING;
	const [value, earlier] = [valueAt(now, place), valueAt(before, place)];
	if (value === null || earlier === null) return { earlier, change: null, growth: null };
	const members = place === null ? units : membersOf(place, units);
	if (isRange(value) || isRange(earlier)) return incomparable(earlier, "range");
	if (members.some(({ code }) => now.carried?.[code] !== undefined)) return incomparable(earlier, "stands-in");
	if (reportedBy(now, members) !== reportedBy(before, members)) return incomparable(earlier, "other-units");
	const change = quotient(value - earlier, 1, placesOf(indicator)) ?? 0;
	if (isRate(indicator)) return { earlier, change, growth: "not-applicable" };
	if (earlier <= 0) return { earlier, change, growth: "not-applicable", why: earlier === 0 ? "zero-base" : "negative-base" };
	return { earlier, change, growth: quotient(change, earlier, GROWTH_PLACES) };
}

function incomparable(earlier: Told, why: Incomparable): Compared {
	return { earlier, change: "not-applicable", growth: "not-applicable", why };
}

/** Decimals of growth rates as fractions: 12.7 %. */
const GROWTH_PLACES = 3;

/** Rates and multiples are compared by their difference alone. */
export function isRate(indicator: Indicator): boolean {
	return indicator.kind === "derived" || indicator.unit === "%" || indicator.unit === "倍";
}

/** The units whose report a figure rests on. */
function reportedBy({ missing }: Figure, units: readonly ReportingUnit[]): string {
	return units
		.map(({ code }) => code)
		.filter((code) => !missing?.includes(code))
		.sort()
		.join(" ");
}

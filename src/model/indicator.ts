import type { Filter } from "./filter.ts";
import type { Bilingual } from "./text.ts";

export type Area =
	| "hnte"
	| "platforms"
	| "incubators"
	| "applications"
	| "projects"
	| "inspection"
	| "outreach"
	| "finance"
	| "cooperation"
	| "commissioners"
	| "targets"
	| "policy"
	| "party";

/** How rows become one number. */
export type Measure =
	/** Rows (after roll-up each row stands for one key). */
	| { readonly kind: "count" }
	/** Distinct values of the fields (by match key where the field has one). `every`: only those all of whose filtered rows keep it. */
	| { readonly kind: "distinct"; readonly fields: readonly string[]; readonly every?: Filter }
	/** Distinct documents: rows of one name, and rows of which one's alias names the other, count once, along any chain of them; the first in `order` stands for them. */
	| { readonly kind: "distinct-by-alias"; readonly name: string; readonly alias: string; readonly order: string }
	/** Sum of a field. `once`: of the rows that share the key only the one highest in `highest.order` (first is highest) counts. */
	| {
			readonly kind: "sum";
			readonly field: string;
			/** Field that says 准确, 约 or 以上. */
			readonly qualifier?: string;
			readonly once?: { readonly key: readonly string[]; readonly highest: { readonly field: string; readonly order: readonly string[] } };
	  }
	/** The value itself, given by the city for itself and for units in a region column: one bound or two. */
	| { readonly kind: "given"; readonly low: string; readonly high: string; readonly region: string; readonly whole: string };

export interface CountedIndicator {
	readonly kind: "counted";
	/** Lower case, dots and hyphens: hnte.stock, platforms.centre.provincial. */
	readonly id: string;
	readonly area: Area;
	readonly name: Bilingual;
	/** Unit of measure as printed: 家, 个, 万元. */
	readonly unit: string;
	/** Table of the form, where it has several. */
	readonly table?: string;
	readonly measure: Measure;
	readonly filter: Filter;
	/** Decimals that are printed; 0 by default. */
	readonly places?: number;
	/** 综01 code of the target that this indicator is measured against. */
	readonly target?: string;
	readonly headline?: Headline;
	/** Id of the indicator under which it is indented as 其中. */
	readonly within?: string;
	/** A member of a long breakdown: printed in the summary only where some unit has a value other than 0; always in the statistics. */
	readonly detail?: true;
	/** Where the roll-up of its table does not say it. */
	readonly basis?: Basis;
	/** Its quantities are ranked among the units in the circular (排名通报). What has a target by unit is ranked by its completion in any case. */
	readonly ranked?: true;
}

/**
 * What stretch of time a number speaks of (口径), which decides what it may be compared with.
 * at-date (时点): how things stand at the cutoff; in-period (本期累计): what happened in the period alone; year-to-date (本年累计): what happened from January on;
 * whole-year (全年): said once for the year, like a target.
 */
export type Basis = "at-date" | "in-period" | "year-to-date" | "whole-year";

/**
 * Why two figures are not compared, or not wholly. stands-in: the earlier period's data stand in for this one's (沿用上期); other-units: not the same units reported; range: a figure
 * has two bounds; zero-base and negative-base: there is a difference and no growth.
 */
export type Incomparable = "stands-in" | "other-units" | "range" | "zero-base" | "negative-base";

/** How a derived indicator is made of its two inputs: the first in per cent of the second, or the first divided by the second. */
export type Operation = "percent" | "quotient";

/** What a derived indicator reads of another one. */
export interface IndicatorInput {
	readonly id: string;
	/** of the year before the published period's (its year-end submissions), for baselines. */
	readonly at?: "previous-year";
}

export interface DerivedIndicator {
	readonly kind: "derived";
	readonly id: string;
	readonly area: Area;
	readonly name: Bilingual;
	readonly unit: string;
	readonly places?: number;
	/** Part and whole. */
	readonly inputs: readonly [part: IndicatorInput, whole: IndicatorInput];
	/** The number, the workbook's formula and the trace are all made by this one declaration. */
	readonly operation: Operation;
	/** Only the city's value has a meaning. */
	readonly cityOnly?: true;
	readonly target?: string;
	readonly headline?: Headline;
	readonly within?: string;
	/** As of a counted indicator. */
	readonly detail?: true;
}

/** Says that an indicator stands among the key figures of the leader's page (看板); those that have a target stand there in any case. */
export interface Headline {
	/** Where the indicator's own name is too long for it. */
	readonly name?: Bilingual;
	/** Drawn over the published periods as well. */
	readonly trend?: true;
}

export type Indicator = CountedIndicator | DerivedIndicator;

/** One number, a range [low, high], or null where it was not reported. A reported zero is 0. */
export type FigureValue = number | readonly [number, number] | null;

/** 准确 is left out. */
export type Qualifier = "约" | "以上";

/** A computed indicator. */
export interface Figure {
	readonly id: string;
	readonly value: FigureValue;
	readonly byUnit: Readonly<Record<string, FigureValue>>;
	readonly byDivision: Readonly<Record<string, FigureValue>>;
	readonly qualifier?: Qualifier;
	/** Units whose value comes from an earlier period (沿用上期): unit → that period's code. */
	readonly carried?: Readonly<Record<string, string>>;
	/** Units that owe the form and have nothing accepted. */
	readonly missing?: readonly string[];
}

/**
 * A quotient to so many decimals, half away from zero, as officers round; null where the base is zero. Numerator and base have at most four decimals themselves: both are
 * made whole before they are divided, so that 6.25 % is not 6.2 for the sake of a binary fraction.
 */
export function quotient(part: number, whole: number, places: number): number | null {
	if (!whole) return null;
	const [dividend, divisor] = [Math.round(part * 10_000), Math.round(whole * 10_000)];
	const scaled = (Math.abs(dividend) * 10 ** places) / Math.abs(divisor);
	return (Math.sign(dividend) * Math.sign(divisor) * Math.round(scaled)) / 10 ** places || 0;
}

/** Per-cent figure to one decimal: 53 of 61 → 86.9. null where the base is zero. */
export function percentOf(part: number, whole: number): number | null {
	return quotient(part * 100, whole, 1);
}

/** Decimals that an indicator's values are printed with. */
export function placesOf({ places, unit }: Indicator): number {
	return places ?? (unit === "%" ? 1 : 0);
}

/** The value of a derived indicator; null where the base is zero. */
export function derivedValue(indicator: DerivedIndicator, part: number, whole: number): number | null {
	return quotient(indicator.operation === "percent" ? part * 100 : part, whole, placesOf(indicator));
}

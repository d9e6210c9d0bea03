import { inTableOrder, type ReportingUnit } from "../model/division.ts";
import {
	type CountedIndicator,
	type DerivedIndicator,
	derivedValue,
	type Figure,
	type FigureValue,
	type Indicator,
	percentOf,
} from "../model/indicator.ts";
import type { Effective } from "../model/stored.ts";

/** Divisions of the published cut, in code order. */
export function divisionsOf(units: readonly ReportingUnit[]): string[] {
	return [...new Set(inTableOrder(units).map((unit) => unit.division))].sort();
}

/**
 * Turns counted numbers into what may be said: a unit that reported nothing has no value (null, never 0), and a zero counted from absent rows
 * is a zero only where every owing unit has an accepted submission or a nil report (forms.md).
 */
export function settle(figure: Figure, rows: Effective, owing: readonly string[], units: readonly ReportingUnit[], given: boolean): Figure {
	const silent = new Set([...rows.missing, ...units.map((u) => u.code).filter((code) => !given && !owing.includes(code))]);
	const allMissing = rows.missing.length === owing.length;
	const incomplete = (codes: readonly string[]) => codes.some((code) => rows.missing.includes(code));
	const byUnit = Object.fromEntries(units.map(({ code }) => [code, silent.has(code) ? null : (figure.byUnit[code] ?? null)]));
	const byDivision = Object.fromEntries(
		divisionsOf(units).map((division) => {
			const members = units.filter((unit) => unit.division === division).map((unit) => unit.code);
			const value = figure.byDivision[division] ?? null;
			const known = !members.every((code) => silent.has(code)) && !(value === 0 && incomplete(members));
			return [division, known ? value : null];
		}),
	);
	const value = allMissing || (figure.value === 0 && rows.missing.length > 0) ? null : figure.value;
	return {
		...figure,
		value,
		byUnit,
		byDivision,
		...(Object.keys(rows.carried).length > 0 ? { carried: rows.carried } : {}),
		...(rows.missing.length > 0 ? { missing: rows.missing } : {}),
	};
}

/** Computes the derived indicators over counted figures of this period and, where they ask for it, of the year before. Order of declaration matters not. */
export function derive(
	indicators: readonly Indicator[],
	counted: ReadonlyMap<string, Figure>,
	previousYear: ReadonlyMap<string, Figure>,
	units: readonly ReportingUnit[],
): Map<string, Figure> {
	const figures = new Map(counted);
	const derived = new Map(indicators.filter((i) => i.kind === "derived").map((i) => [i.id, i]));
	const figureOf = (id: string): Figure => {
		const known = figures.get(id);
		if (known) return known;
		const indicator = derived.get(id);
		if (!indicator) throw new Error(`indicator ${id} is read but not declared`);
		const inputs = indicator.inputs.map((input) => (input.at === "previous-year" ? previousYear.get(input.id) : figureOf(input.id)));
		const figure = deriveOne(indicator, inputs, units);
		figures.set(id, figure);
		return figure;
	};
	for (const id of derived.keys()) figureOf(id);
	return figures;
}

function deriveOne(indicator: DerivedIndicator, inputs: readonly (Figure | undefined)[], units: readonly ReportingUnit[]): Figure {
	const of = (pick: (figure: Figure) => FigureValue | undefined): number | null => {
		const [part, whole] = inputs.map((figure) => (figure ? pick(figure) : null));
		return typeof part === "number" && typeof whole === "number" ? derivedValue(indicator, part, whole) : null;
	};
	const missing = [...new Set(inputs.flatMap((figure) => figure?.missing ?? []))];
	const ofThisPeriod = inputs.filter((_, at) => indicator.inputs[at]?.at === undefined);
	const carried: Record<string, string> = Object.assign({}, ...ofThisPeriod.map((figure) => figure?.carried ?? {}));
	return {
		id: indicator.id,
		value: of((f) => f.value),
		byUnit: Object.fromEntries(units.map(({ code }) => [code, indicator.cityOnly ? null : of((f) => f.byUnit[code])])),
		byDivision: Object.fromEntries(divisionsOf(units).map((code) => [code, indicator.cityOnly ? null : of((f) => f.byDivision[code])])),
		...(Object.keys(carried).length > 0 ? { carried } : {}),
		...(missing.length > 0 ? { missing } : {}),
	};
}

/** A figure measured against the city's target for it (综01). Shares are per-cent figures with one decimal. */
export interface Completion {
	readonly target: FigureValue;
	/** Of the lower bound of a range. */
	readonly completion: number | null;
	/** Of the upper bound, where the target is a range. */
	readonly stretch: number | null;
}

/** Id of the indicator that holds the target of a 综01 code. */
export function targetIndicator(code: string): string {
	return `targets.${code}`;
}

/** Completion = done ÷ target; above 100 % is allowed; a range is measured on its lower bound, with a stretch rate on the upper (forms.md, 综01). */
export function completionOf(value: FigureValue | undefined, target: FigureValue | undefined): Completion {
	const [low, high] = typeof target === "number" ? [target, null] : (target ?? [null, null]);
	const share = (bound: number | null) => (typeof value === "number" && bound !== null ? percentOf(value, bound) : null);
	return { target: target ?? null, completion: share(low), stretch: share(high) };
}

/** The completion rates of every indicator that has a target, as indicators of their own: hnte.stock.completion. */
export function completions(
	indicators: readonly Indicator[],
	figures: ReadonlyMap<string, Figure>,
): { indicator: DerivedIndicator; figure: Figure }[] {
	return indicators.flatMap((indicator) => {
		const figure = figures.get(indicator.id);
		const target = indicator.target === undefined ? undefined : figures.get(targetIndicator(indicator.target));
		if (!figure || !target) return [];
		const made = [completionFigure(indicator, figure, target, "completion")];
		if (Array.isArray(target.value)) made.push(completionFigure(indicator, figure, target, "stretch"));
		return made;
	});
}

function completionFigure(indicator: Indicator, figure: Figure, target: Figure, kind: "completion" | "stretch") {
	const id = `${indicator.id}.${kind}`;
	const share = (value: FigureValue | undefined, goal: FigureValue | undefined) => completionOf(value, goal)[kind];
	const both = (cut: "byUnit" | "byDivision") =>
		Object.fromEntries(Object.keys(figure[cut]).map((code) => [code, share(figure[cut][code], target[cut][code])]));
	const declared: DerivedIndicator = {
		kind: "derived",
		id,
		area: indicator.area,
		name:
			kind === "completion"
				? { zh: `${indicator.name.zh}完成率`, en: `${indicator.name.en}: completion of target` }
				: { zh: `${indicator.name.zh}完成率（按目标上限）`, en: `${indicator.name.en}: completion of the target's upper bound` },
		unit: "%",
		places: 1,
		inputs: [{ id: indicator.id }, { id: target.id }],
		operation: "percent",
	};
	return { indicator: declared, figure: { id, value: share(figure.value, target.value), byUnit: both("byUnit"), byDivision: both("byDivision") } };
}

/** Ids of counted indicators that some derived one reads of the year before. */
export function readOfPreviousYear(indicators: readonly Indicator[]): Set<string> {
	return new Set(
		indicators.flatMap((i) => (i.kind === "derived" ? i.inputs.filter((input) => input.at === "previous-year").map((input) => input.id) : [])),
	);
}

/** Counted indicators only. */
export function countedOf(indicators: readonly Indicator[]): CountedIndicator[] {
	return indicators.filter((i) => i.kind === "counted");
}

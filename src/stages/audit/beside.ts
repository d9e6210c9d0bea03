import type { FigurePlace, Measure } from "../../model/figure-reference.ts";
import { type Form, tableOf } from "../../model/form.ts";
import type { Figure, FigureValue, Indicator, Basis as Stretch } from "../../model/indicator.ts";
import { type Period, period, periodOf } from "../../model/period.ts";
import type { AuditUnit, Basis, RowsOf } from "./basis.ts";
import { exactQuotient, exactSum } from "./exact.ts";
import { placesOf, recompute } from "./figures.ts";
import { unitsOwing } from "./standing.ts";

/** Where a figure stands; null for the whole city. */
export type AuditPlace = FigurePlace | null;

/** Everything that a release can say in numbers, computed anew. */
export interface AuditBook {
	readonly basis: Basis;
	readonly figures: ReadonlyMap<string, Figure>;
	readonly indicators: ReadonlyMap<string, Indicator>;
	/** The number that is said of a figure; null where none is to be said: not reported, or not to be had. */
	readonly told: (indicator: string, place: AuditPlace, measure: Measure) => FigureValue;
}

/** The periods that figures are compared with (docs/forms.md, 同比 and 环比). */
export interface Compared {
	readonly lastYear: Period;
	/** Of the same kind, just before. */
	readonly periodBefore: Period;
	/** The longest that ends on the day before the period begins. */
	readonly dayBefore: Period;
}

/** The periods that the figures of a period are compared with. */
export function comparedWith(published: Period): Compared {
	const eve = new Date(Date.parse(`${published.start}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
	const ending = (["year", "half-year", "quarter"] as const).map((kind) => periodOf(kind, eve)).find(({ end }) => end === eve);
	return {
		lastYear: period(`${published.year - 1}${published.code.slice(4)}`),
		periodBefore: periodOf(published.kind, eve),
		dayBefore: ending ?? periodOf("month", eve),
	};
}

/** The basis of another period: by the same readings and versions, to its own cutoff, and without 沿用上期. */
export function basisOfOther(basis: Basis, other: Period, cutoffs: Readonly<Record<string, string>>): Basis {
	return { ...basis, period: other, cutoff: cutoffs[other.code] ?? other.end, carryForward: false };
}

/** Computes a release's figures anew, and those that they are compared with. */
export function auditBook(forms: readonly Form[], basis: Basis, cutoffs: Readonly<Record<string, string>>, rowsOf: RowsOf): AuditBook {
	const indicators = new Map(forms.flatMap((form) => form.indicators.map((indicator) => [indicator.id, indicator] as const)));
	const compared = comparedWith(basis.period);
	const others = new Map<string, ReadonlyMap<string, Figure>>();
	const figuresOf = (other: Period) => {
		const known = others.get(other.code) ?? recompute(forms, basisOfOther(basis, other, cutoffs), rowsOf);
		others.set(other.code, known);
		return known;
	};
	const stretches = stretchesOf(forms);
	const figures = recompute(forms, basis, rowsOf);
	const before = (indicator: string, against: "last-year" | "last-period") => {
		if (against === "last-year") return figuresOf(compared.lastYear).get(indicator);
		const stretch = stretches.get(indicator);
		if (stretch === "at-date") return figuresOf(compared.dayBefore).get(indicator);
		return stretch === "in-period" || basis.period.kind === "year" ? figuresOf(compared.periodBefore).get(indicator) : undefined;
	};
	const owing = new Map(forms.flatMap((form) => form.indicators.map(({ id }) => [id, unitsOwing(form, basis)] as const)));
	const about: About = { basis, figures, indicators, owing, before };
	return { basis, figures, indicators, told: (indicator, place, measure) => told({ ...about, id: indicator, place }, measure) };
}

interface About {
	readonly basis: Basis;
	readonly figures: ReadonlyMap<string, Figure>;
	readonly indicators: ReadonlyMap<string, Indicator>;
	/** Units that owe an indicator's form. */
	readonly owing: ReadonlyMap<string, readonly string[]>;
	readonly before: (indicator: string, against: "last-year" | "last-period") => Figure | undefined;
}

type Asked = About & { readonly id: string; readonly place: AuditPlace };

function told(asked: Asked, measure: Measure): FigureValue {
	const { basis, figures, id, place, before } = asked;
	const now = valueAt(figures.get(id), place);
	switch (measure) {
		case "value":
			return now;
		case "last-year":
		case "last-period":
			return now === null && !mayBeHad(asked) ? null : valueAt(before(id, measure), place);
		case "change":
			return changeSince("last-year", asked);
		case "growth":
			return growthSince("last-year", asked);
		case "period-change":
			return changeSince("last-period", asked);
		case "period-growth":
			return growthSince("last-period", asked);
		case "target":
			return valueAt(goalOf(asked), place);
		case "completion":
			return metBy(0, asked);
		case "stretch":
			return metBy(1, asked);
		case "gap":
			return missingOfTarget(asked);
		case "schedule":
			return elapsed(basis);
		case "rank":
			return rank(asked);
		case "share":
			return share(asked);
	}
}

function valueAt(figure: Figure | undefined, place: AuditPlace): FigureValue {
	if (!figure || place === null) return figure?.value ?? null;
	return (place.cut === "unit" ? figure.byUnit : figure.byDivision)[place.code] ?? null;
}

/** Whether there can be a number at the place at all: not of a rate whose base is zero, of what is the city's alone, of a target that is not set, of a form that is not owed there. */
function mayBeHad({ id, place, basis, figures, indicators, owing }: Asked): boolean {
	const indicator = indicators.get(id);
	const has = (input: string) => valueAt(figures.get(input), place) !== null;
	if (indicator?.kind === "derived") {
		if (indicator.inputs.every((input) => input.at === undefined && has(input.id))) return false;
		if (place !== null && indicator.cityOnly && figures.get(id)?.value !== null) return false;
	}
	if (place === null) return true;
	if (indicator?.kind === "counted" && indicator.measure.kind === "given") return false;
	return membersOf(place, basis).some(({ code }) => owing.get(id)?.includes(code));
}

function membersOf(place: AuditPlace, { units }: Basis): AuditUnit[] {
	return units.filter((unit) => place === null || (place.cut === "unit" ? unit.code : unit.division) === place.code);
}

function changeSince(against: "last-year" | "last-period", { id, place, basis, figures, indicators, before }: Asked): number | null {
	const [now, then, indicator] = [figures.get(id), before(id, against), indicators.get(id)];
	const [value, earlier] = [valueAt(now, place), valueAt(then, place)];
	if (!indicator || !now || !then || typeof value !== "number" || typeof earlier !== "number") return null;
	const members = membersOf(place, basis);
	// What stands in for a report of the period is compared with nothing.
	if (members.some(({ code }) => now.carried?.[code] !== undefined)) return null;
	const alike = members.every(({ code }) => reported(now, code) === reported(then, code));
	return alike ? exactSum([value, -earlier], placesOf(indicator)) : null;
}

/** Whether a figure rests on a report of the unit. */
function reported({ missing = [] }: Figure, unit: string): boolean {
	return !missing.includes(unit);
}

/** 同比, 环比 as a fraction: none of a base that is not above zero, and none of rates and multiples, which differ only. */
function growthSince(against: "last-year" | "last-period", asked: Asked): number | null {
	const { id, place, indicators, before } = asked;
	const [change, earlier, indicator] = [changeSince(against, asked), valueAt(before(id, against), place), indicators.get(id)];
	if (change === null || typeof earlier !== "number" || earlier <= 0) return null;
	return !indicator || indicator.kind === "derived" || ["%", "倍"].includes(indicator.unit) ? null : exactQuotient(change, earlier, 3);
}

function goalOf({ id, figures, indicators }: Asked): Figure | undefined {
	const target = indicators.get(id)?.target;
	return target === undefined ? undefined : figures.get(`targets.${target}`);
}

/** How far the target, or one bound of it, is met, as a fraction. */
function metBy(bound: 0 | 1, asked: Asked): number | null {
	const [value, goal] = [valueAt(asked.figures.get(asked.id), asked.place), valueAt(goalOf(asked), asked.place)];
	const against = typeof goal === "number" ? (bound === 0 ? goal : null) : (goal?.[bound] ?? null);
	const percent = typeof value === "number" && against !== null ? exactQuotient(value, against, 1, 100) : null;
	return percent === null ? null : exactQuotient(percent, 100, 3);
}

/** What is still missing of the target, or of its lower bound; 0 where it is met. */
function missingOfTarget(asked: Asked): number | null {
	const [value, goal] = [valueAt(asked.figures.get(asked.id), asked.place), valueAt(goalOf(asked), asked.place)];
	const against = typeof goal === "number" ? goal : (goal?.[0] ?? null);
	return typeof value !== "number" || against === null ? null : Math.max(0, exactSum([against, -value], 4));
}

/** 序时进度: the share of the year that has passed at the end of the cutoff's day. */
function elapsed({ period: { year }, cutoff }: Basis): number | null {
	const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
	const first = day(`${year}-01-01`);
	const days = day(`${year + 1}-01-01`) - first;
	return exactQuotient(Math.min(days, Math.max(0, day(cutoff) - first + 1)), days, 3);
}

/** Place among the units, 市本级 left out; those that are alike share one, and the next ones are passed over. */
function rank(asked: Asked): number | null {
	const { id, place, basis, figures, indicators } = asked;
	const [figure, goal, indicator] = [figures.get(id), goalOf(asked), indicators.get(id)];
	const competing = basis.units.filter(({ kind }) => kind !== "city");
	const split = competing.some(({ code }) => typeof goal?.byUnit[code] === "number");
	const own = place?.cut === "unit" ? competing.find(({ code }) => code === place.code) : undefined;
	if (!own || !figure || !(split || (indicator?.kind === "counted" && indicator.ranked))) return null;
	const marksOf = ({ code }: AuditUnit): readonly number[] | null => {
		const quantity = figure.byUnit[code];
		if (typeof quantity !== "number") return null;
		if (!split) return [quantity];
		const target = goal?.byUnit[code];
		const against = typeof target === "number" ? target : (target?.[0] ?? null);
		const completion = against === null ? null : exactQuotient(quantity, against, 1, 100);
		return completion === null ? null : [completion, quantity];
	};
	const marks = marksOf(own);
	if (!marks) return null;
	return 1 + competing.map(marksOf).filter((other) => other !== null && isBetter(other, marks)).length;
}

function isBetter([first = 0, second = 0]: readonly number[], [mark = 0, next = 0]: readonly number[]): boolean {
	return first > mark || (first === mark && second > next);
}

/** 占全市比重 as a fraction: of what was counted, where every unit reported and the units' numbers make up the city's. */
function share({ id, place, basis, figures, indicators }: Asked): number | null {
	const [figure, indicator] = [figures.get(id), indicators.get(id)];
	if (!figure || indicator?.kind !== "counted" || indicator.measure.kind === "given") return null;
	const value = valueAt(figure, place);
	if (place === null || typeof value !== "number" || typeof figure.value !== "number" || figure.missing) return null;
	const parts = basis.units.flatMap(({ code }) => (typeof figure.byUnit[code] === "number" ? [figure.byUnit[code]] : []));
	return parts.length > 0 && exactSum(parts, 6) === figure.value ? exactQuotient(value, figure.value, 3) : null;
}

/** What stretch of time each indicator's number speaks of, by id (docstring of `Basis` in src/model/indicator.ts). */
function stretchesOf(forms: readonly Form[]): ReadonlyMap<string, Stretch> {
	const usual = { snapshot: "at-date", accumulate: "in-period", yearly: "whole-year" } as const;
	const declared = new Map(forms.flatMap((form) => form.indicators.map((indicator) => [indicator.id, { indicator, form }] as const)));
	const stretches = new Map<string, Stretch>();
	const of = (id: string): Stretch => {
		const { indicator, form } = declared.get(id) ?? {};
		const known = stretches.get(id);
		if (known || !indicator || !form) return known ?? "year-to-date";
		const made = indicator.kind === "counted" ? (indicator.basis ?? usual[tableOf(form, indicator.table).rollUp]) : ofBoth(indicator.inputs);
		stretches.set(id, made);
		return made;
	};
	// A rate speaks of what both its numbers speak of; against a target of what is measured; of two that differ, and of growth since the year before, from January on.
	const ofBoth = ([part, whole]: readonly [{ readonly id: string }, { readonly id: string; readonly at?: "previous-year" }]): Stretch => {
		if (whole.id.startsWith("targets.")) return of(part.id);
		return whole.at === undefined && of(part.id) === of(whole.id) ? of(part.id) : "year-to-date";
	};
	for (const id of declared.keys()) of(id);
	return stretches;
}

import { elapsedOfYear } from "../model/calendar.ts";
import { inTableOrder, type ReportingUnit } from "../model/division.ts";
import type { FigurePlace, FigureReference, Measure } from "../model/figure-reference.ts";
import type { Form } from "../model/form.ts";
import { type Basis, type Figure, type FigureValue, type Incomparable, type Indicator, placesOf, quotient } from "../model/indicator.ts";
import type { Period } from "../model/period.ts";
import { cellFormat, isRange, type Print, printedInTable, saidInText, type Told } from "../model/printed.ts";
import { addsUpOverUnits } from "./adds-up.ts";
import { type Applicability, isInapplicable, owedBy } from "./applicable.ts";
import { basesOf } from "./basis.ts";
import { type Against, type Compared, type Comparisons, compared, isRate, othersFor, valueAt } from "./compare.ts";
import { completionOf, targetIndicator } from "./consolidate.ts";
import { qualifierAt } from "./figure-state.ts";
import { type Placed, rankingOf } from "./ranking.ts";

/** A figure, or what is said of it beside its value, ready to be printed. */
export interface BookFigure extends Print {
	/** null: not reported; 0: a reported zero; not-applicable: there is none to have. Growth, completion, share and 序时进度 are fractions of one. */
	readonly value: Told;
	/** 家, 万元, %, 个百分点, 名; "" where the text says it all (fractions). */
	readonly unit: string;
	readonly basis: Basis;
	/** In a table: 1,234.50, 86.9%, 约110, 1–2, —, "" for not reported. */
	readonly printed: string;
	/** In running text, without the unit: 1234.50, 60多, 约110, 1–2, 0; of a growth rate 增长12.7%, 下降3.2%, 持平; of a rank 第2; null where nothing may be said. */
	readonly said: string | null;
	/** Number format under which a cell with `value` shows what `printed` says. */
	readonly format: string;
	/** Units whose earlier data stand in (沿用上期) for part of it, and how many units did not report. */
	readonly carried: readonly string[];
	readonly missing: readonly string[];
	/** Of a comparison: why it has no value though both periods have a figure. */
	readonly why?: Incomparable;
}

/** What a book is made of. */
export interface BookSource {
	readonly period: Period;
	readonly cutoff: string;
	readonly indicators: readonly Indicator[];
	readonly figures: ReadonlyMap<string, Figure>;
	readonly forms: readonly Form[];
	readonly units: readonly ReportingUnit[];
	readonly comparisons: Comparisons;
}

/** Every figure of a publication by name. */
export interface FigureBook {
	readonly indicators: readonly Indicator[];
	/** @throws RangeError for an indicator that the book does not have; references that were resolved name only those that it has */
	figure(of: Pick<FigureReference, "indicator" | "place" | "measure">): BookFigure;
}

/** The figures of a consolidation by name, place and measure. Pure: the same source says the same. */
export function figureBook(source: BookSource): FigureBook {
	const { indicators, figures, forms, units } = source;
	const known = new Map(indicators.map((indicator) => [indicator.id, indicator]));
	const bases = basesOf(forms, indicators);
	const applicability: Applicability = { figures, owed: owedBy(forms, units), units };
	const rankings = new Map<string, ReadonlyMap<string, Placed>>();
	const placedIn = (indicator: Indicator): ReadonlyMap<string, Placed> => {
		const placed =
			rankings.get(indicator.id) ?? new Map(rankingOf(indicator, figures, inTableOrder(units))?.units.map((each) => [each.unit.code, each]));
		rankings.set(indicator.id, placed);
		return placed;
	};
	return {
		indicators,
		figure({ indicator: id, place, measure }) {
			const [indicator, figure, basis] = [known.get(id), figures.get(id), bases.get(id)];
			if (!indicator || !figure || !basis) throw new RangeError(`no figure ${id}`);
			const { unit, value, why, ...print } = told({ indicator, figure, basis, place, applicability, placedIn }, measure, source);
			const { carried = {}, missing = [] } = figure;
			return {
				value,
				unit,
				basis,
				...print,
				// Told when asked for: long tables ask for the value alone.
				get printed() {
					return printedInTable(value, print);
				},
				get said() {
					return says(value, print, measure);
				},
				get format() {
					return cellFormat(print);
				},
				carried: Object.keys(carried),
				missing,
				...(why ? { why } : {}),
			};
		},
	};
}

interface Asked {
	readonly indicator: Indicator;
	readonly figure: Figure;
	readonly basis: Basis;
	readonly place: FigurePlace | null;
	readonly applicability: Applicability;
	/** The ranking of an indicator by unit; empty where it has none. Made once: there are as many ranks as units. */
	readonly placedIn: (indicator: Indicator) => ReadonlyMap<string, Placed>;
}

type Answer = Print & { readonly value: Told; readonly unit: string; readonly why?: Incomparable | undefined };

const fraction = (value: Told): Answer => ({ value, unit: "", scale: "fraction", places: 1 });

function told(asked: Asked, measure: Measure, source: BookSource): Answer {
	const { indicator, place } = asked;
	switch (measure) {
		case "value":
			return { ...quantity(indicator, own(asked)), qualifier: qualifierAt(asked.figure, place) };
		case "last-year":
			return comparison(asked, "last-year", "earlier", source);
		case "change":
		case "growth":
			return comparison(asked, "last-year", measure, source);
		case "last-period":
			return comparison(asked, "last-period", "earlier", source);
		case "period-change":
			return comparison(asked, "last-period", "change", source);
		case "period-growth":
			return comparison(asked, "last-period", "growth", source);
		case "target":
		case "completion":
		case "gap":
		case "stretch":
			return ofTarget(asked, measure, source);
		case "schedule":
			return fraction(elapsedOfYear(source.period.year, source.cutoff));
		case "rank":
			return { value: rankAt(asked), unit: "名", scale: "count", places: 0 };
		case "share":
			return fraction(place === null ? "not-applicable" : shareAt(asked));
	}
}

/** A value of the indicator itself, of any period. */
function quantity(indicator: Indicator, value: Told): Answer {
	return { value, unit: indicator.unit, scale: indicator.unit === "%" ? "percent" : "count", places: placesOf(indicator) };
}

function own({ indicator, figure, place, applicability }: Asked): Told {
	return isInapplicable(indicator, place, applicability) ? "not-applicable" : valueAt(figure, place);
}

function comparison(asked: Asked, against: Against, wanted: keyof Compared, { period, comparisons, units }: BookSource): Answer {
	const { indicator, figure, basis, place } = asked;
	const others = own(asked) === "not-applicable" ? null : othersFor(against, basis, period, comparisons);
	const { earlier, change, growth, why } = compared(indicator, figure, others, place, units);
	if (wanted === "growth") return { ...fraction(growth), why };
	const before = others?.figures.get(indicator.id);
	if (wanted === "earlier") return { ...quantity(indicator, earlier), qualifier: before && qualifierAt(before, place) };
	const inPoints = isRate(indicator) && indicator.unit === "%";
	return { ...quantity(indicator, change), scale: "count", unit: inPoints ? "个百分点" : indicator.unit, why };
}

function ofTarget(
	{ indicator, figure, place, applicability: { figures } }: Asked,
	measure: "target" | "completion" | "gap" | "stretch",
	source: BookSource,
): Answer {
	const id = indicator.target === undefined ? undefined : targetIndicator(indicator.target);
	const declared = source.indicators.find((each) => each.id === id) ?? indicator;
	const value = valueAt(figure, place);
	const { target, completion, stretch } = completionOf(value, id === undefined ? null : valueAt(figures.get(id), place));
	if (measure === "target") return quantity(declared, target ?? "not-applicable");
	if (measure === "gap") return quantity(declared, gapOf(value, target));
	const rate = measure === "completion" ? completion : stretch;
	if (rate !== null) return fraction(quotient(rate, 100, 3));
	const measured = target !== null && (measure === "completion" || isRange(target));
	return fraction(measured && value === null ? null : "not-applicable");
}

/** What is missing of a target, of a range of its lower bound; nothing where it is met. */
function gapOf(value: FigureValue, target: FigureValue): Told {
	if (target === null) return "not-applicable";
	const goal = isRange(target) ? target[0] : target;
	if (value === null || isRange(value)) return value === null ? null : "not-applicable";
	return Math.max(0, Math.round((goal - value) * 10_000) / 10_000);
}

function rankAt({ indicator, place, placedIn }: Asked): Told {
	const placed = place?.cut === "unit" ? placedIn(indicator).get(place.code) : undefined;
	if (!placed) return "not-applicable";
	if (placed.rank === null && placed.value !== null) return "not-applicable";
	return placed.rank;
}

/** 占全市比重: of what units' figures add up to, where every unit reported. */
function shareAt(asked: Asked): Told {
	const { indicator, figure, place } = asked;
	const value = own(asked);
	if (value === null || value === "not-applicable") return value;
	const whole = typeof figure.value === "number" && addsUpOverUnits(indicator, figure) && !figure.missing ? figure.value : null;
	return typeof value === "number" && whole !== null && place !== null ? (quotient(value, whole, 3) ?? "not-applicable") : "not-applicable";
}

function says(value: Told, print: Print, measure: Measure): string | null {
	const text = saidInText(value, print);
	if (text === null || typeof value !== "number") return text;
	if (measure === "rank") return `第${text}`;
	if (measure !== "growth" && measure !== "period-growth") return text;
	if (value === 0) return "持平";
	return value > 0 ? `增长${text}` : `下降${text.replace("-", "")}`;
}

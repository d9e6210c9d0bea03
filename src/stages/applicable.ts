import { membersOf, type ReportingUnit } from "../model/division.ts";
import type { FigurePlace } from "../model/figure-reference.ts";
import type { Form } from "../model/form.ts";
import type { Figure, Indicator } from "../model/indicator.ts";
import { valueAt } from "./compare.ts";
import { owing } from "./roll-up.ts";

/** What tells whether a figure can be had at all. */
export interface Applicability {
	readonly figures: ReadonlyMap<string, Figure>;
	/** Units that owe the form of a counted indicator, by id of the indicator. */
	readonly owed: ReadonlyMap<string, readonly string[]>;
	readonly units: readonly ReportingUnit[];
}

/** The units that owe each indicator's form, by id of the indicator. */
export function owedBy(forms: readonly Form[], units: readonly ReportingUnit[]): ReadonlyMap<string, readonly string[]> {
	return new Map(forms.flatMap((form) => form.indicators.map(({ id }) => [id, owing(form, units).map(({ code }) => code)] as const)));
}

/**
 * Whether a figure that has no value at a place has none because there is none to have: a form that is not the unit's, a target that was not set for it, a rate of nothing, an
 * indicator of the whole city. It prints —. What was not reported stays blank.
 */
export function isInapplicable(indicator: Indicator, place: FigurePlace | null, { figures, owed, units }: Applicability): boolean {
	const figure = figures.get(indicator.id);
	if (valueAt(figure, place) !== null) return false;
	if (indicator.kind === "derived" && indicator.inputs.every(({ id, at }) => at === undefined && valueAt(figures.get(id), place) !== null))
		return true;
	if (place === null) return false;
	if (indicator.kind === "derived" && indicator.cityOnly && figure?.value !== null) return true;
	if (indicator.kind === "counted" && indicator.measure.kind === "given") return true;
	const owing = owed.get(indicator.id) ?? [];
	return !membersOf(place, units).some(({ code }) => owing.includes(code));
}

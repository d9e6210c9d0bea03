import { membersOf, type ReportingUnit } from "../model/division.ts";
import type { FigurePlace } from "../model/figure-reference.ts";
import type { Form } from "../model/form.ts";
import type { Figure, Indicator, Qualifier } from "../model/indicator.ts";
import { isInapplicable, owedBy } from "./applicable.ts";
import { valueAt } from "./compare.ts";

/** What stands behind a figure at a place, as tables for programs tell it. */
export interface FigureState {
	/**
	 * reported; carried: data of an earlier period stand in for it or for a part of it (沿用上期); incomplete: units that owe it have not reported; not-reported: no value, blank;
	 * not-applicable: there is none to have, —.
	 */
	readonly status: "reported" | "carried" | "incomplete" | "not-reported" | "not-applicable";
	/** Codes of the periods whose data stand in, in order; empty where there is no value. */
	readonly carriedFrom: readonly string[];
	readonly qualifier: Qualifier | undefined;
}

/** The state of an indicator's figure at a place. @throws RangeError for an indicator that has no figure */
export type FigureStates = (indicator: string, place: FigurePlace | null) => FigureState;

/** The states of the figures of a consolidation. */
export function figureStates(source: {
	readonly indicators: readonly Indicator[];
	readonly figures: ReadonlyMap<string, Figure>;
	readonly forms: readonly Form[];
	readonly units: readonly ReportingUnit[];
}): FigureStates {
	const { figures, units } = source;
	const applicability = { figures, units, owed: owedBy(source.forms, units) };
	const known = new Map(source.indicators.map((indicator) => [indicator.id, indicator]));
	return (id, place) => {
		const [indicator, figure] = [known.get(id), figures.get(id)];
		if (!indicator || !figure) throw new RangeError(`no figure ${id}`);
		if (valueAt(figure, place) === null) {
			const status = isInapplicable(indicator, place, applicability) ? "not-applicable" : "not-reported";
			return { status, carriedFrom: [], qualifier: undefined };
		}
		const members = place === null ? units : membersOf(place, units);
		const carriedFrom = [...new Set(members.flatMap(({ code }) => figure.carried?.[code] ?? []))].sort();
		const incomplete = members.some(({ code }) => figure.missing?.includes(code));
		const status = incomplete ? "incomplete" : carriedFrom.length > 0 ? "carried" : "reported";
		return { status, carriedFrom, qualifier: qualifierAt(figure, place) };
	};
}

/** The qualifier is the city's; it is a part's as well where the number is that part's alone. */
export function qualifierAt(figure: Figure, place: FigurePlace | null): Qualifier | undefined {
	return place === null || valueAt(figure, place) === figure.value ? figure.qualifier : undefined;
}

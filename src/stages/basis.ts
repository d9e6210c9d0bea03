import { type Form, type RollUp, tableOf } from "../model/form.ts";
import type { Basis, Indicator } from "../model/indicator.ts";

const USUAL: Readonly<Record<RollUp, Basis>> = { snapshot: "at-date", accumulate: "in-period", yearly: "whole-year" };

/**
 * What stretch of time every indicator's number speaks of (口径 时点/累计), by id: what the indicator says itself, else by the roll-up of its table; a derived one what both its inputs
 * have in common. One that reads the year before grows from January on, and so does a rate of inputs that differ.
 */
export function basesOf(forms: readonly Form[], indicators: readonly Indicator[]): ReadonlyMap<string, Basis> {
	const bases = new Map<string, Basis>();
	for (const form of forms) {
		for (const indicator of form.indicators) {
			if (indicator.kind === "counted") bases.set(indicator.id, indicator.basis ?? USUAL[tableOf(form, indicator.table).rollUp]);
		}
	}
	const declared = new Map(indicators.map((indicator) => [indicator.id, indicator]));
	const basisOf = (id: string): Basis => {
		const known = bases.get(id);
		if (known) return known;
		const indicator = declared.get(id);
		if (indicator?.kind !== "derived") throw new Error(`indicator ${id} is counted by no form`);
		const [part, whole] = indicator.inputs;
		const target = whole.id.startsWith("targets.");
		const basis = target || (whole.at === undefined && basisOf(part.id) === basisOf(whole.id)) ? basisOf(part.id) : "year-to-date";
		bases.set(id, basis);
		return basis;
	};
	for (const { id } of indicators) basisOf(id);
	return bases;
}

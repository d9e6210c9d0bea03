import type { Slot } from "../model/decision.ts";
import { inTableOrder } from "../model/division.ts";
import type { DecisionDocument } from "../model/documents.ts";
import type { FigureValue } from "../model/indicator.ts";
import { contains, type Period, period as periodOf } from "../model/period.ts";
import type { StoredSubmission } from "../model/stored.ts";
import { inLanguage, type Language } from "../model/text.ts";
import { type ConsolidatePorts, type Consolidation, consolidate, type Scope } from "./consolidate.ts";

/** The figures of a consolidated period that a change makes others. */
export type Effect = NonNullable<DecisionDocument["effect"]>[number];

/** What counts otherwise after a change. */
export interface CountingChange {
	readonly slot: Slot;
	/** The version that no longer counts; null where none did. */
	readonly rests: number | null;
	/** The version that counts in its place; null where none does. */
	readonly counts: StoredSubmission | null;
}

/**
 * Which figures of every consolidated period that can depend on it a change makes others, from what to what, for the city and each unit: computed with and without the change, by
 * the cutoff, readings and settings of the period's last consolidation. Writes nothing.
 * @param at the instant as of which the other versions count, ISO 8601
 */
export async function effectOf(change: CountingChange, at: string, ports: ConsolidatePorts, language: Language): Promise<Effect[]> {
	const before = await ports.store.countingAt(at);
	const after = [...before.filter(({ id }) => id !== change.rests), ...(change.counts ? [change.counts] : [])];
	const effects: Effect[] = [];
	for (const code of await ports.store.consolidatedPeriods()) {
		const kept = await ports.store.consolidation(code);
		if (!kept) continue;
		const { cutoff, readings, settings } = kept;
		const scope: Scope = { period: periodOf(code), cutoff, asOf: at, readings, ...(settings ?? ports.settings) };
		if (!mayDepend(scope, periodOf(change.slot.period))) continue;
		const was = await consolidate(scope, ports, before);
		const is = await consolidate(scope, ports, after);
		const figures = changedFigures(was, is, ports, language);
		if (figures.length > 0) effects.push({ period: code, cutoff, figures });
	}
	return effects;
}

/** Whether a publication may read a report of a period: its own, one that contains it, one of the year before, and an earlier one that stands in (沿用上期). */
function mayDepend({ period, carryForward }: Scope, reported: Period): boolean {
	if (contains(period, reported) || contains(reported, period)) return true;
	return reported.year === period.year - 1 || (carryForward && reported.end < period.end);
}

/** The figures that differ between two consolidations of a period, for the city and each unit, in the order of their declaration. */
export function changedFigures(was: Consolidation, is: Consolidation, { units }: ConsolidatePorts, language: Language): Effect["figures"] {
	const places = [null, ...inTableOrder(units).map(({ code }) => code)];
	return is.indicators.flatMap(({ id, name, unit }) => {
		const [old, now] = [was.figures.get(id), is.figures.get(id)];
		const at = (figure: typeof now, place: string | null): FigureValue => (place === null ? figure?.value : figure?.byUnit[place]) ?? null;
		return places.flatMap((reportingUnit) => {
			const [before, after] = [at(old, reportingUnit), at(now, reportingUnit)];
			if (JSON.stringify(before) === JSON.stringify(after)) return [];
			return [{ id, name: inLanguage(name, language), unit, reportingUnit, before: copied(before), after: copied(after) }];
		});
	});
}

/** A range as a list that may be written to. */
function copied(value: FigureValue): Effect["figures"][number]["before"] {
	return typeof value === "object" && value !== null ? [value[0], value[1]] : value;
}

import type { ReportingUnit } from "../model/division.ts";
import type { Figure, FigureValue, Indicator } from "../model/indicator.ts";
import { completionOf, targetIndicator } from "./consolidate.ts";

/** A unit in the ranking of one indicator. */
export interface Placed {
	readonly unit: ReportingUnit;
	readonly value: FigureValue;
	/** The unit's share of the target; null where it has none. */
	readonly target: FigureValue;
	/** Per cent of the target (of its lower bound); null where there is no target or nothing was reported. */
	readonly completion: number | null;
	/** From 1; those that are alike share a rank, and the next one is passed over (1, 2, 2, 4). null where nothing was reported, or no target was set for the unit. */
	readonly rank: number | null;
}

/** The ranking of one indicator (排名通报). */
export interface Ranking {
	readonly indicator: Indicator;
	/** By completion of the units' targets and then by quantity, or by quantity alone. */
	readonly by: "completion" | "quantity";
	/** Best first; units without a rank at the end, in the order of tables. */
	readonly units: readonly Placed[];
}

/**
 * The ranking of an indicator: by completion where its target is split to the units, by quantity where the indicator says that it is ranked, null otherwise. 市本级 is no competitor.
 * @param units in the order of tables
 */
export function rankingOf(indicator: Indicator, figures: ReadonlyMap<string, Figure>, units: readonly ReportingUnit[]): Ranking | null {
	const figure = figures.get(indicator.id);
	const target = indicator.target === undefined ? undefined : figures.get(targetIndicator(indicator.target));
	const competing = units.filter(({ kind }) => kind !== "city");
	const split = competing.some(({ code }) => typeof (target?.byUnit[code] ?? null) === "number");
	if (!figure || !(split || (indicator.kind === "counted" && indicator.ranked))) return null;
	const by = split ? "completion" : "quantity";
	const entries = competing.map((unit) => {
		const value = figure.byUnit[unit.code] ?? null;
		const { target: goal, completion } = completionOf(value, split ? target?.byUnit[unit.code] : undefined);
		const marks = by === "completion" ? [completion, value] : [value];
		return { unit, value, target: goal, completion, marks: marks.every((mark) => typeof mark === "number") ? marks : null };
	});
	const best = entries.filter(({ marks }) => marks !== null).sort((a, b) => byMarks(a.marks ?? [], b.marks ?? []));
	const ranks = new Map<ReportingUnit, number>();
	for (const [at, { unit, marks }] of best.entries()) {
		const before = best[at - 1];
		const tied = before && byMarks(before.marks ?? [], marks ?? []) === 0;
		ranks.set(unit, tied ? (ranks.get(before.unit) ?? 0) : at + 1);
	}
	const placed = [...best, ...entries.filter(({ marks }) => marks === null)];
	return { indicator, by, units: placed.map(({ marks: _, ...entry }) => ({ ...entry, rank: ranks.get(entry.unit) ?? null })) };
}

/** The higher mark first; the first in which two differ counts. */
function byMarks(marks: readonly number[], others: readonly number[]): number {
	const at = marks.findIndex((mark, place) => mark !== others[place]);
	return at < 0 ? 0 : (others[at] ?? 0) - (marks[at] ?? 0);
}

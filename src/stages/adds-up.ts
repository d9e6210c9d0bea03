import type { Figure, FigureValue, Indicator } from "../model/indicator.ts";
import { isRange } from "../model/printed.ts";

/** Sum of what was reported, without the dust of binary fractions. */
export function sumOf(values: readonly FigureValue[]): number {
	const sum = values.reduce<number>((so, value) => so + (typeof value === "number" ? value : 0), 0);
	return Math.round(sum * 10_000) / 10_000;
}

/**
 * Whether a total is the sum of its parts. It is not where one enterprise stands in several units' reports and counts once for the city, where the city keeps a target of its own,
 * and for rates.
 */
export function addsUp(indicator: Indicator, total: FigureValue, parts: readonly FigureValue[]): boolean {
	if (
		indicator.kind === "derived" ||
		indicator.measure.kind === "given" ||
		typeof total !== "number" ||
		parts.some((part) => part !== null && isRange(part))
	)
		return false;
	return parts.some((part) => part !== null) && sumOf(parts) === sumOf([total]);
}

const known = new WeakMap<Figure, boolean>();

/** Whether the city's figure, an indicator's own, is the sum of its units' figures. Reckoned once: it is asked for each unit's share. */
export function addsUpOverUnits(indicator: Indicator, figure: Figure): boolean {
	const found = known.get(figure) ?? addsUp(indicator, figure.value, Object.values(figure.byUnit));
	known.set(figure, found);
	return found;
}

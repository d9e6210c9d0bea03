import type { FigureValue } from "../../model/indicator.ts";
import type { AuditBook } from "./beside.ts";
import { FRACTIONS, type PublishedFigure } from "./published.ts";
import type { Unconfirmed } from "./unconfirmed.ts";

/** A number of a release that is another than its originals give. */
export interface AuditDifference extends PublishedFigure {
	readonly recomputed: FigureValue | string;
}

/** What comparing the figures of one file gave. */
export interface ComparedFile {
	/** Figures that could be compared. */
	readonly figures: number;
	readonly differences: readonly AuditDifference[];
}

/** Compares what a file of a release says with what its originals give. @param confirmable false for what rests on an original that is lost */
export function comparePublished(published: readonly PublishedFigure[], book: AuditBook, confirmable: Unconfirmed["confirmable"]): ComparedFile {
	const own = published.filter(confirmable);
	const differences = own.flatMap((figure): AuditDifference[] => {
		const recomputed = recomputedOf(figure, book);
		return same(figure.value, recomputed, FRACTIONS.has(figure.measure)) ? [] : [{ ...figure, recomputed }];
	});
	return { figures: own.length, differences };
}

/** The figures that a file which has them all does not have. */
export function missingFrom(published: readonly PublishedFigure[], { figures }: AuditBook): string[] {
	const said = new Set(published.map(({ indicator }) => indicator));
	return [...figures.keys()].filter((id) => !said.has(id));
}

function recomputedOf({ indicator, place, measure }: PublishedFigure, { figures, told }: AuditBook): FigureValue | string {
	if (measure === "qualifier") return figures.get(indicator)?.qualifier ?? null;
	if (measure === "carried") return (place && figures.get(indicator)?.carried?.[place.code]) ?? null;
	return told(indicator, place, measure);
}

function same(one: FigureValue | string, other: FigureValue | string, fraction: boolean): boolean {
	if (typeof one === "number" && typeof other === "number") return Math.abs(one - other) <= (fraction ? 0.000_500_1 : 1e-12 * Math.abs(other));
	return JSON.stringify(one) === JSON.stringify(other);
}

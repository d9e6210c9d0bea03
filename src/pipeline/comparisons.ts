import type { Figure } from "../model/indicator.ts";
import { contains, type Period, period as periodOf } from "../model/period.ts";
import type { StoredSubmission } from "../model/stored.ts";
import { type ComparedPeriods, type Comparisons, comparedPeriods, type OtherFigures } from "../stages/compare.ts";
import { type FigureBook, figureBook } from "../stages/figure-book.ts";
import { type ConsolidatePorts, type Consolidation, consolidate, type Scope } from "./consolidate.ts";

/** The scopes of the periods that a publication is compared with: by the instant and the readings of the publication, each to its own cutoff, without 沿用上期. */
export function comparedScopes(scope: Scope): Readonly<Record<keyof ComparedPeriods, Scope>> {
	const at = (period: Period): Scope => ({ ...scope, period, cutoff: scope.cutoffs?.[period.code] ?? period.end, carryForward: false });
	const { lastYear, periodBefore, dayBefore } = comparedPeriods(scope.period);
	return { lastYear: at(lastYear), periodBefore: at(periodBefore), dayBefore: at(dayBefore) };
}

/**
 * Counts the figures of the periods that a publication is compared with, where something of them counts as of its instant; of each those that somebody reported: beside the others
 * there is nothing to have, which is not the same as a unit that owed a report and sent none. Writes nothing.
 */
export async function comparisonsOf(scope: Scope, ports: ConsolidatePorts): Promise<Comparisons> {
	const counting = await ports.store.countingAt(scope.asOf);
	const counted = new Map<string, OtherFigures | null>();
	const figuresOf = async (other: Scope): Promise<OtherFigures | null> => {
		const { period } = other;
		const known = counted.get(period.code);
		if (known !== undefined) return known;
		const made = counting.some((submission) => belongs(submission, period)) ? await figuresIn(other, counting, ports) : null;
		counted.set(period.code, made);
		return made;
	};
	const { lastYear, periodBefore, dayBefore } = comparedScopes(scope);
	return { lastYear: await figuresOf(lastYear), periodBefore: await figuresOf(periodBefore), dayBefore: await figuresOf(dayBefore) };
}

async function figuresIn(scope: Scope, counting: readonly StoredSubmission[], ports: ConsolidatePorts): Promise<OtherFigures> {
	const { figures } = await consolidate(scope, ports, counting);
	return { period: scope.period, figures: new Map([...figures].filter(([, figure]) => isReported(figure))) };
}

function isReported({ value, byUnit }: Figure): boolean {
	return value !== null || Object.values(byUnit).some((own) => own !== null);
}

function belongs(submission: StoredSubmission, published: Period): boolean {
	const own = periodOf(submission.period);
	return contains(published, own) || contains(own, published);
}

/** The figures of a consolidation by name, with what they are compared with. */
export async function bookOf(consolidation: Consolidation, ports: ConsolidatePorts): Promise<FigureBook> {
	return bookWith(consolidation, await comparisonsOf(consolidation.scope, ports), ports);
}

/** As `bookOf`, where the figures of the other periods are at hand. */
export function bookWith({ scope, indicators, figures }: Consolidation, comparisons: Comparisons, ports: ConsolidatePorts): FigureBook {
	const { period, cutoff } = scope;
	const { forms, units } = ports;
	return figureBook({ period, cutoff, indicators, figures, forms, units, comparisons });
}

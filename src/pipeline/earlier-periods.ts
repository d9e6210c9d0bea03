import { parsePeriod } from "../model/period.ts";
import type { Scope } from "./consolidate.ts";
import type { PublishedPeriod } from "./dashboard-charts.ts";
import type { Store } from "./ports.ts";

/** So many periods before the published one are looked at. */
const MOST = 7;

/**
 * What was consolidated of the periods of the same kind before the published one, oldest first: of each the last that was made as of the publication's instant or before it, so
 * that the same publication made again shows the same. Figures are those that were told then; a period that was never consolidated is left out.
 */
export async function earlierPeriods(
	{ period, asOf }: Scope,
	store: Pick<Store, "consolidatedPeriods" | "consolidationUntil">,
): Promise<PublishedPeriod[]> {
	const earlier = (await store.consolidatedPeriods())
		.flatMap((code) => parsePeriod(code) ?? [])
		.filter(({ kind, end }) => kind === period.kind && end < period.start)
		.sort((a, b) => (a.start < b.start ? -1 : 1))
		.slice(-MOST);
	const found: PublishedPeriod[] = [];
	for (const each of earlier) {
		const kept = await store.consolidationUntil(each.code, asOf);
		if (kept) found.push({ period: each, figures: new Map(kept.figures.map((figure) => [figure.id, figure])) });
	}
	return found;
}

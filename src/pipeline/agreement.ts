import type { DemoDocument, StatisticsDocument } from "../model/documents.ts";

/** Figures as they were published: figure id → indicator and value, with a split per unit where one is known (fixtures/published). */
export type PublishedFigures = Readonly<
	Record<
		string,
		{ readonly indicator: string; readonly value: unknown; readonly split?: Readonly<Record<string, unknown>>; readonly qualifier?: string }
	>
>;

/** Compares every published figure, its split and its qualifier with the statistics. */
export function agreement(published: PublishedFigures, statistics: StatisticsDocument): DemoDocument["agreement"] {
	const entries = new Map(statistics.indicators.map((entry) => [entry.id, entry]));
	const compared = Object.entries(published).map(([figure, { indicator, value, split, qualifier }]) => {
		const entry = entries.get(indicator);
		const expected = { value, ...(split ? { split } : {}), ...(qualifier ? { qualifier } : {}) };
		const found = entry && {
			value: entry.value,
			...(split ? { split: Object.fromEntries(Object.keys(split).map((unit) => [unit, entry.byUnit[unit] ?? null])) } : {}),
			...(entry.qualifier ? { qualifier: entry.qualifier } : {}),
		};
		return { figure, indicator, expected, found: found ?? null };
	});
	return { compared: compared.length, differences: compared.filter(({ expected, found }) => JSON.stringify(expected) !== JSON.stringify(found)) };
}

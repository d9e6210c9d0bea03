import type { Bilingual } from "./text.ts";

interface Declared {
	/** Lower case, dots and hyphens: platforms.by-type-and-level. */
	readonly id: string;
	readonly title: Bilingual;
	/** What the values are measured in: 家, 项. */
	readonly unit: string;
}

/** Reporting units side by side; of several indicators in one stack per unit. 市本级 is left out where it has nothing. */
export interface UnitsChart extends Declared {
	readonly across: "units";
	readonly kind: "column" | "stacked";
	readonly series: readonly { readonly name: Bilingual; readonly indicator: string }[];
}

/** The members of a breakdown side by side, for the whole city. */
export interface MembersChart extends Declared {
	readonly across: "members";
	readonly kind: "column" | "stacked" | "bar";
	/** What the members are: 技术领域. */
	readonly axis: Bilingual;
	readonly series: readonly Bilingual[];
	/** `indicators`: one per series. A member is left out where the summary prints none of its indicators: a detail that is zero everywhere. */
	readonly members: readonly { readonly name: Bilingual; readonly indicators: readonly string[] }[];
}

/** A chart that a form gives to the leader's page (看板): declared beside the indicators that it draws, so that nothing that lays out pages knows an indicator. */
export type FormChart = UnitsChart | MembersChart;

/** Ids of the indicators that a chart draws. */
export function drawnIn(chart: FormChart): string[] {
	return chart.across === "units" ? chart.series.map(({ indicator }) => indicator) : chart.members.flatMap(({ indicators }) => indicators);
}

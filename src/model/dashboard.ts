import type { Chart } from "./chart.ts";
import type { Told } from "./printed.ts";

/** The leader's page (看板) as data: key figures, what asks for attention, and charts. */
export interface Dashboard {
	/** 截至2019年6月27日，序时进度48.8%…: what the figures are measured against. */
	readonly subtitle: string;
	readonly figures: readonly KeyFigure[];
	/** In sentences, the gravest first. */
	readonly concerns: readonly string[];
	readonly charts: readonly DashboardChart[];
}

/** A line of the key figures. */
export interface KeyFigure {
	readonly indicator: string;
	readonly name: string;
	readonly unit: string;
	readonly value: KeyCell;
	readonly lastYear: KeyCell;
	/** Fraction; 增减 of rates is said in the remark. */
	readonly growth: KeyCell;
	readonly target: KeyCell;
	/** The indicator that holds the target; null where there is none. */
	readonly targetIndicator: string | null;
	/** Fraction. */
	readonly completion: KeyCell;
	/** Beside 序时进度, and who is first and last. */
	readonly remark: string;
}

export interface KeyCell {
	readonly value: Told;
	/** Number format of its cell. */
	readonly format: string;
}

/** A chart and where its numbers come from. */
export interface DashboardChart {
	/** Lower case, dots and hyphens; no two of a page are alike. */
	readonly id: string;
	/** What its values are measured in; "" for shares. */
	readonly unit: string;
	readonly chart: Chart;
	/** Of each series that is drawn, of each of its points. null where the number is no figure of this publication. */
	readonly sources: readonly (readonly (PointSource | null)[])[];
}

/** A figure of a unit, or (null) of the whole city. */
export interface FigureAt {
	readonly indicator: string;
	readonly unit: string | null;
}

/** The figure that a point is, or the two whose quotient it is, as a fraction to three decimals. */
export type PointSource = FigureAt | { readonly part: FigureAt; readonly whole: FigureAt };

/** A chart as data: drawn natively by the programs that open the workbook or document, never a picture. */
export interface Chart {
	/** column: clustered; stacked: one column per category; bar: horizontal, for long names; line: over time. */
	readonly kind: "column" | "stacked" | "bar" | "line";
	readonly title: string;
	/** What a reader who cannot see the chart is told: title, what stands on the axes, the largest and the smallest. */
	readonly alternative: string;
	readonly categories: readonly string[];
	readonly series: readonly ChartSeries[];
	readonly axes: { readonly category: string; readonly value: string };
	/** Number format of values and labels: #,##0, 0.0%. */
	readonly format: string;
	/** A line across the chart: 100 % of a target. A horizontal chart draws it as bars of its own, since no program draws a line across bars. */
	readonly reference?: { readonly name: string; readonly value: number };
}

export interface ChartSeries {
	readonly name: string;
	/** One per category; null where there is none: a gap, never a zero. */
	readonly values: readonly (number | null)[];
}

/** Where a chart's numbers stand in its workbook. Sheet names are not quoted. */
export interface ChartCells {
	readonly sheet: string;
	/** A range of one row or one column, A5:A11. */
	readonly categories: string;
	/** One per series: the cell of its name and the range of its values. */
	readonly series: readonly SeriesCells[];
	/** Of the line across, with its value once per category; where it is left out, the chart holds the line's numbers itself. */
	readonly reference?: SeriesCells;
}

export interface SeriesCells {
	readonly name: string;
	readonly values: string;
}

/** The series of a chart as they are drawn: its own, and the line across, if any, as one more that is the same everywhere. */
export function drawnSeries({ series, reference, categories }: Chart): ChartSeries[] {
	return reference ? [...series, { name: reference.name, values: categories.map(() => reference.value) }] : [...series];
}

import { columnLetters } from "../model/a1.ts";
import { type ChartCells, type ChartSeries, drawnSeries, type SeriesCells } from "../model/chart.ts";
import type { DashboardChart, FigureAt, PointSource } from "../model/dashboard.ts";
import { figureName, unitPlace } from "../model/figure-name.ts";

/** Columns of 图表数据: chart, series, category, value, unit of measure. */
export const DATA_COLUMNS = { chart: 1, series: 2, category: 3, value: 4, unit: 5 } as const;

/** A line of 图表数据: a point of a chart. */
export interface DataLine {
	readonly chart: string;
	readonly series: string;
	readonly category: string;
	readonly value: number | null;
	readonly format: string;
	/** "" for shares. */
	readonly unit: string;
	readonly formula: string | null;
}

/** Whether there are cells of a name in the workbook. */
export type Known = (name: string) => boolean;

/** A chart with its lines, which stand together, and the cells that they are. */
export interface PlacedData {
	readonly chart: DashboardChart;
	readonly lines: readonly DataLine[];
	readonly cells: ChartCells;
}

/**
 * One tidy table of everything that the charts draw: a line per point, so sorted that each series is a range of one column. Points that are figures of the summary are formulas
 * that name its cells.
 */
export function placedData(charts: readonly DashboardChart[], sheet: string, firstRow: number, known: Known): PlacedData[] {
	let row = firstRow;
	return charts.map((chart) => {
		const series = drawnSeries(chart.chart);
		const size = chart.chart.categories.length;
		const from = (at: number) => row + at * size;
		const cells = series.map((_, at) => seriesCells(from(at), size));
		const [reference] = cells.slice(chart.chart.series.length);
		const placed = {
			chart,
			lines: series.flatMap((one, at) => linesOf(chart, one, at, known)),
			cells: {
				sheet,
				categories: rangeOf(DATA_COLUMNS.category, from(0), size),
				series: cells.slice(0, chart.chart.series.length),
				...(reference ? { reference } : {}),
			},
		};
		row += series.length * size;
		return placed;
	});
}

function seriesCells(top: number, size: number): SeriesCells {
	return { name: `${columnLetters(DATA_COLUMNS.series)}${top}`, values: rangeOf(DATA_COLUMNS.value, top, size) };
}

function rangeOf(column: number, top: number, size: number): string {
	const letters = columnLetters(column);
	return `${letters}${top}:${letters}${top + size - 1}`;
}

function linesOf({ chart, unit, sources }: DashboardChart, { name, values }: ChartSeries, at: number, known: Known): DataLine[] {
	return values.map((value, place) => ({
		chart: chart.title,
		series: name,
		category: chart.categories[place] ?? "",
		value,
		format: chart.format,
		unit,
		formula: value === null ? null : pointFormula(sources[at]?.[place] ?? null, known),
	}));
}

function pointFormula(source: PointSource | null, known: Known): string | null {
	if (source === null) return null;
	if ("indicator" in source) return known(nameOf(source)) ? nameOf(source) : null;
	const [part, whole] = [nameOf(source.part), nameOf(source.whole)];
	return known(part) && known(whole) ? `ROUND(${part}/${whole},3)` : null;
}

function nameOf({ indicator, unit }: FigureAt): string {
	return figureName(indicator, unitPlace(unit));
}

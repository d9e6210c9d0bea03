import { type Chart, type ChartCells, drawnSeries } from "../../model/chart.ts";
import { escaped } from "../escaped.ts";
import { type Cells, categoriesXml, nameXml, valuesXml } from "./data.ts";
import { barLook, LABEL_GROUND, lineLook, NO_GROUND, referenceLook, TEXT_LOOK } from "./looks.ts";

/** Both axes of a chart, by which its plots name them. */
export const AXES = { category: 111_111_111, value: 222_222_222 } as const;
/** More labels than this crowd a chart. */
const MOST_LABELS = 40;
/** Of the highest stack, about the height of a label. */
const THINNEST = 0.06;
/** More labelled lines than this write over each other. */
const MOST_LABELLED_LINES = 3;

/** The plots of a chart. Elements stand in the order that the schema asks for: Excel repairs, and empties, a chart whose elements stand otherwise. */
export function plotsXml(chart: Chart, cells: ChartCells | null): string {
	const { kind, series, reference } = chart;
	const drawn = drawnSeries(chart).map((_, at) => seriesXml(chart, at, cells));
	if (kind === "line") return linePlot(drawn);
	if (!reference || kind === "bar") return barPlot(chart, drawn);
	return `${barPlot(chart, drawn.slice(0, series.length))}${linePlot(drawn.slice(series.length))}`;
}

function barPlot({ kind }: Chart, series: readonly string[]): string {
	const stacked = kind === "stacked";
	const head = `<c:barDir val="${kind === "bar" ? "bar" : "col"}"/><c:grouping val="${stacked ? "stacked" : "clustered"}"/><c:varyColors val="0"/>`;
	const gaps = `<c:gapWidth val="${stacked ? 60 : 80}"/><c:overlap val="${stacked ? 100 : 0}"/>`;
	return `<c:barChart>${head}${series.join("")}${gaps}${axisIds()}</c:barChart>`;
}

function linePlot(series: readonly string[]): string {
	return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series.join("")}<c:marker val="1"/>${axisIds()}</c:lineChart>`;
}

function axisIds(): string {
	return `<c:axId val="${AXES.category}"/><c:axId val="${AXES.value}"/>`;
}

/** The series at a place among those that are drawn: the line across comes last. */
function seriesXml(chart: Chart, at: number, cells: ChartCells | null): string {
	const across = at === chart.series.length;
	const asLine = chart.kind === "line" || (across && chart.kind !== "bar");
	const { name, values } = drawnSeries(chart)[at] ?? { name: "", values: [] };
	const own = (across ? cells?.reference : cells?.series[at]) ?? null;
	const where: Cells = cells && own ? { sheet: cells.sheet, ...own } : null;
	const look = asLine ? (across ? referenceLook(chart.categories.length) : lineLook(at)) : `${barLook(at)}<c:invertIfNegative val="0"/>`;
	const categories = categoriesXml(chart.categories, cells && { sheet: cells.sheet, range: cells.categories });
	const data = `${categories}${valuesXml(values, chart.format, where)}`;
	const head = `<c:idx val="${at}"/><c:order val="${at}"/>${nameXml(name, where)}${look}`;
	return `<c:ser>${head}${across ? "" : labelsXml(chart, at)}${data}${asLine ? `<c:smooth val="0"/>` : ""}</c:ser>`;
}

/** Values beside the columns and points, where there is room for them. Pieces of a stack that have no height have no label. */
function labelsXml(chart: Chart, at: number): string {
	const { kind, categories, series, format, reference } = chart;
	const labels = categories.length * series.length;
	if (labels > MOST_LABELS || (kind === "line" && series.length > MOST_LABELLED_LINES)) return "";
	const stacked = kind === "stacked";
	const thin = stacked ? thinPieces(chart, at).map((idx) => `<c:dLbl><c:idx val="${idx}"/><c:delete val="1"/></c:dLbl>`) : [];
	const code = escaped(stacked ? `${format};-${format};;` : format);
	const place = kind === "line" ? placeOfLine(chart, at) : stacked ? "ctr" : "outEnd";
	const shown = ["LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"].map((what) => `<c:show${what} val="${what === "Val" ? 1 : 0}"/>`);
	const ground = stacked || reference ? LABEL_GROUND : NO_GROUND;
	return `<c:dLbls>${thin.join("")}<c:numFmt formatCode="${code}" sourceLinked="0"/>${ground}${TEXT_LOOK}<c:dLblPos val="${place}"/>${shown.join("")}</c:dLbls>`;
}

/** Pieces of stacks that are thinner than a line of text: their labels would lie upon each other. The table beside the chart holds their values. */
function thinPieces({ categories, series }: Chart, at: number): number[] {
	const sums = categories.map((_, place) => series.reduce((sum, { values }) => sum + Math.abs(values[place] ?? 0), 0));
	const least = Math.max(...sums) * THINNEST;
	return categories.flatMap((_, place) => {
		const value = Math.abs(series[at]?.values[place] ?? 0);
		return value > 0 && value < least && value < (sums[place] ?? 0) ? [place] : [];
	});
}

/** Above the highest line, below the lowest; of those between on the side where the next line is further away: labels of lines that run close together do not lie upon each other. */
function placeOfLine({ series }: Chart, at: number): "t" | "b" {
	const middles = series.map(({ values }) => {
		const known = values.filter((value) => value !== null);
		return known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
	});
	const own = middles[at] ?? 0;
	const above = middles.flatMap((middle, other) => (middle > own || (middle === own && other < at) ? [middle - own] : []));
	const below = middles.flatMap((middle, other) => (middle < own || (middle === own && other > at) ? [own - middle] : []));
	if (above.length === 0) return "t";
	return below.length > 0 && Math.min(...above) >= Math.min(...below) ? "t" : "b";
}

import { type Chart, drawnSeries } from "../../model/chart.ts";
import { escaped } from "../escaped.ts";
import { AXIS_LINE, AXIS_TEXT_LOOK, GRID_LINES, richText } from "./looks.ts";
import { AXES } from "./plots.ts";

/** Axes are marked in whole per cent, where labels say tenths. */
const [SHARE, WHOLE_SHARE] = ["0.0%", "0%"];
/** A title beside the value axis that is longer is written upwards. */
const LONGEST_ACROSS = 5;
/** Names beside an axis: of more categories, each second one is named, or each third. Left to themselves, programs leave names out of short lists, and write long ones over each other. */
const MOST_NAMES = 20;
/** Up to here an axis of whole numbers needs to be told that there is nothing between them. */
const FEW = 5;

/** Category axis and value axis. A horizontal chart reads from top to bottom like a table, with its values at the foot. */
export function axesXml(chart: Chart): string {
	const { kind, axes, format } = chart;
	const flat = kind === "bar";
	const ticks = (labels: "low" | "nextTo") =>
		`<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="${labels}"/>${AXIS_LINE}${AXIS_TEXT_LOOK}`;
	const category = [
		`<c:catAx><c:axId val="${AXES.category}"/><c:scaling><c:orientation val="${flat ? "maxMin" : "minMax"}"/></c:scaling><c:delete val="0"/>`,
		`<c:axPos val="${flat ? "l" : "b"}"/>${titleXml(axes.category, flat)}<c:numFmt formatCode="General" sourceLinked="0"/>${ticks("low")}`,
		`<c:crossAx val="${AXES.value}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="${Math.ceil(chart.categories.length / MOST_NAMES)}"/><c:noMultiLvlLbl val="1"/></c:catAx>`,
	];
	const value = [
		`<c:valAx><c:axId val="${AXES.value}"/>${scaleXml(chart)}<c:delete val="0"/><c:axPos val="${flat ? "b" : "l"}"/>${GRID_LINES}${titleXml(axes.value, !flat)}`,
		`<c:numFmt formatCode="${escaped(format === SHARE ? WHOLE_SHARE : format)}" sourceLinked="0"/>${ticks("nextTo")}<c:crossAx val="${AXES.category}"/><c:crosses val="${flat ? "max" : "autoZero"}"/>`,
		`<c:crossBetween val="between"/>${unitXml(chart)}</c:valAx>`,
	];
	return [...category, ...value].join("");
}

function titleXml(text: string, upright: boolean): string {
	if (text === "") return "";
	const turned = upright && text.length > LONGEST_ACROSS;
	return `<c:title><c:tx>${richText(escaped(text), "body", turned)}</c:tx><c:overlay val="0"/></c:title>`;
}

function extremes(chart: Chart): { least: number; most: number } {
	const values = drawnSeries(chart).flatMap((series) => series.values.filter((value) => value !== null));
	return { least: Math.min(0, ...values), most: Math.max(0, ...values) };
}

/** Lengths are compared from zero: left to itself, a program may cut the axis off below the smallest value. Where everything is zero there is still an axis. */
function scaleXml(chart: Chart): string {
	const { least, most } = extremes(chart);
	const top = least === 0 && most === 0 ? `<c:max val="1"/>` : "";
	const bottom = least === 0 ? `<c:min val="0"/>` : "";
	return `<c:scaling><c:orientation val="minMax"/>${top}${bottom}</c:scaling>`;
}

/** Between one enterprise and two there is none: small whole numbers are marked one by one. */
function unitXml(chart: Chart): string {
	const { least, most } = extremes(chart);
	const tall = chart.kind === "stacked" ? Math.max(0, ...chart.categories.map((_, at) => sumAt(chart, at))) : most;
	return chart.format === "#,##0" && least === 0 && tall <= FEW ? `<c:majorUnit val="1"/>` : "";
}

function sumAt({ series }: Chart, at: number): number {
	return series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0);
}

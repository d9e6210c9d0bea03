import { describe, expect, test } from "vitest";
import type { Chart, ChartCells } from "../../../src/model/chart.ts";
import { chartXml } from "../../../src/workbooks/charts/chart-xml.ts";
import { misplaced } from "../schema-order.ts";
import { at, type Element, elementsNamed, pointsOf, treeOf } from "./chart-tree.ts";

const UNITS = ["江城区", "阳东区", "阳西县"];
const column: Chart = {
	kind: "column",
	title: "“新增”目标 <与> 完成 & 差距",
	alternative: "",
	categories: UNITS,
	series: [
		{ name: "年度目标", values: [5, 7, 4] },
		{ name: "已完成", values: [0, null, 2.5] },
	],
	axes: { category: "填报单位", value: "家" },
	format: "#,##0",
	reference: { name: "全市平均", value: 4 },
};
const stacked: Chart = { ...withoutReference(column), kind: "stacked" };
const bar: Chart = { ...column, kind: "bar", format: "0.0%" };
const line: Chart = { ...column, kind: "line" };
const cells: ChartCells = {
	sheet: "图表'数据",
	categories: "B2:B4",
	series: [
		{ name: "C1", values: "C2:C4" },
		{ name: "D1", values: "D2:D4" },
	],
	reference: { name: "E1", values: "E2:E4" },
};

function withoutReference({ reference: _, ...chart }: Chart): Chart {
	return chart;
}

/** Places of labels that each kind of plot allows; any other makes Excel repair the file. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
	clustered: ["ctr", "inBase", "inEnd", "outEnd"],
	stacked: ["ctr", "inBase", "inEnd"],
	standard: ["b", "ctr", "l", "r", "t"],
};

describe.each([
	["column", column],
	["stacked", stacked],
	["bar", bar],
	["line", line],
])("a chart of kind %s", (_, chart) => {
	const own = chart.reference ? cells : { ...cells, reference: undefined };
	const referring = treeOf(chartXml(chart, own as ChartCells));
	const literal = treeOf(chartXml(chart, null));

	test("has its elements in the order of the schema", () => {
		expect(misplaced(referring)).toEqual([]);
		expect(misplaced(literal)).toEqual([]);
	});

	test("labels its values at places that its kind allows", () => {
		for (const plot of [...elementsNamed(referring, "barChart"), ...elementsNamed(referring, "lineChart")]) {
			for (const label of elementsNamed(plot, "dLblPos")) expect(PLACES[at(plot, "grouping").attributes.val ?? ""]).toContain(label.attributes.val);
		}
		expect(elementsNamed(referring, "dLblPos")).toHaveLength(chart.series.length);
	});

	test("refers to its cells and says what stands in them; literally the same without cells", () => {
		const expected = [...chart.series, ...(chart.reference ? [{ name: "全市平均", values: [4, 4, 4] }] : [])];
		const series = elementsNamed(referring, "ser");
		expect(series.map((each) => pointsOf(at(each, "val")))).toEqual(
			expected.map(({ values }) => values.map((value) => (value === null ? null : String(value)))),
		);
		expect(series.map((each) => pointsOf(at(each, "tx")))).toEqual(expected.map(({ name }) => [name]));
		expect(series.map((each) => pointsOf(at(each, "cat")))).toEqual(expected.map(() => UNITS));
		const formulas = series.map((each) => elementsNamed(each, "f").map(({ text }) => text));
		const wanted = ["C", "D", "E"].map((letter) =>
			[`$${letter}$1`, "$B$2:$B$4", `$${letter}$2:$${letter}$4`].map((range) => `'图表''数据'!${range}`),
		);
		expect(formulas).toEqual(wanted.slice(0, expected.length));

		const literals = elementsNamed(literal, "ser");
		expect(elementsNamed(literal, "f")).toEqual([]);
		expect(literals.map((each) => at(each, "tx", "v").text)).toEqual(expected.map(({ name }) => name));
		expect(literals.map((each) => pointsOf(at(each, "val", "numLit")))).toEqual(series.map((each) => pointsOf(at(each, "val"))));
		expect(literals.map((each) => pointsOf(at(each, "cat", "strLit")))).toEqual(series.map((each) => pointsOf(at(each, "cat"))));
	});

	test("leaves gaps where there is no value, and draws a reported zero", () => {
		expect(at(referring, "chart", "dispBlanksAs").attributes.val).toBe("gap");
		expect(pointsOf(at(elementsNamed(referring, "ser")[1] as Element, "val"))).toEqual(["0", null, "2.5"]);
	});

	test("names its axes and itself, in Chinese, with square corners", () => {
		expect(elementsNamed(referring, "t").map(({ text }) => text)).toEqual(["“新增”目标 <与> 完成 & 差距", "填报单位", "家"]);
		expect(at(referring, "lang").attributes.val).toBe("zh-CN");
		expect(at(referring, "roundedCorners").attributes.val).toBe("0");
	});

	test("has both axes, each crossing the other", () => {
		const [category, value] = [at(referring, "chart", "plotArea", "catAx"), at(referring, "chart", "plotArea", "valAx")];
		expect(at(category, "crossAx").attributes.val).toBe(at(value, "axId").attributes.val);
		expect(at(value, "crossAx").attributes.val).toBe(at(category, "axId").attributes.val);
		for (const plot of [...elementsNamed(referring, "barChart"), ...elementsNamed(referring, "lineChart")]) {
			expect(elementsNamed(plot, "axId").map(({ attributes }) => attributes.val)).toEqual(
				[at(category, "axId"), at(value, "axId")].map((id) => id.attributes.val),
			);
		}
	});

	test("tells its series apart by more than colour", () => {
		const looks = elementsNamed(referring, "ser").map((each) =>
			JSON.stringify([at(each, "spPr"), each.children.find(({ name }) => name === "marker")]),
		);
		const colourless = looks.map((look) => look.replace(/"val":"[0-9A-F]{6}"/g, ""));
		const filled = at(elementsNamed(referring, "ser")[0] as Element, "spPr");
		// Two plain fills differ in how dark they are; lines differ in dash and marker.
		if (chart.kind === "line") expect(new Set(colourless).size).toBe(looks.length);
		else expect(filled.children.map(({ name }) => name)).toEqual(["solidFill", "ln"]);
		expect(new Set(looks).size).toBe(looks.length);
	});
});

test("a line across columns is a line of its own; across bars, bars of its own", () => {
	const plots = (chart: Chart) => at(treeOf(chartXml(chart, null)), "chart", "plotArea").children.map(({ name }) => name);
	expect(plots(column)).toEqual(["layout", "barChart", "lineChart", "catAx", "valAx"]);
	expect(plots(bar)).toEqual(["layout", "barChart", "catAx", "valAx"]);
	expect(elementsNamed(treeOf(chartXml(bar, null)), "ser")).toHaveLength(3);
});

test("a chart of one series has no legend, one of several has", () => {
	const single = { ...withoutReference(column), series: column.series.slice(0, 1) };
	expect(elementsNamed(treeOf(chartXml(single, null)), "legend")).toEqual([]);
	expect(elementsNamed(treeOf(chartXml(column, null)), "legend")).toHaveLength(1);
});

test("pieces of a stack too thin for a label have none; one that stands alone has", () => {
	const series = [
		{ name: "省级", values: [36, 3, 3] },
		{ name: "市级", values: [139, 9, 0] },
	];
	const root = treeOf(chartXml({ ...stacked, series }, null));
	const without = elementsNamed(root, "ser").map((each) => elementsNamed(each, "dLbl").map((label) => at(label, "idx").attributes.val));
	expect(without).toEqual([["1"], ["1"]]);
	expect(misplaced(root)).toEqual([]);
});

test("labels of lines keep away from the line that runs nearest", () => {
	const places = (...values: number[]) => {
		const series = values.map((value, at) => ({ name: `第${at}条`, values: UNITS.map(() => value) }));
		return elementsNamed(treeOf(chartXml({ ...line, series }, null)), "dLblPos").map(({ attributes }) => attributes.val);
	};
	expect(places(71, 209, 46)).toEqual(["t", "t", "b"]);
	expect(places(190, 209, 46)).toEqual(["b", "t", "b"]);
	expect(places(71)).toEqual(["t"]);
});

test("every name stands beside an axis of few, each second or so beside one of many", () => {
	const of = (count: number): Chart => ({
		...withoutReference(column),
		categories: Array.from({ length: count }, (_, place) => `第${place}县`),
		series: [{ name: "存量", values: Array.from({ length: count }, () => 1) }],
	});
	const skip = (count: number) => elementsNamed(treeOf(chartXml(of(count), null)), "tickLblSkip")[0]?.attributes.val;
	expect([skip(7), skip(20), skip(21), skip(122)]).toEqual(["1", "1", "2", "7"]);
});

test("lengths are measured from zero, and below it where there is something below", () => {
	const least = (values: number[]) =>
		elementsNamed(treeOf(chartXml({ ...withoutReference(column), series: [{ name: "增减", values }] }, null)), "min").map(
			({ attributes }) => attributes.val,
		);
	expect(least([90, 95, 98])).toEqual(["0"]);
	expect(least([90, -5, 98])).toEqual([]);
});

test("a chart that is not whole is refused", () => {
	const short = { ...column, series: [{ name: "已完成", values: [1, 2] }] };
	expect(() => chartXml(short, null)).toThrow(RangeError);
	expect(() => chartXml({ ...column, series: [{ name: "已完成", values: [1, 2, Number.NaN] }] }, null)).toThrow(RangeError);
	expect(() => chartXml(column, { ...cells, series: cells.series.slice(0, 1) })).toThrow(RangeError);
});

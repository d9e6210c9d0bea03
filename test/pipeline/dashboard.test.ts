import { describe, expect, test } from "vitest";
import type { ReportingUnit } from "../../src/model/division.ts";
import { and } from "../../src/model/filter.ts";
import type { Form } from "../../src/model/form.ts";
import type { FormChart } from "../../src/model/form-chart.ts";
import type { CountedIndicator, Figure, FigureValue } from "../../src/model/indicator.ts";
import { period } from "../../src/model/period.ts";
import type { Overview } from "../../src/model/report.ts";
import { dashboard } from "../../src/pipeline/dashboard.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { NO_COMPARISONS } from "../../src/stages/compare.ts";
import { completions } from "../../src/stages/consolidate.ts";
import { figureBook } from "../../src/stages/figure-book.ts";

const [JIANGCHENG, YANGDONG, YANGXI, YANGCHUN] = ["441702-00", "441704-00", "441721-00", "441781-00"] as const;
const units = YANGJIANG_UNITS.filter(({ code }) => ["441700-00", JIANGCHENG, YANGDONG, YANGXI, YANGCHUN].includes(code));
const named = (zh: string) => ({ zh, en: zh });

const counted = (id: string, more: Partial<CountedIndicator> = {}): CountedIndicator => ({
	...{ kind: "counted", id, area: "hnte", name: named(id), unit: "家", measure: { kind: "count" }, filter: and() },
	...more,
});
const target = (id: string) =>
	counted(id, { area: "targets", measure: { kind: "given", low: "low", high: "high", region: "region", whole: "全市" } });

const CHARTS: readonly FormChart[] = [
	{ id: "by-unit", across: "units", kind: "stacked", title: named("分单位"), unit: "家", series: [{ name: named("存量"), indicator: "stock" }] },
	{
		...{ id: "by-field", across: "members", kind: "stacked", title: named("分领域"), unit: "家", axis: named("领域") },
		series: [named("省级"), named("市级")],
		members: ["materials", "energy", "space"].map((field) => ({ name: named(field), indicators: [`${field}.high`, `${field}.low`] })),
	},
];
const FORMS = [
	{
		...{ id: "统01", owedBy: "units", tables: [{ id: "", rollUp: "snapshot" }], charts: CHARTS },
		indicators: [
			counted("stock", { headline: { name: named("高企存量"), trend: true }, target: "102" }),
			counted("new", { target: "101" }),
			counted("plain"),
			...["materials", "energy", "space"].flatMap((field) => ["high", "low"].map((level) => counted(`${field}.${level}`, { detail: true }))),
		],
	},
	{
		...{ id: "综01", owedBy: "city", tables: [{ id: "", rollUp: "yearly" }], charts: [] },
		indicators: [target("targets.101"), target("targets.102")],
	},
] as unknown as readonly Form[];

function figure(id: string, value: FigureValue, byUnit: Record<string, FigureValue> = {}): Figure {
	return { id, value, byUnit: { ...Object.fromEntries(units.map(({ code }) => [code, null])), ...byUnit }, byDivision: {} };
}

const FIGURES = [
	figure("stock", 71, { "441700-00": 0, [JIANGCHENG]: 15, [YANGDONG]: 0, [YANGCHUN]: 56 }),
	figure("targets.102", [100, 120]),
	figure("new", 5, { [JIANGCHENG]: 2, [YANGDONG]: 3, [YANGXI]: 0, [YANGCHUN]: 0 }),
	figure("targets.101", 26, { [JIANGCHENG]: 4, [YANGDONG]: 4, [YANGXI]: 4, [YANGCHUN]: 4 }),
	figure("materials.high", 3, { [YANGDONG]: 3 }),
	figure("materials.low", 0, { [YANGDONG]: 0 }),
	figure("energy.high", 0),
	figure("energy.low", 0),
	figure("space.high", null),
	figure("space.low", 2, { [JIANGCHENG]: 2 }),
	figure("plain", 9),
];

const ALL_IN: Overview = { forms: [], units: [{ name: "江城区", cells: [], done: 2, owed: 2 }] };

interface More {
	overview?: Overview;
	earlier?: Record<string, readonly Figure[]>;
	offices?: readonly ReportingUnit[];
}

function page(figures: readonly Figure[] = FIGURES, more: More = {}) {
	const { offices = units } = more;
	const declared = FORMS.flatMap(({ indicators }) => indicators);
	const known = new Map([...declared.map(({ id }) => figure(id, null)), ...figures].map((each) => [each.id, each]));
	const rates = completions(declared, known);
	for (const { figure: made } of rates) known.set(made.id, made);
	const indicators = [...declared, ...rates.map(({ indicator }) => indicator)];
	const scope = { period: period("2019H1"), cutoff: "2019-06-27" };
	const book = figureBook({ ...scope, indicators, figures: known, forms: FORMS, units: offices, comparisons: NO_COMPARISONS });
	const earlier = Object.entries(more.earlier ?? {}).map(([code, those]) => ({
		period: period(code),
		figures: new Map(those.map((each) => [each.id, each])),
	}));
	const consolidation = { scope, indicators, figures: known } as unknown as Parameters<typeof dashboard>[0]["consolidation"];
	return dashboard({ consolidation, book, forms: FORMS, units: offices, overview: more.overview ?? ALL_IN, earlier });
}

const chartOf = (made: ReturnType<typeof page>, id: string) => {
	const found = made.charts.find((chart) => chart.id === id);
	if (!found) throw new Error(`no chart ${id}`);
	return found;
};

describe("key figures", () => {
	test("are those that have a target this year and those that their forms declare, completion words beside them", () => {
		const { figures, subtitle } = page();
		expect(subtitle).toBe("截至2019年6月27日，全年时间已过48.8%（序时进度）。");
		expect(figures.map(({ name, value, target: goal, completion }) => [name, value.value, goal.value, completion.value])).toEqual([
			["高企存量", 71, [100, 120], 0.71],
			["new", 5, 26, 0.192],
		]);
		expect(figures.map(({ remark }) => remark)).toEqual([
			"比序时进度快22.2个百分点",
			"比序时进度慢29.6个百分点；分单位：阳东区75.0%居首；阳西县0.0%、阳春市0.0%居末",
		]);
	});

	test("claim no completion of what was not reported", () => {
		const { figures, concerns } = page(FIGURES.map((each) => (each.id === "new" ? figure("new", null) : each)));
		expect(figures[1]).toMatchObject({ value: { value: null }, completion: { value: null }, remark: "尚未报送" });
		expect(concerns).toContain("下列目标的完成数尚未报齐，无法计算完成率：new。");
	});

	test("say of a sum that it lacks units, or has another period's figures in it", () => {
		const remark = (more: Partial<Figure>) => page(FIGURES.map((each) => (each.id === "stock" ? { ...each, ...more } : each))).figures[0]?.remark;
		expect(remark({ missing: [YANGXI, YANGCHUN] })).toBe("比序时进度快22.2个百分点；有2个单位未报，合计不完整");
		expect(remark({ carried: { [YANGXI]: "2018H2" } })).toMatch(/；含沿用上期数据，见审核说明$/);
		expect(remark({ value: null, missing: units.map(({ code }) => code) })).toBe("尚未报送");
	});

	test("of a target that was not set this year are left out", () => {
		expect(page(FIGURES.filter(({ id }) => id !== "targets.101")).figures.map(({ indicator }) => indicator)).toEqual(["stock"]);
	});
});

describe("what asks for attention", () => {
	test("targets behind the year's progress, then offices that have not filed", () => {
		const overview: Overview = { forms: [], units: [...ALL_IN.units, { name: "阳西县", cells: [], done: 1, owed: 3 }] };
		expect(page(FIGURES, { overview }).concerns).toEqual([
			"完成率低于序时进度（48.8%）的有1项：new19.2%。",
			"报送未完成的单位有1个：阳西县（已报1／应报3），详见“报送一览”。",
			"目前只有2019年上半年一期汇总数据，暂不作历期变化图。",
		]);
	});

	test("of many offices the first are named", () => {
		const many = Array.from({ length: 12 }, (_, at) => ({ name: `第${at + 1}县`, cells: [], done: 0, owed: 1 }));
		const told = page(FIGURES, { overview: { forms: [], units: many } }).concerns[1];
		expect(told).toMatch(/^报送未完成的单位有12个：第1县（已报0／应报1）、.*第8县（已报0／应报1）等12个，详见“报送一览”。$/);
	});

	test("nothing is behind where every completion reaches the year's progress", () => {
		const ahead = FIGURES.map((each) => (each.id === "new" ? figure("new", 26, each.byUnit) : each));
		expect(page(ahead).concerns[0]).toBe("各项年度目标的完成率都不低于序时进度（48.8%）。");
		expect(page(ahead).figures[1]?.remark).toMatch(/^已完成全年目标/);
	});
});

describe("charts", () => {
	test("completion beside the year's progress, with the two figures that each share is made of", () => {
		const { chart, sources } = chartOf(page(), "targets.completion");
		expect(chart).toMatchObject({ categories: ["高企存量", "new"], series: [{ values: [0.71, 0.192] }], reference: { value: 0.488 } });
		// Of a range the lower bound is what completion is measured on: no cell of the summary holds it.
		expect(sources[0]).toEqual([null, { part: { indicator: "new", unit: null }, whole: { indicator: "targets.101", unit: null } }]);
		expect(sources[1]).toEqual([null, null]);
	});

	test("target and what is done of a target that is split to the units, 市本级 left out", () => {
		const { chart, sources } = chartOf(page(), "new.target");
		expect(chart.categories).toEqual(["江城区", "阳东区", "阳西县", "阳春市"]);
		expect(chart.series.map(({ values }) => values)).toEqual([
			[4, 4, 4, 4],
			[2, 3, 0, 0],
		]);
		expect(sources[1]?.[1]).toEqual({ indicator: "new", unit: YANGDONG });
		expect(page().charts.map(({ id }) => id)).not.toContain("stock.target");
	});

	test("a unit that did not report is a gap, one that reported zero is zero, and both are told to who cannot see", () => {
		const { chart } = chartOf(page(), "by-unit");
		expect(chart.categories).toEqual(["江城区", "阳东区", "阳西县", "阳春市"]);
		expect(chart.series[0]?.values).toEqual([15, 0, null, 56]);
		expect(chart.alternative).toBe("堆积柱形图：分单位。分填报单位列示，单位：家。存量：最大为阳春市 56，最小为阳东区 0（1处未报）。");
	});

	test("of very many units the largest are drawn, of a target those that lag behind", () => {
		const offices = Array.from({ length: 30 }, (_, at): ReportingUnit => {
			const code = `44${String(at + 1).padStart(4, "0")}-00`;
			return { code, name: `第${at + 1}县`, shortName: `第${at + 1}县`, nameEn: code, aliases: [], kind: "county", division: code.slice(0, 6) };
		});
		const split = (of: (at: number) => number) => Object.fromEntries(offices.map(({ code }, at) => [code, of(at)]));
		const made = page(
			[
				figure(
					"stock",
					465,
					split((at) => at + 1),
				),
				figure(
					"new",
					435,
					split((at) => at),
				),
				figure(
					"targets.101",
					900,
					split(() => 30),
				),
			],
			{ offices },
		);
		const { chart } = chartOf(made, "by-unit");
		expect(chart.title).toBe("分单位（前20位，共30个单位）");
		expect([chart.categories.length, chart.categories[0], chart.series[0]?.values.at(-1)]).toEqual([20, "第30县", 11]);
		const lagging = chartOf(made, "new.target");
		expect(lagging.chart.title).toBe("new：年度目标与完成（分单位）（完成率靠后的20个，共30个单位）");
		expect(lagging.chart.categories.at(-1)).toBe("第1县");
		expect(lagging.sources[1]?.at(-1)).toEqual({ indicator: "new", unit: offices[0]?.code });
	});

	test("members of a breakdown that are zero everywhere are left out, and so are series", () => {
		const { chart, sources } = chartOf(page(), "by-field");
		expect(chart.categories).toEqual(["materials", "space"]);
		expect(chart.series).toEqual([
			{ name: "省级", values: [3, null] },
			{ name: "市级", values: [0, 2] },
		]);
		expect(sources[0]).toEqual([{ indicator: "materials.high", unit: null }, null]);
	});

	test("a chart of which nothing was reported is left out", () => {
		expect(page(FIGURES.filter(({ id }) => id !== "stock")).charts.map(({ id }) => id)).not.toContain("by-unit");
	});

	test("over the periods, as they were told, with a gap where one was not", () => {
		const made = page(FIGURES, { earlier: { "2018H1": [figure("stock", 53)], "2018H2": [figure("stock", null)] } });
		const { chart, sources } = chartOf(made, "trend");
		expect(chart.categories).toEqual(["2018年上半年", "2018年下半年", "2019年上半年"]);
		expect(chart.series).toEqual([{ name: "高企存量（家）", values: [53, null, 71] }]);
		expect(sources).toEqual([[null, null, { indicator: "stock", unit: null }]]);
		expect(made.concerns.join()).not.toMatch("一期");
	});
});

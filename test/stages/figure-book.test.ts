import { describe, expect, test } from "vitest";
import type { FigurePlace, Measure } from "../../src/model/figure-reference.ts";
import { and } from "../../src/model/filter.ts";
import type { Form } from "../../src/model/form.ts";
import type { CountedIndicator, DerivedIndicator, Figure, FigureValue, Indicator } from "../../src/model/indicator.ts";
import { period } from "../../src/model/period.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { type Comparisons, NO_COMPARISONS } from "../../src/stages/compare.ts";
import { completions, divisionsOf } from "../../src/stages/consolidate.ts";
import { figureBook } from "../../src/stages/figure-book.ts";

const units = YANGJIANG_UNITS;
const [CITY, JIANGCHENG, YANGDONG, YANGXI] = ["441700-00", "441702-00", "441704-00", "441721-00"] as const;

const counted = (id: string, more: Partial<CountedIndicator> = {}): CountedIndicator => ({
	...{ kind: "counted", id, area: "hnte", name: { zh: id, en: id }, unit: "家", measure: { kind: "count" }, filter: and() },
	...more,
});
const rate: DerivedIndicator = {
	...{ kind: "derived", id: "rate", area: "projects", name: { zh: "立项率", en: "rate" }, unit: "%" },
	...{ inputs: [{ id: "approved" }, { id: "reviewed" }], operation: "percent" },
};

const form = (id: string, rollUp: string, indicators: readonly Indicator[], owedBy = "units") =>
	({ id, owedBy, tables: [{ id: "", rollUp }], indicators }) as unknown as Form;

const given = counted("targets.102", { area: "targets", measure: { kind: "given", low: "low", high: "high", region: "region", whole: "全市" } });
const FORMS = [
	form("统01", "snapshot", [counted("stock", { target: "102" }), counted("area", { unit: "㎡", places: 2 })]),
	form("统06", "accumulate", [counted("approved"), counted("reviewed"), counted("year.to.date", { basis: "year-to-date" }), rate]),
	form("综01", "yearly", [given], "city"),
];

/** Every unit reported `value` or what is said of it. */
function figure(id: string, value: FigureValue, byUnit: Record<string, FigureValue> = {}, more: Partial<Figure> = {}): Figure {
	const all = Object.fromEntries(units.map(({ code }) => [code, 0 as FigureValue]));
	const byDivision = Object.fromEntries(divisionsOf(units).map((code) => [code, null]));
	return { id, value, byUnit: { ...all, ...byUnit }, byDivision, ...more };
}

const others = (code: string, figures: readonly Figure[]) => ({ period: period(code), figures: new Map(figures.map((each) => [each.id, each])) });

function book(figures: readonly Figure[], comparisons: Partial<Comparisons> = {}, code = "2019H1") {
	const declared = FORMS.flatMap(({ indicators }) => indicators);
	const known = new Map([...declared.map(({ id }) => figure(id, null)), ...figures].map((each) => [each.id, each]));
	const rates = completions(declared, known);
	for (const { figure: made } of rates) known.set(made.id, made);
	const indicators = [...declared, ...rates.map(({ indicator }) => indicator)];
	const source = {
		period: period(code),
		cutoff: "2019-06-27",
		indicators,
		figures: known,
		forms: FORMS,
		units,
		comparisons: { ...NO_COMPARISONS, ...comparisons },
	};
	const made = figureBook(source);
	return (indicator: string, measure: Measure = "value", place: string | FigurePlace | null = null) =>
		made.figure({ indicator, measure, place: typeof place === "string" ? { cut: "unit", code: place } : place });
}

describe("what is printed and what is said", () => {
	test.each<[Figure, string, string | null]>([
		[figure("area", 1234.5), "1,234.50", "1234.50"],
		[figure("stock", 60, {}, { qualifier: "以上" }), "60以上", "60多"],
		[figure("stock", 33, {}, { qualifier: "以上" }), "33以上", "33以上"],
		[figure("stock", 110, {}, { qualifier: "约" }), "约110", "约110"],
		[figure("stock", [1, 2]), "1–2", "1–2"],
		[figure("stock", 0), "0", "0"],
		[figure("stock", null), "", null],
		[figure("rate", 86.9), "86.9%", "86.9%"],
	])("%o", (own, printed, said) => {
		expect(book([own])(own.id)).toMatchObject({ printed, said });
	});

	test("a place that cannot have the figure prints —, one that has not reported nothing", () => {
		const at = book([figure("targets.102", 100, { [JIANGCHENG]: null }), figure("stock", 5, { [YANGDONG]: null }, { missing: [YANGDONG] })]);
		expect(at("targets.102", "value", JIANGCHENG)).toMatchObject({ value: "not-applicable", printed: "—", said: null });
		expect(at("stock", "value", YANGDONG)).toMatchObject({ value: null, printed: "", said: null, missing: [YANGDONG] });
	});

	test("a qualifier is the city's, and a unit's where the number is its alone", () => {
		const at = book([figure("stock", 60, { [CITY]: 60, [YANGXI]: 3 }, { qualifier: "以上" })]);
		expect(at("stock", "value", CITY).printed).toBe("60以上");
		expect(at("stock", "value", YANGXI).printed).toBe("3");
	});

	test("cells show the number as it is printed", () => {
		const at = book([figure("area", 1234.5), figure("stock", 110, {}, { qualifier: "约" }), figure("rate", 86.9)]);
		expect([at("area").format, at("stock").format, at("rate").format, at("stock", "schedule").format]).toEqual([
			"#,##0.00",
			'"约"#,##0',
			'#,##0.0"%"',
			"0.0%",
		]);
	});

	test("the share of the year that has passed is that of the cutoff", () => {
		expect(book([])("stock", "schedule")).toMatchObject({ value: 0.488, printed: "48.8%" });
	});

	test("an unknown figure is an error", () => expect(() => book([])("no.such")).toThrow(RangeError));
});

describe("同比 and 环比", () => {
	const now = figure("stock", 71, { [YANGDONG]: 20 });
	const lastYear = (value: FigureValue, more: Partial<Figure> = {}) => ({
		lastYear: others("2018H1", [figure("stock", value, { [YANGDONG]: 16 }, more)]),
	});

	test("growth is against the same half of the year before", () => {
		const at = book([now], lastYear(63));
		expect(at("stock", "last-year").value).toBe(63);
		expect(at("stock", "change")).toMatchObject({ value: 8, unit: "家", said: "8" });
		expect(at("stock", "growth")).toMatchObject({ value: 0.127, printed: "12.7%", said: "增长12.7%" });
		expect(at("stock", "growth", YANGDONG).value).toBe(0.25);
	});

	test("less is said as less, and the same as the same", () => {
		expect(book([now], lastYear(80))("stock", "growth")).toMatchObject({ value: -0.113, printed: "-11.3%", said: "下降11.3%" });
		expect(book([now], lastYear(71))("stock", "growth")).toMatchObject({ value: 0, said: "持平" });
	});

	test("a base of zero has no growth, a negative one its difference only", () => {
		expect(book([now], lastYear(0))("stock", "growth")).toMatchObject({ printed: "—", why: "zero-base" });
		expect(book([now], lastYear(0))("stock", "change").value).toBe(71);
		expect(book([now], lastYear(-5))("stock", "growth").value).toBe("not-applicable");
		expect(book([now], lastYear(-5))("stock", "change").value).toBe(76);
	});

	test("without a report of that period there is none to have; a side that was not reported gives a blank", () => {
		expect([book([now])("stock", "last-year").printed, book([now])("stock", "growth").printed]).toEqual(["—", "—"]);
		const silent = { lastYear: others("2018H1", [figure("stock", 63, { [YANGDONG]: null }, { missing: [YANGDONG] })]) };
		expect(book([now], silent)("stock", "growth", YANGDONG).value).toBeNull();
		expect(book([figure("stock", null)], lastYear(63))("stock", "change").value).toBeNull();
	});

	test("totals to which not the same units reported, and data that stand in, are not compared", () => {
		expect(book([now], lastYear(63, { missing: [YANGXI] }))("stock", "growth").value).toBe("not-applicable");
		expect(book([now], lastYear(63, { missing: [YANGXI] }))("stock", "growth", YANGDONG).value).toBe(0.25);
		const carried = { ...now, carried: { [YANGDONG]: "2018" } };
		expect(book([carried], lastYear(63))("stock", "change", YANGDONG)).toMatchObject({ value: "not-applicable", why: "stands-in" });
		const both = { missing: [YANGXI] };
		expect(book([{ ...now, ...both }], lastYear(63, both))("stock", "growth").value).toBe(0.127);
	});

	test("ranges are not compared, rates by their difference in points", () => {
		expect(book([figure("stock", [1, 2])], lastYear(1))("stock", "change").value).toBe("not-applicable");
		const rates = { lastYear: others("2018H1", [figure("rate", 80.2)]) };
		expect(book([figure("rate", 86.9)], rates)("rate", "change")).toMatchObject({ value: 6.7, unit: "个百分点", printed: "6.7" });
		expect(book([figure("rate", 86.9)], rates)("rate", "growth").value).toBe("not-applicable");
	});

	test("上期 of what stands at a date is the end of the year before, of what happened in a period the one before, of what has added up since January none", () => {
		const dayBefore = others("2018", [figure("stock", 65), figure("reviewed", 200), figure("year.to.date", 9)]);
		const periodBefore = others("2018H2", [figure("stock", 64), figure("reviewed", 40), figure("year.to.date", 9)]);
		const at = book([now, figure("reviewed", 61), figure("year.to.date", 5)], { dayBefore, periodBefore });
		expect([at("stock", "last-period").value, at("stock", "period-change").value]).toEqual([65, 6]);
		expect([at("reviewed", "last-period").value, at("reviewed", "period-growth").value]).toEqual([40, 0.525]);
		expect(at("year.to.date", "last-period").value).toBe("not-applicable");
		const yearly = book([figure("year.to.date", 12)], { periodBefore: others("2018", [figure("year.to.date", 9)]) }, "2019");
		expect(yearly("year.to.date", "period-growth").value).toBe(0.333);
	});
});

describe("targets, ranks and shares", () => {
	const stock = figure("stock", 71, { [JIANGCHENG]: 15, [YANGDONG]: 20, [YANGXI]: 30, "441781-00": 6, [CITY]: 0 });
	const targets = figure("targets.102", [80, 100], {
		[JIANGCHENG]: 20,
		[YANGDONG]: 20,
		[YANGXI]: 40,
		"441781-00": 0,
		[CITY]: null,
		"441700-71": null,
		"441700-72": null,
	});
	const at = book([stock, targets]);

	test("completion is of the lower bound, the stretch rate of the upper", () => {
		expect(at("stock", "target")).toMatchObject({ value: [80, 100], printed: "80–100", unit: "家" });
		expect([at("stock", "completion").value, at("stock", "stretch").value]).toEqual([0.888, 0.71]);
		expect([at("stock", "completion", YANGDONG).value, at("stock", "stretch", YANGDONG).value]).toEqual([1, "not-applicable"]);
		expect([at("stock", "completion", CITY).value, at("area", "completion").value]).toEqual(["not-applicable", "not-applicable"]);
	});

	test("completion of what was not reported is not known", () => {
		expect(book([figure("stock", null), targets])("stock", "completion").value).toBeNull();
	});

	test("ranks are by completion and then by quantity; 市本级, and units without a target, have none", () => {
		const ranks = [YANGDONG, YANGXI, JIANGCHENG, "441781-00", CITY].map((code) => at("stock", "rank", code).value);
		expect(ranks).toEqual([1, 2, 3, "not-applicable", "not-applicable"]);
		expect(at("stock", "rank", YANGXI).said).toBe("第2");
		expect(at("stock", "rank").value).toBe("not-applicable");
	});

	test("shares are of what units add up to", () => {
		expect(at("stock", "share", YANGDONG)).toMatchObject({ value: 0.282, printed: "28.2%" });
		expect(book([{ ...stock, value: 70 }])("stock", "share", YANGDONG).value).toBe("not-applicable");
		expect(book([{ ...stock, missing: ["441700-71"] }])("stock", "share", YANGDONG).value).toBe("not-applicable");
	});
});

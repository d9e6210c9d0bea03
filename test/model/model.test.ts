import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnLetters, columnNumber, fromA1, toA1 } from "../../src/model/a1.ts";
import { inTableOrder } from "../../src/model/division.ts";
import { text } from "../../src/model/fields.ts";
import { figureName, parseFigureName, unitPlace } from "../../src/model/figure-name.ts";
import { and, eq, fieldsRead, holds, isBureau, lte, not, param, whenever } from "../../src/model/filter.ts";
import { type Finding, findingIdentity, isOpen } from "../../src/model/finding.ts";
import { defineForm, defineTable } from "../../src/model/form.ts";
import type { FormChart } from "../../src/model/form-chart.ts";
import { matchKey } from "../../src/model/match-key.ts";
import { contains, lastWithin, parsePeriod, period, periodName, periodNamed, periodOf } from "../../src/model/period.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";

describe("cell addresses", () => {
	test("columns go A…Z, AA…, XFD", () => expect([1, 26, 27, 702, 703, 16384].map(columnLetters)).toEqual(["A", "Z", "AA", "ZZ", "AAA", "XFD"]));
	test("every address reads back", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1_048_576 }), fc.integer({ min: 1, max: 16_384 }), (row, column) => {
				expect(fromA1(toA1({ row, column }))).toEqual({ row, column });
				expect(columnNumber(columnLetters(column))).toBe(column);
			}),
		);
	});
	test("$ signs are allowed, other texts are none", () => {
		expect(fromA1("$C$7")).toEqual({ row: 7, column: 3 });
		for (const wrong of ["", "A0", "7C", "A1:B2", "合计"]) expect(fromA1(wrong)).toBeNull();
	});
});

describe("periods", () => {
	const codes = fc.tuple(fc.integer({ min: 2000, max: 2099 }), fc.constantFrom("", "H1", "H2", "Q1", "Q2", "Q3", "Q4", "-01", "-02", "-11", "-12"));
	test("span whole months, and their names read back", () => {
		fc.assert(
			fc.property(codes, ([year, rest]) => {
				const p = period(`${year}${rest}`);
				expect(p.start.endsWith("-01")).toBe(true);
				const nextDay = new Date(Date.parse(p.end) + 86_400_000).toISOString().slice(8, 10);
				expect(nextDay).toBe("01");
				expect(periodNamed(periodName(p, "zh-CN"))).toEqual(p);
				expect(periodOf(p.kind, p.end)).toEqual(p);
				expect(contains(period(String(year)), p)).toBe(true);
			}),
		);
	});
	test("the last quarter of a first half is the second", () => {
		expect(lastWithin(period("2019H1"), "quarter").code).toBe("2019Q2");
		expect(lastWithin(period("2019H1"), "month").code).toBe("2019-06");
		expect(lastWithin(period("2019H1"), "year").code).toBe("2019H1");
		expect(period("2020-02").end).toBe("2020-02-29");
	});
	test("other texts are none", () => {
		for (const wrong of ["", "19", "2019H3", "2019Q5", "2019-13", "2019-6"]) expect(parsePeriod(wrong)).toBeNull();
		expect(() => period("2019H3")).toThrow(RangeError);
	});
});

describe("match keys", () => {
	test.each([
		["阳江市(江城)五金", "阳江市（江城）五金"],
		["阳江市〔江城〕五金", "陽江市【江城】五金"],
		["ＡＢＣ科技", " abc\u00a0科\u200b技\n"],
		["某某鎳業", "某某镍业"],
	])("%s and %s are one name", (a, b) => expect(matchKey(a)).toBe(matchKey(b)));
	test.each([
		["乾元科技", "干元科技"],
		["① 号", "1 号"],
		["㎡", "m2"],
		["Ⅱ期", "II期"],
	])("%s and %s stay two", (a, b) => expect(matchKey(a)).not.toBe(matchKey(b)));
	test("are stable", () => {
		fc.assert(fc.property(fc.string({ unit: "grapheme" }), (name) => matchKey(matchKey(name)) === matchKey(name)));
	});
});

test("a filter says which fields it reads", () => {
	const filter = and(eq("status", "有效"), not(holds("business", "高企")), isBureau("host"), lte(whenever(eq("a", 1), "x", param("cutoff")), "b"));
	expect(fieldsRead(filter)).toEqual(["status", "business", "host", "a"]);
});

test("names of figures' cells read back", () => {
	for (const [indicator, place, measure] of [
		["hnte.stock", null, "value"],
		["platforms.rd-institution.provincial", unitPlace("441700-71"), "last-year"],
		["projects.reviewed.month-05", { cut: "division", code: "441702" }, "value"],
	] as const) {
		expect(parseFigureName(figureName(indicator, place, measure))).toEqual({ indicator, place, measure });
	}
	expect(parseFigureName("hb.hnte.stock.NoMeasure")).toBeNull();
	expect(parseFigureName("hb.hnte.stock.Value")).toBeNull();
	expect(parseFigureName("_xlnm.Print_Area")).toBeNull();
});

test("units stand in the order of statistical tables: the city's own, counties by code, zones", () => {
	expect(inTableOrder(YANGJIANG_UNITS).map(({ code }) => code)).toEqual([
		"441700-00",
		"441702-00",
		"441704-00",
		"441721-00",
		"441781-00",
		"441700-71",
		"441700-72",
	]);
});

describe("a finding", () => {
	const finding: Finding = {
		code: "01-S1",
		severity: "soft",
		sheet: "表",
		cell: "H9",
		field: "rd_exp",
		header: "研发费用",
		value: "1",
		expected: null,
	};
	test("of a row is the same one wherever the row stands and whatever the cell holds", () => {
		const moved = { ...finding, key: "9144", sheet: "表2", cell: "H10", value: "2" };
		expect(findingIdentity({ ...finding, key: "9144" })).toBe(findingIdentity(moved));
		expect(findingIdentity({ ...finding, key: "9144" })).not.toBe(findingIdentity({ ...finding, key: "9145" }));
		expect(findingIdentity({ ...finding, key: "9144" })).not.toBe(findingIdentity({ ...finding, key: "9144", table: "B" }));
	});
	test("without a row is known by its cell", () => {
		expect(findingIdentity(finding)).not.toBe(findingIdentity({ ...finding, cell: "H10" }));
	});
	test("is open while nobody has settled it, and never as information", () => {
		expect(isOpen(finding)).toBe(true);
		expect(isOpen({ ...finding, severity: "info" })).toBe(false);
		expect(isOpen({ ...finding, settled: { kind: "waived", waiver: 1, reason: "试点", until: "2019-12-31" } })).toBe(false);
	});
});

describe("a form's declaration", () => {
	const declare = (key: "name" | "nothing", ruleCode = "01-H1") => {
		const table = defineTable({
			rollUp: "snapshot",
			key: [key as "name"],
			fields: { name: text("名称", { en: "Name" }) },
			rules: (rule) => [
				rule.unique({ code: ruleCode, states: { zh: "名称不重复", en: "names differ" }, remedy: { zh: "请核对", en: "check" }, fields: ["name"] }),
			],
		});
		return defineForm({ id: "测01", slug: "probe", title: { zh: "测", en: "probe" }, periods: ["year"], tables: [table] });
	};
	test("that contradicts itself is refused when it is loaded", () => {
		expect(() => declare("nothing")).toThrow(/unknown field nothing/);
		expect(() => declare("name", "rule one")).toThrow(/rule code/);
	});

	test("whose charts draw what it does not declare, or have a place without an indicator, is refused", () => {
		const name = { zh: "某", en: "some" };
		const declared = (charts: readonly FormChart[]) =>
			defineForm({
				id: "测02",
				slug: "probe",
				title: name,
				periods: ["year"],
				tables: [defineTable({ rollUp: "snapshot", key: [], fields: {} })],
				charts,
			});
		const chart = { id: "some", title: name, unit: "家", kind: "column" } as const;
		expect(() => declared([{ ...chart, across: "units", series: [{ name, indicator: "hnte.stock" }] }])).toThrow(
			/some draws unknown indicator hnte\.stock/,
		);
		expect(() => declared([{ ...chart, across: "members", axis: name, series: [name, name], members: [{ name, indicators: [] }] }])).toThrow(
			/not an indicator for each member and series/,
		);
	});
	test("gives rules that mark every row of a repeated group, and no blank", () => {
		const rule = declare("name").tables[0]?.rules[0];
		const rows = ["甲", "乙", "甲", null, null].map((name, at) => ({ row: at + 5, values: { name } }));
		expect(rule?.kind === "table" && rule.test(rows, undefined as never, {})).toEqual([{ row: 5 }, { row: 7 }]);
	});
});

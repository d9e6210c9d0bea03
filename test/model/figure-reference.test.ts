import { describe, expect, test } from "vitest";
import { referencesIn, resolveReference } from "../../src/model/figure-reference.ts";
import { nearestNames } from "../../src/model/nearest.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";

const known = {
	indicators: [
		{ id: "hnte.stock", name: { zh: "高新技术企业存量", en: "HNTE stock" } },
		{ id: "hnte.new", name: { zh: "本年认定高新技术企业", en: "Recognised this year" } },
		{ id: "platforms.centre.provincial", name: { zh: "省级工程技术研究中心", en: "Provincial centres" } },
		{ id: "party.a", name: { zh: "同名", en: "One" } },
		{ id: "party.b", name: { zh: "同名", en: "Other" } },
	],
	units: YANGJIANG_UNITS,
};
const resolve = (inside: string) => resolveReference(inside, known);
const city = { kind: "figure", indicator: "hnte.stock", place: null, measure: "value" };

describe("references to figures", () => {
	test.each([
		["hnte.stock", city],
		["  高新技术企业存量 ", city],
		["hnte.stock@江城", { ...city, place: { cut: "unit", code: "441702-00" } }],
		["hnte.stock＠441700-71：完成率", { ...city, place: { cut: "unit", code: "441700-71" }, measure: "completion" }],
		["hnte.stock@区划441702:growth", { ...city, place: { cut: "division", code: "441702" }, measure: "growth" }],
		["hnte.stock:同比", { ...city, measure: "growth" }],
		["period", { kind: "fact", fact: "period" }],
		["统计截止日", { kind: "fact", fact: "cutoff" }],
	])("%s", (inside, meant) => expect(resolve(inside)).toEqual(meant));

	test.each([
		["hnte.stok", "indicator", "hnte.stock（高新技术企业存量）"],
		["高新技术企业存", "indicator", "hnte.stock（高新技术企业存量）"],
		["同名", "ambiguous", "party.a（同名）"],
		["hnte.stock@江城县", "place", "江城区"],
		["hnte.stock:完成", "measure", "完成率"],
		["hnte.stock@区划999999", "place", "江城区"],
		["", "empty", undefined],
	])("what names nothing is told with what was probably meant: %s", (inside, what, first) => {
		const fault = resolve(inside);
		expect(fault).toMatchObject({ kind: "fault", what });
		if (fault.kind === "fault" && what !== "place") expect(fault.nearest[0]).toBe(first);
		if (fault.kind === "fault" && what === "place") expect(fault.nearest).toContain(first);
	});

	test("references are found where they stand in a text", () => {
		const text = "全市高企{{ hnte.stock }}家，完成{{hnte.stock:completion}}";
		expect(referencesIn(text).map(({ inside }) => inside)).toEqual(["hnte.stock", "hnte.stock:completion"]);
		const [first] = referencesIn(text);
		expect(text.slice(first?.at, (first?.at ?? 0) + (first?.length ?? 0))).toBe("{{ hnte.stock }}");
		expect(referencesIn("{{}} { {a} } {{a{b}}")).toHaveLength(1);
	});
});

test("nothing is proposed for a name that shares nothing with any", () => {
	expect(nearestNames("zzz", ["hnte.stock", "江城区"])).toEqual([]);
	expect(nearestNames("hnte", ["platforms.total", "hnte.stock", "hnte.new"])).toEqual(["hnte.new", "hnte.stock"]);
});

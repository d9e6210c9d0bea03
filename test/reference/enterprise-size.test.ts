import { describe, expect, test } from "vitest";
import { enterpriseSize, isIndustry } from "../../src/reference/enterprise-size.ts";

describe("size of an enterprise (classification of 2017)", () => {
	test.each([
		// Industry: at the bound, and below one of the two.
		["3324", 1000, 40_000, "大型"],
		["C3324", 999, 40_000, "中型"],
		["3324", 1000, 39_999.99, "中型"],
		["0610", 300, 2000, "中型"],
		["4411", 300, 1999.99, "小型"],
		["1310", 20, 300, "小型"],
		["3324", 19, 300, "微型"],
		["3324", 5000, 299, "微型"],
		["65", 100, 1000, "中型"],
		["6510", 300, 10_000, "大型"],
		["6410", 2000, 100_000, "大型"],
		["6311", 100, 999, "小型"],
		["5110", 200, 40_000, "大型"],
		["5110", 4, 40_000, "微型"],
		["5220", 50, 500, "中型"],
		["F5220", 9, 500, "微型"],
		["7340", 300, 0, "大型"],
		["7340", 99, null, "小型"],
		["0111", null, 20_000, "大型"],
		["0111", 3, 49.99, "微型"],
		["4710", 500, 299, "微型"],
	])("%s with %s people and %s万元 is %s", (industry, employees, revenue, size) => {
		expect(enterpriseSize(industry, employees, revenue)).toBe(size);
	});

	test.each([
		["no industry", null, 100, 1000],
		["no such code", "33a4", 100, 1000],
		["a division beyond the list", "9811", 100, 1000],
		["an industry without a rule here", "5430", 100, 1000],
		["no revenue where it is asked", "3324", 100, null],
		["no employees where they are asked", "3324", null, 1000],
		["construction, which is judged by assets too", "4710", 100, 100_000],
	])("no class: %s", (_why, industry, employees, revenue) => {
		expect(enterpriseSize(industry, employees, revenue)).toBeNull();
	});
});

test("industry is sections B, C and D, told from the division", () => {
	expect(["0610", "1100", "1311", "4390", "4620", "C3324"].map(isIndustry)).toEqual([true, true, true, true, true, true]);
	expect(["0519", "4710", "6510", "S9111"].map(isIndustry)).toEqual([false, false, false, false]);
	expect([null, "", "9900", "0011"].map(isIndustry)).toEqual([null, null, null, null]);
});

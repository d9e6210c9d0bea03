import { expect, test } from "vitest";
import { daysBetween, elapsedOfYear, firstBackwards, plusYears } from "../../src/model/calendar.ts";

test("years are added to a day; February 29 becomes March 1 in a common year", () => {
	expect(plusYears("2018-11-28", 3)).toBe("2021-11-28");
	expect(plusYears("2016-02-29", 3)).toBe("2019-03-01");
	expect(plusYears("2016-02-29", 4)).toBe("2020-02-29");
});

test("days are counted in both directions and over a leap day", () => {
	expect(daysBetween("2019-06-27", "2019-06-30")).toBe(3);
	expect(daysBetween("2019-06-30", "2019-06-27")).toBe(-3);
	expect(daysBetween("2020-02-28", "2020-03-01")).toBe(2);
});

test("the first day that goes back is named, with the latest before it; blank days are passed over", () => {
	const days = (a: string | null, b: string | null, c: string | null) =>
		firstBackwards([
			["a", a],
			["b", b],
			["c", c],
		]);
	expect(days("2019-01-02", "2019-01-01", "2019-01-03")).toEqual({ name: "b", notBefore: "2019-01-02" });
	expect(days("2019-01-02", null, "2019-01-01")).toEqual({ name: "c", notBefore: "2019-01-02" });
	expect(days("2019-01-01", "2019-01-01", "2019-01-01")).toBeNull();
	expect(days(null, null, null)).toBeNull();
});

test("the share of a year that has passed counts its days, the last one too", () => {
	expect([elapsedOfYear(2019, "2019-06-27"), elapsedOfYear(2019, "2019-06-30"), elapsedOfYear(2020, "2020-06-30")]).toEqual([0.488, 0.496, 0.497]);
	expect([elapsedOfYear(2019, "2018-12-31"), elapsedOfYear(2019, "2019-12-31"), elapsedOfYear(2019, "2020-03-01")]).toEqual([0, 1, 1]);
});

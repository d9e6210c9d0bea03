import { expect, test } from "vitest";
import { endingWith, period, preceding, yearBefore } from "../../src/model/period.ts";

test("the periods that one is compared with", () => {
	expect(["2019H1", "2019H2", "2019Q1", "2019-01", "2019"].map((code) => preceding(period(code)).code)).toEqual([
		"2018H2",
		"2019H1",
		"2018Q4",
		"2018-12",
		"2018",
	]);
	expect(["2019H1", "2019Q4", "2019-06", "2019"].map((code) => yearBefore(period(code)).code)).toEqual(["2018H1", "2018Q4", "2018-06", "2018"]);
	expect(["2018-12-31", "2019-06-30", "2019-03-31", "2019-04-30"].map((day) => endingWith(day).code)).toEqual([
		"2018",
		"2019H1",
		"2019Q1",
		"2019-04",
	]);
	expect(() => endingWith("2019-06-29")).toThrow(RangeError);
});

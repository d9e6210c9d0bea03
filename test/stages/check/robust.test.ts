import { describe, expect, test } from "vitest";
import { median, modifiedZ, OUTLIER, spreadOf } from "../../../src/stages/check/robust.ts";
import { numbersFrom, shuffled } from "./random-columns.ts";

describe("the middle", () => {
	test.each([
		[[3], 3],
		[[3, 1, 2], 2],
		[[4, 1, 3, 2], 2.5],
		[[1, 2, 1000], 2],
	])("of %j is %d", (numbers, middle) => {
		expect(median(numbers)).toBe(middle);
	});

	test("of nothing is none", () => {
		expect(median([])).toBeNaN();
	});
});

describe("modified z-scores", () => {
	test("are those of Iglewicz and Hoaglin", () => {
		// Median 10, median absolute deviation 2: 0.6745 × (30 − 10) / 2.
		const spread = spreadOf([6, 8, 10, 12, 30]);
		expect(modifiedZ(30, spread)).toBeCloseTo(6.745, 10);
		expect(modifiedZ(10, spread)).toBe(0);
		expect(modifiedZ(6, spread)).toBeCloseTo(-1.349, 10);
	});

	test("where more than half are alike, the mean deviation takes the median one's place", () => {
		const spread = spreadOf([5, 5, 5, 5, 5, 5, 5, 9]);
		// The mean absolute deviation is 4 / 8.
		expect(modifiedZ(9, spread)).toBeCloseTo(4 / (1.253314 * 0.5), 10);
		expect(modifiedZ(9, spread)).toBeGreaterThan(OUTLIER);
	});

	test("where all are alike, nothing is an outlier, and whatever else came would be", () => {
		const spread = spreadOf([7, 7, 7]);
		expect(modifiedZ(7, spread)).toBe(0);
		expect(modifiedZ(8, spread)).toBe(Number.POSITIVE_INFINITY);
	});

	test.each([1, 2, 3, 4, 5, 6])("do not depend on the unit, on the order of the rows, or on one wild value more (%i)", (seed) => {
		const values = numbersFrom(seed, 200, 0.6);
		const logs = values.map(Math.log10);
		const spread = spreadOf(logs);
		for (const factor of [0.0001, 10, 10_000]) {
			const scaled = spreadOf(values.map((value) => Math.log10(value * factor)));
			expect(scaled.scale).toBeCloseTo(spread.scale, 9);
			expect(scaled.middle).toBeCloseTo(spread.middle + Math.log10(factor), 9);
		}
		expect(spreadOf(shuffled(logs, seed))).toEqual(spread);
		// A standard deviation would double.
		const wild = spreadOf([...logs, 12]);
		expect(Math.abs(wild.scale / spread.scale - 1)).toBeLessThan(0.05);
	});
});

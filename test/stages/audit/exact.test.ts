import fc from "fast-check";
import { expect, test } from "vitest";
import { exactQuotient, exactSum } from "../../../src/stages/audit/exact.ts";

test.each<[readonly number[], number, number]>([
	[[], 2, 0],
	[[0.1, 0.2], 2, 0.3],
	[[1.005], 2, 1.01],
	[[2.675, -0.67], 2, 2.01],
	[[-1.005], 2, -1.01],
	[[-0.004], 2, 0],
	[[1e21, 1], 0, 1e21],
	[[1.5e-7], 7, 2e-7],
	[[99999999999.99, 0.01], 2, 100000000000],
])("%j to %i places is %d", (values, places, sum) => {
	expect(exactSum(values, places)).toBe(sum);
});

test("cents add up to whole cents, however many there are", () => {
	const cents = fc.array(fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }), { maxLength: 200 });
	fc.assert(
		fc.property(cents, (list) => {
			const values = list.map((each) => each / 100);
			expect(Math.round(exactSum(values, 2) * 100)).toBe(list.reduce((sum, each) => sum + each, 0));
		}),
	);
});

test.each<[number, number, number | null]>([
	[53, 61, 86.9],
	[1, 16, 6.3],
	[1.1, 1, 110],
	[0.0625, 1, 6.3],
	[-1, 16, -6.3],
	[5, 0, null],
	[0, 7, 0],
])("%d of %d is %d per cent", (part, whole, percent) => {
	expect(exactQuotient(part, whole, 1, 100)).toBe(percent);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { percentOf, quotient } from "../../src/model/indicator.ts";

test.each([
	[53, 61, 86.9],
	[26, 26, 100],
	[1, 16, 6.3],
	[9, 80, 11.3],
	[-1, 16, -6.3],
	[97, 71, 136.6],
	[0, 7, 0],
	[0.15, 0.4, 37.5],
	[1.005, 100, 1],
	[5, 0, null],
])("%d of %d is %s per cent", (part, whole, percent) => {
	expect(percentOf(part, whole)).toBe(percent);
});

/** Rounded half away from zero over whole numbers alone. */
function exactly(part: number, whole: number, places: number): number {
	const scaled = BigInt(Math.abs(part)) * 10n ** BigInt(places);
	const divisor = BigInt(Math.abs(whole));
	const magnitude = Number((2n * scaled + divisor) / (2n * divisor)) / 10 ** places;
	return part < 0 !== whole < 0 && magnitude !== 0 ? -magnitude : magnitude;
}

test("quotients of hundredths are rounded as in exact arithmetic, away from zero", () => {
	const amount = fc.integer({ min: -100_000_000, max: 100_000_000 });
	const property = fc.property(
		amount,
		amount.filter((n) => n !== 0),
		fc.integer({ min: 0, max: 3 }),
		(part, whole, places) => {
			expect(quotient(part / 100, whole / 100, places)).toBe(exactly(part, whole, places));
		},
	);
	fc.assert(property, { numRuns: 2000 });
});

test("halves go away from zero", () => {
	const half = fc.record({ whole: fc.integer({ min: 1, max: 5000 }), times: fc.integer({ min: 0, max: 2000 }) });
	fc.assert(
		fc.property(half, ({ whole, times }) => {
			// (2 × times + 1) ÷ 20 to one decimal lies exactly between two of them.
			expect(quotient((2 * times + 1) * whole, 20 * whole, 1)).toBe((times + 1) / 10);
			expect(quotient(-(2 * times + 1) * whole, 20 * whole, 1)).toBe(-(times + 1) / 10);
		}),
	);
});

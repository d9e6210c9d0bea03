import fc from "fast-check";
import { expect, test } from "vitest";
import { RowMarks } from "../../src/model/row-marks.ts";

const list = fc
	.nat(200)
	.chain((rows) => fc.record({ rows: fc.constant(rows), marked: fc.array(fc.nat(Math.max(0, rows - 1)), { maxLength: rows }) }));

test("marks are as a set of places says, wherever words of bits begin and end", () => {
	fc.assert(
		fc.property(list, fc.nat(220), fc.nat(220), ({ rows, marked }, a, b) => {
			const marks = new RowMarks(rows);
			for (const place of marked) marks.add(place);
			const [from, to] = [Math.min(a, b, rows), Math.min(Math.max(a, b), rows)];
			const within = [...new Set(marked)].filter((place) => place >= from && place < to).sort((x, y) => x - y);
			expect(Array.from({ length: rows }, (_, place) => place).filter((place) => marks.has(place) && place >= from && place < to)).toEqual(within);
			expect(marks.within(from, to)).toEqual(within.length === 0 ? null : { first: within[0], rows: within.length });
		}),
	);
});

test("two lists together have what either has; a place that is not there is refused", () => {
	const [one, other] = [new RowMarks(70), new RowMarks(70)];
	for (const place of [0, 31, 69]) one.add(place);
	for (const place of [32, 69]) other.add(place);
	one.addAll(other);
	expect(one.within(0, 70)).toEqual({ first: 0, rows: 4 });
	expect(other.within(0, 70)).toEqual({ first: 32, rows: 2 });
	expect(() => one.add(70)).toThrow(RangeError);
	expect(() => one.add(-1)).toThrow(RangeError);
});

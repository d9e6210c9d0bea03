import fc from "fast-check";
import { expect, test } from "vitest";
import type { CellRange } from "../../src/model/a1.ts";
import type { Row } from "../../src/model/grid.ts";
import { withoutCovered } from "../../src/workbooks/merges.ts";

const SIZE = 8;
const corner = fc.integer({ min: 1, max: SIZE });
const range = fc.tuple(corner, corner, corner, corner).map(
	([a, b, c, d]): CellRange => ({
		top: Math.min(a, b),
		bottom: Math.max(a, b),
		left: Math.min(c, d),
		right: Math.max(c, d),
	}),
);

const overlap = (a: CellRange, b: CellRange) => a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;

test("of a merged range the top left cell stays and no other, whatever rows are missing", () => {
	fc.assert(
		fc.property(fc.array(range, { maxLength: 6 }), fc.uniqueArray(corner, { maxLength: SIZE }), (candidates, numbers) => {
			const merges = candidates.filter((one, at) => !candidates.slice(0, at).some((other) => overlap(one, other)));
			const rows = numbers.map(
				(number): Row => ({
					number,
					cells: Array.from({ length: SIZE }, (_, at) => ({ column: at + 1, type: "n", value: at, raw: String(at), format: "general" })),
				}),
			);
			const kept = withoutCovered(rows, merges).flatMap((row) => row.cells.map((cell) => `${row.number}:${cell.column}`));
			const expected = [...rows]
				.sort((a, b) => (merges.length > 0 ? a.number - b.number : 0))
				.flatMap((row) => row.cells.map((cell) => ({ row: row.number, column: cell.column })))
				.filter(({ row, column }) =>
					merges.every(
						(merge) =>
							!(row >= merge.top && row <= merge.bottom && column >= merge.left && column <= merge.right) ||
							(row === merge.top && column === merge.left),
					),
				)
				.map(({ row, column }) => `${row}:${column}`);
			expect(kept).toEqual(expected);
		}),
	);
});

test("a merge costs what it is wide, not the rows that it spans, and content beyond it is not touched", () => {
	const row: Row = { number: 1_000_000, cells: [{ column: 2, type: "n", value: 1, raw: "1", format: "general" }] };
	expect(withoutCovered([row], [{ top: 1, left: 3, bottom: 1_048_576, right: 16_384 }])).toEqual([row]);
	expect(withoutCovered([row], [{ top: 1, left: 1, bottom: 1_048_576, right: 16_384 }])).toEqual([]);
});

import type { Field } from "../../model/fields.ts";
import { modifiedZ, OUTLIER, spreadOf } from "./robust.ts";
import { growthOf, type Size, saidNumber, slipNear, timesOf } from "./sizes.ts";
import { findAt } from "./state.ts";

/** Rows of a column that must be comparable with the report before. */
const FEW = 5;
/** A column as a whole must have stayed what it was: half to twice. */
const STEADY = 0.3;
/** How near, as a power of ten, a cell comes to a slip beyond what its column has grown by: ten times is near to what may happen, a thousand times is not. */
const NEAR = 0.3;
const NEAR_TEN = 0.05;

/**
 * Asks about single cells that are ten, a thousand or ten thousand times what the unit's report before says of the row, or such a part of it, while the other rows of the column are
 * not: one cell was filled in in another unit, or has a digit too many. @returns the cells asked about
 */
export function askCells(field: Field, sizes: readonly Size[], period: string): ReadonlySet<Size> {
	const grown = sizes.filter(({ before }) => before !== null);
	if (grown.length < FEW) return new Set();
	const spread = spreadOf(grown.map((size) => growthOf(size) ?? 0));
	if (Math.abs(spread.middle) > STEADY) return new Set();
	const asked = new Set<Size>();
	for (const size of grown) {
		const power = growthOf(size) ?? 0;
		const slip = slipNear(power - spread.middle, field, (each) => (Math.abs(each) === 1 ? NEAR_TEN : NEAR));
		if (slip === null || Math.abs(modifiedZ(power, spread)) <= OUTLIER) continue;
		asked.add(size);
		findAt(size.state, size.row.row, field.name, {
			code: "amount.cell-scale",
			severity: "soft",
			expected: String(saidNumber(size.value / 10 ** slip)),
			params: { than: "before", period, times: timesOf(slip), beside: saidNumber(size.before ?? 0) },
		});
	}
	return asked;
}

import type { Field } from "../../model/fields.ts";
import type { MiddleElsewhere } from "../../model/known.ts";
import type { Severity } from "../../model/rule.ts";
import { measureOfColumn, unitOfColumn } from "../normalise/units.ts";
import { median } from "./robust.ts";
import { growthOf, type Size, saidNumber, slipNear, timesOf, unitMeant } from "./sizes.ts";
import type { BlockState } from "./state.ts";

/**
 * How far, as a power of ten, the middle ratio of a column may be from a slip: 6.3 to 16 times for ten times. Beside other units' columns, which are no earlier state of this
 * one, slips of a thousand and more may be twice as far off.
 */
const NEAR = 0.2;
/** Where a unit is stated, so many rows must be comparable and such a part of them be off alike; where none is, a thousand times is told by a single row, and ten times is not. */
const ENOUGH_ROWS = 3;
const STATED_SHARE = 0.8;
const UNSTATED_SHARE = 0.5;
/** Numbers that a column must have for its middle one to say something, and units to compare it with. */
export const LEAST_NUMBERS = 5;
const OTHER_UNITS = 3;
/** A column is off where it lies so many times as far from the middle of the other units' as the farthest of them. */
const FARTHER = 2.5;
/** Units differ by such a power of ten at least, however alike those at hand are. */
const ALIKE = 0.15;

/** What the numbers of a column are compared with. */
export interface Reference {
	/** Code of the period before; null where there is no report. */
	readonly period: string | null;
	/** Middle values of the same column in other units' reports. */
	readonly elsewhere: readonly MiddleElsewhere[];
}

/**
 * Asks whether the unit of a whole column is mistaken: its numbers are ten, a thousand or ten thousand times those of the unit's report before, or such a part of them; where that
 * does not tell, those of other units (mess.md 34). Nothing is ever converted for it.
 * @param sizes of one sheet; @returns whether it was asked
 */
export function askUnit(field: Field, sizes: readonly Size[], { period, elsewhere }: Reference): boolean {
	const [first] = sizes;
	if (!first) return false;
	const grown = sizes.filter(({ before }) => before !== null);
	const slip = slipSinceBefore(field, grown, isStated(field, first.state));
	if (slip !== null && period !== null) {
		const now = median(grown.map(({ value }) => value));
		const then = median(grown.map(({ before }) => before ?? 0));
		ask(field, first.state, slip, "soft", { than: "before", period, now: saidNumber(now), beside: saidNumber(then) });
		return true;
	}
	// What the unit has reported before says more than what others report: a county of large enterprises stays one.
	if (!isWithoutPast(sizes)) return false;
	return askBesideOthers(field, sizes, elsewhere);
}

function isStated(field: Field, { columns, normalised }: BlockState): boolean {
	return unitOfColumn(field, columns.get(field.name)?.unit, normalised.block.amountUnit)?.from !== "form";
}

function slipSinceBefore(field: Field, grown: readonly Size[], stated: boolean): number | null {
	const powers = grown.map((size) => growthOf(size) ?? 0);
	const slip = slipNear(median(powers), field, () => NEAR);
	if (slip === null || (powers.length < ENOUGH_ROWS && (stated || Math.abs(slip) === 1))) return null;
	const alike = powers.filter((power) => Math.abs(power - slip) <= NEAR).length;
	return alike >= (stated ? STATED_SHARE : UNSTATED_SHARE) * powers.length ? slip : null;
}

/** Whether a column can be compared with others' alone: the report before says too little of its rows. */
export function isWithoutPast(sizes: readonly Size[]): boolean {
	return sizes.length >= LEAST_NUMBERS && sizes.filter(({ before }) => before !== null).length < ENOUGH_ROWS;
}

/** Ten times may be large enterprises; a thousand times is not. */
function askBesideOthers(field: Field, sizes: readonly Size[], elsewhere: readonly MiddleElsewhere[]): boolean {
	const [first] = sizes;
	if (!first || elsewhere.length < OTHER_UNITS) return false;
	const now = median(sizes.map(({ value }) => value));
	const then = median(elsewhere.map(({ middle }) => middle));
	const farthest = Math.max(ALIKE, ...elsewhere.map(({ middle }) => Math.abs(Math.log10(middle / then))));
	const off = Math.log10(now / then);
	const slip = slipNear(off, field, (each) => (Math.abs(each) === 1 ? NEAR : 2 * NEAR));
	if (slip === null || Math.abs(off) < FARTHER * farthest) return false;
	const said = { than: "others", units: elsewhere.length, now: saidNumber(now), beside: saidNumber(then) };
	ask(field, first.state, slip, Math.abs(slip) > 1 ? "soft" : "info", said);
	return true;
}

function ask(
	field: Field,
	{ columns, normalised, findings }: BlockState,
	slip: number,
	severity: Severity,
	said: Record<string, string | number>,
): void {
	const { block } = normalised;
	const mapping = columns.get(field.name);
	const stated = unitOfColumn(field, mapping?.unit, block.amountUnit);
	findings.add({
		code: "amount.unit-scale",
		severity,
		...(block.table.id === "" ? {} : { table: block.table.id }),
		sheet: block.sheet,
		cell: mapping?.headerCell ?? null,
		field: field.name,
		header: mapping?.header ?? null,
		value: null,
		expected: unitMeant(measureOfColumn(field, mapping?.unit, block.amountUnit), slip),
		params: { times: timesOf(slip), ...said, ...(stated && stated.from !== "form" ? { stated: stated.unit } : {}) },
	});
}

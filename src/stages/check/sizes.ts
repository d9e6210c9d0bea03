import type { Field } from "../../model/fields.ts";
import type { Table } from "../../model/form.ts";
import { matchKey } from "../../model/match-key.ts";
import type { Value } from "../../model/rule.ts";
import type { EarlierReport } from "../../model/stored.ts";
import type { NormalisedRow } from "../../model/submission.ts";
import { type Measure, measureOf, measureOfField } from "../normalise/units.ts";
import { type BlockState, distinctRows } from "./state.ts";

/** What hints look at: positive numbers of one column, compared by their logarithms, for sizes differ by factors. */

type Values = Readonly<Record<string, Value>>;

/** A positive number in a cell. */
export interface Size {
	readonly state: BlockState;
	readonly row: NormalisedRow;
	readonly value: number;
	/** What the unit's report before says of the same row, where it says something above 0. */
	readonly before: number | null;
}

/** Counts whose sizes differ by factors, as amounts do. A number of extensions or problems is 1 or 2, and tells nothing. */
const COUNTED = new Set(["人", "人次", "家", "件"]);

/** Whether the numbers of a field are written in a unit of money or area, which is mistaken for another one. */
export function hasScale(field: Field): boolean {
	return field.type.kind === "decimal" && field.unit !== undefined && measureOfField(field).dimension !== "count";
}

/** Whether the numbers of a field are sizes that can be compared with each other. */
export function isSize(field: Field): boolean {
	return hasScale(field) || (field.type.kind === "integer" && field.unit !== undefined && COUNTED.has(field.unit));
}

/** A row with what the report before says of it. */
export interface KnownRow {
	readonly state: BlockState;
	readonly row: NormalisedRow;
	readonly before: Values | undefined;
}

/** The rows of a table over all the sheets that hold it, each with that of its key in the report before. */
export function knownRows(table: Table, states: readonly BlockState[], earlier: EarlierReport | null): KnownRow[] {
	const before = rowsBefore(table, earlier);
	const known: KnownRow[] = [];
	for (const state of states) {
		for (const row of distinctRows(state)) known.push({ state, row, before: before.size === 0 ? undefined : before.get(keyOf(row.values, table)) });
	}
	return known;
}

/** The sizes in a column. */
export function sizesOf(field: string, rows: readonly KnownRow[]): Size[] {
	const sizes: Size[] = [];
	for (const { state, row, before } of rows) {
		const value = positive(row.values[field]);
		if (value !== null) sizes.push({ state, row, value, before: positive(before?.[field]) });
	}
	return sizes;
}

function rowsBefore(table: Table, earlier: EarlierReport | null): ReadonlyMap<string, Values> {
	return new Map((earlier?.rows[table.id] ?? []).map((values) => [keyOf(values, table), values]));
}

/** A number above 0; null for anything else. */
export function positive(value: Value | undefined): number | null {
	return typeof value === "number" && value > 0 ? value : null;
}

/** How many times as large as before, as a power of ten. */
export function growthOf({ value, before }: Size): number | null {
	return before === null ? null : Math.log10(value / before);
}

/** Names are compared as everywhere, by their match keys: an office that writes （阳江） for (阳江) means the same row. */
function keyOf(values: Values, table: Table): string {
	return JSON.stringify(
		table.key.map((name) => {
			const value = values[name] ?? null;
			return typeof value === "string" ? matchKey(value) : value;
		}),
	);
}

/** By how many powers of ten units of money or area are mixed up: 千元 and 万元, 元 and 千元, 元 and 万元 or 万元 and 亿元; ㎡ and 万㎡. */
const SLIPS: Readonly<Record<Measure["dimension"], readonly number[]>> = { money: [1, -1, 3, -3, 4, -4], area: [4, -4], count: [] };

/** By how many powers of ten the unit of a field is mistaken. */
export function slipsOf(field: Field): readonly number[] {
	return SLIPS[measureOfField(field).dimension];
}

/** The slip of a unit that a power of ten comes nearest to, where it comes as near as `within` says. */
export function slipNear(power: number, field: Field, within: (slip: number) => number): number | null {
	return slipsOf(field).find((slip) => Math.abs(power - slip) <= within(slip)) ?? null;
}

const UNITS: Readonly<Record<Measure["dimension"], readonly string[]>> = { money: ["元", "千元", "万元", "亿元"], area: ["㎡", "万㎡"], count: [] };

/** The unit in which numbers were really written that came out wrong by a slip; null where no office writes in it. @param read the unit that they were read in */
export function unitMeant(read: Measure, slip: number): string | null {
	return UNITS[read.dimension].find((unit) => measureOf(unit)?.power === read.power - slip) ?? null;
}

/** A slip as it is said: 10000, 1/1000. */
export function timesOf(slip: number): string | number {
	return slip > 0 ? 10 ** slip : `1/${10 ** -slip}`;
}

/** A number as it is said: as written in a form, without binary noise, and never 0. */
export function saidNumber(value: number): number {
	return value >= 0.01 ? Math.round(value * 100) / 100 : Number(value.toPrecision(2));
}

import type { Field } from "../../model/fields.ts";
import { fieldOf, type Table } from "../../model/form.ts";
import { modifiedZ, OUTLIER, type Spread, spreadOf } from "./robust.ts";
import { growthOf, positive, type Size, saidNumber, slipsOf, timesOf } from "./sizes.ts";
import { type FindingCore, findAt } from "./state.ts";

/** Numbers that a column must have before one of them can stick out. */
const ENOUGH = 12;
/** What sticks out is thirty times the middle one at least, or a thirtieth of it: in a column of like numbers the score alone says too much. As a power of ten. */
const FAR = 1.5;
/** Cells of a column that are told of. */
const TOLD = 3;
/** A row that has stayed what it was, half to twice, is what it is. */
const STEADY = 0.3;
/** How near, as a power of ten, a cell brought back from a slip must come to the middle of its column, in scales. */
const BACK_IN = 2;

/** A number that sticks out. */
interface Outlier {
	readonly size: Size;
	/** Modified z-score of its logarithm, without sign. */
	readonly score: number;
	readonly core: FindingCore;
}

/** How the logarithms of a column spread, or those of its ratios to another one. */
interface Scale {
	readonly spread: Spread;
	/** In the order of the column; not a number where there is no ratio. */
	readonly logs: Float64Array;
}

/**
 * Tells of numbers that stick out of their column: by the modified z-score of their logarithms, and of those of their ratio to the field that they go with (revenue per head). A
 * column of amounts has a long tail, and the largest enterprise of a county is no mistake: that is information. Asked about is only what a mixed-up unit explains both in the
 * column and in the ratio.
 */
export function tellOutliers(field: Field, table: Table, sizes: readonly Size[]): void {
	const own = scaleOf(sizes, ({ value }) => value);
	if (!own) return;
	const per = field.per === undefined ? null : fieldOf(table, field.per);
	const ratio = per && scaleOf(sizes, ({ row, value }) => value / (positive(row.values[per.name]) ?? Number.NaN));
	const found: Outlier[] = [];
	for (const [at, size] of sizes.entries()) {
		const inColumn = scoreIn(own, at);
		const inRatio = ratio ? scoreIn(ratio, at) : 0;
		if (Math.max(inColumn, inRatio) <= OUTLIER || hasStayed(size)) continue;
		const slip = ratio && Math.min(inColumn, inRatio) > OUTLIER ? slipOf(field, at, [own, ratio]) : null;
		const asked = slip === null ? null : askedOf(size, slip, own.spread, per);
		const core = asked ?? (inColumn > OUTLIER || !ratio ? toldOf(own, at, null) : toldOf(ratio, at, per));
		found.push({ size, score: Math.max(inColumn, inRatio), core });
	}
	tell(field, found);
}

function scaleOf(sizes: readonly Size[], of: (size: Size) => number): Scale | null {
	const logs = Float64Array.from(sizes, (size) => Math.log10(of(size)));
	const known = logs.filter((log) => !Number.isNaN(log));
	return known.length < ENOUGH ? null : { spread: spreadOf(known), logs };
}

function hasStayed(size: Size): boolean {
	const growth = growthOf(size);
	return growth !== null && Math.abs(growth) <= STEADY;
}

/** The score of a number that lies far from the middle; 0 of one that does not. */
function scoreIn({ spread, logs }: Scale, at: number): number {
	const log = logs[at] ?? Number.NaN;
	return Math.abs(log - spread.middle) >= FAR ? Math.abs(modifiedZ(log, spread)) : 0;
}

/** The slip without which a number would lie in the midst of its column and of the ratios; a digit too many is no such. */
function slipOf(field: Field, at: number, scales: readonly Scale[]): number | null {
	const off = (slip: number) => Math.max(...scales.map(({ spread, logs }) => Math.abs(modifiedZ((logs[at] ?? 0) - slip, spread))));
	const [best] = slipsOf(field)
		.filter((slip) => Math.abs(slip) > 1)
		.toSorted((a, b) => off(a) - off(b));
	return best !== undefined && off(best) <= BACK_IN ? best : null;
}

function askedOf({ value }: Size, slip: number, { middle }: Spread, per: Field | null): FindingCore {
	return {
		code: "amount.cell-scale",
		severity: "soft",
		expected: String(saidNumber(value / 10 ** slip)),
		params: { than: "column", times: timesOf(slip), beside: saidNumber(10 ** middle), ...(per ? { per: per.header } : {}) },
	};
}

function toldOf({ spread, logs }: Scale, at: number, per: Field | null): FindingCore {
	const log = logs[at] ?? 0;
	const off = log - spread.middle;
	const times = Math.round(10 ** Math.abs(off));
	return {
		code: "amount.outlier",
		severity: "info",
		params: {
			times: off > 0 ? times : `1/${times}`,
			beside: saidNumber(10 ** spread.middle),
			...(per ? { per: per.header, now: saidNumber(10 ** log) } : {}),
		},
	};
}

/** The farthest ones, in the order of rows; how many more stick out is said with them. What is asked about is asked about in every row. */
function tell(field: Field, found: readonly Outlier[]): void {
	const asked = found.filter(({ core }) => core.severity !== "info");
	const told = found.filter(({ core }) => core.severity === "info").toSorted((a, b) => b.score - a.score);
	const kept = new Set([...asked, ...told.slice(0, TOLD)]);
	const more = told.length - TOLD;
	for (const outlier of found) {
		if (!kept.has(outlier)) continue;
		const { size, core } = outlier;
		const params = { ...core.params, ...(core.severity === "info" && more > 0 ? { more } : {}) };
		findAt(size.state, size.row.row, field.name, { ...core, params });
	}
}

import type { Field } from "../../model/fields.ts";
import { fieldOf, type Table } from "../../model/form.ts";
import { modifiedZ, OUTLIER, type Spread, spreadOf } from "./robust.ts";
import { growthOf, hasScale, positive, type Size, saidNumber, slipsOf, timesOf } from "./sizes.ts";
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

/** Logarithms of a column, or of its ratios to another one, and how they spread; null where there are too few. */
interface Scale {
	readonly spread: Spread;
	readonly of: (size: Size) => number | null;
}

/**
 * Tells of numbers that stick out of their column: by the modified z-score of their logarithms, and of those of their ratio to the field that they go with (revenue per head). A
 * column of amounts has a long tail, and the largest enterprise of a county is no mistake: that is information. Asked about is only what a mixed-up unit explains both in the
 * column and in the ratio.
 */
export function tellOutliers(field: Field, table: Table, sizes: readonly Size[]): void {
	const own = scaleOf(sizes, ({ value }) => Math.log10(value));
	if (!own) return;
	const per = field.per === undefined ? null : fieldOf(table, field.per);
	const ratio = per && scaleOf(sizes, ({ row, value }) => logRatio(value, positive(row.values[per.name])));
	const found = sizes.flatMap((size): Outlier[] => {
		const growth = growthOf(size);
		if (growth !== null && Math.abs(growth) <= STEADY) return [];
		const inColumn = outlierIn(own, size);
		const inRatio = ratio ? outlierIn(ratio, size) : null;
		if (inColumn === null && inRatio === null) return [];
		const score = Math.max(inColumn ?? 0, inRatio ?? 0);
		const slip = ratio && inColumn !== null && inRatio !== null && hasScale(field) ? slipOf(field, size, [own, ratio]) : null;
		if (slip !== null) return [{ size, score, core: askedOf(size, slip, own.spread, per) }];
		return [{ size, score, core: toldOf(size, inColumn === null && ratio ? ratio : own, inColumn === null ? per : null) }];
	});
	tell(field, found);
}

function scaleOf(sizes: readonly Size[], of: Scale["of"]): Scale | null {
	const logs = sizes.flatMap((size) => of(size) ?? []);
	return logs.length < ENOUGH ? null : { spread: spreadOf(logs), of };
}

function logRatio(value: number, per: number | null): number | null {
	return per === null ? null : Math.log10(value / per);
}

/** The score of a number that sticks out; null where it does not. */
function outlierIn({ spread, of }: Scale, size: Size): number | null {
	const log = of(size);
	if (log === null || Math.abs(log - spread.middle) < FAR) return null;
	const score = Math.abs(modifiedZ(log, spread));
	return score > OUTLIER ? score : null;
}

/** The slip without which a number would lie in the midst of its column and of the ratios; a digit too many is no such. */
function slipOf(field: Field, size: Size, scales: readonly Scale[]): number | null {
	const off = (slip: number) => Math.max(...scales.map(({ spread, of }) => Math.abs(modifiedZ((of(size) ?? 0) - slip, spread))));
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

function toldOf(size: Size, { spread, of }: Scale, per: Field | null): FindingCore {
	const off = (of(size) ?? 0) - spread.middle;
	const times = Math.round(10 ** Math.abs(off));
	return {
		code: "amount.outlier",
		severity: "info",
		params: {
			times: off > 0 ? times : `1/${times}`,
			beside: saidNumber(10 ** spread.middle),
			...(per ? { per: per.header, now: saidNumber(10 ** (of(size) ?? 0)) } : {}),
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

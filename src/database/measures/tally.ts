import type { ReportingUnit } from "../../model/division.ts";
import type { Form, Table } from "../../model/form.ts";
import type { CountedIndicator, Figure, FigureValue, Measure, Qualifier } from "../../model/indicator.ts";
import type { QueryParams } from "../../model/stored.ts";
import { withEffectiveRows } from "../effective-rows.ts";
import type { Bindable, Fragment } from "../sql.ts";

/** What the measures of one table are computed over. */
export interface Cut {
	readonly form: Form;
	readonly table: Table;
	readonly submissions: readonly number[];
	readonly params: QueryParams;
	readonly units: readonly ReportingUnit[];
}

/** An indicator whose measure is of one kind. */
export type With<K extends Measure["kind"]> = CountedIndicator & { readonly measure: Measure & { readonly kind: K } };

/** The three cuts that a number is published in. */
export type Scope = "unit" | "division" | "city";

/** An indicator's number in one cut, as the database gives it. */
export interface Tally {
	readonly scope: Scope;
	/** Unit or division code; "" for the city. */
	readonly code: string;
	/** Rows that pass the filter. */
	readonly rows: number;
	/** null where rows passed and none of them has a value. */
	readonly total: number | null;
	/** Strongest qualifier among the rows: 0 准确, 1 以上, 2 约. */
	readonly hedge: number;
}

/** Column that says which unit or division a row belongs to. */
export const SCOPE_COLUMNS = { unit: "_unit", division: "_division" } as const;

/** The effective rows of the cut as the query `e`. */
export function effectiveRowsOf(cut: Cut): Fragment {
	return withEffectiveRows(cut.form, cut.table, cut.submissions, cut.units);
}

/** A count or sum as the database gives it (some drivers give large integers as text). */
export function numeric(value: Bindable | undefined): number | null {
	return value === null || value === undefined ? null : Number(value);
}

/** Adds up tallies of units to divisions and the city, where the measure is additive. */
export function addUp(unitTallies: readonly Tally[], units: readonly ReportingUnit[]): Tally[] {
	const divisionOf = new Map(units.map((unit) => [unit.code, unit.division]));
	const sums = new Map<string, Tally>();
	for (const tally of unitTallies) {
		for (const part of [
			{ ...tally, scope: "division" as const, code: divisionOf.get(tally.code) ?? "" },
			{ ...tally, scope: "city" as const, code: "" },
		]) {
			const key = `${part.scope} ${part.code}`;
			sums.set(key, plus(sums.get(key), part));
		}
	}
	return [...unitTallies, ...sums.values()];
}

function plus(sum: Tally | undefined, part: Tally): Tally {
	if (!sum) return part;
	return {
		...sum,
		rows: sum.rows + part.rows,
		total: sum.total === null ? part.total : sum.total + (part.total ?? 0),
		hedge: Math.max(sum.hedge, part.hedge),
	};
}

const QUALIFIERS: readonly (Qualifier | null)[] = [null, "以上", "约"];

/** The figure of an indicator's tallies: 0 where nothing was counted, null where rows were but none has a value. */
export function toFigure(indicator: CountedIndicator, tallies: readonly Tally[], units: readonly ReportingUnit[]): Figure {
	const values = new Map(tallies.map((tally) => [`${tally.scope} ${tally.code}`, tally]));
	const of = (scope: Scope, code: string): FigureValue => {
		const tally = values.get(`${scope} ${code}`);
		if (!tally || tally.rows === 0) return 0;
		return tally.total === null ? null : rounded(tally.total, indicator.places ?? 0);
	};
	const qualifier = QUALIFIERS[values.get("city ")?.hedge ?? 0];
	return {
		id: indicator.id,
		value: of("city", ""),
		byUnit: Object.fromEntries(units.map(({ code }) => [code, of("unit", code)])),
		byDivision: Object.fromEntries(units.map(({ division }) => [division, of("division", division)])),
		...(qualifier ? { qualifier } : {}),
	};
}

/** Rounded half up as officers do, after the dust of binary fractions is wiped off: 1.005 to two places is 1.01. */
export function rounded(value: number, places: number): number {
	const scale = 10 ** places;
	const clean = Number((Math.abs(value) * scale).toPrecision(12));
	return (Math.sign(value) * Math.round(clean)) / scale || 0;
}

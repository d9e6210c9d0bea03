import type { Knex } from "knex";
import { fieldOf } from "../../model/form.ts";
import type { Figure, FigureValue } from "../../model/indicator.ts";
import { query } from "../dialect.ts";
import { compileFilter, numberColumn } from "../filter-sql.ts";
import { name, sql } from "../sql.ts";
import { type Cut, effectiveRowsOf, numeric, rounded, type With } from "./tally.ts";

/** Units of measure whose values cannot be added up. */
const RATIOS: readonly string[] = ["%", "倍"];

/**
 * Values that the city gives for itself and for units (targets): a range where there are two different bounds. null where none was given.
 * A division has a value where each of its units has one: the only one's, or the sum of the bounds.
 */
export async function givenFigure(db: Knex, cut: Cut, indicator: With<"given">): Promise<Figure> {
	const { measure, filter, places = 0 } = indicator;
	const region = name(fieldOf(cut.table, measure.region).name);
	const bounds = sql`${numberColumn(measure.low, cut.table)} AS low, ${numberColumn(measure.high, cut.table)} AS high`;
	const rows = await query(
		db,
		sql`${effectiveRowsOf(cut)} SELECT ${region} AS region, ${bounds} FROM e WHERE ${compileFilter(filter, cut.table, cut.params)} ORDER BY _id`,
	);
	// Should a region stand twice under one filter, the row that was stored last speaks.
	const given = new Map(rows.map((row) => [String(row.region), rangeOf(numeric(row.low), numeric(row.high), places)]));
	const byUnit = Object.fromEntries(cut.units.map((unit) => [unit.code, given.get(unit.name) ?? null]));
	const divisions = [...new Set(cut.units.map((unit) => unit.division))];
	return {
		id: indicator.id,
		value: given.get(measure.whole) ?? null,
		byUnit,
		byDivision: Object.fromEntries(
			divisions.map((division) => {
				const parts = cut.units.filter((unit) => unit.division === division).map((unit) => byUnit[unit.code] ?? null);
				return [division, parts.length > 1 && RATIOS.includes(indicator.unit) ? null : together(parts, places)];
			}),
		),
	};
}

function rangeOf(low: number | null, high: number | null, places: number): FigureValue {
	if (low === null) return null;
	const [from, to] = [rounded(low, places), rounded(high ?? low, places)];
	return from === to ? from : [from, to];
}

function together(parts: readonly FigureValue[], places: number): FigureValue {
	let [low, high] = [0, 0];
	for (const part of parts) {
		if (part === null) return null;
		const [from, to] = typeof part === "number" ? [part, part] : part;
		low += from;
		high += to;
	}
	return rangeOf(low, high, places);
}

import type { Knex } from "knex";
import { query } from "../dialect.ts";
import { compileFilter, numberColumn } from "../filter-sql.ts";
import { type Fragment, fixed, joined, name, sql } from "../sql.ts";
import { addUp, type Cut, effectiveRowsOf, numeric, type Tally, type With } from "./tally.ts";

type Additive = With<"count"> | With<"sum">;

/** Counts and plain sums of one table, all in one query: rows, total and qualifier per unit. */
export async function additiveTallies(db: Knex, cut: Cut, indicators: readonly Additive[]): Promise<Tally[][]> {
	const columns = indicators.flatMap((indicator, at) => aggregates(indicator, at, cut));
	const rows = await query(db, sql`${effectiveRowsOf(cut)} SELECT _unit, ${joined(columns)} FROM e GROUP BY _unit`);
	return indicators.map((_, at) => {
		const tallies = rows.map((row): Tally => {
			const passed = numeric(row[`n${at}`]) ?? 0;
			const total = `t${at}` in row ? numeric(row[`t${at}`]) : passed;
			return { scope: "unit", code: String(row._unit), rows: passed, total, hedge: numeric(row[`q${at}`]) ?? 0 };
		});
		return addUp(tallies, cut.units);
	});
}

function aggregates({ measure, filter }: Additive, at: number, { table, params }: Cut): Fragment[] {
	const passes = compileFilter(filter, table, params);
	const rows = sql`SUM(CASE WHEN ${passes} THEN 1 ELSE 0 END) AS ${name(`n${at}`)}`;
	if (measure.kind === "count") return [rows];
	const value = numberColumn(measure.field, table);
	const total = sql`SUM(CASE WHEN ${passes} THEN ${value} END) AS ${name(`t${at}`)}`;
	if (measure.qualifier === undefined) return [rows, total];
	const hedge = sql`MAX(CASE WHEN ${passes} AND ${value} IS NOT NULL THEN ${hedgeOf(measure.qualifier)} ELSE 0 END) AS ${name(`q${at}`)}`;
	return [rows, total, hedge];
}

/** How strongly a row's qualifier field hedges its number; a sum is as vague as its vaguest part. */
export function hedgeOf(qualifier: string | undefined): Fragment {
	if (qualifier === undefined) return fixed("0");
	return sql`CASE ${name(qualifier)} WHEN '约' THEN 2 WHEN '以上' THEN 1 ELSE 0 END`;
}

import type { Knex } from "knex";
import { fieldOf, type Table } from "../../model/form.ts";
import { query } from "../dialect.ts";
import { allNull } from "../effective-rows.ts";
import { compileFilter } from "../filter-sql.ts";
import { comparedColumn } from "../form-tables.ts";
import { type Fragment, fixed, joined, name, sql } from "../sql.ts";
import { type Cut, effectiveRowsOf, numeric, type Scope, type Tally, type With } from "./tally.ts";

/** The columns whose values an indicator tells apart. */
export function distinctColumns(indicator: With<"distinct">, table: Table): Fragment[] {
	return indicator.measure.fields.map((field) => name(comparedColumn(fieldOf(table, field))));
}

/**
 * Distinct counts of one table over the same fields, all in one query. Each value (or tuple of values) gets a mark per indicator:
 * 0 no row of it passes the filter, 1 rows pass and all of them keep `every`, 2 some row that passes does not. Marks of units combine by the highest,
 * so a value that two units report counts once for the city. A tuple of blanks is no value.
 */
export async function distinctTallies(db: Knex, cut: Cut, indicators: readonly With<"distinct">[]): Promise<Tally[][]> {
	const first = indicators[0];
	if (!first) return [];
	const keys = distinctColumns(first, cut.table).map((column, at) => sql`${column} AS ${name(`k${at}`)}`);
	const keyNames = keys.map((_, at) => name(`k${at}`));
	const marks = indicators.map((indicator, at) => sql`MAX(${markOf(indicator, cut)}) AS ${name(`v${at}`)}`);
	const counts = joined(indicators.map((_, at) => sql`SUM(CASE WHEN ${name(`v${at}`)} = 1 THEN 1 ELSE 0 END) AS ${name(`c${at}`)}`));
	const combined = joined(indicators.map((_, at) => sql`MAX(${name(`v${at}`)}) AS ${name(`v${at}`)}`));
	const keyList = joined(keyNames);
	const rows = await query(
		db,
		sql`${effectiveRowsOf(cut)},
			keyed AS (SELECT e.*, ${joined(keys)} FROM e),
			m AS MATERIALIZED (SELECT _unit, _division, ${keyList}, ${joined(marks)} FROM keyed
				WHERE NOT (${allNull(keyNames)}) GROUP BY _unit, _division, ${keyList})
			SELECT 'unit' AS scope, _unit AS code, ${counts} FROM m GROUP BY _unit
			UNION ALL SELECT 'division', _division, ${counts} FROM (SELECT _division, ${combined} FROM m GROUP BY _division, ${keyList}) AS d GROUP BY _division
			UNION ALL SELECT 'city', '', ${counts} FROM (SELECT ${combined} FROM m GROUP BY ${keyList}) AS c`,
	);
	return indicators.map((_, at) =>
		rows.map((row): Tally => {
			const count = numeric(row[`c${at}`]) ?? 0;
			return { scope: row.scope as Scope, code: String(row.code), rows: count, total: count, hedge: 0 };
		}),
	);
}

function markOf({ filter, measure }: With<"distinct">, { table, params }: Cut): Fragment {
	const kept = measure.every ? sql`CASE WHEN ${compileFilter(measure.every, table, params)} THEN 1 ELSE 2 END` : fixed("1");
	return sql`CASE WHEN ${compileFilter(filter, table, params)} THEN ${kept} ELSE 0 END`;
}

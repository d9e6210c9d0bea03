import type { Knex } from "knex";
import { fieldOf } from "../../model/form.ts";
import { query } from "../dialect.ts";
import { allNull } from "../effective-rows.ts";
import { compileFilter, numberColumn } from "../filter-sql.ts";
import { comparedColumn } from "../form-tables.ts";
import { type Fragment, fixed, joined, name, sql } from "../sql.ts";
import { hedgeOf } from "./additive.ts";
import { type Cut, effectiveRowsOf, numeric, SCOPE_COLUMNS, type Scope, type Tally, type With } from "./tally.ts";

/**
 * A sum in which of the rows that share a key (each carrier, say) only the highest in an order counts: within a unit, within a division and in the whole city
 * each on its own, so that a carrier in two units counts once for the city.
 */
export async function onceTallies(db: Knex, cut: Cut, indicator: With<"sum">): Promise<Tally[]> {
	const value = numberColumn(indicator.measure.field, cut.table);
	const part = (scope: Scope, code: Fragment): Fragment => sql`
		SELECT ${fixed(`'${scope}'`)} AS scope, ${code} AS code, COUNT(*) AS n, SUM(${value}) AS total,
			MAX(CASE WHEN ${value} IS NULL THEN 0 ELSE ${hedgeOf(indicator.measure.qualifier)} END) AS hedge
		FROM (${chosenRows(indicator, cut, scope)}) AS chosen GROUP BY 1, 2`;
	const rows = await query(
		db,
		sql`${effectiveRowsOf(cut)} ${part("unit", name(SCOPE_COLUMNS.unit))}
			UNION ALL ${part("division", name(SCOPE_COLUMNS.division))} UNION ALL ${part("city", fixed("''"))}`,
	);
	return rows.map((row) => ({
		scope: row.scope as Scope,
		code: String(row.code),
		rows: numeric(row.n) ?? 0,
		total: numeric(row.total),
		hedge: numeric(row.hedge) ?? 0,
	}));
}

/** The rows of `e` that pass the filter and, of those that share a key within the scope, are the highest; equal ones by the order of storing. */
export function chosenRows({ measure, filter }: With<"sum">, { table, params }: Cut, scope: Scope): Fragment {
	const passing = sql`SELECT * FROM e WHERE ${compileFilter(filter, table, params)}`;
	if (!measure.once) return passing;
	const keys = measure.once.key.map((key) => name(comparedColumn(fieldOf(table, key))));
	const { field, order } = measure.once.highest;
	const places = order.map((member, place) => sql`WHEN ${member} THEN ${fixed(String(place))}`);
	// NULL equals nothing: that branch only keeps the expression whole where the order is empty.
	const height = sql`CASE ${name(fieldOf(table, field).name)} WHEN NULL THEN 0 ${joined(places, " ")} ELSE ${fixed(String(order.length))} END`;
	const within = scope === "city" ? keys : [name(SCOPE_COLUMNS[scope]), ...keys];
	const ranked = sql`SELECT passing.*, ROW_NUMBER() OVER (PARTITION BY ${joined(within)} ORDER BY ${height}, _id) AS _height FROM (${passing}) AS passing`;
	return sql`SELECT * FROM (${ranked}) AS ranked WHERE _height = 1 OR (${allNull(keys)})`;
}

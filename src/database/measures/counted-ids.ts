import { fieldOf } from "../../model/form.ts";
import type { CountedIndicator } from "../../model/indicator.ts";
import { allNull } from "../effective-rows.ts";
import { compileFilter, numberColumn } from "../filter-sql.ts";
import { type Fragment, joined, name, sql } from "../sql.ts";
import { documentRows } from "./alias.ts";
import { distinctColumns } from "./distinct.ts";
import { chosenRows } from "./once.ts";
import { type Cut, effectiveRowsOf, SCOPE_COLUMNS, type Scope, type With } from "./tally.ts";

/**
 * Query of the rows that an indicator's numbers come from, with the unit of each: those that the number of the city counts, or those that the numbers of units do. They are the rows that
 * pass its filter, of a distinct count with `every` those of the values that keep it, of a sum those with a value, and only the row that counts where rows stand for one thing.
 */
export function countedIds(cut: Cut, indicator: CountedIndicator, scope: Exclude<Scope, "division">): Fragment {
	const { measure, filter } = indicator;
	const ids = sql`${effectiveRowsOf(cut)} SELECT _id AS id, _unit AS unit FROM`;
	const plain = plainCondition(indicator, cut);
	if (plain) return sql`${ids} e WHERE ${plain}`;
	const passes = compileFilter(filter, cut.table, cut.params);
	switch (measure.kind) {
		case "count":
			return sql`${ids} e WHERE ${passes}`;
		case "sum":
			return sql`${ids} (${chosenRows(indicator as With<"sum">, cut, scope)}) AS chosen WHERE ${numberColumn(measure.field, cut.table)} IS NOT NULL`;
		case "distinct": {
			const keys = distinctColumns(indicator as With<"distinct">, cut.table);
			const keeps = sql`CASE WHEN ${measure.every ? compileFilter(measure.every, cut.table, cut.params) : sql`TRUE`} THEN 1 ELSE 0 END`;
			const within = scope === "city" ? keys : [name(SCOPE_COLUMNS[scope]), ...keys];
			const kept = sql`SELECT _id, _unit, MIN(${keeps}) OVER (PARTITION BY ${joined(within)}) AS kept FROM e WHERE ${passes} AND NOT (${allNull(keys)})`;
			return sql`${ids} (${kept}) AS counted WHERE kept = 1`;
		}
		case "distinct-by-alias":
			return documentRows(indicator as With<"distinct-by-alias">, cut, scope);
		case "given": {
			const region = name(fieldOf(cut.table, measure.region).name);
			if (scope === "city") return sql`${ids} e WHERE ${passes} AND ${region} = ${measure.whole}`;
			const named = cut.units.map((unit) => sql`(${unit.code}, ${unit.name})`);
			return sql`${effectiveRowsOf(cut)}, named (code, name) AS (VALUES ${joined(named)})
				SELECT given.id, named.code AS unit FROM (SELECT _id AS id, ${region} AS region FROM e WHERE ${passes}) AS given JOIN named ON named.name = given.region`;
		}
	}
}

/** What a row of `e` must keep to be counted, by the city's number as by its unit's, where that is seen of the row alone; null where it is not. */
export function plainCondition(indicator: CountedIndicator, { table, params }: Cut): Fragment | null {
	const { measure, filter } = indicator;
	const passes = compileFilter(filter, table, params);
	if (measure.kind === "count") return passes;
	if (measure.kind === "sum" && !measure.once) return sql`${passes} AND ${numberColumn(measure.field, table)} IS NOT NULL`;
	if (measure.kind !== "distinct" || measure.every) return null;
	const keys = distinctColumns(indicator as With<"distinct">, table);
	return sql`${passes} AND NOT (${allNull(keys)})`;
}

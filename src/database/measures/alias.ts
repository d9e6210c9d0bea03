import type { Knex } from "knex";
import { fieldOf } from "../../model/form.ts";
import { query } from "../dialect.ts";
import { compileFilter } from "../filter-sql.ts";
import { comparedColumn } from "../form-tables.ts";
import { type Fragment, fixed, name, sql } from "../sql.ts";
import { type Cut, effectiveRowsOf, numeric, type Scope, type Tally, type With } from "./tally.ts";

/**
 * Distinct documents: rows of one name, and rows of which one's alias names the other, are one document, along any chain of such rows.
 * Counted within each unit, each division and the whole city.
 */
export async function aliasTallies(db: Knex, cut: Cut, indicator: With<"distinct-by-alias">): Promise<Tally[]> {
	const rows = await query(
		db,
		sql`${documents(indicator, cut)} SELECT scope, code, COUNT(*) AS n FROM doc AS d WHERE ${STANDS_FOR_ITS_DOCUMENT} GROUP BY scope, code`,
	);
	return rows.map((row) => {
		const count = numeric(row.n) ?? 0;
		return { scope: row.scope as Scope, code: String(row.code), rows: count, total: count, hedge: 0 };
	});
}

/** WITH clause and query of the ids of the rows that stand for their documents, with the code of what they count in. */
export function documentRows(indicator: With<"distinct-by-alias">, cut: Cut, scope: Scope): Fragment {
	return sql`${documents(indicator, cut)} SELECT d.id, d.code AS unit FROM doc AS d WHERE d.scope = ${scope} AND ${STANDS_FOR_ITS_DOCUMENT}`;
}

/** No row of the same document stands before it in the indicator's order. */
const STANDS_FOR_ITS_DOCUMENT = fixed(
	"NOT EXISTS (SELECT 1 FROM reach AS r JOIN doc AS o ON o.scope = d.scope AND o.code = d.code AND o.id = r.other WHERE r.scope = d.scope AND r.code = d.code AND r.id = d.id AND o.place < d.place)",
);

/** The rows that pass, once for each scope they count in, with a place in the indicator's order; and which of them reach each other by names and aliases. */
function documents({ measure, filter }: With<"distinct-by-alias">, cut: Cut): Fragment {
	const column = (field: string) => name(comparedColumn(fieldOf(cut.table, field)));
	const order = name(fieldOf(cut.table, measure.order).name);
	return sql`${recursive(effectiveRowsOf(cut))},
		passing AS (SELECT _id, _unit, _division, ${column(measure.name)} AS own, ${column(measure.alias)} AS alias,
			ROW_NUMBER() OVER (ORDER BY CASE WHEN ${order} IS NULL THEN 1 ELSE 0 END, ${order}, _id) AS place
			FROM e WHERE ${compileFilter(filter, cut.table, cut.params)}),
		doc AS MATERIALIZED (SELECT 'unit' AS scope, _unit AS code, _id AS id, own, alias, place FROM passing
			UNION ALL SELECT 'division', _division, _id, own, alias, place FROM passing
			UNION ALL SELECT 'city', '', _id, own, alias, place FROM passing),
		reach (scope, code, id, other) AS (SELECT scope, code, id, id FROM doc
			UNION SELECT r.scope, r.code, r.id, b.id FROM reach AS r
			JOIN doc AS a ON a.scope = r.scope AND a.code = r.code AND a.id = r.other
			JOIN doc AS b ON b.scope = r.scope AND b.code = r.code AND (b.own = a.own OR b.own = a.alias OR b.alias = a.own))`;
}

function recursive(clause: Fragment): Fragment {
	return { ...clause, sql: clause.sql.replace(/^WITH /, "WITH RECURSIVE ") };
}

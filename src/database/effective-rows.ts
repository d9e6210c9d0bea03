import type { ReportingUnit } from "../model/division.ts";
import { type Form, fieldOf, type Table } from "../model/form.ts";
import { comparedColumn, tableName } from "./form-tables.ts";
import { type Fragment, fixed, joined, name, sql } from "./sql.ts";

/**
 * Query of the rows of a table that count, with `_unit` beside the form table's columns: of a snapshot the rows as they are,
 * otherwise per unit and natural key the row of the latest period (then the last accepted, then the last stored).
 * A row without any part of its key stands for itself.
 */
export function effectiveRows(form: Form, table: Table, submissions: readonly number[]): Fragment {
	const keys = table.key.map((key) => name(comparedColumn(fieldOf(table, key))));
	const latestOnly = table.rollUp !== "snapshot" && keys.length > 0;
	const rank = latestOnly
		? sql`, ROW_NUMBER() OVER (PARTITION BY s.unit, ${joined(keys)} ORDER BY s.period_end DESC, s.accepted_at DESC, s.id DESC, f._id DESC) AS _rank`
		: fixed("");
	const rows = sql`SELECT f.*, s.unit AS _unit${rank} FROM ${name(tableName(form, table))} AS f
		JOIN submissions AS s ON s.id = f._submission_id WHERE s.id IN (${idList(submissions)})`;
	return latestOnly ? sql`SELECT * FROM (${rows}) AS ranked WHERE _rank = 1 OR (${allNull(keys)})` : rows;
}

/** WITH clause that names the effective rows `e`, each with its `_unit` and `_division`; further named queries may follow after a comma. */
export function withEffectiveRows(form: Form, table: Table, submissions: readonly number[], units: readonly ReportingUnit[]): Fragment {
	const divisions = units.map((unit) => sql`(${unit.code}, ${unit.division})`);
	return sql`WITH unit_divisions (code, division) AS (VALUES ${joined(divisions)}), e AS MATERIALIZED (
		SELECT r.*, d.division AS _division FROM (${effectiveRows(form, table, submissions)}) AS r JOIN unit_divisions AS d ON d.code = r._unit)`;
}

/** Whether all of some columns are NULL. */
export function allNull(columns: readonly Fragment[]): Fragment {
	return joined(
		columns.map((column) => sql`${column} IS NULL`),
		" AND ",
	);
}

/** Numbers of our own making, set in as text: there may be more of them than a statement takes parameters. */
function idList(ids: readonly number[]): Fragment {
	const strange = ids.find((id) => !Number.isSafeInteger(id));
	if (strange !== undefined) throw new Error(`no submission id: ${strange}`);
	return fixed(ids.length === 0 ? "NULL" : ids.join(", "));
}

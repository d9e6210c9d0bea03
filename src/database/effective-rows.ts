import type { ReportingUnit } from "../model/division.ts";
import { type Form, fieldOf, keyFields, type Table } from "../model/form.ts";
import { comparedColumn, tableName } from "./form-tables.ts";
import { type Fragment, fixed, joined, name, sql } from "./sql.ts";

/**
 * Query of the rows of a table that count, with `_unit` beside the form table's columns: of a snapshot the rows as they are,
 * otherwise per unit and natural key the row of the latest period (then the last received, then the last stored: neither changes, so that what was published can be made again).
 * A row without any part of its key stands for itself. Where a number takes the place of the key once it is given, the rows of one number are one, and a row that was
 * reported without a number gives way to those of its key that have got one since.
 * @param wanted the columns that are asked for, where it is not all of them: rows are ranked sooner where they are narrow
 */
export function effectiveRows(form: Form, table: Table, submissions: readonly number[], wanted?: readonly string[]): Fragment {
	const column = (key: string) => name(comparedColumn(fieldOf(table, key)));
	const all = keyFields(table).map(column);
	const latestOnly = table.rollUp !== "snapshot" && all.length > 0;
	const columns = wanted === undefined ? fixed("f.*") : joined(chosenColumns(table, wanted).map((each) => sql`f.${name(each)}`));
	const rows = (more: Fragment) => sql`SELECT ${columns}, s.unit AS _unit${more} FROM ${name(tableName(form, table))} AS f
		JOIN submissions AS s ON s.id = f._submission_id WHERE s.id IN (${idList(submissions)})`;
	if (!latestOnly) return rows(fixed(""));
	const latest = (partition: readonly Fragment[]) =>
		sql`ROW_NUMBER() OVER (PARTITION BY s.unit, ${joined(partition)} ORDER BY s.period_end DESC, s.received_at DESC, s.id DESC, f._id DESC) AS _rank`;
	if (table.numberedBy === undefined) return sql`SELECT * FROM (${rows(sql`, ${latest(all)}`)}) AS ranked WHERE _rank = 1 OR (${allNull(all)})`;
	const number = column(table.numberedBy);
	const keys = table.key.map(column);
	const own = [number, ...keys.map((key) => sql`CASE WHEN ${number} IS NULL THEN ${key} END`)];
	const first = sql`MIN(s.period_end) OVER (PARTITION BY s.unit, ${number})`;
	const ranked = rows(sql`, s.period_end AS _period_end, CASE WHEN ${number} IS NOT NULL THEN ${first} END AS _numbered_in, ${latest(own)}`);
	const known = sql`SELECT ranked.*, MAX(_numbered_in) OVER (PARTITION BY _unit, ${joined(keys)}) AS _last_numbered_in FROM (${ranked}) AS ranked`;
	return sql`SELECT * FROM (${known}) AS known
		WHERE (${allNull(all)}) OR (_rank = 1 AND (${number} IS NOT NULL OR _last_numbered_in IS NULL OR _last_numbered_in <= _period_end))`;
}

/** Some columns and those that rows are ranked by, each once. */
function chosenColumns(table: Table, wanted: readonly string[]): string[] {
	return [...new Set([...wanted, ...keyFields(table).map((key) => comparedColumn(fieldOf(table, key)))])];
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

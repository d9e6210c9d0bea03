import type { Knex } from "knex";
import { type Form, fieldOf, tableOf } from "../model/form.ts";
import type { SheetRow } from "../model/stored.ts";
import { isAmong, query } from "./dialect.ts";
import { tableName } from "./form-tables.ts";
import { type Fragment, name, sql } from "./sql.ts";

/** Single columns of what a submission says. */
export function reportedTextMethods(db: Knex) {
	return {
		/** The different texts that stand in a column of a submission. */
		async textsIn(form: Form, tableId: string, submissionId: number, field: string): Promise<string[]> {
			const { column, table } = columnOf(form, tableId, field);
			const rows = await query(
				db,
				sql`SELECT DISTINCT ${column} AS text FROM ${table} WHERE _submission_id = ${submissionId} AND ${column} IS NOT NULL`,
			);
			return rows.map(({ text }) => String(text));
		},

		/** The texts that stand in a column of some rows of a submission, those that have one. */
		async textsAt(
			form: Form,
			tableId: string,
			submissionId: number,
			field: string,
			places: readonly SheetRow[],
		): Promise<(SheetRow & { text: string })[]> {
			const { column, table } = columnOf(form, tableId, field);
			const numbers = isAmong(name("_row"), [...new Set(places.map(({ row }) => row))]);
			const rows = await query(
				db,
				sql`SELECT _sheet, _row, ${column} AS text FROM ${table} WHERE _submission_id = ${submissionId} AND ${column} IS NOT NULL AND ${numbers}`,
			);
			const wanted = new Set(places.map(({ sheet, row }) => `${row} ${sheet}`));
			return rows
				.map((row) => ({ sheet: String(row._sheet), row: Number(row._row), text: String(row.text) }))
				.filter(({ sheet, row }) => wanted.has(`${row} ${sheet}`));
		},
	};
}

function columnOf(form: Form, tableId: string, field: string): { column: Fragment; table: Fragment } {
	const table = tableOf(form, tableId);
	return { column: name(fieldOf(table, field).name), table: name(tableName(form, table)) };
}

import type { Knex } from "knex";
import type { Table } from "../model/form.ts";
import type { CountedIndicator } from "../model/indicator.ts";
import type { SourceRow, StoredSubmission } from "../model/stored.ts";
import { query } from "./dialect.ts";
import { effectiveRows } from "./effective-rows.ts";
import { readValue } from "./form-tables.ts";
import { countedIds } from "./measures/counted-ids.ts";
import type { Cut } from "./measures/tally.ts";
import { type Bindable, type Fragment, sql } from "./sql.ts";
import type { LayoutColumns } from "./stored-submissions.ts";
import { submissionsInOrder } from "./submission-order.ts";

type StoredRow = Record<string, Bindable>;

/** The rows behind an indicator's number. */
export async function sourceRowsOf(db: Knex, cut: Cut, indicator: CountedIndicator, unit: string | null): Promise<SourceRow[]> {
	const effective = effectiveRows(cut.form, cut.table, cut.submissions);
	const rows = await query(db, sql`SELECT r.* FROM (${effective}) AS r WHERE r._id IN (${sourceIds(cut, indicator, unit)})`);
	return withPlaces(db, cut.table, cut.submissions, rows);
}

/** Query of the ids of the rows that an indicator's number comes from. */
export function sourceIds(cut: Cut, indicator: CountedIndicator, unit: string | null): Fragment {
	const own = unit === null ? sql`TRUE` : sql`counted.unit = ${unit}`;
	return sql`SELECT id FROM (${countedIds(cut, indicator, unit === null ? "city" : "unit")}) AS counted WHERE ${own}`;
}

/** Rows with their submission, values and cells: units in the order in which `submissions` first names them, then periods, batches, sheets, rows. */
async function withPlaces(db: Knex, table: Table, submissions: readonly number[], rows: readonly StoredRow[]): Promise<SourceRow[]> {
	const inOrder = await submissionsInOrder(db, submissions);
	const known = new Map(inOrder.map((submission, place) => [submission.id, { submission, place }]));
	const layouts: LayoutColumns[] = await db("submission_tables")
		.whereIn("submission_id", [...submissions])
		.where("table_id", table.id)
		.orderBy(["submission_id", "position"]);
	const ofSubmission = new Map<number, LayoutColumns[]>();
	for (const layout of layouts) ofSubmission.set(layout.submission_id, [...(ofSubmission.get(layout.submission_id) ?? []), layout]);
	const located = rows.map((row) => {
		const from = known.get(Number(row._submission_id));
		if (!from) throw new Error(`row ${row._id} belongs to no submission`);
		const own = ofSubmission.get(from.submission.id) ?? [];
		const sheetOrder = own.findIndex((layout) => layout.sheet === row._sheet);
		return { row, ...from, own, sheetOrder };
	});
	located.sort((a, b) => a.place - b.place || a.sheetOrder - b.sheetOrder || Number(a.row._row) - Number(b.row._row));
	const columnsOf = columnReader();
	return located.map(({ row, submission, own }) => toSourceRow(table, submission, row, columnsOf(layoutOf(own, row))));
}

/** The layout that a row was read with: of several tables on its sheet the last whose header stands above it. */
function layoutOf(layouts: readonly LayoutColumns[], row: StoredRow): LayoutColumns | undefined {
	return layouts
		.filter((layout) => layout.sheet === row._sheet && layout.header_last < Number(row._row))
		.reduce<LayoutColumns | undefined>((last, layout) => (last && last.header_last > layout.header_last ? last : layout), undefined);
}

function columnReader(): (layout: LayoutColumns | undefined) => Readonly<Record<string, string>> {
	const read = new Map<LayoutColumns, Readonly<Record<string, string>>>();
	return (layout) => {
		if (!layout) return {};
		const columns = read.get(layout) ?? JSON.parse(layout.columns);
		read.set(layout, columns);
		return columns;
	};
}

function toSourceRow(table: Table, submission: StoredSubmission, row: StoredRow, columns: Readonly<Record<string, string>>): SourceRow {
	const number = Number(row._row);
	const mapped = Object.fromEntries(Object.entries(columns).map(([field, letters]) => [field, `${letters}${number}`]));
	return {
		submission,
		sheet: String(row._sheet),
		row: number,
		values: Object.fromEntries(table.fields.map((field) => [field.name, readValue(field, row[field.name] ?? null)])),
		refs: row._refs ? { ...mapped, ...JSON.parse(String(row._refs)) } : mapped,
	};
}

import type { Knex } from "knex";
import { type Form, fieldOf, type Table } from "../model/form.ts";
import type { CountedIndicator } from "../model/indicator.ts";
import type { SourceRow, StoredSubmission } from "../model/stored.ts";
import { query } from "./dialect.ts";
import { allNull, effectiveRows } from "./effective-rows.ts";
import { compileFilter, numberColumn } from "./filter-sql.ts";
import { readValue } from "./form-tables.ts";
import { documentRows } from "./measures/alias.ts";
import { distinctColumns } from "./measures/distinct.ts";
import { chosenRows } from "./measures/once.ts";
import { type Cut, effectiveRowsOf, type With } from "./measures/tally.ts";
import { type Bindable, type Fragment, fixed, joined, name, sql } from "./sql.ts";
import { type LayoutColumns, storedSubmissions } from "./stored-submissions.ts";

type StoredRow = Record<string, Bindable>;

/** The effective rows of a table with the way back to their cells. */
export async function effectiveSourceRows(db: Knex, form: Form, table: Table, submissions: readonly number[]): Promise<SourceRow[]> {
	return withPlaces(db, table, submissions, await query(db, effectiveRows(form, table, submissions)));
}

/** The rows behind an indicator's number. */
export async function sourceRowsOf(db: Knex, cut: Cut, indicator: CountedIndicator, unit: string | null): Promise<SourceRow[]> {
	const effective = effectiveRows(cut.form, cut.table, cut.submissions);
	const rows = await query(db, sql`SELECT r.* FROM (${effective}) AS r WHERE r._id IN (${sourceIds(cut, indicator, unit)})`);
	return withPlaces(db, cut.table, cut.submissions, rows);
}

/** Query of the ids of the rows that an indicator's number comes from. */
export function sourceIds(cut: Cut, indicator: CountedIndicator, unit: string | null): Fragment {
	const { measure } = indicator;
	const passes = compileFilter(indicator.filter, cut.table, cut.params);
	const own = unit === null ? sql`TRUE` : sql`_unit = ${unit}`;
	const ids = sql`${effectiveRowsOf(cut)} SELECT _id AS id FROM`;
	switch (measure.kind) {
		case "count":
			return sql`${ids} e WHERE ${passes} AND ${own}`;
		case "sum": {
			const rows = chosenRows(indicator as With<"sum">, cut, unit === null ? "city" : "unit");
			return sql`${ids} (${rows}) AS chosen WHERE ${numberColumn(measure.field, cut.table)} IS NOT NULL AND ${own}`;
		}
		case "distinct": {
			const keys = distinctColumns(indicator as With<"distinct">, cut.table);
			const keeps = measure.every ? sql`CASE WHEN ${compileFilter(measure.every, cut.table, cut.params)} THEN 1 ELSE 0 END` : fixed("1");
			const kept = sql`SELECT _id, MIN(${keeps}) OVER (PARTITION BY ${joined(keys)}) AS kept FROM e WHERE ${passes} AND ${own} AND NOT (${allNull(keys)})`;
			return sql`${ids} (${kept}) AS counted WHERE kept = 1`;
		}
		case "distinct-by-alias":
			return documentRows(indicator as With<"distinct-by-alias">, cut, unit);
		case "given": {
			const region = unit === null ? measure.whole : (cut.units.find((u) => u.code === unit)?.name ?? "");
			return sql`${ids} e WHERE ${passes} AND ${name(fieldOf(cut.table, measure.region).name)} = ${region}`;
		}
	}
}

/** Rows with their submission, values and cells: units in the order in which `submissions` first names them, then periods, batches, sheets, rows. */
async function withPlaces(db: Knex, table: Table, submissions: readonly number[], rows: readonly StoredRow[]): Promise<SourceRow[]> {
	const known = new Map((await storedSubmissions(db, (q) => q.whereIn("id", [...submissions]))).map((s) => [s.id, s]));
	const layouts: LayoutColumns[] = await db("submission_tables")
		.whereIn("submission_id", [...submissions])
		.where("table_id", table.id)
		.orderBy(["submission_id", "position"]);
	const ofSubmission = new Map<number, LayoutColumns[]>();
	for (const layout of layouts) ofSubmission.set(layout.submission_id, [...(ofSubmission.get(layout.submission_id) ?? []), layout]);
	const unitOrder = [...new Set(submissions.map((id) => known.get(id)?.unit))];
	const located = rows.map((row) => {
		const submission = known.get(Number(row._submission_id));
		if (!submission) throw new Error(`row ${row._id} belongs to no submission`);
		const own = ofSubmission.get(submission.id) ?? [];
		const sheetOrder = own.findIndex((layout) => layout.sheet === row._sheet);
		return { row, submission, own, sheetOrder, unitOrder: unitOrder.indexOf(submission.unit) };
	});
	located.sort(
		(a, b) =>
			a.unitOrder - b.unitOrder ||
			ordered(a.submission.period, b.submission.period) ||
			ordered(a.submission.batch, b.submission.batch) ||
			a.submission.id - b.submission.id ||
			a.sheetOrder - b.sheetOrder ||
			Number(a.row._row) - Number(b.row._row),
	);
	const columnsOf = columnReader();
	return located.map(({ row, submission, own }) => toSourceRow(table, submission, row, columnsOf(layoutOf(own, row))));
}

function ordered(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
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
	return {
		submission,
		sheet: String(row._sheet),
		row: number,
		values: Object.fromEntries(table.fields.map((field) => [field.name, readValue(field, row[field.name] ?? null)])),
		/** Made when asked for: a roster of 100,000 rows never asks. */
		get refs() {
			const mapped = Object.fromEntries(Object.entries(columns).map(([field, letters]) => [field, `${letters}${number}`]));
			return row._refs ? { ...mapped, ...JSON.parse(String(row._refs)) } : mapped;
		},
	};
}

import type { Knex } from "knex";
import type { Form, Table } from "../model/form.ts";
import type { EffectiveRow } from "../model/stored.ts";
import type { Value } from "../model/value.ts";
import { asJsonArray, isAmong, query } from "./dialect.ts";
import type { EffectiveOrder } from "./effective-order.ts";
import { columnKind, readValue, tableName } from "./form-tables.ts";
import { type Bindable, type Fragment, fixed, joined, name, sql } from "./sql.ts";

/** Rows that are read at once. */
const BATCH = 1000;

/** Rows that count, in their order, from one place on and before another: read in batches as they are asked for. @throws Error where a row is not there any more */
export async function* effectiveBatches(
	db: Knex,
	form: Form,
	table: Table,
	order: EffectiveOrder,
	from = 0,
	to = order.ids.length,
): AsyncGenerator<readonly EffectiveRow[]> {
	const read = rowReader(table, order);
	for (let at = Math.max(0, from); at < Math.min(to, order.ids.length); at += BATCH) {
		const ids = [...order.ids.subarray(at, Math.min(at + BATCH, to))];
		const rows = new Map(
			(await query(db, sql`${read.columns} FROM ${name(tableName(form, table))} WHERE ${isAmong(name("_id"), ids)}`)).map(read.row),
		);
		yield ids.map((id) => {
			const row = rows.get(id);
			if (!row) throw new Error(`row ${id} of ${tableName(form, table)} is gone`);
			return row;
		});
	}
}

/** The columns of a query, and how its rows become rows by id. Real numbers come as columns of their own, all else as one text. */
function rowReader(table: Table, { submissions }: EffectiveOrder) {
	const fields = table.fields.map((field) => ({ field, real: columnKind(field) === "real" }));
	const packed = asJsonArray(
		["_id", "_submission_id", "_sheet", "_row", ...fields.filter(({ real }) => !real).map(({ field }) => field.name)].map(name),
	);
	const reals = fields.filter(({ real }) => real).map(({ field }, at) => sql`${name(field.name)} AS ${name(`r${at}`)}`);
	const columns: Fragment = sql`SELECT ${joined([sql`${packed} AS ${fixed("packed")}`, ...reals])}`;
	return {
		columns,
		row(stored: Record<string, Bindable>): [number, EffectiveRow] {
			const [id, from, sheet, row, ...rest]: Bindable[] = JSON.parse(String(stored.packed));
			const submission = submissions.get(Number(from));
			if (!submission) throw new Error(`row ${id} belongs to no submission`);
			let [atReal, atRest] = [0, 0];
			const values = fields.map(({ field, real }): Value => readValue(field, (real ? stored[`r${atReal++}`] : rest[atRest++]) ?? null));
			return [Number(id), { submission, sheet: String(sheet), row: Number(row), values }];
		},
	};
}

import type { Slot } from "../model/decision.ts";
import type { Form } from "../model/form.ts";
import type { EarlierReport } from "../model/stored.ts";
import { readValue, tableName } from "./form-tables.ts";
import { COUNTS_NOW, type Select } from "./select.ts";
import { sql } from "./sql.ts";

/**
 * The rows of the accepted report of a form (without batches) and unit whose period is the last to end before a day, YYYY-MM-DD. null where there is none, it was nil, or it
 * has more than `most` rows.
 */
export type ReportBefore = (form: Form, unit: string, day: string, most: number) => Promise<EarlierReport | null>;

export function reportsFrom(select: Select): ReportBefore {
	return async (form, unit, day, most) => {
		const ofUnit = sql`form = ${form.id} AND unit = ${unit} AND batch = '' AND period_end < ${day}`;
		const counting = sql`${ofUnit} AND ${COUNTS_NOW}`;
		const [last] = await select("submissions", counting, "period_end DESC, id DESC LIMIT 1");
		const count = Number(last?.rows_loaded ?? 0);
		if (!last || count === 0 || count > most) return null;
		const tables: [string, EarlierReport["rows"][string]][] = [];
		for (const table of form.tables) {
			const rows = await select(tableName(form, table), sql`_submission_id = ${last.id ?? null}`, "_id");
			tables.push([table.id, rows.map((row) => Object.fromEntries(table.fields.map((f) => [f.name, readValue(f, row[f.name] ?? null)])))]);
		}
		return { period: String(last.period), rows: Object.fromEntries(tables) };
	};
}

/** How many rows the version of a slot has that counts now; 0 where none does. */
export function rowsCountedFrom(select: Select): (slot: Slot) => Promise<number> {
	return async ({ form, unit, period, batch }) => {
		const ofSlot = sql`form = ${form} AND unit = ${unit} AND period = ${period} AND batch = ${batch}`;
		const [counting] = await select("submissions", sql`${ofSlot} AND ${COUNTS_NOW}`, "id");
		return Number(counting?.rows_loaded ?? 0);
	};
}

import type { Knex } from "knex";
import type { Form } from "../model/form.ts";
import type { EarlierReport } from "../model/stored.ts";
import { readValue, tableName } from "./form-tables.ts";
import type { Bindable } from "./sql.ts";

/** What a unit reported before: what a new report is compared with. */
export function earlierReportMethods(db: Knex) {
	return {
		/**
		 * The rows of the accepted report of a form (without batches) and unit whose period is the last to end before a day, YYYY-MM-DD. null where there is none, it was
		 * nil, or it has more than `most` rows.
		 */
		async reportBefore(form: Form, unit: string, day: string, most: number): Promise<EarlierReport | null> {
			const last: { id: number; period: string; rows_loaded: number } | undefined = await db("submissions")
				.where({ form: form.id, unit, batch: "", status: "accepted", superseded_at: null })
				.where("period_end", "<", day)
				.orderBy([
					{ column: "period_end", order: "desc" },
					{ column: "id", order: "desc" },
				])
				.first("id", "period", "rows_loaded");
			if (!last || last.rows_loaded === 0 || last.rows_loaded > most) return null;
			const tables: [string, EarlierReport["rows"][string]][] = [];
			for (const table of form.tables) {
				const rows: Record<string, Bindable>[] = await db(tableName(form, table)).where({ _submission_id: last.id }).orderBy("_id");
				const values = (row: Record<string, Bindable>) => Object.fromEntries(table.fields.map((f) => [f.name, readValue(f, row[f.name] ?? null)]));
				tables.push([table.id, rows.map(values)]);
			}
			return { period: last.period, rows: Object.fromEntries(tables) };
		},
	};
}

import type { Knex } from "knex";
import type { ReportingUnit } from "../model/division.ts";
import { type Form, tableOf } from "../model/form.ts";
import type { CountedIndicator } from "../model/indicator.ts";
import type { Effective, QueryParams, RowCounter, RowPlace } from "../model/stored.ts";
import { query } from "./dialect.ts";
import { tableName } from "./form-tables.ts";
import type { Cut } from "./measures/tally.ts";
import { sourceIds } from "./source-rows.ts";
import { name, sql } from "./sql.ts";

/** Which figures count a row: the way from a county cell to what is published. */
export function counterMethods(db: Knex) {
	return {
		/** The counted indicators of a form that count one of its stored rows, each with the units (null: the city) whose figure it is counted in; none where no such row is kept. */
		async countersOf(form: Form, place: RowPlace, effective: Effective, params: QueryParams, units: readonly ReportingUnit[]): Promise<RowCounter[]> {
			const table = tableOf(form, place.table);
			const stored = sql`SELECT _id AS id FROM ${name(tableName(form, table))} WHERE _submission_id = ${place.submission} AND _sheet = ${place.sheet} AND _row = ${place.row}`;
			const [row] = await query(db, stored);
			if (!row) return [];
			const cut: Cut = { form, table, submissions: effective.submissions, params, units };
			const counters: RowCounter[] = [];
			for (const indicator of form.indicators) {
				if (indicator.kind !== "counted" || tableOf(form, indicator.table).id !== table.id) continue;
				const counting: (string | null)[] = [];
				for (const unit of unitsOf(indicator, place.unit, units)) if (await counts(db, cut, indicator, unit, Number(row.id))) counting.push(unit);
				if (counting.length > 0) counters.push({ indicator: indicator.id, units: counting });
			}
			return counters;
		},
	};
}

/** Whose figures may count a row: the city's and its own unit's; what the city gives for others it gives in rows of its own. */
function unitsOf({ measure }: CountedIndicator, own: string, units: readonly ReportingUnit[]): (string | null)[] {
	return [null, ...(measure.kind === "given" ? units.map(({ code }) => code) : [own])];
}

async function counts(db: Knex, cut: Cut, indicator: CountedIndicator, unit: string | null, id: number): Promise<boolean> {
	const found = await query(db, sql`SELECT s.id FROM (${sourceIds(cut, indicator, unit)}) AS s WHERE s.id = ${id}`);
	return found.length > 0;
}

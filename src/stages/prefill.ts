import type { Form } from "../model/form.ts";
import { following, type Period, periodOf } from "../model/period.ts";
import type { Value } from "../model/rule.ts";
import type { EarlierReport } from "../model/stored.ts";

/** A row with which a template begins. */
export interface PrefilledRow {
	readonly table: string;
	/** What stands in its cells; a field that is to be filled in has none. */
	readonly values: Readonly<Record<string, Value>>;
	/** What stands in comments beside blank cells: what was reported there before. */
	readonly before: Readonly<Record<string, Value>>;
}

/** The rows that go on from what a unit last reported of a form: who and what they are, without the figures of that period. */
export function prefill(form: Form, earlier: EarlierReport): PrefilledRow[] {
	return form.tables
		.filter((table) => table.ongoing)
		.flatMap((table) => {
			const named = (carry: "value" | "beside") => table.fields.filter((field) => field.carry === carry).map(({ name }) => name);
			const [taken, beside] = [named("value"), named("beside")];
			return (earlier.rows[table.id] ?? []).map((row) => ({ table: table.id, values: pick(row, taken), before: pick(row, beside) }));
		});
}

function pick(row: Readonly<Record<string, Value>>, fields: readonly string[]): Record<string, Value> {
	return Object.fromEntries(
		fields.flatMap((field): [string, Value][] => (row[field] === undefined || row[field] === null ? [] : [[field, row[field]]])),
	);
}

/**
 * The period that a template of a form is for.
 * @param asked where somebody named one: a form that is reported more often is meant for the last such period inside it
 * @param last the period that the unit last reported, null where it has reported none
 * @param today YYYY-MM-DD
 */
export function templatePeriod(form: Form, asked: Period | null, last: Period | null, today: string): Period {
	const kind = form.periods[0];
	if (kind === undefined) throw new Error(`form ${form.id} has no period`);
	if (asked) return form.periods.includes(asked.kind) ? asked : periodOf(kind, asked.end);
	return last ? periodOf(kind, following(last).start) : periodOf(kind, today);
}

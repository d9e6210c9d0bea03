import type { Decisions, Explanation, Slot, Waiver } from "../model/decision.ts";
import { period as periodOf } from "../model/period.ts";
import type { Select, StoredRow } from "./select.ts";
import { sql } from "./sql.ts";

/** What has been decided about the findings of a slot: the waivers that were not ended, its explanations, and those of the last period before it that has any. */
export type DecisionsOn = (slot: Slot) => Promise<Decisions>;

export function decisionsFrom(select: Select): DecisionsOn {
	return async ({ form, unit, period, batch }) => {
		const waivers = await select("waivers", sql`ended_at IS NULL`, "id");
		const rows = await select("explanations", sql`form = ${form} AND unit = ${unit}`, "id");
		const explanations = rows.map(toExplanation);
		const { start } = periodOf(period);
		const earlier = explanations.filter((each) => periodOf(each.period).end < start);
		const last = earlier
			.map((each) => periodOf(each.period).end)
			.sort()
			.at(-1);
		return {
			waivers: waivers.map(toWaiver),
			explanations: explanations.filter((each) => each.period === period && each.batch === batch),
			before: earlier.filter((each) => periodOf(each.period).end === last),
		};
	};
}

/** A stored waiver as it was given. */
export function toWaiver(row: StoredRow): Waiver {
	const { id, rule, unit, row_key, reason, by, at, until, ended_by, ended_at } = row as Record<string, string | null>;
	return {
		...{ id: Number(id), rule: String(rule), unit: unit ?? null, key: row_key ?? null, reason: String(reason), by: String(by), at: String(at) },
		...{ until: String(until), endedBy: ended_by ?? null, endedAt: ended_at ?? null },
	};
}

/** A stored explanation as it was given. */
export function toExplanation(row: StoredRow): Explanation {
	const { form, unit, period, batch, code, table_id, field, row_key, value, text, by, at, source } = row as Record<string, string | null>;
	return {
		...{ form: String(form), unit: String(unit), period: String(period), batch: String(batch), code: String(code), table: String(table_id) },
		...{ field: field ?? null, key: row_key ?? null, value: value ?? null, text: String(text), by: String(by), at: String(at) },
		source: source === "command" ? "command" : "workbook",
	};
}

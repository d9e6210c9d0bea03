import type { Knex } from "knex";
import type { EventKind, Waiver } from "../model/decision.ts";
import { takeWriteLock } from "./dialect.ts";
import { appendEvents, type NewEntry } from "./events.ts";
import { openInstant } from "./instant.ts";
import { toWaiver } from "./known-decisions.ts";
import type { StoredRow } from "./select.ts";

/** Rules that the city does without for a while: nothing is ever changed but that one is ended, once. */
export function waiverMethods(db: Knex) {
	return {
		/** Every waiver, ended ones as well, oldest first. */
		waivers: async (): Promise<Waiver[]> => (await db("waivers").orderBy("id")).map(toWaiver),

		/** Remembers a waiver and notes it in the log. */
		waive: (waiver: Omit<Waiver, "id" | "endedBy" | "endedAt">): Promise<Waiver> =>
			db.transaction(async (trx) => {
				await takeWriteLock(trx);
				const { key, at: given, ...rest } = waiver;
				const at = await openInstant(trx, given);
				const [made] = await trx("waivers")
					.insert({ ...rest, row_key: key, at })
					.returning("*");
				const kept = toWaiver(made);
				await appendEvents(trx, [waiverEntry(kept, "waived", waiver.by, at, waiver.reason)]);
				return kept;
			}),

		/** Ends a waiver before its time; null where there is none of that number that is in force. */
		endWaiver: (id: number, by: string, given: string, reason: string | null): Promise<Waiver | null> =>
			db.transaction(async (trx) => {
				await takeWriteLock(trx);
				const at = await openInstant(trx, given);
				const ended = await trx("waivers").where({ id }).whereNull("ended_at").update({ ended_by: by, ended_at: at });
				const row: StoredRow | undefined = await trx("waivers").where({ id }).first();
				if (ended === 0 || !row) return null;
				await appendEvents(trx, [waiverEntry(toWaiver(row), "waiver-ended", by, at, reason)]);
				return toWaiver(row);
			}),
	};
}

function waiverEntry(waiver: Waiver, kind: EventKind, by: string, at: string, reason: string | null): NewEntry {
	const about = { form: null, unit: waiver.unit, period: null, batch: null, submission: null, from: null, to: null };
	return { at, by, kind, ...about, reason, detail: { waiver: waiver.id, rule: waiver.rule, key: waiver.key, until: waiver.until } };
}

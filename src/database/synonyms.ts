import type { Knex } from "knex";
import type { NewSynonym, StoredSynonym } from "../model/stored.ts";
import { takeWriteLock } from "./dialect.ts";
import { instant } from "./instant.ts";
import { type SynonymColumns, toSynonym } from "./synonym-row.ts";

/** Confirmed synonyms: nothing is ever changed but that one is revoked, once. */
export function synonymMethods(db: Knex) {
	return {
		/** Every synonym, those revoked as well, oldest first. */
		synonyms: async (): Promise<StoredSynonym[]> => (await db<SynonymColumns>("synonyms").orderBy("id")).map(toSynonym),

		/**
		 * Remembers a synonym and gives it; or gives the one in force that settles the same heading of the table for the same units, whatever field it names,
		 * and changes nothing. Of two processes that confirm at once the first one's stands.
		 */
		confirmSynonym: (synonym: NewSynonym): Promise<StoredSynonym> =>
			db.transaction(async (trx) => {
				await takeWriteLock(trx);
				const { form, table, field, heading, key, unit, confirmedBy } = synonym;
				const same = { form, table_id: table, heading_key: key };
				const inForce: SynonymColumns[] = await trx("synonyms").where(same).whereNull("revoked_at").orderBy("id");
				const overlaps = (known: SynonymColumns) => known.unit === null || unit === null || known.unit === unit;
				// One field, for one unit until now and for all from now on, is no contradiction.
				const widened = (known: SynonymColumns) => known.field === field && unit === null && known.unit !== null;
				const settled = inForce.find((known) => overlaps(known) && !widened(known));
				if (settled) return toSynonym(settled);
				const row = { ...same, field, heading, unit, confirmed_by: confirmedBy, confirmed_at: instant(synonym.confirmedAt) };
				const [made] = await trx("synonyms").insert(row).returning("*");
				return toSynonym(made);
			}),

		/** Takes a synonym out of force, for what is read from now on; one that was revoked before stays as it is. Gives it, or null where there is none of that id. */
		revokeSynonym: (id: number, by: string, at: string, reason: string | null): Promise<StoredSynonym | null> =>
			db.transaction(async (trx) => {
				await takeWriteLock(trx);
				await trx("synonyms")
					.where({ id })
					.whereNull("revoked_at")
					.update({ revoked_by: by, revoked_at: instant(at), reason });
				const row: SynonymColumns | undefined = await trx("synonyms").where({ id }).first();
				return row ? toSynonym(row) : null;
			}),
	};
}

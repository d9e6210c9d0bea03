import type { ConfirmedSynonym } from "../model/submission.ts";
import { peek } from "./dialect.ts";
import { sql } from "./sql.ts";
import { type SynonymColumns, toSynonym } from "./synonym-row.ts";

/**
 * The synonyms in force in a database file, without knex and without bringing the file up to date: a file that an older program left has none.
 * @throws Error where the file cannot be opened or is no database
 */
export async function peekSynonyms(file: string): Promise<ConfirmedSynonym[]> {
	const rows = await peek<SynonymColumns>(file, "synonyms", sql`revoked_at IS NULL`);
	return rows.map(toSynonym);
}

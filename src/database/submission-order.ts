import type { Knex } from "knex";
import type { StoredSubmission } from "../model/stored.ts";
import { isAmong } from "./dialect.ts";
import { name } from "./sql.ts";
import { storedSubmissions } from "./stored-submissions.ts";

/** Submissions by their ids, of which there may be many: units in the order in which the ids first name them, then periods, batches and the order of storing. */
export async function submissionsInOrder(db: Knex, ids: readonly number[]): Promise<StoredSubmission[]> {
	const { sql: among, bindings } = isAmong(name("id"), ids);
	const found = await storedSubmissions(db, (chosen) => chosen.whereRaw(among, [...bindings]));
	const unitOf = new Map(found.map(({ id, unit }) => [id, unit]));
	const places = new Map([...new Set(ids.map((id) => unitOf.get(id)))].map((unit, at) => [unit, at]));
	return found.sort(
		(a, b) => (places.get(a.unit) ?? 0) - (places.get(b.unit) ?? 0) || ordered(a.period, b.period) || ordered(a.batch, b.batch) || a.id - b.id,
	);
}

function ordered(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

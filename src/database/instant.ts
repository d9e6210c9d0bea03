import type { Knex } from "knex";

/**
 * An instant in the one form that is stored, in which text order is time order: 2019-06-27T12:00:00.000Z.
 * @throws RangeError where the text is no instant, which is a fault of the program.
 */
export function instant(text: string): string {
	return new Date(text).toISOString();
}

/**
 * The instant that something gets which is stored now: the one given, unless figures were consolidated as of a later one meanwhile, which cannot have known of it. Then it is the
 * one right after that, so that the same consolidation can be made again. The caller's transaction holds the write lock.
 */
export async function openInstant(trx: Knex, at: string): Promise<string> {
	const given = instant(at);
	const later: { last?: string | null } | undefined = await trx("consolidations")
		.where("as_of", ">", given)
		// Of an instant that was still to come when it was asked for nobody may rely on anything.
		.where("as_of", "<=", trx.ref("made_at"))
		.max({ last: "as_of" })
		.first();
	return later?.last ? new Date(Date.parse(later.last) + 1).toISOString() : given;
}

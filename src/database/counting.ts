import type { Knex } from "knex";
import { closedBy } from "../model/closed.ts";
import type { Lock, Slot } from "../model/decision.ts";
import { instant } from "./instant.ts";

/** Which version of a slot counts, and since when. All of it runs inside the caller's transaction, which holds the write lock. */

/** The version that counts of a slot, or null. */
export async function countingOf(trx: Knex, slot: Slot): Promise<number | null> {
	const row: { id: number } | undefined = await trx("submissions").where(slotColumns(slot)).where(countsNow).first("id");
	return row?.id ?? null;
}

/** Lets a version count from an instant on, in place of the one that counted; gives that one. */
export async function letCount(trx: Knex, id: number, slot: Slot, at: string): Promise<number | null> {
	const before = await countingOf(trx, slot);
	if (before === id) return null;
	if (before !== null) await letRest(trx, before, at);
	await trx("counting_spans").insert({ submission_id: id, since: instant(at), until: null });
	await trx("submissions")
		.where({ id })
		.update({ accepted_at: instant(at), superseded_at: null });
	return before;
}

/** Ends that a version counts. */
export async function letRest(trx: Knex, id: number, at: string): Promise<void> {
	await trx("counting_spans")
		.where({ submission_id: id })
		.whereNull("until")
		.update({ until: instant(at) });
	await trx("submissions")
		.where({ id })
		.update({ superseded_at: instant(at) });
}

/** The newest version that counted before another one took its place, and may count again where that one goes: null where there is none. */
export async function predecessorOf(trx: Knex, slot: Slot, version: number): Promise<number | null> {
	const row: { id: number } | undefined = await trx("submissions")
		.where({ ...slotColumns(slot), status: "accepted" })
		.where("version", "<", version)
		.whereNotNull("accepted_at")
		.orderBy("version", "desc")
		.first("id");
	return row?.id ?? null;
}

/** Whether the city has closed the period of a slot by an instant. */
export async function isLocked(trx: Knex, slot: Slot, at: string): Promise<boolean> {
	const locks: Lock[] = await trx("locks").where("at", "<=", instant(at)).select("id", "period", "form", "unit", "by", "at", "reason");
	return closedBy(slot, locks) !== undefined;
}

/** The columns of `submissions` by which a slot is found. */
export function slotColumns({ form, unit, period, batch }: Slot): Slot {
	return { form, unit, period, batch };
}

function countsNow(query: Knex.QueryBuilder): void {
	query.where("status", "accepted").whereNotNull("accepted_at").whereNull("superseded_at");
}

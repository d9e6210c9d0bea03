import { createHash } from "node:crypto";
import type { Knex } from "knex";
import type { EventKind, LogEntry } from "../model/decision.ts";
import { instant } from "./instant.ts";

interface EventColumns {
	id: number;
	at: string;
	by: string;
	kind: LogEntry["kind"];
	form: string | null;
	unit: string | null;
	period: string | null;
	batch: string | null;
	submission_id: number | null;
	from_state: string | null;
	to_state: string | null;
	reason: string | null;
	detail: string | null;
	hash: string;
}

/** An entry before it has its place in the log. */
export type NewEntry = Omit<LogEntry, "id" | "hash">;

/** Entries held at once while the chain is gone through: the log only ever grows. */
const AT_ONCE = 5_000;

/** What the first entry is chained to. */
const ORIGIN = "0".repeat(64);

/**
 * Appends entries to the log, each chained to the one before by its hash: an entry that is changed, taken out or put in between later on breaks the chain. The caller's
 * transaction holds the write lock.
 */
export async function appendEvents(trx: Knex, entries: readonly NewEntry[]): Promise<void> {
	const last: { id: number; hash: string } | undefined = await trx("events").orderBy("id", "desc").first("id", "hash");
	let { id, hash } = last ?? { id: 0, hash: ORIGIN };
	for (const { submission, from, to, detail, at, ...entry } of entries) {
		const row = {
			id: ++id,
			...{ at: instant(at), ...entry, submission_id: submission, from_state: from, to_state: to },
			detail: detail === null ? null : JSON.stringify(detail),
		};
		hash = chained(hash, row);
		await trx("events").insert({ ...row, hash });
	}
}

/** How many entries the log has up to an instant. */
export async function entriesUntil(db: Knex, until: string): Promise<number> {
	const [row]: { entries: number }[] = await db("events").where("at", "<=", instant(until)).count({ entries: "*" });
	return Number(row?.entries ?? 0);
}

/** What makes entries of the log, and what reads it. */
export function eventMethods(db: Knex) {
	return {
		/** The log in its order: of a submission, of a period, of a kind, or of everything; entries up to an instant alone where one is given. */
		async log(of: { submission?: number; period?: string; kind?: EventKind; until?: string } = {}): Promise<LogEntry[]> {
			const rows: EventColumns[] = await db("events")
				.where((only) => {
					if (of.submission !== undefined) only.where({ submission_id: of.submission });
					if (of.period !== undefined) only.where({ period: of.period });
					if (of.kind !== undefined) only.where({ kind: of.kind });
					if (of.until !== undefined) only.where("at", "<=", instant(of.until));
				})
				.orderBy("id");
			return rows.map(toEntry);
		},

		/** The first entry at which the chain of hashes breaks, by its number; null where the log is as it was written. An end that was cut off is not seen by the chain alone. */
		async brokenAt(): Promise<number | null> {
			let before = ORIGIN;
			let expected = 1;
			for (let from = Number.MIN_SAFE_INTEGER; ; from = expected) {
				const rows: EventColumns[] = await db("events").where("id", ">=", from).orderBy("id").limit(AT_ONCE);
				for (const { hash, ...row } of rows) {
					if (row.id !== expected || chained(before, row) !== hash) return expected;
					before = hash;
					expected++;
				}
				if (rows.length < AT_ONCE) return null;
			}
		},

		/** How many entries the log has up to an instant. */
		entriesUntil: (until: string): Promise<number> => entriesUntil(db, until),

		/** Number and hash of the newest entry: kept elsewhere, it shows whether the end was cut off. */
		async logHead(): Promise<{ id: number; hash: string } | null> {
			return (await db("events").orderBy("id", "desc").first("id", "hash")) ?? null;
		},
	};
}

function chained(before: string, row: Omit<EventColumns, "hash">): string {
	const content = [row.id, row.at, row.by, row.kind, row.form, row.unit, row.period, row.batch];
	const change = [row.submission_id, row.from_state, row.to_state, row.reason, row.detail];
	return createHash("sha256")
		.update(`${before}\n${JSON.stringify([...content, ...change])}`)
		.digest("hex");
}

function toEntry({ submission_id, from_state, to_state, detail, ...row }: EventColumns): LogEntry {
	return { ...row, submission: submission_id, from: from_state, to: to_state, detail: detail === null ? null : JSON.parse(detail) };
}

import type { Knex } from "knex";
import { type Slot, slotKey } from "../model/decision.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Delivery, StoredSubmission } from "../model/stored.ts";
import { type CheckedSubmission, slotOf } from "../model/submission.ts";
import { takeWriteLock } from "./dialect.ts";
import { instant, openInstant } from "./instant.ts";
import { insertSubmission, noteDelivery } from "./store-submission.ts";
import { storedSubmissions } from "./stored-submissions.ts";

/** Submissions: taken in, superseded and found again. */
export function submissionMethods(db: Knex) {
	return {
		/** What a file (by hash) has given, in any status, in the order of storing. */
		submissionsOfFile: (sha256: string): Promise<StoredSubmission[]> => storedSubmissions(db, (query) => query.where({ sha256 })),

		/**
		 * Stores a delivery with all its submissions in one transaction, or nothing of it. An accepted submission supersedes the accepted one of the same unit,
		 * form, period and batch. Rows of accepted and pending ones go into the form tables (which of them count is asked of `submissions`); those of returned ones do not.
		 * What the same file has said before is not stored again: its stored form is given instead. But a thing that was returned, is sound now (its columns are known
		 * since a synonym was confirmed) and of which nothing newer has come is a new version.
		 * @throws Error where two submissions of the delivery are the same thing, which recognition has to prevent.
		 */
		async store(delivery: Delivery, submissions: readonly CheckedSubmission[]): Promise<StoredSubmission[]> {
			return db.transaction(async (trx) => {
				await takeWriteLock(trx);
				const keys = submissions.map(({ recognised }) => slotKey(slotOf(recognised)));
				if (new Set(keys).size < keys.length) throw new Error(`one file gives two submissions of one thing: ${keys.join(", ")}`);
				const before = await storedSubmissions(trx, (query) => query.where({ sha256: delivery.sha256 }));
				const fresh: CheckedSubmission[] = [];
				for (const [at, submission] of submissions.entries()) {
					const known = before.findLast((s) => slotKey(s) === keys[at]);
					if (!known || (await mayBeReplaced(trx, known, submission))) fresh.push(submission);
				}
				if (submissions.length === 0 || fresh.length > 0) {
					const received = { ...delivery, receivedAt: await openInstant(trx, delivery.receivedAt) };
					const deliveryId = await noteDelivery(trx, received);
					for (const submission of fresh) await insertSubmission(trx, deliveryId, received, submission);
				}
				const after = await storedSubmissions(trx, (query) => query.where({ sha256: delivery.sha256 }));
				return keys.flatMap((key) => after.findLast((s) => slotKey(s) === key) ?? []);
			});
		},

		/** Stores a file that was refused, once for each place it came from and reason. `at` is the instant of the refusal. */
		async storeRefusal(delivery: Delivery, refusal: Refusal, at: string): Promise<void> {
			await db.transaction(async (trx) => {
				await takeWriteLock(trx);
				const row = { delivery_id: await noteDelivery(trx, delivery), code: refusal.code };
				if (await trx("refusals").where(row).first("id")) return;
				await trx("refusals").insert({ ...row, params: JSON.stringify(refusal.params), refused_at: instant(at) });
			});
		},

		/** Submissions that counted at an instant, in the order of storing. Their `status` is that of now. */
		countingAt: (asOf: string): Promise<StoredSubmission[]> =>
			storedSubmissions(db, (query) =>
				query.whereIn("submissions.id", (spans) =>
					spans
						.from("counting_spans")
						.select("submission_id")
						.where("since", "<=", instant(asOf))
						.where((still) => still.whereNull("until").orWhere("until", ">", instant(asOf))),
				),
			),

		/** null where there is none of that id. */
		submission: async (id: number): Promise<StoredSubmission | null> =>
			(await storedSubmissions(db, (query) => query.where("submissions.id", id)))[0] ?? null,

		/** Every version of a slot, or of the slots that a part of one names, oldest first. */
		versions({ form, unit, period, batch }: Partial<Slot>): Promise<StoredSubmission[]> {
			const named = Object.entries({ form, unit, period, batch }).filter(([, part]) => part !== undefined);
			return storedSubmissions(db, (query) => query.where(Object.fromEntries(named)));
		},

		/** Every submission, newest first. */
		submissions: async (): Promise<StoredSubmission[]> => (await storedSubmissions(db, (query) => query)).reverse(),
	};
}

/** Whether the same bytes, read anew, give a version: they were returned and are not now, and no other file has spoken since. */
async function mayBeReplaced(trx: Knex.Transaction, known: StoredSubmission, { status }: CheckedSubmission): Promise<boolean> {
	if (known.status !== "returned" || status === "returned") return false;
	const { form, unit, period, batch } = known;
	const [newest] = await trx("submissions").where({ form, unit, period, batch }).max({ version: "version" });
	return Number(newest?.version) === known.version;
}

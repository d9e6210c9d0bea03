import type { Knex } from "knex";
import type { Explanation, Lock, Slot } from "../model/decision.ts";
import { countsNow, type StoredSubmission } from "../model/stored.ts";
import type { CheckedSubmission } from "../model/submission.ts";
import type { Transition } from "../model/transition.ts";
import { countingOf, isLocked, letCount, letRest, predecessorOf } from "./counting.ts";
import { takeWriteLock } from "./dialect.ts";
import { appendEvents, type NewEntry } from "./events.ts";
import { instant, openInstant } from "./instant.ts";
import { toExplanation } from "./known-decisions.ts";
import type { StoredRow } from "./select.ts";
import { insertCheck, insertExplanations, ledgerColumns, replaceContent, supersededBy } from "./store-submission.ts";
import { storedSubmissions } from "./stored-submissions.ts";

/** What people decide: states of submissions, explanations, closed periods. */
export function decisionMethods(db: Knex) {
	return {
		/**
		 * Changes what a submission is, in one transaction with the log: an accepted one counts in place of the version that did; where one that counted is accepted no
		 * longer, the version before it counts again. Gives it as it is now; null where it was no longer what the caller saw, a newer version counts by now, or the period was closed and this is no adjustment; nothing was changed then.
		 */
		transition: (wanted: Transition): Promise<StoredSubmission | null> =>
			db.transaction(async (trx) => {
				await takeWriteLock(trx);
				const change = { ...wanted, at: await openInstant(trx, wanted.at) };
				const [submission] = await storedSubmissions(trx, (query) => query.where({ id: change.submission }));
				if (submission?.status !== change.from || (await isOvertaken(trx, submission, change))) return null;
				if (await isShut(trx, submission, change)) return null;
				const entries = await changed(trx, submission, change);
				await appendEvents(trx, entries);
				const [after] = await storedSubmissions(trx, (query) => query.where({ id: change.submission }));
				return after ?? null;
			}),

		/** Keeps explanations, each once. */
		keepExplanations: (explanations: readonly Explanation[]): Promise<void> =>
			db.transaction(async (trx) => {
				await takeWriteLock(trx);
				await insertExplanations(trx, explanations);
			}),

		/** Explanations of a slot, oldest first, those up to an instant alone where one is given. */
		async explanations(slot: Partial<Slot>, until?: string): Promise<Explanation[]> {
			const rows: StoredRow[] = await db("explanations")
				.where(slot)
				.where((only) => {
					if (until !== undefined) only.where("at", "<=", instant(until));
				})
				.orderBy("id");
			return rows.map(toExplanation);
		},

		/** Every closed period, oldest first. */
		async locks(): Promise<Lock[]> {
			const rows: (Lock & { period_start: string; period_end: string })[] = await db("locks").orderBy("id");
			return rows.map(({ id, period, form, unit, by, at, reason }) => ({ id, period, form, unit, by, at, reason }));
		},

		/** Closes a period, given with its first and last day. */
		lock: (wanted: Omit<Lock, "id">, days: { readonly start: string; readonly end: string }): Promise<Lock> =>
			db.transaction(async (trx) => {
				await takeWriteLock(trx);
				const lock = { ...wanted, at: await openInstant(trx, wanted.at) };
				const [{ id }] = await trx("locks")
					.insert({ ...lock, period_start: days.start, period_end: days.end })
					.returning("id");
				const { form, unit, period, by, at, reason } = lock;
				const about = { form, unit, period, batch: null, submission: null, from: null, to: null };
				await appendEvents(trx, [{ at, by, kind: "locked", ...about, reason, detail: { lock: id } }]);
				return { ...lock, id };
			}),
	};
}

/** Whether a newer version counts, in whose place the one to be accepted would be put: only the newest accepted version counts. */
async function isOvertaken(trx: Knex.Transaction, { form, unit, period, batch, version }: StoredSubmission, { to }: Transition): Promise<boolean> {
	if (to !== "accepted") return false;
	const counting = await countingOf(trx, { form, unit, period, batch });
	const newer = counting === null ? undefined : await trx("submissions").where({ id: counting }).where("version", ">", version).first("id");
	return newer !== undefined;
}

/** Whether a change of what counts comes after the period was closed, and is no adjustment: another process may have closed it since the caller looked. */
async function isShut(trx: Knex.Transaction, submission: StoredSubmission, { to, at, adjusted }: Transition): Promise<boolean> {
	if (adjusted || (to === "accepted") === countsNow(submission)) return false;
	const { form, unit, period, batch } = submission;
	return isLocked(trx, { form, unit, period, batch }, at);
}

async function changed(trx: Knex.Transaction, submission: StoredSubmission, change: Transition): Promise<NewEntry[]> {
	const { id, form, unit, period, batch } = submission;
	const slot = { form, unit, period, batch };
	const { at, by, to, from, checked } = change;
	const counted = countsNow(submission);
	if (checked) await keepCheck(trx, submission, checked, change);
	const adjusted = change.adjusted ? { adjusted: true } : {};
	await trx("submissions")
		.where({ id })
		.update({ status: to, ...adjusted });
	const about = { ...slot, submission: id, from, to, reason: change.reason, detail: change.detail ?? null };
	const entries: NewEntry[] = [{ at, by, kind: change.kind, ...about }];
	if (to === "accepted" && !counted) {
		const superseded = await letCount(trx, id, slot, at);
		if (superseded !== null) entries.push(supersededBy(superseded, id, slot, at, by));
	}
	if (to !== "accepted" && counted) {
		await letRest(trx, id, at);
		const before = await predecessorOf(trx, slot, submission.version);
		if (before !== null) {
			await letCount(trx, before, slot, at);
			const states = { from: "accepted", to: "accepted" };
			entries.push({ at, by, kind: "resumed", ...slot, submission: before, ...states, reason: null, detail: { after: id } });
		}
	}
	return entries;
}

/**
 * Keeps what looking at the original anew gave. A version that has never counted has the columns and rows of its newest check: a heading that was confirmed meanwhile has given
 * values. One that has counted keeps its own, so that whatever was published of it can be made again.
 */
async function keepCheck(
	trx: Knex.Transaction,
	{ id, acceptedAt }: StoredSubmission,
	checked: CheckedSubmission,
	{ at, to }: Transition,
): Promise<void> {
	const [last] = await trx("submission_checks").where({ submission_id: id }).max({ no: "check_no" });
	const no = Number(last?.no ?? 0) + 1;
	await insertCheck(trx, id, no, checked, at);
	await trx("submissions")
		.where({ id })
		.update({ check_no: no, ...ledgerColumns(checked.ledger) });
	if (acceptedAt === null && to !== "returned") await replaceContent(trx, id, checked);
}

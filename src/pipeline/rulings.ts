import type { LogEntry } from "../model/decision.ts";
import type { StoredSubmission } from "../model/stored.ts";
import type { CheckedSubmission, Ruling } from "../model/submission.ts";
import type { Examination } from "./examine.ts";
import type { Store } from "./ports.ts";

/** Kinds of entries by which a person decides what a submission is. */
const DECISIONS: ReadonlySet<LogEntry["kind"]> = new Set(["accepted", "returned", "adjusted", "withdrawn"]);

/** Tells of each stored report of a file how the city stands to it, so that its office is told what was decided, by whom and why. */
export async function withRulings(
	examination: Examination,
	stored: readonly (StoredSubmission | undefined)[],
	store: Pick<Store, "log">,
): Promise<Examination> {
	const submissions: CheckedSubmission[] = [];
	for (const [at, submission] of examination.submissions.entries()) {
		const kept = stored[at];
		const ruling = kept ? await rulingOn(kept, store) : null;
		submissions.push(ruling ? { ...submission, ruling } : submission);
	}
	return { ...examination, submissions };
}

async function rulingOn({ id, status }: StoredSubmission, store: Pick<Store, "log">): Promise<Ruling | null> {
	const decided = (await store.log({ submission: id })).findLast(({ kind }) => DECISIONS.has(kind));
	const last = decided ? { kind: decided.kind, by: decided.by, at: decided.at, reason: decided.reason } : null;
	if (status === "received") return { stands: "waits", last };
	if (status === "withdrawn") return { stands: "withdrawn", last };
	return last ? { stands: "as-checked", last } : null;
}

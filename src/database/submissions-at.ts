import type { Knex } from "knex";
import type { StoredStatus, StoredSubmission } from "../model/stored.ts";
import type { Ledger } from "../model/submission.ts";
import { instant } from "./instant.ts";
import { storedSubmissions } from "./stored-submissions.ts";

/** Submissions as they stood at an instant. Only what is never changed is read of them: the log, the spans in which they counted, and their checks. */
export function submissionsAtMethods(db: Knex) {
	return {
		/** Those that had come in by an instant, each with the state, acceptance and ledger that it had then, in the order of storing. */
		async submissionsAt(asOf: string): Promise<StoredSubmission[]> {
			const at = instant(asOf);
			const all = await storedSubmissions(db, (query) => query.where("received_at", "<=", at));
			const [states, spans, ledgers] = [await statesAt(db, at), await spansAt(db, at), await ledgersAt(db, at)];
			return all.flatMap((submission) => {
				const state = states.get(submission.id);
				// It came in at that instant, and was not stored yet.
				if (!state) return [];
				const span = spans.get(submission.id);
				const firstAcceptedAt = span ? submission.firstAcceptedAt : null;
				const counted = { acceptedAt: span?.since ?? null, firstAcceptedAt, supersededAt: span?.until ?? null };
				return [{ ...submission, ...state, ...counted, ledger: ledgers.get(submission.id) ?? submission.ledger }];
			});
		},
	};
}

interface State {
	readonly status: StoredStatus;
	readonly adjusted: boolean;
}

async function statesAt(db: Knex, at: string): Promise<Map<number, State>> {
	const rows: { submission_id: number; kind: string; to_state: StoredStatus }[] = await db("events")
		.whereNotNull("submission_id")
		.whereNotNull("to_state")
		.where("at", "<=", at)
		.orderBy("id")
		.select("submission_id", "kind", "to_state");
	const states = new Map<number, State>();
	for (const { submission_id, kind, to_state: status } of rows) {
		states.set(submission_id, { status, adjusted: kind === "adjusted" || states.get(submission_id)?.adjusted === true });
	}
	return states;
}

/** The last span that had begun by then; its end where it had ended. */
async function spansAt(db: Knex, at: string): Promise<Map<number, { since: string; until: string | null }>> {
	const rows: { submission_id: number; since: string; until: string | null }[] = await db("counting_spans").where("since", "<=", at).orderBy("id");
	return new Map(rows.map(({ submission_id, since, until }) => [submission_id, { since, until: until !== null && until <= at ? until : null }]));
}

async function ledgersAt(db: Knex, at: string): Promise<Map<number, Ledger>> {
	const rows: { submission_id: number; ledger: string }[] = await db("submission_checks")
		.whereNotNull("ledger")
		.where("at", "<=", at)
		.orderBy("check_no")
		.select("submission_id", "ledger");
	return new Map(rows.map(({ submission_id, ledger }) => [submission_id, JSON.parse(ledger)]));
}

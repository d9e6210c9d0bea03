import type { EventKind } from "./decision.ts";
import type { StoredStatus } from "./stored.ts";
import type { CheckedSubmission } from "./submission.ts";

/** A change of what a submission is, decided after it came in. */
export interface Transition {
	readonly submission: number;
	/** What whoever decides saw: nothing is changed where it is something else by now. */
	readonly from: StoredStatus;
	readonly to: StoredStatus;
	readonly kind: EventKind;
	readonly by: string;
	readonly at: string;
	readonly reason: string | null;
	readonly detail?: Readonly<Record<string, unknown>>;
	/** What looking at the original anew gave, where that was done: its findings become the submission's newest check, its rows are loaded where they were not. */
	readonly checked?: CheckedSubmission;
	/** The change comes after the period was closed. */
	readonly adjusted?: boolean;
}

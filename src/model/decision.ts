/** What the city and the offices decide about findings, submissions and periods. Instants are ISO 8601 in UTC, days YYYY-MM-DD. */

/** What one form of one unit says of one period and batch: versions of it are submissions. */
export interface Slot {
	readonly form: string;
	readonly unit: string;
	readonly period: string;
	/** "" for forms without batches. */
	readonly batch: string;
}

/** Whether two things are of one slot. */
export function isOfSlot(one: Slot, other: Slot): boolean {
	return one.form === other.form && one.unit === other.unit && one.period === other.period && one.batch === other.batch;
}

/** A slot as one text, by which slots are told apart. */
export function slotKey({ form, unit, period, batch }: Slot): string {
	return JSON.stringify([form, unit, period, batch]);
}

/** A written explanation (说明) of a soft finding. It holds for that finding with that value in that slot. */
export interface Explanation extends Slot {
	readonly code: string;
	/** "" where the form has one table. */
	readonly table: string;
	readonly field: string | null;
	/** The row's natural key as text; null for a finding about the whole sheet, or about every one of its kind. */
	readonly key: string | null;
	/** What stood in the cell when it was explained, "" for nothing; null: whatever stands there. Without a key either, it is of every finding of its kind. */
	readonly value: string | null;
	readonly text: string;
	readonly by: string;
	readonly at: string;
	/** Where it was given: the 说明 column of a returned workbook, or a command. */
	readonly source: "workbook" | "command";
}

/** What an office wrote into the column 说明 of a returned workbook. */
export interface TypedExplanation {
	/** Which finding, or group of them, it is about, by what makes it the same one in every version. */
	readonly identity: string;
	readonly text: string;
	/** What stood in the cell when the workbook was returned; null where that is not known. */
	readonly value: string | null;
	/** What the list said of the problem. */
	readonly told: string;
	/** Where it was written. */
	readonly sheet: string;
	/** A1. */
	readonly cell: string;
}

/** Which finding of a submission somebody means: its number; or its code, with the cell or the row's key where it has that code several times. */
export type FindingReference =
	| { readonly number: number }
	| { readonly code: string; readonly cell?: string | undefined; readonly key?: string | undefined };

/** An explanation that somebody gives by a command. */
export interface ExplanationRequest {
	readonly about: FindingReference;
	readonly text: string;
}

/**
 * Why what an office wrote does not explain a finding. nothing: it says nothing; no-reason: it assures that all is well and gives no reason; copied: it is the finding's own
 * text; long: more than people read; value: something else stands in the cell by now; hard: the finding must be corrected, no explanation lets it pass.
 */
export const EXPLANATION_FAULTS = ["nothing", "no-reason", "copied", "long", "value", "hard"] as const;
export type ExplanationFault = (typeof EXPLANATION_FAULTS)[number];

/** A rule that the city does without for a while. Data, never code. */
export interface Waiver {
	readonly id: number;
	/** Code of a rule or finding. */
	readonly rule: string;
	/** The only unit that it is for; null for all. */
	readonly unit: string | null;
	/** The only row, by its natural key as text; null for all. */
	readonly key: string | null;
	readonly reason: string;
	readonly by: string;
	readonly at: string;
	/** Last day on which it holds. */
	readonly until: string;
	readonly endedBy: string | null;
	readonly endedAt: string | null;
}

/** A waiver as somebody asks for it. */
export interface WaiverRequest {
	readonly rule: string;
	/** Code, name or alias of the only unit; null for all. */
	readonly unit: string | null;
	readonly key: string | null;
	readonly reason: string;
	/** YYYY-MM-DD. */
	readonly until: string;
}

/** What has been decided about the findings of a slot. */
export interface Decisions {
	readonly waivers: readonly Waiver[];
	/** Those of this slot. */
	readonly explanations: readonly Explanation[];
	/** Those of the unit's report of the form in the period before. */
	readonly before: readonly Explanation[];
}

export const NO_DECISIONS: Decisions = { waivers: [], explanations: [], before: [] };

/** A period that is closed: what counts in it changes by adjustment (调整) alone. */
export interface Lock {
	readonly id: number;
	/** Every period inside it is closed as well. */
	readonly period: string;
	/** null for every form, for every unit. */
	readonly form: string | null;
	readonly unit: string | null;
	readonly by: string;
	readonly at: string;
	readonly reason: string | null;
}

export const EVENT_KINDS = [
	/** A version came in; `to` is what became of it. */
	"received",
	/** A newer version counts from now on. */
	"superseded",
	/** It counts again, since the newer one no longer does. */
	"resumed",
	/** It was looked at anew, for the reason given. */
	"rechecked",
	"accepted",
	"returned",
	"explained",
	"waived",
	"waiver-ended",
	"locked",
	"adjusted",
	"withdrawn",
	/** A release was put in place. */
	"published",
	/** A release was taken back. */
	"release-withdrawn",
] as const;

export type EventKind = (typeof EVENT_KINDS)[number];

/** An entry of the log: who changed what, when and why. */
export interface LogEntry {
	readonly id: number;
	readonly at: string;
	/** unit:<code> for an office by what it sent, system for a rule of huibao, else the person's name. */
	readonly by: string;
	readonly kind: EventKind;
	/** What it is about; parts that it is not about are null. */
	readonly form: string | null;
	readonly unit: string | null;
	readonly period: string | null;
	readonly batch: string | null;
	readonly submission: number | null;
	/** States of the submission before and after. */
	readonly from: string | null;
	readonly to: string | null;
	readonly reason: string | null;
	/** More, as JSON: the effect of an adjustment, the rule of a waiver. */
	readonly detail: Readonly<Record<string, unknown>> | null;
	/** SHA-256 over the entry before and this one's content. */
	readonly hash: string;
}

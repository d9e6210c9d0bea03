import type { ReportingUnit } from "./division.ts";
import type { Readings } from "./filter.ts";
import type { Figure } from "./indicator.ts";
import type { RowMarks } from "./row-marks.ts";
import type { Value } from "./rule.ts";
import type { Deadlines } from "./state.ts";
import type { ConfirmedSynonym, Ledger, Status } from "./submission.ts";

/** What the store keeps and gives back. Instants are ISO 8601 in UTC. */

/** A delivered file. */
export interface Delivery {
	readonly sha256: string;
	readonly fileName: string;
	readonly folder: string | null;
	readonly size: number;
	readonly receivedAt: string;
	/** Who brought it; the office that it speaks for where left out. */
	readonly by?: string;
}

/**
 * accepted (通过): counts, or has counted; pending (待说明): soft findings are open; returned (退回); received (已报待审): nothing is wrong, and the city has still to say
 * whether it counts; withdrawn: the city took it back.
 */
export const STORED_STATUSES = ["accepted", "pending", "returned", "received", "withdrawn"] as const;
export type StoredStatus = (typeof STORED_STATUSES)[number];

/** What a document on files says of a stored submission. What waits for the city is open, what it took back does not count. */
export function toldStatus(status: StoredStatus): Exclude<Status, "refused"> {
	if (status === "received") return "pending";
	return status === "withdrawn" ? "returned" : status;
}

export interface StoredSubmission {
	readonly id: number;
	readonly sha256: string;
	readonly fileName: string;
	readonly form: string;
	readonly period: string;
	readonly unit: string;
	readonly batch: string;
	readonly version: number;
	readonly status: StoredStatus;
	readonly nil: boolean;
	readonly receivedAt: string;
	/** Instant of its last acceptance; null where it never was accepted. */
	readonly acceptedAt: string | null;
	/** Instant of its first acceptance: its rows are those that were read then, and stay so; null where it never was accepted. */
	readonly firstAcceptedAt: string | null;
	/** Instant from which it no longer counts; null while it does. */
	readonly supersededAt: string | null;
	/** It counts by an adjustment (调整) after its period was closed. */
	readonly adjusted: boolean;
	readonly ledger: Ledger;
	/** Per table: sheet, and field → column letters. */
	readonly tables: readonly { readonly table: string; readonly sheet: string; readonly columns: Readonly<Record<string, string>> }[];
}

/** Whether a version counts now. */
export function countsNow({ status, acceptedAt, supersededAt }: Pick<StoredSubmission, "status" | "acceptedAt" | "supersededAt">): boolean {
	return status === "accepted" && acceptedAt !== null && supersededAt === null;
}

/** A synonym that an officer confirms. */
export interface NewSynonym extends Omit<ConfirmedSynonym, "id"> {
	/** What headings are compared by: two with one key are one heading. */
	readonly key: string;
}

/** A synonym with what became of it. */
export interface StoredSynonym extends ConfirmedSynonym {
	readonly revokedBy: string | null;
	/** Instant from which it no longer counts; null while it does. */
	readonly revokedAt: string | null;
	/** Why it was revoked. */
	readonly reason: string | null;
}

/** Those that count now. */
export function inForce(synonyms: readonly StoredSynonym[]): StoredSynonym[] {
	return synonyms.filter(({ revokedAt }) => revokedAt === null);
}

export interface RunRecord {
	readonly id: number;
	readonly job: string;
	readonly startedAt: string;
	readonly finishedAt: string | null;
	readonly outcome: "running" | "ok" | "attention" | "failed";
	readonly detail: string;
}

/** What a unit reported before, by table: normalised values. */
export interface EarlierReport {
	/** Code of its period. */
	readonly period: string;
	readonly rows: Readonly<Record<string, readonly Readonly<Record<string, Value>>[]>>;
}

/** A stored row with the way back to its cells. */
export interface SourceRow {
	readonly submission: StoredSubmission;
	readonly sheet: string;
	readonly row: number;
	readonly values: Readonly<Record<string, Value>>;
	/** Field → A1 of the cell that holds it. */
	readonly refs: Readonly<Record<string, string>>;
}

/** Where a stored row stands. */
export interface RowPlace {
	readonly submission: number;
	/** Reporting-unit code of the submission. */
	readonly unit: string;
	/** "" where the form has one table. */
	readonly table: string;
	readonly sheet: string;
	readonly row: number;
}

/** An indicator that counts a row, and in whose figures: units, null for the city. */
export interface RowCounter {
	readonly indicator: string;
	readonly units: readonly (string | null)[];
}

/** Where a row stands in a report. */
export interface SheetRow {
	readonly sheet: string;
	readonly row: number;
}

/** A row that counts in a publication. */
export interface EffectiveRow {
	readonly submission: StoredSubmission;
	readonly sheet: string;
	readonly row: number;
	/** In the order of the table's fields. */
	readonly values: readonly Value[];
}

/**
 * The rows of a table that count in a publication, however many: they are known in number, order and sums before the first is read, and are read in batches. What is held of a row is
 * its number.
 */
export interface EffectiveRows {
	readonly count: number;
	/** By unit code, the place of its first row and the place after its last; units without rows are left out. */
	readonly ranges: ReadonlyMap<string, readonly [from: number, to: number]>;
	/** What stands in the numeric columns, by field. */
	readonly numbers: Readonly<Record<string, NumberColumn>>;
	/** The rows in their order, or those of them from one place on and before another. */
	batches(from?: number, to?: number): AsyncIterable<readonly EffectiveRow[]>;
	/** Which of the rows counted indicators of the form count, by id; indicators of other tables are left out. */
	countedBy(indicatorIds: readonly string[], params: QueryParams, units: readonly ReportingUnit[]): Promise<ReadonlyMap<string, CountedRows>>;
}

export interface NumberColumn {
	/** Rows that have a value. */
	readonly values: number;
	/** Sum of the values as they are printed, with the field's decimals, exact as long as a number can be; null where no row has a value. */
	readonly sum: number | null;
	readonly least: number | null;
	readonly greatest: number | null;
}

/** The rows that the figures of one indicator count. */
export interface CountedRows {
	/** By the figure of the whole city. */
	readonly city: RowMarks;
	/** By the figure of the unit that reported them. */
	readonly own: RowMarks;
	/** By the figure of a unit for which the city gave a value: code → rows. */
	readonly given: ReadonlyMap<string, RowMarks>;
}

/** Settings that change what a publication says, kept with it. */
export interface PublicationSettings {
	/** 沿用上期: whether a unit's last snapshot stands in where the current one is missing. */
	readonly carryForward: boolean;
	readonly deadlines: Deadlines;
	/** 统计截止日 that were set, by period: of those too that the published one is compared with. Left out where an older program kept it. */
	readonly cutoffs?: Readonly<Record<string, string>>;
}

/** A consolidation as it is kept. */
export interface KeptConsolidation {
	readonly id: number;
	readonly cutoff: string;
	readonly asOf: string;
	readonly readings: Readings;
	/** null where an older program made it. */
	readonly settings: PublicationSettings | null;
	readonly figures: readonly Figure[];
}

/** Which submissions' rows count for one table in one publication, chosen by stages/roll-up.ts. */
export interface Effective {
	/** Submission ids, each standing for the unit that filed it. */
	readonly submissions: readonly number[];
	readonly carried: Readonly<Record<string, string>>;
	readonly missing: readonly string[];
}

/** What an indicator's query may depend on. */
export interface QueryParams {
	readonly cutoff: string;
	readonly periodStart: string;
	readonly periodEnd: string;
	readonly yearStart: string;
	readonly yearEnd: string;
	readonly year: number;
	readonly previousYear: number;
	readonly previousYearEnd: string;
	/** Match keys. */
	readonly bureauNames: readonly string[];
	readonly readings: Readings;
}

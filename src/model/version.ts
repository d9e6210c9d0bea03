import type { Finding, FindingGroup } from "./finding.ts";
import type { Form, Table } from "./form.ts";
import type { Value } from "./value.ts";

/** A version of a slot as it is compared with another: what its file says under today's form, whatever became of it. */
export interface Version {
	readonly form: Form;
	/** By table id: every data row, those that were rejected or repeated as well, in the order of the file. */
	readonly rows: ReadonlyMap<string, readonly VersionRow[]>;
	/** What its office was told. */
	readonly findings: readonly Finding[];
	/** Beyond those, findings that were only counted. */
	readonly groups: readonly FindingGroup[];
}

/** A data row of a version. */
export interface VersionRow {
	readonly sheet: string;
	/** One-based row number in the sheet. */
	readonly row: number;
	/** The row's natural key as people write it; null where a part of it could not be read or none of it is filled in. */
	readonly key: string | null;
	/** What each field says: its normalised value; where its cell could not be read, the text in it. */
	readonly values: Readonly<Record<string, Value>>;
	/** Fields whose cell could not be read. */
	readonly unread: ReadonlySet<string>;
	/** What the names of organisations and people are compared by. */
	readonly keys: Readonly<Record<string, string>>;
	/** Field → column letters, of the sheet's table. */
	readonly columns: Readonly<Record<string, string>>;
	/** Cells that stand elsewhere (masters of merged ranges): field → A1. */
	readonly refs: Readonly<Record<string, string>>;
}

/** One thing in two versions. */
export interface RowPair {
	readonly table: Table;
	readonly before: VersionRow;
	readonly after: VersionRow;
	/** The key was corrected: known by what else the row says. */
	readonly corrected: boolean;
	/** Fields that say something else now, in the table's order; those of the key are among them. */
	readonly fields: readonly string[];
}

/** A row that only one of two versions has. */
export interface LoneRow {
	readonly table: Table;
	readonly row: VersionRow;
}

/** What became of the findings that were open in the version before. Of a kind of which some were only counted, those that cannot be told from each other are in none of the lists. */
export interface FindingChanges {
	/** Gone: put right, or the row was taken out. */
	readonly settled: readonly Finding[];
	/** Found again, and the office has explained them since or the city has waived their rule. */
	readonly explained: readonly Finding[];
	/** Open before and open now, as found now. */
	readonly again: readonly Finding[];
	/** Open now, and not before. */
	readonly fresh: readonly Finding[];
}

/** How two versions of a slot differ. */
export interface Comparison {
	readonly findings: FindingChanges;
	/** Rows that say something else, in the order of the version after. */
	readonly changed: readonly RowPair[];
	readonly added: readonly LoneRow[];
	/** In the order of the version before. */
	readonly removed: readonly LoneRow[];
	/** Rows that say the same. */
	readonly same: number;
	readonly counts: ChangeCounts;
}

/** Findings, those that were only counted included. */
export interface ProblemCounts {
	/** Open in the version before. */
	readonly before: number;
	/** Of these: put right, explained or waived since, still open. */
	readonly settled: number;
	readonly explained: number;
	readonly again: number;
	/** Open now, and not before. */
	readonly fresh: number;
}

/** A comparison in figures. */
export interface ChangeCounts {
	readonly problems: ProblemCounts;
	readonly rows: {
		readonly same: number;
		readonly added: number;
		readonly removed: number;
		readonly changed: number /** Of the changed ones. */;
		readonly corrected: number;
	};
	/** Cells that say something else in rows that both versions have; those of a corrected key are left out. */
	readonly cells: number;
	/** Of these, cells of which no finding of the version before asked anything. */
	readonly otherCells: number;
}

/** The version that another one is compared with. */
export interface VersionRef {
	/** Id of the submission. */
	readonly submission: number;
	readonly version: number;
}

/** Why two versions cannot be compared: the original is no longer in the archive, can no longer be read, no longer gives a report of that slot, or has more rows than are compared. */
export const UNCOMPARED = ["not-archived", "unreadable", "not-recognised", "too-many-rows"] as const;

export type UncomparedReason = (typeof UNCOMPARED)[number];

/** What a version is to an earlier one. */
export type SinceVersion =
	| { readonly than: VersionRef; readonly counts: ChangeCounts }
	| { readonly than: VersionRef; readonly uncompared: UncomparedReason };

/** What a version is to the one before it; where that one never counted and an earlier one did until now, to that one as well. */
export type Since = SinceVersion & { readonly counted?: SinceVersion };

/** A1 of the cell that holds a field in a row; null where the sheet has no such column. */
export function cellOf({ columns, refs, row }: VersionRow, field: string): string | null {
	const letters = columns[field];
	return refs[field] ?? (letters === undefined ? null : `${letters}${row}`);
}

/** Whether two versions say the same and are judged the same. */
export function isSame({ counts: { problems, rows } }: Pick<Comparison, "counts">): boolean {
	return rows.added + rows.removed + rows.changed + problems.settled + problems.explained + problems.fresh === 0;
}

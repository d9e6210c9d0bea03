import type { Conversion } from "./conversion.ts";
import type { EventKind, Explanation, Slot } from "./decision.ts";
import type { ReportingUnit } from "./division.ts";
import type { Finding, FindingGroup } from "./finding.ts";
import type { Form, Table } from "./form.ts";
import type { Cell } from "./grid.ts";
import type { Period } from "./period.ts";
import type { Value } from "./rule.ts";
import type { Since } from "./version.ts";

/** What recognition is told beside the grid. */
export interface Hints {
	readonly fileName: string;
	/** The unit whose folder the file lay in; null where it came without one. */
	readonly folderUnit: ReportingUnit | null;
	/** Given by an officer on the command line: wins over name and folder, is compared with the sheet. */
	readonly period?: Period;
}

/** All that is known about the field of work: arrives as an argument, so that stages hold no data of their own. */
export interface Catalogue {
	readonly forms: readonly Form[];
	readonly units: readonly ReportingUnit[];
	/** Headings that an officer has confirmed as names of a field; none where left out. */
	readonly synonyms?: readonly ConfirmedSynonym[];
}

/** A heading that counts as a name of a field because an officer said so. */
export interface ConfirmedSynonym {
	readonly id: number;
	readonly form: string;
	/** "" where the form has one table. */
	readonly table: string;
	readonly field: string;
	/** As it was given. */
	readonly heading: string;
	/** The only reporting unit whose headings it explains; null for every unit. */
	readonly unit: string | null;
	readonly confirmedBy: string;
	/** Instant. */
	readonly confirmedAt: string;
}

/** A heading that is to count as a name of a field, as somebody typed it. */
export interface SynonymRequest {
	/** 阳科统01, 统01 or the form's slug. */
	readonly form: string;
	/** Field name, header or one of its synonyms; `A.` before it where the form has several tables. */
	readonly field: string;
	readonly heading: string;
	/** Code, name or alias of the only unit that it is for; null for all. */
	readonly unit: string | null;
}

/** How a column was understood. */
export interface ColumnMapping {
	readonly field: string;
	readonly column: number;
	/** As written, parents joined by an underscore, blanks removed: 其中_当期毕业. */
	readonly header: string;
	/** A1 of the header's lowest cell. */
	readonly headerCell: string;
	readonly via: "header" | "synonym" | "confirmed";
	/** Where `via` is confirmed: who said that the heading means the field. */
	readonly synonym?: ConfirmedSynonym;
	/** Unit of measure that the header itself names: 研发费用（元） → 元. */
	readonly unit?: string;
}

/** What speaks for a proposal, as data. */
export interface ProposalEvidence {
	/** The name of the field that the heading comes nearest to: its header or a synonym. */
	readonly resembles: string;
	/** Characters that the heading and that name share, in order: 研发费. */
	readonly shared: string;
	/** What the field holds. */
	readonly kind: "amount" | "number" | "share" | "date" | "month" | "year" | "yes-no" | "code" | "choice" | "region" | "text";
	/** Values looked at (the first ones of the column), and how many of them can be read as the field's. */
	readonly values: number;
	readonly fits: number;
}

/** A field that an unknown heading may mean. Never applied: an office changes its heading, or an officer confirms the synonym. */
export interface Proposal {
	readonly field: string;
	readonly fieldHeader: string;
	readonly required: boolean;
	/** In per cent, above 0 and below 100. */
	readonly likeness: number;
	readonly evidence: ProposalEvidence;
}

/** A column that no field claims: nothing of it is used, and nothing of it is lost. */
export interface UnknownColumn {
	readonly column: number;
	readonly header: string;
	readonly headerCell: string;
	/** How many data and total rows hold something there. */
	readonly filled: number;
	/** Its texts as they stand in the file, in row order. Read from the sheet again each time, so that a long column takes no memory. */
	readonly texts: Iterable<{ readonly row: number; readonly text: string }>;
	/** Likeliest first; several where none leads clearly; none where the heading is like no free field. */
	readonly proposals: readonly Proposal[];
}

/** Why something was recognised as it was. */
export interface Evidence {
	readonly of: "form" | "period" | "unit" | "batch";
	readonly from: "form-number" | "header" | "title" | "file-name" | "folder" | "sheet" | "option";
	/** What was read: the text and, where it stands in the sheet, the cell. */
	readonly text: string;
	readonly cell?: string;
	/** The sheet of that cell. */
	readonly sheet?: string;
}

/** A sheet of which nothing was read, and why. */
export interface SkippedSheet {
	readonly sheet: string;
	readonly reason: "instructions" | "hidden" | "blank" | "no-report" | "return-list";
}

/** Every non-empty row of a sheet has exactly one role. */
export type RowRole = "header" | "data" | "total" | "note" | "example";

/** A row of a table. It may make its cells when they are asked for, so ask once. */
export interface BodyRow {
	readonly number: number;
	readonly role: RowRole;
	readonly hidden: boolean;
	/** The row has fewer cells than the header, and nobody can say which: its values may stand in other columns than their own. */
	readonly short?: boolean;
	/** What stands under mapped columns, blanks left out: field → cell; filled for data and total rows. */
	readonly cells: Readonly<Record<string, Cell>>;
	/** Fields whose value stands in a merged range that covers this row: field → A1 of the range's master. */
	readonly masters: Readonly<Record<string, string>>;
}

/** One table found on a sheet. */
export interface Block {
	readonly table: Table;
	readonly sheet: string;
	readonly date1904: boolean;
	/** First and last header row. */
	readonly headerRows: readonly [number, number];
	readonly columns: readonly ColumnMapping[];
	readonly unknownColumns: readonly UnknownColumn[];
	/** From the 计量单位 line, where it names a unit of amounts. */
	readonly amountUnit: string | null;
	readonly rows: readonly BodyRow[];
}

/** What one form of one unit, period and batch says in one file. */
export interface RecognisedSubmission {
	readonly form: Form;
	readonly period: Period;
	readonly unit: ReportingUnit;
	/** "" for forms without batches. */
	readonly batch: string;
	/** An explicit nil report (零报告). */
	readonly nil: boolean;
	readonly blocks: readonly Block[];
	readonly evidence: readonly Evidence[];
	/** 单位负责人, 填表人, 联系电话, 报出日期 as written. */
	readonly signatures: Readonly<Record<string, string>>;
	readonly findings: readonly Finding[];
}

/** The slot that a submission is of. */
export function slotOf({ form, unit, period, batch }: Pick<RecognisedSubmission, "form" | "unit" | "period" | "batch">): Slot {
	return { form: form.id, unit: unit.code, period: period.code, batch };
}

/** A data row with its normalised values. */
export interface NormalisedRow {
	readonly table: string;
	readonly sheet: string;
	readonly row: number;
	/** Every field of the table. */
	readonly values: Readonly<Record<string, Value>>;
	/** Why a value is null. */
	readonly absent: Readonly<Record<string, "blank" | "na">>;
	/** Match keys of the fields that are compared by name. */
	readonly keys: Readonly<Record<string, string>>;
	/** Cells that do not stand at the mapped column of this row (masters of merged ranges): field → A1. */
	readonly refs: Readonly<Record<string, string>>;
	/** False where a hard finding stands in the row: it is rejected. */
	readonly sound: boolean;
}

/** The row ledger (architecture, decision 5): `seen` is the sum of the others. */
export interface Ledger {
	readonly seen: number;
	readonly loaded: number;
	readonly rejected: number;
	readonly duplicate: number;
	readonly total: number;
	readonly note: number;
	readonly header: number;
}

/** The parts of a ledger in the order in which they are told: the sum first. */
export const LEDGER_PARTS = ["seen", "loaded", "rejected", "duplicate", "total", "note", "header"] as const satisfies readonly (keyof Ledger)[];

/** accepted: nothing open; pending (待说明): only soft findings open; returned: a hard finding; refused: not readable as a submission. */
export type Status = "accepted" | "pending" | "returned" | "refused";

/** From best to worst. */
export const STATUSES: readonly Status[] = ["accepted", "pending", "returned", "refused"];

/** A submission after normalisation and checks: what is loaded, or returned. */
export interface CheckedSubmission {
	readonly recognised: RecognisedSubmission;
	readonly status: Exclude<Status, "refused">;
	/** A thousand at most, in sheet and row order. */
	readonly findings: readonly Finding[];
	/** Those beyond, counted by kind. */
	readonly groups: readonly FindingGroup[];
	readonly ledger: Ledger;
	/** What was converted without a word from the office, by sheet and column. */
	readonly conversions: readonly Conversion[];
	/** Rows that pass. Those of a returned submission are not put into the form tables. */
	readonly rows: readonly NormalisedRow[];
	/** What the file itself explains, and holds: kept with the submission. */
	readonly explanations?: readonly Explanation[];
	/** What it is to the version before, where there is one; never stored. */
	readonly since?: Since;
	/** How the city stands to it, where its checks alone do not say that; never stored with it. */
	readonly ruling?: Ruling;
}

/** What the city decided about a stored submission, or has still to decide. */
export interface Ruling {
	/** waits: it is sound, and the city has to say whether it counts; withdrawn: the city took it back; as-checked: as its status says. */
	readonly stands: "waits" | "withdrawn" | "as-checked";
	/** The last decision of a person; null while there is none. */
	readonly last: { readonly kind: EventKind; readonly by: string; readonly at: string; readonly reason: string | null } | null;
}

import type { Period } from "./period.ts";
import type { Value } from "./value.ts";

/** Whose reports a rule compares with: those of the unit at hand, the city's own, every other unit's, or everybody's. */
type Whose = "unit" | "city" | "others" | "all";

/**
 * Of which period, counted from the report at hand. Only reports that count now are meant, and never an earlier version of the one at hand.
 * before: each unit's last report whose period ended before this one begins.
 * same: the same period; of another form, a period that ends on the same day and so contains this one or lies in it (a quarter's report beside a half-year's).
 * latest: each unit's last report whose period ends no later than this one.
 * year-before: the same kind of period, a year back.
 * within: every report of this calendar year whose period ends no later than this one.
 */
type When = "before" | "same" | "latest" | "year-before" | "within";

/** Rows of other reports that a rule compares with. */
export interface Need<OwnField extends string = string> {
	/** 表号; the rule's own form too. */
	readonly form: string;
	/** Table of that form; left out where it has one alone. */
	readonly table?: string;
	readonly fields: readonly string[];
	readonly whose: Whose;
	readonly when: When;
	/** Only rows whose field `theirs` has a value that stands in the field `own` of the report at hand. */
	readonly matching?: { readonly theirs: string; readonly own: OwnField };
	/**
	 * Code of a rule. Rows count as well that stand in other units' newest reports which were returned, where these were found to break the rule with such a value: what two
	 * units dispute stays disputed while neither report counts. Only with `matching`.
	 */
	readonly disputedBy?: string;
	/** The rule applies where there is no such report too, and is given no rows then. Without this it is left out. */
	readonly optional?: true;
}

/** A row of another report, with the way to where it stands. */
export interface NeededRow<F extends string = string> {
	/** Reporting-unit code. */
	readonly unit: string;
	readonly form: string;
	/** Period code. */
	readonly period: string;
	readonly batch: string;
	/** Id of the submission, null where it stands in the same file and is not stored yet; and the file that it came in. */
	readonly submission: number | null;
	readonly file: string;
	readonly sheet: string;
	readonly row: number;
	/** Field → A1 of its cell; fields without a column are left out. */
	readonly cells: Readonly<Partial<Record<F, string>>>;
	readonly values: Readonly<Record<F, Value>>;
}

/** Rows of one need, at most. A rule that would need more is left out, and the office is told. */
export const MOST_NEEDED_ROWS = 5_000;

/** A report that counts, without its rows. */
export interface NeededReport {
	/** Reporting-unit code. */
	readonly unit: string;
	/** Period code. */
	readonly period: string;
	readonly batch: string;
}

/** What was found for a need. */
export interface FoundRows {
	/** In order of unit, submission and row. */
	readonly rows: readonly NeededRow[];
	/** The reports that were meant, nil ones too; of an optional need maybe only those with rows that match. */
	readonly reports: readonly NeededReport[];
}

/** null where no report counts; or more rows than may be compared. */
export type Found = FoundRows | null | "too-many";

/** What was found for each need of a form's rules. */
export type Neighbours = ReadonlyMap<Need, Found>;

/** What a report's rules ask of other reports. */
export interface Question {
	readonly form: string;
	readonly unit: string;
	readonly period: Period;
	readonly batch: string;
	/** Codes of the city's own units. */
	readonly city: readonly string[];
	/** Each need with the values that bound it; null where it is not bounded. */
	readonly asked: readonly { readonly need: Need; readonly values: readonly (string | number)[] | null }[];
}

import type { ReportingUnit } from "./division.ts";
import type { Need, NeededReport, NeededRow } from "./need.ts";
import type { Period } from "./period.ts";
import type { Bilingual } from "./text.ts";
import type { Value } from "./value.ts";

export type { Value };

/** hard (强制性): blocks acceptance. soft (核实性): accepted only with an explanation. info (提示): told, nothing asked. */
export type Severity = "hard" | "soft" | "info";

/** What settles a soft finding: a reason, or the bare word that it is so (情况属实). */
export type AsksFor = "reason" | "confirm";

/** What a rule may know beside the rows. Passed in: no rule reads a clock. */
export interface RuleContext {
	readonly period: Period;
	/** 统计截止日, YYYY-MM-DD. */
	readonly cutoff: string;
	/** The day on which the submission is looked at, YYYY-MM-DD in China. */
	readonly today: string;
	readonly unit: ReportingUnit;
	readonly units: readonly ReportingUnit[];
}

/** How a row breaks a rule. */
export interface Breach {
	/** What should stand in the cell, where it can be said. */
	readonly expected?: string | number;
	/** Actual less expected, in the field's unit. */
	readonly difference?: number;
	/** The field whose cell is wrong, where it is not the rule's `at`. */
	readonly at?: string;
}

/** 试行: until a day, a rule only tells. */
export interface Trial {
	/** YYYY-MM-DD: from this day on the rule weighs what it says. */
	readonly hardFrom: string;
}

interface RuleBase {
	/** Stable: <form>-<H|S><number>, e.g. 01-H2; of a rule over several periods <form>-P<number>; of one over several forms X<number>, in every form whose cells it marks. */
	readonly code: string;
	readonly severity: "hard" | "soft";
	/** The rule as a sentence or equation that an officer reads. */
	readonly states: Bilingual;
	/** What the clerk should do about a breach. */
	readonly remedy: Bilingual;
	/** Fields that the rule reads; a row rule is skipped on rows where one of them is blank. */
	readonly reads: readonly string[];
	/** Fields that the rule reads though they may be blank. */
	readonly mayBeBlank: readonly string[];
	/** The field whose cell is marked. */
	readonly at: string;
	/** What settles a breach of a soft rule; a reason where left out. */
	readonly explain?: AsksFor;
	/** What a breach may say beside the cell; nothing where left out. */
	readonly tells?: readonly (keyof Pick<Breach, "expected" | "difference">)[];
	readonly trial?: Trial;
}

export interface RowRule extends RuleBase {
	readonly kind: "row";
	/** true: the row keeps the rule. */
	readonly test: (row: Readonly<Record<string, Value>>, context: RuleContext) => true | Breach;
}

/** A row's projection on the fields that a table rule reads. */
export interface ProjectedRow {
	/** One-based row number in the sheet. */
	readonly row: number;
	readonly values: Readonly<Record<string, Value>>;
}

export interface TableBreach extends Breach {
	readonly row: number;
	/** What the breach is about where the row does not say it: the units that are missing. */
	readonly subject?: string;
}

export interface TableRule extends RuleBase {
	readonly kind: "table";
	/** Other tables of the same form that the rule reads: table id → fields. */
	readonly alsoReads: Readonly<Record<string, readonly string[]>>;
	readonly test: (
		rows: readonly ProjectedRow[],
		context: RuleContext,
		others: Readonly<Record<string, readonly ProjectedRow[]>>,
	) => readonly TableBreach[];
}

/** How a report disagrees with another one. */
export interface ContextBreach extends Breach {
	/** null: it is about no row of this report, for what should stand there does not. */
	readonly row: number | null;
	/** What the breach is about where no row says it: the project that is missing. */
	readonly subject?: string;
	/** The row that this one disagrees with, and the field of it that says so. */
	readonly against?: { readonly row: NeededRow; readonly field: string };
	/** Where this breach weighs otherwise than the rule does. */
	readonly severity?: "hard" | "soft";
}

/** A rule that compares with other reports: of other forms, periods or units. */
export interface ContextRule extends RuleBase {
	readonly kind: "context";
	/** What its breaches may weigh, gravest first, where some weigh otherwise than the rule. */
	readonly severities?: readonly ("hard" | "soft")[];
	readonly needs: Readonly<Record<string, Need>>;
	readonly test: (
		rows: readonly ProjectedRow[],
		context: RuleContext,
		needed: Readonly<Record<string, readonly NeededRow[]>>,
		reports: Readonly<Record<string, readonly NeededReport[]>>,
	) => readonly ContextBreach[];
}

export type Rule = RowRule | TableRule | ContextRule;

/** Whether a rule is still on trial. @param today YYYY-MM-DD */
export function onTrial({ trial }: Pick<Rule, "trial">, today: string): boolean {
	return trial !== undefined && today < trial.hardFrom;
}

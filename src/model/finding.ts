import type { Severity } from "./rule.ts";
import { RANK } from "./severity.ts";

/**
 * Codes of findings that no form's own rule gives. A rule's finding has the rule's code (01-H2).
 * Each has its sentence and remedy in src/messages; a missing one fails the type check.
 */
export const FINDING_CODES = [
	// columns and layout
	"column.missing",
	"column.unknown",
	"column.proposed",
	"column.confirmed",
	"column.twice",
	"column.emptied",
	"column.filled",
	"table.empty",
	"sheet.passed-over",
	"rows.hidden",
	"rows.example",
	"total.differs",
	"total.unchecked",
	"name.sheet-differs",
	// values of any type
	"value.required",
	"value.not-applicable",
	"value.damaged",
	"value.too-long",
	"formula.uncached",
	"formula.error",
	// numbers
	"number.unreadable",
	"number.not-whole",
	"number.out-of-range",
	"number.approximate",
	"number.vague",
	"number.rounded",
	"percent.ambiguous",
	"amount.cell-unit",
	"amount.area-scale",
	"amount.unit-scale",
	"amount.cell-scale",
	"amount.outlier",
	"amount.falls",
	// dates
	"date.unreadable",
	"date.impossible",
	"date.only-month",
	"date.year-assumed",
	"date.month-ambiguous",
	"date.future",
	"date.ancient",
	"date.span",
	// codes, enumerations, regions
	"uscc.format",
	"uscc.check",
	"uscc.truncated",
	"uscc.confusable",
	"uscc.legacy",
	"uscc.unknown-kind",
	"register.two-codes",
	"X9",
	"code.format",
	"code.truncated",
	"enum.unknown",
	"name.short",
	"region.unknown",
	"region.other-county",
	// rows
	"row.short",
	"row.duplicate",
	"row.conflict",
	"rows.unchanged",
	"key.damaged",
	// other reports
	"rule.not-compared",
	"nil.after-rows",
	// explanations
	"explanation.unneeded",
	"explanation.unknown",
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

/** Something about an office's data that it, or the city, should know. Data only: the sentence is rendered last. */
export interface Finding {
	/** A `FindingCode`, or the code of a form's rule. */
	readonly code: string;
	readonly severity: Severity;
	readonly sheet: string;
	/** A1; null where the finding is about the whole sheet. */
	readonly cell: string | null;
	/** Field name and the header as the office wrote it; null where it is about no column. */
	readonly field: string | null;
	readonly header: string | null;
	/** What stands in the cell, as written. */
	readonly value: string | null;
	/** What should stand there, where it can be said. */
	readonly expected: string | null;
	/** More for the sentence: bounds, units, other cells. `said`, `fault`: what the office wrote in explanation, and why it is none (ExplanationFault). */
	readonly params?: Readonly<Record<string, string | number>>;
	/** Table of the form, where it has several. */
	readonly table?: string;
	/** The row's natural key as text, where the finding is about a row whose key could be read: by it the same finding is known in the next version and period, whose rows stand elsewhere. */
	readonly key?: string;
	/** Why nothing more is asked, where it is not. */
	readonly settled?: Settlement;
	/** What the unit said of the same finding in the period before: shown, never applied. */
	readonly before?: string;
	/** Whether the office was told of it about its version before, where there is one; never stored. */
	readonly since?: "new" | "again";
}

/** Why a finding asks for nothing more: the office has explained it, or the city does without the rule. */
export type Settlement =
	| { readonly kind: "explained"; readonly text: string; readonly by: string /** Instant. */; readonly at: string }
	| { readonly kind: "waived"; readonly waiver: number; readonly reason: string /** Last day, YYYY-MM-DD. */; readonly until: string };

/** Whether something is still to be done about a finding. */
export function isOpen({ severity, settled }: { readonly severity: Severity; readonly settled?: Settlement | undefined }): boolean {
	return severity !== "info" && settled === undefined;
}

/** What makes two findings of one slot's versions, or of two periods, the same one. */
export function findingIdentity({ code, table = "", field, key, sheet, cell }: Finding): string {
	return JSON.stringify(key === undefined ? [code, table, field, null, sheet, cell] : [code, table, field, key]);
}

/** As `findingIdentity`, of every finding of a kind in a column together. */
export function groupIdentity({ code, table, field }: Pick<FindingGroup, "code" | "table" | "field">): string {
	return JSON.stringify([code, table, field]);
}

/** Findings of a submission in the order in which people are told of them, each with its number: what must be corrected first, else as they stand in the sheets. */
export function numbered<F extends Pick<Finding, "severity">>(findings: readonly F[]): { readonly number: number; readonly finding: F }[] {
	const ordered = findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
	return ordered.map((finding, at) => ({ number: at + 1, finding }));
}

/** Findings of one kind in one column beyond those that are kept one by one. */
export interface FindingGroup {
	readonly code: string;
	readonly severity: Severity;
	/** "" where the form has one table. */
	readonly table: string;
	readonly field: string | null;
	/** The column's heading, where its findings name one. */
	readonly header: string | null;
	readonly count: number;
	/** The first cells, as SHEET!A1. */
	readonly cells: readonly string[];
	/** More for the sentence, as of a finding. */
	readonly params?: Readonly<Record<string, string | number>>;
	/** Why nothing more is asked about any of them, where it is not. */
	readonly settled?: Settlement;
}

/** Any finding of a group, as far as it is known. */
export function oneOfGroup({ code, severity, table, field, header, settled }: FindingGroup): Finding {
	return { code, severity, sheet: "", cell: null, table, field, header, value: null, expected: null, ...(settled ? { settled } : {}) };
}

/** How a finding is told: by its severity while something is asked, else by what it was settled by. */
export type Standing = Severity | Settlement["kind"];

export function standingOf({ severity, settled }: Pick<Finding, "severity" | "settled">): Standing {
	return settled?.kind ?? severity;
}

/** How many findings stand how, those that are only counted included. */
export function countsByStanding({
	findings,
	groups,
}: {
	readonly findings: readonly Pick<Finding, "severity" | "settled">[];
	readonly groups: readonly Pick<FindingGroup, "severity" | "settled" | "count">[];
}): Record<Standing, number> {
	const counts: Record<Standing, number> = { hard: 0, soft: 0, info: 0, explained: 0, waived: 0 };
	for (const finding of findings) counts[standingOf(finding)] += 1;
	for (const group of groups) counts[standingOf(group)] += group.count;
	return counts;
}

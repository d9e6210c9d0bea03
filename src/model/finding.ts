import type { Severity } from "./rule.ts";

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
	"table.empty",
	"sheet.passed-over",
	"rows.hidden",
	"rows.example",
	"total.differs",
	"total.unchecked",
	"unit.header-differs",
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
	// dates
	"date.unreadable",
	"date.impossible",
	"date.only-month",
	"date.year-assumed",
	"date.month-ambiguous",
	// codes, enumerations, regions
	"uscc.format",
	"uscc.check",
	"uscc.truncated",
	"uscc.confusable",
	"uscc.legacy",
	"uscc.unknown-kind",
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
	/** More for the sentence: bounds, units, other cells. */
	readonly params?: Readonly<Record<string, string | number>>;
}

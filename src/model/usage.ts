/** What the caller got wrong, or what huibao declines to do, as a coded fault with its sentence in src/messages (exit 2). */
export const USAGE_CODES = [
	"usage.home-not-demo",
	"usage.no-such-file",
	"usage.no-such-form",
	"usage.no-such-field",
	"usage.no-such-rule",
	"usage.trial-of-none",
	"usage.field-of-several",
	"usage.heading-unusable",
	"usage.heading-known",
	"usage.heading-taken",
	"usage.synonym-contradicts",
	"usage.no-such-synonym",
	"usage.who-confirms",
	"usage.no-such-period",
	"usage.no-such-unit",
	"usage.no-such-figure",
	"usage.no-such-cell",
	"usage.no-workbook",
	"usage.cell-is-no-figure",
	"usage.cell-not-read",
	"usage.no-such-original",
	"usage.not-consolidated",
	"usage.no-such-job",
	"usage.no-such-instant",
	"usage.newer-database",
	"usage.rule-unknown",
	"usage.rule-informs",
	"usage.rule-unreadable",
	"usage.waiver-reason",
	"usage.waiver-day",
	"usage.waived-already",
	"usage.no-such-waiver",
	"usage.no-such-submission",
	"usage.no-version-before",
	"usage.nothing-came",
	"usage.several-batches",
	"usage.other-form",
	"usage.several-reports",
	"usage.not-in-file",
	"usage.submission-withdrawn",
	"usage.submission-superseded",
	"usage.submission-changed",
	"usage.period-locked",
	"usage.no-such-finding",
	"usage.finding-of-several",
	"usage.finding-hard",
	"usage.finding-info",
	"usage.no-explanation",
	"usage.explanations-file",
	"usage.version-superseded",
	"usage.version-changed",
	"usage.submission-is",
	"usage.submission-unread",
	"usage.findings-hard",
	"usage.findings-soft",
	"usage.findings-disputed",
	"usage.disputed-dry-run",
	"usage.ruling-reason",
	"usage.closed-adjust",
	"usage.not-closed",
	"usage.closed-already",
	"usage.adjust-what",
	"usage.reason-blank",
	"usage.nil-period",
	"usage.nil-batch",
	"usage.nil-not-owed",
	"usage.receipt-folder",
	"usage.receipt-is-input",
	"usage.copy-folder",
	"usage.copy-is-input",
] as const;

export type UsageCode = (typeof USAGE_CODES)[number];

/** Thrown where a request cannot be met for the caller's own reasons; never for a fault of huibao. */
export class UsageError extends Error {
	readonly code: UsageCode;
	readonly params: Readonly<Record<string, string | number>>;
	constructor(code: UsageCode, params: Readonly<Record<string, string | number>> = {}) {
		super(`${code} ${JSON.stringify(params)}`);
		this.name = "UsageError";
		this.code = code;
		this.params = params;
	}
}

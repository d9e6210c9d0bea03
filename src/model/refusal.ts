/** Why a file could not be taken as a submission at all. Each has its sentence in src/messages. */
export const REFUSAL_CODES = [
	"file.unreadable",
	"file.empty",
	"file.encrypted",
	"file.unsupported",
	"file.truncated",
	"file.scan",
	"file.archive",
	"file.doctype",
	"limit.bytes",
	"limit.unpacked",
	"limit.ratio",
	"limit.entries",
	"limit.rows",
	"limit.columns",
	"limit.cells",
	"limit.strings",
	"limit.nesting",
	"limit.seconds",
	"limit.memory",
	"form.unknown",
	"form.disagrees",
	"form.ambiguous",
	"form.retired",
	"period.unknown",
	"period.disagrees",
	"period.kind",
	"period.not-open",
	"unit.unknown",
	"unit.disagrees",
	"unit.not-owed",
	"content.none",
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A coded refusal, as data. */
export interface Refusal {
	readonly code: RefusalCode;
	readonly params: Readonly<Record<string, string | number>>;
}

/** Thrown inside readers and caught at the pipeline's edge, where it becomes the file's outcome. */
export class RefusalError extends Error {
	readonly refusal: Refusal;
	constructor(code: RefusalCode, params: Readonly<Record<string, string | number>> = {}) {
		super(`${code} ${JSON.stringify(params)}`);
		this.name = "RefusalError";
		this.refusal = { code, params };
	}
}

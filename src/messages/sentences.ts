import type { ExplanationFault } from "../model/decision.ts";
import type { Field } from "../model/fields.ts";
import type { Finding, FindingCode, Settlement } from "../model/finding.ts";
import type { PassedOverReason } from "../model/passed-over.ts";
import type { RefusalCode } from "../model/refusal.ts";
import type { UsageCode } from "../model/usage.ts";

/** What a sentence can draw on. */
export interface Subject {
	readonly finding: Finding;
	/** The form's field, where the finding is about one. */
	readonly field: Field | null;
	/** The column as the office knows it: its own heading, else the form's. */
	readonly column: string;
	/** What stands in the cell; "" where nothing does. */
	readonly value: string;
	/** What should stand there; "" where it cannot be said. */
	readonly expected: string;
	/** A parameter of the finding as text; "" where it has none of that name. */
	readonly param: (name: string) => string;
}

/** What is wrong and what to do about it, each without its full stop. An empty remedy: nothing is to be done. */
export interface Said {
	readonly what: string;
	readonly remedy: string;
}

type Params = (name: string) => string;

/** Every sentence of one language that tells of data, files and requests. A missing one fails the type check. */
export interface Sentences {
	readonly findings: Readonly<Record<FindingCode, (subject: Subject) => Said>>;
	/** A breach of a form's own rule. */
	readonly rule: (states: string, remedy: string, subject: Subject) => Said;
	readonly refusals: Readonly<Record<RefusalCode, (param: Params) => Said>>;
	readonly usage: Readonly<Record<UsageCode, (param: Params) => string>>;
	/** Why something of the inbox was not taken; `detail` is what the machine said. */
	readonly passedOver: Readonly<Record<PassedOverReason, (detail: string) => Said>>;
	/** 《高企名录》D8（统一社会信用代码）填的是“…” */
	readonly where: (sheet: string, cell: string, column: string, value: string) => string;
	/** The file, and its sheet where the refusal is about one ("" where not). */
	readonly file: (name: string, sheet: string) => string;
	/** Findings that are counted and not told one by one: of which kind (code and what it asks for), in which column ("" for none), how many, and the first cells. */
	readonly counted: (kind: string, column: string, count: number, cells: readonly string[]) => string;
	/** What nothing more is asked about, and why; "" where something is. */
	readonly settled: (settlement: Settlement) => string;
	/** Why what an office wrote in explanation is none, and what would be one. `said` is what it wrote. */
	readonly faults: Readonly<Record<ExplanationFault, (said: string, param: Params) => string>>;
	/** What the office said of the same finding in the period before. */
	readonly before: (said: string) => string;
	/** Puts sentences one after the other. */
	readonly together: (sentences: readonly string[]) => string;
	/** A code and what it asks for: 01-H4：研发费用 ≤ 营业收入. */
	readonly kindOf: (code: string, states: string) => string;
	/** Joins where, what and remedy into one text. */
	readonly join: (where: string, said: Said) => string;
}

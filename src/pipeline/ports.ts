import type { Decisions, EventKind, Explanation, Lock, LogEntry, Slot, Waiver } from "../model/decision.ts";
import type { ReportingUnit } from "../model/division.ts";
import type { Readings } from "../model/filter.ts";
import type { Finding, FindingGroup } from "../model/finding.ts";
import type { Form } from "../model/form.ts";
import type { Grid } from "../model/grid.ts";
import type { Figure } from "../model/indicator.ts";
import type { ElsewhereQuestion, MiddleElsewhere } from "../model/known.ts";
import type { Neighbours, Question } from "../model/need.ts";
import type { PassedOver } from "../model/passed-over.ts";
import type { Period } from "../model/period.ts";
import type { PrintedFigure } from "../model/printed.ts";
import type { ReceiptBook } from "../model/receipt.ts";
import type { Refusal } from "../model/refusal.ts";
import type { KnownName, RegisterDoubts, RegisterHits, RegisterQuestion } from "../model/register.ts";
import type { NewRelease, ReleaseFile, StoredRelease } from "../model/release.ts";
import type { ConsolidatedReport } from "../model/report.ts";
import type { ReturnBook, ReturnWorkbook } from "../model/return-book.ts";
import type {
	Delivery,
	EarlierReport,
	Effective,
	EffectiveRows,
	KeptConsolidation,
	NewSynonym,
	PublicationSettings,
	QueryParams,
	RowCounter,
	RowPlace,
	RunRecord,
	SheetRow,
	SourceRow,
	StoredSubmission,
	StoredSynonym,
} from "../model/stored.ts";
import type { CheckedSubmission } from "../model/submission.ts";
import type { Transition } from "../model/transition.ts";

/** What the pipelines need from the outside. app.ts gives real ones. Instants are ISO 8601 in UTC. */

export type Clock = () => Date;

/** Reads a file's bytes into the neutral grid. @throws RefusalError where it is no readable workbook. */
export type ReadGrid = (bytes: Uint8Array, fileName: string) => Promise<Grid>;

/** A file of a bundle (a zip of several files). */
export interface BundleMember {
	/** Its path inside the bundle, with forward slashes. */
	readonly name: string;
	/** What it holds; as it lies in the bundle, packed, where it cannot be unpacked. */
	readonly bytes: Uint8Array;
	/** Why it cannot be unpacked. */
	readonly refusal: Refusal | null;
}

/** The files of a bundle, unpacked one by one as they are asked for; null where the bytes are no bundle. @throws RefusalError where it is one that cannot be opened */
export type OpenBundle = (bytes: Uint8Array) => Promise<Iterable<BundleMember> | null>;

/** Originals by SHA-256. */
export interface Archive {
	/** Keeps the bytes for ever (nothing happens where they are kept already) and gives their hash, lower-case hex. */
	keep(bytes: Uint8Array): Promise<string>;
	/** Keeps a file that is too large to be read. */
	keepFile(path: string): Promise<string>;
	/** @throws OriginalGone where it is missing or has been altered */
	read(sha256: string): Promise<Uint8Array>;
}

/** A file as it came: from the inbox, or from a path on the command line. */
export interface DroppedFile {
	/** Path below the inbox or the folder given, with forward slashes: 阳东区/2019上半年.xlsx. */
	readonly name: string;
	readonly fileName: string;
	/** Folder of the office; null where the file is to be assigned by its content. */
	readonly folder: string | null;
	/** Who brought it, where that is not the office. */
	readonly by?: string;
	/** None where the file is larger than may be read. */
	readonly bytes: Uint8Array;
	/** Where a file lies that is larger than may be read (in bytes): it is kept and refused, and its bytes are never held in memory. */
	readonly oversized?: { readonly path: string; readonly size: number; readonly limit: number };
	/** Why a member of a bundle is refused before it is read. */
	readonly refusal?: Refusal;
}

/** A dropped file that this process alone now works on. */
export interface ClaimedFile extends DroppedFile {
	/** Called when its outcome is stored: forgets the claim. */
	release(): Promise<void>;
}

export interface Inbox {
	/** Files that have settled, each claimed by a rename; those left by a process that died come first. */
	claim(): AsyncIterable<ClaimedFile>;
	/** What the last claim did not take and why: it stays where it is. */
	passedOver(): readonly PassedOver[];
	/** Gives back what was claimed and not released. */
	close(): Promise<void>;
}

/** Lays out a receipt as an .xlsx file. Same receipt, same bytes. */
export type ReceiptWriter = (receipt: ReceiptBook) => Uint8Array;

/**
 * Makes the copy of a file that its office gets back, annotated. Same file and book, same bytes.
 * @throws RefusalError where the file cannot be read
 */
export type ReturnWriter = (bytes: Uint8Array, fileName: string, book: ReturnBook) => Promise<ReturnWorkbook>;

/** What offices and engineers pick up. */
export interface Outbox {
	/** Puts a receipt, or a returned workbook, into returned/<unit>/, in place of one of that name. */
	putReceipt(unitFolder: string, name: string, receipt: Uint8Array): Promise<string>;
	/** Takes away one that no longer holds, where there is one. */
	clearReceipt(unitFolder: string, name: string): Promise<void>;
	/** Puts a file that could not be read beside the reason. */
	quarantine(
		name: string,
		content: Uint8Array | { readonly path: string; readonly size: number; readonly sha256: string },
		reason: string,
	): Promise<string>;
}

/** Takes a file's bytes in pieces, so that long ones are never held whole. */
export interface ByteSink {
	write(piece: Uint8Array): Promise<void>;
	/** Flushes the file; gives its size and SHA-256. To be called once. */
	close(): Promise<{ readonly size: number; readonly sha256: string }>;
}

/** Staging area of one publication: written beside the target, then swapped in by renames. Names are paths below it, with forward slashes: datapackage/data/figures.csv. */
export interface Staging {
	/** Full path of a file to be. */
	path(name: string): string;
	/** Opens a file that is written in pieces. */
	create(name: string): Promise<ByteSink>;
	write(name: string, content: Uint8Array | string): Promise<void>;
	read(name: string): Promise<Uint8Array>;
	/** What the area holds, read back from the disk, in the order of names. */
	files(): Promise<{ name: string; sha256: string; size: number }[]>;
	/** Puts the staged files in place of what output/<period>/ held; the release that they replace, with its files, is kept in releases/<number>/. Gives the folder. */
	commit(replaced?: { readonly number: number; readonly files: readonly string[] } | null): Promise<string>;
	/** Puts them into releases/<number>/, in place of what lies there; gives that folder. */
	keepAs(number: number): Promise<string>;
	discard(): Promise<void>;
}

/** The folders of publications. A release lies directly in its period's folder (`kept` null), or in one of those of earlier releases, by its number. */
export interface Publications {
	/** Does something while no other process changes the period's publication. */
	alone<T>(period: Period, work: () => Promise<T>): Promise<T>;
	stage(period: Period): Promise<Staging>;
	folder(period: Period, kept: number | null): string;
	/** A file there; null where there is none. */
	read(period: Period, kept: number | null, name: string): Promise<Uint8Array | null>;
	/** The manifest that lies there; null where there is none. */
	manifestIn(period: Period, kept: number | null): Promise<string | null>;
	/** Puts a note there, in place of one of that name. */
	note(period: Period, kept: number | null, name: string, text: string): Promise<void>;
	/** Which of some files of a release are not there as they were written. */
	altered(period: Period, kept: number | null, files: readonly ReleaseFile[]): Promise<string[]>;
}

/** Writes and re-reads the consolidated workbook. */
export interface ConsolidatedWorkbooks {
	/** Writes a report's workbook piece by piece; the sink stays open. Same report, same bytes. */
	write(report: ConsolidatedReport, sink: Pick<ByteSink, "write">): Promise<void>;
	/** Every figure of a written workbook, read back from its cells. */
	readFigures(bytes: Uint8Array): Promise<readonly PrintedFigure[]>;
}

/**
 * What a unit reported before: the accepted report of a form and unit whose period is the last to end before a day; null where there is none, or it has more than `most`
 * rows.
 */
export type ReportBefore = (form: Form, unit: string, day: string, most: number) => Promise<EarlierReport | null>;

/** What checks ask of accepted data and of decisions, each a bounded question. */
export interface ContextReader {
	readonly reportBefore: ReportBefore;
	/** Rows of the version of a slot that counts now; 0 where none does, or it is nil. */
	rowsCounted(slot: Slot): Promise<number>;
	/** What has been decided about the findings of a slot. */
	decisionsOn(slot: Slot): Promise<Decisions>;
	/** Rows of other reports that a report's rules compare with: of those alone that count now. */
	neighbours(question: Question): Promise<Neighbours>;
	/** Where columns lie in other units' reports: of a dozen units at most, the last report of each. */
	middlesElsewhere(question: ElsewhereQuestion): Promise<MiddleElsewhere[]>;
	/** The names of the register that answer a question, those reported last first. */
	knownNames(question: RegisterQuestion): Promise<readonly KnownName[]>;
}

export interface Store extends ContextReader {
	/** Ids of the submissions that a file (by hash) has already given, in any status. */
	submissionsOfFile(sha256: string): Promise<StoredSubmission[]>;
	/**
	 * Stores a delivery with all its submissions in one transaction: an accepted one supersedes the version that counted; rows of pending ones are kept and count
	 * nothing, those of returned ones are not kept. What the same file has already given is not stored again, unless it was returned, is sound now, and nothing newer
	 * has come since. Gives what is stored, in order.
	 */
	store(delivery: Delivery, submissions: readonly CheckedSubmission[]): Promise<StoredSubmission[]>;
	/** Stores a file that was refused. */
	storeRefusal(delivery: Delivery, refusal: Refusal, at: string): Promise<void>;
	/** Submissions that counted at an instant; their status is that of now. */
	countingAt(asOf: string): Promise<StoredSubmission[]>;
	/** Submissions that had come in by an instant, each as it stood then, in the order of storing. */
	submissionsAt(asOf: string): Promise<StoredSubmission[]>;
	/** Every submission, newest first. */
	submissions(): Promise<StoredSubmission[]>;
	/** null where there is none of that id. */
	submission(id: number): Promise<StoredSubmission | null>;
	/** Every version of a slot, or of the slots that a part of one names, oldest first. */
	versions(slot: Partial<Slot>): Promise<StoredSubmission[]>;
	/** As it was last checked, or last checked by an instant. */
	findings(submissionId: number, asOf?: string): Promise<Finding[]>;
	/** Those of its findings that were only counted. */
	findingGroups(submissionId: number, asOf?: string): Promise<FindingGroup[]>;
	/** Findings of some codes, with the submissions that they are about, in the order of storing. */
	findingsOfKind(codes: readonly string[]): Promise<{ submissionId: number; finding: Finding }[]>;
	/** Refused files with the reason, oldest first, but for those that were taken since: the same file from another place, or another file of that name in that place. */
	refusals(): Promise<{ delivery: Delivery; refusal: Refusal }[]>;
	/** Computes counted indicators of a form over the effective rows: per unit, per division and for the city. */
	count(
		form: Form,
		effective: Readonly<Record<string, Effective>>,
		params: QueryParams,
		units: readonly ReportingUnit[],
		indicatorIds?: readonly string[],
	): Promise<Figure[]>;
	/** The effective rows of a table (after roll-up, latest per key): units in the order of `effective`, then periods, batches, submissions, sheets and rows. */
	rows(form: Form, tableId: string, effective: Effective): Promise<EffectiveRows>;
	/** The different texts that stand in a column of a submission. */
	textsIn(form: Form, tableId: string, submissionId: number, field: string): Promise<string[]>;
	/** The texts that stand in a column of some rows of a submission, those that have one. */
	textsAt(form: Form, tableId: string, submissionId: number, field: string, places: readonly SheetRow[]): Promise<(SheetRow & { text: string })[]>;
	/** The rows that an indicator's number comes from, for the city or one unit. */
	sourcesOf(
		form: Form,
		indicatorId: string,
		effective: Effective,
		params: QueryParams,
		units: readonly ReportingUnit[],
		unit: string | null,
	): Promise<SourceRow[]>;
	/** The counted indicators of a form that count one of its stored rows, each with the units (null: the city) in whose figure it is counted. */
	countersOf(form: Form, place: RowPlace, effective: Effective, params: QueryParams, units: readonly ReportingUnit[]): Promise<RowCounter[]>;
	/** Keeps a consolidation and gives its id; null, and nothing is kept, where something as of its instant has been stored since its figures were counted. */
	saveConsolidation(record: {
		period: string;
		cutoff: string;
		asOf: string;
		readings: Readings;
		settings: PublicationSettings;
		at: string;
		/** How many entries the log had up to `asOf` when the figures were counted. */
		entries: number;
		figures: readonly Figure[];
	}): Promise<number | null>;
	/** Codes of the periods that were ever consolidated, in their order. */
	consolidatedPeriods(): Promise<string[]>;
	/** The newest consolidation of a period, or of a period as of an instant; null where there is none. */
	consolidation(period: string, asOf?: string): Promise<KeptConsolidation | null>;
	/** Of the consolidations of a period as of an instant or before it the last; null where there is none. */
	consolidationUntil(period: string, until: string): Promise<KeptConsolidation | null>;
	/** A consolidation by its id. @throws Error where there is none */
	consolidationOf(id: number): Promise<KeptConsolidation>;
	/** Every release, of a period where one is given, by period and number. */
	releases(period?: string): Promise<StoredRelease[]>;
	/** The manifest of a release, by the release's id, byte for byte as it was written. */
	manifestOf(release: number): Promise<string>;
	/** Notes a release that is about to be put in place. @throws Error where its number is taken */
	makeRelease(release: NewRelease, manifest: string, files: readonly ReleaseFile[]): Promise<StoredRelease>;
	/** Says what became of it: it lies in place, which the log tells, or its number is passed over. */
	settleRelease(id: number, state: "published" | "abandoned", at: string): Promise<StoredRelease>;
	/** Takes a release back, with an entry of the log; null where it does not stand. */
	withdrawRelease(id: number, by: string, at: string, reason: string): Promise<StoredRelease | null>;
	/** The files of a release, by its id, without its manifest. */
	filesOfRelease(release: number): Promise<ReleaseFile[]>;
	/** The releases that a file is of, by its hash, with its name there; newest first. */
	releasesOfFile(sha256: string): Promise<{ release: StoredRelease; name: string }[]>;
	/** Sizes of originals by their hash, in bytes. */
	sizesOf(hashes: readonly string[]): Promise<Map<string, number>>;
	/** Every confirmed synonym, those revoked as well, oldest first. */
	synonyms(): Promise<StoredSynonym[]>;
	/** Remembers a synonym; where one in force settles the same heading for the same units already, gives that one and changes nothing. */
	confirmSynonym(synonym: NewSynonym): Promise<StoredSynonym>;
	/** Takes a synonym out of force for what is read from now on; null where there is none of that id. */
	revokeSynonym(id: number, by: string, at: string, reason: string | null): Promise<StoredSynonym | null>;
	/**
	 * Changes what a submission is, in one transaction with the log: an accepted one counts in place of the version that did; where one that counted no longer does, the
	 * version before it counts again. null where it was no longer what the caller saw, a newer version counts by now, or the period was closed and this is no adjustment; nothing was changed then.
	 */
	transition(change: Transition): Promise<StoredSubmission | null>;
	/** Keeps explanations, each once. */
	keepExplanations(explanations: readonly Explanation[]): Promise<void>;
	/** Explanations of a slot or of a part of it, oldest first, up to an instant where one is given. */
	explanations(slot: Partial<Slot>, until?: string): Promise<Explanation[]>;
	/** Every waiver, ended ones as well, oldest first. */
	waivers(): Promise<Waiver[]>;
	waive(waiver: Omit<Waiver, "id" | "endedBy" | "endedAt">): Promise<Waiver>;
	/** Ends a waiver before its time; null where none of that number is in force. */
	endWaiver(id: number, by: string, at: string, reason: string | null): Promise<Waiver | null>;
	/** Every closed period, oldest first. */
	locks(): Promise<Lock[]>;
	/** Closes a period, given with its first and last day. */
	lock(lock: Omit<Lock, "id">, days: { readonly start: string; readonly end: string }): Promise<Lock>;
	/** The log in its order: of a submission, of a period, of a kind, or of everything; up to an instant where one is given. */
	log(of?: { submission?: number; period?: string; kind?: EventKind; until?: string }): Promise<LogEntry[]>;
	/** Number of the first entry at which the log's chain of hashes breaks; null where it is as it was written. */
	brokenAt(): Promise<number | null>;
	/** How many entries the log has up to an instant. */
	entriesUntil(until: string): Promise<number>;
	/** Number and hash of the log's newest entry. */
	logHead(): Promise<{ id: number; hash: string } | null>;
	/** Enterprises whose code, name or former name holds a text (`key`: its match key), those reported last first. `unit`: only what it reported. */
	searchRegister(text: string, key: string, unit: string | null, most: number): Promise<RegisterHits>;
	/** How much the register holds, and what looks wrong in it. */
	doubtsOfRegister(unit: string | null, most: number): Promise<RegisterDoubts>;
	startRun(job: string, at: string): Promise<number>;
	finishRun(id: number, at: string, outcome: "ok" | "attention" | "failed", detail: string): Promise<void>;
	runs(limit: number): Promise<RunRecord[]>;
	close(): Promise<void>;
}

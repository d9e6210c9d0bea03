import type { AuditDocument } from "../model/audit.ts";
import type { ChangesDocument, DiffDocument } from "../model/change-documents.ts";
import type { ExplanationRequest, WaiverRequest } from "../model/decision.ts";
import type {
	CellTraceDocument,
	CheckDocument,
	CheckedFile,
	ConsolidateDocument,
	DecisionDocument,
	DemoDocument,
	ExplainDocument,
	InitDocument,
	JobsDocument,
	LockDocument,
	LogDocument,
	PublishDocument,
	ReadDocument,
	RegisterDocument,
	RulesDocument,
	RunDocument,
	StatusDocument,
	SynonymsDocument,
	TemplateDocument,
	TraceDocument,
	WaiversDocument,
	WorkReportDocument,
} from "../model/documents.ts";
import type { FillDocument } from "../model/fill-document.ts";
import type { ReleasesDocument, VerifyDocument } from "../model/release-documents.ts";
import type { SynonymRequest } from "../model/submission.ts";
import type { Language } from "../model/text.ts";

/** Something is under way: drawn as one line on a terminal. */
export interface Progress {
	readonly step: "files" | "consolidate" | "publish" | "verify" | "templates" | "report";
	/** What is being worked on now: a file's name, a period. */
	readonly subject: string;
	/** Done so far, and how many there are where that is known. */
	readonly done: number;
	readonly of: number | null;
}

export type OnProgress = (event: Progress) => void;

/** Is given what became of a file that was taken in. */
export type OnFile = (file: CheckedFile) => void;

/** A cell of a published workbook; a cell of an office's file, given by path, name or hash; or a figure by its id. */
export type TraceTarget =
	| { readonly from: string /** SHEET!A1, or A1 of a file with one sheet. */; readonly cell: string }
	| { readonly workbook: string /** SHEET!A1. */; readonly cell: string }
	| { readonly figure: string; readonly period: string /** Code, name or alias; null for the city. */; readonly unit: string | null };

/** A version and the one before it, or two versions, by their ids; the newest version of a slot; a file and a stored version, null for the newest of the file's slot. */
export type DiffTarget =
	| { readonly submission: string; readonly other: string | null }
	| { readonly form: string; readonly unit: string /** Code, name or alias. */; readonly period: string; readonly batch: string | null }
	| { readonly file: string; readonly submission: string | null };

/** Who decides, null for the user of this machine, and why. */
export interface DecideOptions {
	readonly by: string | null;
	readonly reason: string | null;
}

export interface AdjustOptions extends DecideOptions {
	/** The submission is to count no longer, instead of beginning to. */
	readonly withdraw: boolean;
	readonly dryRun: boolean;
	/** Consolidates and publishes the periods whose figures change. */
	readonly republish: boolean;
}

export interface LockOptions extends DecideOptions {
	/** Number of a form; null for all. */
	readonly form: string | null;
	/** Code, name or alias; null for all. */
	readonly unit: string | null;
	readonly anyway: boolean;
}

export interface FillOptions {
	readonly period: string;
	/** A mapping file; null for none. */
	readonly map: string | null;
	/** null: named after the template, in the current folder. */
	readonly out: string | null;
	/** ISO instant or day; null for the figures as they were consolidated last. */
	readonly asOf: string | null;
	/** Only tells what would be filled. */
	readonly list: boolean;
}

export interface NilOptions {
	/** Code, name or alias. */
	readonly unit: string;
	readonly period: string;
	/** null for forms without batches. */
	readonly batch: string | null;
	readonly by: string | null;
}

/** The settings as they apply, and where each file and folder lies. */
export interface ConfigView {
	readonly home: string;
	readonly file: string | null;
	readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * What the commands ask of the product; app.ts gives it. Every message in a document is rendered in `language`.
 * A method throws `UsageError` for what the caller got wrong (exit 2); any other error is an internal fault (exit 3).
 */
export interface App {
	readonly language: Language;
	readonly home: string;
	/** Short name of a reporting unit, or of the office that an administrative division is called after, in the app's language; the code itself where the settings know none. */
	readonly unitName: (code: string) => string;
	/** Makes the data home's folders, one inbox folder per office. Leaves what is there alone. */
	init(): Promise<InitDocument>;
	/** Runs the whole demo in the data home. @throws UsageError where it holds anything but an earlier demo. */
	demo(onProgress?: OnProgress): Promise<DemoDocument>;
	/**
	 * Takes in the given files and folders (copied, never moved), or what has settled in the inbox where none is given. With `onFile` the document holds no files: each is
	 * handed on as soon as it is known, so that of a hundred thousand none has to be kept.
	 */
	ingest(paths: readonly string[], onProgress?: OnProgress, onFile?: OnFile): Promise<CheckDocument>;
	/** Checks without writing anything but the receipts and annotated copies that are asked for: an .xlsx file for one file, a folder for several. */
	check(
		paths: readonly string[],
		options: { rows: boolean; context: boolean; period?: string; receipt?: string; annotate?: string },
		onProgress?: OnProgress,
	): Promise<CheckDocument>;
	read(path: string): Promise<ReadDocument>;
	/** `asOf`: ISO instant or day; null for now. What was consolidated as of that instant before is made again by the settings of then, unless `presentSettings`. */
	consolidate(period: string, asOf: string | null, onProgress?: OnProgress, presentSettings?: boolean): Promise<ConsolidateDocument>;
	/** Publishes what was consolidated last; a release that says the same and is as it was stands. @throws UsageError where the newest release was withdrawn and no reason is given */
	publish(period: string, why?: DecideOptions, onProgress?: OnProgress): Promise<PublishDocument>;
	/**
	 * Drafts the report in words of a period that was consolidated. `template` null: the data home's, or the one that comes with huibao. `out`: a .docx file, or a folder.
	 * @throws UsageError where the template has faults, or another document would be overwritten
	 */
	report(period: string, options: { readonly template: string | null; readonly out: string }, onProgress?: OnProgress): Promise<WorkReportDocument>;
	/** Puts the template into the data home, to be edited; gives its path. @throws UsageError where one is there already */
	writeReportTemplate(): Promise<string>;
	/** Every release, or those of a period. */
	releases(period: string | null): Promise<ReleasesDocument>;
	/** One release, with what differs from the one before. @throws UsageError where there is none of that number */
	release(period: string, number: string): Promise<ReleasesDocument>;
	/** Takes a release back. @throws UsageError where it does not stand, or no reason is given */
	withdrawRelease(period: string, number: string, why: DecideOptions): Promise<ReleasesDocument>;
	/** Whether a file or folder is of a release and unchanged. @throws UsageError where there is none */
	verify(path: string): Promise<VerifyDocument>;
	/** `period` null: the half-year that the clock stands in. */
	status(period: string | null): Promise<StatusDocument>;
	trace(target: TraceTarget): Promise<TraceDocument | CellTraceDocument>;
	/**
	 * Computes published figures anew from the archived originals alone and compares them with the files of a release: by its number, or (null) the newest of the period, or (period null) of every period.
	 * @throws UsageError where there is no such release
	 */
	audit(of: { readonly period: string | null; readonly release: string | null }, onProgress?: OnProgress): Promise<AuditDocument>;
	/** Writes templates; `form` null for all. `out`: an existing or new folder. For a unit they begin with what it last reported, and are for `period`, null for the one that comes next. */
	template(
		form: string | null,
		out: string,
		prefilledFor: { readonly unit: string; readonly period: string | null } | null,
		onProgress?: OnProgress,
	): Promise<TemplateDocument>;
	/** Fills somebody's template with published figures; with faults in the document nothing is written. @throws UsageError where it cannot be read, or nothing in it is to be filled */
	fill(template: string, options: FillOptions): Promise<FillDocument>;
	/** Enterprises whose code or name holds a text; `text` null: how many are known and what looks wrong among them. `unit`: only what it reported. */
	register(text: string | null, unit: string | null): Promise<RegisterDocument>;
	/** What changed between two versions of a report. `out`: an .xlsx file to be written, or null. @throws UsageError for what does not exist or has nothing to be compared with */
	diff(target: DiffTarget, out: string | null): Promise<DiffDocument>;
	/** What came in for a period, and the periods inside it, since an instant or the beginning of a day, and how it differs from what stood then. */
	changes(period: string, since: string, onProgress?: OnProgress): Promise<ChangesDocument>;
	/** Every confirmed synonym, and what files that stand open propose. */
	synonyms(): Promise<SynonymsDocument>;
	/** `by`: who confirms; null for the user of this machine. @throws UsageError where the heading means something already */
	confirmSynonym(request: SynonymRequest, by: string | null): Promise<SynonymsDocument>;
	/** @throws UsageError where there is none of that id */
	revokeSynonym(id: string, by: string | null, reason: string | null): Promise<SynonymsDocument>;
	/** How the findings of a submission stand. @throws UsageError where there is none of that number */
	findings(submission: string): Promise<ExplainDocument>;
	/** `by`: who explains; null for the user of this machine. @throws UsageError where a finding cannot be explained, or what is said is no explanation */
	explain(submission: string, requests: readonly ExplanationRequest[], by: string | null): Promise<ExplainDocument>;
	/** The same from a JSON file. */
	explainFile(file: string, by: string | null): Promise<ExplainDocument>;
	/** Rules that the city does without for a while. */
	waivers(): Promise<WaiversDocument>;
	/** @throws UsageError where there is no such rule, nothing to do without, no reason or no day to come */
	waive(request: WaiverRequest, by: string | null): Promise<WaiversDocument>;
	/** @throws UsageError where none of that number is in force */
	endWaiver(id: string, by: string | null, reason: string | null): Promise<WaiversDocument>;
	/** Everything that a report is judged by; of a code or form what belongs to it. @throws UsageError where it is neither */
	rules(what: string | null): Promise<{ readonly document: RulesDocument; readonly asked: "all" | "form" | "code" }>;
	/** Lets a submission count, returns it or withdraws it. @throws UsageError where it may not be, with what to do */
	decide(action: "accept" | "return" | "withdraw", submission: string, options: DecideOptions): Promise<DecisionDocument>;
	/** Changes what counts in a closed period, and tells which published figures change. @throws UsageError as `decide` */
	adjust(submission: string, options: AdjustOptions, onProgress?: OnProgress): Promise<DecisionDocument>;
	/** Takes in a nil report. @throws UsageError where the unit owes none such */
	nil(form: string, options: NilOptions): Promise<CheckDocument>;
	/** Closes a period. @throws UsageError where it is closed already */
	lock(period: string, options: LockOptions): Promise<LockDocument>;
	log(of: { submission: string | null; period: string | null; verify: boolean }): Promise<LogDocument>;
	config(): ConfigView;
	jobs(): Promise<JobsDocument>;
	/** Runs one job now. @throws UsageError for an unknown name. */
	run(job: string): Promise<RunDocument>;
	/** Runs the scheduler until `signal` aborts and the running job has finished. `onEvent` gets one line per event. */
	serve(signal: AbortSignal, onEvent: (line: string) => void): Promise<void>;
	close(): Promise<void>;
}

/** Opens the app: given to the commands by main.ts, so that help and usage errors load nothing of it. */
export type OpenApp = (options: { readonly language: Language }) => Promise<App>;

import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import type { ReceiptTexts } from "../../messages/receipt-zh-CN.ts";
import type { CheckDocument, CheckedFile, FindingDocument, SubmissionDocument } from "../../model/documents.ts";
import { isOpen, numbered } from "../../model/finding.ts";
import type { ExitCode } from "../command.ts";
import { table } from "../table.ts";
import { fileReceiptLines, receiptLines } from "./receipt.ts";

/** Exit code of a document on files: the highest that applies. */
export function exitCodeOf({
	files,
	passedOver = [],
}: Pick<CheckDocument, "passedOver"> & { readonly files: readonly Pick<CheckedFile, "status">[] }): ExitCode {
	if (files.some((file) => file.status === "refused")) return 2;
	return passedOver.length === 0 && files.every((file) => file.status === "accepted") ? 0 : 1;
}

/** What the report on many files needs to know of one. */
export interface Brief extends Pick<CheckedFile, "status"> {
	readonly submissions: readonly Pick<SubmissionDocument, "status" | "form" | "unit" | "period" | "batch" | "version" | "nil" | "rows">[];
}

/** What is kept of a file, where there may be a hundred thousand. */
export function briefly({ status, submissions }: CheckedFile): Brief {
	return {
		status,
		submissions: submissions.map(({ status, form, unit, period, batch, version, nil, rows }) => ({
			status,
			form,
			unit,
			period,
			batch,
			version,
			nil,
			rows,
		})),
	};
}

/** What was taken in: how many rows of each office and form count. Nothing where no submission was accepted. */
export function intakeTable({ files }: { readonly files: readonly Brief[] }, texts: CliTexts, unitName: (code: string) => string): string[] {
	const accepted = newest(files.flatMap((file) => file.submissions).filter((submission) => submission.status === "accepted"));
	if (accepted.length === 0) return [];
	const forms = [...new Set(accepted.map((submission) => submission.form))].sort();
	const units = [...new Set(accepted.map((submission) => submission.unit))].sort((a, b) => tableOrder(a) - tableOrder(b) || (a < b ? -1 : 1));
	const byPlace = new Map<string, typeof accepted>();
	for (const submission of accepted) {
		const place = `${submission.unit} ${submission.form}`;
		const own = byPlace.get(place);
		if (own) own.push(submission);
		else byPlace.set(place, [submission]);
	}
	const cell = (unit: string, form: string) => {
		const own = byPlace.get(`${unit} ${form}`);
		if (!own) return "";
		return own.every((submission) => submission.nil) ? texts.nil : String(own.reduce((sum, submission) => sum + submission.rows.loaded, 0));
	};
	return [
		texts.files.taken,
		...table(
			[texts.files.unit, ...forms.map(shortForm)],
			units.map((unit) => [unitName(unit), ...forms.map((form) => cell(unit, form))]),
		),
	];
}

/** Of several versions of a report that came in together, the last: it alone counts. */
function newest(submissions: readonly Brief["submissions"][number][]): Brief["submissions"][number][] {
	const bySlot = new Map<string, Brief["submissions"][number]>();
	for (const each of submissions) {
		const slot = [each.form, each.unit, each.period, each.batch].join(" ");
		const other = bySlot.get(slot);
		if (!other || (each.version ?? 0) >= (other.version ?? 0)) bySlot.set(slot, each);
	}
	return [...bySlot.values()];
}

/** How many files came to what. */
export function counts({ files }: { readonly files: readonly Pick<CheckedFile, "status">[] }, texts: CliTexts): string {
	const of = (status: CheckedFile["status"]) => files.filter((file) => file.status === status).length;
	return texts.files.counts({
		files: files.length,
		accepted: of("accepted"),
		pending: of("pending"),
		returned: of("returned"),
		refused: of("refused"),
	});
}

/** Every file that somebody has to look at, with at most `limit` reasons each. */
export function openFiles({ files }: CheckDocument, texts: CliTexts, limit: number): string[] {
	return files.filter((file) => file.status !== "accepted").flatMap((file) => fileLines(file, texts, limit));
}

/** Of files that nobody has to look at and that came before: what changed in them. */
export function resubmittedFiles({ files }: CheckDocument, texts: CliTexts): string[] {
	return files
		.filter((file) => file.status === "accepted" && file.submissions.some(({ since }) => since !== undefined))
		.flatMap((file) => [headline(file, texts), ...sinceLines(file)]);
}

/** What lies in the inbox and was not taken, each with the reason. */
export function passedOver(document: Pick<CheckDocument, "passedOver">, texts: CliTexts): string[] {
	const lines = (document.passedOver ?? []).map(({ message }) => `  ${message}`);
	return lines.length > 0 ? ["", texts.files.passedOver, ...lines] : [];
}

/** What was found in some files, for `check`; with the words of a receipt every finding, and why each file was read as it was. */
export function fullReport(
	{ files }: CheckDocument,
	texts: CliTexts,
	unitName: (code: string) => string,
	receipt: ReceiptTexts | null = null,
): string[] {
	return files.flatMap((file) => [
		headline(file, texts),
		...file.refusals.map((refusal) => `  ${refusal.message}`),
		...(receipt ? fileReceiptLines(file, receipt) : []),
		...file.submissions.flatMap((submission) => [
			...submissionLines(submission, texts, unitName, receipt ? Number.POSITIVE_INFINITY : TOLD_IN_BRIEF),
			...(receipt ? receiptLines(submission, receipt) : briefLine(submission, texts)),
		]),
	]);
}

/** That there is more to see, where something was converted or left aside. */
function briefLine({ conversions, unknownColumns }: SubmissionDocument, texts: CliTexts): string[] {
	const converted = conversions.reduce((sum, { count }) => sum + count, 0);
	return converted + unknownColumns.length === 0 ? [] : [`    ${texts.files.brief({ converted, unknown: unknownColumns.length })}`];
}

function headline(file: CheckedFile, texts: CliTexts): string {
	// Where all that keeps it from counting is that its period is closed, nothing has to be explained.
	const waits = file.status === "pending" && file.submissions.every(({ status, state }) => status === "accepted" || state === "received");
	return `[${waits ? texts.state.received : texts.status[file.status]}] ${file.file}${file.known ? texts.files.known : ""}`;
}

function fileLines(file: CheckedFile, texts: CliTexts, limit: number): string[] {
	const reasons = [
		...file.refusals.map((refusal) => refusal.message),
		...file.submissions.flatMap((submission) =>
			submission.findings.filter((finding) => finding.severity !== "info" && !finding.settled).map((finding) => withSince(finding, texts)),
		),
	];
	const counted = file.submissions.flatMap(({ groups }) => groups.filter(isOpen)).reduce((sum, { count }) => sum + count, 0);
	const rest = Math.max(0, reasons.length - limit) + counted;
	return [
		headline(file, texts),
		...sinceLines(file),
		...reasons.slice(0, limit).map((reason) => `    ${reason}`),
		...(rest > 0 ? [`    ${texts.files.more(rest)}`] : []),
	];
}

/** What changed in each report of a file since its version before. */
function sinceLines({ submissions }: CheckedFile): string[] {
	return submissions.flatMap(({ form, since }) => (since ? [`    ${submissions.length > 1 ? `${form} ` : ""}${since.message}`] : []));
}

function withSince({ message, since }: Pick<FindingDocument, "message" | "since">, texts: CliTexts): string {
	return since === undefined ? message : `[${texts.since[since]}] ${message}`;
}

/** Findings of a report that are told where not everything is asked for, by their numbers. */
const TOLD_IN_BRIEF = 50;

function submissionLines(submission: SubmissionDocument, texts: CliTexts, unitName: (code: string) => string, limit: number): string[] {
	const findings = numbered(submission.findings).map(({ finding }) => finding);
	const left = findings.length - limit;
	const what = [submission.form, submission.period, unitName(submission.unit), submission.batch, `[${texts.state[submission.state]}]`];
	return [
		`  ${what.filter((part) => part !== "").join(" ")}`,
		`    ${texts.files.rows(submission.rows)}`,
		...(submission.since ? [`    ${submission.since.message}`] : []),
		...findings.slice(0, limit).map((finding) => findingLine(finding, texts)),
		...(left > 0 ? [`    ${texts.files.moreInFull(left)}`] : []),
		...submission.groups.map((group) => findingLine(group, texts)),
	];
}

function findingLine(finding: Pick<FindingDocument, "severity" | "settled" | "message" | "since">, texts: CliTexts): string {
	return `    [${texts.standing[finding.settled?.kind ?? finding.severity]}] ${withSince(finding, texts)}`;
}

/** Offices of a division (code …-00) before zones, which have local codes: the order of statistical tables. */
function tableOrder(unit: string): number {
	return unit.endsWith("-00") ? 0 : 1;
}

/** 阳科统01 → 统01: as a heading of a narrow column. */
export function shortForm(form: string): string {
	return form.replace(/^阳科/, "");
}

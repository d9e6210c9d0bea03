import { plusYears } from "../model/calendar.ts";
import { closedBy } from "../model/closed.ts";
import { type EventKind, type Explanation, isOfSlot, type Slot } from "../model/decision.ts";
import type { DecisionDocument } from "../model/documents.ts";
import { type Finding, type FindingGroup, isOpen } from "../model/finding.ts";
import { countsNow, type StoredStatus, type StoredSubmission } from "../model/stored.ts";
import { type CheckedSubmission, slotOf } from "../model/submission.ts";
import { UsageError } from "../model/usage.ts";
import { faultOf } from "../stages/explanation.ts";
import { locksAt, stateAt } from "../stages/state.ts";
import { settleDisputes } from "./disputes.ts";
import { refuseWorthless } from "./empty-words.ts";
import type { Examination } from "./examine.ts";
import type { IngestPorts } from "./ingest.ts";
import type { Store } from "./ports.ts";
import { reexamine, tellOffice } from "./recheck.ts";
import { withDecisions } from "./with-decisions.ts";

/** Who decides about which submission, and why. */
export interface DecisionRequest {
	/** Number of the submission, as somebody typed it. */
	readonly id: string;
	readonly by: string;
	/** null where none was given. */
	readonly reason: string | null;
}

/** A change of a submission that is decided and not made yet. */
export interface Change {
	readonly action: DecisionDocument["action"];
	readonly kind: EventKind;
	readonly to: StoredStatus;
	readonly adjusted?: boolean;
	readonly detail?: Readonly<Record<string, unknown>>;
	/** What looking at the original anew gave, where that is part of the decision. */
	readonly checked?: CheckedSubmission;
}

/** Code of the rule of one code in two units' reports, which the city decides. */
const DISPUTED = "X10";
/** Findings named in a refusal. */
const NAMED = 10;

/**
 * Lets a submission count: one that waits for the city, or for an explanation, which the reason then is; and one that was returned where all that is open is that another
 * unit reports the same enterprise.
 * @throws UsageError where it may not, with what to do
 */
export async function accept(request: DecisionRequest, ports: IngestPorts): Promise<DecisionDocument> {
	const submission = await submissionNamed(request.id, ports.store);
	await refuseClosed(submission, "accept", ports.store);
	const { checked, examination } = await soundly(submission, request, ports);
	return carryOut(submission, { action: "accept", kind: "accepted", to: "accepted", checked }, request, examination, ports);
}

/** Returns a submission to its office; where it counted, the version before it counts again. @throws UsageError where its period is closed and it counts, or it is returned already */
export async function sendBack(request: DecisionRequest, ports: IngestPorts): Promise<DecisionDocument> {
	return takeOut(request, { action: "return", kind: "returned", to: "returned" }, ports);
}

/** Takes back a submission that should not be there: under the wrong unit, say. The version before it counts again. @throws UsageError as `sendBack` */
export async function withdraw(request: DecisionRequest, ports: IngestPorts): Promise<DecisionDocument> {
	return takeOut(request, { action: "withdraw", kind: "withdrawn", to: "withdrawn" }, ports);
}

async function takeOut(request: DecisionRequest, change: Change, ports: IngestPorts): Promise<DecisionDocument> {
	const submission = await submissionNamed(request.id, ports.store);
	refuseState(submission, change.to === "returned" ? ["returned", "withdrawn"] : ["withdrawn"]);
	if (submission.status === "accepted" && !countsNow(submission)) await refuseSuperseded(submission, ports.store);
	// What does not count may be declined: no published figure changes.
	if (countsNow(submission)) await refuseClosed(submission, change.action, ports.store);
	const { examination } = await reexamine(submission, ports);
	return carryOut(submission, change, request, examination, ports);
}

/** The stored submission of a number. @throws UsageError where there is none */
export async function submissionNamed(id: string, store: Pick<Store, "submission">): Promise<StoredSubmission> {
	const number = /^#?(\d{1,9})$/.exec(id.trim())?.[1];
	const submission = number === undefined ? null : await store.submission(Number(number));
	if (!submission) throw new UsageError("usage.no-such-submission", { id });
	return submission;
}

/** @throws UsageError where a submission is in one of some states */
export function refuseState({ id, status }: StoredSubmission, states: readonly StoredStatus[]): void {
	if (states.includes(status)) throw new UsageError("usage.submission-is", { id, state: status });
}

async function refuseSuperseded(submission: StoredSubmission, store: Pick<Store, "versions">): Promise<void> {
	const newer = (await store.versions(submission)).find((each) => each.version > submission.version && countsNow(each));
	if (newer) throw new UsageError("usage.version-superseded", { id: submission.id, newer: newer.id });
}

async function refuseClosed(submission: StoredSubmission, action: string, store: Pick<Store, "locks">): Promise<void> {
	const lock = closedBy(submission, await store.locks());
	if (lock) throw new UsageError("usage.closed-adjust", { id: submission.id, period: lock.period, action });
}

/** What a submission is when the city stands up for it. */
export interface Sound {
	readonly checked: CheckedSubmission;
	readonly examination: Examination;
}

/**
 * Looks at a submission anew as it would be if the reason explained what is to be explained and the city decided what two units dispute. Nothing of it is stored but that
 * decision; the explanations are stored with the change.
 * @param dryRun nothing at all is stored
 * @throws UsageError where something stays open, or a newer version counts
 */
export async function soundly(submission: StoredSubmission, request: DecisionRequest, ports: IngestPorts, dryRun = false): Promise<Sound> {
	refuseState(submission, countsNow(submission) ? ["accepted", "withdrawn"] : ["withdrawn"]);
	await refuseSuperseded(submission, ports.store);
	const found = await lookedAt(submission, ports);
	const { hard, soft, disputed } = openOf(found.checked);
	if (hard.length > 0) throw new UsageError("usage.findings-hard", { id: submission.id, findings: named(hard) });
	if (hard.length + soft.length + disputed.length === 0) return found;
	const { by, reason } = request;
	if (reason === null) {
		const code = soft.length > 0 ? "usage.findings-soft" : "usage.findings-disputed";
		throw new UsageError(code, { id: submission.id, findings: named([...soft, ...disputed]) });
	}
	// What two units dispute is decided by storing the decision, of which a trial stores none.
	if (dryRun && disputed.length > 0) throw new UsageError("usage.disputed-dry-run", { id: submission.id, findings: named(disputed) });
	refuseEmptyWords(reason, found.checked, { soft, disputed }, ports.language);
	const at = ports.clock().toISOString();
	const { form, unit, period, batch } = submission;
	const said = soft.map((each) => explanationOf(each, { form, unit, period, batch }, { text: reason, by, at }));
	for (const key of new Set(disputed.map((each) => ("key" in each ? (each.key ?? null) : null))))
		await decideDispute(unit, key, { reason, by, at }, ports);
	const again = await lookedAt(submission, explainedBy(said, submission, ports));
	if (again.checked.status !== "accepted") {
		throw new UsageError("usage.findings-hard", { id: submission.id, findings: named(Object.values(openOf(again.checked)).flat()) });
	}
	return { ...again, checked: { ...again.checked, explanations: [...(again.checked.explanations ?? []), ...said] } };
}

/** The city explains by the same measure as an office: its words are published too. @throws UsageError where they say nothing of what is open */
function refuseEmptyWords(
	reason: string,
	{ recognised }: CheckedSubmission,
	{ soft, disputed }: { soft: readonly Open[]; disputed: readonly Open[] },
	language: IngestPorts["language"],
): void {
	for (const each of soft) if ("cell" in each) refuseWorthless(reason, each, recognised.form, language);
	if (disputed.length > 0 && faultOf(reason, "reason")) throw new UsageError("usage.ruling-reason", { reason });
}

async function lookedAt(submission: StoredSubmission, ports: IngestPorts): Promise<Sound> {
	const { examination, submission: checked } = await reexamine(submission, ports);
	if (!checked) throw new UsageError("usage.submission-unread", { id: submission.id, file: submission.fileName });
	return { checked, examination };
}

type Open = Finding | FindingGroup;

/** What is open of a submission: what must be corrected, what may be explained, and what the city decides. */
function openOf({ findings, groups }: CheckedSubmission): { hard: Open[]; soft: Open[]; disputed: Open[] } {
	const open: Open[] = [...findings.filter(isOpen), ...groups.filter(isOpen)];
	const disputed = open.filter(({ code }) => code === DISPUTED);
	const rest = open.filter(({ code }) => code !== DISPUTED);
	return { hard: rest.filter(({ severity }) => severity === "hard"), soft: rest.filter(({ severity }) => severity === "soft"), disputed };
}

/** 01-H2 (F6), 01-S1 … */
function named(open: readonly Open[]): string {
	const texts = [...new Set(open.map((each) => ("cell" in each && each.cell !== null ? `${each.code}（${each.cell}）` : each.code)))];
	return texts.length > NAMED ? `${texts.slice(0, NAMED).join("、")}…` : texts.join("、");
}

function explanationOf(open: Open, slot: Slot, said: Pick<Explanation, "text" | "by" | "at">): Explanation {
	const { code, field, table = "" } = open;
	const about = "cell" in open ? { key: open.key ?? null, value: open.value ?? "" } : { key: null, value: null };
	return { ...slot, code, table, field, ...about, ...said, source: "command" };
}

/** The city lets this unit's report of the enterprise stand, for as long as its reports of the year are worked on. */
async function decideDispute(
	unit: string,
	key: string | null,
	{ reason, by, at }: { reason: string; by: string; at: string },
	{ store, today }: IngestPorts,
) {
	await store.waive({ rule: DISPUTED, unit, key, reason, by, at, until: plusYears(today(), 1) });
}

/** The ports, with explanations of a submission's findings that are not stored yet. */
function explainedBy(said: readonly Explanation[], submission: StoredSubmission, ports: IngestPorts): IngestPorts {
	return withDecisions(submission, (decisions) => ({ ...decisions, explanations: [...decisions.explanations, ...said] }), ports);
}

/** Makes a change, settles what it was in dispute with, and tells the office. @throws UsageError where the submission is no longer what was seen, and nothing was changed */
export async function carryOut(
	before: StoredSubmission,
	change: Change,
	{ by, reason }: DecisionRequest,
	examination: Examination,
	ports: IngestPorts,
): Promise<DecisionDocument> {
	const counted = await countingVersion(before, ports.store);
	const at = ports.clock().toISOString();
	const { action, ...how } = change;
	const after = await ports.store.transition({ submission: before.id, from: before.status, by, at, reason, ...how });
	if (!after) throw new UsageError("usage.version-changed", { id: before.id });
	const answer = await tellOffice(after, examination, at, ports);
	const checked = change.checked ?? examination.submissions.find((each) => isOfSlot(before, slotOf(each.recognised)));
	if (checked) await settleDisputes(after, checked, ports);
	return decisionDocument(before, after, { action, by, at, reason, answer, counted }, ports);
}

/** The version of a submission's slot that counts. */
export async function countingVersion(slot: Slot, store: Pick<Store, "versions">): Promise<number | null> {
	return (await store.versions(slot)).find(countsNow)?.id ?? null;
}

interface Done {
	readonly action: DecisionDocument["action"];
	readonly by: string;
	readonly at: string;
	readonly reason: string | null;
	readonly answer: string | null;
	/** The version that counted before. */
	readonly counted: number | null;
}

async function decisionDocument(
	before: StoredSubmission,
	after: StoredSubmission,
	{ action, by, at, reason, answer, counted }: Done,
	{ store, deadlines }: IngestPorts,
): Promise<DecisionDocument> {
	const { id, version, fileName: file, form, unit, period, batch } = after;
	const versions = await store.versions(after);
	const standing = versions.findLast(countsNow) ?? versions.findLast(({ status }) => status !== "withdrawn") ?? null;
	const shown = stateAt({ form, unit, period, batch, standing, versions, owed: true }, { at, deadlines, locks: locksAt(await store.locks(), at) });
	return {
		action,
		dryRun: false,
		submission: { id, version, file, form, unit, period, batch, before: before.status, status: after.status },
		state: shown.state,
		counting: { before: counted, after: await countingVersion(after, store) },
		...{ by, at, reason, answer, effect: null },
	};
}

import { closedBy } from "../model/closed.ts";
import { type EventKind, isOfSlot, type LogEntry } from "../model/decision.ts";
import { type Finding, findingIdentity, groupIdentity } from "../model/finding.ts";
import type { StoredStatus, StoredSubmission } from "../model/stored.ts";
import { type CheckedSubmission, slotOf } from "../model/submission.ts";
import { answer } from "./answer.ts";
import { type Examination, examine } from "./examine.ts";
import { asStored, type IngestPorts } from "./ingest.ts";
import { withKeptWaivers } from "./kept-waivers.ts";
import { withRulings } from "./rulings.ts";
import { withSince } from "./versions.ts";

/** Who has a submission looked at anew, and why. */
export interface Occasion {
	readonly by: string;
	/** ISO 8601. */
	readonly at: string;
	readonly reason: string;
	/** What the log calls it; rechecked where left out. */
	readonly kind?: EventKind;
}

/** What looking at a submission anew gave. */
export interface Recheck {
	readonly before: StoredSubmission;
	readonly after: StoredSubmission;
	/** What was found now. */
	readonly checked: CheckedSubmission;
	/** Its state or one of its findings is another than before. */
	readonly changed: boolean;
}

/** Reads the original of a submission anew, with the rules, synonyms and decisions of now. `submission` is null where the file no longer gives one for that slot. */
export async function reexamine(
	submission: StoredSubmission,
	ports: IngestPorts,
): Promise<{ readonly examination: Examination; readonly submission: CheckedSubmission | null }> {
	const unit = ports.catalogue.units.find(({ code }) => code === submission.unit) ?? null;
	const bytes = await ports.archive.read(submission.sha256);
	const examination = await examine(bytes, { fileName: submission.fileName, folderUnit: unit }, ports);
	return { examination, submission: examination.submissions.find((each) => isOfSlot(slotOf(each.recognised), submission)) ?? null };
}

/**
 * Looks at a submission anew and lets what is found count: a decision on a rule, an explanation, or another unit's report may have changed how it stands. What the city has
 * returned or withdrawn by itself stays so. The office is told where anything changed.
 * @returns null where the submission stands no longer (withdrawn, changed by someone else meanwhile) or its file gives nothing for the slot any more
 */
export async function recheck(before: StoredSubmission, occasion: Occasion, ports: IngestPorts): Promise<Recheck | null> {
	if (before.status === "withdrawn") return null;
	const { examination, submission: checked } = await reexamine(before, await withKeptWaivers(before, ports));
	if (!checked) return null;
	const to = await statusOf(checked, before, ports);
	const known = { findings: await ports.store.findings(before.id), groups: await ports.store.findingGroups(before.id) };
	const changed = to !== before.status || standing(checked) !== standing(known);
	if (!changed) return { before, after: before, checked, changed };
	const { by, at, reason, kind = "rechecked" } = occasion;
	const after = await ports.store.transition({ submission: before.id, from: before.status, to, kind, by, at, reason, checked });
	if (!after) return null;
	await tellOffice(after, examination, at, ports);
	return { before, after, checked, changed };
}

/** Answers the office anew: its receipt says how the submissions of the file stand now. Gives where it lies. */
export async function tellOffice(submission: StoredSubmission, examination: Examination, at: string, ports: IngestPorts): Promise<string | null> {
	const stored = await ports.store.submissionsOfFile(submission.sha256);
	const standing = examination.submissions.map((each) => stored.findLast((known) => isOfSlot(slotOf(each.recognised), known)));
	const unit = ports.catalogue.units.find(({ code }) => code === submission.unit) ?? null;
	const { fileName, sha256 } = submission;
	const file = { name: fileName, fileName, folder: unit?.shortName ?? null, bytes: await ports.archive.read(sha256), sha256, repeated: false };
	const told = await withSince(await asStored(examination, standing, ports.store), standing, ports);
	return answer(file, await withRulings(told, standing, ports.store), at, unit, ports);
}

async function statusOf(checked: CheckedSubmission, before: StoredSubmission, { store }: IngestPorts): Promise<StoredStatus> {
	// What an officer returned is not let pass by an explanation.
	if (before.status === "returned" && returnedByTheCity(await store.log({ submission: before.id }))) return before.status;
	if (checked.status !== "accepted") return checked.status;
	if (before.status === "accepted") return "accepted";
	return before.status === "received" || closedBy(before, await store.locks()) ? "received" : "accepted";
}

/** Whether the last change of a submission's state was that an officer returned it. */
function returnedByTheCity(log: readonly LogEntry[]): boolean {
	return log.findLast(({ from, to }) => from !== to)?.kind === "returned";
}

/** How findings stand, to tell whether anything is otherwise than before. */
function standing({ findings, groups }: Pick<CheckedSubmission, "findings" | "groups">): string {
	const settledBy = ({ settled }: Pick<Finding, "settled">) => (settled?.kind === "explained" ? settled.text : (settled?.waiver ?? null));
	return JSON.stringify([
		findings.map((each) => [findingIdentity(each), each.severity, settledBy(each)]),
		groups.map((each) => [groupIdentity(each), each.severity, each.count, settledBy(each)]),
	]);
}

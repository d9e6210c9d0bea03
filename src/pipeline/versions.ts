import { isOfSlot } from "../model/decision.ts";
import type { Finding } from "../model/finding.ts";
import { OriginalGone } from "../model/original-gone.ts";
import { RefusalError } from "../model/refusal.ts";
import type { StoredSubmission } from "../model/stored.ts";
import { type CheckedSubmission, slotOf } from "../model/submission.ts";
import type { Comparison, SinceVersion, UncomparedReason, Version, VersionRef } from "../model/version.ts";
import { versionOf } from "../stages/compare-versions/version-of.ts";
import { compareVersions } from "../stages/compare-versions.ts";
import { normalise } from "../stages/normalise.ts";
import { recognise } from "../stages/recognise.ts";
import type { Examination, ExamineContext } from "./examine.ts";
import type { Archive, Store } from "./ports.ts";

export interface VersionPorts extends Pick<ExamineContext, "catalogue" | "readGrid"> {
	readonly archive: Pick<Archive, "read">;
	readonly store: Pick<Store, "findings" | "findingGroups" | "versions">;
}

/** Rows of a version that are compared, at most: two of them are held at once. Far more than a county has enterprises. */
const MOST_ROWS = 200_000;

/** A version that can be compared, or why it cannot. */
export type Reading = { readonly version: Version } | { readonly uncompared: UncomparedReason };

/**
 * What a stored version says: its original read again, with the forms, rules of reading and synonyms of now, so that two versions are compared by the same measure; rows that were
 * rejected are among them. Its findings are those that its office was told last.
 */
export async function readVersion(submission: StoredSubmission, ports: VersionPorts): Promise<Reading> {
	const { catalogue } = ports;
	if (submission.ledger.seen > MOST_ROWS) return { uncompared: "too-many-rows" };
	// A nil report may have come by word of mouth, without a file.
	const nil = submission.nil ? catalogue.forms.find(({ id }) => id === submission.form) : undefined;
	if (nil) return { version: versionOf(nil, [], await toldOf(submission.id, ports.store)) };
	try {
		const folderUnit = catalogue.units.find(({ code }) => code === submission.unit) ?? null;
		const grid = await ports.readGrid(await ports.archive.read(submission.sha256), submission.fileName);
		const { submissions } = recognise(grid, { fileName: submission.fileName, folderUnit }, catalogue);
		const found = submissions.find((each) => isOfSlot(slotOf(each), submission));
		if (!found) return { uncompared: "not-recognised" };
		return { version: versionOf(found.form, normalise(found, catalogue), await toldOf(submission.id, ports.store)) };
	} catch (fault) {
		if (fault instanceof OriginalGone) return { uncompared: "not-archived" };
		if (fault instanceof RefusalError) return { uncompared: "unreadable" };
		throw fault;
	}
}

/** What a version at hand says. */
export function versionAtHand({ recognised, findings, groups, ledger }: CheckedSubmission, { catalogue }: Pick<VersionPorts, "catalogue">): Reading {
	if (ledger.seen > MOST_ROWS) return { uncompared: "too-many-rows" };
	return { version: versionOf(recognised.form, normalise(recognised, catalogue), { findings, groups }) };
}

/**
 * Tells of each report of a file what changed since the version before, where there is one, whatever became of that one; and where another version counted until this one was
 * accepted, since that one. Reads one original more for each such report, seldom two; where that is not possible, it is said why.
 */
export async function withSince(
	examination: Examination,
	stored: readonly (StoredSubmission | undefined)[],
	ports: VersionPorts,
): Promise<Examination> {
	if (!stored.some((each) => each && each.version > 1)) return examination;
	const submissions: CheckedSubmission[] = [];
	for (const [at, submission] of examination.submissions.entries()) {
		const kept = stored[at];
		submissions.push(kept && kept.version > 1 ? await compared(submission, kept, ports) : submission);
	}
	return { ...examination, submissions };
}

/** The version before another one of its slot, by number; null for the first. */
export async function versionBefore(submission: StoredSubmission, store: Pick<Store, "versions">): Promise<StoredSubmission | null> {
	return (await versionsBefore(submission, store)).at(-1) ?? null;
}

async function versionsBefore(submission: StoredSubmission, store: Pick<Store, "versions">): Promise<StoredSubmission[]> {
	return (await store.versions(submission)).filter(({ version }) => version < submission.version);
}

async function compared(submission: CheckedSubmission, kept: StoredSubmission, ports: VersionPorts): Promise<CheckedSubmission> {
	const earlier = await versionsBefore(kept, ports.store);
	const before = earlier.at(-1);
	if (!before) return submission;
	const own = versionAtHand(submission, ports);
	const { since, comparison } = await comparedWith(before, own, ports);
	const counted = kept.status === "accepted" ? earlier.findLast(({ status, acceptedAt }) => status === "accepted" && acceptedAt !== null) : undefined;
	const also = counted && counted !== before ? { counted: (await comparedWith(counted, own, ports)).since } : {};
	return { ...submission, findings: comparison ? marked(submission.findings, comparison) : submission.findings, since: { ...since, ...also } };
}

async function comparedWith(before: StoredSubmission, own: Reading, ports: VersionPorts): Promise<{ since: SinceVersion; comparison?: Comparison }> {
	const than: VersionRef = { submission: before.id, version: before.version };
	if ("uncompared" in own) return { since: { than, ...own } };
	const earlier = await readVersion(before, ports);
	if ("uncompared" in earlier) return { since: { than, ...earlier } };
	const comparison = compareVersions(earlier.version, own.version);
	return { since: { than, counts: comparison.counts }, comparison };
}

/** Findings with whether the office was told of them before. */
function marked(findings: readonly Finding[], { findings: changes }: Comparison): Finding[] {
	const [again, fresh] = [new Set(changes.again), new Set(changes.fresh)];
	return findings.map((finding) => {
		const since = again.has(finding) ? "again" : fresh.has(finding) ? "new" : null;
		return since === null ? finding : { ...finding, since };
	});
}

async function toldOf(id: number, store: VersionPorts["store"]) {
	return { findings: await store.findings(id), groups: await store.findingGroups(id) };
}

import { period } from "../model/period.ts";
import type { Deadlines } from "../model/state.ts";
import { type StoredSubmission, toldStatus } from "../model/stored.ts";
import type { Catalogue } from "../model/submission.ts";
import { dueDay } from "../stages/due.ts";
import { firstDayIn } from "../stages/state.ts";
import { type AnswerPorts, answer } from "./answer.ts";
import { type Examination, type ExamineContext, examineDropped, worst } from "./examine.ts";
import { clearOutdated } from "./outdated-returns.ts";
import type { Archive, Clock, DroppedFile, OpenBundle, Store } from "./ports.ts";
import { withRulings } from "./rulings.ts";
import { unitOfFolder } from "./unit-of-folder.ts";
import { withSince } from "./versions.ts";

/** What became of a dropped file. */
export interface Intake {
	readonly file: DroppedFile;
	readonly sha256: string;
	/** The very same file had been taken before: nothing was changed. */
	readonly repeated: boolean;
	readonly examination: Examination;
	readonly stored: readonly StoredSubmission[];
	/** Ids of those that came after their due day, when nothing that could count was in. */
	readonly late: ReadonlySet<number>;
	/** Where the office finds its receipt; where no office is known, where the file was put aside. */
	readonly answerAt: string | null;
}

export interface IngestPorts extends ExamineContext, AnswerPorts {
	readonly clock: Clock;
	readonly archive: Archive;
	readonly store: Store;
	readonly catalogue: Catalogue;
	readonly openBundle: OpenBundle;
	/** By which day reports are due. */
	readonly deadlines: Deadlines;
}

/**
 * archive the original → read, recognise, normalise, check → store in one transaction → answer the office.
 * The original is archived before anything is parsed, so nothing is lost whatever happens next; each step may be repeated, so that a file whose intake was broken off
 * anywhere is simply taken in again. The same file twice changes nothing.
 */
export async function ingest(file: DroppedFile, ports: IngestPorts): Promise<Intake> {
	const { oversized } = file;
	const sha256 = oversized ? await ports.archive.keepFile(oversized.path) : await ports.archive.keep(file.bytes);
	const known = new Set((await ports.store.submissionsOfFile(sha256)).map(({ id }) => id));
	const hints = { fileName: file.fileName, folderUnit: unitOfFolder(file.folder, ports.catalogue.units) };
	const found = await examineDropped(file, hints, ports);

	const receivedAt = ports.clock().toISOString();
	const delivery = {
		sha256,
		fileName: file.fileName,
		folder: file.folder,
		size: oversized?.size ?? file.bytes.length,
		receivedAt,
		...broughtBy(file),
	};
	for (const { refusal } of found.refusals) await ports.store.storeRefusal(delivery, refusal, receivedAt);
	const stored = found.submissions.length > 0 ? await ports.store.store(delivery, found.submissions) : [];
	const repeated = found.refusals.length === 0 && stored.every(({ id }) => known.has(id));
	const compared = await withSince(await asStored(found, stored, ports.store), stored, ports);
	// Of what has just come the city can have decided nothing but that its period is closed.
	const decided = stored.some(({ id, status }) => known.has(id) || status === "received");
	const examination = decided ? await withRulings(compared, stored, ports.store) : compared;
	const answerAt = await answer({ ...file, sha256, repeated }, examination, receivedAt, hints.folderUnit, ports);
	await clearOutdated(stored, file.fileName, hints.folderUnit ?? examination.submissions[0]?.recognised.unit ?? null, ports);
	return { file, sha256, repeated, examination, stored, late: await lateOf(stored, ports), answerAt };
}

async function lateOf(stored: readonly StoredSubmission[], { store, deadlines }: Pick<IngestPorts, "store" | "deadlines">): Promise<Set<number>> {
	const late = new Set<number>();
	for (const submission of stored) {
		const due = dueDay(period(submission.period), deadlines);
		const isLate = (versions: readonly StoredSubmission[]) => (firstDayIn(versions) ?? due) > due;
		// Most come in time, and their other versions need not be asked for.
		if (isLate([submission]) && isLate(await store.versions(submission))) late.add(submission.id);
	}
	return late;
}

function broughtBy({ by }: DroppedFile): { by?: string } {
	return by === undefined ? {} : { by };
}

/**
 * What was stored stands: under other rules, another cutoff or other synonyms the same file may look otherwise when it comes again, and changes nothing all the same. What
 * came out otherwise then is told as it came out then, with its own reasons.
 */
export async function asStored(
	examination: Examination,
	stored: readonly (StoredSubmission | undefined)[],
	store: Pick<Store, "findings" | "findingGroups">,
): Promise<Examination> {
	const submissions = await Promise.all(
		examination.submissions.map(async (submission, at) => {
			const kept = stored[at];
			const status = kept ? toldStatus(kept.status) : submission.status;
			if (!kept || status === submission.status) return submission;
			return { ...submission, status, ledger: kept.ledger, findings: await store.findings(kept.id), groups: await store.findingGroups(kept.id) };
		}),
	);
	return { ...examination, submissions, status: examination.refusals.length > 0 ? "refused" : worst(submissions.map(({ status }) => status)) };
}

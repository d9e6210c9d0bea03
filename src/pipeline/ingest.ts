import type { StoredSubmission } from "../model/stored.ts";
import type { Catalogue } from "../model/submission.ts";
import type { Language } from "../model/text.ts";
import { answer } from "./answer.ts";
import { type Examination, type ExamineContext, examine } from "./examine.ts";
import type { Archive, Clock, DroppedFile, Outbox, Store } from "./ports.ts";
import { unitOfFolder } from "./unit-of-folder.ts";

/** What became of a dropped file. */
export interface Intake {
	readonly file: DroppedFile;
	readonly sha256: string;
	/** The very same file had been taken before: nothing was changed. */
	readonly repeated: boolean;
	readonly examination: Examination;
	readonly stored: readonly StoredSubmission[];
	/** Where the office finds the answer, or where the file was put aside; null where nothing is wrong. */
	readonly answerAt: string | null;
}

export interface IngestPorts extends ExamineContext {
	readonly clock: Clock;
	readonly archive: Archive;
	readonly store: Store;
	readonly outbox: Outbox;
	readonly catalogue: Catalogue;
	/** Language of the answers that offices get. */
	readonly language: Language;
}

/**
 * archive the original → read, recognise, normalise, check → store in one transaction → answer the office.
 * The same file twice changes nothing. The original is archived before anything is parsed, so nothing is lost whatever happens next.
 */
export async function ingest(file: DroppedFile, ports: IngestPorts): Promise<Intake> {
	const sha256 = await ports.archive.keep(file.bytes);
	const known = await ports.store.submissionsOfFile(sha256);
	const hints = { fileName: file.fileName, folderUnit: unitOfFolder(file.folder, ports.catalogue.units) };
	const examination = await examine(file.bytes, hints, ports);
	if (known.length > 0) return { file, sha256, repeated: true, examination, stored: known, answerAt: null };

	const receivedAt = ports.clock().toISOString();
	const delivery = { sha256, fileName: file.fileName, folder: file.folder, size: file.bytes.length, receivedAt };
	if (examination.refusal) await ports.store.storeRefusal(delivery, examination.refusal, receivedAt);
	const stored = examination.submissions.length > 0 ? await ports.store.store(delivery, examination.submissions) : [];
	const answerAt = await answer(file, examination, hints.folderUnit, ports.outbox, ports.language);
	return { file, sha256, repeated: false, examination, stored, answerAt };
}

import { CHANGE_TEXTS } from "../messages/changes.ts";
import type { DiffDocument } from "../model/change-documents.ts";
import type { Slot } from "../model/decision.ts";
import { countsNow, type StoredSubmission } from "../model/stored.ts";
import { type CheckedSubmission, slotOf } from "../model/submission.ts";
import type { Comparison, UncomparedReason, Version } from "../model/version.ts";
import { compareVersions } from "../stages/compare-versions.ts";
import { comparisonDocument, type DiffTelling } from "./diff-document.ts";
import { type Reading, readVersion, type VersionPorts, versionAtHand } from "./versions.ts";

/** One of two things that are compared. */
interface Side {
	readonly told: DiffDocument["before"];
	readonly reading: Reading;
}

/** That two versions cannot be compared, and which of them is the reason (null for a file at hand). */
interface Uncompared {
	readonly uncompared: UncomparedReason;
	readonly of: number | null;
}

/** Compares two stored versions, each read anew from its original. */
export async function diffStored(
	before: StoredSubmission,
	after: StoredSubmission,
	ports: VersionPorts,
	telling: DiffTelling,
): Promise<DiffDocument> {
	const sides = [await storedSide(before, ports), await storedSide(after, ports)] as const;
	return documentOf(after, sides, await countingOf(after, ports), telling);
}

/** Compares a file that was checked and not stored with a stored version. */
export async function diffFile(
	before: StoredSubmission,
	after: { readonly file: string; readonly checked: CheckedSubmission },
	ports: VersionPorts,
	telling: DiffTelling,
): Promise<DiffDocument> {
	const { file, checked } = after;
	const told = { submission: null, version: null, file, status: checked.status, receivedAt: null };
	const sides = [await storedSide(before, ports), { told, reading: versionAtHand(checked, ports) }] as const;
	return documentOf(slotOf(checked.recognised), sides, await countingOf(before, ports), telling);
}

/** How two stored versions differ, or why that cannot be said. */
export async function compareStored(before: StoredSubmission, after: StoredSubmission, ports: VersionPorts): Promise<Comparison | Uncompared> {
	const sides = [await storedSide(before, ports), await storedSide(after, ports)] as const;
	const readable = bothReadable(sides);
	return "uncompared" in readable ? readable : compareVersions(...readable);
}

function bothReadable([before, after]: readonly [Side, Side]): [Version, Version] | Uncompared {
	if ("uncompared" in before.reading) return { ...before.reading, of: before.told.version };
	if ("uncompared" in after.reading) return { ...after.reading, of: after.told.version };
	return [before.reading.version, after.reading.version];
}

async function storedSide(submission: StoredSubmission, ports: VersionPorts): Promise<Side> {
	const { id, version, fileName, status, receivedAt } = submission;
	return { told: { submission: id, version, file: fileName, status, receivedAt }, reading: await readVersion(submission, ports) };
}

/** The version of a slot that counts now. */
async function countingOf(slot: Slot, { store }: VersionPorts): Promise<number | null> {
	return (await store.versions(slot)).find(countsNow)?.version ?? null;
}

function documentOf(slot: Slot, sides: readonly [Side, Side], counting: number | null, telling: DiffTelling): DiffDocument {
	const { form, unit, period, batch } = slot;
	const [before, after] = sides;
	const head = { form, unit, period, batch, before: before.told, after: after.told, counting };
	const readable = bothReadable(sides);
	if ("uncompared" in readable) {
		const { uncompared, of } = readable;
		const texts = CHANGE_TEXTS[telling.language];
		return { ...head, same: false, message: texts.joined([texts.uncompared[uncompared](of)]), uncompared };
	}
	return { ...head, ...comparisonDocument(compareVersions(...readable), readable[1].form, telling) };
}

import { CHANGE_TEXTS, tellChanges } from "../messages/changes.ts";
import type { ChangesDocument } from "../model/change-documents.ts";
import { slotKey } from "../model/decision.ts";
import { inTableOrder } from "../model/division.ts";
import { contains, type Period, parsePeriod } from "../model/period.ts";
import type { StoredSubmission } from "../model/stored.ts";
import type { Language } from "../model/text.ts";
import { compareStored } from "./diff.ts";
import type { Store } from "./ports.ts";
import type { VersionPorts } from "./versions.ts";

export interface ChangesSincePorts extends VersionPorts {
	readonly store: VersionPorts["store"] & Pick<Store, "submissions">;
}

type Entry = ChangesDocument["slots"][number];

/**
 * What came in for a period since an instant (ISO 8601): for each slot with a version since then, how its newest version differs from the one that stood then, in table order of
 * the units. Slots of periods inside the given one are among them. Reads two originals for each slot that had come before.
 * @param onSlot is told which slot is looked at, and of how many
 */
export async function changesSince(
	period: Period,
	since: string,
	ports: ChangesSincePorts,
	language: Language,
	onSlot: (slot: StoredSubmission, done: number, of: number) => void = () => undefined,
): Promise<ChangesDocument> {
	const touched = slotsOf(await ports.store.submissions(), period)
		.map((versions) => ({ newest: versions.at(-1), stood: versions.findLast(({ receivedAt }) => receivedAt <= since) ?? null }))
		.flatMap(({ newest, stood }) => (newest && newest.receivedAt > since ? [{ newest, stood }] : []));
	const order = inOrder(ports);
	const slots: Entry[] = [];
	for (const [done, { newest, stood }] of touched.sort((a, b) => order(a.newest, b.newest)).entries()) {
		onSlot(newest, done, touched.length);
		slots.push(await entryOf(newest, stood, ports, language));
	}
	return { period: period.code, since, slots };
}

/** The versions of each slot of a period and of the periods inside it, oldest first. */
function slotsOf(newestFirst: readonly StoredSubmission[], period: Period): StoredSubmission[][] {
	const slots = new Map<string, StoredSubmission[]>();
	for (const submission of newestFirst.toReversed()) {
		const own = parsePeriod(submission.period);
		if (!own || !contains(period, own)) continue;
		const slot = slotKey(submission);
		const versions = slots.get(slot);
		if (versions) versions.push(submission);
		else slots.set(slot, [submission]);
	}
	return [...slots.values()];
}

async function entryOf(newest: StoredSubmission, stood: StoredSubmission | null, ports: VersionPorts, language: Language): Promise<Entry> {
	const { form, unit, period, batch, version, id, status, receivedAt, ledger } = newest;
	const head = { form, unit, period, batch, from: stood?.version ?? null, to: version, submission: id, status, receivedAt, loaded: ledger.loaded };
	const texts = CHANGE_TEXTS[language];
	if (!stood) return { ...head, message: newest.nil ? texts.firstNil : texts.first(ledger.loaded) };
	const comparison = await compareStored(stood, newest, ports);
	if ("uncompared" in comparison) {
		const { uncompared, of } = comparison;
		return { ...head, uncompared, message: texts.joined([texts.uncompared[uncompared](of)]) };
	}
	return { ...head, ...comparison.counts, message: tellChanges(comparison.counts, language) };
}

function inOrder({ catalogue: { units } }: VersionPorts): (a: StoredSubmission, b: StoredSubmission) => number {
	const places = new Map(inTableOrder(units).map(({ code }, at) => [code, at]));
	const place = ({ unit }: StoredSubmission) => places.get(unit) ?? places.size;
	const rest = ({ form, period, batch }: StoredSubmission) => JSON.stringify([form, period, batch]);
	return (a, b) => place(a) - place(b) || (rest(a) < rest(b) ? -1 : 1);
}

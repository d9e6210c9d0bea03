import type { StoredSubmission } from "../model/stored.ts";
import type { IngestPorts } from "./ingest.ts";

/**
 * Ports by which a submission that counts is looked at anew with the waivers that have let it pass, though they have run out or were ended since: such an end opens nothing that
 * was accepted before.
 */
export async function withKeptWaivers(submission: StoredSubmission, ports: IngestPorts): Promise<IngestPorts> {
	if (submission.status !== "accepted") return ports;
	const { store, reader, today } = ports;
	const found = [...(await store.findings(submission.id)), ...(await store.findingGroups(submission.id))];
	const used = new Set(found.flatMap(({ settled }) => (settled?.kind === "waived" ? [settled.waiver] : [])));
	if (used.size === 0 || !reader) return ports;
	const kept = (await store.waivers()).filter(({ id }) => used.has(id)).map((each) => ({ ...each, endedBy: null, endedAt: null, until: today() }));
	return {
		...ports,
		reader: {
			...reader,
			async decisionsOn(slot) {
				const decisions = await reader.decisionsOn(slot);
				const { form, unit, period, batch } = submission;
				const isOwn = slot.form === form && slot.unit === unit && slot.period === period && slot.batch === batch;
				return isOwn ? { ...decisions, waivers: [...decisions.waivers, ...kept] } : decisions;
			},
		},
	};
}

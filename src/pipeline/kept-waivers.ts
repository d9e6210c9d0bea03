import type { StoredSubmission } from "../model/stored.ts";
import type { IngestPorts } from "./ingest.ts";
import { withDecisions } from "./with-decisions.ts";

/**
 * Ports by which a submission that counts is looked at anew with the waivers that have let it pass, though they have run out or were ended since: such an end opens nothing that
 * was accepted before.
 */
export async function withKeptWaivers(submission: StoredSubmission, ports: IngestPorts): Promise<IngestPorts> {
	if (submission.status !== "accepted") return ports;
	const { store, today } = ports;
	const found = [...(await store.findings(submission.id)), ...(await store.findingGroups(submission.id))];
	const used = new Set(found.flatMap(({ settled }) => (settled?.kind === "waived" ? [settled.waiver] : [])));
	if (used.size === 0) return ports;
	const kept = (await store.waivers()).filter(({ id }) => used.has(id)).map((each) => ({ ...each, endedBy: null, endedAt: null, until: today() }));
	return withDecisions(submission, (decisions) => ({ ...decisions, waivers: [...decisions.waivers, ...kept] }), ports);
}

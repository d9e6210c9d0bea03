import { closedBy } from "../model/closed.ts";
import type { DecisionDocument } from "../model/documents.ts";
import { countsNow, type StoredSubmission } from "../model/stored.ts";
import { UsageError } from "../model/usage.ts";
import type { ConsolidatePorts } from "./consolidate.ts";
import { type Change, carryOut, countingVersion, type DecisionRequest, refuseState, soundly, submissionNamed } from "./decisions.ts";
import { type CountingChange, type Effect, effectOf } from "./effect.ts";
import type { Examination } from "./examine.ts";
import type { IngestPorts } from "./ingest.ts";
import { reexamine } from "./recheck.ts";

export interface AdjustRequest extends DecisionRequest {
	readonly reason: string;
	/** The submission is to count no longer; it is to begin to where this is false. */
	readonly withdraw: boolean;
	/** Only the effect is told; nothing is changed. */
	readonly dryRun: boolean;
}

interface Planned {
	readonly change: Change;
	readonly counting: CountingChange;
	readonly examination: Examination;
}

/**
 * Changes what counts in a closed period (调整): a version that came after it was closed counts from now on, or one that counts is withdrawn. Which published figures become
 * others, and from what to what, is computed first, told, and kept in the log beside the reason.
 * @throws UsageError where the period is open, or the submission is nothing that can be adjusted
 */
export async function adjust(request: AdjustRequest, ports: IngestPorts, figures: ConsolidatePorts): Promise<DecisionDocument> {
	const submission = await submissionNamed(request.id, ports.store);
	const { id, period } = submission;
	if (!closedBy(submission, await ports.store.locks())) throw new UsageError("usage.not-closed", { id, period });
	const { change, counting, examination } = request.withdraw ? await toRest(submission, ports) : await toCount(submission, request, ports);
	const at = ports.clock().toISOString();
	const effect = await effectOf(counting, at, figures, ports.language);
	if (request.dryRun) return planned(submission, counting, effect, at, request);
	const decided = await carryOut(submission, { ...change, detail: { effect: effect.map(brief) } }, request, examination, ports);
	return { ...decided, effect };
}

async function toCount(submission: StoredSubmission, request: AdjustRequest, ports: IngestPorts): Promise<Planned> {
	if (countsNow(submission)) refuseState(submission, ["accepted"]);
	if (submission.status === "returned") throw new UsageError("usage.adjust-what", { id: submission.id });
	const { checked, examination } = await soundly(submission, request, ports, request.dryRun);
	const rests = await countingVersion(submission, ports.store);
	const change: Change = { action: "adjust", kind: "adjusted", to: "accepted", adjusted: true, checked };
	return { change, examination, counting: { slot: submission, rests, counts: submission } };
}

async function toRest(submission: StoredSubmission, ports: IngestPorts): Promise<Planned> {
	if (!countsNow(submission)) throw new UsageError("usage.adjust-what", { id: submission.id });
	const { examination } = await reexamine(submission, ports);
	const earlier = (await ports.store.versions(submission)).filter(
		({ status, acceptedAt, version }) => status === "accepted" && acceptedAt !== null && version < submission.version,
	);
	const change: Change = { action: "adjust", kind: "adjusted", to: "withdrawn", adjusted: true };
	return { change, examination, counting: { slot: submission, rests: submission.id, counts: earlier.at(-1) ?? null } };
}

/** What the log keeps: ids and values, without words of a language. */
function brief({ period, cutoff, figures }: Effect) {
	return { period, cutoff, figures: figures.map(({ id, reportingUnit, before, after }) => ({ id, reportingUnit, before, after })) };
}

function planned(
	{ id, version, fileName: file, form, unit, period, batch, status }: StoredSubmission,
	{ rests, counts: next }: CountingChange,
	effect: readonly Effect[],
	at: string,
	{ by, reason }: AdjustRequest,
): DecisionDocument {
	return {
		action: "adjust",
		dryRun: true,
		submission: { id, version, file, form, unit, period, batch, before: status, status },
		state: "locked",
		counting: { before: rests, after: next?.id ?? null },
		...{ by, at, reason, answer: null, effect },
	};
}

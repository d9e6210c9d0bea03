import { isDay } from "../model/calendar.ts";
import type { Waiver, WaiverRequest } from "../model/decision.ts";
import type { WaiversDocument } from "../model/documents.ts";
import type { Finding } from "../model/finding.ts";
import type { Form } from "../model/form.ts";
import type { StoredSubmission } from "../model/stored.ts";
import { UsageError } from "../model/usage.ts";
import { isInForce } from "../stages/check/waived.ts";
import { faultOf } from "../stages/explanation.ts";
import { newestOfEach } from "../stages/roll-up.ts";
import { waivable } from "../stages/waivable.ts";
import { recheckAndSettle } from "./disputes.ts";
import type { IngestPorts } from "./ingest.ts";
import type { Clock, Store } from "./ports.ts";
import { unitOfFolder } from "./unit-of-folder.ts";

type Touched = WaiversDocument["touched"];

/** What listing and ending needs. */
export interface WaiverPorts {
	readonly store: Pick<Store, "waivers" | "endWaiver">;
	readonly clock: Clock;
	/** YYYY-MM-DD. */
	readonly today: () => string;
}

/** Every waiver, those that ran out or were ended as well. */
export async function listWaivers({ store, today }: WaiverPorts): Promise<WaiversDocument> {
	return { waivers: (await store.waivers()).map((waiver) => told(waiver, today())), touched: [] };
}

/**
 * Does without a rule for a while: for all units or one, in every row or one. What waits because of it is checked anew, and its offices are told; what was decided before
 * stays as it was.
 * @throws UsageError where there is no such rule, nothing to do without, no reason or no day to come
 */
export async function waive(request: WaiverRequest, by: string, ports: IngestPorts): Promise<WaiversDocument> {
	const { store, clock, today } = ports;
	const wanted = understood(request, ports);
	const same = (await store.waivers()).find((each) => isInForce(each, today()) && isSame(each, wanted) && each.until >= wanted.until);
	if (same) throw new UsageError("usage.waived-already", { rule: same.rule, id: same.id, until: same.until });
	const waiver = await store.waive({ ...wanted, by, at: clock().toISOString() });
	const waiting = await waitingFor(waiver, store);
	for (const submission of waiting) {
		await recheckAndSettle(submission, { by, at: clock().toISOString(), reason: `${waiver.rule} ${waiver.reason}` }, ports);
	}
	// Settling what one office disputed may have changed the other one's report before its turn.
	const now = new Map((await store.submissions()).map((each) => [each.id, each.status]));
	const touched = waiting.map(({ id, fileName: file, form, unit, period, batch, status: before }): Touched[number] => {
		return { submission: id, file, form, unit, period, batch, before, status: now.get(id) ?? before };
	});
	return { waivers: [told(waiver, today())], touched };
}

/** Ends a waiver before its day. What was let pass stays; from the next check on, the rule applies again. @throws UsageError where none of that number is in force */
export async function endWaiver(id: string, by: string, reason: string | null, { store, clock, today }: WaiverPorts): Promise<WaiversDocument> {
	const number = /^#?(\d{1,9})$/.exec(id.trim())?.[1];
	const waiver = number === undefined ? null : await store.endWaiver(Number(number), by, clock().toISOString(), reason);
	if (!waiver) throw new UsageError("usage.no-such-waiver", { id });
	return { waivers: [told(waiver, today())], touched: [] };
}

function understood(request: WaiverRequest, { catalogue, today }: Pick<IngestPorts, "catalogue" | "today">) {
	const rule = ruleMeant(request.rule, catalogue.forms);
	const unit = request.unit === null ? null : unitOfFolder(request.unit.trim(), catalogue.units);
	if (request.unit !== null && !unit)
		throw new UsageError("usage.no-such-unit", { unit: request.unit, known: catalogue.units.map(({ shortName }) => shortName).join("、") });
	const reason = request.reason.trim();
	if (faultOf(reason, "reason")) throw new UsageError("usage.waiver-reason", { reason });
	const until = request.until.trim();
	if (!isDay(until) || until < today()) throw new UsageError("usage.waiver-day", { day: until, today: today() });
	return { rule, unit: unit?.code ?? null, key: request.key?.trim() ?? null, reason, until };
}

function ruleMeant(text: string, forms: readonly Form[]): string {
	const found = waivable(text, forms);
	if (!("refused" in found)) return found.code;
	if (found.refused === "unknown") throw new UsageError("usage.rule-unknown", { rule: text, near: found.near.join("、") });
	throw new UsageError(found.refused === "informing" ? "usage.rule-informs" : "usage.rule-unreadable", { rule: found.code });
}

/** Submissions that stand, are returned or wait, and have a finding that a waiver is about. */
async function waitingFor({ rule, unit, key }: Waiver, store: Pick<Store, "submissions" | "findingsOfKind">): Promise<StoredSubmission[]> {
	// A code that fails its own check gives its row no key.
	const concerns = ({ severity, key: own, value }: Finding) => severity !== "info" && (key === null || own === key || value === key);
	const concerned = new Set((await store.findingsOfKind([rule])).filter(({ finding }) => concerns(finding)).map(({ submissionId }) => submissionId));
	return newestOfEach(await store.submissions())
		.filter((each) => concerned.has(each.id) && (unit === null || each.unit === unit) && ["returned", "pending"].includes(each.status))
		.sort((a, b) => a.id - b.id);
}

function isSame(waiver: Waiver, wanted: Pick<Waiver, "rule" | "unit" | "key">): boolean {
	return waiver.rule === wanted.rule && waiver.unit === wanted.unit && waiver.key === wanted.key;
}

function told(waiver: Waiver, today: string): WaiversDocument["waivers"][number] {
	return { ...waiver, inForce: isInForce(waiver, today) };
}

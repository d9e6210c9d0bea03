import { dayInShanghai } from "../model/calendar.ts";
import type { Lock, Slot } from "../model/decision.ts";
import { inTableOrder } from "../model/division.ts";
import type { LockDocument } from "../model/documents.ts";
import { contains, type Period, period as periodOf } from "../model/period.ts";
import { UsageError } from "../model/usage.ts";
import { owing, slotsOf } from "../stages/roll-up.ts";
import { stateAt } from "../stages/state.ts";
import type { IngestPorts } from "./ingest.ts";

/** What is to be closed. */
export interface LockRequest {
	readonly period: Period;
	/** null for every form, for every unit. */
	readonly form: string | null;
	readonly unit: string | null;
	readonly by: string;
	readonly reason: string | null;
	/** Also where something in it is still open. */
	readonly anyway: boolean;
}

type OpenSlot = LockDocument["open"][number];
type LockPorts = Pick<IngestPorts, "store" | "catalogue" | "clock" | "deadlines">;

const OPEN: ReadonlySet<OpenSlot["state"]> = new Set(["missing", "returned", "pending", "received"]);

/**
 * Closes a period, for every form and unit or for some: what counts in it, and in every period inside it, changes by adjustment alone from then on. Where something is still
 * open it is told and nothing is closed, unless that is wanted.
 * @throws UsageError where it is closed already
 */
export async function lock(request: LockRequest, ports: LockPorts): Promise<LockDocument> {
	const { period, form, unit, by, reason, anyway } = request;
	const at = ports.clock().toISOString();
	const known = (await ports.store.locks()).find((each) => covers(each, request));
	if (known) throw new UsageError("usage.closed-already", { period: known.period, by: known.by, day: dayInShanghai(known.at) });
	const open = await openSlots(request, at, ports);
	if (open.length > 0 && !anyway) return { lock: null, open };
	return { lock: await ports.store.lock({ period: period.code, form, unit, by, at, reason }, period), open };
}

function covers(known: Lock, { period, form, unit }: LockRequest): boolean {
	const all = (own: string | null, wanted: string | null) => own === null || own === wanted;
	return contains(periodOf(known.period), period) && all(known.form, form) && all(known.unit, unit);
}

async function openSlots({ period, form, unit }: LockRequest, at: string, { store, catalogue, deadlines }: LockPorts): Promise<OpenSlot[]> {
	const submissions = await store.submissions();
	const context = { at, deadlines, locks: [] };
	const told = ({ form: f, unit: u, period: p, batch }: Slot, state: OpenSlot["state"], submission: number | null): OpenSlot => ({
		...{ form: f, unit: u, period: p, batch, state, submission },
	});
	return inTableOrder(catalogue.units)
		.filter((each) => unit === null || each.code === unit)
		.flatMap((each) =>
			catalogue.forms
				.filter(({ id }) => form === null || id === form)
				.filter((candidate) => owing(candidate, catalogue.units).includes(each))
				.flatMap((candidate) => slotsOf(candidate, each.code, period, submissions))
				.map((slot) => told(slot, stateAt(slot, context).state, slot.standing?.id ?? null))
				.filter(({ state }) => OPEN.has(state)),
		);
}

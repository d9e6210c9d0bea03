import { dayInShanghai } from "../model/calendar.ts";
import { closedBy } from "../model/closed.ts";
import type { Lock } from "../model/decision.ts";
import { period } from "../model/period.ts";
import type { Deadlines, ShownState, SlotState } from "../model/state.ts";
import type { StoredStatus, StoredSubmission } from "../model/stored.ts";
import { dueDay } from "./due.ts";
import type { FiledSlot } from "./roll-up.ts";

/** What is known of a slot at an instant. */
export interface SlotFacts {
	/** Of the version that stands: the one that counts, else the newest that was not withdrawn; null where there is none. */
	readonly status: StoredStatus | null;
	/** That version says that there is nothing to report. */
	readonly nil: boolean;
	/** Something of the slot was changed after its period was closed. */
	readonly adjusted: boolean;
	/** The city has closed the period for it. */
	readonly locked: boolean;
	/** Day on which the first version came in that counts, or could count once it is explained or decided; null where none has. YYYY-MM-DD in China. */
	readonly inOn: string | null;
	/** Last day on which it was in time; null where it is not owed. */
	readonly due: string | null;
	/** Day of the instant. */
	readonly today: string;
}

/** Statuses of what needs something done before it can count, and what people are told of it. */
const OPEN: Readonly<Partial<Record<StoredStatus, SlotState>>> = { returned: "returned", pending: "pending", received: "received" };

/**
 * The state that people are told. Where nothing counts, it is what the newest version waits for: 退回, 待说明 or 已报待审; 未报 where there is none, or it was withdrawn. Where a
 * version counts, the first of these that is true: 已调整, 已锁定, 零报告, 迟报, else 通过; the others that are true stand in `also`. What was in time stays in time when
 * it is corrected later; what was returned, or withdrawn, was never in.
 */
export function slotState({ status, nil, adjusted, locked, inOn, due, today }: SlotFacts): ShownState {
	const late = due !== null && (inOn ?? today) > due;
	const waits: SlotState | undefined = status === null || status === "withdrawn" ? "missing" : OPEN[status];
	if (waits) return { state: waits, also: [], overdue: late };
	const held = { adjusted, locked, nil, late };
	const [state = "accepted", ...also] = (["adjusted", "locked", "nil", "late"] as const).filter((each) => held[each]);
	return { state, also, overdue: false };
}

/** What the states of slots depend on beside their versions. */
export interface StateContext {
	/** ISO 8601. */
	readonly at: string;
	readonly deadlines: Deadlines;
	/** Those that were in force at that instant. */
	readonly locks: readonly Lock[];
}

/** The state of a slot at an instant. */
export function stateAt(slot: FiledSlot, { at, deadlines, locks }: StateContext): ShownState {
	const { standing, versions } = slot;
	return slotState({
		status: standing?.status ?? null,
		nil: standing?.nil ?? false,
		adjusted: versions.some(({ adjusted }) => adjusted),
		locked: closedBy(slot, locks) !== undefined,
		inOn: firstDayIn(versions),
		due: slot.owed ? dueDay(period(slot.period), deadlines) : null,
		today: dayInShanghai(at),
	});
}

/** Day in China on which the first of some versions came in that counts, or could; null where none does. */
export function firstDayIn(versions: readonly StoredSubmission[]): string | null {
	const days = versions.filter(({ status }) => status !== "returned" && status !== "withdrawn").map(({ receivedAt }) => dayInShanghai(receivedAt));
	return days.sort()[0] ?? null;
}

/** The locks that were in force at an instant: none is ever taken back. */
export function locksAt(locks: readonly Lock[], at: string): Lock[] {
	return locks.filter((lock) => lock.at <= at);
}

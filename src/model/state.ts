/**
 * What people are told of one form of one unit, period and batch (slot): 未报 已报待审 退回 待说明 通过 迟报 零报告 已锁定 已调整. Which of them applies, and which
 * comes first where several do, says stages/state.ts.
 */
export const SLOT_STATES = ["missing", "received", "returned", "pending", "accepted", "late", "nil", "locked", "adjusted"] as const;

export type SlotState = (typeof SLOT_STATES)[number];

/** The state of a slot, and what else is true of it. */
export interface ShownState {
	readonly state: SlotState;
	/** Other states that are true as well, in the order of their weight: a nil report of a closed period is locked, and nil too. */
	readonly also: readonly SlotState[];
	/** Its due day has passed, and nothing that could count is in. */
	readonly overdue: boolean;
}

/** By which day reports are due. */
export interface Deadlines {
	/** Day of the month after the period's end, per kind of period. */
	readonly days: Readonly<Record<"month" | "quarter" | "half-year" | "year", number>>;
	/** Other days for single periods (holidays, tasks of their own): period code → YYYY-MM-DD. */
	readonly exceptions: Readonly<Record<string, string>>;
}

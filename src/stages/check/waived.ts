import type { Waiver } from "../../model/decision.ts";
import type { Severity } from "../../model/rule.ts";
import { isWaivableWhereHard } from "../waivable.ts";
import { rowKey } from "./keys.ts";
import { type BlockState, placeFrom } from "./state.ts";

/** The waivers that hold for a unit on a day, YYYY-MM-DD. */
export function inForceFor(waivers: readonly Waiver[], unit: string, today: string): Waiver[] {
	return inForceOn(waivers, today).filter((each) => each.unit === null || each.unit === unit);
}

/** The same for any unit. */
export function inForceOn(waivers: readonly Waiver[], today: string): Waiver[] {
	return waivers.filter((each) => isInForce(each, today));
}

/** Whether a waiver holds on a day. */
export function isInForce({ endedAt, until }: Waiver, today: string): boolean {
	return endedAt === null && until >= today;
}

/**
 * The waiver of a check that holds for a row's key, null for none; those of single rows alone ask for it. What makes a value unusable is never waived, whatever else its code
 * may say: its row could not be used.
 */
export function waiverOf(code: string, severity: Severity, key: () => string | null, inForce: readonly Waiver[]): Waiver | undefined {
	if (severity === "hard" && !isWaivableWhereHard(code)) return undefined;
	return inForce.find((each) => each.rule === code && (each.key === null || each.key === key()));
}

/** Lets a row not pass for a mistake, unless the city does without that rule for it. */
export function reject(state: BlockState, row: number, code: string): void {
	const key = () => {
		const { rows } = state.normalised;
		const found = rows[placeFrom(row, rows)];
		return found ? rowKey(state, found) : null;
	};
	if (!waiverOf(code, "hard", key, state.waivers)) state.rejected.add(row);
}

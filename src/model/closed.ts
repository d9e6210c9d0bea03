import type { Lock, Slot } from "./decision.ts";
import { contains, period } from "./period.ts";

/** The lock that closes a slot's period, or undefined while it is open. */
export function closedBy({ form, unit, period: code }: Slot, locks: readonly Lock[]): Lock | undefined {
	const own = period(code);
	return locks.find(
		(lock) => contains(period(lock.period), own) && (lock.form === null || lock.form === form) && (lock.unit === null || lock.unit === unit),
	);
}

import { type Period, periodOf } from "../model/period.ts";
import type { Deadlines } from "../model/state.ts";

/** The half-years that a nightly run publishes on a day (YYYY-MM-DD): the one it lies in and the one before, whose corrections still come in. */
export function duePeriods(day: string): Period[] {
	const current = periodOf("half-year", day);
	const [year, month, date] = current.start.split("-").map(Number);
	const dayBefore = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, (date ?? 1) - 1)).toISOString().slice(0, 10);
	return [periodOf("half-year", dayBefore), current];
}

/** Last day (YYYY-MM-DD) on which a report of a period is in time: that day of the month after its end, unless another was set for the period. */
export function dueDay({ code, kind, end }: Period, { days, exceptions }: Deadlines): string {
	const set = exceptions[code];
	if (set !== undefined) return set;
	const [year, month] = end.split("-").map(Number);
	return new Date(Date.UTC(year ?? 0, month ?? 1, days[kind])).toISOString().slice(0, 10);
}

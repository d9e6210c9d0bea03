import type { ReportingUnit } from "../model/division.ts";
import type { Form, Table } from "../model/form.ts";
import { contains, type Period, period } from "../model/period.ts";
import type { Effective, StoredSubmission } from "../model/stored.ts";

/** Units that owe a form: all of them, or the city alone. */
export function owing(form: Form, units: readonly ReportingUnit[]): ReportingUnit[] {
	return form.owedBy === "city" ? units.filter((unit) => unit.kind === "city") : [...units];
}

/**
 * Which accepted submissions count for a table in a publication (forms.md, "How a form counts at an instant").
 * A snapshot of an earlier period stands in only where `carryForward` allows it, and is then named in `carried` (沿用上期).
 * `counting` holds the accepted submissions known at the instant asked for.
 */
export function effective(
	form: Form,
	table: Table,
	counting: readonly StoredSubmission[],
	published: Period,
	units: readonly ReportingUnit[],
	carryForward: boolean,
): Effective {
	const chosen: number[] = [];
	const carried: Record<string, string> = {};
	const missing: string[] = [];
	for (const unit of owing(form, units)) {
		const own = counting.filter((s) => s.form === form.id && s.unit === unit.code);
		const current = currentOf(table, own, published);
		const last = current.length === 0 && table.rollUp === "snapshot" && carryForward ? lastBefore(own, published) : undefined;
		if (last) carried[unit.code] = last.period;
		if (current.length === 0 && !last) missing.push(unit.code);
		chosen.push(...current.map((s) => s.id), ...(last ? [last.id] : []));
	}
	return { submissions: chosen, carried, missing };
}

function currentOf(table: Table, own: readonly StoredSubmission[], published: Period): StoredSubmission[] {
	switch (table.rollUp) {
		case "snapshot":
			return own
				.filter((s) => contains(published, period(s.period)) && period(s.period).end === published.end)
				.sort((a, b) => (period(a.period).start < period(b.period).start ? -1 : 1))
				.slice(0, 1);
		case "accumulate":
			return own.filter((s) => contains(published, period(s.period)));
		case "yearly":
			return own.filter((s) => contains(published, period(s.period)) || contains(period(s.period), published));
	}
}

function lastBefore(own: readonly StoredSubmission[], published: Period): StoredSubmission | undefined {
	return own.filter((s) => period(s.period).end < published.end).sort((a, b) => (period(a.period).end > period(b.period).end ? -1 : 1))[0];
}

/**
 * The versions that stand of one unit's form in a published period, one per sub-period and batch, in their order: an accepted version until a newer one is accepted;
 * where none is, the newest.
 */
export function standing(form: Form, unit: string, published: Period, submissions: readonly StoredSubmission[]): StoredSubmission[] {
	const yearly = form.tables.some((table) => table.rollUp === "yearly");
	const slots = new Map<string, StoredSubmission>();
	for (const s of [...submissions].sort((a, b) => a.id - b.id)) {
		const own = period(s.period);
		if (s.form !== form.id || s.unit !== unit || !(contains(published, own) || (yearly && contains(own, published)))) continue;
		const slot = `${s.period} ${s.batch}`;
		const before = slots.get(slot);
		if (!before || s.status === "accepted" || before.status !== "accepted") slots.set(slot, s);
	}
	return [...slots].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, version]) => version);
}

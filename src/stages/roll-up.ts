import { type Slot, slotKey } from "../model/decision.ts";
import type { ReportingUnit } from "../model/division.ts";
import type { Form, Table } from "../model/form.ts";
import { contains, lastWithin, type Period, period, periodOf, subPeriods } from "../model/period.ts";
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

/** One period and batch of a unit's form that belongs to a published period: filed, or owed. */
export interface FiledSlot extends Slot {
	/** The version that counts; where none does, the newest that was not withdrawn; null where nothing is there. */
	readonly standing: StoredSubmission | null;
	/** Every version, oldest first. */
	readonly versions: readonly StoredSubmission[];
	/** It is owed for the published period; what else was filed may count, and is never late. */
	readonly owed: boolean;
}

/**
 * What belongs to a published period of one unit's form, in the order of periods and batches: every slot of which a version came, and every owed one of which none did. A slot
 * whose versions were all withdrawn is one of which none came. Of a form whose rows stand in their own period alone each period inside the published one is owed, of others
 * the last (`owes`); one batch is enough.
 * @param submissions of any form and unit
 */
export function slotsOf(form: Form, unit: string, published: Period, submissions: readonly StoredSubmission[]): FiledSlot[] {
	const yearly = form.tables.some((table) => table.rollUp === "yearly");
	const known = new Map<string, StoredSubmission[]>();
	const ofForm = submissions.filter((s) => s.form === form.id && s.unit === unit);
	for (const s of ofForm.sort((a, b) => a.id - b.id)) {
		const own = period(s.period);
		if (!(contains(published, own) || (yearly && contains(own, published)))) continue;
		const key = `${s.period} ${s.batch}`;
		known.set(key, [...(known.get(key) ?? []), s]);
	}
	const wanted = owedPeriods(form, published);
	const filed = [...known.values()].flatMap((versions): FiledSlot[] => {
		const standing = standingOf(versions);
		if (!standing) return [];
		const owed = wanted.some((each) => answers(period(standing.period), each, yearly));
		return [{ form: form.id, unit, period: standing.period, batch: standing.batch, standing, versions, owed }];
	});
	const missing = wanted.filter((owed) => !filed.some((slot) => answers(period(slot.period), owed, yearly)));
	const withdrawn = (code: string) => [...known.values()].flat().filter((s) => s.period === code);
	const absent = missing.map(
		({ code }): FiledSlot => ({ form: form.id, unit, period: code, batch: "", standing: null, versions: withdrawn(code), owed: true }),
	);
	return [...filed, ...absent].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** The last version of each slot. @param newestFirst submissions of any slots */
export function newestOfEach(newestFirst: readonly StoredSubmission[]): StoredSubmission[] {
	const seen = new Set<string>();
	return newestFirst.filter((submission) => {
		const slot = slotKey(submission);
		return !seen.has(slot) && seen.add(slot);
	});
}

/** An accepted version stands until a newer one is accepted; where none is, the newest that was not withdrawn. */
function standingOf(versions: readonly StoredSubmission[]): StoredSubmission | null {
	const left = versions.filter(({ status }) => status !== "withdrawn");
	return left.findLast(({ status }) => status === "accepted") ?? left.at(-1) ?? null;
}

/** The periods of a form that are owed in a published one. Where a form has several kinds of period, that of the published one itself before a shorter one that ends with it; where all are longer, none. */
function owedPeriods({ periods, owes, tables }: Form, published: Period): Period[] {
	if (tables.some((table) => table.rollUp === "yearly")) return [periodOf("year", published.end)];
	const lasts = periods.flatMap((kind) => [lastWithin(published, kind)].filter((last) => last.kind === kind));
	const last = lasts.sort((a, b) => (a.start < b.start ? -1 : 1))[0];
	if (!last) return [];
	return owes === "each" ? subPeriods(published, last.kind) : [last];
}

/** Whether a filed period is what was owed. */
function answers(filed: Period, owed: Period, yearly: boolean): boolean {
	return yearly ? contains(owed, filed) : filed.end === owed.end;
}

function place({ period: code, batch }: FiledSlot): string {
	return `${code} ${batch}`;
}

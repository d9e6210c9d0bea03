import { type Form, keyFields, type Table } from "../../model/form.ts";
import { contains, period } from "../../model/period.ts";
import type { ManifestSubmission } from "../../model/release.ts";
import { type AuditRow, type Basis, keyOver, type RowsOf } from "./basis.ts";

/** What of a table counts (docs/forms.md, "How a form counts at an instant"). */
export interface Standing {
	/** In the order in which the versions were read into the books. */
	readonly submissions: readonly ManifestSubmission[];
	/** Unit → period of the snapshot that stands in (沿用上期). */
	readonly carried: Readonly<Record<string, string>>;
	/** Units that owe the form and of which nothing counts. */
	readonly missing: readonly string[];
}

/** Codes of the units that owe a form. */
export function unitsOwing(form: Form, { units }: Pick<Basis, "units">): string[] {
	return units.filter(({ kind }) => form.owedBy === "units" || kind === "city").map(({ code }) => code);
}

/** Which versions count for a table. */
export function standing(form: Form, table: Table, basis: Basis): Standing {
	const chosen: ManifestSubmission[] = [];
	const carried: Record<string, string> = {};
	const missing: string[] = [];
	for (const unit of unitsOwing(form, basis)) {
		const own = basis.submissions.filter((each) => each.form === form.id && each.unit === unit);
		const current = ofThePeriod(table, own, basis);
		const before = current.length === 0 && basis.carryForward && table.rollUp === "snapshot" ? lastSnapshot(own, basis) : null;
		if (before) carried[unit] = before.period;
		if (current.length === 0 && !before) missing.push(unit);
		chosen.push(...current, ...(before ? [before] : []));
	}
	return { submissions: chosen.sort((a, b) => compare(a.readAt, b.readAt) || a.id - b.id), carried, missing };
}

function ofThePeriod({ rollUp }: Table, own: readonly ManifestSubmission[], { period: published }: Basis): ManifestSubmission[] {
	const inside = own.filter((each) => contains(published, period(each.period)));
	if (rollUp === "accumulate") return inside;
	if (rollUp === "yearly") return own.filter((each) => inside.includes(each) || contains(period(each.period), published));
	// Of several snapshots at the end of the period that of the longest span speaks for it.
	const last = inside.filter((each) => period(each.period).end === published.end);
	const longest = last.toSorted((a, b) => compare(period(a.period).start, period(b.period).start))[0];
	return longest ? [longest] : [];
}

function lastSnapshot(own: readonly ManifestSubmission[], { period: published }: Basis): ManifestSubmission | null {
	const earlier = own.filter((each) => period(each.period).end < published.end);
	return earlier.toSorted((a, b) => compare(period(b.period).end, period(a.period).end))[0] ?? null;
}

/** The rows of a table that count: of a snapshot all, otherwise of each unit's rows of one key the latest. */
export function countingRows(form: Form, table: Table, { submissions }: Standing, rowsOf: RowsOf): AuditRow[] {
	const rows = submissions.flatMap((submission) => rowsOf(submission, form, table));
	if (table.rollUp === "snapshot" || keyFields(table).length === 0) return rows;
	return table.numberedBy === undefined ? latestOfEach(rows, table.key) : latestNumbered(rows, table.numberedBy, table.key);
}

/** Of the rows of one unit that share a key the latest; a row without a key stands for itself. */
function latestOfEach(rows: readonly AuditRow[], key: readonly string[]): AuditRow[] {
	const latest = new Map<string, AuditRow>();
	for (const row of rows) {
		const own = unitKey(row, key);
		const known = own === null ? undefined : latest.get(own);
		if (own !== null && (!known || isLater(row, known))) latest.set(own, row);
	}
	return rows.filter((row) => {
		const own = unitKey(row, key);
		return own === null || latest.get(own) === row;
	});
}

/** The same where a number takes the place of the key: once the number is given, what was said before it without one gives way to the numbered row. */
function latestNumbered(rows: readonly AuditRow[], number: string, key: readonly string[]): AuditRow[] {
	const isNumbered = (row: AuditRow) => (row.values[number] ?? null) !== null;
	const numbered = rows.filter(isNumbered);
	const firstIn = new Map<string, string>();
	for (const row of numbered) {
		const own = unitKey(row, [number]) ?? "";
		const known = firstIn.get(own);
		if (known === undefined || endOf(row) < known) firstIn.set(own, endOf(row));
	}
	// The key of what has a number, and the end of the period in which the last of those numbers was given.
	const numberedIn = new Map<string, string>();
	for (const row of numbered) {
		const own = place(row, key);
		const given = firstIn.get(unitKey(row, [number]) ?? "") ?? "";
		if (given > (numberedIn.get(own) ?? "")) numberedIn.set(own, given);
	}
	const current = new Set(latestOfEach(numbered, [number]));
	for (const row of latestOfEach(
		rows.filter((each) => !isNumbered(each)),
		key,
	))
		if (keyOver(row, key) === null || (numberedIn.get(place(row, key)) ?? "") <= endOf(row)) current.add(row);
	return rows.filter((row) => current.has(row));
}

/** Later: of a later period, received later, stored later, further down. Rows are gone through in the order of storing. */
function isLater({ submission: one }: AuditRow, { submission: other }: AuditRow): boolean {
	return (compare(period(one.period).end, period(other.period).end) || compare(one.receivedAt, other.receivedAt) || one.id - other.id) >= 0;
}

function endOf({ submission }: AuditRow): string {
	return period(submission.period).end;
}

function unitKey(row: AuditRow, key: readonly string[]): string | null {
	const own = keyOver(row, key);
	return own === null ? null : `${row.submission.unit} ${own}`;
}

/** As `unitKey`, of rows without a key as well. */
function place(row: AuditRow, key: readonly string[]): string {
	return unitKey(row, key) ?? row.submission.unit;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

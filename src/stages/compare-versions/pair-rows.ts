import type { Table } from "../../model/form.ts";
import type { VersionRow } from "../../model/version.ts";
import { pairAlike } from "./pair-alike.ts";
import { saidIn, saidText, saysTheSame } from "./said.ts";

export interface Pairing {
	readonly pairs: readonly (readonly [before: VersionRow, after: VersionRow])[];
	readonly removed: readonly VersionRow[];
	readonly added: readonly VersionRow[];
}

/** Rows that have found no counterpart yet. */
export interface Loose {
	readonly before: readonly VersionRow[];
	readonly after: readonly VersionRow[];
}

type Pairs = [before: VersionRow, after: VersionRow][];
type KeyOf = (row: VersionRow) => string | null;

/** Of rows of one key that say different things, as many are compared each with each; more are paired in the order of what they say. */
const COMPARED_EACH_WITH_EACH = 40;

/**
 * Says which rows of two versions are one thing, whatever their order: by natural key; a row that was reported before it had its number by the key it had until then; rows
 * without a key that say just the same; at last rows whose key was corrected, by what else they say. Takes time in proportion to the rows.
 */
export function pairRows(table: Table, before: readonly VersionRow[], after: readonly VersionRow[]): Pairing {
	const pairs: Pairs = [];
	const fields = table.fields.map(({ name }) => name);
	let loose: Loose = pairByKey({ before, after }, ({ key }) => key, fields, pairs);
	if (table.numberedBy !== undefined) loose = pairByKey(loose, unnumberedKey(table), fields, pairs, numberedSince(table.numberedBy));
	loose = pairByKey(loose, (row) => saidIn(row, fields), fields, pairs);
	const alike = pairAlike(table, loose, { before, after });
	const found = new Set(alike.flat());
	const left = (rows: readonly VersionRow[]) => rows.filter((row) => !found.has(row));
	return { pairs: [...pairs, ...alike], removed: left(loose.before), added: left(loose.after) };
}

/** Pairs rows of one key; gives those that are left, and those without a key. */
function pairByKey({ before, after }: Loose, keyOf: KeyOf, fields: readonly string[], pairs: Pairs, may: Allowed = () => true): Loose {
	const groups = new Map<string, { before: VersionRow[]; after: VersionRow[] }>();
	const left: { before: VersionRow[]; after: VersionRow[] } = { before: [], after: [] };
	for (const side of ["before", "after"] as const) {
		for (const row of side === "before" ? before : after) {
			const key = keyOf(row);
			if (key === null) {
				left[side].push(row);
				continue;
			}
			const group = groups.get(key);
			if (group) group[side].push(row);
			else groups.set(key, { before: [], after: [], [side]: [row] });
		}
	}
	for (const group of groups.values()) {
		const rest = pairGroup(group, fields, pairs, may);
		for (const row of rest.before) left.before.push(row);
		for (const row of rest.after) left.after.push(row);
	}
	return left;
}

type Allowed = (before: VersionRow, after: VersionRow) => boolean;

function pairGroup(group: Loose, fields: readonly string[], pairs: Pairs, may: Allowed): Loose {
	const [before] = group.before;
	const [after] = group.after;
	if (!before || !after) return group;
	if (group.before.length === 1 && group.after.length === 1) {
		if (!may(before, after)) return group;
		pairs.push([before, after]);
		return { before: [], after: [] };
	}
	return pairRest(pairIdentical(group, fields, pairs, may), fields, pairs, may);
}

/** Of rows of one key, those that say just the same belong together first. */
function pairIdentical({ before, after }: Loose, fields: readonly string[], pairs: Pairs, may: Allowed): Loose {
	const bySaid = new Map<string, VersionRow[]>();
	for (const row of after.toReversed()) {
		const said = saidIn(row, fields);
		const own = bySaid.get(said);
		if (own) own.push(row);
		else bySaid.set(said, [row]);
	}
	const paired = new Set<VersionRow>();
	const rest = before.filter((row) => {
		const same = bySaid.get(saidIn(row, fields));
		const twin = same?.at(-1);
		if (!same || !twin || !may(row, twin)) return true;
		same.pop();
		paired.add(twin);
		pairs.push([row, twin]);
		return false;
	});
	return { before: rest, after: after.filter((row) => !paired.has(row)) };
}

/** Then those that say the most alike; of very many, as they come when ordered by what they say. */
function pairRest({ before, after }: Loose, fields: readonly string[], pairs: Pairs, may: Allowed): Loose {
	const ordered = (rows: readonly VersionRow[]) =>
		rows.map((row) => ({ row, said: saidIn(row, fields) })).sort((a, b) => (a.said < b.said ? -1 : a.said > b.said ? 1 : 0));
	const [own, other] = [ordered(before), ordered(after)];
	const few = before.length <= COMPARED_EACH_WITH_EACH && after.length <= COMPARED_EACH_WITH_EACH;
	const candidates = own.flatMap(({ row }, at) =>
		(few ? other : other.slice(at, at + 1)).map((twin) => ({
			before: row,
			after: twin.row,
			same: few ? fields.filter((field) => saysTheSame(row, twin.row, field)).length : 0,
		})),
	);
	const taken = new Set<VersionRow>();
	for (const candidate of candidates.toSorted((a, b) => b.same - a.same)) {
		if (taken.has(candidate.before) || taken.has(candidate.after) || !may(candidate.before, candidate.after)) continue;
		taken.add(candidate.before).add(candidate.after);
		pairs.push([candidate.before, candidate.after]);
	}
	return { before: before.filter((row) => !taken.has(row)), after: after.filter((row) => !taken.has(row)) };
}

/** The key of a row until it gets its number; null where a part of it could not be read or none of it is filled in. */
function unnumberedKey({ key }: Table): KeyOf {
	return (row) => (key.some((field) => row.unread.has(field)) || key.every((field) => saidText(row, field) === "") ? null : saidIn(row, key));
}

/** A number may come or go; two different ones are two things. */
function numberedSince(number: string): Allowed {
	return (before, after) => saidText(before, number) === "" || saidText(after, number) === "";
}

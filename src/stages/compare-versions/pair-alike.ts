import { keyFields, type Table } from "../../model/form.ts";
import type { VersionRow } from "../../model/version.ts";
import type { Loose } from "./pair-rows.ts";
import { saidIn, saidText, saysTheSame } from "./said.ts";

/** What more rows than these have in common tells none of them. */
const MOST_SHARING = 12;
/** Rows of the version after that one row is compared with, those of the rarest things in common first. */
const MOST_CANDIDATES = 24;
/** Part of the other fields that must say the same: where the keys are alike, and where something tells the row that no other row says. */
const ENOUGH_BESIDE_A_LIKE_KEY = 0.75;
const ENOUGH_BESIDE_A_SIGN = 0.8;
/** Other fields that must be filled in where the keys are not alike. */
const TELLING_FIELDS = 2;
/** Characters that may be wrong, left out, too many or swapped in a key that is alike: one of four at most. Codes of two enterprises of one county have half of theirs in common. */
const SLIPS = 2;
/** Characters of which a code or name that was cut off must still have so many. */
const CUT_OFF = 4;

interface Candidate {
	readonly before: VersionRow;
	readonly after: VersionRow;
	readonly likeness: number;
	readonly order: string;
}

/**
 * Pairs rows without a counterpart whose key alone seems to have been corrected: what else they say is the same, or nearly so. Which rows are looked at follows from rare things
 * that both say, so that it takes time in proportion to the rows. Does not depend on their order.
 * @param all every row of both versions: what is rare is judged by them
 */
export function pairAlike(table: Table, loose: Loose, all: Loose): [before: VersionRow, after: VersionRow][] {
	if (loose.before.length === 0 || loose.after.length === 0) return [];
	const keys = keyFields(table);
	const others = table.fields.map(({ name }) => name).filter((name) => !keys.includes(name));
	const signs = rareSigns(loose, all, others);
	const taken = new Set<VersionRow>();
	const pairs: [VersionRow, VersionRow][] = [];
	const candidates = loose.before.flatMap((row) => candidatesFor(row, signs, keys, others));
	for (const { before, after } of candidates.sort((a, b) => b.likeness - a.likeness || (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))) {
		if (taken.has(before) || taken.has(after)) continue;
		taken.add(before).add(after);
		pairs.push([before, after]);
	}
	return pairs;
}

/** Something that few rows say. */
interface Sign {
	readonly after: readonly VersionRow[];
	/** No other row of either version says it. */
	readonly sole: boolean;
}

/** What few loose rows of both versions say, by field and text; the whole of the other fields as well, where each of them alone is common. */
function rareSigns(loose: Loose, all: Loose, others: readonly string[]): ReadonlyMap<string, Sign> {
	const before = countSigns(loose.before, others);
	const after = new Map<string, VersionRow[]>();
	for (const [row, sign] of signsIn(loose.after, others)) {
		if ((before.get(sign) ?? MOST_SHARING + 1) > MOST_SHARING) continue;
		const own = after.get(sign);
		if (!own) after.set(sign, [row]);
		else if (own.length <= MOST_SHARING) own.push(row);
	}
	for (const [sign, rows] of after) if (rows.length > MOST_SHARING) after.delete(sign);
	const counts = [countSigns(all.before, others, after), countSigns(all.after, others, after)];
	const sole = (sign: string) => counts.every((count) => count.get(sign) === 1);
	return new Map([...after].map(([sign, rows]) => [sign, { after: inOrder(rows, others), sole: sole(sign) }]));
}

/** How many rows give each sign, or each of those that are wanted. */
function countSigns(rows: readonly VersionRow[], others: readonly string[], wanted?: ReadonlyMap<string, unknown>): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const [, sign] of signsIn(rows, others)) if (wanted?.has(sign) ?? true) counts.set(sign, (counts.get(sign) ?? 0) + 1);
	return counts;
}

function* signsIn(rows: readonly VersionRow[], others: readonly string[]): Generator<[row: VersionRow, sign: string]> {
	for (const row of rows) for (const sign of signsOf(row, others)) yield [row, sign];
}

function* signsOf(row: VersionRow, others: readonly string[]): Generator<string> {
	for (const field of others) {
		const text = saidText(row, field);
		if (text !== "") yield `${field} ${text}`;
	}
	yield saidIn(row, others);
}

/** Rows in the order of what they say, not of where they stand. */
function inOrder(rows: readonly VersionRow[], others: readonly string[]): readonly VersionRow[] {
	return rows.length < 2
		? rows
		: rows
				.map((row) => ({ row, order: orderOf(row, others) }))
				.sort(byOrder)
				.map(({ row }) => row);
}

function byOrder(a: { readonly order: string }, b: { readonly order: string }): number {
	return a.order < b.order ? -1 : a.order > b.order ? 1 : 0;
}

function orderOf(row: VersionRow, others: readonly string[]): string {
	return `${row.key ?? ""} ${saidIn(row, others)}`;
}

function candidatesFor(before: VersionRow, signs: ReadonlyMap<string, Sign>, keys: readonly string[], others: readonly string[]): Candidate[] {
	const own = [...signsOf(before, others)].flatMap((sign) => signs.get(sign) ?? []).sort((a, b) => a.after.length - b.after.length);
	const told = new Map<VersionRow, boolean>();
	for (const { after, sole } of own)
		for (const row of after) if (told.has(row) || told.size < MOST_CANDIDATES) told.set(row, sole || told.get(row) === true);
	return [...told].flatMap(([after, sole]) => {
		const likeness = likenessOf(before, after, keys, others, sole);
		return likeness === null ? [] : [{ before, after, likeness, order: `${orderOf(before, others)}\n${orderOf(after, others)}` }];
	});
}

/** How far two rows may be taken for one whose key was corrected, above 0 and at most 2: by what else they say, then by their keys. null where they may not. */
function likenessOf(before: VersionRow, after: VersionRow, keys: readonly string[], others: readonly string[], sole: boolean): number | null {
	const filled = others.filter((field) => saidText(before, field) !== "" || saidText(after, field) !== "");
	if (filled.length === 0) return null;
	const same = filled.filter((field) => saysTheSame(before, after, field)).length / filled.length;
	const agreement = keyAgreement(before, after, keys);
	const enough = areAlike(before, after, keys) ? ENOUGH_BESIDE_A_LIKE_KEY : sole && filled.length >= TELLING_FIELDS ? ENOUGH_BESIDE_A_SIGN : null;
	return enough !== null && same >= enough ? same + agreement : null;
}

/** Whether each part of two keys is the same or a slip of the other; never where a part is blank. */
function areAlike(before: VersionRow, after: VersionRow, keys: readonly string[]): boolean {
	const filled = keys.filter((field) => saidText(before, field) !== "" || saidText(after, field) !== "");
	return filled.length > 0 && filled.every((field) => isSlip(writtenText(before, field), writtenText(after, field)));
}

/** The part of two keys that is the same, from 0 to 1. */
function keyAgreement(before: VersionRow, after: VersionRow, keys: readonly string[]): number {
	return keys.length === 0 ? 0 : keys.filter((field) => saysTheSame(before, after, field)).length / keys.length;
}

/** A key's part without what marks that it could not be read: a code with a wrong digit is a slip of the right one. */
function writtenText(row: VersionRow, field: string): string {
	const text = saidText(row, field);
	return row.unread.has(field) ? text.slice(1) : text;
}

function isSlip(a: string, b: string): boolean {
	if (a === b) return true;
	const [short, long] = a.length < b.length ? [a, b] : [b, a];
	if (short.length >= CUT_OFF && long.includes(short)) return true;
	const allowed = Math.min(SLIPS, Math.floor(long.length / 4));
	return long.length - short.length <= allowed && editsBetween(short, long, allowed) <= allowed;
}

/** Characters to change, put in, take out or swap with their neighbour to make one text of another; more than `most` may come out as any greater number. */
function editsBetween(a: string, b: string, most: number): number {
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (let row = 1; row <= a.length; row++) {
		const line = [row];
		for (let at = 1; at <= b.length; at++) {
			const same = a[row - 1] === b[at - 1];
			let edits = Math.min((last[at] ?? 0) + 1, (line[at - 1] ?? 0) + 1, (last[at - 1] ?? 0) + (same ? 0 : 1));
			if (row > 1 && at > 1 && a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1]) edits = Math.min(edits, (beforeLast[at - 2] ?? 0) + 1);
			line.push(edits);
		}
		if (Math.min(...line) > most) return most + 1;
		[beforeLast, last] = [last, line];
	}
	return last[b.length] ?? 0;
}

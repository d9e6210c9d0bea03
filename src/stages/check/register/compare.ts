import { type EnterpriseFields, enterpriseFields } from "../../../model/enterprise.ts";
import type { Known } from "../../../model/known.ts";
import { matchKey } from "../../../model/match-key.ts";
import type { KnownName } from "../../../model/register.ts";
import type { RuleContext } from "../../../model/rule.ts";
import type { NormalisedRow } from "../../../model/submission.ts";
import { type BlockState, distinctRows, findAt } from "../state.ts";
import { evidence } from "./evidence.ts";

type Context = Pick<RuleContext, "period" | "units">;

/** A row that states one enterprise: its unified code, its name and, where it says so, its former one. */
interface Statement {
	readonly code: string;
	readonly key: string;
	readonly formerKey: string | null;
}

/** What names and codes are compared with: the register, the file's other reports, and the first row that states them. */
interface Compared {
	readonly register: Index;
	readonly beside: Index;
	readonly first: { readonly byCode: Map<string, Placed>; readonly byName: Map<string, Placed> };
	readonly context: Context;
}

type Index = Readonly<Record<"byCode" | "byName", ReadonlyMap<string, KnownName[]>>>;

/** A statement and the row that it stands in. */
interface Placed extends Statement {
	readonly name: string;
	readonly row: number;
}

/** What a row is asked about, where it states something else: `known` is what stands elsewhere. */
interface Objection {
	readonly expected: string;
	readonly params: Readonly<Record<string, string | number>>;
}

/** Asks about rows whose code stands under another name elsewhere (X9), and whose name stands there under another code. */
export function compareNames(states: readonly BlockState[], { names, beside }: Pick<Known, "names" | "beside">, context: Context): void {
	const compared: Compared = { register: indexOf(names), beside: indexOf(beside), first: { byCode: new Map(), byName: new Map() }, context };
	for (const state of states) {
		const fields = enterpriseFields(state.normalised.block.table);
		if (!fields) continue;
		for (const row of distinctRows(state)) {
			const stated = statementOf(row, fields);
			if (!stated) continue;
			const name = nameObjection(stated, compared);
			if (name) findAt(state, row.row, fields.name, { code: "X9", severity: "soft", ...name });
			const code = codeObjection(stated, compared);
			if (code) findAt(state, row.row, fields.code, { code: "register.two-codes", severity: "soft", ...code });
		}
	}
}

/** What objects to a row's name: the register, else another report of the file, else an earlier row. */
function nameObjection(stated: Placed, { register, beside, first, context }: Compared): Objection | null {
	const { code, key, formerKey } = stated;
	const known = register.byCode.get(code) ?? [];
	const renamed = otherName(stated, known, context);
	const former = (other: KnownName) => (other.formerKey === key ? { former: "yes" } : {});
	if (renamed) return { expected: renamed.name, params: { ...evidence(renamed, context.units), ...former(renamed) } };
	const there = (beside.byCode.get(code) ?? []).find((other) => other.key !== formerKey);
	if (there) return { expected: there.name, params: { ...evidence(there, context.units), ...former(there), here: "yes" } };
	const before = firstOf(first.byCode, code, stated);
	return before.key === key || before.key === formerKey || before.formerKey === key ? null : { expected: before.name, params: { row: before.row } };
}

function codeObjection(stated: Placed, { register, beside, first, context }: Compared): Objection | null {
	const { code, key } = stated;
	const known = register.byName.get(key) ?? [];
	if (known.some((other) => other.code === code)) return null;
	const [other, there] = [otherCode(code, known), otherCode(code, beside.byName.get(key) ?? [])];
	if (other) return { expected: other.code, params: evidence(other, context.units) };
	if (there) return { expected: there.code, params: { ...evidence(there, context.units), here: "yes" } };
	const before = firstOf(first.byName, key, stated);
	return isOneOrganisation(before.code, code) ? null : { expected: before.code, params: { known: before.name, row: before.row } };
}

/** The first statement under a key, which is this one where there was none. */
function firstOf(first: Map<string, Placed>, key: string, stated: Placed): Placed {
	const known = first.get(key);
	if (!known) first.set(key, stated);
	return known ?? stated;
}

function indexOf(names: readonly KnownName[]): Index {
	return { byCode: grouped(names, ({ code }) => code), byName: grouped(names, ({ key }) => key) };
}

function statementOf({ row, values, keys }: NormalisedRow, fields: EnterpriseFields): Placed | null {
	const [code, name, key] = [values[fields.code], values[fields.name], keys[fields.name]];
	const former = fields.former === null ? null : values[fields.former];
	if (typeof code !== "string" || code.length !== 18 || typeof name !== "string" || key === undefined) return null;
	return { row, code, name, key, formerKey: typeof former === "string" ? matchKey(former) : null };
}

/**
 * The name that an enterprise went by in the row's period, as the register has it, where the row calls it otherwise. A name that was accepted for that period or a later one is
 * settled, whatever other forms say; one that the enterprise took later is no objection; and where a row states the known name as the former one, it says all that is to be said.
 */
function otherName({ key, formerKey }: Statement, known: readonly KnownName[], { period }: Context): KnownName | null {
	if (known.some((name) => name.key === key && name.last.periodEnd >= period.end)) return null;
	const current = currentNames(known.filter(({ first }) => first.periodEnd <= period.end));
	return current.some((name) => name.key === key || name.key === formerKey) ? null : (current[0] ?? null);
}

/** Of the names of a code those that were reported last, without such as another of them states to be the former one. */
function currentNames(names: readonly KnownName[]): readonly KnownName[] {
	const latest = names
		.map(({ last }) => last.periodEnd)
		.sort()
		.at(-1);
	const last = names.filter((name) => name.last.periodEnd === latest);
	const current = last.filter(({ key }) => !last.some((other) => other.key !== key && other.formerKey === key));
	return current.length === 0 ? last : current;
}

/** The code of another organisation under which a name is known, the one that was reported last. */
function otherCode(code: string, known: readonly KnownName[]): KnownName | null {
	const others = known.filter((other) => other.code.length === 18 && !isOneOrganisation(other.code, code));
	return others.toSorted((a, b) => (a.last.periodEnd > b.last.periodEnd ? -1 : 1))[0] ?? null;
}

/** Whether two unified codes hold the same organisation code: one that was given anew is no second one. */
function isOneOrganisation(one: string, other: string): boolean {
	return one.slice(8, 17) === other.slice(8, 17);
}

function grouped(names: readonly KnownName[], by: (known: KnownName) => string): ReadonlyMap<string, KnownName[]> {
	const groups = new Map<string, KnownName[]>();
	for (const known of names) {
		const group = groups.get(by(known));
		if (group) group.push(known);
		else groups.set(by(known), [known]);
	}
	return groups;
}

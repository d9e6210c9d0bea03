import { type EnterpriseFields, enterpriseFields } from "../../../model/enterprise.ts";
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

/** Asks about rows whose code stands under another name in the register (X9), and whose name stands there under another code. */
export function compareWithRegister(states: readonly BlockState[], names: readonly KnownName[], context: Context): void {
	if (names.length === 0) return;
	const register = { byCode: grouped(names, ({ code }) => code), byName: grouped(names, ({ key }) => key) };
	for (const state of states) {
		const fields = enterpriseFields(state.normalised.block.table);
		if (fields) for (const row of distinctRows(state)) compareRow(row, fields, { state, register, context });
	}
}

interface Compared {
	readonly state: BlockState;
	readonly register: Readonly<Record<"byCode" | "byName", ReadonlyMap<string, KnownName[]>>>;
	readonly context: Context;
}

function compareRow(row: NormalisedRow, fields: EnterpriseFields, { state, register, context }: Compared): void {
	const stated = statementOf(row, fields);
	if (!stated) return;
	const ask = (code: string, field: string, known: KnownName, expected: string, more: Record<string, string>) =>
		findAt(state, row.row, field, { code, severity: "soft", expected, params: { ...evidence(known, context.units), ...more } });
	const renamed = otherName(stated, register.byCode.get(stated.code) ?? [], context);
	if (renamed) ask("X9", fields.name, renamed, renamed.name, renamed.formerKey === stated.key ? { former: "yes" } : {});
	const other = otherCode(stated, register.byName.get(stated.key) ?? []);
	if (other) ask("register.two-codes", fields.code, other, other.code, {});
}

function statementOf({ values, keys }: NormalisedRow, fields: EnterpriseFields): Statement | null {
	const code = values[fields.code];
	const key = keys[fields.name];
	const former = fields.former === null ? null : values[fields.former];
	if (typeof code !== "string" || code.length !== 18 || key === undefined) return null;
	return { code, key, formerKey: typeof former === "string" ? matchKey(former) : null };
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

/** The code under which the register knows a name, where it is not the row's and the two have not been accepted together before. */
function otherCode({ code, key }: Statement, known: readonly KnownName[]): KnownName | null {
	if (known.some((name) => name.code === code)) return null;
	// An older code of the same organisation is no second one.
	const others = known.filter((name) => name.key === key && name.code.length === 18 && name.code.slice(8, 17) !== code.slice(8, 17));
	return others.toSorted((a, b) => (a.last.periodEnd > b.last.periodEnd ? -1 : 1))[0] ?? null;
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

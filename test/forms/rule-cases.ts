import { describe, expect, test } from "vitest";
import type { Form, Table } from "../../src/model/form.ts";
import { period } from "../../src/model/period.ts";
import type { Breach, ProjectedRow, Rule, RuleContext, Value } from "../../src/model/rule.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";

/** A row as far as a case cares: fields that it does not name are blank. */
export type CaseRow = Readonly<Record<string, Value>>;

/** One breach and its nearest neighbour that is none. A rule over one row takes a row, a rule over the table takes rows. */
export interface RuleCase {
	readonly breaks: CaseRow | readonly CaseRow[];
	readonly keeps: CaseRow | readonly CaseRow[];
	/** What the breach must say: the cell's field where it is not the rule's own, what was expected, by how much it differs. */
	readonly at?: string;
	readonly expected?: string | number;
	readonly difference?: number;
	/** One-based places of the breaking rows, in order; all rows by default. */
	readonly rows?: readonly number[];
	/** Reporting-unit code; 阳东区 by default. */
	readonly unit?: string;
	/** Period code; 2019H1 by default. */
	readonly period?: string;
	readonly cutoff?: string;
	/** Rows of the form's other tables. */
	readonly others?: Readonly<Record<string, readonly CaseRow[]>>;
	/** The other tables' rows for the row that keeps the rule, where they differ. */
	readonly othersOfKeeps?: Readonly<Record<string, readonly CaseRow[]>>;
}

export type RuleCases = Readonly<Record<string, readonly RuleCase[]>>;

function contextOf(aCase: RuleCase): RuleContext {
	const unit = YANGJIANG_UNITS.find((u) => u.code === (aCase.unit ?? "441704-00"));
	if (!unit) throw new Error(`no unit ${aCase.unit}`);
	const of = period(aCase.period ?? "2019H1");
	return { period: of, cutoff: aCase.cutoff ?? of.end, unit, units: YANGJIANG_UNITS };
}

/** The row with every field of the table: a field that a case misspells is a fault of the case. */
function completed(table: Table, row: CaseRow): Record<string, Value> {
	const names = table.fields.map((f) => f.name);
	const unknown = Object.keys(row).filter((name) => !names.includes(name));
	if (unknown.length > 0) throw new Error(`no field ${unknown.join(", ")} in ${table.title.zh}`);
	return { ...Object.fromEntries(names.map((name) => [name, null])), ...row };
}

function projected(table: Table, rows: readonly CaseRow[], fields: readonly string[]): ProjectedRow[] {
	return rows.map((row, at) => {
		const values = completed(table, row);
		return { row: at + 1, values: Object.fromEntries(fields.map((name) => [name, values[name] ?? null])) };
	});
}

type Breaches = readonly (Breach & { readonly row: number })[];

function breachesOf(
	form: Form,
	table: Table,
	rule: Rule,
	given: CaseRow | readonly CaseRow[],
	aCase: RuleCase,
	others: RuleCase["others"],
): Breaches {
	const rows: readonly CaseRow[] = Array.isArray(given) ? given : [given as CaseRow];
	if (rule.kind === "row") {
		return rows.flatMap((partial, at) => {
			const row = completed(table, partial);
			// The check stage skips a rule on rows where a field that it reads is blank, so such a row would prove nothing.
			const missing = rule.reads.filter((name) => row[name] === null);
			if (missing.length > 0) throw new Error(`a case of ${rule.code} leaves ${missing.join(", ")} blank`);
			const outcome = rule.test(row, contextOf(aCase));
			return outcome === true ? [] : [{ ...outcome, row: at + 1 }];
		});
	}
	const beside = Object.fromEntries(
		Object.entries(rule.alsoReads).map(([id, fields]) => {
			const other = form.tables.find((t) => t.id === id);
			if (!other) throw new Error(`${rule.code} reads table ${id}, which ${form.id} has not`);
			return [id, projected(other, others?.[id] ?? [], fields)];
		}),
	);
	return rule.test(projected(table, rows, [...rule.reads, ...rule.mayBeBlank]), contextOf(aCase), beside);
}

function prove(form: Form, table: Table, rule: Rule, aCase: RuleCase): void {
	const found = breachesOf(form, table, rule, aCase.breaks, aCase, aCase.others);
	const count = Array.isArray(aCase.breaks) ? aCase.breaks.length : 1;
	expect(found.map((breach) => breach.row)).toEqual(aCase.rows ?? Array.from({ length: count }, (_, at) => at + 1));
	const said = { at: aCase.at ?? rule.at, ...(aCase.expected === undefined ? {} : { expected: aCase.expected }) };
	for (const breach of found) {
		expect({ at: rule.at, ...breach }).toMatchObject(said);
		if (aCase.difference !== undefined) expect(breach.difference).toBeCloseTo(aCase.difference, 6);
	}
	expect(breachesOf(form, table, rule, aCase.keeps, aCase, aCase.othersOfKeeps ?? aCase.others)).toEqual([]);
}

/**
 * Proves every rule of the forms on its cases: what breaks it is found, in the right cell and with what should stand there; its nearest neighbour is let through.
 * Fails where a rule has no case, or a case no rule.
 */
export function proveRules(forms: readonly Form[], cases: RuleCases): void {
	const rules = forms.flatMap((form) => form.tables.flatMap((table) => table.rules.map((rule) => ({ form, table, rule }))));
	test("every rule has a case, every case a rule, and no code is used twice", () => {
		const codes = rules.map(({ rule }) => rule.code);
		expect(codes.length).toBeGreaterThan(0);
		expect([...new Set(codes)].sort()).toEqual(codes.toSorted());
		expect(Object.keys(cases).sort()).toEqual(codes.toSorted());
		expect(Object.entries(cases).filter(([, list]) => list.length === 0)).toEqual([]);
	});
	describe.each(rules)("$form.id $rule.code", ({ form, table, rule }) => {
		const own = cases[rule.code] ?? [];
		test.each(own.map((aCase, at) => ({ aCase, at: at + 1 })))("case $at", ({ aCase }) => prove(form, table, rule, aCase));
		test("says in both languages what it asks and what to do", () => {
			for (const text of [rule.states, rule.remedy]) {
				expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
				expect(text.en.length).toBeGreaterThan(10);
			}
		});
	});
}

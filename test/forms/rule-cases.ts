import { describe, expect, test } from "vitest";
import type { Form, Table } from "../../src/model/form.ts";
import { period } from "../../src/model/period.ts";
import type { Breach, ProjectedRow, Rule, RuleContext, TableBreach, Value } from "../../src/model/rule.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";

/** Values as far as a case cares: fields that it does not name are blank. */
export type CaseRow = Readonly<Record<string, Value>>;

/** What is put before a rule: one row for a rule over rows, all of them (with those of the form's other tables) for a rule over the table. */
type Given = { readonly row: CaseRow } | { readonly rows: readonly CaseRow[]; readonly others?: Readonly<Record<string, readonly CaseRow[]>> };
/** Exactly what the rule must say; of a table rule also the one-based rows that it marks, in order. */
type Gives = Breach | readonly TableBreach[];

/** Data that break a rule, each with what it must say, and their nearest neighbours that keep it. */
export interface RuleCase {
	/** Reporting-unit code; 阳东区 where none is given. */
	readonly unit?: string;
	/** Period code; 2019H1 where none is given. The cutoff is its last day. */
	readonly period?: string;
	readonly breaks: readonly (Given & { readonly gives: Gives; readonly unit?: string })[];
	readonly keeps: readonly (Given & { readonly unit?: string })[];
}

function contextOf(unitCode = "441704-00", periodCode = "2019H1"): RuleContext {
	const unit = YANGJIANG_UNITS.find((u) => u.code === unitCode);
	if (!unit) throw new Error(`no unit ${unitCode}`);
	const of = period(periodCode);
	return { period: of, cutoff: of.end, today: of.end, unit, units: YANGJIANG_UNITS };
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

/** What the rule says to the data; true where they keep it. */
function outcomeOf(form: Form, table: Table, rule: Rule, given: Given, context: RuleContext): true | Gives {
	if (rule.kind === "row") {
		if (!("row" in given)) throw new Error(`${rule.code} is a rule over one row`);
		const row = completed(table, given.row);
		// The check stage skips a rule on rows where a field that it reads is blank, so such a row would prove nothing.
		const missing = rule.reads.filter((name) => row[name] === null);
		if (missing.length > 0) throw new Error(`a case of ${rule.code} leaves ${missing.join(", ")} blank`);
		return rule.test(row, context);
	}
	if (rule.kind === "context") throw new Error(`${rule.code} compares with other reports`);
	if (!("rows" in given)) throw new Error(`${rule.code} is a rule over the table`);
	const others = Object.fromEntries(
		Object.entries(rule.alsoReads).map(([id, fields]) => {
			const other = form.tables.find((t) => t.id === id);
			if (!other) throw new Error(`${rule.code} reads table ${id}, which ${form.id} has not`);
			return [id, projected(other, given.others?.[id] ?? [], fields)];
		}),
	);
	const breaches = rule.test(projected(table, given.rows, [...rule.reads, ...rule.mayBeBlank]), context, others);
	return breaches.length === 0 ? true : breaches;
}

/** A breach to compare with: differences of decimals are equal where they print the same. */
function comparable<B extends Breach>(breach: B): object {
	return breach.difference === undefined ? breach : { ...breach, difference: expect.closeTo(breach.difference, 6) };
}

/**
 * Tries every rule of the forms: each case that breaks it gives exactly the breach that is written down, each that keeps it gives none.
 * Fails where a rule has no case on either side, where a case has no rule, and where two rules share a code.
 */
export function sweepRules(forms: readonly Form[], cases: Readonly<Record<string, RuleCase>>): void {
	// Rules that compare with other reports have cases of their own (rules-cross.test.ts).
	const own = (table: Table) => table.rules.filter(({ kind }) => kind !== "context");
	const rules = forms.flatMap((form) => form.tables.flatMap((table) => own(table).map((rule) => ({ form, table, rule, code: rule.code }))));
	test("every rule has its cases and every case its rule", () => {
		const codes = rules.map(({ code }) => code);
		expect(codes.length).toBeGreaterThan(0);
		expect([...new Set(codes)]).toEqual(codes);
		expect(Object.keys(cases).toSorted()).toEqual(codes.toSorted());
		expect(Object.entries(cases).filter(([, { breaks, keeps }]) => breaks.length === 0 || keeps.length === 0)).toEqual([]);
	});
	describe.each(rules)("$code", ({ form, table, rule, code }) => {
		const own = cases[code];
		test.each((own?.breaks ?? []).map((given, at) => ({ given, at: at + 1 })))("is broken by case $at", ({ given }) => {
			const outcome = outcomeOf(form, table, rule, given, contextOf(given.unit ?? own?.unit, own?.period));
			const { gives } = given;
			expect(outcome).toEqual("length" in gives ? gives.map(comparable) : comparable(gives));
		});
		test.each((own?.keeps ?? []).map((given, at) => ({ given, at: at + 1 })))("is kept by case $at", ({ given }) => {
			expect(outcomeOf(form, table, rule, given, contextOf(given.unit ?? own?.unit, own?.period))).toBe(true);
		});
		test("says what it declares to say, and nothing else, in some case", () => {
			const told = own?.breaks.flatMap(({ gives }): readonly Breach[] => ("length" in gives ? gives : [gives])) ?? [];
			const said = (["expected", "difference"] as const).filter((part) => told.some((breach) => breach[part] !== undefined));
			expect(said).toEqual(rule.tells ?? []);
		});
		test("says in both languages what it asks and what to do", () => {
			for (const text of [rule.states, rule.remedy]) {
				expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
				expect(text.en).toMatch(/[a-z]{2}/);
			}
		});
	});
}

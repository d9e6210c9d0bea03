import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../src/database/open.ts";
import { type Form, type Table, tableOf } from "../../src/model/form.ts";
import { period } from "../../src/model/period.ts";
import type { ContextBreach, ContextRule, Value } from "../../src/model/rule.ts";
import type { CheckedSubmission, RecognisedSubmission } from "../../src/model/submission.ts";
import { questionOf } from "../../src/pipeline/neighbours.ts";
import type { Store } from "../../src/pipeline/ports.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import type { NormalisedBlock } from "../../src/stages/normalise.ts";

/** Values as far as a case cares: fields that it does not name are blank. */
type CaseRow = Readonly<Record<string, Value>>;

/** Another report, accepted unless said otherwise. */
interface Other {
	readonly form: string;
	readonly table?: string;
	/** Reporting-unit code; that of the case where none is given. */
	readonly unit?: string;
	readonly period: string;
	readonly rows: readonly CaseRow[];
	readonly status?: CheckedSubmission["status"];
}

interface Given {
	readonly rows: readonly CaseRow[];
	readonly others: readonly Other[];
}

/** A breach; `against` as FORM PERIOD UNIT field: value. */
type Gives = Omit<ContextBreach, "against"> & { readonly against?: string };

/** Reports that break a rule, with what it must say, and the nearest ones that keep it. */
export interface ContextCase {
	/** Reporting-unit code; 阳东区 where none is given. */
	readonly unit?: string;
	readonly period: string;
	readonly breaks: readonly (Given & { readonly gives: readonly Gives[] })[];
	readonly keeps: readonly Given[];
}

const YANGDONG = "441704-00";

function unitOf(code: string) {
	const unit = YANGJIANG_UNITS.find((each) => each.code === code);
	if (!unit) throw new Error(`no unit ${code}`);
	return unit;
}

/** The row with every field of the table: a field that a case misspells is a fault of the case. */
function completed(table: Table, row: CaseRow): Record<string, Value> {
	const names = table.fields.map(({ name }) => name);
	const unknown = Object.keys(row).filter((name) => !names.includes(name));
	if (unknown.length > 0) throw new Error(`no field ${unknown.join(", ")} in ${table.title.zh}`);
	return { ...Object.fromEntries(names.map((name) => [name, null])), ...row };
}

function recognised(form: Form, unit: string, code: string): RecognisedSubmission {
	const slot = { form, unit: unitOf(unit), period: period(code), batch: "" };
	return { ...slot, nil: false, blocks: [], evidence: [], signatures: {}, findings: [] };
}

function accepted(form: Form, { table: id, unit = YANGDONG, period: code, rows, status = "accepted" }: Other): CheckedSubmission {
	const table = tableOf(form, id);
	const ledger = { seen: rows.length, loaded: rows.length, rejected: 0, duplicate: 0, total: 0, note: 0, header: 0 };
	const normalised = rows.map((row, at) => {
		const place = { table: table.id, sheet: "表", row: at + 1 };
		return { ...place, values: completed(table, row), absent: {}, keys: {}, refs: {}, sound: true };
	});
	const submission = { ...recognised(form, unit, code), nil: rows.length === 0 };
	return { recognised: submission, status, findings: [], groups: [], ledger, conversions: [], rows: normalised };
}

/** What the rule says of some rows beside the other reports, fetched from a store that holds them; null where it is left out. */
async function outcomeOf(table: Table, rule: ContextRule, rows: readonly CaseRow[], submission: RecognisedSubmission, store: Store) {
	const values = rows.map((row, at) => ({ row: at + 1, values: completed(table, row) }));
	const blocks = [{ block: { table }, rows: values }] as unknown as readonly NormalisedBlock[];
	const question = questionOf(submission, blocks, { units: YANGJIANG_UNITS });
	const neighbours = question ? await store.neighbours(question) : new Map();
	const found = Object.entries(rule.needs).map(
		([name, need]) => [name, neighbours.get(need) ?? (need.optional ? { rows: [], reports: [] } : null)] as const,
	);
	const known = found.flatMap(([name, each]) => (each === null || each === "too-many" ? [] : [[name, each] as const]));
	if (known.length < found.length) return null;
	const part = <Part extends "rows" | "reports">(of: Part) => Object.fromEntries(known.map(([name, each]) => [name, each[of]]));
	const { period: own, unit } = submission;
	const context = { period: own, unit, cutoff: own.end, today: own.end, units: YANGJIANG_UNITS };
	const projected = values.map(({ row, values: all }) => ({ row, values: Object.fromEntries(rule.reads.map((name) => [name, all[name] ?? null])) }));
	return rule.test(projected, context, part("rows"), part("reports")).map(({ against, ...breach }) => ({
		...breach,
		...(against
			? { against: `${against.row.form} ${against.row.period} ${against.row.unit} ${against.field}: ${against.row.values[against.field]}` }
			: {}),
	}));
}

/** A breach to compare with: differences of decimals are equal where they print the same. */
function comparable(breach: Gives): object {
	return breach.difference === undefined ? breach : { ...breach, difference: expect.closeTo(breach.difference, 6) };
}

/**
 * Tries rules that compare reports, of some codes: each case that breaks one gives exactly the breaches that are written down, each that keeps it none. The other reports lie in
 * a real store. Fails where a rule has no case on either side, and where a case (表号 code) has no rule.
 */
export function sweepContextRules(forms: readonly Form[], ofCode: RegExp, cases: Readonly<Record<string, ContextCase>>): void {
	const rules = forms.flatMap((form) =>
		form.tables.flatMap((table) =>
			table.rules.flatMap((rule) =>
				rule.kind === "context" && ofCode.test(rule.code) ? [{ form, table, rule, name: `${form.id} ${rule.code}` }] : [],
			),
		),
	);
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), "huibao-rules-"));
	});
	afterAll(() => rm(folder, { recursive: true, force: true }));
	let stores = 0;
	const judge = async ({ form, table, rule }: (typeof rules)[number], of: ContextCase, { rows, others }: Given) => {
		const asked = new Set([form.id, ...others.map((other) => other.form), ...neededForms(form)]);
		const store: Store = await openStore({ url: path.join(folder, `${stores++}.sqlite`), forms: forms.filter(({ id }) => asked.has(id)) });
		try {
			for (const [at, other] of others.entries()) {
				const their = forms.find(({ id }) => id === other.form);
				if (!their) throw new Error(`no form ${other.form}`);
				const delivery = { sha256: `${at}`, fileName: `${at}.xlsx`, folder: null, size: 1, receivedAt: `2019-07-01T01:00:0${at}.000Z` };
				await store.store(delivery, [accepted(their, { unit: of.unit ?? YANGDONG, ...other })]);
			}
			return await outcomeOf(table, rule, rows, recognised(form, of.unit ?? YANGDONG, of.period), store);
		} finally {
			await store.close();
		}
	};
	test("every rule has its cases and every case its rule", () => {
		const names = rules.map(({ name }) => name);
		expect(names.length).toBeGreaterThan(0);
		expect(Object.keys(cases).toSorted()).toEqual([...new Set(names)].toSorted());
		expect(Object.entries(cases).filter(([, { breaks, keeps }]) => breaks.length === 0 || keeps.length === 0)).toEqual([]);
	});
	describe.each(rules)("$name", (of) => {
		const own = cases[of.name];
		test.each((own?.breaks ?? []).map((given, at) => ({ given, at: at + 1 })))("is broken by case $at", async ({ given }) => {
			expect(own && (await judge(of, own, given))).toEqual(given.gives.map(comparable));
		});
		test.each((own?.keeps ?? []).map((given, at) => ({ given, at: at + 1 })))("is kept by case $at", async ({ given }) => {
			expect(own && (await judge(of, own, given))).toEqual([]);
		});
		test("is left out where there is no report to compare with", async () => {
			const [given] = own?.breaks ?? [];
			const outcome = own && given && (await judge(of, own, { ...given, others: [] }));
			expect(outcome ?? []).toEqual([]);
		});
		test("declares what its breaches say", () => {
			const breaches = (own?.breaks ?? []).flatMap(({ gives }) => gives);
			expect((["expected", "difference"] as const).filter((part) => breaches.some((breach) => breach[part] !== undefined))).toEqual(
				of.rule.tells ?? [],
			);
		});
		test("weighs what it declares to weigh", () => {
			const breaches = (own?.breaks ?? []).flatMap(({ gives }) => gives);
			const weights = new Set(breaches.map(({ severity }) => severity ?? of.rule.severity));
			expect([...weights].toSorted()).toEqual([...(of.rule.severities ?? [of.rule.severity])].toSorted());
		});
		test("says in both languages what it asks and what to do", () => {
			for (const text of [of.rule.states, of.rule.remedy]) {
				expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
				expect(text.en).toMatch(/[a-z]{2}/);
			}
		});
	});
}

function neededForms({ tables }: Form): string[] {
	return tables.flatMap(({ rules }) => rules.flatMap((rule) => (rule.kind === "context" ? Object.values(rule.needs).map(({ form }) => form) : [])));
}

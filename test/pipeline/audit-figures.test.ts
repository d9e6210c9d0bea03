import fc from "fast-check";
import { expect, test } from "vitest";
import { openStore } from "../../src/database/open.ts";
import { MEASURES, type Measure } from "../../src/model/figure-reference.ts";
import { and, eq, gte, param, USUAL_READINGS } from "../../src/model/filter.ts";
import { defineForm, defineTable, type Form } from "../../src/model/form.ts";
import type { CountedIndicator, DerivedIndicator } from "../../src/model/indicator.ts";
import { matchKey } from "../../src/model/match-key.ts";
import { period } from "../../src/model/period.ts";
import type { ManifestSubmission } from "../../src/model/release.ts";
import type { StoredSubmission } from "../../src/model/stored.ts";
import { bookOf } from "../../src/pipeline/comparisons.ts";
import { type ConsolidatePorts, consolidate } from "../../src/pipeline/consolidate.ts";
import type { Basis } from "../../src/stages/audit/basis.ts";
import { type AuditPlace, auditBook } from "../../src/stages/audit/beside.ts";
import { delivery, FIELDS, PARAMS, submission, UNITS, type Values } from "../database/sample.ts";

/** From the store to what is said of a figure: what SQL and the stages that publish give, and what the audit gives from the rows alone. */

const of = (
	id: string,
	more: Omit<CountedIndicator, "kind" | "id" | "area" | "name" | "unit" | "filter"> & Partial<CountedIndicator>,
): CountedIndicator => ({
	...{ kind: "counted", area: "hnte", name: { zh: id, en: id }, unit: "家", filter: and() },
	id,
	...more,
});
const rate = (
	id: string,
	part: DerivedIndicator["inputs"][0],
	whole: DerivedIndicator["inputs"][1],
	more: Partial<DerivedIndicator> = {},
): DerivedIndicator => ({
	...{ kind: "derived", area: "hnte", name: { zh: id, en: id }, unit: "%", operation: "percent" },
	id,
	inputs: [part, whole],
	...more,
});

const REPORT = defineForm({
	id: "样表01",
	slug: "report",
	title: { zh: "样表", en: "sample" },
	periods: ["year", "half-year", "month"],
	batched: true,
	tables: [
		defineTable({ id: "S", rollUp: "snapshot", fields: FIELDS, key: ["code"] }),
		defineTable({ id: "A", rollUp: "accumulate", fields: FIELDS, key: ["code", "name"] }),
		defineTable({ id: "N", rollUp: "accumulate", fields: FIELDS, key: ["name"], numberedBy: "code" }),
	],
	indicators: [
		of("stock.all", { table: "S", measure: { kind: "distinct", fields: ["code"] }, target: "101", ranked: true }),
		of("stock.done", { table: "S", measure: { kind: "count" }, filter: eq("done", true) }),
		of("stock.amount", { table: "S", measure: { kind: "sum", field: "amount", qualifier: "vague" }, places: 2, unit: "万元", ranked: true }),
		of("events.all", { table: "A", measure: { kind: "count" }, target: "102" }),
		of("events.late", { table: "A", measure: { kind: "count" }, filter: gte("on", param("periodStart")), basis: "year-to-date" }),
		of("numbered.all", { table: "N", measure: { kind: "count" } }),
		rate("rates.done", { id: "stock.done" }, { id: "stock.all" }),
		rate("rates.mixed", { id: "events.all" }, { id: "stock.all" }, { operation: "quotient", unit: "倍", places: 2 }),
		rate("rates.since", { id: "stock.amount" }, { id: "stock.amount", at: "previous-year" }, { cityOnly: true }),
	],
});
const GOALS = defineForm({
	id: "样表02",
	slug: "goals",
	title: { zh: "目标", en: "goals" },
	periods: ["year"],
	owedBy: "city",
	tables: [defineTable({ rollUp: "yearly", fields: FIELDS, key: ["code", "region"] })],
	indicators: ["101", "102"].map((code) =>
		of(`targets.${code}`, {
			measure: { kind: "given", low: "number", high: "amount", region: "region", whole: "全市" },
			filter: eq("code", code),
			places: 2,
		}),
	),
});
const FORMS: readonly Form[] = [REPORT, GOALS];

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 4 });
const rowValues: fc.Arbitrary<Values> = fc.record({
	code: maybe(fc.constantFrom("A1", "A2", "A3", "A4")),
	name: maybe(fc.constantFrom("甲厂", "陽江厂", "阳江厂")),
	amount: maybe(fc.integer({ min: -99, max: 99_999 }).map((n) => n / 100)),
	vague: maybe(fc.constantFrom("准确", "约", "以上")),
	on: maybe(fc.constantFrom("2018-06-30", "2019-01-01", "2019-05-18")),
	done: maybe(fc.boolean()),
});
const blank: Values = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, null]));
const report = fc.record({
	form: fc.constant("样表01"),
	unit: fc.constantFrom(...UNITS),
	table: fc.constantFrom("S", "S", "A", "N"),
	period: fc.constantFrom("2018H1", "2018", "2018H2", "2019H1", "2019H1", "2019-05", "2019-06", "2017"),
	batch: fc.constantFrom("", "b"),
	rows: fc.array(rowValues, { maxLength: 5 }),
});
const goal = fc.record({
	code: fc.constantFrom("101", "102"),
	region: fc.constantFrom("全市", ...UNITS.map(({ name }) => name)),
	number: fc.integer({ min: 0, max: 4 }),
	amount: maybe(fc.integer({ min: 4, max: 9 })),
});
const goals = fc.record({
	form: fc.constant("样表02"),
	unit: fc.constant(UNITS[0]),
	table: fc.constant(""),
	period: fc.constantFrom("2019", "2018"),
	batch: fc.constant(""),
	rows: fc.array(goal, { maxLength: 8 }),
});

interface Loaded {
	readonly submission: ManifestSubmission;
	readonly table: string;
	readonly rows: readonly Values[];
}

function manifestSubmission({ id, form, unit, period: code, batch, version, nil, receivedAt }: StoredSubmission, rows: number): ManifestSubmission {
	return { ...{ id, form, unit, period: code, batch, version, nil, receivedAt, rows }, readAt: receivedAt, acceptedAt: receivedAt, usedFor: [] };
}

const NAMED = ["name", "alias"];
const keysOf = (values: Values) =>
	Object.fromEntries(NAMED.filter((field) => typeof values[field] === "string").map((field) => [field, matchKey(String(values[field]))]));

const PLACES: readonly AuditPlace[] = [
	null,
	...UNITS.map(({ code }) => ({ cut: "unit", code }) as const),
	...[...new Set(UNITS.map(({ division }) => division))].map((code) => ({ cut: "division", code }) as const),
];

let files = 0;

const scenario = fc.record({
	reports: fc.uniqueArray(fc.oneof({ weight: 5, arbitrary: report }, { weight: 1, arbitrary: goals }), {
		maxLength: 16,
		selector: ({ form, unit, period: code, batch }) => JSON.stringify([form, unit.code, code, batch]),
	}),
	published: fc.constantFrom("2019H1", "2019H1", "2019", "2018"),
	carryForward: fc.boolean(),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer S> ? S : never;

const CUTOFFS: Readonly<Record<string, string>> = { "2018H1": "2018-06-20", "2018": "2018-12-30" };
const SETTINGS = { deadlines: { days: { month: 5, quarter: 8, "half-year": 5, year: 15 }, exceptions: {} } };

/** What the stages that publish make of a scenario, and the audit. */
async function bothWays({ reports, published, carryForward }: Scenario) {
	const store = await openStore({ url: ":memory:", forms: FORMS });
	const loaded: Loaded[] = [];
	for (const { rows, form: id, period: code, ...said } of reports) {
		const form = FORMS.find((each) => each.id === id) ?? REPORT;
		const filled = rows.map((row) => ({ ...blank, ...row }));
		const [one] = await store.store(delivery(`file ${files++}`), [submission({ ...said, form, period: code, rows: filled })]);
		if (one) loaded.push({ submission: manifestSubmission(one, rows.length), table: said.table, rows: filled });
	}
	const common = { period: period(published), cutoff: PARAMS.cutoff, readings: USUAL_READINGS, carryForward };
	const ports: ConsolidatePorts = {
		...{ store, forms: FORMS, units: UNITS, bureauNames: [], settings: { ...SETTINGS, carryForward } },
	};
	const consolidation = await consolidate({ ...SETTINGS, ...common, cutoffs: CUTOFFS, asOf: "2019-07-01T00:00:00.000Z" }, ports);
	const book = await bookOf(consolidation, ports);
	await store.close();
	const basis: Basis = { ...common, units: UNITS, bureauNames: new Set(), submissions: loaded.map((each) => each.submission) };
	const audited = auditBook(FORMS, basis, CUTOFFS, (asked, _form, table) => {
		const own = loaded.find((each) => each.submission === asked && each.table === table.id);
		return (own?.rows ?? []).map((values) => ({ submission: asked, values, keys: keysOf(values) }));
	});
	return { consolidation, book, audited };
}

const QUESTIONS = FORMS.flatMap(({ indicators }) => indicators).flatMap(({ id }) =>
	PLACES.flatMap((place) => (Object.keys(MEASURES) as Measure[]).map((measure) => ({ indicator: id, place, measure }))),
);

test("what is said of a figure is what the audit says of it, whoever reported what for which period", { timeout: 300_000 }, async () => {
	let numbers = 0;
	await fc.assert(
		fc.asyncProperty(scenario, async (given) => {
			const { consolidation, book, audited } = await bothWays(given);
			expect([...audited.figures.values()].sort(byId)).toEqual([...consolidation.figures.values()].sort(byId));
			const asked = QUESTIONS.map(({ indicator, place, measure }) => {
				const { value } = book.figure({ indicator, place, measure });
				return { indicator, place, measure, value: value === "not-applicable" ? null : value, said: audited.told(indicator, place, measure) };
			});
			numbers += asked.filter(({ said }) => said !== null).length;
			expect(asked.filter(({ value, said }) => JSON.stringify(value) !== JSON.stringify(said))).toEqual([]);
		}),
		{ numRuns: 40 },
	);
	// Most of what can be said was said of something.
	expect(numbers).toBeGreaterThan(1000);
});

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
	return a.id < b.id ? -1 : 1;
}

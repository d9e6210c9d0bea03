import fc from "fast-check";
import { expect, test } from "vitest";
import {
	and,
	beside,
	between,
	blank,
	eq,
	type Filter,
	field,
	gt,
	holds,
	isBureau,
	isIn,
	lte,
	monthOf,
	not,
	type Operand,
	or,
	param,
	whenever,
} from "../../src/model/filter.ts";
import { type Form, tableOf } from "../../src/model/form.ts";
import type { CountedIndicator, Measure } from "../../src/model/indicator.ts";
import { matchKey } from "../../src/model/match-key.ts";
import { period as periodOf } from "../../src/model/period.ts";
import type { CountedRows, EffectiveRows, StoredSubmission } from "../../src/model/stored.ts";
import type { Store } from "../../src/pipeline/ports.ts";
import type { AuditRow, Basis } from "../../src/stages/audit/basis.ts";
import { count } from "../../src/stages/audit/figures.ts";
import { testOf } from "../../src/stages/audit/passes.ts";
import { countingRows } from "../../src/stages/audit/standing.ts";
import { delivery, only, PARAMS, SAMPLE, submission, UNITS, type Values } from "./sample.ts";
import { collected, openHere, rowsOf, temporaryStore } from "./support.ts";

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 4 });
const CODES = ["A1", "A2", "A3"];
const NAME_TEXTS = ["市局（本部）", "市局(本部)", "陽江厂", "阳江厂", "丁", '"]丁,"'];
const TOPICS = ["a", "A", 'x"a', "a\\", ",", "x,", "%", "钢"];
const LEVELS = ["国家级", "省级", "市级"];
const DAYS = ["2018-12-31", "2019-01-01", "2019-05-18", "2019-06-27", "2019-06-28"];

const rowValues: fc.Arbitrary<Values> = fc.record({
	code: maybe(fc.constantFrom(...CODES)),
	name: maybe(fc.constantFrom(...NAME_TEXTS)),
	alias: maybe(fc.constantFrom(...NAME_TEXTS)),
	level: maybe(fc.constantFrom(...LEVELS)),
	places: maybe(fc.subarray(["广州", "深圳", "其他"])),
	topics: maybe(fc.subarray(TOPICS)),
	number: maybe(fc.integer({ min: 0, max: 5 })),
	vague: maybe(fc.constantFrom("准确", "约", "以上")),
	amount: maybe(fc.integer({ min: 0, max: 999 }).map((n) => n / 100)),
	on: maybe(fc.constantFrom(...DAYS)),
	done: maybe(fc.boolean()),
	region: maybe(fc.constantFrom("全市", ...UNITS.map((unit) => unit.name))),
});

const numberOperand: fc.Arbitrary<Operand> = fc.oneof(
	fc.constantFrom(field("number"), field("amount"), monthOf("on"), param("year")),
	fc.integer({ min: 0, max: 6 }).map((literal) => ({ literal })),
);
const textOperand: fc.Arbitrary<Operand> = fc.oneof(
	fc.constantFrom<Operand>(field("on"), param("cutoff"), param("yearStart"), { literal: "2019-05-18" }),
	fc.constantFrom(field("level"), field("name"), ...NAME_TEXTS.map((literal) => ({ literal }))),
);
const { filter } = fc.letrec<{ filter: Filter }>((tie) => {
	const chosen = (operand: fc.Arbitrary<Operand>) =>
		fc.oneof(
			{ depthSize: "small", withCrossShrink: true },
			operand,
			fc.tuple(tie("filter"), operand, operand).map(([when, use, otherwise]) => whenever(when, use, otherwise)),
		);
	const operator = fc.constantFrom("eq" as const, "ne" as const, "lt" as const, "lte" as const, "gt" as const, "gte" as const);
	return {
		filter: fc.oneof(
			{ maxDepth: 3, withCrossShrink: true },
			fc.constantFrom("number", "name", "topics", "done").map(blank),
			fc.constantFrom(...TOPICS).map((value) => holds("topics", value)),
			fc.constantFrom("广州", "其他").map((value) => holds("places", value)),
			fc.subarray(LEVELS).map((values) => isIn("level", values)),
			fc.subarray([1, 2, 3]).map((values) => isIn("number", values)),
			fc.constantFrom("name", "code").map(isBureau),
			fc.constantFrom(eq("done", true), eq("done", false), between("on", param("yearStart"), param("cutoff"))),
			fc.tuple(operator, chosen(numberOperand), chosen(numberOperand)).map(([op, left, right]): Filter => ({ op, left, right })),
			fc.tuple(operator, chosen(textOperand), chosen(textOperand)).map(([op, left, right]): Filter => ({ op, left, right })),
			fc.array(tie("filter"), { maxLength: 3 }).map((of) => and(...of)),
			fc.array(tie("filter"), { maxLength: 3 }).map((of) => or(...of)),
			tie("filter").map(not),
			fc.tuple(fc.subarray(["code", "name", "number", "done"], { minLength: 1 }), tie("filter")).map(([same, that]) => beside(same, that)),
		),
	};
});

const keyFields = fc.subarray(["code", "name", "level"], { minLength: 1 });
const measure: fc.Arbitrary<Measure> = fc.oneof(
	fc.constant<Measure>({ kind: "count" }),
	fc
		.tuple(keyFields, fc.option(filter, { nil: undefined }))
		.map(([fields, every]): Measure => ({ kind: "distinct", fields, ...(every ? { every } : {}) })),
	fc.constant<Measure>({ kind: "distinct-by-alias", name: "name", alias: "alias", order: "code" }),
	fc
		.record({
			field: fc.constantFrom("number", "amount"),
			key: fc.option(keyFields, { nil: undefined }),
			order: fc.subarray(LEVELS),
			vague: fc.boolean(),
		})
		.map(
			({ field: summed, key, order, vague }): Measure => ({
				kind: "sum",
				field: summed,
				...(vague ? { qualifier: "vague" } : {}),
				...(key ? { once: { key, highest: { field: "level", order } } } : {}),
			}),
		),
	fc.constant<Measure>({ kind: "given", low: "number", high: "amount", region: "region", whole: "全市" }),
);

const said = fc.record({
	unit: fc.constantFrom(...UNITS),
	period: fc.constantFrom("2019-01", "2019-02", "2019-03"),
	receivedAt: fc.constantFrom("2019-04-01T00:00:00.000Z", "2019-04-02T00:00:00.000Z"),
	rows: fc.array(rowValues, { maxLength: 6 }),
});
const indicators = fc.array(fc.record({ measure, filter, places: fc.constantFrom(undefined, 0, 1, 2) }), { minLength: 1, maxLength: 6 });

interface Loaded {
	form: Form;
	stored: StoredSubmission[];
	/** The same rows, for the recomputation. */
	rows: AuditRow[];
}

/** The recomputation knows nothing of the database: what it gives over the same rows is what SQL must give. */
const BASIS: Basis = {
	period: periodOf("2019H1"),
	cutoff: PARAMS.cutoff,
	readings: PARAMS.readings,
	carryForward: false,
	units: UNITS,
	bureauNames: new Set(PARAMS.bureauNames),
	submissions: [],
};

function auditRows({ id, form, unit, period, batch, version, nil, receivedAt }: StoredSubmission, rows: readonly Values[]): AuditRow[] {
	const instants = { receivedAt, readAt: receivedAt, acceptedAt: receivedAt };
	const submission = { ...{ id, form, unit, period, batch, version, nil, ...instants }, rows: rows.length, usedFor: [] };
	return rows.map((values) => {
		const named = ["name", "alias"].filter((field) => typeof values[field] === "string");
		return { submission, values, keys: Object.fromEntries(named.map((field) => [field, matchKey(String(values[field]))])) };
	});
}

function recounted(indicator: CountedIndicator, rows: readonly AuditRow[]) {
	return { id: indicator.id, ...count(indicator, rows, BASIS) };
}

let files = 0;

async function load(
	store: Store,
	table: string,
	offices: readonly { unit: (typeof UNITS)[number]; period: string; receivedAt: string; rows: readonly Values[] }[],
): Promise<Loaded> {
	const stored: StoredSubmission[] = [];
	const rows: AuditRow[] = [];
	for (const office of offices) {
		const [one] = await store.store(delivery(`file ${files++}`, office.receivedAt), [submission({ ...office, table })]);
		if (!one) throw new Error("nothing stored");
		stored.push(one);
		rows.push(...auditRows(one, office.rows));
	}
	return { form: SAMPLE, stored, rows };
}

function declared(table: string, specs: readonly { measure: Measure; filter: Filter; places?: number | undefined }[]): CountedIndicator[] {
	return specs.map(({ places, ...spec }, at) => ({
		kind: "counted",
		id: `random.i${at}`,
		area: "hnte",
		name: { zh: "", en: "" },
		unit: "家",
		table,
		...spec,
		// Bounds that are given are printed with the decimals they have.
		places: spec.measure.kind === "given" ? 2 : (places ?? 0),
	}));
}

test("every measure and filter, compiled to SQL, gives what plain code gives over the same rows", { timeout: 300_000 }, async () => {
	const store = await temporaryStore();
	await fc.assert(
		fc.asyncProperty(fc.constantFrom("S", "A", "N"), fc.array(said, { maxLength: 5 }), indicators, async (tableId, offices, specs) => {
			const { stored, rows } = await load(store, tableId, offices);
			const form = { ...SAMPLE, indicators: declared(tableId, specs) };
			const effective = only(...stored.map((s) => s.id));
			const submissions = [...new Set(rows.map((row) => row.submission))];
			const stands = { submissions, carried: {}, missing: [] };
			const counting = countingRows(SAMPLE, tableOf(SAMPLE, tableId), stands, (each) => rows.filter((row) => row.submission === each));
			const figures = await store.count(form, { [tableId]: effective }, PARAMS, UNITS);
			expect(figures).toEqual(declared(tableId, specs).map((indicator) => recounted(indicator, counting)));
			expect((await store.rows(SAMPLE, tableId, effective)).count).toBe(counting.length);
		}),
		{ numRuns: 150 },
	);
});

test("the rows behind a number give the number again, for the city and for a unit", { timeout: 300_000 }, async () => {
	const store = await temporaryStore();
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom("S", "A", "N"),
			fc.array(said, { maxLength: 4 }),
			indicators,
			fc.constantFrom(null, ...UNITS),
			async (tableId, offices, specs, unit) => {
				const { stored } = await load(store, tableId, offices);
				const effective = only(...stored.map((s) => s.id));
				// What stands beside a row need not be among the rows that count.
				const own = declared(tableId, specs).filter((i) => i.measure.kind !== "given" && !JSON.stringify(i).includes('"beside"'));
				const form = { ...SAMPLE, indicators: own };
				const figures = await store.count(form, { [tableId]: effective }, PARAMS, UNITS);
				for (const [at, indicator] of own.entries()) {
					const sources = await store.sourcesOf(form, indicator.id, effective, PARAMS, UNITS, unit?.code ?? null);
					const rows = sources.flatMap((source) => auditRows(source.submission, [source.values]));
					const value = unit ? figures[at]?.byUnit[unit.code] : figures[at]?.value;
					const passes = testOf(indicator.filter, { basis: BASIS, rows });
					expect(rows.every((row) => (unit ? row.submission.unit === unit.code : true) && passes(row))).toBe(true);
					expect(count(indicator, rows, BASIS).value ?? 0).toEqual(value ?? 0);
					if (indicator.measure.kind === "distinct-by-alias") expect(rows).toHaveLength(Number(value));
				}
			},
		),
		{ numRuns: 60 },
	);
});

/** The places of the rows that a figure counts, among those of its unit. */
function placesIn({ count: all, ranges }: EffectiveRows, counted: CountedRows | undefined, measure: Measure, unit: string | null): number[] {
	const whole = unit === null || measure.kind === "given";
	const [from, to] = whole ? [0, all] : (ranges.get(unit) ?? [0, 0]);
	const marks = unit === null ? counted?.city : measure.kind === "given" ? counted?.given.get(unit) : counted?.own;
	return Array.from({ length: to - from }, (_, at) => from + at).filter((place) => marks?.has(place));
}

test("which rows all indicators count is known at once, and they are those that are asked for one by one", { timeout: 300_000 }, async () => {
	const store = await temporaryStore();
	await fc.assert(
		fc.asyncProperty(fc.constantFrom("S", "A", "N"), fc.array(said, { maxLength: 4 }), indicators, async (tableId, offices, specs) => {
			const { stored } = await load(store, tableId, offices);
			const effective = only(...stored.map((s) => s.id));
			const form = { ...SAMPLE, indicators: declared(tableId, specs) };
			const ids = form.indicators.map(({ id }) => id);
			const rows = await store.rows(form, tableId, effective);
			const places = new Map((await collected(rows)).map(({ submission, row }, place) => [`${submission.id} ${row}`, place]));
			const counted = await rows.countedBy(ids, PARAMS, UNITS);
			for (const { id, measure } of form.indicators) {
				for (const unit of [null, ...UNITS.map(({ code }) => code)]) {
					const sources = await store.sourcesOf(form, id, effective, PARAMS, UNITS, unit);
					expect(placesIn(rows, counted.get(id), measure, unit)).toEqual(sources.map(({ submission, row }) => places.get(`${submission.id} ${row}`)));
				}
			}
		}),
		{ numRuns: 60 },
	);
});

const counted = (spec: { measure: Measure; filter?: Filter; places?: number; unit?: string; table?: string; id?: string }): CountedIndicator => ({
	kind: "counted",
	id: "one",
	area: "hnte",
	name: { zh: "", en: "" },
	unit: "家",
	table: "S",
	filter: and(),
	...spec,
});

async function figure(offices: readonly { unit: (typeof UNITS)[number]; rows: readonly Values[] }[], indicator: CountedIndicator) {
	const store = await temporaryStore();
	const { stored } = await load(
		store,
		indicator.table ?? "S",
		offices.map((office) => ({ ...office, period: "2019H1", receivedAt: "2019-06-20T00:00:00Z" })),
	);
	const [result] = await store.count(
		{ ...SAMPLE, indicators: [indicator] },
		{ [indicator.table ?? "S"]: only(...stored.map((s) => s.id)) },
		PARAMS,
		UNITS,
	);
	return result;
}

test("an enterprise that two units name counts once for the city and once for each of them", async () => {
	const offices = [
		{ unit: UNITS[1], rows: [{ code: "E1" }, { code: "E2" }] },
		{ unit: UNITS[3], rows: [{ code: "E1" }] },
		{ unit: UNITS[2], rows: [{ code: "E1" }, { code: null }] },
	];
	expect(await figure(offices, counted({ measure: { kind: "distinct", fields: ["code"] } }))).toEqual({
		id: "one",
		value: 2,
		byUnit: { "00": 0, "01": 2, "02": 1, "71": 1 },
		byDivision: { D0: 0, D1: 2, D2: 1 },
	});
});

test("a unit all of whose rows must keep a condition is not counted where one does not, be it in another unit's file", async () => {
	const offices = [
		{
			unit: UNITS[1],
			rows: [
				{ code: "E1", done: true },
				{ code: "E2", done: true },
			],
		},
		{ unit: UNITS[2], rows: [{ code: "E1", done: false }] },
	];
	expect(await figure(offices, counted({ measure: { kind: "distinct", fields: ["code"], every: eq("done", true) } }))).toMatchObject({
		value: 1,
		byUnit: { "01": 2, "02": 0 },
	});
});

test("sums are rounded half up after binary dust, and blanks alone are no sum", async () => {
	const amounts = (...list: (number | null)[]) => list.map((amount) => ({ amount }));
	const sum = (places: number) => counted({ measure: { kind: "sum", field: "amount" }, places });
	const offices = [
		{ unit: UNITS[1], rows: amounts(0.1, 0.2, 0.705) },
		{ unit: UNITS[2], rows: amounts(null) },
	];
	expect(await figure(offices, sum(2))).toMatchObject({ value: 1.01, byUnit: { "00": 0, "01": 1.01, "02": null } });
	expect(await figure(offices, sum(0))).toMatchObject({ value: 1 });
});

test("a target keeps its range; a division's target is the sum where every unit has one, but shares are not added up", async () => {
	const row = (region: string, number: number | null, amount: number | null) => ({ region, number, amount });
	const offices = [{ unit: UNITS[0], rows: [row("全市", 10, null), row("甲县", 1, 2), row("丙区", 3, 3), row("乙县", null, 4)] }];
	const measure: Measure = { kind: "given", low: "number", high: "amount", region: "region", whole: "全市" };
	const expected = { value: 10, byUnit: { "00": null, "01": [1, 2], "02": null, "71": 3 } };
	expect(await figure(offices, counted({ measure }))).toMatchObject({ ...expected, byDivision: { D0: null, D1: [4, 5], D2: null } });
	expect(await figure(offices, counted({ measure, unit: "%" }))).toMatchObject({ ...expected, byDivision: { D0: null, D1: null, D2: null } });
});

test("rows come in the order of the units chosen, then of periods, batches, sheets and rows", async () => {
	const store = await temporaryStore();
	const give = async (unit: (typeof UNITS)[number], period: string, batch: string, codes: string[]) => {
		const rows = codes.map((code) => ({ code, name: batch }));
		const [one] = await store.store(delivery(`${files++}`), [submission({ unit, period, batch, table: "A", rows })]);
		return one?.id ?? 0;
	};
	const ids = [
		await give(UNITS[2], "2019-02", "b", ["5"]),
		await give(UNITS[1], "2019-02", "b", ["8", "9"]),
		await give(UNITS[1], "2019-02", "a", ["7"]),
		await give(UNITS[1], "2019-01", "a", ["6", "7"]),
	];
	const rows = await rowsOf(store, SAMPLE, "A", only(...ids));
	expect(rows.map((row) => [row.submission.unit, row.submission.period, row.values.code])).toEqual([
		["02", "2019-02", "5"],
		["01", "2019-01", "6"],
		["01", "2019-02", "7"],
		["01", "2019-02", "8"],
		["01", "2019-02", "9"],
	]);
});

test("only the indicators named are computed, in the order of their declaration", async () => {
	const store = await openHere(":memory:");
	const form = { ...SAMPLE, indicators: ["a", "b", "c"].map((id) => counted({ id, measure: { kind: "count" } })) };
	expect((await store.count(form, { S: only() }, PARAMS, UNITS, ["c", "a"])).map(({ id, value }) => [id, value])).toEqual([
		["a", 0],
		["c", 0],
	]);
});

test("more indicators than one query takes are computed all the same", async () => {
	const store = await temporaryStore();
	const { stored } = await load(store, "S", [
		{ unit: UNITS[1], period: "2019H1", receivedAt: "2019-06-20T00:00:00Z", rows: [{ number: 7 }, { number: 601 }] },
	]);
	const many = Array.from({ length: 700 }, (_, n) => counted({ id: `i${n}`, measure: { kind: "sum", field: "number" }, filter: gt("number", n) }));
	const figures = await store.count({ ...SAMPLE, indicators: many }, { S: only(...stored.map((s) => s.id)) }, PARAMS, UNITS);
	expect(figures.map((f) => f.value)).toEqual(many.map((_, n) => (n < 7 ? 608 : n < 601 ? 601 : 0)));
});

test.each<[string, Filter | Measure]>([
	["number compares number with text", lte("number", "5")],
	["is a list", eq("topics", "a")],
	["holds asks for a list", holds("level", "省级")],
	["monthOf asks for a date", eq(monthOf("level"), 5)],
	["compares number with text", isIn("number", ["1"])],
	["no field nowhere", blank("nowhere")],
	["sum of name", { kind: "sum", field: "name" }],
])("a declaration that does not fit its table is a fault that names itself: %s", async (message, wrong) => {
	const store = await openHere(":memory:");
	const indicator = counted("op" in wrong ? { measure: { kind: "count" }, filter: wrong } : { measure: wrong });
	await expect(store.count({ ...SAMPLE, indicators: [indicator] }, { S: only() }, PARAMS, UNITS)).rejects.toThrow(
		message.replace("number compares", "compares"),
	);
});

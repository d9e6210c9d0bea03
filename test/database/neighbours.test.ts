import knexLibrary from "knex";
import { describe, expect, test } from "vitest";
import { peekContext } from "../../src/database/context-reader.ts";
import { defineForm, defineTable } from "../../src/model/form.ts";
import { type Found, type FoundRows, MOST_NEEDED_ROWS, type Need, type Neighbours, type Question } from "../../src/model/need.ts";
import { period } from "../../src/model/period.ts";
import type { CheckedSubmission } from "../../src/model/submission.ts";
import { withSiblings } from "../../src/stages/siblings.ts";
import { delivery, FIELDS, SAMPLE, type Said, submission, UNITS } from "./sample.ts";
import { temporaryStore } from "./support.ts";

const [CITY, FIRST, SECOND] = UNITS;
/** A form of quarters beside the sample's half-years and months, with one table. */
const QUARTERS = defineForm({
	id: "样表02",
	slug: "quarters",
	title: { zh: "季报", en: "Quarters" },
	periods: ["quarter"],
	tables: [defineTable({ rollUp: "snapshot", fields: FIELDS, key: ["code"] })],
});
const forms = [SAMPLE, QUARTERS];

/** What a file answers that holds everything that was said, each thing in its last version. */
function inOneFile(all: readonly Said[], question: Question): Neighbours {
	const slots = new Map<string, CheckedSubmission>();
	const slot = (form: string, unit: string, of: string, batch: string) => JSON.stringify([form, unit, of, batch]);
	for (const each of all.map(submission)) {
		const { form, unit, period: of, batch } = each.recognised;
		if (each.status === "accepted") slots.set(slot(form.id, unit.code, of.code, batch), each);
	}
	slots.delete(slot(question.form, question.unit, question.period.code, question.batch));
	const order = (one: CheckedSubmission, other: CheckedSubmission) => (one.recognised.unit.code < other.recognised.unit.code ? -1 : 1);
	return withSiblings(new Map(), question, [...slots.values()].sort(order), "0.xlsx");
}

/** Rows of one file are not stored yet, and reports without a row that matches are told by the file alone. */
function withoutPlace(found: Found | undefined): Found | undefined {
	if (found === null || found === undefined || found === "too-many") return found;
	const reports = expect.arrayContaining([...found.reports]) as unknown as FoundRows["reports"];
	return { rows: found.rows.map((each) => ({ ...each, submission: null, file: "0.xlsx" })), reports };
}

/** A store that holds what was said, one file after another, and what it answers to the first unit's half-year. */
async function reported(...all: Said[]) {
	const store = await temporaryStore(forms);
	const ids: number[] = [];
	for (const [at, said] of all.entries()) {
		const stored = await store.store(delivery(`${at}.xlsx`, `2019-07-0${(at % 9) + 1}T01:00:00.000Z`), [submission(said)]);
		ids.push(stored[0]?.id ?? 0);
	}
	const ask = async (need: Partial<Need>, more: Partial<Question> & { values?: readonly (string | number)[] } = {}) => {
		const whole: Need = { form: SAMPLE.id, table: "S", fields: ["code"], whose: "unit", when: "before", ...need };
		const { values = null, ...rest } = more;
		const slot = { form: SAMPLE.id, unit: FIRST.code, period: period("2019H1"), batch: "", city: [CITY.code] };
		const question: Question = { ...slot, ...rest, asked: [{ need: whole, values }] };
		const found = (await store.neighbours(question)).get(whole);
		// A command that only looks gets the same answer without knex.
		expect((await peekContext(store.file, forms).neighbours(question)).get(whole)).toEqual(found);
		// And so does a file that holds all of these reports itself.
		const none = whole.optional ? { rows: [], reports: [] } : null;
		expect(inOneFile(all, question).get(whole) ?? none).toEqual(withoutPlace(found));
		return found;
	};
	const codes = async (...asked: Parameters<typeof ask>) => {
		const found = await ask(...asked);
		return found === null || found === undefined || found === "too-many" ? found : found.rows.map(({ values }) => values.code);
	};
	return { ask, codes, ids, store };
}

const row = (code: string, more = {}) => ({ code, name: null, ...more });
const said = (code: string, more: Said = {}): Said => ({ rows: [row(code)], ...more });

describe("which reports are meant", () => {
	test("the unit's last accepted one before, and none where none was accepted", async () => {
		const { codes } = await reported(
			said("2017", { period: "2017H2" }),
			said("2018", { period: "2018H2" }),
			said("returned", { period: "2018H2", status: "returned" }),
			said("pending", { period: "2018-12", status: "pending" }),
			said("other", { period: "2018H2", unit: SECOND }),
			said("now", { period: "2019H1" }),
			said("inside", { period: "2019-01" }),
		);
		expect(await codes({ when: "before" })).toEqual(["2018"]);
		expect(await codes({ when: "before" }, { period: period("2017H1") })).toBeNull();
		expect(await codes({ when: "before", whose: "all" })).toEqual(["2018", "other"]);
		expect(await codes({ when: "before", whose: "others" })).toEqual(["other"]);
	});

	test("a nil report is a report without rows", async () => {
		const { ask } = await reported({ period: "2018H2", rows: [] });
		expect(await ask({ when: "before" })).toEqual({ rows: [], reports: [{ unit: FIRST.code, period: "2018H2", batch: "" }] });
		expect(await ask({ when: "year-before" })).toBeNull();
	});

	test("a version that a newer one took the place of is not meant, nor an earlier one of the report at hand", async () => {
		const { codes } = await reported(
			said("old", { period: "2018H2" }),
			said("new", { period: "2018H2" }),
			said("own"),
			said("batch", { batch: "二" }),
		);
		expect(await codes({ when: "before" })).toEqual(["new"]);
		expect(await codes({ when: "same" })).toEqual(["batch"]);
	});

	test("of another form, the period that ends on the same day", async () => {
		const quarter = { form: QUARTERS.id, table: "" } as const;
		const { codes } = await reported(
			said("Q1", { form: QUARTERS, period: "2019Q1" }),
			said("Q2", { form: QUARTERS, period: "2019Q2" }),
			said("Q2 of another", { form: QUARTERS, period: "2019Q2", unit: SECOND }),
		);
		expect(await codes({ ...quarter, when: "same" })).toEqual(["Q2"]);
		expect(await codes({ ...quarter, when: "same", whose: "others" })).toEqual(["Q2 of another"]);
		expect(await codes({ ...quarter, when: "same" }, { period: period("2018H2") })).toBeNull();
		expect(await codes({ ...quarter, when: "latest" }, { period: period("2019-05") })).toEqual(["Q1"]);
		expect(await codes({ ...quarter, when: "latest" })).toEqual(["Q2"]);
	});

	test("a year back, this year so far, and the city's own", async () => {
		const { codes } = await reported(
			said("2018", { period: "2018H1" }),
			said("December", { period: "2018-12" }),
			said("January", { period: "2019-01" }),
			said("May", { period: "2019-05" }),
			said("July", { period: "2019-07" }),
			said("city", { unit: CITY }),
		);
		expect(await codes({ when: "year-before" })).toEqual(["2018"]);
		expect(await codes({ when: "within" })).toEqual(["January", "May"]);
		expect(await codes({ when: "same", whose: "city" })).toEqual(["city"]);
		expect(await codes({ when: "latest", whose: "city" })).toEqual(["city"]);
	});

	test("all batches of the last period", async () => {
		const { codes } = await reported(
			said("earlier", { period: "2018H1", batch: "一" }),
			said("one", { period: "2018H2", batch: "一" }),
			said("two", { period: "2018H2", batch: "二" }),
		);
		expect(await codes({ when: "before" })).toEqual(["one", "two"]);
		expect(await codes({ when: "before", whose: "all" })).toEqual(["one", "two"]);
	});
});

describe("which rows", () => {
	test("those whose field has a value that the report at hand has", async () => {
		const rows = [row("a", { name: "甲（一）" }), row("b", { name: "乙" }), row("c", { number: 7 })];
		const { codes } = await reported({ period: "2018H2", rows });
		const by = (theirs: string) => ({ matching: { theirs, own: "code" } });
		expect(await codes(by("code"), { values: ["a", "c", "z"] })).toEqual(["a", "c"]);
		expect(await codes(by("name"), { values: [" 甲(一)"] })).toEqual(["a"]);
		expect(await codes(by("number"), { values: [7] })).toEqual(["c"]);
		expect(await codes(by("code"), { values: [] })).toEqual([]);
		expect(await codes(by("code"), { values: ["z"] })).toEqual([]);
	});

	test("where a rule applies without a report too, nothing and no report are asked apart by nobody", async () => {
		const { codes } = await reported(said("a", { unit: SECOND }), said("a", { unit: SECOND, period: "2018H2" }), said("b", { unit: CITY }));
		const held = { matching: { theirs: "code", own: "code" }, optional: true, whose: "others", when: "same" } as const;
		expect(await codes(held, { values: ["a"] })).toEqual(["a"]);
		expect(await codes(held, { values: ["c"] })).toEqual([]);
		expect(await codes(held, { values: [] })).toEqual([]);
		expect(await codes({ ...held, when: "before" }, { values: ["b"] })).toEqual([]);
		expect(await codes({ ...held, when: "year-before" }, { values: ["a"] })).toEqual([]);
	});

	test("more than may be compared are not given in part", async () => {
		const many = (count: number) => ({ period: "2018H2", rows: Array.from({ length: count }, (_, at) => row(`${at}`)) });
		expect(await (await reported(many(MOST_NEEDED_ROWS + 1))).ask({})).toBe("too-many");
		expect(await (await reported(many(MOST_NEEDED_ROWS))).ask({})).toMatchObject({ rows: { length: MOST_NEEDED_ROWS } });
	});

	test("each says whose it is and where it stands", async () => {
		const { ask, ids } = await reported({ period: "2018H2", rows: [row("a", { done: true, places: ["广州"], amount: 1.5 })] });
		const found = await ask({ fields: ["code", "done", "places", "amount"] });
		expect(typeof found === "object" ? found?.rows : found).toEqual([
			{
				...{ unit: FIRST.code, form: SAMPLE.id, period: "2018H2", batch: "", submission: ids[0], file: "0.xlsx", sheet: "表1", row: 5 },
				cells: { code: "B5", done: "L5", places: "F5", amount: "J5" },
				values: { code: "a", done: true, places: ["广州"], amount: 1.5 },
			},
		]);
	});
});

test("a file of an older program, which knew of no disputes, is looked into all the same", async () => {
	const { store } = await reported(said("A1", { unit: SECOND, status: "returned" }));
	const db = knexLibrary({ client: "sqlite3", connection: { filename: store.file }, useNullAsDefault: true });
	for (const table of ["submission_checks", "events", "explanations", "waivers"]) await db.schema.dropTable(table);
	await db.destroy();
	const matching = { theirs: "code", own: "code" };
	const need: Need = { form: SAMPLE.id, table: "S", fields: ["code"], whose: "others", when: "same", optional: true, disputedBy: "X10", matching };
	const slot = { form: SAMPLE.id, unit: FIRST.code, period: period("2019H1"), batch: "" };
	const reader = peekContext(store.file, forms);
	expect((await reader.neighbours({ ...slot, city: [], asked: [{ need, values: ["A1"] }] })).get(need)).toEqual({ rows: [], reports: [] });
	expect(await reader.decisionsOn({ ...slot, period: "2019H1" })).toEqual({ waivers: [], explanations: [], before: [] });
});

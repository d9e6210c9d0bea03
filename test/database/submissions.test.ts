import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import type { Store } from "../../src/pipeline/ports.ts";
import { delivery, only, SAMPLE, submission, UNITS } from "./sample.ts";
import { openHere, rowsOf, temporaryStore } from "./support.ts";

const ROW = {
	code: "A1",
	name: "甲（集团）",
	places: ["广州", "深圳"],
	topics: [],
	number: 3,
	amount: 1.25,
	on: "2019-05-01",
	done: true,
	region: "甲县",
};
const filled = (values: object) => ({ ...Object.fromEntries(SAMPLE.tables[0]?.fields.map((f) => [f.name, null]) ?? []), ...values });
const FINDING: Finding = {
	code: "value.required",
	severity: "hard",
	sheet: "表1",
	cell: "B5",
	field: "code",
	header: "编号",
	value: null,
	expected: "x",
	params: { max: 3 },
};

/** All that a store holds, as text. */
async function everything(store: Store): Promise<string> {
	const submissions = await store.submissions();
	const findings = await Promise.all(submissions.map(({ id }) => store.findings(id)));
	const rows = await Promise.all(SAMPLE.tables.map((table) => rowsOf(store, SAMPLE, table.id, only(...submissions.map((s) => s.id)))));
	return JSON.stringify([submissions, findings, rows, await store.refusals()]);
}

describe("a submission", () => {
	test("comes back as it was given, with the way to its cells", async () => {
		const store = await temporaryStore();
		const group = {
			code: "样-S1",
			severity: "soft",
			table: "S",
			field: "name",
			header: "名称",
			count: 98_000,
			cells: ["表1!C1005", "表1!C1006"],
		} as const;
		const waived = { kind: "waived", waiver: 3, reason: "系统切换", until: "2019-12-31" } as const;
		const given = submission({
			rows: [ROW, { code: "A2", done: false }],
			findings: [FINDING, { ...FINDING, severity: "info", cell: null }],
			groups: [group, { ...group, severity: "hard", field: null, header: null, settled: waived }],
		});
		const first = given.rows[0];
		if (!first) throw new Error("no row");
		const moved = {
			...given,
			rows: [{ ...first, refs: { region: "A5" }, keys: { name: "甲" }, absent: { alias: "na" as const } }, ...given.rows.slice(1)],
		};
		const [stored] = await store.store(delivery("a.xlsx"), [moved]);
		expect(stored).toEqual({
			id: 1,
			sha256: delivery("a.xlsx").sha256,
			fileName: "a.xlsx",
			form: "样表01",
			period: "2019H1",
			unit: "01",
			batch: "",
			version: 1,
			status: "accepted",
			adjusted: false,
			nil: false,
			receivedAt: "2019-06-20T01:00:00.000Z",
			acceptedAt: "2019-06-20T01:00:00.000Z",
			firstAcceptedAt: "2019-06-20T01:00:00.000Z",
			supersededAt: null,
			ledger: given.ledger,
			tables: [{ table: "S", sheet: "表1", columns: expect.objectContaining({ code: "B", name: "C", region: "M" }) }],
		});
		expect(await store.findings(1)).toEqual(given.findings);
		expect(await store.findingGroups(1)).toEqual(given.groups);
		const rows = await rowsOf(store, SAMPLE, "S", only(1));
		expect(rows.map((row) => [row.sheet, row.row, row.values])).toEqual([
			["表1", 5, filled(ROW)],
			["表1", 6, filled({ code: "A2", done: false })],
		]);
		expect(rows[0]?.refs).toMatchObject({ code: "B5", name: "C5", region: "A5" });
		expect(rows[1]?.refs).toMatchObject({ code: "B6", region: "M6" });
		expect(rows[0]?.submission).toEqual(stored);
	});

	test("of more rows than one statement takes loads every row once", async () => {
		const store = await temporaryStore();
		const rows = Array.from({ length: 1234 }, (_, at) => ({ code: `A${at}`, number: at }));
		await store.store(delivery("large.xlsx"), [submission({ rows })]);
		expect((await rowsOf(store, SAMPLE, "S", only(1))).map((row) => [row.row, row.values.code])).toEqual(rows.map((row, at) => [5 + at, row.code]));
	});

	test("several tables of one form on one sheet: each row's cells are those of its own header", async () => {
		const store = await temporaryStore();
		const given = submission({ rows: [{ code: "A1" }, { code: "A2" }] });
		const [block] = given.recognised.blocks;
		const [first, second] = given.rows;
		if (!block || !first || !second) throw new Error("no block");
		const lower = { ...block, headerRows: [19, 20] as const, columns: block.columns.map((mapping) => ({ ...mapping, column: mapping.column + 10 })) };
		await store.store(delivery("two.xlsx"), [
			{ ...given, rows: [first, { ...second, row: 21 }], recognised: { ...given.recognised, blocks: [lower, block] } },
		]);
		expect((await rowsOf(store, SAMPLE, "S", only(1))).map((row) => row.refs.code)).toEqual(["B5", "L21"]);
	});

	test("a nil report is kept as one and counts", async () => {
		const store = await temporaryStore();
		await store.store(delivery("nil.xlsx"), [submission()]);
		expect(await store.countingAt("2019-06-21T00:00:00Z")).toMatchObject([{ nil: true, ledger: { loaded: 0 } }]);
	});
});

describe("a resubmission", () => {
	test("supersedes the accepted version of the same unit, form, period and batch, which stays and counted until then", async () => {
		const store = await temporaryStore();
		const others = [{ unit: UNITS[2] }, { period: "2019-06" }, { batch: "第二批" }];
		for (const [at, other] of others.entries()) await store.store(delivery(`other${at}.xlsx`), [submission({ ...other, rows: [ROW] })]);
		await store.store(delivery("v1.xlsx", "2019-06-20T01:00:00Z"), [submission({ rows: [ROW] })]);
		await store.store(delivery("v2.xlsx", "2019-06-22T09:00:00+08:00"), [submission({ rows: [{ ...ROW, number: 4 }] })]);
		const at = async (instant: string) => (await store.countingAt(instant)).filter((s) => s.id > 3).map((s) => s.version);
		expect(await at("2019-06-20T00:59:59.999Z")).toEqual([]);
		expect(await at("2019-06-20T01:00:00Z")).toEqual([1]);
		expect(await at("2019-06-22T00:59:59.999Z")).toEqual([1]);
		expect(await at("2019-06-22T01:00:00Z")).toEqual([2]);
		expect((await store.countingAt("2019-06-30T00:00:00Z")).map((s) => s.id)).toEqual([1, 2, 3, 5]);
		expect((await store.submissions()).map((s) => [s.id, s.supersededAt])).toEqual([
			[5, null],
			[4, "2019-06-22T01:00:00.000Z"],
			[3, null],
			[2, null],
			[1, null],
		]);
		expect((await rowsOf(store, SAMPLE, "S", only(4))).map((row) => row.values.number)).toEqual([3]);
	});

	test("that is returned or pending leaves the accepted version counting; pending rows are kept, returned ones are not", async () => {
		const store = await temporaryStore();
		await store.store(delivery("v1.xlsx"), [submission({ rows: [ROW] })]);
		await store.store(delivery("v2.xlsx"), [submission({ status: "returned", rows: [ROW], findings: [FINDING] })]);
		await store.store(delivery("v3.xlsx"), [submission({ status: "pending", rows: [ROW] })]);
		expect((await store.countingAt("2019-07-01T00:00:00Z")).map((s) => s.id)).toEqual([1]);
		expect((await store.submissions()).map((s) => [s.version, s.status, s.acceptedAt === null])).toEqual([
			[3, "pending", true],
			[2, "returned", true],
			[1, "accepted", false],
		]);
		expect(await store.findings(2)).toEqual([FINDING]);
		expect(await rowsOf(store, SAMPLE, "S", only(2))).toEqual([]);
		expect(await rowsOf(store, SAMPLE, "S", only(3))).toHaveLength(1);
	});
});

describe("the same file", () => {
	test("a second time, under another name and later, changes nothing and gives what is stored", async () => {
		const store = await temporaryStore();
		const given = [submission({ rows: [ROW] }), submission({ unit: UNITS[2], status: "returned", findings: [FINDING] })];
		const stored = await store.store(delivery("a.xlsx"), given);
		const before = await everything(store);
		const again = { ...delivery("a.xlsx"), fileName: "副本.xlsx", receivedAt: "2019-06-25T00:00:00Z" };
		expect(await store.store(again, [...given].reverse())).toEqual([...stored].reverse());
		expect(await everything(store)).toBe(before);
		expect(await store.submissionsOfFile(again.sha256)).toEqual(stored);
		expect(await store.submissionsOfFile("0".repeat(64))).toEqual([]);
	});

	test("that was returned and is sound now gives a version that counts; after that it changes nothing", async () => {
		const store = await temporaryStore();
		const returned = submission({ status: "returned", rows: [ROW], findings: [FINDING] });
		await store.store(delivery("a.xlsx", "2019-06-20T01:00:00Z"), [returned]);
		expect(await store.store(delivery("a.xlsx", "2019-06-21T01:00:00Z"), [returned])).toMatchObject([{ id: 1, version: 1 }]);
		const again = await store.store(delivery("a.xlsx", "2019-06-22T01:00:00Z"), [submission({ rows: [ROW] })]);
		expect(again).toMatchObject([{ id: 2, version: 2, status: "accepted", acceptedAt: "2019-06-22T01:00:00.000Z" }]);
		expect(await rowsOf(store, SAMPLE, "S", only(1, 2))).toHaveLength(1);
		const before = await everything(store);
		expect(await store.store(delivery("a.xlsx", "2019-06-23T01:00:00Z"), [returned])).toEqual(again);
		expect(await everything(store)).toBe(before);
	});

	test("that was returned gives nothing once another file has spoken of the same thing", async () => {
		const store = await temporaryStore();
		await store.store(delivery("a.xlsx"), [submission({ status: "returned", findings: [FINDING] })]);
		await store.store(delivery("b.xlsx"), [submission({ rows: [ROW] })]);
		expect(await store.store(delivery("a.xlsx"), [submission({ rows: [ROW, { code: "A2" }] })])).toMatchObject([{ id: 1, status: "returned" }]);
		expect(await store.submissions()).toHaveLength(2);
	});

	test("brought by two stores at once is loaded once", async () => {
		const one = await temporaryStore();
		const two = await openHere(one.file);
		const rows = Array.from({ length: 500 }, (_, at) => ({ code: `A${at}` }));
		const given = [submission({ rows })];
		const results = await Promise.all([one, two, one, two].map((store) => store.store(delivery("a.xlsx"), given)));
		expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
		expect(await two.submissions()).toHaveLength(1);
		expect(await rowsOf(one, SAMPLE, "S", only(1))).toHaveLength(500);
	});

	test("versions brought by two stores at once are numbered one after another and one counts", async () => {
		const one = await temporaryStore();
		const two = await openHere(one.file);
		const files = ["a", "b", "c", "d", "e", "f"];
		await Promise.all(files.map((file, at) => (at % 2 ? one : two).store(delivery(file), [submission({ rows: [ROW] })])));
		expect((await one.submissions()).map((s) => s.version)).toEqual([6, 5, 4, 3, 2, 1]);
		expect(await two.countingAt("2019-07-01T00:00:00Z")).toMatchObject([{ version: 6 }]);
	});

	test("cannot say one thing twice", async () => {
		const store = await temporaryStore();
		await expect(store.store(delivery("a.xlsx"), [submission({ rows: [ROW] }), submission()])).rejects.toThrow("two submissions of one thing");
		expect(await store.submissions()).toEqual([]);
	});
});

test("a fault in the middle leaves nothing of the delivery, and the superseded version counts on", async () => {
	const store = await temporaryStore();
	await store.store(delivery("v1.xlsx"), [submission({ rows: [ROW] })]);
	const before = await everything(store);
	const good = submission({ rows: Array.from({ length: 400 }, (_, at) => ({ code: `B${at}` })), findings: [FINDING] });
	const twice = submission({ unit: UNITS[2], rows: [ROW, ROW] });
	const sameCell = { ...twice, rows: twice.rows.map((row) => ({ ...row, row: 5 })) };
	await expect(store.store(delivery("v2.xlsx"), [good, sameCell])).rejects.toThrow("UNIQUE");
	expect(await everything(store)).toBe(before);
	expect(await rowsOf(store, SAMPLE, "S", only(1, 2, 3))).toHaveLength(1);
	expect(await store.submissionsOfFile(delivery("v2.xlsx").sha256)).toEqual([]);
	expect(await store.store(delivery("v2.xlsx"), [good])).toMatchObject([{ version: 2 }]);
});

test("a refused file is kept with its reason, once", async () => {
	const store = await temporaryStore();
	const refusal = { code: "unit.disagrees" as const, params: { folder: "甲县", sheet: "乙县" } };
	const root = { ...delivery("b.xlsx"), folder: null };
	await store.storeRefusal(delivery("a.xlsx"), refusal, "2019-06-20T01:00:01Z");
	await store.storeRefusal(root, { code: "file.empty", params: {} }, "2019-06-20T01:00:02Z");
	await store.storeRefusal({ ...root, receivedAt: "2019-06-21T00:00:00Z" }, { code: "file.empty", params: {} }, "2019-06-21T00:00:00Z");
	expect(await store.refusals()).toEqual([
		{ delivery: delivery("a.xlsx"), refusal },
		{ delivery: root, refusal: { code: "file.empty", params: {} } },
	]);
});

test("a refusal is settled by the same file from another place and by another file of that name; not by the sheets of the file itself", async () => {
	const store = await temporaryStore();
	const from = (name: string, folder: string, at: string) => ({ ...delivery(name, at), folder });
	const refusal = { code: "unit.disagrees" as const, params: {} };
	const [first, second, later] = ["2019-06-20T00:00:00Z", "2019-06-21T00:00:00Z", "2019-06-22T00:00:00Z"];
	const open = async () => (await store.refusals()).map((each) => `${each.delivery.folder}/${each.delivery.fileName}`);
	for (const name of ["a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx"]) await store.storeRefusal(from(name, "错", first), refusal, first);
	await store.store(from("d.xlsx", "错", first), [submission({ period: "2019-03" })]);
	expect(await open()).toEqual(["错/a.xlsx", "错/b.xlsx", "错/c.xlsx", "错/d.xlsx"]);
	await store.store(from("a.xlsx", "对", first), [submission({ period: "2019-01" })]);
	await store.store({ ...from("b.xlsx", "错", second), sha256: "b".repeat(64) }, [submission({ period: "2019-02" })]);
	expect(await open()).toEqual(["错/c.xlsx", "错/d.xlsx"]);
	await store.storeRefusal(from("a.xlsx", "错", later), { ...refusal, code: "form.unknown" }, later);
	expect(await open()).toEqual(["错/c.xlsx", "错/d.xlsx", "错/a.xlsx"]);
});

test("consolidations are kept, and the newest of a period is given", async () => {
	const store = await temporaryStore();
	const figures = [
		{ id: "b.low", value: [1, 2] as const, byUnit: { "01": 0, "00": null }, byDivision: { D1: 0.5 }, qualifier: "约" as const },
		{ id: "a", value: null, byUnit: {}, byDivision: {}, carried: { "01": "2018H2" }, missing: ["02"] },
	];
	const readings = { municipalCentresIncludeProvincial: true, overdueYears: "due" } as const;
	const settings = {
		carryForward: true,
		deadlines: { days: { month: 5, quarter: 8, "half-year": 5, year: 15 }, exceptions: { "2019H1": "2019-07-08" } },
	};
	const head = {
		period: "2019H1",
		cutoff: "2019-06-27",
		asOf: "2019-06-27T20:00:00+08:00",
		readings,
		settings,
		at: "2019-06-27T12:00:01Z",
		entries: 0,
	};
	const first = await store.saveConsolidation({ ...head, figures: [] });
	const second = await store.saveConsolidation({ ...head, figures });
	await store.saveConsolidation({ ...head, period: "2019H2", figures: [] });
	expect(second).toBeGreaterThan(first ?? 0);
	expect(await store.consolidation("2019H1")).toEqual({
		id: second,
		cutoff: "2019-06-27",
		asOf: "2019-06-27T12:00:00.000Z",
		readings,
		settings,
		figures,
	});
	expect(await store.consolidation("2020H1")).toBeNull();
});

test("of a period's consolidations the last up to an instant is given, whenever it was made", async () => {
	const store = await temporaryStore();
	const readings = { municipalCentresIncludeProvincial: false, overdueYears: "approval" } as const;
	const settings = { carryForward: false, deadlines: { days: { month: 5, quarter: 8, "half-year": 5, year: 15 }, exceptions: {} } };
	const head = { period: "2019H1", cutoff: "2019-06-27", readings, settings, at: "2019-12-01T00:00:00Z", entries: 0, figures: [] };
	const later = await store.saveConsolidation({ ...head, asOf: "2019-09-01T00:00:00Z" });
	const earlier = await store.saveConsolidation({ ...head, asOf: "2019-07-01T00:00:00Z" });
	const again = await store.saveConsolidation({ ...head, asOf: "2019-07-01T00:00:00Z" });
	expect(earlier).not.toBe(again);
	expect((await store.consolidationUntil("2019H1", "2019-10-01T00:00:00Z"))?.id).toBe(later);
	expect((await store.consolidationUntil("2019H1", "2019-09-01T08:00:00+08:00"))?.id).toBe(later);
	expect((await store.consolidationUntil("2019H1", "2019-08-31T23:59:59Z"))?.id).toBe(again);
	expect(await store.consolidationUntil("2019H1", "2019-06-30T00:00:00Z")).toBeNull();
});

test("what is stored after figures were consolidated comes after them, though its clock was read before; what came meanwhile is counted", async () => {
	const store = await temporaryStore();
	const asOf = "2019-06-27T12:00:00.000Z";
	const deadlines = { days: { month: 5, quarter: 8, "half-year": 5, year: 15 }, exceptions: {} };
	const readings = { municipalCentresIncludeProvincial: true, overdueYears: "due" } as const;
	const head = { period: "2019H1", cutoff: "2019-06-27", asOf, readings, settings: { carryForward: false, deadlines }, at: asOf, figures: [] };
	await store.store(delivery("a.xlsx", "2019-06-27T11:59:59.000Z"), [submission({ period: "2019-01" })]);
	expect(await store.saveConsolidation({ ...head, entries: 0 })).toBeNull();
	expect(await store.saveConsolidation({ ...head, entries: await store.entriesUntil(asOf) })).toBe(1);
	await store.saveConsolidation({ ...head, period: "2019H2", asOf: "2030-01-01T00:00:00.000Z", entries: 1 });
	const [late] = await store.store(delivery("b.xlsx", "2019-06-27T11:59:59.500Z"), [submission({ period: "2019-02" })]);
	expect(late).toMatchObject({ receivedAt: "2019-06-27T12:00:00.001Z", acceptedAt: "2019-06-27T12:00:00.001Z" });
	expect((await store.submissionsAt(asOf)).map(({ id }) => id)).toEqual([1]);
	const [same] = await store.store(delivery("c.xlsx", asOf), [submission({ period: "2019-03" })]);
	expect(same).toMatchObject({ receivedAt: asOf });
});

test("runs are logged from start to end, newest first", async () => {
	const store = await temporaryStore();
	const ingest = await store.startRun("ingest", "2019-06-27T12:00:00Z");
	await store.startRun("consolidate", "2019-06-27T13:00:00Z");
	await store.finishRun(ingest, "2019-06-27T12:05:00Z", "attention", "1 returned");
	expect(await store.runs(5)).toMatchObject([
		{ job: "consolidate", finishedAt: null, outcome: "running", detail: "" },
		{ id: ingest, startedAt: "2019-06-27T12:00:00.000Z", finishedAt: "2019-06-27T12:05:00.000Z", outcome: "attention", detail: "1 returned" },
	]);
	expect(await store.runs(1)).toHaveLength(1);
	await expect(store.finishRun(99, "2019-06-27T12:00:00Z", "ok", "")).rejects.toThrow("no run 99");
	await expect(store.startRun("ingest", "yesterday")).rejects.toThrow(RangeError);
});

import { describe, expect, test } from "vitest";
import type { Explanation, LogEntry } from "../../src/model/decision.ts";
import { period } from "../../src/model/period.ts";
import type { Transition } from "../../src/model/transition.ts";
import type { Store } from "../../src/pipeline/ports.ts";
import { delivery, only, SAMPLE, submission } from "./sample.ts";
import { rowsOf, temporaryStore } from "./support.ts";

const V1 = "2019-06-20T01:00:00.000Z";
const V2 = "2019-06-22T01:00:00.000Z";
const DECIDED = "2019-06-24T01:00:00.000Z";

/** Two accepted versions of one thing, and a decision about one of them. */
async function twoVersions(): Promise<Store & { file: string }> {
	const store = await temporaryStore();
	await store.store(delivery("v1.xlsx", V1), [submission({ rows: [{ code: "A1", number: 1 }] })]);
	await store.store(delivery("v2.xlsx", V2), [submission({ rows: [{ code: "A1", number: 2 }] })]);
	return store;
}

const decide = (change: Partial<Transition>): Transition => ({
	...{ submission: 2, from: "accepted", to: "returned", kind: "returned", by: "李四", at: DECIDED, reason: "与原始凭证不符" },
	...change,
});
const versionsAt = async (store: Store, at: string) => (await store.countingAt(at)).map(({ version }) => version);
const told = (log: readonly LogEntry[]) => log.map(({ kind, submission: id, from, to }) => [kind, id, from, to]);

describe("a decision on what counts", () => {
	test("lets the version before count again, and every instant before stays as it was", async () => {
		const store = await twoVersions();
		expect(await store.transition(decide({}))).toMatchObject({ id: 2, status: "returned", supersededAt: DECIDED });
		expect(await versionsAt(store, V1)).toEqual([1]);
		expect(await versionsAt(store, V2)).toEqual([2]);
		expect(await versionsAt(store, DECIDED)).toEqual([1]);
		expect(told(await store.log())).toEqual([
			["received", 1, null, "accepted"],
			["received", 2, null, "accepted"],
			["superseded", 1, "accepted", "accepted"],
			["returned", 2, "accepted", "returned"],
			["resumed", 1, "accepted", "accepted"],
		]);
	});

	test("may be taken back: what was returned counts again, in place of the one before", async () => {
		const store = await twoVersions();
		await store.transition(decide({}));
		const later = "2019-06-25T01:00:00.000Z";
		await store.transition(decide({ from: "returned", to: "accepted", kind: "accepted", at: later }));
		expect(await versionsAt(store, DECIDED)).toEqual([1]);
		expect(await versionsAt(store, later)).toEqual([2]);
	});

	test("never puts an older version in the place of a newer one that counts", async () => {
		const store = await temporaryStore();
		await store.store(delivery("v1.xlsx", V1), [{ ...submission({ rows: [{ code: "A1" }] }), status: "pending" }]);
		await store.store(delivery("v2.xlsx", V2), [submission({ rows: [{ code: "A1", number: 2 }] })]);
		expect(await store.transition(decide({ submission: 1, from: "pending", to: "accepted", kind: "accepted" }))).toBeNull();
		expect(await versionsAt(store, DECIDED)).toEqual([2]);
	});

	test("made on what is no longer so changes nothing", async () => {
		const store = await twoVersions();
		const before = JSON.stringify([await store.submissions(), await store.log()]);
		expect(await store.transition(decide({ from: "pending", to: "accepted" }))).toBeNull();
		expect(await store.transition(decide({ submission: 99 }))).toBeNull();
		expect(JSON.stringify([await store.submissions(), await store.log()])).toBe(before);
	});

	test("after looking at the original anew keeps both checks, and loads rows that were not", async () => {
		const store = await temporaryStore();
		const finding = { code: "99-H1", severity: "hard" as const, sheet: "表1", cell: "B5", field: "code", header: "编号", value: "x", expected: null };
		const wrong = submission({ rows: [{ code: "A1" }], findings: [finding] });
		await store.store(delivery("v1.xlsx", V1), [{ ...wrong, status: "returned" }]);
		expect(await rowsOf(store, SAMPLE, "S", only(1))).toEqual([]);
		const settled = { ...finding, key: "A1", settled: { kind: "waived" as const, waiver: 1, reason: "试点", until: "2019-12-31" } };
		const checked = { ...wrong, findings: [settled] };
		await store.transition(decide({ submission: 1, from: "returned", to: "accepted", kind: "accepted", checked }));
		expect(await store.findings(1)).toEqual([settled]);
		expect(await store.findings(1, V1)).toEqual([finding]);
		expect((await rowsOf(store, SAMPLE, "S", only(1))).map(({ values }) => values.code)).toEqual(["A1"]);
		expect(await store.submissionsAt(V1)).toMatchObject([{ id: 1, status: "returned" }]);
		expect(await store.submissionsAt(DECIDED)).toMatchObject([{ id: 1, status: "accepted" }]);
		// What has counted once keeps its rows.
		await store.transition(decide({ submission: 1, at: "2019-06-25T01:00:00.000Z" }));
		await store.transition(decide({ submission: 1, from: "returned", to: "accepted", kind: "accepted", at: "2019-06-26T01:00:00.000Z", checked }));
		expect(await rowsOf(store, SAMPLE, "S", only(1))).toHaveLength(1);
	});
});

describe("what the original says by now, where more of it is understood", () => {
	const checked = submission({ rows: [{ code: "A1", number: 7 }] });

	test("is what a version counts with that had not counted before", async () => {
		const store = await temporaryStore();
		await store.store(delivery("v1.xlsx", V1), [submission({ rows: [{ code: "A1" }], status: "pending" })]);
		await store.transition(decide({ submission: 1, from: "pending", to: "accepted", kind: "explained", checked }));
		expect((await rowsOf(store, SAMPLE, "S", only(1))).map(({ values }) => values.number)).toEqual([7]);
	});

	test("changes nothing of what a version has counted with", async () => {
		const store = await temporaryStore();
		await store.store(delivery("v1.xlsx", V1), [submission({ rows: [{ code: "A1" }] })]);
		await store.transition(decide({ submission: 1, from: "accepted", to: "accepted", kind: "rechecked", checked }));
		expect((await rowsOf(store, SAMPLE, "S", only(1))).map(({ values }) => values.number)).toEqual([null]);
	});
});

describe("submissions as they stood at an instant", () => {
	const standingAt = async (store: Store, at: string) =>
		(await store.submissionsAt(at)).map(({ id, status, acceptedAt, firstAcceptedAt, supersededAt, adjusted }) => ({
			...{ id, status, acceptedAt, firstAcceptedAt, supersededAt, adjusted },
		}));

	test("have the state of then, whatever has become of them", async () => {
		const store = await twoVersions();
		const first = { id: 1, status: "accepted", acceptedAt: V1, firstAcceptedAt: V1, supersededAt: null, adjusted: false };
		const before = [await standingAt(store, V1), await standingAt(store, V2)];
		expect(before).toEqual([
			[first],
			[
				{ ...first, supersededAt: V2 },
				{ ...first, id: 2, acceptedAt: V2, firstAcceptedAt: V2 },
			],
		]);
		await store.transition(decide({}));
		await store.transition(decide({ from: "returned", to: "accepted", kind: "adjusted", at: "2019-06-26T01:00:00.000Z", adjusted: true }));
		expect([await standingAt(store, V1), await standingAt(store, V2)]).toEqual(before);
		expect(await standingAt(store, DECIDED)).toEqual([
			{ ...first, acceptedAt: DECIDED },
			{ ...first, id: 2, status: "returned", acceptedAt: V2, firstAcceptedAt: V2, supersededAt: DECIDED },
		]);
		expect((await standingAt(store, "2019-06-27T00:00:00.000Z"))[1]).toMatchObject({ status: "accepted", supersededAt: null, adjusted: true });
	});

	test("have the ledger that they had then", async () => {
		const store = await temporaryStore();
		const rows = [{ code: "A1" }];
		await store.store(delivery("v1.xlsx", V1), [{ ...submission({ rows }), status: "returned" }]);
		const [before] = await store.submissionsAt(V1);
		const checked = submission({ rows: [...rows, { code: "A2" }] });
		await store.transition(decide({ submission: 1, from: "returned", to: "accepted", kind: "rechecked", checked }));
		expect((await store.submissions())[0]?.ledger).toEqual(checked.ledger);
		expect(checked.ledger).not.toEqual(before?.ledger);
		expect((await store.submissionsAt(V1))[0]?.ledger).toEqual(before?.ledger);
	});
});

describe("a closed period", () => {
	test("keeps what was accepted; what comes later waits, for itself and every period inside", async () => {
		const store = await twoVersions();
		const lock = { period: "2019H1", form: null, unit: null, by: "李四", at: "2019-06-23T00:00:00Z", reason: "已上报" };
		await store.lock(lock, period("2019H1"));
		expect(await store.locks()).toEqual([{ ...lock, id: 1, at: "2019-06-23T00:00:00.000Z" }]);
		const come = async (name: string, of: Parameters<typeof submission>[0]) =>
			(await store.store(delivery(name, DECIDED), [submission({ rows: [{ code: "A1" }], ...of })]))[0]?.status;
		expect(await come("v3.xlsx", {})).toBe("received");
		expect(await come("month.xlsx", { period: "2019-06" })).toBe("received");
		expect(await come("later.xlsx", { period: "2019-07" })).toBe("accepted");
		expect(await versionsAt(store, DECIDED)).toEqual([2, 1]);
		const unchanged = JSON.stringify([await store.submissions(), await store.log()]);
		expect(await store.transition(decide({ submission: 3, from: "received", to: "accepted", kind: "accepted" }))).toBeNull();
		expect(await store.transition(decide({}))).toBeNull();
		expect(JSON.stringify([await store.submissions(), await store.log()])).toBe(unchanged);
		await store.transition(decide({ submission: 3, from: "received", to: "accepted", kind: "adjusted", adjusted: true }));
		expect((await store.submissions()).find(({ id }) => id === 3)).toMatchObject({ status: "accepted", adjusted: true });
	});
});

describe("the log", () => {
	const brokenBy = async (change: string): Promise<number | null> => {
		const store = await twoVersions();
		const { default: knex } = await import("knex");
		const db = knex({ client: "sqlite3", connection: { filename: store.file }, useNullAsDefault: true });
		await db.raw(change);
		await db.destroy();
		return store.brokenAt();
	};
	test.each([
		["nothing was changed", "SELECT 1", null],
		["a reason was changed", "UPDATE events SET reason = '无' WHERE id = 2", 2],
		["an entry was taken out", "DELETE FROM events WHERE id = 2", 2],
		["an entry was put in", "INSERT INTO events (id, at, by, kind, hash) SELECT 4, at, by, kind, hash FROM events WHERE id = 3", 4],
	])("shows where %s", async (_, change, at) => {
		expect(await brokenBy(change)).toBe(at);
	});
});

test("explanations and waivers are found by what they are about", async () => {
	const store = await temporaryStore();
	const slot = { form: "样表01", unit: "01", period: "2019H1", batch: "" };
	const said: Explanation = {
		...{ ...slot, code: "01-S1", table: "", field: "amount", key: "A1", value: "3", text: "设备一次性投入" },
		...{ by: "张三", at: V1, source: "workbook" as const },
	};
	await store.keepExplanations([said, { ...said, at: V2 }, { ...said, period: "2018H2" }, { ...said, period: "2018H1" }, { ...said, unit: "02" }]);
	const waiver = await store.waive({ rule: "01-S1", unit: null, key: null, reason: "试点", by: "李四", at: V1, until: "2019-12-31" });
	expect(await store.decisionsOn(slot)).toEqual({ waivers: [waiver], explanations: [said], before: [{ ...said, period: "2018H2" }] });
	expect(await store.endWaiver(waiver.id, "李四", V2, "试点结束")).toMatchObject({ endedBy: "李四", endedAt: V2 });
	expect(await store.endWaiver(waiver.id, "李四", V2, null)).toBeNull();
	expect((await store.decisionsOn(slot)).waivers).toEqual([]);
	expect((await store.log()).map(({ kind, reason }) => [kind, reason])).toEqual([
		["waived", "试点"],
		["waiver-ended", "试点结束"],
	]);
});

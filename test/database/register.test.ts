import sqlite3 from "sqlite3";
import { describe, expect, test } from "vitest";
import { code, text } from "../../src/model/fields.ts";
import { defineForm, defineTable } from "../../src/model/form.ts";
import { matchKey } from "../../src/model/match-key.ts";
import type { RegisterQuestion } from "../../src/model/register.ts";
import type { Store } from "../../src/pipeline/ports.ts";
import { delivery, type Said, submission } from "./sample.ts";
import { openHere, temporaryStore } from "./support.ts";

const BOTH = { zh: "样表", en: "sample" };
const enterprise = {
	who: text("企业", { en: "enterprise", registered: true }),
	code: code("代码", { en: "code", scheme: "uscc" }),
};
const ROSTER = defineForm({
	...{ id: "样表11", slug: "known_roster", title: BOTH, periods: ["half-year"] },
	tables: [
		defineTable({ rollUp: "snapshot", key: ["code"], fields: { ...enterprise, before: text("曾用名", { en: "former name", formerly: true }) } }),
	],
});
const PROJECTS = defineForm({
	...{ id: "样表12", slug: "known_projects", title: BOTH, periods: ["quarter"] },
	tables: [defineTable({ rollUp: "snapshot", key: ["no"], fields: { no: code("编号", { en: "number", scheme: "free" }), ...enterprise } })],
});
const FORMS = [ROSTER, PROJECTS];

const CODE = "91441702XXXX00019W";
const SLOT = { form: "样表11", unit: "99", period: "2019H1", batch: "" };
const NOTHING: RegisterQuestion = { stated: [], codes: [], stems: [], organisations: [], names: [], parts: [], slots: [SLOT] };
const asked = async (store: Store, question: Partial<RegisterQuestion>) =>
	(await store.knownNames({ ...NOTHING, ...question })).map(({ code: known, name, first, last }) => [known, name, first.period, last.period]).sort();

let sent = 0;
const put = (store: Store, said: Said) =>
	store.store(delivery(`${++sent}.xlsx`, `2019-06-20T01:00:${String(sent % 60).padStart(2, "0")}.000Z`), [submission(said)]);
const roster = (store: Store, rows: Said["rows"], more: Said = {}) => put(store, { form: ROSTER, ...more, rows: rows ?? [] });
const projects = (store: Store, rows: Said["rows"], more: Said = {}) => put(store, { form: PROJECTS, period: "2019Q1", ...more, rows: rows ?? [] });

/** Runs statements on a store's file, as an older program would have left it. */
function onFile(file: string, statements: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const database = new sqlite3.Database(file);
		database.exec(statements, (fault) => database.close(() => (fault ? reject(fault) : resolve())));
	});
}

describe("names and codes of enterprises", () => {
	test("are known from every form that has the columns, from the first report to the last", async () => {
		const store = await temporaryStore(FORMS);
		await projects(store, [{ no: "1", who: "甲公司", code: CODE }]);
		await projects(
			store,
			[
				{ no: "2", who: "甲公司", code: CODE },
				{ no: "3", who: "甲公司", code: CODE },
			],
			{ period: "2019Q2" },
		);
		await roster(
			store,
			[
				{ who: "乙公司", code: CODE, before: "甲公司" },
				{ who: null, code: "914417027000000527", before: null },
			],
			{ period: "2018H2" },
		);
		expect(await asked(store, { codes: [CODE, "914417027000000527"] })).toEqual([
			[CODE, "乙公司", "2018H2", "2018H2"],
			[CODE, "甲公司", "2019Q1", "2019Q2"],
		]);
		expect(await asked(store, { names: [matchKey("乙公司")] })).toHaveLength(1);
		expect(await asked(store, { names: [matchKey("甲公司")] }), "as a former name as well").toHaveLength(2);
		expect(await asked(store, { parts: ["乙公"] })).toHaveLength(1);
		expect(await asked(store, { stems: [CODE.slice(0, 15)] })).toHaveLength(2);
		expect(await asked(store, { stems: [`${CODE.slice(0, 14)}9`] })).toEqual([]);
		expect(await asked(store, { organisations: [CODE.slice(8, 17)] })).toHaveLength(2);
		expect(await asked(store, {})).toEqual([]);
	});

	test("what a submission states as the register has it is no answer; what either knows otherwise is", async () => {
		const store = await temporaryStore(FORMS);
		const other = "914417027000000527";
		await roster(store, [
			{ who: "甲公司", code: CODE },
			{ who: "乙公司", code: other },
		]);
		const [same, second] = [
			{ code: CODE, key: matchKey("甲公司") },
			{ code: other, key: matchKey("乙公司") },
		];
		expect(await asked(store, { stated: [same, second] })).toEqual([]);
		expect(await asked(store, { stated: [same, { ...second, key: matchKey("丙公司") }] })).toEqual([[other, "乙公司", "2019H1", "2019H1"]]);
		expect(await asked(store, { stated: [{ ...same, code: "91441702XXXX000000" }, second] })).toEqual([[CODE, "甲公司", "2019H1", "2019H1"]]);
		expect(await asked(store, { stated: [same, { ...same, code: "91441702XXXX000000" }] }), "the submission has two codes itself").toHaveLength(1);
	});

	test("count while the submission counts: not while it waits or is returned, not once it is replaced or withdrawn, and again with the version before", async () => {
		const store = await temporaryStore(FORMS);
		const names = async () => (await asked(store, { codes: [CODE] })).map(([, name]) => name);
		await roster(store, [{ who: "待说明公司", code: CODE }], { status: "pending" });
		await roster(store, [{ who: "退回公司", code: CODE }], { status: "returned" });
		expect(await names()).toEqual([]);
		await roster(store, [{ who: "第一版公司", code: CODE }]);
		expect(await names()).toEqual(["第一版公司"]);
		const [second] = await roster(store, [{ who: "第二版公司", code: CODE }]);
		expect(await names()).toEqual(["第二版公司"]);
		const by = { by: "李四", at: "2019-06-24T01:00:00.000Z", reason: "填错单位" };
		await store.transition({ submission: second?.id ?? 0, from: "accepted", to: "withdrawn", kind: "withdrawn", ...by });
		expect(await names()).toEqual(["第一版公司"]);
	});

	test("a slot's own versions are not known to it", async () => {
		const store = await temporaryStore(FORMS);
		await roster(store, [{ who: "甲公司", code: CODE }]);
		expect(await asked(store, { codes: [CODE], slots: [{ form: "样表11", unit: "01", period: "2019H1", batch: "" }] })).toEqual([]);
		expect(await asked(store, { codes: [CODE], slots: [{ form: "样表11", unit: "01", period: "2019H2", batch: "" }] })).toHaveLength(1);
	});

	test("a file that reports very many slots anew asks as well", async () => {
		const store = await temporaryStore(FORMS);
		await roster(store, [{ who: "甲公司", code: CODE }]);
		const many = Array.from({ length: 2000 }, (_, at) => ({ ...SLOT, unit: `u${at}` }));
		expect(await asked(store, { codes: [CODE], slots: many })).toHaveLength(1);
		expect(await asked(store, { codes: [CODE], slots: [...many, { ...SLOT, unit: "01" }] })).toEqual([]);
	});

	test("an old registration number leads to the code that stands under the same name", async () => {
		const store = await temporaryStore(FORMS);
		await projects(store, [{ no: "1", who: "甲公司", code: "441702600123459" }]);
		await projects(store, [{ no: "1", who: "甲公司", code: CODE }], { period: "2019Q2" });
		expect((await asked(store, { codes: ["441702600123459"] })).map(([known]) => known)).toEqual(["441702600123459", CODE]);
	});

	test("what an older program stored is known as well, once", async () => {
		const store = await temporaryStore(FORMS);
		await roster(store, [{ who: "甲（集团）公司", code: CODE, before: "旧公司" }]);
		await roster(store, [{ who: "乙公司", code: CODE }], { period: "2018H2" });
		await onFile(store.file, "DROP TABLE register_sightings; DROP TABLE register_names; DELETE FROM knex_migrations WHERE name = '0004-register';");
		const again = await openHere(store.file, FORMS);
		const expected = [
			[CODE, "乙公司", "2018H2", "2018H2"],
			[CODE, "甲（集团）公司", "2019H1", "2019H1"],
		];
		expect(await asked(again, { codes: [CODE] })).toEqual(expected);
		expect(await asked(again, { names: [matchKey("甲(集团)公司"), matchKey("旧公司")] })).toHaveLength(1);
		const opened = await openHere(store.file, FORMS);
		expect((await opened.searchRegister("", matchKey("公司"), null, 10)).sightings).toHaveLength(2);
	});

	test("doubts: a code with several names or in several units in its last period, a name with several codes; what is past is no doubt", async () => {
		const store = await temporaryStore(FORMS);
		const other = "914417027000000527";
		await roster(store, [{ who: "甲公司", code: CODE }], { period: "2018H2" });
		await roster(store, [{ who: "乙公司", code: CODE }]);
		const clean = await store.doubtsOfRegister(null, 10);
		expect([clean.codes, clean.names, clean.severalNames.found, clean.severalCodes.found, clean.severalUnits.found]).toEqual([1, 2, 0, 0, 0]);
		await projects(
			store,
			[
				{ no: "1", who: "丙公司", code: CODE },
				{ no: "2", who: "丙公司", code: other },
			],
			{ period: "2019Q2" },
		);
		const doubts = await store.doubtsOfRegister(null, 1);
		expect(doubts.severalNames).toMatchObject({ found: 1 });
		expect(doubts.severalCodes.found).toBe(2);
		expect(new Set(doubts.severalCodes.sightings.map((sighting) => sighting.code)).size, "no more than asked for").toBe(1);
		expect((await store.doubtsOfRegister("99", 10)).codes).toBe(0);
	});
});

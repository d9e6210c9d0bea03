import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import knex from "knex";
import { expect, test } from "vitest";
import { peekSynonyms } from "../../src/database/peek-synonyms.ts";
import type { NewSynonym } from "../../src/model/stored.ts";
import { openHere, temporaryFolder, temporaryStore } from "./support.ts";

const GIVEN: NewSynonym = {
	form: "阳科统01",
	table: "",
	field: "rd_exp",
	heading: "研究开发费（万元）",
	key: "研究开发费",
	unit: null,
	confirmedBy: "陈某某",
	confirmedAt: "2019-06-27T20:00:00+08:00",
};
const { key: _key, ...KEPT } = GIVEN;
const IN_FORCE = { ...KEPT, confirmedAt: "2019-06-27T12:00:00.000Z", revokedBy: null, revokedAt: null, reason: null };

test("a confirmed synonym comes back as it was given, with who and when", async () => {
	const store = await temporaryStore();
	expect(await store.synonyms()).toEqual([]);
	expect(await store.confirmSynonym(GIVEN)).toEqual({ id: 1, ...IN_FORCE });
	expect(await (await openHere(store.file)).synonyms()).toEqual([{ id: 1, ...IN_FORCE }]);
});

test("the same heading a second time changes nothing, for the same field or another", async () => {
	const store = await temporaryStore();
	const first = await store.confirmSynonym(GIVEN);
	expect(await store.confirmSynonym({ ...GIVEN, confirmedBy: "李某某" })).toEqual(first);
	expect(await store.confirmSynonym({ ...GIVEN, field: "revenue" })).toEqual(first);
	expect(await store.confirmSynonym({ ...GIVEN, unit: "441702-00", field: "revenue" })).toEqual(first);
	expect(await store.synonyms()).toEqual([first]);
});

test("a heading may mean one field for one unit and another for the next; for all units only where none says otherwise", async () => {
	const store = await temporaryStore();
	const here = await store.confirmSynonym({ ...GIVEN, unit: "441702-00" });
	const there = await store.confirmSynonym({ ...GIVEN, unit: "441704-00", field: "revenue" });
	expect([here.field, there.field]).toEqual(["rd_exp", "revenue"]);
	expect(await store.confirmSynonym({ ...GIVEN, field: "ht_income" })).toEqual(here);
	expect(await store.confirmSynonym(GIVEN)).toEqual(there);
	await store.revokeSynonym(there.id, "陈某某", "2019-06-28T00:00:00Z", null);
	expect(await store.confirmSynonym(GIVEN)).toMatchObject({ id: 3, unit: null, field: "rd_exp" });
	expect(await store.synonyms()).toHaveLength(3);
});

test("revoking is written once; what was revoked is confirmed anew, not revived", async () => {
	const store = await temporaryStore();
	const { id } = await store.confirmSynonym(GIVEN);
	const revoked = { id, ...IN_FORCE, revokedBy: "李某某", revokedAt: "2019-06-28T00:00:00.000Z", reason: "口径不同" };
	expect(await store.revokeSynonym(id, "李某某", "2019-06-28T00:00:00Z", "口径不同")).toEqual(revoked);
	expect(await store.revokeSynonym(id, "陈某某", "2019-06-29T00:00:00Z", null)).toEqual(revoked);
	expect(await store.revokeSynonym(99, "陈某某", "2019-06-29T00:00:00Z", null)).toBeNull();
	expect(await store.confirmSynonym({ ...GIVEN, field: "revenue" })).toMatchObject({ id: 2, field: "revenue", revokedAt: null });
	expect((await store.synonyms())[0]).toEqual(revoked);
});

test("of two processes that confirm one heading at once, one is remembered", async () => {
	const one = await temporaryStore();
	const two = await openHere(one.file);
	const all = await Promise.all([one, two, one, two].map((store, at) => store.confirmSynonym({ ...GIVEN, field: at % 2 ? "rd_exp" : "revenue" })));
	expect(new Set(all.map(({ id }) => id)).size).toBe(1);
	expect(await two.synonyms()).toHaveLength(1);
});

test("a glance at the file gives those in force, changes nothing in it and leaves nothing beside it", async () => {
	const file = path.join(temporaryFolder(), "store.sqlite");
	const store = await openHere(file);
	const kept = await store.confirmSynonym(GIVEN);
	const { id } = await store.confirmSynonym({ ...GIVEN, key: "研发开支", heading: "研发开支" });
	await store.revokeSynonym(id, "李某某", "2019-06-28T00:00:00Z", null);
	expect(await peekSynonyms(file)).toEqual([kept]);
	await store.close();
	expect(await peekSynonyms(file)).toEqual([kept]);
	expect(readdirSync(path.dirname(file))).toEqual(["store.sqlite"]);
});

test("a file that an older program left has no synonyms and stays as it is; what is no database is told", async () => {
	const folder = temporaryFolder();
	const file = path.join(folder, "old.sqlite");
	const old = knex({ client: "sqlite3", connection: { filename: file }, useNullAsDefault: true });
	await old.schema.createTable("submissions", (t) => void t.increments("id"));
	expect(await peekSynonyms(file)).toEqual([]);
	expect(await old("sqlite_master").pluck("name")).not.toContain("synonyms");
	await old.destroy();
	writeFileSync(path.join(folder, "no.sqlite"), "这不是数据库".repeat(200));
	await expect(peekSynonyms(path.join(folder, "no.sqlite"))).rejects.toMatchObject({ code: "SQLITE_NOTADB" });
});

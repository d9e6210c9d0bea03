import { readdirSync } from "node:fs";
import path from "node:path";
import knex from "knex";
import { expect, test } from "vitest";
import { systemTables } from "../../src/database/migrations/0001-system-tables.ts";
import { synonyms } from "../../src/database/migrations/0002-synonyms.ts";
import { openStore } from "../../src/database/open.ts";
import { integer, text } from "../../src/model/fields.ts";
import { defineForm, defineTable, type Form } from "../../src/model/form.ts";
import { delivery, only, PARAMS, SAMPLE, submission, UNITS } from "./sample.ts";
import { openHere, rowsOf, temporaryFolder, temporaryStore } from "./support.ts";

async function inspect<T>(file: string, look: (db: ReturnType<typeof knex>) => Promise<T>): Promise<T> {
	const db = knex({ client: "sqlite3", connection: { filename: file }, useNullAsDefault: true });
	try {
		return await look(db);
	} finally {
		await db.destroy();
	}
}

const schemaOf = (file: string): Promise<string> =>
	inspect(file, async (db) => {
		const parts: { sql: string }[] = await db("sqlite_master")
			.whereNotNull("sql")
			.whereNot("name", "like", "%knex%")
			.whereNot("name", "like", "sqlite_%")
			.orderBy("name");
		return `${parts.map((part) => part.sql.replaceAll(/, (?=[`'])/g, ",\n  ")).join(";\n")};\n`;
	});

test("the migrated schema, with a form's tables, is the one on record", async () => {
	const store = await temporaryStore();
	await expect(await schemaOf(store.file)).toMatchFileSnapshot("schema.sql");
});

test("the file is in WAL mode", async () => {
	const store = await temporaryStore();
	expect(await inspect(store.file, (db) => db.raw("PRAGMA journal_mode"))).toEqual([{ journal_mode: "wal" }]);
});

test("opening again changes nothing; a later edition's field gets its column and old rows read null there", async () => {
	const file = path.join(temporaryFolder(), "store.sqlite");
	const edition = (fields: Parameters<typeof defineTable>[0]["fields"]): Form =>
		defineForm({
			id: "样表02",
			slug: "editions",
			title: { zh: "版次", en: "editions" },
			periods: ["half-year"],
			tables: [defineTable({ rollUp: "snapshot", fields, key: ["name"] })],
		});
	const old = edition({ name: text("名称", { en: "name", matchByName: true }) });
	const first = await openHere(file, [old]);
	const [stored] = await first.store(delivery("a.xlsx"), [submission({ form: old, rows: [{ name: "甲" }] })]);
	const before = await schemaOf(file);
	await openHere(file, [old]);
	expect(await schemaOf(file)).toBe(before);

	const later = edition({ name: text("名称", { en: "name", matchByName: true }), staff: integer("人数", { en: "staff" }) });
	const second = await openHere(file, [later]);
	expect((await rowsOf(second, later, "", only(stored?.id ?? 0))).map((row) => row.values)).toEqual([{ name: "甲", staff: null }]);
});

test("what an older program stored keeps its findings, counts when it counted, and stands in the log", async () => {
	const file = path.join(temporaryFolder(), "store.sqlite");
	await inspect(file, (db) =>
		db.transaction(async (trx) => {
			for (const migration of [systemTables, synonyms]) await migration.up(trx);
			await trx.schema.createTable("knex_migrations", (t) => {
				t.increments();
				t.string("name");
				t.integer("batch");
				t.timestamp("migration_time");
			});
			for (const { name } of [systemTables, synonyms]) await trx("knex_migrations").insert({ name, batch: 1 });
			await trx("originals").insert({ sha256: "a".repeat(64), size: 1 });
			await trx("deliveries").insert({ sha256: "a".repeat(64), file_name: "旧.xlsx", received_at: "2019-06-20T00:00:00.000Z" });
			const rows = Object.fromEntries(["seen", "loaded", "rejected", "duplicate", "total", "note", "header"].map((role) => [`rows_${role}`, 0]));
			const kept = { delivery_id: 1, sha256: "a".repeat(64), form: "样表01", period: "2019H1", period_start: "2019-01-01", period_end: "2019-06-30" };
			const version = (of: number, status: string, accepted: string | null, superseded: string | null) => ({
				...{ ...kept, ...rows, unit: "01", batch: "", version: of, status, nil: false, received_at: `2019-06-2${of}T00:00:00.000Z` },
				...{ accepted_at: accepted, superseded_at: superseded },
			});
			await trx("submissions").insert(version(1, "accepted", "2019-06-21T00:00:00.000Z", "2019-06-23T00:00:00.000Z"));
			await trx("submissions").insert(version(2, "returned", null, null));
			await trx("submissions").insert(version(3, "accepted", "2019-06-23T00:00:00.000Z", null));
			await trx("findings").insert({ submission_id: 2, position: 0, code: "value.required", severity: "hard", sheet: "表", cell: "B5" });
		}),
	);
	const store = await openHere(file);
	const counting = async (at: string) => (await store.countingAt(at)).map(({ version }) => version);
	expect([await counting("2019-06-20T23:59:59Z"), await counting("2019-06-22T00:00:00Z"), await counting("2019-06-23T00:00:00Z")]).toEqual([
		[],
		[1],
		[3],
	]);
	expect(await store.findings(2)).toMatchObject([{ code: "value.required", cell: "B5" }]);
	expect((await store.log()).map(({ submission: id, to }) => [id, to])).toEqual([
		[1, "accepted"],
		[2, "returned"],
		[3, "accepted"],
	]);
	expect(await store.brokenAt()).toBeNull();
});

test("a store of a newer program is refused and left as it is", async () => {
	const store = await temporaryStore();
	await inspect(store.file, (db) => db("knex_migrations").insert({ name: "9999-of-tomorrow", batch: 2, migration_time: "" }));
	await expect(openStore({ url: store.file, forms: [SAMPLE] })).rejects.toMatchObject({
		code: "usage.newer-database",
		params: { migration: "9999-of-tomorrow" },
	});
});

test("what is no file is refused", async () => {
	await expect(openStore({ url: "mysql://host/base", forms: [] })).rejects.toThrow("mysql is not supported");
});

test("every form of the catalogue gets its tables, and every one of its indicators compiles and runs", async () => {
	const folder = path.join(import.meta.dirname, "../../src/forms");
	const modules: unknown[] = await Promise.all(
		readdirSync(folder)
			.filter((file) => file.endsWith(".ts"))
			.map((file) => import(path.join(folder, file))),
	);
	const isForm = (value: unknown): value is Form => typeof value === "object" && value !== null && "tables" in value && "indicators" in value;
	const forms = modules.flatMap((module) => Object.values(module as object).filter(isForm));
	expect(forms.length).toBeGreaterThan(0);
	const store = await temporaryStore(forms);
	for (const form of forms) {
		const effective = Object.fromEntries(form.tables.map((table) => [table.id, only()]));
		const counted = form.indicators.filter((i) => i.kind === "counted").map((i) => i.id);
		const figures = await store.count(form, effective, PARAMS, UNITS);
		expect(figures.map((figure) => figure.id)).toEqual(counted);
		for (const id of counted) expect(await store.sourcesOf(form, id, only(), PARAMS, UNITS, null)).toEqual([]);
	}
});

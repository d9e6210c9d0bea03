import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import knexLibrary, { type Knex } from "knex";
import { expect, test } from "vitest";
import { sha256Of } from "../../src/files/archive.ts";
import { readGrid } from "../../src/workbooks/read.ts";
import { MAIN, newHome } from "../support/huibao.ts";

const KILLS = 100;
/** Homes that are worked on side by side: as many as two cores can bear. */
const AT_ONCE = 2;
/** Half a minute on two free cores. In milliseconds. */
const LIMIT = 600_000;

const form = (number: string, kind = "good", name = "sample") => readFileSync(`fixtures/forms/阳科统${number}/${kind}/${name}.csv`);
const demo = (name: string) => readFileSync(path.join("fixtures", "demo", "2019H1", name));
const commissioners = form("12").toString();

/** What offices have dropped, in this order: sound, wrong and unreadable files, one twice under two names, one again with other content, a bundle, one that its content must assign. */
const DROPPED: readonly (readonly [string, Uint8Array | string])[] = [
	["阳东区/特派员.csv", commissioners],
	["阳东区/高企.csv", form("01")],
	["阳东区/特派员(1).csv", commissioners],
	["阳东区/金融.csv", form("10")],
	["阳东区/有误.csv", form("12", "bad", "pairing-incomplete")],
	["阳东区/特派员 改.csv", commissioners.replace("示例海洋研究所", "示例海洋大学")],
	["阳西县/培育.csv", form("02")],
	["阳西县/扫描.xlsx", "%PDF-1.4 a scan"],
	["阳西县/空.xlsx", ""],
	["江城区/平台.csv", form("03")],
	["江城区/大.csv", "x".repeat(1_100_000)],
	["江城区/三月.xlsx", demo("江城区/江城区+2019年3月+宣传培训走访活动.xlsx")],
	["阳春市/载体.csv", form("04")],
	["阳春市/打包.zip", readFileSync("fixtures/mess/08-zip-with-several-forms-and-names-with-1-/阳春市半年报.zip")],
	["零报告.xlsx", demo("海陵岛试验区/海陵试验区零报告.xlsx")],
];

let stamp = 0;

/** A new data home with everything dropped, each later than the one before: the stamps of files are coarse. */
function homeWithFiles(): string {
	const home = newHome();
	writeFileSync(path.join(home, "huibao.config.json"), JSON.stringify({ inbox: { settleSeconds: 0 }, limits: { bytes: 1_000_000 } }));
	for (const [name, content] of DROPPED) {
		const target = path.join(home, "inbox", name);
		mkdirSync(path.dirname(target), { recursive: true });
		do writeFileSync(target, content);
		while (statSync(target).ctimeMs === stamp);
		stamp = statSync(target).ctimeMs;
	}
	return home;
}

/** Runs `huibao ingest`, killed at a step of its own (0: never). */
function ingest(home: string, killAt: number): Promise<{ killed: boolean; code: number | null; fault: string }> {
	const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(HUIBAO_|DATABASE_URL$|NODE_OPTIONS$|VITEST)/.test(name)));
	const env = { ...inherited, HUIBAO_DATA: home, HUIBAO_NOW: "2019-07-05T09:00:00+08:00", KILL_AT: String(killAt) };
	const child = spawn(process.execPath, ["--require", path.join(import.meta.dirname, "kill-at.cjs"), MAIN, "ingest"], {
		env,
		stdio: ["ignore", "ignore", "pipe"],
	});
	let fault = "";
	child.stderr.on("data", (chunk) => {
		fault += chunk;
	});
	return new Promise((resolve) => child.on("close", (code, signal) => resolve({ killed: signal === "SIGKILL", code, fault })));
}

/** Files below a folder, by their path; what programs write before they rename it begins with a dot and is none. */
function filesBelow(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.startsWith("."))
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
		.sort();
}

async function withDatabase<T>(home: string, work: (db: Knex) => Promise<T>): Promise<T> {
	const db = knexLibrary({ client: "sqlite3", connection: { filename: path.join(home, "huibao.sqlite") }, useNullAsDefault: true });
	try {
		return await work(db);
	} finally {
		await db.destroy();
	}
}

/** Everything that a data home holds in the end, without ids and order. */
async function outcomeOf(home: string) {
	const tables = await withDatabase(home, async (db) => {
		expect(await db.raw("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
		expect(await db.raw("PRAGMA foreign_key_check")).toEqual([]);
		const rowsOf: Record<string, unknown[]> = {};
		const names: { name: string }[] = await db("sqlite_master").where({ type: "table" }).where("name", "like", "f\\_%").select("name");
		for (const { name } of names) {
			const own = "_submission_id AS id, count(*) AS rows, count(DISTINCT _sheet || ' ' || _row) AS places";
			rowsOf[name] = await db(name).select(db.raw(own)).groupBy("_submission_id");
		}
		const loaded = new Map<number, number>();
		for (const each of Object.values(rowsOf).flat() as { id: number; rows: number; places: number }[]) {
			expect(each.places).toBe(each.rows);
			loaded.set(each.id, (loaded.get(each.id) ?? 0) + each.rows);
		}
		const submissions: Record<string, unknown>[] = await db("submissions").select("*");
		expect([...loaded.keys()].filter((id) => !submissions.some((submission) => submission.id === id))).toEqual([]);
		return {
			submissions: await Promise.all(
				submissions.map(async ({ id, delivery_id: _, ...said }) => ({
					...said,
					inTables: loaded.get(Number(id)) ?? 0,
					findings: await db("findings")
						.where({ submission_id: id as number })
						.count({ n: "*" }),
					layouts: await db("submission_tables")
						.where({ submission_id: id as number })
						.count({ n: "*" }),
				})),
			),
			deliveries: await db("deliveries").select("sha256", "file_name", "folder"),
			refusals: await db("refusals").join("deliveries", "deliveries.id", "delivery_id").select("sha256", "folder", "code"),
			originals: await db("originals").select("*"),
		};
	});
	const sorted = Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.map((row) => JSON.stringify(row)).sort()]));
	return { ...sorted, returned: filesBelow(path.join(home, "returned")), quarantine: filesBelow(path.join(home, "quarantine")) };
}

/** Between a kill and the next run: every file is still to do or has its outcome, and what has one has its original; no receipt or original is half. */
async function expectNothingLost(home: string): Promise<void> {
	const archived = filesBelow(path.join(home, "archive"));
	for (const name of archived) expect(sha256Of(readFileSync(path.join(home, "archive", name))), name).toBe(path.basename(name));
	const kept = new Set(archived.map((name) => path.basename(name)));
	const toDo = [...filesBelow(path.join(home, "inbox")), ...filesBelow(path.join(home, "processing"))].map((name) =>
		name.split(path.sep).slice(-2).join("/"),
	);
	const waits = (name: string) => toDo.some((place) => place === name || (!name.includes("/") && place.endsWith(`/${name}`)));
	for (const [name, content] of DROPPED) {
		if (waits(name)) continue;
		const sha256 = sha256Of(Buffer.from(content));
		expect(kept.has(sha256), `the original of ${name}`).toBe(true);
		// The members of a bundle have outcomes of their own: they are compared in the end.
		if (name.endsWith(".zip")) continue;
		const outcomes = await withDatabase(home, async (db) => [
			...(await db("submissions").where({ sha256 }).select("id")),
			...(await db("refusals").join("deliveries", "deliveries.id", "delivery_id").where({ sha256 }).select("code")),
		]);
		expect(outcomes.length, `the outcome of ${name}`).toBeGreaterThan(0);
	}
	for (const name of filesBelow(path.join(home, "returned")).filter((each) => each.endsWith(".xlsx"))) {
		expect((await readGrid(readFileSync(path.join(home, "returned", name)), name)).sheets.length, name).toBeGreaterThan(0);
	}
}

test(
	`killed ${KILLS} times at steps spread over the whole run, every file comes to what it would have come to undisturbed, once`,
	async () => {
		const reference = homeWithFiles();
		const undisturbed = await ingest(reference, 0);
		expect({ code: undisturbed.code, killed: undisturbed.killed }).toEqual({ code: 2, killed: false });
		const steps = Number(/(\d+) steps/.exec(undisturbed.fault)?.[1]);
		expect(steps).toBeGreaterThan(300);
		const expected = await outcomeOf(reference);
		expect(expected.returned.length).toBeGreaterThan(8);
		expect(expected.quarantine.length).toBe(6);

		let kills = 0;
		/** A home that is killed at two steps, each time looked at, and then left in peace. */
		async function round(number: number): Promise<void> {
			const home = homeWithFiles();
			const first = 1 + (((number * 2 + 1) * 7919) % steps);
			for (const step of [first, 1 + ((first * 31) % (steps - first + 60))]) {
				if (!(await ingest(home, step)).killed) continue;
				kills += 1;
				await expectNothingLost(home);
			}
			const last = await ingest(home, 0);
			expect({ step: first, code: last.code, left: [...filesBelow(path.join(home, "inbox")), ...filesBelow(path.join(home, "processing"))] }).toEqual(
				{
					step: first,
					code: expect.any(Number),
					left: [],
				},
			);
			await expectNothingLost(home);
			expect({ step: first, ...(await outcomeOf(home)) }).toEqual({ step: first, ...expected });
			rmSync(home, { recursive: true });
		}
		let number = 0;
		await Promise.all(
			Array.from({ length: AT_ONCE }, async () => {
				while (kills < KILLS) await round(number++);
			}),
		);
		rmSync(reference, { recursive: true });
		expect(kills).toBeGreaterThanOrEqual(KILLS);
	},
	LIMIT,
);

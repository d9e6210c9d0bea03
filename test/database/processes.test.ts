import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Task } from "./child.ts";
import { delivery, only, SAMPLE, submission } from "./sample.ts";
import { openHere, rowsOf, temporaryFolder } from "./support.ts";

const root = path.resolve(import.meta.dirname, "../..");
let compiled = "";

/** The child and what it imports as JavaScript, beside the project's packages. */
beforeAll(() => {
	mkdirSync(path.join(root, "node_modules/.cache"), { recursive: true });
	compiled = mkdtempSync(path.join(root, "node_modules/.cache/huibao-child-"));
	writeFileSync(path.join(compiled, "package.json"), '{ "type": "module" }');
	const config = path.join(compiled, "tsconfig.json");
	writeFileSync(
		config,
		JSON.stringify({
			extends: path.join(root, "tsconfig.json"),
			compilerOptions: { noEmit: false, outDir: compiled, rootDir: root, typeRoots: [path.join(root, "node_modules/@types")] },
			include: [],
			files: [path.join(import.meta.dirname, "child.ts")],
		}),
	);
	const compiler = path.join(path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
	const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", config], { encoding: "utf8" });
	expect(stdout).toBe("");
	expect(status).toBe(0);
});

afterAll(() => rmSync(compiled, { recursive: true, force: true }));

function run(task: Task, file: string): Promise<{ code: number | null; output: string; fault: string }> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [path.join(compiled, "test/database/child.js"), task, file]);
		let [output, fault] = ["", ""];
		child.stdout.on("data", (chunk) => {
			output += chunk;
		});
		child.stderr.on("data", (chunk) => {
			fault += chunk;
		});
		child.on("close", (code) => resolve({ code, output, fault }));
	});
}

test("processes that open one new store at once and bring the same file load it once", async () => {
	const file = path.join(temporaryFolder(), "store.sqlite");
	const results = await Promise.all([run("race", file), run("race", file), run("race", file)]);
	expect(results.map(({ code, fault }) => ({ code, fault }))).toEqual(results.map(() => ({ code: 0, fault: "" })));
	expect(new Set(results.map((result) => result.output)).size).toBe(1);
	const store = await openHere(file);
	expect(await store.submissions()).toMatchObject([{ version: 1, ledger: { loaded: 3000 } }]);
	expect(await rowsOf(store, SAMPLE, "S", only(1))).toHaveLength(3000);
});

test("a process killed in the middle of storing leaves nothing, and the version before counts on", async () => {
	const file = path.join(temporaryFolder(), "store.sqlite");
	const store = await openHere(file);
	await store.store(delivery("before.xlsx"), [submission({ rows: [{ code: "A0" }] })]);
	const killed = await run("die", file);
	expect(killed.code).not.toBe(0);
	expect(killed).toMatchObject({ output: "", fault: "" });
	expect(await store.submissions()).toMatchObject([{ version: 1, supersededAt: null }]);
	expect(await rowsOf(store, SAMPLE, "S", only(1, 2, 3))).toHaveLength(1);
	expect(await store.countingAt("2019-07-01T00:00:00Z")).toMatchObject([{ id: 1 }]);
	expect(await store.store(delivery("after.xlsx", "2019-06-22T00:00:00Z"), [submission({ rows: [{ code: "A1" }] })])).toMatchObject([{ version: 2 }]);
});

test("of two processes that accept one submission at once, one does, and the other is told that it changed", async () => {
	const file = path.join(temporaryFolder(), "store.sqlite");
	const store = await openHere(file);
	await store.store(delivery("asks.xlsx"), [{ ...submission({ rows: [{ code: "A0" }] }), status: "pending" }]);
	const results = await Promise.all([run("decide", file), run("decide", file)]);
	expect(results.map(({ code, fault }) => ({ code, fault }))).toEqual(results.map(() => ({ code: 0, fault: "" })));
	expect(results.map(({ output }) => JSON.parse(output)?.status ?? null).sort()).toEqual(["accepted", null]);
	expect((await store.log()).map(({ kind }) => kind)).toEqual(["received", "accepted"]);
	expect(await store.brokenAt()).toBeNull();
});

test("a new version that comes while the one before is accepted counts in the end, whichever is first", async () => {
	const file = path.join(temporaryFolder(), "store.sqlite");
	const store = await openHere(file);
	await store.store(delivery("asks.xlsx"), [{ ...submission({ rows: [{ code: "A0" }] }), status: "pending" }]);
	const [decided, raced] = await Promise.all([run("decide", file), run("race", file)]);
	expect([decided.fault, raced.fault]).toEqual(["", ""]);
	expect((await store.submissions()).filter(({ supersededAt, acceptedAt }) => acceptedAt !== null && supersededAt === null)).toMatchObject([
		{ version: 2 },
	]);
	expect(["accepted", "pending"]).toContain((await store.submissions()).find(({ version }) => version === 1)?.status);
	expect(JSON.parse(decided.output) === null).toBe((await store.submissions()).find(({ version }) => version === 1)?.status === "pending");
});

test("a process killed in the middle of a decision leaves the state of before, and the log whole", async () => {
	const file = path.join(temporaryFolder(), "store.sqlite");
	const store = await openHere(file);
	await store.store(delivery("wrong.xlsx"), [{ ...submission({ rows: [{ code: "A0" }] }), status: "returned" }]);
	const before = JSON.stringify([await store.submissions(), await store.log(), await store.findings(1)]);
	const killed = await run("die-deciding", file);
	expect(killed.code).not.toBe(0);
	expect(killed).toMatchObject({ output: "", fault: "" });
	expect(JSON.stringify([await store.submissions(), await store.log(), await store.findings(1)])).toBe(before);
	expect(await store.brokenAt()).toBeNull();
	expect(await rowsOf(store, SAMPLE, "S", only(1))).toEqual([]);
	const decision = {
		submission: 1,
		from: "returned",
		to: "accepted",
		kind: "accepted",
		by: "李四",
		at: "2019-06-23T00:00:00Z",
		reason: null,
	} as const;
	expect(await store.transition({ ...decision, checked: submission({ rows: [{ code: "A1" }] }) })).toMatchObject({ status: "accepted" });
});

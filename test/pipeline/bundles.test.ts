import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openApp } from "../../src/app.ts";
import type { App } from "../../src/cli/app-port.ts";
import { sha256Of } from "../../src/files/archive.ts";
import { figureTrace } from "../support/traced.ts";

const GOOD = await readFile("fixtures/forms/阳科统12/good/sample.csv");
const WRONG = await readFile("fixtures/forms/阳科统12/bad/pairing-incomplete.csv");
const RAR = strToU8("Rar!\x1a\x07\x01\0", true);

let home: string;
let app: App;

beforeEach(async () => {
	home = await mkdtemp(path.join(tmpdir(), "huibao-bundles-"));
	await writeFile(path.join(home, "huibao.config.json"), JSON.stringify({ inbox: { settleSeconds: 0 } }));
	app = await openApp({ env: { HUIBAO_DATA: home, HUIBAO_NOW: "2019-07-02T09:00:00+08:00" }, language: "zh-CN" });
	await app.init();
});

afterEach(async () => {
	await app.close();
	await rm(home, { recursive: true, force: true });
});

async function drop(folder: string, name: string, bytes: Uint8Array): Promise<void> {
	await mkdir(path.join(home, "inbox", folder), { recursive: true });
	await writeFile(path.join(home, "inbox", folder, name), bytes);
}

async function archived(): Promise<string[]> {
	const entries = await readdir(path.join(home, "archive"), { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => entry.name)
		.sort();
}

describe("a bundle in the inbox", () => {
	test("gives each member its own outcome and answer, and keeps every original", async () => {
		const zip = zipSync({ "统12(1).csv": GOOD, "改/统12.csv": WRONG, "附件.rar": RAR });
		await drop("阳东区", "2019上半年.zip", zip);
		const { files } = await app.ingest([]);
		expect(files.map(({ file, sha256, status, refusal }) => [file, sha256, status, refusal?.code ?? null])).toEqual([
			["阳东区/2019上半年.zip!统12(1).csv", sha256Of(GOOD), "accepted", null],
			["阳东区/2019上半年.zip!改/统12.csv", sha256Of(WRONG), "returned", null],
			["阳东区/2019上半年.zip!附件.rar", sha256Of(RAR), "refused", "file.archive"],
		]);
		expect(await archived()).toEqual([zip, GOOD, WRONG, RAR].map(sha256Of).sort());
		expect(await readdir(path.join(home, "inbox", "阳东区"))).toEqual([]);
		expect(await readdir(path.join(home, "returned", "阳东区"))).toHaveLength(4);
	});

	test("the same bytes again change nothing, be they packed otherwise or alone", async () => {
		await drop("阳东区", "一.zip", zipSync({ "统12.csv": GOOD }));
		await app.ingest([]);
		await drop("阳东区", "二.zip", zipSync({ "x/统12.csv": GOOD, "再.csv": GOOD }, { level: 0 }));
		await drop("阳东区", "统12.csv", GOOD);
		const { files } = await app.ingest([]);
		expect(files.map(({ known, submissions }) => [known, submissions[0]?.version])).toEqual([
			[true, 1],
			[true, 1],
			[true, 1],
		]);
	});

	test("an office's folder inside counts where the bundle came in none, and must agree where it came in one", async () => {
		const zip = zipSync({ "全市/阳东区/统12.csv": GOOD });
		await drop("", "全市.zip", zip);
		const { files } = await app.ingest([]);
		expect(files.map(({ folder, status }) => [folder, status])).toEqual([["阳东区", "accepted"]]);
		await drop("江城区", "全市.zip", zip);
		const { files: other } = await app.ingest([]);
		expect(other.map(({ status, refusal }) => [status, refusal?.code])).toEqual([["refused", "unit.disagrees"]]);
		expect(other[0]?.refusal?.message).toContain("阳东区");
	});

	test("one that is broken, empty or too large is refused as a whole", async () => {
		const zip = zipSync({ "统12.csv": GOOD });
		await drop("阳东区", "断.zip", zip.subarray(0, zip.length - 30));
		await drop("阳东区", "空.zip", zipSync({ "x/": new Uint8Array() }));
		const { files } = await app.ingest([]);
		expect(files.map(({ file, refusal }) => [file, refusal?.code]).sort()).toEqual([
			["阳东区/断.zip", "file.truncated"],
			["阳东区/空.zip", "content.none"],
		]);
	});
});

describe("a bundle that is named", () => {
	test("is checked and taken in member by member, and read as one", async () => {
		const place = path.join(home, "收到.zip");
		await writeFile(place, zipSync({ "统12.csv": GOOD, "内.zip": zipSync({ "统12.csv": WRONG }) }));
		const { files } = await app.check([place], { rows: false, context: false });
		expect(files.map(({ file, status }) => [file, status])).toEqual([
			["收到.zip!统12.csv", "accepted"],
			["收到.zip!内.zip!统12.csv", "returned"],
		]);
		const { files: taken } = await app.ingest([place]);
		expect(taken.map(({ file, submissions }) => [file, submissions.length])).toEqual([
			["收到.zip!统12.csv", 1],
			["收到.zip!内.zip!统12.csv", 1],
		]);
		const read = await app.read(place);
		expect("sheets" in read ? read.sheets.map(({ name }) => name) : read).toEqual(["统12.csv!统12", "内.zip!统12.csv!统12"]);
		await app.consolidate("2019H1", null);
		const { folder } = await app.publish("2019H1");
		const traced = figureTrace(await app.trace({ figure: "commissioners.intending", period: "2019H1", unit: "阳东区" }));
		expect(folder).toContain("2019H1");
		expect(traced.sources[0]).toMatchObject({ file: "收到.zip!统12.csv", sha256: sha256Of(GOOD), sheet: "统12" });
		expect(traced.sources[0]?.cells[0]?.raw).not.toBe("");
	});
});

import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openApp } from "../../src/app.ts";
import type { App } from "../../src/cli/app-port.ts";
import type { StatisticsDocument } from "../../src/model/documents.ts";
import { receiptIn } from "../support/receipts.ts";

const OF_YANGDONG = await readFile("fixtures/forms/阳科统12/good/sample.csv", "utf8");
const WRONG = await readFile("fixtures/forms/阳科统12/bad/pairing-incomplete.csv", "utf8");

let home: string;
let app: App;
const RECEIPT = (unit = "阳东区") => path.join(home, "returned", unit, "特派员.csv.回执.xlsx");

async function opened(now = "2019-07-02T09:00:00+08:00"): Promise<App> {
	return openApp({ env: { HUIBAO_DATA: home, HUIBAO_NOW: now }, language: "zh-CN" });
}

async function at(now: string): Promise<void> {
	await app.close();
	app = await opened(now);
}

/** Drops a file into the inbox as an office does. */
async function drop(folder: string, name: string, content: string | Uint8Array): Promise<void> {
	const target = path.join(home, "inbox", folder, name);
	await mkdir(path.dirname(target), { recursive: true });
	await writeFile(target, content);
}

async function filesIn(folder: string): Promise<string[]> {
	const place = path.join(home, folder);
	if (!existsSync(place)) return [];
	const entries = await readdir(place, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

async function commissioners(): Promise<StatisticsDocument["indicators"][number] | undefined> {
	await app.consolidate("2019H1", null);
	const { folder } = await app.publish("2019H1");
	const statistics = JSON.parse(await readFile(path.join(folder, "statistics.json"), "utf8")) as StatisticsDocument;
	return statistics.indicators.find(({ id }) => id === "commissioners.intending");
}

beforeEach(async () => {
	home = await mkdtemp(path.join(tmpdir(), "huibao-ingest-"));
	await writeFile(path.join(home, "huibao.config.json"), JSON.stringify({ inbox: { settleSeconds: 0 } }));
	app = await opened();
	await app.init();
});

afterEach(async () => {
	await app.close();
	await rm(home, { recursive: true, force: true });
});

describe("a file that is dropped", () => {
	test("is taken from the inbox, archived, and counts", async () => {
		await drop("阳东区", "特派员.csv", OF_YANGDONG);
		const { files } = await app.ingest([]);
		expect(files.map(({ status }) => status)).toEqual(["accepted"]);
		expect(files[0]?.submissions[0]).toMatchObject({ form: "阳科统12", period: "2019H1", unit: "441704-00", version: 1 });
		expect(await filesIn("inbox")).toEqual([]);
		expect(await filesIn("processing")).toEqual([]);
		expect(await filesIn("archive")).toEqual([files[0]?.sha256]);
		expect((await commissioners())?.byUnit["441704-00"]).toBe(2);
		expect((await receiptIn(RECEIPT())).回执).toContainEqual(["结论", "通过"]);
	});

	test("a second time changes nothing", async () => {
		await app.ingest(["fixtures/forms/阳科统12/good/sample.csv"]);
		const before = await app.status("2019H1");
		await at("2019-07-03T09:00:00+08:00");
		await drop("阳东区", "特派员（再报）.csv", OF_YANGDONG);
		const { files } = await app.ingest([]);
		expect(files[0]?.known).toBe(true);
		const { 回执: first } = await receiptIn(path.join(home, "returned", "阳东区", "特派员（再报）.csv.回执.xlsx"));
		expect(first).toContainEqual(["说明", expect.stringContaining("没有改变任何数据")]);
		expect(first?.some(([label]) => label === "请办理")).toBe(false);
		expect((await app.status("2019H1")).forms).toEqual(before.forms);
	});

	test("again with a change supersedes, and the earlier version stays as it was known then", async () => {
		await drop("阳东区", "特派员.csv", OF_YANGDONG);
		await app.ingest([]);
		await at("2019-07-05T09:00:00+08:00");
		await drop("阳东区", "特派员.csv", OF_YANGDONG.replace(/^2,示例乙.*\r?\n/m, ""));
		expect((await app.ingest([])).files[0]?.submissions[0]?.version).toBe(2);
		expect((await commissioners())?.byUnit["441704-00"]).toBe(1);
		await app.consolidate("2019H1", "2019-07-03");
		const { folder } = await app.publish("2019H1");
		const then = JSON.parse(await readFile(path.join(folder, "statistics.json"), "utf8")) as StatisticsDocument;
		expect(then.indicators.find(({ id }) => id === "commissioners.intending")?.byUnit["441704-00"]).toBe(2);
	});
});

describe("a file that is wrong", () => {
	test("is returned with a receipt that names each cell; nothing of it counts and what was accepted before goes on counting", async () => {
		await drop("阳东区", "特派员.csv", OF_YANGDONG);
		await app.ingest([]);
		await at("2019-07-05T09:00:00+08:00");
		await drop("阳东区", "特派员.csv", WRONG);
		const { files } = await app.ingest([]);
		expect(files[0]?.status).toBe("returned");
		const receipt = await receiptIn(RECEIPT());
		const problems = receipt.问题?.map((line) => line.join("|")) ?? [];
		for (const { cell, header } of files[0]?.submissions[0]?.findings ?? []) expect(problems.join("\n")).toContain(`|${cell}|${header}|`);
		expect(receipt.回执).toContainEqual(["文件", "特派员.csv"]);
		expect(receipt.回执).toContainEqual(["结论", "退回修改"]);
		expect(await filesIn("archive")).toHaveLength(2);
		expect((await commissioners())?.byUnit["441704-00"]).toBe(2);
	});

	test("is forgiven when the corrected file comes: its receipt takes the other's place, and that of an earlier version of huibao goes away", async () => {
		await drop("阳东区", "特派员.csv", WRONG);
		await app.ingest([]);
		await writeFile(path.join(home, "returned", "阳东区", "特派员.csv.审核意见.txt"), "结论：退回修改");
		await at("2019-07-05T09:00:00+08:00");
		await drop("阳东区", "特派员.csv", OF_YANGDONG);
		await app.ingest([]);
		expect(await filesIn("returned")).toEqual(["特派员.csv.回执.xlsx"]);
		const { 回执: first } = await receiptIn(RECEIPT());
		expect(first).toContainEqual(["结论", "通过"]);
		expect(first).toContainEqual(["审核时间", "2019-07-05 09:00"]);
	});

	test("in another office's folder is refused, never guessed", async () => {
		await drop("阳西县", "特派员.csv", OF_YANGDONG);
		const { files } = await app.ingest([]);
		expect(files[0]).toMatchObject({ status: "refused", refusal: { code: "unit.disagrees" }, submissions: [] });
		expect(files[0]?.refusal?.message).toMatch(/阳西县.*阳东区|阳东区.*阳西县/s);
		expect((await filesIn("quarantine")).map((name) => path.extname(name)).sort()).toEqual([".csv", ".txt"]);
		expect((await receiptIn(RECEIPT("阳西县"))).回执).toContainEqual(["拒收原因", files[0]?.refusal?.message]);
		expect(await filesIn("archive")).toHaveLength(1);
		expect((await app.status("2019H1")).forms.every(({ units }) => Object.values(units).every(({ submissions }) => submissions.length === 0))).toBe(
			true,
		);
	});

	test.each([
		["empty", new Uint8Array(), "file.empty"],
		["cut short", Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 20, 0, 0, 0]), "file.truncated"],
	])("%s is refused by a code and kept", async (_name, bytes, code) => {
		await drop("阳东区", "坏文件.xlsx", bytes);
		const { files } = await app.ingest([]);
		expect(files[0]).toMatchObject({ status: "refused", refusal: { code } });
		expect(await filesIn("archive")).toEqual([files[0]?.sha256]);
		expect((await app.status("2019H1")).refused.map((refused) => refused.code)).toEqual([code]);
	});
});

test("a unit without a report has no value, and a total that lacks it says so", async () => {
	await drop("阳东区", "特派员.csv", OF_YANGDONG);
	await app.ingest([]);
	const counted = await commissioners();
	expect(counted?.byUnit["441704-00"]).toBe(2);
	expect(counted?.byUnit["441702-00"]).toBeNull();
	expect(counted?.value).toBe(2);
	expect(counted?.missing).toContain("441702-00");
	const statistics = JSON.parse(await readFile(path.join(home, "output", "2019H1", "statistics.json"), "utf8")) as StatisticsDocument;
	expect(statistics.indicators.find(({ id }) => id === "platforms.national")?.value).toBeNull();
});

test("two intakes at once load every file once", async () => {
	for (let n = 0; n < 12; n++) await drop("阳东区", `第${n}份.csv`, OF_YANGDONG.replace("示例海洋研究所", `示例海洋研究所${n}`));
	const other = await opened();
	try {
		const [mine, theirs] = await Promise.all([app.ingest([]), other.ingest([])]);
		const names = [...mine.files, ...theirs.files].map(({ file }) => file);
		expect(names).toHaveLength(12);
		expect(new Set(names).size).toBe(12);
		const versions = [...mine.files, ...theirs.files].map(({ submissions }) => submissions[0]?.version ?? 0);
		expect(versions.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
	} finally {
		await other.close();
	}
});

test("jobs are recorded with their outcome", async () => {
	await drop("阳东区", "特派员.csv", WRONG);
	expect(await app.run("ingest")).toMatchObject({ job: "ingest", outcome: "attention", detail: { files: 1, open: 1 } });
	expect(await app.run("ingest")).toMatchObject({ outcome: "ok", detail: { files: 0, open: 0 } });
	const { runs } = await app.status("2019H1");
	expect(runs.map(({ job, outcome }) => [job, outcome])).toEqual([
		["ingest", "ok"],
		["ingest", "attention"],
	]);
});

test("the nightly job publishes the half-years that have something to publish", async () => {
	await drop("阳东区", "特派员.csv", OF_YANGDONG);
	await app.ingest([]);
	const run = await app.run("consolidate");
	expect(run).toMatchObject({ outcome: "ok", detail: { differences: 0 } });
	// Of the half-year that has just begun nothing was filed: there is nothing to publish of it.
	expect(run.detail.published).toBe("2019H1");
	expect((await filesIn("output")).sort()).toEqual(expect.arrayContaining(["statistics.csv", "statistics.json"]));
});

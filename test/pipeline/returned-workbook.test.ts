import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import exceljs from "exceljs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ingestPorts, openHouse } from "../../src/app/house.ts";
import { loadConfig } from "../../src/config.ts";
import { toA1 } from "../../src/model/a1.ts";
import { RETURN_SIGN } from "../../src/model/return-book.ts";
import { type IngestPorts, ingest } from "../../src/pipeline/ingest.ts";
import type { DroppedFile } from "../../src/pipeline/ports.ts";
import { readGrid } from "../../src/workbooks/read.ts";
import { partText, unzip, zip } from "../workbooks/annotate/books.ts";

const GOOD = readFileSync("fixtures/forms/阳科统12/good/sample.csv", "utf8");
const ROSTER = readFileSync("fixtures/forms/阳科统01/good/sample.csv", "utf8");
/** The day does not exist. */
const WRONG = GOOD.replace("2019-03-12", "2019年2月30日");

let home: string;

beforeEach(async () => {
	home = await mkdtemp(path.join(tmpdir(), "huibao-returned-"));
	await writeFile(path.join(home, "huibao.config.json"), JSON.stringify({ inbox: { settleSeconds: 0 } }));
});

afterEach(() => rm(home, { recursive: true, force: true }));

async function withPorts<T>(work: (ports: IngestPorts) => Promise<T>): Promise<T> {
	const house = await openHouse(loadConfig({ HUIBAO_DATA: home, HUIBAO_NOW: "2019-07-02T09:00:00+08:00" }, home), "zh-CN");
	try {
		return await work(await ingestPorts(house));
	} finally {
		await house.close();
	}
}

const dropped = (bytes: Uint8Array | string, fileName = "特派员.csv"): DroppedFile => ({
	name: `阳东区/${fileName}`,
	fileName,
	folder: "阳东区",
	bytes: typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes,
});

const answers = async () => (await readdir(path.join(home, "returned", "阳东区"))).sort();
const returned = () => readFileSync(path.join(home, "returned", "阳东区", "特派员.csv.退回.xlsx"));

async function textsOf(bytes: Uint8Array): Promise<Record<string, string>> {
	const list = (await readGrid(bytes, "a.xlsx")).sheets[0];
	return Object.fromEntries(
		[...(list?.rows ?? [])].flatMap(({ number, cells }) => cells.map(({ column, value }) => [toA1({ row: number, column }), String(value)])),
	);
}

/** The same workbook as an office would save it: what one cell says is replaced by something else. */
function edited(bytes: Uint8Array, from: string, to: string): Uint8Array {
	const parts = Object.entries(unzip(bytes)).map(([name, content]) => [name, Buffer.from(content, "latin1")] as const);
	const report = partText(bytes, "xl/worksheets/sheet1.xml");
	expect(report).toContain(from);
	return zip({ ...Object.fromEntries(parts), "xl/worksheets/sheet1.xml": report.replace(from, to) });
}

describe("a returned workbook", () => {
	test("lists what is wrong, where, and what to do", async () => {
		await withPorts((ports) => ingest(dropped(WRONG), ports));
		expect(await answers()).toEqual(["特派员.csv.回执.xlsx", "特派员.csv.退回.xlsx"]);
		const texts = await textsOf(returned());
		expect(texts.A1).toBe("问题清单（请改正后重报）");
		expect(texts.A2).toContain("强制性问题1处，标红色");
		expect([texts.D7, texts.E7, texts.F7, texts.G7, texts.H7]).toEqual(["O6", "对接日期", "2019年2月30日", "没有这一天。", "请核对后改正。"]);
		expect(texts.J6).toBe(RETURN_SIGN);
		expect(JSON.parse(JSON.parse(texts.J7 ?? "")[4])[0]).toBe("date.impossible");
	});

	test("is taken away once another file has come in its place, whatever that is called and whatever becomes of it", async () => {
		await withPorts(async (ports) => {
			await ingest(dropped(WRONG), ports);
			expect(await answers()).toContain("特派员.csv.退回.xlsx");
			await ingest(dropped(WRONG.replace("2019-03-12", "2019-03-13").replace("2019年2月30日", "2019年2月31日"), "特派员（改）.csv"), ports);
			expect(await answers()).toEqual(["特派员.csv.回执.xlsx", "特派员（改）.csv.回执.xlsx", "特派员（改）.csv.退回.xlsx"]);
			await ingest(dropped(GOOD, "特派员（再改）.csv"), ports);
			expect((await answers()).filter((name) => name.includes("退回"))).toEqual([]);
		});
	});

	test("comes back corrected, is accepted, and is taken away again", async () => {
		await withPorts(async (ports) => {
			await ingest(dropped(WRONG), ports);
			const corrected = edited(returned(), "2019年2月30日", "2019-03-12");
			const { examination } = await ingest(dropped(corrected, "特派员.csv.退回(1).xlsx"), ports);
			expect(examination.status).toBe("accepted");
			expect(examination.skipped).toEqual([{ sheet: "问题清单", reason: "return-list" }]);
			expect(examination.submissions[0]?.findings.map(({ code }) => code)).not.toContain("sheet.passed-over");
			expect(await answers()).toEqual(["特派员.csv.回执.xlsx"]);
			expect((await ports.store.submissions()).map(({ version, status }) => [version, status])).toEqual(expect.arrayContaining([[2, "accepted"]]));
		});
	});

	test("comes back as it was, and is the same again", async () => {
		await withPorts(async (ports) => {
			await ingest(dropped(WRONG), ports);
			const first = returned();
			await ingest(dropped(first, "特派员.csv.退回.xlsx"), ports);
			expect(await answers()).toEqual(["特派员.csv.回执.xlsx", "特派员.csv.退回.xlsx"]);
			const [before, after] = [await textsOf(first), await textsOf(returned())];
			// The line on its former format is gone with that format; one on what changed since has come.
			expect([after.D7, after.J7]).toEqual([before.D7, before.J7]);
			expect(Object.values(after)).toContain("与上次相比：上次的1个问题还在；数据没有改动。");
			expect((await readGrid(returned(), "a.xlsx")).sheets.map(({ name }) => name)).toEqual(["问题清单", "特派员"]);
			expect(partText(returned(), "xl/comments1.xml").match(/<comment /g)).toHaveLength(1);
		});
	});

	test("says of several reports in one workbook what changed in those that did or that ask for something", async () => {
		const book = (commissioners: string) => {
			const workbook = new exceljs.Workbook();
			for (const [name, csv] of [["特派员", commissioners] as const, ["高企", ROSTER] as const]) {
				const sheet = workbook.addWorksheet(name);
				for (const line of csv.trim().split(/\r?\n/)) sheet.addRow(line.split(","));
			}
			return workbook.xlsx.writeBuffer();
		};
		await withPorts(async (ports) => {
			await ingest(dropped(new Uint8Array(await book(GOOD)), "两表.xlsx"), ports);
			const { examination } = await ingest(dropped(new Uint8Array(await book(WRONG)), "两表.xlsx"), ports);
			expect(examination.submissions.map(({ since }) => since !== undefined)).toEqual([true, true]);
			const texts = await textsOf(readFileSync(path.join(home, "returned", "阳东区", "两表.xlsx.退回.xlsx")));
			expect(Object.values(texts).filter((text) => text.includes("与上次相比"))).toEqual([expect.stringMatching(/^阳科统12 .*新出现1个问题/)]);
		});
	});

	test("is not made of what is accepted", async () => {
		await withPorts((ports) => ingest(dropped(GOOD), ports));
		expect(await answers()).toEqual(["特派员.csv.回执.xlsx"]);
		expect(existsSync(path.join(home, "quarantine"))).toBe(false);
	});
});

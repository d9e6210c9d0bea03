import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openApp } from "../../src/app.ts";
import type { App } from "../../src/cli/app-port.ts";
import type { SubmissionDocument } from "../../src/model/documents.ts";
import { receiptIn } from "../support/receipts.ts";
import { enterprise, type Line, sheet } from "./rosters.ts";

const renamed = (line: Line, from: string, to: string, change: (value: string) => string = (value) => value): Line =>
	Object.fromEntries(Object.entries(line).map(([heading, value]) => (heading === from ? [to, change(value)] : [heading, value])));

let home: string;
let app: App;
let hour = 0;

async function opened(): Promise<App> {
	return openApp({ env: { HUIBAO_DATA: home, HUIBAO_NOW: `2019-07-02T${String(9 + hour).padStart(2, "0")}:00:00+08:00` }, language: "zh-CN" });
}

/** An office drops its file, an hour after the one before; gives what became of its report. */
async function sent(content: string, name = "名录.csv"): Promise<SubmissionDocument> {
	await app.close();
	hour++;
	app = await opened();
	await mkdir(path.join(home, "inbox", "阳东区"), { recursive: true });
	await writeFile(path.join(home, "inbox", "阳东区", name), content);
	const { files } = await app.ingest([]);
	const report = files[0]?.submissions[0];
	if (!report || files.length !== 1) throw new Error(files.map(({ refusal }) => refusal?.message).join("\n"));
	return report;
}

const receipt = () => receiptIn(path.join(home, "returned", "阳东区", "名录.csv.回执.xlsx"));

const returned = () => receiptIn(path.join(home, "returned", "阳东区", "名录.csv.退回.xlsx"));

beforeEach(async () => {
	hour = 0;
	home = await mkdtemp(path.join(tmpdir(), "huibao-versions-"));
	await writeFile(path.join(home, "huibao.config.json"), JSON.stringify({ inbox: { settleSeconds: 0 } }));
	app = await opened();
});

afterEach(async () => {
	await app.close();
	await rm(home, { recursive: true, force: true });
});

const TEN = Array.from({ length: 10 }, (_, at) => enterprise(at + 1));
const at = (changes: Readonly<Record<number, Line>>): Line[] => TEN.map((line, index) => ({ ...line, ...changes[index] }));

describe("a resubmission", () => {
	const WRONG_CODE = { 统一社会信用代码: "91441704MA5T010131" };
	const wrong = at({ 0: WRONG_CODE, 1: { 高企状态: "不知道" }, 2: { 发证日期: "2018-13-45" }, 3: { "从业人员期末人数（人）": "很多" } });

	test("is told in one sentence against the version that was returned, then against the half corrected one", async () => {
		const first = await sent(sheet(wrong));
		expect(first).toMatchObject({ status: "returned", version: 1 });
		expect(first.since).toBeUndefined();
		expect(first.findings.every(({ since }) => since === undefined)).toBe(true);
		const open = first.findings.filter(({ severity }) => severity !== "info").length;
		expect(open).toBe(4);
		expect((await receipt()).问题?.[0]).not.toContain("与上次相比");

		// Two are put right, among them the code; another cell changes, a row goes, two come, and one of them is wrong.
		const half = [
			...at({ 2: { 发证日期: "2018-13-45" }, 3: { "从业人员期末人数（人）": "很多" }, 5: { "营业收入（万元）": "5999" } }).slice(0, 9),
			enterprise(11),
			enterprise(12, { 高企状态: "待查" }),
		];
		const second = await sent(sheet(half));
		expect(second).toMatchObject({ status: "returned", version: 2 });
		expect(second.since).toEqual({
			submission: first.id,
			version: 1,
			message: "上次的4个问题已改正2个，仍有2个；新出现1个问题；另有1个单元格改动、新增2行、删除1行、1行更正了编号或名称。",
			problems: { before: 4, settled: 2, explained: 0, again: 2, fresh: 1 },
			rows: { same: 6, added: 2, removed: 1, changed: 3, corrected: 1 },
			cells: 2,
			otherCells: 1,
		});
		expect(second.findings.filter(({ severity }) => severity === "hard").map(({ since, value }) => [since, value])).toEqual([
			["again", "2018-13-45"],
			["again", "很多"],
			["new", "待查"],
		]);
		const told = await receipt();
		expect(told.回执).toContainEqual(["与上次相比", second.since?.message]);
		expect(told.问题?.[0]?.at(-1)).toBe("与上次相比");
		expect(told.问题?.slice(1).map((line) => line.at(-1))).toEqual(expect.arrayContaining(["上次已指出", "上次已指出", "新问题"]));

		// In the workbook that came back, too: above the list, and beside what each problem is.
		const list = (await returned()).问题清单 ?? [];
		expect(list.flat()).toContain(`与上次相比：${second.since?.message}`);
		expect(list.map((line) => line[1]).filter((said) => said?.includes("\n"))).toEqual([
			"强制性\n上次已指出",
			"强制性\n上次已指出",
			"强制性\n新问题",
		]);

		const third = await sent(sheet([...TEN.slice(0, 9), enterprise(11), enterprise(12)]));
		expect(third).toMatchObject({
			status: "accepted",
			version: 3,
			since: { submission: second.id, problems: { before: 3, settled: 3, again: 0, fresh: 0 } },
		});
		expect(third.since?.message).toBe("上次的3个问题已全部改正；另有1个单元格改动。");
	});

	test("of other order, columns, headings, units and spellings has changed nothing", async () => {
		await sent(sheet(TEN));
		const [first] = TEN;
		const headings = Object.keys(first ?? {}).toReversed();
		const said = await sent(sheet(TEN.toReversed(), { headings }));
		expect(said.since).toMatchObject({ message: "数据没有改动。", cells: 0, rows: { same: 10, added: 0, removed: 0, changed: 0 } });
		const inYuan = TEN.map((line) =>
			renamed(
				renamed(line, "营业收入（万元）", "营业收入（元）", (value) => `${value}0000`),
				"发证日期",
				"发证日期",
				() => "2018年11月28日",
			),
		);
		const again = await sent(sheet(inYuan));
		expect(again).toMatchObject({ status: "accepted", version: 3, since: { message: "数据没有改动。" } });
		expect(again.conversions.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["amount-unit", "date-text"]));
	});

	test("with the same problems and with nothing but new ones is told so", async () => {
		await sent(sheet(at({ 0: { 高企状态: "不知道" } })));
		const same = await sent(sheet(at({ 0: { 高企状态: "不知道" } }).toReversed()));
		expect(same.since?.message).toBe("上次的1个问题还在；数据没有改动。");
		await sent(sheet(TEN));
		expect((await sent(sheet(at({ 7: { 高企状态: "待查" } })))).since?.message).toBe("新出现1个问题；1个单元格改动。");
	});

	test("is compared with the version before by number, whatever became of it, and that it is taken in again changes no answer", async () => {
		await sent(sheet(TEN));
		const returned = await sent(sheet(at({ 0: { 高企状态: "不知道" } })));
		const third = await sent(sheet(TEN.slice(1)));
		expect(third.since).toMatchObject({ submission: returned.id, version: 2, problems: { before: 1, settled: 1 }, rows: { removed: 1, same: 9 } });
		expect(third.since?.counted).toMatchObject({ version: 1, problems: { before: 0 }, rows: { removed: 1, same: 9, changed: 0 } });
		expect(third.since?.message).toBe("上次的1个问题已全部改正；另有删除1行。与原来采用的第1版相比：删除1行。");
		expect((await sent(sheet(TEN.slice(1)))).since).toEqual(third.since);
	});

	test("of which one finding is explained later is told anew: put right, explained, nothing left", async () => {
		const low = { "研发费用（万元）": "10" };
		await sent(sheet(at({ 0: { 高企状态: "不知道" }, 1: low })));
		const second = await sent(sheet(at({ 1: low })));
		expect(second).toMatchObject({ status: "pending", since: { message: "上次的2个问题已改正1个，仍有1个；没有其他改动。" } });
		await app.explain(String(second.id), [{ about: { code: "01-S1" }, text: "今年新建生产线，研发项目七月才启动" }], "陈某某");
		expect((await receipt()).回执).toContainEqual(["与上次相比", "上次的2个问题已改正1个、已说明（或不再要求）1个；没有其他改动。"]);
		const third = await sent(sheet(at({ 1: low, 2: { 备注: "已核对" } }), { headings: [...Object.keys(TEN[0] ?? {}), "备注"] }));
		// What was explained is no open problem any more, and asks nothing again.
		expect(third).toMatchObject({ status: "accepted", since: { message: "1个单元格改动。", problems: { before: 0, fresh: 0 } } });
	});

	test("after the city took a version back is compared with that one, and with the one that counts again", async () => {
		const first = await sent(sheet(TEN));
		const second = await sent(sheet(TEN.slice(2)));
		await app.decide("withdraw", String(second.id), { by: "陈某某", reason: "报错了批次" });
		const third = await sent(sheet(TEN.slice(1)));
		expect(third.since).toMatchObject({ submission: second.id, rows: { added: 1, removed: 0 } });
		expect(third.since?.counted).toMatchObject({ submission: first.id, version: 1, rows: { added: 0, removed: 1 } });
	});

	test("after a nil report has added all its rows", async () => {
		await sent("表号：阳科统01,填报单位：阳东区,报告期：2019年上半年\r\n零报告,本期无此项业务\r\n");
		const second = await sent(sheet(TEN));
		expect(second.since).toMatchObject({ version: 1, message: "新增10行。", rows: { added: 10, removed: 0, same: 0 } });
	});

	test("of a slot whose earlier original is gone from the archive is told so, and accepted all the same", async () => {
		await sent(sheet(at({ 0: { 高企状态: "不知道" } })));
		const archived = await readdir(path.join(home, "archive"), { recursive: true, withFileTypes: true });
		for (const entry of archived) if (entry.isFile()) await rm(path.join(entry.parentPath, entry.name));
		const second = await sent(sheet(TEN));
		expect(second).toMatchObject({ status: "accepted", version: 2, since: { version: 1, uncompared: "not-archived" } });
		expect((await receipt()).回执).toContainEqual(["与上次相比", "没有比较：档案中找不到第1版的原文件。"]);
	});
});

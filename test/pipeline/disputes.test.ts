import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, onTestFinished, test } from "vitest";
import { ingestPorts, openHouse } from "../../src/app/house.ts";
import { check, ingestGiven } from "../../src/app/intake.ts";
import { loadConfig } from "../../src/config.ts";
import { period } from "../../src/model/period.ts";
import { withdraw } from "../../src/pipeline/decisions.ts";
import { ingest } from "../../src/pipeline/ingest.ts";
import { reportNil } from "../../src/pipeline/nil.ts";
import { recheck } from "../../src/pipeline/recheck.ts";
import { receiptIn } from "../support/receipts.ts";
import { csv, enterprise, type Line, type Office } from "./offices.ts";

const HOST = { 依托单位: "", 统一社会信用代码: "" };
const PLATFORM = { 平台名称: "", 平台类别: "工程技术研究中心", 级别: "市级", ...HOST, "县(市、区)": "", 认定年份: 2018, 平台状态: "运行" };
const hosted = (n: number): Line => {
	const { 企业名称, 统一社会信用代码 } = enterprise(n);
	return { 依托单位: 企业名称 ?? "", 统一社会信用代码: 统一社会信用代码 ?? "" };
};
const platform = (n: number, more: Line = {}): Line => ({ 平台名称: `示例第${n}中心`, ...hosted(n), ...more });
const platforms = (office: Office, ...lines: Line[]) => csv("统03", office, "2019年第二季度", { ...PLATFORM, "县(市、区)": office }, lines);

const CARRIER = { 载体名称: "", 类别: "孵化器", 级别: "市级", 运营单位: "", 统一社会信用代码: "", "县(市、区)": "", 可自主支配孵化场地使用面积: 900 };
const FLOWS = { 期末在孵企业数: 10, 其中_当期新入孵: 0, 当期退出: 0, 累计毕业企业数: 4, 其中_当期毕业: 0 };
const carriers = (office: Office, name: string) =>
	csv("统04", office, "2019年上半年", { ...CARRIER, ...FLOWS, "县(市、区)": office }, [
		{ 载体名称: name, 运营单位: enterprise(9).企业名称 ?? "", 统一社会信用代码: enterprise(9).统一社会信用代码 ?? "" },
	]);

/** A home to which offices send files one after another. */
async function home() {
	const folder = await mkdtemp(path.join(tmpdir(), "huibao-disputes-"));
	const house = await openHouse(loadConfig({ HUIBAO_DATA: folder, HUIBAO_NOW: "2019-07-02T09:00:00+08:00" }, folder), "zh-CN");
	onTestFinished(async () => {
		await house.close();
		await rm(folder, { recursive: true, force: true });
	});
	const write = async (office: Office, name: string, content: string) => {
		const file = path.join(folder, "sent", office, name);
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, content);
		return file;
	};
	const send = async (office: Office, name: string, content: string) => {
		const { files } = await ingestGiven(house, [await write(office, name, content)]);
		return files[0]?.submissions[0];
	};
	/** The state of each file's submission, by name, as it stands. */
	const states = async () => {
		const all = await (await house.store()).submissions();
		return Object.fromEntries(all.reverse().map(({ fileName, status }) => [fileName.replace(".csv", ""), status]));
	};
	return { folder, house, write, send, states };
}

describe("an enterprise that two offices report (X10)", () => {
	test("returns both files, each naming the other, and the one that keeps it is accepted once the other gives it up", async () => {
		const { folder, send, states } = await home();
		expect(await send("江城区", "江城.csv", platforms("江城区", platform(1), platform(2)))).toMatchObject({ status: "accepted" });
		const second = await send("阳东区", "阳东.csv", platforms("阳东区", platform(3), platform(2, { 平台名称: "阳东第2中心" })));
		expect(second).toMatchObject({ status: "returned", findings: [{ code: "X10", cell: "E4" }] });
		expect(second?.findings[0]?.message).toContain("对照江城区的阳科统03（2019年第二季度），“江城.csv”的《江城》E4");
		expect(await states()).toEqual({ 江城: "returned", 阳东: "returned" });
		const receipt = await receiptIn(path.join(folder, "returned", "江城区", "江城.csv.回执.xlsx"));
		expect(receipt.回执).toContainEqual(["结论", "退回修改"]);
		expect(JSON.stringify(receipt)).toContain("对照阳东区的阳科统03（2019年第二季度），“阳东.csv”的《阳东》E4");

		// Sent again with another change: what is disputed stays so, though neither counts.
		expect(await send("阳东区", "阳东二.csv", platforms("阳东区", platform(4), platform(2)))).toMatchObject({ status: "returned", version: 2 });
		expect(await states()).toMatchObject({ 江城: "returned", 阳东二: "returned" });
		expect(await send("阳东区", "阳东三.csv", platforms("阳东区", platform(4)))).toMatchObject({ status: "accepted", version: 3, findings: [] });
		expect(await states()).toMatchObject({ 江城: "accepted", 阳东二: "returned", 阳东三: "accepted" });
		expect((await receiptIn(path.join(folder, "returned", "江城区", "江城.csv.回执.xlsx"))).回执).toContainEqual(["结论", "通过"]);
	});

	test("is returned to both though the intake of the second broke off before the first was looked at anew", async () => {
		const { house, write, send, states } = await home();
		await send("江城区", "江城.csv", platforms("江城区", platform(1), platform(2)));
		const content = platforms("阳东区", platform(2));
		const dropped = { name: "阳东区/阳东.csv", fileName: "阳东.csv", folder: "阳东区", bytes: Buffer.from(content) };
		expect((await ingest(dropped, await ingestPorts(house))).examination.status).toBe("returned");
		expect(await states()).toEqual({ 江城: "accepted", 阳东: "returned" });
		await ingestGiven(house, [await write("阳东区", "阳东.csv", content)]);
		expect(await states()).toEqual({ 江城: "returned", 阳东: "returned" });
	});

	test("is accepted of the first where the first gives it up", async () => {
		const { send, states } = await home();
		await send("江城区", "江城.csv", platforms("江城区", platform(1), platform(2)));
		await send("阳东区", "阳东.csv", platforms("阳东区", platform(2)));
		expect(await send("江城区", "江城二.csv", platforms("江城区", platform(1)))).toMatchObject({ status: "accepted" });
		expect(await states()).toEqual({ 江城: "returned", 阳东: "accepted", 江城二: "accepted" });
	});

	test("is settled among three as well", async () => {
		const { send, states } = await home();
		await send("江城区", "江城.csv", platforms("江城区", platform(2)));
		await send("阳东区", "阳东.csv", platforms("阳东区", platform(2)));
		await send("阳西县", "阳西.csv", platforms("阳西县", platform(2)));
		expect(await states()).toEqual({ 江城: "returned", 阳东: "returned", 阳西: "returned" });
		await send("阳西县", "阳西二.csv", platforms("阳西县", platform(5)));
		expect(await states()).toMatchObject({ 江城: "returned", 阳东: "returned", 阳西二: "accepted" });
		await send("江城区", "江城二.csv", platforms("江城区", platform(6)));
		expect(await states()).toMatchObject({ 阳东: "accepted", 江城二: "accepted" });
	});

	test("is the city's to decide: where it does without the rule for one of them, that one counts with its row", async () => {
		const { house, send, states } = await home();
		await send("江城区", "江城.csv", platforms("江城区", platform(1), platform(2)));
		await send("阳东区", "阳东.csv", platforms("阳东区", platform(2)));
		const ports = await ingestPorts(house);
		const [yangdong] = await ports.store.submissions();
		const finding = yangdong && (await ports.store.findings(yangdong.id))[0];
		const decided = { reason: "注册地在阳东区", by: "市局", at: "2019-07-02T02:00:00.000Z", until: "2019-12-31" };
		await ports.store.waive({ rule: "X10", unit: "441704-00", key: finding?.key ?? null, ...decided });
		if (yangdong) await recheck(yangdong, { by: "市局", at: "2019-07-02T02:00:00.000Z", reason: "已裁定" }, ports);
		expect(await states()).toEqual({ 江城: "returned", 阳东: "accepted" });
		expect((await ports.store.submissions())[0]?.ledger).toMatchObject({ loaded: 1, rejected: 0 });
	});

	test("is over where the city withdraws the one that came under the wrong unit", async () => {
		const { house, send, states } = await home();
		await send("江城区", "江城.csv", platforms("江城区", platform(1), platform(2)));
		await send("阳东区", "阳东.csv", platforms("阳东区", platform(2)));
		expect(await states()).toEqual({ 江城: "returned", 阳东: "returned" });
		await withdraw({ id: "2", by: "市局", reason: "报错了单位" }, await ingestPorts(house));
		expect(await states()).toEqual({ 江城: "accepted", 阳东: "withdrawn" });
	});

	test("is over where one of them has nothing to report after all", async () => {
		const { house, send, states } = await home();
		await send("江城区", "江城.csv", platforms("江城区", platform(1), platform(2)));
		await send("阳东区", "阳东.csv", platforms("阳东区", platform(2)));
		const [form, unit] = [house.forms.find(({ slug }) => slug.includes("platforms")), house.units.find(({ shortName }) => shortName === "阳东区")];
		if (!form || !unit) throw new Error("no such form or unit");
		await reportNil({ form, unit, period: period("2019Q2"), batch: "", by: "市局" }, await ingestPorts(house));
		expect(await states()).toMatchObject({ 江城: "accepted", 阳东: "returned" });
	});

	test("keeps nobody's file from being taken in where the other side's original is lost", async () => {
		const { folder, send, states } = await home();
		await send("江城区", "江城.csv", platforms("江城区", platform(2)));
		await rm(path.join(folder, "archive"), { recursive: true });
		const second = await send("阳东区", "阳东.csv", platforms("阳东区", platform(2)));
		expect(second).toMatchObject({ status: "returned", findings: [{ code: "X10" }] });
		expect(await states()).toEqual({ 江城: "accepted", 阳东: "returned" });
	});

	test("leaves a closed period as it is", async () => {
		const { house, send, states } = await home();
		await send("江城区", "江城.csv", platforms("江城区", platform(2)));
		const store = await house.store();
		const lock = { period: "2019H1", form: null, unit: null, by: "市局", at: "2019-07-02T00:00:00.000Z", reason: null };
		await store.lock(lock, { start: "2019-01-01", end: "2019-06-30" });
		expect(await send("阳东区", "阳东.csv", platforms("阳东区", platform(2)))).toMatchObject({ status: "returned" });
		expect(await states()).toEqual({ 江城: "accepted", 阳东: "returned" });
	});

	test("returns both where they are read at one time, neither knowing of the other", async () => {
		const { send, states } = await home();
		await Promise.all([send("江城区", "江城.csv", platforms("江城区", platform(2))), send("阳东区", "阳东.csv", platforms("阳东区", platform(2)))]);
		expect(await states()).toEqual({ 江城: "returned", 阳东: "returned" });
	});
});

describe("two forms of one office that disagree (X4)", () => {
	const list = platforms("阳东区", platform(9, { 平台名称: "示例孵化器", 平台类别: "孵化器" }));

	test("the one that comes second is returned, in either order", async () => {
		const first = await home();
		expect(await first.send("阳东区", "03.csv", list)).toMatchObject({ status: "accepted" });
		expect(await first.send("阳东区", "04.csv", carriers("阳东区", "示例创业园"))).toMatchObject({
			status: "returned",
			findings: [
				{ code: "X4", cell: null, expected: "示例孵化器（市级）" },
				{ code: "X4", cell: "A3" },
			],
		});
		const second = await home();
		expect(await second.send("阳东区", "04.csv", carriers("阳东区", "示例创业园"))).toMatchObject({ status: "accepted" });
		expect(await second.send("阳东区", "03.csv", list)).toMatchObject({
			status: "returned",
			findings: [
				{ code: "X4", cell: null, expected: "示例创业园（市级）" },
				{ code: "X4", cell: "A3" },
			],
		});
		expect(await second.send("阳东区", "03二.csv", platforms("阳东区", platform(9, { 平台名称: "示例创业园", 平台类别: "孵化器" })))).toMatchObject({
			status: "accepted",
		});
	});

	test("both may be changed in one workbook, though each contradicts what was accepted of the other", async () => {
		const { folder, house, send } = await home();
		await send("阳东区", "03.csv", list);
		await send("阳东区", "04.csv", carriers("阳东区", "示例孵化器"));
		const renamed = platforms("阳东区", platform(9, { 平台名称: "示例创业园", 平台类别: "孵化器" }));
		expect(await send("阳东区", "03二.csv", renamed)).toMatchObject({ status: "returned" });
		const book = new ExcelJS.Workbook();
		for (const [name, text] of [
			["名录", renamed],
			["载体", carriers("阳东区", "示例创业园")],
		] as const) {
			const sheet = book.addWorksheet(name);
			for (const line of text.trim().split("\r\n")) sheet.addRow(line.split(","));
		}
		const file = path.join(folder, "sent", "阳东区", "合.xlsx");
		await book.xlsx.writeFile(file);
		const { files } = await ingestGiven(house, [file]);
		expect(files[0]?.submissions.map(({ form, status }) => [form, status])).toEqual([
			["阳科统03", "accepted"],
			["阳科统04", "accepted"],
		]);
	});

	test("a command that only checks sees it, and one that looks at the file alone does not", async () => {
		const { house, write, send } = await home();
		await send("阳东区", "03.csv", list);
		const file = await write("阳东区", "04.csv", carriers("阳东区", "示例创业园"));
		expect((await check(house, [file], { rows: false, context: true })).files).toMatchObject([{ status: "returned" }]);
		expect((await check(house, [file], { rows: false, context: false })).files).toMatchObject([{ status: "accepted" }]);
	});
});

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import exceljs from "exceljs";
import { strToU8, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { changesDocument, diffDocument } from "../../src/model/change-documents.ts";
import { checkDocument } from "../../src/model/documents.ts";
import { enterprise, type Line, sheet } from "../pipeline/rosters.ts";
import { huibao, newHome } from "../support/huibao.ts";
import { receiptIn } from "../support/receipts.ts";

const here = newHome();
const given = (name: string, content: string | Uint8Array): string => {
	writeFileSync(path.join(here, name), content);
	return path.join(here, name);
};

const on = (day: number) => ({ HUIBAO_NOW: `2019-07-${String(day).padStart(2, "0")}T09:00:00+08:00` });

/** Takes a file in on a day of July; gives the ids of its submissions. */
function ingested(home: string, day: number, file: string): number[] {
	const { stdout } = huibao(["ingest", file, "--json"], home, on(day));
	return checkDocument.parse(JSON.parse(stdout)).files.flatMap(({ submissions }) => submissions.map(({ id }) => id ?? 0));
}

function asked(home: string, ...args: string[]) {
	const { code, stdout, stderr } = huibao(["diff", ...args, "--json"], home, on(20));
	expect(stderr).toBe("");
	return { code, document: diffDocument.parse(JSON.parse(stdout)) };
}

const TEN = Array.from({ length: 10 }, (_, at) => enterprise(at + 1));
const WRONG = TEN.map((line, at): Line => (at < 2 ? { ...line, 高企状态: "不知道" } : line));
const HALF = [
	...TEN.map((line, at): Line => (at === 1 ? { ...line, 高企状态: "不知道" } : at === 4 ? { ...line, "营业收入（万元）": "5999" } : line)).slice(
		0,
		9,
	),
	enterprise(11),
];

describe("versions of a roster", () => {
	const home = newHome();
	let ids: number[] = [];

	beforeAll(() => {
		const files = [WRONG, HALF, TEN].map((lines, at) => given(`名录${at + 1}.csv`, sheet(lines)));
		ids = files.flatMap((file, at) => ingested(home, at + 1, file));
	});

	test("are compared cell by cell: one with the one before, two by their ids, the newest of a slot", () => {
		const [first = 0, second = 0, third = 0] = ids;
		const { code, document } = asked(home, String(second));
		expect(code).toBe(1);
		expect(document).toMatchObject({
			...{ form: "阳科统01", unit: "441704-00", period: "2019H1", batch: "", same: false, counting: 3 },
			before: { submission: first, version: 1, status: "returned", file: "名录1.csv" },
			after: { submission: second, version: 2, status: "returned" },
			problems: { before: 2, settled: 1, explained: 0, again: 1, fresh: 0 },
			rows: { same: 7, added: 1, removed: 1, changed: 2, corrected: 0 },
			message: "原来的2个问题已改正1个，仍有1个；另有1个单元格改动、新增1行、删除1行。",
			left: { changed: 0, added: 0, removed: 0 },
		});
		expect(
			document.changed?.map(({ key, before, cells }) => [key, before.row, cells.map(({ header, shown, cells: at }) => [header, ...shown, ...at])]),
		).toEqual([
			[TEN[0]?.统一社会信用代码, 3, [["高企状态", "不知道", "有效", "N3", "N3"]]],
			[TEN[4]?.统一社会信用代码, 7, [["营业收入", "5005", "5999", "O7", "O7"]]],
		]);
		expect(document.changed?.[1]?.cells[0]).toMatchObject({ before: 5005, after: 5999 });
		expect(document.added?.map(({ key, row, values }) => [key, row, values.ent_name])).toEqual([
			[enterprise(11).统一社会信用代码, 12, "示例第11企业有限公司"],
		]);
		expect(document.removed?.map(({ key, row }) => [key, row])).toEqual([[TEN[9]?.统一社会信用代码, 12]]);
		expect(document.findings?.settled.map(({ cell }) => cell)).toEqual(["N3"]);

		// The order of two ids of a slot does not matter.
		const both = asked(home, String(third), String(first)).document;
		expect(both).toMatchObject({ before: { version: 1 }, after: { version: 3 }, rows: { changed: 2, added: 0, removed: 0 } });
		expect(asked(home, "--form", "统01", "--unit", "阳东区", "--period", "2019H1").document).toMatchObject({
			before: { version: 2 },
			after: { version: 3 },
		});
	});

	test("are told as a table for people, in both languages, with the exit code that something differs", () => {
		const { code, stdout } = huibao(["diff", String(ids[1])], home, on(20));
		expect(code).toBe(1);
		for (const said of ["第1版（编号 1，退回，2019-07-01 09:00 收到）名录1.csv", "仍有1个", "仍未改正的问题", "单元格改动", "5999", "删除的行"])
			expect(stdout).toContain(said);
		const english = huibao(["diff", String(ids[1]), "--lang", "en"], home, on(20)).stdout;
		for (const said of ["version 1 (id 1, returned", "1 put right, 1 still there", "Cells changed", "Rows removed"]) expect(english).toContain(said);
		expect(english).not.toContain("版");
	});

	test("of which one is a file that is not sent yet are compared without writing anything", () => {
		const before = readFileSync(path.join(home, "huibao.sqlite"));
		const same = asked(home, given("同样.csv", sheet(TEN.toReversed())));
		expect(same.code).toBe(0);
		expect(same.document).toMatchObject({
			same: true,
			message: "数据没有改动。",
			after: { submission: null, version: null, file: "同样.csv", status: "accepted" },
		});
		expect(asked(home, given("半份.csv", sheet(HALF)), String(ids[0]))).toMatchObject({
			code: 1,
			document: { before: { version: 1 }, rows: { changed: 2, added: 1, removed: 1 } },
		});
		expect(readFileSync(path.join(home, "huibao.sqlite")).equals(before)).toBe(true);
	});

	test("are written as a small workbook", async () => {
		const file = path.join(here, "比较.xlsx");
		expect(huibao(["diff", String(ids[1]), "--out", file], home, on(20)).stdout).toContain(`比较结果已写到 ${file}`);
		const book = await receiptIn(file);
		expect(Object.keys(book)).toEqual(["概要", "问题", "单元格改动", "新增行", "删除行"]);
		expect(book.概要).toContainEqual(["变化", "原来的2个问题已改正1个，仍有1个；另有1个单元格改动、新增1行、删除1行。"]);
		expect(book.单元格改动?.at(-1)).toEqual([TEN[4]?.统一社会信用代码, "营业收入", "名录1!O7", "名录2!O7", "5005", "5999"]);
		expect(book.新增行?.at(-1)?.at(-1)).toContain("企业名称：示例第11企业有限公司");
		expect(huibao(["diff", String(ids[1]), "--out", "比较.txt"], home, on(20))).toMatchObject({ code: 2, stdout: "" });
	});

	test("of a whole period are told since a time, one line for each report", () => {
		const since = (time: string) => {
			const { code, stdout } = huibao(["diff", "--period", "2019H1", "--since", time, "--json"], home, on(20));
			return { code, document: changesDocument.parse(JSON.parse(stdout)) };
		};
		const { code, document } = since("2019-07-02");
		expect(code).toBe(1);
		expect(document.slots).toMatchObject([
			{
				form: "阳科统01",
				unit: "441704-00",
				from: 1,
				to: 3,
				submission: ids[2],
				status: "accepted",
				rows: { changed: 2, added: 0, removed: 0 },
				cells: 2,
			},
		]);
		expect(since("2019-07-01T00:00+08:00").document.slots).toMatchObject([{ from: null, to: 3, message: "首次报送，合格10行。" }]);
		expect(since("2019-07-04")).toMatchObject({ code: 0, document: { slots: [] } });
		const { stdout } = huibao(["diff", "--period", "2019H1", "--since", "2019-07-02T12:00+08:00"], home, on(20));
		expect(stdout).toContain("阳东区 统01 2019H1  第2版→第3版 [通过]  原来的1个问题已全部改正；另有1个单元格改动、新增1行、删除1行。");
	});

	test("that do not exist, or have nothing before them, are told so", () => {
		for (const [args, said] of [
			[["99"], "没有编号为“99”的报送"],
			[[String(ids[0])], "没有上一版可以比较"],
			[["--form", "统01", "--unit", "阳西县", "--period", "2019H1"], "阳西县 还没有报过"],
			[["--form", "统01"], "请写明比较什么"],
			[[], "请写明比较什么"],
		] as const) {
			const { code, stderr } = huibao(["diff", ...args], home, on(20));
			expect({ args, code }).toEqual({ args, code: 2 });
			expect(stderr).toContain(said);
		}
		const empty = newHome();
		expect(huibao(["diff", "1"], empty, on(20)).code).toBe(2);
		expect(existsSync(path.join(empty, "huibao.sqlite"))).toBe(false);
	});
});

const COMMISSIONERS = readFileSync(path.join(import.meta.dirname, "../../fixtures/forms/阳科统12/good/sample.csv"), "utf8");

/** A workbook with a sheet for each drawing of commas. */
async function workbook(sheets: Readonly<Record<string, string>>): Promise<Uint8Array> {
	const book = new exceljs.Workbook();
	for (const [name, csv] of Object.entries(sheets)) {
		const tab = book.addWorksheet(name);
		for (const line of csv
			.replace(/^\ufeff/, "")
			.trimEnd()
			.split(/\r?\n/))
			tab.addRow(line.split(",").map((text) => (text === "" ? null : text)));
	}
	return new Uint8Array(await book.xlsx.writeBuffer());
}

test("personal values are masked unless a setting says otherwise", () => {
	const home = newHome();
	const changed = COMMISSIONERS.replace("13900000001", "13900000009").replace(/^2,示例乙.*\r?\n/m, "");
	ingested(home, 1, given("特派员1.csv", COMMISSIONERS));
	const [id] = ingested(home, 2, given("特派员2.csv", changed));
	const { document } = asked(home, String(id));
	expect(document.changed?.flatMap(({ cells }) => cells.map(({ header, shown, before }) => [header, ...shown, before]))).toEqual([
		["手机", "1*********1", "1*********9", "1*********1"],
	]);
	const masked = JSON.stringify(document) + huibao(["diff", String(id)], home, on(20)).stdout;
	for (const personal of ["示例甲", "示例乙", "13900000001", "13900000002"]) expect(masked).not.toContain(personal);
	expect(document.removed?.[0]?.key).toMatch(/^示\*乙 \/ 示例海洋研究所/);
	writeFileSync(path.join(home, "huibao.config.json"), JSON.stringify({ maskPersonal: false }));
	expect(JSON.stringify(asked(home, String(id)).document)).toContain("13900000009");
});

test("a report of a workbook of several sheets, in a bundle, is compared with its own version before, which came alone", async () => {
	const home = newHome();
	const [roster = 0] = ingested(home, 1, given("名录.csv", sheet(HALF)));
	const both = await workbook({ 说明: "填表说明,请如实填写", 特派员: COMMISSIONERS, 名录: sheet(TEN) });
	const folder = path.join(here, "打包");
	mkdirSync(folder, { recursive: true });
	writeFileSync(path.join(folder, "上报.zip"), zipSync({ "阳东区/全部.xlsx": both, "说明.csv": strToU8("说明,没有报表\r\n") }));
	const ids = ingested(home, 2, path.join(folder, "上报.zip"));
	const found = ids.map((id) => huibao(["diff", String(id), "--json"], home, on(20))).filter(({ code }) => code !== 2);
	expect(found).toHaveLength(1);
	const document = diffDocument.parse(JSON.parse(found[0]?.stdout ?? ""));
	expect(document).toMatchObject({
		before: { submission: roster, version: 1 },
		after: { version: 2, file: "上报.zip!阳东区/全部.xlsx" },
		rows: { changed: 2, added: 1, removed: 1, same: 7 },
	});
	expect(document.changed?.[0]?.after.sheet).toBe("名录");
	// The same file before it is sent again: which of its reports is meant, the submission says.
	const again = given("再报.xlsx", await workbook({ 特派员: COMMISSIONERS, 名录: sheet(HALF) }));
	expect(asked(home, again, String(roster))).toMatchObject({ code: 0, document: { same: true } });
	expect(huibao(["diff", again], home, on(20))).toMatchObject({ code: 2, stderr: expect.stringContaining("有几张报表") });
});

test("ten thousand rows are compared, and a thousand of each kind are listed", () => {
	const home = newHome();
	const many = Array.from({ length: 10_000 }, (_, at) => enterprise(at + 1));
	ingested(home, 1, given("大.csv", sheet(many)));
	const changed = many.slice(100).map((line, at): Line => (at < 3000 ? { ...line, "从业人员期末人数（人）": "99" } : line));
	const [id] = ingested(home, 2, given("大2.csv", sheet(changed.toReversed())));
	const { code, document } = asked(home, String(id));
	expect(code).toBe(1);
	expect(document).toMatchObject({
		rows: { same: 6_900, changed: 3000, removed: 100, added: 0 },
		cells: 3000,
		left: { changed: 2000, added: 0, removed: 0 },
	});
	expect(document.changed).toHaveLength(1000);
}, 120_000);

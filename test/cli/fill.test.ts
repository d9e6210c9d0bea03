import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { toA1 } from "../../src/model/a1.ts";
import { publishDocument } from "../../src/model/documents.ts";
import { fillDocument } from "../../src/model/fill-document.ts";
import { readGrid } from "../../src/workbooks/read.ts";
import { enterprise, sheet } from "../pipeline/rosters.ts";
import { huibao, newHome } from "../support/huibao.ts";
import { handBook, number, sheetXml, text } from "../workbooks/annotate/books.ts";

const home = newHome();
const NOW = { HUIBAO_NOW: "2019-07-01T09:00:00+08:00" };
const run = (...args: string[]) => huibao(args, home, NOW);
const put = (name: string, content: string | Uint8Array): string => {
	writeFileSync(path.join(home, name), content);
	return name;
};
const template = (name: string, rows: string, behind = ""): string =>
	put(name, handBook({ sheets: [{ name: "汇总", xml: sheetXml({ rows }) }], behind }));

const ROWS = [
	`<row r="1">${text("A1", "{{city}}{{period}}：高企{{hnte.stock}}家")}</row>`,
	`<row r="2">${text("A2", "{{hnte.stock}}", 2)}${text("B2", "{{hnte.stock@阳东区}}", 2)}${text("C2", "{{hnte.stock@江城区}}", 2)}<c r="D2" s="2"><f>A2*2</f><v>0</v></c></row>`,
].join("");
const NAMES = `<definedNames><definedName name="hb.hnte.stock.u441704_00">汇总!$B$4</definedName></definedNames>`;

async function valuesIn(file: string): Promise<Record<string, unknown>> {
	const { sheets } = await readGrid(readFileSync(path.join(home, file)), file);
	const rows = [...(sheets[0]?.rows ?? [])];
	return Object.fromEntries(rows.flatMap(({ number: row, cells }) => cells.map(({ column, value }) => [toA1({ row, column }), value])));
}

describe("fill", () => {
	beforeAll(() => {
		put("名录.csv", sheet(Array.from({ length: 10 }, (_, at) => enterprise(at + 1))));
		expect(run("ingest", "名录.csv").code).toBe(0);
		expect(run("consolidate", "--period", "2019H1").code).toBe(0);
	});

	test("fills placeholders and names, tells what was filled and leaves the template as it is", async () => {
		const file = template("省厅模板.xlsx", ROWS, NAMES);
		const before = readFileSync(path.join(home, file));
		const { code, stdout, stderr } = run("fill", file, "--period", "2019H1");
		expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
		const out = "省厅模板（2019年上半年）.xlsx";
		expect(stdout).toContain("汇总!A1  city、period、hnte.stock");
		expect(stdout).toContain("汇总!C2  hnte.stock@江城区");
		expect(stdout).toContain("未报，留空");
		expect(stdout).toContain("1 个公式用到了填写的单元格，在 Excel 或 WPS 中打开时会自动重算");
		expect(stdout).toContain(path.join(home, out));
		expect(await valuesIn(out)).toEqual({ A1: "阳江市2019年上半年：高企10家", A2: 10, B2: 10, D2: "", B4: 10 });
		expect(readFileSync(path.join(home, file))).toEqual(before);
	});

	test("--list tells the same and writes nothing; --json gives the document", () => {
		const file = template("只列出.xlsx", ROWS, NAMES);
		const files = readdirSync(home);
		const { code, stdout } = run("fill", file, "--period", "2019H1", "--list");
		expect(code).toBe(0);
		expect(stdout).toContain("以上只是列出，没有写文件");
		const document = fillDocument.parse(JSON.parse(run("fill", file, "--period", "2019H1", "--list", "--json").stdout));
		expect(document).toMatchObject({
			period: "2019H1",
			cutoff: "2019-06-30",
			written: null,
			release: null,
			faults: [],
			remarks: [{ code: "recalculated", count: 1 }],
		});
		expect(document.cells.map(({ cell, source, value, status }) => [cell, source, value, status])).toEqual([
			["A1", "placeholder", null, "filled"],
			["A2", "placeholder", 10, "filled"],
			["B2", "placeholder", 10, "filled"],
			["C2", "placeholder", null, "not-reported"],
			["B4", "name", 10, "filled"],
		]);
		expect(document.cells[1]?.missing).toContain("441702-00");
		expect(readdirSync(home)).toEqual(files);
	});

	test("takes a mapping as JSON, as CSV and as a workbook", async () => {
		const rows = `<row r="1">${text("B1", "全市")}${text("C1", "阳东区")}</row><row r="2">${text("A2", "高新技术企业存量（家）")}</row>`;
		const file = template("空表.xlsx", rows);
		const json = put("对应表.json", JSON.stringify({ "汇总!D9": "截至{{cutoff}}", table: { sheet: "汇总", units: "B1:C1", indicators: "A2:A2" } }));
		const lines = "单元格,填什么,单位,口径\n汇总!D9,截至{{cutoff}}\n汇总!A2:A2,表格,B1:C1\n";
		const csv = put("对应表.csv", `\ufeff${lines}`);
		const cells = lines
			.trim()
			.split("\n")
			.map(
				(line, at) =>
					`<row r="${at + 1}">${line
						.split(",")
						.map((cell, column) => text(`${"ABCD"[column]}${at + 1}`, cell))
						.join("")}</row>`,
			);
		const book = template("对应表.xlsx", cells.join(""));
		for (const map of [json, csv, book]) {
			expect(run("fill", file, "--period", "2019H1", "--map", map, "--out", "填好.xlsx").code, map).toBe(0);
			expect(await valuesIn("填好.xlsx"), map).toMatchObject({ B2: 10, C2: 10, D9: "截至2019年6月30日" });
		}
	});

	test("refuses what names nothing, all at once, with the nearest names and the cells, and writes nothing", () => {
		const file = template(
			"写错.xlsx",
			`<row r="1">${text("A1", "{{hnte.stok}}")}${text("B1", "{{hnte.stok}}")}${text("C1", "{{hnte.stock@阳冬区}}")}</row>`,
		);
		const map = put("写错.json", JSON.stringify({ "汇表!A1": "hnte.stock" }));
		const { code, stdout, stderr } = run("fill", file, "--period", "2019H1", "--map", map, "--out", "不会有.xlsx");
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr.trimEnd().split("\n")).toEqual([
			"模板有 4 处写得不对，什么也没有写。请改好后再填：",
			"  汇表!A1：模板里没有工作表“汇表”。是否指：汇总。",
			expect.stringMatching(/^ {2}汇总 A1 等 2 处：没有指标“hnte\.stok”。是否指：hnte\.stock（高新技术企业存量）/),
			expect.stringMatching(/^ {2}汇总 C1：没有单位“阳冬区”。是否指：阳东区/),
		]);
		expect(existsSync(path.join(home, "不会有.xlsx"))).toBe(false);
		const document = fillDocument.parse(JSON.parse(run("fill", file, "--period", "2019H1", "--json").stdout));
		expect(document.faults.map(({ code: why, sheet: on, cell }) => [why, on, cell])).toEqual([
			["indicator", "汇总", "A1"],
			["indicator", "汇总", "B1"],
			["place", "汇总", "C1"],
		]);
	});

	test("says in plain words what cannot be filled", () => {
		const fixtures = path.join(import.meta.dirname, "../../fixtures/mess");
		const old = path.join(fixtures, "04-wps-et/阳春市科技特派员（兼容格式）.xls");
		const locked = path.join(fixtures, "07-password-protected-file/阳春市/阳春市科技特派员.xlsx");
		const told = (...args: string[]) => {
			const { code, stderr } = run("fill", ...args);
			expect(code).toBe(2);
			return stderr;
		};
		expect(told(old, "--period", "2019H1")).toContain("不是 .xlsx 或 .xlsm 文件（是 xls），不能填写。请在 Excel 或 WPS 中另存为 .xlsx，再填。");
		expect(told(locked, "--period", "2019H1")).toContain("设了打开密码，不能填写");
		const plain = template("平常.xlsx", `<row r="1">${number("A1", 1)}</row>`);
		expect(told(plain, "--period", "2019H1")).toContain("没有要填的内容");
		expect(told(plain, "--period", "2019H1", "--map", put("坏.json", '{"table": 1}'))).toContain("不是可用的对应表");
		expect(told(plain, "--period", "2019H1", "--map", put("坏2.json", "{"))).toContain("不是可用的对应表");
		expect(told(plain, "--period", "2019H1", "--map", put("坏3.json", "[1]"))).toContain("不是可用的对应表");
		expect(told(plain, "--period", "2018H1")).toContain("2018H1");
		const own = template("自己.xlsx", ROWS);
		expect(told(own, "--period", "2019H1", "--out", "自己.xlsx")).toContain("不能写到模板");
		expect(run("fill", own, "--period", "2019H1", "--lang", "en", "--list").stdout).toContain("This is a list only");
	});

	test("--as-of counts what was accepted until then and keeps nothing of it", async () => {
		const file = template("当时.xlsx", ROWS);
		expect(run("fill", file, "--period", "2019H1", "--as-of", "2019-06-01", "--out", "当时的.xlsx").code).toBe(0);
		expect(await valuesIn("当时的.xlsx")).toEqual({ A1: "阳江市2019年上半年：高企未报家", D2: "" });
		mkdirSync(path.join(home, "夹"));
		expect(run("fill", file, "--period", "2019H1", "--out", "夹").stdout).toContain(path.join(home, "夹", "当时（2019年上半年）.xlsx"));
		expect(run("fill", file, "--period", "2019H1", "--out", "现在的.xlsx").code).toBe(0);
		expect(await valuesIn("现在的.xlsx")).toMatchObject({ A2: 10 });
	});

	test("prints the code of the release that says these figures, once there is one", async () => {
		const file = template("编号.xlsx", `<row r="1">${text("A1", "{{release}}")}${text("B1", "发布编号 {{release}}")}</row>`);
		expect(run("fill", file, "--period", "2019H1", "--out", "编号1.xlsx").code).toBe(0);
		expect(await valuesIn("编号1.xlsx")).toEqual({ B1: "发布编号 未发布" });
		const { release } = publishDocument.parse(JSON.parse(run("publish", "--period", "2019H1", "--json").stdout));
		expect(release?.code).toMatch(/^2019H1-1-/);
		expect(run("consolidate", "--period", "2019H1").code).toBe(0);
		expect(run("fill", file, "--period", "2019H1", "--out", "编号2.xlsx").code).toBe(0);
		expect(await valuesIn("编号2.xlsx")).toEqual({ A1: release?.code, B1: `发布编号 ${release?.code}` });
		// As of June there was another figure: what was published says nothing of it.
		expect(run("fill", file, "--period", "2019H1", "--as-of", "2019-06-01", "--out", "编号3.xlsx").code).toBe(0);
		expect(await valuesIn("编号3.xlsx")).toEqual({ B1: "发布编号 未发布" });
	});

	test("keeps macros under their own ending and never runs them", async () => {
		const macros = path.join(import.meta.dirname, "../../fixtures/mess/10-macros-external-links-and-objects/阳春市高新技术企业名录.xlsm");
		const { sheets } = await readGrid(readFileSync(macros), "a.xlsm");
		const map = put("宏.json", JSON.stringify({ [`${sheets[0]?.name}!Z99`]: "hnte.stock" }));
		const { code, stdout } = run("fill", macros, "--period", "2019H1", "--map", map, "--out", "宏.xlsx");
		expect(code).toBe(0);
		expect(stdout).toContain("模板中的宏原样保留，没有运行");
		expect(existsSync(path.join(home, "宏.xlsx"))).toBe(false);
		expect(await valuesIn("宏.xlsm")).toMatchObject({ Z99: 10 });
	});
});

import * as SheetJS from "@e965/xlsx";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { TEMPLATE_TEXTS } from "../../src/messages/workbook-texts.ts";
import { toA1 } from "../../src/model/a1.ts";
import * as f from "../../src/model/fields.ts";
import { defineForm, defineTable } from "../../src/model/form.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { readGrid } from "../../src/workbooks/read.ts";
import { type TemplateOptions, writeTemplate } from "../../src/workbooks/write-template.ts";

const LONG_LIST = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`第${at + 1}个很长的选项名称`, `m${at + 1}`]));

/** A form with a field of every kind. */
const FORM = defineForm({
	id: "阳科统99",
	slug: "everything",
	title: { zh: "各类字段测试表", en: "Every kind of field" },
	periods: ["half-year"],
	batched: true,
	notes: [{ zh: "1. 总投入 = 财政资金 + 自筹资金", en: "1. total = fiscal + own" }],
	tables: [
		defineTable({
			id: "A",
			title: { zh: "各类字段测试表（甲）", en: "A" },
			rollUp: "snapshot",
			key: ["uscc"],
			fields: {
				ent_name: f.text("企业名称", { en: "Name", max: 100, required: true, matchByName: true, synonyms: ["单位名称"] }),
				uscc: f.code("统一社会信用代码", { en: "Code", scheme: "uscc", required: true, max: 18 }),
				region: f.region("县(市、区)", { en: "County", required: true, whole: "全市" }),
				tenants: f.integer("期末在孵企业数", { en: "Tenants", unit: "家" }),
				tenants_new: f.integer("其中_当期新入孵", { en: "New", unit: "家", required: true }),
				tenants_gone: f.integer("其中_当期退出", { en: "Gone", unit: "家" }),
				people: f.integer("参加人数", { en: "People", unit: "人", qualifier: "people_q" }),
				people_q: f.oneOf("人数口径", { 准确: "exact", 约: "about", 以上: "over" }, { en: "Qualifier" }),
				score: f.decimal("得分", { en: "Score", places: 1, min: 0, max: 100 }),
				revenue: f.decimal("营业收入", { en: "Revenue", unit: "万元" }),
				ratio: f.percent("占比", { en: "Ratio" }),
				day: f.date("发证日期", { en: "Day" }),
				plan: f.dateOrMonth("计划日期", { en: "Plan" }),
				month: f.month("起始年月", { en: "Month" }),
				year: f.year("年度", { en: "Year" }),
				scale: f.yesNo("是否规上", { en: "Scale" }),
				long: f.oneOf("长列表", LONG_LIST, { en: "Long" }),
				places: f.anyOf("合作地", { 广州: "gz", 深圳: "sz" }, { en: "Places" }),
				projects: f.list("涉及项目编号", { en: "Projects" }),
				phone: f.code("联系电话", { en: "Phone", scheme: "phone", personal: true }),
			},
		}),
		defineTable({
			id: "B",
			title: { zh: "各类字段测试表（乙）", en: "B" },
			rollUp: "snapshot",
			key: ["code"],
			fields: { code: f.code("指标代码", { en: "Code", scheme: "free", required: true }), value: f.integer("本期数", { en: "Value" }) },
		}),
	],
});

const OPTIONS: TemplateOptions = {
	texts: TEMPLATE_TEXTS,
	issuer: "阳江市科学技术局",
	units: YANGJIANG_UNITS,
	unit: "江城区",
	periodName: "2019年上半年",
	batch: "第一批",
};

const ROW = {
	ent_name: "=示例有限公司",
	uscc: "914417027000000527",
	region: "江城区",
	tenants: 12,
	tenants_new: 0,
	tenants_gone: null,
	people: 110,
	people_q: "约",
	score: 88.5,
	revenue: 1234.5,
	ratio: 0.35,
	day: "2019-06-27",
	plan: "2019-06",
	month: "2019-05",
	year: 2019,
	scale: true,
	long: "第7个很长的选项名称",
	places: ["广州", "深圳"],
	projects: ["甲1", "乙2"],
	phone: "13800000001",
};

const blank = await writeTemplate(FORM, OPTIONS);
const parts = unzipSync(blank);
const sheetXml = (at: number) => strFromU8(parts[`xl/worksheets/sheet${at}.xml`] ?? new Uint8Array());
const book = SheetJS.read(blank, { type: "array" });
const NAMES = ["统99A 各类字段测试表（甲）", "统99B 各类字段测试表（乙）", "填表说明", "选项"];
const first = book.Sheets[NAMES[0] ?? ""] ?? {};
const valueAt = (ref: string) => (first[ref] as SheetJS.CellObject | undefined)?.v;

/** The check over a column's cells: its attributes and first formula. */
function validationOf(column: string): string {
	const all = sheetXml(1).match(/<dataValidation [^>]*\/>|<dataValidation [^>]*>.*?<\/dataValidation>/g) ?? [];
	return all.find((one) => one.includes(`sqref="${column}9:${column}208"`)) ?? "";
}

describe("a blank template", () => {
	test("has a sheet per table, instructions, and the long lists out of sight", () => {
		expect(book.SheetNames).toEqual(NAMES);
		expect(book.Workbook?.Sheets?.map((sheet) => sheet.Hidden)).toEqual([0, 0, 0, 1]);
	});

	test("has title, form number, unit, period, batch and measure above the header", () => {
		const head = Object.entries(first).flatMap(([ref, cell]) => (/^[A-Z]+[1-5]$/.test(ref) ? [String((cell as SheetJS.CellObject).v)] : []));
		expect(head).toEqual([
			"各类字段测试表（甲）",
			"表　　号：阳科统99",
			"制定机关：阳江市科学技术局",
			"内部工作用表",
			"填报单位（盖章）：江城区",
			"报告期：2019年上半年　　批次：第一批",
			"计量单位：万元",
		]);
	});

	test("merges parents over their children, marks what is required and names the unit", () => {
		const merges = (first["!merges"] ?? []).map((range) => SheetJS.utils.encode_range(range));
		expect(merges).toEqual(expect.arrayContaining(["A6:A7", "B6:B7", "F6:G6"]));
		expect([valueAt("B6"), valueAt("E6"), valueAt("F6"), valueAt("F7"), valueAt("G7")]).toEqual([
			"*企业名称",
			"期末在孵企业数\n（家）",
			"其中",
			"*当期新入孵\n（家）",
			"当期退出\n（家）",
		]);
		expect(["A8", "B8", "C8", "D8", "E8", "F8"].map(valueAt)).toEqual(["甲", "乙", "丙", "丁", 1, 2]);
	});

	test("offers what may be chosen and checks what is typed", () => {
		expect(validationOf("D")).toMatch(/type="list".*全市,市本级,江城区/);
		expect(validationOf("Q")).toMatch(/type="list".*<formula1>&quot;是,否&quot;|type="list".*<formula1>"是,否"/);
		expect(validationOf("R")).toMatch(/type="list".*选项.*\$A\$1:\$A\$40/);
		expect(validationOf("C")).toMatch(/type="textLength" operator="lessThanOrEqual".*<formula1>18</);
		expect(validationOf("F")).toMatch(/type="whole" operator="greaterThanOrEqual".*<formula1>0</);
		expect(validationOf("J")).toMatch(/type="decimal".*<formula1>0<.*<formula2>100</);
		expect(validationOf("M")).toMatch(/type="date".*<formula1>17899</);
		// What may be written as 约110, 2019-06 or in several values is told and not checked.
		for (const column of ["H", "N", "O", "S", "T"]) {
			expect(validationOf(column), column).toMatch(/showInputMessage="1"/);
			expect(validationOf(column), column).not.toMatch(/ type=/);
		}
		const tooLong = [...sheetXml(1).matchAll(/ (?:prompt|error)="([^"]*)"/g)].filter((match) => (match[1] ?? "").length > 255);
		expect(tooLong).toEqual([]);
	});

	test("warns of what is typed and refuses only words outside a list, for — and 2019.6.27 are read as well", () => {
		expect(validationOf("D")).toContain('errorStyle="stop"');
		for (const column of ["C", "F", "J", "M"]) expect(validationOf(column), column).toContain('errorStyle="warning"');
	});

	test("says at the head where unit, period and batch are to be written", () => {
		const prompts = [...sheetXml(1).matchAll(/sqref="([A-Z]+5)"[^>]* prompt="([^"]*)"|prompt="([^"]*)"[^>]* sqref="([A-Z]+5)"/g)];
		expect(prompts.map((match) => match[2] ?? match[3])).toEqual([
			expect.stringContaining("本单位名称"),
			expect.stringMatching(/2019年上半年.*第一批/),
		]);
	});

	test("says in comments on the header what each column takes", () => {
		const comments = strFromU8(parts["xl/comments1.xml"] ?? new Uint8Array());
		expect(comments.match(/<comment /g)).toHaveLength(FORM.tables[0]?.fields.length ?? 0);
		expect(comments).toContain("必填。整数，不小于 0。计量单位：家。");
	});

	test("explains every column and check on its sheet of instructions", () => {
		const texts = Object.values(book.Sheets.填表说明 ?? {}).map((cell) => String((cell as SheetJS.CellObject).v));
		for (const field of FORM.tables.flatMap((table) => table.fields)) expect(texts).toContain(field.header.replace("_", "："));
		expect(texts).toContain("1. 总投入 = 财政资金 + 自筹资金");
	});

	test("is the same every time", async () => {
		expect(Buffer.from(await writeTemplate(FORM, OPTIONS)).equals(Buffer.from(blank))).toBe(true);
	});
});

test("a filled template is read back as it was filled, codes as text and text as text", async () => {
	const rows = [
		{ table: "A", values: ROW },
		{ table: "B", values: { code: "104", value: 0 } },
		{ table: "A", values: { ...ROW, ent_name: "第二家" } },
	];
	const filled = await writeTemplate(FORM, { ...OPTIONS, rows, styledRows: 5 });
	const grid = await readGrid(filled, "a.xlsx");
	const cells = new Map(
		[...(grid.sheets[0]?.rows ?? [])].flatMap((row) => row.cells.map((cell) => [toA1({ row: row.number, column: cell.column }), cell])),
	);
	const values = (row: number) => Object.fromEntries([..."ABCDEFGHIJKLMNOPQRSTU"].map((column) => [column, cells.get(`${column}${row}`)?.value]));
	expect(values(9)).toEqual({
		A: 1,
		B: "=示例有限公司",
		C: "914417027000000527",
		D: "江城区",
		E: 12,
		F: 0,
		G: undefined,
		H: 110,
		I: "约",
		J: 88.5,
		K: 1234.5,
		L: 0.35,
		M: "2019-06-27",
		N: "2019-06",
		O: "2019-05",
		P: 2019,
		Q: "是",
		R: "第7个很长的选项名称",
		S: "广州、深圳",
		T: "甲1、乙2",
		U: "13800000001",
	});
	expect(cells.get("C9")).toMatchObject({ type: "s", format: "text" });
	expect(cells.get("L9")?.format).toBe("percent");
	expect(cells.get("M9")?.type).toBe("d");
	expect(values(10)).toMatchObject({ A: 2, B: "第二家" });
	expect(cells.get("B9")?.formula).toBeUndefined();
	expect(grid.sheets[1]?.name).toBe(NAMES[1]);
});

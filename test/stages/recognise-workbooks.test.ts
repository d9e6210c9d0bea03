import { describe, expect, test } from "vitest";
import { recognised, theOnly } from "../support/small-catalogue.ts";
import { textGrid, textSheet } from "../support/text-grid.ts";

const ROSTER = `
江城区2019年上半年高新技术企业名录
企业名称 | 统一社会信用代码 | 县(市、区) | 营业收入 | 研发费用
甲 | 91441702XXXX00019W | 江城区 | 1200 | 60`;
const LOANS = `
企业名称 | 统一社会信用代码 | 业务编号 | 放款额
甲 | 91441702XXXX00019W | D001 | 500`;
const INDICATORS = `
指标代码 | 指标名称 | 计量单位 | 本期数
101 | 创业引导基金 | 支 | 0
102 | 备案创投机构 | 家 | 2`;
const FINANCE_HEAD = "阳西县2019年第二季度科技金融情况\n表号：试统10";

const numbersOf = (rows: readonly { number: number; role: string }[]) => rows.map(({ number, role }) => `${number} ${role}`);

describe("several tables on one sheet", () => {
	test("both tables of a form, the second under its own heading", () => {
		const sheet = textSheet("Sheet1", `${FINANCE_HEAD}${LOANS}\n合计 | | | 500\n\nB 科技金融指标${INDICATORS}\n填表人：李四`);
		const submission = theOnly(recognised(textGrid(sheet)));
		expect([submission.form.id, submission.period.code, submission.unit.code, submission.nil]).toEqual(["试统10", "2019Q2", "441721-00", false]);
		expect(submission.blocks.map(({ table, rows }) => [table.id, numbersOf(rows)])).toEqual([
			["A", ["1 header", "2 header", "3 header", "4 data", "5 total"]],
			["B", ["7 header", "8 header", "9 data", "10 data", "11 note"]],
		]);
		expect(submission.findings).toEqual([]);
	});

	test("two forms under each other, each of its own period", () => {
		const sheet = textSheet("Sheet1", `${ROSTER.trimStart()}\n表号：试统10\n阳西县2019年第二季度${LOANS}\n本表A部分以外：${INDICATORS}`);
		const { submissions, refusals } = recognised(textGrid(sheet));
		expect(refusals).toEqual([]);
		expect(submissions.map(({ form, period, unit, blocks }) => [form.id, period.code, unit.code, blocks.length])).toEqual([
			["试统01", "2019H1", "441702-00", 1],
			["试统10", "2019Q2", "441721-00", 2],
		]);
		expect(submissions.flatMap(({ blocks }) => blocks).flatMap(({ rows }) => rows.map(({ number }) => number))).toEqual(
			[...sheet.rows].map(({ number }) => number),
		);
	});

	test("a table of its own unit is its own submission", () => {
		const sheet = textSheet(
			"Sheet1",
			`${ROSTER.trimStart()}\n阳东区2019年上半年高新技术企业名录\n${ROSTER.trimStart().split("\n").slice(1).join("\n")}`,
		);
		expect(recognised(textGrid(sheet)).submissions.map(({ unit, blocks }) => [unit.shortName, blocks[0]?.rows.length])).toEqual([
			["江城区", 3],
			["阳东区", 3],
		]);
	});

	test("a table whose own 填报单位 line and seal name another unit is its own submission too (mess.md 13)", () => {
		const [title = "", ...table] = ROSTER.trimStart().split("\n");
		const second = [title.replace("江城区", ""), "填报单位（公章）：阳东区", ...table];
		const { submissions } = recognised(textGrid(textSheet("Sheet1", `${ROSTER.trimStart()}\n${second.join("\n")}`)));
		expect(submissions.map(({ unit, blocks }) => [unit.shortName, blocks[0]?.rows.length])).toEqual([
			["江城区", 3],
			["阳东区", 4],
		]);
	});
});

describe("several sheets", () => {
	test("one table each of one form: one submission; what one sheet leaves out the other says", () => {
		const grid = textGrid(textSheet("A", FINANCE_HEAD + LOANS), textSheet("B", INDICATORS.trimStart()));
		const submission = theOnly(recognised(grid));
		expect(submission.blocks.map(({ table, sheet }) => [table.id, sheet])).toEqual([
			["A", "A"],
			["B", "B"],
		]);
	});

	test("a table that stands nowhere, or empty and without a word, is told", () => {
		const absent = theOnly(recognised(textGrid(textSheet("A", FINANCE_HEAD + LOANS))));
		expect(absent.findings).toMatchObject([{ code: "table.empty", severity: "hard", sheet: "A", cell: null, params: { table: "B" } }]);
		const empty = `${FINANCE_HEAD}\n企业名称 | 统一社会信用代码 | 业务编号 | 放款额`;
		const blank = theOnly(recognised(textGrid(textSheet("A", empty), textSheet("B", INDICATORS.trimStart()))));
		expect(blank.findings).toMatchObject([{ code: "table.empty", cell: "A3", params: { table: "A" } }]);
		const said = theOnly(recognised(textGrid(textSheet("A", `${empty}\n本期无业务`), textSheet("B", INDICATORS.trimStart()))));
		expect([said.findings, said.nil]).toEqual([[], false]);
	});

	test("two forms, instructions, a blank sheet and hidden ones", () => {
		const grid = textGrid(
			textSheet("填表说明", "高新技术企业名录填表说明\n列 | 指标 | 是否必填 | 计量单位\nA | 企业名称 | 是 |"),
			textSheet("高企", ROSTER),
			textSheet("Sheet3", ""),
			textSheet("金融", `${FINANCE_HEAD}${LOANS}${INDICATORS}`),
			textSheet("旧", "随手记录\n2018年", { hidden: true }),
			textSheet("上期", ROSTER.replace("江城区2019", "阳东区2019"), { hidden: true }),
			textSheet("选项", "企业名称 | 统一社会信用代码 | 县(市、区)\n甲 | x | 江城区", { hidden: true }),
		);
		const { submissions, refusals, skipped } = recognised(grid);
		expect(refusals).toEqual([]);
		expect(submissions.map(({ form, unit }) => [form.id, unit.shortName])).toEqual([
			["试统01", "江城区"],
			["试统10", "阳西县"],
			["试统01", "阳东区"],
		]);
		expect(skipped).toEqual([
			{ sheet: "填表说明", reason: "instructions" },
			{ sheet: "Sheet3", reason: "blank" },
			{ sheet: "旧", reason: "hidden" },
			{ sheet: "选项", reason: "hidden" },
		]);
	});

	test("a hidden sheet that holds the form's rows is read, and told (mess.md 12)", () => {
		const more = ROSTER.replace("甲 | 91441702XXXX00019W", "乙 | 91441704XXXX00027L");
		const submission = theOnly(recognised(textGrid(textSheet("高企", ROSTER), textSheet("旧表", more, { hidden: true }))));
		expect(submission.blocks).toHaveLength(2);
		expect(submission.findings).toMatchObject([{ code: "rows.hidden", severity: "info", sheet: "旧表", params: { rows: "旧表" } }]);
	});

	test("lines of text on a sheet beside the form are no table that was not understood, unless they name a form", () => {
		const beside = (text: string) => recognised(textGrid(textSheet("高企", ROSTER), textSheet("Sheet2", text)));
		expect(beside("请局领导审阅\n\n有疑问请联系林某某")).toMatchObject({ refusals: [], skipped: [{ sheet: "Sheet2", reason: "no-report" }] });
		expect(beside("科技创新平台名录").refusals).toMatchObject([{ sheet: "Sheet2", refusal: { code: "form.unknown" } }]);
		expect(recognised(textGrid(textSheet("Sheet2", "请局领导审阅"))).refusals).toMatchObject([{ sheet: "Sheet2" }]);
	});

	test("a small table of an office's own is not taken for a form by two common words", () => {
		const own = "江城区2019年第二季度汇总\n指标 | 数量\n高企数 | 71";
		expect(recognised(textGrid(textSheet("汇总", own))).refusals).toMatchObject([{ sheet: "汇总", refusal: { code: "form.unknown" } }]);
	});

	test("a sheet that is no report, beside one that is, is passed over and told", () => {
		const { submissions, refusals, skipped } = recognised(
			textGrid(textSheet("高企", ROSTER), textSheet("通讯录", "姓名 | 手机\n张三 | 13800000000")),
		);
		expect(refusals).toEqual([]);
		expect(skipped).toEqual([{ sheet: "通讯录", reason: "no-report" }]);
		expect(submissions[0]?.findings).toMatchObject([{ code: "sheet.passed-over", severity: "info", sheet: "通讯录" }]);
	});

	test("alone it is refused, and so is one beside a report that names a form", () => {
		expect(recognised(textGrid(textSheet("通讯录", "姓名 | 手机\n张三 | 13800000000"))).refusals).toMatchObject([
			{ refusal: { code: "form.unknown" } },
		]);
		const damaged = "高新技术企业名录\n单位 | 号码 | 属哪里 | 收入\n甲 | 91441702XXXX00019W | 江城区 | 1200";
		const { submissions, refusals } = recognised(textGrid(textSheet("高企", ROSTER), textSheet("旧表", damaged)));
		expect(submissions.length).toBe(1);
		expect(refusals).toMatchObject([{ sheet: "旧表" }]);
	});

	test("nothing at all", () => {
		expect(recognised(textGrid(textSheet("Sheet1", "")))).toEqual({
			submissions: [],
			refusals: [{ sheet: null, refusal: { code: "content.none", params: {} } }],
			skipped: [{ sheet: "Sheet1", reason: "blank" }],
		});
	});
});

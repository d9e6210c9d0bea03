import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toA1 } from "../../src/model/a1.ts";
import type { Block, RecognisedSubmission } from "../../src/model/submission.ts";
import { recognised, theOnly } from "../support/small-catalogue.ts";
import { type SheetOptions, textGrid, textSheet } from "../support/text-grid.ts";

const only = (drawing: string, options: SheetOptions = {}) => theOnly(recognised(textGrid(textSheet("江城", drawing, options))));
const block = (submission: RecognisedSubmission): Block => {
	const [first] = submission.blocks;
	if (!first) throw new Error("no block");
	return first;
};
const columns = ({ columns: mappings }: Block) => Object.fromEntries(mappings.map(({ field, headerCell }) => [field, headerCell]));
const roles = (b: Block) => Object.fromEntries(b.rows.map(({ number, role }) => [number, role]));
const codes = (submission: RecognisedSubmission) => submission.findings.map(({ code, severity, cell, field }) => [code, severity, cell, field]);
const values = (b: Block, number: number) => {
	const { cells = {}, masters = {} } = b.rows.find((row) => row.number === number) ?? {};
	return Object.fromEntries(
		Object.entries(cells).map(([field, { value, column }]) => [field, [value, masters[field] ?? toA1({ row: number, column }), field in masters]]),
	);
};

const HEAD = "阳江市江城区2019年上半年高新技术企业名录\n表号：试统01 | | | 计量单位：万元";

describe("headers", () => {
	test("titles, an empty row, a code row, data, total and footer each have their role", () => {
		const submission = only(`
江城区2019年上半年高新技术企业名录
表号：试统01
填报单位（盖章）：江城区科工信局 | | | 报告期：2019年上半年 | | 计量单位：万元、人

序号 | 企业名称 | 统一社会信用代码 | 县(市、区) | 营业收入 | 研发费用
甲 | 乙 | 丙 | 丁 | 1 | 2
1 | 阳江甲刀剪有限公司 | 91441702XXXX00019W | 江城区 | 1200.5 | 60
2 | 阳江乙刀剪有限公司 | 91441704XXXX00027L | 江城区 | 800 | 40
 | 合　计 | | | 2000.5 | 100
单位负责人：张三　统计负责人：　填表人：李四　联系电话：0662-3412345　报出日期：2019年7月3日
说明：1．本表由县级填报。
2．金额以万元为单位。`);
		const b = block(submission);
		expect(roles(b)).toEqual({
			1: "header",
			2: "header",
			3: "header",
			5: "header",
			6: "header",
			7: "data",
			8: "data",
			9: "total",
			10: "note",
			11: "note",
			12: "note",
		});
		expect(b.headerRows).toEqual([5, 5]);
		expect(b.amountUnit).toBe("万元");
		expect(columns(b)).toEqual({ ent_name: "B5", uscc: "C5", region: "D5", revenue: "E5", rd: "F5" });
		expect(submission.signatures).toEqual({ 单位负责人: "张三", 填表人: "李四", 联系电话: "0662-3412345", 报出日期: "2019年7月3日" });
		expect(values(b, 8)).toMatchObject({ ent_name: ["阳江乙刀剪有限公司", "B8", false], revenue: [800, "E8", false] });
		expect(values(b, 9)).toMatchObject({ revenue: [2000.5, "E9", false], rd: [100, "F9", false] });
		expect(submission.findings).toEqual([]);
	});

	test("line breaks, blanks, required marks, numbers and units in headings", () => {
		const submission = only(`${HEAD}
*企 业 名 称 | 2、信用代码 | 所在地\\n（必填） | 研发费用\\n（万元） | 营业收入（单位：元）：
甲 | 91441702XXXX00019W | 江城区 | 60 | 12005000`);
		const b = block(submission);
		expect(b.columns.map(({ field, unit, via, header }) => [field, unit, via, header])).toEqual([
			["ent_name", undefined, "header", "*企业名称"],
			["uscc", undefined, "synonym", "2、信用代码"],
			["region", undefined, "synonym", "所在地(必填)"],
			["rd", "万元", "header", "研发费用(万元)"],
			["revenue", "元", "header", "营业收入(单位:元):"],
		]);
		expect(submission.findings).toEqual([]);
	});

	test("two rows with merged parents, told apart by their path", () => {
		const submission = only(
			`${HEAD}
企业名称 | 统一社会信用代码 | 县(市、区) | 营业收入 | | 研发费用 | 从业人员期末人数 | | 上缴税收
 | | | 小计 | 其中：出口 | | 合计 | 其中：新增 | 增值税
甲 | 91441702XXXX00019W | 江城区 | 1200 | 30 | 60 | 55 | 5 | 12`,
			{ merges: ["A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "G3:H3"] },
		);
		const b = block(submission);
		expect(b.headerRows).toEqual([3, 4]);
		expect(columns(b)).toEqual({ ent_name: "A3", uscc: "B3", region: "C3", revenue: "D4", rd: "F3", staff: "G4", staff_new: "H4", vat: "I4" });
		expect(b.columns.find(({ field }) => field === "revenue")?.header).toBe("营业收入_小计");
		expect(b.unknownColumns).toMatchObject([{ column: 5, header: "营业收入_其中:出口", headerCell: "E4", filled: 1 }]);
		expect(roles(b)).toEqual({ 1: "header", 2: "header", 3: "header", 4: "header", 5: "data" });
	});

	test("three rows, the parent's unit and a group row that no column needs", () => {
		const submission = only(
			`${HEAD}
基本情况 | | | 经济指标 | | 
企业名称 | 统一社会信用代码 | 县(市、区) | 收支情况（元） | |
 | | | 营业收入 | 研发费用 |
甲 | 91441702XXXX00019W | 江城区 | 1200 | 30`,
			{ merges: ["A3:C3", "D3:E3", "A4:A5", "B4:B5", "C4:C5", "D4:E4"] },
		);
		const b = block(submission);
		expect(b.headerRows).toEqual([3, 5]);
		expect(b.columns.map(({ field, unit }) => [field, unit])).toEqual([
			["ent_name", undefined],
			["uscc", undefined],
			["region", undefined],
			["revenue", "元"],
			["rd", "元"],
		]);
	});

	test("parents in a file that keeps no merged ranges", () => {
		const b = block(
			only(`${HEAD}
企业名称 | 统一社会信用代码 | 县(市、区) | 营业收入 | | 研发费用 | 其中 | 上年同期
 | | | 小计 | 其中：出口 | 小计 | 增值税 | 增值税
甲 | 91441702XXXX00019W | 江城区 | 1200 | 30 | 60 | 9 | 8`),
		);
		expect(columns(b)).toEqual({ ent_name: "A3", uscc: "B3", region: "C3", revenue: "D4", rd: "F4", vat: "G4" });
		expect(b.unknownColumns.map(({ header }) => header)).toEqual(["营业收入_其中:出口", "上年同期_增值税"]);
	});

	test("an exact heading before a synonym of the same field", () => {
		const sheet = textSheet(
			"江城",
			`
江城区2019年第二季度科技创新平台名录
名称 | 平台名称 | 统一社会信用代码 | 级别
甲公司 | 甲中心 | 91441702XXXX00019W | 市级`,
		);
		expect(columns(block(theOnly(recognised(textGrid(sheet)))))).toEqual({ ent_name: "A2", name: "B2", uscc: "C2", level: "D2" });
	});

	test("missing, doubled and further columns are told at the header, the running number never", () => {
		const submission = only(`${HEAD}
序号 | 企业名称 | 统一社会信用代码 | 县(市、区) | 营业收入 | 营业收入 | 网址
1 | 甲 | 91441702XXXX00019W | 江城区 | 1200 | 1300 | www`);
		expect(codes(submission)).toEqual([
			["column.missing", "hard", "A3", "rd"],
			["column.twice", "hard", "F3", "revenue"],
			["column.unknown", "info", "G3", null],
		]);
		expect(submission.findings[1]?.params).toEqual({ other: "E3" });
		expect(columns(block(submission))).toMatchObject({ revenue: "E3" });
	});
});

describe("rows", () => {
	const TABLE = `${HEAD}
序号 | 企业名称 | 统一社会信用代码 | 县(市、区) | 营业收入 | 研发费用`;

	test("example rows, totals amid the data, group headings, pre-numbered blanks and remarks", () => {
		const submission = only(
			`${TABLE}
示例 | 某某有限公司 | 91441702XXXX00019W | 江城区 | 100 | 5
例：填到小数点后两位 | | | | |
 | 一、规上企业 | | | |
1 | 甲 | 91441702XXXX00019W | 江城区 | 1200 | 60
 | 小 计 | | | 1200 | 60
1 | 乙 | 91441704XXXX00027L | 江城区 | 1 | 1
合计（2家） | | | | 1201 | 61
3 | | | | |
以上数据经局长办公会审定。
注：略
单位负责人： | 张三`,
			{ merges: ["A12:F12"] },
		);
		expect(roles(block(submission))).toEqual({
			...{ 1: "header", 2: "header", 3: "header", 4: "example", 5: "example", 6: "note", 7: "data", 8: "total", 9: "data", 10: "total" },
			...{ 11: "note", 12: "note", 13: "note", 14: "note" },
		});
		expect(codes(submission)).toEqual([
			["rows.example", "info", "A4", null],
			["rows.example", "info", "A5", null],
		]);
		expect(submission.signatures).toEqual({ 单位负责人: "张三" });
	});

	// mess.md 17
	const AT_4 = `${HEAD}
序号 | 企业名称 | 统一社会信用代码 | 县(市、区) | 营业收入 | 研发费用`;
	const GOOD = "1 | 示例甲有限公司 | 91441702XXXX00019W | 江城区 | 1200 | 60";
	test.each([
		"示例 | 阳江某公司 | 91441702XXXX00019W | 江城区 | 1 | 1",
		"示例行 | 阳江某公司 | 91441702XXXX00019W | 江城区 | 1 | 1",
		"例 | 阳江某公司 | 91441702XXXX00019W | 江城区 | 1 | 1",
		"1 | 示例：阳江某公司 | 91441702XXXX00019W | 江城区 | 1 | 1",
		"1 | （示例）阳江某公司 | 91441702XXXX00019W | 江城区 | 1 | 1",
		"1 | 示例（请勿删除） | 91441702XXXX00019W | 江城区 | 1 | 1",
		"1 | 阳江某公司 | 91441702XXXX00019W | 江城区 | 1 | 1 | 示例，请删除",
		"填写说明 | 填企业全称 | 18位 | 下拉选择",
		" | 按营业执照填写 | 填写18位代码 | 下拉选择 | 保留两位小数 | 如60.5",
		" | 必填 | 必填 | 必填 | 选填 | 选填",
		" | 文本 | 文本 | 选项 | 数字 | 数字",
	])("an example or helper row under the header: %s", (line) => {
		const submission = only(`${AT_4}\n${line}\n${GOOD}`);
		expect(roles(block(submission))).toMatchObject({ 4: "example", 5: "data" });
		expect(codes(submission).filter(([code]) => code === "rows.example")).toHaveLength(1);
	});

	test.each(["示例农业大学", "示例甲", "样例村合作社", "例行检测中心", "示例（阳江）科技有限公司", "如东刀剪有限公司", "按摩器材有限公司"])(
		"a name that begins like an example is data: %s",
		(name) => {
			expect(roles(block(only(`${AT_4}\n1 | ${name} | 91441702XXXX00019W | 江城区 | 1200 | 60`)))[4]).toBe("data");
		},
	);

	// mess.md 19
	test("a row of units below the header belongs to it", () => {
		const b = block(only(`${AT_4}\n | | | | （元） | 千元\n${GOOD}`));
		expect(roles(b)).toMatchObject({ 4: "header", 5: "data" });
		expect(b.columns.map(({ field, unit }) => [field, unit])).toEqual([
			["ent_name", undefined],
			["uscc", undefined],
			["region", undefined],
			["revenue", "元"],
			["rd", "千元"],
		]);
	});

	// mess.md 18
	test("a part of something is told by its own name below a parent of another", () => {
		const b = block(
			only(
				`${HEAD}\n企业名称 | 统一社会信用代码 | 县(市、区) | 收入情况（万元） | | 人员\n | | | 营业收入 | 其中：研发投入 | 其中职工总数\n甲 | 91441702XXXX00019W | 江城区 | 1 | 1 | 1`,
				{
					merges: ["A3:A4", "B3:B4", "C3:C4", "D3:E3"],
				},
			),
		);
		expect(columns(b)).toMatchObject({ revenue: "D4", rd: "E4", staff: "F4" });
		expect(b.unknownColumns).toEqual([]);
	});

	// mess.md 23
	test.each([
		"审核人签字： | | | （公章）",
		"制表：林某某 | | 审核：陈某某",
		" | | | | （盖章）",
		" | | | | 2019年7月3日",
		"填报单位（公章）： | | 日期：",
		"其中：规上 | | | | 1200 |",
		"平均 | | | | 1200 | 60",
	])("a closing line is no data: %s", (line) => {
		expect(roles(block(only(`${AT_4}\n${GOOD}\n${line}`)))).toMatchObject({ 4: "data", 5: "note" });
	});

	test("a footer does not swallow a row of data, nor a remark in a row make it a footer", () => {
		const b = block(
			only(`${TABLE} | 联系人
1 | 甲 | 91441702XXXX00019W | 江城区 | 1200 | 60 | 联系人：张三
填表人：李四 | | | | |
2 | 乙 | 91441704XXXX00027L | 江城区 | 1 | 1 |
 | 附：说明材料 | | | | |`),
		);
		expect(roles(b)).toMatchObject({ 4: "data", 5: "note", 6: "data", 7: "note" });
	});

	test("the header repeated on a new page, with its title, belongs to one table", () => {
		const submission = only(`${TABLE}
1 | 甲 | 91441702XXXX00019W | 江城区 | 1200 | 60
江城区2019年上半年高新技术企业名录
序号 | 企业名称 | 统一社会信用代码 | 县(市、区) | 营业收入 | 研发费用
甲 | 乙 | 丙 | 丁 | 1 | 2
2 | 乙 | 91441704XXXX00027L | 江城区 | 1 | 1`);
		expect(submission.blocks.length).toBe(1);
		expect(roles(block(submission))).toEqual({ 1: "header", 2: "header", 3: "header", 4: "data", 5: "header", 6: "header", 7: "header", 8: "data" });
	});

	test("a row of small numbers among the data is data", () => {
		expect(
			roles(block(only(`${TABLE}\n1 | 2 | 3 | 4 | 5 | 6\n1 | 甲 | 91441702XXXX00019W | 江城区 | 1200 | 60\n1 | 2 | 3 | 4 | 5 | 6`))),
		).toMatchObject({
			4: "header",
			5: "data",
			6: "data",
		});
	});

	test("merged cells stand for every row of their range, in their own column only", () => {
		const b = block(
			only(
				`${TABLE}
1 | 甲 | 91441702XXXX00019W | 江城区 | 1200 | 60
2 | 乙 | 91441704XXXX00027L | | 800 |
3 | 丙 | 91441721XXXX000353 | | 700 | 5
4 | 丁 | 91441781XXXX00043T | | 600 | 5`,
				{ merges: ["D4:D6", "E5:F5"] },
			),
		);
		expect(values(b, 4).region).toEqual(["江城区", "D4", true]);
		expect(values(b, 5)).toMatchObject({ region: ["江城区", "D4", true], revenue: [800, "E5", false] });
		expect(values(b, 5).rd).toBeUndefined();
		expect(values(b, 6).region).toEqual(["江城区", "D4", true]);
		expect(values(b, 7).region).toBeUndefined();
	});

	test("hidden rows and columns are data, and told", () => {
		const submission = only(
			`${TABLE}
1 | 甲 | 91441702XXXX00019W | 江城区 | 1200 | 60
2 | 乙 | 91441704XXXX00027L | 江城区 | 800 | 5
3 | 丙 | 91441721XXXX000353 | 江城区 | 700 | 5`,
			{ hiddenRows: [5, 6], hiddenColumns: ["A", "E"] },
		);
		expect(roles(block(submission))).toMatchObject({ 5: "data", 6: "data" });
		expect(submission.findings).toMatchObject([{ code: "rows.hidden", severity: "info", params: { rows: "5:6, E:E" } }]);
	});

	test("a formula without a result counts as filled, blanks as nothing", () => {
		const b = block(only(`${TABLE}\n1 | 甲 | 91441702XXXX00019W | 江城区 | = | '  `));
		expect(Object.keys(values(b, 4))).toEqual(["ent_name", "uscc", "region", "revenue"]);
	});

	test("every row of the sheet stands once, in order", () => {
		const drawing = `${TABLE}\n1 | 甲 | 91441702XXXX00019W | 江城区 | 1200 | 60\n\n 合计 | | | | 1200 | 60\n | | | | | | 旁注\n填表人：李四`;
		const sheet = textSheet("江城", drawing);
		const { blocks } = theOnly(recognised(textGrid(sheet)));
		expect(blocks.flatMap(({ rows }) => rows.map(({ number }) => number))).toEqual([...sheet.rows].map(({ number }) => number));
	});
});

/** As offices write it (forms.md: a nil report is said, never guessed). */
const NIL_WORDS = [
	...["本期无此项业务，零报告", "无，零报告", "0报告", "“零报告”", "本期无业务发生，零报告", "此表为零报告", "无数据填报", "零申报", "空表"],
	...["本单位本期无高新技术企业", "无高新技术企业", " | 本辖区无高新技术企业，零报告", "备注：本期无数据，零报告", "是否零报告：是"],
];

describe("nil reports", () => {
	const TABLE = `${HEAD}
序号 | 企业名称 | 统一社会信用代码 | 县(市、区) | 营业收入 | 研发费用`;

	test.each([
		"本期无数据",
		"零报告",
		"☑零报告",
		"零报告：是",
		"本期无",
		"无此项",
		" | 无",
		"（本期无数据）",
		"零报告 | 是",
		" | 本期零报告 ",
		...NIL_WORDS,
	])("%s", (line) => {
		const submission = only(`${TABLE}\n${line}\n填表人：李四`);
		expect(submission.nil).toBe(true);
		expect(submission.findings).toEqual([]);
		expect(roles(block(submission))[4]).toBe("note");
	});

	test("said above the table", () => {
		expect(only(`${HEAD}\n☑零报告\n企业名称 | 统一社会信用代码 | 县(市、区) | 营业收入 | 研发费用`).nil).toBe(true);
	});

	test("said without a table", () => {
		const submission = only("江城区2019年上半年高新技术企业名录\n表号：试统01\n本期无数据");
		expect(submission).toMatchObject({ nil: true, findings: [], form: { id: "试统01" } });
		expect(roles(block(submission))).toEqual({ 1: "header", 2: "header", 3: "note" });
	});

	test("in the title, in a letter without a table, and merged across from the running number", () => {
		expect(only(`${HEAD}（零报告）\n企业名称 | 统一社会信用代码 | 县(市、区) | 营业收入 | 研发费用`).nil).toBe(true);
		expect(only("关于江城区2019年上半年高新技术企业名录的零报告\n本区本期无高新技术企业，特此报告。").nil).toBe(true);
		expect(only(`${TABLE}\n本期无此项业务，零报告`, { merges: ["A4:F4"] })).toMatchObject({ nil: true, findings: [] });
	});

	test.each(["□零报告", "零报告：否", "是否零报告：否", "1 | | | | |", "1", "无数据的单位请填零报告"])("empty is not nil: %s", (line) => {
		const submission = only(`${TABLE}\n${line}`);
		expect(submission.nil).toBe(false);
		expect(codes(submission)).toContainEqual(["table.empty", "hard", "B3", null]);
	});

	test("a name that begins with 无 is a row, not a word for nothing", () => {
		const submission = only(`${TABLE}\n | 无锡某某机械有限公司`);
		expect(submission.nil).toBe(false);
		expect(roles(block(submission))[4]).toBe("data");
	});

	test("a statement beside rows is no nil report", () => {
		const submission = only(`${TABLE}\n1 | 甲 | 91441702XXXX00019W | 江城区 | 1200 | 60\n零报告：是`);
		expect(submission.nil).toBe(false);
	});
});

describe("whatever stands in a sheet", () => {
	const word = fc.constantFrom(
		...[
			"",
			"",
			"合计",
			"小计",
			"甲",
			"1",
			"2019年",
			"2019年上半年",
			"填表人：李四",
			"说明：略",
			"零报告",
			"无",
			"企业名称",
			"统一社会信用代码",
			"县(市、区)",
			"序号",
		],
		...[
			"营业收入（元）",
			"研发费用",
			"表号：试统01",
			"报告期",
			"填报单位：江城区",
			"示例",
			"91441702XXXX00019W",
			"=",
			"#REF!",
			"'  ",
			"(".repeat(300),
			"1.".repeat(300),
		],
	);
	const anything = fc.array(fc.array(fc.oneof(word, fc.string({ unit: "grapheme", maxLength: 12 })), { minLength: 1, maxLength: 7 }), {
		maxLength: 14,
	});

	test("no row of a recognised sheet is lost or told twice, and nothing is thrown", () => {
		const header = ["企业名称", "统一社会信用代码", "县(市、区)", "营业收入", "研发费用"];
		let balanced = 0;
		fc.assert(
			fc.property(anything, anything, fc.boolean(), (above, below, merged) => {
				const drawing = [["江城区2019年上半年"], ...above, header, ...below];
				const row = above.length + 3;
				const sheet = textSheet("江城", drawing, { merges: merged ? [`A${row}:B${row + 2}`] : [] });
				const { submissions, refusals } = recognised(textGrid(sheet));
				const told = submissions.flatMap(({ blocks }) => blocks).flatMap(({ rows }) => rows.map(({ number }) => number));
				expect(submissions.length + refusals.length).toBeGreaterThan(0);
				if (refusals.length > 0) return;
				balanced++;
				expect(told.sort((a, b) => a - b)).toEqual([...sheet.rows].map(({ number }) => number));
			}),
			{ numRuns: 300 },
		);
		expect(balanced).toBeGreaterThan(50);
	});
});

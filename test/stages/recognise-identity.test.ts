import { describe, expect, test } from "vitest";
import { period } from "../../src/model/period.ts";
import type { Hints } from "../../src/model/submission.ts";
import { recognised, theOnly, unitNamedIn } from "../support/small-catalogue.ts";
import { textGrid, textSheet } from "../support/text-grid.ts";

const BODY = `
序号 | 企业名称 | 统一社会信用代码 | 县(市、区) | 营业收入（万元） | 研发费用（万元）
1 | 阳江甲刀剪有限公司 | 91441702XXXX00019W | 江城区 | 1200.5 | 60`;
const PLATFORMS = `
企业名称 | 统一社会信用代码 | 平台名称 | 级别
阳江甲刀剪有限公司 | 91441702XXXX00019W | 阳江市刀剪工程中心 | 市级`;

/** What a sheet with these lines above its table is taken for. */
function taken(head: string, hints: Partial<Hints> = {}, body = BODY, tab = "Sheet1") {
	return recognised(textGrid(textSheet(tab, head + body)), hints);
}
const identity = (head: string, hints: Partial<Hints> = {}, body = BODY, tab?: string) => {
	const { form, period: p, unit } = theOnly(taken(head, hints, body, tab));
	return [form.id, p.code, unit.code];
};
const refusal = (head: string, hints: Partial<Hints> = {}, body = BODY) => {
	const { submissions, refusals } = taken(head, hints, body);
	expect(submissions).toEqual([]);
	return refusals[0]?.refusal;
};

describe("which form", () => {
	test.each(["表号：试统01", "表　　号：试统01", "表 号 | 试统01表", "试统01", "试统01表", "表号：统1表", "（试统－01）", "表号：试统０１"])(
		"%s",
		(line) => {
			const [submission] = taken(`江城区2019年上半年企业情况\n${line}`).submissions;
			expect(submission?.form.id).toBe("试统01");
			expect(submission?.evidence.find(({ of }) => of === "form")).toMatchObject({ from: "form-number" });
		},
	);

	test("by its header where no number stands", () => {
		const submission = theOnly(taken("江城区2019年上半年情况"));
		expect(submission.form.id).toBe("试统01");
		expect(submission.evidence[0]).toMatchObject({ of: "form", from: "header" });
	});

	test("a form number that stands over another form's header is refused, naming both", () => {
		expect(refusal("表号：试统03\n江城区2019年上半年")).toMatchObject({ code: "form.disagrees", params: { number: "试统03", header: "试统01" } });
	});

	test("headers that two forms share are told apart by title, then by file name, else refused", () => {
		// Half of what either form asks, nothing that only one of them has.
		const shared = "\n企业名称 | 统一社会信用代码 \n甲公司 | 91441702XXXX00019W";
		expect(refusal("江城区2019年第二季度", {}, shared)?.code).toBe("form.ambiguous");
		expect(identity("江城区2019年第二季度科技创新平台名录", {}, shared)).toEqual(["试统03", "2019Q2", "441702-00"]);
		expect(identity("江城区2019年第二季度", { fileName: "科技创新平台名录.xlsx" }, shared)).toEqual(["试统03", "2019Q2", "441702-00"]);
	});

	test("a sheet that is no form is refused by name", () => {
		const { refusals } = recognised(textGrid(textSheet("通讯录", "姓名 | 手机\n张三 | 13800000000")));
		expect(refusals).toEqual([{ sheet: "通讯录", refusal: { code: "form.unknown", params: { sheet: "通讯录" } } }]);
	});

	test("a file name of another form is told, and the sheet wins", () => {
		const submission = theOnly(taken("表号：试统01\n江城区2019年上半年", { fileName: "科技创新平台名录.xlsx" }));
		expect(submission.form.id).toBe("试统01");
		expect(submission.findings).toMatchObject([{ code: "name.sheet-differs", severity: "info", params: { of: "form", name: "科技创新平台名录" } }]);
	});
});

describe("which period", () => {
	test.each([
		["填报单位：江城区 | 报告期：2019年上半年", "2019H1"],
		["填报单位：江城区　　报告期：2019年1-6月　　计量单位：万元", "2019H1"],
		["填报单位： | 江城区 | 报告期： | 2019年 | 上半年", "2019H1"],
		["填报单位：江城区 | 报告期：2018年度", "2018"],
		["江城区二〇一九年上半年高新技术企业名录", "2019H1"],
		["江城区高新技术企业名录（截至2019年6月底）", "2019H1"],
		["江城区2019年高新技术企业名录\n报告期：上半年", "2019H1"],
		["江城区2019年高新技术企业名录\n填报日期：2020年1月3日", "2019"],
	])("%s", (head, code) => {
		expect(identity(head)).toEqual(["试统01", code, "441702-00"]);
	});

	test("a quarter may be written as its months", () => {
		expect(identity("江城区 \n报告期：2019年4—6月", {}, PLATFORMS)[1]).toBe("2019Q2");
		expect(identity("江城区科技创新平台（截至2019年6月30日）", {}, PLATFORMS)[1]).toBe("2019Q2");
	});

	test("a half-year is no quarter, and the refusal names what is wanted", () => {
		for (const head of ["江城区\n报告期：2019年上半年", "江城区2019年上半年科技创新平台名录"]) {
			expect(refusal(head, { fileName: "2019年第二季度.xlsx" }, PLATFORMS)).toMatchObject({
				code: "period.kind",
				params: { found: "2019年上半年", wanted: "quarter" },
			});
		}
		expect(refusal("江城区\n报告期：2019年1-5月")?.code).toBe("period.kind");
	});

	test("a title's bare year is made exact by the file name", () => {
		expect(identity("江城区2019年科技创新平台名录", { fileName: "2019年二季度.xlsx" }, PLATFORMS)[1]).toBe("2019Q2");
		expect(refusal("江城区2019年科技创新平台名录", { fileName: "2018年二季度.xlsx" }, PLATFORMS)?.code).toBe("period.kind");
	});

	test("two periods on one sheet are refused", () => {
		expect(refusal("江城区2018年下半年高新技术企业名录\n报告期：2019年上半年")).toMatchObject({ code: "period.disagrees" });
		expect(refusal("江城区\n报告期：2019年上半年 | 统计时间：2018年度")?.code).toBe("period.disagrees");
	});

	test("from the file name, with what it says of copies and days passed over", () => {
		expect(identity("江城区高新技术企业", { fileName: "江城区+2019年上半年+高新技术企业(1)(最终版)2019.7.3.xlsx" })[1]).toBe("2019H1");
	});

	test("the sheet wins against the file name, and it is told", () => {
		const submission = theOnly(taken("江城区\n报告期：2019年上半年", { fileName: "2018年上半年.xlsx" }));
		expect(submission.period.code).toBe("2019H1");
		expect(submission.findings).toMatchObject([{ code: "name.sheet-differs", cell: "A2", value: "2018年上半年", expected: "2019年上半年" }]);
	});

	test("an option fills in what the sheet leaves out, wins against the name, and is refused against the sheet", () => {
		const option = { period: period("2019H1") };
		expect(identity("江城区", option)[1]).toBe("2019H1");
		expect(identity("江城区", { ...option, fileName: "2018年上半年.xlsx" })[1]).toBe("2019H1");
		expect(refusal("江城区2018年下半年", option)).toMatchObject({ code: "period.disagrees", params: { sheet: "2018年下半年", option: "2019H1" } });
		expect(identity("江城区\n报告期：2019年第二季度", option, PLATFORMS)[1]).toBe("2019Q2");
	});

	test("nothing tells", () => {
		expect(refusal("江城区高新技术企业名录")).toEqual({ code: "period.unknown", params: { sheet: "Sheet1" } });
	});

	test("from the tab where nothing else tells", () => {
		expect(identity("江城区2019年科技创新平台名录", {}, PLATFORMS, "第二季度")[1]).toBe("2019Q2");
	});
});

describe("which unit", () => {
	test.each([
		["填报单位（盖章）：江城区科工信局", "441702-00"],
		["填报单位(公章): 阳江市江城区工业和信息化局", "441702-00"],
		["填报单位 | 阳春市科技局", "441781-00"],
		["填报单位：阳江市海陵岛经济开发试验区", "441700-71"],
		["填报单位：阳江高新区经济发展局", "441700-72"],
		["填报单位：阳江市科学技术局", "441700-00"],
		["单位：阳东县", "441704-00"],
		["填报单位：市直", "441700-00"],
	])("%s", (line, code) => {
		expect(identity(`2019年上半年高新技术企业名录\n${line}`)).toEqual(["试统01", "2019H1", code]);
	});

	test("from the title, the file name and the folder, in this order", () => {
		expect(identity("阳东区2019年上半年高新技术企业名录")[2]).toBe("441704-00");
		expect(identity("2019年上半年", { fileName: "附件1：高新技术企业名录(阳西).xls" })[2]).toBe("441721-00");
		expect(identity("2019年上半年", { folderUnit: unitNamedIn("441721-00") })[2]).toBe("441721-00");
	});

	test("the 高新 of 高新技术企业 is never the zone", () => {
		expect(refusal("2019年上半年高新技术企业名录", { fileName: "高新技术企业2019上半年.xlsx" })?.code).toBe("unit.unknown");
		expect(identity("阳江高新区2019年上半年高新技术企业名录")[2]).toBe("441700-72");
		expect(identity("高新区2019年上半年")[2]).toBe("441700-72");
	});

	test("市级 in a title is a level, not the city", () => {
		expect(refusal("2019年上半年市级高新技术企业名录", { fileName: "市级项目.xlsx" })?.code).toBe("unit.unknown");
		expect(identity("2019年上半年", { fileName: "市直+高企.xlsx" })[2]).toBe("441700-00");
	});

	test("the bureau that issues the form is no second office", () => {
		expect(identity("阳江市科学技术局2019年上半年高新技术企业名录\n制定机关：阳江市科学技术局\n填报单位：江城区")[2]).toBe("441702-00");
	});

	test("against the folder, or title against 填报单位, is refused", () => {
		const folder = { folderUnit: unitNamedIn("441704-00") };
		expect(refusal("填报单位：江城区\n2019年上半年", folder)).toEqual({
			code: "unit.disagrees",
			params: { name: "Sheet1", sheet: "江城区", folder: "阳东区" },
		});
		expect(refusal("2019年上半年", { ...folder, fileName: "江城区.xlsx" })?.code).toBe("unit.disagrees");
		expect(refusal("阳西县2019年上半年\n填报单位：江城区")).toEqual({
			code: "unit.disagrees",
			params: { name: "Sheet1", sheet: "江城区", other: "阳西县" },
		});
	});

	test("a 填报单位 that is none of the units is refused by what it says", () => {
		expect(refusal("填报单位：湛江市科技局\n2019年上半年", { folderUnit: unitNamedIn("441704-00") })).toMatchObject({
			code: "unit.unknown",
			params: { text: "湛江市科技局" },
		});
	});

	test("a file name of another unit is told, and the sheet wins", () => {
		const submission = theOnly(taken("填报单位：江城区\n2019年上半年", { fileName: "阳东区.xlsx" }));
		expect(submission.unit.code).toBe("441702-00");
		expect(submission.findings).toMatchObject([{ code: "name.sheet-differs", cell: "A1", params: { of: "unit", name: "阳东区", sheet: "江城区" } }]);
	});

	test("the city's own form from a county is refused", () => {
		const targets = "\n目标名称 | 区域 | 下限\n高企新增 | 江城区 | 5";
		expect(refusal("江城区2019年", {}, targets)).toEqual({ code: "unit.not-owed", params: { form: "试综01", unit: "江城区" } });
		expect(identity("市本级2019年", {}, targets)).toEqual(["试综01", "2019", "441700-00"]);
	});
});

describe("which batch", () => {
	const REVIEWS = "\n申报编号 | 项目名称 | 平均得分\nYJ001 | 刀剪项目 | 88";
	const batch = (head: string, hints: Partial<Hints> = {}) => theOnly(taken(head, hints, REVIEWS)).batch;

	test("in one way, however it is written", () => {
		expect(batch("江城区2019年上半年\n批次：2019年第一批")).toBe("第一批");
		expect(batch("江城区2019年上半年第1批项目")).toBe("第一批");
		expect(batch("江城区2019年上半年", { fileName: "项目评审（第二批）.xlsx" })).toBe("第二批");
		expect(batch("江城区2019年上半年第12批")).toBe("第十二批");
		expect(batch("江城区2019年上半年")).toBe("");
	});

	test("forms without batches have none", () => {
		expect(theOnly(taken("江城区2019年上半年第一批高新技术企业")).batch).toBe("");
	});
});

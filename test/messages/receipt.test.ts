import { expect, test } from "vitest";
import { receiptName, receiptText } from "../../src/messages/receipt.ts";
import { RECEIPT_TEXTS } from "../../src/messages/receipt-texts.ts";
import { CONVERSION_KINDS } from "../../src/model/conversion.ts";
import type { ReportingUnit } from "../../src/model/division.ts";
import { integer, text } from "../../src/model/fields.ts";
import { defineForm, defineTable } from "../../src/model/form.ts";
import { period } from "../../src/model/period.ts";
import type { CheckedSubmission } from "../../src/model/submission.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";

const table = defineTable({ rollUp: "snapshot", key: ["name"], fields: { name: text("名称", { en: "Name" }), n: integer("数", { en: "Number" }) } });
const form = defineForm({ id: "测01", slug: "probe", title: { zh: "测试表", en: "Probe" }, periods: ["year"], tables: [table] });
const unit = YANGJIANG_UNITS.find(({ code }) => code === "441702-00") as ReportingUnit;

function submission(status: CheckedSubmission["status"], findings: CheckedSubmission["findings"] = []): CheckedSubmission {
	const recognised = { form, period: period("2019"), unit, batch: "", nil: false, blocks: [], evidence: [], signatures: {}, findings: [] };
	const ledger = { seen: 6, loaded: 2, rejected: 1, duplicate: 0, total: 1, note: 1, header: 1 };
	return { recognised, status, findings, groups: [], ledger, conversions: [], rows: [] };
}

const wrong = { code: "value.required", severity: "hard", sheet: "表", cell: "B7", field: "n", header: "数", value: null, expected: null } as const;

test("a receipt counts the rows and says what to do, in both languages", () => {
	const outcome = { status: "returned", refusals: [], submissions: [submission("returned", [wrong])] } as const;
	const said = receiptText("报表.xlsx", outcome, "zh-CN");
	expect(said).toMatch(/文件：报表\.xlsx/);
	expect(said).toMatch(/共读到6行＝合格数据2＋有误数据1＋重复0＋合计1＋文字说明1＋标题和表头1/);
	expect(said).toMatch(/强制性（1处，必须修改）：\r\n {2}1\. 《表》B7/);
	expect(said).toMatch(/本次报送的数据均未采用/);
	expect(receiptText("r.xlsx", outcome, "en")).toMatch(/Mandatory \(1, must be corrected\):[\s\S]*Nothing of this file was used/);
});

test("a file of which some reports were accepted is not told that nothing was used", () => {
	const said = receiptText(
		"报表.xlsx",
		{ status: "returned", refusals: [], submissions: [submission("accepted"), submission("returned", [wrong])] },
		"zh-CN",
	);
	expect(said).not.toContain("均未采用");
	expect(said).toMatch(/结论：通过[\s\S]*结论：退回修改[\s\S]*结论为“通过”的报表已经采用/);
	const refusal = { code: "form.unknown", params: { sheet: "通讯录" } } as const;
	const beside = receiptText("报表.xlsx", { status: "refused", refusals: [{ refusal }], submissions: [submission("accepted")] }, "zh-CN");
	expect(beside).toMatch(/通讯录[\s\S]*结论：通过[\s\S]*已经采用/);
});

test("the receipt of a file is named after it", () => {
	expect([receiptName("a.xls", "zh-CN"), receiptName("a.xls", "en")]).toEqual(["a.xls.回执.xlsx", "a.xls.receipt.xlsx"]);
});

test("every conversion is told in both languages, each in its own words", () => {
	for (const language of ["zh-CN", "en"] as const) {
		const said = CONVERSION_KINDS.map((kind) => RECEIPT_TEXTS[language].conversions[kind]);
		expect(new Set(said).size).toBe(said.length);
		for (const words of said) expect(/[\u4e00-\u9fff]/.test(words)).toBe(language === "zh-CN");
	}
});

test("an example of cleaning shows the blanks that nobody sees", () => {
	const { example } = RECEIPT_TEXTS["zh-CN"];
	expect(example("B4", "\u3000阳江\u200b\n公司 ", "阳江公司")).toBe("B4“␣阳江␣↵公司␣”→“阳江公司”");
	expect(example("B4", "无", "")).toBe("B4“无”→空");
	expect(RECEIPT_TEXTS.en.example("B4", "无", "")).toBe('B4 "无" → nothing');
});

test("a unit of measure says who named it, and what it was converted to", () => {
	const { unit } = RECEIPT_TEXTS["zh-CN"];
	expect([
		unit({ unit: "元", from: "header", form: "万元" }),
		unit({ unit: "亿元", from: "sheet", form: "万元" }),
		unit({ unit: "人", from: "form", form: "人" }),
	]).toEqual(["元（列表头）→万元", "亿元（计量单位行）→万元", "人"]);
});

test("an unknown heading is proposed with its likeness and the evidence", () => {
	const evidence = { resembles: "研发费用", shared: "研发费", kind: "amount", values: 20, fits: 19 } as const;
	const proposal = {
		sheet: "表",
		cell: "B3",
		header: "研发经费",
		column: "B",
		field: "rd",
		fieldHeader: "研发费用",
		required: true,
		likeness: 85,
		evidence,
	};
	expect(RECEIPT_TEXTS["zh-CN"].proposal(proposal)).toBe("可能是“研发费用”：相似度85%，同有“研发费”，抽看的20个值中有19个符合");
	expect(RECEIPT_TEXTS.en.proposal(proposal)).toContain("85% like");
});

test("a thousand mistakes are written out in part and counted in whole", () => {
	const findings = Array.from({ length: 1000 }, (_, at) => ({ ...wrong, cell: `B${at + 7}` }));
	const said = receiptText("报表.xlsx", { status: "returned", refusals: [], submissions: [submission("returned", findings)] }, "zh-CN");
	expect(said).toContain("强制性（1000处，必须修改）");
	expect(said).toContain("另有800处");
	expect(said.split("\r\n").length).toBeLessThan(220);
});

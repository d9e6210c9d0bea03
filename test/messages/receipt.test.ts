import { expect, test } from "vitest";
import { receiptText } from "../../src/messages/receipt.ts";
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
	return { recognised, status, findings, ledger, conversions: [], rows: [] };
}

const wrong = { code: "value.required", severity: "hard", sheet: "表", cell: "B7", field: "n", header: "数", value: null, expected: null } as const;

test("a receipt counts the rows and says what to do, in both languages", () => {
	const outcome = { status: "returned", refusals: [], submissions: [submission("returned", [wrong])] } as const;
	const said = receiptText("报表.xlsx", outcome, "zh-CN");
	expect(said).toMatch(/文件：报表\.xlsx/);
	expect(said).toMatch(/共读到6行＝合格数据2＋有误数据1＋重复0＋合计1＋文字说明1＋标题和表头1/);
	expect(said).toMatch(/必须修改（1处）：\r\n {2}1\. 《表》B7/);
	expect(said).toMatch(/本次报送的数据均未采用/);
	expect(receiptText("r.xlsx", outcome, "en")).toMatch(/To be corrected \(1\):[\s\S]*Nothing of this file was used/);
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

test("a thousand mistakes are written out in part and counted in whole", () => {
	const findings = Array.from({ length: 1000 }, (_, at) => ({ ...wrong, cell: `B${at + 7}` }));
	const said = receiptText("报表.xlsx", { status: "returned", refusals: [], submissions: [submission("returned", findings)] }, "zh-CN");
	expect(said).toContain("必须修改（1000处）");
	expect(said).toContain("另有800处");
	expect(said.split("\r\n").length).toBeLessThan(220);
});

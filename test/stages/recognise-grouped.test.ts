import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Form } from "../../src/model/form.ts";
import { indexOf } from "../../src/stages/recognise/catalogue-index.ts";
import { assign, headerColumn } from "../../src/stages/recognise/columns.ts";

/** Headings under merged parents as offices draw them (mess.md 15, 18), on the real forms: a part of a name stands above, the rest below. */

const folder = path.join(import.meta.dirname, "../../src/forms");
const forms = await Promise.all(
	readdirSync(folder)
		.filter((name) => /^[tz]\d\d-.*\.ts$/.test(name))
		.map(async (name) => ((await import(path.join(folder, name))) as { default: Form }).default),
);
const index = indexOf({ forms, units: [] });

/** Field that each heading path is given among the columns of a form's first table; null where none is. */
function fieldsOf(formId: string, paths: readonly (readonly string[])[]): (string | null)[] {
	const at = index.tables.findIndex(({ form }) => form.id === formId);
	const table = index.tables[at]?.table;
	if (!table) throw new Error(formId);
	const columns = paths.map((headings, column) => headerColumn(column + 1, headings, { row: 4, column: column + 1 }, index));
	const { mapped } = assign(columns, at, table);
	return columns.map(({ column }) => mapped.find((mapping) => mapping.column === column)?.field ?? null);
}

describe("headings whose name is parted between parent and leaf", () => {
	test.each<[string, (readonly [parent: string, leaf: string, field: string])[]]>([
		[
			"阳科统01",
			[
				["收入情况(万元)", "营业收入", "revenue"],
				["收入情况(万元)", "其中:高品收入", "ht_income"],
				["人员(人)", "其中:科技人员", "sci_staff"],
			],
		],
		[
			"阳科统02",
			[
				["上年度经营情况(万元)", "营业收入", "rev_prev"],
				["上年度经营情况(万元)", "研发费用", "rd_prev"],
			],
		],
		[
			"阳科统03",
			[
				["认定情况", "年份", "year"],
				["认定情况", "日期", "recognised_on"],
				["认定情况", "部门", "recognised_by"],
				["研发情况", "人员(人)", "rd_staff"],
			],
		],
		[
			"阳科统04",
			[
				["在孵企业数(家)", "期末数", "tenants"],
				["在孵企业数(家)", "其中:当期新入孵", "tenants_new"],
				["累计毕业企业数(家)", "小计", "grads_cum"],
				["累计毕业企业数(家)", "其中:当期毕业", "grads_new"],
			],
		],
		[
			"阳科统06",
			[
				["拟起止年月", "起", "start_month"],
				["拟起止年月", "止", "end_month"],
				["评审情况", "日期", "reviewed_on"],
				["评审情况", "结论", "conclusion"],
			],
		],
		[
			"阳科统07",
			[
				["延期情况", "次数", "extensions"],
				["延期情况", "申请日期", "ext_applied_on"],
				["延期情况", "批准日期", "ext_approved_on"],
				["验收情况", "日期", "accepted_on"],
				["验收情况", "结论", "conclusion"],
			],
		],
		[
			"阳科统09",
			[
				["活动时间", "开始", "start_date"],
				["活动时间", "结束", "end_date"],
			],
		],
	])("%s", (form, columns) => {
		expect(
			fieldsOf(
				form,
				columns.map(([parent, leaf]) => [parent, leaf]),
			),
		).toEqual(columns.map(([, , field]) => field));
	});

	test("what stands under last year is never this year's", () => {
		expect(
			fieldsOf("阳科统01", [
				["上年度", "营业收入"],
				["上年同期", "研发费用"],
			]),
		).toEqual([null, null]);
		expect(
			fieldsOf("阳科统01", [
				["本年", "营业收入"],
				["上年", "营业收入"],
			]),
		).toEqual(["revenue", null]);
	});

	test("two leaves of one name are told apart by their parents", () => {
		expect(
			fieldsOf("阳科统05", [
				["评审", "日期"],
				["认定", "日期"],
				["受理", "日期"],
			]),
		).toEqual(["reviewed_on", "recognised_on", "accepted_on"]);
	});
});

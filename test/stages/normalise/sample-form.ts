import { anyOf, code, date, decimal, integer, oneOf, percent, region, text, yesNo } from "../../../src/model/fields.ts";
import { defineForm, defineTable } from "../../../src/model/form.ts";

const say = (zh: string) => ({ zh, en: zh });
const texts = (rule: string) => ({ code: rule, states: say(rule), remedy: say(rule) });

/** A form with a field of most types and a rule of each kind, for tests alone. */
export const sampleForm = defineForm({
	id: "阳科统99",
	slug: "sample",
	title: say("样表"),
	periods: ["half-year"],
	tables: [
		defineTable({
			id: "A",
			rollUp: "snapshot",
			key: ["uscc"],
			fields: {
				ent_name: text("企业名称", { en: "Enterprise", max: 20, required: true, matchByName: true }),
				uscc: code("统一社会信用代码", { en: "Code", scheme: "uscc", required: true }),
				region: region("县(市、区)", { en: "County", required: true }),
				issue_date: date("发证日期", { en: "Issued", required: true }),
				employees: integer("从业人员", { en: "Employees", unit: "人", required: true, max: 100_000 }),
				visitors: integer("参观人数", { en: "Visitors", unit: "人", qualifier: "visitors_q" }),
				visitors_q: oneOf("人数口径", { 准确: "exact", 约: "about", 以上: "at-least" }, { en: "Exactness" }),
				revenue: decimal("营业收入", { en: "Revenue", unit: "万元", required: true }),
				rd_exp: decimal("研发费用", { en: "R&D", unit: "万元" }),
				score: decimal("得分", { en: "Score", unit: "分", max: 100 }),
				ratio: percent("占比", { en: "Share" }),
				above_scale: yesNo("是否规上", { en: "Above scale" }),
				partners: anyOf("合作地", { 广州: "guangzhou", 深圳: "shenzhen" }, { en: "Partners" }),
				cert: text("证书号", { en: "Certificate" }),
				remarks: text("备注", { en: "Remarks" }),
			},
			rules: (rule) => [
				rule.row({
					...texts("99-H1"),
					reads: ["rd_exp", "revenue"],
					at: "rd_exp",
					test: ({ rd_exp, revenue }) => rd_exp <= revenue || { expected: revenue, difference: rd_exp - revenue },
				}),
				rule.row({
					...texts("99-S1"),
					reads: ["employees"],
					mayBeBlank: ["ratio"],
					at: "ratio",
					test: ({ employees, ratio }) => employees < 500 || ratio !== null,
				}),
				rule.row({ ...texts("99-H2"), reads: ["issue_date"], at: "issue_date", test: ({ issue_date }, { cutoff }) => issue_date <= cutoff }),
				rule.unique({ ...texts("99-H3"), fields: ["cert"] }),
			],
		}),
		defineTable({
			id: "B",
			rollUp: "snapshot",
			key: ["item"],
			fields: { item: text("指标", { en: "Item", required: true }), amount: integer("本期数", { en: "Amount", required: true }) },
			rules: (rule) => [
				rule.table({
					...texts("99-H4"),
					reads: ["item", "amount"],
					alsoReads: { A: ["uscc"] },
					at: "amount",
					test: (rows, _, { A = [] }) => rows.filter(({ values }) => values.amount !== A.length).map(({ row }) => ({ row, expected: A.length })),
				}),
			],
		}),
	],
});

const [a, b] = sampleForm.tables;
if (!a || !b) throw new Error("the sample form has two tables");
export const tableA = a;
export const tableB = b;

/** Cells of a row that keeps every rule of table A. */
export const goodRow = {
	ent_name: "阳江示例刀剪有限公司",
	uscc: "91441704XXXX00027L",
	region: "阳东区",
	issue_date: "2018.11.28",
	employees: 120,
	revenue: 3000,
	rd_exp: 150,
};

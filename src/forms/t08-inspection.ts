import { code, date, dateOrMonth, integer, list, oneOf, year, yesNo } from "../model/fields.ts";
import { and, eq, type Filter, gte, isIn, lte } from "../model/filter.ts";
import { defineForm, defineTable } from "../model/form.ts";
import type { Indicator } from "../model/indicator.ts";
import { instructions } from "../model/notes.ts";
import type { Bilingual } from "../model/text.ts";
import { PROJECTS_SINCE } from "../reference/eras.ts";
import { enterpriseColumns, remarks } from "../reference/shared-columns.ts";
import { heldByAnother } from "../reference/shared-rules.ts";

/** The funds that the audit looked back at (the bureau's work report: 2014–2016). */
const LOOK_BACK_YEARS = [2014, 2016] as const;
/** Rows of the audit look-back of the city's own special fund of these years, any status. */
const lookBack = and(
	eq("check_type", "审计回头看"),
	eq("fund_class", "市本级科技专项资金"),
	gte("fund_year_from", LOOK_BACK_YEARS[0]),
	lte("fund_year_to", LOOK_BACK_YEARS[1]),
);
/** Nothing is left to rectify and the report is in. */
const settled = and(isIn("rectification", ["整改完毕", "无需整改"]), eq("report_in", true));

const checks = defineTable({
	rollUp: "accumulate",
	key: ["check_batch", "uscc"],
	fields: {
		check_batch: code("检查批次", { en: "Batch of inspection", scheme: "free", required: true, synonyms: ["批次", "检查批号", "检查批次号"] }),
		...enterpriseColumns(),
		check_type: oneOf(
			"检查类型",
			{
				审计回头看: { slug: "look-back", synonyms: ["审计“回头看”", "回头看", "审计整改回头看"] },
				财务检查: { slug: "financial", synonyms: ["财务专项检查", "财务现场检查"] },
				日常监督: { slug: "routine", synonyms: ["日常监督检查", "日常检查"] },
				绩效评价: { slug: "performance", synonyms: ["绩效检查", "绩效评估"] },
			},
			{ en: "Type of inspection", required: true, synonyms: ["检查类别", "监督检查类型"] },
		),
		fund_class: oneOf(
			"资金类别",
			{
				市本级科技专项资金: { slug: "city-special", synonyms: ["市本级专项资金", "市本级科技专项"] },
				市级科技三项经费: { slug: "city-three-items", synonyms: ["科技三项经费", "市科技三项经费", "三项经费"] },
				省科技专项资金: { slug: "provincial-special", synonyms: ["省级科技专项资金", "省专项资金", "省科技专项"] },
			},
			{ en: "Class of funds", required: true, synonyms: ["资金类型", "专项资金类别", "经费类别"] },
		),
		fund_year_from: year("资金年度起", {
			en: "Funds, first year",
			happened: true,
			since: PROJECTS_SINCE,
			required: true,
			synonyms: ["资金年度_起", "资金年度起止_起", "资金起始年度", "资金年度(起)"],
		}),
		fund_year_to: year("资金年度止", {
			en: "Funds, last year",
			happened: true,
			since: PROJECTS_SINCE,
			required: true,
			synonyms: ["资金年度_止", "资金年度起止_止", "资金截止年度", "资金年度(止)"],
		}),
		project_nos: list("涉及项目编号", { en: "Project numbers concerned", synonyms: ["项目编号", "涉及项目", "相关项目编号"] }),
		check_mode: oneOf(
			"检查方式",
			{
				现场: { slug: "on-site", synonyms: ["现场检查", "实地", "实地检查"] },
				书面: { slug: "on-paper", synonyms: ["书面检查", "书面审查", "材料审查"] },
			},
			{ en: "How it was inspected", required: true },
		),
		planned_on: dateOrMonth("计划日期", { en: "Planned for", since: PROJECTS_SINCE, synonyms: ["计划检查日期", "计划检查时间", "计划时间"] }),
		checked_on: date("实际日期", {
			en: "Inspected on",
			happened: true,
			since: PROJECTS_SINCE,
			synonyms: ["实际检查日期", "检查日期", "实际检查时间"],
		}),
		problems: integer("发现问题数", { en: "Problems found", unit: "个", required: true, synonyms: ["问题数", "发现问题", "发现问题个数"] }),
		due_on: date("要求整改日期", { en: "Rectification due", since: PROJECTS_SINCE, synonyms: ["整改期限", "要求整改期限", "整改截止日期"] }),
		report_in: yesNo("提交整改报告", {
			en: "Rectification report handed in",
			required: true,
			synonyms: ["是否提交整改报告", "整改报告", "已提交整改报告", "是否提交报告"],
		}),
		report_on: date("提交日期", {
			en: "Report handed in on",
			happened: true,
			since: PROJECTS_SINCE,
			synonyms: ["整改报告提交日期", "报告提交日期", "提交时间"],
		}),
		rectification: oneOf(
			"整改状态",
			{
				未整改: { slug: "not-begun", synonyms: ["尚未整改"] },
				整改中: { slug: "under-way", synonyms: ["正在整改"] },
				整改完毕: { slug: "done", synonyms: ["已整改", "整改完成", "完成整改", "整改到位", "已整改完毕", "已完成整改"] },
				无需整改: { slug: "not-needed", synonyms: ["不需整改", "不需要整改"] },
			},
			{ en: "State of rectification", required: true, synonyms: ["整改情况", "整改进展"] },
		),
		finance_report: yesNo("财务报告已收", {
			en: "Finance report received",
			synonyms: ["财务报告是否已收", "是否收到财务报告", "财务报告", "已收财务报告"],
		}),
		separate_account: yesNo("专账核算", { en: "Separate account kept", synonyms: ["是否专账核算", "专账管理"] }),
		earmarked_use: yesNo("专款专用", { en: "Used as earmarked", synonyms: ["是否专款专用"] }),
		remarks,
	},
	rules: (rule) => [
		rule.row({
			code: "08-H1",
			states: {
				zh: "发现问题数 > 0 时，整改状态不得为“无需整改”",
				en: "where problems found > 0, the state of rectification is not 无需整改 (not needed)",
			},
			remedy: {
				zh: "检查发现了问题就要整改：请按实际进展改填“未整改”“整改中”或“整改完毕”；确实没有问题的，把发现问题数改为 0。",
				en: "Problems were found, so state how far rectification has come; if there were none, enter 0 problems.",
			},
			reads: ["problems", "rectification"],
			at: "rectification",
			test: ({ problems, rectification }) => problems === 0 || rectification !== "无需整改",
		}),
		rule.row({
			code: "08-H2",
			states: { zh: "整改状态为“整改完毕”时，提交整改报告应为“是”", en: "整改完毕 (done) requires that the rectification report has been handed in" },
			remedy: {
				zh: "没有收到整改报告的，整改状态请填“整改中”；报告已经收到的，把“提交整改报告”改为“是”。",
				en: "If the report has not come in, state 整改中 (under way); if it has, answer yes for the report.",
			},
			reads: ["rectification", "report_in"],
			at: "report_in",
			tells: ["expected"],
			test: ({ rectification, report_in }) => rectification !== "整改完毕" || report_in || { expected: "是" },
		}),
		rule.context({
			code: "X7",
			severity: "soft",
			states: { zh: "涉及项目编号都在项目台账（统07）中", en: "every project number stands in the projects (统07)" },
			remedy: {
				zh: "项目台账中没有这个编号：请核对编号；统07 漏报的，请补上后重报统07；往年已验收、不再列入台账的，请书面说明。",
				en: "统07 has no such project: check the number, add the project to 统07, or explain (closed years ago).",
			},
			needs: {
				projects: {
					...{ form: "阳科统07", fields: ["project_no"], whose: "unit", when: "latest" },
					matching: { theirs: "project_no", own: "project_nos" },
				},
			},
			reads: ["project_nos"],
			at: "project_nos",
			test: (rows, _, { projects }) => {
				const listed = new Set(projects.map(({ values }) => values.project_no));
				return rows.flatMap(({ row, values }) => {
					const missing = (values.project_nos ?? []).filter((no) => !listed.has(no));
					return missing.length > 0 ? [{ row, subject: missing.join("、") }] : [];
				});
			},
		}),
		rule.context(heldByAnother("阳科统08")),
	],
});

/** Units that were checked, those of them all of whose rows are settled, and the rate: of some checks, under an id. Units count, not rows. */
function checked(id: string, names: readonly [units: Bilingual, settled: Bilingual, rate: Bilingual], filter: Filter): Indicator[] {
	const [units, rectified, rate] = [`${id}units`, `${id}rectified`, `${id}rectification-rate`];
	const counted = { kind: "counted", area: "inspection", unit: "个", filter } as const;
	return [
		{ ...counted, id: units, name: names[0], measure: { kind: "distinct", fields: ["uscc"] } },
		{ ...counted, id: rectified, name: names[1], measure: { kind: "distinct", fields: ["uscc"], every: settled }, within: units },
		{
			kind: "derived",
			id: rate,
			area: "inspection",
			name: names[2],
			unit: "%",
			places: 1,
			inputs: [{ id: rectified }, { id: units }],
			operation: "percent",
			headline: {},
			within: units,
		},
	];
}

/** 阳科统08: each inspected unit of each batch of inspection, and how far it has rectified what was found. */
export default defineForm({
	id: "阳科统08",
	slug: "inspection",
	title: { zh: "监督检查与整改台账", en: "Inspection and rectification" },
	periods: ["half-year"],
	batched: true,
	notes: instructions(
		[
			{
				zh: "统计范围：报告期内接受科技资金监督检查的项目承担单位，每个单位在每一检查批次填一行；同一单位受多次检查的，分批次填报。",
				en: "Scope: units whose science and technology funds were inspected in the period; one row per unit and batch of inspection.",
			},
			{ zh: "涉及多个项目的，项目编号之间用分号隔开。", en: "Several project numbers in one cell are parted by semicolons." },
			{ zh: "没有发现问题的，发现问题数填 0，不得留空。", en: "Enter 0 where no problem was found; never leave it blank." },
		],
		[checks],
	),
	tables: [checks],
	indicators: [
		...checked(
			"inspection.",
			[
				{
					zh: `审计“回头看”检查项目单位（${LOOK_BACK_YEARS.join("—")}年市本级科技专项资金）`,
					en: `Units in the audit look-back of the city's special fund of ${LOOK_BACK_YEARS.join("–")}`,
				},
				{ zh: "已交报告并完成整改（含无需整改）", en: "Units with their report in and nothing left to rectify" },
				{ zh: "整改完成率", en: "Rectification rate" },
			],
			lookBack,
		),
		...checked(
			"inspection.all.",
			[
				{ zh: "接受监督检查的项目单位（各类检查）", en: "Units inspected, all kinds of inspection" },
				{ zh: "各类检查中已交报告并完成整改（含无需整改）", en: "Of all units inspected, those with their report in and nothing left to rectify" },
				{ zh: "各类检查整改完成率", en: "Rectification rate of all inspections" },
			],
			and(),
		),
		{
			kind: "counted",
			id: "inspection.finance-reports",
			area: "inspection",
			name: { zh: "已收财务报告的项目单位", en: "Units whose finance report was received" },
			unit: "个",
			measure: { kind: "distinct", fields: ["uscc"] },
			filter: eq("finance_report", true),
		},
	],
});

import { code, date, decimal, list, month, oneOf, text } from "../model/fields.ts";
import { and, between, eq, type Filter, lte, monthOf, param } from "../model/filter.ts";
import { defineForm, defineTable } from "../model/form.ts";
import type { CountedIndicator, DerivedIndicator } from "../model/indicator.ts";
import { instructions } from "../model/notes.ts";
import type { ContextBreach } from "../model/rule.ts";
import type { Bilingual } from "../model/text.ts";
import { LONGEST_PROJECT, PROJECTS_SINCE } from "../reference/eras.ts";
import { enterpriseColumns, planLevel, remarks } from "../reference/shared-columns.ts";
import { heldByAnother, sameName } from "../reference/shared-rules.ts";

/** Sums may differ by this much, in 万元, from rounding. */
const ROUNDING = 0.01;

const proposals = defineTable({
	rollUp: "accumulate",
	key: ["proposal_no"],
	fields: {
		proposal_no: code("申报编号", { en: "Proposal number", scheme: "free", required: true, synonyms: ["申报书编号", "项目申报编号", "申请编号"] }),
		project_name: text("项目名称", { en: "Project", max: 200, required: true, synonyms: ["申报项目名称", "课题名称"] }),
		...enterpriseColumns("申报单位", "Applicant"),
		plan_level: planLevel,
		plan_type: oneOf(
			"计划类别",
			{
				市级科技计划项目出库: { slug: "municipal-pool", synonyms: ["市级科技计划项目", "市科技计划项目出库", "市级项目出库"] },
				省科技专项资金: { slug: "provincial-fund", synonyms: ["省级科技专项资金", "省科技专项", "省专项资金"] },
			},
			{ en: "Type of plan", required: true, synonyms: ["项目类别", "计划类型", "资金类别"] },
		),
		topic: text("专题", { en: "Topic", max: 100, synonyms: ["申报专题", "专题名称", "支持专题"] }),
		partners: list("合作单位", { en: "Partners", synonyms: ["参与单位", "联合申报单位", "协作单位"] }),
		leader: text("项目负责人", { en: "Project leader", max: 50, required: true, personal: true, synonyms: ["负责人", "项目负责人姓名"] }),
		applied: decimal("申请财政资金", {
			en: "Fiscal funds applied for",
			unit: "万元",
			required: true,
			synonyms: ["申请财政经费", "申请资金", "申请经费", "申请专项资金"],
		}),
		own_funds: decimal("自筹资金", { en: "Own funds", unit: "万元", required: true, synonyms: ["自筹经费", "自筹", "单位自筹", "企业自筹资金"] }),
		total: decimal("总投入", {
			en: "Total funds",
			unit: "万元",
			required: true,
			synonyms: ["项目总投入", "总投资", "项目总投资", "总经费", "经费合计", "资金合计"],
		}),
		start_month: month("拟起始年月", {
			en: "Planned from",
			since: PROJECTS_SINCE,
			required: true,
			synonyms: ["拟起始时间", "起始年月", "计划起始年月", "拟起止年月_起", "拟起止_起", "起始时间"],
		}),
		end_month: month("拟终止年月", {
			en: "Planned to",
			since: PROJECTS_SINCE,
			term: { from: "start_month", years: LONGEST_PROJECT },
			required: true,
			synonyms: ["拟结束年月", "结束年月", "拟完成时间", "终止年月", "计划终止年月", "拟起止年月_止", "拟起止_止", "终止时间"],
		}),
		reviewed_on: date("评审日期", {
			en: "Reviewed on",
			happened: true,
			since: PROJECTS_SINCE,
			required: true,
			synonyms: ["评审时间", "专家评审日期", "专家评审时间"],
		}),
		review_mode: oneOf(
			"评审方式",
			{
				会议: { slug: "meeting", synonyms: ["会议评审", "会评"] },
				网络: { slug: "online", synonyms: ["网络评审", "网评", "网上评审"] },
				现场: { slug: "on-site", synonyms: ["现场评审", "现场考察"] },
			},
			{ en: "How it was reviewed", synonyms: ["评审形式"] },
		),
		avg_score: decimal("平均得分", { en: "Average score", max: 100, synonyms: ["得分", "评审得分", "专家平均分", "平均分"] }),
		conclusion: oneOf(
			"评审结论",
			{
				拟立项: { slug: "proposed", synonyms: ["是", "立项", "建议立项", "同意立项", "推荐立项", "拟予立项"] },
				不立项: { slug: "rejected", synonyms: ["否", "不予立项", "不建议立项", "不同意立项", "不推荐立项"] },
				待定: { slug: "undecided", synonyms: ["待议", "未定"] },
			},
			{ en: "Conclusion", required: true, synonyms: ["是否立项", "评审结果", "立项意见", "立项情况", "评审意见"] },
		),
		granted: decimal("拟安排资金", {
			en: "Funds to be granted",
			unit: "万元",
			synonyms: ["拟安排经费", "安排资金", "拟资助金额", "拟立项金额", "拟安排财政资金"],
		}),
		doc_no: text("立项文号", { en: "Document number", max: 80, synonyms: ["文号", "立项文件号", "下达文号"] }),
		remarks,
	},
	rules: (rule) => [
		rule.row({
			code: "06-H1",
			states: { zh: "总投入 = 申请财政资金 + 自筹资金（允许相差 0.01 万元）", en: "total funds = fiscal funds applied for + own funds (± 0.01万元)" },
			remedy: {
				zh: "三个数不平衡：请重新相加，并核对单位是否都是万元。",
				en: "The sum does not agree: add up again, and check that all three are in 万元.",
			},
			reads: ["applied", "own_funds", "total"],
			at: "total",
			tells: ["expected", "difference"],
			test: ({ applied, own_funds, total }) => {
				const hundredths = Math.round((total - applied - own_funds) * 100);
				const expected = Math.round((applied + own_funds) * 100) / 100;
				return Math.abs(hundredths) <= ROUNDING * 100 || { expected, difference: hundredths / 100 };
			},
		}),
		rule.row({
			code: "06-H2",
			states: { zh: "拟起始年月 ≤ 拟终止年月", en: "planned from ≤ planned to" },
			remedy: { zh: "请核对起止年月，看是否填反或填错年份。", en: "Check whether the months were exchanged or a year is wrong." },
			reads: ["start_month", "end_month"],
			at: "end_month",
			tells: ["expected"],
			test: ({ start_month, end_month }) => start_month <= end_month || { expected: `≥ ${start_month}` },
		}),
		rule.row({
			code: "06-H3",
			states: { zh: "评审结论为“不立项”时，拟安排资金为空或 0", en: "不立项 (rejected) means that nothing is granted" },
			remedy: {
				zh: "不立项的项目不安排资金：请把拟安排资金清空或填 0；确实安排了资金的，评审结论请填“拟立项”。",
				en: "Clear the funds or enter 0; if funds are granted, the conclusion is 拟立项.",
			},
			reads: ["conclusion", "granted"],
			at: "granted",
			tells: ["expected", "difference"],
			test: ({ conclusion, granted }) => conclusion !== "不立项" || granted === 0 || { expected: 0, difference: granted },
		}),
		rule.row({
			code: "06-S1",
			states: { zh: "拟安排资金 ≤ 申请财政资金", en: "funds to be granted ≤ funds applied for" },
			remedy: {
				zh: "安排的资金一般不多于申请数：请核对两个数及其单位；属实的请书面说明。",
				en: "More is granted than was applied for: check both amounts and their units, or explain.",
			},
			reads: ["granted", "applied"],
			at: "granted",
			tells: ["expected", "difference"],
			test: ({ granted, applied }) => granted <= applied || { expected: `≤ ${applied}`, difference: granted - applied },
		}),
		rule.context({
			code: "X6",
			severity: "soft",
			states: {
				zh: "拟立项且有立项文号的项目，应在同期项目台账（统07）中：承担单位和项目名称相同，财政资助 = 拟安排资金",
				en: "a proposal that is to be approved and has a document number stands in the projects (统07) of the same date: same unit and name, grant = funds to be granted",
			},
			remedy: {
				zh: "统07 中没有这个项目，或金额不同：请核对项目名称、信用代码和金额；统07 漏报的，请补上后重报统07；尚未下达的，请书面说明。",
				en: "统07 has not this project, or another amount: check name, code and amount, add it to 统07, or explain.",
			},
			needs: {
				projects: {
					...{ form: "阳科统07", fields: ["uscc", "project_name", "grant"], whose: "unit", when: "same" },
					matching: { theirs: "uscc", own: "uscc" },
				},
			},
			reads: ["uscc", "project_name", "conclusion", "granted", "doc_no"],
			at: "doc_no",
			tells: ["expected", "difference"],
			test: (rows, _, { projects }) =>
				rows.flatMap(({ row, values }): ContextBreach[] => {
					if (values.conclusion !== "拟立项" || values.doc_no === null) return [];
					const project = projects.find((p) => p.values.uscc === values.uscc && sameName(p.values.project_name, values.project_name));
					if (!project) return [{ row }];
					const grant = Number(project.values.grant);
					if (values.granted === null || Math.round(Math.abs(values.granted - grant) * 100) <= ROUNDING * 100) return [];
					return [{ row, at: "granted", expected: grant, difference: values.granted - grant, against: { row: project, field: "grant" } }];
				}),
		}),
		rule.context(heldByAnother("阳科统06")),
	],
});

/** Reviewed in the period, as far as the statistics reach. */
const reviewed = and(between("reviewed_on", param("periodStart"), param("periodEnd")), lte("reviewed_on", param("cutoff")));
const approved = and(reviewed, eq("conclusion", "拟立项"));

function proposalsCounted(id: string, name: Bilingual, unit: string, filter: Filter, more: Partial<CountedIndicator> = {}): CountedIndicator {
	return { kind: "counted", id, area: "projects", name, unit, measure: { kind: "distinct", fields: ["proposal_no"] }, filter, ...more };
}

/** Share of the reviewed proposals that are proposed for approval, of the period or of a month's reviews. */
function approvalRate(suffix: string, name: Bilingual, more: Partial<DerivedIndicator> = {}): DerivedIndicator {
	return {
		kind: "derived",
		id: `projects.approval-rate${suffix}`,
		area: "projects",
		name,
		unit: "%",
		places: 1,
		inputs: [{ id: `projects.approved${suffix}` }, { id: `projects.reviewed${suffix}` }],
		operation: "percent",
		within: "projects.reviewed",
		...more,
	};
}

const byMonth = Array.from({ length: 12 }, (_, at) => at + 1).flatMap((number) => {
	const inMonth = eq(monthOf("reviewed_on"), number);
	const slug = `month-${String(number).padStart(2, "0")}`;
	return [
		proposalsCounted(
			`projects.reviewed.${slug}`,
			{ zh: `${number}月评审项目`, en: `Projects reviewed in month ${number}` },
			"个",
			and(reviewed, inMonth),
			{ within: "projects.reviewed", detail: true },
		),
		proposalsCounted(
			`projects.approved.${slug}`,
			{ zh: `${number}月评审项目中拟立项`, en: `Of those reviewed in month ${number}, proposed for approval` },
			"项",
			and(approved, inMonth),
			{ within: "projects.approved", detail: true },
		),
		approvalRate(`.${slug}`, { zh: `${number}月评审项目立项率`, en: `Approval rate of the projects reviewed in month ${number}` }, { detail: true }),
	];
});

/** 阳科统06: proposals put before the experts, batch by batch, with their conclusion. */
export default defineForm({
	id: "阳科统06",
	slug: "project_review",
	title: { zh: "科技计划项目评审立项", en: "Project review" },
	periods: ["half-year"],
	batched: true,
	notes: instructions(
		[
			{
				zh: "统计范围：报告期内组织专家评审的市级科技计划项目（出库）和省科技专项资金项目，每项填一行，按评审批次报送。",
				en: "Scope: proposals of both plans that experts reviewed in the period, one row each, filed by batch of review.",
			},
			{
				zh: "金额单位为万元，保留两位小数；没有自筹资金的填 0。不立项的项目，拟安排资金不填或填 0。",
				en: "Amounts are in 万元 with two decimals; enter 0 where there are no own funds. Nothing is granted to a rejected proposal.",
			},
			{ zh: "有多个合作单位的，用顿号隔开。", en: "Several partners are parted by 、." },
		],
		[proposals],
	),
	tables: [proposals],
	indicators: [
		proposalsCounted("projects.reviewed", { zh: "专家评审科技计划项目", en: "Projects reviewed by experts" }, "个", reviewed),
		proposalsCounted("projects.approved", { zh: "拟立项项目", en: "Projects proposed for approval" }, "项", approved, {
			within: "projects.reviewed",
			ranked: true,
		}),
		approvalRate("", { zh: "立项率", en: "Approval rate" }, { headline: {} }),
		...byMonth,
	],
});

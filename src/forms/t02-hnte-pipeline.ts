import { firstBackwards, plusDays } from "../model/calendar.ts";
import { date, decimal, integer, oneOf, percent, text, year } from "../model/fields.ts";
import { and, eq, lte, param } from "../model/filter.ts";
import { defineForm, defineTable } from "../model/form.ts";
import { instructions } from "../model/notes.ts";
import { period } from "../model/period.ts";
import type { ContextBreach } from "../model/rule.ts";
import { HNTE_BATCH_DEADLINES } from "../reference/code-lists.ts";
import { HNTE_SINCE } from "../reference/eras.ts";
import { enterpriseColumns, remarks } from "../reference/shared-columns.ts";
import { heldByAnother } from "../reference/shared-rules.ts";

/** Stages at which the enterprise has handed in its application. */
const SUBMITTED = ["已提交", "已推荐", "省评审", "公示", "已备案", "未通过"];

/** Least share of R&D in the revenue of the year before, in per cent, by revenue in 万元 (高新技术企业认定管理办法, art. 11). */
function leastIntensity(revenue: number): number {
	if (revenue <= 5000) return 5;
	return revenue <= 20_000 ? 4 : 3;
}

/** A visit stands in the bureau's list of activities within so many days. */
const VISIT_DAYS = 7;

const pipeline = defineTable({
	rollUp: "accumulate",
	ongoing: true,
	key: ["uscc", "apply_year"],
	fields: {
		...enterpriseColumns(),
		apply_year: year("申报年度", {
			en: "Year of application",
			since: HNTE_SINCE,
			required: true,
			synonyms: ["申报年份", "拟申报年度", "计划申报年度"],
		}),
		source: oneOf(
			"来源",
			{
				县区摸排: { slug: "screening", synonyms: ["摸排", "县(市、区)摸排", "县级摸排"] },
				省培育库: { slug: "provincial-pool", synonyms: ["省高企培育库", "培育库", "省高新技术企业培育库"] },
				到期重认: { slug: "expiring", synonyms: ["到期重新认定", "到期企业"] },
			},
			{ en: "Source", required: true, synonyms: ["企业来源", "摸排来源", "来源渠道"] },
		),
		apply_type: oneOf(
			"认定类型",
			{
				首次认定: { slug: "first", synonyms: ["首次", "首次申报", "新认定", "新申报"] },
				重新认定: { slug: "renewal", synonyms: ["重认", "重新申报"] },
			},
			{ en: "Type of recognition", required: true, synonyms: ["申报类型", "申请类型", "认定类别"] },
		),
		screen_date: date("摸排日期", { en: "Screened on", happened: true, since: HNTE_SINCE, synonyms: ["摸排时间", "摸底日期", "摸底时间"] }),
		visit_date: date("走访日期", {
			en: "Visited on",
			happened: true,
			since: HNTE_SINCE,
			synonyms: ["调研时间", "走访时间", "调研日期", "走访调研日期", "走访调研时间"],
		}),
		visit_by: oneOf(
			"走访组织",
			{
				市局: { slug: "bureau", synonyms: ["市", "市科技局", "市科学技术局", "阳江市科技局", "阳江市科学技术局", "市级"] },
				县区: { slug: "county", synonyms: ["县", "区", "县级", "县(市、区)", "县区科技部门", "县(区)", "区县"] },
			},
			{ en: "Visit organised by", synonyms: ["走访组织单位", "走访单位", "组织走访单位", "调研组织"] },
		),
		visit_leader: text("带队领导", { en: "Visit led by", max: 50, personal: true, synonyms: ["走访带队领导", "带队人", "带队"] }),
		intent: oneOf(
			"申报意愿",
			{
				今年申报: { slug: "this-year", synonyms: ["本年申报", "今年", "当年申报"] },
				明年培育: { slug: "next-year", synonyms: ["明年申报", "明年", "明年培育申报"] },
				暂不申报: { slug: "not-now", synonyms: ["不申报", "暂不", "无意愿", "暂无意愿"] },
			},
			{ en: "Intent to apply", required: true, synonyms: ["意愿", "企业申报意愿"] },
		),
		batch: oneOf(
			"申报批次",
			{
				第一批: { slug: "first", synonyms: ["1", "一批", "第1批", "第一批次"] },
				第二批: { slug: "second", synonyms: ["2", "二批", "第2批", "第二批次"] },
				第三批: { slug: "third", synonyms: ["3", "三批", "第3批", "第三批次"] },
				未定: { slug: "undecided", synonyms: ["待定", "未确定"] },
			},
			{ en: "Batch", required: true, synonyms: ["批次", "拟申报批次", "计划申报批次"] },
		),
		submit_date: date("企业提交日期", {
			en: "Submitted by the enterprise on",
			happened: true,
			since: HNTE_SINCE,
			synonyms: ["提交日期", "提交时间", "企业提交时间", "网上提交日期"],
		}),
		recommend_date: date("市推荐日期", {
			en: "Recommended by the city on",
			happened: true,
			since: HNTE_SINCE,
			synonyms: ["推荐日期", "推荐时间", "市推荐时间", "市级推荐日期"],
		}),
		stage: oneOf(
			"当前进度",
			{
				摸排: { slug: "screened", synonyms: ["已摸排", "摸底"] },
				走访: { slug: "visited", synonyms: ["已走访"] },
				备料: { slug: "preparing", synonyms: ["准备材料", "材料准备", "材料准备中", "备料中"] },
				已提交: { slug: "submitted", synonyms: ["提交", "企业已提交"] },
				已推荐: { slug: "recommended", synonyms: ["推荐", "市已推荐"] },
				省评审: { slug: "in-review", synonyms: ["省评审中", "省级评审", "评审中"] },
				公示: { slug: "announced", synonyms: ["公示中", "已公示"] },
				已备案: { slug: "recognised", synonyms: ["备案", "已认定", "通过认定"] },
				未通过: { slug: "rejected", synonyms: ["不通过", "评审未通过"] },
				放弃: { slug: "given-up", synonyms: ["已放弃", "放弃申报"] },
			},
			{ en: "Stage", required: true, synonyms: ["进度", "申报进度", "进展", "当前进展", "目前进度"] },
		),
		rev_prev: decimal("上年营业收入", {
			en: "Revenue of the year before",
			unit: "万元",
			carry: "value",
			synonyms: ["上年度营业收入", "上年销售收入", "上年主营业务收入"],
		}),
		rd_prev: decimal("上年研发费用", {
			en: "R&D expenditure of the year before",
			unit: "万元",
			per: "rev_prev",
			carry: "value",
			synonyms: ["上年度研发费用", "上年研发投入", "上年R&D经费"],
		}),
		ip_count: integer("知识产权数", {
			en: "Intellectual property rights",
			unit: "件",
			synonyms: ["知识产权", "知识产权件数", "知识产权数量", "有效知识产权数"],
		}),
		tech_ratio: percent("科技人员占比", {
			en: "Share of science and technology staff",
			max: 1,
			synonyms: ["科技人员比例", "科技人员比重", "科技人员占职工总数比例"],
		}),
		obstacle: text("主要障碍", { en: "Main obstacle", max: 500, synonyms: ["存在困难", "主要困难", "障碍", "存在问题"] }),
		remarks,
	},
	rules: (rule) => [
		rule.unique({
			code: "02-H1",
			states: { zh: "同一企业同一申报年度只填一行", en: "one row per enterprise and year of application" },
			remedy: {
				zh: "同一家企业在同一申报年度填了多行：请合并为一行，填最新进度。",
				en: "Merge the rows of the enterprise for that year into one, with its latest stage.",
			},
			fields: ["uscc", "apply_year"],
		}),
		rule.row({
			code: "02-H2",
			states: { zh: "摸排日期 ≤ 企业提交日期 ≤ 市推荐日期", en: "screened ≤ submitted ≤ recommended" },
			remedy: {
				zh: "先摸排、再提交、后推荐：请核对日期先后，看是否填错年份或填反。",
				en: "Screening comes before submission, submission before recommendation: check the days.",
			},
			reads: [],
			mayBeBlank: ["screen_date", "submit_date", "recommend_date"],
			at: "submit_date",
			tells: ["expected"],
			test: ({ screen_date, submit_date, recommend_date }) => {
				const wrong = firstBackwards([
					["screen_date", screen_date],
					["submit_date", submit_date],
					["recommend_date", recommend_date],
				]);
				return wrong === null || { at: wrong.name, expected: `≥ ${wrong.notBefore}` };
			},
		}),
		rule.row({
			code: "02-H3",
			states: {
				zh: `当前进度为 ${SUBMITTED.join("、")} 时，企业提交日期必填`,
				en: "from the stage 已提交 (submitted) on, the day of submission is required",
			},
			remedy: {
				zh: "企业已经提交的，请补填企业提交日期；还没有提交的，当前进度请填“摸排”“走访”或“备料”。",
				en: "Enter the day of submission, or, if nothing was submitted yet, an earlier stage.",
			},
			reads: ["stage"],
			mayBeBlank: ["submit_date"],
			at: "submit_date",
			test: ({ stage, submit_date }) => !SUBMITTED.includes(stage) || submit_date !== null,
		}),
		rule.row({
			code: "02-H4",
			states: {
				zh: "企业提交日期 ≤ 所填批次的提交截止日（2019年三批：6月20日、7月15日、8月15日）",
				en: "submitted by the deadline of its batch (2019: June 20, July 15, August 15)",
			},
			remedy: {
				zh: "提交日期晚于所填批次的截止日：请核对日期，或把申报批次改为实际参加的批次。",
				en: "The day is past the deadline of the batch: correct it, or enter the batch that the enterprise really takes part in.",
			},
			reads: ["apply_year", "batch", "submit_date"],
			at: "submit_date",
			tells: ["expected"],
			test: ({ apply_year, batch, submit_date }) => {
				const deadline = HNTE_BATCH_DEADLINES[apply_year]?.[batch]?.submit;
				return deadline === undefined || submit_date <= deadline || { expected: `≤ ${deadline}` };
			},
		}),
		rule.row({
			code: "02-H5",
			states: {
				zh: "市推荐日期 ≤ 所填批次的推荐截止日（2019年三批：7月15日、8月15日、9月10日）",
				en: "recommended by the deadline of its batch (2019: July 15, August 15, September 10)",
			},
			remedy: {
				zh: "推荐日期晚于所填批次的截止日：请核对日期，或把申报批次改为实际参加的批次。",
				en: "The day is past the deadline of the batch: correct it, or enter the batch that the enterprise really takes part in.",
			},
			reads: ["apply_year", "batch", "recommend_date"],
			at: "recommend_date",
			tells: ["expected"],
			test: ({ apply_year, batch, recommend_date }) => {
				const deadline = HNTE_BATCH_DEADLINES[apply_year]?.[batch]?.recommend;
				return deadline === undefined || recommend_date <= deadline || { expected: `≤ ${deadline}` };
			},
		}),
		rule.row({
			code: "02-H6",
			states: { zh: "填了走访日期的，走访组织必填", en: "where there is a day of visit, it is said who organised it" },
			remedy: {
				zh: "请补填走访是“市局”还是“县区”组织的；没有走访的，请把走访日期清空。",
				en: "Say whether the bureau (市局) or the county (县区) organised the visit, or clear the day.",
			},
			reads: ["visit_date"],
			mayBeBlank: ["visit_by"],
			at: "visit_by",
			tells: ["expected"],
			test: ({ visit_by }) => visit_by !== null || { expected: "市局 / 县区" },
		}),
		rule.row({
			code: "02-S1",
			states: { zh: "科技人员占比 ≥ 10%", en: "share of science and technology staff ≥ 10%" },
			remedy: {
				zh: "认定条件要求科技人员占职工总数不低于 10%：请核对比例（35% 请填 35% 或 0.35 并设为百分比格式）；属实的请书面说明。",
				en: "Recognition asks for at least 10%: check the share, or explain.",
			},
			reads: ["tech_ratio"],
			at: "tech_ratio",
			tells: ["expected", "difference"],
			test: ({ tech_ratio }) => tech_ratio >= 0.1 || { expected: "≥ 10%", difference: tech_ratio - 0.1 },
		}),
		rule.row({
			code: "02-S2",
			states: {
				zh: "上年研发费用 ÷ 上年营业收入 ≥ 5%（收入 ≤ 5000万元）、4%（≤ 2亿元）、3%（> 2亿元）",
				en: "R&D ÷ revenue of the year before ≥ 5% (revenue ≤ 5000万元), 4% (≤ 2亿元), 3% (above)",
			},
			remedy: {
				zh: "研发费用占比低于认定条件：请核对两个金额及其单位；属实的请书面说明。",
				en: "The share is below what recognition asks for: check both amounts and their units, or explain.",
			},
			reads: ["rev_prev", "rd_prev"],
			at: "rd_prev",
			tells: ["expected", "difference"],
			test: ({ rev_prev, rd_prev }) => {
				const [spent, earned] = [Math.round(rd_prev * 100), Math.round(rev_prev * 100)];
				const least = leastIntensity(rev_prev);
				if (earned === 0 || spent * 100 >= earned * least) return true;
				const expected = (earned * least) / 10_000;
				return { expected: `≥ ${expected.toFixed(2)}`, difference: rd_prev - expected };
			},
		}),
		rule.context({
			code: "X1",
			severity: "hard",
			states: {
				zh: "当前进度为“已备案”的企业，应在同期的高企名录（统01）中，认定年度 = 申报年度",
				en: "an enterprise at the stage 已备案 (recognised) stands in the roster (统01) of the same date, with that year of recognition",
			},
			remedy: {
				zh: "本单位同期的高企名录中没有这家企业的这一年证书：还没有备案的，请更正当前进度；已经备案的，请在名录中补上并重报统01。",
				en: "The roster has no certificate of that year for it: correct the stage, or add the enterprise to the roster and resubmit 统01.",
			},
			needs: {
				roster: {
					...{ form: "阳科统01", fields: ["uscc", "cert_year"], whose: "unit", when: "same" },
					matching: { theirs: "uscc", own: "uscc" },
				},
			},
			reads: ["uscc", "apply_year", "stage"],
			at: "stage",
			test: (rows, _, { roster }) => {
				const listed = new Map(roster.map((entry) => [entry.values.uscc, entry]));
				return rows.flatMap(({ row, values }): ContextBreach[] => {
					const entry = listed.get(values.uscc);
					if (values.stage !== "已备案" || entry?.values.cert_year === values.apply_year) return [];
					return [{ row, ...(entry ? { against: { row: entry, field: "cert_year" } } : {}) }];
				});
			},
		}),
		rule.context({
			code: "X2",
			severity: "hard",
			states: {
				zh: "认定类型为“重新认定”的企业，应在上期高企名录（统01）中，且有效期在申报年度内到期",
				en: "an enterprise that applies for renewal (重新认定) stands in the roster (统01) of the period before, with a certificate that ends in the year of application",
			},
			remedy: {
				zh: "上期名录中没有这家企业，或者它的证书不在申报年度到期：请核对申报年度和认定类型；证书已失效再申报的，认定类型填“首次认定”。",
				en: "The roster before has it not, or its certificate ends in another year: check year and type; once a certificate has lapsed, the type is 首次认定 (first).",
			},
			needs: {
				roster: {
					...{ form: "阳科统01", fields: ["uscc", "valid_to"], whose: "unit", when: "before" },
					matching: { theirs: "uscc", own: "uscc" },
				},
			},
			reads: ["uscc", "apply_year", "apply_type"],
			at: "apply_type",
			tells: ["expected"],
			test: (rows, _, { roster }) => {
				const listed = new Map(roster.map((entry) => [entry.values.uscc, entry]));
				return rows.flatMap(({ row, values }): ContextBreach[] => {
					if (values.apply_type !== "重新认定") return [];
					const entry = listed.get(values.uscc);
					if (!entry) return [{ row, expected: "首次认定" }];
					const ends = Number(String(entry.values.valid_to).slice(0, 4));
					return ends === values.apply_year ? [] : [{ row, at: "apply_year", expected: ends, against: { row: entry, field: "valid_to" } }];
				});
			},
		}),
		rule.context({
			code: "X3",
			severity: "hard",
			states: {
				zh: "前两年认定、证书申报年度内不到期的企业，不应在该年度申报（2019年：2017、2018年认定的）",
				en: "an enterprise recognised in the two years before, whose certificate does not end in the year of application, does not apply (in 2019: those of 2017 and 2018)",
			},
			remedy: {
				zh: "这家企业的高企证书还有效，今年不能申报：请核对申报年度和申报意愿（明年到期的填“明年培育”，其他填“暂不申报”）；名录中的证书有误的，请更正统01。",
				en: "Its certificate is still valid: check year and intent (明年培育 where it ends next year, else 暂不申报), or correct the certificate in 统01.",
			},
			needs: {
				roster: {
					...{ form: "阳科统01", fields: ["uscc", "cert_year", "valid_to"], whose: "unit", when: "latest" },
					matching: { theirs: "uscc", own: "uscc" },
				},
			},
			reads: ["uscc", "apply_year", "intent", "stage"],
			at: "intent",
			tells: ["expected"],
			test: (rows, _, { roster }) => {
				const listed = new Map(roster.map((entry) => [entry.values.uscc, entry]));
				return rows.flatMap(({ row, values }): ContextBreach[] => {
					const entry = listed.get(values.uscc);
					if (!entry || values.apply_year === null || values.intent !== "今年申报" || values.stage === "放弃") return [];
					const recognised = Number(entry.values.cert_year);
					const recently = recognised < values.apply_year && recognised >= values.apply_year - 2;
					if (!recently || String(entry.values.valid_to) <= `${values.apply_year}-12-31`) return [];
					return [{ row, expected: "明年培育 / 暂不申报", against: { row: entry, field: "valid_to" } }];
				});
			},
		}),
		rule.context({
			code: "X8",
			severity: "soft",
			states: {
				zh: `走访组织为“市局”的，市局活动台账（统09）中前后 ${VISIT_DAYS} 天内应有走访该企业的走访调研`,
				en: `a visit by the bureau (市局) stands in the bureau's activities (统09) as a 走访调研 within ${VISIT_DAYS} days, with the code of the enterprise`,
			},
			remedy: {
				zh: "市局的活动台账中没有这次走访：请核对走访日期和走访组织（县区自己组织的填“县区”）；确由市局走访的，请市局在统09 的走访企业中补上，或书面说明。",
				en: "The bureau's activities know of no such visit: check the day and who organised it (县区 for the county's own), or explain.",
			},
			needs: { activities: { form: "阳科统09", fields: ["type", "start_date", "end_date", "visited"], whose: "city", when: "within" } },
			reads: ["uscc", "visit_date", "visit_by"],
			at: "visit_date",
			test: (rows, _, { activities }, reports) => {
				const visits = activities.filter(({ values }) => values.type === "走访调研" && Array.isArray(values.visited));
				const days = reports.activities.map((report) => period(report.period));
				const covered = (day: string) => days.some(({ start, end }) => start <= day && day <= end);
				return rows.flatMap(({ row, values: { uscc, visit_date, visit_by } }): ContextBreach[] => {
					if (uscc === null || visit_date === null || visit_by !== "市局") return [];
					const [first, last] = [plusDays(visit_date, -VISIT_DAYS), plusDays(visit_date, VISIT_DAYS)];
					// What the bureau has not reported yet may tell of the visit.
					if (![first, visit_date, last].every(covered)) return [];
					const told = visits.some(
						({ values }) =>
							String(values.visited).includes(uscc) && String(values.start_date) <= last && String(values.end_date ?? values.start_date) >= first,
					);
					return told ? [] : [{ row }];
				});
			},
		}),
		rule.context(heldByAnother("阳科统02")),
	],
});

/** 阳科统02: enterprises on their way to recognition, from the screening to the certificate. */
export default defineForm({
	id: "阳科统02",
	slug: "hnte_pipeline",
	title: { zh: "高企培育申报进度", en: "High-tech enterprise pipeline" },
	periods: ["month"],
	notes: instructions(
		[
			{
				zh: "统计范围：摸排发现、列入省培育库或证书到期需重新认定的企业，每家企业每个申报年度填一行，逐月更新。",
				en: "Scope: enterprises found in the screening, in the provincial pool or due for renewal; one row per enterprise and year, updated every month.",
			},
			{
				zh: "走访由市科技局组织（含与县区联合）的，走访组织填“市局”；由县区自行组织的填“县区”。",
				en: "A visit that the bureau organised, also with the county, is 市局; one of the county's own is 县区.",
			},
			{ zh: "金额单位为万元，保留两位小数；比例填百分数，如 12.5%。", en: "Amounts are in 万元 with two decimals; shares are written as 12.5%." },
		],
		[pipeline],
	),
	tables: [pipeline],
	indicators: [
		{
			kind: "counted",
			id: "pipeline.screened",
			area: "hnte",
			name: { zh: "摸排高企培育企业", en: "Enterprises screened" },
			unit: "家",
			measure: { kind: "distinct", fields: ["uscc"] },
			basis: "year-to-date",
			filter: lte("screen_date", param("cutoff")),
		},
		{
			kind: "counted",
			id: "pipeline.visited",
			area: "hnte",
			name: { zh: "市局带队走访企业", en: "Enterprises visited by the bureau" },
			unit: "家",
			measure: { kind: "distinct", fields: ["uscc"] },
			basis: "year-to-date",
			filter: and(eq("visit_by", "市局"), lte("visit_date", param("cutoff"))),
		},
		{
			kind: "counted",
			id: "pipeline.recognised",
			area: "hnte",
			name: { zh: "本年首次认定高新技术企业", en: "Enterprises recognised for the first time this year" },
			unit: "家",
			measure: { kind: "distinct", fields: ["uscc"] },
			basis: "year-to-date",
			filter: and(eq("apply_year", param("year")), eq("apply_type", "首次认定"), eq("stage", "已备案")),
			target: "101",
		},
	],
});

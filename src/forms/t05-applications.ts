import { firstBackwards } from "../model/calendar.ts";
import { code, date, decimal, oneOf, text, year } from "../model/fields.ts";
import { and, blank, eq, type Filter, lte, ne, not, or, param } from "../model/filter.ts";
import { defineForm, defineTable } from "../model/form.ts";
import type { Basis, CountedIndicator } from "../model/indicator.ts";
import { instructions } from "../model/notes.ts";
import { period } from "../model/period.ts";
import type { ContextBreach } from "../model/rule.ts";
import type { Bilingual } from "../model/text.ts";
import { PLATFORMS_SINCE } from "../reference/eras.ts";
import { enterpriseColumns, remarks } from "../reference/shared-columns.ts";
import { heldByAnother, sameName } from "../reference/shared-rules.ts";

const applications = defineTable({
	rollUp: "accumulate",
	ongoing: true,
	numberedBy: "accept_no",
	key: ["uscc", "item", "apply_year"],
	fields: {
		accept_no: code("受理编号", { en: "Acceptance number", scheme: "free", synonyms: ["受理号", "申报编号", "受理编码"] }),
		...enterpriseColumns("申报单位", "Applicant"),
		item: oneOf(
			"申报事项",
			{
				市级工程中心: { slug: "municipal-centre", synonyms: ["市级工程技术研究中心", "市工程中心", "市工程技术研究中心"] },
				省级工程中心: { slug: "provincial-centre", synonyms: ["省级工程技术研究中心", "省工程中心", "省工程技术研究中心"] },
				市级新研机构: { slug: "municipal-rd", synonyms: ["市级新型研发机构", "市新型研发机构", "市新研机构"] },
				省级新研机构: { slug: "provincial-rd", synonyms: ["省级新型研发机构", "省新型研发机构", "省新研机构"] },
				市企业重点实验室: { slug: "municipal-laboratory", synonyms: ["市级企业重点实验室", "市级重点实验室", "市重点实验室"] },
				省企业重点实验室: { slug: "provincial-laboratory", synonyms: ["省级企业重点实验室", "省级重点实验室", "省重点实验室"] },
				孵化器: { slug: "incubator", synonyms: ["科技企业孵化器", "企业孵化器"] },
				众创空间: { slug: "maker-space", synonyms: ["创客空间"] },
				临床医学研究中心: { slug: "clinical-centre", synonyms: ["临床医学中心", "临床研究中心"] },
				市级创新团队: { slug: "innovation-team", synonyms: ["市创新团队", "创新团队"] },
			},
			{ en: "Applied for", required: true, synonyms: ["事项", "申报类别", "申报项目", "申报平台类别"] },
		),
		apply_year: year("申报年度", { en: "Year of application", since: PLATFORMS_SINCE, required: true, synonyms: ["申报年份"] }),
		platform: text("拟建平台名称", {
			en: "Platform to be",
			max: 120,
			required: true,
			matchByName: true,
			synonyms: ["平台名称", "拟建中心名称", "申报平台名称", "拟认定平台名称"],
		}),
		county_recommended_on: date("县级推荐日期", {
			en: "Recommended by the county on",
			happened: true,
			since: PLATFORMS_SINCE,
			synonyms: ["县区推荐日期", "县级推荐时间", "县区推荐时间", "推荐日期"],
		}),
		received_on: date("收到日期", {
			en: "Received on",
			happened: true,
			since: PLATFORMS_SINCE,
			synonyms: ["收件日期", "收到时间", "收到申报材料日期"],
		}),
		accepted_on: date("市受理日期", {
			en: "Accepted by the city on",
			happened: true,
			since: PLATFORMS_SINCE,
			synonyms: ["受理日期", "受理时间", "市级受理日期"],
		}),
		acceptance: oneOf(
			"受理结果",
			{
				受理: { slug: "accepted", synonyms: ["予以受理", "同意受理"] },
				补正: { slug: "to-be-completed", synonyms: ["需补正", "补正材料", "退回补正"] },
				不予受理: { slug: "refused", synonyms: ["不受理"] },
			},
			{ en: "Acceptance", synonyms: ["受理情况", "受理意见"] },
		),
		reviewed_on: date("评审日期", {
			en: "Reviewed on",
			happened: true,
			since: PLATFORMS_SINCE,
			synonyms: ["评审时间", "专家评审日期", "专家评审时间"],
		}),
		score: decimal("评审得分", { en: "Score", places: 1, max: 100, carry: "value", synonyms: ["得分", "评分", "专家评分", "平均得分"] }),
		conclusion: oneOf(
			"评审结论",
			{
				通过: { slug: "passed", synonyms: ["评审通过", "通过评审"] },
				不通过: { slug: "failed", synonyms: ["未通过", "评审不通过"] },
				待评: { slug: "pending", synonyms: ["待评审", "未评审", "尚未评审"] },
			},
			{ en: "Conclusion of the review", synonyms: ["评审结果", "评审意见", "专家评审结论"] },
		),
		inspected_on: date("考察日期", {
			en: "Inspected on",
			happened: true,
			since: PLATFORMS_SINCE,
			synonyms: ["现场考察日期", "考察时间", "现场考察时间"],
		}),
		recognised_on: date("认定日期", { en: "Recognised on", happened: true, since: PLATFORMS_SINCE, synonyms: ["认定时间", "批准日期", "批准时间"] }),
		doc_no: text("认定文号", { en: "Document number", max: 80, synonyms: ["批文号", "批准文号", "文号", "认定文件号"] }),
		status: oneOf(
			"当前状态",
			{
				筹备: { slug: "preparing", synonyms: ["筹备中", "正在筹备", "拟申报"] },
				已申报: { slug: "applied", synonyms: ["申报", "已提交", "已提交申报"] },
				已受理: { slug: "accepted", synonyms: ["受理"] },
				评审通过: { slug: "passed", synonyms: ["通过评审", "已通过评审", "通过专家评审"] },
				未通过: { slug: "failed", synonyms: ["不通过", "评审未通过", "评审不通过"] },
				已认定: { slug: "recognised", synonyms: ["认定", "已批准"] },
				撤回: { slug: "withdrawn", synonyms: ["已撤回", "撤销申报"] },
			},
			{ en: "State", required: true, synonyms: ["进展", "当前进展", "申报进展", "状态", "进度"] },
		),
		remarks,
	},
	rules: (rule) => [
		rule.row({
			code: "05-H1",
			states: {
				zh: "县级推荐日期 ≤ 收到日期 ≤ 市受理日期 ≤ 评审日期 ≤ 考察日期 ≤ 认定日期",
				en: "recommended ≤ received ≤ accepted ≤ reviewed ≤ inspected ≤ recognised",
			},
			remedy: {
				zh: "日期先后颠倒：请核对这一格和前面的日期，看是否填错年月或填串列。",
				en: "The days are out of order: check this one and those before it.",
			},
			reads: [],
			mayBeBlank: ["county_recommended_on", "received_on", "accepted_on", "reviewed_on", "inspected_on", "recognised_on"],
			at: "received_on",
			tells: ["expected"],
			test: (row) => {
				const wrong = firstBackwards([
					["county_recommended_on", row.county_recommended_on],
					["received_on", row.received_on],
					["accepted_on", row.accepted_on],
					["reviewed_on", row.reviewed_on],
					["inspected_on", row.inspected_on],
					["recognised_on", row.recognised_on],
				]);
				return wrong === null || { at: wrong.name, expected: `≥ ${wrong.notBefore}` };
			},
		}),
		rule.row({
			code: "05-H2",
			states: {
				zh: "当前状态为“评审通过”时，评审日期必填，评审结论 =“通过”",
				en: "评审通过 (passed) requires a day of review and the conclusion 通过",
			},
			remedy: {
				zh: "请补填评审日期，评审结论填“通过”；还没有评审的，当前状态请填“已受理”。",
				en: "Enter the day of review and the conclusion 通过, or an earlier state.",
			},
			reads: ["status"],
			mayBeBlank: ["reviewed_on", "conclusion"],
			at: "conclusion",
			tells: ["expected"],
			test: ({ status, reviewed_on, conclusion }) => {
				if (status !== "评审通过") return true;
				if (conclusion !== "通过") return { expected: "通过" };
				return reviewed_on !== null || { at: "reviewed_on" };
			},
		}),
		rule.row({
			code: "05-H3",
			states: { zh: "当前状态为“已认定”时，认定文号必填", en: "已认定 (recognised) requires a document number" },
			remedy: {
				zh: "请补填认定文件的文号，如 阳科字〔2019〕XX号；还没有发文的，当前状态请填“评审通过”。",
				en: "Enter the number of the document; if it was not issued yet, the state is 评审通过.",
			},
			reads: ["status"],
			mayBeBlank: ["doc_no"],
			at: "doc_no",
			test: ({ status, doc_no }) => status !== "已认定" || doc_no !== null,
		}),
		rule.row({
			code: "05-H4",
			states: { zh: "当前状态不是“筹备”的，收到日期必填", en: "from 已申报 (applied) on, the day on which it was received is required" },
			remedy: {
				zh: "已经申报的，请补填收到申报材料的日期；还没有申报的，当前状态请填“筹备”。",
				en: "Enter the day on which the application came in, or the state 筹备 (preparing).",
			},
			reads: ["status"],
			mayBeBlank: ["received_on"],
			at: "received_on",
			test: ({ status, received_on }) => status === "筹备" || received_on !== null,
		}),
		rule.context({
			code: "X5",
			severity: "soft",
			severities: ["hard", "soft"],
			states: {
				zh: "当前状态为“已认定”的，创新平台名录（统03）中应有相同认定文号的平台（认定当期为核实性，以后为强制性）",
				en: "what is 已认定 (recognised) stands in the platforms (统03) with the same document number (to be explained in the quarter of recognition, required from the next one on)",
			},
			remedy: {
				zh: "统03 中没有这个认定文号：请核对文号；统03 漏报的，请补上后重报统03；还没有认定的，请更正当前状态。",
				en: "统03 has no platform with this document number: check it, add the platform to 统03 and resubmit that, or correct the state here.",
			},
			needs: { platforms: { form: "阳科统03", fields: ["doc_no"], whose: "unit", when: "latest" } },
			reads: ["item", "status", "recognised_on", "doc_no"],
			at: "doc_no",
			test: (rows, _, { platforms }, reports) => {
				const list = reports.platforms[0] && period(reports.platforms[0].period);
				return rows.flatMap(({ row, values: { item, status, recognised_on, doc_no } }): ContextBreach[] => {
					// A list from before the recognition cannot have it; teams stand in no list.
					if (!list || status !== "已认定" || item === "市级创新团队" || doc_no === null || (recognised_on ?? "") > list.end) return [];
					if (platforms.some(({ values }) => sameName(values.doc_no, doc_no))) return [];
					return [{ row, severity: recognised_on !== null && recognised_on < list.start ? "hard" : "soft" }];
				});
			},
		}),
		rule.context(heldByAnother("阳科统05")),
	],
});

/** Recognised by the cutoff; a recognition without a day is taken to have happened. */
const recognised = or(lte("recognised_on", param("cutoff")), and(eq("status", "已认定"), blank("recognised_on")));

function applicants(id: string, name: Bilingual, filter: Filter, basis: Basis = "at-date"): CountedIndicator {
	return { kind: "counted", id, area: "applications", name, unit: "家", measure: { kind: "count" }, filter, basis };
}

/** 阳科统05: applications for recognition of platforms and teams, from preparation to the document. */
export default defineForm({
	id: "阳科统05",
	slug: "applications",
	title: { zh: "申报推荐与评审进度", en: "Applications" },
	periods: ["month"],
	notes: instructions(
		[
			{
				zh: "统计范围：辖区内单位筹备或已申报的创新平台、孵化载体和创新团队，每项申报填一行，逐月更新；受理以前按申报单位、申报事项和申报年度辨认，受理以后按受理编号辨认。",
				en: "Scope: platforms, carriers and teams that are being prepared or applied for; one row per application, updated every month; it is told by applicant, item and year until it is accepted, and by its number of acceptance from then on.",
			},
			{
				zh: "收到日期填市科技局收到纸质或网上申报材料的日期；受理编号由市科技局受理时给出，受理以前可不填。",
				en: "Received is the day on which the bureau got the papers; the number of acceptance is given later and may be blank until then.",
			},
			{ zh: "评审得分满分 100 分，保留一位小数。", en: "Scores are out of 100, with one decimal." },
		],
		[applications],
	),
	tables: [applications],
	indicators: [
		applicants(
			"applications.municipal-centre.received",
			{ zh: "收到市级工程中心申报", en: "Applications for municipal engineering centres received" },
			and(eq("item", "市级工程中心"), eq("apply_year", param("year")), lte("received_on", param("cutoff")), ne("status", "筹备")),
			"year-to-date",
		),
		applicants(
			"applications.municipal-rd.reviewed",
			{ zh: "市级新型研发机构通过专家评审（待认定）", en: "Municipal R&D institutions past expert review, not yet recognised" },
			and(eq("item", "市级新研机构"), eq("conclusion", "通过"), lte("reviewed_on", param("cutoff")), not(recognised)),
		),
		applicants(
			"applications.provincial-rd.preparing",
			{ zh: "筹备申报省级新型研发机构", en: "Provincial R&D institutions in preparation" },
			and(eq("item", "省级新研机构"), eq("status", "筹备")),
		),
	],
});

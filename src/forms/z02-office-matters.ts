import { code, date, decimal, oneOf, text, year } from "../model/fields.ts";
import { and, eq, type Filter, param } from "../model/filter.ts";
import { defineForm, defineTable } from "../model/form.ts";
import type { CountedIndicator } from "../model/indicator.ts";
import { instructions } from "../model/notes.ts";
import type { Bilingual } from "../model/text.ts";
import { remarks } from "../reference/shared-columns.ts";

const matters = defineTable({
	rollUp: "accumulate",
	key: ["matter_no"],
	fields: {
		matter_no: code("事项编号", { en: "Matter number", scheme: "free", required: true, synonyms: ["编号"] }),
		name: text("事项名称", { en: "Matter", required: true, matchByName: true, synonyms: ["名称", "文件名称", "事项"] }),
		alias: text("曾用/简称", {
			en: "Former or short title",
			matchByName: true,
			synonyms: ["曾用名", "简称", "曾用名/简称", "曾用名称", "别名", "又名"],
		}),
		category: oneOf(
			"类别",
			{
				政策: { slug: "policy", synonyms: ["政策类"] },
				协议: { slug: "agreement", synonyms: ["协议类"] },
				会议: { slug: "meeting", synonyms: ["会议类"] },
				党建: { slug: "party", synonyms: ["党建类", "党风廉政"] },
				机构改革: { slug: "reform", synonyms: ["机构改革类"] },
				统计调查: { slug: "survey", synonyms: ["统计调查类"] },
				表彰: { slug: "award", synonyms: ["表彰类"] },
			},
			{ en: "Category", required: true },
		),
		matter_type: oneOf(
			"事项类型",
			{
				政策文件: { slug: "policy-document", synonyms: ["政策性文件", "规范性文件"] },
				协议: { slug: "agreement", synonyms: ["协议签署", "合作协议"] },
				谈话提醒: { slug: "talk", synonyms: ["提醒谈话"] },
				民主生活会: { slug: "democratic-life-meeting", synonyms: ["专题民主生活会"] },
				党风廉政会议: { slug: "integrity-meeting", synonyms: ["党风廉政建设会议", "廉政会议"] },
				责任书: { slug: "commitment", synonyms: ["签订责任书", "党风廉政建设责任书"] },
				支部换届: { slug: "branch-election", synonyms: ["支部换届选举", "党支部换届"] },
				机构改革: { slug: "reform", synonyms: [] },
				统计调查: { slug: "survey", synonyms: ["科技统计调查"] },
				表彰推荐: { slug: "award-recommendation", synonyms: ["推荐表彰"] },
			},
			{ en: "Type", required: true, synonyms: ["类型"] },
		),
		year: year("所属年度", { en: "Year it belongs to", required: true, synonyms: ["年度", "归属年度"] }),
		level: oneOf(
			"层级",
			{ 省: { slug: "provincial", synonyms: ["省级"] }, 市: { slug: "municipal", synonyms: ["市级"] } },
			{ en: "Level", synonyms: ["级别"] },
		),
		action: oneOf(
			"动作",
			{
				新制定: { slug: "new", synonyms: ["制定", "新制订", "制订"] },
				修订: { slug: "revised", synonyms: ["修改", "重新修订"] },
				转发: { slug: "forwarded", synonyms: ["转发文件"] },
				贯彻落实: { slug: "carried-out", synonyms: ["贯彻", "落实"] },
			},
			{ en: "Action", synonyms: ["工作方式"] },
		),
		status: oneOf(
			"状态",
			{
				起草: { slug: "drafting", synonyms: ["起草中"] },
				征求意见: { slug: "consultation", synonyms: ["征求意见中", "公开征求意见"] },
				法制审核: { slug: "legal-review", synonyms: ["法制审核中", "法制审查", "合法性审核"] },
				送审: { slug: "submitted", synonyms: ["已送审", "报送审批"] },
				印发: { slug: "issued", synonyms: ["已印发", "出台", "已出台"] },
				已签署: { slug: "signed", synonyms: ["签署", "已签订"] },
				已上报: { slug: "reported", synonyms: ["上报"] },
				已推荐: { slug: "recommended", synonyms: ["推荐"] },
				已完成: { slug: "completed", synonyms: ["完成"] },
				进行中: { slug: "under-way", synonyms: ["正在进行"] },
			},
			{ en: "State", required: true, synonyms: ["当前状态", "办理状态", "进展"] },
		),
		status_on: date("状态日期", { en: "In this state since", happened: true, synonyms: ["日期", "状态时间"] }),
		document_no: code("文号", { en: "Document number", scheme: "free", max: 60, synonyms: ["文件号", "发文字号"] }),
		section: text("科室", { en: "Section", max: 60, synonyms: ["责任科室", "承办科室"] }),
		quantity: decimal("数量", { en: "Quantity", synonyms: ["数值"] }),
		quantity_name: text("数量名称", { en: "What is counted", max: 60, synonyms: ["数量含义"] }),
		quantity_unit: text("单位", { en: "Unit of the quantity", max: 20, synonyms: ["数量单位", "计量单位"] }),
		counterpart: text("对象", { en: "Counterpart or addressee", matchByName: true, synonyms: ["涉及对象", "对方单位"] }),
		remarks,
	},
	rules: (rule) => [
		rule.row({
			code: "Z2-H1",
			states: { zh: "类别为“政策”的，层级必填（省或市）", en: "a policy (政策) says whether it is the province's (省) or the city's (市)" },
			remedy: {
				zh: "请补填层级：省里出台的填“省”，市里制定的填“市”；只有市级政策计入本市文件数。",
				en: "Enter 省 or 市: only the city's own documents are counted.",
			},
			reads: ["category"],
			mayBeBlank: ["level"],
			at: "level",
			test: ({ category, level }) => category !== "政策" || level !== null,
		}),
	],
});

const ofTheYear = eq("year", param("year"));
const cityPolicy = and(ofTheYear, eq("category", "政策"), eq("matter_type", "政策文件"), eq("level", "市"));

const documents: CountedIndicator = {
	kind: "counted",
	id: "policy.documents",
	area: "policy",
	name: { zh: "市级政策文件", en: "City policy documents" },
	unit: "份",
	measure: { kind: "distinct-by-alias", name: "name", alias: "alias", order: "matter_no" },
	filter: cityPolicy,
	basis: "year-to-date",
};

/** City policy documents that have come just so far. */
const documentsAt = (slug: string, status: string, name: Bilingual): CountedIndicator => ({
	...documents,
	id: `${documents.id}.${slug}`,
	name,
	filter: and(cityPolicy, eq("status", status)),
	within: documents.id,
});

const summed = (id: string, name: Bilingual, unit: string, filter: Filter): CountedIndicator => ({
	kind: "counted",
	id,
	area: "party",
	name,
	unit,
	measure: { kind: "sum", field: "quantity" },
	filter,
	basis: "year-to-date",
});

/** 阳科综02: policy documents and the bureau's own matters, kept by the city bureau. */
export default defineForm({
	id: "阳科综02",
	slug: "office_matters",
	title: { zh: "政策文件与机关事项", en: "Policy documents and office matters" },
	periods: ["half-year"],
	batched: true,
	owedBy: "city",
	notes: instructions(
		[
			{
				zh: "统计范围：报告期内市局起草、印发、签署的政策文件和协议，以及党建、会议、机构改革、统计调查、表彰等机关事项，一事一行。",
				en: "Scope: policy documents and agreements that the bureau drafted, issued or signed in the period, and its own matters; one row each.",
			},
			{
				zh: "同一文件先后用过不同名称的，在“曾用/简称”中写明另一名称，统计时只计一份。",
				en: "A document under two titles counts once: write the other one into 曾用/简称.",
			},
			{
				zh: "所属年度填事项本身的年度：年初召开的上年度民主生活会填上年。",
				en: "The year is the matter's own: last year's meeting held in January belongs to last year.",
			},
			{ zh: "状态日期不确定的可不填。", en: "The day of the state may be blank." },
		],
		[matters],
	),
	tables: [matters],
	indicators: [
		documents,
		documentsAt("issued", "印发", { zh: "已印发", en: "Issued" }),
		documentsAt("submitted", "送审", { zh: "已送审", en: "Sent for approval" }),
		documentsAt("legal-review", "法制审核", { zh: "法制审核", en: "In legal review" }),
		documentsAt("consultation", "征求意见", { zh: "征求意见", en: "Soliciting opinion" }),
		documentsAt("drafting", "起草", { zh: "起草", en: "Being drafted" }),
		{
			kind: "counted",
			id: "finance.agreements",
			area: "finance",
			name: { zh: "已签署协议", en: "Agreements signed" },
			unit: "份",
			measure: { kind: "count" },
			filter: and(ofTheYear, eq("category", "协议"), eq("status", "已签署")),
			basis: "year-to-date",
		},
		summed(
			"party.talks",
			{ zh: "谈话提醒", en: "Talks and reminders" },
			"人次",
			and(ofTheYear, eq("matter_type", "谈话提醒"), eq("quantity_unit", "人次")),
		),
		summed(
			"party.meeting-problems",
			{ zh: "上年度民主生活会查摆整改问题", en: "Problems to rectify from last year's democratic-life meeting" },
			"个",
			and(eq("year", param("previousYear")), eq("matter_type", "民主生活会"), eq("quantity_name", "整改问题")),
		),
	],
});

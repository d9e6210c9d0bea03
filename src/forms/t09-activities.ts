import { anyOf, date, integer, list, oneOf, region, text } from "../model/fields.ts";
import { and, between, eq, type Filter, holds, isBureau, lte, monthOf, ne, not, param } from "../model/filter.ts";
import { defineForm, defineTable } from "../model/form.ts";
import type { Area, CountedIndicator } from "../model/indicator.ts";
import { instructions } from "../model/notes.ts";
import type { Bilingual } from "../model/text.ts";
import { remarks } from "../reference/shared-columns.ts";

const TYPES = {
	科普大篷车进校园: { slug: "science-van", synonyms: ["科普大篷车", "大篷车进校园", "科普大蓬车进校园"] },
	科技下乡: { slug: "to-countryside", synonyms: ["科技下乡活动", "科技三下乡"] },
	培训班: { slug: "training", synonyms: ["培训", "业务培训", "培训会"] },
	宣讲: { slug: "talk", synonyms: ["宣讲会", "政策宣讲"] },
	走访调研: { slug: "visit", synonyms: ["走访", "走访企业", "企业走访", "调研走访"] },
	座谈会: { slug: "round-table", synonyms: ["座谈"] },
	考察学习: { slug: "study-visit", synonyms: ["外出考察", "考察", "学习考察", "考察交流"] },
	上级调研: { slug: "superior-visit", synonyms: ["上级部门调研", "上级来访调研", "上级领导调研"] },
} as const;

/** 约110人 and 60多家 keep their qualifier here, and only here. */
const QUALIFIERS = {
	准确: { slug: "exact", synonyms: ["准确数", "精确"] },
	约: { slug: "about", synonyms: ["约数", "大约", "左右"] },
	以上: { slug: "at-least", synonyms: ["多", "余", "超过"] },
} as const;

const activities = defineTable({
	rollUp: "accumulate",
	key: ["host", "start_date", "name"],
	fields: {
		name: text("活动名称", { en: "Activity", required: true, matchByName: true, synonyms: ["名称", "活动内容", "活动"] }),
		type: oneOf("类型", TYPES, { en: "Type", required: true, synonyms: ["活动类型", "活动类别", "类别"] }),
		campaign: oneOf(
			"专项活动",
			{
				全国科技活动周: { slug: "science-week", synonyms: ["科技活动周", "科技周"] },
				全国科普日: { slug: "science-day", synonyms: ["科普日"] },
				无: { slug: "none", synonyms: ["否"] },
			},
			{ en: "Campaign", synonyms: ["所属专项活动", "专项"] },
		),
		theme: text("主题", { en: "Theme", synonyms: ["活动主题"] }),
		start_date: date("开始日期", { en: "First day", happened: true, required: true, synonyms: ["活动日期", "开始时间", "举办日期", "活动时间"] }),
		end_date: date("结束日期", { en: "Last day", happened: true, synonyms: ["结束时间", "截止日期"] }),
		place: text("地点", { en: "Place", required: true, synonyms: ["活动地点", "举办地点"] }),
		region: region("县区", { en: "County", required: true, synonyms: ["县(市、区)", "所属县区", "属地", "辖区", "地区", "所在地"] }),
		host: text("主办单位", { en: "Host", required: true, matchByName: true, max: 100, synonyms: ["主办", "举办单位", "组织单位"] }),
		co_hosts: list("联合单位", { en: "Joint hosts", synonyms: ["协办单位", "联合主办单位", "联办单位"] }),
		ent_n: integer("参加企业数", {
			en: "Enterprises taking part",
			unit: "家",
			qualifier: "ent_q",
			synonyms: ["企业数", "参加企业", "参会企业数", "参训企业数", "参与企业数"],
		}),
		ent_q: oneOf("企业数口径", QUALIFIERS, { en: "Enterprises: exact, about or at least", synonyms: ["参加企业数口径"] }),
		ppl_n: integer("参加人数", {
			en: "People taking part",
			unit: "人",
			qualifier: "ppl_q",
			synonyms: ["人数", "参训人数", "参会人数", "参与人数", "受众人数"],
		}),
		ppl_q: oneOf("人数口径", QUALIFIERS, { en: "People: exact, about or at least", synonyms: ["参加人数口径"] }),
		visited: list("走访企业名称及代码", {
			en: "Enterprises visited, with their codes",
			synonyms: ["走访企业", "走访企业名称", "走访企业名称和代码"],
		}),
		leader: text("授课专家/带队领导", {
			en: "Lecturer or leader",
			personal: true,
			synonyms: ["授课专家", "带队领导", "授课专家或带队领导", "授课专家、带队领导"],
		}),
		mode: oneOf(
			"形式",
			{ 线上: { slug: "online", synonyms: ["网络"] }, 线下: { slug: "on-site", synonyms: ["现场"] } },
			{ en: "Online or on site", synonyms: ["活动形式", "举办形式"] },
		),
		business: anyOf(
			"关联业务",
			{
				高企: { slug: "hnte", synonyms: ["高新技术企业", "高企培育", "高企申报"] },
				加计扣除: { slug: "super-deduction", synonyms: ["研发费用加计扣除", "税前加计扣除", "研发费用税前加计扣除"] },
				财务: { slug: "finance", synonyms: ["财务管理", "项目财务"] },
				平台: { slug: "platforms", synonyms: ["创新平台", "平台建设", "实验室"] },
				科普: { slug: "popular-science", synonyms: ["科学普及"] },
				升级: { slug: "upgrade", synonyms: ["高新区升级", "以升促建"] },
			},
			{ en: "Related business", synonyms: ["业务", "相关业务", "所属业务"] },
		),
		remarks,
	},
	rules: (rule) => [
		rule.row({
			code: "09-H1",
			states: { zh: "开始日期 ≤ 结束日期", en: "first day ≤ last day" },
			remedy: {
				zh: "请核对两个日期，是否填反或年月填错；一天的活动，结束日期可不填。",
				en: "Check both dates; a one-day activity needs no last day.",
			},
			reads: ["start_date", "end_date"],
			at: "end_date",
			tells: ["expected"],
			test: ({ start_date, end_date }) => start_date <= end_date || { expected: `≥ ${start_date}` },
		}),
		rule.row({
			code: "09-H2",
			states: { zh: "开始日期和结束日期都在报告期内", en: "first and last day lie within the reporting period" },
			remedy: {
				zh: "本表按月填报，只填本月的活动：请核对日期；其他月份的活动请填到那个月的表里，跨月的按月分行填报。",
				en: "The form is monthly: correct the date, or put the activity into the form of its own month (one row per month if it runs over the end of one).",
			},
			reads: ["start_date"],
			mayBeBlank: ["end_date"],
			at: "start_date",
			tells: ["expected"],
			test: ({ start_date, end_date }, { period }) => {
				const outside = (day: string) => day < period.start || day > period.end;
				if (outside(start_date)) return { expected: `${period.start}～${period.end}` };
				return end_date === null || !outside(end_date) || { at: "end_date", expected: `${period.start}～${period.end}` };
			},
		}),
		rule.row({
			code: "09-H3",
			states: { zh: "类型为“培训班”时，参加人数必填", en: "a training class (培训班) states how many people took part" },
			remedy: {
				zh: "请补填参加人数；只知道大约数的，可填“约110人”或“100多人”。",
				en: "Enter the attendance; 约110 (about) and 100多 (more than) are allowed here.",
			},
			reads: ["type"],
			mayBeBlank: ["ppl_n"],
			at: "ppl_n",
			test: ({ type, ppl_n }) => type !== "培训班" || ppl_n !== null,
		}),
		rule.row({
			code: "09-H4",
			states: {
				zh: "填了参加企业数的，企业数口径必填（准确、约、以上）",
				en: "where enterprises are counted, the count is said to be exact, about or at least",
			},
			remedy: { zh: "请在企业数口径中选填“准确”“约”或“以上”。", en: "Choose 准确 (exact), 约 (about) or 以上 (at least)." },
			reads: ["ent_n"],
			mayBeBlank: ["ent_q"],
			at: "ent_q",
			test: ({ ent_q }) => ent_q !== null,
		}),
		rule.row({
			code: "09-S1",
			explain: "confirm",
			states: { zh: "参加人数 ≥ 参加企业数", en: "people taking part ≥ enterprises taking part" },
			remedy: {
				zh: "每家企业一般至少来一人：请核对两个数是否填反；确实如此的，请书面说明。",
				en: "Each enterprise usually sends at least one person: check whether the two numbers were exchanged, else explain.",
			},
			reads: ["ent_n", "ppl_n"],
			at: "ppl_n",
			tells: ["expected", "difference"],
			test: ({ ent_n, ppl_n }) => ppl_n >= ent_n || { expected: `≥ ${ent_n}`, difference: ppl_n - ent_n },
		}),
	],
});

const inPeriod = and(between("start_date", param("periodStart"), param("periodEnd")), lte("start_date", param("cutoff")));
const byBureau = isBureau("host");
/** The national science week is held in May: what an office marks so in another month is no part of it. */
const inScienceWeek = and(eq("campaign", "全国科技活动周"), eq(monthOf("start_date"), 5));

/** An activity that two offices report (the host and the county where it took place) is one: the bureau is written in many ways, so it is told by day and name. */
function held(id: string, area: Area, name: Bilingual, unit: string, ...conditions: Filter[]): CountedIndicator {
	return {
		kind: "counted",
		id,
		area,
		name,
		unit,
		measure: { kind: "distinct", fields: ["start_date", "name"] },
		filter: and(inPeriod, ...conditions),
	};
}

/** Sum over the bureau's HNTE classes; where two offices report one class, the more exact report counts. */
function attendance(id: string, name: Bilingual, unit: string, field: string, qualifier: string): CountedIndicator {
	return {
		kind: "counted",
		id,
		area: "outreach",
		name,
		unit,
		measure: {
			kind: "sum",
			field,
			qualifier,
			once: { key: ["start_date", "name"], highest: { field: qualifier, order: ["准确", "约", "以上"] } },
		},
		filter: and(inPeriod, eq("type", "培训班"), holds("business", "高企"), byBureau),
		within: "outreach.training",
	};
}

/** Activities that others than the bureau held, a superior's visits left out: counted beside the city's figures. */
const others: CountedIndicator = {
	kind: "counted",
	id: "outreach.by-units",
	area: "outreach",
	name: { zh: "各单位主办的活动（另计）", en: "Activities held by the reporting units (counted apart)" },
	unit: "次",
	measure: { kind: "distinct", fields: ["host", "start_date", "name"] },
	filter: and(inPeriod, not(byBureau), ne("type", "上级调研")),
};

const othersByType: CountedIndicator[] = Object.entries(TYPES)
	.filter(([type]) => type !== "上级调研")
	.map(([type, { slug }]) => ({
		...others,
		id: `${others.id}.${slug}`,
		name: { zh: `各单位主办：${type}`, en: `Held by the reporting units: ${slug}` },
		filter: and(others.filter, eq("type", type)),
		within: others.id,
		detail: true,
	}));

/** 阳科统09: publicity, training and visits, month by month. The only form where 约110人 and 60多家 keep their qualifier. */
export default defineForm({
	id: "阳科统09",
	slug: "activities",
	title: { zh: "宣传培训走访活动台账", en: "Outreach, training and visits" },
	periods: ["month"],
	owes: "each",
	notes: instructions(
		[
			{
				zh: "统计范围：本月由市科技局或各县（市、区）主办的科普宣传、培训、走访、考察等活动，以及接待的上级调研，一次活动填一行。",
				en: "Scope: outreach, training, visits and study tours held in the month by the bureau or the units, and visits of superior authorities; one row each.",
			},
			{
				zh: "只知道大约数的，可填“约110人”“60多家”，口径列随之为“约”“以上”；直接填数字的，口径为“准确”。",
				en: "Approximate numbers may be written 约110 or 60多; a bare number is taken as exact.",
			},
			{
				zh: "在市外举办的活动（如考察学习），县区填本单位；走访企业请写明企业名称和统一社会信用代码，多家用顿号隔开。",
				en: "For activities outside the city, enter your own unit as county. Name the enterprises visited with their codes.",
			},
			{ zh: "关联多项业务的，用顿号隔开。", en: "Several kinds of related business are parted by 、." },
		],
		[activities],
	),
	tables: [activities],
	indicators: [
		held(
			"outreach.science-van",
			"outreach",
			{ zh: "科技活动周科普大篷车进校园", en: "Science van visits to schools in the science week" },
			"次",
			eq("type", "科普大篷车进校园"),
			inScienceWeek,
			byBureau,
		),
		held(
			"outreach.to-countryside",
			"outreach",
			{ zh: "科技活动周科技下乡", en: "Science to the countryside in the science week" },
			"次",
			eq("type", "科技下乡"),
			inScienceWeek,
			byBureau,
		),
		held("outreach.training", "outreach", { zh: "举办培训班", en: "Training classes" }, "期", eq("type", "培训班"), byBureau),
		attendance("outreach.hnte-class.enterprises", { zh: "高企申报培训班参加企业", en: "Enterprises at the HNTE classes" }, "家", "ent_n", "ent_q"),
		attendance("outreach.hnte-class.people", { zh: "高企申报培训班参加人数", en: "People at the HNTE classes" }, "人", "ppl_n", "ppl_q"),
		// A visit of the ministry's experts is the ministry's: it counts whoever wrote itself down as its host.
		held(
			"outreach.ministry-visits",
			"outreach",
			{ zh: "上级部门调研高新区升级", en: "Visits of superior authorities on the zone's upgrade" },
			"次",
			eq("type", "上级调研"),
			holds("business", "升级"),
		),
		held(
			"cooperation.laboratory-visits",
			"cooperation",
			{ zh: "赴省实验室等平台考察学习", en: "Study visits to laboratories" },
			"次",
			eq("type", "考察学习"),
			holds("business", "平台"),
			byBureau,
		),
		others,
		...othersByType,
	],
});

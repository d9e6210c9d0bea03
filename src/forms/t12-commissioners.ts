import { code, date, integer, oneOf, region, text, yesNo } from "../model/fields.ts";
import { eq, type Filter, isIn } from "../model/filter.ts";
import { defineForm, defineTable } from "../model/form.ts";
import type { CountedIndicator } from "../model/indicator.ts";
import { instructions } from "../model/notes.ts";
import { COMMISSIONERS_SINCE } from "../reference/eras.ts";
import { remarks } from "../reference/shared-columns.ts";

/** The pairing stands on paper from 已签约 on. */
const signed = (status: string) => status !== "有意向";

const pairings = defineTable({
	rollUp: "snapshot",
	key: ["name", "sender", "village"],
	fields: {
		name: text("姓名", { en: "Name", required: true, personal: true, matchByName: true, max: 40, synonyms: ["特派员姓名", "特派员"] }),
		sex: oneOf("性别", { 男: { slug: "male", synonyms: ["男性"] }, 女: { slug: "female", synonyms: ["女性"] } }, { en: "Sex", personal: true }),
		sender: text("派出单位", {
			en: "Sent by",
			required: true,
			matchByName: true,
			max: 100,
			synonyms: ["工作单位", "所在单位", "派出机构", "选派单位"],
		}),
		sender_type: oneOf(
			"单位类别",
			{
				高校: { slug: "university", synonyms: ["高等院校", "高等学校", "院校"] },
				科研院所: { slug: "institute", synonyms: ["科研机构", "研究院所", "科研单位"] },
				企业: { slug: "enterprise", synonyms: [] },
				其他: { slug: "other", synonyms: ["其它"] },
			},
			{ en: "Kind of sender", required: true, synonyms: ["派出单位类别", "单位性质", "单位类型"] },
		),
		title: oneOf(
			"职称",
			{
				正高: { slug: "senior", synonyms: ["正高级", "教授", "研究员", "正高级职称"] },
				副高: { slug: "associate", synonyms: ["副高级", "副教授", "副研究员", "副高级职称"] },
				中级: { slug: "intermediate", synonyms: ["讲师", "助理研究员", "中级职称"] },
				初级: { slug: "junior", synonyms: ["助教", "初级职称"] },
			},
			{ en: "Professional title", synonyms: ["专业技术职称", "职称级别"] },
		),
		specialty: text("专业领域", { en: "Specialty", required: true, synonyms: ["专业", "专业特长", "从事专业"] }),
		mobile: code("手机", {
			en: "Mobile phone",
			scheme: "phone",
			required: true,
			personal: true,
			synonyms: ["手机号", "手机号码", "联系电话", "联系方式"],
		}),
		region: region("县区", { en: "County", required: true, synonyms: ["县(市、区)", "所属县区", "属地", "辖区", "地区", "对接县区"] }),
		town: text("乡镇", { en: "Town", synonyms: ["镇", "乡镇(街道)", "所在乡镇", "镇街"] }),
		village: text("村名", { en: "Village", matchByName: true, synonyms: ["村", "对接村", "行政村", "村名称"] }),
		village_code: code("村代码", { en: "Village code", scheme: "village", synonyms: ["行政村代码", "村编码"] }),
		poor_village: yesNo("省定贫困村", {
			en: "Poor village by the province's list",
			required: true,
			synonyms: ["是否省定贫困村", "贫困村", "是否贫困村"],
		}),
		status: oneOf(
			"对接状态",
			{
				有意向: { slug: "intending", synonyms: ["意向", "有对接意向", "意向对接"] },
				已签约: { slug: "signed", synonyms: ["签约", "已签订协议"] },
				服务中: { slug: "serving", synonyms: ["正在服务"] },
				已结束: { slug: "ended", synonyms: ["结束", "服务结束"] },
			},
			{ en: "State of the pairing", required: true, synonyms: ["对接情况", "状态", "对接进展"] },
		),
		paired_on: date("对接日期", { en: "Paired on", happened: true, since: COMMISSIONERS_SINCE, synonyms: ["签约日期", "对接时间", "签约时间"] }),
		services: integer("服务次数", { en: "Services", unit: "次", synonyms: ["开展服务次数", "下乡服务次数"] }),
		trained: integer("培训农户", { en: "Farmers trained", unit: "人次", synonyms: ["培训农户人次", "培训人次"] }),
		techniques: integer("推广技术", { en: "Techniques spread", unit: "项", synonyms: ["推广技术数", "推广新技术", "推广技术项数"] }),
		remarks,
	},
	rules: (rule) => [
		rule.row({
			code: "12-H1",
			states: { zh: "对接状态为“已签约”及以后的，对接日期必填", en: "from 已签约 (signed) on, the day of pairing is given" },
			remedy: {
				zh: "请补填签约（对接）的日期；还没有签约的，对接状态请填“有意向”。",
				en: "Enter the day of signing; if nothing is signed yet, state 有意向 (intending).",
			},
			reads: ["status"],
			mayBeBlank: ["paired_on"],
			at: "paired_on",
			test: ({ status, paired_on }) => !signed(status) || paired_on !== null,
		}),
		rule.row({
			code: "12-H2",
			states: {
				zh: "对接状态为“有意向”时，服务次数、培训农户、推广技术应为 0 或不填",
				en: "while the state is 有意向 (intending), services, farmers trained and techniques spread are 0 or blank",
			},
			remedy: {
				zh: "还只是意向就不会有服务：已开始服务的，请把对接状态改为“服务中”并补填日期和村名；没有的，请改为 0。",
				en: "Nobody serves before pairing: state 服务中 (serving) with day and village, or enter 0.",
			},
			reads: ["status"],
			mayBeBlank: ["services", "trained", "techniques"],
			at: "services",
			tells: ["expected", "difference"],
			test: ({ status, services, trained, techniques }) => {
				if (signed(status)) return true;
				if (services) return { expected: 0, difference: services };
				if (trained) return { at: "trained", expected: 0, difference: trained };
				return techniques ? { at: "techniques", expected: 0, difference: techniques } : true;
			},
		}),
		rule.row({
			code: "12-H3",
			states: { zh: "对接状态为“已签约”及以后的，乡镇和村名必填", en: "from 已签约 (signed) on, town and village are given" },
			remedy: {
				zh: "请补填对接的乡镇和村名；还没有定下村的，对接状态请填“有意向”。",
				en: "Enter town and village; if none is settled, state 有意向 (intending).",
			},
			reads: ["status"],
			mayBeBlank: ["town", "village"],
			at: "town",
			test: ({ status, town, village }) => {
				if (!signed(status)) return true;
				if (town === null) return false;
				return village !== null || { at: "village" };
			},
		}),
	],
});

/** One person may serve several villages: persons are told apart by name and sender. */
function persons(id: string, zh: string, en: string, filter: Filter, within?: string): CountedIndicator {
	return {
		kind: "counted",
		id,
		area: "commissioners",
		name: { zh, en },
		unit: "个",
		measure: { kind: "distinct", fields: ["name", "sender"] },
		filter,
		...(within === undefined ? {} : { within }),
	};
}

/** 阳科统12: rural science and technology commissioners and the villages they are paired with. */
export default defineForm({
	id: "阳科统12",
	slug: "commissioners",
	title: { zh: "农村科技特派员对接", en: "Rural science and technology commissioners" },
	periods: ["half-year"],
	notes: instructions(
		[
			{
				zh: "统计范围：与本地贫困村有对接意向或已对接的农村科技特派员，每人每村一行；只有意向、尚未定村的，乡镇和村名可不填。",
				en: "Scope: commissioners who intend to pair, or are paired, with villages of the county; one row per person and village. Town and village may be blank while it is only intended.",
			},
			{ zh: "同一人对接多个村的分行填写，统计人数时只计一次。", en: "A person paired with several villages has several rows and is counted once." },
			{ zh: "姓名、手机属个人信息，仅用于审核，不对外公开。", en: "Names and phone numbers are personal data: used for checking, never published." },
		],
		[pairings],
	),
	tables: [pairings],
	// Invented like the form itself: before 2019 pairings had numbers of their own, and villages were only counted.
	retired: [{ name: "2018年版", number: "阳科统12（2018）", headings: ["结对编号", "帮扶村数"], lastDay: "2018-12-31" }],
	indicators: [
		persons(
			"commissioners.total",
			"农村科技特派员",
			"Rural science and technology commissioners",
			isIn("status", ["有意向", "已签约", "服务中", "已结束"]),
		),
		persons(
			"commissioners.intending",
			"有对接意向的特派员",
			"Commissioners intending to pair with villages",
			eq("status", "有意向"),
			"commissioners.total",
		),
	],
});

import type { Basis, Incomparable } from "../model/indicator.ts";
import { type Period, periodName } from "../model/period.ts";

const BASES: Readonly<Record<Basis, string>> = { "at-date": "时点", "in-period": "本期累计", "year-to-date": "本年累计", "whole-year": "全年" };

const INCOMPARABLE: Readonly<Record<Incomparable, string>> = {
	"stands-in": "本期沿用上期数据，不可比",
	"other-units": "两期报送单位不同，不可比",
	range: "有一期为区间，不可比",
	"zero-base": "基数为0，不计算增速",
	"negative-base": "基数为负，只列增减",
};

const NUMERALS = "一二三四五六七八九十";
const numeral = (n: number): string =>
	n <= 10
		? NUMERALS.charAt(n - 1)
		: `${n >= 20 ? NUMERALS.charAt(Math.floor(n / 10) - 1) : ""}十${n % 10 === 0 ? "" : NUMERALS.charAt((n % 10) - 1)}`;

const name = (period: Period) => periodName(period, "zh-CN");
/** 2018年末: the end of a period, as what stands at a date is called. */
const endOf = (period: Period) => (period.kind === "year" ? `${period.year}年末` : `${name(period)}末`);

/** What the tables of figures of the consolidated workbook say beside the figures; it goes to the province and is Chinese. */
export const TABLE_TEXTS = {
	sheets: { comparison: "同比环比表", divisions: "分区划汇总表", ranking: "排名通报", unreported: "未报送清单", definitions: "指标说明" },
	titles: {
		comparison: (city: string, period: string) => `${city}${period}科技统计指标同比环比表`,
		divisions: (city: string, period: string) => `${city}${period}科技统计分行政区划汇总表`,
		ranking: (city: string, period: string) => `${city}${period}科技工作指标排名通报`,
		unreported: (city: string, period: string) => `${city}${period}未报送及沿用上期数据单位清单`,
		definitions: (city: string, period: string) => `${city}${period}科技统计指标说明`,
	},
	columns: {
		indicator: "指标名称",
		unit: "计量单位",
		line: "行次",
		city: "全市合计",
		byUnit: "分　单　位",
		target: "年度目标",
		completion: "完成率",
		remark: "备注",
		basis: "口径",
		value: "本期",
		lastYear: "上年同期",
		change: "增减",
		growth: "同比",
		lastPeriod: "上期",
		periodGrowth: "环比",
		againstLastYear: "与上年同期比",
		againstLastPeriod: "与上期比",
		byDivision: "分　行　政　区　划",
		rank: "名次",
		reportingUnit: "填报单位",
		quantity: "本期完成",
		schedule: "序时进度",
		distance: "完成率比序时进度\n（个百分点）",
		share: "占全市比重",
		form: "来源报表",
		formNumber: "表号",
		period: "报告期",
		state: "状态",
		carriedFrom: "沿用数据的报告期",
		serial: "序号",
		id: "指标代码\n单元格名称",
		measure: "计数方法",
		filter: "计入条件",
		roster: "来源名录",
		rows: "计入行数",
	},
	/** 一、高新技术企业. `index` from zero. */
	group: (index: number, title: string) => `${numeral(index + 1)}、${title}`,
	within: "其中：",
	basis: BASES,
	incomparable: INCOMPARABLE,
	/** Why a total is no sum of the units beside it. */
	countedOnce: "几个单位都填报的，全市只计一次，不等于各单位之和",
	legend: {
		marks: "说明：0 为实报零；— 为不适用；空白为未报。标“约”“以上”的为上报时注明的口径，数值按所报数字汇总。",
		summary:
			"目标为区间的列“下限–上限”，完成率按下限计算。合计、比率和完成率由公式计算，可在单元格中查看；点数字可跳到名录中计入它的第一行，其余各行在名录“计入指标”列按行次筛选。",
		comparison: (lastYear: Period, dayBefore: Period, before: Period) =>
			`上年同期为${name(lastYear)}；上期：时点指标为${endOf(dayBefore)}（年初数），本期累计指标为${name(before)}，本年累计和全年指标只在年度汇总时与上年比。`.replace(
				"（年初数）",
				dayBefore.kind === "year" ? "（年初数）" : "",
			),
		rules:
			"同比＝（本期－上年同期）÷上年同期，环比＝（本期－上期）÷上期；基数为0的不计算，基数为负的只列增减；比率只列增减，单位为个百分点。没有对比期数据的列 —；各单位本期和对比期都是0的不列。沿用上期数据或两期报送单位不同的，不作比较。",
		notCompared: (left: number) => `其余${left}项指标没有上年同期和上期数据，不列；本期数见“汇总表”。`,
		divisions: (zones: string) => `区划按国家标准代码排列；${zones}市本级单列。同一对象由几个单位填报的，在同一区划内只计一次。`,
		zones: (names: readonly string[], division: string) => `${names.join("、")}并入${division}；`,
		ranking: (schedule: string) =>
			`完成率＝本期完成÷年度目标，可超过100%，目标为区间的按下限计算；序时进度为统计截止日时全年已过去的比例（${schedule}）。先按完成率、再按完成数排名，相同的名次并列，下一名次空出；市本级不参加排名；未报送的列在末尾，不排名。`,
		unreported: "说明：应报而未报、退回、待审和待说明的，未计入合计；“沿用上期”的，以所列报告期的数据代替，在汇总表备注中注明。",
		definitions:
			"说明：口径“时点”为统计截止日的状况，“本期累计”为报告期内发生的数，“本年累计”为1月1日至统计截止日的数。单元格名称可在名称框中输入，直接跳到该数字；分单位的数字在名称后加“.u”和单位代码。",
	},
	/** In the ranking, above the units: 一、高新技术企业存量（家）：按完成率排名. */
	rankedBy: (name: string, unit: string, by: "completion" | "quantity") => `${name}（${unit}）：按${by === "completion" ? "完成率" : "数量"}排名`,
	/** In 指标说明: nothing is left out. */
	everyRow: "全部有效行",
	/** “立项项目”（第12行）; “入孵企业”（第31行）的上年末数. */
	input: (called: string, line: number | null, yearBefore: boolean) =>
		`“${called}”${line === null ? "" : `（第${line}行）`}${yearBefore ? "的上年末数" : ""}`,
	ratio: (part: string, whole: string, operation: "percent" | "quotient") => `${part}÷${whole}${operation === "percent" ? "×100" : ""}`,
	notReported: "未报送",
	noTarget: "未下达目标",
	nothingEarlier: "没有上年同期和上期的数据，本期不作比较。",
	allReported: "各单位应报的报表均已报送。",
	/** 点击到“统01 …”中计入的第1行；共71行，按“计入指标”列含〔1〕筛选. */
	details: (sheet: string, line: number, rows: number) => `到“${sheet}”中计入的第一行。共${rows}行：在“计入指标”列筛选〔${line}〕`,
} as const;

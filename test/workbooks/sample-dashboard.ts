import type { Chart } from "../../src/model/chart.ts";
import type { Dashboard, DashboardChart, KeyCell, KeyFigure } from "../../src/model/dashboard.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";

const NONE: KeyCell = { value: "not-applicable", format: "#,##0" };
const count = (value: KeyCell["value"]): KeyCell => ({ value, format: "#,##0" });
const share = (value: KeyCell["value"]): KeyCell => ({ value, format: "0.0%" });

function key(indicator: string, name: string, value: KeyCell, more: Partial<KeyFigure> = {}): KeyFigure {
	return {
		indicator,
		name,
		unit: "家",
		value,
		lastYear: NONE,
		growth: NONE,
		target: NONE,
		targetIndicator: null,
		completion: NONE,
		remark: "",
		...more,
	};
}

const UNITS = YANGJIANG_UNITS.filter(({ kind }) => kind !== "city");
const shortNames = UNITS.map(({ shortName }) => shortName);
const perUnit = (indicator: string, values: Chart["series"][number]["values"]) =>
	UNITS.map(({ code }, at) => (values[at] === null ? null : { indicator, unit: code }));

const STOCK = [16, 19, 6, 12, 3, 15];
const EXPIRING = [3, 4, 1, 2, null, 3];

const CHARTS: readonly DashboardChart[] = [
	{
		id: "targets.completion",
		unit: "",
		chart: {
			kind: "bar",
			title: "年度目标完成率与序时进度",
			alternative: "条形图：年度目标完成率与序时进度。",
			categories: ["有效期内高新技术企业", "省级工程技术研究中心"],
			series: [{ name: "完成率", values: [0.71, 36] }],
			axes: { category: "指标", value: "完成率" },
			format: "0.0%",
			reference: { name: "序时进度48.8%", value: 0.488 },
		},
		sources: [
			[{ part: { indicator: "hnte.stock", unit: null }, whole: { indicator: "targets.102", unit: null } }, null],
			[null, null],
		],
	},
	{
		id: "hnte.by-unit",
		unit: "家",
		chart: {
			kind: "column",
			title: "高新技术企业（分单位）",
			alternative: "柱形图：高新技术企业（分单位）。",
			categories: shortNames,
			series: [
				{ name: "存量", values: STOCK },
				{ name: "本年到期", values: EXPIRING },
			],
			axes: { category: "填报单位", value: "单位：家" },
			format: "#,##0",
		},
		sources: [perUnit("hnte.stock", STOCK), perUnit("hnte.expiring", EXPIRING)],
	},
	{
		id: "trend",
		unit: "",
		chart: {
			kind: "line",
			title: "主要指标变化",
			alternative: "折线图：主要指标变化。",
			categories: ["2018年上半年", "2018年下半年", "2019年上半年"],
			series: [{ name: "高企存量（家）", values: [53, null, 71] }],
			axes: { category: "报告期", value: "数量" },
			format: "#,##0",
		},
		sources: [[null, null, { indicator: "hnte.stock", unit: null }]],
	},
];

/** The leader's page of the sample report. */
export const SAMPLE_DASHBOARD: Dashboard = {
	subtitle: "截至2019年6月27日，全年时间已过48.8%（序时进度）。",
	figures: [
		key("hnte.stock", "有效期内高新技术企业", count(71), {
			lastYear: count(63),
			growth: share(0.127),
			target: count(100),
			targetIndicator: "targets.102",
			completion: share(0.71),
			remark: "比序时进度快22.2个百分点；分单位：阳东区75.0%居首；海陵岛试验区、阳西县等居末，请核对尚未填报的情况",
		}),
		key("hnte.visited", "市局走访企业", count(null), { remark: "尚未报送" }),
		key("platforms.centre.provincial", "省级工程技术研究中心", count(36), {
			target: count([1, 2]),
			targetIndicator: "targets.202",
			completion: share(36),
			remark: "已完成全年目标",
		}),
		key("hnte.rate", "立项率", { value: 50, format: '#,##0.0"%"' }, { unit: "%" }),
		key("outreach.training.enterprises", "参训企业", { value: 60, format: '#,##0"以上"' }),
		key("elsewhere", "汇总表未列的指标", count(1234)),
	],
	concerns: [
		"完成率低于序时进度（48.8%）的有1项：新增省级企业重点实验室0.0%。",
		"=报送未完成的单位有1个：海陵岛试验区（已报0／应报1），详见“报送一览”。",
	],
	charts: CHARTS,
};

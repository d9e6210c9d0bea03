import type { Chart } from "../model/chart.ts";
import { CHART_KINDS, longDay } from "./chinese.ts";

/** More names than this are not read. */
const MOST_NAMES = 8;

/** 江城区、阳东区等12个. */
function few(names: readonly string[]): string {
	return `${names.slice(0, MOST_NAMES).join("、")}${names.length > MOST_NAMES ? `等${names.length}个` : ""}`;
}

/** The leader's page in Chinese, the language that it is read in. Shares come as they are printed: 48.8%. */
export const DASHBOARD_TEXTS = {
	subtitle: (day: string, schedule: string) => `截至${longDay(day)}，全年时间已过${schedule}（序时进度）。`,
	units: "填报单位",
	target: "年度目标",
	done: "已完成",
	completion: "完成率",
	schedule: (printed: string) => `序时进度${printed}`,
	completions: "年度目标完成率与序时进度",
	indicator: "指标",
	byUnit: (name: string) => `${name}：年度目标与完成（分单位）`,
	/** After a title: of very many units some are drawn. */
	largest: (shown: number, of: number) => `（前${shown}位，共${of}个单位）`,
	lowest: (shown: number, of: number) => `（完成率靠后的${shown}个，共${of}个单位）`,
	trend: "主要指标变化",
	period: "报告期",
	quantity: "数量",
	named: (name: string, unit: string) => `${name}（${unit}）`,
	/** 单位：家. */
	measuredIn: (unit: string) => (unit === "" ? "" : `单位：${unit}`),
	ahead: (points: string) => `比序时进度快${points}个百分点`,
	behind: (points: string) => `比序时进度慢${points}个百分点`,
	onSchedule: "与序时进度持平",
	reached: "已完成全年目标",
	notReported: "尚未报送",
	ranking: (best: readonly string[], last: readonly string[]) => `分单位：${few(best)}居首；${few(last)}居末`,
	allAlike: (printed: string) => `各单位均为${printed}`,
	growthInPoints: (points: string) => `比上年同期${points.startsWith("-") ? "下降" : "上升"}${points.replace("-", "")}个百分点`,
	behindSchedule: (schedule: string, names: readonly string[]) => `完成率低于序时进度（${schedule}）的有${names.length}项：${names.join("、")}。`,
	allOnSchedule: (schedule: string) => `各项年度目标的完成率都不低于序时进度（${schedule}）。`,
	unknownCompletion: (names: readonly string[]) => `下列目标的完成数尚未报齐，无法计算完成率：${names.join("、")}。`,
	openUnits: (units: readonly string[]) => `报送未完成的单位有${units.length}个：${few(units)}，详见“报送一览”。`,
	openForms: (unit: string, done: number, owed: number) => `${unit}（已报${done}／应报${owed}）`,
	onePeriod: (name: string) => `目前只有${name}一期汇总数据，暂不作历期变化图。`,
	alternative: ({ kind, title, axes }: Chart, said: readonly string[]) =>
		`${CHART_KINDS[kind]}：${title}。${axes.category === "" ? "" : `分${axes.category}列示`}${axes.value === "" ? "" : `，${axes.value}`}。${said.join("；")}。`,
	extremes: (name: string, most: string, least: string) => (most === least ? `${name}：${most}` : `${name}：最大为${most}，最小为${least}`),
	allSame: (name: string, value: string) => `${name}：均为${value}`,
	/** 阳东区等3项 8. */
	point: (category: string, alike: number, value: string) => `${category}${alike > 1 ? `等${alike}项` : ""} ${value}`,
	gaps: (count: number) => `（${count}处未报）`,
	noPoints: (name: string) => `${name}：未报`,
} as const;

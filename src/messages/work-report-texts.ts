import type { Chart } from "../model/chart.ts";
import { following, type Period, periodName } from "../model/period.ts";
import { CHART_KINDS } from "./chinese.ts";

/** 上半年, 全年, 第二季度, 6月: the part of the year that a period is. */
function part(period: Period): string {
	if (period.kind === "year") return "全年";
	return periodName(period, "zh-CN").replace(/^\d{4}年/, "");
}

/** 下半年, 第三季度, 7月; of another year 下一年, 下一年第一季度. */
function next(period: Period): string {
	if (period.kind === "year" || period.code.endsWith("H2")) return "下一年";
	const after = following(period);
	return `${after.year === period.year ? "" : "下一年"}${part(after)}`;
}

function shown(value: number, format: string): string {
	return format.endsWith("%") ? `${Number((value * 100).toFixed(1))}%` : String(value);
}

/** 柱形图：…，按…分列…。省级最大的是…（36），最小的是…（1）。 */
function alternative({ kind, title, categories, series, format }: Omit<Chart, "alternative">): string {
	const extremes = series.map(({ name, values }) => {
		const known = values.flatMap((value, at) => (value === null ? [] : [{ value, category: categories[at] ?? "" }]));
		const [least, most] = [known.toSorted((a, b) => a.value - b.value)[0], known.toSorted((a, b) => b.value - a.value)[0]];
		if (!least || !most) return `${name}：未报`;
		const one = ({ category, value }: typeof least) => `${category}（${shown(value, format)}）`;
		return least.value === most.value ? `${name}：${one(most)}` : `${name}：最大的是${one(most)}，最小的是${one(least)}`;
	});
	return `${CHART_KINDS[kind]}：${title}。${extremes.join("；")}。`;
}

/** Texts of the report in words, which goes to the province and is therefore Chinese; its sentences are the template's. */
export const WORK_REPORT_TEXTS = {
	/** Name of the file. */
	file: (city: string, period: string) => `${city}${period}科技工作总结（初稿）.docx`,
	subtitle: "（初稿）",
	header: "初稿　数字来自各单位上报数据，文字未经审定",
	part,
	next,
	more: "等",
	notReported: (title: string) => `${title}：未报`,
	noneToHave: (title: string) => `${title}：没有可用的数`,
	noRows: (title: string) => `${title}：没有符合条件的记录`,
	prompt: (text: string) => `〔此处由市局补充：${text}〕`,
	emptySection: "〔本期没有可写入本节的上报数据，此处由市局补充〕",
	alternative,
	/** What people call a figure that is more than a value: 高新技术企业存量（江城区，完成率）. */
	figureTitle: (name: string, place: string | null, measure: string | null) => {
		const more = [place, measure].filter((each) => each !== null).join("，");
		return more === "" ? name : `${name}（${more}）`;
	},
	annex: "附：待补充和核实的内容（定稿前删除本页）",
	omitted: "以下句子因数据未报而没有写入正文：",
	omission: (number: number, text: string, line: number) => `${number}．${text}（模板第${line}行）`,
	doubtful: "以下数字并非全部单位本期的数据，引用前请核实：",
	incomplete: (number: number, title: string, missing: number, carried: number) =>
		`${number}．${title}：${[missing > 0 ? `${missing}个单位未报` : "", carried > 0 ? `${carried}个单位沿用上期数据` : ""].filter((each) => each !== "").join("，")}。`,
	releaseLabel: (code: string) => `发布编号：${code}`,
} as const;

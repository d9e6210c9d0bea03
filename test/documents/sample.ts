import type { Chart } from "../../src/model/chart.ts";
import type { ReportDocument, ReportRun } from "../../src/model/report-document.ts";

export const LONG_NAME = `hb.${"platforms.provincial_laboratory.".repeat(2)}provincial.u441702_00.Completion`;

const figure = (name: string, title: string, text: string): ReportRun => ({ text, figure: { name, title } });

export const sampleChart: Chart = {
	kind: "column",
	title: "平台“分类”数 <示例> & 说明",
	alternative: '柱形图：各类平台数，最大的是工程技术研究中心（省级 36 家），最小的是 "0" <个>。',
	categories: ["院士工作站", "工程技术研究中心", "新型研发机构"],
	series: [
		{ name: "省级", values: [null, 36, 3] },
		{ name: "市级", values: [null, 139, 9] },
	],
	axes: { category: "平台类别", value: "个" },
	format: "#,##0",
};

/** A report with one of everything. */
export const sampleDocument: ReportDocument = {
	title: "示例市科学技术局2019年上半年工作总结",
	subtitle: "（初稿）",
	header: "初稿　由上报数据自动生成，未经审定",
	issuer: "示例市科学技术局",
	releaseCode: "2019H1-3-7K4Q2M",
	asOf: "2019-06-27T12:00:00.000Z",
	blocks: [
		{ kind: "heading", level: 1, runs: [{ text: "一、上半年主要工作情况" }] },
		{ kind: "heading", level: 2, runs: [{ text: "（一）高新技术企业培育" }] },
		{
			kind: "paragraph",
			runs: [
				{ text: "截至统计截止日，全市高新技术企业存量" },
				figure("hb.hnte.stock", "高新技术企业存量", "71"),
				{ text: "家；举办培训班，" },
				figure("hb.outreach.hnte_class.enterprises", "高企申报培训班参加企业", "60多"),
				{ text: "家企业、" },
				figure("hb.outreach.hnte_class.people", "高企申报培训班参加人数", "约110"),
				{ text: "人参加。" },
				figure(LONG_NAME, "名称很长的指标", "< 5 & 6"),
			],
		},
		{ kind: "paragraph", runs: [{ text: "〔此处由市局补充：巡察整改情况〕", prompt: true }] },
		{
			kind: "table",
			caption: "年度目标完成情况 & 说明",
			header: ["指标", "计量单位", "年度目标", "本期"],
			rows: [
				[
					[{ text: "高企存量" }],
					[{ text: "家" }],
					[figure("hb.targets.102", "年度目标：高企存量", "100")],
					[figure("hb.hnte.stock", "高新技术企业存量", "71")],
				],
				[[{ text: "省级新型研发机构" }], [{ text: "家" }], [figure("hb.targets.203", "年度目标：省级新型研发机构", "1–2")], []],
			],
		},
		{ kind: "chart", chart: sampleChart },
		{ kind: "heading", level: 3, runs: [{ text: "1．其他" }] },
		{ kind: "page-break" },
		{ kind: "paragraph", runs: [{ text: "另起一页。" }] },
		{ kind: "signature", runs: [{ text: "示例市科学技术局" }] },
	],
};

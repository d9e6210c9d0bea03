import { inShanghai } from "../model/calendar.ts";
import type { ConsolidatedTexts, TemplateTexts } from "../model/workbook-texts.ts";
import { longDay } from "./chinese.ts";

const bounds = (min: number | null, max: number | null): string => {
	if (min !== null && max !== null) return `，${min}～${max}`;
	if (min !== null) return `，不小于 ${min}`;
	return max === null ? "" : `，不大于 ${max}`;
};

const shared = {
	formNumber: (id: string) => `表　　号：${id}`,
	issuedBy: (issuer: string) => `制定机关：${issuer}`,
	workingTable: "内部工作用表",
	period: (name: string) => `报告期：${name}`,
	measuredInTable: "计量单位：详见表内",
	signatures: ["单位负责人：", "统计负责人：", "填表人：", "联系电话：", "报出日期：　　　年　　月　　日"],
	pages: "第 &P 页 共 &N 页",
	yes: "是",
	no: "否",
	listSeparator: "、",
} as const;

/** The consolidated workbook in Chinese, the language that it is sent in. */
export const CONSOLIDATED_TEXTS: ConsolidatedTexts = {
	...shared,
	sheets: { summary: "汇总表", dashboard: "看板", chartData: "图表数据", overview: "报送一览", coverage: "报送情况", notes: "审核说明" },
	compiledBy: (issuer) => `汇总单位（盖章）：${issuer}`,
	cutoff: (iso) => `统计截止日：${longDay(iso)}`,
	asOf: (instant) => `数据时点：${inShanghai(instant)}`,
	notApplicable: "—",
	roster: {
		serial: "序号",
		reportingUnit: "填报单位",
		sourceFile: "来源文件",
		sourceSheet: "来源工作表",
		sourceRow: "来源行",
		fileCheck: "文件校验",
		countedIn: "计入指标",
		toSummary: (sheet) => `到“${sheet}”。〔12〕即行次为 12 的一行`,
		total: "合计",
		count: ["共 ", " 条"],
		empty: "本期无记录",
		legend:
			"注：来源各列指上报原件中的位置；文件校验为原件 SHA-256 的前 12 位。计入指标为汇总表的行次，筛选“包含〔12〕”即得行次为 12 的各数字的明细；空白的未计入任何指标。",
	},
	overview: {
		unit: "填报单位",
		done: "已报／应报",
		legend:
			"说明：数字为审核通过的有效行数；— 为不需报送；写明未报、退回等状态（加底色）的尚未完成。同一报表分期、分批报送的，有一期未完成即按该期列示，明细见“报送情况”。",
	},
	dashboard: {
		title: (period) => `${period}科技统计看板`,
		columns: ["指标名称", "计量单位", "本期", "上年同期", "同比", "年度目标", "完成率", "情况"],
		legend: "说明：0 为实报零；— 为不适用；空白为未报。数字取自“汇总表”，目标为区间的按下限计算完成率；下列各图的数据见“图表数据”。",
		toSummary: "点击到“汇总表”看这项指标分单位的数字，从那里可到明细各行。",
		concerns: "需要关注：",
		data: {
			note: "看板各图的数据，每行为图上一点；空白为未报，图上留空。",
			columns: ["图", "系列", "类别", "数值", "计量单位"],
		},
	},
	coverage: ["填报单位", "表号", "报表名称", "报告期", "状态", "行数", "文件", "接收时间"],
	notes: ["序号", "填报单位", "报表", "说明"],
	noNotes: "无需说明的事项。",
};

/** Blank templates in Chinese. */
export const TEMPLATE_TEXTS: TemplateTexts = {
	...shared,
	reportingUnit: (name) => `填报单位（盖章）：${name}`,
	batch: (label) => `批次：${label}`,
	measuredIn: (unit) => `计量单位：${unit}`,
	serial: "序号",
	notesTitle: "说明：",
	guideSheet: "填表说明",
	listSheet: "选项",
	guide: {
		title: (form) => `${form}填表说明`,
		steps: [
			"请在表头下方逐行填写，不要改动表头文字；列的先后可以调整，不用的选填列可以删去。",
			"表头上方的填报单位和报告期请在冒号后填写。本期没有数据的，在第一行写“零报告”照常报送，不要不报。",
			"标 * 的为必填。没有发生的数量请填 0，不适用请填 —，不要留空；空白视为未填报。",
			"统一社会信用代码、证书号、电话等列已设为文本格式，请勿改为数字，否则 Excel 会截断末几位。",
			"带下拉箭头的单元格请从列表中选择。金额按表头所注单位填写。",
			"行数不够时在表尾插入行即可。合计行可有可无，系统自行汇总。",
			"报送后系统按下面的审核关系逐条核对：“强制性”的不符合就退回，改正后重报；“核实性”的请先核对，数据属实的书面说明原因。",
		],
		columns: ["列", "指标", "是否必填", "填写要求", "计量单位", "可选值", "系统同样认识的表头"],
		required: "必填",
		optional: "选填",
		personal: "（个人信息，公开时隐去）",
	},
	kinds: {
		text: (max) => `文字，不超过 ${max} 字`,
		code: (max) => `编号，按文本填写，不超过 ${max} 位`,
		uscc: "18 位统一社会信用代码，按文本填写",
		integer: (min, max) => `整数${bounds(min, max)}`,
		approximate: "整数；约数可写“约110”“60以上”",
		decimal: (places, min, max) => `数字，保留 ${places} 位小数${bounds(min, max)}`,
		percent: "百分比，如 35%",
		date: "日期，如 2019-06-27",
		dateOrMonth: "日期，如 2019-06-27；只知月份的填 2019-06",
		month: "年月，如 2019-06",
		year: "四位年份，如 2019",
		yesNo: "填“是”或“否”",
		oneOf: "从列表中选一项",
		severalOf: "可填多项，用顿号分隔",
		region: "从列表中选填报单位",
		list: "可填多项，用顿号分隔",
	},
	unitPrompt: "请在冒号后填写本单位名称，如“江城区”。",
	periodPrompt: (examples, batched) =>
		`请在冒号后填写报告期，如${examples.map((example) => `“${example}”`).join("或")}${batched ? "；在“批次：”后填写批次，如“第一批”" : ""}。`,
	requiredHint: "必填。",
	before: (periodName, value) => `${periodName}填报：${value}`,
	unitHint: (unit) => `计量单位：${unit}。`,
	wrongValue: "填写不符合要求",
};

import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { CITY, csv, enterprise, given, type Line, OFFICES, type Office, valuesOf, YANGDONG, YANGXI } from "./offices.ts";

/** As figures.test.ts, for the forms from 统07 on. */

const PROJECT = { 项目编号: "", 项目名称: "示例项目", 承担单位: "示例第1企业有限公司", 统一社会信用代码: enterprise(1).统一社会信用代码 ?? "" };
const CONTRACT = {
	"县(市、区)": "阳东区",
	计划级别: "市级",
	计划类别: "市级科技计划项目",
	立项年度: 2017,
	财政资助: 20,
	已拨付: 10,
	起始日期: "2011-07-01",
};
const EXTENSION = { 合同到期日: "2018-10-31", 延期申请日期: "", 延期批准日期: "", 延期后到期日: "" };
const STATE = { 项目状态: "到期未验收", 终止日期: "", 验收日期: "", 验收结论: "" };

function projects(lines: readonly Line[]): string {
	const numbered = lines.map((line, at) => ({ 项目编号: `SF${at + 1}`, ...line }));
	return csv("统07", "阳东区", "2019年第二季度", { ...PROJECT, ...CONTRACT, ...EXTENSION, ...STATE }, numbered);
}

const accepted = (day: string, conclusion = "通过"): Line => ({ 项目状态: "已验收", 验收日期: day, 验收结论: conclusion });
const terminated = (day: string): Line => ({ 项目状态: "终止", 终止日期: day });
const OVERDUE = [
	accepted("2019-03-10"),
	// Applied for extension and was then accepted: accepted. Due on the last day of the year before.
	{ 合同到期日: "2018-12-31", 延期申请日期: "2019-02-01", ...accepted("2019-05-05", "结题") },
	{ 延期申请日期: "2019-03-01", 项目状态: "已申请延期" },
	// Extended, but not before the year began: due as the contract says; applied for before the year.
	{ 延期申请日期: "2018-11-20", 延期批准日期: "2019-01-15", 延期后到期日: "2019-10-31", 项目状态: "已延期" },
	// Extended before the year began: not overdue.
	{ 延期申请日期: "2018-11-01", 延期批准日期: "2018-12-20", 延期后到期日: "2019-10-31", 项目状态: "已延期" },
	// Failed acceptances leave a project outstanding, this year's and last year's.
	accepted("2019-04-01", "不通过"),
	accepted("2018-11-30", "不通过"),
	accepted("2018-11-30"),
	terminated("2018-12-30"),
	terminated("2019-03-03"),
	// After the cutoff.
	accepted("2019-06-28"),
	terminated("2019-06-28"),
	{ 延期申请日期: "2019-06-28", 项目状态: "已申请延期" },
	{ 立项年度: 2018, 合同到期日: "2019-01-01" },
	// Approved before the years that the drive covers; due in them, or not.
	{ 立项年度: 2013, 合同到期日: "2017-12-31", ...accepted("2019-03-01") },
	{ 立项年度: 2012, 合同到期日: "2013-12-31", ...accepted("2019-02-02") },
];
const PARTS = ["", "accepted", "extension", "terminated", "outstanding"];

test("统07: projects overdue when the year began, each under what became of it first", async () => {
	const { published } = await given([projects(OVERDUE)]);
	const figures = await published();
	expect(valuesOf(figures, "projects.overdue", ...PARTS)).toEqual([10, 2, 1, 1, 6]);
	expect(figures("projects.overdue")).toMatchObject({ byUnit: { [YANGDONG]: 10, [YANGXI]: null }, byDivision: { "441704": 10, "441721": null } });
});

test("统07: whether the years are those of approval or those in which projects were due is a setting", async () => {
	const { published } = await given([projects(OVERDUE)]);
	const byDueYear = await published({ readings: { overdueYears: "due" } });
	expect(valuesOf(byDueYear, "projects.overdue", ...PARTS)).toEqual([11, 3, 1, 1, 6]);
	expect(valuesOf(await published(), "projects.overdue", ...PARTS)).toEqual([10, 2, 1, 1, 6]);
});

test("统08: units and not rows, settled only where all their rows are", async () => {
	const usual = {
		检查批次: "2019-01",
		企业名称: "",
		统一社会信用代码: "",
		"县(市、区)": "阳东区",
		检查类型: "审计回头看",
		资金类别: "市本级科技专项资金",
	};
	const rest = { 资金年度起: 2014, 资金年度止: 2016, 检查方式: "现场", 发现问题数: 0, 提交整改报告: "是", 整改状态: "无需整改", 财务报告已收: "" };
	const { published } = await given([
		csv(
			"统08",
			"阳东区",
			"2019年上半年",
			{ ...usual, ...rest },
			[
				{ ...enterprise(1), 发现问题数: 2, 整改状态: "整改完毕" },
				{ ...enterprise(1), 检查批次: "2019-02", 发现问题数: 1, 整改状态: "整改中", 提交整改报告: "否" },
				{ ...enterprise(2) },
				{ ...enterprise(3), 提交整改报告: "否" },
				{ ...enterprise(4), 资金年度起: 2017, 资金年度止: 2018 },
				{ ...enterprise(5), 资金类别: "省科技专项资金" },
				{ ...enterprise(6), 检查类型: "财务检查", 财务报告已收: "是" },
				{ ...enterprise(6), 检查类型: "财务检查", 检查批次: "2019-02", 财务报告已收: "是" },
			],
			"第一批",
		),
	]);
	const figures = await published();
	expect(valuesOf(figures, "inspection", "units", "rectified", "rectification-rate", "finance-reports")).toEqual([3, 1, 33.3, 1]);
	expect(valuesOf(figures, "inspection.all", "units", "rectified", "rectification-rate")).toEqual([6, 4, 66.7]);
});

test("统09: what the bureau hosts, in all the ways it is written; what units host stands beside it", async () => {
	const usual = { 活动名称: "", 类型: "培训班", 专项活动: "无", 开始日期: "2019-05-20", 地点: "示例", 县区: "阳东区", 主办单位: "阳江市科学技术局" };
	const rest = { 参加企业数: "", 参加人数: 20, 关联业务: "" };
	const month = (office: Office, period: string, lines: readonly Line[]) => csv("统09", office, period, { ...usual, ...rest }, lines);
	const week = { 专项活动: "全国科技活动周", 参加人数: "" };
	const { published } = await given([
		month("市本级", "2019年4月", [
			{ 活动名称: "高企班", 开始日期: "2019-04-18", 参加企业数: "60多家", 参加人数: "约110人", 关联业务: "高企、加计扣除" },
		]),
		month("市本级", "2019年5月", [
			{ 活动名称: "大篷车甲", 类型: "科普大篷车进校园", ...week, 主办单位: "市科技局" },
			{ 活动名称: "大篷车乙", 类型: "科普大篷车进校园", 参加人数: "" },
			{ 活动名称: "下乡", 类型: "科技下乡", ...week },
			{ 活动名称: "专家组调研", 类型: "上级调研", 主办单位: "科技部专家组", 参加人数: "", 关联业务: "升级" },
			{ 活动名称: "考察实验室", 类型: "考察学习", 参加人数: "", 关联业务: "平台" },
			{ 活动名称: "考察市场", 类型: "考察学习", 参加人数: "", 关联业务: "高企" },
			{ 活动名称: "财务班", 关联业务: "财务" },
		]),
		month("阳东区", "2019年5月", [
			{ 活动名称: "大篷车丙", 类型: "科普大篷车进校园", ...week, 主办单位: "阳东区科技局" },
			{ 活动名称: "区高企班", 主办单位: "阳东区科技局", 参加企业数: 500, 参加人数: 900, 关联业务: "高企" },
			// Held by the bureau in the district, and in the bureau's own list as well.
			{ 活动名称: "财务班", 主办单位: "市科技局", 关联业务: "财务" },
		]),
		// What is called science week outside May is no part of it.
		month("市本级", "2019年6月", [{ 活动名称: "大篷车丁", 类型: "科普大篷车进校园", 开始日期: "2019-06-03", ...week }]),
	]);
	const figures = await published();
	expect(valuesOf(figures, "outreach", "science-van", "to-countryside", "training", "ministry-visits", "by-units")).toEqual([1, 1, 2, 1, 2]);
	expect(figures("cooperation.laboratory-visits").value).toBe(1);
	expect(figures("outreach.hnte-class.enterprises")).toMatchObject({ value: 60, qualifier: "以上" });
	expect(figures("outreach.hnte-class.people")).toMatchObject({ value: 110, qualifier: "约" });
});

test("统10: an entered zero is the city's only when every unit has entered its own", async () => {
	const sample = await readFile("fixtures/forms/阳科统10/good/sample.csv", "utf8");
	const of = (office: Office) => sample.replaceAll("阳江市阳东区工业信息化和科技局", office).replaceAll(",阳东区,", `,${office},`);
	const lone = await (await given([of("阳东区")])).published();
	expect(lone("finance.pledge-institutions")).toMatchObject({ value: null, byUnit: { [YANGDONG]: 0, [YANGXI]: null } });
	expect(lone("finance.centre-institutions")).toMatchObject({ value: 2, missing: expect.arrayContaining([YANGXI]) });
	const all = await (await given(OFFICES.map(of))).published();
	expect(all("finance.pledge-institutions")).toMatchObject({ value: 0, byUnit: { [YANGXI]: 0 }, byDivision: { "441702": 0 } });
	expect(valuesOf(all, "finance", "centre-institutions", "agreed-institutions")).toEqual([14, 21]);
	expect(all("finance.centre-institutions").byDivision).toEqual({ "441700": 2, "441702": 6, "441704": 2, "441721": 2, "441781": 2 });
});

test("统11: matters under way, once for the city", async () => {
	const usual = {
		事项编号: "",
		事项名称: "示例事项",
		类别: "大湾区合作",
		牵头单位: "示例单位",
		产业: "激光",
		县区: "",
		起始: "2019-01",
		阶段: "在建",
		本期进展: "示例",
	};
	const matters = (office: Office, lines: readonly Line[]) => csv("统11", office, "2019年上半年", { ...usual, 县区: office }, lines);
	const { published } = await given([
		matters("阳东区", [
			{ 事项编号: "M1" },
			{ 事项编号: "M2", 阶段: "筹划对接" },
			{ 事项编号: "M3", 阶段: "谋划" },
			{ 事项编号: "M4", 阶段: "申报中" },
			{ 事项编号: "M5", 类别: "技术联盟" },
			{ 事项编号: "M6", 类别: "省级高新区申报", 阶段: "谋划" },
		]),
		matters("阳西县", [{ 事项编号: "M1" }, { 事项编号: "M7", 类别: "省级高新区申报" }]),
	]);
	const figures = await published();
	expect(figures("cooperation.bay-area")).toMatchObject({ value: 2, byUnit: { [YANGDONG]: 2, [YANGXI]: 1 } });
	expect(figures("cooperation.parks-applying").value).toBe(2);
});

test("统12: persons and not pairings", async () => {
	const usual = {
		姓名: "",
		派出单位: "示例大学",
		单位类别: "高校",
		专业领域: "水稻",
		手机: "13900000001",
		县区: "",
		乡镇: "",
		村名: "",
		省定贫困村: "是",
		对接状态: "有意向",
	};
	const pairings = (office: Office, lines: readonly Line[]) => csv("统12", office, "2019年上半年", { ...usual, 对接日期: "", 县区: office }, lines);
	const { published } = await given([
		pairings("阳东区", [
			{ 姓名: "甲", 村名: "东村" },
			{ 姓名: "甲", 村名: "西村" },
			{ 姓名: "甲", 派出单位: "示例研究所" },
			{ 姓名: "乙", 对接状态: "已签约", 对接日期: "2019-05-05", 乡镇: "示例镇", 村名: "南村" },
		]),
		pairings("阳西县", [{ 姓名: "甲", 派出单位: " 示例 大学" }, { 姓名: "丙" }]),
	]);
	const figures = await published();
	expect(figures("commissioners.intending")).toMatchObject({ value: 3, byUnit: { [YANGDONG]: 2, [YANGXI]: 2 } });
	expect(figures("commissioners.total").value).toBe(4);
});

test("综01: targets with one bound or two, of the city alone or of its units, and how far they are met", async () => {
	const usual = { 年度: 2019, 指标代码: "", 指标名称: "示例", 区域: "全市", 目标类型: "新增", 下限: "", 上限: "", 性质: "任务", 分解: "市级统筹" };
	const shares: Line[] = (["江城区", "阳东区", "阳西县", "阳春市", "海陵岛试验区", "阳江高新区"] as const).map((office, at) => ({
		区域: office,
		下限: at + 1,
	}));
	const split = [{ 下限: 21 }, ...shares].map((line) => ({ 指标代码: 101, 分解: "分解", ...line }));
	const platform = {
		平台名称: "示例院",
		平台类别: "新型研发机构",
		级别: "省级",
		...enterprise(1),
		"县(市、区)": "阳东区",
		认定年份: 2019,
		平台状态: "运行",
	};
	const pipeline = { ...enterprise(2), "县(市、区)": "阳东区", 申报年度: 2019, 来源: "县区摸排", 认定类型: "首次认定", 申报意愿: "今年申报" };
	const { published } = await given([
		csv("综01", "市本级", "2019年", usual, [
			...split,
			{ 指标代码: 203, 下限: 1, 上限: 2 },
			{ 指标代码: 501, 下限: 3, 上限: 3 },
			{ 指标代码: 102, 目标类型: "存量", 下限: 100 },
			{ 指标代码: 102, 目标类型: "存量", 下限: 71, 年度: 2018 },
			{ 指标代码: 601, 目标类型: "定性" },
		]),
		csv("统03", "阳东区", "2019年第二季度", platform, [{}]),
		csv("统02", "阳东区", "2019年6月", { ...pipeline, 申报批次: "第一批", 企业提交日期: "2019-06-20", 当前进度: "已备案" }, [{}]),
	]);
	const figures = await published();
	expect(valuesOf(figures, "targets", "101", "102", "203", "501", "202")).toEqual([21, 100, [1, 2], 3, null]);
	expect(figures("targets.101")).toMatchObject({
		byUnit: { [YANGDONG]: 2, [CITY]: null },
		byDivision: { "441702": 12, "441704": 2, "441700": null },
	});
	expect(figures("targets.102").byUnit[YANGDONG]).toBeNull();
	expect(valuesOf(figures, "platforms.rd-institution.provincial.new", "", "completion", "stretch")).toEqual([1, 100, 50]);
	expect(figures("pipeline.recognised.completion")).toMatchObject({ value: 4.8, byUnit: { [YANGDONG]: 50, [YANGXI]: null } });
});

test("综02: a document under several titles is one; what is the province's or another year's is none", async () => {
	const usual = {
		事项编号: "",
		事项名称: "",
		"曾用/简称": "",
		类别: "政策",
		事项类型: "政策文件",
		所属年度: 2019,
		层级: "市",
		状态: "印发",
		数量: "",
		数量名称: "",
		单位: "",
	};
	const party = { 类别: "党建", 层级: "", 状态: "已完成" };
	const talks = { ...party, 事项类型: "谈话提醒", 单位: "人次" };
	const meeting = { ...party, 事项类型: "民主生活会" };
	const lines: Line[] = [
		{ 事项名称: "甲办法", "曾用/简称": "乙办法" },
		{ 事项名称: "丙办法", "曾用/简称": "乙办法（试行）" },
		{ 事项名称: "乙办法(试行)", "曾用/简称": "乙办法" },
		{ 事项名称: "乙办法", "曾用/简称": "甲办法" },
		{ 事项名称: "丁意见", 状态: "送审" },
		{ 事项名称: "省措施", 层级: "省" },
		{ 事项名称: "去年办法", 所属年度: 2018 },
		{ 事项名称: "协议甲", 类别: "协议", 事项类型: "协议", 状态: "已签署", 层级: "" },
		{ 事项名称: "协议乙", 类别: "协议", 事项类型: "协议", 状态: "起草", 层级: "" },
		{ 事项名称: "谈话一", ...talks, 数量: 5 },
		{ 事项名称: "谈话二", ...talks, 数量: 3 },
		{ 事项名称: "谈话三", ...talks, 数量: 2, 单位: "次" },
		{ 事项名称: "生活会", ...meeting, 所属年度: 2018, 数量: 7, 数量名称: "整改问题" },
		{ 事项名称: "生活会意见", ...meeting, 所属年度: 2018, 数量: 30, 数量名称: "征求意见" },
		{ 事项名称: "本年生活会", ...meeting, 数量: 9, 数量名称: "整改问题" },
	];
	const numbered = lines.map((line, at) => ({ 事项编号: `SJ${at + 1}`, ...line }));
	const { published } = await given([csv("综02", "市本级", "2019年上半年", usual, numbered, "第一批")]);
	const figures = await published();
	expect(valuesOf(figures, "policy.documents", "", "issued", "submitted", "legal-review")).toEqual([2, 1, 1, 0]);
	expect(figures("policy.documents").byUnit).toMatchObject({ [CITY]: 2, [YANGDONG]: null });
	expect([figures("finance.agreements").value, ...valuesOf(figures, "party", "talks", "meeting-problems")]).toEqual([1, 8, 7]);
});

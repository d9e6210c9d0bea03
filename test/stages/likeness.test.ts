import { describe, expect, test } from "vitest";
import type { Form, Table } from "../../src/model/form.ts";
import type { Cell } from "../../src/model/grid.ts";
import { period } from "../../src/model/period.ts";
import type { Proposal } from "../../src/model/submission.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { usccCheckCharacter } from "../../src/stages/normalise/uscc.ts";
import { indexOf } from "../../src/stages/recognise/catalogue-index.ts";
import { headerColumn } from "../../src/stages/recognise/columns.ts";
import { propose } from "../../src/stages/recognise/proposals.ts";
import { REAL_FORMS } from "../support/real-forms.ts";
import { unitNamedIn } from "../support/small-catalogue.ts";
import { cellsOf } from "../support/text-grid.ts";

const index = indexOf({ forms: REAL_FORMS, units: YANGJIANG_UNITS });

function tableNamed(name: string): Table {
	const [number = "", id = ""] = name.split("/");
	const found = REAL_FORMS.find((form: Form) => form.id === `阳科${number}`)?.tables.find((table) => table.id === id);
	if (!found) throw new Error(name);
	return found;
}

/** Values that offices write, by the name of what they are. */
const VALUES: Readonly<Record<string, string>> = {
	nothing: "",
	amounts: "1200.5|980|3600|15.25|12000|43000|88|7600",
	counts: "120|35|8|61|1500|24|77|9",
	shares: "35%|12.5%|8%|40%|22%",
	days: "2018-11-28|2019-03-02|2017.12.1|2018年10月16日|@2019-06-27",
	months: "2018-11|2019年3月|2017-12|2018-10",
	years: "2018|2017|2019|2016|2018",
	creditCodes: ["91441702MA4UJ1XC2", "91441702077895432", "91441704MA51XY3B1", "91441700581234567", "91441721MA4W2K3L5"]
		.map((code) => code + usccCheckCharacter(code))
		.join("|"),
	certificates: "GR201844000123|GR201744004567|GR201644001122|GR201844009876",
	counties: "江城区|阳东区|阳西县|阳春市|江城区",
	towns: "城东街道|岗列街道|白沙街道|埠场镇",
	people: "林某某|陈某|许某某|关某|黄某某",
	companies: "示例刀剪有限公司|示例食品有限公司|示例五金厂|示例科技有限公司",
	remarks: "已提交材料|正在整改，预计七月完成|无|与去年口径一致",
	yesNo: "是|否|是|是|否",
	sizes: "大型|中型|小型|微型|小型",
	stages: "摸排|走访|已提交|公示|已备案",
	phones: "0662-3412345|13800138000|0662-3367890",
	projectNumbers: "SDZX2019001|SDZX2019002|SDZX2019013",
	documents: "阳科字〔2018〕12号|阳科字〔2019〕3号",
	addresses: "江城区东风路12号|岗列街道站前路8号|高新区港口工业园",
};

/** What a heading is taken for where every field of the table but those named after the minus is still free. */
function proposed(table: string, heading: string, values: string): readonly Proposal[] {
	const [name = "", ...mapped] = table.split(" -");
	const own = tableNamed(name);
	const sample: Cell[] = cellsOf(VALUES[values] ?? fail(values));
	const column = headerColumn(7, heading.split("_"), { row: 3, column: 7 }, index);
	const context = { period: period("2019H1"), unit: unitNamedIn("441702-00"), units: YANGJIANG_UNITS };
	const free = own.fields.filter((field) => !mapped.includes(field.name));
	return propose([{ column, sample }], free, { block: { table: own, date1904: false, amountUnit: null }, context }).get(7) ?? [];
}

function fail(name: string): never {
	throw new Error(`no values called ${name}`);
}

describe("headings of offices that are almost known are proposed", () => {
	test.each([
		// 统01 高新技术企业名录
		["统01", "研究开发费", "amounts", "rd_exp"],
		["统01", "研究开发费", "nothing", "rd_exp"],
		["统01", "研发费用支出", "amounts", "rd_exp"],
		["统01", "研发经费投入（万元）", "amounts", "rd_exp"],
		["统01", "R&D经费支出", "amounts", "rd_exp"],
		["统01", "企业研发投入总额", "amounts", "rd_exp"],
		["统01", "2019年研发费用", "amounts", "rd_exp"],
		["统01", "研究与开发费用", "amounts", "rd_exp"],
		["统01", "主营收入(万)", "amounts", "revenue"],
		["统01", "主营收入", "amounts", "revenue"],
		["统01", "营业总收入（万元）", "amounts", "revenue"],
		["统01", "本年营业收入", "amounts", "revenue"],
		["统01", "营业额", "amounts", "revenue"],
		["统01", "员工数", "counts", "employees"],
		["统01", "员工总人数", "counts", "employees"],
		["统01", "职工人数（人）", "counts", "employees"],
		["统01", "期末从业人员数", "counts", "employees"],
		["统01", "企业员工人数", "counts", "employees"],
		["统01", "科技人员总数", "counts", "sci_staff"],
		["统01", "从事科技活动人员数", "counts", "sci_staff"],
		["统01 -hnte_cert", "颁发证书日期", "days", "issue_date"],
		["统01", "证书颁发时间", "days", "issue_date"],
		["统01", "领证时间", "days", "issue_date"],
		["统01", "高企证书发证时间", "days", "issue_date"],
		["统01", "证书有效期截止日期", "days", "valid_to"],
		["统01", "有效期截止", "days", "valid_to"],
		["统01", "到期时间", "days", "valid_to"],
		["统01", "高新技术企业证书号", "certificates", "hnte_cert"],
		["统01", "高企证号", "certificates", "hnte_cert"],
		["统01", "统一信用代码", "creditCodes", "uscc"],
		["统01", "统一社会信用代码证号", "creditCodes", "uscc"],
		["统01", "企业法人全称", "companies", "ent_name"],
		["统01", "所在县(市、区)", "counties", "region"],
		["统01", "所属区县", "counties", "region"],
		["统01", "规模以上企业", "yesNo", "above_scale"],
		["统01", "是否为规上企业", "yesNo", "above_scale"],
		["统01", "企业规模类型", "sizes", "size"],
		["统01", "高新技术产品及服务收入", "amounts", "ht_income"],
		["统01", "所属高新技术领域", "nothing", "tech_field"],
		["统01", "认定年", "years", "cert_year"],
		["统01", "原企业名", "companies", "former_name"],
		// 统02 培育
		["统02", "拟申报年份", "years", "apply_year"],
		["统02", "上一年度营业收入", "amounts", "rev_prev"],
		["统02", "2018年营业收入", "amounts", "rev_prev"],
		["统02", "2018年度研发费用（万元）", "amounts", "rd_prev"],
		["统02", "走访调研的时间", "days", "visit_date"],
		["统02", "科技人员所占比例", "shares", "tech_ratio"],
		["统02", "拥有知识产权数量", "counts", "ip_count"],
		["统02", "目前进展阶段", "stages", "stage"],
		["统02", "主要障碍及困难", "remarks", "obstacle"],
		// 统03 平台, 统05 申报, 统06 评审, 统07 执行, 统08 检查, 统09 活动, 统10 金融, 统12 特派员
		["统03", "研发人员总数", "counts", "rd_staff"],
		["统03", "平台联系电话", "phones", "phone"],
		["统03", "认定批文号", "documents", "doc_no"],
		["统03", "获批时间", "days", "recognised_on"],
		["统05", "专家评审打分", "counts", "score"],
		["统06", "申请财政资金额", "amounts", "applied"],
		["统06", "企业自筹经费", "amounts", "own_funds"],
		["统06", "申报项目负责人", "people", "leader"],
		["统07", "立项编号", "projectNumbers", "project_no"],
		["统07", "项目验收时间", "days", "accepted_on"],
		["统07", "已拨付经费", "amounts", "paid"],
		["统08", "检查实际日期", "days", "checked_on"],
		["统08", "发现的问题数", "counts", "problems"],
		["统09", "活动开始时间", "days", "start_date"],
		["统09", "活动举办地点", "addresses", "place"],
		["统10/A", "贷款年化利率", "shares", "annual_rate"],
		["统10/A", "放款总额", "amounts", "drawn"],
		["统12", "特派员手机号码", "phones", "mobile"],
		["统12", "对接村名", "towns", "village"],
		["统09", "活动结束时间", "days", "end_date"],
		["统01", "主营业务总收入", "amounts", "revenue"],
		["统10/A", "合作银行名称", "companies", "partner"],
		["统07", "合同终止日期", "days", "due"],
		["统01", "企业研发费用总额", "amounts", "rd_exp"],
		["统01", "研发费", "amounts", "rd_exp"],
		["统01", "研发支出", "amounts", "rd_exp"],
		["统01", "企业营业收入", "amounts", "revenue"],
		["统01", "营业收入合计", "amounts", "revenue"],
		["统01", "全年营业收入", "amounts", "revenue"],
		["统01", "在职职工人数", "counts", "employees"],
		["统01", "单位职工总数", "counts", "employees"],
		["统01", "企业从业人数", "counts", "employees"],
		["统01", "高企认定年度", "years", "cert_year"],
		["统01", "证书取得日期", "days", "issue_date"],
		["统01", "高企有效期至", "days", "valid_to"],
		["统01", "证书到期日", "days", "valid_to"],
		["统01", "更名前企业名称", "companies", "former_name"],
		["统01", "科技人员合计", "counts", "sci_staff"],
		["统01", "单位全称", "companies", "ent_name"],
		["统01", "企业名", "companies", "ent_name"],
		["统01", "公司全称", "companies", "ent_name"],
		["统02", "申报年", "years", "apply_year"],
		["统02", "计划申报年份", "years", "apply_year"],
		["统02", "调研走访日期", "days", "visit_date"],
		["统02", "摸底调查时间", "days", "screen_date"],
		["统02", "带队领导姓名", "people", "visit_leader"],
		["统02", "市局推荐时间", "days", "recommend_date"],
		["统02", "去年营业收入", "amounts", "rev_prev"],
		["统02", "上年度销售额", "amounts", "rev_prev"],
		["统02", "去年研发费用", "amounts", "rd_prev"],
		["统02", "知识产权总数", "counts", "ip_count"],
		["统02", "科研人员占比", "shares", "tech_ratio"],
		["统02", "存在的困难和问题", "remarks", "obstacle"],
		["统03", "创新平台名", "companies", "name"],
		["统03", "平台负责人姓名", "people", "leader"],
		["统03", "研发人员总数（人）", "counts", "rd_staff"],
		["统03", "上一年度研发经费投入", "amounts", "rd_prev"],
		["统03", "批准文件号", "projectNumbers", "doc_no"],
		["统03", "批准认定部门", "companies", "recognised_by"],
		["统04", "孵化器面积（㎡）", "amounts", "area_own"],
		["统04", "孵化场地总面积", "amounts", "area_own"],
		["统04", "在孵企业个数", "counts", "tenants"],
		["统04", "在孵企业总数", "counts", "tenants"],
		["统04", "累计毕业企业数量", "counts", "grads_cum"],
		["统04", "创业导师人数合计", "counts", "mentors"],
		["统04", "孵化基金规模", "amounts", "fund"],
		["统05", "受理编号号码", "projectNumbers", "accept_no"],
		["统05", "县（区）推荐日期", "days", "county_recommended_on"],
		["统05", "现场考察的日期", "days", "inspected_on"],
		["统05", "批准认定时间", "days", "recognised_on"],
		["统06", "课题负责人", "people", "leader"],
		["统06", "申请财政经费额度", "amounts", "applied"],
		["统06", "项目投资总额", "amounts", "total"],
		["统06", "项目起始时间", "months", "start_month"],
		["统06", "项目结束时间", "months", "end_month"],
		["统07", "项目开始时间", "days", "start_date"],
		["统07", "合同到期时间", "days", "due"],
		["统07", "立项年", "years", "approved_year"],
		["统07", "延期后的到期日期", "days", "due_ext"],
		["统07", "结余金额", "amounts", "balance"],
		["统08", "检查批次编号", "projectNumbers", "check_batch"],
		["统08", "整改报告提交时间", "days", "report_on"],
		["统08", "问题个数", "counts", "problems"],
		["统09", "活动名", "remarks", "name"],
		["统09", "活动起始日期", "days", "start_date"],
		["统09", "主办方", "companies", "host"],
		["统10/A", "贷款到期日期", "days", "due_on"],
		["统10/A", "授信总额", "amounts", "granted"],
		["统10/A", "银行名称", "companies", "partner"],
		["统11", "项目总投资额", "amounts", "investment"],
		["统11", "已完成投资额", "amounts", "invested"],
		["统12", "培训农民人次", "counts", "trained"],
	])("%s: %s over %s → %s", (table, heading, values, field) => {
		const [first, ...others] = proposed(table, heading, values);
		expect({ field: first?.field, others: others.map((other) => other.field) }).toEqual({ field, others: [] });
		expect(first?.likeness).toBeGreaterThanOrEqual(60);
	});
});

describe("headings that are other things are not proposed, though every field is free", () => {
	test.each([
		["统01", "备注2", "remarks"],
		["统01", "备注1", "remarks"],
		["统01", "审核人", "people"],
		["统01", "填表人", "people"],
		["统01", "联系人", "people"],
		["统01", "法定代表人", "people"],
		["统01", "联系电话", "phones"],
		["统01", "注册地址", "addresses"],
		["统01", "办公地点", "addresses"],
		["统01", "注册资本（万元）", "amounts"],
		["统01", "实缴税金", "amounts"],
		["统01", "纳税总额（万元）", "amounts"],
		["统01", "净利润", "amounts"],
		["统01", "资产总额", "amounts"],
		["统01", "总产值", "amounts"],
		["统01", "出口额", "amounts"],
		["统01", "营业收入增长率", "shares"],
		["统01", "营业收入同比", "shares"],
		["统01", "研发费用占营业收入比例", "shares"],
		["统01", "研发投入强度", "shares"],
		["统01", "研发费用加计扣除额", "amounts"],
		["统01", "其中：出口收入", "amounts"],
		["统01", "营业收入_其中：出口", "amounts"],
		["统01", "出口营业收入", "amounts"],
		["统01", "境外销售收入", "amounts"],
		["统01", "委托研发费用", "amounts"],
		["统01", "政府补助研发经费", "amounts"],
		["统01", "研发设备原值", "amounts"],
		["统01", "外籍员工数", "counts"],
		["统01", "证书打印日期", "days"],
		["统01", "其他业务收入", "amounts"],
		["统01", "收入", "amounts"],
		["统01", "营业收入及研发费用", "amounts"],
		["统06", "资金（万元）", "amounts"],
		["统06", "项目时间", "months"],
		["统01", "营业外收入", "amounts"],
		["统01", "上年营业收入", "amounts"],
		["统01", "2018年营业收入", "amounts"],
		["统01", "2017年研发费用", "amounts"],
		["统01", "人均营业收入", "amounts"],
		["统01", "研发人员数", "counts"],
		["统01", "新增员工数", "counts"],
		["统01", "专利数", "counts"],
		["统01", "发明专利授权量", "counts"],
		["统01", "成立日期", "days"],
		["统01", "审核日期", "days"],
		["统01", "填报时间", "days"],
		["统01", "更新时间", "days"],
		["统01", "法人身份证号", "projectNumbers"],
		["统01", "档案编号", "projectNumbers"],
		["统01", "银行账号", "projectNumbers"],
		["统01", "是否上市", "yesNo"],
		["统01", "是否外资", "yesNo"],
		["统01", "镇街", "towns"],
		["统01", "主要产品", "remarks"],
		["统01", "经营范围", "remarks"],
		["统01", "厂房朝向", "remarks"],
		["统01", "看板", "remarks"],
		["统02", "营业收入", "amounts"],
		["统02", "2017年营业收入", "amounts"],
		["统02", "联系人姓名", "people"],
		["统02", "股权结构", "remarks"],
		["统03", "建筑面积（㎡）", "amounts"],
		["统05", "评审专家", "people"],
		["统05", "缴费日期", "days"],
		["统06", "获奖情况", "remarks"],
		["统06", "推荐单位意见", "remarks"],
		["统07", "项目组成员", "people"],
		["统07", "中期检查日期", "days"],
		["统09", "签到人", "people"],
		["统10/A", "保证金（万元）", "amounts"],
		["统12", "身份证号码", "projectNumbers"],
		["统12", "出生年月", "months"],
		["统12", "学历", "remarks"],
		["统08", "检查费用", "amounts"],
		["统04", "在孵企业营业收入", "amounts"],
		["统04", "获得投资企业数", "counts"],
		["统01", "研发费用归集额（2017年）", "amounts"],
		["统01", "序号2", "counts"],
		["统01", "行政相对人", "people"],
		["统01", "邮政编码", "counts"],
		["统01", "传真", "phones"],
		["统01", "电子邮箱", "remarks"],
		["统01", "企业网址", "remarks"],
		["统01", "企业简介", "remarks"],
		["统01", "上市代码", "counts"],
		["统01", "董事长", "people"],
		["统01", "总经理", "people"],
		["统01", "财务负责人", "people"],
		["统01", "科技负责人电话", "phones"],
		["统01", "统计负责人", "people"],
		["统01", "填报日期", "days"],
		["统01", "入库日期", "days"],
		["统01", "申报日期", "days"],
		["统01", "注册日期", "days"],
		["统01", "首次认定年度", "years"],
		["统01", "减免税额", "amounts"],
		["统01", "固定资产投资", "amounts"],
		["统01", "政府补助收入", "amounts"],
		["统01", "投资收益", "amounts"],
		["统01", "利润总额", "amounts"],
		["统01", "技术合同成交额", "amounts"],
		["统01", "研发机构数", "counts"],
		["统01", "研发项目数", "counts"],
		["统01", "发明专利数", "counts"],
		["统01", "博士人数", "counts"],
		["统01", "本科以上人数", "counts"],
		["统01", "女职工人数", "counts"],
		["统01", "离退休人员数", "counts"],
		["统01", "研发费用增长", "shares"],
		["统01", "研发人员占比", "shares"],
		["统01", "高品收入占比", "shares"],
		["统01", "销售利润率", "shares"],
		["统01", "主导产品", "remarks"],
		["统01", "荣誉", "remarks"],
		["统01", "信用等级", "remarks"],
		["统01", "乡镇", "remarks"],
		["统01", "详细地址", "addresses"],
		["统01", "联系人手机", "phones"],
		["统01", "是否亏损", "yesNo"],
		["统01", "是否有研发机构", "yesNo"],
		["统01", "去年员工数", "counts"],
		["统01", "存货", "amounts"],
		["统02", "法人代表", "people"],
		["统02", "财务人员", "people"],
		["统02", "本年营业收入", "amounts"],
		["统02", "预计营业收入", "amounts"],
		["统02", "总资产", "amounts"],
		["统02", "备注信息2", "remarks"],
		["统02", "研发占比", "shares"],
		["统03", "占地面积", "amounts"],
		["统03", "设备原值", "amounts"],
		["统03", "设备台数", "counts"],
		["统03", "专利申请数", "counts"],
		["统03", "合作高校", "companies"],
		["统04", "租金收入", "amounts"],
		["统04", "孵化器负责人", "people"],
		["统04", "公共服务面积", "amounts"],
		["统04", "大学生创业数", "counts"],
		["统05", "公示日期", "days"],
		["统05", "联系人", "people"],
		["统05", "材料份数", "counts"],
		["统06", "专家姓名", "people"],
		["统06", "专家组长", "people"],
		["统06", "最高分", "counts"],
		["统06", "最低分", "counts"],
		["统06", "银行贷款", "amounts"],
		["统06", "项目摘要", "remarks"],
		["统07", "组织单位", "companies"],
		["统07", "违约金", "amounts"],
		["统07", "论文数", "counts"],
		["统07", "监理单位", "companies"],
		["统08", "陪同人员", "people"],
		["统08", "复查日期", "days"],
		["统08", "处罚金额", "amounts"],
		["统09", "经费预算", "amounts"],
		["统09", "媒体报道数", "counts"],
		["统09", "满意度", "shares"],
		["统10/A", "抵押物", "remarks"],
		["统10/A", "客户经理", "people"],
		["统10/A", "逾期天数", "counts"],
		["统10/A", "担保费率", "shares"],
		["统11", "分管领导", "people"],
		["统11", "用地面积", "amounts"],
		["统12", "年龄", "counts"],
		["统12", "民族", "remarks"],
		["统12", "政治面貌", "remarks"],
		["统12", "补贴金额", "amounts"],
	])("%s: %s over %s", (table, heading, values) => {
		expect(proposed(table, heading, values).map(({ field, likeness }) => `${field} ${likeness}`)).toEqual([]);
	});
});

describe("where several columns or fields come near", () => {
	const table = tableNamed("统01");
	const context = { period: period("2019H1"), unit: unitNamedIn("441702-00"), units: YANGJIANG_UNITS };
	const place = { block: { table, date1904: false, amountUnit: null }, context };
	const columnOf = (heading: string, at: number, values = "amounts") => ({
		column: headerColumn(at, [heading], { row: 3, column: at }, index),
		sample: cellsOf(VALUES[values] ?? fail(values)),
	});

	test("a field is proposed for the column that is clearly likest it alone", () => {
		const found = propose([columnOf("研究开发费", 7), columnOf("研发费用支出合计额", 8), columnOf("研发工作支出", 9)], table.fields, place);
		expect(found.get(7)?.map(({ field }) => field)).toEqual(["rd_exp"]);
		expect(found.get(9)).toEqual([]);
	});

	test("fields that are as like are all named, three at most, likeliest first", () => {
		const found = proposed("统07", "延期日期", "days");
		expect(found.map(({ field }) => field)).toEqual(["ext_applied_on", "ext_approved_on", "due_ext"]);
		expect(found.map(({ likeness }) => likeness)).toEqual(found.map(({ likeness }) => likeness).sort((a, b) => b - a));
	});

	test("nothing is proposed where no field is free", () => {
		expect(propose([columnOf("研究开发费", 7)], [], place).size).toBe(0);
	});
});

describe("what stands below a heading", () => {
	test("that is none of the field's values is no proposal, however like the heading", () => {
		expect(proposed("统01", "研究开发费", "people")).toEqual([]);
		expect(proposed("统01", "证书颁发时间", "counties")).toEqual([]);
		expect(proposed("统01", "研究开发费（人）", "amounts")).toEqual([]);
	});

	test("tells between fields whose names are as like", () => {
		expect(proposed("统03", "认定的时间", "days").map(({ field }) => field)).toEqual(["recognised_on"]);
		expect(proposed("统03", "认定的时间", "years").map(({ field }) => field)).toEqual(["year"]);
	});

	test("is enough by itself where a required code is missing and nothing else has such values", () => {
		const [first] = proposed("统01", "登记证照", "creditCodes");
		expect(first).toMatchObject({ field: "uscc", required: true, evidence: { kind: "code", values: 5 } });
	});

	test("is told with its counts", () => {
		const [first] = proposed("统01", "研究开发费", "amounts");
		expect(first).toEqual({
			field: "rd_exp",
			fieldHeader: "研发费用",
			required: true,
			likeness: expect.any(Number) as number,
			evidence: { resembles: "研究开发费用", shared: "研究开发费", kind: "amount", values: 8, fits: 8 },
		});
	});
});

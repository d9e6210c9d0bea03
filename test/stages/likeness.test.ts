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
	])("%s: %s over %s", (table, heading, values) => {
		expect(proposed(table, heading, values).map(({ field, likeness }) => `${field} ${likeness}`)).toEqual([]);
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

import roster from "../../src/forms/t01-hnte-roster.ts";
import pipeline from "../../src/forms/t02-hnte-pipeline.ts";
import platforms from "../../src/forms/t03-platforms.ts";
import incubators from "../../src/forms/t04-incubators.ts";
import applications from "../../src/forms/t05-applications.ts";
import review from "../../src/forms/t06-project-review.ts";
import execution from "../../src/forms/t07-project-execution.ts";
import { sweepRules } from "./rule-cases.ts";

const YANGDONG = "91441704MA5T010130";
const JIANGCHENG = "91441702MA5T010133";
const YANGCHUN = "91441781MA5T01013G";
const CITY = "91441700MA5T010136";

/** A project that is due at the end of 2018Q4, extended by half a year. */
const extended = { due: "2018-12-31", due_ext: "2019-06-30" };

sweepRules([roster, pipeline, platforms, incubators, applications, review, execution], {
	"01-H1": {
		breaks: [
			{
				row: { hnte_cert: "GR201844001101", cert_year: 2017, issue_date: "2018-11-28" },
				gives: { at: "cert_year", expected: 2018 },
			},
			{ row: { hnte_cert: "GR201744001101", cert_year: 2018, issue_date: "2018-11-28" }, gives: { at: "hnte_cert", expected: "GR2018…" } },
			{ row: { hnte_cert: "GR201844001101", cert_year: 2018, issue_date: "2019-01-02" }, gives: { at: "issue_date", expected: "2018" } },
			{ row: { hnte_cert: "GR201644001101", cert_year: 2017, issue_date: "2018-11-28" }, gives: { at: "cert_year", expected: 2018 } },
		],
		keeps: [
			{ row: { hnte_cert: "GR201844001101", cert_year: 2018, issue_date: "2018-11-28" } },
			{ row: { hnte_cert: "GF201844001101", cert_year: 2018, issue_date: "2018-01-01" } },
		],
	},
	"01-H2": {
		breaks: [
			{ row: { issue_date: "2018-11-28", valid_to: "2021-11-30" }, gives: { expected: "2021-11-28" } },
			{ row: { issue_date: "2018-11-28", valid_to: "2021-11-26" }, gives: { expected: "2021-11-28" } },
			{ row: { issue_date: "2016-02-29", valid_to: "2019-02-27" }, gives: { expected: "2019-03-01" } },
		],
		keeps: [
			{ row: { issue_date: "2018-11-28", valid_to: "2021-11-27" } },
			{ row: { issue_date: "2018-11-28", valid_to: "2021-11-28" } },
			{ row: { issue_date: "2018-11-28", valid_to: "2021-11-29" } },
			{ row: { issue_date: "2016-02-29", valid_to: "2019-02-28" } },
		],
	},
	"01-H3": {
		breaks: [{ row: { sci_staff: 41, employees: 40 }, gives: { expected: "≤ 40", difference: 1 } }],
		keeps: [{ row: { sci_staff: 40, employees: 40 } }],
	},
	"01-H4": {
		breaks: [{ row: { rd_exp: 100.01, revenue: 100 }, gives: { expected: "≤ 100", difference: 0.01 } }],
		keeps: [{ row: { rd_exp: 100, revenue: 100 } }, { row: { rd_exp: 35, revenue: 0 } }],
	},
	"01-H5": {
		breaks: [
			{ rows: [{ hnte_cert: "GR201844001101" }, { hnte_cert: "GR201844001102" }, { hnte_cert: "GR201844001101" }], gives: [{ row: 1 }, { row: 3 }] },
		],
		keeps: [{ rows: [{ hnte_cert: "GR201844001101" }, { hnte_cert: "GR201844001102" }, { hnte_cert: null }, { hnte_cert: null }] }],
	},
	"01-H6": {
		breaks: [{ row: { status: "有效", valid_to: "2019-06-29" }, gives: { expected: "到期 / 重新认定中" } }],
		keeps: [
			{ row: { status: "有效", valid_to: "2019-06-30" } },
			{ row: { status: "到期", valid_to: "2019-06-29" } },
			{ row: { status: "重新认定中", valid_to: "2019-06-29" } },
		],
	},
	"01-S1": {
		breaks: [
			{ row: { rd_exp: 29.99, revenue: 1000 }, gives: { expected: "30.00～500.00", difference: -0.01 } },
			{ row: { rd_exp: 500.01, revenue: 1000 }, gives: { expected: "30.00～500.00", difference: 0.01 } },
			{ row: { rd_exp: 0, revenue: 1000 }, gives: { expected: "30.00～500.00", difference: -30 } },
		],
		keeps: [
			{ row: { rd_exp: 30, revenue: 1000 } },
			{ row: { rd_exp: 30.03, revenue: 1001 } },
			{ row: { rd_exp: 500, revenue: 1000 } },
			{ row: { rd_exp: 10, revenue: 0 } },
		],
	},
	"01-S2": {
		breaks: [
			{ row: { size: "小型", gb4754: "3324", employees: 300, revenue: 2000 }, gives: { expected: "中型" } },
			{ row: { size: "中型", gb4754: "C3324", employees: 299, revenue: 39_999 }, gives: { expected: "小型" } },
			{ row: { size: "小型", gb4754: "6510", employees: 9, revenue: 800 }, gives: { expected: "微型" } },
		],
		keeps: [
			{ row: { size: "中型", gb4754: "3324", employees: 300, revenue: 2000 } },
			{ row: { size: "小型", gb4754: "C3324", employees: 299, revenue: 39_999 } },
			{ row: { size: "大型", gb4754: "4710", employees: 12, revenue: 6000 } },
			{ row: { size: "大型", gb4754: "5430", employees: 1, revenue: 1 } },
		],
	},
	"01-S3": {
		breaks: [
			{ row: { uscc: YANGCHUN }, gives: { expected: "441704" } },
			{ row: { uscc: YANGDONG }, unit: "441700-71", gives: { expected: "441702" } },
		],
		keeps: [
			{ row: { uscc: YANGDONG } },
			{ row: { uscc: CITY } },
			{ row: { uscc: "91440101MA5T01013X" } },
			{ row: { uscc: JIANGCHENG }, unit: "441700-71" },
			{ row: { uscc: YANGCHUN }, unit: "441700-00" },
		],
	},
	"01-S4": {
		breaks: [
			{ row: { above_scale: true, revenue: 1999.99 }, gives: { expected: "≥ 2000", difference: -0.01 } },
			{ row: { above_scale: true, revenue: 1999.99, gb4754: "3324" }, gives: { expected: "≥ 2000", difference: -0.01 } },
		],
		keeps: [
			{ row: { above_scale: true, revenue: 2000 } },
			{ row: { above_scale: false, revenue: 1999.99 } },
			{ row: { above_scale: true, revenue: 1999.99, gb4754: "6510" } },
		],
	},
	"01-S6": {
		breaks: [
			{ row: { hnte_cert: "GR201844201101" }, gives: { expected: "GR2018440…" } },
			{ row: { hnte_cert: "GF201844001101" }, gives: { expected: "GR2018440…" } },
		],
		keeps: [{ row: { hnte_cert: "GR201844001101" } }],
	},
	"02-H1": {
		breaks: [
			{
				rows: [
					{ uscc: YANGDONG, apply_year: 2019 },
					{ uscc: YANGDONG, apply_year: 2019 },
				],
				gives: [{ row: 1 }, { row: 2 }],
			},
		],
		keeps: [
			{
				rows: [
					{ uscc: YANGDONG, apply_year: 2019 },
					{ uscc: YANGDONG, apply_year: 2020 },
					{ uscc: JIANGCHENG, apply_year: 2019 },
				],
			},
		],
	},
	"02-H2": {
		breaks: [
			{ row: { screen_date: "2019-06-19", submit_date: "2019-06-18" }, gives: { at: "submit_date", expected: "≥ 2019-06-19" } },
			{ row: { submit_date: "2019-06-18", recommend_date: "2019-06-17" }, gives: { at: "recommend_date", expected: "≥ 2019-06-18" } },
			{ row: { screen_date: "2019-06-18", recommend_date: "2019-06-17" }, gives: { at: "recommend_date", expected: "≥ 2019-06-18" } },
		],
		keeps: [
			{ row: { screen_date: "2019-06-18", submit_date: "2019-06-18", recommend_date: "2019-06-18" } },
			{ row: { screen_date: "2019-06-18" } },
			{ row: {} },
		],
	},
	"02-H3": {
		breaks: [
			{ row: { stage: "已提交" }, gives: {} },
			{ row: { stage: "未通过" }, gives: {} },
		],
		keeps: [{ row: { stage: "已提交", submit_date: "2019-06-18" } }, { row: { stage: "备料" } }, { row: { stage: "放弃" } }],
	},
	"02-H4": {
		breaks: [
			{ row: { apply_year: 2019, batch: "第一批", submit_date: "2019-06-21" }, gives: { expected: "≤ 2019-06-20" } },
			{ row: { apply_year: 2019, batch: "第二批", submit_date: "2019-07-16" }, gives: { expected: "≤ 2019-07-15" } },
			{ row: { apply_year: 2019, batch: "第三批", submit_date: "2019-08-16" }, gives: { expected: "≤ 2019-08-15" } },
		],
		keeps: [
			{ row: { apply_year: 2019, batch: "第一批", submit_date: "2019-06-20" } },
			{ row: { apply_year: 2019, batch: "第二批", submit_date: "2019-07-15" } },
			{ row: { apply_year: 2019, batch: "第三批", submit_date: "2019-08-15" } },
			{ row: { apply_year: 2019, batch: "未定", submit_date: "2019-09-01" } },
			{ row: { apply_year: 2018, batch: "第一批", submit_date: "2018-08-01" } },
		],
	},
	"02-H5": {
		breaks: [
			{ row: { apply_year: 2019, batch: "第一批", recommend_date: "2019-07-16" }, gives: { expected: "≤ 2019-07-15" } },
			{ row: { apply_year: 2019, batch: "第二批", recommend_date: "2019-08-16" }, gives: { expected: "≤ 2019-08-15" } },
			{ row: { apply_year: 2019, batch: "第三批", recommend_date: "2019-09-11" }, gives: { expected: "≤ 2019-09-10" } },
		],
		keeps: [
			{ row: { apply_year: 2019, batch: "第一批", recommend_date: "2019-07-15" } },
			{ row: { apply_year: 2019, batch: "第二批", recommend_date: "2019-08-15" } },
			{ row: { apply_year: 2019, batch: "第三批", recommend_date: "2019-09-10" } },
		],
	},
	"02-H6": {
		breaks: [{ row: { visit_date: "2019-05-14" }, gives: { expected: "市局 / 县区" } }],
		keeps: [{ row: { visit_date: "2019-05-14", visit_by: "县区" } }],
	},
	"02-S1": {
		breaks: [{ row: { tech_ratio: 0.0999 }, gives: { expected: "≥ 10%", difference: -0.0001 } }],
		keeps: [{ row: { tech_ratio: 0.1 } }],
	},
	"02-S2": {
		breaks: [
			{ row: { rev_prev: 5000, rd_prev: 249.99 }, gives: { expected: "≥ 250.00", difference: -0.01 } },
			{ row: { rev_prev: 20_000, rd_prev: 799.99 }, gives: { expected: "≥ 800.00", difference: -0.01 } },
			{ row: { rev_prev: 30_000, rd_prev: 899.99 }, gives: { expected: "≥ 900.00", difference: -0.01 } },
		],
		keeps: [
			{ row: { rev_prev: 5000, rd_prev: 250 } },
			{ row: { rev_prev: 5000.01, rd_prev: 200.01 } },
			{ row: { rev_prev: 20_000, rd_prev: 800 } },
			{ row: { rev_prev: 20_000.01, rd_prev: 600.01 } },
			{ row: { rev_prev: 0, rd_prev: 0 } },
		],
	},
	"03-H1": {
		breaks: [{ row: { type: "院士工作站", level: "省级" }, gives: { expected: "不分级" } }],
		keeps: [{ row: { type: "院士工作站", level: "不分级" } }, { row: { type: "孵化器", level: "省级" } }],
	},
	"03-H2": {
		period: "2019Q2",
		breaks: [{ row: { year: 2020 }, gives: { expected: "≤ 2019", difference: 1 } }],
		keeps: [{ row: { year: 2019 } }],
	},
	"03-H3": {
		breaks: [
			{
				rows: [
					{ type: "孵化器", level: "市级", uscc: YANGDONG, name: "示例孵化器" },
					{ type: "孵化器", level: "市级", uscc: YANGDONG, name: "示例孵化器" },
				],
				gives: [{ row: 1 }, { row: 2 }],
			},
		],
		keeps: [
			{
				rows: [
					{ type: "孵化器", level: "市级", uscc: YANGDONG, name: "示例孵化器" },
					{ type: "孵化器", level: "省级", uscc: YANGDONG, name: "示例孵化器" },
					{ type: "孵化器", level: "市级", uscc: YANGDONG, name: "示例孵化器二期" },
					{ type: "孵化器", level: "市级", uscc: JIANGCHENG, name: "示例孵化器" },
				],
			},
		],
	},
	"03-S1": {
		breaks: [
			{
				rows: [
					{ uscc: YANGDONG, type: "工程技术研究中心", status: "运行" },
					{ uscc: YANGDONG, type: "孵化器", status: "运行" },
					{ uscc: YANGDONG, type: "工程技术研究中心", status: "整改" },
					{ uscc: YANGDONG, type: "工程技术研究中心", status: "在建" },
				],
				gives: [1, 3, 4].map((row) => ({ row, expected: "≤ 2", difference: 1 })),
			},
		],
		keeps: [
			{
				rows: [
					{ uscc: YANGDONG, type: "工程技术研究中心", status: "运行" },
					{ uscc: YANGDONG, type: "工程技术研究中心", status: "运行" },
					{ uscc: YANGDONG, type: "工程技术研究中心", status: "已升级" },
					{ uscc: YANGDONG, type: "工程技术研究中心", status: "撤销" },
					{ uscc: JIANGCHENG, type: "工程技术研究中心", status: "运行" },
				],
			},
		],
	},
	"04-H1": {
		breaks: [{ row: { area_used: 6200.01, area_own: 6200 }, gives: { expected: "≤ 6200", difference: 0.01 } }],
		keeps: [{ row: { area_used: 6200, area_own: 6200 } }],
	},
	"04-H2": {
		breaks: [{ row: { grads_new: 3, grads_cum: 2 }, gives: { expected: "≥ 3", difference: -1 } }],
		keeps: [{ row: { grads_new: 2, grads_cum: 2 } }, { row: { grads_new: 0, grads_cum: 0 } }],
	},
	"04-H3": {
		breaks: [{ row: { hnte_tenants: 5, tenants: 4 }, gives: { expected: "≤ 4", difference: 1 } }],
		keeps: [{ row: { hnte_tenants: 4, tenants: 4 } }],
	},
	"05-H1": {
		breaks: [
			{
				row: { county_recommended_on: "2019-05-20", received_on: "2019-05-19" },
				gives: { at: "received_on", expected: "≥ 2019-05-20" },
			},
			{ row: { received_on: "2019-05-20", reviewed_on: "2019-05-19" }, gives: { at: "reviewed_on", expected: "≥ 2019-05-20" } },
			{ row: { accepted_on: "2019-05-20", inspected_on: "2019-05-19" }, gives: { at: "inspected_on", expected: "≥ 2019-05-20" } },
			{ row: { inspected_on: "2019-05-20", recognised_on: "2019-05-19" }, gives: { at: "recognised_on", expected: "≥ 2019-05-20" } },
		],
		keeps: [
			{
				row: {
					county_recommended_on: "2019-05-20",
					received_on: "2019-05-20",
					accepted_on: "2019-05-20",
					reviewed_on: "2019-05-20",
					inspected_on: "2019-05-20",
					recognised_on: "2019-05-20",
				},
			},
			{ row: { received_on: "2019-05-20" } },
		],
	},
	"05-H2": {
		breaks: [
			{ row: { status: "评审通过", reviewed_on: "2019-05-30", conclusion: "待评" }, gives: { expected: "通过" } },
			{ row: { status: "评审通过", reviewed_on: "2019-05-30" }, gives: { expected: "通过" } },
			{ row: { status: "评审通过", conclusion: "通过" }, gives: { at: "reviewed_on" } },
		],
		keeps: [{ row: { status: "评审通过", reviewed_on: "2019-05-30", conclusion: "通过" } }, { row: { status: "已受理", conclusion: "待评" } }],
	},
	"05-H3": {
		breaks: [{ row: { status: "已认定" }, gives: {} }],
		keeps: [{ row: { status: "已认定", doc_no: "阳科字〔2019〕21号" } }, { row: { status: "评审通过" } }],
	},
	"05-H4": {
		breaks: [
			{ row: { status: "已申报" }, gives: {} },
			{ row: { status: "撤回" }, gives: {} },
		],
		keeps: [{ row: { status: "已申报", received_on: "2019-05-20" } }, { row: { status: "筹备" } }],
	},
	"06-H1": {
		breaks: [
			{ row: { applied: 30, own_funds: 90.5, total: 120.52 }, gives: { expected: 120.5, difference: 0.02 } },
			{ row: { applied: 0.1, own_funds: 0.2, total: 0.28 }, gives: { expected: 0.3, difference: -0.02 } },
		],
		keeps: [
			{ row: { applied: 30, own_funds: 90.5, total: 120.51 } },
			{ row: { applied: 0.1, own_funds: 0.2, total: 0.29 } },
			{ row: { applied: 0.1, own_funds: 0.2, total: 0.3 } },
		],
	},
	"06-H2": {
		breaks: [{ row: { start_month: "2019-08", end_month: "2019-07" }, gives: { expected: "≥ 2019-08" } }],
		keeps: [{ row: { start_month: "2019-08", end_month: "2019-08" } }],
	},
	"06-H3": {
		breaks: [{ row: { conclusion: "不立项", granted: 0.01 }, gives: { expected: 0, difference: 0.01 } }],
		keeps: [{ row: { conclusion: "不立项", granted: 0 } }, { row: { conclusion: "待定", granted: 5 } }],
	},
	"06-S1": {
		breaks: [{ row: { granted: 20.01, applied: 20 }, gives: { expected: "≤ 20", difference: 0.01 } }],
		keeps: [{ row: { granted: 20, applied: 20 } }],
	},
	"07-H1": {
		breaks: [{ row: { paid: 20.01, grant: 20 }, gives: { expected: "≤ 20", difference: 0.01 } }],
		keeps: [{ row: { paid: 20, grant: 20 } }],
	},
	"07-H2": {
		breaks: [{ row: { due_ext: "2019-06-30", due: "2019-06-30" }, gives: { expected: "> 2019-06-30" } }],
		keeps: [{ row: { due_ext: "2019-07-01", due: "2019-06-30" } }],
	},
	"07-H3": {
		breaks: [
			{ row: { status: "已验收", conclusion: "通过" }, gives: { at: "accepted_on" } },
			{ row: { status: "已验收", accepted_on: "2019-04-18" }, gives: { at: "conclusion" } },
			{ row: { status: "在研", accepted_on: "2019-04-18", conclusion: "结题" }, gives: { expected: "已验收" } },
		],
		keeps: [
			{ row: { status: "已验收", accepted_on: "2019-04-18", conclusion: "不通过" } },
			{ row: { status: "在研" } },
			{ row: { status: "已申请验收", accepted_on: "2019-04-18" } },
		],
	},
	"07-H4": {
		breaks: [
			{ row: { status: "终止" }, gives: { at: "terminated_on" } },
			{ row: { status: "在研", terminated_on: "2019-04-18" }, gives: { expected: "终止" } },
		],
		keeps: [{ row: { status: "终止", terminated_on: "2019-04-18" } }, { row: { status: "在研" } }],
	},
	"07-H5": {
		period: "2019Q2",
		breaks: [
			{ row: { status: "到期未验收", due: "2019-06-30" }, gives: { expected: "在研 / 已延期" } },
			{ row: { status: "到期未验收", ...extended, ext_approved_on: "2019-06-30" }, gives: { expected: "在研 / 已延期" } },
		],
		keeps: [
			{ row: { status: "到期未验收", due: "2019-06-29" } },
			{ row: { status: "到期未验收", ...extended } },
			{ row: { status: "到期未验收", ...extended, ext_approved_on: "2019-07-01" } },
			{ row: { status: "在研", due: "2019-06-30" } },
		],
	},
	"07-H6": {
		period: "2019Q2",
		breaks: [
			{ row: { status: "在研", due: "2019-06-29" }, gives: { expected: "到期未验收" } },
			{ row: { status: "在研", ...extended }, gives: { expected: "到期未验收" } },
		],
		keeps: [
			{ row: { status: "在研", due: "2019-06-30" } },
			{ row: { status: "在研", ...extended, ext_approved_on: "2019-01-10" } },
			{ row: { status: "到期未验收", due: "2019-06-29" } },
		],
	},
	"07-S1": {
		breaks: [
			{ row: { due: "2018-06-30", extensions: 2 }, gives: { expected: "≤ 1", difference: 1 } },
			{
				row: { due: "2018-06-30", extensions: 1, due_ext: "2019-07-01" },
				gives: { at: "due_ext", expected: "≤ 2019-06-30", difference: 1 },
			},
		],
		keeps: [{ row: { due: "2018-06-30", extensions: 1, due_ext: "2019-06-30" } }, { row: { due: "2018-06-30" } }],
	},
	"07-S2": {
		period: "2019Q2",
		breaks: [
			{ row: { status: "到期未验收", due: "2017-06-29" }, gives: { expected: "≥ 2017-06-30" } },
			{
				row: { status: "已延期", due: "2016-06-29", due_ext: "2017-06-29", ext_approved_on: "2016-06-01" },
				gives: { at: "due_ext", expected: "≥ 2017-06-30" },
			},
		],
		keeps: [
			{ row: { status: "到期未验收", due: "2017-06-30" } },
			{ row: { status: "已验收", due: "2017-06-29" } },
			{ row: { status: "终止", due: "2017-06-29" } },
			{ row: { status: "已延期", due: "2016-06-29", due_ext: "2017-06-30", ext_approved_on: "2016-06-01" } },
		],
	},
});

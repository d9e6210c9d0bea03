import inspection from "../../src/forms/t08-inspection.ts";
import activities from "../../src/forms/t09-activities.ts";
import finance from "../../src/forms/t10-finance.ts";
import cooperation from "../../src/forms/t11-cooperation.ts";
import commissioners from "../../src/forms/t12-commissioners.ts";
import targets from "../../src/forms/z01-annual-targets.ts";
import matters from "../../src/forms/z02-office-matters.ts";
import type { Value } from "../../src/model/rule.ts";
import { proveRules } from "./rule-cases.ts";

const MAY = "2019-05-01～2019-05-31";
const CODES = ["101", "102", "103", "104", "105", "106", "107"];
const partB = (codes: readonly string[], amount = 0) => codes.map((indicator_code) => ({ indicator_code, amount }));

const CITY = { unit: "441700-00", period: "2019" };

/** A row of a split target of new HNTEs. */
const share = (region: string, low: number | null, more: Record<string, Value> = {}): Record<string, Value> => ({
	year: 2019,
	indicator_code: "101",
	region,
	target_type: "新增",
	split: "分解",
	low,
	...more,
});

proveRules([inspection, activities, finance, cooperation, commissioners, targets, matters], {
	"08-H1": [
		{
			breaks: { problems: 1, rectification: "无需整改" },
			keeps: [
				{ problems: 0, rectification: "无需整改" },
				{ problems: 1, rectification: "未整改" },
			],
		},
	],
	"08-H2": [
		{
			breaks: { rectification: "整改完毕", report_in: false },
			expected: "是",
			keeps: [
				{ rectification: "整改完毕", report_in: true },
				{ rectification: "整改中", report_in: false },
			],
		},
	],
	"09-H1": [{ breaks: { start_date: "2019-05-20", end_date: "2019-05-19" }, keeps: { start_date: "2019-05-20", end_date: "2019-05-20" } }],
	"09-H2": [
		{
			period: "2019-05",
			breaks: [{ start_date: "2019-04-30" }, { start_date: "2019-06-01" }, { start_date: "2019-06-01", end_date: "2019-06-02" }],
			expected: MAY,
			keeps: [{ start_date: "2019-05-01" }, { start_date: "2019-05-31" }],
		},
		{
			period: "2019-05",
			breaks: { start_date: "2019-05-31", end_date: "2019-06-01" },
			at: "end_date",
			expected: MAY,
			keeps: { start_date: "2019-05-01", end_date: "2019-05-31" },
		},
	],
	"09-H3": [{ breaks: { type: "培训班" }, keeps: [{ type: "培训班", ppl_n: 0 }, { type: "座谈会" }] }],
	"09-H4": [{ breaks: { ent_n: 60 }, keeps: { ent_n: 60, ent_q: "以上" } }],
	"09-S1": [{ breaks: { ent_n: 60, ppl_n: 59 }, expected: "≥ 60", difference: -1, keeps: { ent_n: 60, ppl_n: 60 } }],
	"10A-H1": [{ breaks: { drawn: 300.3, granted: 300.1 }, expected: "≤ 300.1", difference: 0.2, keeps: { drawn: 300.1, granted: 300.1 } }],
	"10A-H2": [{ breaks: { balance: 200.01, drawn: 200 }, expected: "≤ 200", difference: 0.01, keeps: { balance: 200, drawn: 200 } }],
	"10B-H1": [
		{
			breaks: partB(CODES),
			others: { A: [{ business_type: "知识产权质押" }] },
			rows: [4],
			expected: "≥ 1",
			keeps: partB(CODES),
			othersOfKeeps: { A: [{ business_type: "风险补偿贷款" }] },
		},
		{
			breaks: partB(["104"]),
			others: { A: [{ business_type: "风险补偿贷款" }, { business_type: "科技担保" }] },
			keeps: partB(["104"], 1),
		},
		{ breaks: partB(["103", "104"]), others: { A: [{ business_type: "科技担保" }] }, rows: [2], keeps: partB(["103"]) },
	],
	"10B-H2": [
		{ breaks: partB(CODES.slice(0, 6)), rows: [6], expected: "107", keeps: partB(CODES) },
		{ breaks: partB(["104"]), expected: "101、102、103、105、106、107", keeps: [] },
	],
	"10B-H3": [
		{
			breaks: { indicator_code: "101", indicator_name: "备案 创投机构" },
			expected: "创业引导基金",
			keeps: [
				{ indicator_code: "102", indicator_name: "备案 创投机构" },
				{ indicator_code: "104", indicator_name: "开展知识产权质押，担保等业务金融机构" },
				{ indicator_code: "103", indicator_name: "科技支行数" },
			],
		},
	],
	"11-H1": [{ breaks: { invested: 500.1, investment: 500 }, expected: "≤ 500", difference: 0.1, keeps: { invested: 500, investment: 500 } }],
	"11-H2": [
		{
			breaks: { stage: "完成", progress: 0.99 },
			expected: "100%",
			keeps: [
				{ stage: "完成", progress: 1 },
				{ stage: "运行", progress: 0.99 },
			],
		},
	],
	"12-H1": [
		{
			breaks: [{ status: "已签约" }, { status: "服务中" }, { status: "已结束" }],
			keeps: [{ status: "已签约", paired_on: "2019-03-01" }, { status: "有意向" }],
		},
	],
	"12-H2": [
		{
			breaks: { status: "有意向", services: 1 },
			expected: 0,
			difference: 1,
			keeps: [{ status: "有意向" }, { status: "有意向", services: 0, trained: 0, techniques: 0 }, { status: "服务中", services: 1 }],
		},
		{
			breaks: { status: "有意向", services: 0, trained: 20 },
			at: "trained",
			expected: 0,
			difference: 20,
			keeps: { status: "服务中", services: 0, trained: 20 },
		},
		{ breaks: { status: "有意向", techniques: 2 }, at: "techniques", expected: 0, difference: 2, keeps: { status: "已签约", techniques: 2 } },
	],
	"12-H3": [
		{
			breaks: [{ status: "已签约" }, { status: "已结束", village: "示例村" }],
			keeps: [{ status: "已签约", town: "示例镇", village: "示例村" }, { status: "有意向" }],
		},
		{ breaks: { status: "服务中", town: "示例镇" }, at: "village", keeps: { status: "服务中", town: "示例镇", village: "示例村" } },
	],
	"Z1-H1": [
		{
			...CITY,
			breaks: [share("全市", 26), share("江城区", 20), share("阳东区", 5)],
			rows: [1],
			expected: 25,
			difference: 1,
			keeps: [share("全市", 26), share("江城区", 20), share("阳东区", 6)],
		},
		// the city's own share is not part of the sum
		{
			...CITY,
			breaks: [share("江城区", 6), share("市本级", 20), share("全市", 26)],
			rows: [3],
			expected: 6,
			difference: 20,
			keeps: [share("江城区", 26), share("市本级", 3), share("全市", 26)],
		},
		{ ...CITY, breaks: [share("全市", 26)], expected: 0, difference: 26, keeps: [share("全市", 26, { split: "市级统筹" })] },
		{ ...CITY, breaks: [share("江城区", 20), share("阳东区", 6)], rows: [1], at: "region", keeps: [share("江城区", 20, { split: "市级统筹" })] },
		// years do not mix, nor do decimals lose a cent
		{
			...CITY,
			breaks: [share("全市", 26), share("江城区", 26), share("全市", 20, { year: 2018 })],
			rows: [3],
			keeps: [share("全市", 0.3), share("江城区", 0.1), share("阳东区", 0.2)],
		},
		{
			...CITY,
			breaks: [share("全市", 100, { target_type: "存量" }), share("江城区", 99, { target_type: "存量" })],
			rows: [1],
			keeps: ["全市", "江城区", "阳东区"].map((region) => share(region, 2, { target_type: "倍数" })),
		},
	],
	"Z1-H2": [
		{
			breaks: { low: 2, high: 1 },
			expected: "≥ 2",
			difference: -1,
			keeps: [
				{ low: 1, high: 2 },
				{ low: 2, high: 2 },
			],
		},
	],
	"Z1-H3": [{ breaks: { target_type: "扶持" }, keeps: [{ target_type: "扶持", low: 0 }, { target_type: "定性" }] }],
	"Z2-H1": [{ breaks: { category: "政策" }, keeps: [{ category: "政策", level: "省" }, { category: "党建" }] }],
});

import { loadForms } from "../../src/app.ts";
import type { Value } from "../../src/model/rule.ts";
import { sweepRules } from "./rule-cases.ts";

const MAY = "2019-05-01～2019-05-31";
const CODES = ["101", "102", "103", "104", "105", "106", "107"];
const partB = (codes: readonly string[], amount = 0) => codes.map((indicator_code) => ({ indicator_code, amount }));
const codesOnly = (codes: readonly string[]) => codes.map((indicator_code) => ({ indicator_code }));

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

/** Every unit that owes a share. */
const OWING = ["江城区", "阳东区", "阳西县", "阳春市", "海陵岛经济开发试验区", "阳江高新技术产业开发区"];
const allShares = OWING.map((name) => share(name, 1));

/** Every form but those of rules.test.ts: a new form without cases fails here. */
const forms = (await loadForms()).filter(({ id }) => !/^阳科统0[1-7]$/.test(id));

sweepRules(forms, {
	"08-H1": {
		breaks: [{ row: { problems: 1, rectification: "无需整改" }, gives: {} }],
		keeps: [{ row: { problems: 0, rectification: "无需整改" } }, { row: { problems: 1, rectification: "未整改" } }],
	},
	"08-H2": {
		breaks: [{ row: { rectification: "整改完毕", report_in: false }, gives: { expected: "是" } }],
		keeps: [{ row: { rectification: "整改完毕", report_in: true } }, { row: { rectification: "整改中", report_in: false } }],
	},
	"09-H1": {
		period: "2019-05",
		breaks: [{ row: { start_date: "2019-05-20", end_date: "2019-05-19" }, gives: { expected: "≥ 2019-05-20" } }],
		keeps: [{ row: { start_date: "2019-05-20", end_date: "2019-05-20" } }, { row: { start_date: "2019-05-20", end_date: "2019-05-21" } }],
	},
	"09-H2": {
		period: "2019-05",
		breaks: [
			{ row: { start_date: "2019-04-30" }, gives: { expected: MAY } },
			{ row: { start_date: "2019-06-01" }, gives: { expected: MAY } },
			{ row: { start_date: "2019-05-31", end_date: "2019-06-01" }, gives: { expected: MAY, at: "end_date" } },
		],
		keeps: [{ row: { start_date: "2019-05-01" } }, { row: { start_date: "2019-05-01", end_date: "2019-05-31" } }],
	},
	"09-H3": {
		breaks: [{ row: { type: "培训班" }, gives: {} }],
		keeps: [{ row: { type: "培训班", ppl_n: 0 } }, { row: { type: "座谈会" } }],
	},
	"09-H4": {
		breaks: [{ row: { ent_n: 60 }, gives: {} }],
		keeps: [{ row: { ent_n: 60, ent_q: "以上" } }],
	},
	"09-S1": {
		breaks: [{ row: { ent_n: 60, ppl_n: 59 }, gives: { expected: "≥ 60", difference: -1 } }],
		keeps: [{ row: { ent_n: 60, ppl_n: 60 } }],
	},
	"10A-H1": {
		breaks: [{ row: { drawn: 300.3, granted: 300.1 }, gives: { expected: "≤ 300.1", difference: 0.2 } }],
		keeps: [{ row: { drawn: 300.1, granted: 300.1 } }],
	},
	"10A-H2": {
		breaks: [{ row: { balance: 200.01, drawn: 200 }, gives: { expected: "≤ 200", difference: 0.01 } }],
		keeps: [{ row: { balance: 200, drawn: 200 } }, { row: { balance: 0, drawn: 200 } }],
	},
	"10B-H1": {
		breaks: [
			{ rows: partB(CODES), others: { A: [{ business_type: "知识产权质押" }] }, gives: [{ row: 4, expected: "≥ 1", difference: -1 }] },
			{
				rows: partB(["104"]),
				others: { A: [{ business_type: "风险补偿贷款" }, { business_type: "科技担保" }] },
				gives: [{ row: 1, expected: "≥ 1", difference: -1 }],
			},
		],
		keeps: [
			{ rows: partB(CODES), others: { A: [{ business_type: "风险补偿贷款" }] } },
			{ rows: partB(CODES) },
			{ rows: partB(["104"], 1), others: { A: [{ business_type: "知识产权质押" }] } },
			{ rows: partB(["103"]), others: { A: [{ business_type: "知识产权质押" }] } },
		],
	},
	"10B-H2": {
		breaks: [
			{ rows: codesOnly(CODES.slice(0, 6)), gives: [{ row: 6, expected: "107" }] },
			{ rows: codesOnly(["104"]), gives: [{ row: 1, expected: "101、102、103、105、106、107" }] },
		],
		keeps: [{ rows: codesOnly(CODES) }, { rows: [] }],
	},
	"10B-H3": {
		breaks: [{ row: { indicator_code: "101", indicator_name: "备案 创投机构" }, gives: { expected: "创业引导基金" } }],
		keeps: [
			{ row: { indicator_code: "102", indicator_name: "备案创投机构" } },
			{ row: { indicator_code: "104", indicator_name: "开展知识产权质押，担保等业务金融机构" } },
			{ row: { indicator_code: "103", indicator_name: "科技支行数" } },
		],
	},
	"11-H1": {
		breaks: [{ row: { invested: 500.1, investment: 500 }, gives: { expected: "≤ 500", difference: 0.1 } }],
		keeps: [{ row: { invested: 500, investment: 500 } }],
	},
	"11-H2": {
		breaks: [{ row: { stage: "完成", progress: 0.99 }, gives: { expected: "100%", difference: -0.01 } }],
		keeps: [{ row: { stage: "完成", progress: 1 } }, { row: { stage: "运行", progress: 0.99 } }],
	},
	"12-H1": {
		breaks: [
			{ row: { status: "已签约" }, gives: {} },
			{ row: { status: "服务中" }, gives: {} },
		],
		keeps: [{ row: { status: "已签约", paired_on: "2019-03-01" } }, { row: { status: "有意向" } }],
	},
	"12-H2": {
		breaks: [
			{ row: { status: "有意向", services: 1 }, gives: { expected: 0, difference: 1 } },
			{ row: { status: "有意向", services: 0, trained: 20 }, gives: { at: "trained", expected: 0, difference: 20 } },
			{ row: { status: "有意向", techniques: 2 }, gives: { at: "techniques", expected: 0, difference: 2 } },
		],
		keeps: [
			{ row: { status: "有意向" } },
			{ row: { status: "有意向", services: 0, trained: 0, techniques: 0 } },
			{ row: { status: "服务中", services: 1 } },
		],
	},
	"12-H3": {
		breaks: [
			{ row: { status: "已签约" }, gives: {} },
			{ row: { status: "已结束", village: "示例村" }, gives: {} },
			{ row: { status: "服务中", town: "示例镇" }, gives: { at: "village" } },
		],
		keeps: [{ row: { status: "已签约", town: "示例镇", village: "示例村" } }, { row: { status: "有意向" } }],
	},
	"Z1-H1": {
		unit: "441700-00",
		period: "2019",
		breaks: [
			{ rows: [share("全市", 26), share("江城区", 20), share("阳东区", 5)], gives: [{ row: 1, expected: 25, difference: 1 }] },
			{ rows: [share("江城区", 6), share("市本级", 20), share("全市", 26)], gives: [{ row: 3, expected: 6, difference: 20 }] },
			{ rows: [share("全市", 26)], gives: [{ row: 1, expected: 0, difference: 26 }] },
			{ rows: [share("江城区", 20), share("阳东区", 6)], gives: [{ row: 1, at: "region" }] },
			{ rows: [share("全市", 26), share("江城区", 26), share("全市", 20, { year: 2018 })], gives: [{ row: 3, expected: 0, difference: 20 }] },
			{
				rows: [share("全市", 100, { target_type: "存量" }), share("江城区", 99, { target_type: "存量" })],
				gives: [{ row: 1, expected: 99, difference: 1 }],
			},
		],
		keeps: [
			{ rows: [share("全市", 26), share("江城区", 20), share("阳东区", 6)] },
			{ rows: [share("全市", 26), share("江城区", 26), share("市本级", 3)] },
			{ rows: [share("全市", 0.3), share("江城区", 0.1), share("阳东区", 0.2)] },
			{ rows: [share("全市", 26, { split: "市级统筹" })] },
			{ rows: [share("全市", 2, { target_type: "倍数" }), share("江城区", 2, { target_type: "倍数" }), share("阳东区", 2, { target_type: "倍数" })] },
		],
	},
	X12: {
		unit: "441700-00",
		period: "2019",
		breaks: [
			{ rows: [share("江城区", 0), ...allShares.slice(2), share("全市", 26)], gives: [{ row: 6, subject: "阳东区" }] },
			{ rows: [share("市本级", 1)], gives: [{ row: 1, subject: OWING.join("、") }] },
			{
				rows: [...allShares, share("全市", 26), share("全市", 1, { indicator_code: "102" })].slice(1),
				gives: [
					{ row: 6, subject: "江城区" },
					{ row: 7, subject: OWING.join("、") },
				],
			},
		],
		keeps: [{ rows: [share("全市", 26), ...allShares] }, { rows: [share("全市", 26, { split: "市级统筹" })] }],
	},
	"Z1-H2": {
		breaks: [{ row: { low: 2, high: 1 }, gives: { expected: "≥ 2", difference: -1 } }],
		keeps: [{ row: { low: 1, high: 2 } }, { row: { low: 2, high: 2 } }],
	},
	"Z1-H3": {
		breaks: [{ row: { target_type: "扶持" }, gives: {} }],
		keeps: [{ row: { target_type: "扶持", low: 0 } }, { row: { target_type: "定性" } }],
	},
	"Z2-H1": {
		breaks: [{ row: { category: "政策" }, gives: {} }],
		keeps: [{ row: { category: "政策", level: "省" } }, { row: { category: "党建" } }],
	},
});

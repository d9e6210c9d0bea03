import { code, date, decimal, integer, oneOf, percent, text } from "../model/fields.ts";
import { eq, lte, param } from "../model/filter.ts";
import { defineForm, defineTable } from "../model/form.ts";
import type { CountedIndicator } from "../model/indicator.ts";
import { instructions } from "../model/notes.ts";
import { LONGEST_LOAN, PROJECTS_SINCE } from "../reference/eras.ts";
import { enterpriseColumns, remarks } from "../reference/shared-columns.ts";
import { heldByAnother } from "../reference/shared-rules.ts";

/** The seven indicators of part B: a closed list, every one of them reported by whoever fills in part B. */
const INDICATORS = [
	{ code: "101", slug: "guide-funds", zh: "创业引导基金", en: "Guide funds for start-ups", unit: "支" },
	{ code: "102", slug: "venture-institutions", zh: "备案创投机构", en: "Registered venture capital institutions", unit: "家" },
	{ code: "103", slug: "technology-branches", zh: "科技支行", en: "Technology branches of banks", unit: "家" },
	{
		code: "104",
		slug: "pledge-institutions",
		zh: "开展知识产权质押、担保等业务的金融机构",
		en: "Financial institutions doing IP pledge or guarantee business",
		unit: "家",
	},
	{ code: "105", slug: "centre-institutions", zh: "进驻分中心机构", en: "Institutions settled in the finance centre's branch", unit: "家" },
	{ code: "106", slug: "risk-pools", zh: "风险补偿资金池", en: "Risk compensation pools", unit: "个" },
	{ code: "107", slug: "agreed-institutions", zh: "达成合作共识机构", en: "Institutions agreed in principle", unit: "家" },
] as const;

const bare = (name: string) => name.replace(/[\s、，,的]/g, "");
/** The code whose name stands in 指标名称, where it is just the name of one of the seven. */
const codeNamed = (name: string) => INDICATORS.find(({ zh }) => bare(zh) === bare(name))?.code;

const loans = defineTable({
	id: "A",
	title: { zh: "科技金融情况（A部分：科技信贷等业务明细）", en: "Science and technology finance, part A: loans and similar business" },
	rollUp: "accumulate",
	key: ["business_no"],
	fields: {
		...enterpriseColumns(),
		business_no: code("业务编号", { en: "Business number", scheme: "free", required: true, synonyms: ["业务号", "合同编号", "贷款编号"] }),
		business_type: oneOf(
			"业务类型",
			{
				风险补偿贷款: { slug: "risk-compensated", synonyms: ["风险补偿", "融资贷款风险补偿", "风补贷款"] },
				知识产权质押: { slug: "ip-pledge", synonyms: ["知识产权质押贷款", "知识产权质押融资"] },
				科技担保: { slug: "guarantee", synonyms: ["担保", "科技担保贷款"] },
				科技保险: { slug: "insurance", synonyms: ["保险"] },
				创业投资: { slug: "venture", synonyms: ["创投", "风险投资"] },
			},
			{ en: "Type of business", required: true, synonyms: ["业务类别", "融资类型"] },
		),
		partner: text("合作机构", {
			en: "Bank or institution",
			required: true,
			matchByName: true,
			max: 100,
			synonyms: ["合作银行", "金融机构", "合作金融机构", "贷款银行"],
		}),
		granted: decimal("授信额", { en: "Credit granted", unit: "万元", required: true, synonyms: ["授信金额", "授信额度"] }),
		drawn: decimal("放款额", { en: "Amount drawn", unit: "万元", required: true, synonyms: ["放款金额", "发放金额", "贷款金额"] }),
		annual_rate: percent("年利率", { en: "Annual interest rate", max: 1, synonyms: ["利率", "贷款利率", "贷款年利率"] }),
		drawn_on: date("放款日", {
			en: "Drawn on",
			happened: true,
			since: PROJECTS_SINCE,
			required: true,
			synonyms: ["放款日期", "发放日期", "贷款发放日期"],
		}),
		due_on: date("到期日", {
			en: "Due on",
			since: PROJECTS_SINCE,
			ahead: LONGEST_LOAN,
			term: { from: "drawn_on", years: LONGEST_LOAN },
			required: true,
			synonyms: ["到期日期", "贷款到期日"],
		}),
		balance: decimal("期末余额", {
			en: "Balance at the end of the period",
			unit: "万元",
			required: true,
			synonyms: ["余额", "贷款余额", "期末贷款余额"],
		}),
		risk_share: percent("风险分担比例", { en: "Share of the risk", max: 1, synonyms: ["分担比例", "风险补偿比例"] }),
		loan_class: oneOf(
			"五级分类",
			{
				正常: { slug: "normal", synonyms: ["正常类"] },
				关注: { slug: "special-mention", synonyms: ["关注类"] },
				次级: { slug: "substandard", synonyms: ["次级类"] },
				可疑: { slug: "doubtful", synonyms: ["可疑类"] },
				损失: { slug: "loss", synonyms: ["损失类"] },
			},
			{ en: "Five-class rating", synonyms: ["贷款分类", "贷款五级分类"] },
		),
		compensated: decimal("代偿额", { en: "Amount compensated", unit: "万元", synonyms: ["代偿金额", "补偿金额"] }),
		compensation: oneOf(
			"补偿状态",
			{
				无: { slug: "none", synonyms: ["未申请", "否"] },
				申请: { slug: "applied", synonyms: ["已申请", "申请中"] },
				批准: { slug: "approved", synonyms: ["已批准"] },
				拨付: { slug: "paid", synonyms: ["已拨付"] },
			},
			{ en: "State of compensation", synonyms: ["补偿情况", "风险补偿状态"] },
		),
		remarks,
	},
	rules: (rule) => [
		rule.row({
			code: "10A-H1",
			states: { zh: "放款额 ≤ 授信额", en: "amount drawn ≤ credit granted" },
			remedy: {
				zh: "放款不会超过授信：请核对两个金额和单位（万元）。",
				en: "No more than the credit granted can be drawn: check both amounts and their unit (10,000 yuan).",
			},
			reads: ["drawn", "granted"],
			at: "drawn",
			tells: ["expected", "difference"],
			test: ({ drawn, granted }) => drawn <= granted || { expected: `≤ ${granted}`, difference: excess(drawn, granted) },
		}),
		rule.row({
			code: "10A-H2",
			states: { zh: "期末余额 ≤ 放款额", en: "balance ≤ amount drawn" },
			remedy: {
				zh: "余额是放款还掉一部分后剩下的本金，不含利息：请核对两个金额和单位（万元）。",
				en: "The balance is the principal still owed, without interest: check both amounts and their unit (10,000 yuan).",
			},
			reads: ["balance", "drawn"],
			at: "balance",
			tells: ["expected", "difference"],
			test: ({ balance, drawn }) => balance <= drawn || { expected: `≤ ${drawn}`, difference: excess(balance, drawn) },
		}),
		rule.context(heldByAnother("阳科统10", "A")),
	],
});

/** Excess in 万元, free of binary noise. */
function excess(actual: number, bound: number): number {
	return Math.round((actual - bound) * 100) / 100;
}

const figures = defineTable({
	id: "B",
	title: { zh: "科技金融情况（B部分：科技金融发展指标）", en: "Science and technology finance, part B: indicators" },
	rollUp: "snapshot",
	key: ["indicator_code"],
	fields: {
		indicator_code: oneOf("指标代码", Object.fromEntries(INDICATORS.map((indicator) => [indicator.code, indicator.slug])), {
			en: "Indicator code",
			required: true,
			synonyms: ["代码", "指标编码"],
		}),
		indicator_name: text("指标名称", { en: "Indicator", max: 60, synonyms: ["指标"] }),
		measure_unit: oneOf(
			"计量单位",
			{ 支: { slug: "fund", synonyms: ["只"] }, 家: { slug: "institution", synonyms: ["户"] }, 个: { slug: "item", synonyms: [] } },
			{ en: "Unit of measure", synonyms: ["单位"] },
		),
		amount: integer("本期数", { en: "This period", required: true, carry: "beside", synonyms: ["本期", "数量", "本期数量", "期末数", "本期实际"] }),
		remarks,
	},
	rules: (rule) => [
		rule.table({
			code: "10B-H1",
			states: {
				zh: "指标 104 本期数 = 0 时，A 部分不得有业务类型为“知识产权质押”或“科技担保”的业务",
				en: "where indicator 104 is 0, part A has no row of type 知识产权质押 (IP pledge) or 科技担保 (guarantee)",
			},
			remedy: {
				zh: "A 部分已有质押或担保业务，说明至少有一家金融机构在做：请在 104 填实际家数；或核对 A 部分的业务类型。",
				en: "Part A lists such business, so some institution does it: enter how many under 104, or correct the types in part A.",
			},
			reads: ["indicator_code", "amount"],
			alsoReads: { A: ["business_type"] },
			at: "amount",
			tells: ["expected", "difference"],
			test: (rows, _context, { A = [] }) => {
				const done = A.some(({ values }) => values.business_type === "知识产权质押" || values.business_type === "科技担保");
				if (!done) return [];
				return rows
					.filter(({ values }) => values.indicator_code === "104" && values.amount === 0)
					.map(({ row }) => ({ row, expected: "≥ 1", difference: -1 }));
			},
		}),
		rule.table({
			code: "10B-H2",
			states: {
				zh: "B 部分的七项指标（101—107）须逐项填报，没有的填 0",
				en: "part B reports every one of the seven indicators (101–107); what does not exist is an entered 0",
			},
			remedy: {
				zh: "请补上缺少的指标行，没有的在本期数填 0，不得留空或删行。",
				en: "Add the missing rows; enter 0 where there is none, never leave the row out.",
			},
			reads: ["indicator_code"],
			at: "indicator_code",
			tells: ["expected"],
			test: (rows) => {
				const reported = new Set(rows.map(({ values }) => values.indicator_code));
				const missing = INDICATORS.filter((indicator) => !reported.has(indicator.code));
				const last = rows.at(-1);
				return last && missing.length > 0 ? [{ row: last.row, expected: missing.map((indicator) => indicator.code).join("、") }] : [];
			},
		}),
		rule.row({
			code: "10B-H3",
			states: { zh: "指标名称与指标代码一致", en: "the indicator's name is that of its code" },
			remedy: {
				zh: "请对照填报说明核对代码与名称，两者必须是同一项指标，避免数字填串行。",
				en: "Code and name must be those of one indicator: compare with the form's notes; perhaps two rows were exchanged.",
			},
			reads: ["indicator_code", "indicator_name"],
			at: "indicator_name",
			tells: ["expected"],
			test: ({ indicator_code, indicator_name }) => {
				const named = codeNamed(indicator_name);
				return named === undefined || named === indicator_code || { expected: INDICATORS.find(({ code }) => code === indicator_code)?.zh ?? "" };
			},
		}),
	],
});

const ofPartA = { kind: "counted", area: "finance", table: "A", filter: lte("drawn_on", param("cutoff")) } as const;

/** 阳科统10: what is lent to enterprises (A) and what the county's S&T finance consists of (B). */
export default defineForm({
	id: "阳科统10",
	slug: "finance",
	title: { zh: "科技金融情况", en: "Science and technology finance" },
	periods: ["quarter"],
	notes: instructions(
		[
			{
				zh: "统计范围：A 部分填本单位辖区内企业的科技信贷、保险、创投业务，一笔业务一行；B 部分填期末的科技金融发展指标。",
				en: "Scope: part A lists loans, insurance and venture business of enterprises of the county, one row each; part B the indicators at the end of the period.",
			},
			{
				zh: `B 部分指标：${INDICATORS.map((indicator) => `${indicator.code} ${indicator.zh}（${indicator.unit}）`).join("；")}。`,
				en: `Indicators of part B: ${INDICATORS.map((indicator) => `${indicator.code} ${indicator.en}`).join("; ")}.`,
			},
			{ zh: "没有的必须填 0，不得留空；留空按未填报处理。", en: "What does not exist is an entered 0; a blank means not reported." },
			{ zh: "金额单位为万元，保留两位小数；余额不含利息。", en: "Amounts are in 10,000 yuan with two decimals; balances are without interest." },
		],
		[loans, figures],
	),
	tables: [loans, figures],
	indicators: [
		...INDICATORS.map(
			(indicator): CountedIndicator => ({
				kind: "counted",
				id: `finance.${indicator.slug}`,
				area: "finance",
				name: { zh: indicator.zh, en: indicator.en },
				unit: indicator.unit,
				table: "B",
				measure: { kind: "sum", field: "amount" },
				filter: eq("indicator_code", indicator.code),
			}),
		),
		{
			...ofPartA,
			id: "finance.loans.count",
			name: { zh: "科技信贷等业务笔数（截止日累计）", en: "Loans and similar business (up to the cutoff)" },
			unit: "笔",
			measure: { kind: "count" },
		},
		{
			...ofPartA,
			id: "finance.loans.drawn",
			name: { zh: "放款额（截止日累计）", en: "Amount drawn (up to the cutoff)" },
			unit: "万元",
			places: 2,
			measure: { kind: "sum", field: "drawn" },
			within: "finance.loans.count",
		},
		{
			...ofPartA,
			id: "finance.loans.balance",
			name: { zh: "期末余额", en: "Balance at the end of the period" },
			unit: "万元",
			places: 2,
			measure: { kind: "sum", field: "balance" },
			basis: "at-date",
			within: "finance.loans.count",
		},
	],
});

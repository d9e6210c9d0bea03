import { daysBetween, plusYears } from "../model/calendar.ts";
import { isCountyDivision } from "../model/division.ts";
import { code, date, decimal, integer, oneOf, text, year, yesNo } from "../model/fields.ts";
import { and, between, eq, type Filter, gte, isIn, param } from "../model/filter.ts";
import { defineForm, defineTable } from "../model/form.ts";
import type { CountedIndicator } from "../model/indicator.ts";
import { instructions } from "../model/notes.ts";
import type { ContextBreach } from "../model/rule.ts";
import type { Bilingual } from "../model/text.ts";
import type { Value } from "../model/value.ts";
import { ABOVE_SCALE_REVENUE, PARKS, SIZES, TECH_FIELDS } from "../reference/code-lists.ts";
import { enterpriseSize, isIndustry } from "../reference/enterprise-size.ts";
import { HNTE_SINCE } from "../reference/eras.ts";
import { enterpriseColumns, remarks } from "../reference/shared-columns.ts";
import { heldByAnother, hnteTenants, latestOf } from "../reference/shared-rules.ts";
import { steady } from "../reference/steady-rule.ts";

/** A certificate is valid for three years from its day of issue (高新技术企业认定管理办法, 国科发火〔2016〕32号). */
const YEARS_VALID = 3;

/** The field that disagrees with the two others, or the year of recognition where all three differ. */
function oddYearOut(certificate: number, recognised: number, issued: number) {
	if (certificate === recognised) return { at: "issue_date", expected: `${certificate}` };
	if (recognised === issued) return { at: "hnte_cert", expected: `GR${recognised}…` };
	return { at: "cert_year", expected: issued };
}

/** States of enterprises that are counted as high-tech enterprises. */
const IN_STOCK = ["有效", "重新认定中"];

/** 阳江示例刀剪有限公司（91441704MA5XX02419）. */
function enterpriseOf({ ent_name, uscc }: Readonly<Record<"ent_name" | "uscc", Value>>): string {
	return `${ent_name}（${uscc}）`;
}

const roster = defineTable({
	rollUp: "snapshot",
	key: ["uscc"],
	fields: {
		...enterpriseColumns(),
		former_name: text("曾用名", { en: "Former name", max: 100, formerly: true, synonyms: ["原名称", "更名前", "更名前名称", "原企业名称"] }),
		park: oneOf("所在园区", PARKS, { en: "Industrial park", synonyms: ["园区", "所属园区", "产业园区"] }),
		hnte_cert: code("高企证书编号", {
			en: "Certificate number",
			scheme: "hnte-certificate",
			max: 14,
			required: true,
			synonyms: ["证书号", "高企编号", "证书编号", "高新技术企业证书编号", "高企证书号"],
		}),
		cert_year: year("认定年度", {
			en: "Year of recognition",
			happened: true,
			since: HNTE_SINCE,
			required: true,
			synonyms: ["获证年份", "认定年份", "获证年度"],
		}),
		issue_date: date("发证日期", {
			en: "Issued on",
			happened: true,
			since: HNTE_SINCE,
			required: true,
			synonyms: ["发证时间", "证书发证日期", "颁证日期"],
		}),
		valid_to: date("有效期至", {
			en: "Valid to",
			since: HNTE_SINCE,
			required: true,
			synonyms: ["到期日期", "有效期", "证书有效期", "证书有效期至", "证书到期日期"],
		}),
		tech_field: oneOf("技术领域", TECH_FIELDS, {
			en: "Technology field",
			required: true,
			synonyms: ["高新领域", "所属领域", "所属技术领域", "高新技术领域"],
		}),
		gb4754: code("行业代码", {
			en: "Industry (GB/T 4754-2017)",
			scheme: "industry",
			max: 5,
			synonyms: ["国民经济行业代码", "所属行业代码", "行业分类代码"],
		}),
		above_scale: yesNo("是否规上", {
			en: "Above scale",
			required: true,
			synonyms: ["规上", "规上企业", "是否规上企业", "是否规模以上"],
			no: ["规下", "规下企业", "规模以下"],
		}),
		size: oneOf("企业规模", SIZES, { en: "Size class", required: true, synonyms: ["规模", "企业类型规模", "规模类型"] }),
		employees: integer("从业人员期末人数", {
			en: "Employees at the end of the period",
			unit: "人",
			required: true,
			synonyms: ["职工总数", "从业人数", "从业人员", "从业人员数", "期末从业人员", "职工人数"],
		}),
		sci_staff: integer("科技人员数", { en: "Science and technology staff", unit: "人", synonyms: ["科技人员", "科技活动人员", "科技人员人数"] }),
		revenue: decimal("营业收入", { en: "Revenue", unit: "万元", per: "employees", required: true, synonyms: ["销售收入", "主营业务收入", "营收"] }),
		rd_exp: decimal("研发费用", {
			en: "R&D expenditure",
			unit: "万元",
			per: "revenue",
			required: true,
			synonyms: ["研发投入", "R&D经费", "研究开发费用", "研发经费"],
		}),
		ht_income: decimal("高新技术产品(服务)收入", {
			en: "Income from high-tech products and services",
			unit: "万元",
			per: "revenue",
			synonyms: ["高品收入", "高新技术产品收入", "高新技术产品(服务)销售收入", "高新产品收入"],
		}),
		status: oneOf(
			"高企状态",
			{
				有效: { slug: "valid", synonyms: ["在有效期内", "有效期内", "正常"] },
				重新认定中: { slug: "renewing", synonyms: ["重新认定", "正在重新认定", "重认中"] },
				到期: { slug: "expired", synonyms: ["已到期", "过期", "已过期", "失效"] },
				撤销: { slug: "revoked", synonyms: ["已撤销", "被撤销", "取消", "取消资格"] },
				迁出: { slug: "moved-out", synonyms: ["已迁出", "外迁", "搬迁"] },
			},
			{ en: "State of recognition", required: true, synonyms: ["资格状态", "高企资格状态", "证书状态"] },
		),
		remarks,
	},
	rules: (rule) => [
		rule.row({
			code: "01-H1",
			states: {
				zh: "高企证书编号第3–6位 = 认定年度 = 发证日期的年份",
				en: "characters 3–6 of the certificate number = year of recognition = year of issue",
			},
			remedy: {
				zh: "请对照证书原件核对证书编号、认定年度和发证日期，三者的年份应当一致。",
				en: "Compare the certificate number, the year and the day of issue with the certificate: all three name the same year.",
			},
			reads: ["hnte_cert", "cert_year", "issue_date"],
			at: "cert_year",
			tells: ["expected"],
			test: ({ hnte_cert, cert_year, issue_date }) => {
				const certificate = Number(hnte_cert.slice(2, 6));
				const issued = Number(issue_date.slice(0, 4));
				return (certificate === cert_year && cert_year === issued) || oddYearOut(certificate, cert_year, issued);
			},
		}),
		rule.row({
			code: "01-H2",
			states: { zh: "有效期至 = 发证日期 + 3年（允许相差1天）", en: "valid to = day of issue + 3 years (one day more or less is allowed)" },
			remedy: {
				zh: "高企证书有效期三年：请对照证书核对发证日期和有效期至，两个日期应相隔三年。",
				en: "A certificate is valid for three years: check both days against the certificate.",
			},
			reads: ["issue_date", "valid_to"],
			at: "valid_to",
			tells: ["expected"],
			test: ({ issue_date, valid_to }) => {
				const expected = plusYears(issue_date, YEARS_VALID);
				return Math.abs(daysBetween(expected, valid_to)) <= 1 || { expected };
			},
		}),
		rule.row({
			code: "01-H3",
			states: { zh: "科技人员数 ≤ 从业人员期末人数", en: "science and technology staff ≤ employees" },
			remedy: {
				zh: "科技人员是从业人员的一部分，不能多于从业人员：请核对两个人数，看是否填反或多填了一位数。",
				en: "The staff are part of the employees: check whether the two numbers were exchanged or one has a digit too many.",
			},
			reads: ["sci_staff", "employees"],
			at: "sci_staff",
			tells: ["expected", "difference"],
			test: ({ sci_staff, employees }) => sci_staff <= employees || { expected: `≤ ${employees}`, difference: sci_staff - employees },
		}),
		rule.row({
			code: "01-H4",
			states: { zh: "研发费用 ≤ 营业收入（营业收入为 0 的除外）", en: "R&D expenditure ≤ revenue, unless revenue is 0" },
			remedy: {
				zh: "研发费用一般不会超过营业收入：请核对两个数的单位（本表为万元），看是否有一个按“元”或“千元”填写。",
				en: "Check the units of both amounts (this form is in 万元): one of them may be in 元 or 千元.",
			},
			reads: ["rd_exp", "revenue"],
			at: "rd_exp",
			tells: ["expected", "difference"],
			test: ({ rd_exp, revenue }) => revenue === 0 || rd_exp <= revenue || { expected: `≤ ${revenue}`, difference: rd_exp - revenue },
		}),
		rule.unique({
			code: "01-H5",
			states: { zh: "高企证书编号在本表内不重复", en: "no certificate number stands twice in the form" },
			remedy: {
				zh: "一张证书只属于一家企业：请对照证书核对这几行的编号；同一企业重复填报的，只保留一行。",
				en: "A certificate belongs to one enterprise: correct the number, or keep one of the rows where an enterprise was entered twice.",
			},
			fields: ["hnte_cert"],
		}),
		rule.row({
			code: "01-H6",
			states: { zh: "高企状态为“有效”时，有效期至 ≥ 报告期末", en: "状态 有效 (valid) requires: valid to ≥ end of the period" },
			remedy: {
				zh: "证书在报告期末以前已到期：状态请改填“到期”，正在重新认定的填“重新认定中”；日期填错的请更正。",
				en: "The certificate ended before the period did: state 到期 (expired) or 重新认定中 (being renewed), or correct the day.",
			},
			reads: ["status", "valid_to"],
			at: "status",
			tells: ["expected"],
			test: ({ status, valid_to }, { period }) => status !== "有效" || valid_to >= period.end || { expected: "到期 / 重新认定中" },
		}),
		rule.row({
			code: "01-S1",
			states: { zh: "3% ≤ 研发费用 ÷ 营业收入 ≤ 50%", en: "3% ≤ R&D expenditure ÷ revenue ≤ 50%" },
			remedy: {
				zh: "研发强度过低或过高：请核对两个金额及其单位；数据属实的，请书面说明原因。",
				en: "The R&D intensity is unusual: check both amounts and their units, or explain in writing.",
			},
			reads: ["rd_exp", "revenue"],
			at: "rd_exp",
			tells: ["expected", "difference"],
			test: ({ rd_exp, revenue }) => {
				// In hundredths of 万元, so that exactly 3 % is 3 %.
				const [spent, earned] = [Math.round(rd_exp * 100), Math.round(revenue * 100)];
				if (earned === 0) return true;
				if (spent * 100 >= earned * 3 && spent * 2 <= earned) return true;
				const [least, most] = [revenue * 0.03, revenue * 0.5];
				return { expected: `${least.toFixed(2)}～${most.toFixed(2)}`, difference: rd_exp - (rd_exp < least ? least : most) };
			},
		}),
		rule.row({
			code: "01-S2",
			states: {
				zh: "企业规模 = 按行业代码、从业人员和营业收入划分的类型（统计上大中小微型企业划分办法2017）",
				en: "size class = the class by industry, employees and revenue (classification of 2017)",
			},
			remedy: {
				zh: "填报的规模与按标准推算的不一致：请核对行业代码、人数和收入；以统计部门认定的规模或全年收入为准的，请书面说明。",
				en: "The class differs from the one that the standard gives: check industry, employees and revenue, or explain.",
			},
			reads: ["size", "gb4754", "employees", "revenue"],
			at: "size",
			tells: ["expected"],
			test: ({ size, gb4754, employees, revenue }) => {
				const expected = enterpriseSize(gb4754, employees, revenue);
				return expected === null || expected === size || { expected };
			},
		}),
		rule.row({
			code: "01-S3",
			states: {
				zh: "统一社会信用代码第3–8位不应为本市另一县（市、区）的代码",
				en: "positions 3–8 of the credit code do not name another reporting county",
			},
			remedy: {
				zh: "该代码的登记机关属于另一个县（市、区）：请核实企业是否在本辖区；登记地与经营地不同的，请书面说明。",
				en: "The enterprise was registered in another county: check whether it belongs to yours, or explain.",
			},
			reads: ["uscc"],
			at: "uscc",
			tells: ["expected"],
			test: ({ uscc }, { unit, units }) => {
				const division = uscc.slice(2, 8);
				const another = division !== unit.division && isCountyDivision(division, units);
				return unit.kind === "city" || !another || { expected: unit.division };
			},
		}),
		rule.row({
			code: "01-S4",
			states: { zh: "规上工业企业的营业收入 ≥ 2000万元", en: "an industrial enterprise above scale has a revenue ≥ 2000万元" },
			remedy: {
				zh: "规模以上工业企业年营业收入应在 2000 万元以上：请核对是否规上和营业收入的单位；半年数尚未达到等属实的，请书面说明。",
				en: "Check whether the enterprise is above scale and the unit of its revenue, or explain.",
			},
			reads: ["above_scale", "revenue"],
			mayBeBlank: ["gb4754"],
			at: "revenue",
			tells: ["expected", "difference"],
			test: ({ above_scale, revenue, gb4754 }) =>
				!above_scale ||
				isIndustry(gb4754) === false ||
				revenue >= ABOVE_SCALE_REVENUE || { expected: `≥ ${ABOVE_SCALE_REVENUE}`, difference: revenue - ABOVE_SCALE_REVENUE },
		}),
		rule.context(
			steady({
				code: "01-S5",
				form: "阳科统01",
				key: ["uscc"],
				amounts: { revenue: 0, rd_exp: 0, ht_income: 0 },
				called: { zh: "营业收入、研发费用、高新技术产品(服务)收入", en: "revenue, R&D expenditure, income from high-tech products and services" },
			}),
		),
		rule.row({
			code: "01-S6",
			states: {
				zh: "高企证书编号以 GR + 年份 + 440 开头（广东省，深圳除外）",
				en: "the certificate number begins with GR + year + 440 (Guangdong outside Shenzhen)",
			},
			remedy: {
				zh: "证书不是广东省（深圳除外）颁发的：请对照证书核对编号；外地迁入或军工（GF）企业，请书面说明。",
				en: "The certificate was not issued in Guangdong outside Shenzhen: check it, or explain (moved in, defence industry).",
			},
			reads: ["hnte_cert"],
			at: "hnte_cert",
			tells: ["expected"],
			test: ({ hnte_cert }) => /^GR20\d{2}440\d{5}$/.test(hnte_cert) || { expected: `GR${hnte_cert.slice(2, 6)}440…` },
		}),
		rule.context({
			code: "01-P1",
			severity: "soft",
			states: {
				zh: "期末存量 = 期初存量 + 首次认定 + 迁入 + 重新认定 − 到期 − 撤销 − 迁出：上期名录中有效的企业，本期名录中都应有",
				en: "stock at the end = stock at the start + recognised + moved in + renewed − expired − revoked − moved out: every enterprise that was in stock in the period before is in this roster",
			},
			remedy: {
				zh: "上期有效的这家企业不在本期名录中：到期、撤销、迁出的也要填，并填写高企状态；信用代码变更等原因的，请书面说明。",
				en: "Put it back, with its state where it expired, was revoked or moved out; where its code has changed or the like, explain.",
			},
			needs: { before: { form: "阳科统01", fields: ["uscc", "ent_name", "status"], whose: "unit", when: "before" } },
			reads: ["uscc"],
			at: "uscc",
			test: (rows, _, { before }) => {
				const listed = new Set(rows.map(({ values }) => values.uscc));
				return before
					.filter(({ values }) => IN_STOCK.includes(String(values.status)) && !listed.has(String(values.uscc)))
					.map((was) => ({ row: null, subject: enterpriseOf(was.values), against: { row: was, field: "uscc" } }));
			},
		}),
		rule.context({
			code: "01-P2",
			severity: "soft",
			states: {
				zh: "上期为到期、撤销、迁出的企业，没有新证书的，本期不应又为有效",
				en: "an enterprise that had expired, was revoked or moved out in the period before is not valid again without a new certificate",
			},
			remedy: {
				zh: "这家企业上期已不在有效名单中，证书编号没有变：请核对高企状态；重新认定的，请填新证书的编号和日期；恢复资格、迁回等属实的，请书面说明。",
				en: "Its certificate is the old one: check the state; enter the new certificate where it was renewed, or explain (reinstated, moved back).",
			},
			needs: {
				before: {
					...{ form: "阳科统01", fields: ["uscc", "hnte_cert", "status"], whose: "unit", when: "before" },
					matching: { theirs: "uscc", own: "uscc" },
				},
			},
			reads: ["uscc", "hnte_cert", "status"],
			at: "status",
			tells: ["expected"],
			test: (rows, _, { before }) => {
				const gone = new Map(before.filter(({ values }) => !IN_STOCK.includes(String(values.status))).map((was) => [was.values.uscc, was]));
				return rows.flatMap(({ row, values }) => {
					const was = gone.get(values.uscc);
					if (!was || !IN_STOCK.includes(String(values.status)) || was.values.hnte_cert !== values.hnte_cert) return [];
					return [{ row, expected: String(was.values.status), against: { row: was, field: "status" } }];
				});
			},
		}),
		rule.context({
			code: "X1",
			severity: "hard",
			states: {
				zh: "本年高企培育申报进度（统02）中已备案的企业，应在本期名录中，认定年度 = 申报年度",
				en: "an enterprise whose recognition stands in the pipeline (统02) of this year is in this roster, with that year of recognition",
			},
			remedy: {
				zh: "统02 中这家企业已备案：请在名录中补上，并按证书填认定年度；还没有备案的，请更正统02 的当前进度后重报统02。",
				en: "Add it with the year of its certificate; if it was not recognised yet, correct its stage in 统02 and resubmit that.",
			},
			needs: { pipeline: { form: "阳科统02", fields: ["uscc", "ent_name", "apply_year", "stage"], whose: "unit", when: "within" } },
			reads: ["uscc", "cert_year"],
			at: "cert_year",
			tells: ["expected"],
			test: (rows, _, { pipeline }) => {
				const listed = new Map(rows.map((row) => [row.values.uscc, row]));
				return latestOf(pipeline, "uscc", "apply_year").flatMap((applied): ContextBreach[] => {
					if (applied.values.stage !== "已备案") return [];
					const against = { row: applied, field: "stage" };
					const row = listed.get(String(applied.values.uscc));
					if (!row) return [{ row: null, subject: enterpriseOf(applied.values), against }];
					return row.values.cert_year === applied.values.apply_year ? [] : [{ row: row.row, expected: Number(applied.values.apply_year), against }];
				});
			},
		}),
		rule.context({
			code: "X3",
			severity: "hard",
			states: {
				zh: "前两年认定、证书当年不到期的企业，当年不应在统02 中申报",
				en: "an enterprise recognised in the two years before, whose certificate does not end this year, does not apply in 统02 this year",
			},
			remedy: {
				zh: "统02 中这家企业今年申报，而名录中它的证书还有效：请核对认定年度和有效期；名录无误的，请更正统02 的申报意愿后重报统02。",
				en: "It applies in 统02 though its certificate is valid: check year and validity here; if they are right, correct its intent in 统02 and resubmit that.",
			},
			needs: {
				pipeline: {
					...{ form: "阳科统02", fields: ["uscc", "apply_year", "intent", "stage"], whose: "unit", when: "within" },
					matching: { theirs: "uscc", own: "uscc" },
				},
			},
			reads: ["uscc", "cert_year", "valid_to"],
			at: "valid_to",
			test: (rows, _, { pipeline }) => {
				const applying = latestOf(pipeline, "uscc").filter(({ values }) => values.intent === "今年申报" && values.stage !== "放弃");
				const byCode = new Map(applying.map((applied) => [applied.values.uscc, applied]));
				return rows.flatMap(({ row, values }) => {
					const applied = byCode.get(values.uscc);
					const year = Number(applied?.values.apply_year);
					if (!applied || values.cert_year === null || values.valid_to === null) return [];
					const held = values.cert_year < year && values.cert_year >= year - 2 && values.valid_to > `${year}-12-31`;
					return held ? [{ row, against: { row: applied, field: "intent" } }] : [];
				});
			},
		}),
		rule.context(heldByAnother("阳科统01")),
		rule.context({
			code: "X11",
			severity: "soft",
			states: {
				zh: "孵化育成载体（统04）的在孵企业中高企合计 ≤ 名录中的高企数",
				en: "the HNTEs among the tenants of all carriers (统04) ≤ the enterprises of the roster in stock",
			},
			remedy: {
				zh: "统04 填的在孵高企比名录中的有效高企还多：请核对名录是否漏填企业；名录无误的，请核对统04 的在孵高企数，或书面说明。",
				en: "There are more HNTE tenants in 统04 than enterprises in stock here: check whether some are missing, or the number in 统04, or explain.",
			},
			needs: { carriers: { form: "阳科统04", fields: ["carrier", "uscc", "hnte_tenants"], whose: "unit", when: "same" } },
			reads: ["uscc", "status"],
			at: "uscc",
			tells: ["expected", "difference"],
			test: (rows, _, { carriers }) => {
				const stock = rows.filter(({ values }) => IN_STOCK.includes(String(values.status))).length;
				const tenants = hnteTenants(carriers.map(({ values }) => values));
				const [first] = carriers;
				if (tenants <= stock || !first) return [];
				return [{ row: null, expected: `≥ ${tenants}`, difference: stock - tenants, against: { row: first, field: "hnte_tenants" } }];
			},
		}),
	],
});

/** In stock: a certificate that is valid at the cutoff, of an enterprise that is still here and recognised. */
const inStock = and(gte("valid_to", param("cutoff")), isIn("status", IN_STOCK));

/** Distinct enterprises of the roster. */
function enterprises(id: string, name: Bilingual, filter: Filter, more: Partial<CountedIndicator> = {}): CountedIndicator {
	return { kind: "counted", id, area: "hnte", name, unit: "家", measure: { kind: "distinct", fields: ["uscc"] }, filter, ...more };
}

const fieldStock = (slug: string) => `hnte.stock.field.${slug}`;

const stockByField = Object.entries(TECH_FIELDS).map(([value, { slug }]) =>
	enterprises(fieldStock(slug), { zh: `技术领域：${value}`, en: `Technology field: ${slug}` }, and(inStock, eq("tech_field", value)), {
		within: "hnte.stock",
		detail: true,
	}),
);

const stockBySize = Object.entries(SIZES).map(([value, { slug }]) =>
	enterprises(`hnte.stock.size.${slug}`, { zh: `${value}企业`, en: `Size class: ${slug}` }, and(inStock, eq("size", value)), {
		within: "hnte.stock",
	}),
);

/** 阳科统01: every recognised high-tech enterprise of the unit, with its certificate and its main figures. */
export default defineForm({
	id: "阳科统01",
	slug: "hnte_roster",
	title: { zh: "高新技术企业名录", en: "High-tech enterprise roster" },
	periods: ["half-year", "year"],
	notes: instructions(
		[
			{
				zh: "统计范围：辖区内持有高新技术企业证书的全部企业，每家填一行；报告期内到期、撤销、迁出的也要填，并在高企状态中注明。",
				en: "Scope: every enterprise of the unit that holds a certificate, one row each; those that expired, were revoked or moved out in the period stay in, with their state.",
			},
			{
				zh: "金额单位为万元，保留两位小数；没有发生的填 0，不得留空。",
				en: "Amounts are in 万元 with two decimals; enter 0 where there is nothing, never a blank.",
			},
			{
				zh: "企业更名的，企业名称填现名，曾用名填原名。",
				en: "A renamed enterprise is entered under its present name, with the former name beside it.",
			},
			{
				zh: "行业代码按《国民经济行业分类》（GB/T 4754-2017）填四位小类代码，如刀剪及类似日用金属工具制造 3324。",
				en: "The industry is the four-digit class of GB/T 4754-2017, e.g. 3324 for knives and scissors.",
			},
		],
		[roster],
	),
	tables: [roster],
	indicators: [
		enterprises("hnte.stock", { zh: "高新技术企业存量", en: "High-tech enterprise stock" }, inStock, {
			target: "102",
			ranked: true,
			headline: { trend: true },
		}),
		...stockByField,
		...stockBySize,
		// A new certificate is a first or a renewed recognition: the roster does not tell them apart. What is new, and what the target of new ones asks for, the pipeline says.
		enterprises("hnte.new", { zh: "本年认定高新技术企业", en: "Enterprises recognised this year" }, and(inStock, eq("cert_year", param("year"))), {
			basis: "year-to-date",
		}),
		enterprises(
			"hnte.expiring",
			{ zh: "本年到期高新技术企业", en: "Certificates that end this year" },
			and(between("valid_to", param("yearStart"), param("yearEnd")), isIn("status", ["有效", "重新认定中", "到期"])),
			{ basis: "whole-year" },
		),
	],
	charts: [
		{
			id: "hnte.by-unit",
			across: "units",
			kind: "column",
			title: { zh: "高新技术企业存量（分单位）", en: "High-tech enterprise stock by unit" },
			unit: "家",
			series: [{ name: { zh: "存量", en: "Stock" }, indicator: "hnte.stock" }],
		},
		{
			id: "hnte.by-field",
			across: "members",
			kind: "bar",
			title: { zh: "高新技术企业存量（分技术领域）", en: "High-tech enterprise stock by technology field" },
			unit: "家",
			axis: { zh: "技术领域", en: "Technology field" },
			series: [{ zh: "存量", en: "Stock" }],
			members: Object.entries(TECH_FIELDS).map(([zh, { slug }]) => ({ name: { zh, en: slug }, indicators: [fieldStock(slug)] })),
		},
	],
});

import { decimal, integer, oneOf, text } from "../model/fields.ts";
import { eq } from "../model/filter.ts";
import { defineForm, defineTable } from "../model/form.ts";
import type { Indicator } from "../model/indicator.ts";
import { instructions } from "../model/notes.ts";
import type { ContextBreach } from "../model/rule.ts";
import type { Bilingual } from "../model/text.ts";
import type { Value } from "../model/value.ts";
import { LEVELS, LEVELS_HIGHEST_FIRST } from "../reference/code-lists.ts";
import { enterpriseColumns, remarks } from "../reference/shared-columns.ts";
import { heldByAnother, hnteTenants, latestOf, sameName } from "../reference/shared-rules.ts";
import { steady } from "../reference/steady-rule.ts";

/** Types that 统03 lists too, and states of its platforms that have no carrier running. */
const IN_BOTH = ["孵化器", "众创空间"];
const NOT_RUNNING = ["在建", "撤销", "已升级"];

type CarrierKey = Readonly<Record<"carrier" | "level" | "uscc", Value>>;

/** The row of the same carrier at the same level in another report. */
function sameCarrier<Row extends { readonly values: CarrierKey }>({ carrier, level, uscc }: CarrierKey, others: readonly Row[]): Row | undefined {
	return others.find(({ values }) => values.level === level && values.uscc === uscc && sameName(values.carrier, carrier));
}

const carriers = defineTable({
	rollUp: "snapshot",
	key: ["carrier", "level", "uscc"],
	fields: {
		...enterpriseColumns("运营单位", "Operator"),
		carrier: text("载体名称", {
			en: "Carrier",
			max: 120,
			required: true,
			matchByName: true,
			synonyms: ["孵化载体名称", "孵化器名称", "孵化器(众创空间)名称", "众创空间名称", "平台名称"],
		}),
		type: oneOf(
			"类别",
			{
				孵化器: { slug: "incubator", synonyms: ["科技企业孵化器", "企业孵化器", "科技孵化器"] },
				众创空间: { slug: "maker-space", synonyms: ["创客空间"] },
				加速器: { slug: "accelerator", synonyms: ["科技企业加速器", "企业加速器"] },
			},
			{ en: "Type", required: true, synonyms: ["载体类别", "载体类型", "类型"] },
		),
		level: oneOf("级别", LEVELS, { en: "Level", required: true, synonyms: ["载体级别", "认定级别"] }),
		area_own: decimal("可自主支配孵化场地使用面积", {
			en: "Own incubation area",
			unit: "㎡",
			carry: "beside",
			required: true,
			synonyms: ["孵化面积", "场地面积", "孵化场地面积", "可自主支配面积", "可自主支配场地面积", "孵化场地使用面积"],
		}),
		area_used: decimal("在孵企业使用面积", {
			en: "Area used by tenants",
			unit: "㎡",
			synonyms: ["企业使用面积", "在孵企业占用面积", "入孵企业使用面积"],
		}),
		tenants: integer("期末在孵企业数", {
			en: "Tenants at the end of the period",
			unit: "家",
			carry: "beside",
			required: true,
			synonyms: ["入孵企业", "在孵企业", "在孵企业数", "入孵企业数", "期末在孵企业"],
		}),
		tenants_new: integer("其中_当期新入孵", {
			en: "of which new in the period",
			unit: "家",
			required: true,
			synonyms: ["当期新入孵", "新入孵企业", "新入孵企业数", "当期新入孵企业数", "其中:当期新入孵", "期末在孵企业数_其中:当期新入孵", "新增入孵企业"],
		}),
		exits: integer("当期退出", {
			en: "Left in the period",
			unit: "家",
			required: true,
			synonyms: ["退出企业", "当期退出企业数", "退出企业数", "退出企业数量"],
		}),
		grads_cum: integer("累计毕业企业数", {
			en: "Graduates in all",
			unit: "家",
			carry: "beside",
			required: true,
			synonyms: ["累计毕业企业", "累计毕业", "毕业企业累计数", "累计毕业数"],
		}),
		grads_new: integer("其中_当期毕业", {
			en: "of which in the period",
			unit: "家",
			required: true,
			synonyms: ["当期毕业", "当期毕业企业", "当期毕业企业数", "新毕业企业数", "其中:当期毕业", "累计毕业企业数_其中:当期毕业", "新增毕业企业"],
		}),
		hnte_tenants: integer("在孵企业中高企", {
			en: "Tenants that are HNTEs",
			unit: "家",
			synonyms: ["在孵企业中高企数", "在孵高企数", "在孵高新技术企业数", "在孵企业中高新技术企业"],
		}),
		tenant_staff: integer("在孵企业从业人员", {
			en: "Employees of tenants",
			unit: "人",
			synonyms: ["在孵企业从业人数", "在孵企业从业人员数", "在孵企业人员"],
		}),
		fund: decimal("孵化资金", { en: "Incubation fund", unit: "万元", synonyms: ["孵化基金", "孵化资金总额", "孵化基金总额"] }),
		mentors: integer("创业导师", { en: "Mentors", unit: "人", synonyms: ["创业导师数", "创业导师人数", "导师人数"] }),
		teams: integer("入驻团队", { en: "Teams", unit: "个", synonyms: ["入驻团队数", "创业团队", "创业团队数", "入驻创业团队"] }),
		remarks,
	},
	rules: (rule) => [
		rule.row({
			code: "04-H1",
			states: { zh: "在孵企业使用面积 ≤ 可自主支配孵化场地使用面积", en: "area used by tenants ≤ own area" },
			remedy: {
				zh: "在孵企业用的面积不能大于孵化场地面积：请核对两个数是否填反，单位是否都是㎡（不是万㎡）。",
				en: "Check whether the two areas were exchanged, and that both are in ㎡ and not 万㎡.",
			},
			reads: ["area_used", "area_own"],
			at: "area_used",
			tells: ["expected", "difference"],
			test: ({ area_used, area_own }) => area_used <= area_own || { expected: `≤ ${area_own}`, difference: area_used - area_own },
		}),
		rule.row({
			code: "04-H2",
			states: { zh: "当期毕业 ≤ 累计毕业企业数", en: "graduates of the period ≤ graduates in all" },
			remedy: {
				zh: "累计数包含当期数：请核对两个数是否填反，累计数是否漏加当期。",
				en: "The total includes the period: check whether the numbers were exchanged or the period was left out of the total.",
			},
			reads: ["grads_new", "grads_cum"],
			at: "grads_cum",
			tells: ["expected", "difference"],
			test: ({ grads_new, grads_cum }) => grads_new <= grads_cum || { expected: `≥ ${grads_new}`, difference: grads_cum - grads_new },
		}),
		rule.row({
			code: "04-H3",
			states: { zh: "在孵企业中高企 ≤ 期末在孵企业数", en: "HNTEs among the tenants ≤ tenants" },
			remedy: {
				zh: "高企是在孵企业的一部分：请核对两个数；已毕业的高企不再计入。",
				en: "HNTEs are part of the tenants: check both numbers; graduated ones no longer count.",
			},
			reads: ["hnte_tenants", "tenants"],
			at: "hnte_tenants",
			tells: ["expected", "difference"],
			test: ({ hnte_tenants, tenants }) => hnte_tenants <= tenants || { expected: `≤ ${tenants}`, difference: hnte_tenants - tenants },
		}),
		rule.context(
			steady({
				code: "04-S1",
				form: "阳科统04",
				key: ["uscc", "carrier", "level"],
				amounts: { area_own: 0, tenants: 20 },
				called: { zh: "可自主支配孵化场地使用面积、期末在孵企业数（20家以上的）", en: "own incubation area, tenants (of 20 or more)" },
			}),
		),
		rule.context({
			code: "04-P1",
			severity: "hard",
			states: {
				zh: "累计毕业企业数 = 上期累计毕业企业数 + 当期毕业",
				en: "graduates in all = graduates in all of the period before + graduates of the period",
			},
			remedy: {
				zh: "请对照上期报表重新相加：累计数要把当期毕业加进去；上期报错的，请联系市局更正上期。",
				en: "Add up again from the report before; if that one was wrong, ask the bureau to have it corrected.",
			},
			needs: { before: { form: "阳科统04", fields: ["carrier", "level", "uscc", "grads_cum"], whose: "unit", when: "before" } },
			reads: ["carrier", "level", "uscc", "grads_cum", "grads_new"],
			at: "grads_cum",
			tells: ["expected", "difference"],
			test: (rows, _, { before }) =>
				rows.flatMap(({ row, values }): ContextBreach[] => {
					const was = sameCarrier(values, before);
					const [now, then] = [values.grads_cum, Number(was?.values.grads_cum ?? Number.NaN)];
					// A total that has fallen is told by 04-P3.
					if (!was || now === null || values.grads_new === null || now < then || now === then + values.grads_new) return [];
					const expected = then + values.grads_new;
					return [{ row, expected, difference: now - expected, against: { row: was, field: "grads_cum" } }];
				}),
		}),
		rule.context({
			code: "04-P2",
			severity: "hard",
			states: {
				zh: "期末在孵企业数 = 上期期末在孵企业数 + 当期新入孵 − 当期毕业 − 当期退出",
				en: "tenants = tenants at the end of the period before + new − graduated − left",
			},
			remedy: {
				zh: "四个数与上期期末数不平衡：请逐项核对新入孵、毕业、退出的企业；上期报错的，请联系市局更正上期。",
				en: "The four numbers do not add up from the report before: check who came, graduated and left; if the report before was wrong, ask the bureau to have it corrected.",
			},
			needs: { before: { form: "阳科统04", fields: ["carrier", "level", "uscc", "tenants"], whose: "unit", when: "before" } },
			reads: ["carrier", "level", "uscc", "tenants", "tenants_new", "grads_new", "exits"],
			at: "tenants",
			tells: ["expected", "difference"],
			test: (rows, _, { before }) =>
				rows.flatMap(({ row, values }): ContextBreach[] => {
					const was = sameCarrier(values, before);
					const { tenants, tenants_new, grads_new, exits } = values;
					if (!was || tenants === null || tenants_new === null || grads_new === null || exits === null) return [];
					const expected = Number(was.values.tenants) + tenants_new - grads_new - exits;
					return tenants === expected ? [] : [{ row, expected, difference: tenants - expected, against: { row: was, field: "tenants" } }];
				}),
		}),
		rule.context({
			code: "04-P3",
			severity: "hard",
			states: { zh: "累计毕业企业数 ≥ 上期累计毕业企业数", en: "graduates in all never fall below those of the period before" },
			remedy: {
				zh: "累计数只会增加：请对照上期报表核对，看是否只填了当期数；上期报错的，请联系市局更正上期。",
				en: "A total never falls: check whether only the period's number was entered; if the report before was wrong, ask the bureau to have it corrected.",
			},
			needs: { before: { form: "阳科统04", fields: ["carrier", "level", "uscc", "grads_cum"], whose: "unit", when: "before" } },
			reads: ["carrier", "level", "uscc", "grads_cum"],
			at: "grads_cum",
			tells: ["expected", "difference"],
			test: (rows, _, { before }) =>
				rows.flatMap(({ row, values }): ContextBreach[] => {
					const was = sameCarrier(values, before);
					const least = Number(was?.values.grads_cum ?? 0);
					if (!was || values.grads_cum === null || values.grads_cum >= least) return [];
					return [{ row, expected: `≥ ${least}`, difference: values.grads_cum - least, against: { row: was, field: "grads_cum" } }];
				}),
		}),
		rule.context({
			code: "X4",
			severity: "hard",
			states: {
				zh: "孵化器和众创空间与同期统03 的平台（不含在建、撤销、已升级）一一对应：名称和级别相同",
				en: "incubators and maker spaces are the platforms of 统03 of the same date (without those being built, revoked or upgraded): same name and level",
			},
			remedy: {
				zh: "统04 和统03 对不上：请核对名称（写全称）和级别，哪张表漏了或写错了就改哪张表；两张表都要改的，请放在一个工作簿里一起报送。",
				en: "统04 and 统03 disagree: check name (in full) and level, and correct the form that is wrong or incomplete; where both are, send them together in one workbook.",
			},
			needs: { platforms: { form: "阳科统03", fields: ["name", "type", "level", "status"], whose: "unit", when: "same" } },
			reads: ["carrier", "type", "level"],
			at: "carrier",
			test: (rows, _, { platforms }): ContextBreach[] => {
				const counted = platforms.filter(({ values }) => IN_BOTH.includes(String(values.type)));
				const isOne = (own: (typeof rows)[number], platform: (typeof counted)[number]) =>
					own.values.level === platform.values.level && sameName(own.values.carrier, platform.values.name);
				const unmatched = rows.filter((own) => own.values.type !== null && IN_BOTH.includes(own.values.type) && !counted.some((p) => isOne(own, p)));
				const missing = latestOf(counted, "name", "level").filter(
					(p) => !NOT_RUNNING.includes(String(p.values.status)) && !rows.some((own) => isOne(own, p)),
				);
				return [
					...unmatched.map(({ row }) => ({ row })),
					...missing.map((p) => ({ row: null, subject: `${p.values.name}（${p.values.level}）`, against: { row: p, field: "name" } })),
				];
			},
		}),
		rule.context({
			code: "X11",
			severity: "soft",
			states: {
				zh: "各载体在孵企业中高企合计（同一载体只计一次）≤ 同期高企名录（统01）中的高企数",
				en: "the HNTEs among the tenants of all carriers (each carrier once) ≤ the enterprises in stock in the roster (统01) of the same date",
			},
			remedy: {
				zh: "在孵高企比本单位名录中的高企还多：请核对在孵高企数是否多填，名录是否漏填；属实的请书面说明。",
				en: "There are more HNTE tenants than enterprises in the roster: check both, or explain.",
			},
			needs: { roster: { form: "阳科统01", fields: ["uscc", "status"], whose: "unit", when: "same" } },
			reads: ["carrier", "uscc", "hnte_tenants"],
			at: "hnte_tenants",
			tells: ["expected", "difference"],
			test: (rows, _, { roster }) => {
				const stock = roster.filter(({ values }) => ["有效", "重新认定中"].includes(String(values.status))).length;
				const tenants = hnteTenants(rows.map(({ values }) => values));
				return tenants <= stock ? [] : [{ row: null, expected: `≤ ${stock}`, difference: tenants - stock }];
			},
		}),
		rule.context(heldByAnother("阳科统04")),
	],
});

/** Sum and doubling rate of one of the incubators' three figures: incubators only, each once at its highest level; the rate is against the end of the year before. */
function doubling(slug: string, field: string, name: Bilingual, unit: string, target: string, places: number): Indicator[] {
	const id = `incubators.${slug}`;
	return [
		{
			kind: "counted",
			id,
			area: "incubators",
			name,
			unit,
			places,
			measure: { kind: "sum", field, once: { key: ["carrier", "uscc"], highest: { field: "level", order: LEVELS_HIGHEST_FIRST } } },
			filter: eq("type", "孵化器"),
		},
		{
			kind: "derived",
			id: `${id}.multiple`,
			area: "incubators",
			name: { zh: `${name.zh}为上年末的倍数`, en: `${name.en}: multiple of the end of the year before` },
			unit: "倍",
			places: 2,
			inputs: [{ id }, { id, at: "previous-year" }],
			operation: "quotient",
			cityOnly: true,
			target,
			headline: { name: { zh: `${name.zh}（上年末的倍数）`, en: `${name.en}: multiple` } },
			within: id,
		},
	];
}

/** 阳科统04: incubators, maker spaces and accelerators and how they run, one row per carrier and level. */
export default defineForm({
	id: "阳科统04",
	slug: "incubators",
	title: { zh: "孵化育成载体运行", en: "Incubators" },
	periods: ["half-year", "year"],
	notes: instructions(
		[
			{
				zh: "统计范围：辖区内的科技企业孵化器、众创空间和加速器，每个载体每个级别填一行；同一载体同时是省级和市级的，各填一行，汇总时只按最高级别计一次。",
				en: "Scope: incubators, maker spaces and accelerators; one row per carrier and level. A carrier of several levels counts once in sums, at its highest.",
			},
			{ zh: "面积单位为㎡，不是万㎡；资金单位为万元。", en: "Areas are in ㎡ (not 万㎡), funds in 万元." },
			{
				zh: "期末数填报告期最后一天的数；当期数填报告期内发生的数；累计数从载体成立起算。没有发生的填 0，不得留空。",
				en: "Stocks are those of the period's last day, flows those of the period, totals since the carrier began. Enter 0 where there is nothing.",
			},
		],
		[carriers],
	),
	tables: [carriers],
	indicators: [
		...doubling("area", "area_own", { zh: "孵化器孵化场地面积", en: "Own area of incubators" }, "㎡", "301", 2),
		...doubling("tenants", "tenants", { zh: "孵化器入孵企业", en: "Tenants of incubators" }, "家", "302", 0),
		...doubling("graduates", "grads_cum", { zh: "孵化器累计毕业企业", en: "Graduates of incubators in all" }, "家", "303", 0),
	],
});

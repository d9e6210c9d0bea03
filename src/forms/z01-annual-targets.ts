import { code, date, dateOrMonth, decimal, oneOf, region, text, year } from "../model/fields.ts";
import { and, eq, param } from "../model/filter.ts";
import { defineForm, defineTable } from "../model/form.ts";
import type { CountedIndicator } from "../model/indicator.ts";
import { instructions } from "../model/notes.ts";
import type { ProjectedRow, TableBreach } from "../model/rule.ts";
import { LONGEST_MATTER, PROJECTS_SINCE } from "../reference/eras.ts";
import { remarks } from "../reference/shared-columns.ts";

/** How the row of the city as a whole is written. */
const CITY = "全市";

/** The targets that the bureau keeps. A target without a unit is qualitative (定性): it has no number. */
const TARGETS = [
	{ code: "101", slug: "hnte-new", zh: "高企新增", en: "New high-tech enterprises", unit: "家", places: 0 },
	{ code: "102", slug: "hnte-stock", zh: "高企存量", en: "High-tech enterprises in stock", unit: "家", places: 0 },
	{ code: "103", slug: "hnte-batches", zh: "高企申报批次", en: "HNTE application batches", unit: "批", places: 0 },
	{ code: "201", slug: "key-laboratories", zh: "省级企业重点实验室", en: "Provincial enterprise key laboratories", unit: "家", places: 0 },
	{ code: "202", slug: "centres", zh: "省级工程技术研究中心", en: "Provincial engineering centres", unit: "家", places: 0 },
	{ code: "203", slug: "rd-institutions", zh: "省级新型研发机构", en: "Provincial R&D institutions", unit: "家", places: 0 },
	{ code: "301", slug: "incubator-area", zh: "孵化场地面积", en: "Incubators: own area", unit: "倍", places: 1 },
	{ code: "302", slug: "incubator-tenants", zh: "入孵企业", en: "Incubators: tenants", unit: "倍", places: 1 },
	{ code: "303", slug: "incubator-graduates", zh: "累计毕业企业", en: "Incubators: cumulative graduates", unit: "倍", places: 1 },
	{ code: "401", slug: "knife-enterprises", zh: "重点支持刀剪企业", en: "Knife-and-scissors enterprises supported", unit: "家", places: 0 },
	{ code: "501", slug: "teams", zh: "市级创新团队", en: "Municipal innovation teams", unit: "个", places: 0 },
	{ code: "601", slug: "zone-upgrade", zh: "阳江高新区升级", en: "Upgrade of the Yangjiang High-tech Zone", unit: null, places: 0 },
] as const;

const SUMMED = ["新增", "存量"];

const targets = defineTable({
	rollUp: "yearly",
	key: ["year", "indicator_code", "region"],
	fields: {
		year: year("年度", { en: "Year", since: PROJECTS_SINCE, required: true, synonyms: ["目标年度", "任务年度"] }),
		indicator_code: oneOf("指标代码", Object.fromEntries(TARGETS.map((target) => [target.code, target.slug])), {
			en: "Indicator code",
			required: true,
			synonyms: ["代码", "指标编码"],
		}),
		indicator_name: text("指标名称", { en: "Indicator", required: true, max: 60, synonyms: ["指标", "目标名称", "任务名称"] }),
		measure_unit: text("计量单位", { en: "Unit of measure", max: 10, synonyms: ["单位"] }),
		region: region("区域", { en: "Area", required: true, whole: CITY, synonyms: ["县(市、区)", "县区", "地区", "分解区域", "分解单位"] }),
		baseline: decimal("基数", { en: "Baseline", synonyms: ["上年基数", "基期数"] }),
		target_type: oneOf(
			"目标类型",
			{
				新增: { slug: "new", synonyms: ["新增数", "净增"] },
				存量: { slug: "stock", synonyms: ["存量数", "总量"] },
				倍数: { slug: "multiple", synonyms: ["翻番"] },
				扶持: { slug: "support", synonyms: ["扶持数", "支持"] },
				定性: { slug: "qualitative", synonyms: ["定性目标"] },
			},
			{ en: "Type of target", required: true, synonyms: ["类型", "目标类别"] },
		),
		low: decimal("下限", { en: "Target, lower bound", synonyms: ["目标值", "目标数", "目标下限", "任务数", "年度目标"] }),
		high: decimal("上限", { en: "Target, upper bound", synonyms: ["目标上限", "目标值上限"] }),
		nature: oneOf(
			"性质",
			{
				任务: { slug: "task", synonyms: ["任务数", "下达任务"] },
				力争: { slug: "strive", synonyms: ["力争完成"] },
				确保: { slug: "ensure", synonyms: ["确保完成"] },
				争取: { slug: "seek", synonyms: ["争取完成"] },
				计划: { slug: "plan", synonyms: ["计划数"] },
			},
			{ en: "Nature", required: true, synonyms: ["目标性质"] },
		),
		split: oneOf(
			"分解",
			{
				分解: { slug: "split", synonyms: ["分解到县", "分解下达", "已分解"] },
				市级统筹: { slug: "city", synonyms: ["全市统筹", "市统筹", "不分解"] },
			},
			{ en: "Split to the units or kept by the city", required: true, synonyms: ["分解方式", "是否分解"] },
		),
		responsible: text("责任单位", { en: "Responsible", max: 100, synonyms: ["牵头单位", "责任科室"] }),
		document_no: code("文号", { en: "Document number", scheme: "free", max: 60, synonyms: ["下达文号", "文件号"] }),
		issued_on: date("下达日期", { en: "Issued on", happened: true, since: PROJECTS_SINCE, synonyms: ["下达时间", "印发日期"] }),
		due_on: dateOrMonth("完成时限", {
			en: "To be reached by",
			since: PROJECTS_SINCE,
			ahead: LONGEST_MATTER,
			synonyms: ["完成期限", "时限", "完成时间"],
		}),
		remarks,
	},
	rules: (rule) => [
		rule.table({
			code: "Z1-H1",
			states: {
				zh: "分解的新增、存量目标：各县（市、区）和功能区下限之和 = 全市下限（不含市本级）",
				en: "targets of new ones and of stock that are split: the units' lower bounds (without 市本级) sum to the city's",
			},
			remedy: {
				zh: "请核对全市和各县（市、区）、功能区的目标数，合计须与全市一致；缺少的区域请补行；由市级统筹的不要标“分解”。",
				en: "Compare the city's target with those of the units, add missing rows, and do not mark as split what the city keeps itself.",
			},
			reads: ["year", "indicator_code", "region", "target_type", "split", "low"],
			at: "low",
			tells: ["expected", "difference"],
			test: (rows, { units }) => {
				const ownShares = units.filter((unit) => unit.kind === "city").map((unit) => unit.name);
				return splitTargets(rows).flatMap((group) => unequal(group, ownShares));
			},
		}),
		rule.table({
			code: "X12",
			states: {
				zh: "标“分解”的目标分解到市本级以外的每个填报单位",
				en: "a target that is split (分解) has a row for every reporting unit but 市本级",
			},
			remedy: {
				zh: "请补上缺少的县（市、区）或功能区，没有任务的填 0；不分解到每个单位的，分解一栏请填“市级统筹”。",
				en: "Add the missing units (0 where one has no share), or state 市级统筹 (kept by the city) where it is not split to all.",
			},
			reads: ["year", "indicator_code", "region", "split"],
			at: "region",
			test: (rows, { units }) => {
				const owing = units.filter(({ kind }) => kind !== "city").map(({ name }) => name);
				const targets = new Map<string, ProjectedRow[]>();
				for (const row of rows) {
					const { year, indicator_code, split } = row.values;
					const key = JSON.stringify([year, indicator_code]);
					if (split === "分解") targets.set(key, [...(targets.get(key) ?? []), row]);
				}
				return [...targets.values()].flatMap((group) => {
					const missing = owing.filter((name) => !group.some(({ values }) => values.region === name));
					const [marked = group[0]] = group.filter(({ values }) => values.region === CITY);
					return missing.length > 0 && marked ? [{ row: marked.row, subject: missing.join("、") }] : [];
				});
			},
		}),
		rule.row({
			code: "Z1-H2",
			states: { zh: "下限 ≤ 上限", en: "lower bound ≤ upper bound" },
			remedy: {
				zh: "请核对上下限是否填反；只有一个目标数的，填在下限，上限不填。",
				en: "Check whether the bounds were exchanged; a single number stands in the lower one.",
			},
			reads: ["low", "high"],
			at: "high",
			tells: ["expected", "difference"],
			test: ({ low, high }) => low <= high || { expected: `≥ ${low}`, difference: Math.round((high - low) * 100) / 100 },
		}),
		rule.row({
			code: "Z1-H3",
			states: { zh: "除“定性”外，下限必填", en: "every target but a qualitative one (定性) has a lower bound" },
			remedy: {
				zh: "请补填目标数（下限）；没有数量要求的，目标类型请填“定性”。",
				en: "Enter the number; a target without one is 定性 (qualitative).",
			},
			reads: ["target_type"],
			mayBeBlank: ["low"],
			at: "low",
			test: ({ target_type, low }) => target_type === "定性" || low !== null,
		}),
	],
});

/** The rows of each split target of a kind whose shares add up, one list per year, code and type. */
function splitTargets(rows: readonly ProjectedRow[]): ProjectedRow[][] {
	const groups = new Map<string, ProjectedRow[]>();
	for (const row of rows) {
		const { year, indicator_code, target_type, split, low } = row.values;
		if (split !== "分解" || typeof target_type !== "string" || !SUMMED.includes(target_type) || typeof low !== "number") continue;
		const key = JSON.stringify([year, indicator_code, target_type]);
		groups.set(key, [...(groups.get(key) ?? []), row]);
	}
	return [...groups.values()];
}

/** A breach where the shares of one target do not add up to the city's, or the city's row is missing. What the city's own units keep (市本级) is no share. */
function unequal(group: readonly ProjectedRow[], ownShares: readonly string[]): TableBreach[] {
	const shares = group.filter(({ values }) => values.region !== CITY && !ownShares.includes(String(values.region)));
	const sum = Math.round(shares.reduce((total, { values }) => total + Number(values.low), 0) * 100) / 100;
	const city = group.find(({ values }) => values.region === CITY);
	if (!city) return shares.slice(0, 1).map(({ row }) => ({ row, at: "region" }));
	const whole = Number(city.values.low);
	return whole === sum ? [] : [{ row: city.row, expected: sum, difference: Math.round((whole - sum) * 100) / 100 }];
}

/** 阳科综01: the year's targets, for the city and its units. Kept by the city bureau; counties see it and do not fill it in. */
export default defineForm({
	id: "阳科综01",
	slug: "annual_targets",
	title: { zh: "年度目标任务分解", en: "Annual targets" },
	periods: ["year"],
	owedBy: "city",
	notes: instructions(
		[
			{
				zh: "统计范围：本年度下达的科技目标任务，每项指标、每个区域一行；全市的区域填“全市”，分解到各县（市、区）、功能区的逐个填报。",
				en: "Scope: the year's targets, one row per indicator and area; the city's row has the area 全市, each unit's share a row of its own.",
			},
			{
				zh: `指标代码：${TARGETS.map((target) => `${target.code} ${target.zh}${target.unit ? `（${target.unit}）` : "（定性）"}`).join("；")}。`,
				en: `Indicator codes: ${TARGETS.map((target) => `${target.code} ${target.en}`).join("; ")}.`,
			},
			{
				zh: "目标是一个数的填在下限，上限不填；是区间的（如 1—2 家）上下限都填；翻一番填 2 倍。",
				en: "A single number stands in the lower bound; a range (1–2) fills both; doubling is 2 (倍).",
			},
		],
		[targets],
	),
	tables: [targets],
	indicators: TARGETS.flatMap(({ code: target, zh, en, unit, places }): CountedIndicator[] =>
		unit === null
			? []
			: [
					{
						kind: "counted",
						id: `targets.${target}`,
						area: "targets",
						name: { zh: `年度目标：${zh}`, en: `Target: ${en}` },
						unit,
						places,
						measure: { kind: "given", low: "low", high: "high", region: "region", whole: CITY },
						filter: and(eq("year", param("year")), eq("indicator_code", target)),
					},
				],
	),
});

import { code, date, decimal, integer, oneOf, text, year } from "../model/fields.ts";
import { and, beside, eq, type Filter, isIn, not, or, param, reading } from "../model/filter.ts";
import { defineForm, defineTable } from "../model/form.ts";
import type { CountedIndicator } from "../model/indicator.ts";
import { instructions } from "../model/notes.ts";
import type { ContextBreach, ProjectedRow } from "../model/rule.ts";
import type { Bilingual } from "../model/text.ts";
import { LEVELS, TECH_FIELDS } from "../reference/code-lists.ts";
import { PLATFORMS_SINCE } from "../reference/eras.ts";
import { enterpriseColumns, remarks } from "../reference/shared-columns.ts";
import { heldByAnother, latestOf, sameName } from "../reference/shared-rules.ts";

const TYPES = {
	院士工作站: { slug: "academician", synonyms: ["企业院士工作站", "院士企业工作站"] },
	工程技术研究中心: { slug: "centre", synonyms: ["工程中心", "工程技术中心", "工程技术研究开发中心", "工程技术研发中心"] },
	新型研发机构: { slug: "rd-institution", synonyms: ["新研机构", "新型研究机构"] },
	企业重点实验室: { slug: "key-laboratory", synonyms: ["重点实验室", "企业类重点实验室"] },
	众创空间: { slug: "maker-space", synonyms: ["创客空间"] },
	孵化器: { slug: "incubator", synonyms: ["科技企业孵化器", "企业孵化器", "科技孵化器"] },
	临床医学研究中心: { slug: "clinical-centre", synonyms: ["临床医学中心", "临床研究中心"] },
	省实验室: { slug: "provincial-laboratory", synonyms: ["广东省实验室"] },
	其他: { slug: "other", synonyms: ["其它", "其他平台", "其它平台"] },
} as const;
type PlatformType = keyof typeof TYPES;

/** English names for the published tables. */
const TYPE_NAMES: Readonly<Record<PlatformType, string>> = {
	院士工作站: "Academician workstations",
	工程技术研究中心: "Engineering research centres",
	新型研发机构: "New-type R&D institutions",
	企业重点实验室: "Enterprise key laboratories",
	众创空间: "Maker spaces",
	孵化器: "Incubators",
	临床医学研究中心: "Clinical research centres",
	省实验室: "Provincial laboratories",
	其他: "Other platforms",
};
/** What the report counts by organisation (家); the rest by platform (个). */
const BY_ORGANISATION: readonly string[] = ["工程技术研究中心", "新型研发机构"];
/** Combinations that the city has, or works for: printed even where they are zero. */
const USUAL: Readonly<Partial<Record<PlatformType, readonly string[]>>> = {
	院士工作站: ["不分级"],
	工程技术研究中心: ["省级", "市级"],
	新型研发机构: ["省级", "市级"],
	企业重点实验室: ["省级", "市级"],
	众创空间: ["省级"],
	孵化器: ["省级", "市级"],
};

/** More platforms of one type with one host than this ask for an explanation. */
const USUAL_PER_HOST = 2;
/** A platform that was revoked, or stands in the list once more at its higher level. */
const GONE = ["撤销", "已升级"];

/** Types of platform that 统04 tells more of, and states in which it does not. */
const CARRIERS = ["孵化器", "众创空间"];
const UNUSED = ["在建", ...GONE];

function crowdedHosts(rows: readonly ProjectedRow[]): { row: number; expected: string; difference: number }[] {
	const groups = new Map<string, number[]>();
	for (const { row, values } of rows) {
		if (values.uscc === null || values.type === null || GONE.includes(String(values.status))) continue;
		const key = JSON.stringify([values.uscc, values.type]);
		groups.set(key, [...(groups.get(key) ?? []), row]);
	}
	return [...groups.values()]
		.filter((group) => group.length > USUAL_PER_HOST)
		.flatMap((group) => group.map((row) => ({ row, expected: `≤ ${USUAL_PER_HOST}`, difference: group.length - USUAL_PER_HOST })));
}

const platforms = defineTable({
	rollUp: "snapshot",
	key: ["type", "level", "uscc", "name"],
	fields: {
		...enterpriseColumns("依托单位", "Host"),
		name: text("平台名称", {
			en: "Platform",
			max: 120,
			required: true,
			matchByName: true,
			synonyms: ["中心名称", "机构名称", "创新平台名称", "实验室名称", "研发平台名称"],
		}),
		type: oneOf("平台类别", TYPES, { en: "Type", required: true, synonyms: ["类别", "平台类型", "类型", "创新平台类别"] }),
		level: oneOf("级别", LEVELS, { en: "Level", required: true, synonyms: ["平台级别", "认定级别", "层级"] }),
		tech_field: oneOf("技术领域", TECH_FIELDS, { en: "Technology field", synonyms: ["所属领域", "所属技术领域", "高新领域"] }),
		year: year("认定年份", {
			en: "Year of recognition",
			happened: true,
			since: PLATFORMS_SINCE,
			required: true,
			synonyms: ["认定年度", "批准年份", "获批年份", "获批年度"],
		}),
		recognised_on: date("认定日期", { en: "Recognised on", happened: true, since: PLATFORMS_SINCE, synonyms: ["认定时间", "批准日期", "批准时间"] }),
		doc_no: text("认定文号", { en: "Document number", max: 80, synonyms: ["批文号", "批准文号", "认定文件号", "文号"] }),
		recognised_by: text("认定部门", { en: "Recognised by", max: 100, synonyms: ["认定单位", "批准部门", "批准单位", "认定机关"] }),
		status: oneOf(
			"平台状态",
			{
				运行: { slug: "running", synonyms: ["运营", "运行中", "正常运行", "正常", "正常运营", "在运行", "良好运行"] },
				在建: { slug: "being-built", synonyms: ["建设中", "筹建", "筹建中", "在建中"] },
				整改: { slug: "rectifying", synonyms: ["整改中", "限期整改"] },
				撤销: { slug: "revoked", synonyms: ["已撤销", "摘牌", "已摘牌"] },
				更名: { slug: "renamed", synonyms: ["已更名"] },
				已升级: { slug: "upgraded", synonyms: ["升级", "已升级为上一级"] },
			},
			{ en: "State", required: true, synonyms: ["运行情况", "状态", "运行状态", "平台运行情况", "当前状态"] },
		),
		rd_staff: integer("研发人员", { en: "R&D staff", unit: "人", synonyms: ["研发人员数", "研发人数", "科研人员", "科研人员数"] }),
		rd_prev: decimal("上年研发投入", {
			en: "R&D spending of the year before",
			unit: "万元",
			per: "rd_staff",
			synonyms: ["上年度研发投入", "上年研发费用", "上年研发经费", "上年度研发经费"],
		}),
		evaluation: oneOf(
			"评估结果",
			{
				优秀: { slug: "excellent", synonyms: ["优"] },
				良好: { slug: "good", synonyms: ["良"] },
				合格: { slug: "passed", synonyms: ["评估合格"] },
				不合格: { slug: "failed", synonyms: ["评估不合格"] },
				未评估: { slug: "none", synonyms: ["尚未评估", "未参评"] },
			},
			{ en: "Evaluation", synonyms: ["考核结果", "评估等次", "评价结果"] },
		),
		leader: text("负责人", { en: "Head", max: 50, personal: true, synonyms: ["平台负责人", "主任", "负责人姓名"] }),
		phone: code("联系电话", { en: "Telephone", scheme: "phone", max: 60, personal: true, synonyms: ["电话", "联系方式", "手机"] }),
		remarks,
	},
	rules: (rule) => [
		rule.row({
			code: "03-H1",
			states: { zh: "平台类别为“院士工作站”时，级别 =“不分级”", en: "an academician workstation (院士工作站) has the level 不分级 (ungraded)" },
			remedy: {
				zh: "院士工作站不分级别：请把级别改为“不分级”；如果不是院士工作站，请更正平台类别。",
				en: "Academician workstations have no level: enter 不分级, or correct the type.",
			},
			reads: ["type", "level"],
			at: "level",
			tells: ["expected"],
			test: ({ type, level }) => type !== "院士工作站" || level === "不分级" || { expected: "不分级" },
		}),
		rule.row({
			code: "03-H2",
			states: { zh: "认定年份 ≤ 报告期所在年份", en: "year of recognition ≤ year of the period" },
			remedy: {
				zh: "认定年份晚于报告期：请对照认定文件核对年份；还没有认定的平台，认定以后再填。",
				en: "The year lies after the period: check it against the document; a platform is listed once it was recognised.",
			},
			reads: ["year"],
			at: "year",
			tells: ["expected", "difference"],
			test: (row, { period }) => row.year <= period.year || { expected: `≤ ${period.year}`, difference: row.year - period.year },
		}),
		rule.unique({
			code: "03-H3",
			states: {
				zh: "平台类别、级别、依托单位信用代码、平台名称均相同的只填一行",
				en: "no two rows agree in type, level, code of the host and name of the platform",
			},
			remedy: {
				zh: "同一平台填了多行：请只保留一行；名称确实不同的，请填全称。",
				en: "Keep one of the rows; if they are different platforms, write their full names.",
			},
			fields: ["type", "level", "uscc", "name"],
		}),
		rule.table({
			code: "03-S1",
			explain: "confirm",
			states: {
				zh: `同一依托单位同一类别的平台（不含撤销、已升级）≤ ${USUAL_PER_HOST} 个`,
				en: `one host has at most ${USUAL_PER_HOST} platforms of a type (revoked and upgraded ones left out)`,
			},
			remedy: {
				zh: "同一单位同类平台偏多：请核对是否重复填报，升级前的一行状态应为“已升级”；属实的请书面说明。",
				en: "Check for double entries (the row before an upgrade has the state 已升级), or explain.",
			},
			reads: ["uscc", "type", "status"],
			at: "type",
			tells: ["expected", "difference"],
			test: crowdedHosts,
		}),
		rule.context({
			code: "X4",
			severity: "hard",
			states: {
				zh: "孵化器和众创空间（不含在建、撤销、已升级）与同期统04 的载体一一对应：名称和级别相同",
				en: "incubators and maker spaces (without those being built, revoked or upgraded) are the carriers of 统04 of the same date: same name and level",
			},
			remedy: {
				zh: "统03 和统04 对不上：请核对名称（写全称）和级别，哪张表漏了或写错了就改哪张表；两张表都要改的，请放在一个工作簿里一起报送。",
				en: "统03 and 统04 disagree: check name (in full) and level, and correct the form that is wrong or incomplete; where both are, send them together in one workbook.",
			},
			needs: { carriers: { form: "阳科统04", fields: ["carrier", "type", "level"], whose: "unit", when: "same" } },
			reads: ["name", "type", "level", "status"],
			at: "name",
			test: (rows, _, { carriers }): ContextBreach[] => {
				const own = rows.filter(({ values }) => CARRIERS.includes(String(values.type)));
				const isOne = (platform: (typeof own)[number], carrier: (typeof carriers)[number]) =>
					platform.values.level === carrier.values.level && sameName(platform.values.name, carrier.values.carrier);
				const unmatched = own.filter((platform) => !UNUSED.includes(String(platform.values.status)) && !carriers.some((c) => isOne(platform, c)));
				const missing = latestOf(carriers, "carrier", "level").filter(
					(c) => CARRIERS.includes(String(c.values.type)) && !own.some((platform) => isOne(platform, c)),
				);
				return [
					...unmatched.map(({ row }) => ({ row })),
					...missing.map((c) => ({
						...{ row: null, subject: `${c.values.carrier}（${c.values.level}）`, against: { row: c, field: "carrier" } },
					})),
				];
			},
		}),
		rule.context({
			code: "X5",
			severity: "soft",
			severities: ["hard", "soft"],
			states: {
				zh: "统05 中已认定的平台，应在本表中，认定文号相同（认定当期为核实性，以后为强制性）",
				en: "a platform that 统05 gives as recognised stands in this form with the same document number (to be explained in the quarter of recognition, required from the next one on)",
			},
			remedy: {
				zh: "统05 中这个平台已认定，本表中没有它的文号：请补上这个平台，或补填、更正认定文号；还没有认定的，请更正统05。",
				en: "Add the platform or its document number; if it was not recognised yet, correct 统05.",
			},
			needs: {
				applications: {
					...{ form: "阳科统05", fields: ["uscc", "item", "apply_year", "platform", "status", "recognised_on", "doc_no"] },
					...{ whose: "unit", when: "within" },
				},
			},
			reads: ["doc_no"],
			at: "doc_no",
			test: (rows, { period }, { applications }) =>
				latestOf(applications, "uscc", "item", "apply_year").flatMap((applied): ContextBreach[] => {
					const { status, item, doc_no, recognised_on, platform } = applied.values;
					const expected = status === "已认定" && item !== "市级创新团队" && String(recognised_on ?? "") <= period.end;
					if (!expected || rows.some(({ values }) => sameName(values.doc_no, doc_no))) return [];
					const severity = typeof recognised_on === "string" && recognised_on < period.start ? "hard" : "soft";
					return [{ row: null, subject: `${platform}（${doc_no}）`, against: { row: applied, field: "doc_no" }, severity }];
				}),
		}),
		rule.context(heldByAnother("阳科统03")),
	],
});

const running = isIn("status", ["运行", "整改"]);
/**
 * Platforms that count: running, under rectification, and renamed ones under their current name. Where an office leaves the old name in the list as 更名 and enters the
 * current one below it, the host has a running platform of the same type, level and year of recognition: the old row is that platform, and does not count again.
 */
const counting = or(running, and(eq("status", "更名"), not(beside(["type", "level", "uscc", "year"], running))));

function counted(id: string, name: Bilingual, unit: string, filter: Filter, more: Partial<CountedIndicator> = {}): CountedIndicator {
	return { kind: "counted", id, area: "platforms", name, unit, measure: { kind: "count" }, filter: and(counting, filter), ...more };
}

const levels = Object.entries(LEVELS);
const types = Object.entries(TYPES).map(([type, { slug }]) => ({ type: type as PlatformType, slug }));

/** 市级工程技术研究中心 may be read as all that the city has, the provincial ones among them: a setting. */
function ofTypeAndLevel(type: PlatformType, level: string): Filter {
	const own = eq("level", level);
	const provincialToo = and(eq(reading("municipalCentresIncludeProvincial"), true), eq("level", "省级"));
	return and(eq("type", type), type === "工程技术研究中心" && level === "市级" ? or(own, provincialToo) : own);
}

const typeAndLevel = (type: string, level: string) => `platforms.${type}.${level}`;

const byTypeAndLevel = types.flatMap(({ type, slug }) =>
	levels.map(([level, { slug: levelSlug }]) => {
		const usual = USUAL[type]?.includes(level) ?? false;
		return counted(
			typeAndLevel(slug, levelSlug),
			{
				zh: type === "院士工作站" && level === "不分级" ? type : `${level}${type}`,
				en: levelSlug === "ungraded" ? TYPE_NAMES[type] : `${TYPE_NAMES[type]}, ${levelSlug}`,
			},
			BY_ORGANISATION.includes(type) ? "家" : "个",
			ofTypeAndLevel(type, level),
			{ within: "platforms.total", ...(usual ? {} : { detail: true as const }) },
		);
	}),
);

/** Provincial platforms of the published year, which the year's targets ask for. */
const newProvincial = (
	[
		["企业重点实验室", "201"],
		["工程技术研究中心", "202"],
		["新型研发机构", "203"],
	] as const
).map(([type, target]) =>
	counted(
		`platforms.${TYPES[type].slug}.provincial.new`,
		{ zh: `本年新增省级${type}`, en: `${TYPE_NAMES[type]}, provincial, new this year` },
		BY_ORGANISATION.includes(type) ? "家" : "个",
		and(eq("type", type), eq("level", "省级"), eq("year", param("year"))),
		{ within: `platforms.${TYPES[type].slug}.provincial`, target, basis: "year-to-date" },
	),
);

/** National platforms are told even where there are none: that is what the city works for. */
const HEADLINES: Readonly<Partial<Record<string, Pick<CountedIndicator, "headline">>>> = {
	国家级: { headline: {} },
	省级: { headline: { trend: true } },
};

const byLevel = (["国家级", "省级", "市级"] as const).map((level) =>
	counted(
		`platforms.${LEVELS[level].slug}`,
		{ zh: `${level}科技创新平台`, en: `Innovation platforms, ${LEVELS[level].slug}` },
		"个",
		eq("level", level),
		{ within: "platforms.total", ...HEADLINES[level], ...(level === "省级" ? { ranked: true } : {}) },
	),
);

/** 阳科统03: every innovation platform of the unit, one row per platform and level. */
export default defineForm({
	id: "阳科统03",
	slug: "platforms",
	title: { zh: "科技创新平台名录", en: "Innovation platforms" },
	periods: ["quarter"],
	notes: instructions(
		[
			{
				zh: "统计范围：辖区内经认定的各级各类科技创新平台，每个平台每个级别填一行；辖区内没有国家级平台的不填，报表本身即表示为 0。",
				en: "Scope: every recognised platform of the unit, one row per platform and level. Filing the form without national ones reports zero of them.",
			},
			{
				zh: "市级平台升为省级的：省级填一行，状态“运行”；原市级一行状态填“已升级”，不再计数。",
				en: "A municipal platform that became provincial: one running row at its new level, and its old row with the state 已升级, which no longer counts.",
			},
			{
				zh: "更名的平台只填一行，平台名称填现名，状态填“更名”，原名写在备注中。",
				en: "A renamed platform has one row under its present name with the state 更名; the former name goes into the remarks.",
			},
			{ zh: "院士工作站不分级别，级别填“不分级”。", en: "Academician workstations have the level 不分级 (ungraded)." },
		],
		[platforms],
	),
	tables: [platforms],
	indicators: [
		{
			kind: "counted",
			id: "platforms.total",
			area: "platforms",
			name: { zh: "科技创新平台", en: "Innovation platforms" },
			unit: "个",
			measure: { kind: "count" },
			filter: counting,
			headline: { trend: true },
			ranked: true,
		},
		...byLevel,
		...byTypeAndLevel,
		...newProvincial,
	],
	charts: [
		{
			id: "platforms.by-type-and-level",
			across: "members",
			// Side by side: on top of a hundred and more engineering centres nobody would see the few of another type.
			kind: "column",
			title: { zh: "科技创新平台（分类别、级别）", en: "Innovation platforms by type and level" },
			unit: "个",
			axis: { zh: "平台类别", en: "Type" },
			series: levels.map(([zh, { slug }]) => ({ zh, en: slug })),
			members: types.map(({ type, slug }) => ({
				name: { zh: type, en: TYPE_NAMES[type] },
				indicators: levels.map(([, { slug: level }]) => typeAndLevel(slug, level)),
			})),
		},
	],
});

import type { ConsolidatedReport, Roster, RosterRow, SummaryGroup, SummaryRow } from "../../src/model/report.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { SAMPLE_DASHBOARD } from "./sample-dashboard.ts";
import { sampleTables } from "./sample-tables.ts";

const UNITS = YANGJIANG_UNITS.map(({ code, name, shortName }) => ({ code, name, shortName }));

let lines = 0;

function row(indicator: string, name: string, value: SummaryRow["value"], more: Partial<SummaryRow> = {}): SummaryRow {
	return {
		line: ++lines,
		indicator,
		name,
		unit: "个",
		places: 0,
		indent: false,
		value,
		byUnit: {},
		cityOnly: false,
		target: null,
		completion: null,
		remark: "",
		...more,
	};
}

const split = (...values: SummaryRow["value"][]) => Object.fromEntries(UNITS.map(({ code }, at) => [code, values[at] ?? null]));

const DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

const numbersIn = (...values: number[]) => ({
	...{ values: values.length, sum: values.reduce((sum, value) => sum + value, 0), least: Math.min(...values), greatest: Math.max(...values) },
});

/** What a roster says of its rows, handed over one by one. */
export function holding(rows: readonly RosterRow[]): Pick<Roster, "count" | "sample" | "rows"> {
	return {
		count: rows.length,
		sample: rows.slice(0, 400),
		async *rows() {
			for (const row of rows) yield [row];
		},
	};
}

const SUMMARY: readonly SummaryGroup[] = [
	{
		title: { zh: "高新技术企业", en: "High-tech enterprises" },
		rows: [
			row("hnte.stock", "有效期内高新技术企业", 71, { unit: "家", byUnit: split(0, 16, 19, 6, 12, 3, 15), target: 100, completion: 0.71 }),
			row("hnte.expiring", "本年到期高新技术企业", 13, { unit: "家", byUnit: split(0, 3, 4, 1, 2, null, 3), remark: "1 个单位未报，合计为已报数" }),
			row("hnte.revenue", "高新技术企业营业收入", 1234567.8, {
				unit: "万元",
				places: 2,
				byUnit: split(0, 234567.8, 300000, 100000, 200000, 50000, 350000),
			}),
			row("hnte.rate", "立项率", 50, { unit: "%", places: 1, byUnit: split(null, 50, 50), notApplicable: ["441700-00"] }),
			row("hnte.visited", "市局走访企业", null, { unit: "家", byUnit: split() }),
		],
	},
	{
		title: { zh: "科技创新平台", en: "Platforms" },
		rows: [
			row("platforms.total", "科技创新平台", 209, { byUnit: split(3, 60, 55, 20, 31, 5, 35) }),
			row("platforms.centre.provincial", "省级工程技术研究中心", 36, {
				indent: true,
				byUnit: split(1, 10, 9, 3, 5, 1, 7),
				target: [1, 2],
				completion: 3,
				remark: "力争目标完成率 1800.0%",
			}),
			row("platforms.centre.municipal", "其中：市级工程技术研究中心", 139, { indent: true, byUnit: split(2, 40, 36, 15, 22, 4, 20) }),
			row("platforms.national", "国家级科技创新平台", 0, { byUnit: split(0, 0, 0, 0, 0, 0, 0) }),
		],
	},
	{
		title: { zh: "宣传培训与走访", en: "Outreach" },
		rows: [
			row("outreach.training.people", "培训班参加人数", 110, { unit: "人次", qualifier: "约", byUnit: split(110, 0, 0, 0, 0, 0, 0) }),
			row("outreach.training.enterprises", "参训企业", 60, { unit: "家", qualifier: "以上", byUnit: split(60, 35, 20, 0, 0, 0, 0) }),
			row("inspection.rectified.rate", "整改完毕率", 86.9, { unit: "%", places: 1, cityOnly: true, target: 100, completion: 0.869 }),
			row("targets.202", "省级工程技术研究中心年度新增目标（区间目标，以市政府下达文件为准，名称很长时在格内换行）", [1, 2], {
				unit: "家",
				cityOnly: true,
			}),
		],
	},
];

/** A report with everything that a workbook must be able to print. Names of enterprises are invented. */
export const SAMPLE_REPORT: ConsolidatedReport = {
	title: "阳江市2019年上半年科技统计汇总表",
	issuer: "阳江市科学技术局",
	periodCode: "2019H1",
	periodName: "2019年上半年",
	cutoff: "2019-06-27",
	asOf: "2019-06-27T12:00:00.000Z",
	units: UNITS,
	summary: SUMMARY,
	tables: sampleTables("阳江市2019年上半年科技统计汇总表", SUMMARY, UNITS),
	rosters: [
		{
			sheet: "统01 高新技术企业名录",
			formId: "阳科统01",
			title: "高新技术企业名录",
			columns: [
				{ field: "ent_name", header: "企业名称", unit: null, kind: "text", places: 0, masked: false, numbers: null },
				{ field: "uscc", header: "统一社会信用代码", unit: null, kind: "code", places: 0, masked: false, numbers: null },
				{ field: "issue_date", header: "发证日期", unit: null, kind: "date", places: 0, masked: false, numbers: null },
				{ field: "cert_year", header: "认定年度", unit: null, kind: "code", places: 0, masked: false, numbers: null },
				{ field: "above_scale", header: "是否规上", unit: null, kind: "yes-no", places: 0, masked: false, numbers: null },
				{ field: "employees", header: "从业人员期末人数", unit: "人", kind: "integer", places: 0, masked: false, numbers: numbersIn(320) },
				{ field: "revenue", header: "营业收入", unit: "万元", kind: "decimal", places: 2, masked: false, numbers: numbersIn(12345.6, 0.4) },
				{ field: "tech_ratio", header: "科技人员占比", unit: "%", kind: "percent", places: 2, masked: false, numbers: numbersIn(0.1234) },
				{ field: "phone", header: "联系电话", unit: null, kind: "code", places: 0, masked: true, numbers: null },
				{ field: "remarks", header: "备注", unit: null, kind: "text", places: 0, masked: false, numbers: null },
			],
			...holding([
				{
					unitName: "江城区",
					values: [
						"阳江市示例刀剪制造有限公司（江城分公司）及其他很长的名称需要换行显示",
						"91441702XXXX00019W",
						"2018-11-28",
						2018,
						true,
						320,
						12345.6,
						0.1234,
						"13800000001",
						'=HYPERLINK("http://example.org","x")',
					],
					source: { file: "江城区+2019年上半年+高新技术企业.xlsx", sha256: DIGEST, sheet: "统01", row: 8 },
					countedIn: "〔1〕〔12〕",
				},
				{
					unitName: "阳东区",
					values: ["-示例合金材料有限公司", "914417027000000527", "2017-12", 2017, false, null, 0.4, null, null, "+86"],
					source: { file: "@附件1.xls", sha256: DIGEST, sheet: "Sheet1", row: 6 },
					countedIn: "",
				},
			]),
		},
		{
			sheet: "统12 农村科技特派员对接",
			formId: "阳科统12",
			title: "农村科技特派员对接",
			columns: [{ field: "name", header: "姓名", unit: null, kind: "text", places: 0, masked: true, numbers: null }],
			...holding([]),
		},
	],
	coverage: [
		{
			unitName: "江城区",
			formId: "阳科统01",
			formTitle: "高新技术企业名录",
			periodName: "2019年上半年",
			state: "通过",
			file: "江城区+2019年上半年+高新技术企业.xlsx",
			receivedAt: "2019-06-26 16:20",
			rows: 16,
		},
		{
			unitName: "海陵岛试验区",
			formId: "阳科统01",
			formTitle: "高新技术企业名录",
			periodName: "2019年上半年",
			state: "未报",
			file: "",
			receivedAt: "",
			rows: null,
		},
	],
	overview: {
		forms: [
			{ id: "统01", title: "高新技术企业名录" },
			{ id: "统12", title: "农村科技特派员对接" },
		],
		units: [
			{
				name: "江城区",
				cells: [
					{ shown: 1, open: false },
					{ shown: "零报告", open: false },
				],
				done: 2,
				owed: 2,
			},
			{
				name: "海陵岛试验区",
				cells: [
					{ shown: "未报", open: true },
					{ shown: "—", open: false },
				],
				done: 0,
				owed: 1,
			},
		],
	},
	dashboard: SAMPLE_DASHBOARD,
	notes: [{ unitName: "海陵岛试验区", formTitle: "高新技术企业名录", text: "未报，合计不含该单位。" }],
};

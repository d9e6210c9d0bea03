import { describe, expect, test } from "vitest";
import { BUILT_IN_CHECKS } from "../../src/model/built-in-checks.ts";
import { FINDING_CODES, type FindingCode } from "../../src/model/finding.ts";
import { matchKey } from "../../src/model/match-key.ts";
import type { KnownName } from "../../src/model/register.ts";
import { codeOf, type Drawn, findingsOf, type Given } from "./every-check.ts";

/** Sheets that a check speaks of, and the nearest ones of which it says nothing. */
interface Case {
	readonly fires: readonly Given[];
	readonly keeps: readonly Given[];
}

const row = (heading: string, fires: string | readonly string[], keeps: string | readonly string[]): Case => ({
	fires: [fires].flat().map((text) => ({ row: { [heading]: text } })),
	keeps: [keeps].flat().map((text) => ({ row: { [heading]: text } })),
});
const rows = (heading: string, texts: readonly string[]): readonly Drawn[] => texts.map((text) => ({ [heading]: text }));
const known = (name: string, code: string, period = "2018H2"): KnownName => {
	const seen = { form: "阳科统01", unit: "441702-00", period, periodEnd: "2018-12-31" };
	return { code, name, key: matchKey(name), former: null, formerKey: null, first: seen, last: seen };
};
const SYNONYM = { id: 1, form: "试统98", table: "", field: "area", unit: null, confirmedBy: "陈某某", confirmedAt: "2019-06-01T00:00:00.000Z" };
const NAME = "阳江示例刀剪有限公司";
const CODE = codeOf(1);
const REVENUES = ["900", "1000", "1100", "1200", "1300", "950"];

/** Every built-in check: a code without its pair fails the type check. */
const CASES: Readonly<Record<FindingCode, Case>> = {
	// columns and layout
	"column.missing": { fires: [{ without: ["营业收入"] }], keeps: [{ without: ["场地面积"] }] },
	"column.unknown": { fires: [{ extra: ["联系QQ", "12345"] }], keeps: [{ extra: ["序号", "1"] }] },
	"column.proposed": {
		fires: [{ without: ["场地面积"], extra: ["场地总面积数", "500"] }],
		keeps: [{ without: ["场地面积"], extra: ["联系QQ", "500"] }],
	},
	"column.confirmed": {
		fires: [{ without: ["场地面积"], extra: ["场地总面积数", "500"], synonyms: [{ ...SYNONYM, heading: "场地总面积数" }] }],
		keeps: [{ synonyms: [{ ...SYNONYM, heading: "场地总面积数" }] }],
	},
	"column.twice": { fires: [{ extra: ["营业收入", "3000"] }], keeps: [{ extra: ["备注", "同上"] }] },
	"column.emptied": {
		fires: [{ rows: rows("已拨付", ["", "", "", "", ""]), before: Array.from({ length: 5 }, () => ({ paid: 10 })) }],
		keeps: [{ rows: rows("已拨付", ["", "", "", "", "10"]), before: Array.from({ length: 5 }, () => ({ paid: 10 })) }],
	},
	"column.filled": {
		fires: [{ rows: rows("已拨付", ["10", "10", "10", "10", "10"]), before: Array.from({ length: 5 }, () => ({ paid: null })) }],
		keeps: [{ rows: rows("已拨付", ["10", "10", "10", "10", "10"]), before: [{ paid: 1 }, ...Array.from({ length: 4 }, () => ({ paid: null }))] }],
	},
	"table.empty": { fires: [{ rows: [] }], keeps: [{ rows: [], below: ["零报告"] }] },
	"sheet.passed-over": {
		fires: [{ beside: ["通讯录", "姓名 | 手机\n张三 | 13800000000"] }],
		keeps: [{ beside: ["填报说明", "填报说明\n一、本表由县级填报"] }],
	},
	"rows.hidden": { fires: [{ sheet: { hiddenRows: [4] } }, { sheet: { hiddenColumns: ["G"] } }], keeps: [{ sheet: { hiddenRows: [1] } }] },
	"rows.example": { fires: [{ rows: [{ 企业名称: `示例：${NAME}` }, {}] }], keeps: [{ rows: [{ 企业名称: "阳江示例刀剪有限公司" }, {}] }] },
	"total.differs": {
		fires: [{ rows: [{}, {}], below: ["合计 | | | | | 240 | 6000.02"] }],
		keeps: [{ rows: [{}, {}], below: ["合计 | | | | | 240 | 6000.01"] }],
	},
	"total.unchecked": {
		fires: [{ rows: [{}, {}], below: ["合计 | | | | | 240 | ="] }],
		keeps: [{ rows: [{}, {}], below: ["合计 | | | | | 240 | =6000"] }],
	},
	"name.sheet-differs": { fires: [{ hints: { fileName: "2018年上半年.xlsx" } }], keeps: [{ hints: { fileName: "2019年上半年.xlsx" } }] },
	// values of any type
	"value.required": row("营业收入", "", "0"),
	"value.not-applicable": { fires: [{ row: { 营业收入: "无" } }], keeps: [{ row: { 场地面积: "无" } }] },
	"value.damaged": row("备注", "锟斤拷锟斤拷", "斤两准确"),
	"value.too-long": row("备注", "字".repeat(21), "字".repeat(20)),
	"formula.uncached": row("营业收入", "=", "=3000"),
	"formula.error": row("营业收入", "#REF!", "=3000"),
	// numbers
	"number.unreadable": row("营业收入", ["很好", "1,23"], "3,000"),
	"number.not-whole": row("从业人员", "1.5", "2"),
	"number.out-of-range": row("从业人员", ["100001", "-1"], ["100000", "0"]),
	"number.approximate": row("营业收入", "约3000", "3000"),
	"number.vague": row("从业人员", "近百", "98"),
	"number.rounded": row("营业收入", "3000.126", "3000.12"),
	"percent.ambiguous": row("人员占比", "0.35", ["%0.35", "35%", "35"]),
	"amount.cell-unit": {
		fires: [{ without: ["营业收入"], extra: ["营业收入（万元）", "30000000元"] }],
		keeps: [{ without: ["营业收入"], extra: ["营业收入（万元）", "3000万元"] }],
	},
	"amount.area-scale": row("场地面积", "49.9", "50"),
	"amount.unit-scale": {
		fires: [{ before: [{ revenue: 0.3 }] }],
		keeps: [{ before: [{ revenue: 1500 }] }],
	},
	"amount.cell-scale": {
		fires: [{ rows: rows("营业收入", ["1000000", ...REVENUES.slice(1)]), before: REVENUES.map((text) => ({ revenue: Number(text) })) }],
		keeps: [{ rows: rows("营业收入", ["5000", ...REVENUES.slice(1)]), before: REVENUES.map((text) => ({ revenue: Number(text) })) }],
	},
	"amount.outlier": {
		fires: [{ rows: rows("场地面积", ["900000", ...REVENUES, ...REVENUES]) }],
		keeps: [{ rows: rows("场地面积", ["9000", ...REVENUES, ...REVENUES]) }],
	},
	"amount.falls": { fires: [{ before: [{ paid: 10.01 }] }], keeps: [{ before: [{ paid: 10 }] }, { before: [{ paid: null }] }] },
	// dates
	"date.unreadable": row("认定日期", "去年", "2018年11月28日"),
	"date.impossible": row("认定日期", "2018-02-29", "2016-02-29"),
	"date.only-month": row("认定日期", "2018年11月", "2018年11月28日"),
	"date.year-assumed": row("认定日期", "18.11.28", "2018.11.28"),
	"date.month-ambiguous": row("认定日期", "2018.1", "2018.11"),
	"date.future": row("认定日期", ["2019-07-01", "2019-07-06"], "2019-06-30"),
	"date.ancient": row("认定日期", ["1979-12-31", "1949-09-30"], "1980-01-01"),
	"date.span": row("到期日期", "2028-11-29", "2028-11-28"),
	// codes, enumerations, regions
	"uscc.format": row("统一社会信用代码", ["12345", `${CODE.slice(0, 9)}*${CODE.slice(10)}`], CODE),
	"uscc.check": row("统一社会信用代码", `${CODE.slice(0, 17)}${CODE.endsWith("2") ? "3" : "2"}`, CODE),
	"uscc.truncated": row("统一社会信用代码", ["9.14417E+17", "'914417020000011000"], CODE),
	"uscc.confusable": row("统一社会信用代码", CODE.replace("0", "O"), CODE),
	"uscc.legacy": row("统一社会信用代码", CODE.slice(8, 17), CODE),
	"uscc.unknown-kind": row("统一社会信用代码", codeOf(1, "Y7"), CODE),
	"code.format": row("证书编号", "GR2018440011", "GR201844001101"),
	"code.truncated": row("证书编号", "2.01844E+13", "GR201844001101"),
	"enum.unknown": row("类别", "丙类", "乙类"),
	"name.short": row("企业名称", "示例刀剪", "阳江示例刀剪厂"),
	X9: {
		fires: [{ known: { names: [known("阳江示例刀具有限公司", CODE)] } }],
		keeps: [{ known: { names: [known(NAME, CODE)] } }],
	},
	"register.two-codes": {
		fires: [{ known: { names: [known(NAME, codeOf(2))] } }],
		keeps: [{ known: { names: [known(NAME, codeOf(2)), known(NAME, CODE)] } }],
	},
	"region.unknown": row("县(市、区)", "火星", "江城"),
	"region.other-county": row("县(市、区)", "阳东区", "江城区"),
	// rows
	"row.short": { fires: [{ width: 12 }], keeps: [{ width: 13 }] },
	"row.duplicate": {
		fires: [{ rows: [{}, { 企业名称: "阳江示例第1刀剪有限公司", 统一社会信用代码: CODE }] }],
		keeps: [{ rows: [{}, {}] }],
	},
	"row.conflict": {
		fires: [{ rows: [{}, { 企业名称: "阳江示例第1刀剪有限公司", 统一社会信用代码: CODE, 营业收入: "3001" }] }],
		keeps: [{ rows: [{}, { 企业名称: "阳江示例第1刀剪有限公司", 统一社会信用代码: CODE, 备注: "补报" }] }],
	},
	"rows.unchanged": { fires: [{ before: [{}] }], keeps: [{ before: [{ staff: 119 }] }] },
	"key.damaged": row("企业名称", ["阳江?例刀剪有限公司", "阳江□例刀剪有限公司"], "阳江（示例）刀剪有限公司"),
	// other reports
	"rule.not-compared": { fires: [{ tooMany: true }], keeps: [{}] },
	"nil.after-rows": { fires: [{ rows: [], below: ["零报告"], before: [{}] }], keeps: [{ rows: [], below: ["零报告"] }, { before: [{}] }] },
	// explanations
	"explanation.unneeded": { fires: [{ explains: "percent.ambiguous" }], keeps: [{}] },
	"explanation.unknown": { fires: [{ explains: "" }], keeps: [{ explains: "percent.ambiguous" }] },
};

describe("a sheet in which nothing is wrong", () => {
	test("is told nothing", () => {
		expect(findingsOf({})).toEqual([]);
	});
});

describe.each(FINDING_CODES)("%s", (code) => {
	const { severities, tells } = BUILT_IN_CHECKS[code];
	const { fires, keeps } = CASES[code];
	const found = (given: Given) => findingsOf(given).filter((finding) => finding.code === code);

	test.each(fires)("is told of %j", (given) => {
		const own = found(given);
		expect(own.length).toBeGreaterThan(0);
		for (const { severity, expected, params } of own) {
			expect(severities).toContain(severity);
			if (!tells.includes("expected")) expect(expected).toBeNull();
			if (!tells.includes("difference")) expect(params?.difference).toBeUndefined();
		}
	});

	test.each(keeps)("is not told of %j", (given) => {
		expect(found(given)).toEqual([]);
	});
});

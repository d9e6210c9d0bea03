import { describe, expect, test } from "vitest";
import type { Block } from "../../src/model/submission.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { noteOfIssue, rowSchema } from "../../src/stages/normalise/schema.ts";
import { normalise } from "../../src/stages/normalise.ts";
import { blockOf, type RowSpec, submissionOf } from "./normalise/blocks.ts";
import { goodRow, sampleForm, tableA } from "./normalise/sample-form.ts";

function read(rows: readonly RowSpec[], extras: Parameters<typeof blockOf>[2] = {}, unit?: string) {
	const [block] = readAll([blockOf(tableA, rows, extras)], unit);
	if (!block) throw new Error("no block");
	return { ...block, findings: block.findings.findings() };
}
const readAll = (blocks: readonly Block[], unit?: string) =>
	normalise(submissionOf(sampleForm, blocks, unit), { forms: [sampleForm], units: YANGJIANG_UNITS });
const brief = (findings: readonly { code: string; severity: string; cell: string | null }[]) =>
	findings.map((f) => `${f.code} ${f.severity} ${f.cell}`);

describe("a row", () => {
	test("has every field of its table, with why a value is null", () => {
		const { rows, findings } = read([{ cells: { ...goodRow, visitors: "约110人", score: "—" } }]);
		expect(findings).toEqual([]);
		expect(rows).toEqual([
			{
				table: "A",
				sheet: "表",
				row: 4,
				values: {
					ent_name: "阳江示例刀剪有限公司",
					uscc: "91441704XXXX00027L",
					region: "阳东区",
					issue_date: "2018-11-28",
					employees: 120,
					visitors: 110,
					visitors_q: "约",
					revenue: 3000,
					rd_exp: 150,
					score: null,
					ratio: null,
					above_scale: null,
					partners: null,
					cert: null,
					remarks: null,
				},
				absent: { score: "na", ratio: "blank", above_scale: "blank", partners: "blank", cert: "blank", remarks: "blank" },
				keys: { ent_name: "阳江示例刀剪有限公司" },
				refs: {},
				sound: true,
			},
		]);
	});

	test("names are compared by their key and kept as they are written", () => {
		const { rows } = read([{ cells: { ...goodRow, ent_name: "阳江示例（鎳业）　有限公司" } }]);
		expect(rows[0]?.values.ent_name).toBe("阳江示例（鎳业）有限公司");
		expect(rows[0]?.keys.ent_name).toBe("阳江示例(镍业)有限公司");
	});

	test("a bare number is 准确, and a column that the office filled wins", () => {
		const { rows } = read([
			{ cells: { ...goodRow, visitors: 60 } },
			{ cells: { ...goodRow, visitors: "60多", visitors_q: "约" } },
			{ cells: { ...goodRow, visitors_q: "约" } },
			{ cells: { ...goodRow, visitors: "无" } },
		]);
		expect(rows.map(({ values }) => [values.visitors, values.visitors_q])).toEqual([
			[60, "准确"],
			[60, "约"],
			[null, "约"],
			[null, null],
		]);
		const missing = read([{ cells: { ...goodRow, visitors: "80余人" } }], { without: ["visitors_q"] });
		expect(missing.rows[0]?.values.visitors_q).toBe("以上");
	});

	test("units: the header's, the sheet's for money alone, the cell's", () => {
		const inYuan = read([{ cells: { ...goodRow, revenue: 30_000_000, rd_exp: "150万元" } }], { units: { revenue: "元", rd_exp: "元" } });
		expect(inYuan.rows[0]?.values).toMatchObject({ revenue: 3000, rd_exp: 150 });
		expect(brief(inYuan.findings)).toEqual(["amount.cell-unit info J4"]);
		const bySheet = read([{ cells: { ...goodRow, revenue: 30_000, rd_exp: 1500 } }], { amountUnit: "千元" });
		expect(bySheet.rows[0]?.values).toMatchObject({ revenue: 3000, rd_exp: 150, employees: 120 });
	});

	test("the 1904 flag of its block", () => {
		const { rows } = read([{ cells: { ...goodRow, issue_date: 43643 } }], { date1904: true });
		expect(rows[0]?.values.issue_date).toBe("2023-06-28");
	});
});

describe("what is wrong with a row", () => {
	test("is told at its cell, with what stands there and what should", () => {
		const { rows, findings, unreadable } = read([{ cells: { ...goodRow, uscc: "91441704XXXX00027X" } }]);
		expect(findings).toEqual([
			{
				code: "uscc.check",
				severity: "hard",
				table: "A",
				sheet: "表",
				cell: "C4",
				field: "uscc",
				header: "统一社会信用代码",
				value: "91441704XXXX00027X",
				expected: "L",
			},
		]);
		expect(rows[0]?.sound).toBe(false);
		expect(unreadable.get(4)).toEqual(new Set(["uscc"]));
	});

	test("required cells: blank, not applicable, and no second finding where one is told", () => {
		const { employees, revenue, ...rest } = goodRow;
		expect(employees + revenue).toBe(3120);
		const { findings, rows } = read([{ cells: { ...rest, employees: "无", issue_date: "2018.11" } }]);
		expect(brief(findings).toSorted()).toEqual(["date.only-month hard E4", "value.not-applicable hard F4", "value.required hard I4"]);
		expect(rows[0]?.absent).toMatchObject({ employees: "na", revenue: "blank" });
		expect(findings.find(({ code }) => code === "value.required")).toMatchObject({ value: null, header: "营业收入" });
	});

	test("the schema refuses what is out of range or too long", () => {
		const { findings } = read([
			{ cells: { ...goodRow, employees: 100_001, revenue: -1, score: 101, ent_name: "名".repeat(21) } },
			{ cells: { ...goodRow, ratio: "-5%" } },
		]);
		expect(brief(findings)).toEqual([
			"value.too-long hard B4",
			"number.out-of-range hard F4",
			"number.out-of-range hard I4",
			"number.out-of-range hard K4",
			"number.out-of-range hard L5",
		]);
		expect(findings.map(({ params }) => params)).toEqual([{ max: 20 }, { max: 100_000 }, { min: 0 }, { max: 100 }, { min: 0 }]);
	});

	test("a missing column is told at the header, by recognition; its rows do not pass", () => {
		const { region: _, ...rest } = goodRow;
		const { rows, findings } = read([{ cells: rest }], { without: ["region", "remarks"] });
		expect(findings).toEqual([]);
		expect(rows[0]?.sound).toBe(false);
	});

	test("formulas without a result and errors are refused in any field", () => {
		const { findings } = read([
			{
				cells: {
					...goodRow,
					remarks: { type: "e", value: "#REF!", raw: "#REF!" },
					cert: "#N/A",
					score: { type: "s", value: "", raw: "", formula: true, uncached: true },
				},
			},
		]);
		expect(brief(findings)).toEqual(["formula.uncached hard K4", "formula.error hard O4", "formula.error hard P4"]);
	});

	test("soft and info findings leave it sound", () => {
		const { rows, findings } = read([{ cells: { ...goodRow, ratio: 0.35, issue_date: "18.11.28", employees: "120多人", revenue: 3000.126 } }]);
		expect(brief(findings)).toEqual([
			"date.year-assumed soft E4",
			"number.approximate info F4",
			"number.rounded info I4",
			"percent.ambiguous soft L4",
		]);
		expect(rows[0]?.sound).toBe(true);
	});

	test("a merged cell is told once and leads back to its master", () => {
		const merged = { region: "D4" };
		const { rows, findings } = read([
			{ cells: { ...goodRow, region: "阳西县" }, merged },
			{ cells: { ...goodRow, region: "阳西县" }, merged },
		]);
		expect(brief(findings)).toEqual(["region.other-county hard D4"]);
		expect(rows.map(({ sound, refs }) => [sound, refs])).toEqual([
			[false, {}],
			[false, merged],
		]);
	});
});

describe("a block", () => {
	test("gives its data rows and its total rows, and passes over the rest", () => {
		const { rows, totals } = read([
			{ cells: goodRow },
			{
				role: "total",
				cells: {
					ent_name: "合 计",
					employees: 120,
					revenue: "3,000.00",
					rd_exp: { type: "s", value: "", raw: "", uncached: true },
					score: 90,
					visitors: "—",
				},
			},
			{ role: "note", cells: { ent_name: "填表人：某某" } },
			{ role: "example", cells: goodRow },
		]);
		expect(rows.map(({ row }) => row)).toEqual([4]);
		expect(totals).toEqual([{ row: 5, label: "合计", values: { employees: 120, revenue: 3000, rd_exp: null } }]);
	});

	test("the schema is made once for a table and takes exactly its rows", () => {
		expect(rowSchema(tableA)).toBe(rowSchema(tableA));
		const [row] = read([{ cells: goodRow }]).rows;
		expect(rowSchema(tableA).safeParse(row?.values).success).toBe(true);
		expect(rowSchema(tableA).safeParse({ ...row?.values, issue_date: "2018.11.28" }).success).toBe(false);
		expect(rowSchema(tableA).safeParse({ ...row?.values, region: null }).success).toBe(false);
	});

	test("a value that no cell can give is a fault of the program, not of the office", () => {
		const parsed = rowSchema(tableA).safeParse({ ...read([{ cells: goodRow }]).rows[0]?.values, issue_date: "2018.11.28" });
		const [issue] = parsed.error?.issues ?? [];
		if (!issue) throw new Error("no issue");
		expect(() => noteOfIssue(issue, "2018.11.28", undefined)).toThrow("issue_date");
	});
});

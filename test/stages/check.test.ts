import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import type { Block, RecognisedSubmission } from "../../src/model/submission.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { check } from "../../src/stages/check.ts";
import { usccCheckCharacter } from "../../src/stages/normalise/uscc.ts";
import { normalise } from "../../src/stages/normalise.ts";
import { blockOf, type RowSpec, submissionOf, type Written } from "./normalise/blocks.ts";
import { goodRow, sampleForm, tableA, tableB } from "./normalise/sample-form.ts";

const CONTEXT = { cutoff: "2019-06-27", today: "2019-06-27", units: YANGJIANG_UNITS };

function judge(blocks: readonly Block[], extras: Partial<RecognisedSubmission> = {}) {
	const submission = submissionOf(sampleForm, blocks, "441704-00", extras);
	return check(submission, normalise(submission, { forms: [sampleForm], units: YANGJIANG_UNITS }), CONTEXT);
}
const judgeA = (rows: readonly RowSpec[], extras: Parameters<typeof blockOf>[2] = {}) => judge([blockOf(tableA, rows, extras)]);
const brief = (findings: readonly Finding[]) => findings.map((f) => `${f.code} ${f.severity} ${f.cell}`);

/** Rows that keep every rule, each of its own key. */
function good(n: number, more: Record<string, Written> = {}): RowSpec {
	const head = `91441704XXXX0${String(n).padStart(4, "0")}`;
	return { cells: { ...goodRow, uscc: head + usccCheckCharacter(head), ...more } };
}

describe("status", () => {
	test("accepted, pending, returned", () => {
		expect(judgeA([good(1), good(2)])).toMatchObject({ status: "accepted", findings: [], ledger: { seen: 5, loaded: 2, rejected: 0, header: 3 } });
		expect(judgeA([good(1, { ratio: 0.5 })]).status).toBe("pending");
		const returned = judgeA([good(1), good(2, { employees: "近百" })]);
		expect(returned).toMatchObject({ status: "returned", ledger: { seen: 5, loaded: 1, rejected: 1, header: 3 } });
		expect(returned.rows.map(({ row }) => row)).toEqual([4]);
	});

	test("recognition's findings count, and come first where they are about the sheet", () => {
		const missing: Finding = {
			code: "column.missing",
			severity: "hard",
			sheet: "表",
			cell: null,
			field: null,
			header: null,
			value: null,
			expected: "备注",
		};
		const { status, findings } = judge([blockOf(tableA, [good(1, { ratio: 0.5 })])], { findings: [missing] });
		expect(status).toBe("returned");
		expect(brief(findings)).toEqual(["column.missing hard null", "percent.ambiguous soft L4"]);
	});

	test("a nil report is accepted without rows", () => {
		const nil = blockOf(tableA, [{ role: "note", cells: {} }]);
		expect(judge([nil], { nil: true })).toMatchObject({ status: "accepted", rows: [], ledger: { seen: 4, note: 1, header: 3, loaded: 0 } });
		expect(judge([], { nil: true })).toMatchObject({ status: "accepted", ledger: { seen: 0 } });
	});
});

describe("rules", () => {
	test("a breach is told at its cell with the rule's code, what should stand there and the difference", () => {
		const { findings, ledger } = judgeA([good(1, { rd_exp: 3001 })]);
		expect(findings).toEqual([
			{
				code: "99-H1",
				severity: "hard",
				sheet: "表",
				cell: "J4",
				field: "rd_exp",
				key: "91441704XXXX000010",
				table: "A",
				header: "研发费用",
				value: "3001",
				expected: "3000",
				params: { difference: 1 },
			},
		]);
		expect(ledger).toMatchObject({ loaded: 0, rejected: 1 });
	});

	test("a rule reads the context, and may read blanks where it says so", () => {
		expect(brief(judgeA([good(1, { issue_date: "2019-06-28" })]).findings)).toEqual(["99-H2 hard E4"]);
		expect(brief(judgeA([good(1, { employees: 500 })]).findings)).toEqual(["99-S1 soft L4"]);
		expect(brief(judgeA([good(1, { employees: 500, ratio: "5%" })]).findings)).toEqual([]);
	});

	test("it is skipped where a field that it reads is blank or could not be read, and runs on rejected rows otherwise", () => {
		expect(brief(judgeA([good(1, { rd_exp: "" })]).findings)).toEqual([]);
		expect(brief(judgeA([good(1, { rd_exp: 3001, revenue: "很多" })]).findings)).toEqual(["number.unreadable hard I4"]);
		expect(brief(judgeA([good(1, { employees: 500, ratio: "?" })]).findings)).toEqual(["number.unreadable hard L4"]);
		expect(brief(judgeA([good(1, { rd_exp: 3001, region: "阳西县" })]).findings)).toEqual(["region.other-county hard D4", "99-H1 hard J4"]);
	});

	test("where the sheet has no such column the row is named", () => {
		const { findings } = judgeA([good(1, { employees: 500 })], { without: ["ratio"] });
		expect(findings).toMatchObject([{ code: "99-S1", cell: "A4", field: null, header: null, value: null }]);
	});

	test("uniqueness marks every row of the group", () => {
		expect(brief(judgeA([good(1, { cert: "甲" }), good(2, { cert: "乙" }), good(3, { cert: "甲" }), good(4), good(5)]).findings)).toEqual([
			"99-H3 hard O4",
			"99-H3 hard O6",
		]);
	});

	test("a table rule reads another table of the form", () => {
		const b = (amount: number) => blockOf(tableB, [{ cells: { item: "企业数", amount } }], { sheet: "乙" });
		expect(judge([blockOf(tableA, [good(1), good(2)]), b(2)]).status).toBe("accepted");
		expect(judge([blockOf(tableA, [good(1), good(2)]), b(3)]).findings).toMatchObject([{ code: "99-H4", sheet: "乙", cell: "C4", expected: "2" }]);
		expect(judge([b(0)]).status).toBe("accepted");
	});

	test("rows of a table on two sheets are one table, and each is told on its own sheet", () => {
		const blocks = [blockOf(tableA, [good(1, { cert: "甲" }), good(3)]), blockOf(tableA, [good(2, { cert: "甲" }), good(3)], { sheet: "续表" })];
		expect(judge(blocks).findings.map((f) => `${f.code} ${f.sheet} ${f.cell}`)).toEqual(["99-H3 表 O4", "99-H3 续表 O4", "row.duplicate 续表 C5"]);
	});
});

describe("repeated rows", () => {
	test("identical ones are dropped and told; remarks do not matter", () => {
		const { status, ledger, findings, rows } = judgeA([good(1), good(2), good(1, { remarks: "重复", ent_name: "阳江示例刀剪 有限公司" })]);
		expect(status).toBe("accepted");
		expect(ledger).toEqual({ seen: 6, loaded: 2, rejected: 0, duplicate: 1, total: 0, note: 0, header: 3 });
		expect(findings).toMatchObject([{ code: "row.duplicate", severity: "info", cell: "C6", params: { row: 4 } }]);
		expect(rows.map(({ row }) => row)).toEqual([4, 5]);
	});

	test("conflicting ones are all rejected", () => {
		const { ledger, findings } = judgeA([good(1), good(1), good(1, { employees: 121 }), good(2)]);
		expect(brief(findings)).toEqual(["row.conflict hard C4", "row.conflict hard C5", "row.conflict hard C6"]);
		expect(findings[0]?.params).toEqual({ rows: "4、5、6" });
		expect(ledger).toMatchObject({ loaded: 1, rejected: 3, duplicate: 0 });
	});

	test("a conflict of many rows names the first twenty of them", () => {
		const { findings } = judgeA(Array.from({ length: 25 }, (_, at) => good(1, { revenue: 3000 + at })));
		expect(findings.map(({ code }) => code)).toEqual(Array.from({ length: 25 }, () => "row.conflict"));
		expect(findings[0]?.params?.rows).toMatch(/^4、5、6、.*、23…$/);
	});

	test("a repeated wrong row is dropped too, one wrong in another way conflicts, and unreadable keys are left alone", () => {
		expect(judgeA([good(1, { employees: "近百" }), good(1, { employees: "近百" })]).ledger).toMatchObject({ rejected: 1, duplicate: 1 });
		expect(judgeA([good(1, { employees: "近百" }), good(1, { employees: "几十" })]).ledger).toMatchObject({ rejected: 2, duplicate: 0 });
		expect(judgeA([good(1, { uscc: "甲" }), good(1, { uscc: "甲" })]).findings.map(({ code }) => code)).toEqual(["uscc.format", "uscc.format"]);
	});

	test("rules do not see the dropped ones", () => {
		expect(judgeA([good(1, { cert: "甲" }), good(1, { cert: "甲" })]).status).toBe("accepted");
	});
});

describe("totals", () => {
	const total = (cells: Record<string, Written>): RowSpec => ({ role: "total", cells });

	test("a total that agrees is counted and not stored", () => {
		expect(judgeA([good(1), good(2), total({ ent_name: "合计", employees: 240, revenue: 6000 })])).toMatchObject({
			status: "accepted",
			ledger: { loaded: 2, total: 1 },
		});
	});

	test("integers agree exactly; amounts may differ by rounding", () => {
		const rows = [good(1, { revenue: 3000.01 }), good(2, { revenue: 2999.99 })];
		expect(brief(judgeA([...rows, total({ employees: 241, revenue: 6000.01 })]).findings)).toEqual(["total.differs soft F6"]);
		const { findings, status } = judgeA([...rows, total({ employees: 240, revenue: 6000.02 })]);
		expect(status).toBe("pending");
		expect(findings).toMatchObject([
			{ code: "total.differs", cell: "I6", value: "6000.02", expected: "6000", params: { difference: 0.02, rows: 2 } },
		]);
	});

	test("above the details, below them, and sub-totals of groups", () => {
		expect(judgeA([total({ ent_name: "合计", employees: 240 }), good(1), good(2)]).findings).toEqual([]);
		const grouped = (second: number, grand: number) => [
			good(1),
			good(2),
			total({ ent_name: "小计", employees: 240 }),
			good(3),
			total({ ent_name: "小计", employees: second }),
			total({ ent_name: "合计", employees: grand }),
		];
		expect(judgeA(grouped(120, 360)).findings).toEqual([]);
		expect(brief(judgeA(grouped(121, 360)).findings)).toEqual(["total.differs soft F8"]);
		expect(brief(judgeA(grouped(120, 240)).findings)).toEqual(["total.differs soft F9"]);
		expect(
			judgeA([total({ ent_name: "小计", employees: 120 }), good(1), total({ ent_name: "小计", employees: 240 }), good(2), good(3)]).findings,
		).toEqual([]);
		expect(judgeA([good(1), total({ employees: 120 }), good(2), total({ employees: 120 }), total({ employees: 240 })]).findings).toEqual([]);
	});

	test("what cannot be compared is told", () => {
		const uncached = { type: "s" as const, value: "", raw: "", formula: true as const, uncached: true as const };
		expect(brief(judgeA([good(1), total({ ent_name: "合计", employees: uncached, revenue: 3000 })]).findings)).toEqual(["total.unchecked info F5"]);
		expect(brief(judgeA([good(1, { employees: "近百" }), total({ ent_name: "合计", employees: 100, revenue: 3000 })]).findings)).toEqual([
			"number.vague hard F4",
		]);
	});

	test("rejected rows still count in what the office added up, repeated rows may or may not", () => {
		expect(brief(judgeA([good(1, { region: "阳西县" }), good(2), total({ employees: 240 })]).findings)).toEqual(["region.other-county hard D4"]);
		for (const sum of [240, 120]) expect(brief(judgeA([good(1), good(1), total({ employees: sum })]).findings)).toEqual(["row.duplicate info C5"]);
		expect(brief(judgeA([good(1), good(1), total({ employees: 360 })]).findings)).toEqual(["row.duplicate info C5", "total.differs soft F6"]);
	});

	test("scores and shares have no sum", () => {
		expect(judgeA([good(1, { score: 80, ratio: "5%" }), good(2, { score: 90, ratio: "7%" }), total({ score: 85, ratio: "6%" })]).findings).toEqual(
			[],
		);
	});
});

test("the ledger balances and the passing rows are those loaded, whatever the rows", () => {
	const row = fc.oneof(
		fc.record({ n: fc.nat(3), employees: fc.constantFrom<Written>(120, 121, "近百", "", 500) }).map(({ n, employees }) => good(n, { employees })),
		fc.constantFrom<RowSpec>({ role: "total", cells: { employees: 240 } }, { role: "note", cells: {} }, { role: "example", cells: goodRow }),
	);
	fc.assert(
		fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
			const { ledger, rows: passing, findings, status } = judgeA(rows);
			const { seen, ...parts } = ledger;
			expect(seen).toBe(rows.length + 3);
			expect(Object.values(parts).reduce((a, b) => a + b, 0)).toBe(seen);
			expect(passing.length).toBe(ledger.loaded);
			expect(ledger.rejected > 0).toBe(findings.some((f) => f.severity === "hard"));
			expect(status === "returned").toBe(ledger.rejected > 0);
		}),
	);
});

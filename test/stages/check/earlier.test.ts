import { describe, expect, test } from "vitest";
import projects from "../../../src/forms/t07-project-execution.ts";
import type { Value } from "../../../src/model/rule.ts";
import type { ColumnMapping } from "../../../src/model/submission.ts";
import { compareWithEarlier } from "../../../src/stages/check/earlier.ts";
import { type BlockState, stateOf } from "../../../src/stages/check/state.ts";
import { FindingLog } from "../../../src/stages/finding-log.ts";

const [table] = projects.tables;
if (!table) throw new Error("a form without a table");

/** A block of rows with a key and an amount each; the column of amounts may say its unit. */
function stateWith(amounts: readonly Value[], said: { unit?: string; line?: string } = {}): BlockState {
	const columns: ColumnMapping[] = [
		{
			field: "grant",
			column: 3,
			header: "财政资助",
			headerCell: "C4",
			via: "header",
			...(said.unit === undefined ? {} : { unit: said.unit }),
		} as ColumnMapping,
	];
	const rows = amounts.map((grant, i) => ({
		...{ table: "", sheet: "表", row: i + 5, absent: {}, keys: {}, refs: {}, sound: true },
		values: { ...Object.fromEntries((table?.key ?? []).map((name) => [name, `K${i}`])), grant },
	}));
	const block = { table, sheet: "表", date1904: false, headerRows: [4, 4], columns, unknownColumns: [], amountUnit: said.line ?? null, rows: [] };
	const normalised = { block, rows, unreadable: new Map(), conversions: [], totals: [] } as unknown as Parameters<typeof stateOf>[0];
	return stateOf(normalised, new FindingLog());
}

function findingsOf(now: readonly Value[], before: readonly Value[], said: { unit?: string; line?: string } = {}) {
	const state = stateWith(now, said);
	compareWithEarlier(projects, [state], { period: "2019Q1", rows: { "": stateWith(before).normalised.rows.map(({ values }) => values) } });
	return state.findings.findings().map(({ code, severity, cell, expected, params }) => ({ code, severity, cell, expected, ...params }));
}

describe("a report beside the one before it", () => {
	test.each([
		[10_000, "元", 10_000],
		[10, "千元", 10],
		[1 / 10_000, "亿元", "1/10000"],
		[1000, null, 1000],
	])("amounts that are %d times as large are asked about", (factor, unit, times) => {
		expect(findingsOf([12 * factor, 30 * factor, 61 * factor], [10, 30, 60])).toEqual([
			{ code: "amount.unit-scale", severity: "soft", cell: "C4", expected: unit, times },
		]);
	});

	test.each([1, 1.9, 0.4, 4, 50, 300, 200_000])("amounts that are %d times as large are left alone", (factor) => {
		expect(findingsOf([11 * factor, 30 * factor, 61 * factor], [10, 30, 60])).toEqual([]);
	});

	test("a unit that is stated is believed", () => {
		expect(findingsOf([100_000, 300_000], [10, 30], { unit: "万元" })).toEqual([]);
		expect(findingsOf([100_000, 300_000], [10, 30], { line: "万元" })).toEqual([]);
	});

	test("without rows in common there is nothing to compare", () => {
		expect(findingsOf([100_000], [])).toEqual([]);
		expect(findingsOf([null, 0], [10, 30])).toEqual([]);
	});

	test("the very same rows are told, in whatever order they stand", () => {
		expect(findingsOf([10, 30], [10, 30])).toEqual([{ code: "rows.unchanged", severity: "info", cell: null, expected: null, period: "2019Q1" }]);
	});
});

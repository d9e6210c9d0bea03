import { describe, expect, test } from "vitest";
import projects from "../../../src/forms/t07-project-execution.ts";
import { compareWithEarlier } from "../../../src/stages/check/earlier.ts";
import { stateOf } from "../../../src/stages/check/state.ts";
import { FindingLog } from "../../../src/stages/finding-log.ts";
import { type Rows, reportedBefore, sheetOf } from "./columns.ts";

function told(now: Rows, before: Rows) {
	const log = new FindingLog();
	compareWithEarlier(projects, [stateOf(sheetOf(projects, now), log)], reportedBefore(projects, before, "2019Q1"));
	return log.findings().map(({ code, severity, cell, params }) => ({ code, severity, cell, ...params }));
}

describe("a report beside the one before it", () => {
	const rows = [
		{ project_no: "A", grant: 10 },
		{ project_no: "B", grant: 30 },
	];

	test("the very same rows are told, in whatever order they stand", () => {
		const same = [{ code: "rows.unchanged", severity: "info", cell: null, period: "2019Q1" }];
		expect(told(rows, rows)).toEqual(same);
		expect(told(rows.toReversed(), rows)).toEqual(same);
		expect(told([{ project_no: "A", grant: 10, remarks: "见附件" }, ...rows.slice(1)], rows)).toEqual(same);
	});

	test("one number that differs is no repetition", () => {
		expect(told([{ project_no: "A", grant: 11 }, ...rows.slice(1)], rows)).toEqual([]);
		expect(told(rows.slice(1), rows)).toEqual([]);
	});
});

import { expect, test } from "vitest";
import carriers from "../../../src/forms/t04-incubators.ts";
import activities from "../../../src/forms/t09-activities.ts";
import { tell } from "../../../src/messages/tell.ts";
import type { Form } from "../../../src/model/form.ts";
import type { EarlierReport } from "../../../src/model/stored.ts";
import { nilAfterRows } from "../../../src/stages/check/nil.ts";
import { submissionOf } from "../normalise/blocks.ts";

const before = (rows: number): EarlierReport => ({ period: "2018", rows: { "": Array.from({ length: rows }, () => ({})) } });
const asked = (form: Form, earlier: EarlierReport | null, nil = true, counted = 0) =>
	nilAfterRows(submissionOf(form, [], "441704-00", { nil }), earlier, counted, "表");

test("a nil report of what there is, after one with rows, is asked about", () => {
	const [finding] = asked(carriers, before(3));
	expect(finding).toMatchObject({ code: "nil.after-rows", severity: "soft", sheet: "表", cell: null, params: { period: "2018", rows: 3 } });
	expect(finding && tell(finding, "zh-CN", carriers)).toBe(
		"《表》：本期是零报告，而2018报了3行，请核实：漏报的请补报；确实没有了的，请书面说明原因。",
	);
});

test("a nil report in the place of rows that count is asked about, whatever the form is of", () => {
	for (const form of [carriers, activities]) {
		const [finding, ...others] = asked(form, before(3), true, 11);
		expect([finding, others]).toMatchObject([{ code: "nil.after-rows", severity: "soft", params: { rows: 11 } }, []]);
		expect(finding && tell(finding, "zh-CN", form)).toContain("这次报的是零报告，而本期原来采用的版本有11行，采用后这些数据都不再计入，请核实：");
	}
	expect(asked(activities, null, false, 11)).toEqual([]);
});

test("not after a nil one, not of what happens in a period, and not where there are rows", () => {
	expect(asked(carriers, before(0))).toEqual([]);
	expect(asked(carriers, null)).toEqual([]);
	expect(asked(activities, before(3))).toEqual([]);
	expect(asked(carriers, before(3), false)).toEqual([]);
});

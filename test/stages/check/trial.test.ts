import { describe, expect, test } from "vitest";
import { tell } from "../../../src/messages/tell.ts";
import { instructions } from "../../../src/model/notes.ts";
import { withTrials } from "../../../src/model/trials.ts";
import { UsageError } from "../../../src/model/usage.ts";
import { YANGJIANG_UNITS } from "../../../src/reference/units.ts";
import { check } from "../../../src/stages/check.ts";
import { normalise } from "../../../src/stages/normalise.ts";
import { blockOf, submissionOf } from "../normalise/blocks.ts";
import { goodRow, sampleForm } from "../normalise/sample-form.ts";

const trials = { "99-H1": { hardFrom: "2020-01-01" }, "99-S1": { hardFrom: "2020-07-01" } };
const [form] = withTrials([sampleForm], trials);
if (!form) throw new Error("no form");

/** One row that breaks both rules, looked at on a day. */
function judged(today: string) {
	const [table] = form?.tables ?? [];
	if (!form || !table) throw new Error("no table");
	const submission = submissionOf(form, [blockOf(table, [{ cells: { ...goodRow, rd_exp: 3001, employees: 500, ratio: "" } }])], "441704-00");
	const checked = check(submission, normalise(submission, { forms: [form], units: YANGJIANG_UNITS }), {
		...{ cutoff: "2019-06-27", today, units: YANGJIANG_UNITS },
	});
	return { ...checked, told: checked.findings.map(({ code, severity }) => `${code} ${severity}`) };
}

describe("a rule on trial", () => {
	test("only tells until its day: the row passes, the report is accepted", () => {
		const { status, told, ledger } = judged("2019-12-31");
		expect([status, told]).toEqual(["accepted", ["99-H1 info", "99-S1 info"]]);
		expect(ledger).toMatchObject({ loaded: 1, rejected: 0 });
	});

	test("weighs what it says from that day on", () => {
		expect(judged("2020-01-01")).toMatchObject({ status: "returned", told: ["99-H1 hard", "99-S1 info"], ledger: { loaded: 0, rejected: 1 } });
		expect(judged("2020-07-01").told).toEqual(["99-H1 hard", "99-S1 soft"]);
	});

	test("says so in its sentence, and still by how much it is off", () => {
		const [hard, soft] = judged("2019-12-31").findings;
		if (!hard || !soft) throw new Error("no finding");
		expect(hard.params).toEqual({ difference: 1, trial: "2020-01-01", becomes: "hard" });
		expect(tell(hard, "zh-CN", form)).toContain("不符合审核关系（试行，自2020-01-01起为强制性）：");
		expect(tell(soft, "zh-CN", form)).toContain("（试行，自2020-07-01起为核实性）：");
		expect(tell(hard, "en", form)).toContain("this breaks the rule (on trial, mandatory from 2020-01-01 on): ");
		const [after] = judged("2020-01-01").findings;
		expect(after && tell(after, "zh-CN", form)).toContain("不符合审核关系：");
	});

	test("stands in the form's instructions as one", () => {
		const notes = instructions([], form?.tables ?? []).map(({ zh }) => zh);
		expect(notes[0]).toBe("1. 审核关系 99-H1（试行，自2020-01-01起为强制性）：99-H1");
		expect(notes[2]).toBe("3. 审核关系 99-H2（强制性）：99-H2");
	});
});

test("settings may name rules of forms alone", () => {
	expect(() => withTrials([sampleForm], { "uscc.check": { hardFrom: "2020-01-01" } })).toThrow(
		new UsageError("usage.trial-of-none", { rule: "uscc.check" }),
	);
	expect(withTrials([sampleForm], {})[0]).toBe(sampleForm);
});

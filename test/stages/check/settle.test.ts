import { describe, expect, test } from "vitest";
import roster from "../../../src/forms/t01-hnte-roster.ts";
import { type Explanation, NO_DECISIONS, type TypedExplanation, type Waiver } from "../../../src/model/decision.ts";
import { type Finding, type FindingGroup, findingIdentity, groupIdentity, isOpen } from "../../../src/model/finding.ts";
import { settle } from "../../../src/stages/check/settle.ts";

const SLOT = { form: roster.id, unit: "441704-00", period: "2019H1", batch: "" };
const AT = "2019-07-02T01:00:00.000Z";
const TODAY = "2019-07-02";
const REASON = "企业今年新建生产线，设备投入大";

const soft: Finding = {
	...{ code: "01-S1", severity: "soft", sheet: "名录", cell: "R5", field: "rd_exp", header: "研发费用（万元）", value: "12.5", expected: null },
	key: "91441702XXXX00019W",
};
const other: Finding = { ...soft, cell: "R6", value: "13", key: "91441704XXXX00027L" };
const hard: Finding = { ...soft, code: "01-H5", severity: "hard" };
const note: Finding = { ...soft, code: "name.sheet-differs", severity: "info" };
const name: Finding = { ...soft, code: "name.short", cell: "B5", field: "ent_name", header: "企业名称", value: "示例公司" };
const group: FindingGroup = {
	code: "01-S1",
	severity: "soft",
	table: "",
	field: "rd_exp",
	header: "研发费用（万元）",
	count: 300,
	cells: ["名录!R900"],
};

const said = (over: Partial<Explanation> = {}): Explanation => ({
	...{ ...SLOT, code: "01-S1", table: "", field: "rd_exp", key: soft.key ?? null, value: "12.5", text: REASON },
	...{ by: "unit:441704-00", at: "2019-07-01T01:00:00.000Z", source: "workbook" as const, ...over },
});
const typed = (finding: Finding, text: string, over: Partial<TypedExplanation> = {}): TypedExplanation => ({
	...{
		identity: findingIdentity(finding),
		text,
		value: finding.value,
		told: "研发强度过低或过高：请核对两个金额及其单位。",
		sheet: "问题清单",
		cell: "I6",
		...over,
	},
});
const waiver = (over: Partial<Waiver> = {}): Waiver => ({
	...{ id: 7, rule: "01-S1", unit: null, key: null, reason: "试点", by: "李四", at: AT, until: "2019-12-31", endedBy: null, endedAt: null, ...over },
});

interface Given {
	readonly findings?: readonly Finding[];
	readonly groups?: readonly FindingGroup[];
	readonly explanations?: readonly Explanation[];
	readonly before?: readonly Explanation[];
	readonly waivers?: readonly Waiver[];
	readonly typed?: readonly TypedExplanation[];
}

function settled({ findings = [soft], groups = [], typed: written = [], ...decided }: Given) {
	return settle({ findings, groups }, roster, SLOT, { decisions: { ...NO_DECISIONS, ...decided }, typed: written, at: AT }, TODAY);
}
const first = (given: Given) => settled(given).findings[0];

describe("an explanation that was given", () => {
	test("settles the same finding with the same value, and no other", () => {
		expect(first({ explanations: [said()] })?.settled).toEqual({
			kind: "explained",
			text: REASON,
			by: "unit:441704-00",
			at: "2019-07-01T01:00:00.000Z",
		});
		for (const finding of [other, { ...soft, field: "revenue" }, { ...soft, code: "01-S4" }, { ...soft, table: "A" }, hard])
			expect(first({ findings: [finding], explanations: [said()] })).toEqual(finding);
	});

	test("does not settle it once something else stands there: it is asked again, with what was said", () => {
		const now = first({ findings: [{ ...soft, value: "11" }], explanations: [said()] });
		expect(now).toMatchObject({ params: { said: REASON, fault: "value", saidOf: "12.5" } });
		expect(now && isOpen(now)).toBe(true);
	});

	test("of every finding of its kind settles them all, those that are only counted too", () => {
		const { findings, groups } = settled({ findings: [soft, other, name], groups: [group], explanations: [said({ key: null, value: null })] });
		expect(findings.map(isOpen)).toEqual([false, false, true]);
		expect(groups.map(isOpen)).toEqual([false]);
		// One of a row alone leaves the counted ones open.
		expect(settled({ groups: [group], explanations: [said()] }).groups.map(isOpen)).toEqual([true]);
	});

	test("of a cell without a key holds for that alone", () => {
		const { key: _, ...keyless } = soft;
		const { findings } = settled({ findings: [keyless, soft], explanations: [said({ key: null })] });
		expect(findings.map(isOpen)).toEqual([false, true]);
	});

	test("of a blank cell does not hold once something stands there", () => {
		const blank = { ...soft, value: null };
		expect(settled({ findings: [blank], typed: [typed(blank, REASON)] }).explanations).toEqual([said({ value: "", at: AT })]);
		expect(settled({ findings: [blank, soft], explanations: [said({ value: "" })] }).findings.map(isOpen)).toEqual([false, true]);
	});

	test("in the period before is shown and settles nothing", () => {
		const now = first({ before: [said({ period: "2018H2", value: "9" })] });
		expect(now).toEqual({ ...soft, before: REASON });
		expect(now && isOpen(now)).toBe(true);
	});
});

describe("an explanation in the file itself", () => {
	test("settles its finding and is given to be kept", () => {
		const { findings, explanations } = settled({ findings: [soft, other], typed: [typed(soft, ` ${REASON}\n`)] });
		expect(findings.map(isOpen)).toEqual([false, true]);
		expect(explanations).toEqual([said({ at: AT })]);
	});

	test.each([
		["情况属实", "no-reason"],
		["——", "nothing"],
		["研发强度过低或过高：请核对两个金额及其单位", "copied"],
		["停".repeat(1001), "long"],
	])("%s is answered with the reason why not", (text, fault) => {
		const { findings, explanations } = settled({ typed: [typed(soft, text)] });
		expect(findings[0]).toMatchObject({ params: { said: text, fault } });
		expect(findings.map(isOpen)).toEqual([true]);
		expect(explanations).toEqual([]);
	});

	test("left blank says nothing and is not held against anybody", () => {
		expect(settled({ typed: [typed(soft, "  ")] })).toEqual({ findings: [soft], groups: [], explanations: [] });
	});

	test("a bare word will do where a confirmation is asked for", () => {
		expect(settled({ findings: [name], typed: [typed(name, "情况属实")] }).findings.map(isOpen)).toEqual([false]);
		expect(first({ findings: [name], typed: [typed(name, "无")] })?.params).toMatchObject({ fault: "nothing", asks: "confirm" });
	});

	test("for what stood in the cell before is asked for again; blanks make no difference", () => {
		expect(first({ findings: [{ ...soft, value: "11" }], typed: [typed(soft, REASON)] })?.params).toMatchObject({ fault: "value", saidOf: "12.5" });
		const spaced = { ...soft, value: "约 12.5" };
		expect(settled({ findings: [spaced], typed: [typed(spaced, REASON, { value: "约  12.5 " })] }).findings.map(isOpen)).toEqual([false]);
	});

	test("lets no hard finding pass, and the office is told so", () => {
		expect(settled({ findings: [hard], typed: [typed(hard, REASON)] })).toEqual({
			findings: [{ ...hard, params: { said: REASON, fault: "hard" } }],
			groups: [],
			explanations: [],
		});
	});

	test("that only repeats what was said before keeps its first day; a later word takes its place; a worthless one does not", () => {
		expect(settled({ explanations: [said()], typed: [typed(soft, REASON)] })).toMatchObject({
			findings: [{ settled: { at: "2019-07-01T01:00:00.000Z" } }],
			explanations: [],
		});
		const later = typed(soft, "另有委外研发尚未结算");
		expect(first({ explanations: [said()], typed: [later] })?.settled).toMatchObject({ text: "另有委外研发尚未结算", at: AT });
		expect(first({ explanations: [said()], typed: [typed(soft, "同上")] })?.settled).toMatchObject({ text: REASON });
	});

	test("of a group holds for all of its kind", () => {
		const line = typed(soft, REASON, { identity: groupIdentity(group), value: null });
		const { findings, groups, explanations } = settled({ findings: [soft, other], groups: [group], typed: [line] });
		expect([...findings, ...groups].map(isOpen)).toEqual([false, false, false]);
		expect(explanations).toEqual([said({ key: null, value: null, at: AT })]);
		const refused = settled({ groups: [group], typed: [{ ...line, text: "属实" }] });
		expect(refused.groups[0]).toMatchObject({ params: { said: "属实", fault: "no-reason" } });
	});
});

describe("a waiver", () => {
	test("settles hard and soft findings of its rule, in every row or in one", () => {
		const waived = { kind: "waived", waiver: 7, reason: "试点", until: "2019-12-31" };
		expect(first({ waivers: [waiver()] })?.settled).toEqual(waived);
		expect(first({ findings: [hard], waivers: [waiver({ rule: "01-H5" })] })?.settled).toEqual(waived);
		const one = settled({ findings: [soft, other], groups: [group], waivers: [waiver({ key: other.key ?? null })] });
		expect([...one.findings, ...one.groups].map(isOpen)).toEqual([true, false, true]);
	});

	test.each<[string, Partial<Waiver>, boolean]>([
		["holds on its last day", { until: TODAY }, false],
		["is over the day after", { until: "2019-07-01" }, true],
		["is over once it was ended", { endedAt: AT, endedBy: "李四" }, true],
		["holds for its unit", { unit: SLOT.unit }, false],
		["holds for no other unit", { unit: "441702-00" }, true],
	])("%s", (_, over, open) => {
		expect(settled({ waivers: [waiver(over)] }).findings.map(isOpen)).toEqual([open]);
	});

	test("lets no value pass that cannot be used, though the same check also asks about values that can", () => {
		const future = { ...soft, code: "date.future", severity: "hard" } as const;
		expect(settled({ findings: [future, { ...future, severity: "soft" }], waivers: [waiver({ rule: "date.future" })] }).findings.map(isOpen)).toEqual(
			[true, false],
		);
	});

	test("makes nothing of what is only told", () => {
		expect(first({ findings: [note], waivers: [waiver({ rule: note.code })] })).toEqual(note);
	});
});

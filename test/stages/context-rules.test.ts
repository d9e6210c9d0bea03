import { describe, expect, test } from "vitest";
import { tell } from "../../src/messages/tell.ts";
import { code, integer } from "../../src/model/fields.ts";
import { defineForm, defineTable, needFaults } from "../../src/model/form.ts";
import { NOTHING_KNOWN } from "../../src/model/known.ts";
import type { Found, Need, NeededRow } from "../../src/model/need.ts";
import type { ContextBreach } from "../../src/model/rule.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { check } from "../../src/stages/check.ts";
import { normalise } from "../../src/stages/normalise.ts";
import { blockOf, submissionOf, type Written } from "./normalise/blocks.ts";

const CONTEXT = { cutoff: "2019-06-30", today: "2019-07-01", units: YANGJIANG_UNITS };
const BEFORE = { form: "样表97", fields: ["no", "amount"], whose: "unit", when: "before" } as const satisfies Need;
const ELSEWHERE = {
	...{ form: "样表97", fields: ["no"], whose: "others", when: "same", optional: true },
	matching: { theirs: "no", own: "no" },
} as const satisfies Need<"no">;

const stocks = defineTable({
	rollUp: "snapshot",
	key: ["no"],
	fields: {
		no: code("编号", { en: "Number", scheme: "free", required: true }),
		amount: integer("数量", { en: "Amount", unit: "件", required: true }),
	},
	rules: (rule) => [
		rule.context({
			code: "97-P1",
			severity: "hard",
			states: { zh: "数量不减少，编号不消失", en: "amounts never fall and numbers never vanish" },
			remedy: { zh: "请补回。", en: "Put it back." },
			needs: { before: BEFORE },
			reads: ["no", "amount"],
			at: "amount",
			test: (rows, _, { before }) =>
				before.flatMap((was): ContextBreach[] => {
					const now = rows.find(({ values }) => values.no === was.values.no);
					if (!now) return [{ row: null, subject: String(was.values.no), against: { row: was, field: "no" } }];
					const [is, least] = [now.values.amount ?? 0, Number(was.values.amount)];
					if (is >= least) return [];
					return [{ row: now.row, expected: `≥ ${least}`, difference: is - least, ...(least - is > 10 ? {} : { severity: "soft" as const }) }];
				}),
		}),
		rule.context({
			code: "X10",
			severity: "hard",
			states: { zh: "编号不重复", en: "no number stands in two reports" },
			remedy: { zh: "请核实。", en: "Find out." },
			needs: { elsewhere: ELSEWHERE },
			reads: ["no"],
			at: "no",
			test: (rows, _, { elsewhere }) =>
				rows.flatMap(({ row, values }) => {
					const other = elsewhere.find((each) => each.values.no === values.no);
					return other ? [{ row, against: { row: other, field: "no" } }] : [];
				}),
		}),
	],
});
const form = defineForm({ id: "样表97", slug: "stocks", title: { zh: "存量", en: "Stocks" }, periods: ["half-year"], tables: [stocks] });
const [table] = form.tables;
if (!table) throw new Error("the form has a table");

const was = (no: string, amount: number, more: Partial<NeededRow> = {}): NeededRow => ({
	...{ unit: "441704-00", form: form.id, period: "2018H2", batch: "", submission: 1, file: "上期.xlsx", sheet: "表", row: 9 },
	cells: { no: "B9" },
	values: { no, amount },
	...more,
});

function found(rows: readonly NeededRow[] | "too-many" | undefined): Found {
	return rows === undefined || rows === "too-many" ? (rows ?? null) : { rows, reports: [] };
}

function judge(
	rows: readonly (readonly [no: Written, amount: Written])[],
	known: { before?: readonly NeededRow[] | "too-many"; elsewhere?: readonly NeededRow[] } = {},
) {
	const blocks =
		rows.length === 0
			? []
			: [
					blockOf(
						table as NonNullable<typeof table>,
						rows.map(([no, amount]) => ({ cells: { no, amount } })),
					),
				];
	const submission = submissionOf(form, blocks, "441704-00", {
		nil: rows.length === 0,
		evidence: [{ of: "form", from: "title", text: "存量", sheet: "表" }],
	});
	const neighbours = new Map<Need, Found>([
		[BEFORE, found(known.before)],
		[ELSEWHERE, found(known.elsewhere)],
	]);
	return check(submission, normalise(submission, { forms: [form], units: YANGJIANG_UNITS }), CONTEXT, { ...NOTHING_KNOWN, neighbours });
}
const brief = ({ findings }: ReturnType<typeof judge>) => findings.map((f) => `${f.code} ${f.severity} ${f.cell}`);

describe("rules that compare with other reports", () => {
	test("mark the row, with the weight of the breach, and reject it where that is hard", () => {
		const fallen = judge([["a", 5]], { before: [was("a", 20)] });
		expect(brief(fallen)).toEqual(["97-P1 hard C4"]);
		expect(fallen).toMatchObject({ status: "returned", ledger: { rejected: 1 } });
		const little = judge([["a", 15]], { before: [was("a", 20)] });
		expect(brief(little)).toEqual(["97-P1 soft C4"]);
		expect(little).toMatchObject({ status: "pending", ledger: { rejected: 0, loaded: 1 } });
		expect(judge([["a", 20]], { before: [was("a", 20)] })).toMatchObject({ status: "accepted", findings: [] });
	});

	test("name what is missing, in a nil report too, and where it stood", () => {
		const { findings } = judge([["b", 5]], { before: [was("a", 20)] });
		expect(findings).toMatchObject([
			{ code: "97-P1", sheet: "表", cell: null, field: "amount", expected: "a", params: { subject: "a", otherPlace: "表!B9" } },
		]);
		expect(brief(judge([], { before: [was("a", 20)] }))).toEqual(["97-P1 hard null"]);
		expect(tell(findings[0] as (typeof findings)[number], "zh-CN", form)).toBe(
			"《表》（数量）：不符合审核关系：数量不减少，编号不消失；涉及“a”；对照阳东区的样表97（2018年下半年），“上期.xlsx”的《表》B9，那里填的是“a”。请补回。",
		);
	});

	test("name the other side", () => {
		const held = was("a", 1, { unit: "441702-00", period: "2019H1", file: "江城.xlsx", cells: { no: "C7" } });
		const { findings } = judge([["a", 5]], { elsewhere: [held] });
		expect(findings).toMatchObject([{ code: "X10", cell: "B4", params: { otherUnit: "江城区", otherFile: "江城.xlsx", otherPlace: "表!C7" } }]);
		expect(tell(findings[0] as (typeof findings)[number], "en", form)).toBe(
			"“表” B4 (编号) holds “a”: this breaks the rule: no number stands in two reports; compare 样表97 of 江城区 (first half of 2019), “江城.xlsx” 表!C7, which says “a”. Find out.",
		);
	});

	test("are left out where a report that they need is missing, and compare with nothing where it is nil", () => {
		expect(brief(judge([["a", 5]]))).toEqual([]);
		expect(brief(judge([["a", 5]], { before: [] }))).toEqual([]);
	});

	test("say so where there would be too much to compare", () => {
		const { status, findings } = judge([["a", 5]], { before: "too-many" });
		expect([status, findings.map((f) => [f.code, f.severity, f.params])]).toEqual(["accepted", [["rule.not-compared", "info", { rule: "97-P1" }]]]);
	});

	test("take nothing for missing while a row cannot be read", () => {
		const unread = judge([["b", "很多"]], { before: [was("a", 20)] });
		expect(brief(unread)).toEqual(["number.unreadable hard C4"]);
	});
});

test("a need for what no form has is found", () => {
	const asking = (need: Need) => {
		const rule = { ...table.rules[0], kind: "context", needs: { need } } as (typeof table.rules)[number];
		return needFaults([{ ...form, tables: [{ ...table, rules: [rule] }] }]);
	};
	expect(asking(BEFORE)).toEqual([]);
	expect(asking({ ...BEFORE, form: "样表98" })).toEqual(["97-P1: no table  in form 样表98"]);
	expect(asking({ ...BEFORE, table: "A" })).toEqual(["97-P1: no table A in form 样表97"]);
	expect(asking({ ...BEFORE, fields: ["no", "nothing"] })).toEqual(["97-P1: no field nothing in 存量"]);
	expect(asking({ ...BEFORE, matching: { theirs: "x", own: "y" } })).toEqual(["97-P1: no field x in 存量", "97-P1: no field y in 存量"]);
});

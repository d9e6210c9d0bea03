import { describe, expect, test } from "vitest";
import roster from "../../src/forms/t01-hnte-roster.ts";
import incubators from "../../src/forms/t04-incubators.ts";
import type { Form } from "../../src/model/form.ts";
import type { NeededRow } from "../../src/model/need.ts";
import { period } from "../../src/model/period.ts";
import type { ContextRule, Value } from "../../src/model/rule.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";

type Values = Readonly<Record<string, Value>>;

/** What a rule says of some rows beside those of a year before, as `row field: expected (difference)`. */
function jumps(form: Form, code: string, now: readonly Values[], then: readonly Values[]): string[] {
	const rule = form.tables[0]?.rules.find((each): each is ContextRule => each.code === code && each.kind === "context");
	const [unit] = YANGJIANG_UNITS;
	if (!rule || !unit) throw new Error(`no rule ${code}`);
	const blank = Object.fromEntries(rule.reads.map((name) => [name, null]));
	const place = { unit: unit.code, form: form.id, period: "2018H1", batch: "", submission: 1, file: "上年.xlsx", sheet: "表", cells: {} };
	const before = then.map((values, at): NeededRow => ({ ...place, row: at + 5, values: { ...blank, ...values } }));
	const rows = now.map((values, at) => ({ row: at + 1, values: { ...blank, ...values } }));
	const of = period("2019H1");
	const context = { period: of, cutoff: of.end, today: of.end, unit, units: YANGJIANG_UNITS };
	return rule
		.test(rows, context, { yearBefore: before }, { yearBefore: [] })
		.map(({ row, at, expected, difference, against }) => `${row} ${at}: ${expected} (${difference}) beside ${against?.row.values[against.field]}`);
}

const A = "91441704MA5XX02419";
const B = "91441704MA5XX03421";

describe("01-S5", () => {
	test("asks about every amount below half or above twice what it was a year before", () => {
		const then = [{ uscc: A, revenue: 100, rd_exp: 10, ht_income: 60 }];
		expect(jumps(roster, "01-S5", [{ uscc: A, revenue: 200.01, rd_exp: 4.99, ht_income: 0 }], then)).toEqual([
			"1 revenue: 50～200 (0.01) beside 100",
			"1 rd_exp: 5～20 (-0.01) beside 10",
			"1 ht_income: 30～120 (-30) beside 60",
		]);
		expect(jumps(roster, "01-S5", [{ uscc: A, revenue: 200, rd_exp: 5, ht_income: null }], then)).toEqual([]);
	});

	test("knows an enterprise by its code, in whatever row it stands, and says nothing of a new one", () => {
		const then = [
			{ uscc: A, revenue: 100 },
			{ uscc: B, revenue: 5000 },
		];
		expect(
			jumps(
				roster,
				"01-S5",
				[
					{ uscc: B, revenue: 5100 },
					{ uscc: "91441704MA5XX09999", revenue: 9 },
				],
				then,
			),
		).toEqual([]);
		expect(jumps(roster, "01-S5", [{ uscc: B, revenue: 100 }], then)).toEqual(["1 revenue: 2500～10000 (-2400) beside 5000"]);
	});

	test("says nothing of what was nothing", () => {
		expect(jumps(roster, "01-S5", [{ uscc: A, revenue: 100 }], [{ uscc: A, revenue: 0 }])).toEqual([]);
		expect(jumps(roster, "01-S5", [{ uscc: A, revenue: 100 }], [{ uscc: A, revenue: null }])).toEqual([]);
	});
});

describe("04-S1", () => {
	const carrier = { uscc: A, carrier: "阳江（高新）孵化器", level: "省级" };

	test("compares a carrier at its level, however its brackets are written", () => {
		const then = [{ ...carrier, area_own: 10_000, tenants: 30 }];
		expect(jumps(incubators, "04-S1", [{ ...carrier, carrier: "阳江(高新)孵化器", area_own: 1, tenants: 30 }], then)).toEqual([
			"1 area_own: 5000～20000 (-4999) beside 10000",
		]);
		expect(jumps(incubators, "04-S1", [{ ...carrier, level: "市级", area_own: 1 }], then)).toEqual([]);
	});

	test("asks about tenants from twenty on", () => {
		expect(jumps(incubators, "04-S1", [{ ...carrier, tenants: 19 }], [{ ...carrier, tenants: 3 }])).toEqual([]);
		expect(jumps(incubators, "04-S1", [{ ...carrier, tenants: 20 }], [{ ...carrier, tenants: 9 }])).toEqual(["1 tenants: 4.5～18 (2) beside 9"]);
	});
});

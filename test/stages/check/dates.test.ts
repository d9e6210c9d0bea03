import { describe, expect, test } from "vitest";
import { date, month, text, year } from "../../../src/model/fields.ts";
import { defineForm, defineTable } from "../../../src/model/form.ts";
import { period } from "../../../src/model/period.ts";
import type { Value } from "../../../src/model/rule.ts";
import { checkDates } from "../../../src/stages/check/dates.ts";
import { stateOf } from "../../../src/stages/check/state.ts";
import { FindingLog } from "../../../src/stages/finding-log.ts";
import { REAL_FORMS } from "../../support/real-forms.ts";

const form = defineForm({
	id: "试统07",
	slug: "test_dates",
	title: { zh: "项目台账", en: "Projects" },
	periods: ["quarter"],
	tables: [
		defineTable({
			rollUp: "snapshot",
			key: ["name"],
			fields: {
				name: text("项目名称", { en: "Project", required: true }),
				accepted_on: date("验收日期", { en: "Accepted on", happened: true, since: "1980-01-01" }),
				approved: year("立项年度", { en: "Approved in", happened: true }),
				begun: month("起始年月", { en: "Begun in" }),
				due: date("到期日", { en: "Due on", ahead: 30, term: { from: "begun", years: 10 } }),
			},
		}),
	],
});
const [table] = form.tables;
if (!table) throw new Error("a form without a table");

/** What is told of a row of 2019Q2, looked at on some day: `severity code cell`. */
function told(values: Readonly<Record<string, Value>>, today = "2019-07-05", brokenCell: string | null = null) {
	const columns = table?.fields.map(({ name, header }, at) => ({ field: name, column: at + 1, header, headerCell: "A4", via: "header" })) ?? [];
	const row = { ...{ table: "", sheet: "表", row: 5, absent: {}, keys: {}, refs: {}, sound: true }, values };
	const block = { table, sheet: "表", date1904: false, headerRows: [4, 4], columns, unknownColumns: [], amountUnit: null, rows: [] };
	const normalised = { block, rows: [row], findings: [], unreadable: new Map(), conversions: [], totals: [] };
	const log = new FindingLog();
	const place = { sheet: "表", field: null, header: null, value: null, expected: null };
	if (brokenCell) log.add({ code: "07-H9", severity: "hard", cell: brokenCell, ...place });
	const state = stateOf(normalised as unknown as Parameters<typeof stateOf>[0], log);
	checkDates(state, { period: period("2019Q2"), today });
	const findings = log.findings().filter(({ code }) => code !== "07-H9");
	return {
		findings: findings.map(({ code, severity, cell, expected }) => `${severity} ${code} ${cell} ${expected}`),
		rejected: [...state.rejected],
		params: findings.map(({ params }) => params),
	};
}

describe("what has happened", () => {
	test("lies before today, or is turned away", () => {
		expect(told({ accepted_on: "2019-07-06" })).toEqual({
			findings: ["hard date.future B5 ≤ 2019-07-05"],
			rejected: [5],
			params: [{ than: "today", day: "2019-07-05" }],
		});
	});

	test("may be arranged for the days that are left of the period", () => {
		expect(told({ accepted_on: "2019-06-30" }, "2019-06-27")).toMatchObject({ findings: ["info date.future B5 ≤ 2019-06-27"], rejected: [] });
		expect(told({ accepted_on: "2019-07-01" }, "2019-06-27").findings).toEqual(["hard date.future B5 ≤ 2019-06-27"]);
		expect(told({ accepted_on: "2019-06-27" }, "2019-06-27").findings).toEqual([]);
	});

	test("lies in the period or before it, or is asked about", () => {
		expect(told({ accepted_on: "2019-07-01" })).toEqual({
			findings: ["soft date.future B5 ≤ 2019-06-30"],
			rejected: [],
			params: [{ than: "period", day: "2019-06-30" }],
		});
		expect(told({ accepted_on: "2019-06-30" }).findings).toEqual([]);
	});

	test("in some year is compared by the year", () => {
		expect(told({ approved: 2020 }).findings).toEqual(["hard date.future C5 ≤ 2019"]);
		expect(told({ approved: 2020 }, "2020-03-01").findings).toEqual(["soft date.future C5 ≤ 2019"]);
		expect(told({ approved: 2019 }).findings).toEqual([]);
	});
});

describe("what is planned", () => {
	test("may lie ahead, but not a generation", () => {
		expect(told({ begun: "2029-06" }).findings).toEqual([]);
		expect(told({ begun: "2029-07" }).findings).toEqual(["soft date.future D5 ≤ 2029-06"]);
		expect(told({ due: "2049-06-30" }).findings).toEqual([]);
		expect(told({ due: "2049-07-01" }).findings).toEqual(["soft date.future E5 ≤ 2049-06-30"]);
	});

	test("ends within its usual term", () => {
		expect(told({ begun: "2016-05", due: "2026-05-01" }).findings).toEqual([]);
		const late = told({ begun: "2016-05", due: "2026-05-02" });
		expect(late.findings).toEqual(["soft date.span E5 ≤ 2026-05-01"]);
		expect(late.params).toEqual([{ from: "2016-05", years: 10 }]);
		expect(told({ begun: null, due: "2026-05-02" }).findings).toEqual([]);
	});
});

describe("what is old", () => {
	test("nothing is older than the state", () => {
		expect(told({ begun: "1949-09" }).findings).toEqual(["hard date.ancient D5 ≥ 1949-10"]);
		expect(told({ begun: "1949-10" }).findings).toEqual([]);
	});

	test("a certificate is asked about that is older than certificates are", () => {
		expect(told({ accepted_on: "1979-12-31" }).findings).toEqual(["soft date.ancient B5 ≥ 1980-01-01"]);
		expect(told({ accepted_on: "1980-01-01" }).findings).toEqual([]);
	});
});

test("a cell in which a rule has found a mistake is told once", () => {
	expect(told({ accepted_on: "2031-01-01" }, "2019-07-05", "B5").findings).toEqual([]);
	expect(told({ accepted_on: "2031-01-01" }, "2019-07-05", "C5").findings).toEqual(["hard date.future B5 ≤ 2019-07-05"]);
});

test("every day, month and year of the catalogue has its bounds, and what has happened is no plan", () => {
	const fields = REAL_FORMS.flatMap(({ id, tables }) => tables.flatMap((each) => each.fields.map((field) => ({ id, field }))));
	const times = fields.filter(({ field }) => ["date", "date-or-month", "month", "year"].includes(field.type.kind));
	expect(times.length).toBeGreaterThan(40);
	expect(times.filter(({ field }) => field.times === undefined)).toEqual([]);
	const plans = times.flatMap(({ id, field }) => (field.times?.happened ? [] : [`${id} ${field.name}`]));
	expect(plans).toEqual([
		...["阳科统01 valid_to", "阳科统02 apply_year", "阳科统05 apply_year", "阳科统06 start_month", "阳科统06 end_month"],
		...["阳科统07 start_date", "阳科统07 due", "阳科统07 due_ext", "阳科统08 planned_on", "阳科统08 due_on", "阳科统10 due_on"],
		...["阳科统11 start_month", "阳科统11 planned_end", "阳科综01 year", "阳科综01 due_on", "阳科综02 year"],
	]);
});

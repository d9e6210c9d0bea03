import { describe, expect, test } from "vitest";
import { period } from "../../src/model/period.ts";
import { dueDay } from "../../src/stages/due.ts";
import { type SlotFacts, slotState } from "../../src/stages/state.ts";

const fact = (over: Partial<SlotFacts>): SlotFacts => ({
	...{ status: "accepted", nil: false, adjusted: false, locked: false, inOn: "2019-07-05", due: "2019-07-05", today: "2019-07-20" },
	...over,
});

describe("what people are told of a slot", () => {
	test.each<[string, Partial<SlotFacts>, string, string[], boolean]>([
		["in on the due day", {}, "accepted", [], false],
		["in a day later", { inOn: "2019-07-06" }, "late", [], false],
		["nothing came, and the due day is today", { status: null, inOn: null, today: "2019-07-05" }, "missing", [], false],
		["nothing came, and the due day was yesterday", { status: null, inOn: null, today: "2019-07-06" }, "missing", [], true],
		["withdrawn is as if nothing had come", { status: "withdrawn", inOn: null }, "missing", [], true],
		["returned, which is not in", { status: "returned", inOn: null }, "returned", [], true],
		["returned before the due day", { status: "returned", inOn: null, today: "2019-07-04" }, "returned", [], false],
		["to be explained, and in time", { status: "pending" }, "pending", [], false],
		["sound, and the city has to decide", { status: "received", locked: true }, "received", [], false],
		["nil", { nil: true }, "nil", [], false],
		["nil and late", { nil: true, inOn: "2019-07-06" }, "nil", ["late"], false],
		["closed", { locked: true }, "locked", [], false],
		["closed, nil and late", { locked: true, nil: true, inOn: "2019-07-06" }, "locked", ["nil", "late"], false],
		["changed after it was closed", { locked: true, adjusted: true }, "adjusted", ["locked"], false],
		["changed after it was closed, and returned since", { status: "returned", locked: true, adjusted: true, inOn: null }, "returned", [], true],
	])("%s", (_, over, state, also, overdue) => {
		expect(slotState(fact(over))).toEqual({ state, also, overdue });
	});
});

describe("the due day", () => {
	const deadlines = { days: { month: 5, quarter: 8, "half-year": 5, year: 15 }, exceptions: { "2019H1": "2019-07-08" } };
	test.each([
		["2019-01", "2019-02-05"],
		["2019-12", "2020-01-05"],
		["2019Q3", "2019-10-08"],
		["2019H2", "2020-01-05"],
		["2019", "2020-01-15"],
		["2019H1", "2019-07-08"],
	])("of %s is %s", (code, day) => {
		expect(dueDay(period(code), deadlines)).toBe(day);
	});
});

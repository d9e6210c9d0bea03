import { describe, expect, test } from "vitest";
import { and } from "../../src/model/filter.ts";
import type { CountedIndicator, DerivedIndicator, Figure } from "../../src/model/indicator.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { completionOf, completions, derive, readOfPreviousYear, settle } from "../../src/stages/consolidate.ts";

const units = YANGJIANG_UNITS;
const codes = units.map((unit) => unit.code);
const figure = (id: string, value: Figure["value"], byUnit: Figure["byUnit"] = {}, byDivision: Figure["byDivision"] = {}): Figure => ({
	id,
	value,
	byUnit,
	byDivision,
});
const zeros = Object.fromEntries(codes.map((code) => [code, 0]));
const everyone = { submissions: [1], carried: {}, missing: [] };

function counted(id: string, more: Partial<CountedIndicator> = {}): CountedIndicator {
	return { kind: "counted", id, area: "projects", name: { zh: id, en: id }, unit: "个", measure: { kind: "count" }, filter: and(), ...more };
}

describe("settled figures", () => {
	test("a zero counted from absent rows stands where everybody reported", () => {
		expect(settle(figure("a", 0, zeros, { "441702": 0 }), everyone, codes, units, false)).toMatchObject({ value: 0, byUnit: zeros });
	});

	test("and is 'not reported' where one unit is missing", () => {
		const settled = settle(figure("a", 0, zeros, { "441702": 0, "441704": 0 }), { ...everyone, missing: ["441702-00"] }, codes, units, false);
		expect(settled.value).toBeNull();
		expect(settled.byUnit["441702-00"]).toBeNull();
		expect(settled.byUnit["441704-00"]).toBe(0);
		expect(settled.byDivision).toMatchObject({ "441702": null, "441704": 0 });
		expect(settled.missing).toEqual(["441702-00"]);
	});

	test("a total above zero is kept, and says who is missing", () => {
		const settled = settle(figure("a", 5, { ...zeros, "441704-00": 5 }), { ...everyone, missing: ["441702-00"] }, codes, units, false);
		expect(settled).toMatchObject({ value: 5, missing: ["441702-00"] });
	});

	test("units that do not owe the form have no value, except where the city gives them one", () => {
		const byUnit = { ...zeros, "441700-00": 5, "441702-00": 2 };
		expect(settle(figure("a", 5, byUnit), everyone, ["441700-00"], units, false).byUnit["441702-00"]).toBeNull();
		expect(settle(figure("a", 5, byUnit), everyone, ["441700-00"], units, true).byUnit["441702-00"]).toBe(2);
	});
});

describe("derived figures", () => {
	const rate: DerivedIndicator = {
		kind: "derived",
		id: "rate",
		area: "projects",
		name: { zh: "率", en: "rate" },
		unit: "%",
		inputs: [{ id: "part" }, { id: "whole" }],
		operation: "percent",
	};
	const growth: DerivedIndicator = {
		...rate,
		id: "growth",
		inputs: [{ id: "whole" }, { id: "whole", at: "previous-year" }],
		operation: "quotient",
		cityOnly: true,
	};

	test("are computed for the city and each unit from the same inputs", () => {
		const inputs = new Map([
			["part", figure("part", 53, { "441702-00": 12 })],
			["whole", figure("whole", 61, { "441702-00": 14 })],
		]);
		const derived = derive([rate], inputs, new Map(), units).get("rate");
		expect(derived?.value).toBe(86.9);
		expect(derived?.byUnit["441702-00"]).toBe(85.7);
		expect(derived?.byUnit["441704-00"]).toBeNull();
	});

	test("are null over a base of zero", () => {
		const inputs = new Map([
			["part", figure("part", 0)],
			["whole", figure("whole", 0)],
		]);
		expect(derive([rate], inputs, new Map(), units).get("rate")?.value).toBeNull();
	});

	test("may read the year before, and rest on one another in any order", () => {
		const tenth: DerivedIndicator = { ...rate, id: "tenth", inputs: [{ id: "growth" }, { id: "whole" }] };
		const derived = derive(
			[tenth, growth],
			new Map([["whole", figure("whole", 30, { "441702-00": 3 })]]),
			new Map([["whole", figure("whole", 20)]]),
			units,
		);
		expect(derived.get("growth")).toMatchObject({ value: 1.5, byUnit: { "441702-00": null } });
		expect(derived.get("tenth")?.value).toBe(5);
		expect(readOfPreviousYear([growth, rate])).toEqual(new Set(["whole"]));
	});
});

describe("completion of targets", () => {
	test("is above 100 % where more was done", () => expect(completionOf(30, 20)).toEqual({ target: 20, completion: 150, stretch: null }));
	test("of a range is measured on the lower bound, the stretch rate on the upper", () =>
		expect(completionOf(1, [1, 2])).toEqual({ target: [1, 2], completion: 100, stretch: 50 }));
	test("is unknown without a target, a value or a base", () => {
		expect(completionOf(1, undefined).completion).toBeNull();
		expect(completionOf(null, 5).completion).toBeNull();
		expect(completionOf(5, 0).completion).toBeNull();
	});

	test("becomes an indicator of its own, per unit where the target is split", () => {
		const stock = counted("hnte.stock", { target: "102" });
		const figures = new Map([
			["hnte.stock", figure("hnte.stock", 71, { "441702-00": 15 })],
			["targets.102", figure("targets.102", 100, { "441702-00": 20 })],
		]);
		const [made] = completions([stock, counted("targets.102")], figures);
		expect(made?.figure).toMatchObject({ id: "hnte.stock.completion", value: 71, byUnit: { "441702-00": 75 } });
	});
});

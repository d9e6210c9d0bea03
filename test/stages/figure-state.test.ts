import { expect, test } from "vitest";
import { and } from "../../src/model/filter.ts";
import type { Form } from "../../src/model/form.ts";
import type { CountedIndicator, Figure } from "../../src/model/indicator.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { figureStates } from "../../src/stages/figure-state.ts";

const [JIANGCHENG, YANGDONG, YANGXI] = ["441702-00", "441704-00", "441721-00"] as const;

const indicator: CountedIndicator = {
	...{ kind: "counted", id: "a.b", area: "outreach", name: { zh: "数", en: "number" }, unit: "家" },
	...{ measure: { kind: "count" }, filter: and() },
};

function states(figure: Partial<Figure>, owedBy: "units" | "city" = "units") {
	const forms = [{ id: "统99", owedBy, tables: [], indicators: [indicator] }] as unknown as readonly Form[];
	const figures = new Map<string, Figure>([["a.b", { id: "a.b", value: null, byUnit: {}, byDivision: {}, ...figure }]]);
	const stateOf = figureStates({ indicators: [indicator], figures, forms, units: YANGJIANG_UNITS });
	return (unit: string | null) => stateOf("a.b", unit === null ? null : { cut: "unit", code: unit });
}

test("no value is a report that is missing, or none to have where the form is not the unit's", () => {
	expect(states({})(YANGDONG).status).toBe("not-reported");
	expect(states({}, "city")(YANGDONG).status).toBe("not-applicable");
	expect(states({ value: 0, byUnit: { [YANGDONG]: 0 } })(YANGDONG).status).toBe("reported");
});

test("a total that rests on data of earlier periods says so, with each of them, as the units do", () => {
	const byUnit = { [JIANGCHENG]: 1, [YANGDONG]: 2, [YANGXI]: 3 };
	const at = states({ value: 6, byUnit, carried: { [YANGDONG]: "2018H2", [YANGXI]: "2018" } });
	expect(at(null)).toMatchObject({ status: "carried", carriedFrom: ["2018", "2018H2"] });
	expect(at(YANGXI)).toMatchObject({ status: "carried", carriedFrom: ["2018"] });
	expect(at(JIANGCHENG)).toMatchObject({ status: "reported", carriedFrom: [] });
});

test("of a total that lacks a unit and has another's earlier data, the lack is told first", () => {
	const at = states({ value: 1, byUnit: { [JIANGCHENG]: 1 }, carried: { [JIANGCHENG]: "2018" }, missing: [YANGXI] });
	expect(at(null)).toMatchObject({ status: "incomplete", carriedFrom: ["2018"] });
	expect(at(YANGXI)).toMatchObject({ status: "not-reported", carriedFrom: [] });
});

test("a figure that nobody declared is no state but a mistake of the caller", () => {
	expect(() => figureStates({ indicators: [], figures: new Map(), forms: [], units: [] })("a.b", null)).toThrow(RangeError);
});

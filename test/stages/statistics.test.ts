import { expect, test } from "vitest";
import { statisticsDocument } from "../../src/model/documents.ts";
import { and } from "../../src/model/filter.ts";
import type { Form } from "../../src/model/form.ts";
import type { CountedIndicator, Figure } from "../../src/model/indicator.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { duePeriods } from "../../src/stages/due.ts";
import { figureStates } from "../../src/stages/figure-state.ts";
import { statistics, statisticsCsv } from "../../src/stages/statistics.ts";

const indicator: CountedIndicator = {
	kind: "counted",
	id: "a.b",
	area: "outreach",
	name: { zh: '=数,"量"', en: "number" },
	unit: "家",
	measure: { kind: "count" },
	filter: and(),
};
const figures = new Map<string, Figure>([
	["a.b", { id: "a.b", value: [1, 2], byUnit: { "441702-00": 0, "441704-00": null }, byDivision: {}, qualifier: "以上", missing: ["441704-00"] }],
]);
const document = statistics({ period: "2019H1", cutoff: "2019-06-27", asOf: "2019-06-27T12:00:00.000Z" }, [indicator], figures);

test("statistics.json keeps its schema, and tells a reported zero from no report", () => {
	expect(statisticsDocument.parse(document)).toEqual(document);
	expect(document.indicators[0]).toMatchObject({ value: [1, 2], byUnit: { "441702-00": 0, "441704-00": null }, qualifier: "以上" });
});

test("statistics.csv is tidy, led by a BOM, and no text in it is a formula", () => {
	const forms = [{ id: "统99", owedBy: "units", tables: [], indicators: [indicator] }] as unknown as readonly Form[];
	const states = figureStates({ indicators: [indicator], figures, forms, units: YANGJIANG_UNITS });
	const csv = statisticsCsv(document, YANGJIANG_UNITS, "阳江市", states);
	expect(csv.startsWith("\ufeffperiod,")).toBe(true);
	const lines = csv.trimEnd().split("\r\n");
	expect(lines).toHaveLength(2 + YANGJIANG_UNITS.length);
	expect(lines[1]).toBe('2019H1,*,阳江市,a.b,"\'=数,""量""",number,1,2,家,以上,incomplete');
	expect(lines.find((line) => line.includes("441702-00"))).toMatch(/,0,,家,,reported$/);
	expect(lines.find((line) => line.includes("441704-00"))).toMatch(/,,,家,,not-reported$/);
});

test("the nightly run publishes this half-year and the one before", () => {
	expect(duePeriods("2019-06-30").map((p) => p.code)).toEqual(["2018H2", "2019H1"]);
	expect(duePeriods("2019-07-01").map((p) => p.code)).toEqual(["2019H1", "2019H2"]);
	expect(duePeriods("2020-01-01").map((p) => p.code)).toEqual(["2019H2", "2020H1"]);
});

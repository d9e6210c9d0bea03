import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/database/open.ts";
import { USUAL_READINGS } from "../../src/model/filter.ts";
import { period } from "../../src/model/period.ts";
import { earlierPeriods } from "../../src/pipeline/earlier-periods.ts";

const SETTINGS = { carryForward: false, deadlines: { days: { month: 5, quarter: 8, "half-year": 5, year: 15 }, exceptions: {} } };
const JULY = "2019-07-02T01:00:00.000Z";

/** A store of consolidations: period, instant, stock. */
async function consolidated(made: readonly (readonly [code: string, asOf: string, stock: number | null])[]) {
	const store = await openStore({ url: ":memory:", forms: [] });
	onTestFinished(() => store.close());
	for (const [code, asOf, value] of made) {
		const figures = [{ id: "hnte.stock", value, byUnit: {}, byDivision: {} }];
		const head = { period: code, cutoff: period(code).end, asOf, readings: USUAL_READINGS, settings: SETTINGS, at: asOf, entries: 0 };
		await store.saveConsolidation({ ...head, figures });
	}
	const scope = (code: string, asOf: string) => ({ ...SETTINGS, period: period(code), cutoff: period(code).end, asOf, readings: USUAL_READINGS });
	return async (code: string, asOf = JULY) =>
		(await earlierPeriods(scope(code, asOf), store)).map((each) => [each.period.code, each.figures.get("hnte.stock")?.value]);
}

test("the periods of the same kind before the published one, oldest first, as they were last told by its instant", async () => {
	const earlier = await consolidated([
		["2018H2", "2019-01-10T00:00:00.000Z", 60],
		["2018H1", "2018-07-10T00:00:00.000Z", 53],
		["2018H2", "2019-03-10T00:00:00.000Z", 61],
		["2018H2", "2019-12-10T00:00:00.000Z", 99],
		["2018", "2019-01-20T00:00:00.000Z", 61],
		["2019Q1", "2019-04-20T00:00:00.000Z", 65],
		["2019H1", JULY, 71],
		["2019H2", JULY, 80],
	]);
	expect(await earlier("2019H1")).toEqual([
		["2018H1", 53],
		["2018H2", 61],
	]);
	expect(await earlier("2019H1", "2020-01-01T00:00:00.000Z")).toEqual([
		["2018H1", 53],
		["2018H2", 99],
	]);
	expect(await earlier("2018H1")).toEqual([]);
});

test("seven at most, and what was not known then is told as not known", async () => {
	const codes = ["2015H1", "2015H2", "2016H1", "2016H2", "2017H1", "2017H2", "2018H1", "2018H2"];
	const earlier = await consolidated(codes.map((code, at) => [code, "2019-01-10T00:00:00.000Z", at === 3 ? null : at] as const));
	expect(await earlier("2019H1")).toEqual(codes.slice(1).map((code, at) => [code, at === 2 ? null : at + 1]));
});

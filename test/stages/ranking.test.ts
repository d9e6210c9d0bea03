import { expect, test } from "vitest";
import { and } from "../../src/model/filter.ts";
import type { CountedIndicator, Figure, FigureValue } from "../../src/model/indicator.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { addsUpOverUnits, sumOf } from "../../src/stages/adds-up.ts";
import { rankingOf } from "../../src/stages/ranking.ts";

const UNITS = YANGJIANG_UNITS;
const counted = (id: string, more: Partial<CountedIndicator> = {}): CountedIndicator => ({
	...{ kind: "counted", id, area: "hnte", name: { zh: id, en: id }, unit: "家", measure: { kind: "count" }, filter: and() },
	...more,
});

/** 市本级, the four counties and the two zones. */
const figure = (id: string, ...own: FigureValue[]): Figure => ({
	...{ id, value: sumOf(own), byUnit: Object.fromEntries(UNITS.map(({ code }, at) => [code, own[at] ?? null])), byDivision: {} },
});

function ranks(indicator: CountedIndicator, ...figures: Figure[]) {
	const ranking = rankingOf(indicator, new Map(figures.map((each) => [each.id, each])), UNITS);
	return ranking && { by: ranking.by, order: ranking.units.map(({ unit, rank }) => [unit.shortName, rank]) };
}

test("by completion, then by quantity; those alike share a rank, and the next one is passed over", () => {
	const done = figure("a", 99, 5, 10, 10, 2, 6, 4);
	const targets = figure("targets.1", 1, 10, 20, 20, 2, 10, 10);
	expect(ranks(counted("a", { target: "1" }), done, targets)).toEqual({
		by: "completion",
		order: [
			["阳春市", 1],
			["海陵岛试验区", 2],
			["阳东区", 3],
			["阳西县", 3],
			["江城区", 5],
			["阳江高新区", 6],
		],
	});
});

test("what was not reported, and what no target was set for, stands at the end without a rank", () => {
	const found = ranks(counted("a", { target: "1" }), figure("a", 0, null, 10, 3, 2), figure("targets.1", 1, 10, 20, null, 2));
	expect(found?.order).toEqual([
		["阳春市", 1],
		["阳东区", 2],
		["江城区", null],
		["阳西县", null],
		["海陵岛试验区", null],
		["阳江高新区", null],
	]);
});

test("by quantity where the indicator says so, and its target is the city's alone", () => {
	const targets = { ...figure("targets.1"), value: 100 };
	expect(ranks(counted("a", { target: "1", ranked: true }), figure("a", 9, 1, 3, 3, 0, 7, 2), targets)).toMatchObject({
		by: "quantity",
		order: [
			["海陵岛试验区", 1],
			["阳东区", 2],
			["阳西县", 2],
			["阳江高新区", 4],
			["江城区", 5],
			["阳春市", 6],
		],
	});
	expect(ranks(counted("a", { target: "1" }), figure("a", 9, 1, 3), targets)).toBeNull();
});

test("a total is the sum of its units unless something counts once, a target is the city's own, or nobody reported", () => {
	expect(addsUpOverUnits(counted("a"), figure("a", 1, 2, null, 3))).toBe(true);
	expect(addsUpOverUnits(counted("a"), figure("a", 0.1, 0.2))).toBe(true);
	expect(addsUpOverUnits(counted("a"), { ...figure("a", 1, 2), value: 2 })).toBe(false);
	expect(addsUpOverUnits(counted("a"), { ...figure("a"), value: null })).toBe(false);
	expect(addsUpOverUnits(counted("a", { measure: { kind: "given", low: "l", high: "h", region: "r", whole: "w" } }), figure("a", 1))).toBe(false);
});

import { describe, expect, test } from "vitest";
import { code, decimal, integer } from "../../../src/model/fields.ts";
import { defineForm, defineTable } from "../../../src/model/form.ts";
import type { MiddleElsewhere } from "../../../src/model/known.ts";
import type { EarlierReport } from "../../../src/model/stored.ts";
import { columnsToCompare, giveHints } from "../../../src/stages/check/hints.ts";
import { stateOf } from "../../../src/stages/check/state.ts";
import { FindingLog } from "../../../src/stages/finding-log.ts";
import { type Rows, reportedBefore, type SaidUnits, sheetOf } from "./columns.ts";
import { numbersFrom, shuffled } from "./random-columns.ts";

const form = defineForm({
	id: "试统01",
	slug: "test_hints",
	title: { zh: "名录", en: "Roster" },
	periods: ["half-year"],
	tables: [
		defineTable({
			rollUp: "snapshot",
			key: ["name"],
			fields: {
				name: code("名称", { en: "Name", scheme: "free" }),
				staff: integer("从业人员", { en: "Staff", unit: "人" }),
				revenue: decimal("营业收入", { en: "Revenue", unit: "万元", per: "staff" }),
				area: decimal("场地面积", { en: "Area", unit: "㎡" }),
				score: decimal("得分", { en: "Score" }),
				times: integer("次数", { en: "Times", unit: "次" }),
				paid: decimal("已拨付", { en: "Paid", unit: "万元", cumulative: true }),
			},
		}),
	],
});

interface Around {
	readonly before?: EarlierReport;
	readonly elsewhere?: readonly MiddleElsewhere[];
	readonly said?: SaidUnits;
}

function hintsOf(rows: Rows, { before, elsewhere = [], said }: Around = {}) {
	const log = new FindingLog();
	giveHints(form, [stateOf(sheetOf(form, rows, said), log)], before ?? null, elsewhere);
	return log.findings().map(({ code: found, severity, cell, expected, params }) => ({ told: `${severity} ${found} ${cell}`, expected, ...params }));
}

const told = (...args: Parameters<typeof hintsOf>) => hintsOf(...args).map((each) => each.told);
const column = (field: string, numbers: readonly (number | null)[]): Rows => numbers.map((number) => ({ [field]: number }));
const earlier = (field: string, numbers: readonly (number | null)[]) => reportedBefore(form, column(field, numbers));
const middles = (field: string, ...all: number[]): MiddleElsewhere[] =>
	all.map((middle, at) => ({ unit: `44170${at}-00`, period: "2018H2", table: "", field, middle }));

describe("the unit of a column whose unit stands nowhere", () => {
	test.each([
		[10_000, "元", 10_000],
		[10, "千元", 10],
		[1 / 10_000, "亿元", "1/10000"],
		[1000, null, 1000],
	])("is asked for where its amounts are %d times those of the report before", (factor, unit, times) => {
		expect(hintsOf(column("revenue", [12 * factor, 30 * factor, 61 * factor]), { before: earlier("revenue", [10, 30, 60]) })).toEqual([
			{
				told: "soft amount.unit-scale C4",
				expected: unit,
				times,
				than: "before",
				period: "2018H2",
				beside: 30,
				now: 30 * factor < 0.01 ? 0.003 : 30 * factor,
			},
		]);
	});

	test.each([1, 1.9, 0.4, 4, 50, 300, 200_000])("is left alone where they are %d times as large", (factor) => {
		expect(told(column("revenue", [11 * factor, 30 * factor, 61 * factor]), { before: earlier("revenue", [10, 30, 60]) })).toEqual([]);
	});

	test("is asked for by a single row where it is a thousand times as large, not where it is ten times", () => {
		expect(told(column("revenue", [120_000]), { before: earlier("revenue", [12]) })).toEqual(["soft amount.unit-scale C4"]);
		expect(told(column("revenue", [120, 300]), { before: earlier("revenue", [12, 30]) })).toEqual([]);
	});

	test("is left alone where the rows have moved in every way, and only the middle one by a slip", () => {
		expect(told(column("revenue", [40_000, 300_000, 1_900_000]), { before: earlier("revenue", [10, 30, 60]) })).toEqual([]);
		expect(told(column("revenue", [40_000, 300_000, 600_000]), { before: earlier("revenue", [10, 30, 60]) })).toEqual(["soft amount.unit-scale C4"]);
	});

	test("is no matter where nothing can be compared", () => {
		expect(told(column("revenue", [100_000]), { before: earlier("revenue", []) })).toEqual([]);
		expect(told(column("revenue", [null, 0]), { before: earlier("revenue", [10, 30]) })).toEqual([]);
	});
});

describe("the unit of a column that states it", () => {
	const wrong = column("revenue", [120_000, 310_000, 590_000, 44_000]);
	const right = earlier("revenue", [10, 30, 60, 4]);

	test.each<[SaidUnits, string, string]>([
		[{ line: "万元" }, "元", "万元"],
		[{ headings: { revenue: "万元" } }, "元", "万元"],
	])("is doubted where the whole column is off alike (%j)", (said, meant, stated) => {
		expect(hintsOf(wrong, { before: right, said })).toMatchObject([{ told: "soft amount.unit-scale C4", expected: meant, times: 10_000, stated }]);
	});

	test("is doubted by the unit that was read: 元 is written, and it is 万元", () => {
		const tooSmall = column("revenue", [0.001, 0.003, 0.006, 0.0004]);
		expect(hintsOf(tooSmall, { before: right, said: { line: "元" } })).toMatchObject([{ expected: "万元", times: "1/10000", stated: "元" }]);
	});

	test("is believed where few rows tell, or not all of them", () => {
		const five = earlier("revenue", [10, 30, 60, 4, 7]);
		expect(told(column("revenue", [120_000, 310_000, 590_000, 4, 7]), { before: five, said: { line: "万元" } })).toEqual([]);
		expect(told(column("revenue", [120_000, 310_000, 590_000, 41_000, 7]), { before: five, said: { line: "万元" } })).toEqual([
			"soft amount.unit-scale C4",
		]);
		expect(told(wrong.slice(0, 2), { before: right, said: { line: "万元" } })).toEqual([]);
		expect(told(column("revenue", [120_000, 310_000, 60, 4]), { before: right, said: { line: "万元" } })).toEqual([]);
	});

	test("of area is ㎡ or 万㎡, and nothing between", () => {
		const areas = earlier("area", [5000, 8000, 12_000]);
		expect(hintsOf(column("area", [0.5, 0.8, 1.3]), { before: areas, said: { headings: { area: "㎡" } } })).toMatchObject([
			{ told: "soft amount.unit-scale D4", expected: "万㎡", times: "1/10000" },
		]);
		expect(told(column("area", [5, 8, 13]), { before: areas })).toEqual([]);
	});
});

describe("the unit of a column without a report before, beside other units'", () => {
	const inYuan = column("revenue", [9_000_000, 12_000_000, 15_000_000, 20_000_000, 41_000_000]);
	const elsewhere = middles("revenue", 900, 1500, 2100);

	test("is asked for where no other unit is nearly as far off", () => {
		expect(hintsOf(inYuan, { elsewhere })).toEqual([
			{ told: "soft amount.unit-scale C4", expected: "元", times: 10_000, than: "others", units: 3, now: 15_000_000, beside: 1500 },
		]);
	});

	test("ten times is told and not asked about: it may be a county of large enterprises", () => {
		const tenfold = column("revenue", [9000, 12_000, 15_000, 20_000, 41_000]);
		expect(hintsOf(tenfold, { elsewhere })).toMatchObject([{ told: "info amount.unit-scale C4", expected: "千元", times: 10 }]);
		expect(told(tenfold, { elsewhere: middles("revenue", 300, 1500, 7000) })).toEqual([]);
	});

	test("is left alone where the others are few, or as far from each other, or the column is short", () => {
		expect(told(inYuan, { elsewhere: elsewhere.slice(0, 2) })).toEqual([]);
		expect(told(inYuan, { elsewhere: middles("revenue", 15, 1500, 150_000) })).toEqual([]);
		expect(told(inYuan.slice(0, 4), { elsewhere })).toEqual([]);
	});

	test("is left alone where the unit has always been so large", () => {
		expect(told(inYuan, { elsewhere, before: earlier("revenue", [9_100_000, 11_000_000, 15_500_000]) })).toEqual([]);
	});

	test("only such columns are asked about elsewhere", () => {
		const rows = inYuan.map((row) => ({ ...row, area: 5, score: 80, staff: 9 }));
		const asked = (known: EarlierReport | null) => columnsToCompare(form, [sheetOf(form, rows)], known).map(({ field }) => field);
		expect(asked(null)).toEqual(["revenue", "area"]);
		expect(asked(earlier("revenue", [1, 2, 3]))).toEqual(["area"]);
		expect(columnsToCompare(form, [sheetOf(form, rows.slice(0, 4))], null)).toEqual([]);
	});
});

describe("one cell in another unit", () => {
	const then = [100, 220, 310, 95, 150, 480];
	const now = (last: number) => column("revenue", [104, 231, 300, 99, 160, last]);

	test.each([
		[4_800_000, "10000", "480"],
		[520_000, "1000", "520"],
		[4900, "10", "490"],
		[0.05, "1/10000", "500"],
	])("%d beside 480 is asked about", (last, times, expected) => {
		expect(hintsOf(now(last), { before: earlier("revenue", then) })).toMatchObject([
			{ told: "soft amount.cell-scale C10", expected, than: "before", period: "2018H2", beside: 480, times: Number(times) || times },
		]);
	});

	test.each([480, 900, 240, 3300, 7200, 48_000, 1_200_000])("%d beside 480 is not", (last) => {
		expect(told(now(last), { before: earlier("revenue", then) })).toEqual([]);
	});

	test("is not asked about where the column moves so anyway, or few rows can be compared", () => {
		const moving = column("revenue", [1000, 22, 3100, 9.5, 150, 480]);
		expect(told(moving, { before: earlier("revenue", then) })).toEqual([]);
		expect(told(now(4_800_000).slice(2), { before: earlier("revenue", then.slice(2)) })).toEqual([]);
	});

	test("does not hide behind a column that has not changed at all", () => {
		expect(told(column("revenue", [...then.slice(0, 5), 4_800_000]), { before: earlier("revenue", then) })).toEqual(["soft amount.cell-scale C10"]);
	});
});

describe("numbers that stick out", () => {
	const even = numbersFrom(7, 30, 0.2);

	test("are told, not asked about: the largest enterprise of a county is no mistake", () => {
		expect(hintsOf(column("revenue", [...even, 90_000]))).toMatchObject([{ told: "info amount.outlier C35", times: expect.any(Number) }]);
		expect(hintsOf(column("revenue", [...even, 11]))).toMatchObject([{ told: "info amount.outlier C35", times: expect.stringMatching(/^1\/\d+$/) }]);
		expect(told(column("revenue", [...even, 20_000]))).toEqual([]);
	});

	test("need a column of a dozen", () => {
		expect(told(column("revenue", [...even.slice(0, 10), 90_000]))).toEqual([]);
		expect(told(column("revenue", [...even.slice(0, 11), 90_000]))).toEqual(["info amount.outlier C16"]);
	});

	test("in a column with a long tail need to be farther out", () => {
		const tailed = numbersFrom(7, 30, 0.8);
		expect(told(column("revenue", [...tailed, 90_000]))).toEqual([]);
	});

	test("are counts of people, but no scores and no times", () => {
		const twelve = Array.from({ length: 12 }, (_, at) => 10 + at);
		expect(told(column("staff", [...twelve, 90_000]))).toEqual(["info amount.outlier B17"]);
		expect(told(column("score", [...twelve, 90_000]))).toEqual([]);
		expect(told(column("times", [...twelve, 90_000]))).toEqual([]);
	});

	test("are three of a column, the farthest, with how many more there are", () => {
		const many = hintsOf(column("revenue", [...even, 90_000, 80_000, 200_000, 70_000, 100_000]));
		expect(many.map((each) => each.told)).toEqual(["info amount.outlier C35", "info amount.outlier C37", "info amount.outlier C39"]);
		expect(many).toMatchObject([{ more: 2 }, { more: 2 }, { more: 2 }]);
	});

	test("are not told again where the report before said so too", () => {
		const rows = column("revenue", [...even, 90_000]);
		expect(told(rows, { before: earlier("revenue", [...even, 80_000]) })).toEqual([]);
		expect(told(rows, { before: earlier("revenue", [...even, 9_000]) })).toEqual(["soft amount.cell-scale C35"]);
	});

	test("by their ratio alone are told by it", () => {
		const rows = even.map((revenue) => ({ revenue, staff: Math.round(revenue / 10) }));
		const [found, ...none] = hintsOf([...rows, { revenue: 3000, staff: 8 }]);
		expect(none).toEqual([]);
		expect(found).toMatchObject({ told: "info amount.outlier C35", per: "从业人员", now: 375, times: 38 });
	});

	test("are asked about where a mixed-up unit explains both the number and its ratio", () => {
		const rows = even.map((revenue) => ({ revenue, staff: Math.round(revenue / 10) }));
		expect(hintsOf([...rows, { revenue: 11_000_000, staff: 110 }])).toMatchObject([
			{ told: "soft amount.cell-scale C35", expected: "1100", times: 10_000, than: "column", per: "从业人员" },
		]);
		// No unit explains two hundred times as much with four people: a thousandth of it would be as odd.
		const people = numbersFrom(9, 30, 0.2, 100);
		const spread = even.map((revenue, at) => ({ revenue, staff: Math.round(people[at] ?? 0) }));
		expect(told([...spread, { revenue: 200_000, staff: 4 }])).toEqual(["info amount.outlier C35"]);
		// A large enterprise with as many people: its revenue per head is like the others'.
		expect(told([...rows, { revenue: 11_000_000, staff: 900_000 }]).filter((each) => each.startsWith("soft"))).toEqual([]);
	});
});

describe("running totals", () => {
	test("never fall", () => {
		const before = earlier("paid", [10, 20, 30.5, 0, null]);
		expect(hintsOf(column("paid", [10, 19.99, 0, 0, 5]), { before })).toEqual([
			{ told: "soft amount.falls G6", expected: "≥ 20", period: "2018H2", beside: 20 },
			{ told: "soft amount.falls G7", expected: "≥ 30.5", period: "2018H2", beside: 30.5 },
		]);
		expect(told(column("paid", [10, 20, 31, 7, null]), { before })).toEqual([]);
		expect(told(column("revenue", [9, 19, 29]), { before: earlier("revenue", [10, 20, 30]) })).toEqual([]);
	});

	test("that are in another unit are asked about as such", () => {
		expect(told(column("paid", [0.001, 0.002, 0.003]), { before: earlier("paid", [10, 20, 30]) })).toEqual(["soft amount.unit-scale G4"]);
	});
});

describe("columns that came or went", () => {
	const numbers = [1, 2, 3, 0, 5, 6];
	const nothing = [null, 0, null, 0, null, null];

	test("are told", () => {
		expect(hintsOf(column("times", nothing), { before: earlier("times", numbers) })).toEqual([
			{ told: "info column.emptied F4", expected: null, period: "2018H2", rows: 5 },
		]);
		expect(hintsOf(column("times", numbers), { before: earlier("times", nothing) })).toMatchObject([{ told: "info column.filled F4", rows: 5 }]);
	});

	test("are not, where a number is left, few had one, or few rows are the same", () => {
		expect(told(column("times", [null, 2, null, null, null, null]), { before: earlier("times", numbers) })).toEqual([]);
		expect(told(column("times", nothing), { before: earlier("times", [1, 2, null, null, null, null]) })).toEqual([]);
		expect(told(column("times", nothing.slice(2)), { before: earlier("times", numbers) })).toEqual([]);
	});
});

describe("in whatever order the rows stand", () => {
	test.each([1, 2, 3])("the same rows are told (%i)", (seed) => {
		const numbers = [...numbersFrom(seed, 60, 0.3), 900_000, 800_000, 0.5, 700_000, 1_200_000];
		const rows = numbers.map((revenue, at) => ({ name: `企业${at}`, revenue, staff: at + 1 }));
		const namesOf = (all: Rows) =>
			hintsOf(all)
				.map(({ told: found, ...more }) => JSON.stringify([all[Number(/\d+$/.exec(found)?.[0]) - 5]?.name, found.replace(/\d+$/, ""), more]))
				.sort();
		expect(namesOf(rows).length).toBeGreaterThan(2);
		expect(namesOf(shuffled(rows, seed))).toEqual(namesOf(rows));
	});
});

describe("good columns with long tails", () => {
	// Reports of a county over and over: revenues spread over a factor of some thousand, those of a year later are a third more or less.
	const reports = Array.from({ length: 140 }, (_, at) => at + 1).map((seed) => {
		const revenues = numbersFrom(seed, 40, 0.65, 800 + 30 * seed);
		const people = numbersFrom(seed + 2000, 40, 0.25, 0.02);
		const growth = numbersFrom(seed + 1000, 40, 0.12, 1);
		const rows = revenues.map((revenue, at) => ({ revenue, staff: Math.ceil(revenue * (people[at] ?? 0.02)) }));
		return { seed, rows, later: rows.map(({ revenue, staff }, at) => ({ revenue: revenue * (growth[at] ?? 1), staff })) };
	});

	test("are asked about at no time, and at their first seldom told of", () => {
		const elsewhere = (seed: number) => middles("revenue", ...[1, 2, 3, 4, 5, 6].map((other) => 800 * (1 + ((seed * other) % 7))));
		const found = reports.flatMap(({ seed, rows }) => told(rows, { elsewhere: elsewhere(seed) }));
		expect(found.filter((each) => !each.startsWith("info"))).toEqual([]);
		// Of 280 columns with 11,200 numbers.
		expect(found.length).toBeLessThan(35);
	});

	test("are told of no more when they come again", () => {
		expect(reports.flatMap(({ rows, later }) => told(later, { before: reportedBefore(form, rows) }))).toEqual([]);
	});
});

test("a hundred thousand rows are looked at, and three of them named", () => {
	const numbers = numbersFrom(3, 100_000, 0.3);
	const found = hintsOf(numbers.map((revenue, at) => ({ revenue: at % 1000 === 999 ? revenue * 1e7 : revenue, staff: null })));
	expect(found).toHaveLength(3);
	expect(found[0]).toMatchObject({ more: 97 });
});

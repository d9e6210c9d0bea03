import { describe, expect, test } from "vitest";
import { peekContext } from "../../src/database/context-reader.ts";
import type { ElsewhereQuestion } from "../../src/model/known.ts";
import { period } from "../../src/model/period.ts";
import { delivery, SAMPLE, type Said, submission, UNITS } from "./sample.ts";
import { temporaryStore } from "./support.ts";

const [CITY, FIRST, SECOND, ZONE] = UNITS;
const QUESTION: ElsewhereQuestion = {
	form: SAMPLE.id,
	unit: FIRST.code,
	period: period("2019H1"),
	columns: [{ table: "S", field: "amount" }],
	least: 1,
};

const amounts = (unit: Said["unit"], numbers: readonly (number | null)[], more: Said = {}): Said => ({
	...(unit ? { unit } : {}),
	rows: numbers.map((amount, at) => ({ code: `C${at}`, name: null, amount })),
	...more,
});

/** What a store answers in which reports came in one after another; the same as a command that only looks. */
async function middles(reports: readonly Said[], question: Partial<ElsewhereQuestion> = {}) {
	const store = await temporaryStore();
	for (const [at, said] of reports.entries()) await store.store(delivery(`${at}.xlsx`, `2019-07-0${at + 1}T01:00:00.000Z`), [submission(said)]);
	const asked = { ...QUESTION, ...question };
	const found = await store.middlesElsewhere(asked);
	expect(await peekContext(store.file, [SAMPLE]).middlesElsewhere(asked)).toEqual(found);
	return found.map(({ unit, period: of, field, middle }) => `${unit} ${of} ${field} ${middle}`).sort();
}

describe("the middle of a column in other units' reports", () => {
	test("is that of the numbers above 0, and the lower one of two", async () => {
		expect(await middles([amounts(CITY, [5, null, 0, 900, 7]), amounts(SECOND, [40, 10, 30, 20])])).toEqual([
			"00 2019H1 amount 7",
			"02 2019H1 amount 20",
		]);
	});

	test("is not asked of the unit's own reports, nor of what does not count", async () => {
		const found = await middles([
			amounts(FIRST, [1, 2, 3]),
			amounts(SECOND, [4], { status: "returned" }),
			amounts(ZONE, [5], { status: "pending" }),
			amounts(CITY, [6]),
			amounts(CITY, [7]),
		]);
		expect(found).toEqual(["00 2019H1 amount 7"]);
	});

	test("is that of each unit's last report of the same kind of period, a year old at most", async () => {
		const found = await middles([
			amounts(CITY, [1], { period: "2018H2" }),
			amounts(CITY, [2], { period: "2018H1" }),
			amounts(CITY, [3], { period: "2019-06" }),
			amounts(CITY, [4], { period: "2019H2" }),
			amounts(SECOND, [5], { period: "2017H2" }),
			amounts(ZONE, [6], { period: "2018H1" }),
		]);
		expect(found).toEqual(["00 2018H2 amount 1", "71 2018H1 amount 6"]);
	});

	test("needs as many numbers as are asked for", async () => {
		const reports = [amounts(CITY, [1, 2, null]), amounts(SECOND, [3, 4, 5])];
		expect(await middles(reports, { least: 3 })).toEqual(["02 2019H1 amount 4"]);
		expect(await middles([], { least: 3 })).toEqual([]);
	});

	test("is found for several columns", async () => {
		const rows = [{ code: "C", name: null, amount: 8, number: 3 }];
		const columns = [...QUESTION.columns, { table: "S", field: "number" }];
		expect(await middles([{ unit: CITY, rows }], { columns })).toEqual(["00 2019H1 amount 8", "00 2019H1 number 3"]);
	});
});

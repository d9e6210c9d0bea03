import fc from "fast-check";
import { expect, test } from "vitest";
import { tableOf } from "../../src/model/form.ts";
import type { NormalisedRow } from "../../src/model/submission.ts";
import type { Store } from "../../src/pipeline/ports.ts";
import { delivery, only, PARAMS, SAMPLE, submission, UNITS, type Values } from "./sample.ts";
import { collected, openHere, temporaryStore } from "./support.ts";

const BLANK: Values = Object.fromEntries(tableOf(SAMPLE, "A").fields.map(({ name }) => [name, null]));
const row = (values: Values): Values => ({ ...BLANK, ...values });

/** A row of a report as it stands there. */
interface Placed {
	readonly sheet: string;
	readonly row: number;
	readonly values: Values;
}

/** What one office sends: sheets in the order in which they stand in the file, rows as they come. */
interface Sent {
	readonly unit: (typeof UNITS)[number];
	readonly period: string;
	readonly batch: string;
	readonly receivedAt: string;
	readonly sheets: readonly string[];
	readonly rows: readonly Placed[];
}

interface Kept extends Sent {
	readonly id: number;
}

let files = 0;

async function keep(store: Store, table: string, sent: Sent): Promise<Kept> {
	const { unit, period, batch, sheets, rows } = sent;
	const plain = submission({ unit, period, batch, table, rows: rows.map(({ values }) => values) });
	const [block] = plain.recognised.blocks;
	if (!block) throw new Error("a submission has a block");
	const placed = plain.rows.map((each, at): NormalisedRow => ({ ...each, sheet: rows[at]?.sheet ?? "", row: rows[at]?.row ?? 0 }));
	const blocks = sheets.map((sheet) => ({ ...block, sheet }));
	const given = { ...plain, recognised: { ...plain.recognised, blocks }, rows: placed };
	const [stored] = await store.store(delivery(`sheet file ${files++}`, sent.receivedAt), [given]);
	if (!stored) throw new Error("nothing stored");
	return { ...sent, id: stored.id };
}

/** The rows that count, in plain code: of a key the last one of the latest report, in the order of units, periods, batches, submissions, sheets and rows. */
function plainRows(table: string, kept: readonly Kept[]) {
	const units = [...new Set(kept.map(({ unit }) => unit))];
	const all = kept.flatMap((from) => from.rows.map((placed, at) => ({ from, placed, at })));
	const age = ({ from, at }: (typeof all)[number]) =>
		[from.period, from.receivedAt, String(from.id).padStart(9, "0"), String(at).padStart(4, "0")].join(" ");
	const latest = new Map<string, (typeof all)[number]>();
	const counting = all.filter((each) => {
		const { code, name } = each.placed.values;
		if (table === "S" || (code === null && name === null)) return true;
		const key = JSON.stringify([each.from.unit.code, code, name]);
		const known = latest.get(key);
		if (!known || age(known) < age(each)) latest.set(key, each);
		return false;
	});
	const place = ({ from, placed }: (typeof all)[number]) => [
		String(units.indexOf(from.unit)),
		from.period,
		from.batch,
		String(from.id).padStart(9, "0"),
		String(from.sheets.indexOf(placed.sheet)),
		String(placed.row).padStart(6, "0"),
	];
	const before = (a: readonly string[], b: readonly string[]): number => {
		const at = a.findIndex((part, index) => part !== b[index]);
		return at < 0 ? 0 : (a[at] ?? "") < (b[at] ?? "") ? -1 : 1;
	};
	return [...counting, ...latest.values()].sort((a, b) => before(place(a), place(b)));
}

const values = fc
	.record({
		code: fc.option(fc.constantFrom("A1", "A2", "A3"), { nil: null, freq: 5 }),
		name: fc.option(fc.constantFrom("甲厂", "乙厂"), { nil: null, freq: 5 }),
		topics: fc.option(fc.subarray(['"', "a,b", "长 \n 名"]), { nil: null }),
		number: fc.option(fc.integer({ min: -5, max: 9_999_999 }), { nil: null }),
		amount: fc.option(
			fc.integer({ min: -500, max: 9_007_199_254 }).map((cents) => cents / 100),
			{ nil: null },
		),
		done: fc.option(fc.boolean(), { nil: null }),
	})
	.map(row);
const sent: fc.Arbitrary<Sent> = fc
	.record({
		unit: fc.constantFrom(...UNITS),
		period: fc.constantFrom("2019-01", "2019-02"),
		batch: fc.constantFrom("", "第一批", "第二批"),
		receivedAt: fc.constantFrom("2019-04-01T00:00:00.000Z", "2019-04-02T00:00:00.000Z"),
		sheets: fc.shuffledSubarray(["表1", "表2", "附表"], { minLength: 1 }),
		rows: fc.uniqueArray(fc.tuple(fc.nat(2), fc.integer({ min: 5, max: 12 }), values), {
			maxLength: 8,
			selector: ([sheet, number]) => `${sheet} ${number}`,
		}),
	})
	.map(({ rows, sheets, ...head }) => ({
		...head,
		sheets,
		// As they are read: sheet after sheet, from the top down.
		rows: rows
			.map(([sheet, number, each]) => ({ sheet: sheets[sheet % sheets.length] ?? "", row: number, values: each }))
			.filter((each, at, all) => all.findIndex((other) => other.sheet === each.sheet && other.row === each.row) === at)
			.sort((a, b) => sheets.indexOf(a.sheet) - sheets.indexOf(b.sheet) || a.row - b.row),
	}));

test("the rows that count come in order, in batches, of several periods, batches, versions and sheets alike", { timeout: 300_000 }, async () => {
	const store = await temporaryStore();
	await fc.assert(
		fc.asyncProperty(fc.constantFrom("S", "A"), fc.array(sent, { maxLength: 6 }), fc.nat(12), fc.nat(12), async (table, offices, from, more) => {
			const kept: Kept[] = [];
			for (const office of offices) kept.push(await keep(store, table, office));
			const rows = await store.rows(SAMPLE, table, only(...kept.map(({ id }) => id)));
			const expected = plainRows(table, kept);
			const told = await collected(rows);
			const { fields } = tableOf(SAMPLE, table);
			expect(told.map(({ submission: { id }, sheet, row: number, values: list }) => ({ id, sheet, number, list }))).toEqual(
				expected.map(({ from: { id }, placed }) => ({
					...{ id, sheet: placed.sheet, number: placed.row },
					list: fields.map(({ name }) => placed.values[name]),
				})),
			);
			expect(await collected(rows, from, from + more)).toEqual(told.slice(from, from + more));
			expect(rows.count).toBe(expected.length);
			for (const [unit, [first, after]] of rows.ranges) {
				expect(expected.flatMap((each, at) => (each.from.unit.code === unit ? [at] : []))).toEqual(
					Array.from({ length: after - first }, (_, at) => first + at),
				);
			}
			expectNumbers(
				rows.numbers.amount,
				expected.map(({ placed }) => placed.values.amount),
			);
			expectNumbers(
				rows.numbers.number,
				expected.map(({ placed }) => placed.values.number),
			);
		}),
		{ numRuns: 80 },
	);
});

/** The sum to the last cent, worked out in whole ones. */
function expectNumbers(found: unknown, column: readonly unknown[]): void {
	const numbers = column.filter((value) => typeof value === "number");
	const cents = numbers.reduce((sum, value) => sum + BigInt(Math.round(value * 100)), 0n);
	expect(found).toEqual(
		numbers.length === 0
			? { values: 0, sum: null, least: null, greatest: null }
			: { values: numbers.length, sum: Number(cents) / 100, least: Math.min(...numbers), greatest: Math.max(...numbers) },
	);
}

test("sums are exact where adding up binary fractions is not, in whatever order, and large numbers lose no digit", async () => {
	const store = await temporaryStore();
	const amounts = [...Array.from({ length: 2_500 }, (_, at) => 0.1 + (at % 7) / 100), 70_000_000_000.07, 12_345_678_901.23];
	const [one] = await store.store(delivery("sums"), [submission({ rows: amounts.map((amount, at) => ({ code: String(at), amount })) })]);
	const rows = await store.rows(SAMPLE, "S", only(one?.id ?? 0));
	expectNumbers(rows.numbers.amount, amounts);
	expect((await collected(rows)).map(({ values: list }) => list[tableOf(SAMPLE, "S").fields.findIndex(({ name }) => name === "amount")])).toEqual(
		amounts,
	);
});

test("no submission has no rows", async () => {
	const store = await openHere(":memory:");
	const rows = await store.rows(SAMPLE, "S", only());
	expect(rows).toMatchObject({ count: 0, numbers: { amount: { values: 0, sum: null, least: null, greatest: null } } });
	expect([rows.ranges.size, await collected(rows)]).toEqual([0, []]);
	expect((await rows.countedBy(["sample.done"], PARAMS, UNITS)).get("sample.done")?.city.rows).toBe(0);
});

test("single columns of a submission are asked for without its rows", async () => {
	const store = await temporaryStore();
	const texts = ["张某甲", "张某甲", null, "李某乙"];
	const [one, other] = await store.store(delivery("texts"), [
		submission({ rows: texts.map((alias, at) => ({ code: `${at}`, alias })) }),
		submission({ unit: UNITS[2], rows: [{ code: "9", alias: "王某丙" }] }),
	]);
	const [id, next] = [one?.id ?? 0, other?.id ?? 0];
	expect((await store.textsIn(SAMPLE, "S", id, "alias")).sort()).toEqual(["张某甲", "李某乙"].sort());
	expect(await store.textsIn(SAMPLE, "S", next, "alias")).toEqual(["王某丙"]);
	const at = (rows: readonly number[], sheet = "表1") =>
		store.textsAt(
			SAMPLE,
			"S",
			id,
			"alias",
			rows.map((each) => ({ sheet, row: each })),
		);
	expect(await at([8, 5, 7])).toEqual([
		{ sheet: "表1", row: 5, text: "张某甲" },
		{ sheet: "表1", row: 8, text: "李某乙" },
	]);
	expect(await at([8], "表2")).toEqual([]);
});

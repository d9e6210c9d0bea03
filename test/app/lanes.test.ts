import { describe, expect, test } from "vitest";
import { inLanes, type Lanes } from "../../src/app/lanes.ts";

interface Piece {
	readonly lane: string | null;
	readonly n: number;
	readonly size?: number;
}

const LANES: Lanes<Piece> = { laneOf: ({ lane }) => lane, atOnce: () => 3, ahead: 10, sizeOf: ({ size = 1 }) => size, aheadBytes: 100 };

async function* given(pieces: readonly Piece[], onNext: () => void = () => undefined) {
	for (const piece of pieces) {
		onNext();
		yield piece;
	}
}

const pieces = (lanes: string) => [...lanes].map((lane, n): Piece => ({ lane: lane === "-" ? null : lane, n }));

/** Works on pieces, some turns each, and gives what began and ended in its order: +0 +1 -0 … */
async function log(work: readonly Piece[], lanes: Partial<Lanes<Piece>> = {}, turns = (n: number) => (n * 7) % 5): Promise<string[]> {
	const events: string[] = [];
	await inLanes(given(work), { ...LANES, ...lanes }, async ({ n }) => {
		events.push(`+${n}`);
		for (let turn = 0; turn <= turns(n); turn++) await new Promise((resolve) => setImmediate(resolve));
		events.push(`-${n}`);
	});
	return events;
}

describe("files in lanes", () => {
	test("every file is worked on once, and those of one lane one after another in their order", async () => {
		const work = pieces("abcabcaabbccab");
		const events = await log(work);
		expect(events.filter((event) => event.startsWith("-")).length).toBe(work.length);
		for (const lane of "abc") {
			const own = work.filter((piece) => piece.lane === lane).flatMap(({ n }) => [`+${n}`, `-${n}`]);
			expect(events.filter((event) => own.includes(event))).toEqual(own);
		}
	});

	test("lanes are worked on side by side, and no more at once than asked for", async () => {
		const events = await log(pieces("abcdefgh"));
		let [running, most] = [0, 0];
		for (const event of events) {
			running += event.startsWith("+") ? 1 : -1;
			most = Math.max(most, running);
		}
		expect(most).toBe(3);
	});

	test("a file of no lane is worked on alone, after all before it and before all after it", async () => {
		const events = await log(pieces("ab-ab--c"));
		for (const n of [2, 5, 6]) {
			const at = events.indexOf(`+${n}`);
			expect(events[at + 1]).toBe(`-${n}`);
			const before = events.slice(0, at).map((event) => Number(event.slice(1)));
			expect(before.every((other) => other < n)).toBe(true);
			expect(before.length).toBe(2 * n);
		}
	});

	test("only so many files, and of so many bytes, are asked for before their turn", async () => {
		let asked = 0;
		let mostAhead = 0;
		let done = 0;
		const work = Array.from({ length: 20 }, (_, n): Piece => ({ lane: "a", n, size: 40 }));
		const source = given(work, () => {
			asked += 1;
		});
		await inLanes(source, LANES, async () => {
			for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
			mostAhead = Math.max(mostAhead, asked - done);
			done += 1;
		});
		expect(done).toBe(20);
		// One in work, three of 40 bytes each waiting for it.
		expect(mostAhead).toBe(4);
	});

	test("after a fault nothing more begins, what was begun ends, and the source is closed", async () => {
		let closed = false;
		const ended: number[] = [];
		async function* source() {
			try {
				yield* pieces("abcdef");
			} finally {
				closed = true;
			}
		}
		const run = inLanes(source(), { ...LANES, atOnce: () => 2 }, async ({ n }) => {
			await new Promise((resolve) => setImmediate(resolve));
			if (n === 1) throw new Error("full");
			await new Promise((resolve) => setImmediate(resolve));
			ended.push(n);
		});
		await expect(run).rejects.toThrow("full");
		expect(closed).toBe(true);
		expect(ended).toEqual([0]);
	});

	test("a fault of the source is thrown when what was begun has ended", async () => {
		const ended: number[] = [];
		async function* source() {
			yield* pieces("ab");
			throw new Error("gone");
		}
		await expect(inLanes(source(), LANES, async ({ n }) => void ended.push(n))).rejects.toThrow("gone");
	});
});

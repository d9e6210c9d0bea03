import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countsByStanding, type Finding } from "../../src/model/finding.ts";
import type { Severity } from "../../src/model/rule.ts";
import { FindingLog, KEPT_FINDINGS } from "../../src/stages/finding-log.ts";

interface Batch {
	readonly code: string;
	readonly severity: Severity;
	readonly count: number;
}

const finding = ({ code, severity }: Omit<Batch, "count">, row: number): Finding => ({
	...{ code, severity, sheet: "表", cell: `C${row}`, field: "uscc", header: "代码", value: null, expected: null },
});

/** A log that was told some batches, one after the other or row by row in turn; how many findings were made for it. */
function told(batches: readonly Batch[], inTurn = false) {
	const log = new FindingLog();
	let made = 0;
	const tell = (batch: Batch, row: number) =>
		log.note({ code: batch.code, severity: batch.severity, table: "", field: "uscc" }, () => {
			made++;
			return finding(batch, row);
		});
	if (inTurn) {
		const longest = Math.max(0, ...batches.map(({ count }) => count));
		for (let row = 1; row <= longest; row++) for (const batch of batches) if (row <= batch.count) tell(batch, row);
	} else for (const batch of batches) for (let row = 1; row <= batch.count; row++) tell(batch, row);
	return { log, made: () => made };
}

/** Kept per kind, and counted per kind. */
function summary(log: FindingLog): Record<string, [kept: number, rest: number]> {
	const found: Record<string, [number, number]> = {};
	const of = (code: string) => (found[code] ??= [0, 0]);
	for (const { code } of log.findings()) of(code)[0]++;
	for (const { code, count } of log.groups()) of(code)[1] += count;
	return found;
}

describe("a log of findings", () => {
	test("keeps all of a thousand, in the order of telling, and counts nothing", () => {
		const { log } = told([
			{ code: "a", severity: "info", count: 500 },
			{ code: "b", severity: "hard", count: 500 },
		]);
		expect(log.findings()).toHaveLength(KEPT_FINDINGS);
		expect(log.findings().slice(499, 501)).toMatchObject([
			{ code: "a", cell: "C500" },
			{ code: "b", cell: "C1" },
		]);
		expect(log.groups()).toEqual([]);
	});

	test("of a hundred thousand of one kind the first thousand are kept, the next twenty named, and few others made", () => {
		const { log, made } = told([{ code: "01-H1", severity: "hard", count: 100_000 }]);
		expect(log.findings().map(({ cell }) => cell)).toEqual(Array.from({ length: 1000 }, (_, at) => `C${at + 1}`));
		const cells = Array.from({ length: 20 }, (_, at) => `表!C${at + 1001}`);
		expect(log.groups()).toEqual([{ code: "01-H1", severity: "hard", table: "", field: "uscc", header: "代码", count: 99_000, cells }]);
		expect(made()).toBe(1020);
	});

	test.each([true, false])("five of one rule are not crowded out by a hundred thousand of another (in turn: %s)", (inTurn) => {
		const { log } = told(
			[
				{ code: "soft-many", severity: "soft", count: 100_000 },
				{ code: "info-few", severity: "info", count: 5 },
				{ code: "hard-many", severity: "hard", count: 100_000 },
				{ code: "info-many", severity: "info", count: 3000 },
				{ code: "hard-few", severity: "hard", count: 30 },
			],
			inTurn,
		);
		// Twenty of each kind; the rest goes to the hard ones.
		expect(summary(log)).toEqual({
			"soft-many": [20, 99_980],
			"info-few": [5, 0],
			"hard-many": [925, 99_075],
			"info-many": [20, 2980],
			"hard-few": [30, 0],
		});
	});

	test("what hard findings leave goes to soft ones, evenly", () => {
		const { log } = told([
			{ code: "s1", severity: "soft", count: 5000 },
			{ code: "s2", severity: "soft", count: 5000 },
			{ code: "h", severity: "hard", count: 100 },
			{ code: "i", severity: "info", count: 5000 },
		]);
		expect(summary(log)).toEqual({ s1: [440, 4560], s2: [440, 4560], h: [100, 0], i: [20, 4980] });
	});

	test("of more kinds than can be kept, hard ones are kept first", () => {
		const kinds = Array.from({ length: 1500 }, (_, at) => ({ code: `c${at}`, severity: at < 600 ? ("info" as const) : ("hard" as const), count: 2 }));
		const { log } = told(kinds);
		expect(log.findings()).toHaveLength(KEPT_FINDINGS);
		expect(countsByStanding({ findings: log.findings(), groups: [] })).toMatchObject({ hard: 900, info: 100 });
	});

	test("a log that takes over another tells the same as one that was told everything", () => {
		const batches: Batch[] = [
			{ code: "a", severity: "hard", count: 2500 },
			{ code: "b", severity: "soft", count: 40 },
		];
		const whole = told([...batches, ...batches]).log;
		const [first, second] = [told(batches).log, told(batches).log];
		const together = new FindingLog();
		together.absorb(first);
		together.absorb(second);
		expect(summary(together)).toEqual(summary(whole));
		expect(together.findings()).toEqual(whole.findings());
		expect(together.groups()).toEqual(whole.groups());
	});

	test("says which severities were told, whether kept or not", () => {
		const { log } = told([{ code: "a", severity: "soft", count: 1 }]);
		expect([log.has("hard"), log.has("soft"), log.has("info")]).toEqual([false, true, false]);
	});

	test("whatever is told: a thousand at most are kept, nothing is lost from the count, and the first of each kind are those that are kept", () => {
		const batch = fc.record({
			code: fc.constantFrom("a", "b", "c", "d", "e"),
			severity: fc.constantFrom<Severity>("hard", "soft", "info"),
			count: fc.integer({ min: 0, max: 3000 }),
		});
		fc.assert(
			fc.property(fc.array(batch, { maxLength: 6 }), fc.boolean(), (batches, inTurn) => {
				const { log } = told(batches, inTurn);
				const [findings, groups] = [log.findings(), log.groups()];
				const expected = { hard: 0, soft: 0, info: 0 };
				for (const { severity, count } of batches) expected[severity] += count;
				expect(countsByStanding({ findings, groups })).toMatchObject(expected);
				const all = expected.hard + expected.soft + expected.info;
				expect(findings.length).toBeLessThanOrEqual(KEPT_FINDINGS);
				expect(findings.length).toBeGreaterThanOrEqual(Math.min(all, KEPT_FINDINGS - 20));
				for (const { code, severity, count, cells } of groups) {
					const kept = findings.filter((f) => f.code === code && f.severity === severity);
					expect(kept.length).toBeGreaterThanOrEqual(20);
					expect(cells).toHaveLength(Math.min(20, count));
				}
			}),
			{ numRuns: 40 },
		);
	});
});

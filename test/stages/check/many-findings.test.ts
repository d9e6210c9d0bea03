import { describe, expect, test } from "vitest";
import { countsByStanding } from "../../../src/model/finding.ts";
import { type Known, NOTHING_KNOWN } from "../../../src/model/known.ts";
import type { Block, BodyRow } from "../../../src/model/submission.ts";
import { YANGJIANG_UNITS } from "../../../src/reference/units.ts";
import { check } from "../../../src/stages/check.ts";
import { usccCheckCharacter } from "../../../src/stages/normalise/uscc.ts";
import { normalise } from "../../../src/stages/normalise.ts";
import { blockOf, cell, submissionOf, type Written } from "../normalise/blocks.ts";
import { goodRow, sampleForm, tableA } from "../normalise/sample-form.ts";

/** Of what follows from the first case, fewer show the same. */
const ROWS = 100_000;
const FEWER = 5_000;
const empty = blockOf(tableA, []);
const places = new Map(empty.columns.map(({ field, column }) => [field, column]));

/** Many rows whose cells are made when asked for, as a sheet's are. */
function many(written: (n: number) => Readonly<Record<string, Written>>, count = FEWER): Block {
	const rows = Array.from(
		{ length: count },
		(_, at): BodyRow => ({
			...{ number: at + 4, role: "data", hidden: false, masters: {} },
			get cells() {
				const all = { ...goodRow, uscc: code(at), ...written(at) };
				return Object.fromEntries(Object.entries(all).map(([field, value]) => [field, { ...cell(value), column: places.get(field) ?? 0 }]));
			},
		}),
	);
	return { ...empty, rows: [...empty.rows, ...rows] };
}

function code(n: number): string {
	const head = `91441704XX${String(n).padStart(7, "0")}`;
	return head + usccCheckCharacter(head);
}

function judge(block: Block, known: Known = NOTHING_KNOWN) {
	const submission = submissionOf(sampleForm, [block], "441704-00");
	return check(
		submission,
		normalise(submission, { forms: [sampleForm], units: YANGJIANG_UNITS }),
		{ cutoff: "2019-06-27", today: "2019-06-28", units: YANGJIANG_UNITS },
		known,
	);
}

describe("a hundred thousand rows that are all wrong", () => {
	test("every row is rejected; the first findings of each kind are kept, the rest is counted", () => {
		// Each row breaks a rule and has a cell that cannot be read; a few are in another county besides.
		const checked = judge(many((n) => ({ rd_exp: 3001, employees: "近百", ...(n % 20_000 === 19_999 ? { region: "阳西县" } : {}) }), ROWS));
		expect(checked).toMatchObject({ status: "returned", ledger: { loaded: 0, rejected: ROWS } });
		expect(checked.rows).toEqual([]);
		expect(checked.findings).toHaveLength(1000);
		expect(checked.findings.filter(({ code }) => code === "region.other-county").map(({ cell }) => cell)).toEqual([
			...["D20003", "D40003", "D60003", "D80003", "D100003"],
		]);
		expect(checked.groups.map(({ code, field }) => `${code} ${field}`)).toEqual(["number.vague employees", "99-H1 rd_exp"]);
		expect(countsByStanding(checked)).toMatchObject({ hard: 2 * ROWS + 5, soft: 0, info: 0 });
		for (const { cells } of checked.groups) expect(cells).toHaveLength(20);
	});

	test("rows of one key that contradict each other", () => {
		const checked = judge(many((n) => ({ uscc: code(1), revenue: 3000 + n })));
		expect(checked).toMatchObject({ status: "returned", ledger: { loaded: 0, rejected: FEWER } });
		expect(checked.findings).toHaveLength(1000);
		expect(checked.groups).toMatchObject([{ code: "row.conflict", severity: "hard", table: "A", field: "uscc", count: FEWER - 1000 }]);
	});

	test("what asks only for explanations leaves the report pending, however much of it there is", () => {
		const checked = judge(many(() => ({ ratio: 0.5 })));
		expect(checked).toMatchObject({ status: "pending", ledger: { loaded: FEWER, rejected: 0 } });
		expect(checked.groups).toMatchObject([{ code: "percent.ambiguous", severity: "soft", count: FEWER - 1000 }]);
	});

	test("what is decided about every finding of a kind settles those that are only counted too; what is decided about one row does not", () => {
		const block = many(() => ({ ratio: 0.5 }));
		const slot = { form: sampleForm.id, unit: "441704-00", period: "2019H1", batch: "" };
		const explained = { ...slot, code: "percent.ambiguous", table: "A", field: "ratio", key: null, value: null, text: "是小数，下同" };
		const explanation = { ...explained, by: "unit:441704-00", at: "2019-06-28T01:00:00.000Z", source: "command" as const };
		const deciding = (explanations: Known["decisions"]["explanations"]): Known => ({
			...NOTHING_KNOWN,
			decisions: { waivers: [], explanations, before: [] },
		});
		const general = judge(block, deciding([explanation]));
		expect(general).toMatchObject({ status: "accepted", groups: [{ count: FEWER - 1000, settled: { kind: "explained", text: "是小数，下同" } }] });
		const ofOne = judge(block, deciding([{ ...explanation, key: code(0) }]));
		expect(ofOne.status).toBe("pending");
		expect(ofOne.findings.filter(({ settled }) => settled)).toHaveLength(1);
		expect(ofOne.groups[0]?.settled).toBeUndefined();
	});

	test("a waiver for one row lets that row pass", () => {
		const waiver = { id: 1, rule: "99-H1", unit: null, key: code(3_000), reason: "核实无误", by: "陈某某", at: "2019-06-28T01:00:00.000Z" };
		const inForce = { ...waiver, until: "2019-12-31", endedBy: null, endedAt: null };
		const known = { ...NOTHING_KNOWN, decisions: { waivers: [inForce], explanations: [], before: [] } };
		const { ledger } = judge(
			many(() => ({ rd_exp: 3001 })),
			known,
		);
		expect(ledger).toMatchObject({ loaded: 1, rejected: FEWER - 1 });
	});
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Value } from "../../../src/model/rule.ts";
import { type Comparison, cellOf, isSame } from "../../../src/model/version.ts";
import { compareVersions } from "../../../src/stages/compare-versions.ts";
import { applications, enterprise, finding, roster, rowOf, type Said, versionOf } from "./versions.ts";

const three = [1, 2, 3].map(enterprise);
const compared = (before: readonly Said[], after: readonly Said[], form = roster) => compareVersions(versionOf(form, before), versionOf(form, after));

/** Changes as people would list them. */
function listed({ changed, added, removed }: Comparison) {
	return {
		changed: changed.map(({ before, after, corrected, fields }) => [
			before.key,
			corrected ? `→ ${after.key}` : "",
			...fields.map((field) => `${cellOf(before, field)}→${cellOf(after, field)} ${before.values[field]}→${after.values[field]}`),
		]),
		added: added.map(({ row }) => row.key),
		removed: removed.map(({ row }) => row.key),
	};
}

describe("rows", () => {
	test("that say the same in another order are no change", () => {
		const comparison = compared(three, three.toReversed());
		expect(isSame(comparison)).toBe(true);
		expect(comparison.counts.rows).toEqual({ same: 3, added: 0, removed: 0, changed: 0, corrected: 0 });
	});

	test("are told cell by cell where they differ, with both places", () => {
		const [first, second, third] = three as [Said, Said, Said];
		const comparison = compared(three, [third, { ...second, revenue: 99, staff: null }, first]);
		expect(listed(comparison).changed).toEqual([[second.uscc, "", `E5→E5 ${second.revenue}→99`, `G5→G5 ${second.staff}→null`]]);
		expect(comparison.counts).toMatchObject({ cells: 2, otherCells: 2, rows: { same: 2, changed: 1, corrected: 0 } });
	});

	test("whose name is written with other brackets and spaces say the same", () => {
		expect(isSame(compared([{ uscc: "1", name: "阳江（示例）公司" }], [{ uscc: "1", name: "阳江 (示例)公司" }]))).toBe(true);
	});

	test("that came and went are told", () => {
		const [first, second, third] = three as [Said, Said, Said];
		expect(listed(compared([first, second], [second, third]))).toEqual({ changed: [], added: [third.uscc], removed: [first.uscc] });
	});

	test("whose code was corrected are one row, not one gone and one new", () => {
		const [first, ...others] = three as [Said, Said, Said];
		const comparison = compared(three, [...others, { ...first, uscc: "914417009999999999", staff: 1 }]);
		expect(listed(comparison)).toMatchObject({
			added: [],
			removed: [],
			changed: [[first.uscc, "→ 914417009999999999", expect.anything(), expect.stringContaining("→1")]],
		});
		expect(comparison.counts).toMatchObject({ cells: 1, rows: { changed: 1, corrected: 1, same: 2 } });
	});

	test("whose code could not be read are found again by what else they say", () => {
		const [first, ...others] = three as [Said, Said, Said];
		const wrong = rowOf(roster, 9, { ...first, uscc: "9144170000" }, ["uscc"]);
		const before = versionOf(roster, [wrong, ...others]);
		expect(listed(compareVersions(before, versionOf(roster, three))).changed).toEqual([[null, `→ ${first.uscc}`, `A9→A4 9144170000→${first.uscc}`]]);
		expect(compareVersions(before, before).counts.rows.same).toBe(3);
	});

	test("of two enterprises that have common things in common stay two", () => {
		const usual = { field: "新材料", staff: 20 };
		const before = [{ uscc: "914417001111111111", name: "甲公司", ...usual }, ...three];
		const after = [{ uscc: "914417002222222222", name: "乙公司", ...usual }, ...three];
		expect(listed(compared(before, after))).toEqual({ changed: [], added: ["914417002222222222"], removed: ["914417001111111111"] });
	});

	test("that are repeated are paired with those that say the same", () => {
		const twice = [
			{ uscc: "1", name: "甲", staff: 1 },
			{ uscc: "1", name: "甲", staff: 2 },
		];
		expect(isSame(compared(twice, twice.toReversed()))).toBe(true);
		expect(listed(compared(twice, [{ uscc: "1", name: "甲", staff: 2 }]))).toEqual({ changed: [], added: [], removed: ["1"] });
		expect(
			compared(twice, [
				{ uscc: "1", name: "甲", staff: 2 },
				{ uscc: "1", name: "甲", staff: 3 },
			]).counts.rows,
		).toMatchObject({ same: 1, changed: 1 });
	});

	test("without a key are compared by all that they say", () => {
		const unkeyed = [
			{ name: "甲", staff: 1 },
			{ name: "乙", staff: 2 },
		];
		expect(isSame(compared(unkeyed, unkeyed.toReversed()))).toBe(true);
		expect(compared(unkeyed, [{ name: "甲", staff: 1 }]).counts.rows).toMatchObject({ same: 1, removed: 1, added: 0 });
	});

	test("that have got their number since are the same rows", () => {
		const unnumbered = { applicant: "甲公司", item: "高企培育", amount: 5 };
		const comparison = compared(
			[unnumbered, { ...unnumbered, item: "研发补助" }],
			[
				{ ...unnumbered, number: "2019-7" },
				{ ...unnumbered, item: "研发补助" },
			],
			applications,
		);
		expect(comparison.counts).toMatchObject({ cells: 1, rows: { changed: 1, corrected: 0, same: 1, added: 0, removed: 0 } });
		expect(compared([{ ...unnumbered, number: "2019-7" }], [{ ...unnumbered, number: "2019-8", amount: 6 }], applications).counts.rows.changed).toBe(
			0,
		);
	});
});

describe("findings", () => {
	const [first, second, third] = three as [Said, Said, Said];

	test("are put right, still open or new, by the row that they are about", () => {
		const before = versionOf(roster, three, [finding("value.damaged", "B4", { field: "name" }), finding("value.damaged", "B5", { field: "name" })]);
		// The first row is put right; the second stands elsewhere now, and its finding with it; the third has a new one.
		const after = versionOf(
			roster,
			[third, second, first],
			[finding("value.damaged", "B5", { field: "name" }), finding("value.damaged", "B4", { field: "name" })],
		);
		const { findings, counts } = compareVersions(before, after);
		expect(findings.settled.map(({ cell }) => cell)).toEqual(["B4"]);
		expect(findings.again.map(({ cell }) => cell)).toEqual(["B5"]);
		expect(findings.fresh.map(({ cell }) => cell)).toEqual(["B4"]);
		expect(counts.problems).toEqual({ before: 2, settled: 1, explained: 0, again: 1, fresh: 1 });
	});

	test("in a row whose code is still wrong in another way are the same", () => {
		const wrong = (text: string) => [rowOf(roster, 4, { ...first, uscc: text }, ["uscc"])];
		const found = (value: string) => [finding("uscc.check", "A4", { field: "uscc", value })];
		const { counts } = compareVersions(versionOf(roster, wrong("9144"), found("9144")), versionOf(roster, wrong("9155"), found("9155")));
		expect(counts.problems).toMatchObject({ settled: 0, again: 1, fresh: 0 });
	});

	test("about a whole column are known by code and field, in whatever sheet", () => {
		const missing = (field: string, sheet: string) => finding("column.missing", null, { field, sheet });
		const before = versionOf(roster, three, [missing("rd", "Sheet1"), missing("staff", "Sheet1")]);
		const { counts } = compareVersions(before, versionOf(roster, three, [missing("rd", "名录")]));
		expect(counts.problems).toEqual({ before: 2, settled: 1, explained: 0, again: 1, fresh: 0 });
	});

	test("that were explained since are neither put right nor open; information and what was settled before does not count", () => {
		const soft = finding("date.year-assumed", "B4", { field: "name", severity: "soft" });
		const settled = { kind: "explained", text: "已核对原始凭证", by: "unit:441704-00", at: "2019-07-02T01:00:00.000Z" } as const;
		const info = finding("rows.hidden", null, { severity: "info" });
		expect(compareVersions(versionOf(roster, three, [soft, info]), versionOf(roster, three, [{ ...soft, settled }])).counts.problems).toEqual({
			...{ before: 1, settled: 0, explained: 1, again: 0, fresh: 0 },
		});
		expect(compareVersions(versionOf(roster, three, [{ ...soft, settled }]), versionOf(roster, three)).counts.problems.before).toBe(0);
	});

	test("that were only counted are compared by their numbers", () => {
		const group = (count: number) => [{ code: "value.damaged", severity: "hard" as const, table: "", field: "name", header: null, count, cells: [] }];
		const [kept, other] = [finding("value.damaged", "B4", { field: "name" }), finding("date.unreadable", "D5", { field: "field" })];
		const before = versionOf(roster, three, [kept, other], group(99));
		expect(compareVersions(before, versionOf(roster, three, [kept], group(9))).counts.problems).toEqual({
			...{ before: 101, settled: 91, explained: 0, again: 10, fresh: 0 },
		});
		const { counts, findings } = compareVersions(
			versionOf(roster, three, [kept]),
			versionOf(roster, three, [kept, { ...kept, cell: "B5" }], group(3)),
		);
		expect(counts.problems).toMatchObject({ again: 1, fresh: 4 });
		expect(findings.again).toEqual([kept]);
		expect(findings.fresh).toEqual([]);
	});

	test("make the cells that a rule reads no other change", () => {
		const before = versionOf(roster, three, [finding("01-H1", "F4", { field: "rd" })]);
		const after = versionOf(roster, [{ ...first, revenue: 5000, staff: 1 }, second, third]);
		expect(compareVersions(before, after).counts).toMatchObject({ cells: 2, otherCells: 1, problems: { settled: 1 } });
	});
});

type Edit =
	| { readonly kind: "keep" | "remove" | "correct" }
	| { readonly kind: "change"; readonly fields: readonly ("name" | "field" | "revenue" | "rd" | "staff")[] };

const edits: fc.Arbitrary<Edit> = fc.oneof(
	{ weight: 4, arbitrary: fc.constant({ kind: "keep" } as const) },
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant("change" as const),
			fields: fc.uniqueArray(fc.constantFrom("name", "field", "revenue", "rd", "staff"), { minLength: 1 }),
		}),
	},
	{ weight: 1, arbitrary: fc.constantFrom({ kind: "remove" } as const, { kind: "correct" } as const) },
);

test("whatever is edited, the comparison gives just these edits, in whatever order the rows stand", () => {
	const orders = fc.array(fc.integer(), { minLength: 120, maxLength: 120 });
	fc.assert(
		fc.property(fc.array(edits, { maxLength: 60 }), fc.nat(20), orders, orders, (planned, added, orderBefore, orderAfter) => {
			const before = planned.map((_, at) => enterprise(at));
			const after = planned.flatMap((edit, at) => edited(enterprise(at), edit));
			for (let number = 0; number < added; number++) after.push(enterprise(1000 + number));
			const comparison = compared(shuffled(before, orderBefore), shuffled(after, orderAfter));
			const of = (kind: Edit["kind"]) => planned.flatMap((edit, at) => (edit.kind === kind ? [{ edit, at }] : []));
			expect(comparison.removed.map(({ row }) => row.key).sort()).toEqual(
				of("remove")
					.map(({ at }) => enterprise(at).uscc)
					.sort(),
			);
			expect(comparison.added.map(({ row }) => row.values.uscc).sort()).toEqual(
				Array.from({ length: added }, (_, at) => enterprise(1000 + at).uscc).sort(),
			);
			expect(
				comparison.changed
					.filter((each) => each.corrected)
					.map((each) => [each.before.key, each.after.key, each.fields])
					.sort(),
			).toEqual(
				of("correct")
					.map(({ at }) => [enterprise(at).uscc, slipped(enterprise(at).uscc ?? null), ["uscc"]])
					.sort(),
			);
			expect(
				comparison.changed
					.filter((each) => !each.corrected)
					.map((each) => [each.before.key, [...each.fields].sort()])
					.sort(),
			).toEqual(
				of("change")
					.map(({ edit, at }) => [enterprise(at).uscc, edit.kind === "change" ? [...edit.fields].sort() : []])
					.sort(),
			);
		}),
		{ numRuns: 200 },
	);
});

function edited(row: Record<string, Value>, edit: Edit): Said[] {
	if (edit.kind === "remove") return [];
	if (edit.kind === "correct") return [{ ...row, uscc: slipped(row.uscc ?? null) }];
	if (!("fields" in edit)) return [row];
	return [
		{
			...row,
			...Object.fromEntries(edit.fields.map((field) => [field, typeof row[field] === "number" ? Number(row[field]) + 1 : `${row[field]}甲`])),
		},
	];
}

/** The code with its fourth digit wrong, which no other enterprise has. */
function slipped(code: Value): string {
	return String(code).replace(/^914/, "91X");
}

function shuffled<T>(rows: readonly T[], order: readonly number[]): T[] {
	return rows
		.map((row, at) => ({ row, at: order[at] ?? 0 }))
		.sort((a, b) => a.at - b.at)
		.map(({ row }) => row);
}

test("a hundred thousand rows are compared, a tenth of them under other codes", () => {
	const before = Array.from({ length: 100_000 }, (_, at) => enterprise(at));
	const after = before
		.map((row, at) => (at % 10 === 0 ? { ...row, uscc: slipped(row.uscc ?? null) } : at % 10 === 1 ? { ...row, staff: 0 } : row))
		.reverse();
	expect(compared(before, after).counts).toMatchObject({
		cells: 10_000,
		rows: { same: 80_000, changed: 20_000, corrected: 10_000, added: 0, removed: 0 },
	});
});

test("a hundred thousand rows of one key and without a key are compared", () => {
	const alike = (staff: number) => Array.from({ length: 50_000 }, (_, at) => (at % 2 === 0 ? { uscc: "1", staff: at + staff } : { staff: at }));
	expect(compared(alike(0), alike(1)).counts.rows).toMatchObject({ same: 25_000, changed: 25_000 });
	const unlike = Array.from({ length: 50_000 }, () => ({ field: "新材料", staff: 1 }));
	expect(compared(unlike, unlike.slice(1)).counts.rows).toMatchObject({ same: 49_999, removed: 1 });
});

import { expect, test } from "vitest";
import { tableOf } from "../../../src/model/form.ts";
import { cellOf } from "../../../src/model/version.ts";
import { YANGJIANG_UNITS } from "../../../src/reference/units.ts";
import { versionOf } from "../../../src/stages/compare-versions/version-of.ts";
import { compareVersions } from "../../../src/stages/compare-versions.ts";
import { normalise } from "../../../src/stages/normalise.ts";
import { blockOf, type RowSpec, submissionOf } from "../normalise/blocks.ts";
import { roster } from "./versions.ts";

const catalogue = { forms: [roster], units: YANGJIANG_UNITS };

/** A version as it is read from a sheet. */
function read(rows: readonly RowSpec[], extras: Parameters<typeof blockOf>[2] = {}) {
	const submission = submissionOf(roster, [blockOf(tableOf(roster, ""), rows, extras)]);
	return versionOf(roster, normalise(submission, catalogue), { findings: [], groups: [] });
}

const row = (uscc: string, more: RowSpec["cells"] = {}): RowSpec => ({ cells: { uscc, name: `示例${uscc}有限公司`, revenue: 100, ...more } });

test("rows that could not be read are compared by what stands in their cells, with the place of each", () => {
	const before = read([row("A1", { staff: "很多" }), row("A2"), { role: "total", cells: { revenue: 200 } }]);
	const [first] = before.rows.get("") ?? [];
	expect(before.rows.get("")).toHaveLength(2);
	expect(first).toMatchObject({ key: "A1", row: 4, values: { staff: "很多", revenue: 100 } });
	expect([...(first?.unread ?? [])]).toEqual(["staff"]);
	expect(compareVersions(before, before).counts.rows).toMatchObject({ same: 2, changed: 0 });
	const [changed] = compareVersions(before, read([row("A2"), row("A1", { staff: 30 })])).changed;
	expect(changed).toMatchObject({ fields: ["staff"], before: { row: 4 }, after: { row: 5, values: { staff: 30 } } });
});

test("a column that is gone or in another unit: what it says is compared, not where it stands", () => {
	const before = read([row("A1", { rd: 12 }), row("A2")]);
	const inYuan = read([row("A1", { rd: 120_000 }), row("A2")], { units: { rd: "元" } });
	expect(compareVersions(before, inYuan).counts).toMatchObject({ cells: 0, rows: { same: 2 } });
	const without = compareVersions(before, read([row("A1"), row("A2")], { without: ["rd"] }));
	expect(without.changed.map(({ fields, before: own, after }) => [fields, cellOf(own, "rd"), cellOf(after, "rd")])).toEqual([[["rd"], "G4", null]]);
});

test("a value of a merged range stands in the range's first cell", () => {
	const merged = read([
		{ cells: { ...row("A1").cells, field: "新材料" } },
		{ cells: { ...row("A2").cells, field: "新材料" }, merged: { field: "E4" } },
	]);
	const [change] = compareVersions(merged, read([row("A1", { field: "新材料" }), row("A2", { field: "电子信息" })])).changed;
	expect(change && [cellOf(change.before, "field"), cellOf(change.after, "field")]).toEqual(["E4", "E5"]);
});

import { expect, test } from "vitest";
import type { Grid } from "../../../src/model/grid.ts";
import { mappingIn } from "../../../src/stages/fill/mapping.ts";

const HEADER = ["单元格", "填什么", "单位", "口径"];

const cells = (...lines: readonly string[][]) => mappingIn(gridOf(lines)).cells;

test("unit and measure that stand in columns of their own belong to the reference", () => {
	const read = cells(
		HEADER,
		["汇总!C5", "hnte.stock", "江城区", ""],
		["汇总!C6", "hnte.stock", "", "同比"],
		["汇总!C7", "hnte.stock", "江城区", "同比"],
	);
	expect(read.map(({ reference }) => reference)).toEqual(["hnte.stock@江城区", "hnte.stock:同比", "hnte.stock@江城区:同比"]);
	expect(cells(HEADER, ["汇总!C5", "全市{{hnte.stock}}家", "江城区"])[0]?.reference).toBe("全市{{hnte.stock@江城区}}家");
});

test("a reference that is whole by itself stays as it is", () => {
	expect(cells(["汇总!C5", "hnte.stock@江城区"], ["汇总!A2", "截至{{cutoff}}"])).toEqual([
		{ place: "汇总!C5", reference: "hnte.stock@江城区" },
		{ place: "汇总!A2", reference: "截至{{cutoff}}" },
	]);
});

function gridOf(lines: readonly string[][]): Grid {
	const rows = lines.map((line, at) => ({
		number: at + 1,
		cells: line.map((text, column) => ({ column: column + 1, type: "s" as const, value: text, raw: text, format: "general" as const })),
	}));
	return {
		names: new Map(),
		sheets: [{ name: "对应表", hidden: false, date1904: false, merges: [], hiddenColumns: [], rows }],
	};
}

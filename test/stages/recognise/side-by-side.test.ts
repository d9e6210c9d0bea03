import { describe, expect, test } from "vitest";
import { recognised, theOnly } from "../../support/small-catalogue.ts";
import { textGrid, textSheet } from "../../support/text-grid.ts";

const HEAD = "表号：试统10|填报单位：阳春市|报告期：2019年第二季度\n";
const tablesOf = (drawing: string) =>
	theOnly(recognised(textGrid(textSheet("表", drawing)))).blocks.map(({ table, columns, rows }) => ({
		table: table.id,
		columns: columns.map(({ column }) => column),
		rows: rows.filter(({ role }) => role === "data").map(({ number }) => number),
	}));

describe("tables side by side", () => {
	test("part at a blank column, and are two tables of one form", () => {
		const drawing = `${HEAD}企业名称|信用代码|业务编号|放款额||指标代码|指标名称|计量单位|本期数
			甲公司|1|K1|10||101|基金|支|0
			乙公司|2|K2|20||102|机构|家|3
			||||| 103|支行|家|1`.replaceAll("\t", "");
		expect(tablesOf(drawing)).toEqual([
			{ table: "A", columns: [1, 2, 3, 4], rows: [3, 4] },
			{ table: "B", columns: [6, 7, 8, 9], rows: [3, 4, 5] },
		]);
	});

	test("part at a second running number without a blank column", () => {
		const drawing = `${HEAD}序号|企业名称|信用代码|业务编号|放款额|序号|指标代码|指标名称|本期数
			1|甲公司|1|K1|10|1|101|基金|0`.replaceAll("\t", "");
		expect(tablesOf(drawing).map(({ table, columns }) => [table, columns])).toEqual([
			["A", [2, 3, 4, 5]],
			["B", [7, 8, 9]],
		]);
	});

	test("one table set in two columns of a page is one table of all its rows", () => {
		const drawing = `${HEAD}序号|指标代码|指标名称|本期数||序号|指标代码|指标名称|本期数
			1|101|基金|0||3|103|支行|2
			2|102|机构|1||4|104|保险|3`.replaceAll("\t", "");
		expect(tablesOf(drawing).filter(({ table }) => table === "B")).toEqual([
			{ table: "B", columns: [2, 3, 4], rows: [3, 4] },
			{ table: "B", columns: [7, 8, 9], rows: [3, 4] },
		]);
	});

	test("a blank column within a table parts nothing", () => {
		const drawing = `${HEAD}企业名称|信用代码||业务编号|放款额
			甲公司|1||K1|10`.replaceAll("\t", "");
		expect(tablesOf(drawing)).toEqual([{ table: "A", columns: [1, 2, 4, 5], rows: [3] }]);
	});

	test("a table over the whole width above is not torn", () => {
		const drawing = `${HEAD}企业名称|信用代码||业务编号|放款额|备注|经办人
			甲公司|1||K1|10|无|张三
			
			企业名称|信用代码||业务编号|放款额|备注|经办人
			乙公司|2||K2|20|无|李四`.replaceAll("\t", "");
		expect(tablesOf(drawing).flatMap(({ rows }) => rows)).toEqual([3, 6]);
	});
});

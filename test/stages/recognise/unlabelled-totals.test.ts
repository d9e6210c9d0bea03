import { describe, expect, test } from "vitest";
import { recognised, theOnly } from "../../support/small-catalogue.ts";
import { textGrid, textSheet } from "../../support/text-grid.ts";

const HEAD = "表号：试统01|填报单位：阳春市|报告期：2019年上半年\n序号|企业名称|信用代码|县区|营业收入|研发费用\n";
const rolesOf = (body: string) =>
	theOnly(recognised(textGrid(textSheet("表", HEAD + body.replaceAll("\t", "")))))
		.blocks[0]?.rows.filter(({ number }) => number > 2)
		.map(({ role }) => role);

describe("totals without a label", () => {
	test.each([
		["below all", "1|甲|A|阳春|10|1.1\n2|乙|B|阳春|20.2|2.2\n||||30.2|3.3", ["data", "data", "total"]],
		["above all", "||||30.2|3.3\n1|甲|A|阳春|10|1.1\n2|乙|B|阳春|20.2|2.2", ["total", "data", "data"]],
		["of one column alone", "1|甲|A|阳春|10|1.1\n2|乙|B|阳春|20.2|2.2\n|||||3.3", ["data", "data", "total"]],
		[
			"after each group and at the end",
			"1|甲|A|阳春|10|1\n2|乙|B|阳春|20|2\n||||30|3\n3|丙|C|阳春|1|1\n4|丁|D|阳春|2|1\n||||3|2\n||||33|5",
			["data", "data", "total", "data", "data", "total", "total"],
		],
	])("%s are totals", (_, body, roles) => {
		expect(rolesOf(body)).toEqual(roles);
	});

	test.each([
		["numbers that are no sum", "1|甲|A|阳春|10|1\n2|乙|B|阳春|20|2\n||||31|3", ["data", "data", "data"]],
		["where only one of the numbers is a sum", "1|甲|A|阳春|10|1\n2|乙|B|阳春|20|2\n||||30|4", ["data", "data", "data"]],
		["the figures of one row said again", "1|甲|A|阳春|10|1\n||||10|1", ["data", "data"]],
		["a row that names somebody", "1|甲|A|阳春|10|1\n2|乙|B|阳春|20|2\n|丙|||30|3", ["data", "data", "data"]],
	])("%s: a row of data", (_, body, roles) => {
		expect(rolesOf(body)).toEqual(roles);
	});
});

import { expect, test } from "vitest";
import { recognised, theOnly } from "../../support/small-catalogue.ts";
import { textGrid, textSheet } from "../../support/text-grid.ts";

const HEAD = "表号：试统10|填报单位：阳春市|报告期：2019年第二季度\n企业名称|信用代码|业务编号|放款额\n";

test("a table has all its rows, be they more than a call takes arguments", () => {
	const rows = Array.from({ length: 150_000 }, (_, n) => `甲公司|1|K${n}|10`).join("\n");
	const [block] = theOnly(recognised(textGrid(textSheet("表", HEAD + rows)))).blocks;
	expect(block?.rows.filter(({ role }) => role === "data")).toHaveLength(150_000);
});

test("a heading that is merged again and again is one heading", () => {
	const sheet = textSheet("表", `${HEAD}甲公司|1|K1|10`);
	const merges = Array.from({ length: 150_000 }, () => ({ top: 2, left: 1, bottom: 2, right: 1 }));
	const [block] = theOnly(recognised(textGrid({ ...sheet, merges }))).blocks;
	expect(block?.columns.map(({ column }) => column)).toEqual([1, 2, 3, 4]);
});

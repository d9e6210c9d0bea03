import { describe, expect, test } from "vitest";
import { checkedFile } from "../../src/pipeline/check-document.ts";
import { examine } from "../../src/pipeline/examine.ts";
import { recognised, SMALL, theOnly } from "../support/small-catalogue.ts";
import { textGrid, textSheet } from "../support/text-grid.ts";

const HEAD = "江城区2019年上半年高新技术企业名录\n表号：试统01";
const HEADINGS = "企业名称 | 统一社会信用代码 | 县(市、区) | 营业收入 | 研发费用 | 从业人员期末人数 | 厂房朝向 | 看板";
const ROWS = ["甲 | 91441702XXXX00019W | 江城区 | 1200 | 60 | 55 | 东 |", "乙 | 91441702XXXX00027R | 江城区 | 900 | 50 | 40 | | @2019-06-27"];
const grid = (...rows: string[]) => textGrid(textSheet("江城", [HEAD, HEADINGS, ...rows].join("\n")));

const unknown = (...rows: string[]) => theOnly(recognised(grid(...rows))).blocks[0]?.unknownColumns ?? [];

describe("columns that no field claims", () => {
	test("keep their texts row by row, blanks left out, totals among them, notes not", () => {
		const columns = unknown(...ROWS, "合计 | | | 2100 | 110 | 95 | 共两处", "单位负责人：林某某 | | | | | | 填表人：陈某某");
		expect(columns.map(({ header, headerCell, filled, texts }) => ({ header, headerCell, filled, texts: [...texts] }))).toEqual([
			{
				header: "厂房朝向",
				headerCell: "G3",
				filled: 2,
				texts: [
					{ row: 4, text: "东" },
					{ row: 6, text: "共两处" },
				],
			},
			{ header: "看板", headerCell: "H3", filled: 1, texts: [{ row: 5, text: "2019-06-27" }] },
		]);
	});

	test("give their texts as often as they are asked for", () => {
		const [column] = unknown(...ROWS);
		expect([...(column?.texts ?? [])]).toEqual([...(column?.texts ?? [])]);
	});

	test("a long column stands in the document with its count and its first twenty texts", async () => {
		const rows = Array.from({ length: 300 }, (_, at) => `企业${at} | 91441702XXXX00019W | 江城区 | 1200 | 60 | 55 | 朝向${at} |`);
		const context = {
			catalogue: SMALL,
			readGrid: async () => grid(...rows),
			cutoffOf: () => "2019-06-30",
			today: () => "2019-07-01",
			clock: () => new Date("2019-07-01T04:00:00Z"),
		};
		const examination = await examine(new Uint8Array(), { fileName: "a.xlsx", folderUnit: null }, context);
		const file = { name: "a.xlsx", fileName: "a.xlsx", folder: null, sha256: "0".repeat(64) };
		const [submission] = checkedFile(file, examination, { language: "zh-CN", rows: false }).submissions;
		const [column] = submission?.unknownColumns ?? [];
		expect(column).toMatchObject({ sheet: "江城", column: "G", header: "厂房朝向", cell: "G3", filled: 300 });
		expect(column?.values).toHaveLength(20);
		expect(column?.values[19]).toEqual({ row: 23, text: "朝向19" });
	});
});

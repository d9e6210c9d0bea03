import { describe, expect, test } from "vitest";
import { RETURN_TEXTS } from "../../src/messages/return-texts.ts";
import type { Cell, Sheet } from "../../src/model/grid.ts";
import { RETURN_COLUMNS, RETURN_SIGN } from "../../src/model/return-book.ts";
import { isReturnList, readExplanations } from "../../src/stages/read-explanations.ts";

/** A sheet of texts; "" for a cell that is not there. */
function sheetOf(lines: readonly (readonly string[])[], name = "问题清单"): Sheet {
	const cell = (value: string, at: number): Cell => ({ column: at + 1, type: "s", value, raw: value, format: "general" });
	const rows = lines.map((line, at) => ({ number: at + 1, cells: line.map(cell).filter(({ value }) => value !== "") }));
	return { name, hidden: false, date1904: false, merges: [], hiddenColumns: [], rows };
}

const ID = (key: string) => JSON.stringify(["01-S1", "", "revenue", key]);
const HEADINGS = ["序号", "严重程度", "工作表", "单元格", "栏目", "填报内容", "问题", "怎样改", "说明", RETURN_SIGN];
const line = (key: string, value: string, text: string) => ["1", "需要说明", "高企", "C2", "营业收入", value, "低于上期", "请核对", text, ID(key)];

describe("readExplanations", () => {
	test("gives each line by what it is about, with what stood in the cell and was said of it", () => {
		const sheet = sheetOf([["退回件"], HEADINGS, line("甲", "120", "企业改制"), line("乙", "", "")]);
		expect(readExplanations({ sheets: [sheet] })).toEqual([
			{ identity: ID("甲"), text: "企业改制", value: "120", told: "低于上期", sheet: "问题清单", cell: "I3" },
			{ identity: ID("乙"), text: "", value: "", told: "低于上期", sheet: "问题清单", cell: "I4" },
		]);
	});

	test("does not mind sorted or deleted rows, rows and columns put in front, and another name", () => {
		const sheet = sheetOf(
			[["给领导看"], ["退回件"], ["", ...HEADINGS], ["", ...line("乙", "1", "二")], ["", ...line("甲", "2", "一")]],
			"问题清单 (2)",
		);
		expect(readExplanations({ sheets: [sheet] }).map(({ identity, text, cell }) => [identity, text, cell])).toEqual([
			[ID("乙"), "二", "J4"],
			[ID("甲"), "一", "J5"],
		]);
	});

	test("does not mind columns put between ours", () => {
		const widened = (cells: readonly string[]) => [...cells.slice(0, 8), "经办人", ...cells.slice(8)];
		const [told] = readExplanations({ sheets: [sheetOf([widened(HEADINGS), widened(line("甲", "120", "企业改制"))])] });
		expect(told).toMatchObject({ identity: ID("甲"), text: "企业改制", value: "120", told: "低于上期", cell: "J2" });
	});

	test("knows the list by its headings where the hidden column was removed; what is written there is about nothing that can be told", () => {
		for (const language of ["zh-CN", "en"] as const) {
			const headings = RETURN_COLUMNS.map((column) => RETURN_TEXTS[language].headings[column]);
			const sheet = sheetOf([["退回件"], headings, line("甲", "120", "企业改制").slice(0, -1)]);
			expect(isReturnList(sheet.rows)).toBe(true);
			expect(readExplanations({ sheets: [sheet] })).toMatchObject([{ identity: "", text: "企业改制", cell: "I3" }]);
		}
	});

	test("takes no other sheet for the list", () => {
		const other = sheetOf([
			["序号", "问题", "说明"],
			["1", "低于上期", "企业改制"],
		]);
		expect(readExplanations({ sheets: [other] })).toEqual([]);
		expect(isReturnList(other.rows)).toBe(false);
		expect(isReturnList(sheetOf([HEADINGS]).rows)).toBe(true);
		// Far down it is something that a report says, not the head of our list.
		expect(isReturnList(sheetOf([...Array.from({ length: 40 }, () => ["甲公司"]), HEADINGS]).rows)).toBe(false);
	});
});

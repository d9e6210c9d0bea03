import { expect, test } from "vitest";
import { rangeToA1 } from "../../../src/model/a1.ts";
import { cellsRead } from "../../../src/workbooks/fill/formula-references.ts";

const told = (formula: string, shift?: { row: number; column: number }) =>
	cellsRead(formula, shift)?.map(({ sheet, range }) => `${sheet === null ? "" : `${sheet}!`}${rangeToA1(range)}`) ?? null;

test.each([
	["A1+$B$2*2", ["A1:A1", "B2:B2"]],
	["SUM(C3:A1, 'O''Brien 表'!$A1:B$2)", ["A1:C3", "O'Brien 表!A1:B2"]],
	['汇总!A1&"B1 is no cell, nor is ""C1"""', ["汇总!A1:A1"]],
	["IF(TRUE,1E+5,LOG10(D4))", ["D4:D4"]],
	["ROUND(a1/b1,1)", ["A1:A1", "B1:B1"]],
	["SUM(A:B)+SUM(3:4)", ["A1:B1048576", "A3:XFD4"]],
	["SUM([2]表!A1,'[1]第 1 张'!$B$2:$C$3)+E5", ["E5:E5"]],
	["1+2", []],
	["_xlfn.XLOOKUP(A1,B1:B9,C1:C9)", ["A1:A1", "B1:B9", "C1:C9"]],
	["IFERROR(A1/B1,#N/A)", ["A1:A1", "B1:B1"]],
])("%s reads the cells that it names", (formula, cells) => {
	expect(told(formula)).toEqual(cells);
});

test.each(["合计*2", "SUM(表1[数量])", 'INDIRECT("A1")', "OFFSET(A1,1,1)", "SUM(一月:三月!A1)", "率", "TAXES2019*A1"])(
	"%s does not tell what it reads",
	(formula) => {
		expect(told(formula)).toBeNull();
	},
);

test("a shared formula moves with the cell that it stands in, but for what is held by $", () => {
	expect(told("A1+$A1+A$1+$A$1+B2:C$3", { row: 2, column: 1 })).toEqual(["B3:B3", "A3:A3", "B1:B1", "A1:A1", "C3:D4"]);
});

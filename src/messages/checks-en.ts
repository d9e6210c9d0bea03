import type { FindingCode } from "../model/finding.ts";
import type { CheckText } from "./checks-zh-CN.ts";

const check = (reads: string, states: string, remedy = ""): CheckText => ({ reads, states, remedy });

const CODE = "credit code columns";
const LICENCE = "check it against the licence";

/** The built-in checks in English. */
export const checksEn: Readonly<Record<FindingCode, CheckText>> = {
	"column.missing": check(
		"headings",
		"every required column is there",
		"add it as in the template, give it the template's heading, or ask the city to confirm a synonym",
	),
	"column.unknown": check("headings", "columns that are no part of the form are not used; the receipt lists what they hold"),
	"column.proposed": check(
		"headings and what stands below",
		"a heading that is much like a column's is not used until confirmed",
		"if that is what it is, rename it, or ask the city to confirm it",
	),
	"column.confirmed": check("headings", "a synonym that the city has confirmed is read as what was confirmed"),
	"column.twice": check("headings", "one column for each item", "keep one, or make the other's heading clear"),
	"column.emptied": check(
		"quantities and amounts, and the period before",
		"a column that had numbers and has none now is told",
		"check whether it was left out or slid into another column",
	),
	"column.filled": check(
		"quantities and amounts, and the period before",
		"a column that had no numbers and has some now is told",
		"check whether they slid from another column",
	),
	"table.empty": check(
		"the whole table",
		"there are rows, or it says 零报告 (nil report)",
		"where there is nothing to report, write 零报告 into the table",
	),
	"sheet.passed-over": check("the workbook", "sheets that are no report are not read"),
	"rows.hidden": check("hidden rows, columns and sheets", "what is hidden is read like the rest", "delete what should not be reported"),
	"rows.example": check("rows", "filling-in examples are no data", "if it is real data, remove the word 示例"),
	"total.differs": check("totals and their columns", "total = sum of the rows (amounts: but for rounding)", "correct what is wrong, or explain"),
	"total.unchecked": check("totals", "a total that is a formula without a stored result is not compared", "open and save the file in Excel"),
	"name.sheet-differs": check("the file's name and the sheet", "where they differ the sheet is believed"),
	"value.required": check("required columns", "required cells are filled in", "fill it in; a quantity of nothing is 0"),
	"value.not-applicable": check("required columns", "a required cell is not 无 or —", "write 0 for a quantity of nothing, else what is the case"),
	"value.damaged": check("texts", "texts are not damaged", "type it again"),
	"value.too-long": check("texts", "texts are not too long", "shorten it"),
	"formula.uncached": check("every column", "a formula's result is stored", "open and save the file in Excel, or write the number itself"),
	"formula.error": check("every column", "formulas do not fail (#REF! and the like)", "correct the formula, or write the number itself"),
	"number.unreadable": check("quantities, amounts, shares", "is a number", "write the number alone; remarks belong into 备注"),
	"number.not-whole": check("quantities", "is a whole number", "check it and write a whole number"),
	"number.out-of-range": check("quantities, amounts, shares", "lies within its bounds", "check and correct it"),
	"number.approximate": check(
		"quantities, amounts",
		"of an approximate number (约, 多, 余) the number is used",
		"if the exact number is known, correct it",
	),
	"number.vague": check("quantities, amounts", "is a definite number, not 若干 or 近百", "write a definite number"),
	"number.rounded": check("amounts", "more decimals than the form has are rounded"),
	"percent.ambiguous": check("shares", "it is clear whether it is a percentage or a fraction", "add the per-cent sign, or explain"),
	"amount.cell-unit": check("amounts, areas", "a unit that stands in the cell itself is converted from"),
	"amount.area-scale": check(
		"areas",
		"an area is not below what is usual (as where it was written in 万㎡)",
		"check the unit: correct it, or explain",
	),
	"amount.unit-scale": check(
		"columns of amounts and areas, and the period before or other units",
		"the column is not about 10, 1,000 or 10,000 times that of before (or of other units), or such a part of it",
		"write the unit into the heading, and correct or explain",
	),
	"amount.cell-scale": check(
		"amounts and areas, and the period before or the rest of the column",
		"a single number is not about 10, 1,000 or 10,000 times that of before (or of its column), or such a part of it",
		"check its unit and digits: correct it, or explain",
	),
	"amount.outlier": check(
		"amounts, areas, quantities",
		"numbers that stick out of their column are told (robust statistics on the log scale)",
		"check its unit and digits; nothing to do where it is right",
	),
	"amount.falls": check(
		"cumulative columns, and the period before",
		"a cumulative number is not less than before",
		"check whether only this period was entered; explain refunds and the like",
	),
	"date.unreadable": check("days, months, years", "is a day (month, year)", "write it like 2019-06-27"),
	"date.impossible": check("days", "there is such a day", "check and correct it"),
	"date.only-month": check("days", "the day is given, not the month alone", "add the day"),
	"date.year-assumed": check("days", "the year is written in full", "check the year that was assumed: correct it, or explain"),
	"date.month-ambiguous": check(
		"days, months",
		"it is clear whether it is January or October (2019.10 stored as a number becomes 2019.1)",
		"write it like 2019-10-08",
	),
	"date.future": check(
		"days, months, years",
		"what has happened is not later than the period and today; what is planned is not too far off",
		"check year and month: correct it, or explain",
	),
	"date.ancient": check("days, months, years", "is not earlier than there was anything of the kind", "check the year: correct it, or explain"),
	"date.span": check("days with a beginning and an end", "they are no farther apart than is usual", "check both: correct them, or explain"),
	"uscc.format": check(CODE, "18 digits or capital letters (no I, O, S, V, Z)", LICENCE),
	"uscc.check": check(CODE, "the check characters are right (GB 32100-2015, GB 11714-1997)", LICENCE),
	"uscc.truncated": check(CODE, "Excel has not cut it off (the last three digits 0)", "format the cell as text and type it again"),
	"uscc.confusable": check(CODE, "no characters that are easily confused (O and 0, I and 1)", LICENCE),
	"uscc.legacy": check(CODE, "is a code of 18 characters, not an old one of 15 or 9", "write the new code, or explain why there is none yet"),
	"uscc.unknown-kind": check(CODE, "begins like the codes of a known authority and kind", "check it"),
	"code.format": check("certificates, industries, villages, telephones", "has the form of such a code", "check and correct it"),
	"code.truncated": check(
		"certificates, industries, villages, telephones",
		"Excel has not cut it off or rewritten it as a number",
		"format the cell as text and type it again",
	),
	"enum.unknown": check("columns with a choice", "is one of the values to choose from", "choose one of them"),
	"name.short": check("names of enterprises and offices", "is the full registered name", "enter the full name, or explain that this is it"),
	X9: check(
		"names and codes, the register, the other reports of the file and its rows",
		"an enterprise of a code goes by the name that the register has (or was renamed)",
		"give its former name or explain where it was renamed; else correct the name or code",
	),
	"register.two-codes": check(
		"names and codes, the register, the other reports of the file and its rows",
		"an enterprise goes by one code",
		"check it against the licence; explain where they are two enterprises",
	),
	"region.unknown": check("counties", "is a county or zone of the city", "write its name"),
	"region.other-county": check(
		"counties, and who reports",
		"the row belongs to the office that reports it",
		"correct it, or leave the row to its own county",
	),
	"row.short": check(
		"rows",
		"has as many cells as the header (else values slide to the left)",
		"fill in the missing blank cells, save as .xlsx and resubmit",
	),
	"row.duplicate": check("rows", "rows that are the same count once"),
	"row.conflict": check(
		"numbers, codes and names of rows",
		"rows of one thing say the same",
		"keep the right one, or correct the number, code or name",
	),
	"rows.unchanged": check("the whole table, and the period before", "a report just like the one before is told", "check that the period is right"),
	"key.damaged": check("names and numbers", "are not damaged, and have no “?” or “□”", "type it again"),
	"rule.not-compared": check("reports that rules compare with", "where too much would have to be compared, the rule is left out"),
	"nil.after-rows": check(
		"a nil report, the unit's report of the period before, and the version that counts until now",
		"a list of what there is does not become empty from one period to the next; rows that count are not replaced by nothing",
		"report what was left out, or explain why nothing is left",
	),
	"explanation.unneeded": check("the column 说明 of a returned workbook", "what is explained is no problem any more"),
	"explanation.unknown": check(
		"the column 说明 of a returned workbook",
		"it is clear what is explained",
		"write it into the newest returned workbook's 问题清单",
	),
};

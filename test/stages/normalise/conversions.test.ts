import { describe, expect, test } from "vitest";
import { CONVERSION_KINDS, type Conversion, type ConversionKind } from "../../../src/model/conversion.ts";
import { code, date, dateOrMonth, decimal, integer, list, month, oneOf, percent, region, text, year, yesNo } from "../../../src/model/fields.ts";
import { defineForm, defineTable, tableOf } from "../../../src/model/form.ts";
import type { Block } from "../../../src/model/submission.ts";
import { YANGJIANG_UNITS } from "../../../src/reference/units.ts";
import { check } from "../../../src/stages/check.ts";
import { normalise } from "../../../src/stages/normalise.ts";
import { blockOf, dateCell, type RowSpec, submissionOf, type Written } from "./blocks.ts";

const en = { en: "x" };
const fields = defineTable({
	rollUp: "snapshot",
	key: ["name"],
	fields: {
		name: text("企业名称", { ...en, matchByName: true }),
		uscc: code("信用代码", { ...en, scheme: "uscc" }),
		phone: code("电话", { ...en, scheme: "phone" }),
		region: region("县区", en),
		day: date("日期", en),
		day_or_month: dateOrMonth("完成时间", en),
		month: month("月份", en),
		year: year("年份", en),
		people: integer("人数", { ...en, unit: "人" }),
		visitors: integer("参观", { ...en, unit: "人", qualifier: "visitors_q" }),
		visitors_q: oneOf("口径", { 准确: "exact", 约: "about", 以上: "at-least" }, en),
		revenue: decimal("收入", { ...en, unit: "万元" }),
		area: decimal("面积", { ...en, unit: "㎡" }),
		share: percent("占比", en),
		listed: yesNo("是否上市", en),
		level: oneOf("级别", { 国家级: { slug: "national", synonyms: ["国级"] }, 省级: "provincial" }, en),
		fields: list("领域", en),
		remarks: text("备注", { ...en, required: true }),
	},
});
const form = defineForm({ id: "测01", slug: "probe", title: { zh: "测", en: "Probe" }, periods: ["half-year"], tables: [fields] });
const table = tableOf(form, undefined);
const catalogue = { forms: [form], units: YANGJIANG_UNITS };

function conversionsOf(rows: readonly RowSpec[], extras: Parameters<typeof blockOf>[2] = {}, blocks = 1): readonly Conversion[] {
	const block: Block = blockOf(table, rows, extras);
	const submission = submissionOf(
		form,
		Array.from({ length: blocks }, () => block),
	);
	return check(submission, normalise(submission, catalogue), { cutoff: "2019-06-30", today: "2019-07-01", units: YANGJIANG_UNITS }).conversions;
}

/** Kinds told of one cell. A number beside it tells that the sheet knows numbers. */
const kindsOf = (field: string, written: Written, extras: Parameters<typeof blockOf>[2] = {}) =>
	conversionsOf([{ cells: { year: 2019, [field]: written } }], extras)
		.filter((conversion) => conversion.field === field)
		.map(({ kind }) => kind);

type Case = [kind: ConversionKind, field: string, written: Written, to: string, extras?: Parameters<typeof blockOf>[2]];

const CASES: Case[] = [
	["blanks", "remarks", "\u00a0阳江\u200b", "阳江"],
	["full-width", "people", "１２３", "123"],
	["text-number", "people", "123", "123"],
	["number-marks", "revenue", "￥1,234.5", "1234.5"],
	["chinese-numerals", "day", "二〇一九年六月二十七日", "2019-06-27"],
	["chinese-numerals", "people", "三百", "300"],
	["amount-unit", "revenue", "12345000元", "1234.5"],
	["amount-unit", "revenue", 12_345_000, "1234.5", { units: { revenue: "元" } }],
	["amount-unit", "revenue", 2, "20000", { amountUnit: "亿元" }],
	["area-unit", "area", "1.5万㎡", "15000"],
	["count-unit", "people", "1.2万人", "12000"],
	["unit-word", "people", "110人", "110"],
	["qualifier", "visitors", "约110", "110"],
	["percent", "share", "35%", "35%"],
	["percent", "share", 35, "35%"],
	["date-serial", "day", 43643, "2019-06-27"],
	["date-1904", "day", dateCell("2019-06-27"), "2019-06-27", { date1904: true }],
	["date-text", "day", "2019.6.27", "2019-06-27"],
	["date-text", "day", 20190627, "2019-06-27"],
	["date-text", "month", "2019年6月", "2019-06"],
	["month-only", "day_or_month", "2019-06", "2019-06"],
	["date-shortened", "month", dateCell("2019-06-27"), "2019-06"],
	["date-shortened", "day", dateCell("2019-06-27T10:30:00"), "2019-06-27"],
	["date-shortened", "year", dateCell("2019-06-27"), "2019"],
	["code-cleaned", "uscc", "'91441704xxxx00027l", "91441704XXXX00027L"],
	["phone-split", "phone", "0662-3412345/13900000001", "0662-3412345、13900000001"],
	["yes-no-word", "listed", "√", "是"],
	["enum-synonym", "level", "国级", "国家级"],
	["region-alias", "region", "阳东", "阳东区"],
	["list-split", "fields", "海洋、刀剪", "海洋 | 刀剪"],
	["blanks", "level", "国家\n级", "国家级"],
	["not-applicable", "revenue", "—", ""],
	["name-brackets", "name", "阳江〔集团〕公司", "阳江(集团)公司"],
	["name-variants", "name", "陽江公司", "阳江公司"],
];

describe("what is converted is told with its cell", () => {
	test.each(CASES)("%s: %s %j → %s", (kind, field, written, to, extras) => {
		const told = conversionsOf([{ cells: { year: 2019, [field]: written } }], extras);
		const found = told.find((conversion) => conversion.kind === kind && conversion.field === field);
		expect(found).toMatchObject({ sheet: "表", count: 1, examples: [{ cell: expect.stringMatching(/^[B-S]4$/), to }] });
	});

	test("every kind has its case", () => {
		expect([...new Set([...CASES.map(([kind]) => kind), "merged-fill"])].sort()).toEqual([...CONVERSION_KINDS].sort());
	});

	test("a day of 1904 shows the number that was stored", () => {
		const [told] = conversionsOf([{ cells: { day: dateCell("2019-06-27") } }], { date1904: true });
		expect(told?.examples).toEqual([{ cell: "F4", from: "43643", to: "2019-06-27" }]);
	});

	test("several kinds of one cell are told each", () => {
		expect(kindsOf("revenue", " １,２３４.５０万元 ")).toEqual(["blanks", "full-width", "number-marks", "unit-word"]);
	});

	test("a value of a merged range is told on the rows that it fills, with the cell that it stands in", () => {
		const told = conversionsOf([{ cells: { region: "阳东区" } }, { merged: { region: "E4" }, cells: { region: "阳东区" } }]);
		expect(told).toMatchObject([{ kind: "merged-fill", field: "region", count: 1, examples: [{ cell: "E5", from: "E4", to: "阳东区" }] }]);
	});
});

describe("nothing is told", () => {
	test.each([
		["remarks", "①㎡Ⅱ（集团）"],
		["name", "阳江（集团）有限公司"],
		["uscc", "91441704XXXX00027L"],
		["day", dateCell("2019-06-27")],
		["day", "2019-06-27"],
		["month", "2019-06"],
		["year", 2019],
		["people", 3],
		["revenue", 12.5],
		["share", { type: "n", value: 0.35, raw: "0.35", format: "percent" }],
		["listed", "是"],
		["level", "省级"],
		["region", "阳东区"],
		["fields", "海洋"],
		["phone", "13900000001"],
	] as const)("%s %j stands as the form wants it", (field, written) => {
		expect(kindsOf(field, written)).toEqual([]);
	});

	test("of numbers in a file that holds text alone: it has no other way to write them", () => {
		expect(conversionsOf([{ cells: { people: "5", revenue: "1,000" } }]).map(({ kind }) => kind)).toEqual(["number-marks"]);
	});

	test("of 无 where something is required: a finding tells", () => {
		expect(kindsOf("remarks", "无")).toEqual([]);
	});

	test("of a cell that could not be read", () => {
		expect(kindsOf("people", "１.５人")).toEqual([]);
	});
});

describe("however many cells", () => {
	test("are counted, with the first three different examples", () => {
		const rows = ["1,000", "1,000", "2,000", "3,000", "4,000"].map((revenue) => ({ cells: { revenue, people: 1 } }));
		const [told, ...others] = conversionsOf(rows);
		expect(others).toEqual([]);
		expect(told).toMatchObject({ kind: "number-marks", header: "收入", count: 5 });
		expect(told?.examples.map(({ cell, from }) => [cell, from])).toEqual([
			["M4", "1,000"],
			["M6", "2,000"],
			["M7", "3,000"],
		]);
	});

	test("tables of one sheet are told together", () => {
		const rows = [{ cells: { revenue: "1,000", people: 1 } }];
		expect(conversionsOf(rows, {}, 2)).toMatchObject([{ kind: "number-marks", count: 2 }]);
	});
});

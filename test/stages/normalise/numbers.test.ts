import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimal, integer, percent } from "../../../src/model/fields.ts";
import { roundDecimal, roundNumber } from "../../../src/stages/normalise/decimals.ts";
import { numberReader, percentReader } from "../../../src/stages/normalise/numbers.ts";
import { chineseNumber } from "../../../src/stages/normalise/numerals.ts";
import { measureOf } from "../../../src/stages/normalise/units.ts";
import { cell } from "./blocks.ts";

const revenue = { ...decimal("营业收入", { en: "Revenue", unit: "万元" }), name: "revenue" };
const area = { ...decimal("场地面积", { en: "Area", unit: "㎡" }), name: "area" };
const people = { ...integer("参加人数", { en: "People", unit: "人" }), name: "people" };
const counted = { ...integer("参加人数", { en: "People", unit: "人", qualifier: "ppl_q" }), name: "people" };
const share = { ...percent("占比", { en: "Share" }), name: "share" };

const amount = (headerUnit?: string, amountUnit: string | null = null) => numberReader({ field: revenue, places: 2, headerUnit, amountUnit });
const count = (field = people) => numberReader({ field, places: 0, headerUnit: undefined, amountUnit: null });
const codes = (reading: { notes: readonly { code: string; severity: string }[] }) => reading.notes.map((n) => `${n.code} ${n.severity}`);

describe("amounts", () => {
	test.each([
		["1,234.50万元", 1234.5],
		["１，２３４．５０", 1234.5],
		["￥1,234.5", 1234.5],
		["1.2亿", 12000],
		["1.2亿元", 12000],
		["12345000元", 1234.5],
		["500千元", 50],
		["3000万", 3000],
		[" 12.30 ", 12.3],
		["(12.5)", -12.5],
		["三百万元", 300],
		["'88", 88],
		["1200万元整", 1200],
		["1.25E+1", 12.5],
		["0", 0],
	])("%s", (text, value) => {
		const reading = amount()(cell(text));
		expect(reading.value).toBe(value);
		expect(reading.notes).toEqual([]);
	});

	test.each(["近百万", "几十", "100-120万元", "不足50万元", "若干", "上百万", "50万元以下"])("%s is no number to add up", (text) => {
		expect(codes(amount()(cell(text)))).toEqual(["number.vague hard"]);
	});

	test.each(["1,23", "12家", "30㎡", "很好", "12美元", "1.2.3", "35%"])("%s is unreadable", (text) => {
		expect(amount()(cell(text)).value).toBeNull();
		expect(codes(amount()(cell(text)))).toEqual(["number.unreadable hard"]);
	});

	test("a number that a sheet showed too narrow hides digits, and is told", () => {
		expect(amount()(cell("1.2E+7"))).toMatchObject({ value: 12_000_000, notes: [{ code: "number.approximate", severity: "info" }] });
	});

	test("nothing, and not applicable", () => {
		expect(amount()(cell("　"))).toMatchObject({ value: null, absent: "blank" });
		for (const text of ["无", "/", "—", "-", "暂无", "N/A", "不适用", "∕", "━━"])
			expect(amount()(cell(text))).toMatchObject({ value: null, absent: "na", notes: [] });
	});

	test("the unit is the cell's, then the header's, then the sheet's, then the form's", () => {
		expect(amount("元", "千元")(cell(50_000)).value).toBe(5);
		expect(amount(undefined, "千元")(cell(50)).value).toBe(5);
		expect(amount(undefined, null)(cell(5)).value).toBe(5);
		const told = amount("元")(cell("5万元"));
		expect(told.value).toBe(5);
		expect(told.notes).toEqual([{ code: "amount.cell-unit", severity: "info", params: { cell: "万元", header: "元" } }]);
		expect(amount("万元", "元")(cell("5万元")).notes).toEqual([]);
		expect(amount(undefined, "元")(cell("5万元")).notes).toEqual([]);
	});

	test("the line of the sheet's unit is for money alone", () => {
		expect(numberReader({ field: area, places: 2, headerUnit: undefined, amountUnit: "万元" })(cell(5000)).value).toBe(5000);
		expect(numberReader({ field: area, places: 2, headerUnit: "万㎡", amountUnit: null })(cell(1.25))).toMatchObject({ value: 12500, notes: [] });
		expect(numberReader({ field: area, places: 2, headerUnit: undefined, amountUnit: null })(cell("1.25万平方米"))).toMatchObject({
			value: 12500,
			notes: [],
		});
	});

	test("a floor of less than 50 ㎡ is almost surely in 万㎡", () => {
		const read = numberReader({ field: area, places: 2, headerUnit: undefined, amountUnit: null });
		expect(read(cell(1.25)).notes).toEqual([{ code: "amount.area-scale", severity: "soft", expected: "1.25" }]);
		expect(read(cell(50)).notes).toEqual([]);
		expect(read(cell(0)).notes).toEqual([]);
		expect(read(cell("45㎡")).notes).toEqual([]);
		for (const text of ["6000㎡", "6000m2", "6000M²", "6000平方米", "0.6万㎡"]) expect(read(cell(text))).toMatchObject({ value: 6000, notes: [] });
	});

	test("more decimals than the field has are rounded and told, but not what a smaller unit had more", () => {
		expect(amount()(cell(12.345))).toMatchObject({ value: 12.35, notes: [{ code: "number.rounded", severity: "info", expected: "12.35" }] });
		expect(amount("元")(cell(123_456.78))).toMatchObject({ value: 12.35, notes: [] });
		expect(amount()(cell(0.1 + 0.2))).toMatchObject({ value: 0.3, notes: [] });
		expect(amount()(cell(-1.005)).value).toBe(-1.01);
	});

	test("any amount, in any unit and printed style, reads back the same", () => {
		const units = { 元: 0, 千元: 3, 万元: 4, 亿元: 8 };
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 10 ** 11 }),
				fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[])),
				fc.nat(3),
				(cents, unit, style) => {
					const literal = shifted(cents, 2 - 4 + units[unit]);
					const written = [literal, grouped(literal), wide(grouped(literal)), ` ${literal}\u00a0`][style] as string;
					expect(amount()(cell(written + unit))).toMatchObject({ value: cents / 100, notes: [] });
					expect(amount(unit)(cell(written))).toMatchObject({ value: cents / 100, notes: [] });
					expect(amount(undefined, unit)(cell(written))).toMatchObject({ value: cents / 100, notes: [] });
					expect(amount(unit)(cell(Number(literal))).value).toBeCloseTo(cents / 100, 2);
				},
			),
		);
	});

	test("stored numbers are rounded as their digits are", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -(10 ** 12), max: 10 ** 12 }),
				fc.constantFrom(0, 1, 2, 4),
				fc.constantFrom(-4, -3, 0, 4),
				fc.constantFrom(0, 2),
				(n, places, shift, kept) => {
					const literal = `${n < 0 ? "-" : ""}${shifted(Math.abs(n), places)}`;
					expect(roundNumber(Number(literal), shift, kept)).toEqual(roundDecimal(literal, shift, kept));
				},
			),
		);
	});

	test("rounding is that of paper", () => {
		fc.assert(
			fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.integer({ min: 0, max: 999 }), (thousandths, _) => {
				const literal = `${thousandths < 0 ? "-" : ""}${shifted(Math.abs(thousandths), 3)}`;
				const hundredths = Math.sign(thousandths) * Math.floor((Math.abs(thousandths) + 5) / 10);
				expect(roundDecimal(literal, 0, 2)).toEqual({ value: hundredths / 100 + 0, exact: thousandths % 10 === 0 });
			}),
		);
		expect(roundDecimal("50", -4, 2)).toEqual({ value: 0.01, exact: false });
		expect(roundDecimal("49", -4, 2)).toEqual({ value: 0, exact: false });
		expect(roundDecimal("4", -6, 2)).toEqual({ value: 0, exact: false });
		expect(roundDecimal("1.2e3", 0, 0)).toEqual({ value: 1200, exact: true });
		expect(() => roundDecimal("abc", 0, 0)).toThrow(RangeError);
	});
});

describe("counts", () => {
	test.each([
		["约110人", 110, "约"],
		["110人左右", 110, "约"],
		["60多家", 60, "以上"],
		["80余家", 80, "以上"],
		["100人以上", 100, "以上"],
		["100+", 100, "以上"],
		["不少于50人", 50, "以上"],
		["1.2万人", 12000, "准确"],
		["十二", 12, "准确"],
		["1,204", 1204, "准确"],
	])("%s", (text, value, exactness) => {
		expect(count(counted)(cell(text))).toMatchObject({ value, exactness, notes: [] });
		const plain = count()(cell(text));
		expect(plain.value).toBe(value);
		expect(codes(plain)).toEqual(exactness === "准确" ? [] : ["number.approximate info"]);
	});

	test.each(["近百", "近200人", "几十", "十余人里", "十几", "数十家", "100至120人", "十来人"])("%s needs a number", (text) => {
		const reading = count(counted)(cell(text));
		expect(reading.value).toBeNull();
		expect(reading.notes[0]?.severity).toBe("hard");
	});

	test("no fractions", () => {
		expect(codes(count()(cell(12.5)))).toEqual(["number.not-whole hard"]);
		expect(codes(count()(cell("12.5人")))).toEqual(["number.not-whole hard"]);
		expect(count()(cell("12.0")).value).toBe(12);
		expect(codes(count()(cell(true)))).toEqual(["number.unreadable hard"]);
	});

	test("any whole number in Chinese numerals", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 9999 }), (n) => {
				expect(chineseNumber(inChinese(n))).toBe(n);
			}),
		);
		expect(chineseNumber("二〇一九")).toBe(2019);
		for (const wrong of ["", "五六十", "甲", "百十百"]) expect(chineseNumber(wrong)).toBeNull();
	});
});

describe("shares", () => {
	const read = percentReader(share, 2);
	test("a sign or a format says what it is", () => {
		expect(read(cell("35%"))).toMatchObject({ value: 0.35, notes: [] });
		expect(read(cell("３５．５％"))).toMatchObject({ value: 0.355, notes: [] });
		expect(read(cell("百分之三十五"))).toMatchObject({ value: 0.35, notes: [] });
		expect(read(cell(0.35, "percent"))).toMatchObject({ value: 0.35, notes: [] });
		expect(read(cell(1, "percent"))).toMatchObject({ value: 1, notes: [] });
	});

	test("a bare number above one is in per cent; up to one it may be either", () => {
		expect(read(cell(35))).toMatchObject({ value: 0.35, notes: [] });
		expect(read(cell("35"))).toMatchObject({ value: 0.35, notes: [] });
		expect(read(cell(0))).toMatchObject({ value: 0, notes: [] });
		expect(read(cell(0.35))).toMatchObject({ value: 0.35, notes: [{ code: "percent.ambiguous", severity: "soft", expected: "35%" }] });
		expect(codes(read(cell("0.35")))).toEqual(["percent.ambiguous soft"]);
	});

	test("a calculated share is rounded and told", () => {
		expect(read(cell(0.123456, "percent"))).toMatchObject({ value: 0.1235, notes: [{ code: "number.rounded", severity: "info" }] });
	});

	test("any share, as text, number or formatted number, reads back the same", () => {
		fc.assert(
			fc.property(fc.integer({ min: 101, max: 10_000 }), (basisPoints) => {
				const value = basisPoints / 10_000;
				expect(read(cell(`${shifted(basisPoints, 2)}%`))).toMatchObject({ value, notes: [] });
				expect(read(cell(Number(shifted(basisPoints, 2))))).toMatchObject({ value, notes: [] });
				expect(read(cell(value, "percent"))).toMatchObject({ value, notes: [] });
			}),
		);
	});
});

test("units are powers of ten of their base", () => {
	expect(measureOf("万元")).toEqual({ dimension: "money", power: 4 });
	expect(measureOf("（单位：人民币千元）")).toEqual({ dimension: "money", power: 3 });
	expect(measureOf("万平方米")).toEqual({ dimension: "area", power: 4 });
	expect(measureOf("人次")).toEqual({ dimension: "count", power: 0 });
	expect(measureOf("美元")).toBeNull();
});

/** Decimal digits of n ÷ 10^places. */
function shifted(n: number, places: number): string {
	if (places <= 0) return String(BigInt(n) * 10n ** BigInt(-places));
	const digits = String(n).padStart(places + 1, "0");
	return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function grouped(literal: string): string {
	const [whole = "", fraction] = literal.split(".");
	const head = whole.replace(/\B(?=(\d{3})+$)/g, ",");
	return fraction === undefined ? head : `${head}.${fraction}`;
}

function wide(text: string): string {
	return text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
}

function inChinese(n: number): string {
	if (n === 0) return "零";
	const digits = [..."零一二三四五六七八九"];
	const text = [...String(n)]
		.map((d, at, all) => (d === "0" ? "零" : digits[Number(d)] + (["", "十", "百", "千"][all.length - 1 - at] ?? "")))
		.join("");
	return text.replace(/零+/g, "零").replace(/零$/, "");
}

import { describe, expect, test } from "vitest";
import type { PeriodKind } from "../../src/model/period.ts";
import { readAs, statementsIn, statementsOfLine } from "../../src/stages/recognise/period-label.ts";

const ALL: readonly PeriodKind[] = ["year", "half-year", "quarter", "month"];
const codes = (text: string, kinds = ALL) => statementsIn(text).map((statement) => readAs(statement, kinds)?.code ?? null);

describe("periods in the words of offices", () => {
	test.each([
		["2019年上半年", "2019H1"],
		["2019上半年", "2019H1"],
		["2019年度上半年", "2019H1"],
		["19年上半年高企", "2019H1"],
		["二〇一九年上半年", "2019H1"],
		["二○一九年下半年", "2019H2"],
		["2019年1-6月", "2019H1"],
		["2019年1—6月", "2019H1"],
		["2019年1月至6月", "2019H1"],
		["2019年1月-2019年6月", "2019H1"],
		["2019年1月1日至2019年6月30日", "2019H1"],
		["2019.01-2019.06", "2019H1"],
		["2019.1-6", "2019H1"],
		["2019H1", "2019H1"],
		["2019年半年报", "2019H1"],
		["2019年半年度", "2019H1"],
		["阳科统012019年上半年", "2019H1"],
		["附件12019年第二季度平台名录", "2019Q2"],
		["2019年第二季度", "2019Q2"],
		["2019年二季度", "2019Q2"],
		["2019年2季度", "2019Q2"],
		["2019年4-6月", "2019Q2"],
		["2019年四至六月", "2019Q2"],
		["2019Q2", "2019Q2"],
		["2019年6月", "2019-06"],
		["2019年6月份", "2019-06"],
		["二〇一九年六月", "2019-06"],
		["2019-06", "2019-06"],
		["2019.6", "2019-06"],
		["201906", "2019-06"],
		["2019年十二月", "2019-12"],
		["2019年度", "2019"],
		["2019年", "2019"],
		["2019", "2019"],
		["2019年1-12月", "2019"],
		["江城区2019年上半年高新技术企业名录", "2019H1"],
		["2019年高新技术企业名录(上半年)", "2019H1"],
		["2019年科技创新平台名录第二季度", "2019Q2"],
	])("%s is %s", (text, code) => {
		expect(codes(text)).toEqual([code]);
	});

	test.each([
		"2019年7月3日",
		"2019-07-03",
		"20190703",
		"粤科〔2018〕12号",
		"2014-2018年逾期项目",
		"联系电话0662-3412345",
		"编号20000",
		"高新技术企业名录",
	])("%s names no period", (text) => {
		expect(codes(text)).toEqual([]);
	});

	test("months that are no period of any kind stay what they are", () => {
		expect(codes("2019年1-5月")).toEqual([null]);
		expect(codes("2019年2-4月")).toEqual([null]);
	});

	test("as at the end of June is the period that a form is reported by and that ends then", () => {
		for (const text of ["截至2019年6月底", "截止2019年6月30日", "2019年6月末", "截至2019年6月27日"]) {
			expect(codes(text, ["half-year", "year"]), text).toEqual(["2019H1"]);
			expect(codes(text, ["quarter"]), text).toEqual(["2019Q2"]);
			expect(codes(text, ["month"]), text).toEqual(["2019-06"]);
			expect(codes(text, ["year"]), text).toEqual([null]);
		}
		expect(codes("2018年末", ["year"])).toEqual(["2018"]);
	});

	test("a lone day on the 报告期 line is the month that Excel made it of, or the period that ends then", () => {
		const line = (text: string, kinds: readonly PeriodKind[]) => statementsOfLine(text).map((statement) => readAs(statement, kinds)?.code ?? null);
		expect(line("2019-06-01", ["month"])).toEqual(["2019-06"]);
		expect(line("2019-06-30", ["half-year", "year"])).toEqual(["2019H1"]);
		expect(line("2019年6月30日", ["quarter"])).toEqual(["2019Q2"]);
		expect(line("2019-06-01", ["half-year", "year"])).toEqual([null]);
		expect(line("2019-06-27", ["half-year", "year"])).toEqual([]);
		expect(line("2019年上半年", ["half-year", "year"])).toEqual(["2019H1"]);
	});

	test("a part of a year without its year stays open", () => {
		expect(statementsIn("上半年")).toMatchObject([{ year: null, from: 1, to: 6 }]);
		expect(statementsIn("6月")).toMatchObject([{ year: null, from: 6, to: 6 }]);
		expect(codes("上半年")).toEqual([null]);
	});
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { period } from "../../../src/model/period.ts";
import { dateReader, monthReader, yearReader } from "../../../src/stages/normalise/dates.ts";
import { cell, dateCell } from "./blocks.ts";

const context = { date1904: false, period: period("2019H1") };
const day = dateReader(context, false);
const dayOrMonth = dateReader(context, true);
const month = monthReader(context);
const year = yearReader(context);
const codes = (reading: { notes: readonly { code: string; severity: string }[] }) => reading.notes.map((n) => `${n.code} ${n.severity}`);

describe("days", () => {
	test.each([
		"2019.6.27",
		"2019/6/27",
		"2019-6-27",
		"2019-06-27",
		"20190627",
		"2019年6月27日",
		"2019年6月27号",
		"二〇一九年六月二十七日",
		"二○一九年六月二十七日",
		"二零一九年六月廿七日",
		"２０１９．６．２７",
		"2019 年 6 月 27 日",
		"2019-06-27 14:30:00",
		"'2019.6.27",
		"43643",
		"6/27/2019",
		"2019年6月27日星期四",
		"2019.6.27（周四）",
		"2019年6月27日上午",
		"2019-6-27 上午9:00",
		"20190627.0",
	])("%s", (text) => {
		expect(day(cell(text))).toMatchObject({ value: "2019-06-27", notes: [] });
	});

	test("serial numbers, date cells and the 1904 system", () => {
		expect(day(cell(43643)).value).toBe("2019-06-27");
		expect(day(cell(43643.75)).value).toBe("2019-06-27");
		expect(day(cell(20190627)).value).toBe("2019-06-27");
		expect(dateReader({ ...context, date1904: true }, false)(cell(43643)).value).toBe("2023-06-28");
		expect(day(dateCell("2019-06-27")).value).toBe("2019-06-27");
		expect(day(dateCell("2019-06-27T08:15:00")).value).toBe("2019-06-27");
		expect(day({ ...dateCell("57177-06-14"), raw: "20190627" }).value).toBe("2019-06-27");
	});

	test.each([
		["19.6.27", "2019-06-27"],
		["19年6月27日", "2019-06-27"],
		["6月27日", "2019-06-27"],
		["6.27", "2019-06-27"],
		["190627", "2019-06-27"],
	])("%s leaves the year to be assumed", (text, value) => {
		expect(day(cell(text))).toMatchObject({ value, notes: [{ code: "date.year-assumed", severity: "soft", expected: value }] });
	});

	test.each(["2019年6月31日", "2019.13.1", "2019-02-29", "20190631", "2019-00-10"])("%s cannot be", (text) => {
		expect(day(cell(text))).toMatchObject({ value: null, notes: [{ code: "date.impossible", severity: "hard" }] });
	});

	test.each([
		["0219-06-27", "date.ancient", { since: "1949-10-01" }],
		["1900-01-01", "date.ancient", { since: "1949-10-01" }],
		["2109-06-27", "date.future", { than: "plan", day: "2099-12-31" }],
	])("%s is of no time that is reported", (text, code, params) => {
		expect(day(cell(text))).toMatchObject({ value: null, notes: [{ code, severity: "hard", params }] });
	});

	test.each(["已完成", "27/6/2019", "06/07/2019", "2019", "2019上半年", "2019.6.27-28"])("%s is no day", (text) => {
		expect(codes(day(cell(text)))).toEqual(["date.unreadable hard"]);
	});

	test.each(["2019年6月", "2019.06", "2019-6", "201906", "二〇一九年六月", "2019年6月份", "2019年6月底", 2019.06, 201906])(
		"%s is a month only",
		(written) => {
			expect(day(cell(written))).toMatchObject({ value: null, notes: [{ code: "date.only-month", severity: "hard", expected: "2019-06" }] });
			expect(dayOrMonth(cell(written))).toMatchObject({ value: "2019-06", notes: [] });
			expect(month(cell(written))).toMatchObject({ value: "2019-06", notes: [] });
		},
	);

	test("nothing, and not applicable", () => {
		expect(day(cell(" "))).toMatchObject({ value: null, absent: "blank" });
		expect(day(cell("—"))).toMatchObject({ value: null, absent: "na" });
		expect(codes(day(cell(true)))).toEqual(["date.unreadable hard"]);
	});

	test("any day in any way it is written reads back the same", () => {
		const chinese = (n: number) => [...String(n)].map((d) => "〇一二三四五六七八九"[Number(d)]).join("");
		const tens = (n: number) => {
			const ones = n % 10 === 0 ? "" : ("一二三四五六七八九"[(n % 10) - 1] ?? "");
			return n < 10 ? ones : `${n < 20 ? "" : "一二三"[Math.floor(n / 10) - 1]}十${ones}`;
		};
		fc.assert(
			fc.property(fc.integer({ min: 20_000, max: 70_000 }), (serial) => {
				const iso = new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
				const [y = 0, m = 0, d = 0] = iso.split("-").map(Number);
				const ways = [
					`${y}.${m}.${d}`,
					`${y}/${m}/${d}`,
					`${y}-${m}-${d}`,
					iso,
					iso.replaceAll("-", ""),
					`${y}年${m}月${d}日`,
					`${chinese(y)}年${tens(m)}月${tens(d)}日`,
					`${iso} 00:00:00`,
				];
				for (const way of ways) expect(day(cell(way)), way).toMatchObject({ value: iso, notes: [] });
				expect(day(cell(serial)).value).toBe(iso);
				expect(dateReader({ ...context, date1904: true }, false)(cell(serial - 1462 >= 20_000 ? serial - 1462 : serial)).value).toBe(
					serial - 1462 >= 20_000 ? iso : new Date(Date.UTC(1904, 0, 1 + serial)).toISOString().slice(0, 10),
				);
				expect(day(dateCell(iso)).value).toBe(iso);
				expect(month(cell(iso)).value).toBe(iso.slice(0, 7));
				expect(year(cell(iso)).value).toBe(y);
			}),
		);
	});
});

describe("months", () => {
	test("2019.10 stored as a number may be January", () => {
		expect(month(cell(2019.1))).toMatchObject({
			value: "2019-10",
			notes: [{ code: "date.month-ambiguous", severity: "soft", expected: "2019-10", params: { other: "2019-01" } }],
		});
		expect(codes(dayOrMonth(cell(2019.1)))).toEqual(["date.month-ambiguous soft"]);
		expect(day(cell(2019.1))).toMatchObject({ value: null, notes: [{ code: "date.month-ambiguous", severity: "hard" }] });
		expect(month(cell("2019.10"))).toMatchObject({ value: "2019-10", notes: [] });
		expect(month(cell(2019.01))).toMatchObject({ value: "2019-01", notes: [] });
		expect(month(cell(2019.12))).toMatchObject({ value: "2019-12", notes: [] });
		expect(month(cell(2019.3))).toMatchObject({ value: "2019-03", notes: [] });
	});

	test("a month without a year, and no month", () => {
		expect(month(cell("6月"))).toMatchObject({ value: "2019-06", notes: [{ code: "date.year-assumed" }] });
		expect(month(cell("19年6月"))).toMatchObject({ value: "2019-06", notes: [{ code: "date.year-assumed" }] });
		expect(codes(month(cell("13月")))).toEqual(["date.impossible hard"]);
		expect(codes(month(cell(2019)))).toEqual(["date.unreadable hard"]);
		expect(month(dateCell("2019-06-01")).value).toBe("2019-06");
	});
});

describe("years", () => {
	test.each(["2019.0", "二〇一九", 2019, "2019", "2019年", "2019年度", "二〇一九年", "２０１９", "2019.6.27", "2019年6月"])("%s", (written) => {
		expect(year(cell(written))).toMatchObject({ value: 2019, notes: [] });
	});
	test("a year typed into a date cell, an assumed and an impossible one", () => {
		expect(year({ ...dateCell("1905-07-11"), raw: "2019" }).value).toBe(2019);
		expect(year(cell("19年"))).toMatchObject({ value: 2019, notes: [{ code: "date.year-assumed" }] });
		expect(codes(year(cell(1066)))).toEqual(["date.ancient hard"]);
		expect(codes(year(cell("2014-2018")))).toEqual(["date.unreadable hard"]);
	});
});

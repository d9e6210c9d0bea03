import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tableOf } from "../../../src/model/form.ts";
import { period } from "../../../src/model/period.ts";
import { YANGJIANG_UNITS } from "../../../src/reference/units.ts";
import { cleanText } from "../../../src/stages/normalise/characters.ts";
import { enumReader, readYesNo } from "../../../src/stages/normalise/choices.ts";
import { fieldReader } from "../../../src/stages/normalise/columns.ts";
import { regionReader } from "../../../src/stages/normalise/regions.ts";
import { listReader, textReader } from "../../../src/stages/normalise/texts.ts";
import { cell, dateCell } from "./blocks.ts";
import { sampleForm } from "./sample-form.ts";

const codes = (reading: { notes: readonly { code: string; severity: string }[] }) => reading.notes.map((n) => `${n.code} ${n.severity}`);
const optional = textReader({ required: false, key: false });
const required = textReader({ required: true, key: false });
const key = textReader({ required: true, key: true });

describe("text", () => {
	test.each([
		[" 阳江\u00a0某厂\n", "阳江某厂"],
		["张　三", "张三"],
		["Yangjiang\u00a0Steel  Works", "Yangjiang Steel Works"],
		["第一行\n第二行", "第一行 第二行"],
		["\ufeff阳\u200b江", "阳江"],
		["①㎡Ⅱ（甲）", "①㎡Ⅱ（甲）"],
		["1,234．５", "1,234．５"],
	])("%j", (written, value) => {
		expect(optional(cell(written))).toMatchObject({ value, notes: [] });
	});

	test("cleaning twice changes nothing more, and never touches what is not white space", () => {
		const character = fc.constantFrom(..." \u00a0\u3000\n\t\u200b\ufeff阳江①㎡ⅡA1（，b");
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({ unit: "grapheme" }),
					fc.array(character).map((c) => c.join("")),
				),
				(text) => {
					const once = cleanText(text);
					expect(cleanText(once)).toBe(once);
					const visible = (s: string) => s.replace(/[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/g, "");
					expect(visible(once)).toBe(visible(text));
				},
			),
		);
	});

	test("a name's line breaks between Chinese characters only wrapped it", () => {
		expect(key(cell("阳江\n十八子\r\n有限公司"))).toMatchObject({ value: "阳江十八子有限公司", notes: [] });
		expect(key(cell("Yangjiang\nSteel")).value).toBe("Yangjiang Steel");
	});

	test("pinyin that a conversion wrote between the characters is told", () => {
		expect(codes(key(cell("阳江yángjiāng刀剪厂")))).toEqual(["value.damaged info"]);
	});

	test("absences", () => {
		expect(optional(cell("\u3000 "))).toMatchObject({ value: null, absent: "blank" });
		for (const text of ["无", "/", "—", "不适用", "n/a"]) expect(optional(cell(text))).toMatchObject({ value: null, absent: "na" });
		expect(optional(cell("无锡某厂")).value).toBe("无锡某厂");
	});

	test("numbers and dates that stand where text is asked", () => {
		expect(optional(cell(2019)).value).toBe("2019");
		expect(optional(dateCell("2019-06-27")).value).toBe("2019-06-27");
	});

	test("damage: required text and keys are refused, others told", () => {
		for (const damaged of ["阳江\ufffd厂", "阳江\ue123厂", "阳江\u0001厂", "阳江\ud800厂"]) {
			expect(codes(required(cell(damaged)))).toEqual(["value.damaged hard"]);
			expect(codes(optional(cell(damaged)))).toEqual(["value.damaged info"]);
			expect(codes(key(cell(damaged)))).toEqual(["key.damaged hard"]);
		}
		for (const lost of ["阳江??厂", "阳江□厂"]) {
			expect(codes(key(cell(lost)))).toEqual(["key.damaged hard"]);
			expect(codes(required(cell(lost)))).toEqual([]);
		}
		expect(codes(key(cell("怎样申报？")))).toEqual([]);
		expect(codes(key(cell("𠮷野某厂")))).toEqual([]);
		for (const suspicious of ["锟斤拷锟斤拷", "é˜³æ±ŸÂÃÄ", "阳yáng江某厂"]) expect(codes(required(cell(suspicious)))).toEqual(["value.damaged info"]);
	});

	test("several texts in one cell", () => {
		const read = listReader({ required: false, key: false });
		expect(read(cell("甲局（含乙、丙）、丁局")).value).toEqual(["甲局（含乙、丙）", "丁局"]);
		expect(read(cell("SF2014003 SF2015001\nSF2015002;SF2015003")).value).toEqual(["SF2014003", "SF2015001", "SF2015002", "SF2015003"]);
		expect(read(cell("某 局")).value).toEqual(["某 局"]);
		expect(read(cell("YK001；YK002、YK003\nYK001, YK004"))).toMatchObject({ value: ["YK001", "YK002", "YK003", "YK004"] });
		expect(read(cell("；"))).toMatchObject({ absent: "blank" });
		expect(read(cell("无"))).toMatchObject({ absent: "na" });
	});
});

describe("yes or no", () => {
	test.each(["√", "是", "有", 1, "1", "Y", "yes", true, "☑是 □否", "✓", "是√", "是☑ 否□", "是。"])("%s is yes", (written) =>
		expect(readYesNo(cell(written)).value).toBe(true),
	);
	test.each(["×", "否", "无", 0, "N", false, "□是 ☑否", "没有", "是□ 否☑"])("%s is no", (written) =>
		expect(readYesNo(cell(written)).value).toBe(false),
	);
	test("neither", () => {
		expect(readYesNo(cell("—"))).toMatchObject({ absent: "na" });
		expect(readYesNo(cell(""))).toMatchObject({ absent: "blank" });
		expect(readYesNo(cell("部分")).notes).toEqual([{ code: "enum.unknown", severity: "hard", expected: "是、否" }]);
	});
});

describe("closed lists", () => {
	const members = [
		{ value: "工程技术研究中心", slug: "centre", synonyms: ["工程中心"] },
		{ value: "孵化器", slug: "incubator", synonyms: [] },
		{ value: "其他", slug: "other", synonyms: [] },
		{ value: "无", slug: "none", synonyms: [] },
	];
	const one = enumReader(members, false);
	const several = enumReader(members, true);
	test("one value, by synonym, spacing, width or with a number before it", () => {
		for (const written of [
			"工程中心",
			" 工程技术 研究中心",
			"1.工程中心",
			"（2）工程中心",
			"40-工程中心",
			"一、工程中心",
			"（三）工程中心",
			"工程中心。",
		])
			expect(one(cell(written)).value).toBe("工程技术研究中心");
		expect(one(cell("其它")).value).toBe("其他");
	});
	test("无 is a value where the list has it", () => {
		expect(one(cell("无"))).toMatchObject({ value: "无", notes: [] });
		expect(one(cell("/"))).toMatchObject({ value: null, absent: "na" });
	});
	test("anything else is refused with the list", () => {
		expect(one(cell("研究所")).notes).toEqual([{ code: "enum.unknown", severity: "hard", expected: "工程技术研究中心、孵化器、其他、无" }]);
		expect(one(cell(3)).value).toBeNull();
	});
	test("several values come in the list's order", () => {
		expect(several(cell("其他、工程中心，孵化器")).value).toEqual(["工程技术研究中心", "孵化器", "其他"]);
		expect(several(cell("孵化器")).value).toEqual(["孵化器"]);
		for (const text of ["孵化器 其他", "其他\n孵化器", "孵化器和其它", "孵化器/其他；"])
			expect(several(cell(text)).value, text).toEqual(["孵化器", "其他"]);
		expect(codes(several(cell("孵化器、研究所")))).toEqual(["enum.unknown hard"]);
	});
});

describe("regions", () => {
	const unit = (code: string) => {
		const found = YANGJIANG_UNITS.find((u) => u.code === code);
		if (!found) throw new Error(code);
		return found;
	};
	const reader = (code: string, whole?: string) => regionReader(unit(code), YANGJIANG_UNITS, whole);

	test("every way that every unit is written names it", () => {
		for (const one of YANGJIANG_UNITS) {
			for (const written of [one.name, one.shortName, ...one.aliases]) {
				expect(reader(one.code)(cell(written)), written).toMatchObject({ value: one.name, notes: [] });
			}
		}
		expect(reader("441704-00")(cell("441704")).value).toBe("阳东区");
		expect(reader("441721-00")(cell("广东省阳江市阳西县织篢镇")).value).toBe("阳西县");
	});

	test("another county is refused, but not in the city's own file", () => {
		expect(reader("441704-00")(cell("阳西县"))).toMatchObject({ notes: [{ code: "region.other-county", severity: "hard", expected: "阳东区" }] });
		expect(codes(reader("441704-00")(cell("海陵区")))).toEqual(["region.other-county hard"]);
		expect(codes(reader("441700-00")(cell("阳西县")))).toEqual([]);
	});

	test("a zone may write its parent district", () => {
		expect(reader("441700-72")(cell("江城区"))).toMatchObject({ value: "江城区", notes: [] });
		expect(codes(reader("441700-72")(cell("阳东区")))).toEqual(["region.other-county hard"]);
		expect(codes(reader("441700-72")(cell("海陵区")))).toEqual(["region.other-county hard"]);
		expect(codes(reader("441702-00")(cell("高新区")))).toEqual(["region.other-county hard"]);
	});

	test("the whole city where a row may stand for it", () => {
		expect(reader("441700-00", "全市")(cell("全市"))).toMatchObject({ value: "全市", notes: [] });
		expect(codes(reader("441704-00")(cell("全市")))).toEqual(["region.unknown hard"]);
		expect(codes(reader("441704-00")(cell("茂名市")))).toEqual(["region.unknown hard"]);
	});
});

test("a text beyond all measure is told and not read, whatever the field; blanks alone are none", () => {
	const table = tableOf(sampleForm, "A");
	const [unit] = YANGJIANG_UNITS;
	if (!table || !unit) throw new Error("no sample");
	for (const field of table.fields) {
		const block = { table, date1904: false, amountUnit: null };
		const read = fieldReader(field, undefined, block, { period: period("2019H1"), unit, units: YANGJIANG_UNITS });
		expect(codes(read(cell("阳、".repeat(100_000))))).toEqual(["value.too-long hard"]);
		expect(read(cell(" ".repeat(100_000)))).toMatchObject({ absent: "blank", notes: [] });
	}
});

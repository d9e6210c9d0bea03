import { describe, expect, test } from "vitest";
import { tell, tellRefusal, tellUsage } from "../../src/messages/tell.ts";
import { code, date, decimal, integer, text } from "../../src/model/fields.ts";
import { FINDING_CODES, type Finding } from "../../src/model/finding.ts";
import { defineForm, defineTable } from "../../src/model/form.ts";
import { REFUSAL_CODES } from "../../src/model/refusal.ts";
import type { Language } from "../../src/model/text.ts";
import { USAGE_CODES, UsageError } from "../../src/model/usage.ts";

const LANGUAGES: readonly Language[] = ["zh-CN", "en"];

const form = defineForm({
	id: "阳科统99",
	slug: "sample",
	title: { zh: "样表", en: "Sample" },
	periods: ["year"],
	tables: [
		defineTable({
			rollUp: "snapshot",
			key: ["uscc"],
			fields: {
				ent_name: text("企业名称", { en: "Enterprise", required: true }),
				uscc: code("统一社会信用代码", { en: "Credit code", scheme: "uscc", required: true }),
				revenue: decimal("营业收入", { en: "Revenue", unit: "万元" }),
				staff: integer("科技人员数", { en: "Staff", unit: "人" }),
				founded: date("成立日期", { en: "Founded on" }),
			},
			rules: (rule) => [
				rule.row({
					code: "99-H1",
					states: { zh: "科技人员数 ≤ 营业收入", en: "staff ≤ revenue" },
					remedy: { zh: "请核对两项后改正。", en: "Check both and correct one." },
					reads: ["staff", "revenue"],
					at: "staff",
					test: (row) => row.staff <= row.revenue,
				}),
			],
		}),
	],
});

const finding = (over: Partial<Finding>): Finding => ({
	code: "uscc.check",
	severity: "hard",
	sheet: "高企名录",
	cell: "D8",
	field: "uscc",
	header: "信用代码",
	value: "91441702XXXX00019A",
	expected: "W",
	...over,
});

const PARAMS = {
	kind: "88",
	min: 0,
	max: 5,
	length: 15,
	places: 2,
	cell: "元",
	header: "万元",
	scheme: "phone",
	row: 7,
	rows: "7、9",
	limit: 1048576,
	part: "sheet1.xml",
	since: "1980-01-01",
	day: "2019-06-30",
	from: "2016-05-01",
	years: 10,
	times: 10_000,
	than: "before",
	period: "2018H2",
	beside: 480,
	now: 4_800_000,
	known: "阳江示例刀剪有限公司",
	code: "91441702XXXX00019W",
	unit: "江城区",
	unitEn: "Jiangcheng",
};

describe("findings", () => {
	test("what the register holds is said with where it is from, and as a question to the licence", () => {
		const from = { known: "阳江示例刀剪有限公司", unit: "江城区", unitEn: "Jiangcheng", form: "阳科统01", period: "2019H1" };
		const CODE = "91441702XXXX00019W";
		const known = finding({ expected: CODE, params: { ...from, computed: "W", by: "name" } });
		expect(tell(known, "zh-CN", form)).toBe(
			`《高企名录》D8（信用代码）填的是“91441702XXXX00019A”：统一社会信用代码校验位错误(应为 W)；名录库中该企业的代码是 ${CODE}（阳江示例刀剪有限公司，江城区2019年上半年报送），请对照营业执照核对，属实的按此更正（单元格先设为文本）。`,
		);
		expect(tell(known, "en", form)).toContain(
			`(it should be W); in the register this enterprise has the code ${CODE} (阳江示例刀剪有限公司, reported by Jiangcheng for first half of 2019)`,
		);
		const several = finding({
			code: "uscc.truncated",
			expected: `${CODE}、B`,
			params: { ...from, by: "code", count: 2, list: `${CODE}（甲）、B（乙）` },
		});
		expect(tell(several, "zh-CN", form)).toContain(`名录库中可能的有2个：${CODE}（甲）、B（乙）`);
		const short = finding({ code: "name.short", field: "ent_name", value: "阳江示例", expected: from.known, params: { ...from, code: CODE } });
		expect(tell(short, "zh-CN", form)).toContain(`似为简称或不完整的名称；名录库中的全称是“阳江示例刀剪有限公司”（${CODE}，江城区2019年上半年报送）`);
	});

	test("a sentence says where, what is wrong, and what to do", () => {
		expect(tell(finding({}), "zh-CN", form)).toBe(
			"《高企名录》D8（信用代码）填的是“91441702XXXX00019A”：统一社会信用代码校验位错误(应为 W)，请对照营业执照逐位核对，哪一位错改哪一位，不要只改末位。",
		);
		expect(tell(finding({}), "en", form)).toBe(
			"“高企名录” D8 (信用代码) holds “91441702XXXX00019A”: the check character of the unified social credit code is wrong (it should be W). Compare it with the licence, character by character.",
		);
	});

	test.each<[Partial<Finding>, string]>([
		[{ code: "uscc.truncated", value: "9.14417E+17" }, "信用代码已被 Excel 截断(末三位为 0)，请设为文本后重填"],
		[{ code: "column.missing", field: "uscc", header: null, value: null, cell: "D3" }, "缺少必填列“统一社会信用代码”"],
		[{ code: "region.other-county", value: "阳春市", expected: "阳东区" }, "填报单位与数据属地不符"],
		[{ code: "number.vague", field: "staff", value: "近百" }, "请填具体数字"],
		[{ code: "value.not-applicable", field: "staff", value: "无", expected: null }, "无 请填0"],
		[{ code: "row.conflict", params: { rows: "7、9" } }, "第7、9行的编号、代码或名称相同"],
		[{ code: "row.duplicate", params: { row: 7 } }, "第7行"],
		[{ code: "number.out-of-range", params: { min: 0 } }, "不应小于0"],
		[{ code: "number.out-of-range", params: { max: 100 } }, "不应大于100"],
		[
			{
				code: "amount.unit-scale",
				field: "revenue",
				value: null,
				expected: "元",
				params: { times: 10_000, than: "before", period: "2018H2", beside: 12.5, now: 125_000, stated: "万元" },
			},
			"写明的单位是“万元”，但这一列约为上期（2018年下半年）的10000倍（同样这些行的中位数，上期是12.5万元，本期是125000万元），实际可能是按“元”填写的，请核对计量单位",
		],
		[
			{
				code: "amount.unit-scale",
				field: "revenue",
				value: null,
				severity: "info",
				expected: null,
				params: { times: 10, than: "others", units: 4, beside: 900, now: 9000 },
			},
			"没有写明计量单位，这一列的中位数是9000万元，约为其他4个单位的中位数（900万元）的10倍，请核对计量单位，有误的改正，无误的不必理会",
		],
		[
			{ code: "amount.cell-scale", field: "revenue", expected: "480.2", params: { times: 10_000, than: "before", period: "2018H2", beside: 480 } },
			"约为上期（2018年下半年，480万元）的10000倍，而本列其他数没有这样变化，可能用错了单位或多填、少填了位数（是否应为480.2万元），请核对，有误的改正，无误的说明",
		],
		[
			{ code: "amount.cell-scale", field: "revenue", expected: "1100", params: { times: 10_000, than: "column", beside: 1000, per: "从业人员" } },
			"约为本列中位数（1000万元）的10000倍，与“从业人员”的比例也同样偏离",
		],
		[
			{ code: "amount.outlier", field: "staff", severity: "info", params: { times: 90, beside: 12, more: 2 } },
			"与本列其他数相差悬殊，约为本列中位数（12人）的90倍；本列还有2个",
		],
		[{ code: "date.future", params: { than: "today", day: "2019-06-27" } }, "晚于今天（2019-06-27），这里只填已经发生的事"],
		[{ code: "date.future", severity: "soft", params: { than: "period", day: "2019-06-30" } }, "晚于报告期末（2019-06-30）"],
		[{ code: "date.ancient", params: { since: "1949-10-01" } }, "早于1949-10-01（新中国成立），年份一定有误"],
		[{ code: "date.ancient", severity: "soft", params: { since: "2008-01-01" } }, "早于2008-01-01，那时还没有这类事项"],
		[{ code: "total.differs", expected: "120.5", params: { difference: 0.5 } }, "各行之和为120.5，合计多了0.5"],
	])("%o is told in the words that offices know", (over, words) => {
		expect(tell(finding(over), "zh-CN", form)).toContain(words);
	});

	test("text that is no number is not answered with a zero", () => {
		expect(tell(finding({ code: "value.not-applicable", field: "ent_name", value: "无" }), "zh-CN", form)).not.toContain("0");
	});

	const WHOLE: Record<Language, RegExp> = { "zh-CN": /[\u4e00-\u9fff].*。$/, en: /[a-z][^。]*\.$/ };
	const BROKEN = /undefined|null|NaN|“”|（）|\(\)|。。|\.\.|：：|，，/;

	test.each(LANGUAGES)("every code has a whole sentence (%s)", (language) => {
		const severities = ["hard", "soft", "info"] as const;
		const told = FINDING_CODES.flatMap((each) =>
			severities.map((severity) => tell(finding({ code: each, severity, params: PARAMS }), language, form)),
		);
		expect(told.filter((sentence) => BROKEN.test(sentence) || !WHOLE[language].test(sentence))).toEqual([]);
		expect(new Set(told).size).toBeGreaterThanOrEqual(FINDING_CODES.length);
	});

	test.each(LANGUAGES)("what is about a whole sheet has one without a cell (%s)", (language) => {
		const sheetwide = ["column.missing", "table.empty", "sheet.passed-over", "rows.hidden", "rows.example", "name.sheet-differs", "total.unchecked"];
		const bare = { cell: null, field: null, header: null, value: null, expected: null };
		const told = sheetwide.map((each) => tell(finding({ code: each, ...bare }), language));
		expect(told.filter((sentence) => BROKEN.test(sentence) || !WHOLE[language].test(sentence))).toEqual([]);
	});

	const broken = (over: Partial<Finding>) => finding({ code: "99-H1", field: "staff", header: "科技人员数", value: "12", ...over });

	test("a broken rule is told with its equation, what should stand there, by how much it is off, and its remedy", () => {
		const off = broken({ expected: "≤ 10", params: { difference: 2 } });
		expect(tell(off, "zh-CN", form)).toBe(
			"《高企名录》D8（科技人员数）填的是“12”：不符合审核关系：科技人员数 ≤ 营业收入，这里不应大于10人，多了2人。请核对两项后改正。",
		);
		expect(tell(off, "en", form)).toContain(
			"this breaks the rule: staff ≤ revenue; it must not exceed 10; too much by 2. Check both and correct one.",
		);
	});

	test.each<[string, string | null, string, string]>([
		["≥ 10", "staff", "这里不应小于10人", "it must be at least 10"],
		["3", "staff", "这里应为3人", "3 is expected"],
		["1.5～2.5", "revenue", "这里应在1.5万元至2.5万元之间", "it must lie between 1.5 and 2.5"],
		["2019-06-01～2019-06-30", "founded", "这里应在2019-06-01至2019-06-30之间", "it must lie between 2019-06-01 and 2019-06-30"],
		["≤ 2019-06-20", "founded", "这里不应晚于2019-06-20", "it must not be later than 2019-06-20"],
		["≥ 2019-06-20", "founded", "这里不应早于2019-06-20", "it must not be earlier than 2019-06-20"],
		["> 2019-06-20", "founded", "这里应晚于2019-06-20", "it must be later than 2019-06-20"],
		["到期 / 撤销", "ent_name", "这里应为“到期”或“撤销”", "“到期” or “撤销” is expected"],
		["GR2019…", "uscc", "这里应以“GR2019”开头", "it should begin with “GR2019”"],
		["105、106", "uscc", "这里应有105、106", "there should be 105、106"],
	])("%s for %s is said as a wish", (expected, field, zh, en) => {
		const wish = broken({ expected, field });
		expect(tell(wish, "zh-CN", form)).toContain(`，${zh}。请核对`);
		expect(tell(wish, "en", form)).toContain(`; ${en}. Check`);
	});

	test("what the rule's own words end with is not said again", () => {
		expect(tell(broken({ expected: "营业收入" }), "zh-CN", form)).toContain("科技人员数 ≤ 营业收入。请核对两项后改正。");
	});

	test("what is said of a column or of the file's name claims no value of a cell", () => {
		const missing = finding({ code: "column.missing", cell: "B4", header: "统一社会信用代码", value: null, expected: "统一社会信用代码" });
		expect(tell(missing, "zh-CN", form)).toBe("《高企名录》B4：缺少必填列“统一社会信用代码”，请按模板补上该列并填写后重报。");
		const params = { of: "unit", name: "江城区", sheet: "阳东区" };
		const named = finding({ code: "name.sheet-differs", cell: "A2", field: null, header: null, value: "江城区", expected: "阳东区", params });
		expect(tell(named, "zh-CN", form)).toBe("《高企名录》A2：文件名所写“江城区”与表内“阳东区”不一致，以表内为准。");
		const unknown = finding({ code: "column.unknown", cell: "H3", field: null, header: "联系QQ", value: "联系QQ", expected: null });
		expect(tell(unknown, "zh-CN", form)).toBe("《高企名录》H3：表中多出一列“联系QQ”，本表没有这一指标，该列未采用。");
	});

	test("a long or many-lined value is shown in short", () => {
		const sentence = tell(finding({ value: `第一行\n${"长".repeat(500)}` }), "zh-CN", form);
		expect(sentence.length).toBeLessThan(200);
		expect(sentence).not.toContain("\n");
	});
});

describe("refusals and requests", () => {
	test("an encrypted file is told as offices know it", () => {
		expect(tellRefusal({ code: "file.encrypted", params: {} }, "表.xlsx", "zh-CN")).toBe("文件“表.xlsx”：文件已加密，无法读取，请解密后重报。");
	});

	test("what is wrong with a sheet names it, and what was read there", () => {
		const told = (code: (typeof REFUSAL_CODES)[number], params: Record<string, string>) => tellRefusal({ code, params }, "表.xlsx", "zh-CN");
		expect(told("period.kind", { sheet: "统07", found: "2019年上半年", wanted: "quarter、year" })).toBe(
			"文件“表.xlsx”的工作表《统07》：报告期“2019年上半年”不对，本表按季度或年度报送，请改正报告期后重报。",
		);
		expect(told("unit.disagrees", { sheet: "阳东区", folder: "江城区" })).toContain("填报单位“阳东区”与报送文件夹“江城区”不一致");
		expect(told("period.disagrees", { name: "统01", sheet: "2019年上半年", other: "2018年" })).toContain(
			"《统01》：报告期前后不一致（2019年上半年、2018年）",
		);
		expect(told("unit.unknown", { sheet: "统01", text: "某某局" })).toContain("不认识填报单位“某某局”");
	});

	test("a heading that is almost known is told with its likeness and what speaks for it", () => {
		const evidence = { likeness: 82, kind: "amount", values: 40, fits: 38, shared: "研究开发费" };
		const missing = finding({ code: "column.missing", cell: "A3", field: "revenue", header: "营业收入", value: null, expected: "营业收入" });
		const near = { ...missing, params: { ...evidence, column: "G", near: "主营收入(万)" } };
		expect(tell(near, "zh-CN", form)).toBe(
			"《高企名录》A3：缺少必填列“营业收入”。第G列“主营收入(万)”很像“营业收入”（相似度82%，40个值中38个是金额），如确是，请把该列表头改为“营业收入”后重报，或请市局确认这个写法；如不是，请按模板补上该列。",
		);
		expect(tell(near, "en", form)).toBe(
			"“高企名录” A3: the required column “营业收入” is missing; column G, “主营收入(万)”, is much like it (likeness 82%; 38 of 40 values are amounts). If that is what it is, rename it “营业收入” and resubmit, or ask the city bureau to confirm it; if not, add the column as in the template.",
		);
		const heading = { cell: "G3", header: "企业名", value: "企业名", field: "ent_name", expected: "企业名称", severity: "info" as const };
		const proposed = finding({ ...heading, code: "column.proposed", params: { ...evidence, kind: "text", shared: "企业名" } });
		expect(tell(proposed, "zh-CN", form)).toBe(
			"《高企名录》G3：表头“企业名”很像“企业名称”（相似度82%，都有“企业名”），未经确认，该列没有采用，如确是，请把表头改为“企业名称”后重报，或请市局确认这个写法；如不是，不必改动。",
		);
		expect(tell({ ...proposed, params: { ...evidence, candidates: "企业名称 70%、曾用名 66%" } }, "zh-CN", form)).toBe(
			"《高企名录》G3：表头“企业名”可能是下列之一：企业名称 70%、曾用名 66%，未经确认，该列没有采用，如确是其中之一，请把表头改成该指标的名称后重报，或请市局确认这个写法；如都不是，不必改动。",
		);
		const confirmed = finding({ ...heading, code: "column.confirmed", params: { by: "陈某某", on: "2019-06-27", synonym: 3 } });
		expect(tell(confirmed, "zh-CN", form)).toBe("《高企名录》G3：表头“企业名”按已确认的同义词理解为“企业名称”（2019-06-27 由陈某某确认）。");
		expect(tell(confirmed, "en", form)).toBe(
			"“高企名录” G3: the heading “企业名” is read as “企业名称”, a synonym that 陈某某 confirmed on 2019-06-27.",
		);
	});

	test("a form that nearly fits is named with what the header lacks", () => {
		const params = { sheet: "名录", near: "阳科统01", likeness: 64, lacking: "研发费用、企业规模" };
		expect(tellRefusal({ code: "form.unknown", params }, "表.xlsx", "zh-CN")).toBe(
			"文件“表.xlsx”的工作表《名录》：看不出是哪一张报表。表头与阳科统01最接近（相似度64%，缺少必填列：研发费用、企业规模），如确是该表，请按模板的表头改正后重报，并保留表号。",
		);
		expect(tellRefusal({ code: "form.unknown", params }, "表.xlsx", "en")).toBe(
			"File “表.xlsx”, sheet “名录”: which form this is cannot be told. Its headings come nearest to 阳科统01 (likeness 64%; required columns that it lacks: 研发费用, 企业规模). If it is that form, give the columns the headings of the template, keep the form number, and resubmit.",
		);
	});

	test("a limit is told by its size", () => {
		expect(tellRefusal({ code: "limit.bytes", params: { limit: 64 * 1024 * 1024 } }, "表.xlsx", "zh-CN")).toContain("64MB");
	});

	test.each(LANGUAGES)("every code has a whole sentence (%s)", (language) => {
		for (const refusal of REFUSAL_CODES) {
			for (const params of [{}, PARAMS]) {
				const sentence = tellRefusal({ code: refusal, params }, "表.xlsx", language);
				expect(sentence, refusal).not.toMatch(/undefined|null|NaN|“”|（）|\(\)|。。|：：/);
				expect(sentence, refusal).toContain("表.xlsx");
			}
		}
		for (const usage of USAGE_CODES) {
			// Whatever a sentence asks for is there.
			const params = new Proxy<Record<string, string>>({}, { get: (_, name) => `${String(name)} 2` });
			expect(tellUsage(new UsageError(usage, params), language), usage).not.toMatch(/undefined|“”|（）|\(\)/);
		}
	});
});

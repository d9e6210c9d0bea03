import { describe, expect, test } from "vitest";
import { filled } from "./filling.ts";

const EVERY_UNIT = ["441700-00", "441702-00", "441704-00", "441721-00", "441781-00", "441700-71", "441700-72"];

describe("sentences", () => {
	test("give figures as fields that name them, with their qualifiers", () => {
		const { blocks } = filled(["全市{{hnte.stock}}家，{{outreach.hnte-class.enterprises}}家企业、{{outreach.hnte-class.people}}人参加。"], {
			figures: { "hnte.stock": 71, "outreach.hnte-class.enterprises": 60, "outreach.hnte-class.people": 110 },
			qualifiers: { "outreach.hnte-class.enterprises": "以上", "outreach.hnte-class.people": "约" },
		});
		expect(blocks).toEqual([
			{
				kind: "paragraph",
				runs: [
					{ text: "全市" },
					{ text: "71", figure: { name: "hb.hnte.stock", title: "高新技术企业存量" } },
					{ text: "家，" },
					{ text: "60多", figure: { name: "hb.outreach.hnte_class.enterprises", title: expect.any(String) } },
					{ text: "家企业、" },
					{ text: "约110", figure: { name: "hb.outreach.hnte_class.people", title: expect.any(String) } },
					{ text: "人参加。" },
				],
			},
		]);
	});

	test("whose figure was not reported are left out and told of; a reported zero is no reason", () => {
		const { texts, omitted } = filled(
			["存量{{hnte.stock}}家。摸排{{pipeline.screened}}家，走访{{pipeline.visited}}家。引导基金{{finance.guide-funds}}支。"],
			{
				figures: { "hnte.stock": 71, "pipeline.visited": 33, "finance.guide-funds": 0 },
			},
		);
		expect(texts).toEqual(["存量71家。引导基金0支。"]);
		expect(omitted).toEqual([{ line: 2, text: "摸排〔摸排高企培育企业：未报〕家，走访33家。", missing: ["摸排高企培育企业：未报"] }]);
	});

	test("a paragraph of which nothing is left is none, and its heading asks for it", () => {
		const { texts } = filled(["一、主要工作", "（一）平台", "共{{platforms.total}}个。", "（二）高企", "共{{hnte.stock}}家。", "二、问题"], {
			figures: { "hnte.stock": 71 },
		});
		expect(texts).toEqual([
			"一、主要工作",
			"（一）平台",
			"〔本期没有可写入本节的上报数据，此处由市局补充〕",
			"（二）高企",
			"共71家。",
			"二、问题",
			"〔本期没有可写入本节的上报数据，此处由市局补充〕",
		]);
	});

	test("full stops in what was reported end no sentence of the template", () => {
		const rows = [{ name: "海陵湾实验室", news: "完成选址。开始建设" }];
		const { texts } = filled(["事项：【列出 统11】{{事项名称}}（{{本期进展}}）【完】，共{{hnte.stock}}家。"], { rows: { 统11: { rows } } });
		expect(texts).toEqual([]);
	});

	test("numbered lines without a full stop are headings, longer ones paragraphs", () => {
		const { blocks } = filled([
			"一、{{期名}}工作",
			"（一）平台",
			"1．重点平台",
			"（二）高企。内容。",
			"1．重点平台有三个。",
			"落款：某局",
			"2019年工作",
		]);
		expect(blocks.map((block) => (block.kind === "heading" ? block.level : block.kind))).toEqual([
			1,
			2,
			3,
			"paragraph",
			"paragraph",
			"signature",
			"paragraph",
		]);
	});
});

describe("conditions", () => {
	const told = (condition: string, figures = {}, period = "2019H1") =>
		filled([`【如果 ${condition}】是【否则】否【完】`], { figures, period }).texts[0];

	test.each([
		["有 hnte.stock", "是"],
		["未报 hnte.stock", "否"],
		["有 pipeline.visited", "否"],
		["未报 pipeline.visited", "是"],
		["hnte.stock = 71", "是"],
		["hnte.stock ≠ 71", "否"],
		["高新技术企业存量 大于 70", "是"],
		["hnte.stock < 71", "否"],
		["hnte.stock <= 71", "是"],
		["hnte.stock:完成率 >= 71%", "是"],
		["低于序时 hnte.stock", "否"],
		["达到序时 hnte.stock", "是"],
		["未完成目标 hnte.stock", "是"],
		["完成目标 hnte.stock", "否"],
		["为零 finance.guide-funds", "是"],
		["inspection.rectification-rate < 80%", "是"],
		["targets.203 > 1", "否"],
		["hnte.stock > 70 且 finance.guide-funds = 0", "是"],
		["hnte.stock > 71 或 finance.guide-funds = 0", "是"],
		["hnte.stock > 71 and zero finance.guide-funds", "否"],
		// What is not known decides nothing where the other part does.
		["pipeline.visited > 3 或 finance.guide-funds = 0", "是"],
		["pipeline.visited > 3 且 finance.guide-funds > 0", "否"],
	])("%s", (condition, expected) => {
		const figures = {
			"hnte.stock": 71,
			"hnte.stock:completion": 0.71,
			"hnte.stock:schedule": 0.488,
			"finance.guide-funds": 0,
			"inspection.rectification-rate": 71.4,
			"targets.203": [1, 2] as const,
		};
		expect(told(condition, figures)).toBe(expected);
	});

	test("on a figure that was not reported print neither branch: nothing is claimed either way", () => {
		const { texts, omitted } = filled(["【如果 finance.guide-funds > 0】", "设立引导基金。", "【否则】", "没有引导基金。", "【完】", "其他。"]);
		expect(texts).toEqual(["其他。"]);
		expect(omitted).toMatchObject([{ line: 2, missing: ["创业引导基金：未报"] }]);
	});

	test("within a sentence take the sentence with them", () => {
		expect(filled(["存量{{hnte.stock}}家【如果 pipeline.visited > 0】，走访过【完】。第二句。"], { figures: { "hnte.stock": 71 } }).texts).toEqual([
			"第二句。",
		]);
	});

	test.each([
		["上半年", "2019H1", "是"],
		["上半年", "2019H2", "否"],
		["半年", "2019H2", "是"],
		["全年", "2019", "是"],
		["全年", "2019H1", "否"],
		["上半年、第二季度", "2019Q2", "是"],
		["季度", "2019-06", "否"],
		["月", "2019-06", "是"],
	])("报告期 %s of %s", (words, period, expected) => expect(told(`报告期 ${words}`, {}, period)).toBe(expected));

	test("the first branch that holds is taken", () => {
		const chosen = (value: number) =>
			filled(["【如果 hnte.stock > 100】多【否则如果 hnte.stock > 50】中【否则】少【完】"], { figures: { "hnte.stock": value } }).texts[0];
		expect([120, 71, 3].map(chosen)).toEqual(["多", "中", "少"]);
	});
});

test.each([
	["2019H1", "上半年", "下半年"],
	["2019H2", "下半年", "下一年"],
	["2019", "全年", "下一年"],
	["2019Q2", "第二季度", "第三季度"],
	["2019Q4", "第四季度", "下一年第一季度"],
	["2019-06", "6月", "7月"],
	["2019-12", "12月", "下一年1月"],
])("words for %s", (period, part, next) =>
	expect(filled(["{{期名}}和{{下期名}}，{{上年}}年。"], { period }).texts).toEqual([`${part}和${next}，2018年。`]),
);

describe("repetition", () => {
	test("over units, in the order of tables", () => {
		const figures = Object.fromEntries(EVERY_UNIT.map((code, at) => [`hnte.stock@${code}`, at]));
		const { texts } = filled(["【每单位】{{单位名称}}{{hnte.stock@*}}家；【完】完。"], { figures });
		expect(texts).toEqual(["市本级0家；江城区1家；阳东区2家；阳西县3家；阳春市4家；海陵岛试验区5家；阳江高新区6家；完。"]);
	});

	test("over the months of the period that have begun by the cutoff", () => {
		const figures = { "projects.reviewed.month-04": 0, "projects.reviewed.month-05": 61 };
		const line = "【每月】【如果 projects.reviewed.month-* > 0】{{月份}}月评审{{projects.reviewed.month-*}}个。【完】【完】";
		expect(filled([line], { figures, period: "2019Q2", cutoff: "2019-05-31" }).texts).toEqual(["5月评审61个。"]);
	});
});

describe("lists", () => {
	const rows = [
		{ name: "乙班", start_date: "2019-04-18", type: "培训班", ent_n: 60, ent_q: "以上", ppl_n: 110, ppl_q: "约", business: ["高企"] },
		{ name: "甲班", start_date: "2019-04-11", type: "培训班", ent_n: null, ent_q: null, ppl_n: 72, ppl_q: "准确", business: ["财务", "平台"] },
		{ name: "丙会", start_date: "2018-12-30", type: "座谈会", ent_n: null, ent_q: null, ppl_n: null, ppl_q: null, business: null },
	];
	const listed = (line: string, given = { 统09: { rows } }) => filled([line], { rows: given });

	test("tell rows with days, qualifiers and what is filled in alone", () => {
		const line =
			"举办：【列出 统09 其中 类型 = 培训班；按 开始日期；分隔 ；】{{开始日期}}{{活动名称}}【如果 有 参加企业数】（{{参加企业数}}家、{{参加人数}}人）【完】【完】。";
		expect(listed(line).texts).toEqual(["举办：4月11日甲班；4月18日乙班（60多家、约110人）。"]);
	});

	test("name the year of a day that is not the report's, and cut where told to", () => {
		expect(listed("【列出 统09；按 开始日期；最多 2】{{序号}}{{活动名称}}{{开始日期}}【完】。").texts).toEqual([
			"1丙会2018年12月30日、2甲班4月11日等。",
		]);
	});

	test.each([
		["关联业务 = 平台", "甲班"],
		["关联业务 含 企", "乙班"],
		["参加人数 > 100", "乙班"],
		["开始日期 >= 2019-04-12", "乙班"],
		["类型 = 座谈会/宣讲", "丙会"],
		// A comparison with a blank is false, both ways.
		["参加人数 ≠ 72", "乙班"],
		["未填 参加人数", "丙会"],
	])("of rows where %s", (where, name) => expect(listed(`【列出 统09 其中 ${where}】{{活动名称}}【完】`).texts).toEqual([name]));

	test("without rows say what the template says of that only where everybody reported", () => {
		const line = "【列出 统09】{{活动名称}}【否则】没有活动【完】。";
		expect(listed(line, { 统09: { rows: [] } }).texts).toEqual(["没有活动。"]);
		const unknown = filled([line], { rows: { 统09: { rows: [], complete: false, title: "活动台账" } } });
		expect(unknown.texts).toEqual([]);
		expect(unknown.omitted).toMatchObject([{ missing: ["活动台账：未报"] }]);
	});

	test("on lines of their own make a paragraph of each row", () => {
		expect(filled(["【列出 统09】", "{{活动名称}}。", "【完】"], { rows: { 统09: { rows } } }).texts).toEqual(["乙班。", "甲班。", "丙会。"]);
	});
});

describe("tables and charts", () => {
	const figures = {
		"platforms.centre.provincial": 36,
		"platforms.centre.municipal": 1390,
		"platforms.incubator.provincial": "not-applicable" as const,
	};
	const lines = [
		"类别｜省级｜市级",
		"工程中心｜{{platforms.centre.provincial}}｜{{platforms.centre.municipal}}",
		"孵化器｜{{platforms.incubator.provincial}}｜{{platforms.incubator.municipal}}",
		"【完】",
	];

	test("print figures as tables do; what was not reported is blank, what there is not —", () => {
		const { texts, blocks, omitted } = filled(["【表 平台情况】", ...lines], { figures });
		expect(texts).toEqual(["类别｜省级｜市级\n工程中心｜36｜1,390\n孵化器｜—｜"]);
		expect(blocks[0]).toMatchObject({ kind: "table", caption: "平台情况" });
		expect(omitted).toEqual([]);
	});

	test("draw numbers, with a gap where there is none, and say what is to be seen", () => {
		const { blocks } = filled(["【图 柱形：平台情况；数轴 个；参考线 目标 = 50】", ...lines], { figures });
		expect(blocks).toEqual([
			{
				kind: "chart",
				chart: {
					kind: "column",
					title: "平台情况",
					alternative: "柱形图：平台情况。省级：工程中心（36）；市级：工程中心（1390）。",
					categories: ["工程中心", "孵化器"],
					series: [
						{ name: "省级", values: [36, null] },
						{ name: "市级", values: [1390, null] },
					],
					axes: { category: "类别", value: "个" },
					format: "#,##0",
					reference: { name: "目标", value: 50 },
				},
			},
		]);
	});

	test("without a single number there is no chart", () => {
		const { blocks, omitted } = filled(["【图 柱形：平台情况】", ...lines]);
		expect(blocks).toEqual([]);
		expect(omitted).toMatchObject([{ missing: ["平台情况：未报"] }]);
	});
});

test("the title may hold facts, and places to fill in are marked", () => {
	const { blocks } = filled(["【补充：原因】", "落款：【补充：日期】"]);
	expect(blocks).toEqual([
		{ kind: "paragraph", runs: [{ text: "〔此处由市局补充：原因〕", prompt: true }] },
		{ kind: "signature", runs: [{ text: "〔此处由市局补充：日期〕", prompt: true }] },
	]);
});

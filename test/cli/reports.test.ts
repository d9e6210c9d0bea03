import path from "node:path";
import { describe, expect, test } from "vitest";
import { createOutput, type Sink } from "../../src/cli/output.ts";
import { consolidateReport, publishReport, shownValue } from "../../src/cli/reports/figures.ts";
import { counts, exitCodeOf, fullReport, intakeTable, openFiles } from "../../src/cli/reports/files.ts";
import { statusReport } from "../../src/cli/reports/status.ts";
import { cellTraceReport, traceReport } from "../../src/cli/reports/trace.ts";
import { displayWidth, pad, table } from "../../src/cli/table.ts";
import { cliEn } from "../../src/messages/cli-en.ts";
import { cliZhCN } from "../../src/messages/cli-zh-CN.ts";
import { RECEIPT_TEXTS } from "../../src/messages/receipt-texts.ts";
import type { CellTraceDocument, CheckDocument, CheckedFile, FindingDocument, SubmissionDocument } from "../../src/model/documents.ts";

const SHA = "a".repeat(64);
const unitName = (code: string) => ({ "441702-00": "江城区", "441704-00": "阳东区" })[code] ?? code;

function submission(over: Partial<SubmissionDocument>): SubmissionDocument {
	const rows = { seen: 5, loaded: 3, rejected: 0, duplicate: 0, total: 1, note: 0, header: 1 };
	const place = { sheet: "表", columns: {}, headerRows: null, tables: [], evidence: [], mapping: [], conversions: [], signatures: {} };
	return {
		status: "accepted",
		state: over.status === "refused" ? "returned" : (over.status ?? "accepted"),
		form: "阳科统01",
		period: "2019H1",
		unit: "441702-00",
		batch: "",
		nil: false,
		...place,
		rows,
		findings: [],
		groups: [],
		unknownColumns: [],
		proposals: [],
		...over,
	};
}

function file(over: Partial<CheckedFile>): CheckedFile {
	return {
		file: "a.xlsx",
		sha256: SHA,
		status: "accepted",
		refusal: null,
		refusals: [],
		format: "xlsx",
		skipped: [],
		submissions: [submission({})],
		...over,
	};
}

const found = (severity: FindingDocument["severity"], message: string): FindingDocument => ({
	number: 1,
	key: null,
	code: "uscc.check",
	severity,
	sheet: "表",
	cell: "B5",
	field: "uscc",
	value: "x",
	expected: null,
	message,
});

const returned = file({
	file: "江城区/b.xlsx",
	status: "returned",
	submissions: [
		submission({ status: "returned", findings: [found("info", "仅提示"), found("hard", "错一"), found("soft", "疑二"), found("hard", "错三")] }),
	],
});
const refused = file({
	file: "c.xlsx",
	status: "refused",
	refusal: { code: "file.encrypted", message: "文件已加密" },
	refusals: [{ code: "file.encrypted", message: "文件已加密" }],
	submissions: [],
});

describe("tables on a terminal", () => {
	test("a Chinese character is two columns wide", () => {
		expect([displayWidth("统01"), displayWidth("（汇报）"), displayWidth("abc"), displayWidth("e\u0301"), displayWidth("𠮷")]).toEqual([
			4, 8, 3, 1, 2,
		]);
		expect([pad("阳东", 6), pad("12", 6, "right")]).toEqual(["阳东  ", "    12"]);
	});

	test("columns stand under their headings", () => {
		const lines = table(
			["单位", "统01", "统02"],
			[
				["江城区", "12", ""],
				["a", "3", "144"],
			],
		);
		expect(lines).toEqual(["单位    统01  统02", "------  ----  ----", "江城区    12", "a          3   144"]);
	});
});

describe("reports on files", () => {
	const document: CheckDocument = {
		files: [file({}), file({ submissions: [submission({ form: "阳科统02", unit: "441704-00", nil: true })] }), returned, refused],
	};

	test("the table counts accepted rows and shows nil reports", () => {
		expect(intakeTable(document, cliZhCN, unitName)).toEqual([
			cliZhCN.files.taken,
			"填报单位  统01  统02",
			"--------  ----  ----",
			"江城区       3",
			"阳东区            零",
		]);
		expect(intakeTable({ files: [returned] }, cliZhCN, unitName)).toEqual([]);
	});

	test("of several versions that came in together the table counts the last", () => {
		const version = (number: number, loaded: number) =>
			file({ submissions: [submission({ version: number, rows: { ...submission({}).rows, loaded } })] });
		expect(intakeTable({ files: [version(1, 12), version(3, 7), version(2, 10)] }, cliZhCN, unitName).at(-1)).toMatch(/^江城区 +7$/);
	});

	test("what is only counted is counted among the rest", () => {
		const group = {
			code: "date.impossible",
			severity: "hard" as const,
			table: "",
			field: "valid_to",
			header: "有效期至",
			count: 99_755,
			cells: ["表!E250"],
		};
		const many = file({
			status: "returned",
			submissions: [
				submission({ status: "returned", findings: [found("hard", "错一"), found("hard", "错二")], groups: [{ ...group, message: "" }] }),
			],
		});
		expect(openFiles({ files: [many] }, cliZhCN, 1).at(-1)).toBe("    另有 99756 处");
		expect(openFiles({ files: [many] }, cliZhCN, 2).at(-1)).toBe("    另有 99755 处");
	});

	test("open files are told with their reasons, notes left out and the rest counted", () => {
		expect(openFiles(document, cliZhCN, 2)).toEqual([
			"[退回] 江城区/b.xlsx",
			"    错一",
			"    疑二",
			"    另有 1 处",
			"[拒收] c.xlsx",
			"    文件已加密",
		]);
		expect(counts(document, cliZhCN)).toBe("共 4 个文件：通过 2，待说明 0，退回 1，拒收 1。");
	});

	test("a full report shows the ledger and every finding, the gravest first", () => {
		expect(fullReport({ files: [returned] }, cliEn, (code) => code)).toEqual([
			"[returned] 江城区/b.xlsx",
			"  阳科统01 2019H1 441702-00 [returned]",
			"    5 rows = 3 sound + 0 wrong + 0 duplicate + 1 total + 0 note + 1 header",
			"    [mandatory] 错一",
			"    [mandatory] 错三",
			"    [to be explained] 疑二",
			"    [for information] 仅提示",
		]);
	});

	test("in brief fifty findings are told, the gravest first, and the rest is counted; in full all of them", () => {
		const findings = [...Array.from({ length: 60 }, (_, at) => found("info", `提示${at}`)), found("hard", "错一")];
		const group = { code: "uscc.check", severity: "hard", table: "", field: "uscc", header: "代码", count: 7, cells: ["B9"] } as const;
		const groups = [{ ...group, message: "另有7处" }];
		const document = { files: [file({ submissions: [submission({ findings, groups })] })] };
		const brief = fullReport(document, cliZhCN, unitName);
		expect(brief[3]).toBe("    [强制性] 错一");
		expect(brief.slice(-2)).toEqual(["    另有 11 处（用 --full 查看）", "    [强制性] 另有7处"]);
		expect(brief).toHaveLength(3 + 50 + 2);
		const full = fullReport(document, cliZhCN, unitName, RECEIPT_TEXTS["zh-CN"]);
		expect(full.filter((line) => line.includes("提示"))).toHaveLength(60);
		expect(full).toContain("    [强制性] 另有7处");
	});

	const told = submission({
		evidence: [{ of: "form", from: "form-number", text: "阳科统01", sheet: "表", cell: "A1" }],
		tables: [{ table: "", sheet: "表", headerRows: [3, 4], columns: {} }],
		mapping: [
			{ table: "", sheet: "表", field: "n", fieldHeader: "数", header: "数", column: "B", cell: "B4", via: "header" },
			{
				...{ table: "", sheet: "表", field: "rd", fieldHeader: "研发费用", header: "研发费(元)", column: "C", cell: "C4", via: "synonym" as const },
				unit: { unit: "元", from: "header", form: "万元" },
			},
		],
		conversions: [
			{
				...({ kind: "amount-unit", table: "", sheet: "表", field: "rd", header: "研发费(元)", count: 7 } as const),
				examples: [{ cell: "C5", from: "3411500", to: "341.15" }],
			},
		],
		unknownColumns: [{ sheet: "表", column: "D", header: "联系人", cell: "D4", filled: 2, values: [] }],
		signatures: { 填表人: "林某某" },
	});

	test("in brief a report says how much was converted, in full what and why", () => {
		const document = { files: [file({ submissions: [told], skipped: [{ sheet: "填表说明", reason: "instructions" }] })] };
		expect(fullReport(document, cliZhCN, unitName).slice(3)).toEqual(["    自动转换 7 处，未识别的列 1 个（用 --full 查看）"]);
		const lines = fullReport(document, cliZhCN, unitName, RECEIPT_TEXTS["zh-CN"]);
		expect(lines.slice(1, 4)).toEqual(["  文件格式: Excel 工作簿（.xlsx）", "  没有读取的工作表:", "    《填表说明》填表说明，不用读取"]);
		expect(lines.slice(6)).toEqual([
			"    报表: 《表》A1，表号“阳科统01”",
			"    表头: 《表》第3—4行",
			"    落款: 填表人：林某某",
			"    列对应:",
			"      B 数",
			"      C 研发费(元) → 研发费用 (规定表头的另一种写法) [元（列表头）→万元]",
			"    自动转换:",
			"      研发费(元): 金额换算成本表规定的单位, 7处  C5“3411500”→“341.15”",
			"    未识别的列:",
			"      D “联系人”（2行有内容）不是本表的指标，未采用，内容照原样列出",
		]);
		expect(fullReport(document, cliEn, unitName, RECEIPT_TEXTS.en).join("\n")).toContain("amounts converted to the form's unit, 7 cells");
	});

	test("the exit code is the highest that applies", () => {
		expect(exitCodeOf({ files: [file({})] })).toBe(0);
		expect(exitCodeOf({ files: [] })).toBe(0);
		expect(exitCodeOf({ files: [file({}), file({ status: "pending" })] })).toBe(1);
		expect(exitCodeOf(document)).toBe(2);
	});
});

describe("reports on figures", () => {
	test("ranges and qualifiers are shown as they are published", () => {
		expect([
			shownValue(71, cliZhCN),
			shownValue([1, 2], cliZhCN),
			shownValue(110, cliZhCN, "约"),
			shownValue(60, cliZhCN, "以上"),
			shownValue(null, cliZhCN),
		]).toEqual(["71", "1–2", "约110", "60以上", "未报"]);
	});

	test("a trace names each source once and its rows below", () => {
		const cell = (ref: string, raw: string) => ({ ref, raw, value: raw, field: "uscc" });
		const source = { file: "江城.xlsx", sha256: SHA, sheet: "高企", unit: "441702-00" };
		const lines = traceReport(
			{
				figure: { id: "hnte.stock", name: "高企存量", value: 2, unit: "家", period: "2019H1", reportingUnit: null },
				sources: [
					{ ...source, row: 5, cells: [cell("C5", "9144")] },
					{ ...source, row: 6, cells: [cell("C6", "9145"), cell("D6", "有效")] },
				],
			},
			cliZhCN,
			unitName,
		);
		expect(lines).toEqual([
			"高企存量：2家",
			"报告期 2019H1，范围：全市",
			"来自 2 行：",
			"  江城区 江城.xlsx 《高企》 aaaaaaaaaaaa",
			"    第5行  C5 9144",
			"    第6行  C6 9145  D6 有效",
		]);
		const none = { id: "hnte.stock", name: "高企存量", value: null, unit: "家", period: "2019H1", reportingUnit: null };
		expect(traceReport({ figure: none, sources: [] }, cliZhCN, unitName)[0]).toBe("高企存量：未报");
		expect(traceReport({ figure: { ...none, measure: "growth" }, sources: [] }, cliZhCN, unitName)[0]).toBe("高企存量（同比）：—");
	});

	test("a publication that differs says what, and does not claim a folder", () => {
		const head = {
			period: "2019H1",
			cutoff: "2019-06-27",
			asOf: "2019-06-27T12:00:00.000Z",
			folder: "",
			workbook: "汇总.xlsx",
			files: [],
			figuresCompared: 3,
			...{ release: null, unchanged: false, restored: [], changes: null },
		};
		const bad = publishReport(
			{ ...head, differences: [{ figure: "hnte.stock", unit: "441702-00", expected: 3, found: 4 }] },
			cliZhCN,
			path.join,
			unitName,
		);
		expect(bad.join("\n")).toContain("hnte.stock（江城区）数据库为 3，工作簿为 4");
		expect(bad.join("\n")).not.toContain("已发布");
		const files = [{ name: "总结.docx", sha256: "a".repeat(64), size: 1 }];
		const good = publishReport({ ...head, folder: "out", files, differences: [] }, cliZhCN, path.join, unitName);
		expect(good).toContain(`工作总结（初稿）：${path.join("out", "总结.docx")}`);
		expect(good.join("\n")).toContain(path.join("out", "汇总.xlsx"));
		const release = { number: 1, code: "2019H1-1-7K4Q2M", manifest: "b".repeat(64) };
		const [same] = publishReport({ ...head, folder: "out", files, differences: [], release, unchanged: true }, cliZhCN, path.join, unitName);
		expect(same).toMatch(/第1版（2019H1-1-7K4Q2M）相同.*huibao consolidate --period 2019H1/);
	});

	test("a status has forms down and offices across and names what is open; a consolidation names who is missing", () => {
		const slot = (period: string, state: "accepted" | "missing" | "returned" | "late", over = {}) => ({
			...{ period, batch: "", state, also: [], due: "2019-07-05", overdue: false, submission: null, waiting: null },
			...over,
		});
		const form = (id: string, state: "accepted" | "missing" | "returned" | "not-owed", rows: number | null, more = {}) => ({
			form: id,
			title: "名录",
			units: {
				"441702-00": {
					state,
					shown: state,
					overdue: false,
					rows,
					submissions: [],
					slots: state === "not-owed" ? [] : [slot("2019H1", state)],
					...more,
				},
			},
		});
		const status = {
			period: "2019H1",
			units: [{ code: "441702-00", name: "阳江市江城区" }],
			forms: [form("阳科统01", "accepted", 3), form("阳科综01", "not-owed", null)],
			refused: [{ file: "c.xlsx", code: "file.encrypted", message: "文件已加密" }],
			runs: [],
		};
		const lines = statusReport(status, cliZhCN, unitName);
		expect(lines[1]).toBe("报表       江城区");
		expect(lines).toContain("统01 名录  通过 3");
		expect(lines).toContain("综01 名录  —");
		expect(lines).toContain("  文件已加密");
		expect(lines).toContain(cliZhCN.statusReport.complete);
		const back = form("阳科统04", "returned", 0, { slots: [slot("2019H1", "returned", { submission: 5 })] });
		const forms = [...status.forms, form("阳科统03", "missing", null), back];
		const open = statusReport({ ...status, forms }, cliZhCN, unitName);
		expect(open).toContain("  江城区：统03 未报、统04 退回（编号5）");
		expect(open).not.toContain(cliZhCN.statusReport.complete);
		const months = [slot("2019-01", "late"), slot("2019-02", "missing", { overdue: true })];
		const waiting = [slot("2019H1", "accepted", { submission: 4, waiting: { submission: 9, state: "received" } })];
		const monthly = form("阳科统09", "missing", 7, { overdue: true, slots: months });
		const more = statusReport({ ...status, forms: [monthly, form("阳科统01", "accepted", 3, { slots: waiting })] }, cliZhCN, unitName);
		expect(more).toContain("统09 名录  未报（逾期）");
		expect(more).toContain("  江城区：统09 2019-02 未报（逾期）");
		expect(more).toContain("  编号9 江城区 统01 2019H1 已报待审");
		const report = consolidateReport(
			{
				period: "2019H1",
				cutoff: "2019-06-27",
				asOf: "2019-06-27T12:00:00.000Z",
				consolidation: 1,
				indicators: 80,
				notReported: ["a"],
				missing: [{ form: "阳科统03", units: ["441704-00"] }],
				carried: [],
			},
			cliZhCN,
			unitName,
		);
		expect(report).toContain("  阳科统03 阳东区");
	});
});

describe("output", () => {
	function sink(isTTY: boolean): Sink & { text: string } {
		return {
			text: "",
			isTTY,
			columns: 20,
			write(text) {
				this.text += text;
			},
		};
	}

	test("a terminal shows what is under way on one line that goes away again", () => {
		const [out, err] = [sink(true), sink(true)];
		const output = createOutput(out, err, cliZhCN);
		output.progress({ step: "files", subject: "江城区/很长很长很长的文件名.xlsx", done: 1, of: 7 });
		expect(err.text).toContain("读取 2/7 江城区");
		expect(displayWidth(err.text.replace("\r\u001b[2K", ""))).toBeLessThan(20);
		output.say("完");
		expect(err.text.endsWith("\r\u001b[2K")).toBe(true);
		expect(out.text).toBe("完\n");
	});

	test("a log stays quiet, and a document stands alone on standard output", () => {
		const [out, err] = [sink(false), sink(false)];
		const output = createOutput(out, err, cliZhCN);
		output.progress({ step: "files", subject: "a", done: 0, of: null });
		output.note("说明");
		output.json({ a: 1 });
		expect(err.text).toBe("说明\n");
		expect(JSON.parse(out.text)).toEqual({ a: 1 });
	});
});

describe("the figures that a county cell feeds", () => {
	const cell: CellTraceDocument["cell"] = {
		...{
			file: "江城区.xlsx",
			sha256: "8bfeca54be2a".padEnd(64, "0"),
			sheet: "名录",
			ref: "D8",
			raw: "1,234元",
			value: 0.12,
			conversions: ["amount-unit"],
		},
		...{ field: "revenue", header: "营业收入", form: "阳科统01", unit: "441702-00", period: "2019H1", batch: "", row: 8, role: "data" },
		...{ submission: 1, status: "accepted", counts: true },
	};
	const figure = { id: "a.b", name: "甲", value: 7, unit: "家", period: "2019H1", reportingUnit: null } as const;
	const told = (document: CellTraceDocument) => cellTraceReport(document, cliZhCN, "zh-CN", () => "江城区");

	test("what was read, what was done to it, what it feeds", () => {
		expect(told({ cell, figures: [{ ...figure, by: "cell" }] })).toEqual([
			"江城区.xlsx 《名录》D8（文件校验 8bfeca54be2a）",
			"江城区 阳科统01 2019H1",
			"列“营业收入”：原文“1,234元”，读作 0.12",
			"  金额换算成本表规定的单位",
			"这一行已审核通过，计入统计。",
			"这一格计入 1 个数字：",
			"  2019H1 全市 甲（a.b）7家",
		]);
	});

	test.each([
		[{ counts: false }, "这份报送已被新报的版本代替，不再计入统计。"],
		[{ counts: false, status: "pending" }, "这份报送还在待审或待说明，尚未计入统计。"],
		[{ counts: false, status: "returned" }, "这份报送已退回或撤回，没有计入统计。"],
		[{ counts: false, status: null }, "这个文件没有报送过，没有计入统计。"],
		[{ role: "total" }, "这是合计行，由系统自行汇总，不重复计入。"],
	] as const)("why it feeds nothing: %o", (more, sentence) => {
		expect(told({ cell: { ...cell, ...more }, figures: [] })).toContain(sentence);
	});

	test("a row that counts and qualifies for no figure says so", () => {
		expect(told({ cell, figures: [] }).at(-1)).toBe("已汇总的数字都没有计入这一行（不符合统计条件，或还没有汇总）。");
	});
});

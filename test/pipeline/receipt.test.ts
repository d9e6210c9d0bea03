import { describe, expect, test } from "vitest";
import t12 from "../../src/forms/t12-commissioners.ts";
import type { GridSource } from "../../src/model/grid.ts";
import type { ReceiptBook } from "../../src/model/receipt.ts";
import { LEDGER_PARTS } from "../../src/model/submission.ts";
import type { Language } from "../../src/model/text.ts";
import { type Examination, examine } from "../../src/pipeline/examine.ts";
import { receiptOf } from "../../src/pipeline/receipt.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { textGrid, textSheet } from "../support/text-grid.ts";

const HEAD = `
	2019年上半年农村科技特派员对接
	表号：阳科统12||填报单位（盖章）：阳东区||报告期：2019年上半年||计量单位：个
	序号|姓名|性别|派出单位|单位类别|职称|专业领域|手机|县区|乡镇|村名|村代码|省定贫困村|对接状态|对接日期|服务次数|培训农户|推广技术|备注`;
const FOOT = "单位负责人：陈某某|填表人：林某某";

const row = (number: number, extras: Partial<Record<"phone" | "poor" | "date" | "visits" | "status", string>> = {}) =>
	[
		...[number, `张某${"甲乙丙"[number - 1]}`, "男", "华南农业大学", "高校", "副高", "水稻栽培"],
		...[extras.phone ?? `1390000000${number}`, "阳东区", "示例镇", "示例村", "'441704999201", extras.poor ?? "是", extras.status ?? "服务中"],
		...[extras.date ?? "2019-03-12", extras.visits ?? "3", "85", "2", ""],
	].join("|");

async function examined(...rows: readonly string[]): Promise<Examination> {
	const sheet = textSheet("对接", [HEAD, ...rows, FOOT].join("\n"));
	const grid = textGrid(sheet, textSheet("填表说明", "填表说明\n请逐行填写，不要改动表头文字，没有的填0。"), textSheet("Sheet3", ""));
	const context = {
		catalogue: { forms: [t12], units: YANGJIANG_UNITS },
		readGrid: async () => grid,
		cutoffOf: () => "2019-06-30",
		today: () => "2019-07-01",
		clock: () => new Date("2019-07-01T04:00:00Z"),
	};
	return examine(new Uint8Array(), { fileName: "特派员.xlsx", folderUnit: null }, context);
}

const FILE = { name: "阳东区/特派员.xlsx", fileName: "特派员.xlsx", folder: "阳东区", sha256: "a".repeat(64) };
const receipt = (examination: Examination, language: Language = "zh-CN") => receiptOf(FILE, examination, "2019-07-02T01:00:00.000Z", language);
const sheetOf = (book: ReceiptBook, name: string) => book.sheets.find((sheet) => sheet.name === name);
const textsOf = (book: ReceiptBook, name: string) => sheetOf(book, name)?.lines.map((line) => line.map(({ value }) => String(value)).join("|")) ?? [];

describe("the first sheet of a receipt", () => {
	test("says what became of the file, by what each report was recognised, and how its rows add up", async () => {
		const book = receipt(await examined(row(1), row(1), row(2, { date: "2019-02-31" })));
		const lines = textsOf(book, "回执");
		expect(lines).toContain("审核时间|2019-07-02 09:00");
		expect(lines).toContain("结论|退回修改");
		expect(lines).toContain("报送文件夹|阳东区");
		expect(lines).toContain("没有读取的工作表|《填表说明》填表说明，不用读取；《Sheet3》空表");
		expect(lines).toContain(`报表|阳科统12 ${t12.title.zh}（依据：《对接》A2，表号“阳科统12”）`);
		expect(lines).toContain("报告期|2019年上半年（依据：《对接》E2，表内所写“2019年上半年”）");
		expect(lines).toContain("填报单位|阳东区（依据：《对接》C2，表内所写“阳东区”）");
		expect(lines).toContain("表头|《对接》第3行");
		expect(lines).toContain("落款|单位负责人：陈某某　填表人：林某某");
		expect(lines).toContain("读到的行|＝合格数据|＋有误数据|＋重复|＋合计行|＋文字说明|＋标题和表头");
		expect(lines).toContain("7|1|1|1|0|1|3");
		expect(lines.find((line) => line.startsWith("问题|"))).toMatch(/强制性1处（必须修改），核实性0处（核实后改正或说明），提示1处，见工作表“问题”/);
	});

	test("of an accepted file says that nothing is left to do, and leaves out the sheets that would be empty", async () => {
		const book = receipt(await examined(row(1)));
		expect(textsOf(book, "回执")).toContain("结论|通过");
		expect(textsOf(book, "回执").find((line) => line.startsWith("请办理|"))).toMatch(/已经采用/);
		expect(book.sheets.map(({ name }) => name)).toEqual(["回执", "列对应"]);
	});

	test("of a refused file says why, in both languages", () => {
		const refusal = { code: "file.encrypted", params: {} } as const;
		const examination: Examination = { status: "refused", refusals: [{ sheet: null, refusal }], submissions: [], source: null, skipped: [] };
		expect(textsOf(receipt(examination), "回执").find((line) => line.startsWith("拒收原因|"))).toMatch(/特派员\.xlsx.*加密/);
		expect(textsOf(receipt(examination, "en"), "Receipt").find((line) => line.startsWith("Refused because|"))).toMatch(/encrypted|password/);
	});
});

test("a file says what it is by its bytes, and when its name says otherwise", async () => {
	const told = async (fileName: string, source: GridSource) => {
		const lines = textsOf(receiptOf({ ...FILE, fileName }, { ...(await examined(row(1))), source }, "2019-07-02T01:00:00.000Z", "zh-CN"), "回执");
		return lines.find((line) => line.startsWith("文件格式|"));
	};
	expect(await told("表.xls", { format: "html" })).toBe("文件格式|网页表格（HTML），不是文件名所写的 .xls");
	expect(await told("表.CSV", { format: "text", encoding: "gb18030" })).toBe("文件格式|文本表格（制表符、逗号或分号分隔），GB18030 编码");
	expect(await told("表.xlsx", { format: "xlsx" })).toBe("文件格式|Excel 工作簿（.xlsx）");
});

describe("the further sheets", () => {
	test("problems come with the gravest first, each with its place and what to do, told apart by words", async () => {
		const book = receipt(await examined(row(1), row(1), row(2, { date: "2019-02-31" })));
		const [heading, first, second] = textsOf(book, "问题");
		expect(heading).toBe("序号|性质|报表|工作表|单元格|列|填的内容|问题和办法");
		expect(first).toMatch(/^1\|强制性\|阳科统12\|对接\|O6\|对接日期\|2019-02-31\|.+。$/);
		expect(first).not.toMatch(/《对接》/);
		expect(second).toMatch(/^2\|提示\|/);
	});

	test("more than a thousand are counted by kind", async () => {
		const rows = Array.from({ length: 1100 }, () => row(1, { date: "2019-02-31" }));
		const lines = textsOf(receipt(await examined(...rows)), "问题");
		expect(lines.length).toBeLessThan(1010);
		// Above the list, so that nobody takes it for all there is.
		expect(lines[1]).toMatch(/^\|强制性\|阳科统12\|“对接日期”列另有120处同类问题（date\.impossible：有这一天）：《对接》O984、O985、.+等。$/);
		expect(lines[2]).toMatch(/^\|提示\|阳科统12\|“姓名”列另有\d+处同类问题（row\.duplicate：完全相同的行只计一次）/);
		expect(lines.at(-1)).toMatch(/^1000\|提示\|阳科统12\|对接\|B/);
	});

	test("columns say what they were taken for, and by which unit", async () => {
		const lines = textsOf(receipt(await examined(row(1))), "列对应");
		expect(lines[1]).toMatch(/^阳科统12\|对接\|B\|姓名\|姓名\|与规定表头一致\|$/);
		expect(lines.find((line) => line.includes("|省定贫困村|"))).toContain("规定表头");
	});

	test("conversions come with their examples, blanks that nobody sees made visible", async () => {
		const book = receipt(await examined(row(1, { date: "2019.3.12", poor: "√", phone: "139 0000 0001" })));
		expect(textsOf(book, "转换")).toEqual(
			expect.arrayContaining([
				"阳科统12|对接|对接日期|日期改成统一写法|1|O4“2019.3.12”→“2019-03-12”",
				"阳科统12|对接|省定贫困村|√、有、1 等按“是”或“否”记录|1|M4“√”→“是”",
			]),
		);
		const english = textsOf(receipt(await examined(row(1, { date: "2019.3.12" })), "en"), "Conversions").join("\n");
		expect(english).toContain('O4 "2019.3.12" → "2019-03-12"');
	});

	test("unknown columns are listed with what stands in them, up to a bound", async () => {
		const lines = [HEAD.replace("|备注", "|备注|联系人"), ...Array.from({ length: 5100 }, (_, at) => `${row(1)}|-张某${at}`), FOOT];
		const grid = textGrid(textSheet("对接", lines.join("\n")));
		const context = {
			catalogue: { forms: [t12], units: YANGJIANG_UNITS },
			readGrid: async () => grid,
			cutoffOf: () => "2019-06-30",
			today: () => "2019-07-01",
			clock: () => new Date("2019-07-01T04:00:00Z"),
		};
		const book = receipt(await examine(new Uint8Array(), { fileName: "特派员.xlsx", folderUnit: null }, context));
		const told = textsOf(book, "未识别的列");
		expect(told[1]).toMatch(/^阳科统12\|对接\|T\|联系人\|5100\|/);
		expect(told).toContain("对接|T4|联系人|-张某0");
		expect(told.at(-1)).toBe("另有100格未列出，原文件已存档。");
	});
});

test("a receipt in English holds no Chinese but what the office wrote and what forms are called", async () => {
	const book = receipt(await examined(row(1, { date: "2019.3.12" }), row(2, { date: "2019-02-31" })), "en");
	const own = book.sheets.flatMap(({ name, lines }) => [
		name,
		...lines
			.filter((line) => line.every(({ style }) => style === "heading"))
			.flat()
			.map(({ value }) => value),
	]);
	expect(own.join(" ")).not.toMatch(/[\u4e00-\u9fff]/);
	for (const [label] of book.sheets[0]?.lines ?? []) if (label?.style === "label") expect(String(label.value)).not.toMatch(/[\u4e00-\u9fff]/);
});

test("the ledger's table adds up", async () => {
	const { submissions } = await examined(row(1), row(1), row(2, { date: "2019-02-31" }));
	for (const { ledger } of submissions) {
		const [seen = 0, ...parts] = LEDGER_PARTS.map((part) => ledger[part]);
		expect(parts.reduce((sum, count) => sum + count, 0)).toBe(seen);
	}
});

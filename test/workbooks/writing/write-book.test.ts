import { createHash } from "node:crypto";
import * as SheetJS from "@e965/xlsx";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, describe, expect, test, vi } from "vitest";
import { NO_READ_LIMITS } from "../../../src/model/read-limits.ts";
import { readGrid } from "../../../src/workbooks/read.ts";
import type { BookWriter, SheetWriter, WrittenCell } from "../../../src/workbooks/writing/types.ts";
import { writeBook } from "../../../src/workbooks/writing/write-book.ts";
import { cells, PROPERTIES, written, writtenSheet } from "./written.ts";

const RISKY = ['=HYPERLINK("http://example.org","x")', "+86 13800000000", "-示例合金材料有限公司", "@附件1.xls", "\t=1+1", "\r=1+1", "=1+1"];
const ODD = [
	...[
		"<&>\"'",
		" 前后有空格 ",
		"  ",
		"两\n行",
		"_x000D_",
		"_x005F_x000D_",
		"_X000d_",
		"a_b",
		"😀𠮷",
		"\u00a0",
		"\u200b零宽",
		"&amp;",
		"]]>",
		"0012",
		"1e5",
		"TRUE",
	],
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold is what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

function part(bytes: Uint8Array, name: string): string {
	return strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());
}

/** A sheet that is read by our reader: rows of values. */
async function rowsOf(bytes: Uint8Array, sheet = 0): Promise<unknown[][]> {
	const grid = await readGrid(bytes, "a.xlsx", NO_READ_LIMITS);
	return [...(grid.sheets[sheet]?.rows ?? [])].map((row) => row.cells.map(({ value }) => value));
}

describe("texts", () => {
	test("what begins like a formula is text to every reader, and stays text when it is edited", async () => {
		const bytes = await writtenSheet(async (sheet, style) => {
			for (const text of RISKY) await sheet.row(cells(style, text));
		});
		const expected = RISKY.map((text) => text.replace("\r", "\n"));
		expect((await rowsOf(bytes)).flat()).toEqual(expected);
		const sheet = SheetJS.read(bytes, { type: "array", cellNF: true, cellFormula: true }).Sheets.名录 ?? {};
		const book = new ExcelJS.Workbook();
		await book.xlsx.load(Buffer.from(bytes) as never);
		for (const [at, text] of expected.entries()) {
			expect(sheet[`A${at + 1}`]).toMatchObject({ t: "s", v: text, z: "@" });
			expect((sheet[`A${at + 1}`] as SheetJS.CellObject).f).toBeUndefined();
			expect(book.worksheets[0]?.getCell(at + 1, 1)).toMatchObject({ type: ExcelJS.ValueType.String, value: text, numFmt: "@" });
		}
		expect(part(bytes, "xl/styles.xml").match(/quotePrefix="1"/g)).toHaveLength(1);
		expect(part(bytes, "xl/worksheets/sheet1.xml")).not.toContain("<f>");
	});

	test("come back as they were given", async () => {
		const bytes = await writtenSheet(async (sheet, style) => {
			for (const text of ODD) await sheet.row(cells(style, text));
		});
		expect((await rowsOf(bytes)).flat()).toEqual(ODD);
		const theirs = SheetJS.utils.sheet_to_json<string[]>(SheetJS.read(bytes, { type: "array" }).Sheets.名录 ?? {}, { header: 1, blankrows: true });
		// SheetJS takes an escape with a capital X for one; Excel and we do not.
		expect(theirs.flat()).toEqual(ODD.map((text) => (text === "_X000d_" ? "\r" : text)));
	});

	test("whatever they are made of, no text makes a file that cannot be read", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.string({ unit: "binary", minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 60 }), async (texts) => {
				const bytes = await writtenSheet(async (sheet, style) => {
					for (const text of texts) await sheet.row(cells(style, `.${text}.`));
				});
				const kept = texts.map((text) => `.${text.replace(/\r\n?/g, "\n").replace(FORBIDDEN, "\ufffd")}.`);
				expect((await rowsOf(bytes)).flat()).toEqual(kept);
			}),
			{ numRuns: 20 },
		);
	});

	test("of 32,767 characters fit; a longer one is refused with its place", async () => {
		const longest = "文".repeat(32_767);
		const bytes = await writtenSheet((sheet, style) => sheet.row(cells(style, longest)));
		expect((await rowsOf(bytes)).flat()).toEqual([longest]);
		await expect(writtenSheet((sheet, style) => sheet.row(cells(style, null, `${longest}长`)))).rejects.toThrow(
			/^sheet 名录, cell B1: a text of 32768 characters, a cell holds 32767 at most$/,
		);
	});
});

describe("values", () => {
	test("numbers, truth values, blanks, formulas with their results", async () => {
		const formula = (value: WrittenCell["value"], text: string) => (style: WrittenCell["style"]) => ({ value, style, formula: text });
		const made = [formula(3.5, "SUM(A1:A2)"), formula("是<否", 'IF(A1<2,"是<否","")'), formula(null, '""'), formula(true, "A1>0")];
		const bytes = await writtenSheet(async (sheet, style) => {
			await sheet.row([...cells(style, 1.5, -0, 1e21, 0.1 + 0.2, 123456789012345680, true, false, null, "")]);
			await sheet.row([null, null, ...made.map((make) => make(style))]);
		});
		const sheet = SheetJS.read(bytes, { type: "array", cellFormula: true }).Sheets.名录 ?? {};
		const value = (ref: string) => (sheet[ref] as SheetJS.CellObject | undefined)?.v;
		expect(["A1", "B1", "C1", "D1", "E1", "F1", "G1", "H1", "I1"].map(value)).toEqual([
			1.5,
			0,
			1e21,
			0.1 + 0.2,
			123456789012345680,
			true,
			false,
			undefined,
			undefined,
		]);
		expect(["C2", "D2", "E2", "F2"].map((ref) => sheet[ref])).toMatchObject([
			{ v: 3.5, f: "SUM(A1:A2)" },
			{ v: "是<否", f: 'IF(A1<2,"是<否","")' },
			{ t: "s", v: "", f: '""' },
			{ v: true, f: "A1>0" },
		]);
		const read = (await readGrid(bytes, "a.xlsx")).sheets[0]?.rows;
		const row = [...(read ?? [])].find(({ number }) => number === 2);
		expect(row?.cells.map(({ value: found, formula: calculated, uncached }) => [found, calculated, uncached])).toEqual([
			[3.5, true, undefined],
			["是<否", true, undefined],
			[true, true, undefined],
		]);
	});

	test.each<[string, (style: WrittenCell["style"]) => WrittenCell, RegExp]>([
		["no number", (style) => ({ value: Number.NaN, style }), /cell A1: NaN is no number/],
		["an endless number", (style) => ({ value: Number.POSITIVE_INFINITY, style, formula: "1/0" }), /cell A1: Infinity is no number/],
		["a formula with its sign", (style) => ({ value: 1, style, formula: "=A1" }), /cell A1: a formula is written without its equals sign/],
		["a long formula", (style) => ({ value: 1, style, formula: "1+".repeat(5000) }), /cell A1: a formula of 10000 characters/],
		[
			"a style of another book",
			(style) => ({ value: 1, style: (style + 99) as typeof style }),
			/cell A1 has a style that this workbook does not know/,
		],
		["a long tooltip", (style) => ({ value: 1, style, link: { to: { url: "a" }, tooltip: "长".repeat(256) } }), /cell A1: a tooltip has 255/],
		["a link to no cell", (style) => ({ value: 1, style, link: { to: { sheet: "名录", cell: { row: 0, column: 1 } } } }), /cell A1, link/],
	])("%s is refused", async (_, cell, message) => {
		await expect(writtenSheet((sheet, style) => sheet.row([cell(style)]))).rejects.toThrow(message);
		await expect(writtenSheet((sheet, style) => sheet.row([cell(style)]))).rejects.toBeInstanceOf(RangeError);
	});

	test("after a row that was refused nothing follows: half of it may have been written", async () => {
		const refused = /cell B1: NaN is no number/;
		const given = written(async (book) => {
			const sheet = book.sheet("名录", { widths: [] });
			const style = book.style({});
			await expect(sheet.row(cells(style, "甲", Number.NaN))).rejects.toThrow(refused);
			await expect(sheet.row(cells(style, "乙"))).rejects.toThrow(refused);
			await expect(sheet.close()).rejects.toThrow(refused);
		});
		await expect(given).rejects.toThrow("sheet 名录 must be closed before the workbook is finished");
	});

	test("a sheet ends where Excel's ends", async () => {
		await expect(
			writtenSheet(async (sheet, style) => {
				sheet.skip(1_048_575);
				await sheet.row(cells(style, "最后一行"));
				await sheet.row(cells(style, "多一行"));
			}),
		).rejects.toThrow(/row 1048577: a sheet has 1048576 rows at most/);
		await expect(writtenSheet((sheet, style) => sheet.row(cells(style, ...Array(16_385).fill(1))))).rejects.toThrow(/16385 cells/);
	});
});

describe("sheets and names", () => {
	const named = (name: string) => written(async (book) => book.sheet(name, { widths: [] }).close());

	test.each(["", "a/b", "a[1]", "'a", "a'", "名".repeat(32), "history", "a\u0001"])("no sheet is named %j", async (name) => {
		await expect(named(name)).rejects.toThrow(RangeError);
	});

	test("names that need quoting lead to their cells", async () => {
		const names = ["O'Brien & 儿子 <1>", "2019 上半年", "名".repeat(31)];
		const bytes = await written(async (book) => {
			for (const [at, name] of names.entries()) {
				book.define(`hb.x${at}x`, name, { row: 2, column: 28 });
				const sheet = book.sheet(name, { widths: [] });
				await sheet.close();
			}
		});
		expect([...(await readGrid(bytes, "a.xlsx")).names.values()]).toEqual(names.map((sheet) => ({ sheet, cell: "AB2" })));
		expect(SheetJS.read(bytes, { type: "array" }).SheetNames).toEqual(names);
	});

	test.each(["A1", "XFD1048576", "R1C1", "r", "1a", "a b", "a-b", "", "x".repeat(256)])("no cells are named %j", async (name) => {
		const naming = written(async (book) => {
			book.define(name, "名录", { row: 1, column: 1 });
		});
		await expect(naming).rejects.toThrow(/^cells cannot be named/);
	});

	test("two of one name, a name or link that leads nowhere, merged cells that overlap are refused", async () => {
		const broken = (write: (sheet: SheetWriter, book: BookWriter) => unknown) =>
			writtenSheet(async (sheet, _, book) => void (await write(sheet, book)));
		const at = { row: 1, column: 1 };
		await expect(broken((_, book) => book.define("hb.x", "名单", at))).rejects.toThrow('cells named hb.x: there is no sheet "名单"');
		await expect(broken((_, book) => [book.define("hb.x", "名录", at), book.define("HB.X", "名录", at)])).rejects.toThrow("already");
		await expect(broken((sheet, book) => sheet.close().then(() => book.sheet("名录", { widths: [] })))).rejects.toThrow(
			'there is a sheet "名录" already',
		);
		const link: WrittenCell = { value: 1, style: 0 as WrittenCell["style"], link: { to: { sheet: "名单", cell: at } } };
		await expect(broken((sheet) => sheet.row([link]))).rejects.toThrow('sheet 名录, cell A1: the link leads to a sheet "名单"');
		const merge = (top: number, left: number, bottom: number, right: number) => ({ top, left, bottom, right });
		await expect(broken((sheet) => [sheet.merge(merge(1, 1, 2, 2)), sheet.merge(merge(2, 2, 3, 3))])).rejects.toThrow("A1:B2 and B2:C3 overlap");
		await expect(broken((sheet) => sheet.merge(merge(2, 1, 1, 1)))).rejects.toThrow(RangeError);
	});

	test("a sheet that could not be closed is not passed over", async () => {
		const pieces: Uint8Array[] = [];
		const book = writeBook({ write: async (piece) => void pieces.push(piece) }, PROPERTIES);
		const sheet = book.sheet("名录", { widths: [] });
		for (let twice = 0; twice < 2; twice++) sheet.merge({ top: 1, left: 1, bottom: 2, right: 2 });
		await expect(sheet.close()).rejects.toThrow("overlap");
		await expect(sheet.close()).rejects.toThrow("sheet 名录 is closed");
		await expect(book.finish()).rejects.toThrow("sheet 名录 must be closed");
		expect(() => book.sheet("另一", { widths: [] })).toThrow("sheet 名录 must be closed");
	});

	test("no order is made of a sheet that there is none of", async () => {
		await expect(writtenSheet(async (_sheet, _style, book) => book.arrange(["名单"]))).rejects.toThrow('there is no sheet "名单" to be put in order');
	});

	test("tabs stand in the order that is wished, and names keep to their sheets", async () => {
		const bytes = await written(async (book) => {
			for (const name of ["丙", "甲", "乙"]) {
				const sheet = book.sheet(name, { widths: [10], print: { paper: "A4", landscape: true, fitToWidth: true, titleRows: [2, 3] } });
				await sheet.row(cells(book.style({}), name));
				sheet.printArea({ top: 1, left: 1, bottom: 1, right: name === "丙" ? 3 : 1 });
				await sheet.close();
			}
			book.arrange(["甲", "乙"]);
		});
		expect((await readGrid(bytes, "a.xlsx")).sheets.map(({ name }) => name)).toEqual(["甲", "乙", "丙"]);
		expect(await rowsOf(bytes, 2)).toEqual([["丙"]]);
		expect(part(bytes, "xl/workbook.xml")).toContain(`<definedName name="_xlnm.Print_Area" localSheetId="2">'丙'!$A$1:$C$1</definedName>`);
		expect(part(bytes, "xl/workbook.xml")).toContain(`<definedName name="_xlnm.Print_Titles" localSheetId="0">'甲'!$2:$3</definedName>`);
	});
});

describe("a sheet's looks", () => {
	test("are found again by another program", async () => {
		const line = { style: "thin", color: { argb: "FF000000" } } as const;
		const look = {
			font: { name: "仿宋", size: 11, charset: 134, bold: true, color: { argb: "FFC00000" } },
			border: { top: line, left: line, bottom: line, right: line },
			alignment: { horizontal: "center", vertical: "middle", wrapText: true, indent: 1 },
			fill: { type: "pattern", pattern: "solid", fgColor: { argb: "FFEDF2F7" } },
			numFmt: '"约"#,##0',
		} as const;
		const bytes = await written(async (book) => {
			const print = {
				paper: "A3",
				landscape: true,
				fitToWidth: true,
				titleRows: [1, 1],
				footer: { left: "2019H1-3", centre: '&"宋体"&9 第 &P 页' },
			} as const;
			const sheet = book.sheet("名录", { widths: [20.5, 8], frozen: { rows: 1, columns: 1 }, print, tabColour: "1F4E79" });
			await sheet.row([{ value: 110, style: book.style(look) }], { height: 24 });
			sheet.skip(1);
			await sheet.row([
				{ value: 2, style: book.style({ ...look }) },
				{ value: 3, style: book.style({}) },
			]);
			sheet.merge({ top: 5, left: 1, bottom: 5, right: 2 });
			sheet.filter({ top: 1, left: 1, bottom: 3, right: 2 });
			await sheet.close();
		});
		const book = new ExcelJS.Workbook();
		await book.xlsx.load(Buffer.from(bytes) as never);
		const sheet = book.worksheets[0];
		expect(sheet?.getCell("A1").style).toMatchObject(look);
		expect(sheet?.getCell("A3").style).toEqual(sheet?.getCell("A1").style);
		expect(sheet?.getRow(1).height).toBe(24);
		expect(sheet?.getColumn(1).width).toBe(20.5);
		expect(sheet?.views[0]).toMatchObject({ state: "frozen", xSplit: 1, ySplit: 1, topLeftCell: "B2" });
		expect(sheet?.pageSetup).toMatchObject({
			paperSize: 8,
			orientation: "landscape",
			fitToPage: true,
			fitToHeight: 0,
			printTitlesRow: "1:1",
			horizontalCentered: true,
		});
		expect(sheet?.headerFooter.oddFooter).toBe('&L2019H1-3&C&"宋体"&9 第 &P 页');
		expect(sheet?.properties.tabColor).toEqual({ argb: "FF1F4E79" });
		expect(sheet?.autoFilter).toBe("A1:B3");
		expect(sheet?.getCell("B5").master.address).toBe("A5");
		expect([book.title, book.creator, book.created.toISOString()]).toEqual(["名录", "阳江市科学技术局", "2019-06-27T12:00:00.000Z"]);
		expect(part(bytes, "docProps/core.xml")).toContain("<dc:language>zh-CN</dc:language>");
		expect(part(bytes, "xl/styles.xml")).toContain('<cellXfs count="2">');
	});

	test("links lead inside and outside, from texts, numbers and formulas", async () => {
		const bytes = await writtenSheet(async (sheet, style) => {
			const inside = { to: { sheet: "名录", cell: { row: 3, column: 2 } }, tooltip: '看"明细"\n第二行' };
			await sheet.row([
				{ value: "内", style, link: inside },
				{ value: 4, style, formula: "2+2", link: inside },
				{ value: "外", style, link: { to: { url: "https://example.org/?a=1&b=2" } } },
			]);
		});
		const sheet = SheetJS.read(bytes, { type: "array" }).Sheets.名录 ?? {};
		expect(sheet.A1).toMatchObject({ v: "内", l: { location: "'名录'!B3" } });
		expect(part(bytes, "xl/worksheets/sheet1.xml")).toContain('tooltip="看&quot;明细&quot;&#10;第二行"');
		expect(sheet.B1).toMatchObject({ v: 4, f: "2+2", l: { location: "'名录'!B3" } });
		expect(sheet.C1).toMatchObject({ v: "外", l: { Target: "https://example.org/?a=1&b=2" } });
	});

	test("a chart stands over its cells and says what it shows to who cannot see it", async () => {
		const bytes = await writtenSheet(async (sheet, style) => {
			await sheet.row(cells(style, 1, 2));
			sheet.chart({ xml: "<c:chartSpace/>", name: "图1", alternative: '目标 "完成" <情况>', over: { top: 3, left: 1, bottom: 20, right: 6 } });
			sheet.chart({
				xml: "<c:chartSpace><!-- 2 --></c:chartSpace>",
				name: "图2",
				alternative: "二",
				over: { top: 22, left: 1, bottom: 30, right: 6 },
			});
		});
		expect(part(bytes, "xl/worksheets/sheet1.xml")).toMatch(/<drawing r:id="rId1"\/><\/worksheet>$/);
		expect(part(bytes, "xl/worksheets/_rels/sheet1.xml.rels")).toContain('Target="../drawings/drawing1.xml"');
		expect(part(bytes, "xl/drawings/drawing1.xml")).toContain('name="图1" descr="目标 &quot;完成&quot; &lt;情况&gt;"');
		expect(part(bytes, "xl/drawings/drawing1.xml")).toMatch(/<xdr:from><xdr:col>0<.*<xdr:row>2<.*<xdr:to><xdr:col>6<.*<xdr:row>20</);
		expect(part(bytes, "xl/drawings/_rels/drawing1.xml.rels")).toMatch(/rId1".*chart1\.xml.*rId2".*chart2\.xml/);
		expect(part(bytes, "xl/charts/chart2.xml")).toBe("<c:chartSpace><!-- 2 --></c:chartSpace>");
		expect(part(bytes, "[Content_Types].xml")).toContain('<Override PartName="/xl/charts/chart2.xml"');
		expect((await readGrid(bytes, "a.xlsx")).objects).toEqual({ comments: 0, drawings: 1 });
	});
});

describe("long sheets", () => {
	const ROWS = 12_000;
	const row = (at: number) => [at, `第${at}家企业有限公司（江城分公司）`, at % 7 === 0 ? null : at / 7, at % 2 === 0 ? "是" : "-否"];
	const long = () =>
		written(async (book) => {
			for (const name of ["长", "短"]) {
				const sheet = book.sheet(name, { widths: [10, 30] });
				const style = book.style({ numFmt: "0.00" });
				for (let at = 1; at <= (name === "长" ? ROWS : 3); at++) await sheet.row(cells(style, ...row(at)), { height: 20 });
				await sheet.close();
			}
		});
	const bytes = long();

	afterEach(() => {
		vi.useRealTimers();
		vi.unstubAllEnvs();
	});

	test("come back whole", async () => {
		const found = await rowsOf(await bytes);
		expect(found).toHaveLength(ROWS);
		expect(found.at(-1)).toEqual(row(ROWS).filter((value) => value !== null));
		expect(await rowsOf(await bytes, 1)).toHaveLength(3);
		const theirs = SheetJS.read(await bytes, { type: "array", dense: true });
		expect(SheetJS.utils.sheet_to_json(theirs.Sheets.长 ?? {}, { header: 1 })).toHaveLength(ROWS);
		expect(Object.keys(unzipSync(await bytes))).toContain("xl/worksheets/sheet2.xml");
	});

	test("give the same bytes at another time in another zone, and so when no row is awaited", async () => {
		vi.useFakeTimers({ toFake: ["Date"], now: new Date("2031-01-02T03:04:05Z") });
		vi.stubEnv("TZ", "America/New_York");
		const hash = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");
		expect(hash(await long())).toBe(hash(await bytes));
		const unawaited = await written(async (book) => {
			for (const name of ["长", "短"]) {
				const sheet = book.sheet(name, { widths: [10, 30] });
				const style = book.style({ numFmt: "0.00" });
				for (let at = 1; at <= (name === "长" ? ROWS : 3); at++) void sheet.row(cells(style, ...row(at)), { height: 20 });
				await sheet.close();
			}
		});
		expect(hash(unawaited)).toBe(hash(await bytes));
	});

	test("are handed on while they are written, and wait for a slow sink", async () => {
		let asked = 0;
		let [release, waiting]: [() => void, Promise<void>] = [() => undefined, Promise.resolve()];
		const write = (piece: Uint8Array) => {
			asked += piece.length;
			return waiting;
		};
		const book = writeBook({ write }, PROPERTIES);
		const sheet = book.sheet("长", { widths: [] });
		const style = book.style({});
		let at = 1;
		while (asked < 100_000) await sheet.row(cells(style, ...row(at++)));
		waiting = new Promise((resolve) => {
			release = resolve;
		});
		const before = asked;
		let passed = 0;
		const more = (async () => {
			for (; passed < 60_000; passed++) await sheet.row(cells(style, ...row(passed)));
		})();
		while (asked === before) await new Promise(setImmediate);
		const [stuck, rows] = [asked, passed];
		for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
		expect([asked, passed]).toEqual([stuck, rows]);
		expect(passed).toBeLessThan(60_000);
		release();
		waiting = Promise.resolve();
		await more;
		expect(asked).toBeGreaterThan(stuck);
	});

	test("a sink that fails is heard of", async () => {
		const book = writeBook({ write: () => Promise.reject(new Error("no space left")) }, PROPERTIES);
		const sheet = book.sheet("长", { widths: [] });
		const style = book.style({});
		const writing = (async () => {
			for (let at = 1; at <= ROWS; at++) await sheet.row(cells(style, ...row(at)));
		})();
		await expect(writing).rejects.toThrow("no space left");
	});
});

import * as SheetJS from "@e965/xlsx";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { toA1 } from "../../src/model/a1.ts";
import type { Cell, Grid, Sheet } from "../../src/model/grid.ts";
import { DEFAULT_READ_LIMITS } from "../../src/model/read-limits.ts";
import { RefusalError } from "../../src/model/refusal.ts";
import { readGrid } from "../../src/workbooks/read.ts";

/** A workbook made by exceljs. */
async function made(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
	const book = new ExcelJS.Workbook();
	fill(book.addWorksheet("表一"), book);
	return new Uint8Array(await book.xlsx.writeBuffer());
}

/** The same package with one part rewritten. */
function rewritten(bytes: Uint8Array, part: string, change: (xml: string) => string): Uint8Array {
	const parts = unzipSync(bytes);
	parts[part] = strToU8(change(strFromU8(parts[part] ?? new Uint8Array())));
	return zipSync(parts);
}

function cellsOf(sheet: Sheet | undefined): Record<string, Cell> {
	return Object.fromEntries(
		[...(sheet?.rows ?? [])].flatMap((row) => row.cells.map((cell) => [toA1({ row: row.number, column: cell.column }), cell])),
	);
}

const firstCells = (grid: Grid) => cellsOf(grid.sheets[0]);

/** All that a grid says, as plain data: rows are views of a store, and the store is no matter of who reads them. */
const saidBy = (grid: Grid) => ({
	...grid,
	sheets: grid.sheets.map((sheet) => ({ ...sheet, rows: [...sheet.rows].map(({ number, hidden, cells }) => ({ number, hidden, cells })) })),
});

async function refusalOf(reading: Promise<Grid>): Promise<string> {
	const error: unknown = await reading.then(
		() => null,
		(reason: unknown) => reason,
	);
	if (!(error instanceof RefusalError)) throw new Error(`no refusal but ${String(error)}`);
	return error.refusal.code;
}

describe("xlsx", () => {
	test("values keep type, raw text and kind of format", async () => {
		const bytes = await made((sheet) => {
			sheet.getCell("A1").value = " 阳江十八子 ";
			sheet.getCell("B1").value = 1234.5;
			sheet.getCell("B1").numFmt = "#,##0.00";
			sheet.getCell("C1").value = 0.35;
			sheet.getCell("C1").numFmt = "0.00%";
			sheet.getCell("D1").value = true;
			sheet.getCell("E1").value = 43643;
			sheet.getCell("E1").numFmt = 'yyyy"年"m"月"d"日"';
			sheet.getCell("F1").value = 43643.75;
			sheet.getCell("F1").numFmt = "yyyy-mm-dd hh:mm";
			sheet.getCell("G1").value = { error: "#REF!" };
			sheet.getCell("H1").value = "441702600123459";
			sheet.getCell("H1").numFmt = "@";
			sheet.getCell("I1").value = 914417027000000000;
			sheet.getCell("J1").value = 0;
			sheet.getCell("K1").value = "";
		});
		const cells = firstCells(await readGrid(bytes, "a.xlsx"));
		expect(cells).toEqual({
			A1: { column: 1, type: "s", value: " 阳江十八子 ", raw: " 阳江十八子 ", format: "general" },
			B1: { column: 2, type: "n", value: 1234.5, raw: "1234.5", format: "number" },
			C1: { column: 3, type: "n", value: 0.35, raw: "0.35", format: "percent" },
			D1: { column: 4, type: "b", value: true, raw: "TRUE", format: "general" },
			E1: { column: 5, type: "d", value: "2019-06-27", raw: "43643", format: "date" },
			F1: { column: 6, type: "d", value: "2019-06-27T18:00:00", raw: "43643.75", format: "date" },
			G1: { column: 7, type: "e", value: "#REF!", raw: "#REF!", format: "general" },
			H1: { column: 8, type: "s", value: "441702600123459", raw: "441702600123459", format: "text" },
			I1: { column: 9, type: "n", value: 914417027000000000, raw: "914417027000000000", format: "general" },
			J1: { column: 10, type: "n", value: 0, raw: "0", format: "general" },
		});
	});

	test("rich text, hyperlinks and phonetic runs give the text that one sees", async () => {
		const bytes = await made((sheet) => {
			sheet.getCell("A1").value = { richText: [{ text: "研发" }, { font: { bold: true }, text: "费用" }] };
			sheet.getCell("A2").value = { text: "联系我们", hyperlink: "https://example.org" };
			sheet.getCell("A3").value = "名称";
		});
		const phonetic = rewritten(bytes, "xl/sharedStrings.xml", (xml) =>
			xml.replace("<t>名称</t>", '<t>名称</t><rPh sb="0" eb="2"><t>mingcheng</t></rPh><phoneticPr fontId="1"/>'),
		);
		const cells = firstCells(await readGrid(phonetic, "a.xlsx"));
		expect([cells.A1?.value, cells.A2?.value, cells.A3?.value]).toEqual(["研发费用", "联系我们", "名称"]);
	});

	test("a formula's cached result, empty text included, differs from one that was never calculated", async () => {
		const bytes = rewritten(
			await made((sheet) => {
				sheet.getCell("A1").value = { formula: "1+1", result: 2 };
				sheet.getCell("A2").value = { formula: 'IF(1,"","x")', result: "z" };
				sheet.getCell("A3").value = { formula: "SUM(B1:B3)" } as ExcelJS.CellFormulaValue;
				sheet.getCell("A4").value = { formula: "1/0", result: { error: "#DIV/0!" } as ExcelJS.CellErrorValue };
				sheet.getCell("A5").value = { formula: "SUM(B1:B5)", result: 5 };
			}),
			"xl/worksheets/sheet1.xml",
			// A2 as Excel, A5 as openpyxl writes it.
			(xml) => xml.replace("<v>z</v>", "<v></v>").replace("<v>5</v>", "<v/>"),
		);
		const cells = firstCells(await readGrid(bytes, "a.xlsx"));
		expect(cells.A1).toMatchObject({ type: "n", value: 2, formula: true });
		expect(cells.A1?.uncached).toBeUndefined();
		expect(cells.A2).toBeUndefined();
		expect(cells.A3).toMatchObject({ type: "s", value: "", formula: true, uncached: true });
		expect(cells.A4).toMatchObject({ type: "e", value: "#DIV/0!", formula: true });
		expect(cells.A5).toMatchObject({ uncached: true });
	});

	test("merged ranges keep their master's value alone, and hidden things say so", async () => {
		const bytes = rewritten(
			await made((sheet, book) => {
				sheet.getCell("A1").value = "江城区";
				sheet.getCell("A2").value = "旧值";
				sheet.getCell("B2").value = "在";
				sheet.getRow(2).hidden = true;
				sheet.getColumn(2).hidden = true;
				const other = book.addWorksheet("藏", { state: "veryHidden" });
				other.getCell("A1").value = 1;
				book.definedNames.add("'表一'!$A$1", "unit");
				book.definedNames.add("'表一'!$A$1:$B$2", "area");
			}),
			"xl/worksheets/sheet1.xml",
			(xml) => xml.replace("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>'),
		);
		const grid = await readGrid(bytes, "a.xlsx");
		expect(firstCells(grid)).toMatchObject({ A1: { value: "江城区" }, B2: { value: "在" } });
		expect(firstCells(grid).A2).toBeUndefined();
		expect(grid.sheets.map((sheet) => sheet.hidden)).toEqual([false, true]);
		expect(grid.sheets[0]?.merges).toEqual([{ top: 1, left: 1, bottom: 2, right: 1 }]);
		expect(grid.sheets[0]?.hiddenColumns).toEqual([2]);
		expect([...(grid.sheets[0]?.rows ?? [])].map((row) => row.hidden ?? false)).toEqual([false, true]);
		expect([...grid.names]).toEqual([["unit", { sheet: "表一", cell: "A1" }]]);
	});

	test("the 1904 flag moves dates, and East Asian built-in formats are dates", async () => {
		const sheetWith = (date1904: boolean) =>
			made((sheet, book) => {
				book.properties.date1904 = date1904;
				sheet.getCell("A1").value = 43643;
				sheet.getCell("A1").numFmt = "yyyy-mm-dd";
			});
		const late = await readGrid(await sheetWith(true), "a.xlsx");
		expect(late.sheets[0]?.date1904).toBe(true);
		expect(firstCells(late).A1).toMatchObject({ type: "d", value: "2023-06-28", raw: "43643" });
		for (const id of [27, 31, 36, 57, 58]) {
			const bytes = rewritten(await sheetWith(false), "xl/styles.xml", (xml) =>
				xml.replace(/<numFmts.*<\/numFmts>/, "").replace(/<xf numFmtId="1\d\d"/, `<xf numFmtId="${id}"`),
			);
			expect(firstCells(await readGrid(bytes, "a.xlsx")).A1, `format ${id}`).toMatchObject({ type: "d", value: "2019-06-27" });
		}
	});

	test("an independent reader sees the same cells", async () => {
		const word = fc.stringMatching(/^[一-龥A-Za-z0-9&<>"' _+=@-]{1,12}$/).filter((text) => text.trim() !== "");
		const value = fc.oneof(word, fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), fc.boolean());
		const rows = fc.array(fc.array(fc.option(value), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(rows, async (table) => {
				const bytes = await made((sheet) => {
					for (const row of table) sheet.addRow(row);
				});
				const independent = SheetJS.read(bytes, { type: "array" }).Sheets.表一 ?? {};
				const expected = Object.fromEntries(Object.entries(independent).flatMap(([ref, cell]) => (ref.startsWith("!") ? [] : [[ref, cell.v]])));
				const mine = Object.fromEntries(Object.entries(firstCells(await readGrid(bytes, "a.xlsx"))).map(([ref, cell]) => [ref, cell.value]));
				expect(mine).toEqual(expected);
			}),
			{ numRuns: 25 },
		);
	});

	test("workbooks of another writer, cells without addresses and prefixed names are read", async () => {
		const book = SheetJS.utils.book_new();
		SheetJS.utils.book_append_sheet(book, SheetJS.utils.aoa_to_sheet([["名称", "人数"], ["甲", 3], [], ["乙", 4]]), "人员");
		const bytes: Uint8Array = new Uint8Array(SheetJS.write(book, { type: "array", bookType: "xlsx" }));
		const grid = await readGrid(bytes, "x");
		expect(Object.entries(firstCells(grid)).map(([ref, cell]) => [ref, cell.value])).toEqual([
			["A1", "名称"],
			["B1", "人数"],
			["A2", "甲"],
			["B2", 3],
			["A4", "乙"],
			["B4", 4],
		]);
		const prefixed = rewritten(bytes, "xl/worksheets/sheet1.xml", () =>
			[
				'<?xml version="1.0"?><x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:r><x:t>甲</x:t></x:r>',
				"<x:r><x:t>_x000D_&#10;乙 &amp; 丙</x:t></x:r></x:is></x:c><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>",
			].join(""),
		);
		expect(firstCells(await readGrid(prefixed, "x"))).toMatchObject({ A1: { value: "甲\r\n乙 & 丙" }, B1: { value: 7 } });
	});
});

describe("refusals", () => {
	test("files that cannot be read are refused by what is wrong with them", async () => {
		const whole = await made((sheet) => {
			sheet.getCell("A1").value = "甲".repeat(3000);
		});
		expect(await refusalOf(readGrid(new Uint8Array(), "a.xlsx"))).toBe("file.empty");
		expect(await refusalOf(readGrid(whole.subarray(0, whole.length / 2), "a.xlsx"))).toBe("file.truncated");
		expect(await refusalOf(readGrid(zipSync({ "word/document.xml": strToU8("<w/>") }), "a.xlsx"))).toBe("file.unsupported");
		expect(await refusalOf(readGrid(strToU8("%PDF-1.7 scan"), "a.xlsx"))).toBe("file.scan");
		expect(
			await refusalOf(
				readGrid(
					rewritten(whole, "xl/worksheets/sheet1.xml", (xml) => xml.slice(0, -40)),
					"a.xlsx",
				),
			),
		).toBe("file.unreadable");
		const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>';
		expect(
			await refusalOf(
				readGrid(
					rewritten(whole, "xl/workbook.xml", (xml) => xml.replace("<workbook", `${bomb}<workbook`)),
					"a",
				),
			),
		).toBe("file.doctype");
	});

	test("a damaged part is refused and not half read", async () => {
		const bytes = await made((sheet) => {
			for (let row = 1; row < 400; row++) sheet.getCell(row, 1).value = `第${row}行 ${row * 7919}`;
		});
		const damaged = bytes.slice();
		damaged.fill(0x55, damaged.length / 3, damaged.length / 3 + 400);
		expect(await refusalOf(readGrid(damaged, "a.xlsx"))).toBe("file.unreadable");
	});

	test("whatever byte is changed and wherever it is cut, a file reads as before or is refused", async () => {
		const bytes = await made((sheet) => {
			for (let row = 1; row < 12; row++) sheet.getRow(row).values = [`第${row}行`, row * 7919.5, new Date(Date.UTC(2019, 5, row))];
		});
		const before = saidBy(await readGrid(bytes, "a.xlsx"));
		const outcome = (changed: Uint8Array) =>
			readGrid(changed, "a.xlsx").then(saidBy, (error: unknown) => {
				if (error instanceof RefusalError) return "refused";
				throw error;
			});
		const place = fc.integer({ min: 4, max: bytes.length - 1 });
		await fc.assert(
			fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
				const changed = bytes.slice();
				changed[at] = (changed[at] ?? 0) ^ mask;
				const read = await outcome(changed);
				if (read !== "refused") expect(read).toEqual(before);
			}),
			{ numRuns: 400 },
		);
		await fc.assert(
			fc.asyncProperty(place, async (length) => {
				expect(await outcome(bytes.subarray(0, length))).toBe("refused");
			}),
		);
	});

	test("limits are refused by their name", async () => {
		const bytes = await made((sheet) => {
			for (let row = 1; row <= 20; row++) sheet.addRow([1, 2, 3, 4]);
			sheet.getRow(100000).height = 30;
		});
		const limited = (limit: Partial<typeof DEFAULT_READ_LIMITS>) => readGrid(bytes, "a.xlsx", { ...DEFAULT_READ_LIMITS, ...limit });
		expect(await refusalOf(limited({ bytes: 100 }))).toBe("limit.bytes");
		expect(await refusalOf(limited({ unpacked: 500 }))).toBe("limit.unpacked");
		expect(await refusalOf(limited({ rows: 19 }))).toBe("limit.rows");
		expect(await refusalOf(limited({ columns: 3 }))).toBe("limit.columns");
		expect(await refusalOf(limited({ cells: 79 }))).toBe("limit.cells");
		expect(Object.keys(firstCells(await limited({ rows: 20, columns: 4, cells: 80 })))).toHaveLength(80);
	});

	test("a part that unpacks to more than it declares is stopped", async () => {
		const bytes = await made((sheet) => {
			sheet.getCell("A1").value = "a".repeat(100_000);
		});
		const lying = bytes.slice();
		const view = new DataView(lying.buffer);
		for (let at = 0; at < lying.length - 46; at++) {
			if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 50_000) view.setUint32(at + 24, 10, true);
		}
		expect(await refusalOf(readGrid(lying, "a.xlsx"))).toBe("file.unreadable");
	});
});

describe("delimited text", () => {
	const gbk = new Uint8Array([
		0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xc8, 0xcb, 0xca, 0xfd, 0x0d, 0x0a, 0xd1, 0xf4, 0xb6, 0xab, 0x2c, 0x31, 0x32, 0x0d, 0x0a,
	]);

	test("UTF-8 with and without mark, UTF-16 and GBK give the same text", async () => {
		const text = "名称,人数\r\n阳东,12\r\n";
		const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(text, "utf16le")]);
		for (const bytes of [strToU8(text), strToU8(`\ufeff${text}`), utf16, gbk]) {
			const cells = firstCells(await readGrid(bytes, "folder/阳东.csv"));
			expect(Object.entries(cells).map(([ref, cell]) => [ref, cell.type, cell.value])).toEqual([
				["A1", "s", "名称"],
				["B1", "s", "人数"],
				["A2", "s", "阳东"],
				["B2", "s", "12"],
			]);
		}
		expect((await readGrid(gbk, "folder/阳东.csv")).sheets[0]?.name).toBe("阳东");
	});

	test("tabs and semicolons are found, quotes keep delimiters and line breaks, row numbers count blank lines", async () => {
		const tabbed = firstCells(await readGrid(strToU8('统计表\n\n名称\t代码\n"甲\n乙"\t007,8\n'), "a.xls"));
		expect(Object.entries(tabbed).map(([ref, cell]) => [ref, cell.value])).toEqual([
			["A1", "统计表"],
			["A3", "名称"],
			["B3", "代码"],
			["A4", "甲\n乙"],
			["B4", "007,8"],
		]);
		expect(firstCells(await readGrid(strToU8('a;b\n"x;y";2,5\n'), "a.csv"))).toMatchObject({ A2: { value: "x;y" }, B2: { value: "2,5" } });
	});

	test("digits forced to be text, a separator line and mixed line ends are what they mean", async () => {
		const cells = firstCells(await readGrid(strToU8('sep=,\r\n代码,名称\n="914417027000000527","=""甲"""\r乙,丙'), "a.csv"));
		expect(cells).toMatchObject({ A2: { value: "914417027000000527", format: "text" }, B2: { value: "甲", format: "text" }, A3: { value: "乙" } });
		// The separator line is none of the table's, as in Excel.
		expect(cells.A1?.value).toBe("代码");
	});

	test("a quote that closes nowhere, or only after whole rows, is a character like others", async () => {
		const values = async (text: string) => Object.values(firstCells(await readGrid(strToU8(text), "a.csv"))).map((cell) => cell.value);
		expect(await values('a,b\nc,d\n"never closed,x\ne,f')).toEqual(["a", "b", "c", "d", '"never closed', "x", "e", "f"]);
		expect(await values('a,b\n"stray,1\nc,2\nd,"3"\n')).toEqual(["a", "b", '"stray', "1", "c", "2", "d", "3"]);
		expect(await values('a,b\n"two\nlines",1\n')).toEqual(["a", "b", "two\nlines", "1"]);
		const hopeless = readGrid(strToU8(`a,b\n${'"x,1\ny,2\n'.repeat(300)}`), "a.csv").catch((error: RefusalError) => error.refusal);
		expect(await hopeless).toMatchObject({ code: "file.unreadable", params: { line: 202 } });
	});

	test("limits hold while reading, and a tail of zeros is a broken copy", async () => {
		const limited = (limits: Partial<typeof DEFAULT_READ_LIMITS>) =>
			readGrid(strToU8("1,2,3\n".repeat(50)), "a.csv", { ...DEFAULT_READ_LIMITS, ...limits });
		expect(await refusalOf(limited({ rows: 49 }))).toBe("limit.rows");
		expect(await refusalOf(limited({ columns: 2 }))).toBe("limit.columns");
		expect(await refusalOf(limited({ cells: 149 }))).toBe("limit.cells");
		expect(await refusalOf(readGrid(new Uint8Array([...strToU8("名称,人数\n阳东,12\n"), ...new Uint8Array(4096)]), "a.csv"))).toBe("file.truncated");
	});

	test("a few damaged bytes stay damaged characters where they stand; more make no text (mess.md 45)", async () => {
		const line = "阳东区某某刀剪有限公司,一百二十人\n".repeat(20);
		const good = strToU8(line);
		const damaged = new Uint8Array([...good.slice(0, 6), 0xff, ...good.slice(6)]);
		expect(firstCells(await readGrid(damaged, "a.csv"))).toMatchObject({
			A1: { value: "阳东\ufffd区某某刀剪有限公司" },
			B1: { value: "一百二十人" },
		});
		const noise = good.map((byte, at) => (at % 5 === 0 ? 0xff : byte));
		expect(await refusalOf(readGrid(noise, "a.csv"))).toBe("file.unsupported");
	});
});

import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as SheetJS from "@e965/xlsx";

import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { DEFAULT_READ_LIMITS } from "../../src/model/read-limits.ts";

import { readGrid } from "../../src/workbooks/read.ts";
import { cellsOf, refused, valuesOf } from "./cells.ts";

/** A workbook of everything that a cell may hold, as the named format keeps it. */
function workbook(bookType: SheetJS.BookType, extra: (book: SheetJS.WorkBook, sheet: SheetJS.WorkSheet) => void = () => undefined): Uint8Array {
	const sheet = SheetJS.utils.aoa_to_sheet([["企业名称", "代码"]]);
	Object.assign(sheet, {
		A2: { t: "n", v: 1234.5, z: "#,##0.00" },
		B2: { t: "n", v: 43643, z: 'yyyy"年"m"月"d"日"' },
		C2: { t: "n", v: 0.35, z: "0.0%" },
		D2: { t: "b", v: true },
		E2: { t: "e", v: 23 },
		F2: { t: "s", v: "007", z: "@" },
		G2: { t: "n", v: 43643.75, z: "yyyy-mm-dd hh:mm" },
		A3: { t: "s", v: "合并" },
		B3: { t: "s", v: "被盖" },
		A4: { t: "n", v: 3, f: "1+2" },
		"!ref": "A1:G4",
		"!merges": [SheetJS.utils.decode_range("A3:B3")],
		"!rows": [{}, {}, {}, { hidden: true }],
		"!cols": [{}, {}, { hidden: true }],
	});
	const book = SheetJS.utils.book_new();
	SheetJS.utils.book_append_sheet(book, sheet, "统01");
	SheetJS.utils.book_append_sheet(book, SheetJS.utils.aoa_to_sheet([[1]]), "藏");
	book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
	extra(book, sheet);
	return new Uint8Array(SheetJS.write(book, { type: "array", bookType, cellStyles: true }) as ArrayBuffer);
}

describe.each(["biff8", "xlsb"] as const)("%s", (type) => {
	test("cells keep value, type, raw text and kind of format", async () => {
		const grid = await readGrid(workbook(type), "a.xls");
		const [sheet, other] = grid.sheets;
		expect([sheet?.name, sheet?.hidden, other?.name, other?.hidden]).toEqual(["统01", false, "藏", true]);
		expect(cellsOf(sheet)).toMatchObject({
			A1: { type: "s", value: "企业名称", raw: "企业名称" },
			A2: { type: "n", value: 1234.5, raw: "1234.5", format: "number" },
			B2: { type: "d", value: "2019-06-27", raw: "43643", format: "date" },
			C2: { type: "n", value: 0.35, raw: "0.35", format: "percent" },
			D2: { type: "b", value: true, raw: "TRUE" },
			E2: { type: "e", value: "#REF!", raw: "#REF!" },
			F2: { type: "s", value: "007", format: "text" },
			G2: { type: "d", value: "2019-06-27T18:00:00", raw: "43643.75" },
			A3: { value: "合并" },
		});
		expect(sheet?.merges).toEqual([{ top: 3, left: 1, bottom: 3, right: 2 }]);
		expect(cellsOf(sheet).B3).toBeUndefined();
		// The writer of this test keeps hidden rows and columns in the newer format only.
		if (type === "xlsb") {
			expect([...(sheet?.rows ?? [])].map((row) => row.hidden ?? false)).toEqual([false, false, false, true]);
			expect(sheet?.hiddenColumns).toEqual([3]);
		}
		// Iterated again, it gives the same.
		expect(cellsOf(sheet)).toEqual(cellsOf(sheet));
	});

	test("limits hold", async () => {
		const limited = (limits: Partial<typeof DEFAULT_READ_LIMITS>) => readGrid(workbook(type), "a", { ...DEFAULT_READ_LIMITS, ...limits });
		expect((await refused(limited({ rows: 3 }))).code).toBe("limit.rows");
		expect((await refused(limited({ columns: 6 }))).code).toBe("limit.columns");
		expect((await refused(limited({ cells: 5 }))).code).toBe("limit.cells");
	});
});

/** A record of a BIFF stream. */
function record(type: number, ...words: number[]): Buffer {
	const body = Buffer.alloc(words.length * 2);
	for (const [at, word] of words.entries()) body.writeUInt16LE(word, at * 2);
	return Buffer.concat([Buffer.from([type & 255, type >> 8, body.length, 0]), body]);
}

describe("older streams", () => {
	test("BIFF5 in its container", async () => {
		const sheet = (await readGrid(workbook("biff5"), "a.xls")).sheets[0];
		expect(cellsOf(sheet)).toMatchObject({
			A2: { value: 1234.5, format: "number" },
			B2: { type: "d", value: "2019-06-27" },
			F2: { value: "007", format: "text" },
		});
	});

	test("the zero of a formula that was never calculated is no figure", async () => {
		const start = record(0x809, 0x600, 5, 0, 0, 0, 0, 0, 0);
		// Where the sheet starts, visible, and its name: one character, A.
		const bound = (at: number) => record(0x85, at, 0, 0, 1, 0x41);
		const sheetAt = start.length + bound(0).length + record(0x0a).length;
		// Row, column, format, a result of four words, flags, four bytes unused, and the formula: one token of three bytes, the whole number 1.
		const formula = (row: number, result: number, flags: number) => record(0x06, row, 0, 0, 0, 0, 0, result, flags, 0, 0, 3, 0x011e, 0x0000);
		const sheet = [record(0x809, 0x600, 0x10, 0, 0, 0, 0, 0, 0), formula(0, 0, 3), formula(1, 0, 1), formula(2, 0x3ff0, 3), record(0x0a)];
		const cells = cellsOf((await readGrid(Buffer.concat([start, bound(sheetAt), record(0x0a), ...sheet]), "a.xls")).sheets[0]);
		expect(cells.A1).toMatchObject({ formula: true, uncached: true, value: "" });
		expect(cells.A2).toMatchObject({ formula: true, value: 0 });
		expect(cells.A3).toMatchObject({ formula: true, value: 1 });
	});

	test("a bare stream whose texts name no code page, as web scripts write it, is in GBK", async () => {
		const stream = Buffer.concat([
			record(0x809, 0, 0x10, 0, 0),
			// Row, column, format, length, and 阳东 in GBK.
			record(0x204, 0, 0, 0, 4, 0xf4d1, 0xabb6),
			// The number 2.5.
			record(0x203, 0, 1, 0, 0, 0, 0, 0x4004),
			record(0x0a),
			Buffer.from("\r\n<!-- appended by the server -->"),
		]);
		expect(valuesOf((await readGrid(stream, "导出.xls")).sheets[0])).toEqual({ A1: "阳东", B1: 2.5 });
	});
});

describe("the worker", () => {
	let small: Uint8Array;
	let large: Uint8Array;
	beforeAll(() => {
		small = workbook("biff8");
		large = workbook("biff8", (book) => {
			const rows = Array.from({ length: 20_000 }, (_, row) => [row, `第${row}行`, row / 7, `文字${row * 31}`]);
			SheetJS.utils.book_append_sheet(book, SheetJS.utils.aoa_to_sheet(rows), "长");
		});
	});

	test("past its memory or its time a file is refused by the limit's name, and the next one reads", async () => {
		const tight = { ...DEFAULT_READ_LIMITS, memory: 24 };
		expect(await refused(readGrid(large, "a.xls", tight))).toEqual({ code: "limit.memory", params: { limit: 24 } });
		expect((await readGrid(small, "b.xls")).sheets).toHaveLength(2);
		const hurried = { ...DEFAULT_READ_LIMITS, seconds: 0.000_001 };
		expect(await refused(readGrid(large, "a.xls", hurried))).toEqual({ code: "limit.seconds", params: { limit: 0.000_001 } });
		const together = await Promise.all([readGrid(small, "c.xls"), readGrid(large, "d.xls"), readGrid(small, "e.xls")]);
		expect(together.map((grid) => grid.sheets.length)).toEqual([2, 3, 2]);
	});

	test("keeps no process alive, and says nothing on its own", async () => {
		const folder = await mkdtemp(path.join(tmpdir(), "huibao-legacy-"));
		onTestFinished(() => rm(folder, { recursive: true, force: true }));
		await writeFile(path.join(folder, "a.xls"), small);
		const main = path.resolve("dist/src/cli/main.js");
		const { status, stderr } = spawnSync(process.execPath, [main, "read", path.join(folder, "a.xls")], { timeout: 40_000, encoding: "utf8" });
		expect([status, stderr]).toEqual([0, ""]);
	});

	test("a damaged file is refused and does not end it", async () => {
		const at = Buffer.from(small).indexOf(Buffer.from("企业名称", "utf16le"));
		for (const cut of [600, 1000, at, small.length - 600]) expect((await refused(readGrid(small.subarray(0, cut), "a.xls"))).code).toMatch(/^file\./);
		expect(valuesOf((await readGrid(small, "a.xls")).sheets[1])).toEqual({ A1: 1 });
	});

	test("what one file declares is not taken for the next one's", async () => {
		const dated = workbook("biff8", (_, sheet) => {
			sheet.A2 = { t: "n", v: 43643, z: "yyyy/mm/dd" };
		});
		expect(cellsOf((await readGrid(dated, "a.xls")).sheets[0]).A2?.type).toBe("d");
		expect(cellsOf((await readGrid(small, "b.xls")).sheets[0]).A2).toMatchObject({ type: "n", format: "number" });
	});
});

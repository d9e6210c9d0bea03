import { describe, expect, test } from "vitest";
import { DEFAULT_READ_LIMITS } from "../../src/model/read-limits.ts";
import type { ReceiptBook, ReceiptLine } from "../../src/model/receipt.ts";
import { readGrid } from "../../src/workbooks/read.ts";
import { writeReceipt } from "../../src/workbooks/write-receipt.ts";
import { openZip } from "../../src/workbooks/zip.ts";
import { packageFaults } from "./package-faults.ts";

const ISSUER = "阳江市科学技术局";
const texts = (...values: string[]): ReceiptLine => values.map((value) => ({ value, style: "text" }));

function book(lines: readonly ReceiptLine[], headLines = 0): ReceiptBook {
	return {
		title: "报送回执 甲&乙.xlsx",
		at: "2019-06-27T12:00:00.000Z",
		pages: "第 &P 页",
		sheets: [{ name: "回执", widths: [10, 20, 30], lines, headLines }],
	};
}

async function cellsOf(receipt: ReceiptBook) {
	const grid = await readGrid(writeReceipt(receipt, ISSUER), "回执.xlsx", DEFAULT_READ_LIMITS);
	return grid.sheets.map((sheet) => ({ name: sheet.name, merges: sheet.merges, rows: [...sheet.rows] }));
}

function part(receipt: ReceiptBook, name: string): string {
	return new TextDecoder().decode(openZip(writeReceipt(receipt, ISSUER), DEFAULT_READ_LIMITS).part(name) ?? undefined);
}

describe("a receipt as a file", () => {
	test("is read back as it was said, gaps and merged cells in their places", async () => {
		const lines: ReceiptLine[] = [[{ value: "报送回执", style: "title", span: 3 }], [], [{ value: 30, style: "number" }, ...texts("甲", "乙")]];
		const [sheet] = await cellsOf(book(lines));
		expect(sheet?.name).toBe("回执");
		expect(sheet?.merges).toEqual([{ top: 1, left: 1, bottom: 1, right: 3 }]);
		expect(sheet?.rows.map(({ number, cells }) => [number, cells.map(({ column, value }) => [column, value])])).toEqual([
			[1, [[1, "报送回执"]]],
			[
				3,
				[
					[1, 30],
					[2, "甲"],
					[3, "乙"],
				],
			],
		]);
	});

	test.each(["=1+1", "+86", "-甲", "@SUM(A1)", "_x000D_", "a & b < c > \"d\" 'e'", "行\n行", " 前后 ", "𠮷"])(
		"%j stays the text that it is",
		async (text) => {
			const [sheet] = await cellsOf(book([texts(text)]));
			expect(sheet?.rows[0]?.cells[0]).toMatchObject({ type: "s", value: text });
		},
	);

	test("what XML cannot hold is shown as lost, and the file can be read", async () => {
		const [sheet] = await cellsOf(book([texts("a\u0000b\u001fc\ud800d\uffff")]));
		expect(sheet?.rows[0]?.cells[0]?.value).toBe("a\ufffdb\ufffdc\ufffdd\ufffd");
	});

	test("a text that begins as a formula is marked as text for those who edit it", () => {
		const xml = part(book([texts("=1+1", "1+1")]), "xl/worksheets/sheet1.xml");
		const [quoted, plain] = [...xml.matchAll(/ s="(\d+)" t="inlineStr"/g)].map((match) => Number(match[1]));
		const formats = [...part(book([]), "xl/styles.xml").matchAll(/<xf [^>]*>/g)].map(([format]) => format).slice(1);
		expect(formats[quoted ?? -1]).toContain("quotePrefix");
		expect(formats[plain ?? -1]).not.toContain("quotePrefix");
	});

	test("a long text gets the height that it needs, and head lines stay in sight and come again in print", () => {
		const receipt = book([texts("甲", "乙", "丙"), texts("短", "短", "长".repeat(100))], 1);
		const heights = [...part(receipt, "xl/worksheets/sheet1.xml").matchAll(/ ht="(\d+)"/g)].map((match) => Number(match[1]));
		expect(heights[0]).toBe(20);
		expect(heights[1]).toBeGreaterThan(100);
		expect(part(receipt, "xl/worksheets/sheet1.xml")).toContain('<pane ySplit="1"');
		expect(part(receipt, "xl/workbook.xml")).toContain("'回执'!$1:$1");
	});

	test("holds nothing that Excel would repair", () => {
		const lines: ReceiptLine[] = [[{ value: "报送回执", style: "title", span: 3 }], [], texts("甲", "=乙", "")];
		expect(packageFaults(writeReceipt(book(lines, 1), ISSUER))).toEqual([]);
	});

	test("the same receipt gives the same bytes, and says when and by whom it was made", () => {
		const receipt = book([texts("甲")]);
		expect(Buffer.from(writeReceipt(receipt, ISSUER)).equals(writeReceipt(receipt, ISSUER))).toBe(true);
		const properties = part(receipt, "docProps/core.xml");
		expect(properties).toContain("2019-06-27T12:00:00Z");
		expect(properties).toContain(ISSUER);
		expect(properties).toContain("甲&amp;乙.xlsx");
	});
});

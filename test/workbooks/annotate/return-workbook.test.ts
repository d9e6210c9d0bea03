import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { toA1 } from "../../../src/model/a1.ts";
import type { Grid } from "../../../src/model/grid.ts";
import { DEFAULT_READ_LIMITS } from "../../../src/model/read-limits.ts";
import { readExplanations } from "../../../src/stages/read-explanations.ts";
import { cleanWorkbook } from "../../../src/workbooks/annotate/clean-workbook.ts";
import { returnWorkbook } from "../../../src/workbooks/annotate/return-workbook.ts";
import { readGrid } from "../../../src/workbooks/read.ts";
import { packageFaults } from "../package-faults.ts";
import { bookOf, handBook, lineAt, markAt, partText, sheetXml } from "./books.ts";

const MESS = path.join(import.meta.dirname, "..", "..", "..", "fixtures", "mess");

/** The first readable file below a folder of mess. */
function messy(number: string, ending: RegExp): { bytes: Uint8Array; fileName: string } {
	const folder = readdirSync(MESS).find((name) => name.startsWith(number)) ?? "";
	const name = readdirSync(path.join(MESS, folder), { recursive: true, encoding: "utf8" }).find((file) => ending.test(file)) ?? "";
	return { bytes: readFileSync(path.join(MESS, folder, name)), fileName: path.basename(name) };
}

/** Values by place: what a sheet is called, and how numbers are spelled, may differ between formats. */
const valuesOf = ({ sheets }: Grid, from = 0): unknown[] =>
	sheets.slice(from).map(({ rows, merges, hidden }) => ({
		hidden,
		merges,
		rows: [...rows].map(({ number, cells }) => cells.map(({ column, type, value }) => [toA1({ row: number, column }), type, value])),
	}));

const KINDS = [
	["a web page called .xls", "01", /\.xls$/],
	["text of tabs called .xls", "02", /\.xls$/],
	["SpreadsheetML or MHTML", "03", /\.(xls|xml|mht)$/],
	["a workbook of WPS", "04", /\.et$/],
	["a CSV file in GBK", "05", /\.csv$/],
] as const;

describe("returnWorkbook", () => {
	test.each(KINDS)("makes a clean workbook of %s, cell by cell where it was, and annotates it", async (_, number, ending) => {
		const { bytes, fileName } = messy(number, ending);
		const original = await readGrid(bytes, fileName);
		const sheet = original.sheets[0]?.name ?? "";
		const returned = await returnWorkbook(bytes, fileName, bookOf([markAt(sheet, "C6"), markAt(sheet, "D6", "soft")]), DEFAULT_READ_LIMITS);
		expect(returned.ending).toBe(".xlsx");
		const grid = await readGrid(returned.content, "a.xlsx");
		expect(grid.source?.format).toBe("xlsx");
		expect(grid.sheets[0]?.name).toBe("问题清单");
		expect(valuesOf(grid, 1)).toEqual(valuesOf(original));
		expect(partText(returned.content, "xl/comments1.xml")).toContain('ref="C6"');
		expect(readExplanations(grid)).toHaveLength(2);
		expect(packageFaults(cleanWorkbook(original).content)).toEqual([]);
	});

	test("keeps what Excel would make something else of as text: formulas, codes, zeros in front; and calls sheets what Excel takes", async () => {
		const csv = Buffer.from("=1+1,0012,91441700MA4WXY1234,-5,2019/6\n甲公司,12,1.5,@a,+86\n");
		const fileName = "江城区[高企]：名录.csv";
		const sheet = (await readGrid(csv, fileName)).sheets[0]?.name ?? "";
		const { content } = await returnWorkbook(csv, fileName, bookOf([markAt(sheet, "B1")]), DEFAULT_READ_LIMITS);
		const xml = partText(content, "xl/worksheets/sheet1.xml");
		expect(xml).not.toContain("<f>");
		const format = (cell: string) => Number(new RegExp(`r="${cell}"[^>]* s="(\\d+)"|s="(\\d+)"[^>]* r="${cell}"`).exec(xml)?.slice(1).find(Boolean));
		const formats =
			partText(content, "xl/styles.xml")
				.split("<cellXfs")[1]
				?.match(/<xf [^>]*>/g) ?? [];
		expect(formats[format("A1")]).toContain('quotePrefix="1"');
		expect(formats[format("C1")]).toContain('numFmtId="49"');
		expect(formats[format("B1")]).toContain('numFmtId="49"');
		const grid = await readGrid(content, "a.xlsx");
		expect(grid.sheets[1]?.name).not.toMatch(/[[\]]/);
		expect(partText(content, "xl/worksheets/sheet2.xml")).toContain(`location="'${grid.sheets[1]?.name}'!B1"`);
	});

	test("answers a workbook that has one part for two sheets with a clean one, in which each has its own", async () => {
		const sheets = ["高企", "二"].map((name) => ({ name, xml: sheetXml() }));
		const bytes = handBook({ sheets, workbookRelations: [["rId2", "worksheet", "worksheets/sheet1.xml"]] });
		const { content } = await returnWorkbook(bytes, "a.xlsx", bookOf([markAt("高企", "C2"), markAt("二", "A2")]), DEFAULT_READ_LIMITS);
		expect(valuesOf(await readGrid(content, "a.xlsx"), 1)).toEqual(valuesOf(await readGrid(bytes, "a.xlsx")));
		expect(["xl/comments1.xml", "xl/comments2.xml"].map((name) => partText(content, name).match(/<comment /g)?.length)).toEqual([1, 1]);
	});

	test("answers a workbook whose styles are damaged with a clean one", async () => {
		const bytes = handBook({ sheets: [{ name: "高企", xml: sheetXml() }], parts: { "[Content_Types].xml": "<Types" } });
		const { content } = await returnWorkbook(bytes, "a.xlsx", bookOf([markAt("高企", "C2")], [lineAt("高企", "C2")]), DEFAULT_READ_LIMITS);
		const grid = await readGrid(content, "a.xlsx");
		expect(grid.sheets.map(({ name }) => name)).toEqual(["问题清单", "高企"]);
		expect(valuesOf(grid, 1)).toEqual(valuesOf(await readGrid(bytes, "a.xlsx")));
	});
});

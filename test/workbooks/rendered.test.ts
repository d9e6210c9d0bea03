import path from "node:path";
import { read, utils, type WorkBook } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LIBREOFFICE, POPPLER, type PrintedPage, pagesOf, printed } from "../support/libreoffice.ts";
import { type PublishedDemo, publishedDemo } from "../support/published-demo.ts";

/** The words of a cell: what is between them, and where its lines break, is the printer's affair. */
const wordsOf = (text: unknown) =>
	String(text ?? "")
		.split(/\s+/)
		.filter((word) => word !== "");

const A4 = [210, 297];
const A3 = [297, 420];

interface PrintedSheet {
	readonly name: string;
	/** The words that its cells show, by rows. */
	readonly rows: readonly (readonly (readonly string[])[])[];
	readonly pages: readonly PrintedPage[];
}

/** The pages of each sheet: a sheet begins where its title stands at the top. @throws Error where a title is printed on no page */
function sheetsOf(book: WorkBook, pages: readonly PrintedPage[]): PrintedSheet[] {
	const sheets = book.SheetNames.map((name) => ({
		name,
		rows: utils.sheet_to_json<unknown[]>(book.Sheets[name] ?? {}, { header: 1, raw: false }).map((row) => row.map(wordsOf)),
	}));
	let from = 0;
	const starts = sheets.map(({ name, rows }) => {
		const start = pages.findIndex(({ text }, at) => at >= from && text.startsWith(rows[0]?.[0]?.join("") ?? name));
		if (start < 0) throw new Error(`no page begins with the title of ${name}: ${rows[0]?.[0]}`);
		from = start + 1;
		return start;
	});
	return sheets.map((sheet, at) => ({ ...sheet, pages: pages.slice(starts[at], starts[at + 1]) }));
}

describe.skipIf(!LIBREOFFICE || !POPPLER)("what is published, printed by LibreOffice", () => {
	let demo: PublishedDemo;
	let pages: PrintedPage[];
	let sheets: PrintedSheet[];
	let report: PrintedPage[];

	beforeAll(async () => {
		demo = await publishedDemo();
		const folder = path.join(demo.home, "printed");
		pages = pagesOf(printed(demo.workbook, "workbook.xlsx", folder));
		sheets = sheetsOf(read(demo.workbook, { cellNF: true }), pages);
		report = pagesOf(printed(demo.document, "report.docx", folder));
	}, 300_000);
	afterAll(() => demo.remove());

	test("no number is too wide for its cell", () => {
		expect([...pages, ...report].filter(({ text }) => text.includes("###"))).toEqual([]);
		// As far as what is looked for would be found: numbers do stand there.
		expect(pages.some(({ text }) => text.includes("116,950.00"))).toBe(true);
	});

	test("every text and number of every sheet is on paper, whole", () => {
		for (const { name, rows, pages: own } of sheets) {
			const onPaper = own.map(({ text, asPrinted }) => `${text} ${asPrinted}`).join(" ");
			const missing = rows.flat(2).filter((text) => !onPaper.includes(text));
			expect(missing, name).toEqual([]);
		}
	});

	test("everything is on A4 lying, the leader's page on one A4 upright, and rosters that are too wide for that on A3", () => {
		const sizeOf = ({ width, height }: PrintedPage) => [width, height];
		for (const { name, pages: own } of sheets) {
			const sizes = own.map(sizeOf);
			if (name === "看板") expect(sizes).toEqual([A4]);
			else if (/^[统综]\d/.test(name)) expect([A4.toReversed(), A3.toReversed()], name).toContainEqual(sizes[0]);
			else expect(sizes[0], name).toEqual(A4.toReversed());
			expect(new Set(sizes.map(String)).size, name).toBe(1);
		}
		expect(report.map(sizeOf)).toEqual(report.map(() => A4));
	});

	test("headings stand on every page of a table that has several", () => {
		const several = sheets.filter(({ pages: own, rows }) => own.length > 1 && rows.length > 10);
		expect(several.length).toBeGreaterThan(4);
		for (const { name, pages: own } of several) {
			const heading = /^[统综]\d/.test(name) ? "来源工作表" : { 报送情况: "接收时间", 图表数据: "系列", 排名通报: "占全市比重" }[name];
			for (const { text } of own) expect(text, name).toContain(heading ?? "指标名称");
		}
	});

	test("a table takes as many pages as its rows need, and no page is left empty", () => {
		for (const { name, rows, pages: own } of sheets) expect(own.length, name).toBeLessThanOrEqual(1 + Math.ceil(rows.length / 8));
		expect(pages.filter(({ text }) => text.length < 100)).toEqual([]);
		expect(report.filter(({ text }) => text.length < 60)).toEqual([]);
	});
});

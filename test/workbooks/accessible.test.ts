import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CONSOLIDATED_TEXTS } from "../../src/messages/workbook-texts.ts";
import { type CellRange, fromA1 } from "../../src/model/a1.ts";
import { consolidatedWorkbooks } from "../../src/workbooks/write-consolidated.ts";
import { xmlParts } from "../documents/parts.ts";
import { type PublishedDemo, publishedDemo } from "../support/published-demo.ts";
import { at, type Element, elementsNamed, everyElement, treeOf } from "./charts/chart-tree.ts";
import { SAMPLE_REPORT } from "./sample-report.ts";

/** WCAG 2, success criterion 1.4.3: text against what is behind it. */
const LEAST_CONTRAST = 4.5;

let demo: PublishedDemo;
let book: Record<string, string>;
let document: Record<string, string>;
let sheets: Sheet[];

beforeAll(async () => {
	demo = await publishedDemo();
	[book, document] = [xmlParts(demo.workbook), xmlParts(demo.document)];
	sheets = sheetsOf(book);
}, 300_000);
afterAll(() => demo.remove());

const part = (parts: Record<string, string>, name: string): Element => treeOf(parts[name] ?? `<missing name="${name}"/>`);

interface Cell {
	readonly row: number;
	readonly column: number;
	readonly style: number;
	readonly text: string;
}

interface Sheet {
	readonly name: string;
	readonly root: Element;
	readonly cells: readonly Cell[];
	/** First and last row that is repeated on every page. */
	readonly titleRows: readonly [number, number] | null;
	readonly columns: number;
}

/** The sheets in the order of their tabs. */
function sheetsOf(parts: Record<string, string>): Sheet[] {
	const workbook = part(parts, "xl/workbook.xml");
	const names = elementsNamed(workbook, "definedName");
	return elementsNamed(workbook, "sheet").map(({ attributes: { name = "", sheetId } }, tab) => {
		const titles = names.find((one) => one.attributes.name === "_xlnm.Print_Titles" && one.attributes.localSheetId === String(tab));
		const rows = /!\$(\d+):\$(\d+)$/.exec(titles?.text ?? "");
		const root = part(parts, `xl/worksheets/sheet${sheetId}.xml`);
		return {
			...{ name, root, cells: elementsNamed(root, "c").map(cellOf), columns: elementsNamed(root, "col").length },
			titleRows: rows ? [Number(rows[1]), Number(rows[2])] : null,
		};
	});
}

function cellOf(element: Element): Cell {
	const { row = 0, column = 0 } = fromA1(element.attributes.r ?? "") ?? {};
	const text = [...elementsNamed(element, "t"), ...elementsNamed(element, "v")].map((each) => each.text).join("");
	return { row, column, style: Number(element.attributes.s ?? 0), text };
}

const mergesOf = ({ root }: Sheet): CellRange[] =>
	elementsNamed(root, "mergeCell").map(({ attributes: { ref = "" } }) => {
		const [first, last] = ref.split(":").map((end) => fromA1(end));
		if (!first || !last) throw new Error(`${ref} is no range`);
		return { top: first.row, left: first.column, bottom: last.row, right: last.column };
	});

interface CellLook {
	readonly text: string;
	readonly fill: string | null;
}

/** Colours (RRGGBB) of text and fill by number of the style. */
function looksOf(parts: Record<string, string>): CellLook[] {
	const styles = part(parts, "xl/styles.xml");
	const colourOf = (element: Element | undefined, name: string) => (element && elementsNamed(element, name)[0]?.attributes.rgb?.slice(2)) ?? null;
	const fonts = at(styles, "fonts").children.map((font) => colourOf(font, "color") ?? "000000");
	const fills = at(styles, "fills").children.map((fill) => colourOf(fill, "fgColor"));
	return at(styles, "cellXfs").children.map(({ attributes }) => ({
		text: fonts[Number(attributes.fontId)] ?? "000000",
		fill: fills[Number(attributes.fillId)] ?? null,
	}));
}

/** Relative luminance of a colour of sRGB. */
function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((from) => {
		const share = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
		return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
	const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

test("contrast is that of WCAG 2", () => {
	expect(contrast("000000", "FFFFFF")).toBeCloseTo(21, 5);
	expect(contrast("777777", "FFFFFF")).toBeCloseTo(4.48, 2);
});

describe("the published workbook", () => {
	test("has a title and a language, and sheets whose names can be told apart in every program", () => {
		const core = part(book, "docProps/core.xml");
		expect([at(core, "title").text, at(core, "language").text]).toEqual(["阳江市2019年上半年科技统计汇总表", "zh-CN"]);
		const names = sheets.map(({ name }) => name.toUpperCase());
		expect(new Set(names).size).toBe(names.length);
		expect(names.filter((name) => name.length > 31)).toEqual([]);
	});

	test("has one table a sheet: its header rows are repeated on every page, stay in sight, and every column of them says something", () => {
		for (const { name, root, cells, titleRows, columns } of sheets) {
			expect(titleRows, name).not.toBeNull();
			const [first, last] = titleRows ?? [0, 0];
			expect(elementsNamed(root, "pane")[0]?.attributes, name).toMatchObject({ state: "frozen", ySplit: String(last) });
			const headings = cells.filter(({ row, text }) => row >= first && row <= last && text !== "");
			expect(new Set(headings.map(({ column }) => column)).size, name).toBe(columns);
			const header = headings[0]?.style;
			const elsewhere = cells.filter(({ row, style }) => style === header && (row < first || row > last));
			expect(elsewhere, `${name}: a second header`).toEqual([]);
			const [filter] = elementsNamed(root, "autoFilter");
			if (filter) expect(filter.attributes.ref?.split(":")[0], name).toBe(`A${last}`);
		}
	});

	test("merges nothing in the body of a table: only its headings, and lines across all of it", () => {
		for (const sheet of sheets) {
			const [, last] = sheet.titleRows ?? [0, 0];
			const below = mergesOf(sheet).filter(({ bottom }) => bottom > last);
			const within = below.filter(({ top, bottom, left, right }) => top !== bottom || left !== 1 || right !== sheet.columns);
			expect(within, sheet.name).toEqual([]);
		}
	});

	test("tells in words what its charts show and where its links lead", () => {
		const drawings = Object.keys(book).filter((name) => /^xl\/drawings\/drawing\d+\.xml$/.test(name));
		const frames = drawings.flatMap((name) => elementsNamed(part(book, name), "cNvPr"));
		expect(frames.length).toBe(Object.keys(book).filter((name) => /^xl\/charts\/chart\d+\.xml$/.test(name)).length);
		expect(frames.length).toBeGreaterThan(3);
		for (const { attributes } of frames) {
			expect(attributes.name).not.toBe("");
			expect(attributes.descr, attributes.name).toMatch(/\d/);
		}
		const links = sheets.flatMap(({ root }) => elementsNamed(root, "hyperlink"));
		expect(links.length).toBeGreaterThan(100);
		expect(links.filter(({ attributes }) => !/[一-龥]{2}/.test(attributes.tooltip ?? ""))).toEqual([]);
	});

	test("can be read by everyone: text stands out from what is behind it", () => {
		const looks = looksOf(book);
		const used = new Map(sheets.flatMap(({ cells }) => cells.filter(({ text }) => text !== "").map(({ style }) => [style, looks[style]] as const)));
		expect(used.size).toBeGreaterThan(10);
		for (const look of used.values())
			expect(contrast(look?.text ?? "", look?.fill ?? "FFFFFF"), JSON.stringify(look)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
	});

	test("draws series that differ in lightness, pattern or shape, so that they are told apart without colour", () => {
		const charts = Object.keys(book).filter((name) => /^xl\/charts\/chart\d+\.xml$/.test(name));
		for (const name of charts) {
			const series = elementsNamed(part(book, name), "ser").map((one) => {
				const shape = ["pattFill", "prstDash", "symbol"]
					.map((kind) => elementsNamed(one, kind)[0]?.attributes)
					.map((found) => found?.prst ?? found?.val ?? "");
				const colour = elementsNamed(one, "srgbClr")[0]?.attributes.val ?? "FFFFFF";
				return [...shape, Math.round(luminance(colour) * 10)].join(" ");
			});
			expect(new Set(series).size, name).toBe(series.length);
		}
	});
});

test("what is still open is said in words, not by its colour alone", async () => {
	const pieces: Uint8Array[] = [];
	await consolidatedWorkbooks(CONSOLIDATED_TEXTS).write(SAMPLE_REPORT, { write: async (piece) => void pieces.push(piece) });
	const parts = xmlParts(Buffer.concat(pieces));
	const overview = sheetsOf(parts).find(({ name }) => name === "报送一览");
	const looks = looksOf(parts);
	const open = overview?.cells.filter(({ row, style }) => row > (overview.titleRows?.[1] ?? 0) && looks[style]?.fill);
	expect(open?.map(({ text }) => text)).toContain("未报");
	expect(open?.filter(({ text }) => /^\d*$/.test(text))).toEqual([]);
});

describe("the report", () => {
	test("has a title, a language, and headings that are headings", () => {
		const core = part(document, "docProps/core.xml");
		expect(at(core, "title").text).toBe("阳江市科学技术局2019年上半年工作总结");
		expect(at(core, "language").text).toBe("zh-CN");
		const styles = part(document, "word/styles.xml");
		expect(elementsNamed(styles, "lang")[0]?.attributes.eastAsia).toBe("zh-CN");
		const used = elementsNamed(part(document, "word/document.xml"), "pStyle").map(({ attributes }) => attributes.val);
		expect(used).toEqual(expect.arrayContaining(["Title", "Heading1", "Heading2"]));
	});

	test("marks the header row of every table, and says what tables and charts hold", () => {
		const body = part(document, "word/document.xml");
		const tables = elementsNamed(body, "tbl");
		expect(tables.length).toBeGreaterThan(1);
		for (const table of tables) {
			const rows = elementsNamed(table, "tr");
			expect(rows.map((row) => elementsNamed(row, "tblHeader").length)).toEqual(rows.map((_, place) => (place === 0 ? 1 : 0)));
			expect(elementsNamed(table, "tblCaption")[0]?.attributes.val).toMatch(/[一-龥]/);
		}
		const drawn = everyElement(body).filter(({ name }) => name === "docPr");
		expect(drawn.length).toBeGreaterThan(1);
		for (const { attributes } of drawn) expect(attributes.descr, attributes.title).toMatch(/[一-龥].*\d/);
	});
});

import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { RETURN_AUTHOR } from "../../../src/model/return-book.ts";
import { annotate } from "../../../src/workbooks/annotate/annotate.ts";
import { readGrid } from "../../../src/workbooks/read.ts";
import { walkXml } from "../../../src/workbooks/xml.ts";
import {
	bookOf,
	commentsIn,
	commentsXml,
	contentOf,
	DRAWING_PARTS,
	DRAWING_TYPES,
	drawingVml,
	type HandBook,
	handBook,
	lineAt,
	MAIN,
	markAt,
	OFFICE,
	partText,
	ROWS,
	sheetXml,
	unzip,
} from "./books.ts";
import { KINDS } from "./kinds.ts";

const MARKS = [markAt("高企", "C2"), markAt("高企", "B3", "soft"), markAt("高企", "E9")];

async function opened(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
	const book = new ExcelJS.Workbook();
	await book.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
	return book;
}

const fillOf = (cell: ExcelJS.Cell | undefined): string | undefined => (cell?.fill?.type === "pattern" ? cell.fill.fgColor?.argb : undefined);
const noteOf = (cell: ExcelJS.Cell | undefined): string => {
	const note = cell?.note;
	return typeof note === "string" ? note : (note?.texts?.map(({ text }) => text).join("") ?? "");
};
const SIGN = `〔${RETURN_AUTHOR}〕`;
const HARD = "FFFFC8CD";
const SOFT = "FFFFEA9E";

describe("annotate", () => {
	test.each(Object.entries(KINDS))("%s: what need not change keeps its bytes, and the cells say the same", async (_, { book, changed = [] }) => {
		const bytes = book instanceof Uint8Array ? book : handBook(book);
		const { content } = await annotate(bytes, bookOf(MARKS));
		const [before, after] = [unzip(bytes), unzip(content)];
		const touched = Object.keys(before).filter((name) => before[name] !== after[name]);
		const expected = ["[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"];
		for (const name of touched) expect([...expected, "xl/styles.xml", "xl/worksheets/_rels/sheet1.xml.rels", ...changed]).toContain(name);
		expect(touched).toEqual(expect.arrayContaining(expected));
		for (const name of Object.keys(after)) if (/\.(xml|rels)$/.test(name)) walkXml(Buffer.from(after[name] ?? "", "latin1"), NOTHING);
		const [grid, original] = [await readGrid(content, "a.xlsx"), await readGrid(bytes, "a.xlsx")];
		expect(grid.sheets[0]?.name).toBe("问题清单");
		expect(contentOf(grid, ["问题清单"])).toEqual(contentOf(original));
		expect([...grid.names]).toEqual([...original.names]);
		expect((await annotate(bytes, bookOf(MARKS))).content).toEqual(content);
	});

	test("colours the cells, makes those that are not there, and leaves all else of their looks", async () => {
		const { content } = await annotate(handBook({ sheets: [{ name: "高企", xml: sheetXml() }] }), bookOf(MARKS));
		const sheet = (await opened(content)).getWorksheet("高企");
		expect(fillOf(sheet?.getCell("C2"))).toBe(HARD);
		expect(sheet?.getCell("C2")).toMatchObject({ numFmt: "#,##0.00", alignment: { horizontal: "right" }, protection: { locked: false } });
		expect(fillOf(sheet?.getCell("B3"))).toBe(SOFT);
		expect(fillOf(sheet?.getCell("E9"))).toBe(HARD);
		expect(fillOf(sheet?.getCell("C3"))).toBe("FFFFFF00");
		expect(noteOf(sheet?.getCell("C2"))).toBe(`${SIGN}\n请看 C2`);
		const xml = partText(content, "xl/worksheets/sheet1.xml");
		expect(xml.indexOf('r="B3"')).toBeGreaterThan(xml.indexOf('r="A3"'));
		expect(xml.indexOf('r="B3"')).toBeLessThan(xml.indexOf('r="C3"'));
		expect(xml).toContain('<row r="9"><c r="E9"');
	});

	test("gives a cell with several problems one comment and the colour of the worst", async () => {
		const marks = [markAt("高企", "C2", "soft", "一"), markAt("高企", "C2", "hard", "二"), markAt("高企", "C2", "soft", "三")];
		const { content } = await annotate(handBook({ sheets: [{ name: "高企", xml: sheetXml() }] }), bookOf(marks));
		const cell = (await opened(content)).getWorksheet("高企")?.getCell("C2");
		expect(fillOf(cell)).toBe(HARD);
		expect(noteOf(cell)).toBe(`${SIGN}\n一\n二\n三`);
	});

	test("lists the problems: links, cells for explanations, texts that stay texts, identities out of sight", async () => {
		const lines = [
			lineAt("高企", "C2", { number: 1, value: "=1+1" }),
			lineAt("高企", "B3", { number: 2, severity: "soft", said: "需要说明", asksExplanation: true, explanation: "企业改制" }),
			lineAt("", null, { number: null, place: "第2—9行", problem: "@另有 30 处" }),
		];
		const { content } = await annotate(handBook({ sheets: [{ name: "高企", xml: sheetXml() }] }), bookOf(MARKS, lines));
		const list = (await opened(content)).worksheets[0];
		expect(list?.name).toBe("问题清单");
		expect(partText(content, "xl/worksheets/sheet2.xml")).toContain(`<hyperlink ref="D4" location="'高企'!C2" display="C2"/>`);
		expect(list?.getCell("F4").value).toBe("=1+1");
		expect(partText(content, "xl/worksheets/sheet2.xml")).not.toContain("<f>");
		expect(list?.getCell("I5")).toMatchObject({ value: "企业改制", protection: { locked: false } });
		expect(list?.getCell("I4").protection?.locked ?? true).toBe(true);
		expect(list?.getCell("G6").value).toBe("@另有 30 处");
		expect(list?.getColumn(10).hidden).toBe(true);
		expect(list?.getCell("J5").value).toBe(lines[1]?.identity);
		expect(list?.views[0]).toMatchObject({ state: "frozen", ySplit: 3 });
	});

	test("opens on the list, alone: nothing typed there goes into other sheets", async () => {
		const view = (selected: string) => `<sheetViews><sheetView${selected} workbookViewId="0"/></sheetViews>`;
		const bytes = handBook({
			before: `<bookViews><workbookView activeTab="1" firstSheet="1" windowWidth="100"/></bookViews>`,
			sheets: [
				{ name: "高企", xml: sheetXml({ before: view("") }) },
				{ name: "二", xml: sheetXml({ before: view(' tabSelected="1"') }) },
				{ name: "三", state: "veryHidden", xml: sheetXml() },
			],
		});
		const { content } = await annotate(bytes, bookOf(MARKS));
		expect(partText(content, "xl/workbook.xml")).toContain('<workbookView windowWidth="100"/>');
		expect(partText(content, "xl/worksheets/sheet2.xml")).not.toContain("tabSelected");
		expect(partText(content, "xl/worksheets/sheet4.xml")).toContain('tabSelected="1"');
		expect(unzip(content)["xl/worksheets/sheet3.xml"]).toBe(unzip(bytes)["xl/worksheets/sheet3.xml"]);
		expect(partText(content, "xl/workbook.xml")).toContain('state="veryHidden"');
	});

	test("moves the names that belong to sheets along with them", async () => {
		const names = `<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">高企!$A$1:$C$4</definedName><definedName name="总数">高企!$C$4</definedName></definedNames>`;
		const { content } = await annotate(
			handBook({ sheets: [{ name: "高企", xml: sheetXml() }], behind: `${names}<calcPr calcId="1"/>` }),
			bookOf(MARKS),
		);
		const xml = partText(content, "xl/workbook.xml");
		expect(xml).toContain('name="_xlnm.Print_Area" localSheetId="1"');
		expect(xml).toContain(`<definedName name="_xlnm.Print_Titles" localSheetId="0">'问题清单'!$3:$3</definedName>`);
		expect((await readGrid(content, "a.xlsx")).names.get("总数")).toEqual({ sheet: "高企", cell: "C4" });
	});

	test("adds its comments to those that are there, and its words to one on the same cell", async () => {
		const { content } = await annotate(commented(), bookOf([markAt("高企", "C2"), markAt("高企", "A2")]));
		expect(commentsIn(content)).toEqual({ A2: `请领导核对\n${SIGN}\n请看 A2`, A3: "旧名", C2: `${SIGN}\n请看 C2` });
		const vml = partText(content, "xl/drawings/vmlDrawing1.vml");
		expect(vml.match(/<v:shape /g)).toHaveLength(3);
		expect(vml).toContain('id="_x0000_s1027"');
		expect(vml).toContain("<br>");
	});

	test("leaves threaded comments as they are", async () => {
		const threaded = "xl/threadedComments/threadedComment1.xml";
		const bytes = commented({ [threaded]: "<ThreadedComments/>", "xl/comments1.xml": commentsXml([["C2", "[Threaded comment]"]], "tc={1-2}") });
		const { content } = await annotate(bytes, bookOf([markAt("高企", "C2"), markAt("高企", "A2")]));
		const xml = partText(content, "xl/comments1.xml");
		expect(xml).toContain('<comment ref="C2" authorId="0"><text><t>[Threaded comment]</t></text></comment>');
		expect(xml.match(/<comment /g)).toHaveLength(2);
		expect(unzip(content)[threaded]).toBe("<ThreadedComments/>");
	});

	test("numbers the boxes of many comments in blocks that nothing else claims, and comments no more than can be read", async () => {
		const rows = Array.from({ length: 3000 }, (_, at) => `<row r="${at + 1}"><c r="A${at + 1}"><v>${at}</v></c></row>`).join("");
		const sheets = ["高企", "二"].map((name) => ({ name, xml: sheetXml({ rows }) }));
		const marks = sheets.flatMap(({ name }) => Array.from({ length: 3000 }, (_, at) => markAt(name, `A${at + 1}`)));
		const { content } = await annotate(handBook({ sheets }), bookOf(marks, []));
		const drawings = [1, 2].map((n) => partText(content, `xl/drawings/vmlDrawing${n}.vml`));
		expect(drawings.map((vml) => /data="([\d,]+)"/.exec(vml)?.[1])).toEqual(["1,2", "3,4"]);
		const ids = drawings.flatMap((vml) => [...vml.matchAll(/id="_x0000_s(\d+)"/g)].map((found) => Number(found[1])));
		expect(new Set(ids).size).toBe(4000);
		for (const id of ids) expect([1, 2, 3, 4]).toContain(Math.floor(id / 1024));
		expect(partText(content, "xl/worksheets/sheet1.xml").match(/ s="\d+"/g)).toHaveLength(3000);
	});

	test("keeps macros under their own ending, makes workbooks of templates, and leaves out signatures that hold no more", async () => {
		const macro = (type: string): HandBook => ({
			sheets: [{ name: "高企", xml: sheetXml() }],
			workbookType: `application/vnd.ms-excel.${type}.macroEnabled.main+xml`,
			parts: { "xl/vbaProject.bin": new Uint8Array([1, 2, 3]), "_xmlsignatures/sig1.xml": "<Signature/>", "_xmlsignatures/origin.sigs": "" },
			workbookRelations: [["rIdMacros", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"]],
			defaults: { bin: "application/vnd.ms-office.vbaProject" },
		});
		for (const type of ["sheet", "template"]) {
			const { content, ending } = await annotate(handBook(macro(type)), bookOf(MARKS));
			expect(ending).toBe(".xlsm");
			expect(unzip(content)["xl/vbaProject.bin"]).toBe("\x01\x02\x03");
			expect(partText(content, "[Content_Types].xml")).toContain("application/vnd.ms-excel.sheet.macroEnabled.main+xml");
			expect(Object.keys(unzip(content)).filter((name) => name.startsWith("_xmlsignatures"))).toEqual([]);
		}
	});

	test("puts the boxes' drawing where the schema wants it", async () => {
		const after = `<pageMargins left="0.7" right="0.7" top="0.7" bottom="0.7" header="0.3" footer="0.3"/><drawing r:id="rId1"/><tableParts count="0"/><extLst/>`;
		const { content } = await annotate(
			handBook({
				sheets: [{ name: "高企", xml: sheetXml({ after }), relations: [["rId1", "drawing", "../drawings/drawing1.xml"]] }],
				parts: DRAWING_PARTS,
				types: DRAWING_TYPES,
				defaults: { png: "image/png" },
			}),
			bookOf(MARKS),
		);
		expect(partText(content, "xl/worksheets/sheet1.xml")).toMatch(
			new RegExp(`<drawing r:id="rId1"/><legacyDrawing xmlns:r="${OFFICE}" r:id="rId\\d+"/><tableParts`),
		);
	});

	test("takes rows and cells without addresses, out of order, empty ones, and those in prefixed elements", async () => {
		const rows = `<x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row><x:row r="5"/><x:row r="4"><x:c r="C4"><x:v>3</x:v></x:c><x:c r="A4"><x:v>4</x:v></x:c></x:row>`;
		const xml = `<x:worksheet xmlns:x="${MAIN}"><x:cols><x:col min="2" max="2" width="9" style="2"/></x:cols><x:sheetData>${rows}</x:sheetData></x:worksheet>`;
		const marks = ["B1", "C1", "A4", "B4", "B5", "B7", "B2"].map((cell) => markAt("高企", cell));
		const { content } = await annotate(handBook({ sheets: [{ name: "高企", xml }] }), bookOf(marks));
		const sheet = (await readGrid(content, "a.xlsx")).sheets[1];
		expect([...(sheet?.rows ?? [])].map(({ number, cells }) => [number, cells.map(({ column, value }) => [column, value])])).toEqual([
			[
				1,
				[
					[1, 1],
					[2, 2],
				],
			],
			[
				4,
				[
					[1, 4],
					[3, 3],
				],
			],
		]);
		const changed = partText(content, "xl/worksheets/sheet1.xml");
		for (const cell of ["C1", "B4", "B5", "B7", "B2"]) expect(changed).toMatch(new RegExp(`<x:c r="${cell}" s="\\d+"/>`));
		expect(changed).toContain('</x:row><x:row r="2">');
		expect(changed).toMatch(/<x:row r="5"><x:c r="B5" s="\d+"\/><\/x:row>/);
		// The column's own format is what a cell that was not there gets our fill over.
		const format = Number(/r="B7" s="(\d+)"/.exec(changed)?.[1]);
		expect(
			partText(content, "xl/styles.xml")
				.split("<cellXfs")[1]
				?.match(/<xf .*?(?:\/>|<\/xf>)/gs)?.[format],
		).toContain('numFmtId="4"');
	});

	test("does not take what a comment or CDATA holds for rows", async () => {
		const rows = `<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[</row><row r="2"><c r="A2">]]></t></is></c></row><!-- <row r="2"> --><row r="2"><c r="A2"><v>7</v></c></row>`;
		const { content } = await annotate(handBook({ sheets: [{ name: "高企", xml: sheetXml({ rows }) }] }), bookOf([markAt("高企", "A2")]));
		expect(partText(content, "xl/worksheets/sheet1.xml")).toMatch(/--><row r="2"><c s="\d+" r="A2"><v>7<\/v>/);
	});

	test("calls the list otherwise where the workbook has a sheet of that name", async () => {
		const sheets = ["高企", "问题清单"].map((name) => ({ name, xml: sheetXml() }));
		const grid = await readGrid((await annotate(handBook({ sheets }), bookOf(MARKS))).content, "a.xlsx");
		expect(grid.sheets.map(({ name }) => name)).toEqual(["问题清单(2)", "高企", "问题清单"]);
	});
});

const NOTHING = { wantsText: false, open() {}, close() {}, text() {} };

/** A workbook in which somebody has commented. */
function commented(parts: Record<string, string> = {}): Uint8Array {
	return handBook({
		sheets: [
			{
				name: "高企",
				xml: sheetXml({ rows: ROWS, after: `<legacyDrawing r:id="rId2"/>` }),
				relations: [
					["rId1", "comments", "../comments1.xml"],
					["rId2", "vmlDrawing", "../drawings/vmlDrawing1.vml"],
				],
			},
		],
		parts: {
			"xl/comments1.xml": commentsXml([
				["A2", "请领导核对"],
				["A3", "旧名"],
			]),
			"xl/drawings/vmlDrawing1.vml": drawingVml([
				[1, 0],
				[2, 0],
			]),
			...parts,
		},
		types: { "xl/comments1.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml" },
		defaults: { vml: "application/vnd.openxmlformats-officedocument.vmlDrawing" },
	});
}

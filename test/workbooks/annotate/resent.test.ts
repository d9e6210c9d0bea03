import { describe, expect, test } from "vitest";
import type { ReturnBook } from "../../../src/model/return-book.ts";
import { readExplanations } from "../../../src/stages/read-explanations.ts";
import { annotate } from "../../../src/workbooks/annotate/annotate.ts";
import { readGrid } from "../../../src/workbooks/read.ts";
import { bookOf, commentsIn, contentOf, handBook, lineAt, markAt, partText, sheetXml, unzip } from "./books.ts";

const SENT = handBook({
	sheets: [{ name: "高企", xml: sheetXml() }],
	behind: `<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">高企!$A$1</definedName></definedNames>`,
});
const BOOK = bookOf([markAt("高企", "C2"), markAt("高企", "A2", "soft"), markAt("高企", "B3")]);

const again = async (bytes: Uint8Array, book: ReturnBook) => (await annotate(bytes, book)).content;

/** The xf of a cell's format and the fill that it names. */
function looks(bytes: Uint8Array, cell: string): { fill: string | undefined; numFmt: string | undefined } {
	const styles = partText(bytes, "xl/styles.xml");
	const items = (list: string, item: string) =>
		styles
			.split(`<${list}`)[1]
			?.split(`</${list}>`)[0]
			?.match(new RegExp(`<${item}[ >].*?(?:</${item}>|/>(?=<${item}|$))`, "gs")) ?? [];
	const format = Number(new RegExp(`<c [^>]*r="${cell}"[^>]*>`).exec(partText(bytes, "xl/worksheets/sheet1.xml"))?.[0].match(/ s="(\d+)"/)?.[1]);
	const xfs = styles.split("<cellXfs")[1]?.match(/<xf [^>]*?(?:\/>|>.*?<\/xf>)/gs) ?? [];
	const xf = xfs[format] ?? "";
	const fill = items("fills", "fill")[Number(/fillId="(\d+)"/.exec(xf)?.[1])];
	return { fill: /<fgColor rgb="(\w+)"/.exec(fill ?? "")?.[1], numFmt: /numFmtId="(\d+)"/.exec(xf)?.[1] };
}

describe("a returned workbook that comes back", () => {
	test("gives back the looks of cells that are right now, and marks those that are wrong now", async () => {
		const returned = await again(SENT, BOOK);
		expect(looks(returned, "C2").fill).toBe("FFFFC8CD");
		const second = await again(returned, bookOf([markAt("高企", "C3", "soft"), markAt("高企", "A2")]));
		expect(looks(second, "C2")).toEqual({ fill: "FFFFFF00", numFmt: "4" });
		expect(looks(second, "B3").fill).toBeUndefined();
		expect(looks(second, "C3").fill).toBe("FFFFEA9E");
		expect(looks(second, "A2").fill).toBe("FFFFC8CD");
		expect(commentsIn(second)).toEqual({ C3: "〔huibao 审核〕\n请看 C3", A2: "〔huibao 审核〕\n请看 A2" });
		const third = await again(second, bookOf([]));
		expect(["C2", "C3"].map((cell) => looks(third, cell))).toEqual(Array(2).fill({ fill: "FFFFFF00", numFmt: "4" }));
		expect(looks(third, "A2").fill).toBeUndefined();
		expect(commentsIn(third)).toEqual({});
		expect(partText(third, "xl/drawings/vmlDrawing1.vml")).not.toContain("<v:shape ");
	});

	test("has one list, of the problems of now", async () => {
		const returned = await again(SENT, BOOK);
		const second = await again(returned, bookOf([markAt("高企", "C3")]));
		const grid = await readGrid(second, "a.xlsx");
		expect(grid.sheets.map(({ name }) => name)).toEqual(["问题清单", "高企"]);
		expect(readExplanations(grid)).toHaveLength(1);
		expect(contentOf(grid, ["问题清单"])).toEqual(contentOf(await readGrid(SENT, "a.xlsx")));
		expect(partText(second, "xl/workbook.xml").match(/localSheetId="\d"/g)).toEqual(['localSheetId="1"', 'localSheetId="0"']);
		const parts = Object.keys(unzip(second));
		expect(parts.filter((name) => /worksheets\/[^/]*\.xml$/.test(name))).toHaveLength(2);
		expect(parts.filter((name) => /comments|vml/.test(name))).toHaveLength(2);
	});

	test("grows no further, however often it comes", async () => {
		let bytes = await again(await again(SENT, BOOK), BOOK);
		const sizes: number[] = [];
		for (let time = 0; time < 4; time++) {
			bytes = await again(bytes, BOOK);
			sizes.push(["worksheets/sheet1", "comments1", "styles", "workbook"].reduce((sum, name) => sum + partText(bytes, `xl/${name}.xml`).length, 0));
		}
		expect(new Set(sizes).size).toBe(1);
	});

	test("takes our words back out of somebody's comment", async () => {
		const own = {
			"xl/comments1.xml": partText(await again(SENT, bookOf([markAt("高企", "C2")])), "xl/comments1.xml")
				.replace(/<author>[^<]*</, "<author>张三<")
				.replace("〔huibao 审核〕", "张三："),
		};
		const bytes = handBook({
			sheets: [{ name: "高企", xml: sheetXml(), relations: [["rId1", "comments", "../comments1.xml"]] }],
			parts: own,
			types: { "xl/comments1.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml" },
		});
		const returned = await again(bytes, bookOf([markAt("高企", "C2", "hard", "新的")]));
		expect(commentsIn(returned).C2).toBe("张三：\n请看 C2\n〔huibao 审核〕\n新的");
		expect(commentsIn(await again(returned, bookOf([markAt("高企", "C2", "hard", "再次")]))).C2).toBe("张三：\n请看 C2\n〔huibao 审核〕\n再次");
		expect(commentsIn(await again(returned, bookOf([]))).C2).toBe("张三：\n请看 C2");
	});

	test("is known whatever its list is called, and forgets what somebody has written into its hidden cells", async () => {
		const returned = await again(SENT, BOOK);
		const parts = unzip(returned);
		const list = Buffer.from(parts["xl/worksheets/sheet2.xml"] ?? "", "latin1").toString();
		expect(list).toContain("huibao:fills:");
		const { zip } = await import("./books.ts");
		const changed = zip({
			...Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, Buffer.from(xml, "latin1")])),
			"xl/workbook.xml": partText(returned, "xl/workbook.xml").replace('name="问题清单"', 'name="问题清单 (2)"'),
			"xl/worksheets/sheet2.xml": list.replace("FFFFFF00", "&quot;&lt;evil/&gt;"),
		});
		const second = await again(changed, bookOf([]));
		expect((await readGrid(second, "a.xlsx")).sheets.map(({ name }) => name)).toEqual(["问题清单", "高企"]);
		expect(looks(second, "C2").fill).toBeUndefined();
		expect(partText(second, "xl/styles.xml")).not.toContain("evil");
	});

	test("drops an order of calculation that may name cells of the list that was", async () => {
		const returned = await again(SENT, bookOf([], [lineAt("高企", "C2")]));
		const { zip } = await import("./books.ts");
		const parts = Object.fromEntries(Object.entries(unzip(returned)).map(([name, xml]) => [name, Buffer.from(xml, "latin1")]));
		const chained = zip({
			...parts,
			"xl/calcChain.xml": "<calcChain/>",
			"xl/_rels/workbook.xml.rels": partText(returned, "xl/_rels/workbook.xml.rels").replace(
				"</Relationships>",
				`<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>`,
			),
			"[Content_Types].xml": partText(returned, "[Content_Types].xml").replace(
				"</Types>",
				`<Override PartName="/xl/calcChain.xml" ContentType="a/b"/></Types>`,
			),
		});
		const second = await again(chained, bookOf([]));
		expect(Object.keys(unzip(second))).not.toContain("xl/calcChain.xml");
		expect(partText(second, "[Content_Types].xml")).not.toContain("calcChain");
		expect(partText(second, "xl/_rels/workbook.xml.rels")).not.toContain("calcChain");
	});
});

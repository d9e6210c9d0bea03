import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { CellContent, CellFill, FillPlan } from "../../../src/model/fill.ts";
import type { Print } from "../../../src/model/printed.ts";
import { NO_READ_LIMITS } from "../../../src/model/read-limits.ts";
import { fillTemplate } from "../../../src/workbooks/fill/fill-template.ts";
import { openTemplate } from "../../../src/workbooks/fill/open-template.ts";
import { readGrid } from "../../../src/workbooks/read.ts";
import { openZip } from "../../../src/workbooks/zip.ts";
import {
	commentsXml,
	contentOf,
	DRAWING_PARTS,
	DRAWING_TYPES,
	type HandBook,
	handBook,
	MAIN,
	number,
	partText,
	sheetXml,
	text,
	unzip,
	zip,
} from "../annotate/books.ts";
import { KINDS } from "../annotate/kinds.ts";

const count = (value: number, more: Partial<Print> = {}): CellContent => ({ kind: "number", value, print: { scale: "count", places: 0, ...more } });
const cells = (all: Readonly<Record<string, CellContent>>, sheet = "高企"): CellFill[] =>
	Object.entries(all).map(([cell, content]) => ({ sheet, cell, content }));
const plan = (all: readonly CellFill[], texts: Readonly<Record<string, string>> = {}): FillPlan => ({
	cells: all,
	texts: new Map(Object.entries(texts)),
});
const filled = (bytes: Uint8Array, what: FillPlan) => fillTemplate(bytes, what, NO_READ_LIMITS);
const one = (rows: string, more: Partial<HandBook> = {}): Uint8Array => handBook({ sheets: [{ name: "高企", xml: sheetXml({ rows }) }], ...more });
const sheetOf = (bytes: Uint8Array, at = 1) => partText(bytes, `xl/worksheets/sheet${at}.xml`);

/** A sheet as `contentOf` tells it. */
interface CellsOf {
	readonly rows: readonly [row: number, hidden: boolean, cells: [cell: string, ...told: unknown[]][]][];
}

/** Names of the parts whose bytes are not the same. */
function changedParts(before: Uint8Array, after: Uint8Array): string[] {
	const [was, is] = [unzipSync(before), unzipSync(after)];
	expect(Object.keys(is).sort()).toEqual(Object.keys(was).sort());
	return Object.keys(was).filter((name) => !Buffer.from(was[name] ?? []).equals(Buffer.from(is[name] ?? [])));
}

describe("a filled template", () => {
	test.each(Object.entries(KINDS))("%s: only the filled cells differ, all other parts keep their bytes", async (kind, { book }) => {
		const bytes = book instanceof Uint8Array ? book : handBook(book);
		const fill = { A2: { kind: "text", text: "=1+1" }, E9: count(36) } satisfies Record<string, CellContent>;
		const { content, ending } = filled(bytes, plan(cells(fill)));
		expect(ending).toBe(".xlsx");
		// A text that begins as a formula needs a format that says so; a new style sheet where there was none.
		const added = kind === "no style sheet" ? ["[Content_Types].xml", "xl/_rels/workbook.xml.rels"] : ["xl/styles.xml"];
		if (kind !== "no style sheet") expect(changedParts(bytes, content).sort()).toEqual([...added, "xl/worksheets/sheet1.xml"].sort());
		const before = contentOf(await readGrid(bytes, "a.xlsx")) as CellsOf[];
		const after = contentOf(await readGrid(content, "a.xlsx")) as CellsOf[];
		const cellsOf = (sheets: readonly CellsOf[]) => sheets.slice(0, 1).flatMap(({ rows }) => rows.flatMap(([, , all]) => all));
		const others = (all: [string, ...unknown[]][]) => all.filter(([cell]) => !Object.hasOwn(fill, cell));
		expect(others(cellsOf(after))).toEqual(others(cellsOf(before)));
		expect(cellsOf(after).find(([cell]) => cell === "A2")).toEqual(["A2", "s", "=1+1", "general", false]);
		expect(cellsOf(after).find(([cell]) => cell === "E9")).toEqual(["E9", "n", 36, "general", false]);
		expect(after.slice(1)).toEqual(before.slice(1));
		expect(filled(bytes, plan(cells(fill))).content).toEqual(content);
	});

	test("holds real numbers in the cells' own styles, whatever they held before", () => {
		const rows = `<row r="1"><c r="A1" s="2" t="s"><v>0</v></c><c r="B1" s="2" t="inlineStr"><is><t>{{a}}</t></is></c><c r="C1" s="2" vm="1" t="str"><v>{{a}}</v></c><c r="D1" s="2"/></row>`;
		const bytes = one(rows, { strings: `<sst xmlns="${MAIN}"><si><t>{{a}}</t></si></sst>` });
		const { content } = filled(bytes, plan(cells({ A1: count(36), B1: count(0.5), C1: { kind: "blank" }, D1: count(-7) }), { a: "36" }));
		expect(sheetOf(content)).toContain('<c r="A1" s="2"><v>36</v></c><c r="B1" s="2"><v>0.5</v></c><c r="C1" s="2"/><c r="D1" s="2"><v>-7</v></c>');
		expect(changedParts(bytes, content)).toEqual(["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"]);
	});

	test("fills placeholders inside texts run by run: in shared and inline texts, and where a run ends amid one", () => {
		const bold = "<rPr><b/></rPr>";
		const strings = `<sst xmlns="${MAIN}" count="3" uniqueCount="3"><si><r><t xml:space="preserve">全市 </t></r><r>${bold}<t>{{hnte.stock@</t></r><r><t>江城区}}</t></r><r><t>家&amp;“{{b}}”</t></r><rPh sb="0" eb="1"><t>{{a}}</t></rPh></si><si><t>无{{未知}}关</t></si></sst>`;
		const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r>${bold}<t>到{{b}}</t></r></is></c><c r="C1" t="str"><v>{{b}}末</v></c></row>`;
		const bytes = one(rows, { strings });
		const inPlace = (said: string): CellContent => ({ kind: "in-place", text: said });
		const { content } = filled(
			bytes,
			plan(cells({ A1: inPlace("…"), B1: inPlace("…"), C1: inPlace("…") }), { "hnte.stock@江城区": "15", b: "<6月> " }),
		);
		expect(partText(content, "xl/sharedStrings.xml")).toBe(
			strings
				.replace("<t>{{hnte.stock@</t>", "<t>15</t>")
				.replace("<t>江城区}}</t>", "<t></t>")
				.replace("<t>家&amp;“{{b}}”</t>", "<t>家&amp;“&lt;6月&gt; ”</t>"),
		);
		expect(sheetOf(content)).toContain(`<is><r>${bold}<t xml:space="preserve">到&lt;6月&gt; </t></r></is>`);
		expect(sheetOf(content)).toContain('<c r="C1" t="str"><v>&lt;6月&gt; 末</v></c>');
	});

	test("shows rates under percent formats as fractions, under others in per cent, and qualifiers by number format", async () => {
		const xfs = [0, 9, 4, 164, 165, 49, 14].map((id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0"/>`);
		const styles = `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="[Red][&lt;5]0;#,##0.0&quot;;家&quot;;&quot;—&quot;"/><numFmt numFmtId="165" formatCode="0.000%"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="7">${xfs.join("")}</cellXfs></styleSheet>`;
		const row = (r: number) => `<row r="${r}">${[0, 1, 2, 3, 4, 5, 6].map((s, at) => `<c r="${"ABCDEFG"[at]}${r}" s="${s}"/>`).join("")}</row>`;
		const all = (r: number, content: CellContent) => Object.fromEntries([..."ABCDEFG"].map((letter) => [`${letter}${r}`, content]));
		const wanted = {
			...all(1, { kind: "number", value: 0.847, print: { scale: "fraction", places: 1 } }),
			...all(2, { kind: "number", value: 84.7, print: { scale: "percent", places: 1 } }),
			...all(3, count(110, { qualifier: "约" })),
			...all(4, count(60, { qualifier: "以上" })),
			...all(5, count(36)),
		};
		const { content } = filled(one([1, 2, 3, 4, 5].map(row).join(""), { styles }), plan(cells(wanted)));
		expect(await shownIn(content)).toEqual({
			...{
				A1: [0.847, "0.0%"],
				B1: [0.847, "9"],
				C1: [84.7, "4"],
				D1: [84.7, "164"],
				E1: [0.847, "0.000%"],
				F1: ["84.7%", "49"],
				G1: [0.847, "0.0%"],
			},
			...{
				A2: [0.847, "0.0%"],
				B2: [0.847, "9"],
				C2: [84.7, "4"],
				D2: [84.7, "164"],
				E2: [0.847, "0.000%"],
				F2: ["84.7%", "49"],
				G2: [0.847, "0.0%"],
			},
			...{ A3: [110, '"约"#,##0'], B3: [110, '"约"#,##0'], C3: [110, '"约"#,##0.00'], D3: [110, '[Red][<5]"约"0;#,##0.0";家";"—"'] },
			...{ E3: [110, '"约"#,##0'], F3: ["约110", "49"], G3: [110, '"约"#,##0'] },
			...{ A4: [60, '#,##0"以上"'], B4: [60, '#,##0"以上"'], C4: [60, '#,##0.00"以上"'], D4: [60, '[Red][<5]0"以上";#,##0.0";家";"—"'] },
			...{ E4: [60, '#,##0"以上"'], F4: ["60以上", "49"], G4: [60, '#,##0"以上"'] },
			...{ A5: [36, "0"], B5: [36, "#,##0"], C5: [36, "4"], D5: [36, "164"], E5: [36, "#,##0"], F5: [36, "49"], G5: [36, "#,##0"] },
		});
	});

	test("takes away what an earlier filling said of another number", async () => {
		const codes = ["&quot;约&quot;#,##0", "#,##0&quot;以上&quot;;-0", "0&quot;家以上&quot;"];
		const own = codes.map((code, at) => `<numFmt numFmtId="${165 + at}" formatCode="${code}"/>`).join("");
		const xfs = [0, 165, 166, 167].map((id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0"/>`).join("");
		const styles = `<styleSheet xmlns="${MAIN}"><numFmts count="3">${own}</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="4">${xfs}</cellXfs></styleSheet>`;
		const rows = `<row r="1"><c r="A1" s="1"/><c r="B1" s="2"/><c r="C1" s="3"/><c r="D1" s="1"/><c r="E1" s="2"/></row>`;
		const about = count(7, { qualifier: "约" });
		const { content } = filled(one(rows, { styles }), plan(cells({ A1: count(7), B1: count(7), C1: count(7), D1: about, E1: about })));
		expect(await shownIn(content)).toEqual({
			A1: [7, "#,##0"],
			B1: [7, "#,##0;-0"],
			C1: [7, '0"家以上"'],
			D1: [7, '"约"#,##0'],
			E1: [7, '"约"#,##0;-0'],
		});
	});

	test("puts what stands for a number where numbers stand, unless the cell says where", () => {
		const formats = [
			"/>",
			'><protection locked="0"/></xf>',
			'><alignment vertical="center"/></xf>',
			'><alignment horizontal="general"/></xf>',
			'><alignment horizontal="center"/></xf>',
		];
		const xfs = formats.map((end) => `<xf numFmtId="0" fontId="0" fillId="0" borderId="0"${end}`).join("");
		const styles = `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="5">${xfs}</cellXfs></styleSheet>`;
		const rows = `<row r="1">${formats.map((_, at) => `<c r="${"ABCDE"[at]}1" s="${at}"/>`).join("")}</row>`;
		const dash: CellContent = { kind: "text", text: "—", asNumber: true };
		const { content } = filled(one(rows, { styles }), plan(cells({ A1: dash, B1: dash, C1: dash, D1: dash, E1: dash })));
		expect([...sheetOf(content).matchAll(/ s="(\d+)"/g)].map(([, format]) => format)).toEqual(["5", "6", "7", "5", "4"]);
		const added = /<cellXfs.*<\/cellXfs>/.exec(partText(content, "xl/styles.xml"))?.[0].split("<xf ").slice(6);
		expect(added?.map((xf) => xf.replace(/^[^>]*>/, ""))).toEqual([
			'<alignment horizontal="right"/></xf>',
			'<alignment horizontal="right"/><protection locked="0"/></xf>',
			'<alignment horizontal="right" vertical="center"/></xf></cellXfs>',
		]);
	});

	test("writes a day as a date where the cell shows dates, counted from 1904 where the workbook does", () => {
		const rows = `<row r="1"><c r="A1" s="1"/><c r="B1"/></row>`;
		const day: CellContent = { kind: "day", day: "2019-06-27", text: "2019年6月27日" };
		const bytes = (before: string) => one(rows, { before });
		expect(sheetOf(filled(bytes(""), plan(cells({ A1: day, B1: day }))).content)).toContain(
			'<c r="A1" s="1"><v>43643</v></c><c t="inlineStr" r="B1"><is><t>2019年6月27日</t></is></c>',
		);
		expect(sheetOf(filled(bytes('<workbookPr date1904="1"/>'), plan(cells({ A1: day }))).content)).toContain("<v>42181</v>");
	});

	test("forgets the results of formulas that depend on filled cells, and of no others, and has programs calculate", () => {
		const rows = `<row r="1">${number("A1", 1)}<c r="B1"><f>A1*2</f><v>2</v></c><c r="C1" t="str"><f>"A1="&amp;B1</f><v>x</v></c><c r="D1"><f>SUM(E1:E9)</f><v>9</v></c><c r="E1"><f t="shared" ref="E1:E2" si="0">A1+$A$9</f><v>4</v></c></row><row r="2">${number("A2", 5)}<c r="B2"><f>合计</f><v>7</v></c><c r="D2"><f>SUM(F1:F9,"A1")</f><v>0</v></c><c r="E2"><f t="shared" si="0"/><v>5</v></c></row>`;
		const second = sheetXml({ rows: `<row r="1"><c r="A1"><f>高企!A1</f><v>1</v></c><c r="B1"><f>A2</f><v>3</v></c></row>` });
		const bytes = handBook({
			sheets: [
				{ name: "高企", xml: sheetXml({ rows }) },
				{ name: "二", xml: second },
			],
			behind: "<definedNames/><extLst/>",
		});
		const { content, remarks } = filled(bytes, plan(cells({ A1: count(36) })));
		expect(sheetOf(content)).toBe(
			sheetOf(bytes)
				.replace("<v>1</v>", "<v>36</v>")
				.replace("<f>A1*2</f><v>2</v>", "<f>A1*2</f>")
				.replace('<c r="C1" t="str"><f>"A1="&amp;B1</f><v>x</v>', '<c r="C1"><f>"A1="&amp;B1</f>')
				.replace("<f>SUM(E1:E9)</f><v>9</v>", "<f>SUM(E1:E9)</f>")
				.replace("A1+$A$9</f><v>4</v>", "A1+$A$9</f>")
				.replace("<f>合计</f><v>7</v>", "<f>合计</f>"),
		);
		expect(sheetOf(content, 2)).toContain('<c r="A1"><f>高企!A1</f></c><c r="B1"><f>A2</f><v>3</v></c>');
		expect(partText(content, "xl/workbook.xml")).toContain('<definedNames/><calcPr fullCalcOnLoad="1"/><extLst/>');
		expect(remarks).toEqual([{ code: "recalculated", count: 6 }]);
	});

	test("fills texts inside formulas, and the headings of tables that formulas name", async () => {
		const rows = `<row r="1">${text("A1", "{{b}}")}<c r="B1" t="str"><f>"共"&amp;"{{a}}"&amp;SUM({1,2;3,4})</f><v>共{{a}}10</v></c><c r="C1"><f>SUM(表1[{{b}}])</f><v>5</v></c></row>`;
		const bytes = one(rows);
		expect((await openTemplate(bytes, "a.xlsx", NO_READ_LIMITS)).texts.map(({ where, text: said }) => [where, said])).toEqual([
			["formula", '"共"&"{{a}}"&SUM({1,2;3,4})'],
			["formula", "SUM(表1[{{b}}])"],
		]);
		const { content } = filled(bytes, plan(cells({ A1: { kind: "in-place", text: "一" } }), { a: '3"家', b: "一" }));
		expect(sheetOf(content)).toContain('<c r="B1"><f>"共"&amp;"3&quot;&quot;家"&amp;SUM({1,2;3,4})</f></c><c r="C1"><f>SUM(表1[一])</f></c>');
	});

	test("brings charts up to date with what their cells show now", () => {
		const cache = (formula: string, points: string) =>
			`<c:f>${formula}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="2"/>${points}</c:numCache>`;
		const chart = String(DRAWING_PARTS["xl/charts/chart1.xml"])
			.replace("<c:f>高企!$C$2:$C$3</c:f>", cache("高企!$C$2:$C$3", '<c:pt idx="1"><c:v>241</c:v></c:pt>'))
			.replace(
				"<c:chart>",
				'<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:rPr lang="zh-CN"/><a:t>高企{{a</a:t></a:r><a:r><a:t>}}家 </a:t></a:r></a:p></c:rich></c:tx></c:title>',
			);
		const bytes = handBook({
			sheets: [{ name: "高企", xml: sheetXml({ after: '<drawing r:id="rId1"/>' }), relations: [["rId1", "drawing", "../drawings/drawing1.xml"]] }],
			parts: { ...DRAWING_PARTS, "xl/charts/chart1.xml": chart },
			types: DRAWING_TYPES,
			defaults: { png: "image/png" },
		});
		const { content, remarks } = filled(bytes, plan(cells({ C2: count(36) }), { a: "36" }));
		// C3 is a formula of C2: what it gives is not known yet.
		expect(partText(content, "xl/charts/chart1.xml")).toContain('<c:ptCount val="2"/><c:pt idx="0"><c:v>36</c:v></c:pt></c:numCache>');
		expect(partText(content, "xl/charts/chart1.xml")).toContain("<a:t>高企36</a:t></a:r><a:r><a:t>家 </a:t>");
		expect(remarks).toContainEqual({ code: "charts", count: 1 });
		expect(changedParts(bytes, content)).toEqual(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/charts/chart1.xml"]);
	});

	test("fills headers and footers, text boxes, comments and the headings of tables", async () => {
		const after = `<headerFooter><oddHeader>&amp;L&amp;"宋体"&amp;9{{a}}&amp;R{{b}}</oddHeader></headerFooter><drawing r:id="rId1"/><tableParts count="1"><tablePart r:id="rId3"/></tableParts>`;
		const drawing = String(DRAWING_PARTS["xl/drawings/drawing1.xml"]).replace(
			"</xdr:wsDr>",
			"<xdr:sp><xdr:txBody><a:p><a:r><a:t>共{{a}}家</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>",
		);
		const bytes = handBook({
			sheets: [
				{
					name: "高企",
					xml: sheetXml({ rows: `<row r="1">${text("A1", "{{b}}")}${text("B1", "乙")}</row><row r="2">${number("A2", 1)}</row>`, after }),
					relations: [
						["rId1", "drawing", "../drawings/drawing1.xml"],
						["rId2", "comments", "../comments1.xml"],
						["rId3", "table", "../tables/table1.xml"],
					],
				},
			],
			parts: {
				...DRAWING_PARTS,
				"xl/drawings/drawing1.xml": drawing,
				"xl/comments1.xml": commentsXml([["A2", "口径：{{a}}家"]]),
				"xl/tables/table1.xml": `<table xmlns="${MAIN}" id="1" name="表1" displayName="表1" ref="A1:B2"><tableColumns count="2"><tableColumn id="1" name="{{b}}"/><tableColumn id="2" name="乙"/></tableColumns></table>`,
			},
			types: DRAWING_TYPES,
			defaults: { png: "image/png" },
		});
		const template = await openTemplate(bytes, "a.xlsx", NO_READ_LIMITS);
		expect(template.texts).toEqual([
			{ sheet: "高企", where: "header-footer", text: '&L&"宋体"&9{{a}}&R{{b}}' },
			{ sheet: "高企", where: "text-box", text: "共{{a}}家" },
			{ sheet: "高企", where: "comment", text: "口径：{{a}}家" },
		]);
		expect(template.headings).toEqual([{ sheet: "高企", range: { top: 1, left: 1, bottom: 1, right: 2 } }]);
		const { content } = filled(bytes, plan(cells({ A1: { kind: "in-place", text: "R&D" } }), { a: "36", b: "R&D" }));
		expect(sheetOf(content)).toContain('<oddHeader>&amp;L&amp;"宋体"&amp;9 36&amp;RR&amp;&amp;D</oddHeader>');
		expect(sheetOf(content)).toContain("<is><t>R&amp;D</t></is>");
		expect(partText(content, "xl/tables/table1.xml")).toContain('name="R&amp;D"');
		expect(partText(content, "xl/drawings/drawing1.xml")).toContain("<a:t>共36家</a:t>");
		expect(partText(content, "xl/comments1.xml")).toContain("<t>口径：36家</t>");
	});

	test("takes over every part that it has no business with as it lies in the zip, still packed", () => {
		const sheetRelations = (["drawing", "comments", "pivotTable", "printerSettings", "threadedComment", "customProperty"] as const).map(
			(type, at): [string, string, string] => [`rId${at}`, type, `../other/${type}.xml`],
		);
		const others = [...sheetRelations.map(([, type]) => `xl/other/${type}.xml`), "xl/externalLinks/externalLink1.xml", "xl/theme/theme1.xml"];
		const more = [
			"xl/slicers/slicer1.xml",
			"xl/timelines/timeline1.xml",
			"customXml/item1.xml",
			"docProps/core.xml",
			"xl/queryTables/queryTable1.xml",
			"xl/ctrlProps/ctrlProp1.xml",
		];
		const parts = Object.fromEntries([...others, ...more].map((name) => [name, `<x xmlns="urn:x" a='${name}'>  <y/></x>`]));
		const rows = `<row r="1">${text("A1", "{{a}}")}</row>`;
		const bytes = handBook({
			sheets: [{ name: "高企", xml: sheetXml({ rows }), relations: sheetRelations }],
			parts: { ...parts, "xl/media/image9.emf": new Uint8Array(4096) },
		});
		const { content } = filled(bytes, plan(cells({ A1: count(36) }), { a: "36" }));
		const packedIn = (book: Uint8Array) =>
			new Map(openZip(book, NO_READ_LIMITS).files.map((file) => [file.name, Buffer.from(file.packed).toString("base64")]));
		const [before, after] = [packedIn(bytes), packedIn(content)];
		expect([...after.keys()]).toEqual([...before.keys()]);
		expect([...before].filter(([name, packed]) => after.get(name) !== packed).map(([name]) => name)).toEqual(["xl/worksheets/sheet1.xml"]);
	});

	test("keeps macros byte for byte, makes workbooks of templates, and leaves out signatures that hold no more", () => {
		const macros = new Uint8Array([0, 255, 1, 2, 3]);
		const bytes = (type: string) =>
			one(`<row r="1">${text("A1", "{{a}}")}</row>`, {
				workbookType: type,
				parts: { "xl/vbaProject.bin": macros, "_xmlsignatures/sig1.xml": "<Signature/>", "_xmlsignatures/origin.sigs": "" },
				workbookRelations: [["rIdMacros", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"]],
				defaults: { bin: "application/vnd.ms-office.vbaProject" },
			});
		for (const kind of ["sheet", "template"]) {
			const { content, ending, remarks } = filled(
				bytes(`application/vnd.ms-excel.${kind}.macroEnabled.main+xml`),
				plan(cells({ A1: count(36) }), { a: "36" }),
			);
			expect(ending).toBe(".xlsm");
			expect(unzipSync(content)["xl/vbaProject.bin"]).toEqual(macros);
			expect(partText(content, "[Content_Types].xml")).toContain("application/vnd.ms-excel.sheet.macroEnabled.main+xml");
			expect(Object.keys(unzip(content)).filter((name) => name.startsWith("_xml"))).toEqual([]);
			expect(remarks).toEqual([
				{ code: "macros", count: 1 },
				{ code: "signatures", count: 1 },
			]);
		}
	});
});

describe("what cannot be filled is refused by name", () => {
	test.each([
		["encrypted", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), "file."],
		["a text", Buffer.from("甲,乙\n1,2\n"), "file.unsupported"],
		["a bundle", zip({ "a.txt": "甲,乙" }), "file.unsupported"],
	])("%s", async (_, bytes, code) => {
		await expect(openTemplate(bytes, "a.xlsx", NO_READ_LIMITS)).rejects.toThrow(code);
	});
});

/** Value of each cell of the first sheet, and its number format: the code of one of the workbook's own, else its id. */
async function shownIn(bytes: Uint8Array): Promise<Record<string, [unknown, string]>> {
	const styles = partText(bytes, "xl/styles.xml");
	const plain = (xml: string) => xml.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&");
	const codes = new Map([...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"\/>/g)].map(([, id = "", code = ""]) => [id, plain(code)]));
	const formats = [...(/<cellXfs.*<\/cellXfs>/s.exec(styles)?.[0] ?? "").matchAll(/numFmtId="(\d+)"/g)].map(([, id = ""]) => id);
	const cellXml = [...sheetOf(bytes).matchAll(/<c ([^>]*)>(?:<v>([^<]*)<\/v>|<is><t>([^<]*)<\/t><\/is>)<\/c>/g)];
	return Object.fromEntries(
		cellXml.map(([, attributes = "", value, said]) => {
			const cell = /\br="(\w+)"/.exec(attributes)?.[1] ?? "";
			const id = formats[Number(/\bs="(\d+)"/.exec(attributes)?.[1] ?? 0)] ?? "";
			return [cell, [value === undefined ? said : Number(value), id === "164" ? id : (codes.get(id) ?? id)]];
		}),
	);
}

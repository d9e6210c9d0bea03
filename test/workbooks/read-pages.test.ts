import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { DEFAULT_READ_LIMITS } from "../../src/model/read-limits.ts";
import { readGrid } from "../../src/workbooks/read.ts";
import { cellsOf, refused, valuesOf } from "./cells.ts";

const page = (markup: string) => readGrid(strToU8(markup), "上半年.xls");
const first = async (markup: string) => (await page(markup)).sheets[0];

describe("web pages called .xls (mess.md 1)", () => {
	test("cells are text as one sees it: blanks collapsed, breaks kept, entities decoded, scripts passed over", async () => {
		const sheet = await first(`<html><head><title>导出</title><style>td{color:red}</style></head><body>
			<table border=1><tr><th>企业名称<br>（全称）</th><th> 人数
			（人） </th></tr><script>document.write("<td>x</td>")</script>
			<tr><td>甲 &amp; 乙&nbsp;公司</td><td>007</td></tr><tr><td>&nbsp;</td><td><p>一</p><p>二</p></td></tr></table></body></html>`);
		expect(sheet?.name).toBe("上半年");
		expect(valuesOf(sheet)).toEqual({ A1: "企业名称\n（全称）", B1: "人数 （人）", A2: "甲 & 乙\u00a0公司", B2: "007", B3: "一\n二" });
		expect(cellsOf(sheet).B2).toEqual({ column: 2, type: "s", value: "007", raw: "007", format: "general" });
	});

	test("spans become merged ranges, and cells below a tall one make room for it", async () => {
		const sheet = await first(`<table><tr><td rowspan=2>单位</td><td colspan=2>人数</td><td rowspan=0>备注</td></tr>
			<tr><td>男</td><td>女</td></tr><tr><td>阳东</td><td>1</td><td>2</td></tr></table><table><tr><td>甲<td>乙<td>丙<td>丁</tr></table>`);
		expect(valuesOf(sheet)).toEqual({
			A1: "单位",
			B1: "人数",
			D1: "备注",
			B2: "男",
			C2: "女",
			A3: "阳东",
			B3: "1",
			C3: "2",
			A4: "甲",
			B4: "乙",
			C4: "丙",
			D4: "丁",
		});
		expect(sheet?.merges).toEqual([
			{ top: 1, left: 1, bottom: 2, right: 1 },
			{ top: 1, left: 2, bottom: 1, right: 3 },
			{ top: 1, left: 4, bottom: 3, right: 4 },
		]);
	});

	test("end tags may be missing, short rows stay short (mess.md 57)", async () => {
		expect(valuesOf(await first("<table><tr><td>甲<td><b>乙<td>丙<tr><td>1<td>2"))).toEqual({ A1: "甲", B1: "乙", C1: "丙", A2: "1", B2: "2" });
	});

	test("text around tables, several tables and tables inside of cells follow each other", async () => {
		const sheet =
			await first(`<h1>统计表</h1>填报单位：阳东区<br>2019年<table><caption>表一</caption><tr><td>甲</td><td><table><tr><td>乙</td></tr></table></td></tr></table>
			<div>表二</div><table><tr><td>外<table><tr><td>内1</td><td>内2</td></tr><tr><td>内3</td></tr></table></td><td>旁</td></tr></table>`);
		expect(valuesOf(sheet)).toEqual({
			A1: "统计表",
			A2: "填报单位：阳东区\n2019年",
			A3: "表一",
			A4: "甲",
			B4: "乙",
			A5: "表二",
			A6: "外",
			B6: "旁",
			A7: "内1",
			B7: "内2",
			A8: "内3",
		});
	});

	test("what Excel and LibreOffice note beside the text is what is stored", async () => {
		const sheet = await first(`<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--
			.xl65 {mso-number-format:"\\@";} .xl66 {mso-number-format:"yyyy\\0022年\\0022m\\0022月\\0022";} .xl67{mso-number-format:Percent;}
			--></style><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>统01 &amp; 表</x:Name></x:ExcelWorksheet>
			</x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><body><table><tr><td x:num="1234.5">1,234.50</td><td x:num>12</td>
			<td class=xl65 x:str>914417027000000527</td><td class="a xl66" x:num="43643">2019年6月</td><td class=xl67 x:num="0.35">35%</td>
			<td x:err="#N/A">#N/A</td><td x:num x:fmla="=A1">1</td><td sdval="43643" sdnum="2052;0;YYYY-MM-DD">2019-06-27</td>
			<td style='mso-number-format:"\\@"'>0123</td></tr></table></body></html>`);
		expect(sheet?.name).toBe("统01 & 表");
		expect(cellsOf(sheet)).toEqual({
			A1: { column: 1, type: "n", value: 1234.5, raw: "1234.5", format: "general" },
			B1: { column: 2, type: "n", value: 12, raw: "12", format: "general" },
			C1: { column: 3, type: "s", value: "914417027000000527", raw: "914417027000000527", format: "text" },
			D1: { column: 4, type: "d", value: "2019-06-27", raw: "43643", format: "date" },
			E1: { column: 5, type: "n", value: 0.35, raw: "0.35", format: "percent" },
			F1: { column: 6, type: "e", value: "#N/A", raw: "#N/A", format: "general" },
			G1: { column: 7, type: "n", value: 1, raw: "1", format: "general", formula: true },
			H1: { column: 8, type: "d", value: "2019-06-27", raw: "43643", format: "date" },
			I1: { column: 9, type: "s", value: "0123", raw: "0123", format: "text" },
		});
	});

	test("hidden rows and columns are read and say so", async () => {
		const sheet = await first(
			"<table><col><col style='display:none'><tr style='display:none'><td>藏</td><td>x</td></tr><tr><td>见</td><td>y</td></tr></table>",
		);
		expect([...(sheet?.rows ?? [])].map((row) => row.hidden ?? false)).toEqual([true, false]);
		expect(sheet?.hiddenColumns).toEqual([2]);
	});

	test("the encoding is the one that the bytes are in, whatever the page says", async () => {
		const gbk = Buffer.concat([
			Buffer.from("<meta charset=utf-8><table><tr><td>"),
			Buffer.from([0xd1, 0xf4, 0xb6, 0xab]),
			Buffer.from("</td></tr></table>"),
		]);
		expect(valuesOf((await readGrid(gbk, "a.xls")).sheets[0])).toEqual({ A1: "阳东" });
		const big5 = Buffer.concat([
			Buffer.from("<meta charset=big5><table><tr><td>"),
			Buffer.from([0xb6, 0xa7, 0xaa, 0x46]),
			Buffer.from("</td></tr></table>"),
		]);
		expect(valuesOf((await readGrid(big5, "a.xls")).sheets[0])).toEqual({ A1: "陽東" });
		const utf16 = Buffer.from("<table><tr><td>阳东</td></tr></table>", "utf16le");
		expect(valuesOf((await readGrid(utf16, "a.xls")).sheets[0])).toEqual({ A1: "阳东" });
	});

	test("a page that breaks off is refused, as is one past the limits", async () => {
		expect((await refused(page("<html><body><table><tr><td>甲</td></tr>"))).code).toBe("file.truncated");
		expect((await refused(page("<table><tr><td>甲</td><td>乙"))).code).toBe("file.truncated");
		const limited = (limits: Partial<typeof DEFAULT_READ_LIMITS>) =>
			readGrid(strToU8(`<table>${"<tr><td>1</td><td>2</td></tr>".repeat(5)}</table>`), "a", { ...DEFAULT_READ_LIMITS, ...limits });
		expect((await refused(limited({ rows: 4 }))).code).toBe("limit.rows");
		expect((await refused(limited({ columns: 1 }))).code).toBe("limit.columns");
		expect((await refused(limited({ cells: 9 }))).code).toBe("limit.cells");
		expect((await refused(page("<table><tr><td>".repeat(100)))).code).toBe("limit.nesting");
		expect(valuesOf(await first("<table><tr><td colspan=999999999 rowspan=999999999>甲</td></tr></table>"))).toEqual({ A1: "甲" });
	});
});

describe("pages made to keep a reader busy: what never closes is looked through once", () => {
	const many = 400_000;

	test("style sheets without brackets, or with brackets that do not close", async () => {
		for (const css of ["a".repeat(many), "{".repeat(many), ".a{b".repeat(many / 4)]) {
			const sheet = await first(`<style>.d{mso-number-format:"Short Date"} ${css}</style><table><tr><td class=d x:num=43643></td></tr></table>`);
			expect(valuesOf(sheet)).toEqual({ A1: "2019-06-27" });
		}
	});

	test("lines without a text", async () => {
		const cell = `${"<br>".repeat(many)}甲${"<br>".repeat(many)}乙<br>`;
		expect(valuesOf(await first(`<table><tr><td>${cell}</td></tr></table>`))).toEqual({ A1: `甲${"\n".repeat(many)}乙` });
	});

	test("notes of sheets that do not end", async () => {
		const notes = ["<x:ExcelWorksheet>", "<x:ExcelWorksheet><x:Name>", '<x:WorksheetSource HRef="'].map((note) => note.repeat(many / note.length));
		for (const note of notes) {
			const sheet = await first(`<html><!--${note}--><table><tr><td>甲</td></tr></table></html>`);
			expect([sheet?.name, valuesOf(sheet)]).toEqual(["上半年", { A1: "甲" }]);
		}
	});
});

describe("single file web pages (mess.md 3)", () => {
	const head = 'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="----=_X"\r\n\r\n';
	const part = (location: string, type: string, encoding: string, body: string) =>
		`------=_X\r\nContent-Location: file:///C:/${location}\r\nContent-Transfer-Encoding: ${encoding}\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`;

	test("the sheets that the first page lists are read, from parts in any encoding", async () => {
		const list = ["甲", "乙"].map(
			(name, at) => `<x:ExcelWorksheet><x:Name>表${name}</x:Name><x:WorksheetSource HRef=3D"a.files/sheet00${at + 1}.htm"/></x:ExcelWorksheet>`,
		);
		const quoted = (text: string) =>
			[...Buffer.from(text)].map((byte) => (byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte))).join("");
		const gbk = Buffer.concat([Buffer.from("<table><tr><td class=xl1 x:num=43643>"), Buffer.from([0xd1, 0xf4]), Buffer.from("</td></tr></table>")]);
		const message =
			head +
			part("a.htm", 'text/html; charset="utf-8"', "quoted-printable", `<html><!--${quoted(list.join("")).replaceAll("=3D3D", "=3D")}--><frameset>`) +
			part(
				"a.files/sheet001.htm",
				"text/html; charset=utf-8",
				"quoted-printable",
				`<table><tr><td>${quoted("阳东")}=\r\n${quoted("区")}</td></tr></table>`,
			) +
			part("a.files/tabstrip.htm", "text/html", "7bit", "<table><tr><td>no sheet</td></tr></table>") +
			part("a.files/sheet002.htm", "text/html; charset=gb2312", "base64", gbk.toString("base64").replace(/(.{20})/g, "$1\r\n")) +
			part("a.files/stylesheet.css", "text/css", "7bit", '.xl1{mso-number-format:"Short Date"}') +
			"------=_X--\r\n";
		const grid = await readGrid(strToU8(message), "a.xls");
		expect(grid.sheets.map((sheet) => [sheet.name, valuesOf(sheet)])).toEqual([
			["表甲", { A1: "阳东区" }],
			["表乙", { A1: "2019-06-27" }],
		]);
	});

	test("a workbook of one sheet is the page itself; one that breaks off is refused", async () => {
		const message = `${head}${part("a.htm", "text/html; charset=utf-8", "8bit", "<table><tr><td>阳东</td></tr></table>")}`;
		expect((await readGrid(strToU8(`${message}------=_X--`), "表.mht")).sheets.map((sheet) => [sheet.name, valuesOf(sheet)])).toEqual([
			["表", { A1: "阳东" }],
		]);
		expect((await refused(readGrid(strToU8(message), "表.mht"))).code).toBe("file.truncated");
	});
});

describe("SpreadsheetML 2003 (mess.md 3)", () => {
	const book = (inside: string, options = "") =>
		`<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
		xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
		<ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel">${options}</ExcelWorkbook><Styles><Style ss:ID="Default"/>
		<Style ss:ID="date"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="bold" ss:Parent="date"><Font ss:Bold="1"/></Style>
		<Style ss:ID="text"><NumberFormat ss:Format="@"/></Style><Style ss:ID="rate"><NumberFormat ss:Format="0.0%"/></Style>
		<Style ss:ID="std"><NumberFormat ss:Format="Standard"/></Style></Styles>${inside}</Workbook>`;

	test("indexes, merges, types, formats and rich text", async () => {
		const xml = book(`<Worksheet ss:Name="统01"><Table><Column ss:Index="2" ss:Hidden="1"/><Column ss:StyleID="text"/>
			<Row><Cell ss:MergeAcross="2" ss:MergeDown="1"><Data ss:Type="String">标题</Data></Cell><Cell><Data ss:Type="String">旁</Data></Cell></Row>
			<Row ss:Index="4" ss:Hidden="1"><Cell ss:StyleID="bold"><Data ss:Type="Number">43643</Data></Cell>
			<Cell ss:StyleID="rate"><Data ss:Type="Number">0.35</Data></Cell><Cell><Data ss:Type="String">007</Data></Cell>
			<Cell ss:Index="6" ss:StyleID="date"><Data ss:Type="DateTime">2019-06-27T18:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell>
			<Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell><Cell ss:Formula="=A1"/>
			<Cell ss:StyleID="std"><Data ss:Type="Number">1.5</Data><Comment><ss:Data>批注</ss:Data></Comment></Cell>
			<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">研发<B>费用</B>&#10;（万元）</ss:Data></Cell></Row></Table></Worksheet>
			<Worksheet ss:Name="藏"><Table><Row><Cell><Data ss:Type="Number">1</Data></Cell></Row></Table>
			<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>`);
		const grid = await readGrid(strToU8(xml), "a.xls");
		const [sheet, other] = grid.sheets;
		expect([sheet?.name, sheet?.hidden, other?.name, other?.hidden]).toEqual(["统01", false, "藏", true]);
		expect(cellsOf(sheet)).toEqual({
			A1: { column: 1, type: "s", value: "标题", raw: "标题", format: "general" },
			D1: { column: 4, type: "s", value: "旁", raw: "旁", format: "general" },
			A4: { column: 1, type: "d", value: "2019-06-27", raw: "43643", format: "date" },
			B4: { column: 2, type: "n", value: 0.35, raw: "0.35", format: "percent" },
			C4: { column: 3, type: "s", value: "007", raw: "007", format: "text" },
			F4: { column: 6, type: "d", value: "2019-06-27T18:00:00", raw: "2019-06-27T18:00:00.000", format: "date" },
			G4: { column: 7, type: "b", value: true, raw: "TRUE", format: "general" },
			H4: { column: 8, type: "e", value: "#DIV/0!", raw: "#DIV/0!", format: "general", formula: true },
			I4: { column: 9, type: "s", value: "", raw: "", format: "general", formula: true, uncached: true },
			J4: { column: 10, type: "n", value: 1.5, raw: "1.5", format: "number" },
			K4: { column: 11, type: "s", value: "研发费用\n（万元）", raw: "研发费用\n（万元）", format: "general" },
		});
		expect(sheet?.merges).toEqual([{ top: 1, left: 1, bottom: 2, right: 3 }]);
		expect(sheet?.hiddenColumns).toEqual([2]);
		expect([...(sheet?.rows ?? [])].map((row) => [row.number, row.hidden ?? false])).toEqual([
			[1, false],
			[4, true],
		]);
	});

	test("columns that are named again and again are no more columns; an index that is none is refused", async () => {
		const column = '<Column ss:Index="1" ss:Span="999" ss:Hidden="1" ss:StyleID="date"/>';
		const row = '<Row><Cell ss:Index="2"><Data ss:Type="Number">43643</Data></Cell></Row>';
		const [sheet] = (await readGrid(strToU8(book(`<Worksheet ss:Name="表"><Table>${column.repeat(2000)}${row}</Table></Worksheet>`)), "a.xls"))
			.sheets;
		expect([sheet?.hiddenColumns, valuesOf(sheet)]).toEqual([[1, 2], { B1: "2019-06-27" }]);
		for (const index of ["0", "-1", "1.5", "1e9", "x"]) {
			const wrong = book(`<Worksheet ss:Name="表"><Table>${row.replace('"2"', `"${index}"`)}</Table></Worksheet>`);
			expect((await refused(readGrid(strToU8(wrong), "a.xls"))).code).toBe("file.unreadable");
		}
		const upwards = book(`<Worksheet ss:Name="表"><Table><Row ss:Index="3"/><Row ss:Index="2"/></Table></Worksheet>`);
		expect((await refused(readGrid(strToU8(upwards), "a.xls"))).code).toBe("file.unreadable");
	});

	test("serials may count from 1904; UTF-16 and GBK are read; damaged XML is refused", async () => {
		const table = '<Worksheet ss:Name="表"><Table><Row><Cell ss:StyleID="date"><Data ss:Type="Number">43643</Data></Cell></Row></Table></Worksheet>';
		const [late] = (await readGrid(strToU8(book(table, "<Date1904/>")), "a.xls")).sheets;
		expect([late?.date1904, valuesOf(late)]).toEqual([true, { A1: "2023-06-28" }]);
		const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(book(table), "utf16le")]);
		expect((await readGrid(utf16, "a.xls")).sheets[0]?.name).toBe("表");
		expect((await refused(readGrid(strToU8(book(table).slice(0, -30)), "a.xls"))).code).toBe("file.unreadable");
		expect((await refused(readGrid(strToU8(book("")), "a.xls"))).code).toBe("file.unreadable");
	});
});

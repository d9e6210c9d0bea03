import * as SheetJS from "@e965/xlsx";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { DEFAULT_READ_LIMITS } from "../../src/model/read-limits.ts";
import { readGrid } from "../../src/workbooks/read.ts";
import { cellsOf, refused, valuesOf } from "./cells.ts";

const NAMESPACES = ["office", "table", "text", "style", "number", "draw", "calcext"]
	.map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:${name}"`)
	.join(" ");
const STYLES = `<office:automatic-styles><number:date-style style:name="N37"/><number:text-style style:name="N100"/><number:number-style style:name="N2"/>
	<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N100"/><style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1"/>
	<style:style style:name="ce3" style:family="table-cell" style:data-style-name="N2"/>
	<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>`;

const content = (tables: string) =>
	`<?xml version="1.0" encoding="UTF-8"?><office:document-content ${NAMESPACES}>${STYLES}<office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`;

function ods(tables: string, manifest = "", type = "spreadsheet"): Uint8Array {
	return zipSync({
		mimetype: [strToU8(`application/vnd.oasis.opendocument.${type}`), { level: 0 }],
		"META-INF/manifest.xml": strToU8(`<manifest:manifest xmlns:manifest="m">${manifest}</manifest:manifest>`),
		"content.xml": strToU8(content(tables)),
	});
}

const cell = (attributes: string, text = "") => `<table:table-cell ${attributes}>${text && `<text:p>${text}</text:p>`}</table:table-cell>`;
const table = (rows: string, attributes = 'table:name="表一"') => `<table:table ${attributes}>${rows}</table:table>`;
const row = (cells: string, attributes = "") => `<table:table-row ${attributes}>${cells}</table:table-row>`;

describe("OpenDocument spreadsheets", () => {
	test("values keep type and kind of format", async () => {
		const cells = [
			cell('office:value-type="string"', "阳东  区<text:s text:c='2'/>甲<text:tab/>乙<text:line-break/>丙"),
			cell('office:value-type="float" office:value="1234.5" table:style-name="ce3"', "1,234.50"),
			cell('office:value-type="percentage" office:value="0.35"', "35%"),
			cell('office:value-type="currency" office:value="12" office:currency="CNY"', "￥12"),
			cell('office:value-type="date" office:date-value="2019-06-27"', "6月27日"),
			cell('office:value-type="date" office:date-value="2019-06-27T17:59:59.9999999"', "6月27日"),
			cell('office:value-type="time" office:time-value="PT18H30M00S"', "18:30"),
			cell('office:value-type="boolean" office:boolean-value="true"', "TRUE"),
			cell('office:value-type="string" table:style-name="ce2"', "007"),
			cell('table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"', "#DIV/0!"),
			cell('table:formula="of:=A1" office:value-type="float" office:value="3"', "3"),
			cell('table:formula="of:=B1"'),
		].join("");
		expect(cellsOf((await readGrid(ods(table(row(cells))), "a.xls")).sheets[0])).toEqual({
			A1: { column: 1, type: "s", value: "阳东 区  甲\t乙\n丙", raw: "阳东 区  甲\t乙\n丙", format: "general" },
			B1: { column: 2, type: "n", value: 1234.5, raw: "1234.5", format: "number" },
			C1: { column: 3, type: "n", value: 0.35, raw: "0.35", format: "percent" },
			D1: { column: 4, type: "n", value: 12, raw: "12", format: "general" },
			E1: { column: 5, type: "d", value: "2019-06-27", raw: "2019-06-27", format: "date" },
			F1: { column: 6, type: "d", value: "2019-06-27T18:00:00", raw: "2019-06-27T17:59:59.9999999", format: "date" },
			G1: { column: 7, type: "d", value: "1899-12-31T18:30:00", raw: String(18.5 / 24), format: "date" },
			H1: { column: 8, type: "b", value: true, raw: "TRUE", format: "general" },
			I1: { column: 9, type: "s", value: "007", raw: "007", format: "text" },
			J1: { column: 10, type: "e", value: "#DIV/0!", raw: "#DIV/0!", format: "general", formula: true },
			K1: { column: 11, type: "n", value: 3, raw: "3", format: "general", formula: true },
			L1: { column: 12, type: "s", value: "", raw: "", format: "general", formula: true, uncached: true },
		});
	});

	test("repetitions, merged ranges, hidden things, notes, drawings and tracked changes", async () => {
		const rows = [
			'<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/><table:table-column table:default-cell-style-name="ce1" table:number-columns-repeated="1000"/>',
			row(
				cell('office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="2"', "标题") +
					"<table:covered-table-cell><text:p>被盖</text:p></table:covered-table-cell>" +
					cell('table:number-columns-repeated="1"') +
					cell('office:value-type="float" office:value="1" table:number-columns-repeated="2"', "1"),
			),
			row('<table:covered-table-cell table:number-columns-repeated="2"/>'),
			row(cell('office:value-type="string"', "重复"), 'table:number-rows-repeated="3" table:visibility="filter"'),
			row(cell('table:number-columns-repeated="16384"'), 'table:number-rows-repeated="1048000"'),
			row(
				`<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><draw:frame><draw:text-box><text:p>图</text:p></draw:text-box></draw:frame><text:p>研发<text:span>费用</text:span></text:p><text:p>（万元）</text:p></table:table-cell>`,
			),
		].join("");
		const changes = `<table:tracked-changes>${table(row(cell('office:value-type="string"', "旧")))}</table:tracked-changes>`;
		const grid = await readGrid(
			ods(changes + table(rows) + table(row(cell('office:value-type="float" office:value="1"')), 'table:name="藏" table:style-name="ta2"')),
			"a.ods",
		);
		const [sheet, other] = grid.sheets;
		expect([grid.sheets.length, other?.name, other?.hidden, sheet?.hidden]).toEqual([2, "藏", true, false]);
		expect(valuesOf(sheet)).toEqual({ A1: "标题", D1: 1, E1: 1, A3: "重复", A4: "重复", A5: "重复", A1048006: "研发费用\n（万元）" });
		expect(cellsOf(sheet).D1?.format).toBe("text");
		expect(sheet?.merges).toEqual([{ top: 1, left: 1, bottom: 2, right: 2 }]);
		expect(sheet?.hiddenColumns).toEqual([3]);
		expect([...(sheet?.rows ?? [])].map(({ hidden }) => hidden ?? false)).toEqual([false, true, true, true, false]);
	});

	test("a single XML file and another writer's package are read alike", async () => {
		const xml = content(table(row(cell('office:value-type="string"', "阳东")))).replaceAll("document-content", "document");
		expect(valuesOf((await readGrid(strToU8(xml), "a.xls")).sheets[0])).toEqual({ A1: "阳东" });
		const book = SheetJS.utils.book_new();
		SheetJS.utils.book_append_sheet(book, SheetJS.utils.aoa_to_sheet([["名称", "人数"], [], ["甲", 3]]), "人员");
		const bytes = new Uint8Array(SheetJS.write(book, { type: "array", bookType: "ods" }) as ArrayBuffer);
		const [sheet] = (await readGrid(bytes, "a.ods")).sheets;
		expect([sheet?.name, valuesOf(sheet)]).toEqual(["人员", { A1: "名称", B1: "人数", A3: "甲", B3: 3 }]);
	});

	test("encrypted, other and hostile ones are refused", async () => {
		const secret = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>';
		expect((await refused(readGrid(ods("", secret), "a"))).code).toBe("file.encrypted");
		expect(await refused(readGrid(ods("", "", "text"), "a"))).toEqual({ code: "file.unsupported", params: { kind: "OpenDocument" } });
		const many = (attributes: string, inRow = "") =>
			refused(
				readGrid(ods(table(row(cell(`office:value-type="float" office:value="1" ${attributes}`), inRow))), "a", {
					...DEFAULT_READ_LIMITS,
					rows: 1000,
				}),
			);
		expect((await many('table:number-columns-repeated="999999999"')).code).toBe("limit.columns");
		expect((await many("", 'table:number-rows-repeated="999999999"')).code).toBe("limit.rows");
		expect((await refused(readGrid(strToU8(content("").replaceAll("document-content", "document")), "a"))).code).toBe("file.unsupported");
	});
});

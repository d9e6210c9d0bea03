import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { readGrid } from "../../../src/workbooks/read.ts";
import { type HandPart, handZip } from "./hand-zip.ts";
import { cellsOf, packed, partsOf, refused, valuesOf } from "./parts.ts";

const ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>7</v></c></row>';
const STRINGS = "<si><t>甲</t></si>";
const READ = { A1: "甲", B1: 7 };

const handParts = (change: (part: HandPart) => Partial<HandPart> = () => ({})): HandPart[] =>
	Object.entries(partsOf({ rows: ROWS, strings: STRINGS })).map(([name, content]) => {
		const part = { name, content: content as Uint8Array };
		return { ...part, ...change(part) };
	});

const prefixedAll = (xml: string) => xml.replaceAll(/<(\/?)(?=[a-z])/g, "<$1x:").replace('xmlns="', 'xmlns:x="');

describe("packages", () => {
	test("stored parts, data descriptors and ZIP64 are read", async () => {
		expect(await valuesOf(handZip(handParts()))).toEqual(READ);
		expect(await valuesOf(handZip(handParts(() => ({ stored: true }))))).toEqual(READ);
		expect(await valuesOf(handZip(handParts(() => ({ descriptor: true }))))).toEqual(READ);
		expect(
			await valuesOf(
				handZip(
					handParts(() => ({ zip64: true })),
					true,
				),
			),
		).toEqual(READ);
	});

	test("parts are found whatever slashes, case and percent signs they are named with", async () => {
		const relations = (target: string, workbook: string) => ({
			"_rels/.rels": `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="${workbook}"/></Relationships>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="${target}"/><Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		});
		for (const [target, workbook] of [
			["/xl/worksheets/sheet1.xml", "/xl/workbook.xml"],
			["worksheets\\sheet1.xml", "xl\\workbook.xml"],
			["./../xl/./worksheets/Sheet1.XML", "./xl/workbook.xml"],
			["worksheets/sheet%31.xml", "xl/workbook.xml"],
		] as const) {
			expect(await valuesOf({ rows: ROWS, strings: STRINGS, parts: relations(target, workbook) }), target).toEqual(READ);
		}
		const backslashes = handParts(({ name }) => ({ name: name.replaceAll("/", "\\") }));
		expect(await valuesOf(handZip(backslashes))).toEqual(READ);
		expect(await valuesOf(handZip(handParts(({ name }) => ({ name: `/${name}` }))))).toEqual(READ);
	});

	test("strict workbooks, prefixed names and UTF-16 parts are read", async () => {
		const plain = partsOf({ rows: ROWS, strings: STRINGS });
		const changed = (change: (xml: string) => string | Uint8Array) =>
			packed({
				parts: Object.fromEntries(Object.entries(plain).map(([name, content]) => [name, change(Buffer.from(content as Uint8Array).toString())])),
			});
		const strict = changed((xml) =>
			xml
				.replaceAll("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
				.replaceAll("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
		);
		expect(await valuesOf(strict)).toEqual(READ);
		expect(await valuesOf(changed(prefixedAll))).toEqual(READ);
		expect(await valuesOf(changed((xml) => Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${xml}`, "utf16le")))).toEqual(READ);
	});

	test("a workbook without the usual names is told by its content types", async () => {
		const bytes = packed({
			rows: '<row><c r="A1"><v>1</v></c></row>',
			parts: {
				"_rels/.rels": '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="book/main.xml"/></Relationships>',
				"book/main.xml": '<workbook xmlns:r="r"><sheets><sheet name="表" r:id="rId1"/></sheets></workbook>',
				"book/_rels/main.xml.rels":
					'<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="../xl/worksheets/sheet1.xml"/></Relationships>',
			},
		});
		expect(await valuesOf(bytes)).toEqual({ A1: 1 });
		const { "xl/workbook.xml": _, ...others } = partsOf({ rows: '<row><c r="A1"><v>1</v></c></row>' });
		const renamed = Object.entries(others).map(([name, content]) => ({
			name: name.replace("workbook.xml.rels", "main.xml.rels"),
			content: content as Uint8Array,
		}));
		const types =
			'<Types><Override PartName="/xl/main.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>';
		const rels = '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/main.xml"/></Relationships>';
		const main = '<workbook xmlns:r="r"><sheets><sheet name="表" r:id="rId1"/></sheets></workbook>';
		const parts = [
			...renamed.filter(({ name }) => name !== "_rels/.rels"),
			{ name: "[Content_Types].xml", content: strToU8(types) },
			{ name: "_rels/.rels", content: strToU8(rels) },
			{ name: "xl/main.xml", content: strToU8(main) },
		];
		expect(await valuesOf(handZip(parts))).toEqual({ A1: 1 });
	});

	test("chart sheets are passed over, and what leads outside is never followed", async () => {
		const grid = await readGrid(
			packed({
				rows: ROWS.replace('t="s"', ""),
				parts: {
					"xl/workbook.xml":
						'<workbook xmlns:r="r"><sheets><sheet name="图" r:id="c"/><sheet name="外" r:id="e"/><sheet name="表" state="veryHidden" r:id="s"/></sheets></workbook>',
					"xl/_rels/workbook.xml.rels":
						'<Relationships><Relationship Id="c" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/><Relationship Id="e" Type="x/worksheet" TargetMode="External" Target="http://example.org/sheet.xml"/><Relationship Id="s" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
				},
			}),
			"a",
		);
		expect(grid.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([["表", true]]);
		expect(await refused({ parts: { "xl/_rels/workbook.xml.rels": "<Relationships/>" } })).toBe("file.unreadable");
		const missing = '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>';
		expect(await refused({ parts: { "xl/_rels/workbook.xml.rels": missing } })).toBe("file.unreadable");
	});

	test("names of extensions are no names of the workbook's", async () => {
		const grid = await readGrid(
			packed({
				properties: '<workbookPr date1904="1"/>',
				behind: '<extLst><ext><x15:workbookPr chartTrackingRefBase="1"/><sheet name="x" r:id="rId1"/></ext></extLst>',
				styles: '<cellXfs><xf numFmtId="14"/></cellXfs><dxfs><dxf><numFmt numFmtId="14" formatCode="0"/></dxf></dxfs>',
				rows: '<row><c r="A1"><v>0</v></c></row>',
			}),
			"a",
		);
		expect(grid.sheets.map((sheet) => [sheet.name, sheet.date1904])).toEqual([["表", true]]);
		expect(cellsOf(grid.sheets[0]).A1?.value).toBe("1904-01-01");
	});
});

describe("dates", () => {
	const dated = (format: string, serials: readonly string[], date1904 = "0") =>
		valuesOf({
			properties: `<workbookPr date1904="${date1904}"/>`,
			styles: `${format.startsWith("<") ? format : ""}<cellXfs><xf numFmtId="${format.startsWith("<") ? 170 : format}"/></cellXfs>`,
			rows: `<row r="1">${serials.map((serial) => `<c s="0"><v>${serial}</v></c>`).join("")}</row>`,
		}).then(Object.values);

	test("serials around the day that never was, times, and the 1904 system", async () => {
		expect(await dated("14", ["1", "59", "60", "61", "43643", "43643.5512153125", "2958465", "2958466", "-1"])).toEqual([
			"1900-01-01",
			"1900-02-28",
			"1900-02-28",
			"1900-03-01",
			"2019-06-27",
			"2019-06-27T13:13:45",
			"9999-12-31",
			2958466,
			-1,
		]);
		expect(await dated("14", ["0", "59", "60", "42181"], "true")).toEqual(["1904-01-01", "1904-02-29", "1904-03-01", "2019-06-27"]);
	});

	test("built-in and own formats are dates or are not", async () => {
		for (const id of ["14", "22", "27", "36", "45", "47", "50", "58"]) expect(await dated(id, ["43643"]), id).toEqual(["2019-06-27"]);
		for (const id of ["0", "1", "13", "23", "37", "44", "48", "49", "59"]) expect(await dated(id, ["43643"]), id).toEqual([43643]);
		const own = (code: string) => dated(`<numFmts><numFmt numFmtId="170" formatCode="${code}"/></numFmts>`, ["43643"]);
		for (const code of [
			"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@",
			"[$-804]aaaa d",
			"[h]:mm",
			"[Red]yyyy/m/d",
			"m\\/d",
			"[DBNum1][$-804]yyyy年m月",
			"h:mm AM/PM",
		]) {
			expect(await own(code), code).toEqual(["2019-06-27"]);
		}
		for (const code of ["0&quot;days&quot;", "#,##0_);[Red](#,##0)", "General&quot;d&quot;", "\\d0", "0.00E+00", "[Magenta]0", "[$￥-804]#,##0.00"]) {
			expect(await own(code), code).toEqual([43643]);
		}
	});
});

describe("damage", () => {
	test("sizes and check sums are verified, whether a part is unpacked at once or piece by piece", async () => {
		const long = Array.from({ length: 60_000 }, (_, at) => `<row r="${at + 1}"><c r="A${at + 1}"><v>${at * 7919}</v></c></row>`).join("");
		for (const rows of [ROWS.replace(' t="s"', ""), long]) {
			const parts = Object.entries(partsOf({ rows })).map(([name, content]): HandPart => ({ name, content: content as Uint8Array }));
			const spoiled = (change: Partial<HandPart>) => handZip(parts.map((part) => (part.name.includes("sheet1") ? { ...part, ...change } : part)));
			const size = parts.find(({ name }) => name.includes("sheet1"))?.content.length ?? 0;
			for (const stored of [false, true]) {
				expect(await valuesOf(spoiled({ stored })), `${stored}`).toMatchObject({ A1: 0 });
				expect(await refused(spoiled({ stored, crc: 1 }))).toBe("file.unreadable");
				expect(await refused(spoiled({ stored, declared: size - 1 }))).toBe("file.unreadable");
				expect(await refused(spoiled({ stored, declared: size + 1 }))).toBe("file.unreadable");
			}
		}
	});

	test("parts that share bytes are refused", async () => {
		const parts = handParts();
		expect(
			await refused(handZip([...parts, { name: "xl/again.xml", content: parts[0]?.content ?? new Uint8Array(), sharedWith: parts[0]?.name ?? "" }])),
		).toBe("file.unreadable");
	});
});

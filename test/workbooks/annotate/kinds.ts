import {
	commentsXml,
	DRAWING_PARTS,
	DRAWING_TYPES,
	drawingVml,
	type HandBook,
	handBook,
	MAIN,
	number,
	OFFICE,
	ROWS,
	sheetXml,
	text,
	unzip,
	zip,
} from "./books.ts";

/** Kinds of workbooks that must come through annotating, each with what is changed of it beside what always is. */
export const KINDS: Readonly<Record<string, { readonly book: HandBook | Uint8Array; readonly changed?: readonly string[] }>> = {
	"chart and picture": {
		book: {
			sheets: [{ name: "高企", xml: sheetXml({ after: `<drawing r:id="rId1"/>` }), relations: [["rId1", "drawing", "../drawings/drawing1.xml"]] }],
			parts: DRAWING_PARTS,
			types: DRAWING_TYPES,
			defaults: { png: "image/png" },
		},
	},
	comments: {
		book: {
			sheets: [
				{
					name: "高企",
					xml: sheetXml({ after: `<legacyDrawing r:id="rId2"/>` }),
					relations: [
						["rId1", "comments", "../comments1.xml"],
						["rId2", "vmlDrawing", "../drawings/vmlDrawing1.vml"],
					],
				},
			],
			parts: { "xl/comments1.xml": commentsXml([["A2", "请领导核对"]]), "xl/drawings/vmlDrawing1.vml": drawingVml([[1, 0]]) },
			types: { "xl/comments1.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml" },
			defaults: { vml: "application/vnd.openxmlformats-officedocument.vmlDrawing" },
		},
		changed: ["xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"],
	},
	"merged cells and widths": {
		book: {
			sheets: [
				{
					name: "高企",
					xml: sheetXml({
						before: `<sheetPr><outlinePr summaryBelow="0"/></sheetPr><cols><col min="1" max="1" width="33.5" customWidth="1"/><col min="4" max="4" hidden="1" width="0"/></cols>`,
						rows: `<row r="1" ht="40" customHeight="1">${text("A1", "高新技术企业名录")}</row>${ROWS.replace(/<row r="1".*?<\/row>/, "")}`,
						after: `<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="A3:A4"/></mergeCells>`,
					}),
				},
			],
		},
	},
	"conditional formats, validations, sparklines": {
		book: {
			sheets: [
				{
					name: "高企",
					xml: sheetXml({
						after: `<conditionalFormatting sqref="C2:C4"><cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThan"><formula>100</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="A2:A9"><formula1>"甲公司,乙公司"</formula1></dataValidation></dataValidations><extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>高企!C2:C3</xm:f><xm:sqref>D2</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>`,
					}),
				},
			],
		},
	},
	"protection, hidden sheets, names": {
		book: {
			before: `<workbookProtection lockStructure="1"/><bookViews><workbookView activeTab="1"/></bookViews>`,
			sheets: [
				{ name: "高企", xml: sheetXml({ after: `<sheetProtection sheet="1" objects="1" password="CC1A"/>` }) },
				{ name: "代码", state: "hidden", xml: sheetXml({ rows: `<row r="1">${text("A1", "大型")}</row>` }) },
			],
			behind: `<definedNames><definedName name="规模">代码!$A$1</definedName><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">高企!$A$1:$C$4</definedName></definedNames>`,
		},
	},
	"shared strings and order of calculation": {
		book: {
			sheets: [
				{ name: "高企", xml: sheetXml({ rows: `<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2">${number("C2", 1, 2)}</row><row r="3"/>` }) },
			],
			strings: `<sst xmlns="${MAIN}" count="1" uniqueCount="1"><si><t xml:space="preserve"> 名称_x000D_</t></si></sst>`,
			parts: { "xl/calcChain.xml": `<calcChain xmlns="${MAIN}"><c r="C3" i="1"/></calcChain>` },
			types: { "xl/calcChain.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml" },
			workbookRelations: [["rIdChain", "calcChain", "calcChain.xml"]],
		},
	},
	"no style sheet": { book: { sheets: [{ name: "高企", xml: sheetXml({ rows: `<row r="2"><c r="C2"><v>1</v></c></row>` }) }], styles: null } },
	"prefixed elements": {
		book: prefixed({
			sheets: [{ name: "高企", xml: sheetXml() }],
			behind: `<definedNames><definedName name="总数">高企!$C$4</definedName></definedNames>`,
		}),
	},
	"strict namespaces": { book: strict({ sheets: [{ name: "高企", xml: sheetXml() }] }) },
	"parts in UTF-16": { book: inUtf16({ sheets: [{ name: "高企", xml: sheetXml() }] }) },
	"twenty thousand rows": { book: { sheets: [{ name: "高企", xml: sheetXml({ rows: manyRows(20_000) }) }] } },
};

function manyRows(count: number): string {
	return Array.from({ length: count }, (_, at) => `<row r="${at + 1}">${text(`A${at + 1}`, `企业${at}`)}${number(`C${at + 1}`, at, 2)}</row>`).join(
		"",
	);
}

/** Every element of the spreadsheet's own with a prefix. */
function prefixed(book: HandBook): Uint8Array {
	return rewritten(book, (xml) => xml.replace(`xmlns="${MAIN}"`, `xmlns:x="${MAIN}"`).replace(/<(\/?)(?=[A-Za-z])(?!\w+:)/g, "<$1x:"));
}

function strict(book: HandBook): Uint8Array {
	const change = (xml: string) =>
		xml
			.replaceAll(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
			.replaceAll(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships");
	const parts = Object.entries(unzip(handBook(book))).map(([name, xml]) => [name, Buffer.from(change(xml), "latin1")] as const);
	return zip(Object.fromEntries(parts));
}

function inUtf16(book: HandBook): Uint8Array {
	return rewritten(book, (xml) => Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${xml}`, "utf16le"));
}

/** A workbook whose main parts are changed. */
function rewritten(book: HandBook, change: (xml: string) => string | Uint8Array): Uint8Array {
	const parts = Object.entries(unzip(handBook(book))).map(([name, content]) => {
		const bytes = Buffer.from(content, "latin1");
		return [name, /^xl\/(?:workbook|styles|worksheets\/sheet\d+)\.xml$/.test(name) ? change(bytes.toString()) : bytes] as const;
	});
	return zip(Object.fromEntries(parts));
}

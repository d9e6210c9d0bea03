import { strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import { toA1 } from "../../../src/model/a1.ts";
import type { Grid } from "../../../src/model/grid.ts";
import type { ReturnBook, ReturnLine, ReturnMark } from "../../../src/model/return-book.ts";

export const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
export const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006";

type Content = string | Uint8Array;

export interface HandSheet {
	readonly name: string;
	readonly xml: string;
	readonly state?: string;
	/** Relationships of the sheet: id, type, target. */
	readonly relations?: readonly (readonly [id: string, type: string, target: string])[];
}

export interface HandBook {
	readonly sheets: readonly HandSheet[];
	/** What stands before and behind the sheets in the workbook part. */
	readonly before?: string;
	readonly behind?: string;
	/** null: no style sheet. */
	readonly styles?: string | null;
	readonly strings?: string;
	/** More parts by name, with their types for those that need one. */
	readonly parts?: Readonly<Record<string, Content>>;
	readonly types?: Readonly<Record<string, string>>;
	readonly defaults?: Readonly<Record<string, string>>;
	readonly workbookType?: string;
	readonly workbookRelations?: readonly (readonly [id: string, type: string, target: string])[];
}

/** Two fills of the office's own: format 1 is a date, format 2 a number on yellow. */
export const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/><bgColor indexed="64"/></patternFill></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="2" borderId="0" xfId="0" applyFill="1"><alignment horizontal="right"/><protection locked="0"/></xf></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><font><color rgb="FF9C0006"/></font></dxf></dxfs></styleSheet>`;

export const text = (ref: string, value: string, format = 0): string => `<c r="${ref}" s="${format}" t="inlineStr"><is><t>${value}</t></is></c>`;
export const number = (ref: string, value: number, format = 0): string => `<c r="${ref}" s="${format}"><v>${value}</v></c>`;

/** A small table: headings in row 1, names, dates, amounts below. B3 is missing. */
export const ROWS = [
	`<row r="1" spans="1:3">${text("A1", "企业名称")}${text("B1", "认定日期")}${text("C1", "营业收入")}</row>`,
	`<row r="2" spans="1:3">${text("A2", "甲公司")}${number("B2", 43643, 1)}${number("C2", 120.5, 2)}</row>`,
	`<row r="3" spans="1:3">${text("A3", "乙公司")}<c r="C3" s="2"><f>C2*2</f><v>241</v></c></row>`,
	`<row r="4" spans="1:3">${text("A4", "=合计")}<c r="C4" s="2"><f>SUM(C2:C3)</f><v>361.5</v></c></row>`,
].join("");

export function sheetXml({ rows = ROWS, before = "", after = "" }: { rows?: string; before?: string; after?: string } = {}): string {
	return `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;
}

export function relationsXml(all: readonly (readonly [id: string, type: string, target: string])[]): string {
	const one = ([id, type, target]: readonly [string, string, string]) =>
		`<Relationship Id="${id}" Type="${type.includes("://") ? type : `${OFFICE}/${type}`}" Target="${target}"/>`;
	return `<Relationships xmlns="${PACKAGE}/relationships">${all.map(one).join("")}</Relationships>`;
}

/** A workbook written by hand, part by part. */
export function handBook(book: HandBook): Uint8Array {
	const { sheets, before = "", behind = "", styles = STYLES, strings, parts = {}, types = {}, defaults = {}, workbookRelations = [] } = book;
	const all: Record<string, Content> = {};
	const override = (part: string, type: string) => `<Override PartName="/${part}" ContentType="${type}"/>`;
	const known: [string, string][] = [
		["xl/workbook.xml", book.workbookType ?? `${SPREADSHEET}.sheet.main+xml`],
		...sheets.map((_, at): [string, string] => [`xl/worksheets/sheet${at + 1}.xml`, `${SPREADSHEET}.worksheet+xml`]),
		...(styles === null ? [] : [["xl/styles.xml", `${SPREADSHEET}.styles+xml`] as [string, string]]),
		...(strings === undefined ? [] : [["xl/sharedStrings.xml", `${SPREADSHEET}.sharedStrings+xml`] as [string, string]]),
		...Object.entries(types),
	];
	const endings = Object.entries({ rels: "application/vnd.openxmlformats-package.relationships+xml", xml: "application/xml", ...defaults });
	all["[Content_Types].xml"] =
		`<Types xmlns="${PACKAGE}/content-types">${endings.map(([ending, type]) => `<Default Extension="${ending}" ContentType="${type}"/>`).join("")}${known.map(([part, type]) => override(part, type)).join("")}</Types>`;
	all["_rels/.rels"] = relationsXml([["rId1", "officeDocument", "xl/workbook.xml"]]);
	const listed = sheets.map(
		({ name, state }, at) => `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ""} r:id="rId${at + 1}"/>`,
	);
	all["xl/workbook.xml"] = `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${before}<sheets>${listed.join("")}</sheets>${behind}</workbook>`;
	all["xl/_rels/workbook.xml.rels"] = relationsXml([
		...sheets.map((_, at): [string, string, string] => [`rId${at + 1}`, "worksheet", `worksheets/sheet${at + 1}.xml`]),
		...(styles === null ? [] : [["rIdStyles", "styles", "styles.xml"] as const]),
		...(strings === undefined ? [] : [["rIdStrings", "sharedStrings", "sharedStrings.xml"] as const]),
		...workbookRelations,
	]);
	for (const [at, { xml, relations }] of sheets.entries()) {
		all[`xl/worksheets/sheet${at + 1}.xml`] = xml;
		if (relations) all[`xl/worksheets/_rels/sheet${at + 1}.xml.rels`] = relationsXml(relations);
	}
	if (styles !== null) all["xl/styles.xml"] = styles;
	if (strings !== undefined) all["xl/sharedStrings.xml"] = strings;
	return zip({ ...all, ...parts });
}

export function zip(parts: Readonly<Record<string, Content>>): Uint8Array {
	const entries = Object.entries(parts).map(([name, content]) => [name, typeof content === "string" ? strToU8(content) : content]);
	return zipSync(Object.fromEntries(entries) as Zippable, { mtime: new Date(1990, 0, 1) });
}

export const unzip = (bytes: Uint8Array): Record<string, string> =>
	Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content).toString("latin1")]));

export const partText = (bytes: Uint8Array, name: string): string => Buffer.from(unzipSync(bytes)[name] ?? []).toString();

/** A comments part by one author, and its drawing. */
export function commentsXml(comments: readonly (readonly [cell: string, text: string])[], author = "张三"): string {
	const one = ([cell, said]: readonly [string, string]) => `<comment ref="${cell}" authorId="0"><text><t>${said}</t></text></comment>`;
	return `<comments xmlns="${MAIN}"><authors><author>${author}</author></authors><commentList>${comments.map(one).join("")}</commentList></comments>`;
}

/** What the comments of the first sheet that has any say, by cell. */
export function commentsIn(bytes: Uint8Array): Record<string, string> {
	const comments = partText(bytes, "xl/comments1.xml").matchAll(/<comment ref="(\w+)"[^>]*>(.*?)<\/comment>/gs);
	const said = (xml = "") => [...xml.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)].map((found) => found[1]).join("");
	return Object.fromEntries([...comments].map(([, cell, xml]) => [cell, said(xml)]));
}

/** As Excel writes it, a line break that is not well-formed included. */
export function drawingVml(cells: readonly (readonly [row: number, column: number])[]): string {
	const shape = ([row, column]: readonly [number, number], at: number) =>
		`<v:shape id="_x0000_s${1025 + at}" type="#_x0000_t202" style='position:absolute;visibility:hidden' fillcolor="#ffffe1"><v:textbox><div style='text-align:left'><br></div></v:textbox><x:ClientData ObjectType="Note"><x:Anchor>1, 15, 0, 2, 3, 15, 4, 4</x:Anchor><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
	return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>${cells.map(shape).join("")}</xml>`;
}

/** A bar chart and a picture over a sheet's cells. */
export const DRAWING_PARTS: Readonly<Record<string, Content>> = {
	"xl/drawings/drawing1.xml": `<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main" xmlns:r="${OFFICE}"><xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>10</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>15</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="图表 1"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${DRAWING}/chart"><c:chart xmlns:c="${DRAWING}/chart" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor><xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>16</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>22</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="图片 1"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`,
	"xl/drawings/_rels/drawing1.xml.rels": relationsXml([
		["rId1", "chart", "../charts/chart1.xml"],
		["rId2", "image", "../media/image1.png"],
	]),
	"xl/charts/chart1.xml": `<c:chartSpace xmlns:c="${DRAWING}/chart" xmlns:a="${DRAWING}/main"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/><c:order val="0"/><c:cat><c:strRef><c:f>高企!$A$2:$A$3</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>高企!$C$2:$C$3</c:f></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>`,
	"xl/media/image1.png": Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "base64"),
};
export const DRAWING_TYPES: Readonly<Record<string, string>> = {
	"xl/drawings/drawing1.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
	"xl/charts/chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
};

const HEADINGS = {
	number: "序号",
	severity: "严重程度",
	sheet: "工作表",
	cell: "单元格",
	header: "栏目",
	value: "填报内容",
	problem: "问题",
	remedy: "怎样改",
	explanation: "说明",
};

/** A line for a cell. */
export function lineAt(sheet: string, cell: string | null, more: Partial<ReturnLine> = {}): ReturnLine {
	return {
		number: 1,
		severity: "hard",
		said: "必须修改",
		sheet,
		cell,
		place: cell ?? "",
		header: "营业收入",
		value: "=1+1",
		problem: "合计与各行之和不符",
		remedy: "请核对后改正",
		explanation: "",
		asksExplanation: false,
		identity: JSON.stringify(["01-H1", "", "revenue", `${sheet}${cell}`]),
		...more,
	};
}

export function markAt(sheet: string, cell: string, severity: ReturnMark["severity"] = "hard", comment = `请看 ${cell}`): ReturnMark {
	return { sheet, cell, severity, comment };
}

export function bookOf(marks: readonly ReturnMark[], lines?: readonly ReturnLine[]): ReturnBook {
	return {
		sheetName: "问题清单",
		title: "退回件",
		notes: ["请改正红色的格；黄色的格请改正，或在“说明”一列写明原因。"],
		headings: HEADINGS,
		prompt: "请写明具体原因",
		pages: "第 &P 页 共 &N 页",
		lines:
			lines ??
			marks.map(({ sheet, cell, severity }, at) =>
				lineAt(sheet, cell, { number: at + 1, severity, asksExplanation: severity === "soft", said: severity === "hard" ? "必须修改" : "需要说明" }),
			),
		marks,
	};
}

/** What a grid holds, sheet by sheet. */
export function contentOf({ sheets }: Grid, without: readonly string[] = []): unknown[] {
	return sheets
		.filter(({ name }) => !without.includes(name))
		.map((sheet) => ({
			name: sheet.name,
			hidden: sheet.hidden,
			merges: sheet.merges,
			hiddenColumns: sheet.hiddenColumns,
			rows: [...sheet.rows].map(({ number: row, cells, hidden }) => [
				row,
				hidden ?? false,
				cells.map(({ column, type, value, format, formula }) => [toA1({ row, column }), type, value, format, formula ?? false]),
			]),
		}));
}

import { DECLARATION } from "../escaped.ts";
import { attributeText, elementText } from "./texts.ts";
import type { BookProperties } from "./types.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** A part that the package says the type of. */
export interface Part {
	/** xl/worksheets/sheet1.xml. */
	readonly name: string;
	readonly type: string;
}

const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";
export const DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml";
export const CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const FIXED_PARTS: readonly Part[] = [
	{ name: "xl/workbook.xml", type: `${SPREADSHEET}.sheet.main+xml` },
	{ name: "xl/styles.xml", type: `${SPREADSHEET}.styles+xml` },
];
export const CORE_PROPERTIES: Part = { name: "docProps/core.xml", type: "application/vnd.openxmlformats-package.core-properties+xml" };
export const APPLICATION_PROPERTIES: Part = {
	name: "docProps/app.xml",
	type: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
};

/** The part of a sheet, by its number from 1. */
export function sheetPart(number: number): Part {
	return { name: `xl/worksheets/sheet${number}.xml`, type: `${SPREADSHEET}.worksheet+xml` };
}

/** [Content_Types].xml of a workbook: of its workbook part and its styles, and of the parts beside them. */
export function contentTypes(parts: readonly Part[]): string {
	return [
		`${DECLARATION}<Types xmlns="${PACKAGE}/content-types">`,
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
		`<Default Extension="xml" ContentType="application/xml"/>`,
		...[...FIXED_PARTS, ...parts].map(({ name, type }) => `<Override PartName="/${name}" ContentType="${type}"/>`),
		"</Types>",
	].join("");
}

/** Where a part's relationship leads; its id is rId and its place in the list, from 1. */
export interface Relation {
	readonly type: "officeDocument" | "extended-properties" | "metadata/core-properties" | "worksheet" | "styles" | "drawing" | "chart" | "hyperlink";
	/** Relative to the part; an address where it is `outside`. */
	readonly target: string;
	readonly outside?: boolean;
}

/** A part of relationships. */
export function relationships(relations: readonly Relation[]): string {
	const listed = relations.map(({ type, target, outside }, at) => {
		const base = type === "metadata/core-properties" ? PACKAGE : OFFICE;
		const mode = outside ? ` TargetMode="External"` : "";
		return `<Relationship Id="rId${at + 1}" Type="${base}/relationships/${type}" Target="${attributeText(target)}"${mode}/>`;
	});
	return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${listed.join("")}</Relationships>`;
}

/** _rels/.rels. @param properties parts that say what the workbook is */
export function rootRelationships(properties: readonly Part[]): string {
	const told = properties.map(
		({ name }): Relation => ({ type: name === CORE_PROPERTIES.name ? "metadata/core-properties" : "extended-properties", target: name }),
	);
	return relationships([{ type: "officeDocument", target: "xl/workbook.xml" }, ...told]);
}

/** xl/_rels/workbook.xml.rels of a workbook of so many sheets: theirs first, by their numbers, then that of the styles. */
export function workbookRelationships(sheets: number): string {
	const ofSheets = Array.from({ length: sheets }, (_, at): Relation => ({ type: "worksheet", target: `worksheets/sheet${at + 1}.xml` }));
	return relationships([...ofSheets, { type: "styles", target: "styles.xml" }]);
}

/** docProps/core.xml. */
export function coreProperties({ title, creator, asOf }: BookProperties): string {
	const known = `${new Date(asOf).toISOString().slice(0, 19)}Z`;
	const day = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${known}</dcterms:${name}>`;
	return [
		`${DECLARATION}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"`,
		` xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`,
		`<dc:title>${elementText(title)}</dc:title><dc:creator>${elementText(creator)}</dc:creator>`,
		`<cp:lastModifiedBy>${elementText(creator)}</cp:lastModifiedBy>${day("created")}${day("modified")}<dc:language>zh-CN</dc:language></cp:coreProperties>`,
	].join("");
}

/** docProps/app.xml. */
export function applicationProperties({ creator }: BookProperties): string {
	return [
		`${DECLARATION}<Properties xmlns="${OFFICE}/extended-properties">`,
		`<Application>huibao</Application><Company>${elementText(creator)}</Company></Properties>`,
	].join("");
}

export interface DefinedName {
	readonly name: string;
	/** Place of the tab that it belongs to, from zero; null where it is the workbook's. */
	readonly tab: number | null;
	/** '汇总表'!$C$8. */
	readonly reference: string;
	readonly hidden?: boolean;
}

/** A sheet as the workbook lists it. */
export interface Tab {
	readonly name: string;
	/** Of its part and of its relationship, from 1. */
	readonly number: number;
	readonly hidden?: boolean;
}

/** xl/workbook.xml. `tabs` in their order. */
export function workbookXml(tabs: readonly Tab[], names: readonly DefinedName[]): string {
	const listed = tabs.map(
		({ name, number, hidden }) => `<sheet name="${attributeText(name)}" sheetId="${number}"${hidden ? ` state="hidden"` : ""} r:id="rId${number}"/>`,
	);
	const defined = names.map(({ name, tab, reference, hidden }) => {
		const scope = `${tab === null ? "" : ` localSheetId="${tab}"`}${hidden ? ` hidden="1"` : ""}`;
		return `<definedName name="${attributeText(name)}"${scope}>${elementText(reference)}</definedName>`;
	});
	return [
		`${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><workbookPr/>`,
		`<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="14000" activeTab="0"/></bookViews>`,
		`<sheets>${listed.join("")}</sheets>`,
		defined.length === 0 ? "" : `<definedNames>${defined.join("")}</definedNames>`,
		// Results are stored with their formulas; a program that opens the workbook has nothing to calculate, and does not ask to save it.
		`<calcPr calcId="191029"/></workbook>`,
	].join("");
}

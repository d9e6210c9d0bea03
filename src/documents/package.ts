import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import type { Chart } from "../model/chart.ts";
import type { ReportDocument, ReportTable } from "../model/report-document.ts";
import { chartRelation } from "./chart-frame.ts";
import { FONT_SUBSTITUTES } from "./look.ts";

const CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const CHART_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart";
/** First day that a zip can name; what a document's day is stands in its properties. */
const ZIP_DAY = new Date(1980, 0, 1);

/** What docx leaves to be done in the package that it wrote: chart parts, stand-ins for fonts, texts for those who cannot see tables; and nothing in it that differs from one time to the next. */
export function completed(packed: Uint8Array, { asOf, blocks }: ReportDocument, chartXml: (chart: Chart) => string): Uint8Array {
	const parts = unzipSync(packed);
	const edit = (name: string, change: (xml: string) => string) => {
		const part = parts[name];
		if (!part) throw new Error(`docx wrote no ${name}`);
		parts[name] = strToU8(change(strFromU8(part)));
	};
	const charts = blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : []));
	for (const [at, chart] of charts.entries()) parts[`word/charts/chart${at + 1}.xml`] = strToU8(chartXml(chart));
	edit("[Content_Types].xml", (xml) => before(xml, "</Types>", charts.map((_, at) => contentType(at + 1)).join("")));
	edit("word/_rels/document.xml.rels", (xml) => before(xml, "</Relationships>", charts.map((_, at) => relationship(at + 1)).join("")));
	edit("word/document.xml", (xml) =>
		captioned(
			xml,
			blocks.flatMap((block) => (block.kind === "table" ? [block] : [])),
		),
	);
	edit("word/fontTable.xml", (xml) => xml.replace(/(<w:fonts\b[^>]*?)\/>/, `$1>${FONT_SUBSTITUTES.map(fontWithSubstitute).join("")}</w:fonts>`));
	const instant = `${new Date(asOf).toISOString().slice(0, 19)}Z`;
	edit("docProps/core.xml", (xml) => xml.replace(/(<dcterms:(?:created|modified)\b[^>]*>)[^<]*/g, `$1${instant}`));
	edit("docProps/core.xml", (xml) => before(xml, "</cp:coreProperties>", "<dc:language>zh-CN</dc:language>"));
	return zipped(parts);
}

function before(xml: string, end: string, added: string): string {
	return xml.replace(end, () => `${added}${end}`);
}

function contentType(number: number): string {
	return `<Override PartName="/word/charts/chart${number}.xml" ContentType="${CHART_TYPE}"/>`;
}

function relationship(number: number): string {
	return `<Relationship Id="${chartRelation(number)}" Type="${CHART_RELATION}" Target="charts/chart${number}.xml"/>`;
}

function fontWithSubstitute([name, instead]: readonly [string, string]): string {
	return `<w:font w:name="${name}"><w:altName w:val="${instead}"/></w:font>`;
}

/** Gives each table its caption and header as a text for those who cannot see it; last of a table's properties, in the order of the schema. */
function captioned(xml: string, tables: readonly ReportTable[]): string {
	let at = 0;
	return xml.replace(/<\/w:tblPr>/g, (end) => {
		const table = tables[at++];
		if (!table) return end;
		return `<w:tblCaption w:val="${attribute(table.caption)}"/><w:tblDescription w:val="${attribute(table.header.join("、"))}"/>${end}`;
	});
}

function attribute(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** The content types come first, as the format wants it; the rest in order of their names. */
function zipped(parts: Readonly<Record<string, Uint8Array>>): Uint8Array {
	const rank = (name: string) => (name === "[Content_Types].xml" ? 0 : name === "_rels/.rels" ? 1 : 2);
	const names = Object.keys(parts).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
	const files: Zippable = Object.fromEntries(names.flatMap((name) => (parts[name] ? [[name, [parts[name], { mtime: ZIP_DAY }]] as const] : [])));
	return zipSync(files, { level: 6 });
}

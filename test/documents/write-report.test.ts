import { strFromU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readDocumentFigures } from "../../src/documents/read-figures.ts";
import { documentWriter } from "../../src/documents/write-report.ts";
import { chartXml } from "../../src/workbooks/charts/chart-xml.ts";
import { xmlAttribute, xmlParts } from "./parts.ts";
import { LONG_NAME, sampleChart, sampleDocument } from "./sample.ts";

const write = documentWriter({ chartXml: (chart) => chartXml(chart, null), releaseLabel: (code) => `发布编号：${code}` });
const bytes = await write(sampleDocument);
const parts = xmlParts(bytes);
const part = (name: string) => parts[name] ?? "";

describe("a report's document", () => {
	test("gives each figure in a control that names it, and reads back whole", () => {
		expect(readDocumentFigures(bytes)).toEqual([
			{ name: "hb.hnte.stock", text: "71" },
			{ name: "hb.outreach.hnte_class.enterprises", text: "60" },
			{ name: "hb.outreach.hnte_class.people", text: "110" },
			{ name: LONG_NAME, text: "< 5 & 6" },
			{ name: "hb.targets.102", text: "100" },
			{ name: "hb.hnte.stock", text: "71" },
			{ name: "hb.targets.203", text: "1–2" },
		]);
	});

	test("says qualifiers beside their figures", () => {
		const words = [...part("word/document.xml").matchAll(/<w:t(?:\s[^>]*)?>([^<]*)/g)].map((match) => match[1]).join("");
		expect(words).toContain("举办培训班，60多家企业、约110人参加。");
	});

	test("has no tag or title longer than Word takes, and no id twice", () => {
		const document = part("word/document.xml");
		const tags = [...document.matchAll(/<w:(?:tag|alias) w:val="([^"]*)"/g)].map((match) => match[1] ?? "");
		expect(tags.length).toBe(14);
		expect(Math.max(...tags.map((tag) => [...tag].length))).toBeLessThanOrEqual(64);
		const ids = [...document.matchAll(/<w:sdtPr>.*?<w:id w:val="(\d+)"/g)].map((match) => match[1]);
		expect(new Set(ids).size).toBe(7);
	});

	test("is the same bytes each time, dated by its data and not by the clock", async () => {
		expect(Buffer.from(await write(sampleDocument)).equals(Buffer.from(bytes))).toBe(true);
		const core = part("docProps/core.xml");
		expect([...core.matchAll(/<dcterms:(?:created|modified)[^>]*>([^<]*)/g)].map((match) => match[1])).toEqual([
			"2019-06-27T12:00:00Z",
			"2019-06-27T12:00:00Z",
		]);
		expect(core).toContain(`<dc:title>${sampleDocument.title}</dc:title>`);
	});

	test("holds its charts as parts that are declared, related and told in words", () => {
		const names = Object.keys(parts);
		expect(names[0]).toBe("[Content_Types].xml");
		expect(part("word/charts/chart1.xml")).toBe(chartXml(sampleChart, null));
		expect(part("[Content_Types].xml")).toContain('PartName="/word/charts/chart1.xml"');
		const relation = /<Relationship Id="([^"]+)"[^>]*Target="charts\/chart1.xml"/.exec(part("word/_rels/document.xml.rels"))?.[1];
		expect(part("word/document.xml")).toMatch(new RegExp(`<c:chart [^>]*r:id="${relation}"`));
		expect(xmlAttribute(part("word/document.xml"), "wp:docPr", "descr")).toBe(sampleChart.alternative);
	});

	test("marks headings, header rows and its language", () => {
		const document = part("word/document.xml");
		expect([...document.matchAll(/<w:pStyle w:val="(Title|Heading\d)"/g)].map((match) => match[1])).toEqual([
			"Title",
			"Heading1",
			"Heading2",
			"Heading3",
		]);
		expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1);
		expect(document).toMatch(/<w:tblLook [^>]*w:firstRow="(?:1|true)"/);
		expect(xmlAttribute(document, "w:tblCaption", "w:val")).toBe("年度目标完成情况 & 说明");
		expect(part("word/styles.xml")).toMatch(/<w:docDefaults>.*<w:lang w:val="en-US" w:eastAsia="zh-CN"\/>/);
		expect(part("word/styles.xml")).toMatch(/w:styleId="Heading1".*?<w:outlineLvl w:val="0"\/>/);
	});

	test("keeps to the measures of official papers", () => {
		const document = part("word/document.xml");
		const margins = /<w:pgMar ([^>]*)\/>/.exec(document)?.[1] ?? "";
		const mm = (side: string) => Math.round((Number(new RegExp(`w:${side}="(\\d+)"`).exec(margins)?.[1]) / 1440) * 25.4);
		expect(["top", "right", "bottom", "left"].map(mm)).toEqual([37, 26, 35, 28]);
		expect(document).toMatch(/<w:pgSz [^>]*w:w="11906"[^>]*w:h="16838"|<w:pgSz [^>]*w:h="16838"[^>]*w:w="11906"/);
		expect(part("word/fontTable.xml")).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/></w:font>');
	});

	test("says on every page that it is a draft, of which release, and which page it is", () => {
		const pages = Object.entries(parts).filter(([name]) => /^word\/(header|footer)\d\.xml$/.test(name));
		expect(pages.filter(([name, xml]) => name.includes("header") && xml.includes("初稿"))).toHaveLength(2);
		const footers = pages.filter(([name]) => name.includes("footer")).map(([, xml]) => xml);
		for (const footer of footers) {
			expect(footer).toContain("发布编号：2019H1-3-7K4Q2M");
			expect(footer).toMatch(/— <\/w:t>.*PAGE.*<w:t[^>]*> —/);
		}
		expect(part("word/settings.xml")).toContain("<w:evenAndOddHeaders/>");
	});

	test("marks what an officer has to fill in", () =>
		expect(part("word/document.xml")).toMatch(/<w:highlight w:val="yellow"\/><\/w:rPr><w:t[^>]*>〔此处由市局补充/));
});

describe("figures read back", () => {
	test("as an officer left them: changed, cut into runs by Word, within other controls", () => {
		const xml = `<w:body><w:sdt><w:sdtPr><w:tag w:val="theirs"/></w:sdtPr><w:sdtContent><w:p><w:sdt><w:sdtPr><w:rPr/><w:alias w:val="高企"/><w:tag w:val="hb.hnte.stock"/>
			<w:id w:val="5"/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>7</w:t></w:r><w:proofErr w:type="x"/><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">2</w:t></w:r></w:sdtContent></w:sdt>
			<w:r><w:t>家</w:t></w:r></w:p></w:sdtContent></w:sdt></w:body>`;
		const edited = zipSync({ "word/document.xml": new TextEncoder().encode(xml) });
		expect(readDocumentFigures(edited)).toEqual([{ name: "hb.hnte.stock", text: "72" }]);
	});

	test("of no Word document there are none to read", () => {
		expect(() => readDocumentFigures(zipSync({ "xl/workbook.xml": new Uint8Array() }))).toThrow("word/document.xml");
		expect(() => readDocumentFigures(new TextEncoder().encode("nothing"))).toThrow();
	});
});

test("what XML cannot hold is shown as lost, wherever it stands; all else is as it was", async () => {
	const hostile = '甲\u0000\u000b乙\ud800丙\uffff <w:p> ]]> & "';
	const shown = '甲\ufffd\ufffd乙\ufffd丙\ufffd <w:p> ]]> & "';
	const made = await write({
		...sampleDocument,
		title: hostile,
		issuer: hostile,
		blocks: [
			{ kind: "paragraph", runs: [{ text: hostile, figure: { name: "hb.hnte.stock", title: hostile } }] },
			{ kind: "table", caption: hostile, header: [hostile], rows: [[[{ text: hostile }]]] },
			{ kind: "chart", chart: { ...sampleChart, title: hostile, alternative: hostile } },
		],
	});
	const xml = xmlParts(made)["word/document.xml"] ?? "";
	expect(readDocumentFigures(made)).toEqual([{ name: "hb.hnte.stock", text: shown }]);
	expect(xmlAttribute(xml, "wp:docPr", "descr")).toBe(shown);
	expect(xmlAttribute(xml, "w:tblCaption", "w:val")).toBe(shown);
	// biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
	for (const content of Object.values(xmlParts(made))) expect(content).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\uffff]/);
});

test("every part is well-formed: no text breaks out of its element", () => {
	for (const [name, content] of Object.entries(unzipSync(bytes))) {
		const open: string[] = [];
		for (const [, end, tag, alone] of strFromU8(content)
			.replace(/<\?.*?\?>/g, "")
			.matchAll(/<(\/?)([\w:]+)(?:\s+[\w:]+="[^"<]*")*\s*(\/?)>/g)) {
			if (end) expect(open.pop(), name).toBe(tag);
			else if (!alone && tag) open.push(tag);
		}
		expect(open, name).toEqual([]);
	}
});

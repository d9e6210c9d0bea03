import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { CONSOLIDATED_TEXTS } from "../../src/messages/workbook-texts.ts";
import { consolidatedWorkbooks } from "../../src/workbooks/write-consolidated.ts";
import { packageFaults } from "./package-faults.ts";
import { SAMPLE_REPORT } from "./sample-report.ts";

const pieces: Uint8Array[] = [];
await consolidatedWorkbooks(CONSOLIDATED_TEXTS).write(SAMPLE_REPORT, { write: async (piece) => void pieces.push(piece) });
const bytes = Buffer.concat(pieces);
/** Of the sheet that has a drawing. */
const RELATIONS = Object.entries(unzipSync(bytes)).find(([name, part]) => name.endsWith(".rels") && strFromU8(part).includes("drawing1"))?.[0] ?? "";
const [WORKBOOK, SUMMARY, PAGE, STYLES, TYPES] = [
	"xl/workbook.xml",
	"xl/worksheets/sheet1.xml",
	"xl/drawings/drawing1.xml",
	"xl/styles.xml",
	"[Content_Types].xml",
] as const;

/** The workbook with a change in one of its parts. @throws Error where nothing is changed */
function changed(part: string, what: RegExp, by: string): Uint8Array {
	const parts = unzipSync(bytes);
	const xml = strFromU8(parts[part] ?? new Uint8Array());
	const other = xml.replace(what, by);
	if (other === xml) throw new Error(`${part} has no ${what}`);
	return zipSync({ ...parts, [part]: strToU8(other) }, { level: 1 });
}

describe("the consolidated workbook as a package", () => {
	test("holds nothing that Excel would repair", () => expect(packageFaults(bytes)).toEqual([]));

	test.each([
		[
			"what stands behind the rows in another order",
			SUMMARY,
			/(<mergeCells.*<\/mergeCells>)(.*)(<printOptions[^>]*>)/s,
			"$3$2$1",
			`${SUMMARY}: worksheet › mergeCells`,
		],
		["names before the sheets", WORKBOOK, /(<sheets>.*<\/sheets>)(<definedNames>.*<\/definedNames>)/s, "$2$1", `${WORKBOOK}: workbook › sheets`],
		["styles before fonts", STYLES, /(<fonts.*<\/fonts>)(.*)(<cellStyles )/s, "$2$1$3", `${STYLES}: styleSheet › fonts`],
		["a count that is wrong", STYLES, /<fonts count="\d+"/, '<fonts count="999"', expect.stringContaining("fonts counts 999")],
		["a font that there is none of", STYLES, /(<cellXfs.*?<xf [^>]*fontId=")\d+/s, "$1999", expect.stringContaining("names fontId 999")],
		[
			"a chart in another order",
			"xl/charts/chart1.xml",
			/(<c:title>.*?<\/c:title>)(<c:autoTitleDeleted[^>]*>)/s,
			"$2$1",
			"xl/charts/chart1.xml: chart › title",
		],
		[
			"a name that stands twice",
			WORKBOOK,
			/(<definedName name="hb[^>]*>[^<]*<\/definedName>)/,
			"$1$1",
			expect.stringMatching(/^the name HB.* stands twice$/),
		],
		["a name of no sheet", WORKBOOK, /(<definedName name="hb[^>]*>)'/, "$1'没有", expect.stringContaining("没有")],
		["a link to nowhere", SUMMARY, /(<hyperlink [^>]*location=")'/, "$1'没有", expect.stringContaining("没有")],
		[
			"a tooltip that is too long",
			SUMMARY,
			/(<hyperlink [^>]*tooltip=")/,
			`$1${"长".repeat(256)}`,
			expect.stringMatching(/tooltip of \d+ characters/),
		],
		["a cell before its time", SUMMARY, /<c r="A(\d+)"/, '<c r="C$1"', expect.stringMatching(/^.*cell B\d+ stands in row \d+ behind column 3$/)],
		["a format that there is none of", SUMMARY, /(<c r="A1" s=")\d+/, "$19999", expect.stringContaining("cell A1 has format 9999")],
		["a sheet without its type", TYPES, /<Override PartName="\/xl\/worksheets\/sheet1.xml"[^>]*>/, "", `${SUMMARY} has no content type`],
		["a drawing that nothing leads to", RELATIONS, /drawing1/, "drawing9", `${PAGE}: nothing leads to it`],
		["a chart that covers no cells", PAGE, /<xdr:to><xdr:col>\d+/, "<xdr:to><xdr:col>0", `${PAGE}: a chart covers no cells`],
	])("%s would be seen", (_, part, what, by, fault) => expect(packageFaults(changed(part, what, by))).toContainEqual(fault));
});

import type { ReceiptStyle } from "../model/receipt.ts";

/**
 * The looks of a receipt, as style.ts has them for the workbooks that exceljs writes: written out once, because a receipt goes with every file and a library's workbook costs
 * more than all else that an intake does with a small file.
 */

const font = (name: string, size: number): string => `<font><sz val="${size}"/><name val="${name}"/><charset val="134"/></font>`;
const FONTS = [font("仿宋", 10.5), font("方正小标宋简体", 20), font("黑体", 10.5), font("仿宋", 9.5), font("Times New Roman", 10.5)];
const [BODY, TITLE, BOLD, SMALL, LATIN] = [0, 1, 2, 3, 4];

const shade = (rgb: string): string => `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/></patternFill></fill>`;
const FILLS = [
	`<fill><patternFill patternType="none"/></fill>`,
	`<fill><patternFill patternType="gray125"/></fill>`,
	...["FFEDF2F7", "FFF7F7F2", "FFFBE3D6"].map(shade),
];
const [NO_FILL, HEADING_FILL, SECTION_FILL, OPEN_FILL] = [0, 2, 3, 4];

const side = (name: string): string => `<${name} style="thin"><color rgb="FF000000"/></${name}>`;
const BORDERS = [
	"<border><left/><right/><top/><bottom/><diagonal/></border>",
	`<border>${["left", "right", "top", "bottom"].map(side).join("")}<diagonal/></border>`,
];
const [OPEN, LINED] = [0, 1];

interface Look {
	readonly font: number;
	readonly fill: number;
	readonly border: number;
	readonly align: "left" | "center" | "right";
}

const LOOKS: Readonly<Record<ReceiptStyle, Look>> = {
	title: { font: TITLE, fill: NO_FILL, border: OPEN, align: "center" },
	note: { font: SMALL, fill: NO_FILL, border: OPEN, align: "left" },
	section: { font: BOLD, fill: SECTION_FILL, border: LINED, align: "left" },
	label: { font: BOLD, fill: HEADING_FILL, border: LINED, align: "center" },
	heading: { font: BOLD, fill: HEADING_FILL, border: LINED, align: "center" },
	text: { font: BODY, fill: NO_FILL, border: LINED, align: "left" },
	centre: { font: BODY, fill: NO_FILL, border: LINED, align: "center" },
	number: { font: LATIN, fill: NO_FILL, border: LINED, align: "center" },
	open: { font: BOLD, fill: OPEN_FILL, border: LINED, align: "left" },
};

const STYLES = Object.keys(LOOKS) as ReceiptStyle[];
const PLACES = new Map(STYLES.map((style, at) => [style, 1 + 2 * at]));

/** Index of a style in `cellXfs`. `quoted`: the text begins as a formula does and stays text, as if an apostrophe led it. */
export function formatOf(style: ReceiptStyle, quoted: boolean): number {
	return (PLACES.get(style) ?? 0) + (quoted ? 1 : 0);
}

function format({ font: fontId, fill, border, align }: Look, quoted: boolean): string {
	const parts = `numFmtId="0" fontId="${fontId}" fillId="${fill}" borderId="${border}" xfId="0"`;
	const applied = `applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${quoted ? ' quotePrefix="1"' : ""}`;
	return `<xf ${parts} ${applied}><alignment horizontal="${align}" vertical="center" wrapText="1"${align === "left" ? ' indent="1"' : ""}/></xf>`;
}

const list = (name: string, items: readonly string[]): string => `<${name} count="${items.length}">${items.join("")}</${name}>`;
const BARE = `<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`;

/** xl/styles.xml of every receipt. */
export const STYLE_SHEET = [
	`<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
	list("fonts", FONTS),
	list("fills", FILLS),
	list("borders", BORDERS),
	list("cellStyleXfs", [BARE]),
	list("cellXfs", [
		`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`,
		...STYLES.flatMap((style) => [format(LOOKS[style], false), format(LOOKS[style], true)]),
	]),
	list("cellStyles", [`<cellStyle name="Normal" xfId="0" builtinId="0"/>`]),
	"</styleSheet>",
].join("");

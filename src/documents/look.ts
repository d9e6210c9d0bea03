import { AlignmentType, type IFontAttributesProperties, type IStylesOptions, LineRuleType } from "docx";

/**
 * How the bureau's papers look: GB/T 9704-2012 (party and government official documents). Title 方正小标宋简体 二号, text 仿宋_GB2312 三号, headings 黑体 and 楷体, 22 lines of 28 characters
 * on A4. Lengths in twips (1/20 pt), sizes in half points.
 */

/** Fonts that a machine may lack, and what stands in for them. */
export const FONT_SUBSTITUTES: readonly (readonly [name: string, instead: string])[] = [
	["方正小标宋简体", "宋体"],
	["仿宋_GB2312", "仿宋"],
	["楷体_GB2312", "楷体"],
];

/** Numbers and Latin letters in Times New Roman; marks that both scripts have, such as “ ”, as Chinese has them. */
export const font = (eastAsia: string): IFontAttributesProperties => ({
	ascii: "Times New Roman",
	hAnsi: "Times New Roman",
	cs: "Times New Roman",
	eastAsia,
	hint: "eastAsia",
});

export const TITLE = font("方正小标宋简体");
export const TEXT = font("仿宋_GB2312");
export const HEADING = font("黑体");
export const SUBHEADING = font("楷体_GB2312");
export const PLAIN = font("宋体");

/** 二号, 三号, 四号, 小四, 五号, 小五. */
export const SIZE = { title: 44, text: 32, page: 28, caption: 24, table: 21, small: 18 } as const;

/** A4 with the margins of the standard: 37, 26, 35 and 28 mm; what stands above and below keeps 20 and 25 mm from the edge. */
export const PAGE = {
	size: { width: 11906, height: 16838 },
	margin: { top: 2098, right: 1474, bottom: 1984, left: 1587, header: 1134, footer: 1304 },
} as const;

/** What is left between the margins: 156 mm. */
export const TEXT_WIDTH = PAGE.size.width - PAGE.margin.left - PAGE.margin.right;

/** 22 lines a page. */
export const LINE = { line: 579, lineRule: LineRuleType.EXACT } as const;
/** What must not be cut off at a line's height: charts and tables. */
export const OPEN_LINE = { line: 240, lineRule: LineRuleType.AUTO } as const;

/** Two characters. */
const INDENT = { firstLine: 640, firstLineChars: 200 } as const;

export const TEXT_PARAGRAPH = { spacing: { ...LINE, before: 0, after: 0 }, indent: INDENT, alignment: AlignmentType.BOTH } as const;

/** A table is followed by a paragraph, which need not be seen. */
export const BEHIND_TABLE = { line: 160, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const;

/** 落款: two characters from the right. */
export const SIGNATURE = { alignment: AlignmentType.RIGHT, indent: { right: 640 } } as const;

/** Headings keep with what follows them. */
const heading = (face: IFontAttributesProperties, outlineLevel: number, bold: boolean) => ({
	run: { font: face, size: SIZE.text, bold, color: "000000" },
	paragraph: { ...TEXT_PARAGRAPH, alignment: AlignmentType.LEFT, keepNext: true, outlineLevel },
});

/** Paragraphs in the cells of tables, of usual width and of wide ones. Sizes stand in the style, since some programs do not keep those of single runs within a control. */
export const CELL_STYLES = { usual: "TableText", wide: "TableSmallText" } as const;

const cellStyle = (id: string, name: string, size: number) => ({
	id,
	name,
	basedOn: "Normal",
	run: { font: TEXT, size },
	paragraph: { spacing: { ...OPEN_LINE, before: 30, after: 30 } },
});

export const STYLES: IStylesOptions = {
	paragraphStyles: [cellStyle(CELL_STYLES.usual, "表格文字", SIZE.table), cellStyle(CELL_STYLES.wide, "表格小字", SIZE.small)],
	default: {
		document: { run: { font: TEXT, size: SIZE.text, language: { value: "en-US", eastAsia: "zh-CN" } } },
		title: {
			run: { font: TITLE, size: SIZE.title, color: "000000" },
			paragraph: { spacing: { line: 700, lineRule: LineRuleType.EXACT, before: 0, after: 0 }, alignment: AlignmentType.CENTER },
		},
		heading1: heading(HEADING, 0, false),
		heading2: heading(SUBHEADING, 1, false),
		heading3: heading(TEXT, 2, true),
		caption: {
			run: { font: HEADING, size: SIZE.caption, color: "000000" },
			paragraph: { spacing: { ...OPEN_LINE, before: 160, after: 80 }, alignment: AlignmentType.CENTER, keepNext: true },
		},
	},
};

/**
 * How charts look: made for black-and-white print. Series differ in pattern, dash and marker as well as in colour, and in how dark they are, so that nothing hangs on a colour
 * alone; outlines are dark everywhere.
 */

/** Points of text; DrawingML counts in hundredths. */
const TITLE_SIZE = 1200;
const TEXT_SIZE = 900;
/** English Metric Units of a point, the measure of lines. */
const POINT = 12_700;
const INK = "404040";

const solid = (rgb: string) => `<a:solidFill><a:srgbClr val="${rgb}"/></a:solidFill>`;
const pattern = (preset: string, rgb: string) =>
	`<a:pattFill prst="${preset}"><a:fgClr><a:srgbClr val="${rgb}"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>`;

const FILLS: readonly string[] = [
	solid("1F4E79"),
	solid("BDD7EE"),
	pattern("wdUpDiag", "C55A11"),
	// Grey between the first two: a pattern of lines prints as dark as the first.
	solid("7F7F7F"),
	solid("FFFFFF"),
	pattern("lgGrid", "7030A0"),
];
const DASHES: readonly string[] = ["solid", "dash", "sysDot", "dashDot", "lgDash", "sysDashDot"];
const MARKERS: readonly string[] = ["circle", "square", "triangle", "diamond", "x", "star"];
const LINES: readonly string[] = ["1F4E79", "C55A11", "385723", "7030A0", "7F7F7F", "000000"];

function nth<T>(list: readonly T[], at: number): T {
	const found = list[at % list.length];
	if (found === undefined) throw new RangeError("a list of looks is empty");
	return found;
}

function line(rgb: string, points: number, dash = "solid"): string {
	return `<a:ln w="${Math.round(points * POINT)}" cap="flat">${solid(rgb)}<a:prstDash val="${dash}"/><a:round/></a:ln>`;
}

/** The columns or bars of the series at a place. */
export function barLook(at: number): string {
	return `<c:spPr>${nth(FILLS, at)}${line(INK, 0.75)}</c:spPr>`;
}

/** The line of the series at a place, with its markers. */
export function lineLook(at: number): string {
	const rgb = nth(LINES, at);
	const marker = `<c:marker><c:symbol val="${nth(MARKERS, at)}"/><c:size val="7"/><c:spPr>${solid(rgb)}${line(rgb, 0.75)}</c:spPr></c:marker>`;
	return `<c:spPr>${line(rgb, 2, nth(DASHES, at))}</c:spPr>${marker}`;
}

/** The line across the chart. Of one category alone there is no line to draw: it is shown as a dash. */
export function referenceLook(categories: number): string {
	const mark = `<c:symbol val="dash"/><c:size val="20"/><c:spPr>${solid("C00000")}${line("C00000", 0.75)}</c:spPr>`;
	const marker = categories > 1 ? `<c:symbol val="none"/>` : mark;
	return `<c:spPr>${line("C00000", 2.25, "dash")}</c:spPr><c:marker>${marker}</c:marker>`;
}

export const GRID_LINES = `<c:majorGridlines><c:spPr>${line("D9D9D9", 0.5)}</c:spPr></c:majorGridlines>`;
export const AXIS_LINE = `<c:spPr>${line(INK, 0.75)}</c:spPr>`;
/** Behind labels, so that they can be read upon a pattern. */
export const LABEL_GROUND = `<c:spPr>${solid("FFFFFF")}<a:ln><a:noFill/></a:ln></c:spPr>`;
export const NO_GROUND = `<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>`;
export const PAPER = `<c:spPr>${solid("FFFFFF")}<a:ln><a:noFill/></a:ln></c:spPr>`;

/** Properties of a run of text: figures in Times New Roman, Chinese in the font of headings or of the body; black, whatever the theme says. */
function runLook(element: "a:rPr" | "a:defRPr", of: "title" | "body"): string {
	const [size, chinese] = of === "title" ? [TITLE_SIZE, "黑体"] : [TEXT_SIZE, "宋体"];
	const language = element === "a:rPr" ? ` lang="zh-CN"` : "";
	return `<${element}${language} sz="${size}" b="0">${solid("000000")}<a:latin typeface="Times New Roman"/><a:ea typeface="${chinese}"/></${element}>`;
}

const BODY = runLook("a:defRPr", "body");

const ownText = (body: string) => `<c:txPr>${body}<a:lstStyle/><a:p><a:pPr>${BODY}</a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`;

/** The look of texts that the chart writes by itself: labels, legend. */
export const TEXT_LOOK = ownText(`<a:bodyPr/>`);
/** Texts beside an axis: names that are too long for their place are broken into lines, never turned. */
export const AXIS_TEXT_LOOK = ownText(`<a:bodyPr rot="0" vert="horz"/>`);

/** A title's text, escaped by the caller. `turned`: written upwards. */
export function richText(text: string, of: "title" | "body", turned = false): string {
	const body = `<a:bodyPr rot="${turned ? -5_400_000 : 0}" vert="horz"/><a:lstStyle/>`;
	return `<c:rich>${body}<a:p><a:pPr>${runLook("a:defRPr", of)}</a:pPr><a:r>${runLook("a:rPr", of)}<a:t>${text}</a:t></a:r></a:p></c:rich>`;
}

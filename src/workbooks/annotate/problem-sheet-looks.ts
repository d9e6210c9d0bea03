import type { ReturnColumn } from "../../model/return-book.ts";
import type { Look, StyleSheet } from "../package/style-sheet.ts";
import { startsLikeFormula } from "../writing/texts.ts";
import { solidFill } from "./fills.ts";

/** Looks of the cells of 问题清单. */
export type LookName = "title" | "note" | "heading" | "text" | "centre" | "link" | "hard" | "soft" | "input" | "hidden";

const font = (name: string, size: number, more = ""): string => `<font>${more}<sz val="${size}"/><name val="${name}"/><charset val="134"/></font>`;
const BODY = font("仿宋", 10.5);
const LINK = `<font><u/><sz val="10.5"/><color rgb="FF0563C1"/><name val="仿宋"/><charset val="134"/></font>`;
const BOLD = font("黑体", 10.5);

const border = (style: string, rgb: string): string => {
	const sides = ["left", "right", "top", "bottom"].map((side) => `<${side} style="${style}"><color rgb="${rgb}"/></${side}>`);
	return `<border>${sides.join("")}<diagonal/></border>`;
};
const LINED = border("thin", "FF000000");
/** Around a cell that is to be filled in. */
const FRAMED = border("medium", "FFC55A11");

const align = (horizontal: string): string =>
	`<alignment horizontal="${horizontal}" vertical="center" wrapText="1"${horizontal === "left" ? ' indent="1"' : ""}/>`;
const OPEN_CELL = `<protection locked="0"/>`;

const fill = (argb: string): string => solidFill(argb, "");

const LOOKS: Readonly<Record<LookName, Omit<Look, "quoted">>> = {
	title: { font: font("方正小标宋简体", 20), fill: null, border: null, inside: align("center") },
	note: { font: BODY, fill: null, border: null, inside: align("left") },
	heading: { font: BOLD, fill: fill("FFEDF2F7"), border: LINED, inside: align("center") },
	text: { font: BODY, fill: null, border: LINED, inside: align("left") },
	centre: { font: BODY, fill: null, border: LINED, inside: align("center") },
	link: { font: LINK, fill: null, border: LINED, inside: align("center") },
	// Shades of their own: those of the marks say that a cell of the office's is wrong.
	hard: { font: BOLD, fill: fill("FFFBE3D6"), border: LINED, inside: align("center") },
	soft: { font: BOLD, fill: fill("FFFFF6D6"), border: LINED, inside: align("center") },
	input: { font: BODY, fill: fill("FFFFFFF0"), border: FRAMED, inside: align("left") + OPEN_CELL },
	hidden: { font: BODY, fill: null, border: null, inside: "" },
};

/** Width of each column in characters. */
export const WIDTHS: Readonly<Record<ReturnColumn, number>> = {
	...{ number: 6, severity: 10, sheet: 15, cell: 10, header: 15, value: 23, problem: 38, remedy: 30, explanation: 32 },
};

/** Formats of the looks as they are asked for, so that a style sheet gets those that are used. */
export function looksIn(styles: StyleSheet): (look: LookName, text: string) => number {
	return (look, text) => {
		const { font: fontXml, fill: fillXml, border: borderXml, inside } = LOOKS[look];
		// Text that begins as a formula does stays text when somebody edits it.
		return styles.add({ font: fontXml, fill: fillXml, border: borderXml, inside, quoted: startsLikeFormula(text) });
	};
}

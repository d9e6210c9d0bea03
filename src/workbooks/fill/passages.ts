import { onPage } from "../../model/fill.ts";
import { escaped } from "../escaped.ts";
import type { Element, Tag, XmlPart } from "../package/xml-part.ts";
import { unescapeText } from "../xlsx/texts.ts";
import { decodeXml } from "../xml.ts";

/** Which elements hold a text together, and which hold its pieces; a piece is the text itself where both are one. Names are those of the elements without prefix. */
export interface TextKind {
	readonly whole: readonly string[];
	readonly pieces: readonly string[];
	/** Elements in which pieces say something else: readings of Chinese characters. */
	readonly apart?: readonly string[];
	/** Pieces must say that spaces at their ends count. */
	readonly saysSpaces?: true;
}

export const STRING_TEXTS: TextKind = { whole: ["si", "is"], pieces: ["t"], apart: ["rPh"], saysSpaces: true };
/** A cell of the kind that some programs write: the text in the place of its value. */
export const VALUE_TEXTS: TextKind = { whole: ["v"], pieces: ["v"] };
export const DRAWING_TEXTS: TextKind = { whole: ["p"], pieces: ["t"] };
export const COMMENT_TEXTS: TextKind = { whole: ["text"], pieces: ["t"], apart: ["rPh"], saysSpaces: true };
export const THREADED_TEXTS: TextKind = { whole: ["text"], pieces: ["text"] };
/** Texts inside formulas, and headings of tables that formulas name. */
export const FORMULA_TEXTS: TextKind = { whole: ["f"], pieces: ["f"] };
export const PAGE_TEXTS: TextKind = {
	whole: ["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"],
	pieces: ["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"],
};

/** A text in a part: programs break it into runs wherever its looks or its language change. */
export interface Passage {
	/** Pieces in order, each with what is written there, entities as they are. */
	readonly pieces: readonly { readonly tag: Tag; readonly from: number; readonly to: number; readonly raw: string }[];
	readonly saysSpaces: boolean;
}

/** The texts inside an element that hold a placeholder. */
export function passagesIn(part: XmlPart, within: Element, { whole, pieces, apart = [], saysSpaces }: TextKind): Passage[] {
	const found: Passage[] = [];
	const texts: Passage["pieces"][number][][] = [];
	let leftOut = 0;
	for (let tag = part.tagFrom(within.tag.at); tag && tag.at < within.end; tag = part.tagFrom(tag.end)) {
		const inside = tag.kind === "open" ? 1 : -1;
		if (tag.kind !== "empty" && apart.includes(tag.name)) leftOut += inside;
		if (tag.kind === "open" && whole.includes(tag.name)) texts.push([]);
		if (tag.kind === "open" && leftOut === 0 && pieces.includes(tag.name)) {
			const { from, to } = part.element(tag);
			texts.at(-1)?.push({ tag, from, to, raw: part.slice(from, to) });
		}
		if (tag.kind === "close" && whole.includes(tag.name)) {
			const text = texts.pop() ?? [];
			if (PLACEHOLDER.test(text.map(({ raw }) => raw).join(""))) found.push({ pieces: text, saysSpaces: saysSpaces === true });
		}
	}
	return found;
}

const PLACEHOLDER = /\{\{([^{}<]*)\}\}/;

/** What a passage says. */
export function textOf({ pieces }: Passage): string {
	return pieces.map(({ raw }) => plain(raw)).join("");
}

/** What a raw text between braces names. */
function plain(raw: string): string {
	return unescapeText(decodeXml(raw));
}

/**
 * Fills the placeholders of a passage. What takes the place of one stands in the run in which it began; all other text stays in its run, as it is written.
 * Placeholders that nothing is known of stay.
 * @param write how a text is written there
 */
export function fillPassage(
	part: XmlPart,
	{ pieces, saysSpaces }: Passage,
	texts: ReadonlyMap<string, string>,
	write: Write = (text) => escaped(text),
): void {
	const whole = pieces.map(({ raw }) => raw).join("");
	const places = [...whole.matchAll(new RegExp(PLACEHOLDER, "g"))].flatMap((match) => {
		const text = texts.get(plain(match[1] ?? "").trim());
		return text === undefined ? [] : [{ from: match.index, to: match.index + match[0].length, text }];
	});
	let begin = 0;
	for (const { tag, from, to, raw } of pieces) {
		const [start, end] = [begin, begin + raw.length];
		begin = end;
		let written = "";
		let at = start;
		for (const place of places) {
			if (place.to <= start || place.from >= end) continue;
			written += whole.slice(at, Math.max(at, place.from));
			if (place.from >= start) written += write(place.text, written);
			at = Math.min(end, place.to);
		}
		written += whole.slice(at, end);
		if (written === raw) continue;
		const open = part.slice(tag.at, tag.end);
		if (!saysSpaces || !/^\s|\s$/.test(written) || open.includes("xml:space")) part.replace(from, to, written);
		else part.replace(tag.at, to, `${open.slice(0, -1)} xml:space="preserve">${written}`);
	}
}

/** @param before what stands before it in the same run */
type Write = (text: string, before: string) => string;

/** As `onPage`. */
function writtenOnPages(text: string, before: string): string {
	return escaped(onPage(text, plain(before)));
}

/** Inside a formula a quotation mark would end the text. */
function writtenInFormulas(text: string): string {
	return escaped(text.replaceAll('"', '""'));
}

/** How texts of a kind are written. */
export function writerOf(kind: TextKind): Write {
	if (kind === PAGE_TEXTS) return writtenOnPages;
	return kind === FORMULA_TEXTS ? writtenInFormulas : (text) => escaped(text);
}

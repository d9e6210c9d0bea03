import { DEFAULT_READ_LIMITS } from "../model/read-limits.ts";
import { damaged, localName, type XmlHandler, XmlWalker } from "./xml-walker.ts";

export type { XmlHandler } from "./xml-walker.ts";

/** Bytes that are given to the walker at once, so that a tag that never ends is noticed early. */
const PIECE = 256 * 1024;

/**
 * Walks a whole XML part or document: text, or bytes in the encoding that they say.
 * @throws RefusalError file.unreadable where it ends early or is not nested properly, file.doctype, limit.nesting
 */
export function walkXml(xml: string | Uint8Array, handler: XmlHandler, nesting: number = DEFAULT_READ_LIMITS.nesting): void {
	// Text has been decoded already, whatever its declaration still says.
	const bytes = typeof xml === "string" ? Buffer.from(xml.replace(/^\ufeff?<\?xml[^>]*\?>/, "")) : xml;
	const walker = new XmlWalker(handler, nesting);
	for (let at = 0; at < bytes.length; at += PIECE) walker.feed(bytes.subarray(at, at + PIECE));
	walker.finish();
}

/** Attributes by name without prefix, decoded. Where two differ by prefix only, the one without is meant. @throws RefusalError file.unreadable */
export function attributesOf(text: string): Readonly<Record<string, string>> {
	const found: Record<string, string> = Object.create(null);
	let at = 0;
	for (let equals = text.indexOf("="); equals >= 0; equals = text.indexOf("=", at)) {
		const name = text.slice(at, equals).trim();
		let open = equals + 1;
		while (open < text.length && text.charCodeAt(open) <= 0x20) open++;
		const quote = text[open];
		const close = quote === '"' || quote === "'" ? text.indexOf(quote, open + 1) : -1;
		if (close < 0) throw damaged("an attribute without quotes");
		const local = localName(name);
		if (local === name || (!(local in found) && !name.startsWith("xmlns"))) found[local] = decodeXml(text.slice(open + 1, close));
		at = close + 1;
	}
	return found;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Character data with line ends made one kind, and the five entities and character references replaced. */
export function decodeXml(raw: string): string {
	const text = raw.includes("\r") ? raw.replace(/\r\n?/g, "\n") : raw;
	if (!text.includes("&")) return text;
	return text.replace(/&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(\w+));/g, (whole, decimal?: string, hex?: string, name?: string) => {
		if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole;
		const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
		return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
	});
}

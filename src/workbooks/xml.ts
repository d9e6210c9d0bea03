import { RefusalError } from "../model/refusal.ts";

/** Receives an XML part in document order. Names come without their namespace prefix; an empty element is opened and closed. */
export interface XmlHandler {
	open(name: string, attributes: string): void;
	close(name: string): void;
	/** Character data as it stands, entities undecoded (`decodeXml`); CDATA is escaped first so that decoding gives it back. */
	text(raw: string): void;
}

/**
 * Walks an XML part. Knows what spreadsheet writers produce and nothing more: no entities of a document's own, no external subsets.
 * @throws RefusalError file.unreadable where the part declares a document type, ends early or is not nested properly.
 */
export function walkXml(xml: string, handler: XmlHandler): void {
	const open: string[] = [];
	let at = 0;
	for (let start = xml.indexOf("<"); start >= 0; start = xml.indexOf("<", at)) {
		if (start > at && open.length > 0) handler.text(xml.slice(at, start));
		const next = xml.charCodeAt(start + 1);
		if (next === 33 || next === 63) {
			at = skip(xml, start, handler);
			continue;
		}
		const end = tagEnd(xml, start);
		at = end + 1;
		if (next === 47) {
			const name = localName(xml.slice(start + 2, end).trimEnd());
			if (open.pop() !== name) throw damaged(`</${name}>`);
			handler.close(name);
		} else {
			openTag(xml, start, end, open, handler);
		}
	}
	if (open.length > 0 || at === 0) throw damaged("ends early");
}

function openTag(xml: string, start: number, end: number, open: string[], handler: XmlHandler): void {
	const empty = xml.charCodeAt(end - 1) === 47;
	const body = xml.slice(start + 1, empty ? end - 1 : end);
	const gap = body.search(/\s/);
	const name = localName(gap < 0 ? body : body.slice(0, gap));
	handler.open(name, gap < 0 ? "" : body.slice(gap));
	if (empty) handler.close(name);
	else open.push(name);
}

/** Passes a comment, a processing instruction or CDATA. */
function skip(xml: string, start: number, handler: XmlHandler): number {
	if (xml.startsWith("<![CDATA[", start)) {
		const end = xml.indexOf("]]>", start);
		if (end < 0) throw damaged("ends early");
		handler.text(xml.slice(start + 9, end).replaceAll("&", "&amp;"));
		return end + 3;
	}
	if (xml.startsWith("<!--", start)) return past(xml, "-->", start);
	if (xml.startsWith("<?", start)) return past(xml, "?>", start);
	throw damaged("document type");
}

function past(xml: string, mark: string, from: number): number {
	const at = xml.indexOf(mark, from);
	if (at < 0) throw damaged("ends early");
	return at + mark.length;
}

/** Where a tag ends; a > inside a quoted attribute does not end it. */
function tagEnd(xml: string, start: number): number {
	for (let end = xml.indexOf(">", start); end >= 0; end = xml.indexOf(">", end + 1)) {
		const tag = xml.slice(start, end);
		if (!tag.includes('"') && !tag.includes("'")) return end;
		if (tag.replace(/"[^"]*"|'[^']*'/g, "").search(/["']/) < 0) return end;
	}
	throw damaged("ends early");
}

function localName(name: string): string {
	const colon = name.indexOf(":");
	return colon < 0 ? name : name.slice(colon + 1);
}

function damaged(reason: string): RefusalError {
	return new RefusalError("file.unreadable", { reason: `XML: ${reason}` });
}

/** Attributes by name without prefix, decoded. */
export function attributesOf(text: string): Readonly<Record<string, string>> {
	const found: Record<string, string> = {};
	for (const match of text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
		found[localName(match[1] ?? "")] = decodeXml(match[2] ?? match[3] ?? "");
	}
	return found;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Character data with the five entities and character references replaced. */
export function decodeXml(raw: string): string {
	if (!raw.includes("&")) return raw;
	return raw.replace(/&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(\w+));/g, (whole, decimal?: string, hex?: string, name?: string) => {
		if (name !== undefined) return ENTITIES[name] ?? whole;
		const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
		return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
	});
}

/** Text of an XML part: UTF-8, or UTF-16 where its byte order mark says so. Damaged bytes become U+FFFD, which normalisation finds. */
export function xmlText(bytes: Uint8Array): string {
	const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
	return new TextDecoder(encoding).decode(bytes);
}

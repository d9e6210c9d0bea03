import { decodeXml } from "../xml.ts";

const AMPERSAND = 0x26;
const CARRIAGE_RETURN = 0x0d;
const UNDERSCORE = 0x5f;

/** What is special about the bytes of a text, as bits; 0 for plain ASCII. */
const WIDE = 1;
const MARKED = 2;
const ESCAPED = 4;

/** Text of a cell from its bytes in the XML: UTF-8 with entities, and escaped characters. */
export function cellText(bytes: Buffer, from: number, to: number): string {
	let special = 0;
	for (let at = from; at < to; at++) {
		const byte = bytes[at] as number;
		if (byte >= 0x80) special |= WIDE;
		else if (byte === AMPERSAND || byte === CARRIAGE_RETURN) special |= MARKED;
		else if (byte === UNDERSCORE) special |= ESCAPED;
	}
	if (special === 0) return bytes.toString("latin1", from, to);
	const raw = special & WIDE ? bytes.toString("utf8", from, to) : bytes.toString("latin1", from, to);
	const text = special & MARKED ? decodeXml(raw) : raw;
	return special & (ESCAPED | MARKED) ? unescapeText(text) : text;
}

/** Characters that XML cannot hold are written _x000D_; a literal one has its underscore written so. Each is replaced once. */
export function unescapeText(text: string): string {
	if (!text.includes("_x")) return text;
	return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const LESS = 0x3c;
const GREATER = 0x3e;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;

/** Where the tag ends whose attributes begin at `at`: at its `>` outside of quotes; -1 where a `<` comes before it, or the end of the bytes. */
export function tagEnd(bytes: Buffer, at: number): number {
	let quote = 0;
	for (let p = at; ; p++) {
		const byte = bytes[p] as number;
		if (byte === LESS) return -1;
		if (quote !== 0) {
			if (byte === quote) quote = 0;
		} else if (byte === GREATER) return p;
		else if (byte === QUOTE || byte === APOSTROPHE) quote = byte;
	}
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a stored value is, or null where it is none. */
export function numberOf(stored: string): number | null {
	const text = stored.trim();
	if (!NUMBER.test(text)) return null;
	const number = Number(text);
	return Number.isFinite(number) ? number : null;
}

export function isOn(flag: string | undefined): boolean {
	return flag === "1" || flag === "true" || flag === "on";
}

import { RefusalError } from "../model/refusal.ts";

/** Bytes that are looked at to find an encoding's label or the zero bytes of UTF-16. */
const SNIFFED = 8192;
/** Share of characters that may be damaged in a file that is still text: they become U+FFFD, and the checks name their cells (mess.md 45). */
const MOST_LOST = 0.01;

/** Labels by which pages and XML parts declare a Chinese encoding that GB18030 holds. */
const CHINESE = /^(?:gb2312|gbk|gb_?2312-80|gb18030|x-gbk|cp936|936|chinese|hz-gb-2312)$/i;

/**
 * Text of delimited files: UTF-8 strictly (with or without its mark), UTF-16 by its mark or its zero bytes, else GB18030, which holds GBK and GB2312.
 * @throws RefusalError file.unsupported where it is no text in any of them, file.truncated where its tail was never written
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
	if (endsInZeros(bytes)) throw new RefusalError("file.truncated");
	const utf16 = utf16Of(bytes);
	const encodings = utf16 ? [utf16] : ["utf-8", "gb18030"];
	for (const encoding of encodings) {
		const text = strictly(bytes, encoding);
		if (text !== null && isText(text)) return { text, encoding };
	}
	const damaged = encodings.map((encoding) => ({ encoding, ...leastDamaged(bytes, encoding) })).sort((a, b) => a.lost - b.lost)[0];
	if (damaged && damaged.lost <= MOST_LOST * damaged.text.length) return damaged;
	throw new RefusalError("file.unsupported");
}

/** Text of a page or an XML part: as its marks or zero bytes say, else UTF-8 strictly, else as it declares itself, else GB18030. Damaged bytes become U+FFFD. */
export function decodeMarkup(bytes: Uint8Array, declared: string | null = null): string {
	const utf16 = utf16Of(bytes);
	if (utf16) return new TextDecoder(utf16).decode(bytes);
	const text = strictly(bytes, "utf-8");
	if (text !== null) return text;
	const label = declared ?? declaredEncoding(bytes);
	// One that declares itself UTF-8 is not, or it is damaged.
	if (label === null || /^utf-?8$/i.test(label)) return leastLost(bytes);
	return decodeAs(bytes, CHINESE.test(label) ? "gb18030" : label) ?? leastLost(bytes);
}

/** The first characters of a file, for telling what it is. */
export function textHead(bytes: Uint8Array, length: number): string {
	const head = bytes.subarray(0, length);
	return new TextDecoder(utf16Of(head) ?? "utf-8").decode(head);
}

/** Which UTF-16 a text is in, by its byte order mark, or by zero bytes that stand in every other place only; null where it is in none. */
function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
	const zeros = [0, 0];
	const end = Math.min(bytes.length, SNIFFED);
	for (let at = 0; at < end; at++) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
	const [even = 0, odd = 0] = zeros;
	// Tabs, line ends, digits and Latin letters have a zero byte each; Chinese characters have none.
	if (even + odd < 2 || Math.min(even, odd) * 20 > Math.max(even, odd)) return null;
	const encoding = odd > even ? "utf-16le" : "utf-16be";
	// The last two bytes may be half of a character that takes four.
	const head = [0, 2].map((less) => strictly(bytes.subarray(0, end - (end % 2) - less), encoding)).find((text) => text !== null);
	return head?.match(/[\t\r\n ,;<]/) ? encoding : null;
}

function declaredEncoding(bytes: Uint8Array): string | null {
	const head = new TextDecoder("latin1").decode(bytes.subarray(0, SNIFFED));
	return /<\?xml[^>]*\bencoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1] ?? /<meta[^>]*\bcharset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? null;
}

/** Null for a label that no decoder knows. */
function decodeAs(bytes: Uint8Array, label: string): string | null {
	try {
		return new TextDecoder(label).decode(bytes);
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

function leastLost(bytes: Uint8Array): string {
	const [utf8, gb] = ["utf-8", "gb18030"].map((encoding) => leastDamaged(bytes, encoding));
	return (utf8 && gb && utf8.lost <= gb.lost ? utf8 : gb)?.text ?? "";
}

/** A copy that was broken off leaves zeros where the rest should be. */
function endsInZeros(bytes: Uint8Array): boolean {
	return bytes.length > 16 && bytes.subarray(-8).every((byte) => byte === 0);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells binary data from text
const CONTROL = /[\u0000-\u0008\u000e-\u001f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const LOST = /[\u0000-\u0008\u000e-\u001f\ufffd]/g;

function leastDamaged(bytes: Uint8Array, encoding: string): { text: string; lost: number } {
	const text = new TextDecoder(encoding).decode(bytes);
	return { text, lost: text.match(LOST)?.length ?? 0 };
}

/** Control characters tell some other kind of file (a picture, a program). */
function isText(text: string): boolean {
	return !CONTROL.test(text);
}

function strictly(bytes: Uint8Array, encoding: string): string | null {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch (error) {
		if (error instanceof TypeError) return null;
		throw error;
	}
}

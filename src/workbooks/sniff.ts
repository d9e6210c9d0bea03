import { RefusalError } from "../model/refusal.ts";
import { textHead } from "./text-encoding.ts";

/** What the first bytes of a file say that it is; a package or container says more when it is opened. */
export type Kind = "zip" | "ole2" | "biff" | "spreadsheetml" | "html" | "mhtml" | "flat-ods" | "text";

/** Bytes that a kind of file begins with, from an offset on; null stands for any byte. */
interface Signature {
	readonly bytes: readonly (number | null)[];
	readonly at?: number;
}

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

const OLE2: Signature = { bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] };
/** A local header, the end record of a zip that holds nothing, or the mark of a split one. */
const ZIP: readonly Signature[] = [{ bytes: [0x50, 0x4b, 0x03, 0x04] }, { bytes: [0x50, 0x4b, 0x05, 0x06] }, { bytes: [0x50, 0x4b, 0x07, 0x08] }];

/** Pictures and pages: an office that sends one has sent a scan. */
const SCANS: readonly Signature[] = [
	{ bytes: ascii("%PDF") },
	{ bytes: [0xff, 0xd8, 0xff] },
	{ bytes: [0x89, 0x50, 0x4e, 0x47] },
	{ bytes: ascii("GIF8") },
	{ bytes: [0x49, 0x49, 0x2a, 0x00] },
	{ bytes: [0x4d, 0x4d, 0x00, 0x2a] },
	{ bytes: [0x42, 0x4d, null, null, null, null, 0, 0, 0, 0] },
	{ bytes: [...ascii("RIFF"), null, null, null, null, ...ascii("WEBP")] },
	...["heic", "heix", "hevc", "heif", "mif1", "msf1", "avif"].map((brand) => ({ bytes: ascii(`ftyp${brand}`), at: 4 })),
];

const ARCHIVES: readonly (Signature & { readonly kind: string })[] = [
	{ kind: "RAR", bytes: [...ascii("Rar!"), 0x1a, 0x07] },
	{ kind: "7z", bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
	{ kind: "GZ", bytes: [0x1f, 0x8b, 0x08] },
	{ kind: "BZ2", bytes: [...ascii("BZh"), null, 0x31, 0x41, 0x59, 0x26] },
	{ kind: "XZ", bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
	{ kind: "ZST", bytes: [0x28, 0xb5, 0x2f, 0xfd] },
	{ kind: "CAB", bytes: ascii("MSCF\0\0\0\0") },
	{ kind: "TAR", bytes: ascii("ustar"), at: 257 },
];

/** Characters of a text that are looked at to tell markup and mail from a table. */
const HEAD = 4096;

/**
 * Tells by its bytes what a file is; its name is never asked.
 * @throws RefusalError file.empty, file.scan, file.archive, file.unsupported
 */
export function kindOf(bytes: Uint8Array): Kind {
	if (bytes.length === 0) throw new RefusalError("file.empty");
	if (begins(bytes, OLE2)) return "ole2";
	if (ZIP.some((signature) => begins(bytes, signature))) return "zip";
	if (SCANS.some((signature) => begins(bytes, signature))) throw new RefusalError("file.scan");
	const archive = ARCHIVES.find((signature) => begins(bytes, signature));
	if (archive) throw new RefusalError("file.archive", { kind: archive.kind });
	const record = biffRecord(bytes);
	if (record > 0) return kindOfText(textHead(bytes.subarray(record), HEAD)) === "html" ? "html" : "biff";
	return kindOfText(textHead(bytes, HEAD));
}

/** Length of the BOF record that a bare BIFF stream (2 to 8) begins with; 0 where it begins with none. */
export function biffRecord(bytes: Uint8Array): number {
	const [first, version = 0, length = 0, high] = bytes;
	if (first !== 0x09 || high !== 0 || ![0, 2, 4, 8].includes(version)) return 0;
	// A line of tabs begins with 09 as well, but never with a NUL in its fourth byte.
	return length >= 4 && length <= 16 && bytes.length > 4 + length ? 4 + length : 0;
}

function kindOfText(head: string): Kind {
	const text = head.trimStart();
	if (/^%PDF/.test(text)) throw new RefusalError("file.scan");
	if (/^\{\\rtf/i.test(text)) throw new RefusalError("file.unsupported", { kind: "RTF" });
	if (isMail(text)) return "mhtml";
	return /^<[!?/a-z]/i.test(text) ? kindOfMarkup(text) : "text";
}

/** Header lines that say that what follows is MIME: the format that Office calls a single file web page. */
function isMail(text: string): boolean {
	const headers = /^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+/.exec(text)?.[0];
	return headers !== undefined && /^(?:mime-version|content-type)\s*:/im.test(headers);
}

function kindOfMarkup(text: string): Kind {
	if (/urn:schemas-microsoft-com:office:spreadsheet/.test(text) && /<(?:\w+:)?Workbook\b/.test(text)) return "spreadsheetml";
	if (/progid="Excel\.Sheet"/.test(text)) return "spreadsheetml";
	if (/urn:oasis:names:tc:opendocument/.test(text)) return "flat-ods";
	if (/<(?:!doctype\s+html|html|head|meta|title|body|table|tr|td|thead|tbody|style|div|center|font|form|p|br|h[1-6])\b/i.test(text)) return "html";
	throw new RefusalError("file.unsupported", { kind: "XML" });
}

function begins(bytes: Uint8Array, { bytes: signature, at = 0 }: Signature): boolean {
	return signature.every((byte, offset) => byte === null || bytes[at + offset] === byte);
}

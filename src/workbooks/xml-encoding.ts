import { TextDecoder } from "node:util";
import { RefusalError } from "../model/refusal.ts";

/**
 * What turns the bytes of an XML part into text, or null where they are UTF-8 (or ASCII) already: told by the byte order mark, by the look of the first `<`, or
 * by the declaration. A declaration of UTF-16 in a part that is plainly none, as some writers leave it, is not believed.
 * @throws RefusalError file.unreadable where the declaration names an encoding that nobody knows
 */
export function decoderFor(start: Uint8Array): TextDecoder | null {
	const [first, second] = start;
	if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return new TextDecoder("utf-16le");
	if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return new TextDecoder("utf-16be");
	const declaration = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, 200)).toString("latin1");
	const label = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]{0,100}?\sencoding\s*=\s*["']([\w.:-]+)["']/i.exec(declaration)?.[1]?.toLowerCase();
	if (label === undefined || /^(?:utf-?8|us-ascii|ascii|utf-16(?:le|be)?|ucs-2)$/.test(label)) return null;
	try {
		return new TextDecoder(label);
	} catch (error) {
		if (error instanceof RangeError) throw new RefusalError("file.unreadable", { reason: `XML: encoding ${label}` });
		throw error;
	}
}

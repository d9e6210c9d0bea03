import { attributesOf } from "../xml.ts";
import { decoderFor } from "../xml-encoding.ts";
import { damaged, localName } from "../xml-walker.ts";

/** A tag of a part and where it stands there: the bytes from `at` up to `end`. */
export interface Tag {
	/** Without its namespace prefix. */
	readonly name: string;
	/** Prefix with its colon, as in `x:row`; "" for none. */
	readonly prefix: string;
	readonly kind: "open" | "close" | "empty";
	readonly at: number;
	readonly end: number;
}

/** An element: its tag, where its content lies, and where it ends. */
export interface Element {
	readonly tag: Tag;
	/** Content from here up to `to`; both are the tag's end where it is empty. */
	readonly from: number;
	readonly to: number;
	readonly end: number;
}

interface Edit {
	readonly from: number;
	readonly to: number;
	readonly content: Buffer;
}

const [GREATER, QUOTE, APOSTROPHE, SLASH, SPACE] = [0x3e, 0x22, 0x27, 0x2f, 0x20];

/**
 * An XML part of a package that is changed in places: what is not touched keeps its bytes, whatever it means. The part is looked at as text of one character per
 * byte, since all of its markup is ASCII and places in the text are then places in the bytes.
 */
export class XmlPart {
	/** One character per byte. */
	readonly text: string;
	private readonly bytes: Buffer;
	private readonly edits: Edit[] = [];

	/** @throws RefusalError file.unreadable where its encoding is unknown */
	constructor(bytes: Uint8Array) {
		this.bytes = inUtf8(bytes);
		this.text = this.bytes.toString("latin1");
	}

	get isChanged(): boolean {
		return this.edits.length > 0;
	}

	/** The next tag from a place on; null at the end. Comments, CDATA and instructions are passed over. @throws RefusalError file.unreadable, file.doctype */
	tagFrom(from: number): Tag | null {
		const { text } = this;
		let at = text.indexOf("<", from);
		while (at >= 0) {
			const next = text[at + 1];
			if (next === "?") at = text.indexOf("<", this.behind("?>", at + 2));
			else if (next === "!" && text.startsWith("<!--", at)) at = text.indexOf("<", this.behind("-->", at + 4));
			else if (next === "!" && text.startsWith("<![CDATA[", at)) at = text.indexOf("<", this.behind("]]>", at + 9));
			else if (next === "!") throw damaged("a document type");
			else return this.tagAt(at);
		}
		return null;
	}

	/** The element that begins with a tag. */
	element(tag: Tag): Element {
		if (tag.kind === "empty") return { tag, from: tag.end, to: tag.end, end: tag.end };
		let depth = 1;
		for (let next = this.tagFrom(tag.end); next; next = this.tagFrom(next.end)) {
			if (next.kind === "open") depth++;
			else if (next.kind === "close" && --depth === 0) return { tag, from: tag.end, to: next.at, end: next.end };
		}
		throw damaged("ends early");
	}

	/** @throws RefusalError file.unreadable where there is none */
	root(): Element {
		const tag = this.tagFrom(0);
		if (tag === null || tag.kind === "close") throw damaged("no root");
		if (tag.kind === "empty") return this.element(tag);
		const close = this.text.lastIndexOf(`</${tag.prefix}${tag.name}`);
		if (close < tag.end) throw damaged("ends early");
		return { tag, from: tag.end, to: close, end: this.behind(">", close) };
	}

	/** The elements directly inside another one, in order. @param leap name of a long one that is not repeated: its end is looked for from the end of the part */
	children(parent: Element, leap = ""): Element[] {
		const found: Element[] = [];
		for (let tag = this.tagFrom(parent.from); tag && tag.at < parent.to; ) {
			const element = tag.name === leap ? this.leapt(tag) : this.element(tag);
			found.push(element);
			tag = this.tagFrom(element.end);
		}
		return found;
	}

	private leapt(tag: Tag): Element {
		const to = tag.kind === "empty" ? -1 : this.text.lastIndexOf(`</${tag.prefix}${tag.name}>`);
		return to < tag.end ? this.element(tag) : { tag, from: tag.end, to, end: this.behind(">", to) };
	}

	/** Attributes of a tag by name without prefix, decoded. */
	attributes(tag: Tag): Readonly<Record<string, string>> {
		const name = tag.at + 1 + tag.prefix.length + tag.name.length;
		return attributesOf(this.slice(name, tag.end - (tag.kind === "empty" ? 2 : 1)));
	}

	/** Bytes from one place to another as text. */
	slice(from: number, to: number): string {
		return this.bytes.toString("utf8", from, to);
	}

	/** Puts a text in place of what stands from one place up to another. Places may not overlap; of what is inserted at one place, what comes first stands first. */
	replace(from: number, to: number, text: string): void {
		this.edits.push({ from, to, content: Buffer.from(text) });
	}

	insert(at: number, text: string): void {
		this.replace(at, at, text);
	}

	/** Puts a text at the end of an element's content. */
	append({ tag, to, end }: Element, text: string): void {
		if (tag.kind !== "empty") this.insert(to, text);
		else this.replace(end - 2, end, `>${text}</${tag.prefix}${tag.name}>`);
	}

	/** Sets an attribute without prefix, or takes it away. Only one attribute of a tag may be changed, and its element not appended to where it is empty. */
	setAttribute(tag: Tag, name: string, value: string | null): void {
		this.replace(tag.at, tag.end, withAttribute(this.slice(tag.at, tag.end), name, value));
	}

	/** @throws RefusalError file.unreadable where two changes overlap: the package names one place as if it were two */
	toBytes(): Uint8Array {
		const pieces: Uint8Array[] = [];
		let at = 0;
		for (const { from, to, content } of this.edits.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
			if (from < at) throw damaged(`two changes at ${from}`);
			pieces.push(this.bytes.subarray(at, from), content);
			at = to;
		}
		pieces.push(this.bytes.subarray(at));
		return Buffer.concat(pieces);
	}

	private tagAt(at: number): Tag {
		const end = this.tagEnd(at);
		const close = this.text.charCodeAt(at + 1) === SLASH;
		const from = close ? at + 2 : at + 1;
		const empty = !close && this.text.charCodeAt(end - 1) === SLASH;
		let to = from;
		while (to < (empty ? end - 1 : end) && this.text.charCodeAt(to) > SPACE) to++;
		const qualified = this.text.slice(from, to);
		const name = localName(qualified);
		if (name === "") throw damaged("a tag without a name");
		return { name, prefix: qualified.slice(0, qualified.length - name.length), kind: close ? "close" : empty ? "empty" : "open", at, end: end + 1 };
	}

	/** Where the `>` of a tag stands; one inside a quoted attribute is none. */
	private tagEnd(at: number): number {
		let quote = 0;
		for (let p = at + 1; p < this.text.length; p++) {
			const code = this.text.charCodeAt(p);
			if (quote !== 0) {
				if (code === quote) quote = 0;
			} else if (code === GREATER) return p;
			else if (code === QUOTE || code === APOSTROPHE) quote = code;
		}
		throw damaged("ends early");
	}

	private behind(mark: string, from: number): number {
		const found = this.text.indexOf(mark, from);
		if (found < 0) throw damaged("ends early");
		return found + mark.length;
	}
}

/** A start tag with an attribute (without prefix) set, or taken away. */
export function withAttribute(tag: string, name: string, value: string | null): string {
	const written = value === null ? "" : ` ${name}="${value}"`;
	const known = new RegExp(`(^<[^\\s/>]+(?:\\s+[^\\s=]+\\s*=\\s*(?:"[^"]*"|'[^']*'))*?)\\s+${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`);
	if (known.test(tag)) return tag.replace(known, (_, before: string) => before + written);
	return tag.replace(/^<[^\s/>]+/, (start) => start + written);
}

/** A part in another encoding is written in UTF-8 from now on, and says so. */
function inUtf8(bytes: Uint8Array): Buffer {
	const decoder = decoderFor(bytes);
	if (decoder === null) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const text = decoder.decode(bytes);
	return Buffer.from(text.replace(/^(<\?xml[^>]*?\sencoding\s*=\s*)(?:"[^"]*"|'[^']*')/, '$1"UTF-8"'));
}

import type { TextDecoder } from "node:util";
import { RefusalError } from "../model/refusal.ts";
import { decoderFor } from "./xml-encoding.ts";

/** Receives an XML part in document order. Names come without their namespace prefix; an empty element is opened and closed. */
export interface XmlHandler {
	/** `attributes` stands as in the file; see `attributesOf`. */
	open(name: string, attributes: string): void;
	close(name: string): void;
	/** Character data as it stands, entities undecoded (`decodeXml`), perhaps in several pieces; CDATA is escaped first so that decoding gives it back. */
	text(raw: string): void;
	/** Whether character data is wanted at this place; always, where it is not said. What is not wanted is never made into a string. */
	readonly wantsText?: boolean;
	/** A handler may take what it knows well straight from the walker's bytes, moving `at` past it; called before each piece of markup. */
	shortcut?(walker: XmlWalker): void;
}

/** Bytes of a single tag or text that is waited for. The longest text of a cell has 32,767 characters. */
const LONGEST = 1024 * 1024;
/** Bytes after the end of what was fed, so that loops that look ahead find something that stops them. */
const SLACK = 64;

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;

const CDATA = "<![CDATA[";

/**
 * Walks an XML part that comes in pieces, without ever holding the whole. Knows what spreadsheet writers produce and nothing more: no document type, no entities of
 * a document's own, no external subsets.
 */
export class XmlWalker {
	/** What was fed and not yet taken: from `at` up to `end`; a `<` and zeros follow. */
	bytes: Buffer = Buffer.alloc(SLACK);
	at = 0;
	end = 0;
	/** Names of the elements that are open, outermost first. */
	readonly open: string[] = [];
	private readonly handler: XmlHandler;
	private readonly nesting: number;
	private decoder: TextDecoder | null | undefined;
	/** What ends the comment, instruction or unwanted CDATA that is being passed. */
	private passing: string | null = null;
	private rooted = false;

	constructor(handler: XmlHandler, nesting: number) {
		this.handler = handler;
		this.nesting = nesting;
	}

	/** @throws RefusalError file.unreadable, file.doctype, limit.nesting, and what the handler throws */
	feed(piece: Uint8Array): void {
		if (this.decoder === undefined) this.decoder = decoderFor(piece);
		this.append(this.decoder ? Buffer.from(this.decoder.decode(piece, { stream: true })) : piece);
		this.walk();
		if (this.end - this.at > LONGEST) throw damaged("a tag or text of more than a megabyte");
	}

	/** To be called after the last piece. @throws RefusalError file.unreadable where something is still open */
	finish(): void {
		if (this.passing !== null || this.open.length > 0 || !this.rooted) throw damaged("ends early");
		if (this.bytes.indexOf(LESS, this.at) < this.end) throw damaged("ends early");
	}

	private append(piece: Uint8Array): void {
		const rest = this.end - this.at;
		const needed = rest + piece.length + SLACK;
		const target = needed > this.bytes.length ? Buffer.allocUnsafeSlow(needed) : this.bytes;
		if (rest > 0) this.bytes.copy(target, 0, this.at, this.end);
		target.set(piece, rest);
		this.bytes = target;
		this.at = 0;
		this.end = rest + piece.length;
		target.fill(0, this.end, this.end + SLACK);
		target[this.end] = LESS;
	}

	private walk(): void {
		while (this.at < this.end) {
			if (this.passing !== null && !this.pass(this.passing)) return;
			const mark = this.bytes[this.at] === LESS ? this.at : this.bytes.indexOf(LESS, this.at);
			if (!this.takeText(mark)) return;
			if (this.handler.shortcut) {
				this.handler.shortcut(this);
				if (this.at !== mark) continue;
			}
			if (this.at >= this.end || !this.takeMarkup()) return;
		}
	}

	/** Takes the text before the next markup; false where its end has not come yet. */
	private takeText(mark: number): boolean {
		const wanted = this.open.length > 0 && this.handler.wantsText !== false;
		if (wanted && mark >= this.end) return false;
		if (wanted && mark > this.at) this.handler.text(this.bytes.toString("utf8", this.at, mark));
		this.at = Math.min(mark, this.end);
		return true;
	}

	/** Takes the tag at `at`; false where its end has not come yet. */
	private takeMarkup(): boolean {
		const next = this.at + 1 < this.end ? this.bytes[this.at + 1] : undefined;
		if (next === undefined) return false;
		if (next === QUESTION) return this.startPassing("?>", 2);
		if (next === BANG) return this.takeDeclaration();
		const close = this.tagEnd();
		if (close < 0) return false;
		const from = this.at;
		this.at = close + 1;
		if (next === SLASH) this.closeTag(from + 2, close);
		else this.openTag(from + 1, close);
		return true;
	}

	private takeDeclaration(): boolean {
		const start = this.bytes.toString("latin1", this.at, Math.min(this.at + CDATA.length, this.end));
		if (start.startsWith("<!--")) return this.startPassing("-->", 4);
		if (start === CDATA) {
			if (this.open.length === 0 || this.handler.wantsText === false) return this.startPassing("]]>", CDATA.length);
			const close = this.bytes.indexOf("]]>", this.at);
			if (close < 0 || close >= this.end) return false;
			this.handler.text(this.bytes.toString("utf8", this.at + CDATA.length, close).replaceAll("&", "&amp;"));
			this.at = close + 3;
			return true;
		}
		if ("<!--".startsWith(start) || CDATA.startsWith(start)) return false;
		throw new RefusalError("file.doctype");
	}

	private startPassing(mark: string, length: number): boolean {
		this.passing = mark;
		this.at += length;
		return true;
	}

	/** Passes over what is not wanted, however long; true where its end was found. */
	private pass(mark: string): boolean {
		const found = this.bytes.indexOf(mark, this.at);
		if (found < 0 || found + mark.length > this.end) {
			// The last bytes may be the start of the mark.
			this.at = Math.max(this.at, this.end - mark.length + 1);
			return false;
		}
		this.at = found + mark.length;
		this.passing = null;
		return true;
	}

	/** Where the tag at `at` ends; a > inside a quoted attribute does not end it. */
	private tagEnd(): number {
		let quote = 0;
		for (let at = this.at + 1; at < this.end; at++) {
			const byte = this.bytes[at];
			if (quote !== 0) {
				if (byte === quote) quote = 0;
			} else if (byte === GREATER) return at;
			else if (byte === QUOTE || byte === APOSTROPHE) quote = byte;
		}
		return -1;
	}

	private openTag(from: number, close: number): void {
		const empty = this.bytes[close - 1] === SLASH && close - 1 > from;
		const end = empty ? close - 1 : close;
		let gap = from;
		while (gap < end && (this.bytes[gap] ?? 0) > 0x20) gap++;
		const name = localName(this.bytes.toString("latin1", from, gap));
		if (name === "") throw damaged("a tag without a name");
		if (this.open.length === 0 && this.rooted) throw damaged("a second root");
		if (this.open.length >= this.nesting) throw new RefusalError("limit.nesting", { limit: this.nesting });
		this.rooted = true;
		this.handler.open(name, gap < end ? this.bytes.toString("utf8", gap, end) : "");
		if (empty) this.handler.close(name);
		else this.open.push(name);
	}

	private closeTag(from: number, close: number): void {
		const name = localName(this.bytes.toString("latin1", from, close).trimEnd());
		if (this.open.pop() !== name) throw damaged(`</${name}>`);
		this.handler.close(name);
	}
}

/** A name without its namespace prefix. */
export function localName(name: string): string {
	const colon = name.indexOf(":");
	return colon < 0 ? name : name.slice(colon + 1);
}

/** What is wrong with an XML part, as a refusal. */
export function damaged(reason: string): RefusalError {
	return new RefusalError("file.unreadable", { reason: `XML: ${reason.slice(0, 100)}` });
}

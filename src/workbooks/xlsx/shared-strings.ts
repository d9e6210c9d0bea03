import type { ReadLimits } from "../../model/read-limits.ts";
import { RefusalError } from "../../model/refusal.ts";
import { decodeXml, type XmlHandler } from "../xml.ts";
import type { XmlWalker } from "../xml-walker.ts";
import { cellText, tagEnd, unescapeText } from "./texts.ts";

const LESS = 0x3c;
const GREATER = 0x3e;
const SPACE = 0x20;
const SLASH = 0x2f;
const AMPERSAND = 0x26;
const CARRIAGE_RETURN = 0x0d;
const UNDERSCORE = 0x5f;
const PLAIN_START = Buffer.from("<si><t");
const PLAIN_END = Buffer.from("</t></si>");
/** What stands there is not of the shape, or not the kind of character, that is taken here. */
const NOT_PLAIN = -1;

/** Texts that are made into one string. To make each for itself would cost more than all else of the table. */
const BLOCK = 1024;
const FIRST_UNITS = 8 * 1024;

/**
 * The shared table as plain texts: runs joined, phonetic runs left out. What the part says of its own length is not believed.
 * The texts lie one after the other in a few long strings, with the places where they start; each is cut out when it is asked for.
 */
export class SharedStrings implements XmlHandler {
	/** Number of texts. */
	count = 0;
	wantsText = false;
	private readonly limit: number;
	private readonly blocks: string[] = [];
	/** Where each text starts in its block, in UTF-16 units. */
	private starts = new Uint32Array(BLOCK);
	/** UTF-16 units of the texts of the block that is being filled. */
	private units = new Uint16Array(FIRST_UNITS);
	private filled = 0;
	private current = "";
	private phonetic = false;

	constructor(limits: Pick<ReadLimits, "strings">) {
		this.limit = limits.strings;
	}

	/** The text at a place, once the whole part has been read; empty where there is none. */
	at(index: number): string {
		const block = this.blocks[Math.floor(index / BLOCK)] ?? "";
		const last = index % BLOCK === BLOCK - 1 || index === this.count - 1;
		return block.slice(this.starts[index], last ? undefined : this.starts[index + 1]);
	}

	/** Takes `<si><t>…</t></si>`, which nearly all of them are, straight from the bytes. */
	shortcut(walker: XmlWalker): void {
		if (walker.open.length !== 1) return;
		const { bytes, end } = walker;
		let { at } = walker;
		for (let next = at; next !== NOT_PLAIN; next = this.plain(bytes, at)) {
			at = next;
			while ((bytes[at] as number) <= SPACE && at < end) at++;
		}
		walker.at = at;
	}

	open(name: string): void {
		if (name === "si") this.current = "";
		else if (name === "rPh") this.phonetic = true;
		else if (name === "t") this.wantsText = !this.phonetic;
	}

	text(raw: string): void {
		this.current += decodeXml(raw);
	}

	close(name: string): void {
		if (name === "t") this.wantsText = false;
		else if (name === "rPh") this.phonetic = false;
		else if (name === "si") this.add(unescapeText(this.current));
	}

	/** To be called when the whole part has been read. */
	finish(): void {
		if (this.count > 0) this.endBlock();
	}

	/** Takes one plain text; where the next one may start, or NOT_PLAIN. */
	private plain(bytes: Buffer, at: number): number {
		if (!startsAt(bytes, at, PLAIN_START)) return NOT_PLAIN;
		let from = at + PLAIN_START.length;
		if (bytes[from] === SPACE) from = tagEnd(bytes, from);
		if (from < 0 || bytes[from] !== GREATER || bytes[from - 1] === SLASH) return NOT_PLAIN;
		from++;
		const start = this.filled;
		let to = this.take(bytes, from);
		const easy = to !== NOT_PLAIN;
		if (!easy) for (to = from; bytes[to] !== LESS; ) to++;
		if (!startsAt(bytes, to, PLAIN_END)) {
			this.filled = start;
			return NOT_PLAIN;
		}
		if (easy) this.note(start);
		else this.add(cellText(bytes, from, to));
		return to + PLAIN_END.length;
	}

	/** Puts the characters up to the next tag behind the others, and says where it starts; NOT_PLAIN where they are not ASCII or Chinese without anything escaped. */
	private take(bytes: Buffer, from: number): number {
		let { units, filled } = this;
		let at = from;
		for (let byte = bytes[at] as number; byte !== LESS; byte = bytes[at] as number) {
			if (filled === units.length) units = this.widen(1);
			if (byte < 0x80) {
				if (byte === AMPERSAND || byte === UNDERSCORE || byte === CARRIAGE_RETURN) return NOT_PLAIN;
				at += 1;
			} else {
				byte = threeBytes(bytes, at);
				if (byte === NOT_PLAIN) return NOT_PLAIN;
				at += 3;
			}
			units[filled++] = byte;
		}
		this.filled = filled;
		return at;
	}

	private add(text: string): void {
		const start = this.filled;
		if (start + text.length > this.units.length) this.widen(text.length);
		for (let at = 0; at < text.length; at++) this.units[start + at] = text.charCodeAt(at);
		this.filled = start + text.length;
		this.note(start);
	}

	/** Notes where a text starts that was put behind the others. */
	private note(start: number): void {
		if (this.count === this.limit) throw new RefusalError("limit.strings", { limit: this.limit });
		if (this.count === this.starts.length) {
			const wider = new Uint32Array(this.count * 2);
			wider.set(this.starts);
			this.starts = wider;
		}
		this.starts[this.count] = start;
		this.count += 1;
		if (this.count % BLOCK === 0) this.endBlock();
	}

	private widen(more: number): Uint16Array<ArrayBuffer> {
		const wider = new Uint16Array((this.units.length + more) * 2);
		wider.set(this.units);
		this.units = wider;
		return wider;
	}

	private endBlock(): void {
		this.blocks.push(Buffer.from(this.units.buffer, 0, this.filled * 2).toString("utf16le"));
		this.filled = 0;
	}
}

/** The character of three bytes of UTF-8 at `at`, as nearly all Chinese ones are; NOT_PLAIN where there is none. */
function threeBytes(bytes: Buffer, at: number): number {
	const first = bytes[at] as number;
	const second = bytes[at + 1] as number;
	const third = bytes[at + 2] as number;
	if ((first & 0xf0) !== 0xe0 || (second & 0xc0) !== 0x80 || (third & 0xc0) !== 0x80) return NOT_PLAIN;
	const unit = ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
	return unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? NOT_PLAIN : unit;
}

function startsAt(bytes: Buffer, at: number, expected: Uint8Array): boolean {
	for (let n = 0; n < expected.length; n++) if (bytes[at + n] !== expected[n]) return false;
	return true;
}

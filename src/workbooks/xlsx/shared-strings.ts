import { RefusalError } from "../../model/refusal.ts";
import type { ReadLimits } from "../limits.ts";
import { decodeXml, type XmlHandler } from "../xml.ts";
import type { XmlWalker } from "../xml-walker.ts";
import { cellText, unescapeText } from "./texts.ts";

const LESS = 0x3c;
const GREATER = 0x3e;
const SPACE = 0x20;
const SLASH = 0x2f;
const code = (text: string) => Buffer.from(text);
const PLAIN_START = code("<si><t");
const PLAIN_END = code("</t></si>");

/** The shared table as plain texts: runs joined, phonetic runs left out. What the part says of its own length is not believed. */
export class SharedStrings implements XmlHandler {
	readonly strings: string[] = [];
	wantsText = false;
	private readonly limit: number;
	private text_ = "";
	private phonetic = false;

	constructor(limits: Pick<ReadLimits, "strings">) {
		this.limit = limits.strings;
	}

	/** Takes `<si><t>…</t></si>`, which nearly all of them are, straight from the bytes. */
	shortcut(walker: XmlWalker): void {
		const { bytes, open } = walker;
		if (open.length !== 1) return;
		let at = walker.at;
		for (;;) {
			while ((bytes[at] as number) <= SPACE) at++;
			if (at >= walker.end || !startsAt(bytes, at, PLAIN_START)) break;
			let from = at + PLAIN_START.length;
			if (bytes[from] === SPACE) while (bytes[from] !== GREATER && bytes[from] !== LESS) from++;
			if (bytes[from] !== GREATER || bytes[from - 1] === SLASH) break;
			from++;
			let to = from;
			while (bytes[to] !== LESS) to++;
			if (!startsAt(bytes, to, PLAIN_END)) break;
			this.add(cellText(bytes, from, to));
			at = to + PLAIN_END.length;
		}
		walker.at = Math.min(at, walker.end);
	}

	open(name: string): void {
		if (name === "si") this.text_ = "";
		else if (name === "rPh") this.phonetic = true;
		else if (name === "t") this.wantsText = !this.phonetic;
	}

	text(raw: string): void {
		this.text_ += decodeXml(raw);
	}

	close(name: string): void {
		if (name === "t") this.wantsText = false;
		else if (name === "rPh") this.phonetic = false;
		else if (name === "si") this.add(unescapeText(this.text_));
	}

	private add(text: string): void {
		if (this.strings.length === this.limit) throw new RefusalError("limit.strings", { limit: this.limit });
		this.strings.push(text);
	}
}

function startsAt(bytes: Buffer, at: number, expected: Uint8Array): boolean {
	for (let n = 0; n < expected.length; n++) if (bytes[at + n] !== expected[n]) return false;
	return true;
}

import { elementText } from "./texts.ts";

/** Bytes of a block: what is handed to be packed at once. */
export const BLOCK = 512 * 1024;
/** Bytes that a code unit of UTF-16 takes at most. */
const MOST_BYTES = 3;

/** Numbers of four decimal places at most are written by hand. */
const SCALE = 10_000;
const MOST_SCALED = SCALE * 2 ** 31;

/**
 * XML as bytes in UTF-8, in blocks. Written by hand, character by character: the same XML as strings that are joined and encoded afterwards takes twice as long.
 */
export class XmlBytes {
	/** Full blocks, oldest first, for the taking. */
	readonly ready: Uint8Array[] = [];
	private readonly spare: Uint8Array[] = [];
	private bytes: Uint8Array = new Uint8Array(BLOCK);
	private at = 0;

	/** Makes room for so many bytes: what is written without asking must be known to fit. */
	reserve(count: number): void {
		if (this.at + count <= this.bytes.length) return;
		this.ready.push(this.bytes.subarray(0, this.at));
		this.bytes = count > BLOCK ? new Uint8Array(count) : (this.spare.pop() ?? new Uint8Array(BLOCK));
		this.at = 0;
	}

	/** Puts bytes that are XML already, for which room was reserved. */
	piece(piece: Uint8Array): void {
		const { bytes } = this;
		let { at } = this;
		for (let n = 0; n < piece.length; n++) bytes[at++] = piece[n] as number;
		this.at = at;
	}

	/** Puts text of ASCII alone, for which room was reserved. */
	ascii(text: string): void {
		const { bytes } = this;
		let { at } = this;
		for (let n = 0; n < text.length; n++) bytes[at++] = text.charCodeAt(n);
		this.at = at;
	}

	/** Puts a finite number in its shortest digits, as JavaScript writes it; room must be reserved. */
	number(value: number): void {
		const scaled = Math.round(value * SCALE);
		// What is k/10000 to the last bit has the digits of k/10000: no other number of so few digits is the same double.
		if (scaled / SCALE !== value || scaled >= MOST_SCALED || scaled <= -MOST_SCALED) {
			this.ascii(String(value));
			return;
		}
		if (scaled < 0) this.bytes[this.at++] = 0x2d;
		const magnitude = Math.abs(scaled);
		const whole = Math.floor(magnitude / SCALE);
		this.digits(whole);
		let rest = magnitude - whole * SCALE;
		if (rest === 0) return;
		this.bytes[this.at++] = 0x2e;
		for (let unit = SCALE / 10; rest > 0; unit /= 10) {
			const digit = Math.floor(rest / unit);
			this.bytes[this.at++] = 0x30 + digit;
			rest -= digit * unit;
		}
	}

	/** Puts XML as it is. */
	xml(xml: string): void {
		if (!this.plain(xml, NOTHING_SPECIAL)) this.encoded(xml);
	}

	/** Puts a text as the content of an element. */
	text(text: string): void {
		if (!this.plain(text, SPECIAL)) this.encoded(elementText(text));
	}

	/** What has been written since the last full block. */
	rest(): Uint8Array {
		return this.bytes.subarray(0, this.at);
	}

	/** Takes a block back to be written into again. */
	recycle(block: Uint8Array): void {
		if (block.buffer.byteLength === BLOCK) this.spare.push(new Uint8Array(block.buffer));
	}

	/** Puts a text of the characters that nearly all texts are of; false, and nothing is put, where it holds others. */
	private plain(text: string, special: Uint8Array): boolean {
		this.reserve(text.length * MOST_BYTES);
		const { bytes } = this;
		let { at } = this;
		for (let n = 0; n < text.length; n++) {
			const point = text.charCodeAt(n);
			if (point < 0x80) {
				if (special[point] === 1) return false;
				bytes[at++] = point;
			} else if (point < 0x800) {
				bytes[at++] = 0xc0 | (point >> 6);
				bytes[at++] = 0x80 | (point & 0x3f);
			} else {
				if (point >= 0xd800 && (point <= 0xdfff || point >= 0xfffe)) return false;
				bytes[at++] = 0xe0 | (point >> 12);
				bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
				bytes[at++] = 0x80 | (point & 0x3f);
			}
		}
		this.at = at;
		return true;
	}

	/** Puts a whole number that is not negative and of 31 bits at most. */
	private digits(number: number): void {
		const { bytes } = this;
		let length = 1;
		for (let most = 10; most <= number; most *= 10) length += 1;
		let rest = number;
		for (let at = this.at + length - 1; at >= this.at; at--) {
			const tens = Math.trunc(rest / 10);
			bytes[at] = 0x30 + rest - tens * 10;
			rest = tens;
		}
		this.at += length;
	}

	private encoded(xml: string): void {
		const bytes = Buffer.from(xml);
		this.reserve(bytes.length);
		this.bytes.set(bytes, this.at);
		this.at += bytes.length;
	}
}

const NOTHING_SPECIAL = new Uint8Array(0x80);
/** Characters of ASCII that may not stand in XML as they are; _ because _x000D_ would be read as an escape. */
const SPECIAL = new Uint8Array(0x80);
for (const character of '&<>"_') SPECIAL[character.charCodeAt(0)] = 1;
for (let point = 0; point < 0x20; point++) if (point !== 0x09 && point !== 0x0a) SPECIAL[point] = 1;

import { LAST_COLUMN, LAST_ROW } from "../../model/a1.ts";
import type { XmlWalker } from "../xml-walker.ts";
import { KIND_BOOLEAN, KIND_ERROR, KIND_NUMBER, KIND_SHARED, KIND_TEXT, KIND_UNCACHED, MARK_FORMULA } from "./row-batch.ts";
import type { RowWriter } from "./row-writer.ts";
import type { SheetContext } from "./sheet-context.ts";
import { cellText, numberOf, tagEnd } from "./texts.ts";

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const SPACE = 0x20;
const COLON = 0x3a;
const DOT = 0x2e;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

const code = (letter: string) => letter.charCodeAt(0);
const A = code("A");
const Z = code("Z");
const LETTER_B = code("b");
const LETTER_C = code("c");
const LETTER_E = code("e");
const LETTER_F = code("f");
const LETTER_H = code("h");
const LETTER_I = code("i");
const LETTER_N = code("n");
const LETTER_O = code("o");
const LETTER_R = code("r");
const LETTER_S = code("s");
const LETTER_T = code("t");
const LETTER_V = code("v");
const LETTER_W = code("w");

/** The shape is another than expected, or its end has not come yet: the walker takes it. */
const NOT_TAKEN = -1;
/** Digits that a double holds without rounding, whatever they are. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, power) => 10 ** power);
/** Longest number that is looked for the end of. */
const LONGEST_NUMBER = 40;
const LONGEST_PREFIX = 40;

/**
 * Takes rows and cells straight from the bytes of a worksheet, as long as they stand as nearly every writer writes them; stops at whatever does not, which the walker
 * then takes piece by piece. It never takes half an element, so both may take turns anywhere. Loops look ahead without asking for the end: a `<` and zeros follow the
 * bytes, and no shape that is taken holds them.
 */
export class CellScanner {
	private readonly writer: RowWriter;
	private readonly styles: ArrayLike<number>;
	private readonly stringCount: number;
	/** Namespace prefix of the sheet's elements with its colon, as in `x:row`; null until the first row. */
	private prefix: Uint8Array | null = null;
	private prefixLength = 0;
	/** Of the cell that is being taken. */
	private column = 0;
	private mark = 0;
	private kind = KIND_NUMBER;
	/** Of the row that is being taken. */
	private number = 0;
	private hidden = false;
	private empty = false;

	constructor(writer: RowWriter, { styles, stringCount }: Pick<SheetContext, "styles" | "stringCount">) {
		this.writer = writer;
		this.styles = styles;
		this.stringCount = stringCount;
	}

	/** Moves the walker past the rows and cells that can be taken. */
	scan(walker: XmlWalker): void {
		const { bytes, end, open } = walker;
		let { at } = walker;
		if (this.prefix === null) this.learnPrefix(bytes, at);
		let inRow = open.at(-1) === "row";
		for (let next = at; next !== NOT_TAKEN; ) {
			at = next;
			while ((bytes[at] as number) <= SPACE && at < end) at++;
			if (bytes[at] !== LESS || at >= end) break;
			if (!inRow) {
				next = this.row(bytes, at);
				inRow = next !== NOT_TAKEN && !this.empty;
				if (inRow) open.push("row");
			} else if (bytes[at + 1] === SLASH) {
				next = this.rowEnd(bytes, at);
				inRow = next === NOT_TAKEN;
				if (!inRow) open.pop();
			} else next = this.cell(bytes, at);
		}
		walker.at = at;
	}

	private learnPrefix(bytes: Buffer, at: number): void {
		this.prefix = prefixAt(bytes, at);
		this.prefixLength = this.prefix.length;
	}

	/** Where a local name starts behind `at`, or NOT_TAKEN where the prefix there is another. */
	private nameAt(bytes: Buffer, at: number): number {
		return this.prefixLength === 0 ? at : this.nameBehindPrefix(bytes, at);
	}

	private nameBehindPrefix(bytes: Buffer, at: number): number {
		for (let n = 0; n < this.prefixLength; n++) if (bytes[at + n] !== this.prefix?.[n]) return NOT_TAKEN;
		return at + this.prefixLength;
	}

	/** `<row r="12" …>` */
	private row(bytes: Buffer, at: number): number {
		let p = this.rowName(bytes, at + 1);
		if (p < 0) return NOT_TAKEN;
		this.number = this.writer.rowNumber + 1;
		this.hidden = false;
		while (bytes[p] === SPACE) {
			p = this.rowAttribute(bytes, p + 1);
			if (p < 0) return NOT_TAKEN;
		}
		this.empty = bytes[p] === SLASH;
		if (this.empty) p++;
		if (bytes[p] !== GREATER || this.number < 1 || this.number > LAST_ROW) return NOT_TAKEN;
		this.writer.startRow(this.number, this.hidden);
		return p + 1;
	}

	/** Where the name `row` ends, if it stands at `at`. */
	private rowName(bytes: Buffer, at: number): number {
		const p = this.nameAt(bytes, at);
		return p >= 0 && bytes[p] === LETTER_R && bytes[p + 1] === LETTER_O && bytes[p + 2] === LETTER_W ? p + 3 : NOT_TAKEN;
	}

	private rowAttribute(bytes: Buffer, at: number): number {
		const equals = attributeNameEnd(bytes, at);
		const end = equals < 0 ? NOT_TAKEN : attributeEnd(bytes, equals);
		if (end < 0) return NOT_TAKEN;
		const value = equals + 2;
		if (equals - at === 1 && bytes[at] === LETTER_R) this.number = digits(bytes, value, end - 1);
		else if (equals - at === 6 && bytes[at] === LETTER_H && bytes[at + 1] === LETTER_I) {
			this.hidden = bytes[value] === ZERO + 1 || bytes[value] === LETTER_T;
		}
		return end;
	}

	/** `</row>` */
	private rowEnd(bytes: Buffer, at: number): number {
		const p = this.rowName(bytes, at + 2);
		if (p < 0 || bytes[p] !== GREATER) return NOT_TAKEN;
		this.writer.endRow();
		return p + 1;
	}

	/** `<c r="B12" s="3" t="s">…</c>` */
	private cell(bytes: Buffer, at: number): number {
		let p = this.nameAt(bytes, at + 1);
		if (bytes[p] !== LETTER_C) return NOT_TAKEN;
		p++;
		this.column = this.writer.column + 1;
		this.mark = this.styles[0] as number;
		this.kind = KIND_NUMBER;
		while (bytes[p] === SPACE) {
			p = this.attribute(bytes, p + 1);
			if (p < 0) return NOT_TAKEN;
		}
		if (this.column > LAST_COLUMN) return NOT_TAKEN;
		if (bytes[p] === GREATER) p = this.content(bytes, p + 1);
		else if (bytes[p] === SLASH && bytes[p + 1] === GREATER) p += 2;
		else return NOT_TAKEN;
		if (p >= 0) this.writer.column = this.column;
		return p;
	}

	/** One attribute of a cell: where it ends. */
	private attribute(bytes: Buffer, at: number): number {
		if (bytes[at + 1] === EQUALS && bytes[at + 2] === QUOTE) {
			const name = bytes[at];
			if (name === LETTER_R) return this.address(bytes, at + 3);
			if (name === LETTER_S) return this.style(bytes, at + 3);
			if (name === LETTER_T) return this.type(bytes, at + 3);
		}
		// Others (cm, vm, ph) are of no interest.
		const equals = attributeNameEnd(bytes, at);
		return equals < 0 || equals - at === 1 ? NOT_TAKEN : attributeEnd(bytes, equals);
	}

	private address(bytes: Buffer, at: number): number {
		let p = at;
		let column = 0;
		let byte = bytes[p] as number;
		while (byte >= A && byte <= Z) {
			column = column * 26 + byte - A + 1;
			byte = bytes[++p] as number;
		}
		let row = 0;
		while (byte >= ZERO && byte <= NINE) {
			row = row * 10 + byte - ZERO;
			byte = bytes[++p] as number;
		}
		if (byte !== QUOTE || column === 0 || p - at > 10 || row !== this.writer.rowNumber) return NOT_TAKEN;
		this.column = column;
		return p + 1;
	}

	private style(bytes: Buffer, at: number): number {
		let p = at;
		let style = 0;
		let byte = bytes[p] as number;
		while (byte >= ZERO && byte <= NINE) {
			style = style * 10 + byte - ZERO;
			byte = bytes[++p] as number;
		}
		if (byte !== QUOTE || p - at > 8) return NOT_TAKEN;
		this.mark = style < this.styles.length ? (this.styles[style] as number) : 0;
		return p + 1;
	}

	private type(bytes: Buffer, at: number): number {
		const first = bytes[at];
		if (bytes[at + 1] === QUOTE) {
			if (first === LETTER_S) this.kind = KIND_SHARED;
			else if (first === LETTER_B) this.kind = KIND_BOOLEAN;
			else if (first === LETTER_E) this.kind = KIND_ERROR;
			else if (first !== LETTER_N) return NOT_TAKEN;
			return at + 2;
		}
		if (first === LETTER_S && bytes[at + 3] === QUOTE) {
			this.kind = KIND_TEXT;
			return at + 4;
		}
		if (first === LETTER_I && bytes[at + 9] === QUOTE) {
			this.kind = KIND_TEXT;
			return at + 10;
		}
		return NOT_TAKEN;
	}

	/** What stands between `<c …>` and `</c>`, and that end. */
	private content(bytes: Buffer, at: number): number {
		let p = at;
		let name = this.nameAt(bytes, p + 1);
		if (bytes[p] !== LESS) return NOT_TAKEN;
		if (bytes[name] === LETTER_F) {
			p = this.formula(bytes, name + 1);
			if (p < 0 || bytes[p] !== LESS) return NOT_TAKEN;
			this.mark |= MARK_FORMULA;
			name = this.nameAt(bytes, p + 1);
		}
		if (bytes[name] === LETTER_V) return bytes[name + 1] === GREATER ? this.value(bytes, name + 2) : NOT_TAKEN;
		if (bytes[name] === LETTER_I) return this.inline(bytes, name + 1);
		const end = this.closing(bytes, p, LETTER_C);
		if (end >= 0 && this.mark & MARK_FORMULA) this.writer.add(this.column, this.mark | KIND_UNCACHED, 0);
		return end;
	}

	/** The rest of `<f …>…</f>` or `<f …/>`. The formula itself is of no interest. */
	private formula(bytes: Buffer, at: number): number {
		let p = bytes[at] === GREATER ? at : bytes[at] === SPACE || bytes[at] === SLASH ? tagEnd(bytes, at) : NOT_TAKEN;
		if (p < 0) return NOT_TAKEN;
		if (bytes[p - 1] === SLASH) return p + 1;
		p++;
		while (bytes[p] !== LESS) p++;
		return this.closing(bytes, p, LETTER_F);
	}

	/** `</v>` and the like, of one letter: where it ends. */
	private closing(bytes: Buffer, at: number, letter: number): number {
		if (bytes[at] !== LESS || bytes[at + 1] !== SLASH) return NOT_TAKEN;
		const name = this.nameAt(bytes, at + 2);
		return bytes[name] === letter && bytes[name + 1] === GREATER ? name + 2 : NOT_TAKEN;
	}

	/** `</v></c>`: where it ends. */
	private valueEnd(bytes: Buffer, at: number): number {
		const end = this.closing(bytes, at, LETTER_V);
		return end < 0 ? NOT_TAKEN : this.closing(bytes, end, LETTER_C);
	}

	private value(bytes: Buffer, at: number): number {
		if (this.kind === KIND_SHARED) return this.shared(bytes, at);
		if (this.kind === KIND_NUMBER) return this.decimal(bytes, at);
		if (this.kind === KIND_BOOLEAN) return this.boolean(bytes, at);
		let p = at;
		while (bytes[p] !== LESS) p++;
		const end = p > at ? this.valueEnd(bytes, p) : NOT_TAKEN;
		if (end >= 0) this.writer.addText(this.column, this.mark | this.kind, cellText(bytes, at, p));
		return end;
	}

	private shared(bytes: Buffer, at: number): number {
		let p = at;
		let index = 0;
		let byte = bytes[p] as number;
		while (byte >= ZERO && byte <= NINE) {
			index = index * 10 + byte - ZERO;
			byte = bytes[++p] as number;
		}
		const end = this.valueEnd(bytes, p);
		if (p === at || p - at > 9 || index >= this.stringCount || end < 0) return NOT_TAKEN;
		this.writer.add(this.column, this.mark | KIND_SHARED, index);
		return end;
	}

	private boolean(bytes: Buffer, at: number): number {
		const digit = (bytes[at] as number) - ZERO;
		const end = this.valueEnd(bytes, at + 1);
		if ((digit !== 0 && digit !== 1) || end < 0) return NOT_TAKEN;
		this.writer.add(this.column, this.mark | KIND_BOOLEAN, digit);
		return end;
	}

	/** A plain decimal number of at most fifteen digits is a whole number divided by a power of ten, both held exactly: the quotient is the nearest double. */
	private decimal(bytes: Buffer, at: number): number {
		const start = bytes[at] === MINUS ? at + 1 : at;
		let p = start;
		let whole = 0;
		let byte = bytes[p] as number;
		while (byte >= ZERO && byte <= NINE) {
			whole = whole * 10 + byte - ZERO;
			byte = bytes[++p] as number;
		}
		let count = p - start;
		let places = 0;
		if (byte === DOT) {
			const point = p;
			byte = bytes[++p] as number;
			while (byte >= ZERO && byte <= NINE) {
				whole = whole * 10 + byte - ZERO;
				byte = bytes[++p] as number;
			}
			places = p - point - 1;
			count += places;
		}
		if (byte !== LESS || count === 0 || count > EXACT_DIGITS) return this.longNumber(bytes, at);
		const end = this.valueEnd(bytes, p);
		if (end < 0) return NOT_TAKEN;
		if (places > 0) whole /= POWERS_OF_TEN[places] as number;
		this.writer.add(this.column, this.mark | KIND_NUMBER, start === at ? whole : -whole);
		return end;
	}

	/** Numbers with an exponent or with more digits than can be put together here. */
	private longNumber(bytes: Buffer, at: number): number {
		let p = at;
		while (bytes[p] !== LESS && p - at < LONGEST_NUMBER) p++;
		const end = this.valueEnd(bytes, p);
		if (end < 0) return NOT_TAKEN;
		const number = numberOf(bytes.toString("latin1", at, p));
		if (number === null) return NOT_TAKEN;
		this.writer.add(this.column, this.mark | KIND_NUMBER, number);
		return end;
	}

	/** The rest of `<is><t>…</t></is></c>`; runs are the walker's. */
	private inline(bytes: Buffer, at: number): number {
		if (this.kind !== KIND_TEXT || bytes[at] !== LETTER_S || bytes[at + 1] !== GREATER || bytes[at + 2] !== LESS) return NOT_TAKEN;
		const name = this.nameAt(bytes, at + 3);
		if (name < 0 || bytes[name] !== LETTER_T) return NOT_TAKEN;
		let from = name + 1;
		// <t xml:space="preserve">: nothing is trimmed anyway.
		if (bytes[from] === SPACE) from = tagEnd(bytes, from);
		if (from < 0 || bytes[from] !== GREATER || bytes[from - 1] === SLASH) return NOT_TAKEN;
		from++;
		let p = from;
		while (bytes[p] !== LESS) p++;
		let end = p > from ? this.closing(bytes, p, LETTER_T) : NOT_TAKEN;
		if (end < 0 || bytes[end] !== LESS || bytes[end + 1] !== SLASH) return NOT_TAKEN;
		const is = this.nameAt(bytes, end + 2);
		if (bytes[is] !== LETTER_I || bytes[is + 1] !== LETTER_S || bytes[is + 2] !== GREATER) return NOT_TAKEN;
		end = this.closing(bytes, is + 3, LETTER_C);
		if (end >= 0) this.writer.addText(this.column, this.mark | KIND_TEXT, cellText(bytes, from, p));
		return end;
	}
}

/** Where the name of the attribute at `at` ends, at its =; NOT_TAKEN where it is none, or one of another namespace with a name that could be meant. */
function attributeNameEnd(bytes: Buffer, at: number): number {
	let local = at;
	let p = at;
	for (let byte = bytes[p] as number; byte !== EQUALS; byte = bytes[++p] as number) {
		if (byte <= SPACE || byte === LESS || byte === GREATER || byte === SLASH || byte === QUOTE) return NOT_TAKEN;
		if (byte === COLON) local = p + 1;
	}
	const meant = p - local === 1 || bytes[local] === LETTER_H;
	return p === at || (local > at && meant) ? NOT_TAKEN : p;
}

/** Where the attribute ends whose = stands at `equals`. */
function attributeEnd(bytes: Buffer, equals: number): number {
	if (bytes[equals + 1] !== QUOTE) return NOT_TAKEN;
	let p = equals + 2;
	while (bytes[p] !== QUOTE) if (bytes[p++] === LESS) return NOT_TAKEN;
	return p + 1;
}

/** The prefix, with its colon, of the name of the tag at `at`; empty where it has none. */
function prefixAt(bytes: Buffer, at: number): Uint8Array {
	for (let p = at + 1; p < at + LONGEST_PREFIX; p++) {
		if (bytes[p] === COLON) return Uint8Array.prototype.slice.call(bytes, at + 1, p + 1);
		if ((bytes[p] as number) <= SPACE || bytes[p] === GREATER) break;
	}
	return new Uint8Array();
}

/** The whole number that digits between quotes are; 0 where they are none. */
function digits(bytes: Buffer, from: number, to: number): number {
	let number = 0;
	for (let p = from; p < to; p++) {
		const digit = (bytes[p] as number) - ZERO;
		if (digit < 0 || digit > 9 || to - from > 8) return 0;
		number = number * 10 + digit;
	}
	return number;
}

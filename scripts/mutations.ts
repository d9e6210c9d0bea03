import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** A repeatable stream of numbers in [0, 1) (mulberry32): the same seed gives the same mutations on every machine. */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

class Dice {
	private readonly next: () => number;
	constructor(seed: number) {
		this.next = randomFrom(seed);
	}
	/** A whole number below a bound. */
	below(bound: number): number {
		return Math.floor(this.next() * bound);
	}
	of<T>(choices: readonly T[]): T {
		const chosen = choices[this.below(choices.length)];
		if (chosen === undefined) throw new RangeError("nothing to choose from");
		return chosen;
	}
}

/**
 * A damaged or hostile variant of a file: bytes changed, moved, lost or repeated; for zip packages also parts taken away, exchanged, renamed or doubled and the text of a part
 * mutated, packed again with correct check sums so that the damage reaches the readers behind them. The same file and seed give the same variant.
 */
export function mutate(file: Uint8Array, seed: number): Uint8Array {
	const dice = new Dice(seed);
	const parts = dice.below(3) === 0 ? null : partsOf(file);
	if (parts) return repacked(mutatedParts(parts, dice));
	return isText(file) && dice.below(2) === 0 ? strToU8(mutatedText(strFromU8(file), dice)) : mutatedBytes(file, dice);
}

type Parts = Record<string, Uint8Array>;

function partsOf(file: Uint8Array): Parts | null {
	if (file[0] !== 0x50 || file[1] !== 0x4b) return null;
	try {
		return unzipSync(file);
	} catch (fault) {
		// A seed that is itself damaged, encrypted or of a method that this packer does not know is mutated as bytes.
		if (fault instanceof Error) return null;
		throw fault;
	}
}

function repacked(parts: Parts): Uint8Array {
	return zipSync(parts, { level: 1, mtime: new Date(1980, 0, 1) });
}

function isText(file: Uint8Array): boolean {
	return !file.subarray(0, 4096).includes(0) && file.length < 1_000_000;
}

function mutatedBytes(file: Uint8Array, dice: Dice): Uint8Array {
	const bytes = Uint8Array.from(file);
	const at = dice.below(bytes.length);
	const length = 1 + dice.below(Math.min(512, bytes.length));
	switch (dice.below(7)) {
		case 0:
			return bytes.subarray(0, at);
		case 1:
			return bytes.subarray(at);
		case 2:
			return bytes.fill(dice.of([0, 0xff, 0x20, 0x3c]), at, at + length);
		case 3:
			return joined(bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at));
		case 4:
			return joined(bytes.subarray(0, at), bytes.subarray(at + length));
		case 5:
			return bytes.copyWithin(at, dice.below(bytes.length), at + length);
		default:
			for (let flips = 1 + dice.below(16); flips > 0; flips--) bytes[dice.below(bytes.length)] = dice.below(256);
			return bytes;
	}
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
	return Buffer.concat(pieces);
}

function mutatedParts(parts: Parts, dice: Dice): Parts {
	const names = Object.keys(parts);
	const name = dice.of(names);
	const other = dice.of(names);
	const content = parts[name] ?? new Uint8Array();
	const rest = Object.fromEntries(Object.entries(parts).filter(([each]) => each !== name));
	switch (dice.below(12)) {
		case 0:
			return rest;
		case 1:
			return { ...parts, [name]: parts[other] ?? content };
		case 2:
			return { ...rest, [dice.of([name.toUpperCase(), `/${name}`, `../${name}`, name.replaceAll("/", "\\"), "x".repeat(300), ""])]: content };
		case 3:
			return { ...parts, [`${name}.copy`]: content };
		case 4:
			return { ...parts, [name]: mutatedBytes(content.length > 0 ? content : strToU8("<x/>"), dice) };
		case 5:
			return { ...parts, [name]: new Uint8Array() };
		default: {
			// Worksheets, strings and styles are where the reader works hardest.
			const likely = names.filter((each) => /sheet\d*\.xml|sharedStrings|styles|workbook|content\.xml|\.rels$/i.test(each));
			const target = likely.length > 0 ? dice.of(likely) : name;
			let text = strFromU8(parts[target] ?? content);
			for (let times = 1 + dice.below(4); times > 0; times--) text = mutatedText(text, dice);
			return { ...parts, [target]: strToU8(text) };
		}
	}
}

const HOSTILE_VALUES = [
	...[
		"",
		"0",
		"-1",
		"1e308",
		"NaN",
		"99999999999999999999",
		"1048577",
		"16385",
		"2147483648",
		"A0",
		"A1048577",
		"XFE1",
		"ZZZZ99999",
		"A1:XFD1048576",
	],
	...[
		"A1:",
		":",
		"$A$1",
		"true",
		"on",
		"s",
		"str",
		"inlineStr",
		"e",
		"d",
		"&#0;",
		"&#xD800;",
		"&#x110000;",
		"&amp;",
		"&undefined;",
		"\u0000",
		"\ufffe",
		"😀",
	],
	...["../../etc/passwd", "http://example.invalid/x", "x".repeat(70_000), "_x0000_", "_xD800_", "0x10", "１", "1.", ".5", "+1", "1e", "--1"],
];
const HOSTILE_MARKUP = [
	...["<!DOCTYPE x [<!ENTITY a 'b'>]>", "<!-- <c r='A1'> -->", "<![CDATA[</v>]]>", "<?xml version='1.0'?>", "]]>", "<", ">", "&", "</row>", "<row>"],
	...["<c r='A1'><v>1</v></c>", "<c t='s'><v></v></c>", "<c t='inlineStr'><is><t>a</t><rPh><t>b</t></rPh></is></c>", "<v>1</v><v>2</v>", "<f/>"],
	...[
		"<mergeCell ref='A1:XFD1048576'/>",
		"<cols><col min='1' max='16384' hidden='1'/></cols>",
		"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
	],
	...["<a>".repeat(5_000), "<x:row xmlns:x='y'><x:c><x:v>1</x:v></x:c></x:row>", "<si><t>a</t></si>".repeat(200), " a='1'".repeat(5_000)],
];

/** Of a longer text one stretch is mutated: looking for every tag of a million rows would take longer than reading them. */
const STRETCH = 200_000;

/** A text with one thing wrong: an element or attribute lost, doubled, moved or given a value that no program writes. */
function mutatedText(text: string, dice: Dice): string {
	if (text.length <= STRETCH) return mutatedStretch(text, dice);
	const from = dice.below(text.length - STRETCH);
	return text.slice(0, from) + mutatedStretch(text.slice(from, from + STRETCH), dice) + text.slice(from + STRETCH);
}

function mutatedStretch(text: string, dice: Dice): string {
	const tags = [...text.matchAll(/<[^<>]*>/g)];
	const values = [...text.matchAll(/"[^"<>]*"|>[^<>]+</g)];
	const at = dice.below(Math.max(1, text.length));
	switch (dice.below(8)) {
		case 0:
			return tags.length === 0 ? text : without(text, dice.of(tags));
		case 1:
			return tags.length < 2 ? text : swapped(text, dice.of(tags), dice.of(tags));
		case 2:
		case 3:
		case 4: {
			if (values.length === 0) return text;
			const value = dice.of(values);
			const [first = "", last = ""] = [value[0].at(0), value[0].at(-1)];
			return text.slice(0, value.index) + first + dice.of(HOSTILE_VALUES) + last + text.slice(value.index + value[0].length);
		}
		case 5: {
			const place = tags.length === 0 ? at : dice.of(tags).index;
			return text.slice(0, place) + dice.of(HOSTILE_MARKUP) + text.slice(place);
		}
		case 6: {
			const length = dice.below(2_000);
			return text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
		}
		default:
			return text.slice(0, at) + text.slice(at + 1 + dice.below(200));
	}
}

type Found = RegExpExecArray | RegExpMatchArray;

function without(text: string, { 0: found, index = 0 }: Found): string {
	return text.slice(0, index) + text.slice(index + found.length);
}

function swapped(text: string, one: Found, other: Found): string {
	const [first, second] = [one, other].sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
	if (!first || !second || first.index === second.index) return text;
	const middle = text.slice((first.index ?? 0) + first[0].length, second.index);
	return text.slice(0, first.index) + second[0] + middle + first[0] + text.slice((second.index ?? 0) + second[0].length);
}

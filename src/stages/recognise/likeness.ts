import type { Field } from "../../model/fields.ts";
import { measureOf, measureOfField } from "../normalise/units.ts";
import { segmentKey, spellings } from "./header-text.ts";
import { CONTRASTS, type Token, tokensOf } from "./likeness-words.ts";

/** How like a heading is to a field's names. */
export interface NameLikeness {
	/** 0 … 1. */
	readonly score: number;
	/** The name that it comes nearest to, as the form writes it. */
	readonly resembles: string;
	/** That name and the heading, as they were compared. */
	readonly compared: readonly [string, string];
}

/** A character that stands alone beside others says less than one whose neighbour agrees as well (审核人, 负责人). */
const ALONE = 0.5;
/** Different words of one class are not quite the same word. */
const OTHER_WORD = 0.92;
/** What a heading says beyond a name makes another thing of it more often than not: 出口营业收入, 委托研发费用. */
const BEYOND = 2;
/** Names that share less than this share what half of all headings end with (资金, 日期): that is nothing. */
const SUBSTANCE = 0.7;
/** Likenesses below this are no likeness. */
const WORTH_TELLING = 0.3;
/** No heading is longer. */
const LONGEST = 40;
/** What a word weighs against a heading that only names what its table is about. */
const SUBJECT = 0.2;
/** Words that carry less than this hardly change what is meant. */
const CARRYING = 0.8;
/** What a hint in brackets takes from a heading that is compared without it. */
const HINT = 0.97;
/** Cost of a reading without its hint in brackets. */
const HINT_COST = 10;

/** A heading as it is compared with many names. */
export interface ReadHeading {
	readonly units: readonly string[];
	/** It names a part of something (其中). */
	readonly among: boolean;
	/** The ways to read it; `left` is what each leaves of a likeness. */
	readonly ways: readonly { readonly words: Words; readonly left: number }[];
}

/**
 * Reads a heading (its cells, parents first) once for all comparisons. Longer texts than a heading are like nothing.
 * @param year of the reporting period: 2019年研发费用 is this year's, 2018年研发费用 last year's; null while it is not known: years say nothing then
 */
export function readHeading(path: readonly string[], year: number | null): ReadHeading {
	const readings = path.some((cell) => cell.length > LONGEST) ? [] : spellings(path);
	return {
		units: [...new Set(readings.flatMap(({ unit }) => unit ?? []))],
		among: path.some((cell) => AMONG.test(cell)),
		ways: readings.flatMap(({ key, cost }) => {
			const own = inPeriod(key, year);
			return own === null ? [] : [{ words: wordsOf(own), left: cost >= HINT_COST ? HINT : 1 }];
		}),
	};
}

/**
 * How like a heading is to a field: the best of its readings against the best of the field's names. Words are compared by what offices mean by them, in order and out of
 * order; headings that differ in a word that makes another thing of them (上年, 率, 其中), or in their unit, are kept apart.
 * @param subject the table's title: what every heading of the table is about (特派员手机号码) need not be said
 */
export function nameLikeness({ units, among, ways }: ReadHeading, field: Field, subject: string): NameLikeness {
	let best: NameLikeness = { score: 0, resembles: field.header, compared: ["", ""] };
	if (!units.every((unit) => agreesInUnit(unit, field))) return best;
	for (const { text, words: wanted } of namesOf(field)) {
		for (const { words, left } of ways) {
			const most = left * (among && !AMONG.test(text) ? PART : 1);
			if (most * upperBound(words, wanted) <= Math.max(best.score, WORTH_TELLING)) continue;
			const score = most * likeness(words, wanted, subject) * apartness(words, wanted);
			if (score > best.score + 1e-9) best = { score, resembles: text, compared: [wanted.key, words.key] };
		}
	}
	return best;
}

/** Whether the unit that a heading names can be that of the field's values. */
function agreesInUnit(unit: string, field: Field): boolean {
	const { kind } = field.type;
	if (unit === "%" || unit === "‰") return kind === "percent";
	if (kind !== "integer" && kind !== "decimal") return false;
	const [own, named] = [measureOfField(field), measureOf(unit)];
	if (named === null || own.dimension !== named.dimension) return false;
	return own.dimension !== "count" || field.unit === undefined || named.power > 0 || unit === field.unit;
}

const AMONG = /其中/;
/** What is left of the likeness of a part to a name of the whole. */
const PART = 0.6;

const YEAR = /(?:19|20)\d{2}年?度?/;

/** A heading without the year it names: that of the period is this year, the one before last year. null where it speaks of another one. */
function inPeriod(key: string, year: number | null): string | null {
	const named = YEAR.exec(key)?.[0];
	if (named === undefined) return key;
	const rest = key.replace(YEAR, "");
	if (year === null) return rest;
	const ago = year - Number(named.slice(0, 4));
	if (ago === 0) return rest;
	return ago === 1 ? `上年${rest}` : null;
}

/** A key taken apart. */
interface Words {
	readonly key: string;
	readonly tokens: readonly Token[];
	readonly kinds: ReadonlySet<string>;
	readonly weight: number;
	/** Which side of each contrast it takes; -1 for none. */
	readonly sides: readonly number[];
	/** The numbers in it: 备注2 is no 备注. */
	readonly numbers: string;
}

const known = new Map<string, Words>();
/** Keys that are remembered. */
const REMEMBERED = 5000;

function wordsOf(key: string): Words {
	const remembered = known.get(key);
	if (remembered) return remembered;
	const tokens = tokensOf(key);
	const words: Words = {
		key,
		tokens,
		kinds: new Set(tokens.map(({ is }) => is)),
		weight: weightOf(tokens),
		sides: CONTRASTS.map(({ sides }) => sides.findIndex((side) => side.test(key))),
		numbers: (key.match(DIGITS) ?? []).join(" "),
	};
	if (known.size >= REMEMBERED) known.clear();
	known.set(key, words);
	return words;
}

const fieldNames = new WeakMap<Field, readonly { readonly text: string; readonly words: Words }[]>();

/** A field's header and synonyms. */
function namesOf(field: Field): readonly { readonly text: string; readonly words: Words }[] {
	const names = fieldNames.get(field) ?? [field.header, ...field.synonyms].map((text) => ({ text, words: wordsOf(segmentKey(text)) }));
	fieldNames.set(field, names);
	return names;
}

/** No likeness of the two is greater. Most headings share nothing with most names: this is what it costs to see that. */
function upperBound(heading: Words, name: Words): number {
	let shared = 0;
	for (const { is, weight } of name.tokens) if (heading.kinds.has(is)) shared += weight;
	return shared < SUBSTANCE ? 0 : (2 * shared) / (heading.weight + name.weight);
}

/** Share of meaning that a heading and a name have in common, order counting half. */
function likeness({ tokens: heading }: Words, name: Words, subject: string): number {
	const { common, beyond, matched } = inAnyOrder(heading, name.tokens);
	if (common < SUBSTANCE) return 0;
	const further = beyond.map(({ token, beside }) =>
		furtherWeight(token, subject.includes(token.text + beside) || subject.includes(beside + token.text)),
	);
	return (inOrder(heading, name.tokens) + common) / (matched + further.reduce((sum, weight) => sum + weight, 0) + name.weight);
}

/** What a token that only the heading has weighs against it. */
function furtherWeight({ is, weight }: Token, ofSubject: boolean): number {
	if (ofSubject && !is.startsWith("#")) return SUBJECT;
	return weight >= CARRYING ? weight * BEYOND : weight;
}

function weightOf(tokens: readonly Token[]): number {
	return tokens.reduce((sum, { weight }) => sum + weight, 0);
}

/** What a token that stands in both is worth, given whether its neighbour does as well. */
function worth(token: Token, other: Token, beside: boolean): number {
	const word = token.is.startsWith("#") || beside ? 1 : ALONE;
	return token.weight * word * (token.text === other.text ? 1 : OTHER_WORD);
}

/** Weight of the heaviest common subsequence. */
function inOrder(a: readonly Token[], b: readonly Token[]): number {
	let above: number[] = new Array<number>(b.length + 1).fill(0);
	for (const [i, token] of a.entries()) {
		const row = [0];
		for (const [j, other] of b.entries()) {
			const same = token.is === other.is ? (above[j] ?? 0) + worth(token, other, besideAgrees(a, i, b, j)) : 0;
			row.push(Math.max(same, above[j + 1] ?? 0, row[j] ?? 0));
		}
		above = row;
	}
	return above[b.length] ?? 0;
}

function besideAgrees(a: readonly Token[], i: number, b: readonly Token[], j: number): boolean {
	const before = i > 0 && j > 0 && a[i - 1]?.is === b[j - 1]?.is;
	return before || (i + 1 < a.length && a[i + 1]?.is === b[j + 1]?.is);
}

/** What stands in both, wherever: each token answers to one of the other side. `matched`: what the first side's weigh; `beyond`: those that it alone has, each with a neighbour. */
function inAnyOrder(a: readonly Token[], b: readonly Token[]) {
	const left = new Set(b.keys());
	const beyond: { token: Token; beside: string }[] = [];
	let common = 0;
	let matched = 0;
	for (const [i, token] of a.entries()) {
		const at = [...left].filter((j) => b[j]?.is === token.is).sort((x, y) => Number(besideAgrees(a, i, b, y)) - Number(besideAgrees(a, i, b, x)))[0];
		const other = at === undefined ? undefined : b[at];
		if (at !== undefined && other) {
			left.delete(at);
			common += worth(token, other, besideAgrees(a, i, b, at));
			matched += token.weight;
		} else beyond.push({ token, beside: (a[i + 1] ?? a[i - 1])?.text ?? "" });
	}
	return { common, matched, beyond };
}

const DIGITS = /\d+|[①-⑳]|[一二三四五六七八九十](?=$|\))/g;
/** What is left of a likeness where one heading is numbered and the other is not, or otherwise. */
const NUMBERED_APART = 0.3;

/** What is left of the likeness of two headings once the words are weighed that keep things apart. */
function apartness(a: Words, b: Words): number {
	const start = a.numbers === b.numbers ? 1 : NUMBERED_APART;
	return CONTRASTS.reduce((left, { apart, lacking }, at) => {
		const [one, other] = [a.sides[at], b.sides[at]];
		if (one === other) return left;
		return left * (one === -1 || other === -1 ? lacking : apart);
	}, start);
}

/** Longest common subsequence of characters: what a person sees that two headings share. */
export function sharedText(a: string, b: string): string {
	let above: string[] = new Array<string>(b.length + 1).fill("");
	for (const character of a) {
		const row = [""];
		for (const [j, other] of [...b].entries()) {
			const [left = "", up = "", diagonal = ""] = [row[j], above[j + 1], above[j]];
			if (character === other && character !== "_") row.push(diagonal + character);
			else row.push(up.length >= left.length ? up : left);
		}
		above = row;
	}
	return above[b.length] ?? "";
}

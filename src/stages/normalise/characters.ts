import type { Cell } from "../../model/grid.ts";

/** Characters without width or that only steer the direction of writing. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/g;
const NEEDS_CLEANING = /^\s|\s$|[^\S ]|\s\s|[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/;
const CJK = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;

/**
 * Text without stray white space (mess.md 26): trimmed, invisible characters removed, runs of white space folded to one space.
 * NBSP and the ideographic space are set to align Chinese text, so that beside a Chinese character they are removed. Nothing else is changed: ①, ㎡ and Ⅱ stay.
 */
export function cleanText(text: string): string {
	if (!NEEDS_CLEANING.test(text)) return text;
	return text
		.replace(INVISIBLE, "")
		.replace(/\s+/g, (run, at: number, whole: string) => {
			if (!/[\u00a0\u3000]/.test(run)) return " ";
			return CJK.test(whole.charAt(at - 1)) || CJK.test(whole.charAt(at + run.length)) ? "" : " ";
		})
		.trim();
}

const WRAPPED = /([\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])\s*[\r\n]\s*(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])/g;

/** As `cleanText`, for names: a line break between Chinese characters was only set to make the cell narrow. */
export function cleanName(text: string): string {
	return cleanText(text.replace(WRAPPED, "$1"));
}

const WIDE = /[\uff01-\uff5e\u3000\u2212\u2012-\u2015]/;

/** Full-width ASCII and the dashes that stand for a minus sign as ASCII, for values that are read as numbers, dates and codes; never for names (mess.md 25). */
export function toHalfWidth(text: string): string {
	if (!WIDE.test(text)) return text;
	return text
		.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
		.replace(/\u3000/g, " ")
		.replace(/[\u2212\u2012-\u2015]/g, "-");
}

/** Half-width text without any white space: what numbers, dates and codes are read from. */
export function compact(text: string): string {
	return toHalfWidth(text.replace(INVISIBLE, "")).replace(/\s+/g, "");
}

const NOT_APPLICABLE = /^(?:无|暂无|没有|无数据|暂无数据|不适用|不涉及|无此项|[/\\∕⁄]+|[-—–－―─━]+|n\/?a\.?|n\.a\.)$/i;

/** Whether a text says that there is nothing to say (mess.md 47). Takes compacted text. */
export function isNotApplicable(compacted: string): boolean {
	return NOT_APPLICABLE.test(compacted);
}

/** Replacement, control and private-use characters, and halves of surrogate pairs (mess.md 45). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const DAMAGED = /[\ufffd\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ue000-\uf8ff\u{f0000}-\u{10fffd}]|\p{Surrogate}/u;
/** Bytes read in a wrong code page, or pinyin that a conversion wrote between the characters. */
const SUSPICIOUS =
	/锟斤拷|烫烫|[\u00c0-\u00ff]{3}|[\u4e00-\u9fff][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ ]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ ]*[\u4e00-\u9fff]/;

/** Whether a text holds characters that no office types. */
export const isDamaged = (text: string): boolean => DAMAGED.test(text);
/** Whether a text looks as if a conversion had damaged it. */
export const isSuspicious = (text: string): boolean => SUSPICIOUS.test(text);
/** Whether a name holds the signs that stand for a lost character (mess.md 46). The full-width question mark is punctuation. */
export const hasPlaceholder = (text: string): boolean => /[?□]/.test(text);

/** What a cell says as text: dates in ISO form, whole numbers digit by digit, yes/no as Excel shows them. */
export function writtenText(cell: Cell): string {
	if (typeof cell.value === "string") return cell.value;
	if (typeof cell.value === "boolean") return cell.value ? "TRUE" : "FALSE";
	return Number.isSafeInteger(cell.value) ? String(cell.value) : cell.raw || String(cell.value);
}

/** What a finding shows of a cell: as it stands in the file, but a date instead of its serial number. */
export function shownText(cell: Cell): string {
	return cell.type === "d" || cell.type === "b" ? writtenText(cell) : cell.raw || String(cell.value);
}

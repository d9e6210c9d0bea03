import { compact } from "./characters.ts";
import { chineseNumber, NUMERAL_CHARACTERS } from "./numerals.ts";
import type { Exactness } from "./reading.ts";
import { SCALE_WORDS, scalePower } from "./units.ts";

/** A number as an office wrote it, taken apart. */
export interface WrittenNumber {
	/** Plain decimal digits, with an exponent where one was written: -1234.50, 1.2E+3. */
	readonly literal: string;
	/** 万 or 亿 written behind the digits, "" where there is none. */
	readonly scale: string;
	/** The unit written behind it, "" where there is none: 元, 家, ㎡, %. */
	readonly unit: string;
	readonly exactness: Exactness;
}

const ABOUT = "大约|大概|约为|约|~";
const AT_LEAST = "不少于|不低于|至少|超过|多于|大于|高于|逾|超|>=|≥|>";
const NUMBER = new RegExp(
	`^(?:\\((${ABOUT})\\)|(${ABOUT})|(${AT_LEAST}))?(?:人民币|rmb|[￥¥])?([-+]?)` +
		`(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d*)?|\\.\\d+|[${NUMERAL_CHARACTERS}]+)` +
		`(多|余|\\+)?(${SCALE_WORDS})?(多|余)?([^\\d.,+\\-~]*?)(多|余)?(及?以上|左右|上下)?$`,
	"i",
);
const PLAIN = /^-?\d+(?:\.\d+)?$/;
/** As a sheet shows a number that is too wide for its column, and a text file keeps it. */
const SCIENTIFIC = /^-?(\d(?:\.\d+)?)E([+-]?\d{1,2})$/i;
/** Said in words that no number can be taken from: 近百, 几十, 100–120, 不足50. */
const VAGUE = new RegExp(
	`[几数若]|许多|大量|左右|上百|成百|接?近|不足|不到|不超|少于|低于|小于|以[下内]|[<≤]|[\\d${NUMERAL_CHARACTERS}][来-]|[\\d万亿](?:至|到|~)[\\d]`,
);

/** Whether a text is digits alone, as a number's text is. */
export const isPlainNumber = (text: string): boolean => PLAIN.test(text);
const CHINESE = new RegExp(`^\\D*[${NUMERAL_CHARACTERS}]`);
/** Whether a written number is written in Chinese numerals (三百); 万 and 亿 behind digits are none. */
export const hasChineseNumerals = (text: string): boolean => CHINESE.test(compact(text));

/**
 * Takes a written number apart: thousands separators, full-width digits, ￥, brackets for a negative amount, 万 and 亿, units, 约, 多, 余, 以上, Chinese numerals (mess.md 25, 31, 32).
 * "vague" where the text speaks of an amount that is no number; null where it is none at all.
 */
export function parseWrittenNumber(text: string): WrittenNumber | "vague" | null {
	const compacted = compact(text)
		.replace(/^['‘’`]/, "")
		.replace(/m\^?2$/i, "㎡")
		.replace(/([元圆])[整正]$/, "$1")
		.replace(/^\(([\d.,]+)\)$/, "-$1");
	if (PLAIN.test(compacted)) return { literal: compacted, scale: "", unit: "", exactness: "准确" };
	const power = SCIENTIFIC.exec(compacted);
	// A sheet that shows 1.2E+7 hides the digits behind the shown ones.
	if (power?.[1])
		return { literal: compacted, scale: "", unit: "", exactness: Number(power[2]) > (power[1].split(".")[1]?.length ?? 0) ? "约" : "准确" };
	const match = NUMBER.exec(compacted);
	if (!match) return VAGUE.test(compacted) ? "vague" : null;
	const [, bracketed, about, atLeast, sign, digits = "", more1, scale = "", more2, unit = "", more3, after] = match;
	const number = /^[\d.,]/.test(digits) ? digits.replaceAll(",", "") : chineseNumber(digits)?.toString();
	if (number === undefined || scalePower(scale) === undefined) return null;
	if (/[几来数若许近不]|以[下内]/.test(unit)) return "vague";
	const least = atLeast ?? more1 ?? more2 ?? more3 ?? (after?.endsWith("以上") ? after : undefined);
	const approximate = bracketed ?? about ?? after;
	const exactness = least !== undefined ? "以上" : approximate !== undefined ? "约" : "准确";
	return { literal: (sign === "-" ? "-" : "") + number, scale, unit, exactness };
}

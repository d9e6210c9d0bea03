/** Chinese numerals: digits in a row (二〇一九) and with their powers (一百零五, 二十七, 三万五千). */

const DIGITS: Readonly<Record<string, number>> = {
	〇: 0,
	"○": 0,
	零: 0,
	一: 1,
	二: 2,
	两: 2,
	三: 3,
	四: 4,
	五: 5,
	六: 6,
	七: 7,
	八: 8,
	九: 9,
};
const POWERS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** The characters that Chinese numerals are written with, for use inside a regular expression's brackets. */
export const NUMERAL_CHARACTERS = "〇○零一二两三四五六七八九十百千";

/** The whole number below ten thousand, or the row of digits, that a text of Chinese numerals says; null for any other text. */
export function chineseNumber(text: string): number | null {
	if (text === "") return null;
	const characters = [...text];
	if (characters.every((c) => c in DIGITS)) return Number(characters.map((c) => DIGITS[c]).join(""));
	let total = 0;
	let digit: number | null = null;
	let last = 10_000;
	for (const c of characters) {
		const power = POWERS[c];
		if (power === undefined) {
			if (!(c in DIGITS) || (digit !== null && digit !== 0)) return null;
			digit = DIGITS[c] ?? 0;
			continue;
		}
		if (power >= last) return null;
		total += (digit ?? 1) * power;
		digit = null;
		last = power;
	}
	return total + (digit ?? 0);
}

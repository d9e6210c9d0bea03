import { CHARSET, isValidUscc, withDigits } from "../../normalise/uscc.ts";

/** Positions of B and 8 that are weighed against each other, at most: each doubles the number of readings. */
const MOST_MIXED = 5;

/**
 * The valid unified codes that differ from a wrong one in what people do to codes: one character mistyped, left out or doubled, two neighbours exchanged, letters that look like
 * digits. The check character leaves few of them; which one was meant, only a register can say.
 */
export function nearCodes(written: string): string[] {
	const code = withDigits(written);
	const found = new Set<string>();
	if (code.length === 18) for (const near of [...replacements(code), ...exchanges(code), ...mixed(code)]) found.add(near);
	if (code.length === 17) for (let at = 0; at <= 17; at++) for (const near of filled(code.slice(0, at), code.slice(at))) found.add(near);
	if (code.length === 19) for (let at = 0; at < 19; at++) found.add(code.slice(0, at) + code.slice(at + 1));
	return [...found].filter((near) => near !== written && isValidUscc(near));
}

/** Every character in its turn replaced by the one that makes the code valid: of each place there is one. Where a character cannot stand in any code it is that one. */
function replacements(code: string): string[] {
	const odd = [...code].flatMap((character, at) => (CHARSET.includes(character) ? [] : [at]));
	const [first, ...others] = odd;
	if (others.length > 0) return [];
	const places = first === undefined ? [...code].map((_, at) => at) : [first];
	return places.flatMap((at) => filled(code.slice(0, at), code.slice(at + 1)));
}

/** The valid codes with one character between two parts. */
function filled(before: string, after: string): string[] {
	return [...CHARSET].map((character) => before + character + after).filter(isValidUscc);
}

function exchanges(code: string): string[] {
	return [...code].slice(1).map((character, at) => code.slice(0, at) + character + code.charAt(at) + code.slice(at + 2));
}

/** Every reading of the signs that may be a B or an 8. */
function mixed(code: string): string[] {
	if ([...code].filter((character) => "B8".includes(character)).length > MOST_MIXED) return [];
	return [...code].reduce<string[]>(
		(readings, character) => readings.flatMap((reading) => ("B8".includes(character) ? [`${reading}B`, `${reading}8`] : [reading + character])),
		[""],
	);
}

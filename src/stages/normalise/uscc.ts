/**
 * Arithmetic of the codes that name an organisation. Pure; no policy on what to do with a wrong one.
 */

/** The 31 characters of a unified social credit code (GB 32100-2015); a character's index is its value. No I, O, S, V, Z. */
export const CHARSET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/** 3^(i−1) mod 31 for the first 17 positions. */
const WEIGHTS: readonly number[] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const FORMAT = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/** GB 11714 weights of the eight characters of an organisation code; letters count A = 10 … Z = 35. */
const ORGANISATION_WEIGHTS: readonly number[] = [3, 7, 9, 10, 5, 8, 4, 2];
const ORGANISATION_FORMAT = /^[0-9A-Z]{8}[0-9X]$/;

/** Registering department and kind of entity, as GB 32100-2015 lists them. Later amendments add more. */
const KINDS: ReadonlySet<string> = new Set(["11", "12", "13", "19", "51", "52", "53", "59", "91", "92", "93", "Y1"]);

/** Letters that are no characters of the code, and the digits that they are taken for. */
const LOOKALIKES: Readonly<Record<string, string>> = { O: "0", I: "1", S: "5", Z: "2" };

/**
 * Check character of a unified social credit code, from its first 17 characters: (31 − S mod 31) mod 31 in the code's charset, S the weighted sum (GB 32100-2015).
 * @throws RangeError where the text is not 17 characters of that charset.
 */
export function usccCheckCharacter(first17: string): string {
	if (first17.length !== 17) throw new RangeError(`not 17 characters: ${first17}`);
	let sum = 0;
	for (let at = 0; at < 17; at++) {
		const value = CHARSET.indexOf(first17.charAt(at));
		if (value < 0) throw new RangeError(`no character of a unified social credit code: ${first17.charAt(at)}`);
		sum += value * (WEIGHTS[at] ?? 0);
	}
	return CHARSET.charAt((31 - (sum % 31)) % 31);
}

/** Whether a text has the 18 characters of a unified social credit code, whatever its check character. Upper case, no blanks. */
export function isUsccFormat(code: string): boolean {
	return FORMAT.test(code);
}

/** Whether a text is a unified social credit code with the right check character. Upper case, no blanks. */
export function isValidUscc(code: string): boolean {
	return FORMAT.test(code) && usccCheckCharacter(code.slice(0, 17)) === code.charAt(17);
}

/** Whether the first two characters are a registering department and kind of entity that GB 32100-2015 lists. */
export function isKnownUsccKind(code: string): boolean {
	return KINDS.has(code.slice(0, 2));
}

/**
 * Check character of an organisation code, from its first eight characters: 11 − S mod 11, where 10 is X and 11 is 0 (GB 11714). Positions 9–17 of a unified code are one.
 * @throws RangeError where the text is not eight digits or capital letters.
 */
export function organisationCheckCharacter(first8: string): string {
	if (!/^[0-9A-Z]{8}$/.test(first8)) throw new RangeError(`not eight digits or capital letters: ${first8}`);
	let sum = 0;
	for (let at = 0; at < 8; at++) sum += Number.parseInt(first8.charAt(at), 36) * (ORGANISATION_WEIGHTS[at] ?? 0);
	const check = 11 - (sum % 11);
	if (check === 10) return "X";
	return check === 11 ? "0" : String(check);
}

/** Whether a nine-character text is an organisation code with the right check character (GB 11714, no hyphen). */
export function isValidOrganisationCode(code: string): boolean {
	return ORGANISATION_FORMAT.test(code) && organisationCheckCharacter(code.slice(0, 8)) === code.charAt(8);
}

/**
 * Check digit of a legacy 15-digit registration number, from its first 14 digits (ISO 7064 MOD 11,10).
 * @throws RangeError where the text is not 14 digits.
 */
export function registrationCheckDigit(first14: string): string {
	if (!/^\d{14}$/.test(first14)) throw new RangeError(`not 14 digits: ${first14}`);
	let product = 10;
	for (const digit of first14) {
		const sum = (product + Number(digit)) % 10 || 10;
		product = (sum * 2) % 11;
	}
	return String((11 - product) % 10);
}

/** Whether a text is a legacy 15-digit registration number with the right check digit. */
export function isValidLegacyRegistration(code: string): boolean {
	return /^\d{15}$/.test(code) && registrationCheckDigit(code.slice(0, 14)) === code.charAt(14);
}

/** A code with the digits that its letters O, I, S and Z are taken for. */
export function withDigits(code: string): string {
	return code.replace(/[OISZ]/g, (letter) => LOOKALIKES[letter] ?? letter);
}

/**
 * The code that was meant where O, I, S or Z stand for 0, 1, 5 or 2, or null where there is none among them or the swapped code fails either check:
 * its own check character and that of the organisation code inside it (mess.md 39).
 */
export function unconfuse(code: string): string | null {
	const swapped = withDigits(code);
	return swapped !== code && isValidUscc(swapped) && isValidOrganisationCode(swapped.slice(8, 17)) ? swapped : null;
}

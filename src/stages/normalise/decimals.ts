/** Decimal arithmetic on written digits, so that 元 → 万元 and half a cent come out as on paper. */

const LITERAL = /^(-?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;

/** A rounded number, and whether nothing was cut off. */
export interface Rounded {
	readonly value: number;
	readonly exact: boolean;
}

/**
 * `literal` × 10^shift, rounded half away from zero to `places` decimals.
 * @throws RangeError where the text is no decimal number.
 */
export function roundDecimal(literal: string, shift: number, places: number): Rounded {
	const match = LITERAL.exec(literal);
	const whole = match?.[2] ?? "";
	const fraction = match?.[3] ?? "";
	if (!match || whole + fraction === "") throw new RangeError(`not a decimal number: ${literal}`);
	const digits = whole + fraction;
	const kept = whole.length + shift + Number(match[4] ?? 0) + places;
	const head = kept <= 0 ? "0" : digits.slice(0, kept).padEnd(kept, "0");
	const tail = kept < 0 ? digits.padStart(digits.length - kept, "0") : digits.slice(kept);
	const up = tail.charAt(0) >= "5" ? 1n : 0n;
	const magnitude = Number(`${BigInt(head) + up}e${-places}`);
	return { value: match[1] && magnitude !== 0 ? -magnitude : magnitude, exact: /^0*$/.test(tail) };
}

/**
 * As `roundDecimal`, for a stored number: read at the 15 significant digits that Excel shows, so that binary noise is no loss.
 * The common cases (a number that has its places already, whole 元 into 万元) take a way without text.
 */
export function roundNumber(value: number, shift: number, places: number): Rounded {
	const power = shift + places;
	if (power >= 0 && shift === 0) {
		const scale = 10 ** places;
		const scaled = Math.round(value * scale);
		if (Math.abs(value * scale - scaled) < 1e-7 && Math.abs(scaled) < 1e8) return { value: scaled / scale + 0, exact: true };
	} else if (power < 0 && Number.isSafeInteger(value) && Math.abs(value) < 1e12) {
		const divisor = 10 ** -power;
		const magnitude = Math.floor(Math.abs(value) / divisor + 0.5) / 10 ** places;
		return { value: value < 0 && magnitude !== 0 ? -magnitude : magnitude, exact: value % divisor === 0 };
	}
	return roundDecimal(value.toPrecision(15), shift, places);
}

/** Decimal arithmetic without binary fractions: what an officer would get on paper. Numbers are taken as the decimals that they are written with. */

interface Decimal {
	readonly digits: bigint;
	/** digits × 10^exponent. */
	readonly exponent: number;
}

function decimal(value: number): Decimal {
	const [mantissa = "", power = "0"] = String(value).split("e");
	const [whole = "", fraction = ""] = mantissa.split(".");
	return { digits: BigInt(`${whole}${fraction}`), exponent: Number(power) - fraction.length };
}

/** The sum of some numbers, rounded to so many decimals, half away from zero. */
export function exactSum(values: readonly number[], places: number): number {
	const parts = values.map(decimal);
	const least = parts.reduce((lowest, { exponent }) => Math.min(lowest, exponent), 0);
	const digits = parts.reduce((sum, part) => sum + part.digits * tenTo(part.exponent - least), 0n);
	return inPlaces(digits * tenTo(least + places), tenTo(-least - places), places);
}

/** A part of a whole, rounded to so many decimals, half away from zero; null where the whole is zero. @param times 100 for per cent */
export function exactQuotient(part: number, whole: number, places: number, times: 1 | 100 = 1): number | null {
	if (whole === 0) return null;
	const [above, below] = [decimal(part), decimal(whole)];
	const power = above.exponent - below.exponent + places;
	return inPlaces(above.digits * tenTo(power) * BigInt(times), below.digits * tenTo(-power), places);
}

/** 10 to a power; 1 where it is negative, since the other side of the fraction is multiplied then. */
function tenTo(power: number): bigint {
	return 10n ** BigInt(Math.max(0, power));
}

/** The nearest whole number to a fraction, half away from zero, as a number of so many decimals. */
function inPlaces(above: bigint, below: bigint, places: number): number {
	const negative = above < 0n !== below < 0n;
	const [part, whole] = [above < 0n ? -above : above, below < 0n ? -below : below];
	const nearest = (2n * part + whole) / (2n * whole);
	return Number(`${negative && nearest > 0n ? "-" : ""}${nearest}e${-places}`);
}

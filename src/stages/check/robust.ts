/** Statistics that a few wild values cannot move: medians and distances from them, never means and standard deviations. */

/** Where values lie, and how far from there they lie as a rule, on the scale of a standard deviation; 0 where all are alike. */
export interface Spread {
	readonly middle: number;
	readonly scale: number;
}

/** From which modified z-score on a value is an outlier (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993). */
export const OUTLIER = 3.5;

/** The median absolute deviation and the mean one as parts of a standard deviation, where values are normal: 1 / 0.6745 and 1.2533. */
const OF_MEDIAN = 1 / 0.6745;
const OF_MEAN = 1.253314;

/** The middle one of some numbers, or the mean of the middle two; NaN of none. */
export function median(numbers: ArrayLike<number>): number {
	const sorted = new Float64Array(numbers).sort();
	const half = sorted.length >> 1;
	const upper = sorted[half] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/** Median and robust scale of some numbers: by the median absolute deviation, and by the mean one where more than half of the numbers are alike and the median says nothing. */
export function spreadOf(numbers: ArrayLike<number>): Spread {
	const middle = median(numbers);
	const deviations = new Float64Array(numbers).map((number) => Math.abs(number - middle));
	const mad = median(deviations);
	if (mad > 0) return { middle, scale: OF_MEDIAN * mad };
	// Summed up in order of size, so that the order of the rows changes no bit of it.
	const mean = deviations.sort().reduce((sum, each) => sum + each, 0) / Math.max(1, deviations.length);
	return { middle, scale: OF_MEAN * mean };
}

/** Modified z-score: how far a number lies from the middle, in scales. Infinite for whatever differs where all others are alike. */
export function modifiedZ(number: number, { middle, scale }: Spread): number {
	const off = number - middle;
	return off === 0 ? 0 : off / scale;
}

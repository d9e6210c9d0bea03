import { random } from "../../../fixtures/generator/random.ts";

/** Numbers as they stand in a column of amounts: their logarithms are normal, with a standard deviation in powers of ten. The same seed gives the same. */
export function numbersFrom(seed: number, count: number, deviation: number, middle = 1000): number[] {
	const { next } = random("column", seed);
	// Box and Muller.
	const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
	return Array.from({ length: count }, () => Math.round(middle * 10 ** (deviation * normal()) * 100) / 100);
}

/** The same in another order. */
export function shuffled<T>(all: readonly T[], seed: number): T[] {
	const { next } = random("order", seed);
	return all
		.map((each) => ({ each, at: next() }))
		.toSorted((a, b) => a.at - b.at)
		.map(({ each }) => each);
}

/**
 * Names that come nearest to one that does not exist, the nearest first: what somebody probably meant. Compared by the pairs of neighbouring characters that two names share
 * (Dice's coefficient), without regard to case; a name that holds the other whole comes first.
 * @param most how many are given at most; none that shares nothing
 */
export function nearestNames(written: string, names: Iterable<string>, most = 3): string[] {
	const wanted = pairsOf(written);
	const found = [...new Set(names)].map((name) => ({ name, likeness: likeness(written, wanted, name) }));
	return found
		.filter(({ likeness }) => likeness >= LEAST)
		.sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1))
		.slice(0, most)
		.map(({ name }) => name);
}

/** Below this two names share no more than chance. */
const LEAST = 0.25;

function likeness(written: string, wanted: ReadonlyMap<string, number>, name: string): number {
	const [short, long] = [written.toLowerCase(), name.toLowerCase()];
	const holds = short.length > 1 && (long.includes(short) || short.includes(long)) ? 0.5 : 0;
	const other = pairsOf(name);
	let shared = 0;
	for (const [pair, count] of wanted) shared += Math.min(count, other.get(pair) ?? 0);
	const total = sizeOf(wanted) + sizeOf(other);
	return holds + (total === 0 ? 0 : (2 * shared) / total);
}

function pairsOf(name: string): Map<string, number> {
	const text = `^${name.toLowerCase()}$`;
	const pairs = new Map<string, number>();
	for (let at = 0; at + 1 < text.length; at++) {
		const pair = text.slice(at, at + 2);
		pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
	}
	return pairs;
}

function sizeOf(pairs: ReadonlyMap<string, number>): number {
	return [...pairs.values()].reduce((sum, count) => sum + count, 0);
}

/** How files are worked on side by side. */
export interface Lanes<T> {
	/** Files of one lane follow each other in their order; a file of none (null) is worked on alone, after all before it and before all after it. */
	readonly laneOf: (file: T) => string | null;
	readonly atOnce: () => number;
	/** So many files, and files of so many bytes in all, wait ready for their turn. */
	readonly ahead: number;
	readonly sizeOf: (file: T) => number;
	readonly aheadBytes: number;
}

/**
 * Works on files as they come, several at once. Nothing more is begun after the first fault, which is thrown when what was begun has ended.
 */
export async function inLanes<T>(files: AsyncIterable<T>, lanes: Lanes<T>, work: (file: T) => Promise<void>): Promise<void> {
	const source = files[Symbol.asyncIterator]();
	const waiting: T[] = [];
	const running = new Map<Promise<void>, string | null>();
	let coming: Promise<void> | null = null;
	let ended = false;
	const faults: unknown[] = [];

	const hasRoom = () => waiting.length < lanes.ahead && waiting.reduce((sum, file) => sum + lanes.sizeOf(file), 0) < lanes.aheadBytes;
	const fetch = async () => {
		const next = await source.next().finally(() => {
			coming = null;
		});
		if (next.done) ended = true;
		else waiting.push(next.value);
	};
	const noted = (step: Promise<void>) => step.catch((fault: unknown) => void faults.push(fault));
	const begin = (file: T) => {
		const step: Promise<void> = noted(work(file)).then(() => void running.delete(step));
		running.set(step, lanes.laneOf(file));
	};

	while (true) {
		if (faults.length === 0) {
			if (!ended && !coming && hasRoom()) coming = noted(fetch());
			for (const file of ready(waiting, [...running.values()], lanes)) {
				waiting.splice(waiting.indexOf(file), 1);
				begin(file);
			}
		}
		const pending = coming ? [...running.keys(), coming] : [...running.keys()];
		if (pending.length === 0) break;
		await Promise.race(pending);
	}
	await source.return?.();
	if (faults.length > 0) throw faults[0];
}

/** The waiting files that may begin now. */
function ready<T>(waiting: readonly T[], running: readonly (string | null)[], { laneOf, atOnce }: Lanes<T>): T[] {
	if (running.includes(null)) return [];
	const [first] = waiting;
	if (first !== undefined && laneOf(first) === null) return running.length === 0 ? [first] : [];
	const busy = new Set(running);
	const found: T[] = [];
	for (const file of waiting) {
		const lane = laneOf(file);
		if (lane === null || running.length + found.length >= atOnce()) break;
		if (!busy.has(lane)) found.push(file);
		busy.add(lane);
	}
	return found;
}

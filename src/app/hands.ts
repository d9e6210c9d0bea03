import type { CheckedFile } from "../model/documents.ts";
import type { IngestPorts } from "../pipeline/ingest.ts";
import type { DroppedFile } from "../pipeline/ports.ts";
import type { House } from "./house.ts";
import { startThread, type Thread } from "./threads.ts";
import { takenIn } from "./told.ts";

/** Starting threads takes as long as so many files: fewer are taken in faster without. */
const MANY = 24;
/** A larger file stays in this thread, whose memory is the machine's. In bytes. */
const LARGE = 1024 * 1024;
/** Of two files in one thread, one is read while the other is written to the disk. */
const PER_THREAD = 2;

/** Whether a file is too large to be taken in beside others: each would need the memory of several. */
export function isLarge({ bytes, oversized }: DroppedFile): boolean {
	return (oversized?.size ?? bytes.length) > LARGE;
}

/** Those who take files in: this thread at first, several others once many files have come and the machine can do several things at once. */
export interface Hands {
	/** How many files may be in hand at once. */
	atOnce(): number;
	/** What became of a file, or of each member of a bundle. */
	takeIn(file: DroppedFile): Promise<readonly CheckedFile[]>;
	close(): Promise<void>;
}

/** @param count how many threads there may be; below two, none is started */
export function openHands(house: House, ports: IngestPorts, count: number): Hands {
	let threads: Thread[] = [];
	let starting: Promise<void> | null = null;
	let unstarted: unknown[] = [];
	let begun = 0;

	const start = async () => {
		const started = await Promise.allSettled(Array.from({ length: count }, () => startThread({ config: house.config, language: house.language })));
		threads = started.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
		unstarted = started.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
	};
	const freest = () => threads.filter((thread) => !thread.isEnded()).sort((a, b) => a.inHand() - b.inHand())[0];

	return {
		atOnce: () => PER_THREAD * Math.max(1, threads.length),
		async takeIn(file) {
			if (++begun > MANY && count > 1) starting ??= start();
			const thread = isLarge(file) ? undefined : freest();
			return thread ? thread.takeIn(file) : takenIn(file, ports, house);
		},
		async close() {
			await starting;
			await Promise.all(threads.map((thread) => thread.close()));
			if (unstarted.length > 0) throw unstarted[0];
		},
	};
}

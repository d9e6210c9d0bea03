import { Worker } from "node:worker_threads";
import type { CheckedFile } from "../model/documents.ts";
import type { DroppedFile } from "../pipeline/ports.ts";
import type { Answer, Order, ThreadData } from "./intake-worker.ts";

/** Threads run compiled code alone: from sources that of dist/ is taken, which the tests build first. */
const PROGRAM = import.meta.url.endsWith(".ts")
	? new URL("../../dist/src/app/intake-worker.js", import.meta.url)
	: new URL("./intake-worker.js", import.meta.url);

/** Of each thread, in megabytes: enough for the files that threads get (hands.ts), and little enough that many threads together stay small. */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 48 };

interface Waiting {
	readonly resolve: (told: readonly CheckedFile[]) => void;
	readonly reject: (fault: unknown) => void;
}

/** A thread that takes files in, with a store of its own on the same database. */
export interface Thread {
	/** How many files it has in hand. */
	inHand(): number;
	isEnded(): boolean;
	takeIn(file: DroppedFile): Promise<readonly CheckedFile[]>;
	close(): Promise<void>;
}

/** Starts a thread. @throws what keeps it from opening the data home */
export async function startThread(data: ThreadData): Promise<Thread> {
	const worker = new Worker(PROGRAM, { workerData: data, resourceLimits: MEMORY });
	const waiting = new Map<number, Waiting>();
	let count = 0;
	let ended = false;
	const fail = (fault: unknown) => {
		for (const { reject } of waiting.values()) reject(fault);
		waiting.clear();
	};
	const exit = new Promise<void>((resolve) => worker.once("exit", () => resolve())).then(() => {
		ended = true;
		fail(new Error("the thread that took the file in has ended"));
	});
	await new Promise<void>((resolve, reject) => {
		worker.once("error", reject);
		worker.once("exit", (code) => reject(new Error(`the thread ended with code ${code} before it could take files in`)));
		worker.once("message", () => resolve());
	});
	worker.on("error", fail);
	worker.on("message", (answer: Answer) => {
		if ("ready" in answer) return;
		const { resolve, reject } = waiting.get(answer.id) ?? {};
		waiting.delete(answer.id);
		if ("told" in answer) resolve?.(answer.told);
		else reject?.(Object.assign(new Error(answer.fault.message), answer.fault));
	});
	const post = (order: Order) => worker.postMessage(order);
	return {
		inHand: () => waiting.size,
		isEnded: () => ended,
		takeIn({ name, fileName, folder, bytes, oversized }) {
			return new Promise<readonly CheckedFile[]>((resolve, reject) => {
				waiting.set(++count, { resolve, reject });
				post({ id: count, file: { name, fileName, folder, bytes, ...(oversized ? { oversized } : {}) } });
			});
		},
		async close() {
			if (!ended) post(null);
			await exit;
		},
	};
}

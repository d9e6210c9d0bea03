import { Worker } from "node:worker_threads";
import type { Grid } from "../../model/grid.ts";
import type { ReadLimits } from "../../model/read-limits.ts";
import { RefusalError } from "../../model/refusal.ts";
import { unpackGrid } from "./parcel.ts";
import type { Answer, Order } from "./worker.ts";

/** Worker threads run compiled code alone: from sources the worker of dist/ is taken, which the tests build first. */
const WORKER = import.meta.url.endsWith(".ts")
	? new URL("../../../dist/src/workbooks/legacy/worker.js", import.meta.url)
	: new URL("./worker.js", import.meta.url);

/** A timer set for longer goes off at once. In milliseconds: three and a half weeks. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The worker that stays warm for the next file, and the memory that it may take. */
let warm: { readonly worker: Worker; readonly memory: number } | null = null;
/** Files are read one after another: each has the whole of the worker's memory. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Reads a file in a thread of its own, whose memory and time are bounded: what would exhaust it ends the thread, not the process, and the next file gets a new one.
 * @throws RefusalError limit.memory, limit.seconds, and what the reader in the thread refuses
 */
export function readInWorker(bytes: Uint8Array, codepage: number | null, limits: ReadLimits): Promise<Grid> {
	const reading = turn.then(() => ask({ bytes, codepage, limits }));
	turn = reading.catch(() => undefined);
	return reading;
}

async function ask({ bytes, codepage, limits }: Order): Promise<Grid> {
	const worker = workerFor(limits.memory);
	worker.ref();
	const answer = await answerOf(worker, { bytes, codepage, limits }).catch(async (fault: unknown) => {
		warm = null;
		await worker.terminate();
		throw fault;
	});
	// An idle worker keeps no process alive.
	worker.unref();
	if ("refusal" in answer) throw new RefusalError(answer.refusal.code, answer.refusal.params);
	return unpackGrid(answer.grid);
}

function workerFor(memory: number): Worker {
	if (warm?.memory !== memory) {
		void warm?.worker.terminate();
		const worker = new Worker(WORKER, { resourceLimits: { maxOldGenerationSizeMb: memory } });
		warm = { worker, memory };
	}
	return warm.worker;
}

function answerOf(worker: Worker, order: Order): Promise<Answer> {
	const { memory, seconds } = order.limits;
	return new Promise<Answer>((resolve, reject) => {
		const expired = () => done(() => reject(new RefusalError("limit.seconds", { limit: seconds })));
		const timer = setTimeout(expired, Math.min(seconds * 1000, LONGEST_TIMER));
		const done = (settle: () => void) => {
			clearTimeout(timer);
			worker.off("message", onMessage).off("error", onError).off("exit", onExit);
			settle();
		};
		const onMessage = (answer: Answer) => done(() => resolve(answer));
		const onError = (fault: unknown) => done(() => reject(isOutOfMemory(fault) ? new RefusalError("limit.memory", { limit: memory }) : fault));
		const onExit = (code: number) => done(() => reject(new Error(`the reader of legacy formats ended with code ${code}`)));
		worker.on("message", onMessage).on("error", onError).on("exit", onExit);
		// A copy of its own is handed over: the caller goes on using the file's bytes.
		const bytes = new Uint8Array(order.bytes);
		worker.postMessage({ ...order, bytes }, [bytes.buffer]);
	});
}

function isOutOfMemory(fault: unknown): boolean {
	return fault instanceof Error && "code" in fault && fault.code === "ERR_WORKER_OUT_OF_MEMORY";
}

import { parentPort, workerData } from "node:worker_threads";
import type { CheckedFile } from "../model/documents.ts";
import type { Language } from "../model/text.ts";
import type { DroppedFile } from "../pipeline/ports.ts";
import { type House, ingestPorts, openHouse } from "./house.ts";
import { takenIn } from "./told.ts";

/** What a thread that takes files in is started with. */
export interface ThreadData {
	readonly config: House["config"];
	readonly language: Language;
}

/** A file to be taken in; null: no more will come. */
export type Order = { readonly id: number; readonly file: DroppedFile } | null;

/** What became of it; `ready` once the thread has opened its store. */
export type Answer =
	| { readonly ready: true }
	| { readonly id: number; readonly told: readonly CheckedFile[] }
	| { readonly id: number; readonly fault: { readonly message: string; readonly stack?: string; readonly code?: unknown; readonly errno?: unknown } };

const { config, language } = workerData as ThreadData;
const house = await openHouse(config, language);
const ports = await ingestPorts(house);
const answer = (given: Answer) => parentPort?.postMessage(given);

parentPort?.on("message", async (order: Order) => {
	if (order === null) {
		await house.close();
		parentPort?.close();
		return;
	}
	try {
		answer({ id: order.id, told: await takenIn(order.file, ports, house) });
	} catch (fault) {
		answer({ id: order.id, fault: portable(fault) });
	}
});
answer({ ready: true });

/** A fault with what tells a machine's from huibao's own, which a message between threads would leave out. */
function portable(fault: unknown): Extract<Answer, { fault: unknown }>["fault"] {
	if (!(fault instanceof Error)) return { message: String(fault) };
	const { message, stack, code, errno } = fault as NodeJS.ErrnoException;
	return { message, ...(stack === undefined ? {} : { stack }), ...(code === undefined ? {} : { code }), ...(errno === undefined ? {} : { errno }) };
}

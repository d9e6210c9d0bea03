import { parentPort } from "node:worker_threads";
import type { ReadLimits } from "../../model/read-limits.ts";
import type { Refusal } from "../../model/refusal.ts";
import { RefusalError } from "../../model/refusal.ts";
import { buffersOf, type GridParcel } from "./parcel.ts";
import { readThroughSheetJs } from "./sheetjs.ts";

/** A file to be read, one at a time. */
export interface Order {
	readonly bytes: Uint8Array;
	/** Of texts in a stream that names none; null where it does. */
	readonly codepage: number | null;
	readonly limits: ReadLimits;
}

export type Answer = { readonly grid: GridParcel } | { readonly refusal: Refusal };

// SheetJS says on the console what it does not know of a file; what matters of it comes as an answer.
Object.assign(console, { error: () => undefined, log: () => undefined, warn: () => undefined });

parentPort?.on("message", ({ bytes, codepage, limits }: Order) => {
	try {
		const grid = readThroughSheetJs(bytes, limits, codepage);
		parentPort?.postMessage({ grid } satisfies Answer, buffersOf(grid));
	} catch (error) {
		parentPort?.postMessage({ refusal: refusalOf(error, limits) } satisfies Answer);
	}
});

/** Whatever a library of this kind throws on a file is the file's fault, not huibao's. */
function refusalOf(error: unknown, limits: ReadLimits): Refusal {
	if (error instanceof RefusalError) return error.refusal;
	const reason = error instanceof Error ? error.message : String(error);
	if (/allocation failed|invalid array (?:buffer )?length|invalid typed array length/i.test(reason))
		return { code: "limit.memory", params: { limit: limits.memory } };
	return { code: "file.unreadable", params: { reason } };
}

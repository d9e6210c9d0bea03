import { constants } from "node:fs";
import { type FileHandle, lstat, open } from "node:fs/promises";
import { absent } from "./layout.ts";
import { markOf, type SystemPath } from "./look.ts";

/** No link is followed, and a pipe does not wait for its other end. Windows knows neither flag, and has no pipes in folders. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** A file as it was when it was opened. */
interface HeldFile {
	readonly size: number;
	/** Why it must not be taken; null where it may. */
	readonly objection: "link" | "special" | null;
	/** Its bytes, or null where they changed under the reading. */
	read(): Promise<Uint8Array | null>;
	/** Whether it still lies there as it was; may be asked once it is closed, too. */
	isUnchanged(): Promise<boolean>;
	close(): Promise<void>;
}

/** Opens a file. @throws the system's fault where it cannot be opened */
export async function hold(where: SystemPath): Promise<HeldFile> {
	const handle = await open(where, FLAGS);
	const state = await handle.stat().catch(async (fault: unknown) => {
		await handle.close();
		throw fault;
	});
	const mark = markOf(state);
	const isUnchanged = async () => {
		const now = await lstat(where).catch(absent);
		return now !== null && markOf(now) === mark;
	};
	return {
		size: state.size,
		objection: !state.isFile() ? "special" : state.nlink > 1 ? "link" : null,
		async read() {
			const bytes = await contentOf(handle, state.size);
			return bytes !== null && (await isUnchanged()) ? bytes : null;
		},
		isUnchanged,
		close: () => handle.close(),
	};
}

/** So many bytes, or null where the file holds fewer or more. */
async function contentOf(handle: FileHandle, size: number): Promise<Uint8Array | null> {
	const bytes = Buffer.allocUnsafeSlow(size + 1);
	let filled = 0;
	while (filled < bytes.length) {
		const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, filled);
		if (bytesRead === 0) break;
		filled += bytesRead;
	}
	return filled === size ? bytes.subarray(0, size) : null;
}

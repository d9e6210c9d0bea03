import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";

/**
 * Writes a file so that its name never shows half of it: a temporary file beside it, flushed to the disk, then renamed over it.
 * Makes the folder where it is missing.
 */
export async function writeWhole(target: string, content: Uint8Array | string): Promise<void> {
	const folder = path.dirname(target);
	await mkdir(folder, { recursive: true });
	const temporary = path.join(folder, `.${randomUUID()}.tmp`);
	try {
		await writeDurably(temporary, content);
		await rename(temporary, target);
	} catch (fault) {
		await rm(temporary, { force: true });
		throw fault;
	}
	await flushFolder(folder);
}

/** Writes a new file and flushes it to the disk. */
export async function writeDurably(target: string, content: Uint8Array | string): Promise<void> {
	const file = await open(target, "wx");
	try {
		await file.writeFile(content);
		await file.sync();
	} finally {
		await file.close();
	}
}

/** Makes renames inside a folder durable. Windows has no such call and needs none: its directory changes are journalled. */
export async function flushFolder(folder: string): Promise<void> {
	if (process.platform === "win32") return;
	const handle = await open(folder, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * Writes a file so that its name never shows half of it: a temporary file beside it, flushed to the disk, then renamed over it.
 * Makes the folder where it is missing.
 */
export async function writeWhole(target: string, content: Uint8Array | string): Promise<void> {
	await putWhole(target, (temporary) => writeDurably(temporary, content));
}

/**
 * As `writeWhole`, but leaves it to the system when the bytes reach the disk. For what can be made again from the archive: a flush for every receipt takes longer than all
 * else of a small file's intake. A process that is killed loses nothing of it; a power cut may.
 */
export async function writeUnflushed(target: string, content: Uint8Array): Promise<void> {
	await mkdir(path.dirname(target), { recursive: true });
	await replace(target, (temporary) => writeFile(temporary, content, { flag: "wx" }));
}

/**
 * Copies a file as `writeWhole` writes one, a piece at a time.
 * @throws Error where its bytes are no longer those of the hash that was taken of it
 */
export async function copyWhole(source: string, target: string, sha256: string): Promise<void> {
	await putWhole(target, async (temporary) => {
		const hash = createHash("sha256");
		const file = await open(temporary, "wx");
		try {
			for await (const piece of createReadStream(source)) {
				hash.update(piece as Buffer);
				await file.writeFile(piece as Buffer);
			}
			await file.sync();
		} finally {
			await file.close();
		}
		if (hash.digest("hex") !== sha256) throw new Error(`${source} was changed while it was copied`);
	});
}

async function putWhole(target: string, write: (temporary: string) => Promise<void>): Promise<void> {
	const folder = path.dirname(target);
	await makeFolder(folder);
	await replace(target, write);
	await flushFolder(folder);
}

/** Puts in place of a file what was written beside it as a whole. */
async function replace(target: string, write: (temporary: string) => Promise<void>): Promise<void> {
	const temporary = path.join(path.dirname(target), `.${randomUUID()}.tmp`);
	try {
		await write(temporary);
		await rename(temporary, target);
	} catch (fault) {
		await rm(temporary, { force: true });
		throw fault;
	}
}

/** Makes a folder where it is missing, so that it outlasts a power cut like what is put into it. */
async function makeFolder(folder: string): Promise<void> {
	const first = await mkdir(folder, { recursive: true });
	if (first === undefined) return;
	for (let made = folder; made.length >= first.length; made = path.dirname(made)) await flushFolder(path.dirname(made));
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

/** Opens a new file that is written in pieces. `close` flushes it to the disk and tells what was written. @throws Error where it exists already */
export async function openSink(target: string) {
	const file = await open(target, "wx");
	const hash = createHash("sha256");
	let size = 0;
	return {
		async write(piece: Uint8Array): Promise<void> {
			hash.update(piece);
			size += piece.length;
			await file.writeFile(piece);
		},
		async close(): Promise<{ readonly size: number; readonly sha256: string }> {
			try {
				await file.sync();
			} finally {
				await file.close();
			}
			return { size, sha256: hash.digest("hex") };
		},
	};
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

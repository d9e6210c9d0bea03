import { randomUUID } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { absent, isFault } from "./layout.ts";
import { safeName } from "./names.ts";
import { flushFolder, openSink, writeDurably } from "./write-whole.ts";

const STALE_MS = 24 * 3600 * 1000;
/** A swap takes milliseconds; one that has lasted so long belongs to a process that died. */
const DEAD_SWAP_MS = 30_000;

/** Staging areas of publications: each is written beside output/<period>/ and swapped in file by file, by renames. */
export function openOutput(output: string) {
	return async (period: { readonly code: string }) => {
		const target = path.join(output, period.code);
		const prefix = `.staging-${period.code}-`;
		await sweep(output, prefix);
		const area = path.join(output, `${prefix}${randomUUID()}`);
		const fresh = path.join(area, "new");
		await mkdir(fresh, { recursive: true });
		const place = { fresh, old: path.join(area, "old"), target, lock: path.join(output, `.swap-${period.code}`) };
		return staging(place, () => rm(area, { recursive: true, force: true }));
	};
}

interface Place {
	readonly fresh: string;
	readonly old: string;
	readonly target: string;
	/** Folder that stands while files are swapped. */
	readonly lock: string;
}

function staging({ fresh, old, target, lock }: Place, discard: () => Promise<void>) {
	const place = (name: string) => path.join(fresh, ...name.split("/").map(safeName));
	const made = async (name: string) => {
		await mkdir(path.dirname(place(name)), { recursive: true });
		return place(name);
	};
	return {
		/** Full path of a file to be. */
		path: place,
		/** Writes a file and flushes it to the disk. @throws Error where it was written already. */
		write: async (name: string, content: Uint8Array | string) => writeDurably(await made(name), content),
		/** Opens a file that is written in pieces, flushed and hashed. */
		create: async (name: string) => openSink(await made(name)),
		read: (name: string): Promise<Uint8Array> => readFile(place(name)),
		/**
		 * Puts the staged files in place of the ones that the folder held, and gives the folder. Each name shows the old file or the new one at every instant;
		 * where one cannot be replaced (opened in Excel on Windows) all are put back and the fault is thrown. Subfolders are left alone.
		 */
		async commit(): Promise<string> {
			try {
				await alone(lock, () => swap(fresh, old, target));
			} finally {
				await discard();
			}
			return target;
		},
		discard,
	};
}

async function swap(fresh: string, old: string, target: string): Promise<void> {
	const names = (await readdir(fresh)).sort();
	await mkdir(target, { recursive: true });
	await mkdir(old, { recursive: true });
	const replaced: string[] = [];
	try {
		for (const name of names) {
			if (await isFile(path.join(target, name))) await copyFile(path.join(target, name), path.join(old, name));
			replaced.push(name);
			await rename(path.join(fresh, name), path.join(target, name));
		}
	} catch (fault) {
		for (const name of replaced) await putBack(path.join(old, name), path.join(fresh, name), path.join(target, name));
		throw fault;
	}
	await removeOthers(target, new Set(names));
	await flushFolder(target);
}

/** Does something while no other process does it: of two publications at once the folder shall hold one whole, not files of both. */
async function alone(lock: string, work: () => Promise<void>): Promise<void> {
	while (!(await taken(lock))) {
		const held = await stat(lock).catch(absent);
		if (held && Date.now() - held.mtimeMs > DEAD_SWAP_MS) await rm(lock, { recursive: true, force: true });
		else await sleep(20);
	}
	try {
		await work();
	} finally {
		await rm(lock, { recursive: true, force: true });
	}
}

async function taken(lock: string): Promise<boolean> {
	try {
		await mkdir(lock);
		return true;
	} catch (fault) {
		if (isFault(fault, "EEXIST")) return false;
		throw fault;
	}
}

/** Undoes one replacement: nothing where it never happened, else the old file back, or none where there was none. */
async function putBack(old: string, fresh: string, target: string): Promise<void> {
	if (await isFile(fresh)) return;
	if (await isFile(old)) await rename(old, target);
	else await rm(target, { force: true });
}

/** Takes away top-level files of an earlier publication that the new one does not have. */
async function removeOthers(folder: string, names: ReadonlySet<string>): Promise<void> {
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		if (entry.isFile() && !names.has(entry.name) && entry.name !== ".gitkeep") await rm(path.join(folder, entry.name), { force: true });
	}
}

async function isFile(target: string): Promise<boolean> {
	return (await stat(target).catch(absent))?.isFile() ?? false;
}

/** Clears staging areas that a process which died left a day ago or longer. */
async function sweep(output: string, prefix: string): Promise<void> {
	for (const name of (await readdir(output).catch(absent)) ?? []) {
		if (!name.startsWith(prefix)) continue;
		const entry = await stat(path.join(output, name)).catch(absent);
		if (entry && Date.now() - entry.mtimeMs > STALE_MS) await rm(path.join(output, name), { recursive: true, force: true });
	}
}

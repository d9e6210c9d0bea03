import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { absent, isFault } from "./layout.ts";
import { isLitter } from "./names.ts";

/** A dropped file that this process alone now works on (the pipeline's port of the same name says more). */
export interface ClaimedFile {
	readonly name: string;
	readonly fileName: string;
	readonly folder: string | null;
	readonly bytes: Uint8Array;
	release(): Promise<void>;
}

export interface FileState {
	/** Path below the folder that was looked through, in this system's separators. */
	readonly relative: string;
	readonly changedMs: number;
}

/** A claim of a process that seems to run but has claimed nothing for so long is taken for a leftover: process ids are used again. */
const STALE_SECONDS = 3600;

/** Claimants of this process: several inboxes may be open in it at once (a job and a command). */
const OWN = new Set<string>();

/**
 * The claims of this process: each is a folder of its own, processing/<claimant>/<n>/, into which the file is renamed with its path, so that only one process can win
 * it and nothing that is known of it (its folder) is lost if the process dies.
 */
export function openClaims(processing: string, read: (path: string) => Promise<Uint8Array> = (path) => readFile(path)) {
	const me = `${encodeURIComponent(hostname())}~${process.pid}~${randomUUID().slice(0, 8)}`;
	OWN.add(me);
	const brokenOff = new Set<string>();
	const unreadable: { file: string; fault: unknown }[] = [];
	let count = 0;

	async function take(from: string, relative: string): Promise<{ file: ClaimedFile; place: string; released: () => boolean } | null> {
		const place = path.join(processing, me, String(++count));
		const target = path.join(place, relative);
		await mkdir(path.dirname(target), { recursive: true });
		const moved = await rename(from, target).then(() => true, gone);
		if (!moved) {
			await rm(place, { recursive: true, force: true });
			if (hasForeignName(relative)) unreadable.push({ file: from, fault: new Error("the file's name is not UTF-8; rename it") });
			return null;
		}
		const bytes = await read(target).catch((fault: unknown) => {
			brokenOff.add(place);
			unreadable.push({ file: target, fault });
			return null;
		});
		if (!bytes) return null;
		let released = false;
		const release = async () => {
			released = true;
			await rm(place, { recursive: true, force: true });
		};
		const parts = relative.split(path.sep);
		const folder = parts.length > 1 ? (parts[0] ?? null) : null;
		const file = { name: parts.join("/"), fileName: path.basename(relative), folder, bytes, release };
		return { file, place, released: () => released };
	}

	return {
		me,
		/** Claims files below a folder by their relative paths; one that another process was faster with, or that is still open on Windows, is passed over. */
		async *claim(root: string, relatives: readonly string[]): AsyncGenerator<ClaimedFile> {
			for (const relative of relatives) {
				const claimed = await take(path.join(root, relative), relative);
				if (!claimed) continue;
				try {
					yield claimed.file;
				} finally {
					if (!claimed.released()) brokenOff.add(claimed.place);
				}
			}
		},
		/** Claimed files that could not be read, with the fault; their claims count as broken off. Forgotten once asked for. */
		takeUnreadable: (): { file: string; fault: unknown }[] => unreadable.splice(0),
		/** Folders of claims of this process that came to no end, because a fault of huibao broke them off. Forgotten once asked for. */
		takeBrokenOff(): string[] {
			const places = [...brokenOff];
			brokenOff.clear();
			return places;
		},
	};
}

/** Whether a claimant's folder belongs to no running process. Claims of other machines are left alone until they are stale. */
export async function isLeftover(folder: string, now: Date, isAlive: (pid: number) => boolean): Promise<boolean> {
	const [host, pid] = path.basename(folder).split("~");
	const entry = await stat(folder).catch(absent);
	if (!entry?.isDirectory()) return false;
	if (now.getTime() - entry.mtimeMs > STALE_SECONDS * 1000) return true;
	if (host !== encodeURIComponent(hostname())) return false;
	// Another claimant with this very process id that is not of this process is a namesake that has died.
	if (Number(pid) === process.pid) return !OWN.has(path.basename(folder));
	return !isAlive(Number(pid));
}

/** Whether a process of this machine runs. */
export function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (fault) {
		// EPERM: it runs, under another user.
		return isFault(fault, "EPERM");
	}
}

/**
 * The files below a folder, the longest unchanged first: litter and symbolic links are passed over. The instant of change is that of the content or, where a file was
 * copied with its old date, of its entry.
 */
export async function filesIn(root: string, folder = ""): Promise<FileState[]> {
	const found: FileState[] = [];
	const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(absent);
	for (const entry of entries ?? []) {
		if (isLitter(entry.name)) continue;
		const relative = path.join(folder, entry.name);
		if (entry.isDirectory()) found.push(...(await filesIn(root, relative)));
		if (!entry.isFile()) continue;
		const state = await stat(path.join(root, relative)).catch(absent);
		if (state) found.push({ relative, changedMs: Math.max(state.mtimeMs, state.ctimeMs) });
		// It cannot be asked for by this name; the claim will tell.
		else if (hasForeignName(entry.name)) found.push({ relative, changedMs: 0 });
	}
	return found.sort((a, b) => a.changedMs - b.changedMs || (a.relative < b.relative ? -1 : 1));
}

/** A name that is not UTF-8, such as the GBK that some archivers leave on Linux: Node shows its bytes as U+FFFD and then finds no such file. */
function hasForeignName(name: string): boolean {
	return name.includes("\ufffd");
}

/** A file that went away, or that a program on Windows still holds open, is not there to be claimed this time. */
function gone(fault: unknown): false {
	if (isFault(fault, "ENOENT", "EBUSY", "EPERM", "EACCES")) return false;
	throw fault;
}

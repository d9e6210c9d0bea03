import { copyFile, link, mkdir, readdir, readFile, rename, rm, rmdir, stat } from "node:fs/promises";
import path from "node:path";
import { MANIFEST_FILE } from "../model/release.ts";
import { absent, isFault } from "./layout.ts";
import { flushFolder, writeDurably } from "./write-whole.ts";

/**
 * Puts files in the place of others so that a kill at any instant leaves a folder that is the old or the new, or says that it is neither: the manifest goes first and comes last, and what was begun is
 * finished by the next process that looks (`finishSwap`). Names are paths below the folder, with forward slashes.
 */

/** What a swap does, as it stands in its area. */
interface SwapList {
	readonly put: readonly string[];
	readonly remove: readonly string[];
}

/** An area holds `new/`, what is to be put; `old/`, what stood in its place; and the list. */
const LIST = "swap.json";

/** Gets a swap ready: from then on, whoever finds the area can finish it. `old`: names that the folder holds and the new does not replace; they go. */
export async function prepareSwap(area: string, target: string, old: readonly string[]): Promise<void> {
	const put = (await filesBelow(path.join(area, "new"))).sort(manifestLast);
	const remove = old.filter((name) => !put.includes(name));
	for (const name of [...put, ...remove]) await keep(at(target, name), at(path.join(area, "old"), name));
	await writeDurably(path.join(area, LIST), JSON.stringify({ put, remove } satisfies SwapList));
	await flushFolder(area);
}

/**
 * Swaps, or goes on where a process died. Where one file cannot be replaced (opened in Excel on Windows) all are put back and the fault is thrown; the area stays.
 */
export async function finishSwap(area: string, target: string): Promise<void> {
	const { put, remove } = JSON.parse(await readFile(path.join(area, LIST), "utf8")) as SwapList;
	const fresh = path.join(area, "new");
	await mkdir(target, { recursive: true });
	try {
		// Where the new one is no longer to be put, it lies in place already.
		if (remove.includes(MANIFEST_FILE) || (await isFile(at(fresh, MANIFEST_FILE)))) await rm(path.join(target, MANIFEST_FILE), { force: true });
		for (const name of put) {
			if (!(await isFile(at(fresh, name)))) continue;
			await mkdir(path.dirname(at(target, name)), { recursive: true });
			await rename(at(fresh, name), at(target, name));
		}
		for (const name of remove) await rm(at(target, name), { force: true });
	} catch (fault) {
		await putBack(area, target, [...put, ...remove].sort(manifestLast));
		throw fault;
	}
	await removeEmpty(target, remove);
	for (const folder of new Set(put.map((name) => path.dirname(at(target, name))))) await flushFolder(folder);
}

/** Undoes what was done of a swap; what was new lies in the area again, so that a kill in the midst of it loses nothing. */
async function putBack(area: string, target: string, names: readonly string[]): Promise<void> {
	for (const name of names) {
		const [fresh, old, place] = [at(path.join(area, "new"), name), at(path.join(area, "old"), name), at(target, name)];
		const hadOld = await isFile(old);
		if (!(await isFile(fresh)) && (await isFile(place)) && !(hadOld && (await sameFile(old, place)))) {
			await mkdir(path.dirname(fresh), { recursive: true });
			await rename(place, fresh);
		}
		if (hadOld && !(await isFile(place))) await keep(old, place);
	}
}

/** Whether an area holds a swap that may be finished. */
export async function isPrepared(area: string): Promise<boolean> {
	return isFile(path.join(area, LIST));
}

/** A second name of a file, or a copy where the file system has no such; nothing where there is no file. */
export async function keep(source: string, place: string): Promise<void> {
	if (!(await isFile(source))) return;
	await mkdir(path.dirname(place), { recursive: true });
	try {
		await link(source, place);
	} catch (fault) {
		if (!isFault(fault, "EPERM", "EXDEV", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK")) throw fault;
		await copyFile(source, place);
	}
}

/** Names of the files below a folder, in their order; none where it does not exist. */
export async function filesBelow(folder: string): Promise<string[]> {
	const entries = (await readdir(folder, { recursive: true, withFileTypes: true }).catch(absent)) ?? [];
	const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
	return files.map((name) => name.split(path.sep).join("/")).sort();
}

export async function isFile(target: string): Promise<boolean> {
	return (await stat(target).catch(absent))?.isFile() ?? false;
}

function at(folder: string, name: string): string {
	return path.join(folder, ...name.split("/"));
}

function manifestLast(one: string, other: string): number {
	if ((one === MANIFEST_FILE) !== (other === MANIFEST_FILE)) return one === MANIFEST_FILE ? 1 : -1;
	return one < other ? -1 : 1;
}

async function sameFile(one: string, other: string): Promise<boolean> {
	const [a, b] = [await stat(one), await stat(other)];
	return a.ino === b.ino && a.dev === b.dev;
}

/** Takes away folders that are empty now. */
async function removeEmpty(target: string, removed: readonly string[]): Promise<void> {
	for (const name of removed) {
		for (let folder = path.posix.dirname(name); folder !== "."; folder = path.posix.dirname(folder)) {
			try {
				await rmdir(at(target, folder));
			} catch (fault) {
				if (!isFault(fault, "ENOTEMPTY", "EEXIST", "ENOENT")) throw fault;
				break;
			}
		}
	}
}

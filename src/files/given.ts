import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { isLitter } from "../model/litter.ts";
import { isSideNote } from "./names.ts";

/** A file that somebody named on the command line, or that lies below a folder that was named. */
export interface GivenFile {
	/** Path from the named folder, that folder's name included; the file's own name where the file itself was named. Forward slashes. */
	readonly name: string;
	readonly fileName: string;
	/** Names of the folders that it lies in, innermost first. */
	readonly folders: readonly string[];
	readonly path: string;
	/** Its bytes, or its size alone where it is larger than may be read. */
	read(maxBytes: number): Promise<Uint8Array | { readonly size: number }>;
}

/**
 * The files at some paths, in the order of the paths and then of the names; litter, notes (.json, .md) and symbolic links below a folder are passed over.
 * Nothing is moved or changed. @throws Error with code ENOENT where a path does not exist.
 */
export async function givenFiles(paths: readonly string[]): Promise<GivenFile[]> {
	const found: GivenFile[] = [];
	for (const given of paths) {
		const target = path.resolve(given);
		if (!(await stat(target)).isDirectory()) {
			found.push(givenFile(target, path.basename(target)));
			continue;
		}
		for (const relative of await below(target)) {
			found.push(givenFile(path.join(target, relative), [path.basename(target), ...relative.split(path.sep)].join("/")));
		}
	}
	return found;
}

function givenFile(target: string, name: string): GivenFile {
	const folders = path.dirname(target).split(path.sep).filter(Boolean).reverse();
	return { name, fileName: path.basename(target), folders, path: target, read: (maxBytes) => readAtMost(target, maxBytes) };
}

async function readAtMost(target: string, maxBytes: number): Promise<Uint8Array | { size: number }> {
	const { size } = await stat(target);
	return size > maxBytes ? { size } : readFile(target);
}

/** Relative paths of the files below a folder, sorted by code point, which every system does alike. */
async function below(folder: string): Promise<string[]> {
	const found: string[] = [];
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		if (isLitter(entry.name) || isSideNote(entry.name)) continue;
		if (entry.isDirectory()) for (const name of await below(path.join(folder, entry.name))) found.push(path.join(entry.name, name));
		else if (entry.isFile()) found.push(entry.name);
	}
	return found.sort((a, b) => (a < b ? -1 : 1));
}

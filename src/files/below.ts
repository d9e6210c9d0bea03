import { stat } from "node:fs/promises";
import path from "node:path";
import { sha256OfFile } from "./archive.ts";
import { filesBelow } from "./swap.ts";

/** A file with its place below a folder, with forward slashes. */
export interface FileBelow {
	readonly name: string;
	readonly sha256: string;
	readonly size: number;
}

/** Every file below a folder, in the order of names, but for those below one of its own folders. @param without that folder's name */
export async function hashedFiles(folder: string, without: string | null = null): Promise<FileBelow[]> {
	const files: FileBelow[] = [];
	for (const name of await filesBelow(folder)) {
		if (without !== null && name.startsWith(`${without}/`)) continue;
		const file = path.join(folder, name);
		files.push({ name, sha256: await sha256OfFile(file), size: (await stat(file)).size });
	}
	return files;
}

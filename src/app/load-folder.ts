import { readdir } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** What the files of a folder export by default, in the order of their names. */
export async function loadFolder<T>(folder: string): Promise<T[]> {
	const names = (await readdir(folder)).filter((name) => /\.(js|ts)$/.test(name) && !name.endsWith(".d.ts")).sort();
	const modules = await Promise.all(
		names.map((name) => import(/* @vite-ignore */ pathToFileURL(path.join(folder, name)).href) as Promise<{ default: T }>),
	);
	return modules.map((module) => module.default);
}

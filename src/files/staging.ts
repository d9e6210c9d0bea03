import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { MANIFEST_FILE } from "../model/release.ts";
import { alone } from "./alone.ts";
import { sha256OfFile } from "./archive.ts";
import { type FileBelow, hashedFiles } from "./below.ts";
import { absent } from "./layout.ts";
import { safeName } from "./names.ts";
import { finishSwap, isPrepared, keep, prepareSwap } from "./swap.ts";
import { flushFolder, openSink, writeDurably, writeWhole } from "./write-whole.ts";

const STALE_MS = 24 * 3600 * 1000;

/** What a new publication takes the place of. */
interface Replaced {
	/** Number of the release. */
	readonly number: number;
	/** Its files, as paths below the publication's folder. */
	readonly files: readonly string[];
}

/** Places of publications: each is written into an area beside output/<period>/ and swapped in; what it replaces is kept in output/<period>/releases/<number>/. */
export function openOutput(output: string) {
	const targetOf = (code: string) => path.join(output, code);
	return {
		/** Does something while no other process changes the period's publication; first finishes what a process began to swap in and died over. */
		async alone<T>(period: { readonly code: string }, work: () => Promise<T>): Promise<T> {
			await mkdir(output, { recursive: true });
			return alone(path.join(output, `.swap-${period.code}`), async () => {
				await recover(output, period.code);
				return work();
			});
		},
		folder: ({ code }: { readonly code: string }, kept: number | null): string => releaseFolder(targetOf(code), kept),
		/** A file of a release; null where there is none. */
		read: ({ code }: { readonly code: string }, kept: number | null, name: string): Promise<Uint8Array | null> =>
			readFile(path.join(releaseFolder(targetOf(code), kept), name)).catch(absent),
		/** The manifest that lies in the period's folder, or in that of an earlier release; null where there is none. */
		manifestIn: ({ code }: { readonly code: string }, kept: number | null): Promise<string | null> =>
			readFile(path.join(releaseFolder(targetOf(code), kept), MANIFEST_FILE), "utf8").catch(absent),
		/** Puts a note there. */
		note: ({ code }: { readonly code: string }, kept: number | null, name: string, text: string): Promise<void> =>
			writeWhole(path.join(releaseFolder(targetOf(code), kept), safeName(name)), text),
		/** Which of some files are missing there, or are not as they were written. */
		async altered({ code }: { readonly code: string }, kept: number | null, files: readonly FileBelow[]): Promise<string[]> {
			const altered: string[] = [];
			for (const { name, sha256, size } of files) {
				const file = path.join(releaseFolder(targetOf(code), kept), name);
				const found = await stat(file).catch(absent);
				if (found?.size !== size || (await sha256OfFile(file)) !== sha256) altered.push(name);
			}
			return altered;
		},
		/** Opens an empty area. */
		async stage({ code }: { readonly code: string }) {
			await sweep(output, areaName("staging", code, ""));
			const id = randomUUID();
			const place = { target: targetOf(code), area: path.join(output, areaName("staging", code, id)) };
			await mkdir(path.join(place.area, "new"), { recursive: true });
			return staging({ ...place, prepared: path.join(output, areaName("swapping", code, id)) });
		},
	};
}

/** Where a release lies: in the period's folder (`kept` null), or under its number among the earlier ones. */
function releaseFolder(target: string, kept: number | null): string {
	return kept === null ? target : path.join(target, "releases", String(kept));
}

interface Place {
	readonly target: string;
	readonly area: string;
	/** Name of the area from when it is ready to be swapped in. */
	readonly prepared: string;
}

/** No period's code holds an @: areas of 2019 are none of 2019-06. */
const areaName = (kind: "staging" | "swapping", code: string, id: string): string => `.${kind}-${code}@${id}`;

function staging({ target, area, prepared }: Place) {
	const fresh = path.join(area, "new");
	const place = (name: string) => path.join(fresh, ...name.split("/").map(safeName));
	const made = async (name: string) => {
		await mkdir(path.dirname(place(name)), { recursive: true });
		return place(name);
	};
	const discard = async () => {
		for (const folder of [area, prepared]) await rm(folder, { recursive: true, force: true });
	};
	return {
		/** Full path of a file to be. */
		path: place,
		/** Writes a file and flushes it to the disk. @throws Error where it was written already. */
		write: async (name: string, content: Uint8Array | string) => writeDurably(await made(name), content),
		/** Opens a file that is written in pieces, flushed and hashed. */
		create: async (name: string) => openSink(await made(name)),
		read: (name: string): Promise<Uint8Array> => readFile(place(name)),
		/** Every file of the area as it lies on the disk, in the order of names. */
		files: () => hashedFiles(fresh),
		/**
		 * Puts the area's files in place of those directly in the folder, and of the replaced release's; keeps that one; gives the folder. A kill leaves the old ones, or is made good by the next `alone`;
		 * where one cannot be replaced (opened in Excel on Windows) all are put back and the fault is thrown. To be called inside `alone`.
		 */
		async commit(replaced: Replaced | null = null): Promise<string> {
			try {
				const old = await filesOf(target, replaced);
				if (replaced) await keepRelease(area, target, replaced.number, old);
				await prepareSwap(area, target, old);
				await rename(area, prepared);
				await flushFolder(path.dirname(prepared));
				await finishSwap(prepared, target);
			} finally {
				await discard();
			}
			return target;
		},
		/** Puts the area's files, as the release of a number, in place of what lies there. */
		async keepAs(number: number): Promise<string> {
			const kept = releaseFolder(target, number);
			await mkdir(path.dirname(kept), { recursive: true });
			await rm(kept, { recursive: true, force: true });
			await rename(fresh, kept);
			await flushFolder(path.dirname(kept));
			return kept;
		},
		discard,
	};
}

/** Names of the files that a publication leaves behind: those directly in the folder, and what the release had below it. */
async function filesOf(target: string, replaced: Replaced | null): Promise<string[]> {
	const direct = (await readdir(target, { withFileTypes: true }).catch(absent)) ?? [];
	const names = direct.filter((entry) => entry.isFile() && entry.name !== ".gitkeep").map(({ name }) => name);
	return [...new Set([...names, ...(replaced?.files ?? [])])].sort();
}

/** Puts the files of a release into its folder of `releases`, all at once; nothing where it lies there already. */
async function keepRelease(area: string, target: string, number: number, names: readonly string[]): Promise<void> {
	const kept = releaseFolder(target, number);
	if (await stat(kept).catch(absent)) return;
	const copy = path.join(area, "kept");
	await mkdir(copy, { recursive: true });
	for (const name of names) await keep(path.join(target, name), path.join(copy, name));
	await mkdir(path.dirname(kept), { recursive: true });
	await rename(copy, kept);
	await flushFolder(path.dirname(kept));
}

/** Finishes the swaps that a process was killed over. */
async function recover(output: string, code: string): Promise<void> {
	const prefix = areaName("swapping", code, "");
	for (const name of (await readdir(output).catch(absent)) ?? []) {
		if (!name.startsWith(prefix)) continue;
		const area = path.join(output, name);
		if (await isPrepared(area)) await finishSwap(area, path.join(output, code));
		await rm(area, { recursive: true, force: true });
	}
}

/** Clears areas that a process which died left a day ago or longer. */
async function sweep(output: string, prefix: string): Promise<void> {
	for (const name of (await readdir(output).catch(absent)) ?? []) {
		if (!name.startsWith(prefix)) continue;
		const entry = await stat(path.join(output, name)).catch(absent);
		if (entry && Date.now() - entry.mtimeMs > STALE_MS) await rm(path.join(output, name), { recursive: true, force: true });
	}
}

import { randomUUID } from "node:crypto";
import { lstat, mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import type { PassedOver } from "../model/passed-over.ts";
import { hold } from "./held-file.ts";
import { absent, isFault, type Layout } from "./layout.ts";
import { denied, type FileState, reasonOf, type SystemPath, told } from "./look.ts";

/** A dropped file that this process alone now works on (the pipeline's port of the same name says more). */
export interface ClaimedFile {
	readonly name: string;
	readonly fileName: string;
	readonly folder: string | null;
	/** None where the file is larger than may be read. */
	readonly bytes: Uint8Array;
	readonly oversized?: { readonly path: string; readonly size: number; readonly limit: number };
	release(): Promise<void>;
}

/** A claim of a process that seems to run but has claimed nothing for so long is taken for a leftover: process ids are used again. */
const STALE_SECONDS = 3600;

/** Claimants of this process that are at work: several inboxes may be open in it at once (a job and a command). */
const OWN = new Set<string>();

/** Where claims lie that could not be renamed into processing/, because the folder they come from is another disk or share: inside that folder, hidden. */
const NEARBY = ".huibao-processing";

/** File of a claimant by which the clock of the file system is told. */
const PROBE = "clock";

/** A claim's folder, and the file in it. */
interface Claim {
	readonly place: string;
	readonly target: string;
}

type Places = Pick<Layout, "inbox" | "processing">;

/**
 * The claims of this process: each is a folder of its own, processing/<claimant>/<n>/, into which the file is renamed with its path, so that only one process can win
 * it and nothing that is known of it (its folder) is lost if the process dies.
 */
export function openClaims(layout: Places, maxBytes: number) {
	const me = `${encodeURIComponent(hostname())}~${process.pid}~${randomUUID().slice(0, 8)}`;
	OWN.add(me);
	const passedOver: PassedOver[] = [];
	/** Claims whose file was still being written to: each settles where it is. */
	const unsettled = new Set<string>();
	const { moved, bases } = mover(layout, me);

	async function take(file: FileState): Promise<ClaimedFile | null> {
		const pass = (reason: PassedOver["reason"], detail = "") => {
			passedOver.push({ name: file.relative.split(path.sep).join("/"), reason, detail });
			return null;
		};
		const onFault = (fault: unknown) => denied(fault, () => pass(reasonOf(fault), told(fault)));
		try {
			// What cannot be opened is not claimed: it waits where its office sees it.
			const objection = await objectionTo(file.path);
			if (objection) return pass(objection);
			const claim = await moved(file);
			return claim && (await read(claim, file.relative));
		} catch (fault) {
			return onFault(fault);
		}
	}

	async function read(claim: Claim, relative: string): Promise<ClaimedFile | null> {
		const held = await hold(claim.target);
		try {
			const oversized = held.size > maxBytes;
			const bytes = held.objection ? null : oversized ? new Uint8Array() : await held.read();
			if (bytes)
				return {
					...partsOf(relative),
					bytes,
					...(oversized ? { oversized: { path: claim.target, size: held.size, limit: maxBytes } } : {}),
					release,
				};
			unsettled.add(claim.place);
			return null;
		} finally {
			await held.close();
		}
		async function release(): Promise<void> {
			// A program that kept the file open has written to it since: that is another file, and is still to do.
			if (await held.isUnchanged()) await forget(claim);
			else unsettled.add(claim.place);
		}
	}

	return {
		me,
		/** Claims files one after another; one that another process was faster with is passed over. */
		async *claim(files: readonly FileState[]): AsyncGenerator<ClaimedFile> {
			for (const file of files) {
				const claimed = await take(file);
				if (claimed) yield claimed;
			}
		},
		/** Folders of claims that have to settle. Forgotten once asked for. */
		takeUnsettled(): string[] {
			const places = [...unsettled];
			unsettled.clear();
			return places;
		},
		/** What was not claimed, and why. Forgotten once asked for. */
		takePassedOver: (): PassedOver[] => passedOver.splice(0),
		/** The instant by which the inbox's file system stamps files now: on a share that is another machine's clock. */
		stamp: () => stampOf(layout, me),
		/** Ends this claimant: what it has not released is a leftover from now on. */
		async close(): Promise<void> {
			OWN.delete(me);
			for (const base of bases()) await removeEmptyTree(path.join(base, me));
		},
	};
}

/** Renames files into the claims of a claimant. */
function mover(layout: Places, me: string) {
	/** The base that fitted last, by the top folder that a file came from ("" for none). */
	const fitting = new Map<string, string>();
	let count = 0;
	return {
		/** Every folder in which the claimant may have one of its own. */
		bases: () => new Set([layout.processing, path.join(layout.inbox, NEARBY), ...fitting.values()]),
		/** Renames a file into a new claim: into processing/ or, from another device, into the nearest folder that is on it. null where it has gone. */
		async moved({ path: from, relative }: FileState): Promise<Claim | null> {
			const [top = ""] = relative.includes(path.sep) ? relative.split(path.sep) : [];
			const candidates = [layout.processing, path.join(layout.inbox, NEARBY), ...(top === "" ? [] : [path.join(layout.inbox, top, NEARBY)])];
			for (const base of candidates.slice(candidates.indexOf(fitting.get(top) ?? layout.processing))) {
				const place = path.join(base, me, String(++count));
				const target = path.join(place, relative);
				try {
					await mkdir(path.dirname(target), { recursive: true });
					await rename(from, target);
					fitting.set(top, base);
					return { place, target };
				} catch (fault) {
					await rm(place, { recursive: true, force: true });
					if (isFault(fault, "ENOENT")) return null;
					if (!isFault(fault, "EXDEV") || base === candidates.at(-1)) throw fault;
				}
			}
			return null;
		},
	};
}

async function stampOf(layout: Places, me: string): Promise<number> {
	const [inbox, processing] = [
		await deviceOf(layout.inbox),
		(await deviceOf(layout.processing)) ?? (await deviceOf(path.dirname(layout.processing))),
	];
	const probe = path.join(inbox === null || inbox === processing ? layout.processing : path.join(layout.inbox, NEARBY), me, PROBE);
	await mkdir(path.dirname(probe), { recursive: true });
	await writeFile(probe, "");
	const { mtimeMs } = await lstat(probe);
	await rm(probe, { force: true });
	return mtimeMs;
}

/** Folders of claimants that belong to no running process, those of this very process last: a fault broke them off, and may do so again. */
export async function leftovers(layout: Places, now: number, isAlive: (pid: number) => boolean): Promise<string[]> {
	const bases = [layout.processing, ...[layout.inbox, ...(await foldersIn(layout.inbox))].map((folder) => path.join(folder, NEARBY))];
	const found: { folder: string; own: boolean; since: number }[] = [];
	for (const folder of (await Promise.all(bases.map(foldersIn))).flat()) {
		const claimant = path.basename(folder);
		const state = await lstat(folder).catch(absent);
		if (!state || !isLeftover(claimant, now - state.mtimeMs, isAlive)) continue;
		found.push({ folder, own: claimant.split("~")[1] === String(process.pid), since: state.birthtimeMs });
	}
	// The youngest first: while an older one still holds something, what a younger one holds it had taken over from it, and that came before what is left.
	return found.sort((a, b) => Number(a.own) - Number(b.own) || b.since - a.since).map(({ folder }) => folder);
}

/** Whether a claimant is no running process. Those of other machines are left alone until they are stale. */
function isLeftover(claimant: string, idleMs: number, isAlive: (pid: number) => boolean): boolean {
	const [host, pid] = claimant.split("~");
	if (idleMs > STALE_SECONDS * 1000) return true;
	if (host !== encodeURIComponent(hostname())) return false;
	// Another claimant with this very process id that is not at work in this process has died or has ended.
	if (Number(pid) === process.pid) return !OWN.has(claimant);
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

/** Claims of a claimant's folder, in the order in which they were made. */
export async function placesIn(claimant: string): Promise<string[]> {
	const places = (await namesIn(claimant)).sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
	return places.map((place) => path.join(claimant, place));
}

/** Takes the folder of a claimant that has died away, unless a claim is still in it. */
export async function removeClaimant(folder: string): Promise<void> {
	await rm(path.join(folder, PROBE), { force: true });
	await removeEmptyTree(folder);
}

/** Takes a folder away with the empty folders in it; one with a file in it stays. */
export async function removeEmptyTree(folder: string): Promise<void> {
	const entries = (await readdir(folder, { withFileTypes: true }).catch(absent)) ?? [];
	for (const entry of entries) if (entry.isDirectory()) await removeEmptyTree(path.join(folder, entry.name));
	await removeEmpty(folder);
}

async function removeEmpty(folder: string): Promise<void> {
	await rmdir(folder).catch((fault: unknown) => {
		if (!isFault(fault, "ENOTEMPTY", "EEXIST", "ENOENT", "EBUSY", "EPERM", "EACCES")) throw fault;
	});
}

/** Takes a file that has its outcome away, with the folders of its claim. */
async function forget({ place, target }: Claim): Promise<void> {
	await rm(target, { force: true });
	for (let folder = path.dirname(target); folder.length >= place.length; folder = path.dirname(folder)) await removeEmpty(folder);
}

async function objectionTo(where: SystemPath): Promise<"link" | "special" | null> {
	const held = await hold(where);
	await held.close();
	return held.objection;
}

function partsOf(relative: string): Pick<ClaimedFile, "name" | "fileName" | "folder"> {
	const parts = relative.split(path.sep);
	return { name: parts.join("/"), fileName: path.basename(relative), folder: parts.length > 1 ? (parts[0] ?? null) : null };
}

async function deviceOf(folder: string): Promise<number | null> {
	return (await lstat(folder).catch(absent))?.dev ?? null;
}

async function namesIn(folder: string): Promise<string[]> {
	return (await readdir(folder).catch(absent)) ?? [];
}

async function foldersIn(folder: string): Promise<string[]> {
	const entries = (await readdir(folder, { withFileTypes: true }).catch(absent)) ?? [];
	return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(folder, entry.name));
}

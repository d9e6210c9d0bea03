import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { absent, isFault } from "./layout.ts";

/** How often a process that holds a lock says that it lives. */
const BEAT_MS = 5_000;
/** A lock of another machine, or without an owner, that has been silent for so long belongs to a process that died. */
const SILENT_MS = 120_000;
/** The same where a process of the owner's number runs on this machine: another one may have been given that number, or the machine slept. */
const SILENT_THOUGH_ALIVE_MS = 3_600_000;

/** Who holds a lock, as it stands in the lock's folder. */
interface Owner {
	readonly pid: number;
	readonly host: string;
	/** Tells this holding of the lock from every other. */
	readonly token: string;
}

/**
 * Does something while no other process does it, however long it takes. A lock is a folder that its holder touches every few seconds. One whose holder is known to have died is broken at once, one that
 * has been silent for long as well.
 * @param lock path of the folder; what it lies in must exist
 */
export async function alone<T>(lock: string, work: () => Promise<T>): Promise<T> {
	const owner: Owner = { pid: process.pid, host: hostname(), token: randomUUID() };
	while (!(await taken(lock, owner))) {
		if (!(await broken(lock))) await sleep(20);
	}
	const beat = setInterval(() => void touch(lock), BEAT_MS);
	beat.unref();
	try {
		return await work();
	} finally {
		clearInterval(beat);
		// Where it was broken meanwhile, it is another's.
		if ((await ownerOf(lock))?.token === owner.token) await rm(lock, { recursive: true, force: true });
	}
}

async function taken(lock: string, owner: Owner): Promise<boolean> {
	try {
		await mkdir(lock);
	} catch (fault) {
		if (isFault(fault, "EEXIST")) return false;
		throw fault;
	}
	await writeFile(ownerFile(lock), JSON.stringify(owner));
	return true;
}

/** Whether a lock stands no longer: it was let go, or it was a dead one's and has been taken away. */
async function broken(lock: string): Promise<boolean> {
	const held = await stat(lock).catch(absent);
	if (!held) return true;
	const owner = await ownerOf(lock);
	if (Date.now() - held.mtimeMs <= patience(owner)) return false;
	// Taken away by a rename, so that of several who find it dead one succeeds; where a living one was caught, because it was quicker still, it is put back.
	const aside = path.join(path.dirname(lock), `.staging-${path.basename(lock)}@${randomUUID()}`);
	try {
		await rename(lock, aside);
	} catch (fault) {
		absent(fault);
		return true;
	}
	if ((await ownerOf(aside))?.token === owner?.token) await rm(aside, { recursive: true, force: true });
	else await rename(aside, lock);
	return true;
}

/** For how long a lock may be silent. */
function patience(owner: Owner | null): number {
	if (owner?.host !== hostname()) return SILENT_MS;
	return isAlive(owner.pid) ? SILENT_THOUGH_ALIVE_MS : -1;
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (fault) {
		// It runs, and is somebody else's.
		if (isFault(fault, "EPERM")) return true;
		if (isFault(fault, "ESRCH")) return false;
		throw fault;
	}
}

/** null where its holder has not said yet who it is, or never will. */
async function ownerOf(lock: string): Promise<Owner | null> {
	const text = await readFile(ownerFile(lock), "utf8").catch(absent);
	if (!text) return null;
	try {
		return JSON.parse(text) as Owner;
	} catch (fault) {
		// It died while it wrote.
		if (fault instanceof SyntaxError) return null;
		throw fault;
	}
}

const ownerFile = (lock: string): string => path.join(lock, "owner.json");

async function touch(lock: string): Promise<void> {
	const now = new Date();
	await utimes(lock, now, now).catch(absent);
}

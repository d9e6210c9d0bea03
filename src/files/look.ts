import type { Dirent, Stats } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import path from "node:path";
import { isLitter } from "../model/litter.ts";
import type { PassedOver } from "../model/passed-over.ts";
import { absent, isFault } from "./layout.ts";
import { isConflictCopy } from "./names.ts";

/** A path as the system knows it: its bytes, where they are no UTF-8. */
export type SystemPath = string | Buffer;

export interface FileState {
	/** Path below the folder that was looked through, in this system's separators; readable even where the system's own is not. */
	readonly relative: string;
	readonly path: SystemPath;
	/** The instant of its last change: that of the content or, where it was copied with its old date, of its entry. */
	readonly changedMs: number;
	/** Tells whether it is still the same file with the same content. */
	readonly mark: string;
}

/** What lies below a folder: the files, the longest unchanged first, and what is no file that may be taken. */
export interface Look {
	readonly files: FileState[];
	readonly passedOver: PassedOver[];
}

/** Deeper than any office files; folders that programs nest without end are not followed. */
const DEEPEST = 32;
/** So many files are asked after at once: on a share each answer takes its time. */
const AT_ONCE = 16;

/**
 * The files below a folder. Litter is passed over silently; links of every kind (a symbolic one, or a second name of a file elsewhere: what is taken must be the office's own
 * bytes), pipes and devices, conflict copies and what the machine denies are told. A folder that does not exist holds nothing.
 */
export async function lookThrough(root: string): Promise<Look> {
	const look: Look = { files: [], passedOver: [] };
	await lookInto({ path: root, relative: "", depth: 0 }, look);
	look.files.sort((a, b) => a.changedMs - b.changedMs || (a.relative < b.relative ? -1 : 1));
	return look;
}

interface Folder {
	readonly path: SystemPath;
	readonly relative: string;
	readonly depth: number;
}

async function lookInto(folder: Folder, look: Look): Promise<void> {
	if (folder.depth > DEEPEST) return pass(look, folder.relative, "deep");
	const entries =
		(await entriesOf(folder).catch((fault: unknown) => denied(fault, () => pass(look, folder.relative, reasonOf(fault), told(fault))))) ?? [];
	const files: Entry[] = [];
	for (const entry of entries.filter(({ name }) => !isLitter(name))) {
		const objection = objectionTo(entry);
		if (entry.kind.isDirectory()) await lookInto({ path: entry.path, relative: entry.relative, depth: folder.depth + 1 }, look);
		else if (objection) pass(look, entry.relative, objection);
		else files.push(entry);
	}
	for (let at = 0; at < files.length; at += AT_ONCE) await Promise.all(files.slice(at, at + AT_ONCE).map((file) => askAfter(file, look)));
}

function objectionTo({ name, kind }: Entry): PassedOver["reason"] | null {
	if (kind.isSymbolicLink()) return "link";
	if (!kind.isFile()) return "special";
	return isConflictCopy(name) ? "conflict" : null;
}

async function askAfter({ path: where, relative }: Entry, look: Look): Promise<void> {
	const state = await lstat(where).catch((fault: unknown) => denied(fault, () => pass(look, relative, reasonOf(fault), told(fault))));
	if (!state?.isFile()) return;
	if (state.nlink > 1) pass(look, relative, "link");
	else look.files.push({ relative, path: where, changedMs: Math.max(state.mtimeMs, state.ctimeMs), mark: markOf(state) });
}

function pass(look: Look, relative: string, reason: PassedOver["reason"], detail = ""): void {
	look.passedOver.push({ name: relative.split(path.sep).join("/"), reason, detail });
}

interface Entry {
	readonly name: string;
	readonly path: SystemPath;
	readonly relative: string;
	readonly kind: Dirent | Dirent<Buffer>;
}

async function entriesOf(folder: Folder): Promise<Entry[]> {
	const listed = await readdir(folder.path, { withFileTypes: true }).catch(absent);
	const entry = (name: string, system: SystemPath, kind: Entry["kind"]): Entry => ({
		name,
		path: joined(folder.path, system),
		relative: path.join(folder.relative, name),
		kind,
	});
	// Node shows the bytes of a name that is not UTF-8 as U+FFFD and then finds no such file: it is asked for by its bytes.
	if (!listed?.some(({ name }) => name.includes("\ufffd"))) return (listed ?? []).map((kind) => entry(kind.name, kind.name, kind));
	const raw = (await readdir(folder.path, { withFileTypes: true, encoding: "buffer" }).catch(absent)) ?? [];
	return raw.map((kind) => entry(readableName(kind.name), kind.name, kind));
}

function joined(folder: SystemPath, name: SystemPath): SystemPath {
	if (typeof folder === "string" && typeof name === "string") return path.join(folder, name);
	return Buffer.concat([Buffer.from(folder), Buffer.from(path.sep), Buffer.from(name)]);
}

/** A name's text: UTF-8, else GB18030, as archivers of Chinese Windows leave it on Linux, else byte by byte. */
function readableName(bytes: Buffer): string {
	for (const encoding of ["utf-8", "gb18030"]) {
		try {
			return new TextDecoder(encoding, { fatal: true }).decode(bytes);
		} catch (fault) {
			if (!isFault(fault, "ERR_ENCODING_INVALID_ENCODED_DATA")) throw fault;
		}
	}
	return bytes.toString("latin1");
}

/** What tells one state of a file from another. */
export function markOf({ size, mtimeMs }: Stats): string {
	// Not by its inode: some shares and sticks number a file anew when it is renamed.
	return `${size} ${mtimeMs}`;
}

/** Faults of one file or folder, which hold up no others: a share that is gone for a moment, a lock, a missing permission, a name that is too long. */
const OF_ONE = [
	"EBUSY",
	"ETXTBSY",
	"ESTALE",
	"EIO",
	"EACCES",
	"EPERM",
	"EROFS",
	"ENAMETOOLONG",
	"EINVAL",
	"ELOOP",
	"ENXIO",
	"ETIMEDOUT",
	"EAGAIN",
	"UNKNOWN",
];

/** Lets a fault of one file pass as null after it was noted, "it does not exist" as null alone, and throws on every other. */
export function denied(fault: unknown, note: () => void): null {
	if (isFault(fault, ...OF_ONE)) note();
	else absent(fault);
	return null;
}

/** The reason that a fault of one file comes to. */
export function reasonOf(fault: unknown): PassedOver["reason"] {
	if (isFault(fault, "EBUSY", "ETXTBSY", "EAGAIN")) return "busy";
	if (isFault(fault, "ELOOP")) return "link";
	if (isFault(fault, "ENXIO")) return "special";
	return isFault(fault, "EACCES", "EPERM", "EROFS") ? "denied" : "fault";
}

export function told(fault: unknown): string {
	return fault instanceof Error ? fault.message : String(fault);
}

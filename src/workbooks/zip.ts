import { crc32, createGunzip, inflateRawSync } from "node:zlib";
import type { ReadLimits } from "../model/read-limits.ts";
import { RefusalError } from "../model/refusal.ts";
import { locateParts, readDirectory, type ZipEntry } from "./zip-directory.ts";

/** A zip package whose table of contents has been read; parts are unpacked on demand, never past the size that they declare. */
export interface ZipPackage {
	/** Of files, in the order of the directory; forward slashes, no leading one. */
	readonly names: readonly string[];
	/** The same files one by one: those of one name, and of names that differ in case, as well. */
	readonly files: readonly ZipFile[];
	/** The name of a part as the package writes it, whatever case, slashes and percent signs it is asked for with; null where there is none. */
	find(name: string): string | null;
	/** Unpacked bytes of a part at once, or null where there is none of that name. @throws RefusalError file.encrypted, file.unreadable, limit.* */
	part(name: string): Uint8Array | null;
	/** The same piece by piece, inflated on the thread pool ahead of its reader. Damage may show only after the last piece. */
	pieces(name: string): AsyncIterable<Uint8Array> | null;
	/** Declared size of a part; 0 where there is none. */
	size(name: string): number;
}

/** A file of an archive. */
export interface ZipFile {
	readonly name: string;
	/** Its bytes as they lie in the archive, packed by `method` (0 stored, 8 deflated); check sum and size (in bytes) are those of the unpacked content, as declared. */
	readonly packed: Uint8Array;
	readonly method: number;
	readonly crc: number;
	readonly unpacked: number;
	/** @throws RefusalError file.encrypted, file.unreadable, limit.* */
	content(): Uint8Array;
}

type ZipLimits = Pick<ReadLimits, "unpacked" | "ratio" | "entries">;

/** Parts that unpack to no more than this are not looked at for their ratio. */
const RATIO_FROM = 1024 * 1024;
/** Bytes per piece: enough for the turns of the event loop between them not to count. While one is scanned, the pool inflates the next. */
const PIECE = 1024 * 1024;

/**
 * Opens a zip package.
 * @throws RefusalError file.truncated, file.unreadable, limit.unpacked, limit.entries
 */
export function openZip(bytes: Uint8Array, limits: ZipLimits): ZipPackage {
	const entries = readDirectory(bytes, limits.entries);
	const declared = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
	if (declared > limits.unpacked) throw new RefusalError("limit.unpacked", { limit: limits.unpacked, found: declared });
	const located = locateParts(bytes, entries);
	const byName = new Map(entries.map((entry) => [canonical(entry.name), entry]));
	let spent = 0;
	/** Parts may be asked for more than once; all of it counts. */
	const spend = (entry: ZipEntry): Uint8Array => {
		if (entry.encrypted) throw new RefusalError("file.encrypted");
		if (entry.unpacked > RATIO_FROM && entry.unpacked > limits.ratio * entry.packed) throw new RefusalError("limit.ratio", { limit: limits.ratio });
		spent += entry.unpacked;
		if (spent > limits.unpacked) throw new RefusalError("limit.unpacked", { limit: limits.unpacked, found: spent });
		return located.get(entry) ?? new Uint8Array();
	};
	const files = entries
		.filter(({ name }) => !name.endsWith("/"))
		.map((entry) => {
			const { name, method, crc, unpacked } = entry;
			return { name, method, crc, unpacked, packed: located.get(entry) ?? new Uint8Array(), content: () => unpack(spend(entry), entry) };
		});
	return {
		names: files.map(({ name }) => name),
		files,
		find: (name) => byName.get(canonical(name))?.name ?? null,
		part: (name) => {
			const entry = byName.get(canonical(name));
			return entry ? unpack(spend(entry), entry) : null;
		},
		pieces: (name) => {
			const entry = byName.get(canonical(name));
			return entry ? (entry.method === 0 ? stored : inflated)(spend(entry), entry) : null;
		},
		size: (name) => byName.get(canonical(name))?.unpacked ?? 0,
	};
}

/** Part names are compared without case; some writers escape what is not ASCII, or use the slashes of Windows. */
function canonical(name: string): string {
	const slashed = name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
	return slashed.includes("%")
		? slashed.replace(/(?:%[0-9a-f]{2})+/g, (escaped) => Buffer.from(escaped.replaceAll("%", ""), "hex").toString())
		: slashed;
}

function unpack(data: Uint8Array, entry: ZipEntry): Uint8Array {
	const content = entry.method === 0 ? data : inflateWhole(data, entry);
	// The check sum finds what still unpacks: one changed bit may turn a figure into another.
	if (content.length !== entry.unpacked || crc32(content) !== entry.crc) throw damaged(entry, "check sum");
	return content;
}

function inflateWhole(data: Uint8Array, entry: ZipEntry): Uint8Array {
	if (entry.method !== 8) throw damaged(entry, `packing method ${entry.method}`);
	try {
		return inflateRawSync(data, { maxOutputLength: Math.max(1, entry.unpacked) });
	} catch (error) {
		throw damaged(entry, error);
	}
}

async function* stored(data: Uint8Array, entry: ZipEntry): AsyncGenerator<Uint8Array> {
	if (data.length !== entry.unpacked) throw damaged(entry, "size");
	let crc = 0;
	for (let at = 0; at < data.length; at += PIECE) {
		const piece = data.subarray(at, at + PIECE);
		crc = crc32(piece, crc);
		yield piece;
	}
	if (crc !== entry.crc) throw damaged(entry, "check sum");
}

/** The frame of a gzip file around the same deflated bytes makes zlib verify size and check sum as it inflates, on its own thread. */
const GZIP_HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);

async function* inflated(data: Uint8Array, entry: ZipEntry): AsyncGenerator<Uint8Array> {
	if (entry.method !== 8) throw damaged(entry, `packing method ${entry.method}`);
	const trailer = Buffer.alloc(8);
	trailer.writeUInt32LE(entry.crc, 0);
	trailer.writeUInt32LE(entry.unpacked % 2 ** 32, 4);
	const inflating = createGunzip({ chunkSize: PIECE });
	let found = 0;
	try {
		inflating.write(GZIP_HEADER);
		inflating.write(data);
		inflating.end(trailer);
		for await (const piece of inflating as AsyncIterable<Buffer>) {
			found += piece.length;
			if (found > entry.unpacked) throw damaged(entry, "size");
			yield piece;
		}
	} catch (error) {
		throw error instanceof RefusalError ? error : damaged(entry, error);
	}
	if (found !== entry.unpacked) throw damaged(entry, "size");
}

/** zlib says what it found wrong; for the office it is one thing: the file is damaged. */
function damaged(entry: ZipEntry, reason: unknown): RefusalError {
	return new RefusalError("file.unreadable", { part: entry.name, reason: reason instanceof Error ? reason.message : String(reason) });
}

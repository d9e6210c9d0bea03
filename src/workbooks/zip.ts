import { crc32, inflateRawSync } from "node:zlib";
import { RefusalError } from "../model/refusal.ts";

/** A zip package whose table of contents has been read; parts are unpacked on demand, never past the size that they declare. */
export interface ZipPackage {
	readonly names: readonly string[];
	/** Unpacked bytes of a part, or null where there is none of that name. @throws RefusalError where the part is damaged. */
	part(name: string): Uint8Array | null;
}

interface Entry {
	readonly name: string;
	readonly method: number;
	readonly crc: number;
	readonly packed: number;
	readonly unpacked: number;
	readonly offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const OVERFLOW = 0xffffffff;

/**
 * Opens a zip package. Only the central directory is believed: a half-copied file has none and is refused, never salvaged.
 * @throws RefusalError file.truncated, file.unreadable, file.encrypted, limit.unpacked
 */
export function openZip(bytes: Uint8Array, maxUnpacked: number): ZipPackage {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const entries = new Map(directoryOf(view, bytes).map((entry) => [entry.name, entry]));
	const declared = [...entries.values()].reduce((sum, entry) => sum + entry.unpacked, 0);
	if (declared > maxUnpacked) throw new RefusalError("limit.unpacked", { limit: maxUnpacked, found: declared });
	return {
		names: [...entries.keys()],
		part: (name) => {
			const entry = entries.get(name);
			return entry ? unpack(view, bytes, entry) : null;
		},
	};
}

/** Where the end-of-central-directory record starts; it may be followed by a comment of at most 65,535 bytes. */
function findEnd(view: DataView): number {
	for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
		if (view.getUint32(at, true) === END) return at;
	}
	throw new RefusalError("file.truncated");
}

function directoryOf(view: DataView, bytes: Uint8Array): Entry[] {
	try {
		return centralDirectory(view, bytes);
	} catch (error) {
		// Lengths and offsets in it lead past the end of the file: bytes are missing or were changed on the way.
		if (error instanceof RangeError) throw new RefusalError("file.truncated");
		throw error;
	}
}

function centralDirectory(view: DataView, bytes: Uint8Array): Entry[] {
	const end = findEnd(view);
	const size = view.getUint32(end + 12, true);
	// The directory ends where the end record starts, whatever was put in front of the archive; only ZIP64 files need the offset field.
	let at = size === OVERFLOW || view.getUint32(end + 16, true) === OVERFLOW ? zip64Directory(view, end) : end - size;
	const entries: Entry[] = [];
	while (at >= 0 && at + 46 <= view.byteLength && view.getUint32(at, true) === CENTRAL) {
		entries.push(centralEntry(view, bytes, at));
		at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	const declared = view.getUint16(end + 10, true);
	if (entries.length === 0 || (declared !== 0xffff && declared !== entries.length)) throw new RefusalError("file.truncated");
	return entries;
}

function zip64Directory(view: DataView, end: number): number {
	const locator = end - 20;
	if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) throw new RefusalError("file.truncated");
	const record = Number(view.getBigUint64(locator + 8, true));
	if (record + 56 > view.byteLength) throw new RefusalError("file.truncated");
	return Number(view.getBigUint64(record + 48, true));
}

function centralEntry(view: DataView, bytes: Uint8Array, at: number): Entry {
	const flags = view.getUint16(at + 8, true);
	if (flags & 1) throw new RefusalError("file.encrypted");
	const nameEnd = at + 46 + view.getUint16(at + 28, true);
	const sizes = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
	const [unpacked, packed, offset] = widen(view, sizes, nameEnd, nameEnd + view.getUint16(at + 30, true));
	const name = new TextDecoder(flags & 0x800 ? "utf-8" : "latin1").decode(bytes.subarray(at + 46, nameEnd));
	return {
		name: name.replaceAll("\\", "/").replace(/^\//, ""),
		method: view.getUint16(at + 10, true),
		crc: view.getUint32(at + 16, true),
		unpacked: unpacked ?? 0,
		packed: packed ?? 0,
		offset: offset ?? 0,
	};
}

/** Sizes that do not fit stand in the ZIP64 extra field, in this order. Some writers use it for small files too. */
function widen(view: DataView, sizes: readonly number[], from: number, to: number): number[] {
	for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
		if (view.getUint16(at, true) !== 1) continue;
		let next = at + 4;
		return sizes.map((size) => {
			if (size !== OVERFLOW) return size;
			next += 8;
			return Number(view.getBigUint64(next - 8, true));
		});
	}
	return [...sizes];
}

function unpack(view: DataView, bytes: Uint8Array, entry: Entry): Uint8Array {
	const { offset, packed, unpacked, method } = entry;
	if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) throw new RefusalError("file.unreadable", { part: entry.name });
	const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
	const data = bytes.subarray(start, start + packed);
	const content = method === 0 ? data : method === 8 ? inflate(data, entry) : null;
	// The check sum finds what still unpacks: one changed bit may turn a figure into another.
	if (content?.length !== unpacked || crc32(content) !== entry.crc) throw new RefusalError("file.unreadable", { part: entry.name });
	return content;
}

function inflate(data: Uint8Array, entry: Entry): Uint8Array {
	try {
		return inflateRawSync(data, { maxOutputLength: Math.max(1, entry.unpacked) });
	} catch (error) {
		// zlib says what it found wrong; for the office it is one thing: the file is damaged.
		throw new RefusalError("file.unreadable", { part: entry.name, reason: error instanceof Error ? error.message : String(error) });
	}
}

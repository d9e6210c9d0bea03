import { isUtf8 } from "node:buffer";
import { RefusalError } from "../model/refusal.ts";

/** A part of a zip package, as the central directory describes it. */
export interface ZipEntry {
	/** Path inside the package with forward slashes, never used as a path of the machine's. */
	readonly name: string;
	/** 0 stored, 8 deflated; others are not read. */
	readonly method: number;
	readonly crc: number;
	/** Nothing but its name and sizes can be had without the password. */
	readonly encrypted: boolean;
	/** Bytes as they lie in the file. */
	readonly packed: number;
	/** Bytes after unpacking, as declared. */
	readonly unpacked: number;
	/** Where its local header stands. */
	readonly offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END = 0x06064b50;
const OVERFLOW = 0xffffffff;
/** A flag of bit 0: the part is encrypted. */
const ENCRYPTED = 1;
/** A flag of bit 11: the name is UTF-8. */
const UTF8 = 0x800;

/**
 * The parts that the central directory names. It alone is believed: a half-copied file has none and is refused, never salvaged.
 * @throws RefusalError file.truncated, limit.entries
 */
export function readDirectory(bytes: Uint8Array, maxEntries: number): ZipEntry[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		return centralDirectory(view, bytes, maxEntries);
	} catch (error) {
		// Lengths and offsets in it lead past the end of the file: bytes are missing or were changed on the way.
		if (error instanceof RangeError) throw new RefusalError("file.truncated");
		throw error;
	}
}

/** Where the end-of-central-directory record starts; it may be followed by a comment of at most 65,535 bytes. */
function findEnd(view: DataView): number {
	for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
		if (view.getUint32(at, true) === END) return at;
	}
	throw new RefusalError("file.truncated");
}

function centralDirectory(view: DataView, bytes: Uint8Array, maxEntries: number): ZipEntry[] {
	const end = findEnd(view);
	const size = view.getUint32(end + 12, true);
	// The directory ends where the end record starts, whatever was put in front of the archive; only ZIP64 files need the offset field.
	let at = size === OVERFLOW || view.getUint32(end + 16, true) === OVERFLOW ? zip64Directory(view, end) : end - size;
	const entries: ZipEntry[] = [];
	while (at >= 0 && at + 46 <= view.byteLength && view.getUint32(at, true) === CENTRAL) {
		if (entries.length === maxEntries) throw new RefusalError("limit.entries", { limit: maxEntries });
		entries.push(centralEntry(view, bytes, at));
		at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	const declared = view.getUint16(end + 10, true);
	if (entries.length === 0 || (declared !== 0xffff && declared !== entries.length)) throw new RefusalError("file.truncated");
	return entries;
}

function zip64Directory(view: DataView, end: number): number {
	const locator = end - 20;
	if (locator < 0 || view.getUint32(locator, true) !== ZIP64_LOCATOR) throw new RefusalError("file.truncated");
	const record = Number(view.getBigUint64(locator + 8, true));
	if (record + 56 > view.byteLength || view.getUint32(record, true) !== ZIP64_END) throw new RefusalError("file.truncated");
	return Number(view.getBigUint64(record + 48, true));
}

function centralEntry(view: DataView, bytes: Uint8Array, at: number): ZipEntry {
	const flags = view.getUint16(at + 8, true);
	const nameEnd = at + 46 + view.getUint16(at + 28, true);
	const sizes = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
	const [unpacked, packed, offset] = widen(view, sizes, nameEnd, nameEnd + view.getUint16(at + 30, true));
	return {
		name: decodeName(bytes.subarray(at + 46, nameEnd), (flags & UTF8) !== 0)
			.replaceAll("\\", "/")
			.replace(/^\/+/, ""),
		method: view.getUint16(at + 10, true),
		encrypted: (flags & ENCRYPTED) !== 0,
		crc: view.getUint32(at + 16, true),
		unpacked: unpacked ?? 0,
		packed: packed ?? 0,
		offset: offset ?? 0,
	};
}

/** Names without the flag are the writer's code page: UTF-8 all the same for many, GB18030 for archives packed on a Chinese Windows. */
function decodeName(bytes: Uint8Array, utf8: boolean): string {
	if (utf8 || isUtf8(bytes)) return Buffer.from(bytes).toString();
	return new TextDecoder("gb18030").decode(bytes);
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

/**
 * Where each part's bytes lie, after its local header.
 * @throws RefusalError file.unreadable where two parts share bytes, as in archives that unpack to far more than they could hold, or lie outside the file
 */
export function locateParts(bytes: Uint8Array, entries: readonly ZipEntry[]): Map<ZipEntry, Uint8Array> {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const located = new Map<ZipEntry, Uint8Array>();
	let free = 0;
	for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
		const { offset, packed, name } = entry;
		if (offset < free) throw new RefusalError("file.unreadable", { part: name, reason: "shares bytes with another part" });
		if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) throw new RefusalError("file.unreadable", { part: name });
		const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
		if (start + packed > bytes.length) throw new RefusalError("file.truncated");
		located.set(entry, bytes.subarray(start, start + packed));
		free = start + packed;
	}
	return located;
}

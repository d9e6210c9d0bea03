import { crc32, deflateRawSync } from "node:zlib";

/** Bit 11: names are UTF-8. */
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
const VERSION = 20;
/** 1980-01-01 00:00 in the format of MS-DOS: nothing in a package says when it was made. */
const [DATE, TIME] = [0x0021, 0];
const [LOCAL_LENGTH, CENTRAL_LENGTH, END_LENGTH] = [30, 46, 22];

/** A small window and little memory: parts are small, and to set zlib up for large ones would take longer than to pack them. */
const SMALL = { level: 3, memLevel: 5, windowBits: 13 } as const;

/**
 * Packs parts into a zip file in the order of their names: the same content gives the same bytes at any time. Deflated by the machine's own zlib, which takes a fraction of the time
 * that a deflate in JavaScript takes; another build of Node may pack the same content into other bytes.
 * @param recurring parts that many packages have alike: packed once
 */
export function pack(parts: Readonly<Record<string, string>>, recurring: Readonly<Record<string, string>> = {}): Uint8Array {
	const own = Object.entries(parts).map(([name, text]) => packEntry(name, Buffer.from(text)));
	const shared = Object.entries(recurring).map(([name, text]) => recurringEntry(name, text));
	return packEntries([...own, ...shared].sort((a, b) => Buffer.compare(a.name, b.name)));
}

/** A zip file of parts that are packed already, in their order. */
export function packEntries(entries: readonly PackedEntry[]): Uint8Array {
	const sizes = entries.map(({ name, data }) => LOCAL_LENGTH + name.length + data.length);
	const directoryAt = sizes.reduce((sum, size) => sum + size, 0);
	const directorySize = entries.reduce((sum, { name }) => sum + CENTRAL_LENGTH + name.length, 0);
	const out = Buffer.alloc(directoryAt + directorySize + END_LENGTH);
	let [at, central] = [0, directoryAt];
	for (const entry of entries) {
		central = writeCentral(out, central, entry, at);
		at = writeLocal(out, at, entry);
	}
	out.writeUInt32LE(0x06054b50, central);
	out.writeUInt16LE(entries.length, central + 8);
	out.writeUInt16LE(entries.length, central + 10);
	out.writeUInt32LE(directorySize, central + 12);
	out.writeUInt32LE(directoryAt, central + 16);
	return out;
}

/** A part as it lies in a zip file. */
export interface PackedEntry {
	/** In UTF-8. */
	readonly name: Buffer;
	readonly data: Uint8Array;
	/** 0 stored, 8 deflated. */
	readonly method: number;
	/** Of the content, as is its size in bytes. */
	readonly crc: number;
	readonly unpacked: number;
}

/** From this size on a part is worth zlib's full window. */
const LARGE_FROM = 64 * 1024;
const LARGE = { level: 3 } as const;

/** Packs a part. */
export function packEntry(name: string, content: Uint8Array): PackedEntry {
	const data = deflateRawSync(content, content.length < LARGE_FROM ? SMALL : LARGE);
	return { name: Buffer.from(name), data, method: DEFLATED, crc: crc32(content), unpacked: content.length };
}

const packed = new Map<string, PackedEntry>();
/** Recurring parts are few; a stray one does not make the process grow. */
const MOST_RECURRING = 100;

function recurringEntry(name: string, text: string): PackedEntry {
	const key = `${name}\n${text}`;
	const known = packed.get(key);
	if (known) return known;
	const entry = packEntry(name, Buffer.from(text));
	if (packed.size < MOST_RECURRING) packed.set(key, entry);
	return entry;
}

/** What local and central headers share, from the version on. */
function writeShared(out: Buffer, at: number, { name, data, method, crc, unpacked }: PackedEntry): void {
	out.writeUInt16LE(VERSION, at);
	out.writeUInt16LE(UTF8_NAMES, at + 2);
	out.writeUInt16LE(method, at + 4);
	out.writeUInt16LE(TIME, at + 6);
	out.writeUInt16LE(DATE, at + 8);
	out.writeUInt32LE(crc, at + 10);
	out.writeUInt32LE(data.length, at + 14);
	out.writeUInt32LE(unpacked, at + 18);
	out.writeUInt16LE(name.length, at + 22);
}

function writeLocal(out: Buffer, at: number, entry: PackedEntry): number {
	out.writeUInt32LE(0x04034b50, at);
	writeShared(out, at + 4, entry);
	entry.name.copy(out, at + LOCAL_LENGTH);
	out.set(entry.data, at + LOCAL_LENGTH + entry.name.length);
	return at + LOCAL_LENGTH + entry.name.length + entry.data.length;
}

function writeCentral(out: Buffer, at: number, entry: PackedEntry, localAt: number): number {
	out.writeUInt32LE(0x02014b50, at);
	out.writeUInt16LE(VERSION, at + 4);
	writeShared(out, at + 6, entry);
	out.writeUInt32LE(localAt, at + 42);
	entry.name.copy(out, at + CENTRAL_LENGTH);
	return at + CENTRAL_LENGTH + entry.name.length;
}

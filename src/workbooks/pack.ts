import { crc32, deflateRawSync } from "node:zlib";
import { centralHeader, DEFLATED, endRecord, localHeader, type ZipHead } from "./zip-headers.ts";

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
	const pieces: Uint8Array[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const { data, ...rest } of entries) {
		const head: ZipHead = { ...rest, packed: data.length };
		directory.push(centralHeader(head, at));
		const local = localHeader(head);
		pieces.push(local, data);
		at += local.length + data.length;
	}
	const listed = Buffer.concat(directory);
	return Buffer.concat([...pieces, listed, endRecord(entries.length, listed.length, at)]);
}

/** A part as it lies in a zip file. */
export interface PackedEntry extends Omit<ZipHead, "packed"> {
	readonly data: Uint8Array;
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

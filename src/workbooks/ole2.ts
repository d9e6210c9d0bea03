import { RefusalError } from "../model/refusal.ts";

/** A compound file (OLE2), the container of .xls, .et, .doc and of encrypted workbooks. */
export interface CompoundFile {
	/** Names of the streams and storages of the root, as written. */
	readonly names: readonly string[];
	/** Bytes of a stream of the root, by its name in any case; null where there is none. @throws RefusalError file.truncated where the file ends before it does */
	stream(name: string): Uint8Array | null;
}

interface Entry {
	readonly name: string;
	/** 1 storage, 2 stream, 5 root. */
	readonly type: number;
	readonly left: number;
	readonly right: number;
	readonly child: number;
	readonly start: number;
	readonly size: number;
}

const HEADER = 512;
const ENTRY = 128;
/** Sector numbers from here on are marks (end of chain, free), as are those of directory entries. */
const FIRST_MARK = 0xfffffffa;
const NONE = 0xffffffff;

/** Opens a compound file. @throws RefusalError file.truncated, file.unreadable */
export function openCompound(bytes: Uint8Array): CompoundFile {
	const sectors = new Sectors(bytes);
	const entries = directory(sectors);
	const root = entries[0];
	if (root?.type !== 5) throw new RefusalError("file.unreadable", { reason: "no root entry" });
	const children = childrenOf(entries, root);
	return {
		names: children.map(({ name }) => name),
		stream(name) {
			const entry = children.find((child) => child.type === 2 && child.name.toLowerCase() === name.toLowerCase());
			return entry ? sectors.read(entry, root) : null;
		},
	};
}

/** The sectors of a compound file and the tables that chain them. */
class Sectors {
	readonly firstDirectory: number;
	private readonly bytes: Uint8Array;
	private readonly view: DataView;
	private readonly size: number;
	private readonly miniSize: number;
	private readonly cutoff: number;
	private readonly next: Uint32Array;
	private readonly miniNext: Uint32Array;

	constructor(bytes: Uint8Array) {
		if (bytes.length < HEADER) throw new RefusalError("file.truncated");
		this.bytes = bytes;
		this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		const [shift, miniShift] = [this.view.getUint16(30, true), this.view.getUint16(32, true)];
		// 512 or 4096 bytes, and 64: there are no others.
		if (![9, 12].includes(shift) || miniShift !== 6) throw new RefusalError("file.unreadable", { reason: "sector size" });
		this.size = 1 << shift;
		this.miniSize = 1 << miniShift;
		this.firstDirectory = this.view.getUint32(48, true);
		this.cutoff = this.view.getUint32(56, true);
		this.next = this.table(this.tableSectors());
		this.miniNext = this.table(this.chain(this.view.getUint32(60, true)));
	}

	/** Sector numbers of a chain, in order. */
	chain(start: number, next = this.next): number[] {
		const chain: number[] = [];
		for (let sector = start; sector < FIRST_MARK; sector = next[sector] ?? NONE) {
			if (chain.length > next.length) throw new RefusalError("file.unreadable", { reason: "circular chain" });
			chain.push(sector);
		}
		return chain;
	}

	/** Bytes of a chain of sectors. The last sector of a file may be cut short; one that begins beyond the end is missing. */
	join(chain: readonly number[]): Uint8Array {
		// Told before room is made for it: a table of nonsense may chain more sectors than there are.
		if (chain.length > this.bytes.length / this.size) throw new RefusalError("file.truncated");
		const joined = new Uint8Array(chain.length * this.size);
		for (const [at, sector] of chain.entries()) {
			const start = (sector + 1) * this.size;
			if (start >= this.bytes.length) throw new RefusalError("file.truncated");
			joined.set(this.bytes.subarray(start, start + this.size), at * this.size);
		}
		return joined;
	}

	/** Bytes of a stream: short ones lie in the mini stream, which the root entry holds. */
	read(entry: Entry, root: Entry): Uint8Array {
		if (entry.size >= this.cutoff) return this.join(this.chain(entry.start)).subarray(0, entry.size);
		const mini = this.join(this.chain(root.start));
		const chain = this.chain(entry.start, this.miniNext);
		const joined = new Uint8Array(chain.length * this.miniSize);
		for (const [at, sector] of chain.entries()) joined.set(mini.subarray(sector * this.miniSize, (sector + 1) * this.miniSize), at * this.miniSize);
		return joined.subarray(0, entry.size);
	}

	private table(sectors: readonly number[]): Uint32Array {
		const joined = this.join(sectors);
		return new Uint32Array(joined.buffer, 0, joined.length / 4);
	}

	/** Sectors of the allocation table: 109 are named in the header, the rest in a chain of sectors of their own. */
	private tableSectors(): number[] {
		const sectors: number[] = [];
		const note = (from: number, count: number) => {
			for (let at = 0; at < count; at++) {
				const sector = this.view.getUint32(from + at * 4, true);
				if (sector < FIRST_MARK) sectors.push(sector);
			}
		};
		note(76, 109);
		const perSector = this.size / 4 - 1;
		const most = this.bytes.length / this.size;
		let steps = 0;
		for (let sector = this.view.getUint32(68, true); sector < FIRST_MARK; steps++) {
			const start = (sector + 1) * this.size;
			if (start + this.size > this.bytes.length) throw new RefusalError("file.truncated");
			if (steps > most) throw new RefusalError("file.unreadable", { reason: "circular chain" });
			note(start, perSector);
			sector = this.view.getUint32(start + perSector * 4, true);
		}
		if (sectors.length > most + 1) throw new RefusalError("file.unreadable", { reason: "allocation table" });
		return sectors;
	}
}

function directory(sectors: Sectors): Entry[] {
	const bytes = sectors.join(sectors.chain(sectors.firstDirectory));
	const view = new DataView(bytes.buffer);
	const entries: Entry[] = [];
	for (let at = 0; at + ENTRY <= bytes.length; at += ENTRY) {
		const length = Math.min(64, view.getUint16(at + 64, true));
		entries.push({
			name: new TextDecoder("utf-16le").decode(bytes.subarray(at, at + Math.max(0, length - 2))),
			type: view.getUint8(at + 66),
			left: view.getUint32(at + 68, true),
			right: view.getUint32(at + 72, true),
			child: view.getUint32(at + 76, true),
			start: view.getUint32(at + 116, true),
			size: view.getUint32(at + 120, true),
		});
	}
	return entries;
}

/** The entries directly below another, which hang together as a tree. */
function childrenOf(entries: readonly Entry[], parent: Entry): Entry[] {
	const found = new Set<Entry>();
	const waiting = [parent.child];
	for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
		const entry = entries[id];
		if (!entry || entry.type === 0 || found.has(entry)) continue;
		found.add(entry);
		waiting.push(entry.left, entry.right);
	}
	return [...found];
}

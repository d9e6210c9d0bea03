import { promisify } from "node:util";
import { constants, crc32, deflateRaw } from "node:zlib";
import { deflateSync } from "fflate";
import { centralHeader, DEFLATED, dataDescriptor, endRecord, localHeader, type ZipHead } from "../zip-headers.ts";
import type { PieceSink } from "./types.ts";

const deflate = promisify(deflateRaw) as (content: Uint8Array, options: object) => Promise<Buffer>;
/** Sizes and places are 32 bits wide without the extension that not all programs read. */
const TOO_LONG = 0xffff_ffff;
const MOST_FILES = 0xfffe;
/** Blocks that are being packed at once: while the pool packs some, the next is written. */
const IN_FLIGHT = 2;
/** Bytes that zlib hands over at once: what a block packs into, nearly always. */
const CHUNK = 128 * 1024;

/** Parts by path, as text. */
export type Parts = readonly (readonly [path: string, xml: string])[];

interface Packing {
	readonly block: Uint8Array;
	readonly data: Promise<Uint8Array>;
}

/**
 * A zip file written front to back. Whole parts are packed by a deflate in JavaScript: the same bytes on every machine. Parts that come in blocks are packed by the machine's own
 * zlib at its fastest, on the thread pool, each block by itself: the same content gives the same bytes with the same build of Node, and may give others with another.
 */
export class ZipStream {
	private readonly sink: PieceSink;
	private readonly directory: Buffer[] = [];
	private at = 0;
	/** Of the part that is coming in blocks. */
	private part: { head: ZipHead; readonly at: number; readonly packing: Packing[] } | null = null;
	private first: Parts;
	private readonly tooLong: number;

	/**
	 * @param first parts that stand before all others
	 * @param tooLong size in bytes that neither the file nor a part may reach
	 */
	constructor(sink: PieceSink, first: Parts, tooLong = TOO_LONG) {
		this.sink = sink;
		this.first = first;
		this.tooLong = tooLong;
	}

	/** Adds a part at once. @throws RangeError where the file would grow to 4 GB */
	async whole(name: string, content: Uint8Array): Promise<void> {
		await this.begin();
		const data = deflateSync(content, { level: 6 });
		const head = { name: Buffer.from(name), method: DEFLATED, crc: crc32(content), unpacked: content.length, packed: data.length };
		this.directory.push(centralHeader(head, this.at));
		await this.put(localHeader(head));
		await this.put(data);
	}

	/** Begins a part that comes in blocks; `endPart` ends it. */
	async beginPart(name: string): Promise<void> {
		await this.begin();
		const head = { name: Buffer.from(name), method: DEFLATED, crc: 0, unpacked: 0, packed: 0, describedAfter: true };
		this.part = { head, at: this.at, packing: [] };
		await this.put(localHeader(head));
	}

	/**
	 * Takes the next block of the part, and waits while more than two are being packed.
	 * @returns blocks that have been packed and may be written into again
	 * @throws RangeError where the part or the file would grow to 4 GB
	 */
	async block(block: Uint8Array): Promise<Uint8Array[]> {
		this.feed(block, constants.Z_SYNC_FLUSH);
		return this.drain(IN_FLIGHT);
	}

	async endPart(last: Uint8Array): Promise<void> {
		this.feed(last, constants.Z_FINISH);
		await this.drain(0);
		const part = this.begun();
		this.part = null;
		this.directory.push(centralHeader(part.head, part.at));
		await this.put(dataDescriptor(part.head));
	}

	/** Writes the directory. @throws RangeError where there are too many parts, or the file would grow to 4 GB */
	async finish(): Promise<void> {
		if (this.directory.length > MOST_FILES) throw new RangeError(`${this.directory.length} parts are more than a workbook can hold`);
		const directory = Buffer.concat(this.directory);
		const at = this.at;
		await this.put(directory);
		await this.put(endRecord(this.directory.length, directory.length, at));
	}

	private async begin(): Promise<void> {
		const { first } = this;
		this.first = [];
		for (const [name, xml] of first) await this.whole(name, Buffer.from(xml));
	}

	private feed(block: Uint8Array, finishFlush: number): void {
		const part = this.begun();
		const { crc, unpacked } = part.head;
		if (unpacked + block.length >= this.tooLong) throw new RangeError(`${part.head.name} would grow to 4 GB, which a workbook cannot hold`);
		part.head = { ...part.head, crc: crc32(block, crc), unpacked: unpacked + block.length };
		part.packing.push({ block, data: deflate(block, { level: 1, finishFlush, chunkSize: CHUNK }) });
	}

	/** Writes what has been packed, until no more than so many blocks are being packed. */
	private async drain(most: number): Promise<Uint8Array[]> {
		const part = this.begun();
		const free: Uint8Array[] = [];
		while (part.packing.length > most) {
			const { block, data } = part.packing.shift() as Packing;
			const packed = await data;
			part.head = { ...part.head, packed: part.head.packed + packed.length };
			await this.put(packed);
			free.push(block);
		}
		return free;
	}

	private begun() {
		if (this.part === null) throw new Error("no part has been begun");
		return this.part;
	}

	private async put(piece: Uint8Array): Promise<void> {
		if (this.at + piece.length >= this.tooLong) throw new RangeError("the workbook would grow to 4 GB, which no program would open");
		this.at += piece.length;
		await this.sink.write(piece);
	}
}

import { crc32, deflateRawSync } from "node:zlib";

/** A part of an archive that is put together by hand, with whatever is to be wrong or rare about it. */
export interface HandPart {
	readonly name: string;
	readonly content: Uint8Array;
	readonly stored?: boolean;
	/** Sizes and check sum follow the content, and the local header has none. */
	readonly descriptor?: boolean;
	/** Sizes and offset stand in the ZIP64 extra field. */
	readonly zip64?: boolean;
	/** Unpacked size to be declared. */
	readonly declared?: number;
	readonly crc?: number;
	/** Bytes of another part that this one claims for its own. */
	readonly sharedWith?: string;
}

/** An archive of parts; with `zip64` the end records are those of ZIP64 too. */
export function handZip(parts: readonly HandPart[], zip64 = false): Uint8Array {
	const pieces: Buffer[] = [];
	const central: Buffer[] = [];
	const offsets = new Map<string, number>();
	let at = 0;
	for (const part of parts) {
		const { local, packed, crc } = localPart(part);
		const offset = offsets.get(part.sharedWith ?? "") ?? at;
		offsets.set(part.name, offset);
		if (part.sharedWith === undefined) {
			pieces.push(local);
			at += local.length;
		}
		central.push(centralEntry(part, crc, packed, offset));
	}
	const directory = Buffer.concat(central);
	pieces.push(directory);
	if (zip64) {
		const counts = numbers(8, parts.length, parts.length, directory.length, at);
		pieces.push(Buffer.from("PK\x06\x06"), numbers(8, 44), numbers(2, 45, 45), numbers(4, 0, 0), counts);
		pieces.push(Buffer.from("PK\x06\x07"), numbers(4, 0), numbers(8, at + directory.length), numbers(4, 1));
	}
	const count = zip64 ? 0xffff : parts.length;
	pieces.push(Buffer.from("PK\x05\x06"), numbers(2, 0, 0, count, count), numbers(4, directory.length, zip64 ? 0xffffffff : at), numbers(2, 0));
	return new Uint8Array(Buffer.concat(pieces));
}

function localPart(part: HandPart): { local: Buffer; packed: number; crc: number } {
	const content = Buffer.from(part.content);
	const packed = part.stored ? content : deflateRawSync(content);
	const crc = part.crc ?? crc32(content);
	const sizes = [crc, packed.length, content.length];
	const behind = part.descriptor ? Buffer.concat([Buffer.from("PK\x07\x08"), numbers(4, ...sizes)]) : Buffer.alloc(0);
	const local = Buffer.concat([
		Buffer.from("PK\x03\x04"),
		header(part, part.descriptor ? [0, 0, 0] : sizes, 0),
		Buffer.from(part.name),
		packed,
		behind,
	]);
	return { local, packed: packed.length, crc };
}

function centralEntry(part: HandPart, crc: number, packed: number, offset: number): Buffer {
	const unpacked = part.declared ?? part.content.length;
	const extra = part.zip64 ? Buffer.concat([numbers(2, 1, 24), numbers(8, unpacked, packed, offset)]) : Buffer.alloc(0);
	const told = part.zip64 ? [0xffffffff, 0xffffffff] : [packed, unpacked];
	return Buffer.concat([
		Buffer.from("PK\x01\x02\x14\x00"),
		header(part, [crc, ...told], extra.length),
		numbers(2, 0, 0, 0),
		numbers(4, 0, part.zip64 ? 0xffffffff : offset),
		Buffer.from(part.name),
		extra,
	]);
}

function header(part: HandPart, [crc = 0, packed = 0, unpacked = 0]: readonly number[], extra: number): Buffer {
	return Buffer.concat([
		numbers(2, 20, part.descriptor ? 8 : 0, part.stored ? 0 : 8, 0, 33),
		numbers(4, crc, packed, unpacked),
		numbers(2, Buffer.byteLength(part.name), extra),
	]);
}

function numbers(width: 2 | 4 | 8, ...values: readonly number[]): Buffer {
	const bytes = Buffer.alloc(width * values.length);
	for (const [at, value] of values.entries()) {
		if (width === 8) bytes.writeBigUInt64LE(BigInt(value), at * 8);
		else bytes.writeUIntLE(value, at * width, width);
	}
	return bytes;
}

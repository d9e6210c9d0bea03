/** Bit 11: names are UTF-8. Bit 3: check sum and sizes follow the data, because they were not known before it was packed. */
const UTF8_NAMES = 0x0800;
const DESCRIBED_AFTER = 0x0008;
const VERSION = 20;
/** 1980-01-01 00:00 in the format of MS-DOS: nothing in a package says when it was made. */
const [DATE, TIME] = [0x0021, 0];
const [LOCAL_LENGTH, CENTRAL_LENGTH, END_LENGTH] = [30, 46, 22];

/** The packing method of zlib. */
export const DEFLATED = 8;

/** What a zip file says of one of its files. */
export interface ZipHead {
	/** In UTF-8. */
	readonly name: Buffer;
	/** 0 stored, 8 deflated. */
	readonly method: number;
	/** Of the content, as is its size in bytes. */
	readonly crc: number;
	readonly unpacked: number;
	/** Bytes as they lie in the file. */
	readonly packed: number;
	/** Written before its data was packed. */
	readonly describedAfter?: boolean;
}

/** What stands before a file's data. */
export function localHeader(head: ZipHead): Buffer {
	const out = Buffer.alloc(LOCAL_LENGTH + head.name.length);
	out.writeUInt32LE(0x04034b50, 0);
	writeShared(out, 4, head.describedAfter ? { ...head, crc: 0, packed: 0, unpacked: 0 } : head);
	head.name.copy(out, LOCAL_LENGTH);
	return out;
}

/** What stands behind the data of a file that is described after it. */
export function dataDescriptor({ crc, packed, unpacked }: ZipHead): Buffer {
	const out = Buffer.alloc(16);
	for (const [at, value] of [0x08074b50, crc, packed, unpacked].entries()) out.writeUInt32LE(value, 4 * at);
	return out;
}

/** A file's entry in the directory. `at`: where its local header stands. */
export function centralHeader(head: ZipHead, at: number): Buffer {
	const out = Buffer.alloc(CENTRAL_LENGTH + head.name.length);
	out.writeUInt32LE(0x02014b50, 0);
	out.writeUInt16LE(VERSION, 4);
	writeShared(out, 6, head);
	out.writeUInt32LE(at, 42);
	head.name.copy(out, CENTRAL_LENGTH);
	return out;
}

/** The end of a zip file: how many files there are, and where the directory of so many bytes stands. */
export function endRecord(files: number, directorySize: number, directoryAt: number): Buffer {
	const out = Buffer.alloc(END_LENGTH);
	out.writeUInt32LE(0x06054b50, 0);
	out.writeUInt16LE(files, 8);
	out.writeUInt16LE(files, 10);
	out.writeUInt32LE(directorySize, 12);
	out.writeUInt32LE(directoryAt, 16);
	return out;
}

/** What local and central headers share, from the version on. */
function writeShared(out: Buffer, at: number, { name, method, crc, packed, unpacked, describedAfter }: ZipHead): void {
	out.writeUInt16LE(VERSION, at);
	out.writeUInt16LE(UTF8_NAMES | (describedAfter ? DESCRIBED_AFTER : 0), at + 2);
	out.writeUInt16LE(method, at + 4);
	out.writeUInt16LE(TIME, at + 6);
	out.writeUInt16LE(DATE, at + 8);
	out.writeUInt32LE(crc, at + 10);
	out.writeUInt32LE(packed, at + 14);
	out.writeUInt32LE(unpacked, at + 18);
	out.writeUInt16LE(name.length, at + 22);
}

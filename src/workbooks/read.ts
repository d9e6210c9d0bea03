import type { Grid } from "../model/grid.ts";
import { RefusalError } from "../model/refusal.ts";
import { DEFAULT_READ_LIMITS, type ReadLimits } from "./limits.ts";
import { isXlsx } from "./xlsx/package-parts.ts";
import { readXlsx } from "./xlsx/read.ts";
import { openZip } from "./zip.ts";

const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Stream that Office puts a password-protected workbook into. */
const ENCRYPTED_STREAM = Buffer.from("EncryptedPackage", "utf16le");

/**
 * Reads a file into the neutral grid. What it is, its first bytes say, never its name; the name only serves as the sheet name of delimited text.
 * @throws RefusalError file.* where it is no readable workbook, limit.* where it would cost too much
 */
export async function readGrid(bytes: Uint8Array, fileName: string, limits: ReadLimits = DEFAULT_READ_LIMITS): Promise<Grid> {
	if (bytes.length === 0) throw new RefusalError("file.empty");
	if (bytes.length > limits.bytes) throw new RefusalError("limit.bytes", { limit: limits.bytes, found: bytes.length });
	if (startsWith(bytes, OLE2)) throw new RefusalError(Buffer.from(bytes).includes(ENCRYPTED_STREAM) ? "file.encrypted" : "file.unsupported");
	if (!startsWith(bytes, ZIP)) return (await import("./read-csv.ts")).readCsv(bytes, fileName, limits);
	const zip = openZip(bytes, limits);
	if (!isXlsx(zip)) throw new RefusalError("file.unsupported");
	return readXlsx(zip, limits);
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
	return signature.every((byte, at) => bytes[at] === byte);
}

import { NO_READ_LIMITS } from "../model/read-limits.ts";
import { RefusalError } from "../model/refusal.ts";
import { openZip, type ZipFile } from "./zip.ts";

/** The parts of a package (.xlsx, .docx) that are not the same packed bytes in both of two files, by name; null where one of them is no package any more. */
export function differingParts(expected: Uint8Array, found: Uint8Array): string[] | null {
	const [own, other] = [partsOf(expected), partsOf(found)];
	if (!own || !other) return null;
	const names = new Set([...own.keys(), ...other.keys()]);
	return [...names].filter((name) => !same(own.get(name), other.get(name)));
}

function partsOf(bytes: Uint8Array): Map<string, ZipFile> | null {
	try {
		return new Map(openZip(bytes, NO_READ_LIMITS).files.map((file) => [file.name, file]));
	} catch (error) {
		if (error instanceof RefusalError) return null;
		throw error;
	}
}

function same(one: ZipFile | undefined, other: ZipFile | undefined): boolean {
	return one !== undefined && other !== undefined && one.crc === other.crc && Buffer.compare(one.packed, other.packed) === 0;
}

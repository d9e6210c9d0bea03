import { RefusalError } from "../../model/refusal.ts";
import type { CompoundFile } from "../ole2.ts";
import { openCompound } from "../ole2.ts";
import { plainRecords } from "./plain-records.ts";

/** Streams that tell what else a compound file is, and what office people call it. */
const OTHERS: readonly (readonly [stream: RegExp, kind: string])[] = [
	[/^worddocument$/i, "Word"],
	[/^powerpoint document$/i, "PowerPoint"],
	[/^visiodocument$/i, "Visio"],
	[/^__properties_version1\.0$/i, "Outlook"],
];

/** What Office puts a protected package into, be the protection a password or an enterprise's. */
const ENCRYPTED = ["EncryptedPackage", "\u0006DataSpaces"];

/** A workbook's records, and how texts in them are encoded where they do not say. */
export interface BiffStream {
	readonly records: Uint8Array;
	readonly codepage: number | null;
}

/**
 * The workbook stream of a compound file.
 * @throws RefusalError file.encrypted, file.truncated, file.unreadable, file.unsupported where it holds no workbook
 */
export function biffOf(bytes: Uint8Array): BiffStream {
	const file = openCompound(bytes);
	if (file.names.some((name) => ENCRYPTED.includes(name))) throw new RefusalError("file.encrypted");
	const records = workbookStream(file);
	if (records === null) {
		const kind = OTHERS.find(([stream]) => file.names.some((name) => stream.test(name)))?.[1];
		throw new RefusalError("file.unsupported", kind === undefined ? {} : { kind });
	}
	return bareBiff(records);
}

/** Files that carry both are read by the newer (Workbook, BIFF8), as Excel does. */
function workbookStream(file: CompoundFile): Uint8Array | null {
	return file.stream("Workbook") ?? file.stream("Book");
}

const EOF = 0x0a;
const FILE_PASS = 0x2f;
const CODE_PAGE = 0x42;
/** Simplified Chinese: what an old program that names no code page wrote here. */
const CHINESE = 936;

/** Looks through the records that stand before the sheets. @throws RefusalError file.encrypted, file.truncated */
export function bareBiff(records: Uint8Array): BiffStream {
	const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
	let codepage: number | null = CHINESE;
	for (let at = 0; at + 4 <= records.length; at += 4 + view.getUint16(at + 2, true)) {
		const type = view.getUint16(at, true);
		if (type === FILE_PASS) throw new RefusalError("file.encrypted");
		if (type === CODE_PAGE) codepage = null;
		if (type === EOF) return { records: plainRecords(records), codepage };
	}
	throw new RefusalError("file.truncated");
}

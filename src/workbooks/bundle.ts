import { isLitter } from "../model/litter.ts";
import type { ReadLimits } from "../model/read-limits.ts";
import type { Refusal } from "../model/refusal.ts";
import { RefusalError } from "../model/refusal.ts";
import { packageKind } from "./package-kind.ts";
import { kindOf } from "./sniff.ts";
import { openZip, type ZipFile, type ZipPackage } from "./zip.ts";

/** A file of a bundle (a zip of several files). */
export interface Member {
	/** Its path inside the bundle, with forward slashes; inside a bundle of the bundle: 内.zip!表.xlsx. A name to be shown, never a path to write to. */
	readonly name: string;
	/** What it holds; as it lies in the bundle, packed, where it cannot be unpacked. */
	readonly bytes: Uint8Array;
	/** Why it cannot be unpacked. */
	readonly refusal: Refusal | null;
}

/** Archives in archives: the bundle itself, and one inside it. */
const DEEPEST = 2;

/**
 * The files of a bundle, unpacked one by one as they are asked for; null where the bytes are no bundle.
 * @throws RefusalError file.truncated, file.unreadable, limit.* where it is a zip that cannot be opened
 */
export function openBundle(bytes: Uint8Array, limits: ReadLimits): Iterable<Member> | null {
	if (bytes[0] !== 0x50 || bytes[1] !== 0x4b || bytes.length > limits.bytes || kindOf(bytes) !== "zip") return null;
	if (isEmptyZip(bytes)) return [];
	const zip = openZip(bytes, limits);
	if (packageKind(zip) !== "bundle") return null;
	const left = { unpacked: limits.unpacked, entries: limits.entries };
	return { [Symbol.iterator]: () => membersOf(zip, limits, left, 1) };
}

/** An archive that holds nothing has its end record alone. */
export function isEmptyZip(bytes: Uint8Array): boolean {
	return bytes[2] === 0x05 && bytes[3] === 0x06;
}

/** What may still be unpacked, of all archives together. */
interface Left {
	unpacked: number;
	entries: number;
}

function* membersOf(zip: ZipPackage, limits: ReadLimits, left: Left, depth: number): Generator<Member> {
	for (const file of zip.files) {
		const name = shownName(file.name);
		if (name === "" || name.split("/").some(isLitter)) continue;
		const member = unpacked(file, name, left, limits);
		const inner = member.refusal === null ? innerBundle(member.bytes, limits, left) : null;
		if (inner === null) yield member;
		else if (inner instanceof RefusalError) yield { ...member, refusal: inner.refusal };
		else if (depth >= DEEPEST) yield { ...member, refusal: { code: "limit.nesting", params: { limit: DEEPEST, of: "archives" } } };
		else yield* innerMembers(member, inner, limits, left, depth + 1);
	}
}

/** The files of an archive inside the bundle; where it has none to be read, the archive itself stands for them. */
function* innerMembers(archive: Member, zip: ZipPackage, limits: ReadLimits, left: Left, depth: number): Generator<Member> {
	let found = false;
	for (const member of membersOf(zip, limits, left, depth)) {
		found = true;
		yield { ...member, name: `${archive.name}!${member.name}` };
	}
	if (!found) yield { ...archive, refusal: { code: "content.none", params: {} } };
}

function unpacked(file: ZipFile, name: string, left: Left, limits: ReadLimits): Member {
	try {
		left.entries -= 1;
		if (left.entries < 0) throw new RefusalError("limit.entries", { limit: limits.entries });
		const bytes = file.content();
		left.unpacked -= bytes.length;
		if (left.unpacked < 0) throw new RefusalError("limit.unpacked", { limit: limits.unpacked });
		return { name, bytes, refusal: null };
	} catch (error) {
		if (!(error instanceof RefusalError)) throw error;
		return { name, bytes: file.packed, refusal: error.refusal };
	}
}

/** The archive that a member is, if it is a bundle, or the limit that forbids to open it; what else is wrong with a file, reading it will tell. */
function innerBundle(bytes: Uint8Array, limits: ReadLimits, left: Left): ZipPackage | RefusalError | null {
	try {
		if (bytes[0] !== 0x50 || bytes[1] !== 0x4b || kindOf(bytes) !== "zip" || isEmptyZip(bytes)) return null;
		const zip = openZip(bytes, { ...limits, unpacked: left.unpacked });
		return packageKind(zip) === "bundle" ? zip : null;
	} catch (error) {
		if (!(error instanceof RefusalError)) throw error;
		return error.refusal.code.startsWith("limit.") ? error : null;
	}
}

/** No drive, no way up, no control characters. */
function shownName(name: string): string {
	const segments = name.split(/[\\/]/).filter((segment) => !["", ".", ".."].includes(segment) && !/^[a-z]:$/i.test(segment));
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
	return segments.join("/").replace(/[\u0000-\u001f\u007f]/g, "_");
}

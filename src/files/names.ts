import { createHash } from "node:crypto";

const RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
/** Bytes of a name. */
const LONGEST = 200;
/** Characters of a long name's end that are kept, and of the mark that stands for its middle. */
const [TAIL, MARK] = [20, 8];

/**
 * A file name that every system takes, as close as can be to what an office gave: no separators, control characters or names that Windows reserves, and
 * short enough (in bytes; a Chinese character has three) for a suffix to follow.
 */
export function safeName(name: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
	const plain = name.replace(/[<>:"/\\|?*\u0000-\u001f\u007f]/g, "_").replace(/[. ]+$/, "");
	const named = plain === "" || /^\.+$/.test(plain) ? "_" : plain;
	const free = RESERVED.test(named) ? `_${named}` : named;
	return shortened(free);
}

/** Beginning and end of a name too long, and between them a mark of the whole: files of a bundle have long names that differ in one place, and none may be taken for another. */
function shortened(name: string): string {
	if (Buffer.byteLength(name) <= LONGEST) return name;
	const characters = [...name];
	const mark = createHash("sha256").update(name).digest("hex").slice(0, MARK);
	const end = `~${mark}~${characters.slice(-TAIL).join("")}`;
	let start = "";
	for (const character of characters) {
		if (Buffer.byteLength(start + character + end) > LONGEST) break;
		start += character;
	}
	return start + end;
}

/** Files that people who keep submissions lay beside them in a folder, and that are never tables: notes and descriptions of data. */
export function isSideNote(name: string): boolean {
	return /\.(json|md)$/i.test(name);
}

/** Copies that sync programs make where two people changed one file: which of them was meant, only the office knows. */
export function isConflictCopy(name: string): boolean {
	return /\.sync-conflict-\d{8}-|conflicted copy|冲突副本|冲突文件|NSConflict/i.test(name);
}

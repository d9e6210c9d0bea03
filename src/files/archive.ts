import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { OriginalGone } from "../model/original-gone.ts";
import { absent } from "./layout.ts";
import { copyWhole, writeWhole } from "./write-whole.ts";

const HASH = /^[0-9a-f]{64}$/;

/** SHA-256 of bytes, lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
	return createHash("sha256").update(bytes).digest("hex");
}

/** SHA-256 of a file's bytes, which are not held in memory. */
export async function sha256OfFile(file: string): Promise<string> {
	const hash = createHash("sha256");
	for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
	return hash.digest("hex");
}

async function stateOf(folder: string, part: string, name: string): Promise<"sound" | "altered" | "stray"> {
	if (!HASH.test(name) || !name.startsWith(part)) return "stray";
	return (await sha256OfFile(path.join(folder, part, name))) === name ? "sound" : "altered";
}

/** Originals by their SHA-256 in a folder: archive/ab/abcdef…, written once and never changed. */
export function openArchive(folder: string) {
	const placeOf = (sha256: string): string => {
		if (!HASH.test(sha256)) throw new RangeError(`not a SHA-256: ${sha256}`);
		return path.join(folder, sha256.slice(0, 2), sha256);
	};
	return {
		/** Keeps the bytes for ever and gives their hash; nothing happens where they are kept already. */
		async keep(bytes: Uint8Array): Promise<string> {
			const sha256 = sha256Of(bytes);
			const kept = await stat(placeOf(sha256)).catch(absent);
			if (kept?.size !== bytes.byteLength) await writeWhole(placeOf(sha256), bytes);
			return sha256;
		},
		/** Keeps a file that is too large to be read: its bytes pass through, a piece at a time. Gives its hash. */
		async keepFile(file: string): Promise<string> {
			const sha256 = await sha256OfFile(file);
			const kept = await stat(placeOf(sha256)).catch(absent);
			if (kept?.size !== (await stat(file)).size) await copyWhole(file, placeOf(sha256), sha256);
			return sha256;
		},
		/** Every file of the archive, hashed anew, in the order of names: sound where it is an original as it was kept, else altered; stray where it is none at all. */
		async *all(): AsyncGenerator<{ readonly name: string; readonly state: "sound" | "altered" | "stray" }> {
			for (const part of (await readdir(folder).catch(absent))?.sort() ?? []) {
				const inside = (await readdir(path.join(folder, part)).catch(absent))?.sort();
				if (!inside) yield { name: part, state: "stray" };
				for (const name of inside ?? []) yield { name: `${part}/${name}`, state: await stateOf(folder, part, name) };
			}
		},
		/** The bytes of a kept original. @throws OriginalGone where it is missing, or is no longer what was kept. */
		async read(sha256: string): Promise<Uint8Array> {
			const bytes = await readFile(placeOf(sha256)).catch(absent);
			if (!bytes) throw new OriginalGone(sha256, "missing");
			if (sha256Of(bytes) !== sha256) throw new OriginalGone(sha256, "altered");
			return bytes;
		},
	};
}

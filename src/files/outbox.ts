import { readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { sha256Of } from "./archive.ts";
import { absent, type Layout } from "./layout.ts";
import { safeName } from "./names.ts";
import { copyWhole, writeUnflushed, writeWhole } from "./write-whole.ts";

/** A file that is too large to be read. */
interface AsideFile {
	readonly path: string;
	readonly size: number;
	readonly sha256: string;
}

/** What offices and engineers pick up: returned/<unit>/ for receipts, quarantine/ for files that could not be read. */
export function openOutbox(layout: Pick<Layout, "returned" | "quarantine">) {
	const receipt = (unitFolder: string, name: string) => path.join(layout.returned, safeName(unitFolder), safeName(name));
	return {
		/** Writes a receipt for an office; gives its path. */
		async putReceipt(unitFolder: string, name: string, content: Uint8Array): Promise<string> {
			const target = receipt(unitFolder, name);
			await writeUnflushed(target, content);
			return target;
		},
		/** Takes away a receipt that no longer holds, where there is one. */
		async clearReceipt(unitFolder: string, name: string): Promise<void> {
			await rm(receipt(unitFolder, name), { force: true });
		},
		/**
		 * Puts an unreadable file beside the reason, a text with the mark that Windows' editor needs to show Chinese; gives the file's path. Nothing that lies there is ever
		 * overwritten by other bytes: files of one name lie side by side, told apart by their hash, and so do different reasons for one file.
		 */
		async quarantine(name: string, content: Uint8Array | AsideFile, reason: string): Promise<string> {
			const parts = name.split("/").map(safeName);
			const mark = content instanceof Uint8Array ? sha256Of(content) : content.sha256;
			const { name: stem, ext } = path.parse(parts.at(-1) ?? "_");
			const target = path.join(layout.quarantine, ...parts.slice(0, -1), `${stem}.${mark.slice(0, 16)}${ext}`);
			const size = content instanceof Uint8Array ? content.length : content.size;
			if ((await stat(target).catch(absent))?.size !== size) {
				await (content instanceof Uint8Array ? writeWhole(target, content) : copyWhole(content.path, target, mark));
			}
			await putReason(target, `\ufeff${reason}`);
			return target;
		},
	};
}

/** The reason beside a file; a second one, where the same file was refused for another reason before, gets a number. */
async function putReason(target: string, text: string): Promise<void> {
	for (let number = 1; ; number++) {
		const place = `${target}${number === 1 ? "" : ` (${number})`}.txt`;
		const there = await readFile(place, "utf8").catch(absent);
		if (there === text) return;
		if (there === null) return writeWhole(place, text);
	}
}

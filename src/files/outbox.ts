import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "./layout.ts";
import { safeName } from "./names.ts";
import { writeWhole } from "./write-whole.ts";

/** What offices and engineers pick up: returned/<unit>/ for receipts, quarantine/ for files that could not be read. */
export function openOutbox(layout: Pick<Layout, "returned" | "quarantine">) {
	const receipt = (unitFolder: string, name: string) => path.join(layout.returned, safeName(unitFolder), safeName(name));
	return {
		/** Writes a receipt for an office; gives its path. UTF-8 with BOM, which Windows' editor needs to show Chinese text. */
		async putReceipt(unitFolder: string, name: string, text: string): Promise<string> {
			const target = receipt(unitFolder, name);
			await writeWhole(target, `\ufeff${text}`);
			return target;
		},
		/** Takes away the receipt of a file that has since been accepted. */
		async clearReceipt(unitFolder: string, name: string): Promise<void> {
			await rm(receipt(unitFolder, name), { force: true });
		},
		/** Puts an unreadable file beside the reason; gives the file's path. Files of one name with different bytes lie side by side. */
		async quarantine(name: string, bytes: Uint8Array, reason: string): Promise<string> {
			const parts = name.split("/").map(safeName);
			const mark = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
			const { name: stem, ext } = path.parse(parts.at(-1) ?? "_");
			const target = path.join(layout.quarantine, ...parts.slice(0, -1), `${stem}.${mark}${ext}`);
			await writeWhole(target, bytes);
			await writeWhole(`${target}.txt`, `\ufeff${reason}`);
			return target;
		},
	};
}

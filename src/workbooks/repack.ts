import { unzipSync, type Zippable, zipSync } from "fflate";

/** Packs the same parts again in a fixed order with a fixed date, so that the same content gives the same bytes on any day and in any time zone. */
export function repack(bytes: Uint8Array): Uint8Array {
	const parts = unzipSync(bytes);
	// The local-time constructor on purpose: zip stores local time, and these are then the same digits everywhere.
	const mtime = new Date(1980, 0, 1);
	const ordered: Zippable = {};
	for (const name of Object.keys(parts).sort()) {
		const content = parts[name];
		if (content && !name.endsWith("/")) ordered[name] = [content, { mtime, level: 6 }];
	}
	return zipSync(ordered);
}

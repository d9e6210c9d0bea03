import * as SheetJS from "@e965/xlsx";
import { unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { RefusalError } from "../../src/model/refusal.ts";
import { readGrid } from "../../src/workbooks/read.ts";

/** Where the content of the first record of a type begins in a part of a binary workbook: behind type and length, each in seven bits a byte. */
function contentOf(wanted: number, part: Uint8Array): number {
	for (let at = 0; at < part.length; ) {
		const type = part[at] ?? 0;
		at += type & 0x80 ? 2 : 1;
		let size = 0;
		for (let shift = 0; ; shift += 7) {
			const byte = part[at++] ?? 0;
			size |= (byte & 0x7f) << shift;
			if (byte < 0x80) break;
		}
		if (type === wanted) return at;
		at += size;
	}
	throw new Error(`no record ${wanted}`);
}

/** What becomes of a workbook whose sheet has one number set to a thousand million. */
async function outcomeWith(record: number, offset: number): Promise<unknown> {
	const book = SheetJS.utils.book_new();
	SheetJS.utils.book_append_sheet(book, { ...SheetJS.utils.aoa_to_sheet([["甲", 1]]), "!cols": [{ wch: 9 }] }, "表");
	const parts = unzipSync(SheetJS.write(book, { type: "buffer", bookType: "xlsb" }));
	const [name] = Object.keys(parts).filter((part) => /sheet1\.bin$/.test(part));
	const sheet = parts[name ?? ""];
	if (!name || !sheet) throw new Error("no sheet");
	new DataView(sheet.buffer, sheet.byteOffset).setUint32(contentOf(record, sheet) + offset, 0x3fff_ffff, true);
	return readGrid(zipSync(parts), "a.xlsb").then(
		({ sheets }) => sheets.map(({ rows }) => [...rows].length),
		(fault: unknown) => (fault instanceof RefusalError ? fault.refusal.code : fault),
	);
}

// The worker's bound of memory comes too late for either: the engine ends the whole process.
test("a row number past every sheet's last row fills no memory", async () => {
	expect(await outcomeWith(0, 0)).toEqual([0]);
});

test("nor does the width of columns past the last one", async () => {
	expect(await outcomeWith(60, 4)).toBe("file.unreadable");
});

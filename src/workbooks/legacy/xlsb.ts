import { type Zippable, zipSync } from "fflate";
import { RefusalError } from "../../model/refusal.ts";
import type { ZipPackage } from "../zip.ts";

/** Parts that hold nothing to be read: pictures, programs, what printers and other programs put in. They stay packed. */
const UNWANTED = /(?:^|\/)(?:media|embeddings|printerSettings|ctrlProps|activeX)\/|vbaProject[^/]*\.bin$/i;

/** Built-in East Asian date formats, which SheetJS knows nothing of. */
export const EAST_ASIAN_DATES = [27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58];

/**
 * A binary workbook packed anew without compression: what is handed to SheetJS has been unpacked here, within the limits and by its check sums.
 * @throws RefusalError file.unreadable, limit.*
 */
export function plainXlsb(zip: ZipPackage): Uint8Array {
	const parts: Zippable = {};
	for (const name of zip.names) {
		const content = UNWANTED.test(name) ? null : zip.part(name);
		if (content && /worksheets\/[^/]*\.bin$/i.test(name)) checkColumns(content);
		if (content) parts[name] = [/styles\.bin$/i.test(name) ? withDateFormats(content) : content, { level: 0 }];
	}
	return zipSync(parts);
}

const FORMAT_RECORD = 0x2c;
const FORMAT_CODE = Buffer.from("yyyy-mm-dd", "utf16le");

/** Spells the built-in date formats out, behind the record that opens the part; those of the file's own come later and win. */
function withDateFormats(styles: Uint8Array): Uint8Array {
	const records = EAST_ASIAN_DATES.map((id) => {
		const record = Buffer.alloc(8 + FORMAT_CODE.length);
		record.writeUInt8(FORMAT_RECORD, 0);
		record.writeUInt8(6 + FORMAT_CODE.length, 1);
		record.writeUInt16LE(id, 2);
		record.writeUInt32LE(FORMAT_CODE.length / 2, 4);
		FORMAT_CODE.copy(record, 8);
		return record;
	});
	// BrtBeginStyleSheet: two bytes of type, one of length 0.
	return Buffer.concat([styles.subarray(0, 3), ...records, styles.subarray(3)]);
}

const COLUMNS_RECORD = 60;
const LAST_COLUMN = 16_383;

/** Widths of columns that no sheet has: SheetJS would write each down, and fill memory faster than any bound can end it. */
function checkColumns(sheet: Uint8Array): void {
	const view = new DataView(sheet.buffer, sheet.byteOffset, sheet.byteLength);
	for (let at = 0; at < sheet.length; ) {
		const type = sheet[at] ?? 0;
		at += type & 0x80 ? 2 : 1;
		let size = 0;
		for (let shift = 0; shift < 28; shift += 7) {
			const byte = sheet[at++] ?? 0;
			size |= (byte & 0x7f) << shift;
			if (byte < 0x80) break;
		}
		if (type === COLUMNS_RECORD && at + 8 <= sheet.length && view.getUint32(at + 4, true) > LAST_COLUMN) {
			throw new RefusalError("file.unreadable", { reason: "columns" });
		}
		at += size;
	}
}

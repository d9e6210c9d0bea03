import { type Zippable, zipSync } from "fflate";
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

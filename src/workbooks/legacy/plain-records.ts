/** Types of records that hold what is read: the stream's frame, its sheets, formats, names, texts, rows, columns, cells and merged ranges, in BIFF2 to BIFF8. */
const READ = new Set([
	...[0x0009, 0x0209, 0x0409, 0x0809, 0x000a, 0x0085, 0x0022, 0x0042, 0x003c, 0x0081],
	...[0x001e, 0x041e, 0x0043, 0x0243, 0x0443, 0x00e0, 0x0044, 0x0025, 0x0024],
	...[0x0018, 0x0218, 0x01ae, 0x0016, 0x0017, 0x0023, 0x0223],
	...[0x0000, 0x0200, 0x0008, 0x0208, 0x007d, 0x00e5],
	...[0x00fc, 0x00fd, 0x0004, 0x0204, 0x00d6, 0x0002, 0x0003, 0x0203, 0x027e, 0x00bd, 0x0005, 0x0205],
	...[0x0006, 0x0206, 0x0406, 0x0007, 0x0207, 0x0021, 0x0221, 0x04bc],
]);
/** A type that no record has: what bears it is passed over. */
const NOTHING = 0x0fff;

const FORMULA = 0x0006;
/** A formula's flag: to be calculated when the file is opened. */
const ON_OPEN = 2;
/** No error that Excel knows: stands for the result of a formula that was never calculated. */
export const UNCALCULATED = 0xee;

/**
 * A copy of a workbook's records in which those that hold drawings, themes and settings are passed over: nothing in them is read, and a damaged one may keep a parser busy
 * for ever. Programs that write formulas without calculating them store a zero and ask for the calculation when the file is opened; such a zero is no figure, and is marked.
 */
export function plainRecords(records: Uint8Array): Uint8Array {
	const plain = new Uint8Array(records);
	const view = new DataView(plain.buffer);
	for (let at = 0; at + 4 <= plain.length; at += 4 + view.getUint16(at + 2, true)) {
		const type = view.getUint16(at, true);
		if (!READ.has(type)) view.setUint16(at, NOTHING, true);
		else if (type === FORMULA && isUncalculated(view, at)) plain.set([2, 0, UNCALCULATED, 0, 0, 0, 0xff, 0xff], at + 10);
	}
	return plain;
}

/** Row, column and format stand before the result of eight bytes, the flags behind it. */
function isUncalculated(view: DataView, at: number): boolean {
	if (view.getUint16(at + 2, true) < 20 || at + 24 > view.byteLength) return false;
	return (view.getUint16(at + 18, true) & ON_OPEN) !== 0 && view.getFloat64(at + 10, true) === 0;
}

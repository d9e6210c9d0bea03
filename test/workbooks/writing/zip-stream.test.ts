import { strFromU8, Unzip, UnzipInflate } from "fflate";
import { describe, expect, test } from "vitest";
import { NO_READ_LIMITS } from "../../../src/model/read-limits.ts";
import { ZipStream } from "../../../src/workbooks/writing/zip-stream.ts";
import { openZip } from "../../../src/workbooks/zip.ts";

const BLOCKS = Array.from({ length: 7 }, (_, at) => Buffer.from(`第${at}块`.repeat(2000 + at)));

/** Writes a file of a whole part, one in blocks, and one more. */
async function write(tooLong?: number): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	const zip = new ZipStream({ write: async (piece) => void pieces.push(Uint8Array.from(piece)) }, [["first.xml", "<first/>"]], tooLong);
	await zip.whole("表/短.xml", Buffer.from("<short/>"));
	await zip.beginPart("表/长.xml");
	for (const block of BLOCKS) await zip.block(block);
	await zip.endPart(Buffer.from("<end/>"));
	await zip.whole("last.xml", new Uint8Array());
	await zip.finish();
	return Buffer.concat(pieces);
}

const EXPECTED = {
	"first.xml": "<first/>",
	"表/短.xml": "<short/>",
	"表/长.xml": `${Buffer.concat(BLOCKS).toString()}<end/>`,
	"last.xml": "",
};

describe("a zip file that is written front to back", () => {
	test("is read by its directory, with sizes and check sums", async () => {
		const zip = openZip(await write(), NO_READ_LIMITS);
		expect(Object.fromEntries(zip.names.map((name) => [name, Buffer.from(zip.part(name) ?? []).toString()]))).toEqual(EXPECTED);
	});

	test("is read front to back as well, by who does not see the directory yet", async () => {
		const found: Record<string, string> = {};
		const unzip = new Unzip((file) => {
			found[file.name] = "";
			const parts: Uint8Array[] = [];
			file.ondata = (fault, data, final) => {
				if (fault) throw fault;
				parts.push(data);
				if (final) found[file.name] = strFromU8(Buffer.concat(parts));
			};
			file.start();
		});
		unzip.register(UnzipInflate);
		const bytes = await write();
		for (let at = 0; at < bytes.length; at += 1000) unzip.push(bytes.subarray(at, at + 1000), at + 1000 >= bytes.length);
		expect(found).toEqual(EXPECTED);
	});

	test("gives the same bytes each time", async () => {
		expect(Buffer.compare(await write(), await write())).toBe(0);
	});

	test("of 4 GB or more is refused: no program would open it", async () => {
		await expect(write(Buffer.concat(BLOCKS).length)).rejects.toThrow(/^表\/长.xml would grow to 4 GB/);
		const whole = async (tooLong: number) => {
			const zip = new ZipStream({ write: async () => undefined }, [], tooLong);
			await zip.whole("a.xml", Buffer.from("<a/>"));
			await zip.finish();
		};
		// Local header, content, directory, end.
		const size = 35 + 6 + 51 + 22;
		await expect(whole(size)).rejects.toThrow(/^the workbook would grow to 4 GB/);
		await expect(whole(size)).rejects.toBeInstanceOf(RangeError);
		await expect(whole(size + 1)).resolves.toBeUndefined();
	});
});

import { readFileSync } from "node:fs";
import * as SheetJS from "@e965/xlsx";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { RefusalError } from "../../src/model/refusal.ts";
import { readGrid } from "../../src/workbooks/read.ts";
import { kindOf } from "../../src/workbooks/sniff.ts";
import { refused } from "./cells.ts";

const utf16 = (text: string, mark = true) => new Uint8Array([...(mark ? [0xff, 0xfe] : []), ...Buffer.from(text, "utf16le")]);
const swapped = (bytes: Uint8Array) => bytes.map((_, at) => bytes[at ^ 1] ?? 0);

/** A compound file with streams of some names, as the container of .xls, .doc and encrypted workbooks. */
function compound(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
	const file = SheetJS.CFB.utils.cfb_new();
	for (const [name, content] of Object.entries(streams)) SheetJS.CFB.utils.cfb_add(file, `/${name}`, content);
	return new Uint8Array(SheetJS.CFB.write(file, { type: "buffer" }) as Buffer);
}

describe("what a file is", () => {
	test("its first bytes tell", () => {
		expect(kindOf(strToU8("名称,人数\n"))).toBe("text");
		expect(kindOf(strToU8("  \r\n<html><body><table>"))).toBe("html");
		expect(kindOf(strToU8("\ufeff<table><tr><td>甲"))).toBe("html");
		expect(kindOf(utf16("<html><head>"))).toBe("html");
		expect(kindOf(strToU8('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>'))).toBe("spreadsheetml");
		expect(kindOf(strToU8('<?xml version="1.0"?><ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'))).toBe("spreadsheetml");
		expect(kindOf(strToU8("MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n"))).toBe("mhtml");
		expect(kindOf(strToU8("From: <Saved by WPS>\nSubject: 表\nMIME-Version: 1.0\n\n"))).toBe("mhtml");
		expect(kindOf(utf16("名称\t人数\r\n"))).toBe("text");
		expect(kindOf(compound({ Workbook: new Uint8Array(10) }))).toBe("ole2");
		expect(kindOf(zipSync({ a: new Uint8Array() }))).toBe("zip");
	});

	test("a page behind a forged BIFF record is a page, a line of tabs is text", () => {
		expect(kindOf(new Uint8Array([0x09, 0x08, 0x08, 0x00, 0, 0, 0x10, 0, 0, 0, 0, 0, ...strToU8("<html><table>")]))).toBe("html");
		expect(kindOf(new Uint8Array([0x09, 0x08, 0x08, 0x00, 0, 0, 0x10, 0, 0, 0, 0, 0, 0x0a, 0, 0, 0]))).toBe("biff");
		expect(kindOf(strToU8("\t\t合计\t3\n"))).toBe("text");
	});

	test.each([
		["%PDF-1.7", "file.scan", {}],
		["\r\n%PDF-1.4", "file.scan", {}],
		["GIF89a", "file.scan", {}],
		["RIFF....WEBPVP8 ", "file.scan", {}],
		["\0\0\0\x18ftypheic", "file.scan", {}],
		["II*\0", "file.scan", {}],
		["Rar!\x1a\x07\x01\0", "file.archive", { kind: "RAR" }],
		["MSCF\0\0\0\0", "file.archive", { kind: "CAB" }],
		[`${"\0".repeat(257)}ustar`, "file.archive", { kind: "TAR" }],
		["{\\rtf1 ", "file.unsupported", { kind: "RTF" }],
		['<?xml version="1.0"?><report/>', "file.unsupported", { kind: "XML" }],
	])("%j is refused as %s", async (head, code, params) => {
		expect(await refused(readGrid(strToU8(head, true), "表.xlsx"))).toEqual({ code, params });
	});

	test.each([
		[[0xff, 0xd8, 0xff, 0xe0], "file.scan"],
		[[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], "file.scan"],
		[[0x42, 0x4d, 0x36, 0, 0x0c, 0, 0, 0, 0, 0, 0x36, 0, 0, 0], "file.scan"],
		[[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "file.archive"],
		[[0x1f, 0x8b, 0x08, 0], "file.archive"],
		[[], "file.empty"],
	])("bytes %j are refused as %s", async (bytes, code) => {
		expect((await refused(readGrid(new Uint8Array(bytes), "表.xlsx"))).code).toBe(code);
	});

	test("compound files that are no workbook are told apart", async () => {
		const filler = new Uint8Array(5000);
		expect(await refused(readGrid(compound({ EncryptedPackage: filler, EncryptionInfo: filler }), "a.xlsx"))).toMatchObject({
			code: "file.encrypted",
		});
		expect(await refused(readGrid(compound({ WordDocument: filler }), "a.xls"))).toEqual({ code: "file.unsupported", params: { kind: "Word" } });
		expect(await refused(readGrid(compound({ Contents: filler }), "a.xls"))).toEqual({ code: "file.unsupported", params: {} });
		expect(await refused(readGrid(compound({ Workbook: filler }).subarray(0, 3000), "a.xls"))).toMatchObject({ code: "file.truncated" });
	});

	test("UTF-16 without its mark is told by its zero bytes", async () => {
		const text = "名称\t人数\r\n阳东\t12\r\n";
		for (const bytes of [utf16(text, false), swapped(utf16(text, false)), utf16(text), swapped(utf16(text))]) {
			const [sheet] = (await readGrid(bytes, "a.xls")).sheets;
			expect([...(sheet?.rows ?? [])].map((row) => row.cells.map((cell) => cell.value))).toEqual([
				["名称", "人数"],
				["阳东", "12"],
			]);
		}
	});

	test("a grid says what it was read from, a text in which encoding", async () => {
		const told = async (bytes: Uint8Array) => (await readGrid(bytes, "表.xls")).source;
		expect(await told(Uint8Array.of(0xd1, 0xf4, 0x2c, 0xb6, 0xab))).toEqual({ format: "text", encoding: "gb18030" });
		expect(await told(strToU8("阳,东"))).toEqual({ format: "text", encoding: "utf-8" });
		expect(await told(Uint8Array.of(0xff, 0xfe, 0x33, 0x96, 0x2c, 0, 0x1c, 0x4e))).toEqual({ format: "text", encoding: "utf-16le" });
		expect(await told(strToU8("<table><tr><td>阳东</td></tr></table>"))).toEqual({ format: "html" });
		expect(await told(readFileSync("fixtures/demo/2019H1/阳西县/附件3：科技创新平台名录(阳西).xlsx"))).toEqual({ format: "xlsx" });
	});

	test("any bytes behind any beginning end in a kind or a refusal", () => {
		const heads = ["PK\x03\x04", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "\x09\x08\x10\x00", "<html>", "MIME-Version: 1.0\n", ""].map((head) =>
			strToU8(head, true),
		);
		fc.assert(
			fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 200 }), (head, tail) => {
				try {
					expect(kindOf(new Uint8Array([...head, ...tail]))).toBeTypeOf("string");
				} catch (error) {
					if (!(error instanceof RefusalError)) throw error;
				}
			}),
		);
	});
});

import * as SheetJS from "@e965/xlsx";
import { strToU8, type Zippable, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { DEFAULT_READ_LIMITS } from "../../src/model/read-limits.ts";
import { type Member, openBundle } from "../../src/workbooks/bundle.ts";
import { readGrid } from "../../src/workbooks/read.ts";
import { refused, valuesOf } from "./cells.ts";

const csv = strToU8("名称,人数\n阳东,12\n");

function xlsx(value: string): Uint8Array {
	const book = SheetJS.utils.book_new();
	SheetJS.utils.book_append_sheet(book, SheetJS.utils.aoa_to_sheet([[value]]), "表一");
	return new Uint8Array(SheetJS.write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
}

function members(bytes: Uint8Array, limits: Partial<typeof DEFAULT_READ_LIMITS> = {}): Member[] {
	return [...(openBundle(bytes, { ...DEFAULT_READ_LIMITS, ...limits }) ?? [])];
}

const outcomes = (found: readonly Member[]) => found.map(({ name, refusal }) => [name, refusal?.code ?? null]);

/** The same archive with a bit set in the flags of one entry, in both of its headers. */
function flagged(bytes: Uint8Array, name: string, flag: number): Uint8Array {
	const changed = Buffer.from(bytes);
	const written = Buffer.from(name);
	for (let at = changed.indexOf(written); at >= 0; at = changed.indexOf(written, at + 1)) {
		if (changed.readUInt32LE(Math.max(0, at - 46)) === 0x02014b50) changed.writeUInt16LE(changed.readUInt16LE(at - 38) | flag, at - 38);
	}
	return changed;
}

describe("bundles (mess.md 8)", () => {
	test("each file is a member; what systems leave in archives is none", () => {
		const zip = zipSync({
			"统01(1).xlsx": xlsx("甲"),
			"阳东区/统12.csv": csv,
			"__MACOSX/统01(1).xlsx": csv,
			"a/.DS_Store": csv,
			"~$统01.xlsx": csv,
			"Thumbs.db": csv,
			"空/": new Uint8Array(),
		});
		expect(outcomes(members(zip))).toEqual([
			["统01(1).xlsx", null],
			["阳东区/统12.csv", null],
		]);
	});

	test("workbooks and documents are no bundles", () => {
		expect(openBundle(xlsx("甲"), DEFAULT_READ_LIMITS)).toBeNull();
		expect(openBundle(csv, DEFAULT_READ_LIMITS)).toBeNull();
		expect(() => openBundle(zipSync({ "word/document.xml": csv }), DEFAULT_READ_LIMITS)).toThrow("file.unsupported");
	});

	test("names in GBK are decoded, and lead nowhere", () => {
		const gbk = Buffer.from(zipSync({ XXXX_csv: csv }));
		// 阳东 in GBK, of the same length as XXXX.
		for (let at = gbk.indexOf("XXXX"); at >= 0; at = gbk.indexOf("XXXX", at + 1)) Buffer.from([0xd1, 0xf4, 0xb6, 0xab]).copy(gbk, at);
		expect(outcomes(members(gbk))).toEqual([["阳东_csv", null]]);
		expect(outcomes(members(zipSync({ "../../etc/a.csv": csv, "C:\\x\\b.csv": csv, "/c\u0007.csv": csv })))).toEqual([
			["etc/a.csv", null],
			["x/b.csv", null],
			["c_.csv", null],
		]);
	});

	test("an archive inside is taken apart once, deeper ones are refused, as are encrypted members", () => {
		const inner = zipSync({ "b.csv": csv });
		const zip = zipSync({
			"a.csv": csv,
			"内.zip": inner,
			"深.zip": zipSync({ "更深.zip": inner }),
			"空.zip": zipSync({ "x/": new Uint8Array() }),
		} as Zippable);
		expect(outcomes(members(zip))).toEqual([
			["a.csv", null],
			["内.zip!b.csv", null],
			["深.zip!更深.zip", "limit.nesting"],
			["空.zip", "content.none"],
		]);
		expect(outcomes(members(flagged(zipSync({ "a.csv": csv, "b.csv": csv }), "a.csv", 1)))).toEqual([
			["a.csv", "file.encrypted"],
			["b.csv", null],
		]);
	});

	test("limits hold for all archives together", () => {
		const zip = zipSync({ "a.csv": csv, "内.zip": zipSync({ "b.csv": csv, "c.csv": csv }) });
		expect(outcomes(members(zip, { entries: 3 })).at(-1)).toEqual(["内.zip!c.csv", "limit.entries"]);
		expect(outcomes(members(zip, { unpacked: csv.length + zipSync({ "b.csv": csv, "c.csv": csv }).length + csv.length }))).toEqual([
			["a.csv", null],
			["内.zip", "limit.unpacked"],
		]);
		expect(() => openBundle(zip, { ...DEFAULT_READ_LIMITS, unpacked: 30 })).toThrow("limit.unpacked");
		const bomb = zipSync({ "a.csv": new Uint8Array(5_000_000), "b.csv": csv });
		expect(outcomes(members(bomb))).toEqual([
			["a.csv", "limit.ratio"],
			["b.csv", null],
		]);
	});

	test("read as one file it gives the sheets of all that can be read", async () => {
		const grid = await readGrid(zipSync({ "甲.xlsx": xlsx("甲"), "b/乙.csv": csv, "图.png": Uint8Array.of(0x89, 0x50, 0x4e, 0x47) }), "a.zip");
		expect(grid.sheets.map((sheet) => [sheet.name, valuesOf(sheet).A1])).toEqual([
			["甲.xlsx!表一", "甲"],
			["b/乙.csv!乙", "名称"],
		]);
		expect((await refused(readGrid(zipSync({ "图.png": Uint8Array.of(0x89, 0x50, 0x4e, 0x47) }), "a.zip"))).code).toBe("file.scan");
		expect((await refused(readGrid(zipSync({ ".DS_Store": csv }), "a.zip"))).code).toBe("content.none");
		expect((await refused(readGrid(Uint8Array.of(0x50, 0x4b, 5, 6, ...new Uint8Array(18)), "a.zip"))).code).toBe("content.none");
	});
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_READ_LIMITS } from "../../../src/model/read-limits.ts";
import { RefusalError } from "../../../src/model/refusal.ts";
import { ReadBudget } from "../../../src/workbooks/limits.ts";
import { readGrid } from "../../../src/workbooks/read.ts";
import type { RowBatch } from "../../../src/workbooks/xlsx/row-batch.ts";
import { SharedStrings } from "../../../src/workbooks/xlsx/shared-strings.ts";
import { SheetReader } from "../../../src/workbooks/xlsx/sheet-reader.ts";
import { XmlWalker } from "../../../src/workbooks/xml-walker.ts";
import { handZip } from "./hand-zip.ts";
import { partsOf } from "./parts.ts";

/** One of everything that a sheet can hold, in one piece and then as other writers have it. */
const ROWS = [
	'<row r="1" spans="1:9" ht="20" x14ac:dyDescent="0.25"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" cm="1"><v>12.5</v></c><c r="C1" s="2"><v>43643</v></c><c r="D1" s="1"/></row>',
	'<row r="2" hidden="1"><c r="A2" t="str"><f>A1&amp;"x"</f><v>a&lt;b</v></c><c r="B2"><f t="shared" ref="B2:B9" si="0">1</f></c><c r="C2" t="b"><v>1</v></c></row>',
	'<row r="4"/><row><c t="inlineStr"><is><t xml:space="preserve"> 汇报 </t></is></c><c t="e"><v>#N/A</v></c><c><v>-1.25E-3</v></c></row>',
	"<row r='6'>\n <c r='B6' t='inlineStr'><is><r><t>甲</t></r><rPh><t>x</t></rPh></is></c> <c r='C6' t='d'><v>2019-06-27</v></c><!-- --></row>",
].join("");
const SHEET = `<?xml version="1.0"?><worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData>${ROWS}</sheetData><mergeCells><mergeCell ref="A5:B6"/></mergeCells></worksheet>`;
const STRINGS = "<si><t>甲&amp;</t></si><si><r><t>乙</t></r></si>";
const STYLES = '<numFmts><numFmt numFmtId="170" formatCode="yyyy-mm-dd"/></numFmts><cellXfs><xf/><xf numFmtId="49"/><xf numFmtId="170"/></cellXfs>';

/** What is put into XML to spoil it: whole and half tags, values that do not belong there. */
const SHARDS = [
	..."<>/\"'=&;: \n-.19AcrstvZ甲",
	"</c>",
	"<c>",
	'<c r="B2">',
	'<c r="A1" t="s"><v>1</v></c>',
	"<v>",
	"</v>",
	"<v/>",
	'<row r="3">',
	"</row>",
	"<row/>",
	"</sheetData>",
	"<is><t>",
	"</t></is>",
	"<f/>",
	"<f>1</f>",
	"<![CDATA[<c>]]>",
	"<!-- ",
	" -->",
	"<?x ",
	"?>",
	"&#x41;",
	"_x000D_",
	' t="s"',
	' s="-1"',
	' r="A1048577"',
	' hidden="1"',
	' x:r="3"',
	' x:hidden="1"',
	' ph="1"',
	"<!DOCTYPE a>",
	"x:",
	"9".repeat(30),
	"e5",
	"\u0000",
];

interface Edit {
	readonly at: number;
	readonly drop: number;
	readonly shard: string;
}

const edits = fc.array(
	fc.record<Edit>({
		at: fc.double({ min: 0, max: 1, noNaN: true }),
		drop: fc.oneof(fc.constant(0), fc.nat({ max: 12 })),
		shard: fc.oneof(fc.constant(""), fc.constantFrom(...SHARDS)),
	}),
	{ minLength: 1, maxLength: 4 },
);

function edited(text: string, changes: readonly Edit[]): string {
	return changes.reduce((now, { at, drop, shard }) => {
		const place = Math.floor(at * now.length);
		return now.slice(0, place) + shard + now.slice(place + drop);
	}, text);
}

function plain(batches: readonly RowBatch[]) {
	return batches.map(({ rowCount, cellCount, numbers, hidden, starts, columns, marks, values, texts }) => ({
		numbers: [...numbers.subarray(0, rowCount)],
		hidden: [...hidden.subarray(0, rowCount)],
		starts: [...starts.subarray(0, rowCount + 1)],
		columns: [...columns.subarray(0, cellCount)],
		marks: [...marks.subarray(0, cellCount)],
		values: [...values.subarray(0, cellCount)],
		texts,
	}));
}

/** What a worksheet part gives when it comes in pieces of a length, with the scanner's help or without. */
function readSheet(xml: string, piece: number, scanner: boolean) {
	const reader = new SheetReader({ stringCount: 2, styles: [0, 32, 24], budget: new ReadBudget(DEFAULT_READ_LIMITS) });
	if (!scanner) reader.shortcut = () => {};
	const walker = new XmlWalker(reader, 64);
	const bytes = Buffer.from(xml);
	try {
		// The first piece is always long enough to tell the encoding.
		walker.feed(bytes.subarray(0, 60));
		for (let at = 60; at < bytes.length; at += piece) walker.feed(bytes.subarray(at, at + piece));
		walker.finish();
	} catch (error) {
		if (error instanceof RefusalError) return "refused";
		throw error;
	}
	return { batches: plain(reader.writer.take(true)), merges: reader.merges, hidden: reader.hiddenColumns() };
}

const RUNS = { numRuns: 400, seed: 20190627 };

describe("worksheets that were spoiled", () => {
	test("the scanner gives what the walker alone gives, however the part is cut", () => {
		fc.assert(
			fc.property(edits, fc.integer({ min: 1, max: 400 }), (changes, piece) => {
				const xml = edited(SHEET, changes);
				const expected = readSheet(xml, xml.length * 4, false);
				expect(readSheet(xml, xml.length * 4, true)).toEqual(expected);
				expect(readSheet(xml, piece, true)).toEqual(expected);
			}),
			RUNS,
		);
	});

	test("unspoiled, every shape in it is read", () => {
		for (const piece of [1, 7, 64, 100_000]) {
			expect(readSheet(SHEET, piece, true)).toEqual(readSheet(SHEET, 100_000, false));
			expect(readSheet(SHEET.replaceAll(/<(\/?)(?=[a-zA-Z])/g, "<$1x:"), piece, true)).toEqual(readSheet(SHEET, 100_000, false));
		}
		expect(readSheet(SHEET, 100_000, true)).not.toBe("refused");
	});
});

describe("shared texts that were spoiled", () => {
	const TABLE = `<sst>${STRINGS}<si><t xml:space="preserve"> 汇报 é😀 </t></si>\n<si><t/></si><si/><si><t>_x000D_</t><rPh><t>x</t></rPh></si></sst>`;

	function readTable(xml: string, piece: number, scanner: boolean) {
		const table = new SharedStrings(DEFAULT_READ_LIMITS);
		if (!scanner) table.shortcut = () => {};
		const walker = new XmlWalker(table, 64);
		const bytes = Buffer.from(xml);
		try {
			for (let at = 0; at < bytes.length; at += piece) walker.feed(bytes.subarray(at, at + piece));
			walker.finish();
		} catch (error) {
			if (error instanceof RefusalError) return "refused";
			throw error;
		}
		table.finish();
		return Array.from({ length: table.count }, (_, at) => table.at(at));
	}

	test("taken straight from the bytes or walked through, they are the same", () => {
		expect(readTable(TABLE, 5, true)).toEqual(["甲&", "乙", " 汇报 é😀 ", "", "", "\r"]);
		fc.assert(
			fc.property(edits, fc.integer({ min: 8, max: 100 }), (changes, piece) => {
				const xml = edited(TABLE, changes);
				const expected = readTable(xml, 10_000, false);
				expect(readTable(xml, 10_000, true)).toEqual(expected);
				expect(readTable(xml, piece, true)).toEqual(expected);
			}),
			RUNS,
		);
	});
});

describe("workbooks that were spoiled", () => {
	const parts = Object.entries(partsOf({ sheet: SHEET, strings: STRINGS, styles: STYLES })).map(([name, content]) => ({
		name,
		content: Buffer.from(content as Uint8Array),
	}));

	/** A grid whose rows can all be walked through, or a coded refusal. */
	async function outcome(bytes: Uint8Array): Promise<string> {
		try {
			const grid = await readGrid(bytes, "a.xlsx");
			return `${grid.sheets.flatMap((sheet) => [...sheet.rows]).length} rows`;
		} catch (error) {
			if (error instanceof RefusalError) return error.refusal.code;
			throw error;
		}
	}

	test("XML changed in any part and packed again: a grid or a refusal", async () => {
		const seen = new Set<string>();
		await fc.assert(
			fc.asyncProperty(fc.nat({ max: parts.length - 1 }), edits, async (which, changes) => {
				const changed = parts.map((part, at) => (at === which ? { ...part, content: Buffer.from(edited(part.content.toString(), changes)) } : part));
				seen.add(await outcome(handZip(changed)));
			}),
			RUNS,
		);
		expect(seen.size).toBeGreaterThan(2);
	});

	test("the archive changed anywhere, its records most of all: a grid or a refusal", async () => {
		const bytes = handZip(
			parts.map((part, at) => ({ ...part, stored: at % 3 === 0, descriptor: at % 3 === 1, zip64: at % 3 === 2 })),
			true,
		);
		const records = bytes.lastIndexOf(0x50, bytes.length - 1200);
		const place = fc.oneof(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: Math.max(0, records), max: bytes.length - 1 }));
		const change = fc.record({ at: place, byte: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat({ max: 255 })) });
		await fc.assert(
			fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
				const changed = bytes.slice();
				for (const { at, byte } of changes) if (at > 3) changed[at] = byte;
				await outcome(changed);
			}),
			RUNS,
		);
	});
});

import { deflateRawSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readGrid } from "../../../src/workbooks/read.ts";
import { handZip } from "./hand-zip.ts";
import { cellsOf, packed, partsOf, refused } from "./parts.ts";

const MEGABYTE = 1024 * 1024;

/** The most memory that a reading added, in megabytes, and how it was refused. */
async function watched(bytes: Uint8Array): Promise<{ code: string; megabytes: number }> {
	const before = process.memoryUsage();
	const code = await refused(bytes);
	const after = process.memoryUsage();
	return { code, megabytes: (after.heapUsed + after.external - before.heapUsed - before.external) / MEGABYTE };
}

const sheetOf = (content: Uint8Array, declared?: number) =>
	handZip(
		Object.entries(partsOf({ sheet: content })).map(([name, part]) => ({
			name,
			content: part as Uint8Array,
			...(declared !== undefined && name.includes("sheet1") ? { declared } : {}),
		})),
	);

describe("zip bombs", () => {
	const bomb = new Uint8Array(100 * MEGABYTE);

	test("a part that unpacks to far more than it takes is refused before it is unpacked", async () => {
		expect(await watched(sheetOf(bomb))).toMatchObject({ code: "limit.ratio" });
	});

	test("one that declares to be small is stopped where its declaration ends", async () => {
		for (const declared of [1000, MEGABYTE + 1]) {
			const { code, megabytes } = await watched(sheetOf(bomb, declared));
			expect(code).toMatch(/^(?:file\.unreadable|limit\.ratio)$/);
			expect(megabytes).toBeLessThan(100);
		}
		// Large enough to come piece by piece, with a ratio that is allowed.
		const { code, megabytes } = await watched(sheetOf(bomb, 15 * MEGABYTE));
		expect(code).toBe("file.unreadable");
		expect(megabytes).toBeLessThan(100);
	});

	test("what is declared of all parts together counts, and the number of parts", async () => {
		const content = new Uint8Array(1000);
		const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`xl/media/${at}`, content]));
		const bytes = zipSync({ ...partsOf({}), ...many });
		expect(await refused(bytes, { unpacked: 30_000 })).toBe("limit.unpacked");
		expect(await refused(bytes, { entries: 33 })).toBe("limit.entries");
		expect((await readGrid(bytes, "a")).sheets).toHaveLength(1);
	});

	test("a part that many sheets point at counts each time", async () => {
		const sheets = Array.from({ length: 200 }, (_, at) => `<sheet name="${at}" r:id="rId1"/>`).join("");
		const parts = { "xl/workbook.xml": `<workbook xmlns:r="r"><sheets>${sheets}</sheets></workbook>` };
		const rows = `<row r="1"><c r="A1"><v>1</v></c></row><!--${"x".repeat(50_000)}-->`;
		expect(await refused({ rows, parts }, { unpacked: 2_000_000 })).toBe("limit.unpacked");
	});
});

describe("what XML can hold", () => {
	test("a single text or tag without end, deep nesting, entities", async () => {
		const noise = deflateRawSync(Buffer.from("x")).toString("hex");
		const long = Array.from({ length: 200_000 }, (_, at) => `${noise}${at * 7919}`).join("");
		expect(await refused({ rows: `<row r="1"><c r="A1" t="str"><v>${long}</v></c></row>` })).toBe("file.unreadable");
		expect(await refused({ rows: `<row r="1"><c r="A1" t="inlineStr"><is><t>${long}</t></is></c></row>` })).toBe("file.unreadable");
		expect(await refused({ rows: `<row r="1"><c ${Array.from({ length: 150_000 }, (_, at) => `a${at * 7919}="1"`).join(" ")}/></row>` })).toBe(
			"file.unreadable",
		);
		expect(await refused({ strings: `<si><t>${long}</t></si>` })).toBe("file.unreadable");
		expect(await refused({ rows: `<row r="1"><c r="A1">${"<is>".repeat(80)}` })).toBe("limit.nesting");
		expect(await refused({ before: "<a>".repeat(5), rows: "" }, { nesting: 5 })).toBe("limit.nesting");
		const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
		for (const part of ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "_rels/.rels"]) {
			expect(await refused({ parts: { [part]: `<?xml version="1.0"?>${bomb}<x>&b;</x>` } }), part).toBe("file.doctype");
		}
	});

	test("shared texts, styles, merges and hidden columns without number", async () => {
		expect(await refused({ strings: "<si><t>甲</t></si>".repeat(11) }, { strings: 10 })).toBe("limit.strings");
		expect(await refused({ strings: "<si><r><t>甲</t></r></si>".repeat(11) }, { strings: 10 })).toBe("limit.strings");
		const merges = `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(20_000)}</mergeCells>`;
		expect(await refused({ after: merges, rows: '<row r="1"><c r="A1"><v>1</v></c></row>' }, { cells: 1000 })).toBe("limit.cells");
		const columns = `<cols>${'<col min="1" max="16384" hidden="1"/>'.repeat(1000)}</cols>`;
		const few = merges.replace(/(?:<mergeCell [^>]*>){19000}/, "");
		const grid = await readGrid(packed({ before: columns, after: few, rows: '<row r="2"><c r="C2"><v>1</v></c></row>' }), "a");
		expect(grid.sheets[0]?.hiddenColumns).toEqual([1, 2, 3]);
		expect(cellsOf(grid.sheets[0])).toEqual({});
		for (const [min, max] of [
			["0", "99999"],
			["5", "2"],
		]) {
			expect((await readGrid(packed({ before: `<cols><col min="${min}" max="${max}" hidden="1"/></cols>` }), "a")).sheets[0]?.hiddenColumns).toEqual(
				[],
			);
		}
		for (const [min, max] of [
			["-1", "2"],
			["1", "NaN"],
		]) {
			expect(await refused({ before: `<cols><col min="${min}" max="${max}" hidden="1"/></cols>` })).toBe("file.unreadable");
		}
	});

	test("a million rows and cells that only carry a format cost no memory", async () => {
		const rows = Array.from(
			{ length: 200_000 },
			(_, at) => `<row r="${at + 2}" spans="1:3" s="1" customFormat="1"><c r="A${at + 2}" s="1"/><c r="B${at + 2}" s="1"/></row>`,
		).join("");
		const bytes = packed({ rows: `<row r="1"><c r="A1"><v>1</v></c></row>${rows}` });
		const grid = await readGrid(bytes, "a", {
			bytes: 1e9,
			unpacked: 1e9,
			ratio: 1e9,
			entries: 9,
			rows: 1,
			columns: 1,
			cells: 1,
			strings: 0,
			nesting: 9,
			seconds: 60,
			memory: 1,
		});
		expect([...(grid.sheets[0]?.rows ?? [])]).toHaveLength(1);
	});

	test("one row of cells without end is refused before it fills the memory", async () => {
		const cells = Array.from({ length: 50_000 }, (_, at) => `<c r="A1"><v>${at * 7919}</v></c>`).join("");
		expect(await refused({ rows: `<row r="1">${cells}</row>` }, { cells: 10_000 })).toBe("limit.cells");
	});

	test("time that a file may take is asked for between pieces", async () => {
		expect(await refused({ rows: "" }, { seconds: 0 })).toBe("limit.seconds");
	});

	test("limits may be reached but not passed", async () => {
		const rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="9"><c r="A9"><v>3</v></c></row>';
		const exact = { rows: 2, columns: 2, cells: 3, strings: 1, entries: 5 };
		const limits = { bytes: 1e6, unpacked: 1e6, ratio: 200, nesting: 9, seconds: 60, memory: 1, ...exact };
		const bytes = packed({ rows, strings: "<si><t>甲</t></si>" });
		expect(Object.keys(cellsOf((await readGrid(bytes, "a", limits)).sheets[0]))).toEqual(["A1", "B1", "A9"]);
		for (const [name, limit] of Object.entries(exact)) {
			expect(await refused(bytes, { ...limits, [name]: limit - 1 }), name).toBe(`limit.${name}`);
		}
	});
});

test("a package within a package is not looked into", async () => {
	const inner = packed({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>' });
	const grid = await readGrid(zipSync({ ...partsOf({}), "xl/embeddings/inner.xlsx": inner, "xl/note.txt": strToU8("x") }), "a");
	expect(cellsOf(grid.sheets[0])).toEqual({});
});

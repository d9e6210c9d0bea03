import { describe, expect, test } from "vitest";
import { readGrid } from "../../../src/workbooks/read.ts";
import { cellsOf, packed, refused, valuesOf } from "./parts.ts";

const row = (cells: string) => `<row r="1">${cells}</row>`;

/** Any kind of cell, once as nearly every writer writes it, and once with what else XML allows in between. */
const manners: readonly [string, (xml: string) => string][] = [
	["plainly", (xml) => xml],
	["with line breaks between elements", (xml) => xml.replaceAll("><", ">\n\t<").replaceAll(/>\n\t<\/(v|t)>/g, "></$1>")],
	["with apostrophes", (xml) => xml.replaceAll('"', "'")],
	["with comments", (xml) => xml.replaceAll("<c ", "<!-- <c r='Z9'/> --><c ").replaceAll("</v>", "<!----></v>")],
	["with more attributes", (xml) => xml.replaceAll("<c ", '<c cm="1" ').replaceAll("<row ", '<row spans="1:9" x14ac:dyDescent="0.2" ')],
	["with blanks in tags", (xml) => xml.replaceAll('">', '" >').replaceAll("</v>", "</v >")],
];

describe.each(manners)("cells written %s", (_, written) => {
	test("numbers, whatever their length and notation", async () => {
		const numbers = [
			"0",
			"-7",
			"12.50",
			"0.1",
			"123456789012345",
			"0.10000000000000001",
			"1E-7",
			"-1.5e+300",
			"914417027000000000",
			".5",
			"5.",
			"00012",
		];
		const cells = numbers.map((number, at) => `<c r="${String.fromCharCode(65 + at)}1"><v>${number}</v></c>`).join("");
		expect(Object.values(await valuesOf({ rows: written(row(cells)) }))).toEqual(numbers.map(Number));
	});

	test("what stands for a number but is none stays text", async () => {
		expect(await valuesOf({ rows: written(row('<c r="A1"><v>0x10</v></c><c r="B1"><v>Infinity</v></c><c r="C1"><v>1e999</v></c>')) })).toEqual({
			A1: "0x10",
			B1: "Infinity",
			C1: "1e999",
		});
	});

	test("texts: shared, inline, of formulas; errors, booleans, ISO dates", async () => {
		const grid = await readGrid(
			packed({
				strings: "<si><t>甲</t></si><si><r><t>乙</t></r><r><t xml:space='preserve'> 丙</t></r><rPh sb='0' eb='1'><t>yi</t></rPh></si>",
				rows: written(
					row(
						[
							'<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>',
							'<c r="C1" t="inlineStr"><is><t>a &lt; b &#38; _x000D__x005F_x000D_</t></is></c>',
							'<c r="D1" t="inlineStr"><is><r><t>丁</t></r><rPh><t>ding</t></rPh><r><t>戊</t></r></is></c>',
							'<c r="E1" t="str"><f>A1&amp;"&lt;"</f><v>甲&lt;</v></c><c r="F1" t="e"><v>#N/A</v></c><c r="G1" t="b"><v>1</v></c>',
							'<c r="H1" t="d"><v>2019-06-27T00:00:00</v></c><c r="I1" t="d"><v>2019-06-27T08:30Z</v></c>',
						].join(""),
					),
				),
			}),
			"a",
		);
		expect(Object.values(cellsOf(grid.sheets[0])).map(({ type, value }) => [type, value])).toEqual([
			["s", "甲"],
			["s", "乙 丙"],
			["s", "a < b & \r_x000D_"],
			["s", "丁戊"],
			["s", "甲<"],
			["e", "#N/A"],
			["b", true],
			["d", "2019-06-27"],
			["d", "2019-06-27T08:30:00"],
		]);
	});

	test("formulas with and without a stored result", async () => {
		const rows = row(
			[
				'<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f t="shared" ref="B1:B9" si="0">A1&gt;1</f><v>0</v></c><c r="C1"><f t="shared" si="0"/><v>1</v></c>',
				'<c r="D1"><f t="array" ref="D1:D2">SUM(A1:A2)</f></c><c r="E1"><f>A9</f><v></v></c><c r="F1" t="str"><f>""</f><v></v></c>',
			].join(""),
		);
		const cells = cellsOf((await readGrid(packed({ rows: written(rows) }), "a")).sheets[0]);
		expect(Object.entries(cells).map(([ref, { value, formula, uncached }]) => [ref, value, formula, uncached])).toEqual([
			["A1", 2, true, undefined],
			["B1", 0, true, undefined],
			["C1", 1, true, undefined],
			["D1", "", true, true],
			["E1", "", true, true],
		]);
	});

	test("cells without a value are not there", async () => {
		const rows = row(
			'<c r="A1" s="1"/><c r="B1"></c><c r="C1"><v></v></c><c r="D1"><v/></c><c r="E1" t="s"><v></v></c><c r="F1" t="inlineStr"><is><t></t></is></c>',
		);
		const grid = await readGrid(
			packed({ strings: "<si><t/></si><si/>", rows: written(`${rows}<row r="2"><c r="A2" t="s"><v>0</v></c></row><row r="3"/>`) }),
			"a",
		);
		expect([...(grid.sheets[0]?.rows ?? [])]).toEqual([]);
	});
});

describe("places", () => {
	test("rows and cells without an address follow each other", async () => {
		expect(
			await valuesOf({
				rows: "<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row><row r='5'><c><v>4</v></c></row><row><c><v>5</v></c></row>",
			}),
		).toEqual({
			A1: 1,
			D1: 2,
			E1: 3,
			A5: 4,
			A6: 5,
		});
	});

	test("a cell's own address is believed where its row has none or another", async () => {
		expect(await valuesOf({ rows: "<row><c r='B7'><v>1</v></c></row><row r='8'><c r='A9'><v>2</v></c><c r='$b$9'><v>3</v></c></row>" })).toEqual({
			B7: 1,
			A9: 2,
			B9: 3,
		});
	});

	test("what is out of order is put in order, and of two cells at one place the later stands", async () => {
		const rows = [
			'<row r="3"><c r="C3"><v>33</v></c><c r="A3" t="inlineStr"><is><t>31</t></is></c><c r="C3"><v>34</v></c></row>',
			'<row r="1"><c r="A1" t="inlineStr"><is><t>11</t></is></c></row><row r="3" hidden="1"><c r="B3"><v>32</v></c><c r="A3"><v>0</v></c></row>',
		].join("");
		const grid = await readGrid(packed({ rows }), "a");
		expect([...(grid.sheets[0]?.rows ?? [])].map((r) => [r.number, r.cells.map((cell) => cell.value)])).toEqual([
			[1, ["11"]],
			[3, [0, 32, 34]],
		]);
	});

	test("long sheets come in several batches, wide rows whole, whatever the batch before held", async () => {
		const letters = (at: number): string => (at < 26 ? "" : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));
		const wide = Array.from({ length: 900 }, (_, at) => `<c r="${letters(at)}4000" t="inlineStr"><is><t>t${at}</t></is></c>`).join("");
		const rows = Array.from(
			{ length: 3999 },
			(_, at) => `<row r="${at + 1}"><c r="A${at + 1}"><v>${at}</v></c><c r="B${at + 1}" t="str"><v>s${at}</v></c></row>`,
		);
		const grid = await readGrid(packed({ rows: `${rows.join("")}<row r="4000">${wide}</row>` }), "a");
		const read = [...(grid.sheets[0]?.rows ?? [])];
		expect(read.map((r) => r.number)).toEqual(Array.from({ length: 4000 }, (_, at) => at + 1));
		expect(read.slice(0, 3999).every((r, at) => r.cells[0]?.value === at && r.cells[1]?.value === `s${at}`)).toBe(true);
		expect(read[3999]?.cells.map((cell) => cell.value)).toEqual(Array.from({ length: 900 }, (_, at) => `t${at}`));
		expect([...(grid.sheets[0]?.rows ?? [])].map((r) => [r.number, r.cells])).toEqual(read.map((r) => [r.number, r.cells]));
	});

	test("rows and columns that no sheet has are refused", async () => {
		for (const rows of [
			'<row r="0"/>',
			'<row r="-1"/>',
			'<row r="NaN"/>',
			'<row r=""/>',
			'<row r="1.5"/>',
			'<row r="1048577"/>',
			'<row r="99999999999999999999"/>',
			row('<c r="XFE1"><v>1</v></c>'),
			row('<c r="ZZZZ1"><v>1</v></c>'),
			row('<c r="1"><v>1</v></c>'),
			row('<c r="A"><v>1</v></c>'),
			row('<c r=""><v>1</v></c>'),
			row('<c r="A0"><v>1</v></c>'),
			row('<c r="A-1"><v>1</v></c>'),
			row('<c r="XFD1"/><c><v>1</v></c>'),
		]) {
			expect(await refused({ rows }), rows).toBe("file.unreadable");
		}
		expect(await valuesOf({ rows: '<row r="1048576"><c r="ALL1048576"><v>1</v></c></row>' })).toEqual({ ALL1048576: 1 });
	});

	test("a shared text that is not there is lost, not blank", async () => {
		for (const index of ["1", "-1", "NaN", "1e0", "0.5", "4294967296"]) {
			expect(await refused({ strings: "<si><t>甲</t></si>", rows: row(`<c r="A1" t="s"><v>${index}</v></c>`) }), index).toBe("file.unreadable");
		}
		expect(await refused({ rows: row('<c r="A1" t="s"><v>0</v></c>') })).toBe("file.unreadable");
	});
});

describe("shared texts", () => {
	test("characters of one to four bytes, entities, damaged bytes and thousands of them come out as they are", async () => {
		const texts = [
			"plain",
			"汇报",
			"é ñ",
			"𠮷😀",
			"a_b",
			"x".repeat(40_000),
			"甲".repeat(9_000),
			...Array.from({ length: 3000 }, (_, at) => `第${at}号`),
		];
		const strings = texts.map((text) => `<si><t>${text}</t></si>`).join("");
		const rows = texts.map((_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>${at}</v></c></row>`).join("");
		expect(Object.values(await valuesOf({ strings, rows }))).toEqual(texts);
	});

	test("bytes that are no UTF-8 become U+FFFD, each text for itself", async () => {
		const bytes = Buffer.concat([
			Buffer.from("<sst><si><t>a"),
			Buffer.from([0xe6, 0xb1]),
			Buffer.from("</t></si><si><t>"),
			Buffer.from([0x9f]),
			Buffer.from("b</t></si><si><t>"),
			Buffer.from([0xf0, 0xff]),
			Buffer.from("</t></si><si><t>江</t></si></sst>"),
		]);
		const rows = row('<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c>');
		expect(Object.values(await valuesOf({ strings: "", rows, parts: { "xl/sharedStrings.xml": bytes } }))).toEqual([
			"a\ufffd",
			"\ufffdb",
			"\ufffd\ufffd",
			"江",
		]);
	});
});

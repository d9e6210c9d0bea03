import fc from "fast-check";
import { expect, test } from "vitest";
import { BLOCK, XmlBytes } from "../../../src/workbooks/writing/xml-bytes.ts";

/** What is put, as text. */
function put(write: (out: XmlBytes) => void): string {
	const out = new XmlBytes();
	write(out);
	return Buffer.concat([...out.ready, out.rest()]).toString();
}

test("numbers are put in the digits in which JavaScript writes them", () => {
	const decimals = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 9 })).map(([digits, places]) => digits / 10 ** places);
	const numbers = fc.oneof(decimals, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.maxSafeInteger());
	fc.assert(
		fc.property(numbers, (number) => {
			expect(put((out) => out.number(number))).toBe(String(number));
		}),
		{ numRuns: 5000 },
	);
	for (const number of [0, -0, 0.1 + 0.2, 1.005, 0.00005, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2147483647.9999, 1e21, 5e-324, 99999.99995]) {
		expect(put((out) => out.number(number))).toBe(String(number));
	}
});

test("text is put as UTF-8 whatever stands at the end of a block", () => {
	for (const text of ["a", "é", "文", "😀", "<", "a\ud800"]) {
		const escaped = text === "<" ? "&lt;" : text.replace("\ud800", "\ufffd");
		for (let before = BLOCK - 12; before <= BLOCK; before++) {
			const written = put((out) => {
				out.xml("x".repeat(before));
				out.text(text);
			});
			expect(written.slice(before), `${before} bytes before ${text}`).toBe(escaped);
		}
	}
});

test("what is given back is written into again, and what is longer than a block is whole", () => {
	const out = new XmlBytes();
	const long = "文".repeat(BLOCK);
	out.text("first");
	out.text(long);
	out.text("last");
	const blocks = [...out.ready.splice(0).map((block) => Buffer.from(block)), Buffer.from(out.rest())];
	expect(Buffer.concat(blocks).toString()).toBe(`first${long}last`);
	const full = new Uint8Array(BLOCK).fill(0x78);
	out.recycle(full);
	for (let put = 0; put < 3 * BLOCK; put += 1000) out.xml("y".repeat(1000));
	expect(full.includes(0x79)).toBe(true);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonPieces } from "../../src/cli/json.ts";

const text = (document: unknown) => [...jsonPieces(document)].join("");

describe("documents on standard output", () => {
	test("are what JSON.stringify gives", () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
				expect(text(value)).toBe(JSON.stringify(value, null, "\t"));
			}),
		);
		expect(text({ a: undefined, b: [{ c: undefined }], d: {} })).toBe(JSON.stringify({ b: [{}], d: {} }, null, "\t"));
	});

	test("print what an iterable gives, an element a line", () => {
		expect(
			text({
				cells: new Set([
					["A1", "s", "甲\n乙"],
					["B1", "n", 2],
				]),
				none: new Set(),
			}),
		).toBe('{\n\t"cells": [\n\t\t["A1","s","甲\\n乙"],\n\t\t["B1","n",2]\n\t],\n\t"none": []\n}');
	});

	test("never hold a long list as a whole", () => {
		let asked = 0;
		function* cells() {
			for (; asked < 100_000; asked++) yield [`A${asked}`, "n", asked];
		}
		const pieces = jsonPieces({ cells: { [Symbol.iterator]: cells } });
		expect(pieces.next().value?.length).toBeLessThan(100_000);
		expect(asked).toBeLessThan(10_000);
		for (const piece of pieces) expect(piece.length).toBeLessThan(100_000);
		expect(asked).toBe(100_000);
	});
});

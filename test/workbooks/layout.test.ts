import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { displayWidth, linesIn } from "../../src/workbooks/layout.ts";

describe("the lines that a text needs", () => {
	test.each([
		["", 10, 1],
		["阳东区", 10, 1],
		["阳江高新技术产业开发区", 11, 3],
		["一\n二", 11, 2],
		["阳江市(91441704MA5XX02419)", 28, 1],
		// A code is not parted: it goes to the next line as a whole.
		["阳江市江城区公司(91441704MA5XX02419)、阳江市", 29, 2],
		["公司公司(91441704MA5XX02419)公司公司(91441704MA5XX02419)", 23, 4],
		["0123456789012345678901234567890", 11, 4],
	])("%j in %d: %d", (text, width, lines) => {
		expect(linesIn(text, width)).toBe(lines);
	});

	test("hold all of it, whatever it is", () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom("阳", "江", "a", "9", "-", "，", " "), maxLength: 80 }),
				fc.integer({ min: 4, max: 40 }),
				(text, width) => {
					expect(linesIn(text, width) * (width - 1)).toBeGreaterThanOrEqual(displayWidth(text));
				},
			),
		);
	});
});

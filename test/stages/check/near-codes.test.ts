import { describe, expect, test } from "vitest";
import { uscc } from "../../../fixtures/generator/codes.ts";
import { nearCodes } from "../../../src/stages/check/register/near-codes.ts";
import { isValidUscc } from "../../../src/stages/normalise/uscc.ts";

const CODE = uscc("91", "441702", 128);

describe("codes near a wrong one", () => {
	test.each([
		["a character mistyped", `${CODE.slice(0, 10)}7${CODE.slice(11)}`],
		["the last character mistyped", `${CODE.slice(0, 17)}${CODE.endsWith("5") ? "6" : "5"}`],
		["two neighbours exchanged", CODE.slice(0, 13) + CODE.charAt(14) + CODE.charAt(13) + CODE.slice(15)],
		["a character left out", CODE.slice(0, 5) + CODE.slice(6)],
		["a character doubled", CODE.slice(0, 9) + CODE.charAt(9) + CODE.slice(9)],
		["O for 0 and one more mistyped", `${CODE.slice(0, 13).replace("0", "O")}${CODE.slice(13, 17)}${CODE.endsWith("5") ? "6" : "5"}`],
		["every 8 written as B", CODE.replaceAll("8", "B")],
		["a letter that stands in no code", `${CODE.slice(0, 12)}V${CODE.slice(13)}`],
	])("%s: the code that was meant is among them, and all of them are valid", (_, wrong) => {
		expect(wrong).not.toBe(CODE);
		const near = nearCodes(wrong);
		expect(near).toContain(CODE);
		expect(near.every(isValidUscc)).toBe(true);
		expect(near.length).toBeLessThan(60);
	});

	test("what differs in two characters that are no neighbours is not near", () => {
		const far = `${CODE.slice(0, 8)}A${CODE.slice(9, 14)}${CODE.charAt(14) === "7" ? "6" : "7"}${CODE.slice(15)}`;
		expect(nearCodes(far)).not.toContain(CODE);
		expect(nearCodes("VV441702MA5XX00019")).toEqual([]);
		expect(nearCodes("12345")).toEqual([]);
	});
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	isKnownUsccKind,
	isValidLegacyRegistration,
	isValidOrganisationCode,
	isValidUscc,
	organisationCheckCharacter,
	registrationCheckDigit,
	unconfuse,
	usccCheckCharacter,
} from "../../../src/stages/normalise/uscc.ts";

const CHARSET = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"];
const first17 = fc.array(fc.constantFrom(...CHARSET), { minLength: 17, maxLength: 17 }).map((c) => c.join(""));

describe("unified social credit code", () => {
	test.each([
		"91441702XXXX00019W",
		"91441704XXXX00027L",
		"91441721XXXX000353",
		"91441781XXXX00043T",
		"91441700XXXX00051B",
		"12441700XXXX0006X8",
		"52441700XXXX000784",
		"91441702XXXX000000",
		"914417027000000527",
		"91350100M000100Y43",
	])("%s is valid", (code) => {
		expect(isValidUscc(code)).toBe(true);
	});

	test("lower case is none: readers fold it first", () => {
		expect(isValidUscc("91441702xxxx00019w")).toBe(false);
	});

	test("what Excel leaves of a numeric code is no longer valid", () => {
		expect(isValidUscc("914417027000000000")).toBe(false);
	});

	test("any code with its check character is valid, and no longer after any single change", () => {
		fc.assert(
			fc.property(first17, fc.nat(17), fc.constantFrom(...CHARSET), (head, at, other) => {
				const code = head + usccCheckCharacter(head);
				expect(isValidUscc(code)).toBe(true);
				const changed = code.slice(0, at) + other + code.slice(at + 1);
				expect(isValidUscc(changed)).toBe(changed === code);
			}),
		);
	});

	test("kinds of the standard are known, others are not", () => {
		expect(isKnownUsccKind("91441702XXXX00019W")).toBe(true);
		expect(isKnownUsccKind("N2441702XXXX00019W")).toBe(false);
	});

	test("text that is not 17 characters of the charset has no check character", () => {
		expect(() => usccCheckCharacter("123")).toThrow(RangeError);
		expect(() => usccCheckCharacter("9144170OXXXX00019")).toThrow(RangeError);
	});
});

describe("lookalikes", () => {
	test("letters that are no characters of the code are swapped back where both checks pass", () => {
		expect(unconfuse("914417O2XXXX00019W")).toBe("91441702XXXX00019W");
		expect(unconfuse("9I44I7OZXXXXOOOI9W")).toBe("91441702XXXX00019W");
		expect(unconfuse("91441702XXXX00019W")).toBeNull();
		expect(unconfuse("914417O2XXXX00018W")).toBeNull();
	});

	test("a swap that passes one check alone is no suggestion", () => {
		const head = "9144170270000005O".replace("O", "0");
		const oneCheck = head + usccCheckCharacter(head);
		expect(isValidUscc(oneCheck) && !isValidOrganisationCode(oneCheck.slice(8, 17))).toBe(true);
		expect(unconfuse(oneCheck.replace("0", "O"))).toBeNull();
	});
});

describe("older codes", () => {
	test("organisation codes: the ones inside the unified codes", () => {
		for (const code of ["XXXX00019", "XXXX00027", "XXXX0006X", "XXXX00000", "700000052"]) expect(isValidOrganisationCode(code)).toBe(true);
		expect(isValidOrganisationCode("XXXX00018")).toBe(false);
		expect(() => organisationCheckCharacter("xxxx0001")).toThrow(RangeError);
	});

	test("15-digit registration numbers", () => {
		for (const code of ["441702600123459", "441781400000126"]) expect(isValidLegacyRegistration(code)).toBe(true);
		expect(isValidLegacyRegistration("441702600123458")).toBe(false);
		expect(() => registrationCheckDigit("44")).toThrow(RangeError);
	});

	test("any 14 digits with their check digit are valid, and no longer after any single change", () => {
		const digits = fc.array(fc.nat(9), { minLength: 14, maxLength: 14 }).map((d) => d.join(""));
		fc.assert(
			fc.property(digits, fc.nat(14), fc.nat(9), (head, at, digit) => {
				const code = head + registrationCheckDigit(head);
				expect(isValidLegacyRegistration(code)).toBe(true);
				const changed = code.slice(0, at) + digit + code.slice(at + 1);
				expect(isValidLegacyRegistration(changed)).toBe(changed === code);
			}),
		);
	});
});

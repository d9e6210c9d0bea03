import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCode } from "../../../src/stages/normalise/codes.ts";
import { usccCheckCharacter } from "../../../src/stages/normalise/uscc.ts";
import { cell, type Written } from "./blocks.ts";

const read = (scheme: Parameters<typeof readCode>[1], written: Written) => readCode(cell(written), scheme);
const codes = (reading: { notes: readonly { code: string; severity: string }[] }) => reading.notes.map((n) => `${n.code} ${n.severity}`);

describe("unified social credit codes", () => {
	test.each([
		"91441702xxxx00019w",
		"9144 1702 XXXX 0001 9W",
		"91441702-XXXX00019-W",
		"'91441702XXXX00019W",
		"９１４４１７０２ＸＸＸＸ０００１９Ｗ",
		"91441702XXXX00019W\u200b\n",
	])("%s is the code", (text) => {
		expect(read("uscc", text)).toMatchObject({ value: "91441702XXXX00019W", notes: [] });
	});

	test("any valid code, however it is spaced, is read; after any single change it is not", () => {
		const charset = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"];
		const tail = fc.array(fc.constantFrom(...charset), { minLength: 15, maxLength: 15 }).map((c) => c.join(""));
		fc.assert(
			fc.property(tail, fc.constantFrom("", " ", "-", "\u00a0"), fc.nat(17), fc.constantFrom(...charset), (body, gap, at, other) => {
				const head = `91${body}`;
				const code = head + usccCheckCharacter(head);
				expect(read("uscc", `${code.slice(0, 8)}${gap}${code.slice(8).toLowerCase()}`)).toMatchObject({ value: code, notes: [] });
				const changed = code.slice(0, at) + other + code.slice(at + 1);
				if (changed !== code) expect(read("uscc", changed)).toMatchObject({ notes: [{ severity: "hard" }] });
			}),
		);
	});

	test.each([
		9.14417e17,
		"9.14417E+17",
		"914417027000000000",
		{ type: "n", value: Number("914417027000000527"), raw: "914417027000000527" } as const,
	])("%s has lost its tail", (written) => {
		expect(codes(read("uscc", written))).toEqual(["uscc.truncated hard"]);
	});

	test("an all-digit code kept as text is whole, and so is a valid one that ends in zeros", () => {
		expect(read("uscc", "914417027000000527")).toMatchObject({ value: "914417027000000527", notes: [] });
		expect(read("uscc", "91441702XXXX000000")).toMatchObject({ value: "91441702XXXX000000", notes: [] });
	});

	test("a wrong check character says the right one; lookalikes the right code", () => {
		expect(read("uscc", "91441702XXXX00019X").notes).toEqual([{ code: "uscc.check", severity: "hard", expected: "W" }]);
		expect(read("uscc", "914417O2XXXX00019W").notes).toEqual([{ code: "uscc.confusable", severity: "hard", expected: "91441702XXXX00019W" }]);
		expect(codes(read("uscc", "914417O2XXXX00018W"))).toEqual(["uscc.format hard"]);
		expect(codes(read("uscc", "91441702XXXX00019"))).toEqual(["uscc.format hard"]);
		expect(codes(read("uscc", "阳江某厂"))).toEqual(["uscc.format hard"]);
	});

	test("older codes are kept and ask for the new one", () => {
		for (const code of ["441702600123459", "XXXX00019", "441702XXXX00019"]) {
			expect(read("uscc", code)).toMatchObject({ value: code, notes: [{ code: "uscc.legacy", severity: "soft" }] });
		}
		expect(read("uscc", "XXXX0001-9").value).toBe("XXXX00019");
		expect(read("uscc", 441702600123459)).toMatchObject({ value: "441702600123459" });
		expect(read("uscc", "441702600123458").notes).toEqual([{ code: "uscc.check", severity: "hard", expected: "9" }]);
		expect(read("uscc", "XXXX00018").notes).toEqual([{ code: "uscc.check", severity: "hard", expected: "9" }]);
	});

	test("a kind that a later amendment added is told, not refused", () => {
		const head = "N2441702XXXX00019";
		const code = head + usccCheckCharacter(head);
		expect(read("uscc", code)).toMatchObject({ value: code, notes: [{ code: "uscc.unknown-kind", severity: "info" }] });
	});

	test("nothing, and not applicable", () => {
		expect(read("uscc", " ")).toMatchObject({ absent: "blank" });
		expect(read("uscc", "——")).toMatchObject({ absent: "na" });
	});
});

describe("other codes", () => {
	test("certificates", () => {
		expect(read("hnte-certificate", "gr201944000001")).toMatchObject({ value: "GR201944000001", notes: [] });
		expect(read("hnte-certificate", "ＧＲ 2019 4400 0001").value).toBe("GR201944000001");
		for (const wrong of ["GR2019440001", "201944000001", "GR199944000001"])
			expect(codes(read("hnte-certificate", wrong))).toEqual(["code.format hard"]);
	});

	test("industries", () => {
		for (const written of ["3324", 3324, "C3324", "3324 刀剪及类似日用金属工具制造"]) expect(read("industry", written).value).toBe("3324");
		expect(read("industry", 111).value).toBe("0111");
		for (const wrong of ["33", "33244", "刀剪", "3324、3415"]) expect(codes(read("industry", wrong))).toEqual(["code.format hard"]);
	});

	test("villages", () => {
		expect(read("village", 441704101201).value).toBe("441704101201");
		expect(codes(read("village", "4417041012"))).toEqual(["code.format hard"]);
	});

	test.each([
		["13900000001", "13900000001"],
		["139 0000 0001", "13900000001"],
		["0662-5550123", "0662-5550123"],
		["(0662)5550123", "0662-5550123"],
		["0662-5550123/13900000001", "0662-5550123、13900000001"],
		["5550123", "5550123"],
		["０６６２－５５５０１２３转12", "0662-5550123-12"],
		["400-555-0123", "400-555-0123"],
		["+86 13900000001", "13900000001"],
		["13900000001（微信同号）", "13900000001"],
		["(0662) 5550123(办公室)", "0662-5550123"],
	])("telephone %s", (written, value) => {
		expect(read("phone", written)).toMatchObject({ value, notes: [] });
	});
	test("telephones that are none", () => {
		expect(read("phone", 13900000001).value).toBe("13900000001");
		expect(codes(read("phone", "1.39E+10"))).toEqual(["code.truncated hard"]);
		for (const wrong of ["139****0001", "见备注"]) expect(codes(read("phone", wrong))).toEqual(["code.format hard"]);
	});

	test("an office's own numbers stay as they are but for white space and width", () => {
		expect(read("free", "阳科字〔2018〕 12 号").value).toBe("阳科字〔2018〕12号");
		expect(read("free", "ＹＫ－２０１９－００１").value).toBe("YK-2019-001");
		expect(read("free", 20190012).value).toBe("20190012");
		expect(codes(read("free", 2.01900120001e17))).toEqual(["code.truncated hard"]);
		expect(codes(read("free", "2.019E+17"))).toEqual(["code.truncated hard"]);
	});
});

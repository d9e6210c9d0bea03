import { describe, expect, test } from "vitest";
import type { Slot, TypedExplanation } from "../../src/model/decision.ts";
import { codeOf, lineIdentity, typedFor } from "../../src/stages/typed-explanations.ts";

const ROSTER: Slot = { form: "阳科统01", unit: "441704-00", period: "2019H1", batch: "" };
const REVIEW: Slot = { form: "阳科统06", unit: "441704-00", period: "2019H1", batch: '第"一"批' };
const FINDING = JSON.stringify(["amount.cell-scale", "", "revenue", "91441704MA5T010130"]);

const line = (identity: string): TypedExplanation => ({ identity, text: "改制", value: "1", told: "相差十倍", sheet: "问题清单", cell: "I5" });
const about = (slot: Slot) => line(lineIdentity(slot, FINDING));

describe("an explanation in a returned workbook", () => {
	test("is about a finding of one of its reports, and of no other though they have the same", () => {
		const typed = [about(ROSTER), about(REVIEW)];
		expect(typedFor(ROSTER, [ROSTER, REVIEW], typed)).toEqual([{ ...about(ROSTER), identity: FINDING }]);
		expect(typedFor(REVIEW, [ROSTER, REVIEW], typed)).toEqual([{ ...about(REVIEW), identity: FINDING }]);
	});

	test("follows its report where the office has corrected the period or unit", () => {
		const corrected = { ...ROSTER, period: "2018H2" };
		expect(typedFor(corrected, [corrected, REVIEW], [about(ROSTER)])).toHaveLength(1);
		expect(typedFor(REVIEW, [corrected, REVIEW], [about(ROSTER)])).toEqual([]);
		// Where the report of then is there as well, it is that one's.
		expect(typedFor(corrected, [corrected, ROSTER], [about(ROSTER)])).toEqual([]);
	});

	test.each(["", "[]", "乱写", '["阳科统01"]', '["a","b","c","\\x","d"]', `["a","b","c","","${"x".repeat(9)}`])(
		"is about nothing where its mark is %j",
		(identity) => {
			expect(() => typedFor(ROSTER, [ROSTER], [line(identity)])).not.toThrow();
			expect(codeOf(line(identity))).toBe("");
		},
	);

	test("says which rule it is about", () => {
		expect(codeOf(about(REVIEW))).toBe("amount.cell-scale");
	});
});

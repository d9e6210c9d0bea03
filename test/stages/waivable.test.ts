import { expect, test } from "vitest";
import { BUILT_IN_CHECKS } from "../../src/model/built-in-checks.ts";
import { FINDING_CODES } from "../../src/model/finding.ts";
import { CHECKED_VALUES, waivable } from "../../src/stages/waivable.ts";
import { REAL_FORMS as forms } from "../support/real-forms.ts";

test("every rule of a form may be waived, however its code is written", () => {
	for (const { code } of forms.flatMap(({ tables }) => tables.flatMap(({ rules }) => rules))) expect(waivable(code, forms)).toEqual({ code });
	expect(waivable(" ０１－ｈ３ ", forms)).toEqual({ code: "01-H3" });
});

test("of the built-in checks, what only informs is not, nor what leaves no value to use; a code that there is not brings the nearest", () => {
	for (const code of FINDING_CODES) {
		const found = waivable(code, forms);
		const { severities } = BUILT_IN_CHECKS[code];
		if (severities.every((severity) => severity === "info")) expect(found, code).toEqual({ refused: "informing", code });
		else if (severities.includes("soft") || CHECKED_VALUES.has(code)) expect(found, code).toEqual({ code });
		else expect(found, code).toEqual({ refused: "unreadable", code });
	}
	expect(waivable("01-S", forms)).toMatchObject({ refused: "unknown", near: ["01-S1", "01-S2", "01-S3"] });
	expect(waivable("uscc.chek", forms)).toMatchObject({ refused: "unknown", near: expect.arrayContaining(["uscc.check"]) });
});

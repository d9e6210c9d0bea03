import { expect, test } from "vitest";
import { formatKind } from "../../src/workbooks/number-formats.ts";

test.each([
	['[Red][$-804]yyyy"年"m"月"', "date"],
	["[h]:mm", "date"],
	["[>100]0.0%", "percent"],
	["[$¥-804]#,##0.00;[Red]-0", "number"],
	['"共"0"日"', "number"],
	["@", "text"],
	["General", "general"],
	// Made to keep a reader busy: brackets that do not close, and no end to them.
	["[".repeat(1_000_000), "number"],
])("a format says what its values are (%#)", (code, kind) => {
	expect(formatKind(164, code)).toBe(kind);
});

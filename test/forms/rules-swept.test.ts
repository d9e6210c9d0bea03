import { expect, test } from "vitest";
import { loadForms } from "../../src/app.ts";

/** Rules that compare reports, and where data break and keep each of them: rules over several forms and periods in sweeps of their own, the others by hand in steady-rule.test.ts. */
const SWEPT = /^X\d+$|-P\d+$/;
const BY_HAND = ["01-S5", "04-S1"];

test("no rule that compares reports is without cases", async () => {
	const rules = (await loadForms()).flatMap((form) => form.tables.flatMap((table) => table.rules));
	const comparing = rules.filter(({ kind }) => kind === "context").map(({ code }) => code);
	expect(comparing.filter((code) => !SWEPT.test(code)).toSorted()).toEqual(BY_HAND);
});

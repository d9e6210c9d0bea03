import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkTemplate } from "../../../src/stages/report-template/check-template.ts";
import { parseTemplate } from "../../../src/stages/report-template/parse.ts";
import { filledText, known } from "./filling.ts";

const SHIPPED = readFileSync("templates/工作总结.txt", "utf8");
const PIECES = ["【", "】", "{{", "}}", "【完】", "【否则】", "【如果 有 hnte.stock】", "【列出 统11】", "｜", "\n", "@*", "：", "；", "标题："];

/** The shipped template with pieces put in, and stretches taken out, anywhere: as a slip of the hand would. */
const slips = fc.array(fc.record({ at: fc.nat(SHIPPED.length), take: fc.nat(30), put: fc.constantFrom("", ...PIECES) }), {
	minLength: 1,
	maxLength: 4,
});

test("whatever a slip of the hand does to a template, it is told of by line or the template is filled; nothing breaks", () => {
	let usable = 0;
	fc.assert(
		fc.property(slips, (changes) => {
			const text = changes.reduce((before, { at, take, put }) => before.slice(0, at) + put + before.slice(at + take), SHIPPED);
			const { template, faults } = parseTemplate(text);
			const all = [...faults, ...checkTemplate(template, known)];
			for (const { line } of all) expect(line).toBeGreaterThan(0);
			if (all.length > 0) return;
			usable += 1;
			filledText(text);
		}),
		{ numRuns: 150 },
	);
	expect(usable).toBeGreaterThan(0);
});

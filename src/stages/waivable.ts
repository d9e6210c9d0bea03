import { BUILT_IN_CHECKS } from "../model/built-in-checks.ts";
import { FINDING_CODES, type FindingCode } from "../model/finding.ts";
import type { Form } from "../model/form.ts";

/** Told and asked of nobody: there is nothing to do without. */
const INFORMING: ReadonlySet<string> = new Set(
	FINDING_CODES.filter((code) => BUILT_IN_CHECKS[code].severities.every((severity) => severity === "info")),
);

/** What stands there cannot be read or stored, whoever decides it: it has to be corrected. */
const UNREADABLE: ReadonlySet<string> = new Set<FindingCode>([
	...([
		"column.missing",
		"column.twice",
		"table.empty",
		"value.required",
		"value.not-applicable",
		"value.too-long",
		"formula.uncached",
		"formula.error",
	] as const),
	...([
		"number.unreadable",
		"number.not-whole",
		"number.out-of-range",
		"number.vague",
		"date.unreadable",
		"date.impossible",
		"date.only-month",
	] as const),
	...(["uscc.format", "uscc.truncated", "uscc.confusable", "code.format", "code.truncated", "enum.unknown", "region.unknown"] as const),
	...(["row.short", "row.conflict", "key.damaged", "value.damaged"] as const),
]);

/** Checks that values fail which can be read all the same: where they are waived the value is used. */
export const CHECKED_VALUES: ReadonlySet<string> = new Set<FindingCode>(["uscc.check", "region.other-county"]);

/** Whether a check may be waived where it speaks of a mistake: a form's rule, or a check of a value that can be read. */
export function isWaivableWhereHard(code: string): boolean {
	return CHECKED_VALUES.has(code) || !(FINDING_CODES as readonly string[]).includes(code);
}

/** Codes named where one was meant that does not exist. */
const NEAREST = 3;

/** The rule that a code means, whatever its case; or why it cannot be waived. */
export type Waivable =
	| { readonly code: string }
	| { readonly refused: "informing" | "unreadable"; readonly code: string }
	| { readonly refused: "unknown"; readonly near: readonly string[] };

/** Whether the city may do without a check for a while. @param text a code as somebody typed it */
export function waivable(text: string, forms: readonly Form[]): Waivable {
	const codes = [...new Set([...forms.flatMap(({ tables }) => tables.flatMap(({ rules }) => rules.map(({ code }) => code))), ...FINDING_CODES])];
	const typed = text.normalize("NFKC").trim().toUpperCase();
	const code = codes.find((each) => each.toUpperCase() === typed);
	if (code === undefined) return { refused: "unknown", near: nearest(typed, codes) };
	if (INFORMING.has(code)) return { refused: "informing", code };
	return UNREADABLE.has(code) ? { refused: "unreadable", code } : { code };
}

function nearest(typed: string, codes: readonly string[]): string[] {
	return codes
		.map((code) => ({ code, far: distance(typed, code.toUpperCase()) }))
		.sort((a, b) => a.far - b.far)
		.slice(0, NEAREST)
		.map(({ code }) => code);
}

/** How many characters have to be put in, taken out or changed to make one text of another. */
function distance(from: string, to: string): number {
	let row = Array.from({ length: to.length + 1 }, (_, at) => at);
	for (let i = 1; i <= from.length; i++) {
		const next = [i];
		for (let j = 1; j <= to.length; j++) {
			const changed = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
			next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[to.length] ?? 0;
}

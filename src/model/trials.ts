import type { Form } from "./form.ts";
import type { Trial } from "./rule.ts";
import { UsageError } from "./usage.ts";

/**
 * The forms with the trials that an installation sets: until its day such a rule only tells, whatever the form's own file says.
 * @param trials by rule code
 * @throws UsageError for a code that is no form's rule
 */
export function withTrials(forms: readonly Form[], trials: Readonly<Record<string, Trial>>): readonly Form[] {
	const codes = Object.keys(trials);
	if (codes.length === 0) return forms;
	const known = new Set(forms.flatMap((form) => form.tables.flatMap((table) => table.rules.map((rule) => rule.code))));
	const unknown = codes.find((code) => !known.has(code));
	if (unknown !== undefined) throw new UsageError("usage.trial-of-none", { rule: unknown });
	return forms.map((form) => ({
		...form,
		tables: form.tables.map((table) => ({
			...table,
			rules: table.rules.map((rule) => {
				const trial = trials[rule.code];
				return trial ? { ...rule, trial } : rule;
			}),
		})),
	}));
}

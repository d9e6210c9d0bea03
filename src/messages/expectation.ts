import type { Field } from "../model/fields.ts";

/** What a rule says should stand in a cell, taken apart: rules write `≤ 5`, `≥ 5`, `> 5`, `1～5`, `a / b`, or the value itself. */
export interface Expectation {
	readonly kind: "at-most" | "at-least" | "above" | "between" | "one-of" | "begins" | "has" | "is";
	readonly values: readonly string[];
	/** Whether the values are days, months or years, which are late or early and not large or small. */
	readonly time: boolean;
}

const BOUNDS = { "≤": "at-most", "≥": "at-least", ">": "above" } as const;

/** Reads what a rule expects of a field's cell; null where it does not say, or where its own words end with it and need no repetition. */
export function expectationOf(expected: string, states: string, field: Field | null): Expectation | null {
	if (expected === "" || states.endsWith(expected) || states.endsWith(`“${expected}”`)) return null;
	const bound = /^([≤≥>]) (.+)$/.exec(expected);
	const values = bound?.[2] ? [bound[2]] : expected.split(/～| \/ /);
	const time = isTime(field) || values.every((value) => /^\d{4}-\d{2}(-\d{2})?$/.test(value));
	const say = (kind: Expectation["kind"]): Expectation => ({ kind, values, time });
	if (bound) return say(BOUNDS[bound[1] as keyof typeof BOUNDS]);
	if (expected.includes("～")) return say("between");
	if (values.length > 1) return say("one-of");
	if (expected.endsWith("…")) return { ...say("begins"), values: [expected.slice(0, -1)] };
	return say(field?.type.kind === "code" ? "has" : "is");
}

/** Whether a field's values are points in time. */
export function isTime(field: Field | null): boolean {
	return field !== null && ["date", "date-or-month", "month", "year"].includes(field.type.kind);
}

/** Whether a value is a word to be put into quotes, and no number, day or share. */
export function isWord(value: string): boolean {
	return !/^[-\d.,]+%?$/.test(value);
}

/** How far apart two fractions are, in percentage points: 0.1 → 10. */
export function inPercent(difference: number): number {
	return Math.round(Math.abs(difference) * 1e6) / 1e4;
}

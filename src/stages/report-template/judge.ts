import type { FigureValue } from "../../model/indicator.ts";
import { matchKey } from "../../model/match-key.ts";
import type { Value } from "../../model/value.ts";
import type { Comparison, Condition } from "./condition.ts";
import { bare, nameIn, type Scope } from "./names.ts";
import { numberIn } from "./numbers.ts";
import type { TemplateData, TemplateFigure } from "./template-data.ts";

/** Where a condition is asked: of a list's row beside the figures. */
export interface Standing extends Scope {
	readonly row?: Readonly<Record<string, Value>>;
}

/** Whether a condition holds; where the data do not say, what is missing. */
export type Verdict = { readonly holds: boolean } | { readonly missing: readonly string[] };

const HOLDS: Verdict = { holds: true };
const FAILS: Verdict = { holds: false };

/** Judges a condition: true, false, or not known because a figure was not reported. */
export function judge(condition: Condition, at: Standing, data: TemplateData): Verdict {
	switch (condition.op) {
		case "and":
		case "or":
			return together(
				condition.op,
				condition.of.map((part) => judge(part, at, data)),
			);
		case "period":
			return { holds: condition.kinds.some((kind) => kind === data.period.kind || data.period.code.endsWith(kind)) };
		case "given":
			return { holds: isGiven(condition.of, at, data) };
		case "not-given":
			return { holds: !isGiven(condition.of, at, data) };
		default:
			return compare(condition.op, condition.left, condition.right, at, data);
	}
}

/** A conjunction is false where one part is, whatever is not known; a disjunction true where one is. */
function together(op: "and" | "or", parts: readonly Verdict[]): Verdict {
	const decisive = op === "or";
	if (parts.some((part) => "holds" in part && part.holds === decisive)) return decisive ? HOLDS : FAILS;
	const missing = parts.flatMap((part) => ("missing" in part ? part.missing : []));
	return missing.length > 0 ? { missing } : { holds: !decisive };
}

function isGiven(written: string, at: Standing, data: TemplateData): boolean {
	const named = nameIn(bare(written), at, data.known);
	if (named.kind === "field") return !isBlank(at.row?.[named.field.name] ?? null);
	return named.kind === "figure" && data.figure(named).said !== null;
}

function isBlank(value: Value): boolean {
	return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function compare(op: Comparison, left: string, right: string, at: Standing, data: TemplateData): Verdict {
	const named = numberIn(left) ? null : nameIn(bare(left), at, data.known);
	if (named?.kind === "field") return { holds: compareCell(op, at.row?.[named.field.name] ?? null, right) };
	const [a, b] = [operand(left, at, data), operand(right, at, data)];
	const missing = [...a.missing, ...b.missing];
	if (a.value === null || b.value === null) return { missing };
	const scale = (of: Operand, other: Operand, value: number) => (of.percent && !other.perCent ? value / 100 : value);
	return { holds: inOrder(op, scale(a, b, a.value), scale(b, a, b.value)) };
}

interface Operand {
	readonly value: number | null;
	/** Written as 80%. */
	readonly percent: boolean;
	/** A figure that is itself given in per cent. */
	readonly perCent: boolean;
	readonly missing: readonly string[];
}

function operand(written: string, at: Standing, data: TemplateData): Operand {
	const number = numberIn(written);
	if (number) return { ...number, perCent: false, missing: [] };
	const named = nameIn(bare(written), at, data.known);
	if (named.kind !== "figure") throw new Error(`a template that was not checked: ${written}`);
	const figure = data.figure(named);
	const value = lowerBound(figure.value);
	return { value, percent: false, perCent: figure.perCent, missing: value === null ? [missingOf(figure, data)] : [] };
}

/** What is said in place of a figure that cannot be given. */
export function missingOf({ value, title }: TemplateFigure, { texts }: TemplateData): string {
	return value === "not-applicable" ? texts.noneToHave(title) : texts.notReported(title);
}

/** A range counts by its lower bound. */
function lowerBound(value: FigureValue | "not-applicable"): number | null {
	if (value === "not-applicable") return null;
	return Array.isArray(value) ? (value[0] ?? null) : (value as number | null);
}

function inOrder(op: Comparison, a: number, b: number): boolean {
	const equal = Math.abs(a - b) < 1e-9;
	switch (op) {
		case "eq":
			return equal;
		case "ne":
			return !equal;
		case "lt":
			return a < b && !equal;
		case "lte":
			return a < b || equal;
		case "gt":
			return a > b && !equal;
		case "gte":
			return a > b || equal;
		default:
			return false;
	}
}

/** A cell against what the template writes, of which several may stand: 在建/试验. A comparison with a blank is false. */
function compareCell(op: Comparison, value: Value, written: string): boolean {
	if (isBlank(value)) return false;
	const wanted = written.split(/[/／]/).map((part) => part.trim());
	const cells = (Array.isArray(value) ? value : [cellText(value)]).map(matchKey);
	const isOne = wanted.some((each) => cells.includes(matchKey(each)));
	if (op === "eq") return isOne;
	if (op === "ne") return !isOne;
	if (op === "holds") return wanted.some((each) => cells.some((cell) => cell.includes(matchKey(each))));
	const [number, limit] = [Number(value), numberIn(written)];
	if (typeof value === "number" && limit) return inOrder(op, number, limit.percent ? limit.value / 100 : limit.value);
	// Days and months are written so that they come in their order.
	const [cell, bound] = [String(value), written.trim()];
	return op === "lt" ? cell < bound : op === "lte" ? cell <= bound : op === "gt" ? cell > bound : cell >= bound;
}

function cellText(value: Value): string {
	if (typeof value === "boolean") return value ? "是" : "否";
	return String(value);
}

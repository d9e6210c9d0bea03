import type { Field } from "../../model/fields.ts";
import type { NormalisedRow } from "../../model/submission.ts";
import { roundNumber } from "../normalise/decimals.ts";
import { isAdded, type TotalRow } from "../normalise/totals.ts";
import { type BlockState, type FindingCore, findAt, isUnreadable, placeFrom } from "./state.ts";

/** The details that a total row may sum up. */
type Scope = readonly NormalisedRow[];

/**
 * Compares 合计 and 小计 rows with their details: integers exactly, amounts within half of their last decimal for each detail (forms.md, Totals). A total may stand below or above its
 * details; which ones it sums is told by its label and place, and where these leave a choice by which details it agrees with best.
 */
export function checkTotals(state: BlockState): void {
	const added = state.normalised.block.table.fields.filter(isAdded);
	for (const [at, total] of state.normalised.totals.entries()) {
		const fields = added.filter(({ name }) => total.values[name] !== undefined);
		for (const { name } of fields) {
			if (total.values[name] === null) findAt(state, total.row, name, { code: "total.unchecked", severity: "info" });
		}
		const compared = fields.filter(({ name }) => total.values[name] !== null);
		if (compared.length === 0) continue;
		const candidates = scopesOf(at, total, state).map((scope) => compare(state, total, scope, compared));
		const [best = []] = candidates.toSorted((a, b) => a.length - b.length);
		for (const { field, core } of best) findAt(state, total.row, field, core);
	}
}

/** The details that a total may stand for, likeliest first. @param at its place among the totals */
function scopesOf(at: number, total: TotalRow, { normalised: { rows, totals } }: BlockState): Scope[] {
	const between = (from: number, to: number): Scope => rows.slice(placeFrom(from + 1, rows), placeFrom(to, rows));
	const after = totals[at + 1];
	const above = between(totals[at - 1]?.row ?? 0, total.row);
	const below = between(total.row, after?.row ?? Number.POSITIVE_INFINITY);
	if (total.label === "总计") return [rows];
	if (total.label === "小计") return nonEmpty([above, below]);
	const sameLabel = totals.slice(0, at).findLast(({ label }) => label === total.label);
	const sinceSame = between(sameLabel?.row ?? 0, total.row);
	const overSubtotals = total.label === "合计" && totals.some(({ label }) => label === "小计");
	if (overSubtotals) return nonEmpty([rows, sinceSame]);
	return nonEmpty(totals.length === 1 || !after ? [rows, above, below] : [above, below, sinceSame, rows]);
}

function nonEmpty(scopes: readonly Scope[]): Scope[] {
	const filled = scopes.filter((scope) => scope.length > 0);
	return filled.length > 0 ? filled : [[]];
}

/** The fields in which a total differs from the sum of its details. */
function compare(state: BlockState, total: TotalRow, scope: Scope, fields: readonly Field[]): { field: string; core: FindingCore }[] {
	return fields.flatMap((field) => {
		// A detail that could not be read is told where it stands; what the column sums up to is not known then.
		if (scope.some(({ row }) => isUnreadable(state, row, [field.name]))) return [];
		const differs = difference(state, total, scope, field);
		return differs ? [{ field: field.name, core: { code: "total.differs", severity: "soft", ...differs } }] : [];
	});
}

/** Rows that repeat others may be in the office's sum or not: either agrees. */
function difference(state: BlockState, total: TotalRow, scope: Scope, field: Field) {
	const places = field.type.kind === "decimal" ? field.type.places : 0;
	const tolerance = field.type.kind === "integer" ? 0 : 0.5 * 10 ** -places * scope.length;
	const stated = total.values[field.name] ?? 0;
	const sum = (rows: Scope): number =>
		roundNumber(
			rows.reduce((s, { values }) => s + Number(values[field.name] ?? 0), 0),
			0,
			places,
		).value;
	const sums = [sum(scope), sum(scope.filter(({ row }) => !state.duplicates.has(row)))];
	// A hundredth of the last place of slack for binary noise: a difference of exactly the tolerance is rounding.
	if (sums.some((expected) => Math.abs(stated - expected) <= tolerance + 10 ** -(places + 2))) return null;
	const [expected = 0] = sums;
	return { expected: String(expected), params: { difference: roundNumber(stated - expected, 0, places).value, rows: scope.length } };
}

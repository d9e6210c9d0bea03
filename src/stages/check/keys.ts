import { fromA1 } from "../../model/a1.ts";
import type { Finding } from "../../model/finding.ts";
import { type Form, fieldOf, keyFields } from "../../model/form.ts";
import type { NormalisedRow } from "../../model/submission.ts";
import type { BlockState } from "./state.ts";

/** What stands between the parts of a key. */
export const BETWEEN = " / ";

/** Gives each finding in a row the row's key and table: by these it is known again in the next version and period, whose rows stand elsewhere. */
export function withKeys(findings: readonly Finding[], form: Form, states: readonly BlockState[]): Finding[] {
	const numbers = new Set(findings.flatMap(({ cell }) => (cell === null ? [] : [fromA1(cell)?.row])));
	const rowsOf = new Map(states.map((state) => [state, new Map<number, NormalisedRow>()]));
	for (const [state, rows] of rowsOf) for (const row of state.normalised.rows) if (numbers.has(row.row)) rows.set(row.row, row);
	return findings.map((finding) => {
		const at = finding.cell === null ? null : fromA1(finding.cell);
		const state = at && states.find((each) => each.normalised.block.sheet === finding.sheet && rowsOf.get(each)?.has(at.row));
		const row = state && at ? rowsOf.get(state)?.get(at.row) : undefined;
		const { id: table } = state?.normalised.block.table ?? only(form);
		const key = state && row ? rowKey(state, row) : null;
		return { ...finding, ...(table === "" ? {} : { table }), ...(key === null ? {} : { key }) };
	});
}

/** A row's natural key as people write it; null where a part of it could not be read or none of it is filled in. */
export function rowKey({ normalised: { block, unreadable } }: Pick<BlockState, "normalised">, row: NormalisedRow): string | null {
	const { table } = block;
	if (keyFields(table).some((field) => unreadable.get(row.row)?.has(field))) return null;
	const number = table.numberedBy === undefined ? null : row.values[table.numberedBy];
	if (number !== null && number !== undefined) return String(number);
	const parts = table.key.map((name) => row.keys[name] ?? row.values[fieldOf(table, name).name] ?? "");
	return parts.every((part) => part === "") ? null : parts.join(BETWEEN);
}

function only(form: Form): { readonly id: string } {
	const [table, ...others] = form.tables;
	return table && others.length === 0 ? table : { id: "" };
}

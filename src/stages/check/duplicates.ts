import { keyFields, NEVER_COMPARED, type Table } from "../../model/form.ts";
import type { Value } from "../../model/rule.ts";
import type { NormalisedRow } from "../../model/submission.ts";
import { type BlockState, findAt, isUnreadable } from "./state.ts";

interface Placed {
	readonly state: BlockState;
	readonly row: NormalisedRow;
}

/** Rows of one key that a finding names. */
const NAMED_ROWS = 20;

/**
 * Rows of one natural key within a submission: those identical to the first are dropped and told, conflicting ones are all rejected (mess.md 52).
 * Rows whose key could not be read are left out. All states are of one table.
 */
export function markRepeated(table: Table, states: readonly BlockState[]): void {
	if (table.key.length === 0) return;
	const first = new Map<string, Placed>();
	const groups = new Map<string, Placed[]>();
	for (const state of states) {
		for (const row of state.normalised.rows) {
			if (isUnreadable(state, row.row, keyFields(table))) continue;
			const key = keyOf(row, table);
			const earlier = first.get(key);
			if (!earlier) {
				first.set(key, { state, row });
				continue;
			}
			const group = groups.get(key);
			if (group) group.push({ state, row });
			else groups.set(key, [earlier, { state, row }]);
		}
	}
	for (const group of groups.values()) settle(group, table);
}

function keyOf(row: NormalisedRow, table: Table): string {
	const number = numberOf(row, table);
	if (number !== null) return JSON.stringify([number]);
	return JSON.stringify([null, ...table.key.map((field) => row.keys[field] ?? row.values[field])]);
}

/** The number by which a row goes, once it has been given one. */
function numberOf(row: NormalisedRow, { numberedBy }: Table): Value {
	return numberedBy === undefined ? null : (row.values[numberedBy] ?? null);
}

function settle(group: readonly Placed[], table: Table): void {
	const [first, ...rest] = group;
	if (!first) return;
	const at = markedField(first, table);
	const content = contentOf(first, table);
	if (rest.every((placed) => contentOf(placed, table) === content)) {
		for (const { state, row } of rest) {
			state.duplicates.add(row.row);
			state.rejected.delete(row.row);
			findAt(state, row.row, at, { code: "row.duplicate", severity: "info", params: { row: first.row.row } });
		}
		return;
	}
	const numbers = group.slice(0, NAMED_ROWS).map(({ row }) => row.row);
	// A thousand rows of one key would each name all the others.
	const rows = `${numbers.join("、")}${group.length > NAMED_ROWS ? "…" : ""}`;
	for (const { state, row } of group) {
		state.rejected.add(row.row);
		findAt(state, row.row, at, { code: "row.conflict", severity: "hard", params: { rows } });
	}
}

/** The number of a row that has one; else the first field of the key that the sheet has a column for. */
function markedField({ state, row }: Placed, table: Table): string {
	if (table.numberedBy !== undefined && numberOf(row, table) !== null) return table.numberedBy;
	return table.key.find((field) => state.columns.has(field)) ?? table.key[0] ?? "";
}

/** What a row says, for comparison (序号 is no field at all, mess.md 51, 52): names by their match key, and the written text where a cell could not be read. */
function contentOf({ state, row }: Placed, table: Table): string {
	const unreadable = state.normalised.unreadable.get(row.row);
	return JSON.stringify(
		table.fields
			.filter((field) => !NEVER_COMPARED.has(field.name))
			.map(({ name }) => (unreadable?.has(name) ? (state.bodies.get(row.row)?.cells[name]?.raw ?? null) : (row.keys[name] ?? row.values[name]))),
	);
}

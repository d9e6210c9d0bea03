import type { Table } from "../../model/form.ts";
import { type Breach, onTrial, type ProjectedRow, type RowRule, type Rule, type RuleContext, type TableRule, type Value } from "../../model/rule.ts";
import { roundNumber } from "../normalise/decimals.ts";
import { type BlockState, distinctRows, type FindingCore, findAt, isUnreadable } from "./state.ts";
import { reject } from "./waived.ts";

/** Blocks of one submission by table id. */
export type StatesByTable = ReadonlyMap<string, readonly BlockState[]>;

/** Runs the rules of a table over the blocks that hold it. A rule skips the rows in which a field that it reads could not be read. */
export function applyRules(table: Table, byTable: StatesByTable, context: RuleContext): void {
	const states = byTable.get(table.id) ?? [];
	for (const rule of table.rules) {
		if (rule.kind === "row") for (const state of states) applyRowRule(rule, state, context);
		else if (rule.kind === "table") applyTableRule(rule, states, byTable, context);
	}
}

function applyRowRule(rule: RowRule, state: BlockState, context: RuleContext): void {
	const fields = [...rule.reads, ...rule.mayBeBlank];
	for (const { row, values } of distinctRows(state)) {
		if (rule.reads.some((field) => isBlank(values[field])) || isUnreadable(state, row, fields)) continue;
		const outcome = rule.test(values, context);
		if (outcome !== true) breach(rule, state, row, outcome, context.today);
	}
}

/** Rows of several blocks are told apart by adding this to the row number for each block after the first. */
const BLOCK_STRIDE = 10_000_000;

/** The block and row that a rule's row stands for. @throws Error where the rule was not given it, which is a fault of the program */
export function placeOf(row: number, states: readonly BlockState[], code: string): { readonly state: BlockState; readonly row: number } {
	const state = states[Math.floor(row / BLOCK_STRIDE)];
	if (!state) throw new Error(`rule ${code} names row ${row}, which it was not given`);
	return { state, row: row % BLOCK_STRIDE };
}

function applyTableRule(rule: TableRule, states: readonly BlockState[], byTable: StatesByTable, context: RuleContext): void {
	const others = Object.fromEntries(Object.entries(rule.alsoReads).map(([table, fields]) => [table, project(byTable.get(table) ?? [], fields)]));
	for (const found of rule.test(project(states, rule.reads), context, others)) {
		const { state, row } = placeOf(found.row, states, rule.code);
		breach(rule, state, row, found, context.today, found.subject === undefined ? {} : { subject: found.subject });
	}
}

/** The rows of a table's blocks with the fields that a rule reads, without those in which one of them could not be read. */
export function project(states: readonly BlockState[], fields: readonly string[]): ProjectedRow[] {
	return states.flatMap((state, block) =>
		distinctRows(state)
			.filter(({ row }) => !isUnreadable(state, row, fields))
			.map(({ row, values }) => ({
				row: block * BLOCK_STRIDE + row,
				values: Object.fromEntries(fields.map((field): [string, Value] => [field, values[field] ?? null])),
			})),
	);
}

export type Params = NonNullable<FindingCore["params"]>;

/** Decimals of a difference that is told: finer than any field, coarser than binary noise. */
const SAID_PLACES = 4;

export function differenceOf({ difference }: Pick<Breach, "difference">): Params {
	return difference === undefined ? {} : { difference: roundNumber(difference, 0, SAID_PLACES).value };
}

/** A rule as far as its breaches need it. */
export type BrokenRule = Pick<Rule, "code" | "severity" | "at" | "trial">;

/** Marks a row that breaks a rule. @param today YYYY-MM-DD: a rule on trial only tells. @param more what else the sentence says */
export function breach(rule: BrokenRule, state: BlockState, row: number, found: Breach, today: string, more: Params = {}): void {
	const { at, expected } = found;
	const { severity, params } = weightOf(rule, today, { ...differenceOf(found), ...more });
	if (severity === "hard") reject(state, row, rule.code);
	findAt(state, row, at ?? rule.at, {
		code: rule.code,
		severity,
		...(expected === undefined ? {} : { expected: String(expected) }),
		...(params ? { params } : {}),
	});
}

/** What a breach weighs on a day, and what its sentence is told: of a rule on trial also from when on it weighs more. */
export function weightOf(rule: BrokenRule, today: string, params: Params): Pick<FindingCore, "severity" | "params"> {
	const told = onTrial(rule, today) ? { ...params, trial: rule.trial?.hardFrom ?? "", becomes: rule.severity } : params;
	return { severity: onTrial(rule, today) ? "info" : rule.severity, ...(Object.keys(told).length > 0 ? { params: told } : {}) };
}

function isBlank(value: Value | undefined): boolean {
	return value === null || value === undefined;
}

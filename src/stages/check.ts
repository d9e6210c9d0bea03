import { fromA1 } from "../model/a1.ts";
import type { Finding } from "../model/finding.ts";
import type { RuleContext } from "../model/rule.ts";
import type { EarlierReport } from "../model/stored.ts";
import type { CheckedSubmission, NormalisedRow, RecognisedSubmission } from "../model/submission.ts";
import { markRepeated } from "./check/duplicates.ts";
import { compareWithEarlier } from "./check/earlier.ts";
import { ledgerOf } from "./check/ledger.ts";
import { applyRules } from "./check/rules.ts";
import { type BlockState, stateOf } from "./check/state.ts";
import { checkTotals } from "./check/totals.ts";
import { together } from "./normalise/conversions.ts";
import type { NormalisedBlock } from "./normalise.ts";

/**
 * Judges a submission by its form's rules: repeated rows, row and table rules, totals. Gives every finding in sheet and row order, the row ledger, the rows that pass, and the
 * status: returned with any hard finding, pending with soft ones only, else accepted.
 * @param earlier what the unit reported in the period before, where that is known
 */
export function check(
	submission: RecognisedSubmission,
	blocks: readonly NormalisedBlock[],
	context: Omit<RuleContext, "period" | "unit">,
	earlier: EarlierReport | null = null,
): CheckedSubmission {
	const states = blocks.map(stateOf);
	const byTable = new Map(submission.form.tables.map(({ id }) => [id, states.filter(({ normalised }) => normalised.block.table.id === id)]));
	const ruleContext: RuleContext = { ...context, period: submission.period, unit: submission.unit };
	// Every table first loses its repeated rows: rules may read other tables than their own.
	for (const table of submission.form.tables) markRepeated(table, byTable.get(table.id) ?? []);
	for (const table of submission.form.tables) applyRules(table, byTable, ruleContext);
	for (const state of states) checkTotals(state);
	compareWithEarlier(submission.form, states, earlier);
	const findings = inOrder([...submission.findings, ...states.flatMap(({ normalised, findings: own }) => [...normalised.findings, ...own])]);
	const conversions = together(blocks.flatMap((block) => block.conversions));
	return { recognised: submission, status: statusOf(findings), findings, ledger: ledgerOf(states), conversions, rows: states.flatMap(passingRows) };
}

function statusOf(findings: readonly Finding[]): CheckedSubmission["status"] {
	if (findings.some(({ severity }) => severity === "hard")) return "returned";
	return findings.some(({ severity }) => severity === "soft") ? "pending" : "accepted";
}

function passingRows({ normalised, rejected, duplicates }: BlockState): NormalisedRow[] {
	return normalised.rows.filter(({ row }) => !rejected.has(row) && !duplicates.has(row));
}

/** By sheet as the sheets come, then from top to bottom and left to right; what is about a whole sheet comes first. */
function inOrder(findings: readonly Finding[]): Finding[] {
	const sheets = new Map<string, number>();
	for (const { sheet } of findings) if (!sheets.has(sheet)) sheets.set(sheet, sheets.size);
	return findings
		.map((finding) => ({ finding, sheet: sheets.get(finding.sheet) ?? 0, at: finding.cell === null ? null : fromA1(finding.cell) }))
		.toSorted((a, b) => a.sheet - b.sheet || (a.at?.row ?? 0) - (b.at?.row ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0))
		.map(({ finding }) => finding);
}

import { fromA1 } from "../model/a1.ts";
import { type Finding, isOpen } from "../model/finding.ts";
import { type Known, NOTHING_KNOWN } from "../model/known.ts";
import type { RuleContext } from "../model/rule.ts";
import type { CheckedSubmission, NormalisedRow, RecognisedSubmission } from "../model/submission.ts";
import { applyContextRules } from "./check/context-rules.ts";
import { markRepeated } from "./check/duplicates.ts";
import { compareWithEarlier } from "./check/earlier.ts";
import { withKeys } from "./check/keys.ts";
import { ledgerOf } from "./check/ledger.ts";
import { applyRules } from "./check/rules.ts";
import { settle } from "./check/settle.ts";
import { type BlockState, stateOf } from "./check/state.ts";
import { checkTotals } from "./check/totals.ts";
import { together } from "./normalise/conversions.ts";
import type { NormalisedBlock } from "./normalise.ts";

/**
 * Judges a submission by its form's rules: repeated rows, row and table rules, totals, comparison with other reports. Gives every finding in sheet and row order, the row ledger, the rows that pass, and the
 * status: returned with any hard finding, pending with soft ones only, else accepted.
 * @param known what stands elsewhere: earlier reports, and what has been decided
 */
export function check(
	submission: RecognisedSubmission,
	blocks: readonly NormalisedBlock[],
	context: Omit<RuleContext, "period" | "unit">,
	{ earlier, neighbours, decisions }: Known = NOTHING_KNOWN,
): CheckedSubmission {
	const states = blocks.map(stateOf);
	const byTable = new Map(submission.form.tables.map(({ id }) => [id, states.filter(({ normalised }) => normalised.block.table.id === id)]));
	const ruleContext: RuleContext = { ...context, period: submission.period, unit: submission.unit };
	// Every table first loses its repeated rows: rules may read other tables than their own.
	for (const table of submission.form.tables) markRepeated(table, byTable.get(table.id) ?? []);
	for (const table of submission.form.tables) applyRules(table, byTable, ruleContext);
	for (const state of states) checkTotals(state);
	compareWithEarlier(submission.form, states, earlier);
	const sheet = states[0]?.normalised.block.sheet ?? submission.evidence.find((each) => each.sheet !== undefined)?.sheet ?? "";
	const missing = submission.form.tables.flatMap((table) => applyContextRules(table, byTable, ruleContext, neighbours, sheet));
	const found = [...submission.findings, ...missing, ...states.flatMap(({ normalised, findings: own }) => [...normalised.findings, ...own])];
	const findings = settle(withKeys(inOrder(found), submission.form, states), decisions, submission.unit.code, context.today);
	const conversions = together(blocks.flatMap((block) => block.conversions));
	return { recognised: submission, status: statusOf(findings), findings, ledger: ledgerOf(states), conversions, rows: states.flatMap(passingRows) };
}

function statusOf(findings: readonly Finding[]): CheckedSubmission["status"] {
	const open = findings.filter(isOpen);
	if (open.some(({ severity }) => severity === "hard")) return "returned";
	return open.length > 0 ? "pending" : "accepted";
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

import { fromA1 } from "../model/a1.ts";
import { type Finding, isOpen } from "../model/finding.ts";
import { type Known, NOTHING_KNOWN } from "../model/known.ts";
import type { RuleContext } from "../model/rule.ts";
import { type CheckedSubmission, type RecognisedSubmission, slotOf } from "../model/submission.ts";
import { applyContextRules } from "./check/context-rules.ts";
import { checkDates } from "./check/dates.ts";
import { markRepeated } from "./check/duplicates.ts";
import { compareWithEarlier } from "./check/earlier.ts";
import { giveHints } from "./check/hints.ts";
import { withKeys } from "./check/keys.ts";
import { ledgerOf } from "./check/ledger.ts";
import { nilAfterRows } from "./check/nil.ts";
import { compareNames } from "./check/register/compare.ts";
import { suggest } from "./check/register/suggest.ts";
import { applyRules } from "./check/rules.ts";
import { settle } from "./check/settle.ts";
import { passingRows, stateOf } from "./check/state.ts";
import { checkTotals } from "./check/totals.ts";
import { inForceFor } from "./check/waived.ts";
import { FindingLog } from "./finding-log.ts";
import { together } from "./normalise/conversions.ts";
import type { NormalisedBlock } from "./normalise.ts";

/**
 * Judges a submission by its form's rules: repeated rows, row and table rules, totals, comparison with other reports. Gives the findings in sheet and row order, the first
 * thousand of them one by one and the rest counted, the row ledger, the rows that pass, and the status: returned with any hard finding, pending with soft ones only, else accepted.
 * @param known what stands elsewhere: earlier reports, the register, and what has been decided
 */
export function check(
	submission: RecognisedSubmission,
	blocks: readonly NormalisedBlock[],
	context: Omit<RuleContext, "period" | "unit">,
	known: Known = NOTHING_KNOWN,
): CheckedSubmission {
	const { earlier, neighbours, elsewhere, names } = known;
	const log = new FindingLog();
	for (const finding of submission.findings) log.add(finding);
	for (const read of new Set(blocks.map(({ findings }) => findings))) log.absorb(read);
	const waivers = inForceFor(known.decisions.waivers, submission.unit.code, context.today);
	const states = blocks.map((block) => stateOf(block, log, waivers));
	const byTable = new Map(submission.form.tables.map(({ id }) => [id, states.filter(({ normalised }) => normalised.block.table.id === id)]));
	const ruleContext: RuleContext = { ...context, period: submission.period, unit: submission.unit };
	// Every table first loses its repeated rows: rules may read other tables than their own.
	for (const table of submission.form.tables) markRepeated(table, byTable.get(table.id) ?? []);
	for (const table of submission.form.tables) applyRules(table, byTable, ruleContext);
	for (const state of states) checkDates(state, ruleContext);
	for (const state of states) checkTotals(state);
	compareWithEarlier(submission.form, states, earlier);
	giveHints(submission.form, states, earlier, elsewhere);
	compareNames(states, known, ruleContext);
	const sheet = states[0]?.normalised.block.sheet ?? submission.evidence.find((each) => each.sheet !== undefined)?.sheet ?? "";
	for (const gone of nilAfterRows(submission, earlier, known.counted, sheet)) log.add(gone);
	for (const table of submission.form.tables)
		for (const missing of applyContextRules(table, byTable, ruleContext, neighbours, sheet)) log.add(missing);
	const proposed = suggest(inOrder(log.findings(), submission), blocks, names, context.units);
	const found = { findings: withKeys(proposed, submission.form, states), groups: log.groups() };
	const { findings, groups, explanations } = settle(found, submission.form, slotOf(submission), known, context.today);
	return {
		recognised: submission,
		status: statusOf([...findings, ...groups]),
		findings,
		groups,
		...(explanations.length === 0 ? {} : { explanations }),
		ledger: ledgerOf(states),
		conversions: together(blocks.flatMap((block) => block.conversions)),
		rows: states.flatMap(passingRows),
	};
}

function statusOf(found: readonly Pick<Finding, "severity" | "settled">[]): CheckedSubmission["status"] {
	const open = found.filter(isOpen);
	if (open.some(({ severity }) => severity === "hard")) return "returned";
	return open.length > 0 ? "pending" : "accepted";
}

/** By sheet as the sheets come, then from top to bottom and left to right; what is about a whole sheet comes first. */
function inOrder(findings: readonly Finding[], { findings: recognised, blocks }: RecognisedSubmission): Finding[] {
	const sheets = new Map<string, number>();
	for (const { sheet } of [...recognised, ...blocks]) if (!sheets.has(sheet)) sheets.set(sheet, sheets.size);
	return findings
		.map((finding) => ({ finding, sheet: sheets.get(finding.sheet) ?? 0, at: finding.cell === null ? null : fromA1(finding.cell) }))
		.toSorted((a, b) => a.sheet - b.sheet || (a.at?.row ?? 0) - (b.at?.row ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0))
		.map(({ finding }) => finding);
}

import { NO_DECISIONS, type Slot, type TypedExplanation } from "../model/decision.ts";
import { type Known, NOTHING_KNOWN } from "../model/known.ts";
import type { Question } from "../model/need.ts";
import { asksNothing, type RegisterQuestion } from "../model/register.ts";
import { type CheckedSubmission, type RecognisedSubmission, slotOf } from "../model/submission.ts";
import { columnsToCompare } from "../stages/check/hints.ts";
import { registerQuestion } from "../stages/check/register/question.ts";
import { statedOtherwise } from "../stages/check/register/stated.ts";
import { LEAST_NUMBERS } from "../stages/check/unit-scale.ts";
import { inForceFor } from "../stages/check/waived.ts";
import { check } from "../stages/check.ts";
import { type NormalisedBlock, normalise } from "../stages/normalise.ts";
import { comparesWith, withSiblings } from "../stages/siblings.ts";
import { typedFor } from "../stages/typed-explanations.ts";
import type { ExamineContext } from "./examine.ts";
import { questionOf } from "./neighbours.ts";

/** Rows of an earlier report that are compared, at most: those of a county are some hundreds. */
const COMPARED_ROWS = 5_000;

/** A report that was judged, with what it was judged by. */
interface Judged {
	readonly submission: RecognisedSubmission;
	readonly blocks: readonly NormalisedBlock[];
	readonly question: Question | null;
	readonly known: Known;
	readonly checked: CheckedSubmission;
}

/**
 * Checks every report of a file: first each beside what is known of others, then those that have to be compared with further reports of the same file once more, beside those
 * of them that are sound by themselves: two that disagree with what was accepted before may well agree with each other.
 * @param typed what the office wrote into the column 说明 of a returned workbook
 */
export async function judge(
	submissions: readonly RecognisedSubmission[],
	fileName: string,
	typed: readonly TypedExplanation[],
	context: ExamineContext,
): Promise<CheckedSubmission[]> {
	const judged: Judged[] = [];
	const slots = submissions.map(slotOf);
	for (const submission of submissions) judged.push(await judgeOne(submission, slots, typed, context));
	const sound = judged.length === 1 ? [] : judged.map((own) => ({ own, checked: byItself(own, context) }));
	return judged.map((own) => {
		const siblings = sound.flatMap((each) => (each.own === own || each.checked.status === "returned" ? [] : [each.checked]));
		const beside = statedOtherwise(own.checked, siblings);
		const compares = own.question !== null && comparesWith(own.submission.form, siblings);
		if (!compares && beside.length === 0) return own.checked;
		const neighbours = compares ? withSiblings(own.known.neighbours, own.question, siblings, fileName) : own.known.neighbours;
		return check(own.submission, own.blocks, ruleContext(own.submission, context), { ...own.known, neighbours, beside });
	});
}

/** A report that nothing else contradicts. */
function byItself({ submission, blocks, known, checked }: Judged, context: ExamineContext): CheckedSubmission {
	if (checked.status !== "returned" || known.neighbours.size === 0) return checked;
	return check(submission, blocks, ruleContext(submission, context), { ...known, neighbours: NOTHING_KNOWN.neighbours });
}

/** @param slots what the file reports anew */
async function judgeOne(
	submission: RecognisedSubmission,
	slots: readonly Slot[],
	typed: readonly TypedExplanation[],
	context: ExamineContext,
): Promise<Judged> {
	const decisions = (await context.reader?.decisionsOn(slotOf(submission))) ?? NO_DECISIONS;
	const blocks = normalise(submission, context.catalogue, inForceFor(decisions.waivers, submission.unit.code, context.today()));
	const question = questionOf(submission, blocks, context.catalogue);
	const elsewhere = await knownOf(submission, blocks, question, registerQuestion(blocks, slots), context);
	const own = typedFor(slotOf(submission), slots, typed);
	const known = { ...elsewhere, beside: [], decisions, typed: own, at: context.clock().toISOString() };
	return { submission, blocks, question, known, checked: check(submission, blocks, ruleContext(submission, context), known) };
}

function ruleContext({ period }: RecognisedSubmission, { cutoffOf, today, catalogue }: ExamineContext) {
	return { cutoff: cutoffOf(period.code), today: today(), units: catalogue.units };
}

/** What stands elsewhere and matters to a submission. */
async function knownOf(
	submission: RecognisedSubmission,
	blocks: readonly NormalisedBlock[],
	question: Question | null,
	register: RegisterQuestion,
	{ reader }: ExamineContext,
): Promise<Omit<Known, "beside" | "decisions" | "typed" | "at">> {
	if (!reader) return NOTHING_KNOWN;
	const { form, unit, period, nil } = submission;
	const earlier = await reader.reportBefore(form, unit.code, period.start, COMPARED_ROWS);
	const columns = columnsToCompare(form, blocks, earlier);
	return {
		earlier,
		counted: nil ? await reader.rowsCounted(slotOf(submission)) : 0,
		elsewhere: columns.length === 0 ? [] : await reader.middlesElsewhere({ form: form.id, unit: unit.code, period, columns, least: LEAST_NUMBERS }),
		neighbours: question ? await reader.neighbours(question) : NOTHING_KNOWN.neighbours,
		names: asksNothing(register) ? [] : await reader.knownNames(register),
	};
}

import type { TypedExplanation } from "../model/decision.ts";
import { FINDING_CODES, type Finding, findingIdentity, groupIdentity } from "../model/finding.ts";
import { type CheckedSubmission, slotOf } from "../model/submission.ts";
import { codeOf, typedFor } from "../stages/typed-explanations.ts";

/** Lines told one by one. */
const TOLD = 20;

/**
 * Tells of the explanations in a file that fit nothing that was found in it: their problems are gone, or nobody can tell what they are about. They are noted with the first
 * submission, as information, so that none is lost silently.
 */
export function withUnheard(submissions: readonly CheckedSubmission[], typed: readonly TypedExplanation[]): readonly CheckedSubmission[] {
	const [first, ...others] = submissions;
	const written = typed.filter(({ text }) => text.trim() !== "");
	if (!first || written.length === 0) return submissions;
	const heard = heardIn(submissions, written);
	const unheard = written.filter((line) => !heard.has(placeOf(line))).map((each) => told(each, codesOf(submissions)));
	if (unheard.length === 0) return submissions;
	const rest = unheard.slice(TOLD);
	const groups = (["explanation.unneeded", "explanation.unknown"] as const).flatMap((code) => {
		const of = rest.filter((finding) => finding.code === code);
		const cells = of.slice(0, TOLD).map(({ sheet, cell }) => `${sheet}!${cell}`);
		return of.length === 0 ? [] : [{ code, severity: "info" as const, table: "", field: null, header: null, count: of.length, cells }];
	});
	return [{ ...first, findings: [...first.findings, ...unheard.slice(0, TOLD)], groups: [...first.groups, ...groups] }, ...others];
}

/** Places of the lines that are about something that was found. */
function heardIn(submissions: readonly CheckedSubmission[], written: readonly TypedExplanation[]): ReadonlySet<string> {
	const slots = submissions.map(({ recognised }) => slotOf(recognised));
	return new Set(
		submissions.flatMap(({ findings, groups }, at) => {
			const found = new Set([...findings.map(findingIdentity), ...groups.map(groupIdentity)]);
			const own = slots[at] ? typedFor(slots[at], slots, written) : [];
			return own.filter(({ identity }) => found.has(identity)).map(placeOf);
		}),
	);
}

function placeOf({ sheet, cell }: TypedExplanation): string {
	return `${sheet}!${cell}`;
}

function told(line: TypedExplanation, codes: ReadonlySet<string>): Finding {
	const code = codes.has(codeOf(line)) ? "explanation.unneeded" : "explanation.unknown";
	return { code, severity: "info", sheet: line.sheet, cell: line.cell, field: null, header: null, value: line.text, expected: null };
}

function codesOf(submissions: readonly CheckedSubmission[]): ReadonlySet<string> {
	const rules = submissions.flatMap(({ recognised }) => recognised.form.tables.flatMap((table) => table.rules));
	return new Set<string>([...FINDING_CODES, ...rules.map(({ code }) => code)]);
}

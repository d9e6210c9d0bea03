import { tellSince, toldSince } from "../messages/changes.ts";
import { submissionName } from "../messages/receipt.ts";
import { RECEIPT_TEXTS } from "../messages/receipt-texts.ts";
import { RETURN_TEXTS, type ReturnTexts } from "../messages/return-texts.ts";
import { tellGroup, tellParts, tellRefusal } from "../messages/tell.ts";
import type { Slot } from "../model/decision.ts";
import {
	countsByStanding,
	type Finding,
	type FindingGroup,
	findingIdentity,
	groupIdentity,
	isOpen,
	numbered,
	oneOfGroup,
	standingOf,
} from "../model/finding.ts";
import type { Form } from "../model/form.ts";
import type { ReturnBook, ReturnLine, ReturnMark } from "../model/return-book.ts";
import { RANK } from "../model/severity.ts";
import { type CheckedSubmission, slotOf } from "../model/submission.ts";
import type { Language } from "../model/text.ts";
import { isSame } from "../model/version.ts";
import { lineIdentity } from "../stages/typed-explanations.ts";
import type { Examination } from "./examine.ts";

/** Cells shown of a group. */
const SHOWN_CELLS = 3;

/** Whether an office is to correct or explain something that stands in its sheets, and so gets its workbook back. */
export function asksForChanges({ submissions }: Pick<Examination, "submissions">): boolean {
	return submissions.some(({ findings, groups }) => findings.some(isOpen) || groups.some(isOpen));
}

/**
 * What is written into the copy that an office gets back: what must be corrected or explained, what it has explained so far, and why sheets were refused. What is only information stands in
 * the receipt. What is counted comes first, so that nobody takes the list for all there is.
 */
export function returnBookOf(fileName: string, { submissions, refusals, source }: Examination, language: Language): ReturnBook {
	const texts = RETURN_TEXTS[language];
	const told = submissions.map((submission) => linesOf(submission, { texts, language, several: submissions.length > 1 }));
	const refused = refusals.map(({ sheet, refusal }): ReturnLine => {
		const line = bareLine(null, "hard", sheet ?? "", language);
		return { ...line, problem: tellRefusal(refusal, fileName, language) };
	});
	const counts = submissions.map(countsByStanding).reduce((sum, one) => ({ hard: sum.hard + one.hard, soft: sum.soft + one.soft }), {
		hard: refused.length,
		soft: 0,
	});
	const lines = [...refused, ...told.flatMap(({ groups }) => groups), ...inOrder(told.flatMap(({ single }) => single))];
	return {
		sheetName: texts.sheetName,
		title: texts.title(counts),
		notes: [...texts.notes(fileName, counts, source !== null && source.format !== "xlsx"), ...changesIn(submissions, language)],
		headings: texts.headings,
		prompt: texts.prompt,
		pages: texts.pages,
		lines,
		marks: told.flatMap(({ marks }) => marks),
	};
}

/** What changed in each report since the office sent it last. Of several, those are left out that are the same as before and ask for nothing: the list would begin far down. */
function changesIn(submissions: readonly CheckedSubmission[], language: Language): string[] {
	return submissions.flatMap(({ recognised, since, findings, groups }) => {
		if (!since) return [];
		const asks = findings.some(isOpen) || groups.some(isOpen);
		const changed = [since, since.counted].some((each) => each && !("counts" in each && isSame(each)));
		if (submissions.length > 1 && !asks && !changed) return [];
		const name = submissions.length > 1 ? `${submissionName(recognised, language)} ` : "";
		return [`${name}${RECEIPT_TEXTS[language].labels.since}${language === "en" ? ": " : "："}${tellSince(since, language)}`];
	});
}

interface Manner {
	readonly texts: ReturnTexts;
	readonly language: Language;
	/** The file holds several reports: each line says which it is of. */
	readonly several: boolean;
}

interface Told {
	readonly groups: readonly ReturnLine[];
	readonly single: readonly ReturnLine[];
	readonly marks: readonly ReturnMark[];
}

function linesOf({ recognised, findings, groups }: CheckedSubmission, manner: Manner): Told {
	const { form } = recognised;
	const slot = slotOf(recognised);
	const of = manner.several ? submissionName(recognised, manner.language) : "";
	const asked = numbered(findings).filter(({ finding }) => finding.severity !== "info" && finding.settled?.kind !== "waived");
	const counted = groups.filter(({ severity, settled }) => severity !== "info" && settled?.kind !== "waived");
	return {
		groups: counted.map((group) => groupLine(group, form, slot, of, manner)),
		single: asked.map(({ number, finding }) => findingLine(number, finding, form, slot, manner)),
		marks: [
			...asked.flatMap(({ finding }) => markOf(finding, finding.sheet, finding.cell, form, manner)),
			...counted.flatMap((group) => group.cells.flatMap((cell) => markOf(oneOfGroup(group), ...placeOf(cell), form, manner))),
		],
	};
}

function inOrder(lines: readonly ReturnLine[]): ReturnLine[] {
	return lines.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
}

function bareLine(number: number | null, severity: ReturnLine["severity"], sheet: string, language: Language): ReturnLine {
	const said = RECEIPT_TEXTS[language].standing[severity];
	const nothing = { place: "", header: "", value: "", problem: "", remedy: "", explanation: "", identity: "" };
	return { ...nothing, number, severity, said, sheet, cell: null, asksExplanation: false };
}

function findingLine(number: number, finding: Finding, form: Form, slot: Slot, { language }: Manner): ReturnLine {
	const { severity, sheet, cell, header, value, settled } = finding;
	return {
		...bareLine(number, severity, sheet, language),
		said: [RECEIPT_TEXTS[language].standing[standingOf(finding)], toldSince(finding, language)].filter((part) => part !== "").join("\n"),
		cell,
		place: cell ?? "",
		header: header ?? "",
		value: value ?? "",
		...tellParts(finding, language, form),
		explanation: settled?.kind === "explained" ? settled.text : "",
		asksExplanation: severity === "soft",
		identity: lineIdentity(slot, findingIdentity(finding)),
	};
}

/** A line for all findings of a kind that are only counted. */
function groupLine(group: FindingGroup, form: Form, slot: Slot, of: string, { texts, language }: Manner): ReturnLine {
	const { severity, cells, count, header, settled } = group;
	const [sheet, cell] = cells[0] === undefined ? ["", null] : placeOf(cells[0]);
	const { remedy } = tellParts(oneOfGroup(group), language, form);
	return {
		...bareLine(null, severity, sheet, language),
		said: RECEIPT_TEXTS[language].standing[standingOf(group)],
		cell,
		place: texts.cells(
			cells.slice(0, SHOWN_CELLS).map((each) => placeOf(each)[1]),
			count,
		),
		header: header ?? "",
		problem: [of, tellGroup(group, language, form)].filter((part) => part !== "").join("\n"),
		remedy: severity === "soft" ? [remedy, texts.forAll].filter((part) => part !== "").join("\n") : remedy,
		explanation: settled?.kind === "explained" ? settled.text : "",
		asksExplanation: severity === "soft",
		identity: lineIdentity(slot, groupIdentity(group)),
	};
}

/** SHEET!A1 → sheet and cell. */
function placeOf(place: string): [sheet: string, cell: string] {
	const end = place.lastIndexOf("!");
	return [place.slice(0, Math.max(0, end)), place.slice(end + 1)];
}

function markOf(finding: Finding, sheet: string, cell: string | null, form: Form, { texts, language }: Manner): ReturnMark[] {
	const { severity } = finding;
	if (cell === null || severity === "info" || !isOpen(finding)) return [];
	const { problem, remedy } = tellParts(finding, language, form);
	return [{ sheet, cell, severity, comment: texts.comment(RECEIPT_TEXTS[language].standing[severity], problem, remedy) }];
}

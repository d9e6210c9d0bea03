import { countsByStanding, type Finding, type Standing, standingOf } from "../model/finding.ts";
import type { Form } from "../model/form.ts";
import { periodName } from "../model/period.ts";
import type { Refusal } from "../model/refusal.ts";
import type { CheckedSubmission, RecognisedSubmission, Status } from "../model/submission.ts";
import type { Language } from "../model/text.ts";
import { inLanguage } from "../model/text.ts";
import { RECEIPT_TEXTS } from "./receipt-texts.ts";
import { tell, tellRefusal } from "./tell.ts";

/** Sentences written out per severity in a plain text; the rest is counted. */
const WRITTEN_OUT = 200;

/** What earlier versions called the plain text that was an office's answer. */
const TEXT_SUFFIX: Readonly<Record<Language, string>> = { "zh-CN": "审核意见", en: "review" };

/** Name of the receipt of a file: 2019上半年.xlsx.回执.xlsx. */
export function receiptName(fileName: string, language: Language): string {
	return `${fileName}.${RECEIPT_TEXTS[language].suffix}.xlsx`;
}

/** Name of the plain text that earlier versions put in its place: 2019上半年.xlsx.审核意见.txt. */
export function textReceiptName(fileName: string, language: Language): string {
	return `${fileName}.${TEXT_SUFFIX[language]}.txt`;
}

/** 阳科统01 高新技术企业… · 2019年上半年 · 第一批 · 江城区. */
export function submissionName({ form, period, unit, batch }: RecognisedSubmission, language: Language): string {
	const parts = [
		`${form.id} ${inLanguage(form.title, language)}`,
		periodName(period, language),
		batch,
		language === "zh-CN" ? unit.name : unit.nameEn,
	];
	return parts.filter((part) => part !== "").join(" · ");
}

export interface Outcome {
	readonly status: Status;
	readonly refusals: readonly { readonly refusal: Refusal }[];
	readonly submissions: readonly CheckedSubmission[];
}

/** What became of a report: by its checks, or by what the city decided or has still to decide. */
export function verdictOf({ status, ruling }: Pick<CheckedSubmission, "status" | "ruling">, language: Language): string {
	const texts = RECEIPT_TEXTS[language];
	return ruling && ruling.stands !== "as-checked" ? texts.ruling.verdict[ruling.stands] : texts.verdict[status];
}

/** What became of a file: the verdict of its reports where those that do not count have one, else that of its worst. */
export function fileVerdictOf(outcome: Outcome, language: Language): string {
	const rest = common(outcome);
	return rest ? RECEIPT_TEXTS[language].ruling.verdict[rest] : RECEIPT_TEXTS[language].verdict[outcome.status];
}

/** How the city stands to all reports of a file that do not count; null where it is not the same to all of them. */
function common({ status, submissions }: Outcome): "waits" | "withdrawn" | null {
	const stands = new Set(submissions.filter((each) => each.status !== "accepted").map(({ ruling }) => ruling?.stands ?? "as-checked"));
	const [only] = stands;
	return status === "refused" || stands.size !== 1 || only === undefined || only === "as-checked" ? null : only;
}

/** What is left to do with a file as a whole. */
export function toDoOf(outcome: Outcome, language: Language): string {
	const { status, submissions } = outcome;
	const texts = RECEIPT_TEXTS[language];
	const rest = common(outcome);
	if (rest) return texts.ruling.toDo[rest];
	const someAccepted = status !== "accepted" && submissions.some((submission) => submission.status === "accepted");
	return someAccepted ? texts.someAccepted : texts.toDo[status];
}

/** The reason beside a file in quarantine as plain text with CRLF, which every editor of an office shows right. */
export function receiptText(fileName: string, outcome: Outcome, language: Language): string {
	const texts = RECEIPT_TEXTS[language];
	const several = outcome.submissions.length + outcome.refusals.length > 1;
	const lines = [
		texts.textTitle,
		texts.file(fileName),
		texts.outcome(texts.verdict[outcome.status]),
		...outcome.refusals.flatMap(({ refusal }) => ["", tellRefusal(refusal, fileName, language)]),
		...outcome.submissions.flatMap((submission) => ["", ...submissionLines(submission, language, several)]),
		...(outcome.status === "accepted" ? [] : ["", toDoOf(outcome, language)]),
	];
	return `${lines.join("\r\n")}\r\n`;
}

/** `each`: whether the file holds several reports, which have a verdict each. */
function submissionLines(checked: CheckedSubmission, language: Language, each: boolean): string[] {
	const texts = RECEIPT_TEXTS[language];
	const { recognised, status, ledger, findings } = checked;
	const counts = countsByStanding(checked);
	const standings: readonly Standing[] = ["hard", "soft", "explained", "waived", "info"];
	return [
		submissionName(recognised, language),
		...(each ? [texts.outcome(texts.verdict[status])] : []),
		texts.ledger(ledger),
		...standings.flatMap((standing) => {
			const of = findings.filter((finding) => standingOf(finding) === standing);
			return counts[standing] === 0 ? [] : [texts.findings[standing](counts[standing]), ...numbered(of, counts[standing], recognised.form, language)];
		}),
	];
}

/** @param count how many there are, those that are only counted included */
function numbered(findings: readonly Finding[], count: number, form: Form, language: Language): string[] {
	const written = findings.slice(0, WRITTEN_OUT).map((finding, at) => `  ${at + 1}. ${tell(finding, language, form)}`);
	const rest = count - written.length;
	return rest > 0 ? [...written, `  ${RECEIPT_TEXTS[language].more(rest)}`] : written;
}

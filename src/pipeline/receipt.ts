import { tellSince } from "../messages/changes.ts";
import { fileVerdictOf, submissionName, toDoOf, verdictOf } from "../messages/receipt.ts";
import { RECEIPT_TEXTS } from "../messages/receipt-texts.ts";
import type { ReceiptTexts } from "../messages/receipt-zh-CN.ts";
import { tellRefusal } from "../messages/tell.ts";
import { inShanghai } from "../model/calendar.ts";
import type { EvidenceDocument } from "../model/documents.ts";
import { countsByStanding } from "../model/finding.ts";
import type { FileFormat } from "../model/grid.ts";
import { periodName } from "../model/period.ts";
import type { ReceiptBook, ReceiptLine, ReceiptSheet, ReceiptStyle } from "../model/receipt.ts";
import { type CheckedSubmission, LEDGER_PARTS, type Ledger, type RecognisedSubmission, type Ruling } from "../model/submission.ts";
import { inLanguage, type Language } from "../model/text.ts";
import type { Examination } from "./examine.ts";
import { columnsSheet, conversionsSheet, problemsSheet, type Told, unknownSheet } from "./receipt-sheets.ts";
import { distinctEvidence } from "./submission-facts.ts";

/** A file that is answered. */
export interface AnsweredFile {
	/** As in the check document: the path below the inbox or the folder given. */
	readonly name: string;
	readonly fileName: string;
	readonly folder: string | null;
	readonly sha256: string;
	/** The very same file had been taken before: nothing was changed. */
	readonly repeated?: boolean;
}

const WIDTHS = [18, 15, 15, 15, 15, 15, 18] as const;

/**
 * The receipt of a file: what was recognised and why, the rows' ledger, what is wrong, how the columns were read, what was converted, and what was left aside.
 * @param at when the file was looked at, ISO 8601
 */
export function receiptOf(file: AnsweredFile, examination: Examination, at: string, language: Language): ReceiptBook {
	const texts = RECEIPT_TEXTS[language];
	const told: Told = { submissions: examination.submissions, texts, language };
	const sheets = [firstSheet(file, examination, at, told), problemsSheet(told), columnsSheet(told), conversionsSheet(told), unknownSheet(told)];
	return { title: `${texts.title} ${file.fileName}`, at, pages: texts.pages, sheets: sheets.filter((sheet) => sheet !== null) };
}

/** The page that an office reads first, and mostly alone. */
function firstSheet(file: AnsweredFile, examination: Examination, at: string, { texts, language }: Told): ReceiptSheet {
	const { labels } = texts;
	const { status, refusals, source, skipped, submissions } = examination;
	const passedBy = skipped.map(({ sheet, reason }) => texts.skippedSheet(sheet, texts.skipped[reason]));
	const head: ReceiptLine[] = [
		[{ value: texts.title, style: "title", span: WIDTHS.length }],
		pair(labels.file, file.fileName),
		...(file.folder === null ? [] : [pair(labels.folder, file.folder)]),
		pair(labels.receivedAt, inShanghai(at)),
		...(source ? [pair(labels.format, texts.format(source, wrongEnding(file.fileName, source.format)))] : []),
		pair(labels.sha256, file.sha256),
		pair(labels.outcome, fileVerdictOf(examination, language), status === "accepted" ? "text" : "open"),
		...refusals.map(({ refusal }) => pair(labels.refusal, tellRefusal(refusal, file.fileName, language), "open")),
		...(file.repeated ? [pair(labels.repeated, texts.repeated)] : []),
		...(file.repeated && status === "accepted" ? [] : [pair(labels.toDo, toDoOf(examination, language))]),
		...(passedBy.length === 0 ? [] : [pair(labels.skipped, passedBy.join(language === "en" ? "; " : "；"))]),
	];
	const lines = submissions.flatMap((submission) => [[], ...submissionLines(submission, texts, language)]);
	return { name: texts.sheets.receipt, widths: WIDTHS, lines: [...head, ...lines], headLines: 0 };
}

/** What names of each format end with. */
const ENDINGS: Readonly<Record<FileFormat, RegExp>> = {
	...{ xlsx: /^\.(?:xls[xm]|xlt[xm]|et)$/, xlsb: /^\.xlsb$/, xls: /^\.(?:xls|xlt|xla|et)$/, ods: /^\.(?:ods|fods|ots)$/ },
	...{ spreadsheetml: /^\.xml$/, html: /^\.html?$/, mhtml: /^\.mht(?:ml)?$/, text: /^\.(?:csv|tsv|txt|tab|prn)$/ },
};

/** The ending of a name that does not go with what the file is; "" where it does, and where there is none. */
function wrongEnding(fileName: string, format: FileFormat): string {
	const ending = /\.[a-z0-9]{1,5}$/i.exec(fileName)?.[0] ?? "";
	return ending === "" || ENDINGS[format].test(ending.toLowerCase()) ? "" : ending;
}

/** A label and what it says, across the page. */
function pair(label: string, value: string, style: ReceiptStyle = "text"): ReceiptLine {
	return [
		{ value: label, style: "label" },
		{ value, style, span: WIDTHS.length - 1 },
	];
}

function submissionLines(checked: CheckedSubmission, texts: ReceiptTexts, language: Language): ReceiptLine[] {
	const { recognised, status, ledger } = checked;
	const { labels } = texts;
	const signed = Object.entries(recognised.signatures).map(([name, text]) => `${name}：${text}`);
	return [
		[{ value: submissionName(recognised, language), style: "section", span: WIDTHS.length }],
		pair(labels.outcome, `${verdictOf(checked, language)}${recognised.nil ? ` · ${texts.nil}` : ""}`, status === "accepted" ? "text" : "open"),
		...(checked.ruling?.last ? [pair(labels.decided, decision(checked.ruling.last, texts), status === "accepted" ? "text" : "open")] : []),
		...(checked.since ? [pair(labels.since, tellSince(checked.since, language))] : []),
		...recognisedLines(recognised, texts, language),
		pair(
			labels.headerRows,
			recognised.blocks.map(({ sheet, headerRows }) => texts.headerRows(sheet, headerRows)).join(language === "en" ? "; " : "；"),
		),
		...(signed.length === 0 ? [] : [pair(labels.signatures, signed.join("　"))]),
		...ledgerLines(ledger, texts),
		...countLines(checked, texts),
	];
}

function decision({ kind, by, at, reason }: NonNullable<Ruling["last"]>, texts: ReceiptTexts): string {
	return texts.ruling.decided(texts.ruling.kinds[kind] ?? kind, inShanghai(at), by, reason);
}

/** Form, period, unit and batch, each with what it was recognised by. */
function recognisedLines({ form, period, unit, batch, evidence }: RecognisedSubmission, texts: ReceiptTexts, language: Language): ReceiptLine[] {
	const all: readonly EvidenceDocument[] = distinctEvidence(evidence);
	const line = (of: EvidenceDocument["of"], what: string) =>
		pair(
			texts.of[of],
			texts.because(
				what,
				all.filter((one) => one.of === of).map((one) => texts.evidence(one)),
			),
		);
	return [
		line("form", `${form.id} ${inLanguage(form.title, language)}`),
		line("period", periodName(period, language)),
		line("unit", language === "en" ? unit.nameEn : unit.name),
		...(batch === "" ? [] : [line("batch", batch)]),
	];
}

/** The ledger as a table of two rows that adds up from left to right. */
function ledgerLines(ledger: Ledger, texts: ReceiptTexts): ReceiptLine[] {
	return [
		LEDGER_PARTS.map((part) => ({ value: texts.ledgerHeadings[part], style: "heading" })),
		LEDGER_PARTS.map((part) => ({ value: ledger[part], style: "number" })),
	];
}

/** How much of each kind the other sheets tell. */
function countLines(checked: CheckedSubmission, texts: ReceiptTexts): ReceiptLine[] {
	const { labels, counts, sheets } = texts;
	const { recognised, findings, conversions } = checked;
	const cells = conversions.reduce((sum, { count }) => sum + count, 0);
	const known = recognised.blocks.reduce((sum, block) => sum + block.columns.length, 0);
	const unknown = recognised.blocks.reduce((sum, block) => sum + block.unknownColumns.length, 0);
	const told = (said: string, sheet: string, any: boolean) => (any ? texts.see(said, sheet) : counts.none);
	return [
		pair(labels.problems, told(counts.problems(countsByStanding(checked)), sheets.problems, findings.length > 0)),
		pair(labels.columns, told(counts.columns(known, unknown), unknown > 0 ? sheets.unknown : sheets.columns, known + unknown > 0)),
		pair(labels.conversions, told(counts.conversions(new Set(conversions.map(({ kind }) => kind)).size, cells), sheets.conversions, cells > 0)),
	];
}

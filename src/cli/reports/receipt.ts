import type { ReceiptTexts } from "../../messages/receipt-zh-CN.ts";
import { dayInShanghai } from "../../model/calendar.ts";
import type { CheckedFile, MappingDocument, SubmissionDocument } from "../../model/documents.ts";

/** What a receipt tells of a submission beside its rows and findings: why it was recognised, how its columns were read, what was converted, what was left aside. */
export function receiptLines(submission: SubmissionDocument, texts: ReceiptTexts): string[] {
	const { labels } = texts;
	const signed = Object.entries(submission.signatures).map(([name, text]) => `${name}：${text}`);
	return [
		...submission.evidence.map((evidence) => `    ${texts.of[evidence.of]}: ${texts.evidence(evidence)}`),
		...submission.tables.map(({ sheet, headerRows }) => `    ${labels.headerRows}: ${texts.headerRows(sheet, headerRows)}`),
		...(signed.length === 0 ? [] : [`    ${labels.signatures}: ${signed.join("  ")}`]),
		...part(
			labels.columns,
			submission.mapping.map((mapping) => mappingLine(mapping, texts)),
		),
		...part(labels.conversions, conversionLines(submission, texts)),
		...part(labels.unknown, unknownLines(submission, texts)),
	];
}

/** What a file is by its bytes, and its sheets of which nothing was read. */
export function fileReceiptLines({ format, encoding, skipped }: CheckedFile, texts: ReceiptTexts): string[] {
	const source = format === null ? null : { format, ...(encoding === undefined ? {} : { encoding }) };
	const left = part(
		texts.labels.skipped,
		skipped.map(({ sheet, reason }) => texts.skippedSheet(sheet, texts.skipped[reason])),
		"  ",
	);
	return [...(source ? [`  ${texts.labels.format}: ${texts.format(source, "")}`] : []), ...left];
}

function part(label: string, lines: readonly string[], indent = "    "): string[] {
	return lines.length === 0 ? [] : [`${indent}${label}:`, ...lines.map((line) => `${indent}  ${line}`)];
}

function mappingLine({ column, header, fieldHeader, via, confirmed, unit }: MappingDocument, texts: ReceiptTexts): string {
	const why = confirmed ? texts.confirmedBy(confirmed.by, dayInShanghai(confirmed.at)) : texts.via[via];
	const measured = unit ? ` [${texts.unit(unit)}]` : "";
	return `${column} ${header}${header === fieldHeader ? "" : ` → ${fieldHeader} (${why})`}${measured}`;
}

function conversionLines({ conversions }: SubmissionDocument, texts: ReceiptTexts): string[] {
	return conversions.map(({ kind, header, count, examples }) => {
		const [first] = examples;
		const tell = kind === "merged-fill" ? texts.filled : texts.example;
		const told = first ? `  ${tell(first.cell, clipped(first.from), clipped(first.to))}` : "";
		return `${header}: ${texts.conversions[kind]}, ${texts.cells(count)}${told}`;
	});
}

function unknownLines({ unknownColumns, proposals }: SubmissionDocument, texts: ReceiptTexts): string[] {
	return unknownColumns.flatMap(({ sheet, column, header, filled }) => [
		`${column} ${texts.unknownColumn(header, filled)}`,
		...proposals.filter((proposal) => proposal.sheet === sheet && proposal.column === column).map((proposal) => `  ${texts.proposal(proposal)}`),
	]);
}

/** Characters of a cell that an example shows. */
const SHOWN = 24;

const clipped = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

import { toldSince } from "../messages/changes.ts";
import type { ReceiptTexts } from "../messages/receipt-zh-CN.ts";
import { tellGroup, tellProblem } from "../messages/tell.ts";
import { columnLetters } from "../model/a1.ts";
import { dayInShanghai } from "../model/calendar.ts";
import type { Conversion } from "../model/conversion.ts";
import type { MappingDocument } from "../model/documents.ts";
import { type Finding, isOpen, numbered, standingOf } from "../model/finding.ts";
import type { ReceiptCell, ReceiptLine, ReceiptSheet } from "../model/receipt.ts";
import { RANK } from "../model/severity.ts";
import type { Block, CheckedSubmission, UnknownColumn } from "../model/submission.ts";
import type { Language } from "../model/text.ts";
import { cell, centred, counted, listSheet } from "./sheet-lines.ts";
import { mappingOf } from "./submission-facts.ts";

/** What the sheets of a receipt are made of. */
export interface Told {
	readonly submissions: readonly CheckedSubmission[];
	readonly texts: ReceiptTexts;
	readonly language: Language;
}

/** Cells of unknown columns that a receipt lists; the rest is counted. */
const LISTED_TEXTS = 5000;

/**
 * 问题: every finding that is kept, what must be corrected first, by the number that it has within its report; above them what is only counted, so that nobody takes the list
 * for all there is.
 */
export function problemsSheet({ submissions, texts, language }: Told): ReceiptSheet | null {
	const again = submissions.some(({ since }) => since !== undefined);
	const list = {
		name: texts.sheets.problems,
		widths: [6, 12, 13, 18, 10, 24, 26, 64, ...(again ? [13] : [])],
		headings: [...texts.problemHeadings, ...(again ? [texts.sinceHeading] : [])],
	};
	const all = submissions.flatMap(({ findings, recognised: { form } }) => numbered(findings).map((each) => ({ ...each, form })));
	const ordered = all.toSorted((a, b) => RANK[a.finding.severity] - RANK[b.finding.severity]);
	const lines = ordered.map(({ number, finding, form }): ReceiptLine => {
		const { sheet, header, value } = finding;
		return [
			counted(number),
			standingCell(finding, texts),
			centred(form.id),
			cell(sheet),
			centred(finding.cell ?? ""),
			cell(header ?? ""),
			cell(shown(value ?? "")),
			cell(shown(tellProblem(finding, language, form))),
			...(again ? [centred(toldSince(finding, language))] : []),
		];
	});
	const rest = submissions.flatMap(({ recognised: { form }, groups }) =>
		groups.map((group): ReceiptLine => {
			const what = { ...cell(shown(tellGroup(group, language, form))), span: list.widths.length - 3 };
			return [cell(""), standingCell(group, texts), centred(form.id), what];
		}),
	);
	return listSheet(list, [...rest, ...lines]);
}

function standingCell(finding: Pick<Finding, "severity" | "settled">, texts: ReceiptTexts): ReceiptCell {
	return cell(texts.standing[standingOf(finding)], isOpen(finding) ? "open" : "centre");
}

/** 列对应: what every column was taken for, and by which unit its bare numbers are measured. */
export function columnsSheet({ submissions, texts }: Told): ReceiptSheet | null {
	const list = { name: texts.sheets.columns, widths: [13, 20, 8, 40, 34, 30, 26], headings: texts.columnHeadings };
	const lines = submissions.flatMap(({ recognised }) =>
		recognised.blocks.flatMap(mappingOf).map((mapping): ReceiptLine => {
			const { sheet, column, header, fieldHeader, unit } = mapping;
			const names = [cell(sheet), centred(column), cell(header), cell(fieldHeader)];
			return [centred(recognised.form.id), ...names, cell(viaOf(mapping, texts)), centred(unit ? texts.unit(unit) : "")];
		}),
	);
	return listSheet(list, lines);
}

function viaOf({ via, confirmed }: MappingDocument, texts: ReceiptTexts): string {
	return confirmed ? texts.confirmedBy(confirmed.by, dayInShanghai(confirmed.at)) : texts.via[via];
}

/** 转换: what was put into the form's terms, per column, with examples. */
export function conversionsSheet({ submissions, texts }: Told): ReceiptSheet | null {
	const list = { name: texts.sheets.conversions, widths: [13, 20, 28, 44, 8, 66], headings: texts.conversionHeadings };
	const lines = submissions.flatMap(({ recognised, conversions }) =>
		conversions.map((conversion): ReceiptLine => {
			const { kind, sheet, header, count } = conversion;
			const place = [centred(recognised.form.id), cell(sheet), cell(header)];
			return [...place, cell(texts.conversions[kind]), counted(count), cell(examplesOf(conversion, texts))];
		}),
	);
	return listSheet(list, lines);
}

function examplesOf({ kind, examples }: Conversion, texts: ReceiptTexts): string {
	const told = kind === "merged-fill" ? texts.filled : texts.example;
	return examples.map((example) => told(example.cell, example.from, example.to)).join("\n");
}

/** 未识别的列: the columns that no field claims, what they may be, and what stands in them. */
export function unknownSheet({ submissions, texts }: Told): ReceiptSheet | null {
	const list = { name: texts.sheets.unknown, widths: [13, 20, 11, 36, 12, 70], headings: texts.unknownHeadings };
	const columns = submissions.flatMap(({ recognised: { form, blocks } }) =>
		blocks.flatMap((block) => block.unknownColumns.map((column) => ({ form, block, column }))),
	);
	const lines = columns.map(({ form, block, column }): ReceiptLine => {
		const place = [centred(form.id), cell(block.sheet), centred(columnLetters(column.column)), cell(column.header)];
		return [...place, counted(column.filled), cell(proposalsOf(column, block, texts))];
	});
	return listSheet(list, lines, textLines(columns, texts, list.widths.length));
}

function proposalsOf({ column, header, headerCell, proposals }: UnknownColumn, { sheet }: Block, texts: ReceiptTexts): string {
	const place = { sheet, cell: headerCell, header, column: columnLetters(column) };
	return proposals.map((proposal) => texts.proposal({ ...place, ...proposal })).join("\n") || texts.noProposal;
}

function textLines(columns: readonly { readonly block: Block; readonly column: UnknownColumn }[], texts: ReceiptTexts, width: number): ReceiptLine[] {
	const lines: ReceiptLine[] = [];
	for (const { block, column } of columns) {
		for (const { row, text } of column.texts) {
			if (lines.length === LISTED_TEXTS) break;
			const place = `${columnLetters(column.column)}${row}`;
			lines.push([{ ...cell(block.sheet), span: 2 }, centred(place), cell(column.header), { ...cell(shown(text)), span: width - 4 }]);
		}
	}
	if (lines.length === 0) return [];
	const rest = columns.reduce((sum, { column }) => sum + column.filled, 0) - lines.length;
	const [sheet = "", place = "", header = "", content = ""] = texts.unknownTextHeadings;
	const heading = (value: string, span = 1): ReceiptCell => ({ value, style: "heading", span });
	return [
		[],
		[{ value: texts.unknownTexts, style: "section", span: width }],
		[heading(sheet, 2), heading(place), heading(header), heading(content, width - 4)],
		...lines,
		...(rest > 0 ? [[{ ...cell(texts.moreTexts(rest)), span: width }]] : []),
	];
}

/** Characters of a cell's text, or of a sentence, that a receipt shows. */
const SHOWN = 1000;

function shown(text: string): string {
	return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

import { tellCell, tellChangedRow, tellSide } from "../messages/diff.ts";
import { DIFF_TEXTS } from "../messages/diff-texts.ts";
import type { DiffTexts } from "../messages/diff-zh-CN.ts";
import type { DiffDocument, DiffLoneRow } from "../model/change-documents.ts";
import type { ReportingUnit } from "../model/division.ts";
import type { Form } from "../model/form.ts";
import { periodName, period as periodWritten } from "../model/period.ts";
import type { ReceiptBook, ReceiptLine, ReceiptSheet } from "../model/receipt.ts";
import { inLanguage, type Language } from "../model/text.ts";
import { cell, centred, type List, listSheet } from "./sheet-lines.ts";

interface Naming {
	readonly language: Language;
	readonly forms: readonly Form[];
	readonly units: readonly ReportingUnit[];
}

const KINDS = ["fresh", "again", "explained", "settled"] as const;
const OVERVIEW_WIDTHS = [18, 110] as const;

/**
 * A comparison of two versions as a small workbook: overview, problems, cells, rows that came and went.
 * @param at when it was made, ISO 8601
 */
export function diffBook(document: DiffDocument, at: string, naming: Naming): ReceiptBook {
	const texts = DIFF_TEXTS[naming.language];
	const sheets = [
		overview(document, texts, naming),
		problems(document, texts),
		cells(document, texts),
		rows(texts.sheets.added, document.added ?? [], document.left?.added ?? 0, document.form, texts, naming),
		rows(texts.sheets.removed, document.removed ?? [], document.left?.removed ?? 0, document.form, texts, naming),
	];
	return { title: texts.title, at, pages: texts.pages, sheets: sheets.filter((sheet) => sheet !== null) };
}

function overview(document: DiffDocument, texts: DiffTexts, { language, forms, units }: Naming): ReceiptSheet {
	const form = forms.find(({ id }) => id === document.form);
	const unit = units.find(({ code }) => code === document.unit);
	const what = [
		`${document.form}${form ? ` ${inLanguage(form.title, language)}` : ""}`,
		(language === "en" ? unit?.nameEn : unit?.name) ?? document.unit,
		periodName(periodWritten(document.period), language),
		document.batch,
	];
	const pair = (label: string, value: string): ReceiptLine => [cell(label, "label"), cell(value)];
	const { rows: counts } = document;
	const lines: ReceiptLine[] = [
		[{ ...cell(texts.title, "title"), span: OVERVIEW_WIDTHS.length }],
		pair(texts.report, what.filter((part) => part !== "").join(" · ")),
		pair(texts.before, tellSide(document.before, texts)),
		pair(texts.after, tellSide(document.after, texts)),
		pair(texts.countingLabel, texts.counting(document.counting)),
		pair(texts.result, document.same ? texts.same : document.message),
		...(counts ? [pair(texts.rowsLabel, texts.rows(counts))] : []),
	];
	return { name: texts.sheets.overview, widths: OVERVIEW_WIDTHS, lines, headLines: 0 };
}

function problems({ findings }: DiffDocument, texts: DiffTexts): ReceiptSheet | null {
	const lines = KINDS.flatMap((kind) =>
		(findings?.[kind] ?? []).map((finding): ReceiptLine => {
			const place = [cell(finding.sheet), centred(finding.cell ?? ""), cell(finding.key ?? "")];
			return [cell(texts.problems[kind], kind === "fresh" || kind === "again" ? "open" : "text"), ...place, cell(finding.message)];
		}),
	);
	return cutList({ name: texts.sheets.problems, widths: [20, 18, 10, 34, 90], headings: texts.problemHeadings }, lines, 0, texts);
}

function cells({ changed = [], left }: DiffDocument, texts: DiffTexts): ReceiptSheet | null {
	const lines = changed.flatMap((row) =>
		row.cells.map((each): ReceiptLine => {
			const [before, after] = tellCell(each, texts);
			const [own, other] = each.cells;
			const places = [centred(own === null ? "" : `${row.before.sheet}!${own}`), centred(other === null ? "" : `${row.after.sheet}!${other}`)];
			return [centred(row.table), cell(tellChangedRow(row, texts)), cell(each.header), ...places, cell(before), cell(after)];
		}),
	);
	const list = { name: texts.sheets.cells, widths: [6, 34, 24, 20, 20, 36, 36], headings: texts.cellHeadings };
	return cutList(...withoutTable(list, lines, changed), left?.changed ?? 0, texts);
}

function rows(name: string, lone: readonly DiffLoneRow[], left: number, formId: string, texts: DiffTexts, { forms }: Naming): ReceiptSheet | null {
	const form = forms.find(({ id }) => id === formId);
	const lines = lone.map(({ table, key, sheet, row, values }): ReceiptLine => {
		const fields = form?.tables.find(({ id }) => id === table)?.fields ?? [];
		const said = fields.flatMap((field) => (values[field.name] === undefined ? [] : [texts.said(field.header, values[field.name] ?? "")]));
		return [centred(table), cell(key ?? texts.unnamed(row)), cell(sheet), cell(row, "number"), cell(said.join(texts.separator))];
	});
	return cutList(...withoutTable({ name, widths: [6, 34, 20, 8, 110], headings: texts.rowHeadings }, lines, lone), left, texts);
}

/** Leaves out the first column, which says the table, where the form has one. */
function withoutTable(list: List, lines: readonly ReceiptLine[], rows: readonly { readonly table: string }[]): [List, readonly ReceiptLine[]] {
	if (rows.some(({ table }) => table !== "")) return [list, lines];
	return [{ ...list, widths: list.widths.slice(1), headings: list.headings.slice(1) }, lines.map((line) => line.slice(1))];
}

/** A list that may have been cut off: below it stands how many more there are. */
function cutList(list: List, lines: readonly ReceiptLine[], left: number, texts: DiffTexts): ReceiptSheet | null {
	return listSheet(list, lines, left === 0 ? [] : [[{ ...cell(texts.left(left)), span: list.widths.length }]]);
}

import type { Worksheet } from "exceljs";
import { columnLetters } from "../model/a1.ts";
import type { Field } from "../model/fields.ts";
import type { Form, Table } from "../model/form.ts";
import type { TemplateTexts } from "../model/workbook-texts.ts";
import { heightOf, linesIn } from "./layout.ts";
import { BODY_FONT, CENTRED_STYLE, HEADER_STYLE, LEFT, TEXT_STYLE } from "./style.ts";
import { putLine, putTitle, setPrintArea, setUpPrinting } from "./template-layout.ts";
import { templateColumn } from "./write-template-columns.ts";

const WIDTHS = [6, 30, 10, 34, 10, 48, 40] as const;
const TOTAL_WIDTH = WIDTHS.reduce((sum, width) => sum + width, 0);

/** 填表说明: how to fill in, then every column of every table with its kind, unit and allowed values, then the form's notes and checks. */
export function writeGuide(sheet: Worksheet, form: Form, regions: readonly string[], texts: TemplateTexts): void {
	for (const [at, width] of WIDTHS.entries()) sheet.getColumn(at + 1).width = width;
	putTitle(sheet, WIDTHS.length, texts.guide.title(form.title.zh));
	let row = putParagraphs(
		sheet,
		2,
		texts.guide.steps.map((step, at) => `${at + 1}. ${step}`),
	);
	for (const table of form.tables) row = putColumns(sheet, row + 1, { form, table, regions, texts });
	const last = putParagraphs(sheet, row + 1, [texts.notesTitle, ...form.notes.map((note) => note.zh)]);
	setUpPrinting(sheet, [1, 1], texts.pages);
	setPrintArea(sheet, WIDTHS.length, last - 1);
}

/** Paragraphs across the page; gives the row after them. */
function putParagraphs(sheet: Worksheet, from: number, paragraphs: readonly string[]): number {
	for (const [at, text] of paragraphs.entries()) {
		putLine(sheet, from + at, [1, WIDTHS.length], text, { font: BODY_FONT, alignment: LEFT });
		sheet.getRow(from + at).height = heightOf(linesIn(text, TOTAL_WIDTH));
	}
	return from + paragraphs.length;
}

interface Part {
	readonly form: Form;
	readonly table: Table;
	readonly regions: readonly string[];
	readonly texts: TemplateTexts;
}

function putColumns(sheet: Worksheet, from: number, { form, table, regions, texts }: Part): number {
	let row = from;
	if (form.tables.length > 1) {
		putLine(sheet, row, [1, WIDTHS.length], table.title.zh, { font: HEADER_STYLE.font ?? BODY_FONT, alignment: LEFT });
		row += 1;
	}
	for (const [at, heading] of texts.guide.columns.entries()) Object.assign(sheet.getCell(row, at + 1), { value: heading, ...HEADER_STYLE });
	sheet.getRow(row).height = 24;
	for (const [at, field] of table.fields.entries()) {
		row += 1;
		const cells = describe(field, columnLetters(at + 2), regions, texts);
		for (const [place, text] of cells.entries())
			Object.assign(sheet.getCell(row, place + 1), { value: text || null, ...(place === 1 || place > 4 ? TEXT_STYLE : CENTRED_STYLE) });
		sheet.getRow(row).height = heightOf(Math.max(...cells.map((text, place) => linesIn(text, WIDTHS[place] ?? 10))));
	}
	return row + 1;
}

function describe(field: Field, letters: string, regions: readonly string[], texts: TemplateTexts): string[] {
	const column = templateColumn(field, regions, texts);
	const { guide, listSeparator } = texts;
	return [
		letters,
		field.header.replaceAll("_", "："),
		field.required ? guide.required : guide.optional,
		`${column.says}${field.personal ? guide.personal : ""}`,
		field.unit ?? "",
		(column.choices ?? []).join(listSeparator),
		field.synonyms.join(listSeparator),
	];
}

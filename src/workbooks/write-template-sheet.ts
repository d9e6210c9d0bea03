import type { CellValue, Worksheet } from "exceljs";
import { columnLetters } from "../model/a1.ts";
import type { Field } from "../model/fields.ts";
import type { Form, Table } from "../model/form.ts";
import { periodName, periodOf } from "../model/period.ts";
import type { Value } from "../model/rule.ts";
import type { TemplateTexts } from "../model/workbook-texts.ts";
import { displayWidth, heightOf, linesIn } from "./layout.ts";
import { isoToSerial } from "./number-formats.ts";
import { CENTRED_STYLE, CODE_ROW_STYLE, HEADER_STYLE, LEFT, NOTE_FONT } from "./style.ts";
import {
	freeze,
	putBlockAtRight,
	putLine,
	putSignatures,
	putThreeParts,
	putTitle,
	setPrintArea,
	setUpPrinting,
	setWidths,
} from "./template-layout.ts";
import { type TemplateColumn, templateColumn } from "./write-template-columns.ts";

/** A row's values by field name, as normalisation gives them. */
export type TemplateRow = Readonly<Record<string, Value>>;

/** What one sheet of a template is made of. */
export interface TemplateSheet {
	readonly form: Form;
	readonly table: Table;
	readonly unit: string;
	readonly periodName: string;
	readonly batch: string;
	readonly issuer: string;
	/** Names of the reporting units, for the drop-down of region columns. */
	readonly regions: readonly string[];
	readonly rows: readonly { readonly values: TemplateRow; readonly before?: TemplateRow }[];
	readonly beforePeriodName: string;
	/** Rows with borders, checks and drop-downs, filled ones included. */
	readonly styledRows: number;
	/** Formula of a drop-down list that is too long to stand in the check itself. */
	readonly listFormula: (choices: readonly string[]) => string;
	readonly texts: TemplateTexts;
}

/** Title, 表号 block and the line of unit, period and measure stand above the header. */
const HEADER_ROW = 6;
/** A day whose periods are given as examples. */
const EXAMPLE_DAY = "2019-06-27";

/** Writes the table of a form as a sheet to be filled in. */
export function writeTemplateSheet(sheet: Worksheet, template: TemplateSheet): void {
	const { table, texts } = template;
	const columns = table.fields.map((field) => templateColumn(field, template.regions, texts));
	const count = columns.length + 1;
	setWidths(sheet, [6, ...columns.map((column, at) => widthOf(table.fields[at], column))]);
	writeHead(sheet, count, template);
	promptHead(sheet, template);
	const codeRow = writeHeader(sheet, table.fields, columns, texts);
	const last = codeRow + Math.max(template.styledRows, template.rows.length);
	writeBody(sheet, codeRow + 1, last, columns, template);
	for (const [at, column] of columns.entries()) {
		const field = table.fields[at];
		if (field) addValidation(sheet, `${columnLetters(at + 2)}${codeRow + 1}:${columnLetters(at + 2)}${last}`, { field, column, template });
	}
	writeFoot(sheet, last + 1, count, template);
	freeze(sheet, codeRow, Math.min(2, count));
	setUpPrinting(sheet, [HEADER_ROW, codeRow], texts.pages);
}

function writeHead(sheet: Worksheet, count: number, { form, table, unit, periodName, batch, issuer, texts }: TemplateSheet): void {
	putTitle(sheet, count, table.title.zh);
	putBlockAtRight(sheet, 2, count, [texts.formNumber(form.id), texts.issuedBy(issuer), texts.workingTable]);
	const period = `${texts.period(periodName)}${form.batched ? `　　${texts.batch(batch)}` : ""}`;
	putThreeParts(sheet, HEADER_ROW - 1, count, [texts.reportingUnit(unit), period, measure(table.fields, texts)]);
}

/** 计量单位：万元 where all amounts are in it; else the header says each column's. */
function measure(fields: readonly Field[], texts: TemplateTexts): string {
	const units = new Set(fields.flatMap((field) => (field.type.kind === "decimal" && field.unit !== undefined ? [field.unit] : [])));
	const [only] = units;
	return only !== undefined && units.size === 1 ? texts.measuredIn(only) : texts.measuredInTable;
}

/** 研发费用\n（万元）, with * in front where it is required. */
function headingOf(field: Field): string[] {
	const parts = field.header.split("_");
	const own = `${field.required ? "*" : ""}${parts.at(-1) ?? ""}${field.unit === undefined ? "" : `\n（${field.unit}）`}`;
	return [...parts.slice(0, -1), own];
}

function widthOf(field: Field | undefined, column: TemplateColumn): number {
	const longest = Math.max(0, ...(field ? headingOf(field) : []).flatMap((part) => part.split("\n")).map(displayWidth));
	return Math.max(column.width, Math.min(18, Math.ceil(longest / (longest > 16 ? 2 : 1)) + 2));
}

/** Header rows with merged parents, then the column-code row, whose number it gives. */
function writeHeader(sheet: Worksheet, fields: readonly Field[], columns: readonly TemplateColumn[], texts: TemplateTexts): number {
	const paths = [[texts.serial], ...fields.map(headingOf)];
	const depth = Math.max(...paths.map((path) => path.length));
	const bottom = HEADER_ROW + depth - 1;
	for (const [at, path] of paths.entries()) {
		for (let row = HEADER_ROW; row <= bottom; row++) Object.assign(sheet.getCell(row, at + 1), HEADER_STYLE);
		if (path.length === 1 && depth > 1) sheet.mergeCells(HEADER_ROW, at + 1, bottom, at + 1);
		for (const [level, part] of path.entries())
			sheet.getCell(level === path.length - 1 && level > 0 ? bottom : HEADER_ROW + level, at + 1).value = part;
	}
	for (let level = 0; level < depth - 1; level++) mergeParents(sheet, HEADER_ROW + level, level, paths);
	for (const [at, field] of fields.entries()) {
		const column = columns[at];
		if (column) sheet.getCell(bottom, at + 2).master.note = { texts: [{ text: hint(field, column, texts) }], margins: { insetmode: "auto" } };
	}
	const widths = paths.map((_, at) => sheet.getColumn(at + 1).width ?? 9);
	const lines = Math.max(2, ...paths.map((path, at) => linesIn(path.at(-1) ?? "", (widths[at] ?? 9) - 1)));
	for (let row = HEADER_ROW; row <= bottom; row++) sheet.getRow(row).height = row === bottom ? heightOf(lines) : 20;
	for (const [at, code] of columnCodes(fields).entries()) Object.assign(sheet.getCell(bottom + 1, at + 1), { value: code, ...CODE_ROW_STYLE });
	sheet.getRow(bottom + 1).height = 16;
	return bottom + 1;
}

/** Neighbours under the same parent share its cell. */
function mergeParents(sheet: Worksheet, row: number, level: number, paths: readonly (readonly string[])[]): void {
	const parent = (at: number) => {
		const path = paths[at];
		return path && path.length > level + 1 ? path.slice(0, level + 1).join("_") : null;
	};
	for (let from = 0; from < paths.length; from++) {
		let to = from;
		while (parent(from) !== null && parent(to + 1) === parent(from)) to += 1;
		if (to > from) sheet.mergeCells(row, from + 1, row, to + 1);
		from = to;
	}
}

/** 甲 乙 丙 … for the serial number and the columns that say who, 1 2 3 … for the others. */
function columnCodes(fields: readonly Field[]): (string | number)[] {
	const first = fields.findIndex((field) => !["text", "code", "region"].includes(field.type.kind));
	const stems = Math.min(9, first < 0 ? fields.length : first);
	return ["甲", ...fields.map((_, at) => (at < stems ? "乙丙丁戊己庚辛壬癸".charAt(at) : at - stems + 1))];
}

/** What the header's comment and the cells' prompt say. */
function hint(field: Field, column: TemplateColumn, texts: TemplateTexts): string {
	const required = field.required ? texts.requiredHint : "";
	return `${required}${column.says}。${field.unit === undefined ? "" : texts.unitHint(field.unit)}`;
}

function writeBody(sheet: Worksheet, from: number, to: number, columns: readonly TemplateColumn[], template: TemplateSheet): void {
	const { table, rows, texts } = template;
	for (let row = from; row <= to; row++) {
		const filled = rows[row - from];
		Object.assign(sheet.getCell(row, 1), { ...CENTRED_STYLE, value: filled ? row - from + 1 : null });
		for (const [at, column] of columns.entries()) {
			const field = table.fields[at];
			const value = field && filled ? cellValue(filled.values[field.name] ?? null, field, texts) : null;
			Object.assign(sheet.getCell(row, at + 2), { ...column.style, value });
			const before = field ? filled?.before?.[field.name] : undefined;
			if (field && before !== undefined && before !== null)
				sheet.getCell(row, at + 2).note = { texts: [{ text: texts.before(template.beforePeriodName, shown(before, field, texts)) }] };
		}
		sheet.getRow(row).height = filled ? Math.max(20, heightOf(linesOfRow(sheet, row, columns.length))) : 20;
	}
}

/** Lines that the longest text of a filled row takes. */
function linesOfRow(sheet: Worksheet, row: number, columns: number): number {
	const texts = Array.from({ length: columns }, (_, at) => [sheet.getCell(row, at + 2).value, sheet.getColumn(at + 2).width ?? 9] as const);
	return Math.max(1, ...texts.map(([value, width]) => (typeof value === "string" ? linesIn(value, width) : 1)));
}

/** A normalised value as a clerk would have typed it. */
function cellValue(value: Value, field: Field, texts: TemplateTexts): CellValue {
	if (typeof value === "boolean") return value ? texts.yes : texts.no;
	if (Array.isArray(value)) return value.join(texts.listSeparator);
	return field.type.kind === "date" && typeof value === "string" ? isoToSerial(value) : value;
}

/** A value with its unit, as it is read aloud. */
function shown(value: Value, field: Field, texts: TemplateTexts): string {
	if (field.type.kind === "percent" && typeof value === "number") return `${Number((value * 100).toFixed(field.type.places))}%`;
	return `${cellValue(value, field, texts)}${field.unit ?? ""}`;
}

/** Excel shows at most 255 characters of a prompt and of an error, and 32 of their titles. */
const PROMPT = 250;
/** A list inside the check itself may have 255 characters, and no comma or quote in a value. */
const INLINE_LIST = 250;

function addValidation(sheet: Worksheet, range: string, part: { field: Field; column: TemplateColumn; template: TemplateSheet }): void {
	const { field, column, template } = part;
	const prompt = hint(field, column, template.texts).slice(0, PROMPT);
	const told = { allowBlank: true, showInputMessage: true, promptTitle: field.header.replaceAll("_", "：").slice(0, 31), prompt };
	const { choices, rule } = column;
	// What is typed is only warned of: — for "not applicable" and dates as 2019.6.27 are read as well, though no check of Excel's lets them pass. A word outside its list is never right.
	const strict = { showErrorMessage: true, errorStyle: choices ? "stop" : "warning", errorTitle: template.texts.wrongValue, error: prompt };
	const check = choices ? { type: "list" as const, formulae: [listOf(choices, template)] } : rule;
	validate(sheet, range, check ? { ...told, ...strict, ...check } : { ...told, type: "any" });
}

/** exceljs knows checks over whole ranges and leaves them out of its types. */
function validate(sheet: Worksheet, range: string, validation: object): void {
	const { dataValidations } = sheet as unknown as { dataValidations: { add(range: string, validation: object): void } };
	dataValidations.add(range, validation);
}

/** Tells at the cells of unit and period what to write behind the colon. */
function promptHead(sheet: Worksheet, { form, texts }: TemplateSheet): void {
	const examples = form.periods.map((kind) => periodName(periodOf(kind, EXAMPLE_DAY), "zh-CN"));
	const prompts = [
		[texts.reportingUnit(""), texts.unitPrompt],
		[texts.period(""), texts.periodPrompt(examples, form.batched)],
	] as const;
	sheet.getRow(HEADER_ROW - 1).eachCell((cell) => {
		const prompt = prompts.find(([label]) => cell.master === cell && String(cell.value).startsWith(label))?.[1];
		if (prompt !== undefined) validate(sheet, cell.address, { type: "any", allowBlank: true, showInputMessage: true, prompt });
	});
}

function listOf(choices: readonly string[], template: TemplateSheet): string {
	const inline = choices.join(",");
	const simple = inline.length <= INLINE_LIST && !choices.some((choice) => /[,"]/.test(choice));
	return simple ? `"${inline}"` : template.listFormula(choices);
}

function writeFoot(sheet: Worksheet, row: number, count: number, { form, texts }: TemplateSheet): void {
	putSignatures(sheet, row, count, texts.signatures);
	const width = Array.from({ length: count }, (_, at) => sheet.getColumn(at + 1).width ?? 9).reduce((sum, one) => sum + one, 0);
	for (const [at, note] of [texts.notesTitle, ...form.notes.map((one) => one.zh)].entries()) {
		putLine(sheet, row + 1 + at, [1, count], note, { font: NOTE_FONT, alignment: LEFT });
		sheet.getRow(row + 1 + at).height = Math.max(16, linesIn(note, width) * 14 + 2);
	}
	setPrintArea(sheet, count, row + 1 + form.notes.length);
}

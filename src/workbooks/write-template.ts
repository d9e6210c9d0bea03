import ExcelJS from "exceljs";
import { columnLetters } from "../model/a1.ts";
import type { ReportingUnit } from "../model/division.ts";
import type { Form } from "../model/form.ts";
import type { TemplateTexts } from "../model/workbook-texts.ts";
import { sheetName } from "./layout.ts";
import { repack } from "./repack.ts";
import { writeGuide } from "./write-template-guide.ts";
import { type TemplateRow, writeTemplateSheet } from "./write-template-sheet.ts";

export interface TemplateOptions {
	readonly texts: TemplateTexts;
	/** 阳江市科学技术局. */
	readonly issuer: string;
	/** Offered in region columns, by their official names. */
	readonly units: readonly ReportingUnit[];
	/** Printed into the header block where they are known; blank otherwise. */
	readonly unit?: string;
	readonly periodName?: string;
	readonly batch?: string;
	/** Normalised rows to fill in, each into the sheet of its table; `before`: what is told in a comment beside a blank cell. */
	readonly rows?: readonly { readonly table: string; readonly values: TemplateRow; readonly before?: TemplateRow }[];
	/** Name of the period that the values of `before` are of. */
	readonly beforePeriodName?: string;
	/** Rows made ready for filling, filled ones included; 200 where nothing is said. */
	readonly styledRows?: number;
}

/** What a template says was its making: templates do not change with the day that they are written. */
const MADE = new Date(Date.UTC(2019, 0, 1));

/**
 * A form's template: one sheet per table with title, header block, merged header, column codes, drop-downs and input checks, codes as text, notes;
 * then 填表说明. Same arguments, same bytes.
 */
export async function writeTemplate(form: Form, options: TemplateOptions): Promise<Uint8Array> {
	const { texts, issuer } = options;
	const regions = options.units.map((unit) => unit.name);
	const book = new ExcelJS.Workbook();
	Object.assign(book, { creator: issuer, lastModifiedBy: issuer, company: issuer, title: form.title.zh, created: MADE, modified: MADE });
	const taken = new Set<string>([texts.guideSheet, texts.listSheet].map((name) => name.toUpperCase()));
	const lists: (readonly string[])[] = [];
	const listFormula = (choices: readonly string[]) => {
		const known = lists.findIndex((list) => list.join("\n") === choices.join("\n"));
		const at = known >= 0 ? known : lists.push(choices) - 1;
		const letters = columnLetters(at + 1);
		return `'${texts.listSheet}'!$${letters}$1:$${letters}$${choices.length}`;
	};
	for (const table of form.tables) {
		const sheet = book.addWorksheet(sheetName(`${form.id.replace(/^阳科/, "")}${table.id} ${table.title.zh}`, taken));
		writeTemplateSheet(sheet, {
			form,
			table,
			unit: options.unit ?? "",
			periodName: options.periodName ?? "",
			batch: options.batch ?? "",
			issuer,
			regions,
			rows: (options.rows ?? []).filter((row) => row.table === table.id),
			beforePeriodName: options.beforePeriodName ?? "",
			styledRows: options.styledRows ?? 200,
			listFormula,
			texts,
		});
	}
	writeGuide(book.addWorksheet(texts.guideSheet), form, regions, texts);
	if (lists.length > 0) {
		const sheet = book.addWorksheet(texts.listSheet, { state: "hidden" });
		for (const [at, list] of lists.entries()) for (const [row, value] of list.entries()) sheet.getCell(row + 1, at + 1).value = value;
	}
	book.views = [{ x: 0, y: 0, width: 24000, height: 14000, firstSheet: 0, activeTab: 0, visibility: "visible" }];
	return repack(new Uint8Array(await book.xlsx.writeBuffer()));
}

import { fromA1 } from "../../model/a1.ts";
import type { CellContent, CellFill, FilledWorkbook, FillPlan, FillRemark } from "../../model/fill.ts";
import type { ReadLimits } from "../../model/read-limits.ts";
import { RefusalError } from "../../model/refusal.ts";
import { escaped } from "../escaped.ts";
import { PackageEditor } from "../package/package-editor.ts";
import type { CellChange } from "../package/sheet-cells.ts";
import { dropSignatures } from "../package/signatures.ts";
import type { StyleSheet } from "../package/style-sheet.ts";
import { WorkbookSheets } from "../package/workbook-sheets.ts";
import { keepStyles, styleSheetOf } from "../package/workbook-styles.ts";
import { WorksheetPart } from "../package/worksheet-part.ts";
import { openZip } from "../zip.ts";
import { CellWriter } from "./cell-writer.ts";
import { type NewValues, refreshChart } from "./chart-caches.ts";
import { isWorksheet } from "./open-template.ts";
import { fillPassage, passagesIn, STRING_TEXTS, writerOf } from "./passages.ts";
import { type CalculatedSheet, forgetResults } from "./stale-results.ts";
import { tablesOf, textPartsOf } from "./text-parts.ts";

/**
 * Fills a template on the parts of its package: what need not change keeps its bytes, so that charts, pictures, validations, conditional formats, protection, macros and whatever else
 * a workbook may hold live through it. Nothing is executed; programs calculate all formulas when they open the result. Signatures are left out: they would no longer hold.
 * Same template and plan, same bytes.
 * @throws RefusalError where a part that must be changed is damaged
 */
export function fillTemplate(bytes: Uint8Array, plan: FillPlan, limits: ReadLimits): FilledWorkbook {
	const editor = new PackageEditor(openZip(bytes, limits));
	const workbook = new WorkbookSheets(editor);
	const styles = styleSheetOf(editor, workbook);
	const signed = dropSignatures(editor);
	const values = new Map<string, number | string | null>();
	const sheets = fillSheets(plan, { editor, workbook, styles, values });
	fillSharedStrings(editor, workbook, plan);
	for (const { part, within, kind } of textPartsOf(editor, workbook)) {
		for (const passage of passagesIn(part, within, kind)) fillPassage(part, passage, plan.texts, writerOf(kind));
	}
	for (const { part } of tablesOf(editor, workbook)) fillHeadings(part, plan);
	const forgotten = forgetResults(sheets, plan.cells);
	if (forgotten.length > 0) workbook.recalculateOnOpening();
	for (const cell of forgotten) values.set(cell, null);
	const charts = refreshCharts(editor, values);
	if (styles.isChanged) keepStyles(editor, workbook, styles);
	const type = editor.retype(workbook.path, (known) => known.replace(/\.(?:template|addin)\./, ".sheet."));
	const remarks: FillRemark[] = [
		{ code: "recalculated", count: forgotten.length },
		{ code: "charts", count: charts },
		{ code: "pivots", count: editor.names.filter((name) => /\/pivotTables\/[^/]+\.xml$/i.test(name)).length },
		{ code: "macros", count: editor.names.filter((name) => /vbaProject\.bin$/i.test(name)).length },
		{ code: "signatures", count: signed ? 1 : 0 },
	];
	return { content: editor.toBytes(), ending: /macroEnabled/i.test(type) ? ".xlsm" : ".xlsx", remarks: remarks.filter(({ count }) => count > 0) };
}

interface Work {
	readonly editor: PackageEditor;
	readonly workbook: WorkbookSheets;
	readonly styles: StyleSheet;
	/** What was written, by `sheet!A1`. */
	readonly values: Map<string, number | string | null>;
}

/** Fills the cells of every sheet; gives the sheets that have cells. */
function fillSheets({ cells, texts }: FillPlan, { editor, workbook, styles, values }: Work): CalculatedSheet[] {
	const seen = new Set<string>();
	return workbook.sheets.filter(isWorksheet).flatMap(({ name, path }) => {
		const part = path === null ? null : editor.part(path);
		if (path === null || part === null) return [];
		if (seen.has(path)) throw new RefusalError("file.unreadable", { part: path, reason: "two sheets of one part" });
		seen.add(path);
		const worksheet = new WorksheetPart(part);
		const writer = new CellWriter(styles, part, texts, workbook.date1904);
		const wanted = wantedOn(name, cells);
		const change: CellChange<CellContent> = {
			made: (content, cell, format, prefix) => writer.made(content, cell, format, prefix),
			changed: (found, content) => content && writer.changed(found, content),
		};
		if (wanted.size > 0) worksheet.changeCells(wanted, change);
		for (const [cell, value] of writer.values) values.set(`${name}!${cell}`, value);
		const data = worksheet.child("sheetData");
		return data ? [{ name, part, data }] : [];
	});
}

function wantedOn(sheet: string, cells: readonly CellFill[]): Map<number, Map<number, CellContent>> {
	const wanted = new Map<number, Map<number, CellContent>>();
	for (const { cell, content } of cells.filter((fill) => fill.sheet === sheet)) {
		const at = fromA1(cell);
		if (!at) continue;
		const row = wanted.get(at.row) ?? new Map<number, CellContent>();
		wanted.set(at.row, row.set(at.column, content));
	}
	return wanted;
}

/** Texts of the shared table say the same in whatever cell they stand: a reference means one thing everywhere. */
function fillSharedStrings(editor: PackageEditor, workbook: WorkbookSheets, { texts }: FillPlan): void {
	const path = workbook.related("sharedStrings");
	const part = path === null ? null : editor.part(path);
	if (!part?.text.includes("{{")) return;
	for (const passage of passagesIn(part, part.root(), STRING_TEXTS)) fillPassage(part, passage, texts);
}

/** The headings of a table are written twice, in the cells and in the table, and must agree. */
function fillHeadings(part: ReturnType<typeof tablesOf>[number]["part"], { texts }: FillPlan): void {
	if (!part.text.includes("{{")) return;
	const columns = part.children(part.root()).find(({ tag }) => tag.name === "tableColumns");
	for (const { tag } of columns ? part.children(columns) : []) {
		const { name = "" } = part.attributes(tag);
		const filled = name.replace(/\{\{([^{}]*)\}\}/g, (whole, inside: string) => texts.get(inside.trim()) ?? whole);
		if (filled !== name) part.setAttribute(tag, "name", escaped(filled));
	}
}

/** Gives how many charts show filled cells. */
function refreshCharts(editor: PackageEditor, values: NewValues): number {
	const charts = editor.names.filter((name) => /\/charts\/chart[^/]*\.xml$/i.test(name));
	return charts.filter((name) => {
		const part = editor.part(name);
		return part !== null && refreshChart(part, values);
	}).length;
}

import type { CellRange } from "../../model/a1.ts";
import type { TextPlace } from "../../model/fill.ts";
import type { PackageEditor } from "../package/package-editor.ts";
import type { SheetPlace, WorkbookSheets } from "../package/workbook-sheets.ts";
import { WorksheetPart } from "../package/worksheet-part.ts";
import type { Element, XmlPart } from "../package/xml-part.ts";
import { areaOf } from "./areas.ts";
import { COMMENT_TEXTS, DRAWING_TEXTS, FORMULA_TEXTS, PAGE_TEXTS, type TextKind, THREADED_TEXTS } from "./passages.ts";

/** A part, or a piece of one, that holds texts beside the cells. */
export interface TextPart {
	readonly sheet: string | null;
	readonly where: TextPlace;
	readonly part: XmlPart;
	readonly within: Element;
	readonly kind: TextKind;
}

/** What stands over or beside the cells of a sheet, by the type of the relationship that leads to it, and what in turn stands in that. */
const BESIDE: Readonly<Record<string, { readonly where: TextPlace; readonly kind: TextKind }>> = {
	drawing: { where: "text-box", kind: DRAWING_TEXTS },
	chart: { where: "chart", kind: DRAWING_TEXTS },
	chartEx: { where: "chart", kind: DRAWING_TEXTS },
	chartUserShapes: { where: "chart", kind: DRAWING_TEXTS },
	comments: { where: "comment", kind: COMMENT_TEXTS },
	threadedComment: { where: "comment", kind: THREADED_TEXTS },
};

/** The texts of a workbook that may hold placeholders, its cells excepted: page headers and footers, formulas, text boxes, titles of charts, comments. */
export function textPartsOf(editor: PackageEditor, workbook: WorkbookSheets): TextPart[] {
	const found: TextPart[] = [];
	const seen = new Set<string>();
	const add = (source: string, sheet: string): void => {
		for (const { type, path } of editor.relationshipsOf(source).all) {
			const beside = BESIDE[type];
			if (beside === undefined || path === null || seen.has(path)) continue;
			seen.add(path);
			const part = editor.part(path);
			if (part?.text.includes("{{")) found.push({ sheet, ...beside, part, within: part.root() });
			add(path, sheet);
		}
	};
	for (const { name, path } of workbook.sheets) {
		if (path === null) continue;
		found.push(...sheetTexts(editor, { name, path }));
		add(path, name);
	}
	return found;
}

function sheetTexts(editor: PackageEditor, { name, path }: { readonly name: string; readonly path: string }): TextPart[] {
	const part = editor.part(path);
	if (!part?.text.includes("{{")) return [];
	const worksheet = new WorksheetPart(part);
	const [pages, data] = [worksheet.child("headerFooter"), worksheet.child("sheetData")];
	const found: TextPart[] = pages ? [{ sheet: name, where: "header-footer", part, within: pages, kind: PAGE_TEXTS }] : [];
	if (data) found.push({ sheet: name, where: "formula", part, within: data, kind: FORMULA_TEXTS });
	return found;
}

/** A table (list) of a sheet: its part, and where its headings stand. */
export interface TablePart {
	readonly sheet: string;
	readonly part: XmlPart;
	readonly headings: CellRange;
}

/** The tables of a workbook that have headings. */
export function tablesOf(editor: PackageEditor, workbook: WorkbookSheets): TablePart[] {
	return workbook.sheets.flatMap((sheet) => (sheet.path === null ? [] : tablesOn(editor, sheet.name, sheet.path)));
}

function tablesOn(editor: PackageEditor, sheet: SheetPlace["name"], path: string): TablePart[] {
	return editor.relationshipsOf(path).all.flatMap(({ type, path: target }) => {
		const part = type === "table" && target !== null ? editor.part(target) : null;
		if (part === null) return [];
		const { ref = "", headerRowCount = "1" } = part.attributes(part.root().tag);
		const range = areaOf(`_!${ref}`)?.range;
		return range && headerRowCount !== "0" ? [{ sheet, part, headings: { ...range, bottom: range.top } }] : [];
	});
}

import { fromA1 } from "../../model/a1.ts";
import { DEFAULT_READ_LIMITS, type ReadLimits } from "../../model/read-limits.ts";
import { RefusalError } from "../../model/refusal.ts";
import { RETURN_SIGN, type ReturnBook, type ReturnMark, type ReturnWorkbook } from "../../model/return-book.ts";
import { PackageEditor } from "../package/package-editor.ts";
import { dropSignatures } from "../package/signatures.ts";
import type { StyleSheet } from "../package/style-sheet.ts";
import { type SheetPlace, WorkbookSheets } from "../package/workbook-sheets.ts";
import { keepStyles, styleSheetOf } from "../package/workbook-styles.ts";
import { WorksheetPart } from "../package/worksheet-part.ts";
import { openZip } from "../zip.ts";
import { type EarlierReturn, earlierReturn } from "./earlier-return.ts";
import type { MarkedSeverity } from "./fills.ts";
import { FormerFills } from "./former-fills.ts";
import { markCells } from "./mark-cells.ts";
import { MarkedFormats } from "./marked-formats.ts";
import { problemSheet } from "./problem-sheet.ts";
import { looksIn } from "./problem-sheet-looks.ts";
import { SheetComments } from "./sheet-comments.ts";

/** Comments of one sheet; the cells beyond are coloured. More of them make spreadsheet programs slow. */
const MOST_COMMENTS = 2_000;
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/**
 * A copy of an Office Open XML workbook with the list of its problems as its first sheet, and the wrong cells coloured and commented. Done on the parts of the package: what need not
 * change keeps its bytes, so that charts, pictures, comments, macros, protection and whatever else a workbook may hold live through it. Nothing is executed. Signatures are left out:
 * they would no longer hold. What an earlier return has left in the workbook is taken away first. Same workbook and book, same bytes.
 * @throws RefusalError where a part that must be changed is damaged
 */
export async function annotate(bytes: Uint8Array, book: ReturnBook, limits: ReadLimits = DEFAULT_READ_LIMITS): Promise<ReturnWorkbook> {
	const editor = new PackageEditor(openZip(bytes, limits));
	const workbook = new WorkbookSheets(editor);
	dropSignatures(editor);
	const returned = cameBack(editor, workbook) ? await earlierReturn(openZip(bytes, limits), limits) : null;
	const styles = styleSheetOf(editor, workbook);
	const former = new FormerFills();
	const replaced = workbook.sheets.find(({ name }) => name === returned?.sheet) ?? null;
	markSheets(book, { editor, workbook, styles, former, returned, replaced });
	putList(book, { editor, workbook, styles, former, replaced });
	keepStyles(editor, workbook, styles);
	const type = editor.retype(workbook.path, (known) => known.replace(/\.(?:template|addin)\./, ".sheet."));
	return { content: editor.toBytes(), ending: /macroEnabled/i.test(type) ? ".xlsm" : ".xlsx" };
}

interface Work {
	readonly editor: PackageEditor;
	readonly workbook: WorkbookSheets;
	readonly styles: StyleSheet;
	readonly former: FormerFills;
	readonly returned: EarlierReturn | null;
	/** The list of an earlier return. */
	readonly replaced: SheetPlace | null;
}

/** Whether our sign stands somewhere in the workbook's texts: no other workbook is read again for what it may remember. */
function cameBack(editor: PackageEditor, workbook: WorkbookSheets): boolean {
	const paths = [workbook.related("sharedStrings"), ...workbook.sheets.map(({ path }) => path)];
	return paths.some((path) => path !== null && editor.part(path)?.text.includes(RETURN_SIGN));
}

interface SheetMarks {
	readonly marks: Map<number, Map<number, MarkedSeverity>>;
	readonly comments: Map<string, string>;
}

/** Cells to be marked by sheet; where a cell has several problems, its worst gives the colour. */
function bySheet(all: readonly ReturnMark[]): Map<string, SheetMarks> {
	const sheets = new Map<string, SheetMarks>();
	for (const { sheet, cell, severity, comment } of all) {
		const address = fromA1(cell);
		if (!address) continue;
		const known = sheets.get(sheet) ?? { marks: new Map(), comments: new Map() };
		sheets.set(sheet, known);
		const row = known.marks.get(address.row) ?? new Map<number, MarkedSeverity>();
		known.marks.set(address.row, row.set(address.column, row.get(address.column) === "hard" ? "hard" : severity));
		const said = known.comments.get(cell);
		if (said !== undefined) known.comments.set(cell, `${said}\n${comment}`);
		else if (known.comments.size < MOST_COMMENTS) known.comments.set(cell, comment);
	}
	return sheets;
}

function markSheets(book: ReturnBook, { editor, workbook, styles, former, returned, replaced }: Work): void {
	const wanted = bySheet(book.marks);
	const formats = new MarkedFormats(styles);
	const old = formats.old();
	const comments = new SheetComments(editor, workbook);
	const seen = new Set<string>();
	for (const sheet of workbook.sheets) {
		const part = sheet.path === null ? null : editor.part(sheet.path);
		if (sheet.path === null || part === null || sheet === replaced) continue;
		if (seen.has(sheet.path)) throw new RefusalError("file.unreadable", { part: sheet.path, reason: "two sheets of one part" });
		seen.add(sheet.path);
		const worksheet = new WorksheetPart(part);
		worksheet.deselect();
		if (sheet.type !== "worksheet") continue;
		const { marks, comments: said } = wanted.get(sheet.name) ?? { marks: new Map(), comments: new Map() };
		markCells(worksheet, marks, {
			old,
			unmarked: (format, cell) => formats.unmarked(format, returned?.fills.get(`${sheet.name}!${cell}`) ?? null),
			marked(format, severity, cell) {
				former.add(sheet.name, cell, formats.fillOf(format));
				return formats.marked(format, severity);
			},
		});
		comments.put(sheet.path, worksheet, said);
	}
}

/** Puts the list in front, in place of that of an earlier return. */
function putList(book: ReturnBook, { editor, workbook, styles, former, replaced }: Omit<Work, "returned">): void {
	if (replaced?.path) {
		workbook.drop(replaced.path);
		// The order of calculation may name cells of the list that was; programs make it anew.
		const chain = workbook.related("calcChain");
		if (chain !== null) workbook.drop(chain);
	}
	const { xml, printTitles } = problemSheet(book, former.texts(), workbook.namespace, looksIn(styles));
	const path = editor.freeName((number) => `${workbook.folder}worksheets/sheet${number}.xml`);
	editor.add(path, `${SPREADSHEET}.worksheet+xml`, xml);
	workbook.putFirst(freeSheetName(book.sheetName, workbook.sheets, replaced), path, printTitles, replaced);
}

function freeSheetName(wanted: string, sheets: readonly SheetPlace[], replaced: SheetPlace | null): string {
	const taken = new Set(sheets.filter((sheet) => sheet !== replaced).map(({ name }) => name.toUpperCase()));
	for (let number = 1; ; number++) {
		const name = number === 1 ? wanted : `${wanted}(${number})`;
		if (!taken.has(name.toUpperCase())) return name;
	}
}

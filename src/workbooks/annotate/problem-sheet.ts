import { columnLetters, quotedSheet } from "../../model/a1.ts";
import { RETURN_COLUMNS, RETURN_SIGN, type ReturnBook, type ReturnColumn, type ReturnLine } from "../../model/return-book.ts";
import { DECLARATION, escaped } from "../escaped.ts";
import { heightOf, linesIn } from "../layout.ts";
import { pageFoot } from "../style.ts";
import { printXml } from "../writing/sheet-xml.ts";
import { type LookName, WIDTHS } from "./problem-sheet-looks.ts";

const TITLE_HEIGHT = 40;
/** Characters that texts keep clear of the border. */
const INDENT = 2;
/** Behind the columns that are shown: what each line is about, and the fills that marked cells had before. */
const IDENTITY = RETURN_COLUMNS.length + 1;
const FORMER = IDENTITY + 1;
const LAST_SHOWN = columnLetters(RETURN_COLUMNS.length);
/** Characters that a cell can hold. */
const LONGEST = 32_767;

/** The part of the sheet 问题清单, and which of its rows are printed on every page. */
export interface ProblemSheet {
	readonly xml: string;
	readonly printTitles: string;
}

/**
 * The list of problems as a worksheet part.
 * @param former texts that tell which fills marked cells had before, for `formerFills` to read again
 */
export function problemSheet(
	book: ReturnBook,
	former: readonly string[],
	namespace: string,
	format: (look: LookName, text: string) => number,
): ProblemSheet {
	const headingRow = book.notes.length + 2;
	const total = RETURN_COLUMNS.reduce((sum, column) => sum + WIDTHS[column], 0);
	const wide = (text: string, look: LookName, number: number) => {
		const height = look === "title" ? TITLE_HEIGHT : heightOf(linesIn(text, total - INDENT));
		return row(number, height, [textCell(`A${number}`, text, format(look, text))]);
	};
	const rows = [
		wide(book.title, "title", 1),
		...book.notes.map((note, at) => wide(note, "note", at + 2)),
		headings(book, headingRow, format),
		...Array.from({ length: Math.max(book.lines.length, former.length) }, (_, at) => line(book.lines[at], former[at], headingRow + 1 + at, format)),
	];
	const merges = Array.from({ length: headingRow - 1 }, (_, at) => `<mergeCell ref="A${at + 1}:${LAST_SHOWN}${at + 1}"/>`);
	const widths = RETURN_COLUMNS.map((column, at) => `<col min="${at + 1}" max="${at + 1}" width="${WIDTHS[column]}" customWidth="1"/>`);
	const hidden = `<col min="${IDENTITY}" max="${FORMER}" width="9" hidden="1" customWidth="1"/>`;
	const xml = [
		`<worksheet xmlns="${namespace}"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>`,
		`<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">`,
		`<pane ySplit="${headingRow}" topLeftCell="A${headingRow + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
		`<sheetFormatPr defaultRowHeight="20"/><cols>${widths.join("")}${hidden}</cols>`,
		`<sheetData>${rows.join("")}</sheetData>`,
		// Without a password: it keeps people from writing beside the cells for explanations by mistake, and from nothing else.
		`<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>`,
		`<mergeCells count="${merges.length}">${merges.join("")}</mergeCells>`,
		prompts(book, headingRow),
		links(book, headingRow),
		printXml({ paper: "A4", landscape: true, fitToWidth: true, footer: pageFoot(book.pages) }),
		"</worksheet>",
	].join("");
	return { xml: DECLARATION + xml, printTitles: `$${headingRow}:$${headingRow}` };
}

type Format = (look: LookName, text: string) => number;

function headings(book: ReturnBook, number: number, format: Format): string {
	const cells = RETURN_COLUMNS.map((column, at) => {
		const text = book.headings[column];
		return textCell(`${columnLetters(at + 1)}${number}`, text, format("heading", text));
	});
	return row(number, 30, [...cells, textCell(`${columnLetters(IDENTITY)}${number}`, RETURN_SIGN, format("hidden", ""))]);
}

function line(told: ReturnLine | undefined, former: string | undefined, number: number, format: Format): string {
	const hidden = (column: number, text: string | undefined) =>
		text === undefined ? "" : textCell(`${columnLetters(column)}${number}`, text, format("hidden", text));
	if (!told) return row(number, 20, [hidden(FORMER, former)]);
	const texts = textsOf(told);
	const cells = RETURN_COLUMNS.map((column, at) => {
		const text = texts[column];
		if (column === "number" && told.number !== null) return `<c r="A${number}" s="${format("centre", "")}"><v>${told.number}</v></c>`;
		return textCell(`${columnLetters(at + 1)}${number}`, text, format(lookOf(column, told), text));
	});
	const lines = Math.max(...RETURN_COLUMNS.map((column) => linesIn(texts[column], WIDTHS[column] - INDENT)));
	return row(number, heightOf(lines), [...cells, hidden(IDENTITY, told.identity), hidden(FORMER, former)]);
}

function textsOf(told: ReturnLine): Readonly<Record<ReturnColumn, string>> {
	const { said, sheet, place, header, value, problem, remedy, explanation } = told;
	return { number: "", severity: said, sheet, cell: place, header, value, problem, remedy, explanation };
}

function lookOf(column: ReturnColumn, { severity, cell, asksExplanation }: ReturnLine): LookName {
	switch (column) {
		case "number":
		case "sheet":
			return "centre";
		case "severity":
			return severity === "info" ? "centre" : severity;
		case "cell":
			return cell === null ? "centre" : "link";
		case "explanation":
			return asksExplanation ? "input" : "text";
		default:
			return "text";
	}
}

/** What is said when a cell for an explanation is chosen. */
function prompts({ lines, prompt, headings: names }: ReturnBook, headingRow: number): string {
	const ranges: [first: number, last: number][] = [];
	for (const [at, { asksExplanation }] of lines.entries()) {
		const number = headingRow + 1 + at;
		const open = ranges.at(-1);
		if (!asksExplanation) continue;
		if (open?.[1] === number - 1) open[1] = number;
		else ranges.push([number, number]);
	}
	if (ranges.length === 0 || prompt === "") return "";
	const cells = ranges.map(([first, last]) => `${LAST_SHOWN}${first}${last > first ? `:${LAST_SHOWN}${last}` : ""}`);
	const said = `promptTitle="${escaped(names.explanation.slice(0, 32))}" prompt="${escaped(prompt.slice(0, 255))}"`;
	return `<dataValidations count="1"><dataValidation allowBlank="1" showInputMessage="1" ${said} sqref="${cells.join(" ")}"/></dataValidations>`;
}

/** From the cells of the column 单元格 to the wrong cells. */
function links({ lines }: ReturnBook, headingRow: number): string {
	const column = columnLetters(RETURN_COLUMNS.indexOf("cell") + 1);
	const all = lines.flatMap(({ sheet, cell }, at) => {
		if (cell === null) return [];
		const location = escaped(`${quotedSheet(sheet)}!${cell}`);
		return [`<hyperlink ref="${column}${headingRow + 1 + at}" location="${location}" display="${escaped(cell)}"/>`];
	});
	return all.length === 0 ? "" : `<hyperlinks>${all.join("")}</hyperlinks>`;
}

function row(number: number, height: number, cells: readonly string[]): string {
	return `<row r="${number}" ht="${height}" customHeight="1">${cells.join("")}</row>`;
}

function textCell(ref: string, text: string, format: number): string {
	if (text === "") return `<c r="${ref}" s="${format}"/>`;
	return `<c r="${ref}" s="${format}" t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, LONGEST))}</t></is></c>`;
}

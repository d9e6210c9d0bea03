import { type CellAddress, type CellRange, covers, fromA1, toA1 } from "../../model/a1.ts";
import type { Element, XmlPart } from "../package/xml-part.ts";
import { decodeXml } from "../xml.ts";
import { areaOf } from "./areas.ts";
import { cellsRead, type FormulaReads } from "./formula-references.ts";

/** A sheet whose formulas may read filled cells. */
export interface CalculatedSheet {
	readonly name: string;
	readonly part: XmlPart;
	readonly data: Element;
}

/** A cell with a formula. */
interface FormulaCell {
	readonly sheet: string;
	readonly part: XmlPart;
	readonly element: Element;
	readonly at: CellAddress | null;
	/** Cells that show its results: several for an array. */
	readonly gives: CellRange | null;
	readonly reads: FormulaReads;
}

/** Cells by sheet (in lower case: formulas may write names in any). */
type Cells = Map<string, CellAddress[]>;

/** Comparisons of formulas with cells, beyond which every formula is taken for one that reads a filled cell. */
const MOST_COMPARED = 50_000_000;

/**
 * Takes away the remembered results of the formulas that depend on filled cells, by whatever way: until a program calculates them they would show the numbers of before, and previews
 * calculate nothing. What a formula does not tell of counts as depending. Gives the cells by `sheet!A1`.
 */
export function forgetResults(sheets: readonly CalculatedSheet[], filled: readonly { readonly sheet: string; readonly cell: string }[]): string[] {
	const changed: Cells = new Map();
	for (const { sheet, cell } of filled) add(changed, sheet, fromA1(cell));
	const forgotten: string[] = [];
	for (const { sheet, part, element, at } of dependents(sheets.flatMap(formulasOf), changed)) {
		forget(part, element);
		if (at) forgotten.push(`${sheet}!${toA1(at)}`);
	}
	return forgotten;
}

/** The formulas that read changed cells, and those that read what these give. */
function dependents(formulas: readonly FormulaCell[], changed: Cells): FormulaCell[] {
	const found: FormulaCell[] = [];
	let rest = formulas;
	let compared = 0;
	for (let before = -1; before < found.length; ) {
		before = found.length;
		compared += rest.length * [...changed.values()].reduce((sum, cells) => sum + cells.length, 0);
		if (compared > MOST_COMPARED) return [...found, ...rest];
		const affected = rest.filter(({ sheet, reads }) => reads === null || reads.some((read) => holds(changed, read.sheet ?? sheet, read.range)));
		for (const { sheet, gives } of affected) if (gives) addAll(changed, sheet, gives);
		found.push(...affected);
		const known = new Set(affected);
		rest = rest.filter((formula) => !known.has(formula));
	}
	return found;
}

function holds(cells: Cells, sheet: string, range: CellRange): boolean {
	return cells.get(sheet.toLowerCase())?.some((cell) => covers(range, cell)) ?? false;
}

function add(cells: Cells, sheet: string, at: CellAddress | null): void {
	if (!at) return;
	const known = cells.get(sheet.toLowerCase());
	if (known) known.push(at);
	else cells.set(sheet.toLowerCase(), [at]);
}

function addAll(cells: Cells, sheet: string, { top, left, bottom, right }: CellRange): void {
	for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) add(cells, sheet, { row, column });
}

function formulasOf({ name: sheet, part, data }: CalculatedSheet): FormulaCell[] {
	const { prefix } = data.tag;
	const shared = new Map<string, SharedFormula>();
	const found: FormulaCell[] = [];
	const begins = `<${prefix}f`;
	for (let from = part.text.indexOf(begins, data.from); from >= 0 && from < data.to; from = part.text.indexOf(begins, from + 1)) {
		const tag = part.tagFrom(from);
		const cell = part.tagFrom(part.text.lastIndexOf(`<${prefix}c`, from));
		if (tag?.at !== from || tag.name !== "f" || cell?.name !== "c") continue;
		const at = fromA1(part.attributes(cell).r ?? "");
		found.push({ sheet, part, element: part.element(cell), at, ...meaningOf(part, part.element(tag), at, shared) });
	}
	return found;
}

/** A formula that several cells share, as it is written in the first of them. */
interface SharedFormula {
	readonly text: string;
	readonly at: CellAddress;
}

function meaningOf(
	part: XmlPart,
	formula: Element,
	at: CellAddress | null,
	shared: Map<string, SharedFormula>,
): Pick<FormulaCell, "reads" | "gives"> {
	const { t: kind = "", si = "", ref } = part.attributes(formula.tag);
	const text = decodeXml(part.slice(formula.from, formula.to));
	const gives = at && { top: at.row, left: at.column, bottom: at.row, right: at.column };
	// A formula that holds a placeholder says something else from now on.
	if (kind === "dataTable" || text.includes("{{")) return { reads: null, gives: areaIn(ref) ?? gives };
	if (kind === "array") return { reads: cellsRead(text), gives: areaIn(ref) ?? gives };
	if (kind === "shared" && at && text !== "") shared.set(si, { text, at });
	const first = text === "" ? shared.get(si) : undefined;
	if (!first || !at) return { reads: text === "" ? null : cellsRead(text), gives };
	return { reads: cellsRead(first.text, { row: at.row - first.at.row, column: at.column - first.at.column }), gives };
}

function areaIn(ref: string | undefined): CellRange | null {
	return ref === undefined ? null : (areaOf(`_!${ref}`)?.range ?? null);
}

function forget(part: XmlPart, cell: Element): void {
	const result = part.children(cell).find(({ tag }) => tag.name === "v");
	if (!result) return;
	part.replace(result.tag.at, result.end, "");
	if (part.attributes(cell.tag).t !== undefined) part.setAttribute(cell.tag, "t", null);
}

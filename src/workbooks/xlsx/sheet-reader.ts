import { type CellRange, fromA1, LAST_COLUMN } from "../../model/a1.ts";
import { RefusalError } from "../../model/refusal.ts";
import { attributesOf, decodeXml, type XmlHandler } from "../xml.ts";
import type { XmlWalker } from "../xml-walker.ts";
import { CellScanner } from "./cell-scanner.ts";
import { KIND_BOOLEAN, KIND_ERROR, KIND_ISO, KIND_NUMBER, KIND_SHARED, KIND_TEXT, KIND_UNCACHED, MARK_FORMULA } from "./row-batch.ts";
import { RowWriter } from "./row-writer.ts";
import type { SheetContext } from "./sheet-context.ts";
import { isOn, numberOf, unescapeText } from "./texts.ts";

/** Cells that one merged range counts for in the limit. */
const MERGE_COST = 4;

type Attributes = Readonly<Record<string, string>>;

/**
 * Reads one worksheet part, in the walker's hands. What stands as nearly every writer writes it is taken by the scanner straight from the bytes; all that XML allows
 * besides comes here. Rows and cells without a value are left out, so that a million formatted but empty rows cost nothing later.
 */
export class SheetReader implements XmlHandler {
	readonly writer: RowWriter;
	readonly merges: CellRange[] = [];
	wantsText = false;
	private readonly context: SheetContext;
	private readonly scanner: CellScanner;
	/** Where hidden columns begin (+1) and end (-1). */
	private readonly hiddenEdges = new Int32Array(LAST_COLUMN + 2);
	private inRows = false;
	private inCell = false;
	private cell = emptyCell(0, "n", "");
	private phonetic = false;
	/** Whether the text that is coming is an inline one. */
	private inInline = false;

	constructor(context: SheetContext) {
		this.context = context;
		this.writer = new RowWriter(context.budget);
		this.scanner = new CellScanner(this.writer, context);
	}

	shortcut(walker: XmlWalker): void {
		if (this.inRows && !this.inCell) this.scanner.scan(walker);
	}

	open(name: string, raw: string): void {
		if (this.inCell) this.openInCell(name);
		else if (this.inRows) {
			if (name === "row") this.startRow(attributesOf(raw));
			else if (name === "c") this.startCell(attributesOf(raw));
		} else if (name === "sheetData") this.inRows = true;
		else if (name === "col") this.noteColumns(attributesOf(raw));
		else if (name === "mergeCell") this.noteMerge(attributesOf(raw).ref ?? "");
	}

	text(raw: string): void {
		if (this.inInline) this.cell.inline += decodeXml(raw);
		else this.cell.stored += decodeXml(raw);
	}

	close(name: string): void {
		if (this.inCell) this.closeInCell(name);
		else if (name === "row") this.writer.endRow();
		else if (name === "sheetData") this.inRows = false;
	}

	/** Columns hidden up to the last one with content: files that hide "everything to the right" name sixteen thousand. */
	hiddenColumns(): number[] {
		const columns: number[] = [];
		let depth = 0;
		for (let column = 1; column <= this.writer.lastColumn; column++) {
			depth += this.hiddenEdges[column] ?? 0;
			if (depth > 0) columns.push(column);
		}
		return columns;
	}

	private startRow({ r, hidden }: Attributes): void {
		this.writer.startRow(r === undefined ? this.writer.rowNumber + 1 : whole(r, "row"), isOn(hidden));
	}

	private startCell({ r, t, s }: Attributes): void {
		// Cells without an address follow each other.
		let column = this.writer.column + 1;
		if (r !== undefined) {
			const address = fromA1(r);
			if (!address) throw new RefusalError("file.unreadable", { reason: `cell ${r.slice(0, 20)}` });
			column = address.column;
			if (address.row !== this.writer.rowNumber) this.writer.moveTo(address.row);
		}
		if (column > LAST_COLUMN) throw new RefusalError("file.unreadable", { reason: `column ${column}` });
		this.writer.column = column;
		this.cell = emptyCell(column, t ?? "n", s ?? "");
		this.inCell = true;
	}

	private openInCell(name: string): void {
		if (name === "v" || name === "t") {
			this.inInline = name === "t";
			this.wantsText = !this.phonetic;
			this.cell.hasValue = true;
		} else if (name === "f") this.cell.formula = true;
		else if (name === "rPh") this.phonetic = true;
	}

	private closeInCell(name: string): void {
		if (name === "v" || name === "t") this.wantsText = false;
		else if (name === "rPh") this.phonetic = false;
		else if (name === "c") {
			this.inCell = false;
			this.store();
		}
	}

	private store(): void {
		const { column, style, type, stored, inline, hasValue, formula } = this.cell;
		// Some writers give an inline text twice, or a value in the other's place.
		const text = type === "inlineStr" ? inline || stored : stored || inline;
		const mark = (this.context.styles[Number(style)] ?? 0) | (formula ? MARK_FORMULA : 0);
		if (text === "") {
			// A result that is empty text is stored as such (t="str"); a formula that was never calculated has no result, or an empty one of no type.
			if (formula && (!hasValue || type === "n")) this.writer.add(column, mark | KIND_UNCACHED, 0);
			return;
		}
		switch (type) {
			case "s":
				this.writer.add(column, mark | KIND_SHARED, this.shared(text));
				break;
			case "b":
				this.writer.add(column, mark | KIND_BOOLEAN, isOn(text.trim()) ? 1 : 0);
				break;
			case "e":
				this.writer.addText(column, mark | KIND_ERROR, text);
				break;
			case "d":
				this.writer.addText(column, mark | KIND_ISO, text);
				break;
			case "n":
				this.storeNumber(column, mark, text);
				break;
			default:
				this.writer.addText(column, mark | KIND_TEXT, unescapeText(text));
		}
	}

	private storeNumber(column: number, mark: number, text: string): void {
		const number = numberOf(text);
		if (number !== null) this.writer.add(column, mark | KIND_NUMBER, number);
		else if (text.trim() !== "") this.writer.addText(column, mark | KIND_TEXT, text);
	}

	private shared(text: string): number {
		const index = whole(text.trim(), "shared text");
		// A text that is not there is lost, not blank.
		if (index >= this.context.stringCount) throw new RefusalError("file.unreadable", { reason: `no shared text ${index}` });
		return index;
	}

	private noteColumns({ min, max, hidden }: Attributes): void {
		if (!isOn(hidden)) return;
		const from = Math.max(1, whole(min ?? "", "column"));
		const to = Math.min(LAST_COLUMN, whole(max ?? "", "column"));
		if (from > to) return;
		this.hiddenEdges[from] = (this.hiddenEdges[from] ?? 0) + 1;
		this.hiddenEdges[to + 1] = (this.hiddenEdges[to + 1] ?? 0) - 1;
	}

	private noteMerge(reference: string): void {
		const [first, last] = reference.split(":", 2).map((part) => fromA1(part));
		if (!first || !last) return;
		this.context.budget.spendCells(MERGE_COST);
		const [top, bottom] = first.row <= last.row ? [first.row, last.row] : [last.row, first.row];
		const [left, right] = first.column <= last.column ? [first.column, last.column] : [last.column, first.column];
		this.merges.push({ top, left, bottom, right });
	}
}

/** A cell of which nothing is known yet but what its tag says. */
function emptyCell(column: number, type: string, style: string) {
	return { column, type, style, stored: "", inline: "", hasValue: false, formula: false };
}

/** A number without sign or fraction. @throws RefusalError file.unreadable where it is none */
function whole(text: string, what: string): number {
	if (!/^\d{1,9}$/.test(text)) throw new RefusalError("file.unreadable", { reason: `${what} ${text.slice(0, 20)}` });
	return Number(text);
}

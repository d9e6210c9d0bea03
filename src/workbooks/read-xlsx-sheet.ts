import { type CellRange, columnNumber, fromA1 } from "../model/a1.ts";
import type { Cell, NumberFormatKind, Row, Sheet } from "../model/grid.ts";
import { RefusalError } from "../model/refusal.ts";
import type { ReadLimits } from "./limits.ts";
import { withoutCovered } from "./merges.ts";
import { serialToIso } from "./number-formats.ts";
import { attributesOf, decodeXml, walkXml } from "./xml.ts";

/** What a sheet is read against. */
export interface SheetContext {
	readonly strings: readonly string[];
	/** Kind of number format per cell style index. */
	readonly formats: readonly NumberFormatKind[];
	readonly date1904: boolean;
	readonly limits: ReadLimits;
	/** Cells read so far in the whole workbook. */
	readonly budget: { cells: number };
}

/** Reads one worksheet part. Rows and cells without a value are left out, so that a million formatted but empty rows cost nothing later. */
export function readSheet(xml: string, context: SheetContext): Pick<Sheet, "merges" | "hiddenColumns" | "rows"> {
	const reader = new SheetReader(context);
	walkXml(xml, reader);
	return reader.result();
}

/** State of the walk through a worksheet part. */
class SheetReader {
	private readonly context: SheetContext;
	private readonly rows: Row[] = [];
	private readonly merges: CellRange[] = [];
	private readonly hidden: [number, number][] = [];
	private lastColumn = 0;
	private row = { number: 0, hidden: false, cells: [] as Cell[] };
	private column = 0;
	private cell = { type: "n", style: 0, text: "", hasValue: false, formula: false };
	/** Which character data is wanted: a stored value, inline text, or none. */
	private wanted: "v" | "t" | null = null;
	private phonetic = false;

	constructor(context: SheetContext) {
		this.context = context;
	}

	open(name: string, raw: string): void {
		switch (name) {
			case "c":
				this.startCell(attributesOf(raw));
				break;
			case "v":
				this.wanted = "v";
				this.cell.hasValue = true;
				break;
			case "f":
				this.cell.formula = true;
				break;
			case "t":
				if (!this.phonetic) this.wanted = "t";
				this.cell.hasValue = true;
				break;
			case "rPh":
				this.phonetic = true;
				break;
			case "row":
				this.startRow(attributesOf(raw));
				break;
			case "col":
				this.noteColumns(attributesOf(raw));
				break;
			case "mergeCell":
				this.noteMerge(attributesOf(raw).ref ?? "");
				break;
		}
	}

	text(raw: string): void {
		if (this.wanted) this.cell.text += decodeXml(raw);
	}

	close(name: string): void {
		if (name === "v" || name === "t") this.wanted = null;
		else if (name === "rPh") this.phonetic = false;
		else if (name === "c") this.endCell();
		else if (name === "row") this.endRow();
	}

	result(): Pick<Sheet, "merges" | "hiddenColumns" | "rows"> {
		// Files that hide "everything to the right" name sixteen thousand columns; those without content are of no interest.
		const hiddenColumns = this.hidden.flatMap(([from, to]) => {
			const last = Math.min(to, this.lastColumn);
			return Array.from({ length: Math.max(0, last - from + 1) }, (_, at) => from + at);
		});
		return { merges: this.merges, hiddenColumns, rows: withoutCovered(this.rows, this.merges) };
	}

	private startRow(attributes: Readonly<Record<string, string>>): void {
		const number = attributes.r === undefined ? this.row.number + 1 : Number(attributes.r);
		this.row = { number, hidden: isOn(attributes.hidden), cells: [] };
		this.column = 0;
	}

	private startCell({ r, t, s }: Readonly<Record<string, string>>): void {
		// Cells without an address follow each other.
		this.column = r === undefined ? this.column + 1 : columnNumber(/^[A-Z]+/.exec(r)?.[0] ?? "");
		this.cell = { type: t ?? "n", style: Number(s ?? 0), text: "", hasValue: false, formula: false };
	}

	private endCell(): void {
		const cell = this.build();
		if (!cell) return;
		const { limits, budget } = this.context;
		if (this.column > limits.columns) throw new RefusalError("limit.columns", { limit: limits.columns });
		budget.cells += 1;
		if (budget.cells > limits.cells) throw new RefusalError("limit.cells", { limit: limits.cells });
		this.lastColumn = Math.max(this.lastColumn, this.column);
		this.row.cells.push(cell);
	}

	private endRow(): void {
		const { number, hidden, cells } = this.row;
		if (cells.length === 0) return;
		if (this.rows.length >= this.context.limits.rows) throw new RefusalError("limit.rows", { limit: this.context.limits.rows });
		cells.sort((a, b) => a.column - b.column);
		this.rows.push(hidden ? { number, hidden: true, cells } : { number, cells });
	}

	private build(): Cell | null {
		const { style, type, text, hasValue, formula } = this.cell;
		const base = { column: this.column, format: this.context.formats[style] ?? ("general" as const), ...(formula ? { formula: true as const } : {}) };
		// A result that is empty text is stored as such (t="str"); a formula that was never calculated has no result, or an empty one of no type.
		if (formula && text === "" && (!hasValue || type === "n")) return { ...base, type: "s", value: "", raw: "", uncached: true };
		if (!hasValue) return null;
		switch (type) {
			case "s":
				return asText(base, this.sharedString(text));
			case "b":
				return { ...base, type: "b", value: isOn(text), raw: isOn(text) ? "TRUE" : "FALSE" };
			case "e":
				return { ...base, type: "e", value: text, raw: text };
			case "d":
				return { ...base, type: "d", value: isoDate(text), raw: text };
			case "n":
				return text.trim() === "" ? null : this.asNumber(base, text);
			default:
				return asText(base, text);
		}
	}

	private sharedString(index: string): string {
		const text = this.context.strings[Number(index)];
		// A text that is not there is lost, not blank.
		if (text === undefined) throw new RefusalError("file.unreadable", { reason: `no shared string ${index}` });
		return text;
	}

	private asNumber(base: Omit<Cell, "type" | "value" | "raw">, text: string): Cell {
		const number = Number(text);
		if (!Number.isFinite(number)) return { ...base, type: "s", value: text, raw: text };
		// The shortest digits of the stored double: writers store 0.1 as 0.10000000000000001.
		const raw = String(number);
		const iso = base.format === "date" ? serialToIso(number, this.context.date1904) : null;
		return iso === null ? { ...base, type: "n", value: number, raw } : { ...base, type: "d", value: iso, raw };
	}

	private noteColumns({ min, max, hidden }: Readonly<Record<string, string>>): void {
		if (isOn(hidden)) this.hidden.push([Number(min), Number(max)]);
	}

	private noteMerge(reference: string): void {
		const [first, last] = reference.split(":").map((part) => fromA1(part));
		if (first && last) this.merges.push({ top: first.row, left: first.column, bottom: last.row, right: last.column });
	}
}

function asText(base: Omit<Cell, "type" | "value" | "raw">, stored: string): Cell | null {
	// Characters that XML cannot hold are written _x000D_; a literal one has its underscore written so.
	const text = stored.includes("_x")
		? stored.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
		: stored;
	return text === "" ? null : { ...base, type: "s", value: text, raw: text };
}

/** 2019-06-27T00:00:00Z → 2019-06-27. */
function isoDate(text: string): string {
	const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?))?/.exec(text);
	if (!match?.[1]) return text;
	const time = match[2] === undefined ? "" : match[2].padEnd(8, ":00");
	return time === "" || time === "00:00:00" ? match[1] : `${match[1]}T${time}`;
}

function isOn(flag: string | undefined): boolean {
	return flag === "1" || flag === "true";
}

import { type CellAddress, type CellRange, covers, fromA1, LAST_COLUMN, LAST_ROW, toA1 } from "../../model/a1.ts";
import type { Template } from "../../model/fill.ts";
import type { Cell, Sheet } from "../../model/grid.ts";
import { matchKey } from "../../model/match-key.ts";
import { nearestNames } from "../../model/nearest.ts";

/** Cells that a mapping names. */
export interface NamedCells {
	readonly sheet: string;
	readonly range: CellRange;
}

/** Why a mapping's cells are not to be found. */
export interface PlaceFault {
	readonly what: "sheet" | "cell";
	readonly written: string;
	readonly nearest: readonly string[];
}

/** What stands in the cells of a template, and how they lie. */
export class TemplateCells {
	private readonly template: Template;
	private readonly sheets: ReadonlyMap<string, Sheet>;
	private readonly cells = new Map<string, ReadonlyMap<string, Cell>>();

	constructor(template: Template) {
		this.template = template;
		this.sheets = new Map(template.grid.sheets.filter(({ name }) => template.worksheets.includes(name)).map((sheet) => [sheet.name, sheet]));
	}

	/** The cell that an address leads to: of merged cells the first. */
	master(sheet: string, at: CellAddress): CellAddress {
		const merged = this.sheets.get(sheet)?.merges.find((range) => covers(range, at));
		return merged ? { row: merged.top, column: merged.left } : at;
	}

	cell(sheet: string, at: CellAddress): Cell | undefined {
		return this.cellsOf(sheet).get(toA1(at));
	}

	/** The text of a cell, or of the merged cells that it belongs to. */
	text(sheet: string, at: CellAddress): string {
		return String(this.cell(sheet, this.master(sheet, at))?.value ?? "").trim();
	}

	/** Whether a cell is the heading of a table of Excel's, which holds texts only. */
	isHeading(sheet: string, at: CellAddress): boolean {
		return this.template.headings.some((heading) => heading.sheet === sheet && covers(heading.range, at));
	}

	/** The only cell of a range, where it is one, or all of one merged range. */
	single(sheet: string, range: CellRange): CellAddress | null {
		const first = { row: range.top, column: range.left };
		if (range.top === range.bottom && range.left === range.right) return this.master(sheet, first);
		const merged = this.sheets
			.get(sheet)
			?.merges.some((merge) => merge.top === range.top && merge.left === range.left && merge.bottom === range.bottom && merge.right === range.right);
		return merged ? first : null;
	}

	/** 汇总!C5, '汇总 表'!C5:I5; C5 alone where the template has one sheet, or `otherwise` is it. */
	named(written: string, otherwise?: string): NamedCells | PlaceFault {
		const folded = written.replaceAll("！", "!").replaceAll("：", ":").trim();
		const at = folded.lastIndexOf("!");
		const sheet = this.sheetNamed(
			at < 0
				? (otherwise ?? null)
				: folded
						.slice(0, at)
						.replace(/^'(.*)'$/, "$1")
						.replaceAll("''", "'"),
		);
		if (typeof sheet !== "string") return sheet;
		const [first = "", last = first] = folded.slice(at + 1).split(":");
		const [from, to] = [fromA1(first), fromA1(last)];
		const exists = from && to && Math.max(from.column, to.column) <= LAST_COLUMN && Math.max(from.row, to.row) <= LAST_ROW;
		if (!exists) return { what: "cell", written, nearest: [] };
		const range = {
			top: Math.min(from.row, to.row),
			bottom: Math.max(from.row, to.row),
			left: Math.min(from.column, to.column),
			right: Math.max(from.column, to.column),
		};
		return { sheet, range };
	}

	/** @param written null: the only one */
	private sheetNamed(written: string | null): string | PlaceFault {
		const names = [...this.sheets.keys()];
		const known = written === null ? (names.length === 1 ? names[0] : undefined) : names.find((name) => matchKey(name) === matchKey(written));
		if (known !== undefined) return known;
		const near = written === null ? [] : nearestNames(written, names);
		return { what: "sheet", written: written ?? "", nearest: near.length > 0 ? near : names.slice(0, 10) };
	}

	private cellsOf(sheet: string): ReadonlyMap<string, Cell> {
		const known = this.cells.get(sheet);
		if (known) return known;
		const cells = new Map<string, Cell>();
		for (const row of this.sheets.get(sheet)?.rows ?? [])
			for (const cell of row.cells) cells.set(toA1({ row: row.number, column: cell.column }), cell);
		this.cells.set(sheet, cells);
		return cells;
	}
}

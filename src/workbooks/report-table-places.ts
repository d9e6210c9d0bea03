import { type CellAddress, quotedSheet, toA1 } from "../model/a1.ts";
import { figureName } from "../model/figure-name.ts";
import type { Formula, FormulaCell, ReportTable, TableRow } from "../model/report-table.ts";

/** Title, the two lines of the 表号 block, and unit, period and measure stand above the header. */
export const HEADER_ROW = 5;

/** A table with the sheet that it stands on. */
export interface PlacedTable {
	readonly table: ReportTable;
	readonly sheet: string;
}

/** First and last row of a table's header, the row of column codes among them. */
export function headerRows({ columns, statistical }: ReportTable): readonly [number, number] {
	const levels = columns.some(({ parent }) => parent !== undefined) ? 2 : 1;
	return [HEADER_ROW, HEADER_ROW + levels - 1 + (statistical ? 1 : 0)];
}

/** The sheet's row of a table's row, by its place in the table. */
export function sheetRow(table: ReportTable, at: number): number {
	return headerRows(table)[1] + 1 + at;
}

interface Place extends CellAddress {
	readonly sheet: string;
}

/** Where every named figure of some tables stands. */
export class FigurePlaces {
	private readonly places = new Map<string, Place>();

	constructor(tables: readonly PlacedTable[]) {
		for (const { table, sheet } of tables) {
			for (const [at, row] of table.rows.entries()) {
				if (row.kind !== "cells") continue;
				for (const [place, { key }] of table.columns.entries()) {
					const cell = row.cells[key];
					if (cell?.kind !== "figure" || !cell.name) continue;
					const { indicator, place: of, measure } = cell.name;
					this.places.set(figureName(indicator, of, measure), { sheet, row: sheetRow(table, at), column: place + 1 });
				}
			}
		}
	}

	/** Where a figure stands; undefined where no table has it. */
	of({
		indicator,
		place,
		measure,
	}: {
		indicator: string;
		place: Parameters<typeof figureName>[1];
		measure: Parameters<typeof figureName>[2];
	}): Place | undefined {
		return this.places.get(figureName(indicator, place, measure));
	}

	/** A formula as its sheet's language has it; undefined where one of its figures stands in no table. @param at place of the row in the table */
	written(formula: Formula, { table, sheet }: PlacedTable, at: number): string | undefined {
		const pieces = formula.map((piece) => (typeof piece === "string" ? piece : this.cell(piece, { table, sheet }, at)));
		return pieces.includes(undefined) ? undefined : pieces.join("");
	}

	private cell(cell: FormulaCell, { table, sheet }: PlacedTable, at: number): string | undefined {
		if ("figure" in cell) {
			const place = this.of(cell.figure);
			return place && `${prefix(place.sheet, sheet)}${toA1(place)}`;
		}
		if ("from" in cell) {
			const [from, to] = [this.of(cell.from), this.of(cell.to)];
			return from && to && from.sheet === to.sheet && from.row === to.row ? `${prefix(from.sheet, sheet)}${toA1(from)}:${toA1(to)}` : undefined;
		}
		const column = table.columns.findIndex(({ key }) => key === ("here" in cell ? cell.here : cell.group)) + 1;
		if (column === 0) return undefined;
		if ("here" in cell) return toA1({ row: sheetRow(table, at), column });
		const [first, last] = groupOf(table.rows, at);
		return `${toA1({ row: sheetRow(table, first), column })}:${toA1({ row: sheetRow(table, last), column })}`;
	}
}

function prefix(sheet: string, own: string): string {
	return sheet === own ? "" : `${quotedSheet(sheet)}!`;
}

/** Places of the first and the last row of the group that a row is of. */
function groupOf(rows: readonly TableRow[], at: number): [number, number] {
	const before = rows.slice(0, at).findLastIndex(({ kind }) => kind === "group");
	const after = rows.findIndex(({ kind }, place) => place > at && kind === "group");
	return [before + 1, (after < 0 ? rows.length : after) - 1];
}

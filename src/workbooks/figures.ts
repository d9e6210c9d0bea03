import { toA1 } from "../model/a1.ts";
import { type FigureOf, parseFigureName } from "../model/figure-name.ts";
import type { Cell, Grid } from "../model/grid.ts";
import type { FigureValue } from "../model/indicator.ts";
import { NO_READ_LIMITS } from "../model/read-limits.ts";
import { readGrid } from "./read.ts";

/** A figure as it stands in a published workbook. */
export interface FoundFigure extends FigureOf {
	/** not-applicable where the cell prints —; null where it is blank. */
	readonly value: FigureValue | "not-applicable";
}

const RANGE = /^(-?\d+(?:\.\d+)?)–(-?\d+(?:\.\d+)?)$/;

/** A range target or figure as printed: 1–2. */
export function printRange([low, high]: readonly [number, number]): string {
	return `${low}–${high}`;
}

/**
 * What each named cell of a workbook holds, by defined name: a number, a text (— or a range such as 1–2), or null where it is blank.
 * Read from the file alone, by the reader that reads everyone's files, so that what is compared is what was really written.
 */
export async function readWorkbookFigures(bytes: Uint8Array): Promise<Map<string, number | string | null>> {
	const grid = await readGrid(bytes, "workbook.xlsx", NO_READ_LIMITS);
	const cells = cellsOf(grid);
	const values = new Map<string, number | string | null>();
	for (const [name, { sheet, cell }] of grid.names) {
		if (parseFigureName(name) === null) continue;
		const found = cells.get(`${sheet}!${cell}`);
		values.set(name, found === undefined ? null : typeof found.value === "number" ? found.value : String(found.value));
	}
	return values;
}

/** The figures of a published workbook, read back from its cells. @throws Error where a figure's cell holds what no figure is printed as. */
export async function readFigures(bytes: Uint8Array, notApplicable: string): Promise<FoundFigure[]> {
	const figures: FoundFigure[] = [];
	for (const [name, value] of await readWorkbookFigures(bytes)) {
		const figure = parseFigureName(name);
		if (figure) figures.push({ ...figure, value: meaning(name, value, notApplicable) });
	}
	return figures;
}

function meaning(name: string, value: number | string | null, notApplicable: string): FoundFigure["value"] {
	if (value === null || typeof value === "number") return value;
	if (value === notApplicable) return "not-applicable";
	const range = RANGE.exec(value);
	if (!range) throw new Error(`${name} holds "${value}", which is no figure`);
	return [Number(range[1]), Number(range[2])];
}

/** Cells by `sheet!A1`, of the sheets that figures stand on. */
function cellsOf(grid: Grid): Map<string, Cell> {
	const sheets = new Set([...grid.names].filter(([name]) => parseFigureName(name)).map(([, target]) => target.sheet));
	const cells = new Map<string, Cell>();
	for (const sheet of grid.sheets) {
		if (!sheets.has(sheet.name)) continue;
		for (const row of sheet.rows) for (const cell of row.cells) cells.set(`${sheet.name}!${toA1({ row: row.number, column: cell.column })}`, cell);
	}
	return cells;
}

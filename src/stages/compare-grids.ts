import { toA1 } from "../model/a1.ts";
import type { Cell, Grid, Row, Sheet } from "../model/grid.ts";

/** A cell that two workbooks do not have alike; null where one has it blank. */
export interface CellDifference {
	readonly sheet: string;
	/** A1. */
	readonly cell: string;
	/** The defined name of the cell, where the first workbook has one. */
	readonly name: string | null;
	readonly expected: Cell["value"] | null;
	readonly found: Cell["value"] | null;
}

export interface GridComparison {
	readonly count: number;
	/** Formulas of the second workbook that the program which saved it never calculated, where the first has one too: not compared. */
	readonly uncalculated: number;
	/** Named cells first, then in the order of sheets and rows. */
	readonly differences: readonly CellDifference[];
	/** Sheets that only one of them has. */
	readonly sheets: { readonly missing: string[]; readonly extra: string[] };
}

/** What the cells of a workbook are that another has otherwise: values alone, neither formulas nor how they look. @param most differences that are listed; the others are counted */
export function compareGrids(expected: Grid, found: Grid, most: number): GridComparison {
	const nameOf = new Map([...expected.names].map(([name, { sheet, cell }]) => [`${sheet}!${cell}`, name]));
	const named: CellDifference[] = [];
	const others: CellDifference[] = [];
	let [count, uncalculated] = [0, 0];
	for (const sheet of expected.sheets) {
		const other = found.sheets.find(({ name }) => name === sheet.name);
		if (!other) continue;
		for (const difference of differencesIn(sheet, other)) {
			if (difference === UNCALCULATED) {
				uncalculated += 1;
				continue;
			}
			count += 1;
			const name = nameOf.get(`${difference.sheet}!${difference.cell}`) ?? null;
			const list = name === null ? others : named;
			if (list.length < most) list.push({ ...difference, name });
		}
	}
	const without = (all: Grid, some: Grid) => all.sheets.map(({ name }) => name).filter((name) => !some.sheets.some((sheet) => sheet.name === name));
	return {
		count,
		uncalculated,
		differences: [...named, ...others].slice(0, most),
		sheets: { missing: without(expected, found), extra: without(found, expected) },
	};
}

const UNCALCULATED = "uncalculated";
type Found = Omit<CellDifference, "name"> | typeof UNCALCULATED;

/** Row by row, so that nothing of a long sheet is held. */
function* differencesIn(expected: Sheet, found: Sheet): Generator<Found> {
	const [ours, theirs] = [expected.rows[Symbol.iterator](), found.rows[Symbol.iterator]()];
	let [own, other] = [ours.next(), theirs.next()];
	while (!own.done || !other.done) {
		const [a, b] = [own.done ? null : own.value, other.done ? null : other.value];
		const number = Math.min(a?.number ?? Number.POSITIVE_INFINITY, b?.number ?? Number.POSITIVE_INFINITY);
		yield* differencesOfRow(expected.name, number, a?.number === number ? a : null, b?.number === number ? b : null);
		if (a?.number === number) own = ours.next();
		if (b?.number === number) other = theirs.next();
	}
}

function* differencesOfRow(sheet: string, number: number, expected: Row | null, found: Row | null): Generator<Found> {
	const [own, other] = [byColumn(expected), byColumn(found)];
	for (const column of [...new Set([...own.keys(), ...other.keys()])].sort((a, b) => a - b)) {
		const [a, b] = [own.get(column) ?? null, other.get(column) ?? null];
		if (a?.formula && b?.uncached) yield UNCALCULATED;
		else if (!alike(shownIn(a), shownIn(b))) yield { sheet, cell: toA1({ row: number, column }), expected: shownIn(a), found: shownIn(b) };
	}
}

function byColumn(row: Row | null): Map<number, Cell> {
	return new Map((row?.cells ?? []).map((cell) => [cell.column, cell]));
}

/** Other programs leave out cells that hold an empty text. */
function shownIn(cell: Cell | null): Cell["value"] | null {
	return cell === null || cell.value === "" ? null : cell.value;
}

/** Other programs write the same number in fewer digits. */
function alike(a: Cell["value"] | null, b: Cell["value"] | null): boolean {
	if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
	return a === b;
}

import { type CellAddress, type CellRange, toA1 } from "../../model/a1.ts";
import {
	type FigurePlace,
	type FigureReference,
	indicatorOf,
	isFault,
	type Measure,
	measureOf,
	placeOf,
	type Referable,
	type ReferenceFault,
} from "../../model/figure-reference.ts";
import { matchKey } from "../../model/match-key.ts";
import type { MappedTable } from "./mapping.ts";
import type { PlaceFault, TemplateCells } from "./template-cells.ts";

/** What the headings of a table ask for. */
export interface TableCells {
	readonly sheet: string;
	readonly cells: readonly { readonly at: CellAddress; readonly reference: FigureReference }[];
	readonly faults: readonly TableFault[];
}

export interface TableFault {
	readonly sheet: string | null;
	/** A1 of the heading; null where the table as a whole is wrong. */
	readonly cell: string | null;
	/** shape: the sides of a table must be one row and one column. */
	readonly fault: ReferenceFault | PlaceFault | { readonly what: "shape"; readonly written: string; readonly nearest: readonly [] };
}

/** What a whole city is headed with, beside its name. */
const CITY = new Set(["全市", "全市合计", "全市总计", "合计", "总计", "全市总数"]);

/** Words before or behind the name in a heading: 其中：, 一、, 1., (2), （家）. */
const AROUND = [
	/^其中[:：]?/,
	/^[一二三四五六七八九十]{1,3}[、.．]/,
	/^\d{1,3}[、.．](?!\d)/,
	/^[（(][\d一二三四五六七八九十]{1,3}[)）]/,
	/[（(][^()（）]{1,6}[)）]$/,
];

type Side = "rows" | "columns";

interface Headings<T> {
	readonly side: Side;
	/** Meaning by row or column number. */
	readonly meanings: ReadonlyMap<number, T>;
}

/** The figures that the headings of a table ask for, each where its row and column meet. */
export function tableCells(table: MappedTable, cells: TemplateCells, known: Referable, city: string): TableCells {
	const faults: TableFault[] = [];
	const sides = sidesOf(table, cells);
	if ("fault" in sides) return { sheet: "", cells: [], faults: [sides] };
	const { sheet, indicators, units, measures } = sides;
	const read = <T>(side: NamedSide | null, meaning: (text: string) => T | ReferenceFault): Headings<T> | null =>
		side && { side: side.side, meanings: meaningsOf(side, sheet, cells, meaning, faults) };
	const asked = read(indicators, (text) => either(text, (written) => indicatorOf(written, known)));
	const places = read(units, (text) => either(text, (written) => unitHeaded(written, known, city)));
	const said = read(measures, (text) => either(text, measureOf));
	return { sheet, cells: asked ? meet(asked, places, said) : [], faults };
}

interface NamedSide {
	readonly range: CellRange;
	readonly side: Side;
}

interface Sides {
	readonly sheet: string;
	readonly indicators: NamedSide;
	readonly units: NamedSide | null;
	readonly measures: NamedSide | null;
}

function sidesOf(table: MappedTable, cells: TemplateCells): Sides | TableFault {
	const indicators = cells.named(table.indicators, table.sheet);
	if ("what" in indicators) return { sheet: null, cell: null, fault: indicators };
	const { sheet, range } = indicators;
	const side = sideOf(range, "rows");
	if (side === null) return misshapen(sheet, table.indicators);
	const across = side === "rows" ? "columns" : "rows";
	const units = otherSide(table.units, sheet, across, cells);
	const measures = otherSide(table.measures, sheet, across, cells);
	if (units && "fault" in units) return units;
	if (measures && "fault" in measures) return measures;
	// Something must stand across the indicators, and units do.
	if (units?.side === side || (!units && measures?.side !== across)) return misshapen(sheet, table.units ?? table.indicators);
	return { sheet, indicators: { range, side }, units, measures };
}

function otherSide(written: string | undefined, sheet: string, across: Side, cells: TemplateCells): NamedSide | TableFault | null {
	if (written === undefined) return null;
	const named = cells.named(written, sheet);
	if ("what" in named) return { sheet, cell: null, fault: named };
	const side = sideOf(named.range, across);
	return side === null || named.sheet !== sheet ? misshapen(sheet, written) : { range: named.range, side };
}

function misshapen(sheet: string, written: string): TableFault {
	return { sheet, cell: null, fault: { what: "shape", written, nearest: [] } };
}

/** Whether headings name rows (they stand below each other) or columns; null for a block. `otherwise`: of a single cell. */
function sideOf({ top, left, bottom, right }: CellRange, otherwise: Side): Side | null {
	if (top === bottom && left === right) return otherwise;
	if (left === right) return "rows";
	return top === bottom ? "columns" : null;
}

function meaningsOf<T>(
	{ range, side }: NamedSide,
	sheet: string,
	cells: TemplateCells,
	meaning: (text: string) => T | ReferenceFault,
	faults: TableFault[],
): Map<number, T> {
	const meanings = new Map<number, T>();
	const told = new Set<string>();
	for (let row = range.top; row <= range.bottom; row++) {
		for (let column = range.left; column <= range.right; column++) {
			const text = cells.text(sheet, { row, column });
			if (text === "") continue;
			const found = meaning(text);
			if (!isFault(found)) {
				meanings.set(side === "columns" ? column : row, found);
				continue;
			}
			const cell = toA1(cells.master(sheet, { row, column }));
			if (!told.has(cell)) faults.push({ sheet, cell, fault: found });
			told.add(cell);
		}
	}
	return meanings;
}

/** What a heading names as it is written, or without what stands around the name. */
function either<T>(text: string, meaning: (written: string) => T | ReferenceFault): T | ReferenceFault {
	const first = meaning(text);
	if (!isFault(first)) return first;
	let bare = text;
	for (const around of AROUND) {
		bare = bare.replace(around, "").trim();
		const found = bare === "" ? first : meaning(bare);
		if (!isFault(found)) return found;
	}
	return first;
}

/** null: the whole city. */
function unitHeaded(written: string, { units }: Referable, city: string): FigurePlace | null | ReferenceFault {
	const bare = matchKey(written);
	return CITY.has(bare) || bare === matchKey(city) ? null : placeOf(written, units);
}

/** Every cell where the headings meet. */
function meet(
	indicators: Headings<string>,
	units: Headings<FigurePlace | null> | null,
	measures: Headings<Measure> | null,
): { at: CellAddress; reference: FigureReference }[] {
	const across: Side = indicators.side === "rows" ? "columns" : "rows";
	const others = new Set([units, measures].flatMap((headings) => (headings?.side === across ? [...headings.meanings.keys()] : [])));
	return [...indicators.meanings].flatMap(([line, indicator]) =>
		[...others].flatMap((other) => {
			const at = indicators.side === "rows" ? { row: line, column: other } : { row: other, column: line };
			const meaningAt = <T>(headings: Headings<T> | null, otherwise: T): T | undefined =>
				headings ? headings.meanings.get(headings.side === "rows" ? at.row : at.column) : otherwise;
			const place = meaningAt(units, null);
			const measure = meaningAt(measures, "value");
			return place === undefined || measure === undefined ? [] : [{ at, reference: { kind: "figure" as const, indicator, place, measure } }];
		}),
	);
}

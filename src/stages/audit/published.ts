import { toA1 } from "../../model/a1.ts";
import { statisticsDocument } from "../../model/documents.ts";
import { parseFigureName } from "../../model/figure-name.ts";
import type { Measure } from "../../model/figure-reference.ts";
import type { Cell, Grid, Sheet } from "../../model/grid.ts";
import type { FigureValue } from "../../model/indicator.ts";
import type { AuditPlace } from "./beside.ts";

/** A number as it stands in a file of a release. */
export interface PublishedFigure {
	readonly indicator: string;
	readonly place: AuditPlace;
	/** What is said of the indicator; or 口径 (约, 以上) and the period whose data stand in (沿用上期), as texts. */
	readonly measure: Measure | "qualifier" | "carried";
	/** null for none: a blank cell, or —. */
	readonly value: FigureValue | string;
	/** Where in the file: sheet and cell, or a path in JSON. */
	readonly at: string;
}

/** Measures that are fractions of one, printed in per cent with one decimal; a cell may hold more of them. */
export const FRACTIONS: ReadonlySet<PublishedFigure["measure"]> = new Set(["growth", "period-growth", "completion", "stretch", "schedule", "share"]);

/** A file of a release whose figures cannot be read at all. */
export class UnreadableFigures extends Error {}

/** The figures of statistics.json. @throws UnreadableFigures */
export function figuresOfStatistics(text: string): PublishedFigure[] {
	const { indicators } = statisticsOf(text);
	return indicators.flatMap(({ id: indicator, value, byUnit, byDivision, qualifier = null, carried = {} }, at) => {
		const path = `indicators[${at}]`;
		const cut = (name: "byUnit" | "byDivision", values: Readonly<Record<string, FigureValue>>) =>
			Object.entries(values).map(([code, own]): PublishedFigure => {
				const place = { cut: name === "byUnit" ? "unit" : "division", code } as const;
				return { indicator, place, measure: "value", value: own, at: `${path}.${name}["${code}"]` };
			});
		return [
			{ indicator, place: null, measure: "value", value, at: `${path}.value` },
			...cut("byUnit", byUnit),
			...cut("byDivision", byDivision),
			{ indicator, place: null, measure: "qualifier", value: qualifier, at: `${path}.qualifier` },
			...Object.entries(carried).map(([code, from]): PublishedFigure => {
				return { indicator, place: { cut: "unit", code }, measure: "carried", value: from, at: `${path}.carried["${code}"]` };
			}),
		];
	});
}

function statisticsOf(text: string) {
	try {
		return statisticsDocument.parse(JSON.parse(text));
	} catch (error) {
		throw new UnreadableFigures(error instanceof Error ? error.message : String(error));
	}
}

/** Names of the columns of a table of figures. */
export interface FigureColumns {
	readonly indicator: string;
	readonly place: string;
	readonly low: string;
	readonly high: string;
	readonly qualifier: string;
}

export const STATISTICS_CSV: FigureColumns = {
	indicator: "indicator",
	place: "reporting_unit",
	low: "value",
	high: "value_high",
	qualifier: "qualifier",
};
export const PACKAGE_CSV: FigureColumns = { ...STATISTICS_CSV, place: "place" };

/**
 * The figures of a tidy table: one line for an indicator and place, * for the city.
 * @param divisions codes that are no unit's
 * @throws UnreadableFigures where a column is missing or a value is no number
 */
export function figuresOfTable({ sheets: [sheet] }: Grid, columns: FigureColumns, divisions: ReadonlySet<string>): PublishedFigure[] {
	const [heading, ...lines] = [...(sheet?.rows ?? [])].map(({ number, cells }) => ({ number, cells: [...cells] }));
	const columnOf = (name: string): number => {
		const found = heading?.cells.find(({ raw }) => raw === name)?.column;
		if (found === undefined) throw new UnreadableFigures(`no column ${name}`);
		return found;
	};
	const at = {
		indicator: columnOf(columns.indicator),
		place: columnOf(columns.place),
		low: columnOf(columns.low),
		high: columnOf(columns.high),
		qualifier: columnOf(columns.qualifier),
	};
	return lines.flatMap(({ number, cells }) => {
		const text = (column: number) => cells.find((cell) => cell.column === column)?.raw ?? "";
		const number_ = (column: number): number | null => {
			const written = text(column);
			if (written !== "" && !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(written)) throw new UnreadableFigures(`${toA1({ row: number, column })}: ${written}`);
			return written === "" ? null : Number(written);
		};
		const [low, high, code] = [number_(at.low), number_(at.high), text(at.place)];
		const place: AuditPlace = code === "*" ? null : { cut: divisions.has(code) ? "division" : "unit", code };
		const figure = { indicator: text(at.indicator), place };
		const value: FigureValue = low === null || high === null ? low : [low, high];
		return [
			{ ...figure, measure: "value", value, at: toA1({ row: number, column: at.low }) } as const,
			...(place === null && value !== null
				? [{ ...figure, measure: "qualifier", value: text(at.qualifier) || null, at: toA1({ row: number, column: at.qualifier }) } as const]
				: []),
		];
	});
}

/** A range as it is printed: 1–2. */
const RANGE = /^(-?\d+(?:\.\d+)?)–(-?\d+(?:\.\d+)?)$/;

/** The figures of a workbook: what its named cells hold. @throws UnreadableFigures where one holds what no figure is printed as */
export function figuresOfWorkbook(workbook: Grid): PublishedFigure[] {
	const named = [...workbook.names].flatMap(([name, target]) => {
		const figure = parseFigureName(name);
		return figure ? [{ figure, target }] : [];
	});
	const sheets = new Set(named.map(({ target }) => target.sheet));
	const cells = new Map(workbook.sheets.filter(({ name }) => sheets.has(name)).map((sheet) => [sheet.name, cellsOf(sheet)]));
	return named.map(({ figure, target: { sheet, cell } }) => ({
		...figure,
		value: meaningOf(cells.get(sheet)?.get(cell), `${sheet}!${cell}`),
		at: `${sheet}!${cell}`,
	}));
}

function meaningOf(cell: Cell | undefined, at: string): FigureValue {
	if (cell === undefined || cell.value === "" || cell.value === "—") return null;
	if (typeof cell.value === "number") return cell.value;
	const [, low, high] = RANGE.exec(String(cell.value)) ?? [];
	if (low === undefined || high === undefined) throw new UnreadableFigures(`${at}: ${cell.value}`);
	return [Number(low), Number(high)];
}

function cellsOf({ rows }: Sheet): ReadonlyMap<string, Cell> {
	const cells = new Map<string, Cell>();
	for (const row of rows) for (const cell of row.cells) cells.set(toA1({ row: row.number, column: cell.column }), cell);
	return cells;
}

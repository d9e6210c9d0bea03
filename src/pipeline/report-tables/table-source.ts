import { TABLE_TEXTS } from "../../messages/table-texts.ts";
import { CONSOLIDATED_TEXTS } from "../../messages/workbook-texts.ts";
import { inTableOrder, type ReportingUnit } from "../../model/division.ts";
import type { FigurePlace, Measure } from "../../model/figure-reference.ts";
import { type Figure, type Indicator, placesOf } from "../../model/indicator.ts";
import { isRange, type Print, type Told } from "../../model/printed.ts";
import type { Details, SummaryGroup, SummaryRow } from "../../model/report.ts";
import type { FigureCell, Formula, FormulaCell, TableCell, TableRow, TextCell } from "../../model/report-table.ts";
import type { BookFigure, FigureBook } from "../../stages/figure-book.ts";
import type { ConsolidatePorts, Consolidation } from "../consolidate.ts";

/** What the tables of a consolidated workbook are made from. */
export interface TableSource {
	readonly city: string;
	readonly issuer: string;
	/** 2019年上半年. */
	readonly periodName: string;
	readonly consolidation: Consolidation;
	readonly ports: Pick<ConsolidatePorts, "forms" | "units">;
	readonly book: FigureBook;
	/** The lines that are printed, by area. */
	readonly summary: readonly SummaryGroup[];
	/** Sheet names of the rosters, in their order. */
	readonly rosterSheets: readonly string[];
}

/** A line of the summary with what is declared of it. */
export interface TableLine {
	readonly row: SummaryRow;
	readonly indicator: Indicator;
	readonly figure: Figure;
	/** The first of the lines that are indented under another one: it says 其中. */
	readonly leadsIndent: boolean;
}

/** The lines of a group of the summary. @throws Error where a line is of no indicator that was consolidated */
export function linesOf(group: SummaryGroup, { consolidation: { indicators, figures } }: TableSource): TableLine[] {
	return group.rows.map((row, at) => {
		const indicator = indicators.find(({ id }) => id === row.indicator);
		const figure = figures.get(row.indicator);
		if (!indicator || !figure) throw new Error(`line ${row.line} is of no indicator: ${row.indicator}`);
		return { row, indicator, figure, leadsIndent: row.indent && group.rows[at - 1]?.indent !== true };
	});
}

/** The lines of groups as a table's rows, each group under its title. */
export function groupedRows(
	groups: readonly SummaryGroup[],
	source: TableSource,
	cellsOf: (line: TableLine) => Readonly<Record<string, TableCell>>,
): TableRow[] {
	return groups.flatMap((group, at): TableRow[] => [
		{ kind: "group", text: TABLE_TEXTS.group(at, group.title.zh) },
		...linesOf(group, source).map((line): TableRow => ({ kind: "cells", cells: cellsOf(line) })),
	]);
}

const ordered = new WeakMap<readonly ReportingUnit[], readonly ReportingUnit[]>();

/** Units in the order of tables; one list, however often it is asked for. */
export function unitsOf({ ports: { units } }: TableSource): readonly ReportingUnit[] {
	const known = ordered.get(units) ?? inTableOrder(units);
	ordered.set(units, known);
	return known;
}

/** The line between title and table, and the number above the issuer. */
export function headOf({ issuer, periodName, consolidation }: TableSource, measured: string = CONSOLIDATED_TEXTS.measuredInTable) {
	const texts = CONSOLIDATED_TEXTS;
	const right = [texts.cutoff(consolidation.scope.cutoff), measured].filter((part) => part !== "").join("　　");
	return { formNumber: texts.workingTable, head: [texts.compiledBy(issuer), texts.period(periodName), right] as const };
}

export const text = (words: string | number): TextCell => ({ kind: "text", text: words });

/** 　　其中：省级, and under it 　　　　　市级. */
export function nameCell({ row, leadsIndent }: TableLine, within: string): TextCell {
	if (!row.indent) return text(row.name);
	const bare = row.name.replace(/^其中[:：]?/, "");
	return text(`　　${leadsIndent ? within : "　".repeat(within.length)}${bare}`);
}

/** How a figure's number is printed in a table that has a column for units of measure: 86.9, not 86.9 %. */
export function plainPrint({ scale, places, qualifier }: Print): Print {
	return { scale: scale === "percent" ? "count" : scale, places, qualifier };
}

/** A cell of the book; with a name where the figure is to be found by it there. */
export function figureCell(figure: BookFigure, more: Partial<FigureCell> = {}): FigureCell {
	return { kind: "figure", value: figure.value, print: plainPrint(figure), ...more };
}

/** The cell of a figure's value or of what is said of it, wherever it stands. */
export const cellOf = (indicator: string, place: FigurePlace | null, measure: Measure = "value"): FormulaCell => ({
	figure: { indicator, place, measure },
});

/** A formula where there is a number to be made; a text or a blank is no result of one. */
export function madeBy(value: Told, formula: Formula | null): { formula?: Formula } {
	return typeof value === "number" && formula !== null ? { formula } : {};
}

/** Half away from zero, as `quotient` rounds. */
export const rounded = (places: number, ...pieces: Formula): Formula => ["ROUND(", ...pieces, `,${places})`];

/** The rate or multiple of a derived indicator from the cells of its inputs; null where one of them holds no number at the place, or is of another year. */
export function rateFormula(indicator: Indicator, place: FigurePlace | null, { book, summary }: TableSource): Formula | null {
	if (indicator.kind !== "derived") return null;
	const [part, whole] = indicator.inputs;
	const stands = ({ id, at }: { id: string; at?: string }) =>
		at === undefined && isPrinted(id, summary) && typeof book.figure({ indicator: id, place, measure: "value" }).value === "number";
	if (!stands(part) || !stands(whole)) return null;
	const ratio = [cellOf(part.id, place), "/", cellOf(whole.id, place), ...(indicator.operation === "percent" ? ["*100"] : [])];
	return rounded(placesOf(indicator), ...ratio);
}

/** Whether an indicator has a line in the summary. */
export function isPrinted(indicator: string, summary: readonly SummaryGroup[]): boolean {
	return summary.some(({ rows }) => rows.some((row) => row.indicator === indicator));
}

/** The cell of the same figure in the summary, where it holds a number. */
export function fromSummary(indicator: string, place: FigurePlace | null, value: Told): { formula?: Formula } {
	return madeBy(value, [cellOf(indicator, place)]);
}

/** The lower bound of a target, for formulas: its cell where that holds one number, the number itself where the cell shows two. */
export function lowerBound(target: Told, cell: FormulaCell): FormulaCell | string {
	return isRange(target) ? String(target[0]) : cell;
}

/** Where the first of the rows stands that a unit's figure (the city's for null) was counted from. */
export function detailOf(details: Details | undefined, unit: string | null) {
	return (unit === null ? details?.city : details?.byUnit[unit])?.[0];
}

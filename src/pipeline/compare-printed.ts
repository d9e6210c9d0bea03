import type { PublishDocument } from "../model/documents.ts";
import type { FigureValue } from "../model/indicator.ts";
import { type ConsolidatedReport, printedFigure } from "../model/report.ts";
import type { PrintedFigure } from "./ports.ts";

/** A figure whose cell does not hold what the database says. */
export type Difference = PublishDocument["differences"][number];

/** Every figure that the summary must show, for the city and each unit. */
export function expectedFigures({ summary, units }: ConsolidatedReport): PrintedFigure[] {
	return summary
		.flatMap((group) => group.rows)
		.flatMap((row) => [
			{ indicator: row.indicator, unit: null, value: printedFigure(row, null) },
			...units.map(({ code }) => ({ indicator: row.indicator, unit: code, value: printedFigure(row, code) })),
		]);
}

/** Where figures read back from a written workbook differ from what they must be. */
export function comparePrinted(expected: readonly PrintedFigure[], printed: readonly PrintedFigure[]): Difference[] {
	const key = (figure: PrintedFigure) => `${figure.indicator} ${figure.unit ?? ""}`;
	const found = new Map(printed.map((figure) => [key(figure), figure]));
	return expected.flatMap((figure) => {
		const cell = found.get(key(figure));
		if (cell && same(figure.value, cell.value)) return [];
		const value = figure.value === "not-applicable" ? null : figure.value;
		return [{ figure: figure.indicator, unit: figure.unit, expected: value, found: cell ? text(cell.value) : "no such cell" }];
	});
}

function same(a: FigureValue | "not-applicable", b: FigureValue | "not-applicable"): boolean {
	if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) < 1e-9 * Math.max(1, Math.abs(a));
	return JSON.stringify(a) === JSON.stringify(b);
}

function text(value: FigureValue | "not-applicable"): string | number | null {
	return Array.isArray(value) ? value.join("–") : (value as string | number | null);
}

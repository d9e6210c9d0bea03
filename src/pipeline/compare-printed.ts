import type { PublishDocument } from "../model/documents.ts";
import { figureName } from "../model/figure-name.ts";
import type { PrintedFigure, Told } from "../model/printed.ts";
import type { ConsolidatedReport } from "../model/report.ts";

/** A figure whose cell does not hold what the database says. */
export type Difference = PublishDocument["differences"][number];

/** Every figure that the workbook must show: the summary's for the city and each unit, and what the other tables say of them. */
export function expectedFigures({ tables }: ConsolidatedReport): PrintedFigure[] {
	return [...tables.figures, ...tables.lists].flatMap(({ rows }) =>
		rows.flatMap((row) => {
			if (row.kind !== "cells") return [];
			return Object.values(row.cells).flatMap((cell) => (cell.kind === "figure" && cell.name ? [{ ...cell.name, value: cell.value }] : []));
		}),
	);
}

/** Where figures read back from a written workbook differ from what they must be. */
export function comparePrinted(expected: readonly PrintedFigure[], printed: readonly PrintedFigure[]): Difference[] {
	const key = ({ indicator, place, measure }: PrintedFigure) => figureName(indicator, place, measure);
	const found = new Map(printed.map((figure) => [key(figure), figure]));
	return expected.flatMap((figure) => {
		const cell = found.get(key(figure));
		if (cell && same(figure.value, cell.value)) return [];
		const value = figure.value === "not-applicable" ? null : figure.value;
		const unit = figure.place?.cut === "unit" ? figure.place.code : null;
		return [{ figure: called(figure), unit, expected: value, found: cell ? text(cell.value) : "no such cell" }];
	});
}

/** As templates name it: hnte.stock, hnte.stock@区划441702:growth. A unit stands beside it. */
function called({ indicator, place, measure }: PrintedFigure): string {
	return `${indicator}${place?.cut === "division" ? `@区划${place.code}` : ""}${measure === "value" ? "" : `:${measure}`}`;
}

function same(a: Told, b: Told): boolean {
	if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) < 1e-9 * Math.max(1, Math.abs(a));
	return JSON.stringify(a) === JSON.stringify(b);
}

function text(value: Told): string | number | null {
	return Array.isArray(value) ? value.join("–") : (value as string | number | null);
}

import type { WantedCells } from "../package/sheet-cells.ts";
import type { WorksheetPart } from "../package/worksheet-part.ts";
import type { MarkedSeverity } from "./fills.ts";

/** What is asked of the style sheet while a worksheet's cells are marked. */
export interface CellFormats {
	/** Formats that hold a mark of an earlier return. */
	readonly old: ReadonlySet<number>;
	/** The format of a cell with its own fill again. `cell`: its A1. */
	unmarked(format: number, cell: string): number;
	/** The format that shows the mark. `cell`: its A1. */
	marked(format: number, severity: MarkedSeverity, cell: string): number;
}

/** Gives the marked cells of a worksheet the format that shows it, and takes old marks away. */
export function markCells(worksheet: WorksheetPart, marks: WantedCells<MarkedSeverity>, formats: CellFormats): void {
	worksheet.changeCells(marks, {
		all: formats.old.size > 0,
		made: (severity, cell, format, prefix) => `<${prefix}c r="${cell}" s="${formats.marked(format, severity, cell)}"/>`,
		changed({ tag, cell, format }, severity) {
			const clean = formats.old.has(format) ? formats.unmarked(format, cell) : format;
			const wanted = severity === undefined ? clean : formats.marked(clean, severity, cell);
			if (wanted !== format) worksheet.part.setAttribute(tag, "s", String(wanted));
		},
	});
}

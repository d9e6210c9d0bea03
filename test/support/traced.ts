import type { CellTraceDocument, TraceDocument } from "../../src/model/documents.ts";

/** A trace that leads from a figure to its cells. @throws Error where it leads from a cell to its figures */
export function figureTrace(traced: TraceDocument | CellTraceDocument): TraceDocument {
	if (!("figure" in traced)) throw new Error(`a trace of the cell ${traced.cell.ref}`);
	return traced;
}

/** A trace that leads from a cell to its figures. @throws Error for the other way */
export function cellTrace(traced: TraceDocument | CellTraceDocument): CellTraceDocument {
	if (!("cell" in traced)) throw new Error(`a trace of the figure ${traced.figure.id}`);
	return traced;
}

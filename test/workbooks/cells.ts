import { toA1 } from "../../src/model/a1.ts";
import type { Cell, Grid, Sheet } from "../../src/model/grid.ts";
import { type Refusal, RefusalError } from "../../src/model/refusal.ts";

/** A sheet's cells by their addresses. */
export function cellsOf(sheet: Sheet | undefined): Record<string, Cell> {
	return Object.fromEntries(
		[...(sheet?.rows ?? [])].flatMap((row) => row.cells.map((cell) => [toA1({ row: row.number, column: cell.column }), cell])),
	);
}

/** A sheet's values by their addresses. */
export function valuesOf(sheet: Sheet | undefined): Record<string, Cell["value"]> {
	return Object.fromEntries(Object.entries(cellsOf(sheet)).map(([ref, cell]) => [ref, cell.value]));
}

/** What a file was refused for. @throws Error where it was read, or failed otherwise */
export async function refused(reading: Promise<Grid>): Promise<Refusal> {
	const error: unknown = await reading.then(
		() => null,
		(reason: unknown) => reason,
	);
	if (!(error instanceof RefusalError)) throw new Error(`no refusal but ${String(error)}`);
	return error.refusal;
}

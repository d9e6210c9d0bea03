import { toA1 } from "../model/a1.ts";
import type { ConversionKind } from "../model/conversion.ts";
import type { ReportingUnit } from "../model/division.ts";
import type { Cell } from "../model/grid.ts";
import type { Value } from "../model/rule.ts";
import type { Block, BodyRow, RecognisedSubmission, RowRole } from "../model/submission.ts";
import { columnsOf } from "./normalise/columns.ts";

/** A cell as its office wrote it and as it was read. */
export interface CellRead {
	readonly field: string;
	/** The column's heading as the office wrote it. */
	readonly header: string;
	/** A1; of a merged range its master. */
	readonly ref: string;
	/** What stands in the file. */
	readonly raw: string;
	readonly value: Value;
	/** What was done to it without a word from the office. */
	readonly conversions: readonly ConversionKind[];
}

/** A row of an original, read once more. */
export interface RowRead {
	readonly submission: RecognisedSubmission;
	readonly table: string;
	readonly sheet: string;
	readonly row: number;
	readonly role: RowRole;
	/** In the order of the table's fields; of a blank cell `raw` is "". None for rows that hold no data. */
	readonly cells: readonly CellRead[];
}

/** Reads rows of a file once more, cell by cell, as intake read them: for showing where a figure comes from, when nothing of it was kept but the place. */
export function readRowsAgain(
	submissions: readonly RecognisedSubmission[],
	units: readonly ReportingUnit[],
	wanted: (sheet: string, row: number) => boolean,
): RowRead[] {
	return submissions.flatMap((submission) => submission.blocks.flatMap((block) => [...rowsOf(block, submission, units, wanted)]));
}

function* rowsOf(
	block: Block,
	submission: RecognisedSubmission,
	units: readonly ReportingUnit[],
	wanted: (sheet: string, row: number) => boolean,
): Generator<RowRead> {
	const columns = columnsOf(block, { period: submission.period, unit: submission.unit, units }).filter(({ mapping }) => mapping !== undefined);
	for (const row of block.rows) {
		if (!wanted(block.sheet, row.number)) continue;
		const cells = row.role === "data" || row.role === "total" ? columns.flatMap((column) => cellOf(column, row)) : [];
		yield { submission, table: block.table.id, sheet: block.sheet, row: row.number, role: row.role, cells };
	}
}

function cellOf({ field, mapping, read }: ReturnType<typeof columnsOf>[number], row: BodyRow): CellRead[] {
	if (!mapping) return [];
	const cell: Cell | undefined = row.cells[field.name];
	const ref = row.masters[field.name] ?? toA1({ row: row.number, column: mapping.column });
	if (!cell) return [{ field: field.name, header: mapping.header, ref, raw: "", value: null, conversions: [] }];
	const { value, conversions = [] } = read(cell);
	const filled = ref === toA1({ row: row.number, column: mapping.column }) ? [] : (["merged-fill"] as const);
	// A text file has no other way to write a number.
	const told = cell.type === "s" ? conversions : conversions.filter((kind) => kind !== "text-number");
	return [{ field: field.name, header: mapping.header, ref, raw: cell.raw, value, conversions: [...told, ...filled] }];
}

import type { Conversion } from "../model/conversion.ts";
import type { Waiver } from "../model/decision.ts";
import type { Value } from "../model/rule.ts";
import type { Block, Catalogue, NormalisedRow, RecognisedSubmission } from "../model/submission.ts";
import { FindingLog } from "./finding-log.ts";
import { columnsOf, type ReadingContext } from "./normalise/columns.ts";
import { ConversionLog } from "./normalise/conversions.ts";
import { type RowCollector, readRow } from "./normalise/rows.ts";
import { readTotal, type TotalRow } from "./normalise/totals.ts";
import { CHECKED_VALUES } from "./waivable.ts";

/** The rows of one block with their values read, and what was found on the way. */
export interface NormalisedBlock {
	readonly block: Block;
	/** Data rows in sheet order; those with a hard finding are not sound. */
	readonly rows: readonly NormalisedRow[];
	/** Told by reading; the blocks of a submission share one log. */
	readonly findings: FindingLog;
	/** Row number → fields in which a hard finding stands: rules that read them are skipped. */
	readonly unreadable: ReadonlyMap<number, ReadonlySet<string>>;
	readonly conversions: readonly Conversion[];
	/** Total rows in sheet order. */
	readonly totals: readonly TotalRow[];
}

/**
 * Reads every data and total row of a submission: values in the form's units and types, each validated by the Zod schema that the table's definition gives.
 * @param waivers in force for the unit: a value that could be read and fails a check that is waived for it is no obstacle
 */
export function normalise(submission: RecognisedSubmission, catalogue: Catalogue, waivers: readonly Waiver[] = []): NormalisedBlock[] {
	const context: ReadingContext = { period: submission.period, unit: submission.unit, units: catalogue.units };
	const findings = new FindingLog();
	const isWaived = (code: string, value: Value | undefined) =>
		CHECKED_VALUES.has(code) && waivers.some((each) => each.rule === code && (each.key === null || each.key === value));
	return submission.blocks.map((block) => normaliseBlock(block, context, findings, isWaived));
}

function normaliseBlock(block: Block, context: ReadingContext, findings: FindingLog, isWaived: RowCollector["isWaived"]): NormalisedBlock {
	const columns = columnsOf(block, context);
	const blank = Object.fromEntries(columns.map(({ field }) => [field.name, null]));
	const conversions = new ConversionLog();
	const collector: RowCollector = {
		...{ block, columns, blank, conversions, findings, isWaived },
		...{ unreadable: new Map(), unreadables: new Map(), absences: new Map(), toldMerges: new Set() },
	};
	const rows: NormalisedRow[] = [];
	const totals: TotalRow[] = [];
	for (const row of block.rows) {
		if (row.role === "data") rows.push(readRow(row, collector));
		else if (row.role === "total") totals.push(readTotal(row, columns));
	}
	return { block, rows, findings, unreadable: collector.unreadable, conversions: conversions.of(block), totals };
}

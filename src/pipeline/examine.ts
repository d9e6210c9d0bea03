import type { TypedExplanation } from "../model/decision.ts";
import type { Grid, GridSource } from "../model/grid.ts";
import type { Refusal } from "../model/refusal.ts";
import { RefusalError } from "../model/refusal.ts";
import { type Catalogue, type CheckedSubmission, type Hints, type SkippedSheet, STATUSES, type Status } from "../model/submission.ts";
import { recognise } from "../stages/recognise.ts";
import { judge } from "./judge.ts";
import type { Clock, ContextReader, DroppedFile, ReadGrid } from "./ports.ts";
import { withUnheard } from "./unheard.ts";

/** What a file turned out to be, before anything is stored. */
export interface Examination {
	/** The worst of its submissions' statuses; refused where the file, or a sheet of it, is no submission. */
	readonly status: Status;
	/** Every refusal, of the file (sheet null) or of single sheets. */
	readonly refusals: readonly { readonly sheet: string | null; readonly refusal: Refusal }[];
	readonly submissions: readonly CheckedSubmission[];
	/** What the file is by its bytes; null where it could not be read. */
	readonly source: GridSource | null;
	/** Sheets of which nothing was read. */
	readonly skipped: readonly SkippedSheet[];
}

/** What examining needs to know beside the file. */
export interface ExamineContext {
	readonly catalogue: Catalogue;
	readonly readGrid: ReadGrid;
	/** 统计截止日 of a period, YYYY-MM-DD. */
	readonly cutoffOf: (period: string) => string;
	/** The day of today, YYYY-MM-DD in China. */
	readonly today: () => string;
	readonly clock: Clock;
	/** Accepted data and decisions; without it a file is judged by itself alone. */
	readonly reader?: ContextReader;
	/** What an office wrote into the column 说明 of a returned workbook; left out where nothing is to be read of it. */
	readonly readExplanations?: (grid: Grid) => readonly TypedExplanation[];
}

/** Reads a file into a grid, recognises its forms, normalises and checks their rows. Writes nothing; a file that is no submission gives a refusal, never an error. */
export async function examine(bytes: Uint8Array, hints: Hints, context: ExamineContext): Promise<Examination> {
	try {
		const grid = await context.readGrid(bytes, hints.fileName);
		const { submissions, refusals, skipped } = recognise(grid, hints, context.catalogue);
		const typed = context.readExplanations?.(grid) ?? [];
		const checked = withUnheard(await judge(submissions, hints.fileName, typed, context), typed);
		return {
			status: refusals.length > 0 ? "refused" : worst(checked.map((c) => c.status)),
			refusals,
			submissions: checked,
			source: grid.source ?? null,
			skipped,
		};
	} catch (error) {
		if (!(error instanceof RefusalError)) throw error;
		return refused(error.refusal);
	}
}

/** As `examine`, of a file that may have been refused before it could be read: for its size (in bytes), or inside the bundle that it came in. */
export function examineDropped(
	{ bytes, oversized, refusal }: DroppedFile,
	hints: Hints,
	context: ExamineContext,
): Promise<Examination> | Examination {
	if (oversized) return refused({ code: "limit.bytes", params: { limit: oversized.limit, found: oversized.size } });
	return refusal ? refused(refusal) : examine(bytes, hints, context);
}

function refused(refusal: Refusal): Examination {
	return { status: "refused", refusals: [{ sheet: null, refusal }], submissions: [], source: null, skipped: [] };
}

/** The worst of some statuses; accepted for none. */
export function worst(statuses: readonly Status[]): Status {
	return STATUSES[Math.max(0, ...statuses.map((status) => STATUSES.indexOf(status)))] ?? "accepted";
}

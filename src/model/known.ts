import { type Decisions, NO_DECISIONS, type TypedExplanation } from "./decision.ts";
import type { Neighbours } from "./need.ts";
import type { EarlierReport } from "./stored.ts";

/** What a check knows beside the submission itself: fetched before, bounded, so that the check is pure (architecture, decision 12). */
export interface Known {
	/** What the unit reported in the period before; null where that is not known. */
	readonly earlier: EarlierReport | null;
	/** Rows of other reports that the form's rules compare with; empty where nothing was asked. */
	readonly neighbours: Neighbours;
	/** What has been decided about the submission's findings. */
	readonly decisions: Decisions;
	/** What the file itself explains, where it is a returned workbook that was sent back. */
	readonly typed: readonly TypedExplanation[];
	/** Instant of looking at the file: what it explains is explained then. */
	readonly at: string;
}

export const NOTHING_KNOWN: Known = { earlier: null, neighbours: new Map(), decisions: NO_DECISIONS, typed: [], at: "" };

import { type Decisions, NO_DECISIONS, type TypedExplanation } from "./decision.ts";
import type { Neighbours } from "./need.ts";
import type { Period } from "./period.ts";
import type { KnownName } from "./register.ts";
import type { EarlierReport } from "./stored.ts";

/** What a check knows beside the submission itself: fetched before, bounded, so that the check is pure (architecture, decision 12). */
export interface Known {
	/** What the unit reported in the period before; null where that is not known. */
	readonly earlier: EarlierReport | null;
	/** Rows of the version of the same report that counts now; 0 where none does, or it is nil. */
	readonly counted: number;
	/** Rows of other reports that the form's rules compare with; empty where nothing was asked. */
	readonly neighbours: Neighbours;
	/** Where columns lie in other units' reports of the form; empty where nothing was asked. */
	readonly elsewhere: readonly MiddleElsewhere[];
	/** Codes and names of the register that matter to it. */
	readonly names: readonly KnownName[];
	/** What other reports of the same file state of its enterprises, where it is something else. */
	readonly beside: readonly KnownName[];
	/** What has been decided about the submission's findings. */
	readonly decisions: Decisions;
	/** What the file itself explains, where it is a returned workbook that was sent back. */
	readonly typed: readonly TypedExplanation[];
	/** Instant of looking at the file: what it explains is explained then. */
	readonly at: string;
}

export const NOTHING_KNOWN: Known = {
	earlier: null,
	counted: 0,
	neighbours: new Map(),
	elsewhere: [],
	names: [],
	beside: [],
	decisions: NO_DECISIONS,
	typed: [],
	at: "",
};

/** The middle value of a column in the last report of another unit. */
export interface MiddleElsewhere {
	/** Reporting-unit code, and period code of the report. */
	readonly unit: string;
	readonly period: string;
	readonly table: string;
	readonly field: string;
	/** The middle one of its numbers above 0; of an even count the lower one of the middle two. */
	readonly middle: number;
}

/** What is asked of other units' reports: the middle values of some columns of a form. */
export interface ElsewhereQuestion {
	/** 表号. */
	readonly form: string;
	readonly unit: string;
	readonly period: Period;
	readonly columns: readonly { readonly table: string; readonly field: string }[];
	/** Numbers above 0 that a column must hold. */
	readonly least: number;
}

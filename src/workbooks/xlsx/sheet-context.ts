import type { ReadBudget } from "../limits.ts";

/** What a sheet's cells point into. */
export interface SheetContext {
	/** Number of shared texts. */
	readonly stringCount: number;
	/** What each cell style adds to the mark of its cells. */
	readonly styles: ArrayLike<number>;
	readonly budget: ReadBudget;
}

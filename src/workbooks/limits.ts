import type { ReadLimits } from "../model/read-limits.ts";
import { RefusalError } from "../model/refusal.ts";

/** What reading one file has cost so far. Every reader of the file draws on the same one. */
export class ReadBudget {
	readonly limits: ReadLimits;
	private readonly until: number;
	private cells = 0;

	constructor(limits: ReadLimits) {
		this.limits = limits;
		this.until = performance.now() + limits.seconds * 1000;
	}

	/** To be asked now and then, wherever a file decides how long the work is. @throws RefusalError limit.seconds */
	checkTime(): void {
		if (performance.now() > this.until) throw new RefusalError("limit.seconds", { limit: this.limits.seconds });
	}

	/** @throws RefusalError limit.cells where these are too many */
	spendCells(count: number): void {
		this.cells += count;
		this.checkCells(0);
	}

	/** As if so many cells more were spent. @throws RefusalError limit.cells */
	checkCells(more: number): void {
		if (this.cells + more > this.limits.cells) throw new RefusalError("limit.cells", { limit: this.limits.cells });
	}
}

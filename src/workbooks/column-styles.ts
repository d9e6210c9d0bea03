import { LAST_COLUMN } from "../model/a1.ts";

/** Styles that columns give to those of their cells that have none. No more are kept than a sheet has columns, however many a file names. */
export class ColumnStyles {
	private readonly styles: (string | undefined)[] = [];

	/** Of two styles for one column the first stands. */
	add(from: number, to: number, style: string): void {
		for (let column = Math.max(1, from); column <= Math.min(to, LAST_COLUMN); column++) this.styles[column] ??= style;
	}

	at(column: number): string | undefined {
		return this.styles[column];
	}
}

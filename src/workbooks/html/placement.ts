import { LAST_COLUMN, LAST_ROW } from "../../model/a1.ts";

export interface Span {
	readonly columns: number;
	readonly rows: number;
}

/** How far a cell reaches, by its attributes and no further than a sheet of Excel does; a rowspan of 0 reaches to the end of the table. */
export function spanOf({ colspan, rowspan }: Readonly<Record<string, string>>): Span {
	return { columns: within(colspan, LAST_COLUMN), rows: rowspan?.trim() === "0" ? LAST_ROW : within(rowspan, LAST_ROW) };
}

function within(written: string | undefined, most: number): number {
	const number = Number.parseInt(written ?? "1", 10);
	return Number.isNaN(number) ? 1 : Math.min(Math.max(number, 1), most);
}

interface Held {
	readonly left: number;
	readonly right: number;
	/** Rows still to come that it takes places in. */
	readonly rows: number;
}

/** Finds the columns of a table's cells: those that cells of earlier rows reach down into are taken. */
export class Placement {
	/** In column order. */
	private held: readonly Held[] = [];

	/** Last column that the row placed last has a cell in, its own or one that reaches down into it. */
	width = 0;

	/** First columns of a row's cells, one-based, in order. */
	place(spans: readonly Span[]): number[] {
		const taken = this.held;
		const fresh: Held[] = [];
		let next = 0;
		let column = 1;
		const columns = spans.map((span) => {
			// A wide cell that does not fit before the next taken place overlaps it, as in a browser.
			for (let above = taken[next]; above && above.left <= column; above = taken[next]) {
				column = Math.max(column, above.right + 1);
				next += 1;
			}
			const left = column;
			column += span.columns;
			if (span.rows > 1) fresh.push({ left, right: column - 1, rows: span.rows - 1 });
			return left;
		});
		this.width = taken.reduce((width, { right }) => Math.max(width, right), column - 1);
		const still = taken.filter(({ rows }) => rows > 1).map((above) => ({ ...above, rows: above.rows - 1 }));
		this.held = [...still, ...fresh].sort((a, b) => a.left - b.left);
		return columns;
	}
}

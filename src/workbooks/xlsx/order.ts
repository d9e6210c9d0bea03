import { hasOwnText, RowBatch } from "./row-batch.ts";
import { sortRow } from "./row-writer.ts";

/** The same rows in one batch, from the top down. Rows of the same number are one row; of two cells at one place the later stands. */
export function putInOrder(batches: readonly RowBatch[]): RowBatch[] {
	const rows = batches.flatMap((batch) =>
		Array.from({ length: batch.rowCount }, (_, at) => ({
			number: batch.numbers[at] ?? 0,
			start: batch.starts[at] ?? 0,
			end: batch.starts[at + 1] ?? 0,
			at,
			batch,
		})),
	);
	rows.sort((a, b) => a.number - b.number);
	const ordered = new RowBatch(
		rows.length,
		batches.reduce((sum, batch) => sum + batch.cellCount, 0),
	);
	for (const [n, { number, start, end, at, batch }] of rows.entries()) {
		const continued = n > 0 && number === rows[n - 1]?.number;
		if (continued) ordered.rowCount -= 1;
		const first = ordered.starts[ordered.rowCount] ?? 0;
		for (let cell = start; cell < end; cell++) append(batch, cell, ordered);
		if (continued) sortRow(ordered, first);
		ordered.numbers[ordered.rowCount] = number;
		ordered.hidden[ordered.rowCount] = batch.hidden[at] ?? 0;
		ordered.rowCount += 1;
		ordered.starts[ordered.rowCount] = ordered.cellCount;
	}
	return [ordered];
}

function append(from: RowBatch, cell: number, to: RowBatch): void {
	const mark = from.marks[cell] ?? 0;
	const value = from.values[cell] ?? 0;
	to.columns[to.cellCount] = from.columns[cell] ?? 0;
	to.marks[to.cellCount] = mark;
	to.values[to.cellCount] = hasOwnText(mark) ? to.texts.push(from.texts[value] ?? "") - 1 : value;
	to.cellCount += 1;
}

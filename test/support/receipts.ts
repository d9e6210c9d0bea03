import { readFileSync } from "node:fs";
import { DEFAULT_READ_LIMITS } from "../../src/model/read-limits.ts";
import { readGrid } from "../../src/workbooks/read.ts";

/** Every sheet of a receipt as lines of texts, read back from the file by its name. */
export async function receiptIn(file: string): Promise<Readonly<Record<string, readonly (readonly string[])[]>>> {
	const grid = await readGrid(readFileSync(file), "receipt.xlsx", DEFAULT_READ_LIMITS);
	return Object.fromEntries(grid.sheets.map(({ name, rows }) => [name, [...rows].map(({ cells }) => cells.map(({ value }) => String(value)))]));
}

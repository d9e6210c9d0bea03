import type { Row } from "../../model/grid.ts";
import { roundNumber } from "../normalise/decimals.ts";

/** A row of the body as far as it matters here. */
interface Placed {
	readonly source: Row;
	readonly row: { readonly role: string };
	/** Under the table's columns it holds nothing but numbers that can be added. */
	readonly bare: boolean;
}

/** More rows of bare figures than this are no totals. */
const MOST = 20;
/** Decimals of a sum that are looked at: finer than any amount, coarser than binary noise. */
const PLACES = 4;

/**
 * Total rows whose label somebody left out: bare figures, each the sum of all data rows, of those above, or of those since the total before.
 * Row numbers; bare figures that are no such sums are left a row of data, in which nearly everything is missing.
 * @param added columns whose numbers can be added
 */
export function unlabelledTotals(rows: readonly Placed[], added: ReadonlySet<number>): ReadonlySet<number> {
	const found = new Set<number>();
	const candidates = rows.filter(({ bare }) => bare);
	if (candidates.length === 0 || candidates.length > MOST) return found;
	const details = (some: readonly Placed[]) => some.filter(({ row, bare }) => row.role === "data" && !bare);
	for (const candidate of candidates) {
		const above = rows.slice(0, rows.indexOf(candidate));
		const since = above.findLastIndex(({ row, source }) => row.role === "total" || found.has(source.number));
		const scopes = [details(rows), details(above), details(above.slice(since + 1))];
		if (scopes.some((scope) => scope.length > 1 && sums(candidate.source, scope, added))) found.add(candidate.source.number);
	}
	return found;
}

function sums(candidate: Row, scope: readonly Placed[], added: ReadonlySet<number>): boolean {
	return candidate.cells.every((cell) => {
		if (!added.has(cell.column) || typeof cell.value !== "number") return true;
		let sum = 0;
		for (const { source } of scope) {
			const value = source.cells.find(({ column }) => column === cell.column)?.value;
			if (typeof value === "number") sum += value;
		}
		return roundNumber(sum - cell.value, 0, PLACES).value === 0;
	});
}

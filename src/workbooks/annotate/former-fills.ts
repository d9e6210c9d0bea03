import { type FormerFill, formerFill } from "./fills.ts";

/** Characters of one text, below what a cell can hold. */
const LONGEST = 30_000;
/** Begins each text: what else stands in that column is none. */
const SIGN = "huibao:fills:";

/** Remembers what filled cells before they were marked, so that it can be put back once they are right. Cells that nothing filled need no mention. */
export class FormerFills {
	private readonly cells = new Map<string, { sheet: string; fill: FormerFill; cells: string[] }>();

	add(sheet: string, cell: string, fill: FormerFill | null): void {
		if (fill === null || fill.pattern === "none") return;
		const key = JSON.stringify([sheet, fill]);
		const known = this.cells.get(key);
		if (known) known.cells.push(cell);
		else this.cells.set(key, { sheet, fill, cells: [cell] });
	}

	/** As texts for hidden cells: they live through whatever program saves the workbook, as the numbers of formats do not. */
	texts(): string[] {
		return [...this.cells.values()].flatMap(({ sheet, fill, cells }) => {
			const texts: string[] = [];
			for (let at = 0; at < cells.length; ) {
				let end = at;
				for (let length = 0; end < cells.length && length < LONGEST - 1_000; end++) length += (cells[end]?.length ?? 0) + 1;
				texts.push(SIGN + JSON.stringify([sheet, fill, cells.slice(at, end).join(" ")]));
				at = end;
			}
			return texts;
		});
	}
}

/** Fills by `sheet!A1` from such texts. What cannot be read says nothing: the cell gets no fill then. */
export function formerFillsIn(texts: Iterable<string>): Map<string, FormerFill> {
	const found = new Map<string, FormerFill>();
	for (const text of texts) {
		if (!text.startsWith(SIGN)) continue;
		const [sheet, fill, cells] = partsOf(text.slice(SIGN.length));
		const former = typeof fill === "object" && fill !== null ? formerFill({ pattern: null, fg: null, bg: null, ...fill }) : null;
		if (typeof sheet !== "string" || typeof cells !== "string" || former === null) continue;
		for (const cell of cells.split(" ")) found.set(`${sheet}!${cell}`, former);
	}
	return found;
}

function partsOf(json: string): readonly unknown[] {
	try {
		const parts: unknown = JSON.parse(json);
		return Array.isArray(parts) ? parts : [];
	} catch (error) {
		if (error instanceof SyntaxError) return [];
		throw error;
	}
}

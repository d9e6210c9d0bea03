import { parseFigureName } from "../model/figure-name.ts";
import type { PrintedFigure, Told } from "../model/printed.ts";
import { NO_READ_LIMITS } from "../model/read-limits.ts";
import { readNamedCells } from "./xlsx/read.ts";
import { openZip } from "./zip.ts";

const RANGE = /^(-?[\d,]+(?:\.\d+)?)–(-?[\d,]+(?:\.\d+)?)$/;

/** A range target or figure as printed: 1–2. */
export function printRange([low, high]: readonly [number, number]): string {
	return `${low}–${high}`;
}

/**
 * What each named cell of a workbook holds, by defined name: a number, a text (— or a range such as 1–2), or null where it is blank.
 * Read from the file alone, and of it only the sheets that figures stand on, by the reader that reads everyone's files, so that what is compared is what was really written.
 */
export async function readWorkbookFigures(bytes: Uint8Array): Promise<Map<string, number | string | null>> {
	const cells = await readNamedCells(openZip(bytes, NO_READ_LIMITS), NO_READ_LIMITS, (name) => parseFigureName(name) !== null);
	return new Map([...cells].map(([name, cell]) => [name, cell && (typeof cell.value === "number" ? cell.value : String(cell.value))]));
}

/** The figures of a published workbook, read back from its cells. @throws Error where a figure's cell holds what no figure is printed as. */
export async function readFigures(bytes: Uint8Array, notApplicable: string): Promise<PrintedFigure[]> {
	const figures: PrintedFigure[] = [];
	for (const [name, value] of await readWorkbookFigures(bytes)) {
		const figure = parseFigureName(name);
		if (figure) figures.push({ ...figure, value: meaning(name, value, notApplicable) });
	}
	return figures;
}

function meaning(name: string, value: number | string | null, notApplicable: string): Told {
	if (value === null || typeof value === "number") return value;
	if (value === notApplicable) return "not-applicable";
	const range = RANGE.exec(value);
	if (!range) throw new Error(`${name} holds "${value}", which is no figure`);
	const [low = "", high = ""] = range.slice(1).map((bound) => bound.replaceAll(",", ""));
	return [Number(low), Number(high)];
}

import { quotedSheet } from "../../model/a1.ts";
import type { SeriesCells } from "../../model/chart.ts";
import { escaped } from "../escaped.ts";

/** Cells of a series, and the sheet that they stand on. */
export type Cells = (SeriesCells & { readonly sheet: string }) | null;

/** A series' name: the cell that holds it with what stands there, or the name alone. */
export function nameXml(name: string, cells: Cells): string {
	if (!cells) return `<c:tx><c:v>${escaped(name)}</c:v></c:tx>`;
	return `<c:tx><c:strRef><c:f>${reference(cells.sheet, cells.name)}</c:f><c:strCache>${strings([name])}</c:strCache></c:strRef></c:tx>`;
}

/** The categories' names. */
export function categoriesXml(names: readonly string[], at: { readonly sheet: string; readonly range: string } | null): string {
	if (!at) return `<c:cat><c:strLit>${strings(names)}</c:strLit></c:cat>`;
	return `<c:cat><c:strRef><c:f>${reference(at.sheet, at.range)}</c:f><c:strCache>${strings(names)}</c:strCache></c:strRef></c:cat>`;
}

/** A series' values. A value that there is not is left out: the point is a gap. */
export function valuesXml(values: readonly (number | null)[], format: string, cells: Cells): string {
	const points = values.map((value, at) => (value === null ? "" : `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`)).join("");
	const numbers = `<c:formatCode>${escaped(format)}</c:formatCode><c:ptCount val="${values.length}"/>${points}`;
	if (!cells) return `<c:val><c:numLit>${numbers}</c:numLit></c:val>`;
	return `<c:val><c:numRef><c:f>${reference(cells.sheet, cells.values)}</c:f><c:numCache>${numbers}</c:numCache></c:numRef></c:val>`;
}

function strings(texts: readonly string[]): string {
	return `<c:ptCount val="${texts.length}"/>${texts.map((text, at) => `<c:pt idx="${at}"><c:v>${escaped(text)}</c:v></c:pt>`).join("")}`;
}

/** '图表数据'!$D$5:$D$11. */
function reference(sheet: string, range: string): string {
	const absolute = range.replace(/\$?([A-Z]+)\$?(\d+)/g, "$$$1$$$2");
	return escaped(`${quotedSheet(sheet)}!${absolute}`);
}

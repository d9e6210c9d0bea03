import { fromA1, toA1 } from "../model/a1.ts";
import { type FigureOf, parseFigureName } from "../model/figure-name.ts";
import type { Grid } from "../model/grid.ts";
import type { ReadLimits } from "../model/read-limits.ts";
import { cellsRead } from "./fill/formula-references.ts";
import { PackageEditor } from "./package/package-editor.ts";
import { WorkbookSheets } from "./package/workbook-sheets.ts";
import { decodeXml } from "./xml.ts";
import { openZip } from "./zip.ts";

/** A cell with its formula. */
const FORMULA = /<(?:\w+:)?c\b[^>]*?\br="([A-Z]+\d+)"[^>]*>\s*<(?:\w+:)?f\b[^>]*>([^<]*)</g;
const NAME = /\bhb\.[A-Za-z0-9_.]+/g;

/**
 * The figure that a cell of a workbook shows by its formula (看板 and 图表数据 say again what stands in the tables): the first one that the formula names or whose cell it reads;
 * of a cell without such a formula that of the first cell of its line that has one. null where the line shows none.
 */
export function figureBehind(bytes: Uint8Array, grid: Grid, sheet: string, cell: string, limits: ReadLimits): FigureOf | null {
	const editor = new PackageEditor(openZip(bytes, limits));
	const place = new WorkbookSheets(editor).sheets.find(({ name }) => name === sheet);
	const part = place?.path ? editor.part(place.path) : null;
	const line = fromA1(cell)?.row;
	let ofLine: FigureOf | null = null;
	for (const [, at = "", formula = ""] of part?.text.matchAll(FORMULA) ?? []) {
		if (fromA1(at)?.row !== line) continue;
		const figure = figureRead(decodeXml(formula), grid, sheet);
		if (at === cell && figure) return figure;
		ofLine ??= figure;
	}
	return ofLine;
}

function figureRead(formula: string, grid: Grid, sheet: string): FigureOf | null {
	for (const [name] of formula.matchAll(NAME)) {
		const figure = parseFigureName(name);
		if (figure) return figure;
	}
	for (const { sheet: other, range } of cellsRead(formula) ?? []) {
		const at = toA1({ row: range.top, column: range.left });
		for (const [name, target] of grid.names) {
			const figure = target.sheet === (other ?? sheet) && target.cell === at ? parseFigureName(name) : null;
			if (figure) return figure;
		}
	}
	return null;
}

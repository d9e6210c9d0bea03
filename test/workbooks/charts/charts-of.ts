import { strFromU8, unzipSync } from "fflate";
import { readGrid } from "../../../src/workbooks/read.ts";
import { valuesOf } from "../cells.ts";
import { at, type Element, elementsNamed, pointsOf, treeOf } from "./chart-tree.ts";

/** A series of a chart in a workbook: what is cached beside its references, and what stands in the cells that they name. */
export interface ReadSeries {
	readonly name: string;
	readonly categories: readonly (string | null)[];
	readonly values: readonly (number | null)[];
	readonly inCells: { readonly name: unknown; readonly categories: readonly unknown[]; readonly values: readonly unknown[] };
}

export interface ReadChart {
	readonly title: string;
	/** Of its frame: what a reader who cannot see it is told. */
	readonly alternative: string;
	readonly series: readonly ReadSeries[];
}

/** Every chart of a workbook, in the order of its parts, with its cells read by our reader. */
export async function chartsOf(bytes: Uint8Array): Promise<ReadChart[]> {
	const parts = unzipSync(bytes);
	const grid = await readGrid(bytes, "a.xlsx");
	const sheets = new Map(grid.sheets.map((sheet) => [sheet.name, valuesOf(sheet)]));
	const cellsAt = (formula: string): unknown[] => {
		const [, sheet = "", first = "", last = first] = /^'?(.+?)'?!(\$[A-Z]+\$\d+)(?::(\$[A-Z]+\$\d+))?$/.exec(formula) ?? [];
		const [column, top, bottom] = [first.replace(/[^A-Z]/g, ""), Number(first.replace(/\D/g, "")), Number(last.replace(/\D/g, ""))];
		const values = sheets.get(sheet.replaceAll("''", "'"));
		if (!values || !(bottom >= top)) throw new Error(`${formula} names no cells`);
		return Array.from({ length: bottom - top + 1 }, (_, place) => values[`${column}${top + place}`] ?? null);
	};
	const seriesOf = (series: Element): ReadSeries => {
		const formula = (name: string) => elementsNamed(at(series, name), "f")[0]?.text ?? "";
		return {
			name: pointsOf(at(series, "tx"))[0] ?? "",
			categories: pointsOf(at(series, "cat")),
			values: pointsOf(at(series, "val")).map((point) => (point === null ? null : Number(point))),
			inCells: { name: cellsAt(formula("tx"))[0], categories: cellsAt(formula("cat")), values: cellsAt(formula("val")) },
		};
	};
	const drawings = Object.keys(parts).filter((name) => /^xl\/drawings\/drawing\d+\.xml$/.test(name));
	const frames = drawings.flatMap((name) => elementsNamed(treeOf(parts[name] ?? new Uint8Array()), "cNvPr"));
	return Object.keys(parts)
		.filter((name) => /^xl\/charts\/chart\d+\.xml$/.test(name))
		.sort((a, b) => Number(a.replace(/\D/g, "")) - Number(b.replace(/\D/g, "")))
		.map((name, place) => {
			const root = treeOf(strFromU8(parts[name] ?? new Uint8Array()));
			return {
				title: elementsNamed(at(root, "chart", "title"), "t")[0]?.text ?? "",
				alternative: frames[place]?.attributes.descr ?? "",
				series: elementsNamed(root, "ser").map(seriesOf),
			};
		});
}

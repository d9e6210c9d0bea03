import type { Chart } from "../../model/chart.ts";
import type { ReportCell } from "../../model/report-document.ts";
import { type Atom, cut, linesOf, runsOf, textOf } from "./atoms.ts";
import type { Standing } from "./judge.ts";
import { bare, nameIn } from "./names.ts";
import { BAR, type ChartNode, type TableNode } from "./nodes.ts";
import { numberIn } from "./numbers.ts";
import type { TemplateData } from "./template-data.ts";

/** A table of the lines inside; what was not reported is a blank cell. */
export function tableOf(node: TableNode, inside: Iterable<Atom>): Atom {
	const [header = [], ...rows] = cellsOf(inside);
	const texts = header.map((cell) => textOf(cell).trim());
	return {
		kind: "block",
		line: node.line,
		block: {
			kind: "table",
			caption: node.caption,
			header: texts,
			rows: rows.map((row): ReportCell[] => texts.map((_, at) => trimmed(runsOf(row[at] ?? [])))),
		},
	};
}

/** A chart of the lines inside: series by column, categories by line. Without a single number it is missing as a whole. */
export function chartOf(node: ChartNode, inside: Iterable<Atom>, at: Standing, data: TemplateData): Atom {
	const { line, caption } = node;
	const [header = [], ...rows] = cellsOf(inside);
	const [category = "", ...names] = header.map((cell) => textOf(cell).trim());
	const series = names.map((name, index) => ({ name, values: rows.map((row) => numberOf(row[index + 1] ?? [])) }));
	if (!series.some(({ values }) => values.some((value) => value !== null))) return { kind: "missing", line, what: data.texts.notReported(caption) };
	const reference = node.reference && referenceOf(node.reference, at, data);
	const chart: Omit<Chart, "alternative"> = {
		kind: node.chart,
		title: caption,
		categories: rows.map((row) => textOf(row[0] ?? []).trim()),
		series,
		axes: { category, value: node.axis },
		format: formatOf(rows.flat(2)),
		...(reference ? { reference } : {}),
	};
	return { kind: "block", line, block: { kind: "chart", chart: { ...chart, alternative: data.texts.alternative(chart) } } };
}

function cellsOf(inside: Iterable<Atom>): Atom[][][] {
	return linesOf(inside).map((line) => cut(line, BAR, () => ""));
}

function trimmed(runs: ReportCell): ReportCell {
	return runs.map((run) => (run.figure ? run : { ...run, text: run.text.trim() })).filter(({ text }) => text !== "");
}

/** The number that a cell gives: a figure's (of a range the lower bound), or one that is written out. */
function numberOf(cell: readonly Atom[]): number | null {
	for (const atom of cell) {
		if (atom.kind === "missing") return null;
		const value = atom.kind === "run" ? atom.told?.value : undefined;
		if (typeof value === "number") return value;
		if (Array.isArray(value)) return value[0] ?? null;
	}
	const written = numberIn(textOf(cell));
	return written && (written.percent ? written.value / 100 : written.value);
}

function formatOf(atoms: readonly Atom[]): string {
	for (const atom of atoms) if (atom.kind === "run" && atom.told) return atom.told.format;
	return "#,##0";
}

function referenceOf({ name, value: written }: { name: string; value: string }, at: Standing, data: TemplateData): Chart["reference"] {
	const number = numberIn(written);
	if (number) return { name, value: number.percent ? number.value / 100 : number.value };
	const named = nameIn(bare(written), at, data.known);
	const value = named.kind === "figure" ? data.figure(named).value : null;
	return typeof value === "number" ? { name, value } : undefined;
}

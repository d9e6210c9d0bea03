import { toA1 } from "../model/a1.ts";
import type { ReportingUnit } from "../model/division.ts";
import type { TraceDocument } from "../model/documents.ts";
import { type FigureOf, parseFigureName } from "../model/figure-name.ts";
import { fieldsRead } from "../model/filter.ts";
import { type Form, keyFields, tableOf } from "../model/form.ts";
import type { Grid } from "../model/grid.ts";
import type { CountedIndicator, Figure, Indicator, IndicatorInput, Measure } from "../model/indicator.ts";
import { type Period, periodNamed } from "../model/period.ts";
import type { SourceRow } from "../model/stored.ts";
import { type ConsolidatePorts, type Consolidation, effectiveTables, previousYear, queryParams, type Scope } from "./consolidate.ts";
import type { Archive, ReadGrid } from "./ports.ts";

export interface TracePorts extends ConsolidatePorts {
	readonly archive: Archive;
	readonly readGrid: ReadGrid;
}

type Source = TraceDocument["sources"][number];

/** The way back from a figure, for the city or one unit, to the cells that offices filled in; raw texts are read again from the archived originals. */
export async function traceFigure(
	consolidation: Consolidation,
	id: string,
	unit: ReportingUnit | null,
	ports: TracePorts,
): Promise<TraceDocument | null> {
	const indicator = consolidation.indicators.find((i) => i.id === id);
	const figure = consolidation.figures.get(id);
	if (!indicator || !figure) return null;
	const counted = countedInputs(indicator, consolidation.indicators);
	const rows: { row: SourceRow; fields: readonly string[] }[] = [];
	for (const { input, scope } of scoped(counted, consolidation.scope)) for (const row of await rowsOf(input, scope, unit, ports)) rows.push(row);
	return {
		figure: {
			id,
			name: indicator.name.zh,
			value: valueFor(figure, unit),
			unit: indicator.unit,
			period: consolidation.scope.period.code,
			reportingUnit: unit?.code ?? null,
			...(figure.qualifier ? { qualifier: figure.qualifier } : {}),
		},
		...(indicator.kind === "derived" ? { inputs: inputsOf(indicator.inputs, consolidation, unit) } : {}),
		sources: await withRawTexts(rows, ports),
	};
}

function valueFor(figure: Figure, unit: ReportingUnit | null) {
	return unit ? (figure.byUnit[unit.code] ?? null) : figure.value;
}

function inputsOf(inputs: readonly IndicatorInput[], { indicators, figures, scope }: Consolidation, unit: ReportingUnit | null) {
	return inputs
		.filter((input) => input.at === undefined)
		.map(({ id }) => {
			const figure = figures.get(id);
			return {
				id,
				name: indicators.find((i) => i.id === id)?.name.zh ?? id,
				period: scope.period.code,
				value: figure ? valueFor(figure, unit) : null,
			};
		});
}

/** A counted indicator that a figure rests on, and of which year. */
interface Base {
	readonly id: string;
	readonly before: boolean;
}

function countedInputs(indicator: Indicator, all: readonly Indicator[], before = false): Base[] {
	if (indicator.kind === "counted") return [{ id: indicator.id, before }];
	const bases = indicator.inputs.flatMap((input) => {
		const found = all.find((i) => i.id === input.id);
		return found ? countedInputs(found, all, before || input.at === "previous-year") : [];
	});
	return bases.filter((base, at) => bases.findIndex((b) => b.id === base.id && b.before === base.before) === at);
}

function scoped(bases: readonly Base[], scope: Scope) {
	return bases.map(({ id, before }) => ({ input: id, scope: before ? previousYear(scope) : scope }));
}

async function rowsOf(id: string, scope: Scope, unit: ReportingUnit | null, ports: TracePorts) {
	const form = ports.forms.find((f) => f.indicators.some((i) => i.id === id));
	const indicator = form?.indicators.find((i) => i.id === id);
	if (!form || indicator?.kind !== "counted") throw new Error(`${id} is counted by no form`);
	const counting = await ports.store.countingAt(scope.asOf);
	const table = tableOf(form, indicator.table);
	const rows = effectiveTables(form, counting, scope, ports)[table.id];
	if (!rows) return [];
	const sources = await ports.store.sourcesOf(form, id, rows, queryParams(scope, ports.bureauNames), ports.units, unit?.code ?? null);
	return sources.map((row) => ({ row, fields: fieldsTold(form, indicator) }));
}

/** A count is shown by each row's key and the cells its filter reads; a sum by what is summed as well. */
function fieldsTold(form: Form, indicator: CountedIndicator): string[] {
	return [...new Set([...keyFields(tableOf(form, indicator.table)), ...fieldsMeasured(indicator.measure), ...fieldsRead(indicator.filter)])];
}

function fieldsMeasured(measure: Measure): string[] {
	switch (measure.kind) {
		case "count":
			return [];
		case "distinct":
			return [...measure.fields, ...(measure.every ? fieldsRead(measure.every) : [])];
		case "distinct-by-alias":
			return [measure.name, measure.alias];
		case "sum":
			return [measure.field, ...(measure.qualifier ? [measure.qualifier] : []), ...(measure.once?.key ?? [])];
		case "given":
			return [measure.region, measure.low, measure.high];
	}
}

async function withRawTexts(rows: readonly { row: SourceRow; fields: readonly string[] }[], ports: TracePorts): Promise<Source[]> {
	const grids = new Map<string, Promise<ReadonlyMap<string, string>>>();
	const rawTexts = (sha256: string, file: string) => {
		const known =
			grids.get(sha256) ??
			ports.archive
				.read(sha256)
				.then((bytes) => ports.readGrid(bytes, file))
				.then(rawByCell);
		grids.set(sha256, known);
		return known;
	};
	const sources: Source[] = [];
	for (const { row, fields } of rows) {
		const { submission, sheet } = row;
		const raw = await rawTexts(submission.sha256, submission.fileName);
		sources.push({
			file: submission.fileName,
			sha256: submission.sha256,
			sheet,
			unit: submission.unit,
			row: row.row,
			cells: fields.flatMap((field) => {
				const ref = row.refs[field];
				if (ref === undefined) return [];
				return [{ ref, raw: raw.get(`${sheet}!${ref}`) ?? "", value: row.values[field] ?? null, field }];
			}),
		});
	}
	return sources;
}

function rawByCell(grid: Grid): ReadonlyMap<string, string> {
	const texts = new Map<string, string>();
	for (const sheet of grid.sheets) {
		for (const row of sheet.rows)
			for (const cell of row.cells) texts.set(`${sheet.name}!${toA1({ row: row.number, column: cell.column })}`, cell.raw);
	}
	return texts;
}

/** The figure that a cell of a published workbook holds, and the period that the workbook is of; null where the cell holds none. */
export function figureAt(workbook: Grid, sheet: string, cell: string, periodLabel: (name: string) => string): FigureAt | null {
	const name = [...workbook.names].find(([, at]) => at.sheet === sheet && at.cell === cell)?.[0];
	const figure = name === undefined ? null : parseFigureName(name);
	const period = figure ? periodOf(workbook, sheet, periodLabel) : null;
	return figure && period ? { ...figure, period } : null;
}

interface FigureAt extends FigureOf {
	readonly period: Period;
}

/** A published workbook says its period in a line of its own above the figures. */
function periodOf(workbook: Grid, sheetName: string, periodLabel: (name: string) => string): Period | null {
	const [before = "", after = ""] = periodLabel("\u0000").split("\u0000");
	const sheet = workbook.sheets.find((s) => s.name === sheetName);
	for (const row of sheet?.rows ?? []) {
		for (const { value } of row.cells) {
			if (typeof value !== "string" || !value.startsWith(before) || !value.endsWith(after)) continue;
			const period = periodNamed(value.slice(before.length, value.length - after.length));
			if (period) return period;
		}
	}
	return null;
}

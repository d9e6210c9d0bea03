import { fromA1 } from "../model/a1.ts";
import { membersOf } from "../model/division.ts";
import type { TraceDocument } from "../model/documents.ts";
import { type FigureOf, parseFigureName } from "../model/figure-name.ts";
import type { FigurePlace } from "../model/figure-reference.ts";
import { fieldsRead } from "../model/filter.ts";
import { type Form, keyFields, tableOf } from "../model/form.ts";
import type { Grid } from "../model/grid.ts";
import type { CountedIndicator, Figure, FigureValue, Indicator, IndicatorInput, Measure } from "../model/indicator.ts";
import { type Period, periodNamed } from "../model/period.ts";
import type { SourceRow } from "../model/stored.ts";
import { type Against, othersFor, valueAt } from "../stages/compare.ts";
import { targetIndicator } from "../stages/consolidate.ts";
import { qualifierAt } from "../stages/figure-state.ts";
import { bookWith, comparedScopes, comparisonsOf } from "./comparisons.ts";
import { type ConsolidatePorts, type Consolidation, effectiveTables, previousYear, queryParams, type Scope } from "./consolidate.ts";
import { cellsOfOriginals, type OriginalPorts } from "./trace/originals.ts";

export interface TracePorts extends ConsolidatePorts, OriginalPorts {}

type Source = TraceDocument["sources"][number];
type Originals = Awaited<ReturnType<typeof cellsOfOriginals>>;

/**
 * The way back from a figure, or from what is said of it beside its value, to the cells that offices filled in; raw texts are read again from the archived originals. A division's
 * figure comes from the rows of its units, a growth rate from those of both periods; null where the consolidation has no such figure.
 */
export async function traceFigure(consolidation: Consolidation, of: FigureOf, ports: TracePorts): Promise<TraceDocument | null> {
	const { measure, place } = of;
	const indicator = consolidation.indicators.find((i) => i.id === of.indicator);
	const figure = consolidation.figures.get(of.indicator);
	if (!indicator || !figure) return null;
	const other = indicatorOf(indicator, measure);
	if (other !== indicator.id) return traceFigure(consolidation, { indicator: other, place, measure: "value" }, ports);
	const { value, unit, scopes } = measure === "value" ? ownOf(indicator, figure, consolidation, place) : await saidOf(of, consolidation, ports);
	const rows: { row: SourceRow; fields: readonly string[] }[] = [];
	for (const scope of scopes)
		for (const base of scoped(baseFigures(indicator, consolidation.indicators), scope))
			for (const row of await rowsAt(base.input, base.scope, place, ports)) rows.push(row);
	const qualifier = measure === "value" ? qualifierAt(figure, place) : undefined;
	return {
		figure: {
			...{ id: of.indicator, name: indicator.name.zh, value, unit, period: consolidation.scope.period.code },
			reportingUnit: place?.cut === "unit" ? place.code : null,
			...(place?.cut === "division" ? { division: place.code } : {}),
			...(measure === "value" ? {} : { measure }),
			...(qualifier ? { qualifier } : {}),
		},
		...(indicator.kind === "derived" ? { inputs: inputsOf(indicator.inputs, consolidation, place) } : {}),
		sources: await withOriginals(rows, ports),
	};
}

/** Targets and rates of completion are indicators of their own. */
function indicatorOf({ id, target }: Indicator, measure: FigureOf["measure"]): string {
	if (target === undefined) return id;
	if (measure === "target") return targetIndicator(target);
	return measure === "completion" || measure === "stretch" ? `${id}.${measure}` : id;
}

interface Said {
	readonly value: FigureValue;
	readonly unit: string;
	/** Of which periods the rows are. */
	readonly scopes: readonly Scope[];
}

function ownOf({ unit }: Indicator, figure: Figure, { scope }: Consolidation, place: FigurePlace | null): Said {
	return { value: valueAt(figure, place), unit, scopes: [scope] };
}

const AGAINST: Readonly<Partial<Record<FigureOf["measure"], Against>>> = {
	"last-year": "last-year",
	change: "last-year",
	growth: "last-year",
	"last-period": "last-period",
	"period-change": "last-period",
	"period-growth": "last-period",
};

async function saidOf(of: FigureOf, consolidation: Consolidation, ports: TracePorts): Promise<Said> {
	const { scope } = consolidation;
	const comparisons = await comparisonsOf(scope, ports);
	const { value, unit, basis } = bookWith(consolidation, comparisons, ports).figure(of);
	const against = AGAINST[of.measure];
	const period = against && othersFor(against, basis, scope.period, comparisons)?.period.code;
	const others = Object.values(comparedScopes(scope)).filter((other) => other.period.code === period);
	const own = of.measure === "schedule" || of.measure === "last-year" || of.measure === "last-period" ? [] : [scope];
	return { value: value === "not-applicable" ? null : value, unit, scopes: [...own, ...others.slice(0, 1)] };
}

function inputsOf(inputs: readonly IndicatorInput[], { indicators, figures, scope }: Consolidation, place: FigurePlace | null) {
	return inputs
		.filter((input) => input.at === undefined)
		.map(({ id }) => ({
			id,
			name: indicators.find((i) => i.id === id)?.name.zh ?? id,
			period: scope.period.code,
			value: valueAt(figures.get(id), place),
		}));
}

/** A counted indicator that a figure rests on, and of which year. */
export interface Base {
	readonly id: string;
	readonly before: boolean;
}

/** The counted indicators that one rests on, itself where it is counted. */
export function baseFigures(indicator: Indicator, all: readonly Indicator[], before = false): Base[] {
	if (indicator.kind === "counted") return [{ id: indicator.id, before }];
	const bases = indicator.inputs.flatMap((input) => {
		const found = all.find((i) => i.id === input.id);
		return found ? baseFigures(found, all, before || input.at === "previous-year") : [];
	});
	return bases.filter((base, at) => bases.findIndex((b) => b.id === base.id && b.before === base.before) === at);
}

function scoped(bases: readonly Base[], scope: Scope) {
	return bases.map(({ id, before }) => ({ input: id, scope: before ? previousYear(scope) : scope }));
}

/** Rows at a place; those of a division are the rows of its units. */
async function rowsAt(id: string, scope: Scope, place: FigurePlace | null, ports: TracePorts) {
	const units = place?.cut === "division" ? membersOf(place, ports.units).map(({ code }) => code) : [place?.code ?? null];
	const rows: Awaited<ReturnType<typeof rowsOf>> = [];
	for (const unit of units) for (const row of await rowsOf(id, scope, unit, ports)) rows.push(row);
	return rows;
}

async function rowsOf(id: string, scope: Scope, unit: string | null, ports: TracePorts) {
	const form = ports.forms.find((f) => f.indicators.some((i) => i.id === id));
	const indicator = form?.indicators.find((i) => i.id === id);
	if (!form || indicator?.kind !== "counted") throw new Error(`${id} is counted by no form`);
	const counting = await ports.store.countingAt(scope.asOf);
	const table = tableOf(form, indicator.table);
	const rows = effectiveTables(form, counting, scope, ports)[table.id];
	if (!rows) return [];
	const sources = await ports.store.sourcesOf(form, id, rows, queryParams(scope, ports.bureauNames), ports.units, unit);
	return sources.map((row) => ({ row, fields: fieldsTold(form, indicator) }));
}

/** A count is shown by each row's key and the cells its filter reads; a sum by what is summed as well. */
export function fieldsTold(form: Form, indicator: CountedIndicator): string[] {
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

async function withOriginals(rows: readonly { row: SourceRow; fields: readonly string[] }[], ports: TracePorts): Promise<Source[]> {
	const originals = await cellsOfOriginals(
		rows.map(({ row }) => row),
		ports,
	);
	return rows.map(({ row, fields }) => sourceOf(row, fields, originals));
}

/** A stored row as a trace shows it: the cells of some fields, as written and as read. */
export function sourceOf({ submission, sheet, row, refs, values }: SourceRow, fields: readonly string[], originals: Originals): Source {
	const cells = fields.flatMap((field) => {
		const ref = refs[field];
		if (ref === undefined) return [];
		const original = originals.get(`${submission.sha256} ${sheet}!${ref}`);
		const conversions = original && original.conversions.length > 0 ? { conversions: [...original.conversions] } : {};
		return [{ ref, raw: original?.raw ?? "", value: values[field] ?? null, field, ...conversions }];
	});
	return { file: submission.fileName, sha256: submission.sha256, sheet, unit: submission.unit, row, cells };
}

/**
 * The figure that a cell of a published workbook holds, and the period that the workbook is of; null where the cell holds none. A cell that has no figure of its own, of a line
 * that has figures (its name, its unit of measure, this period's value beside last year's), stands for the city's, or for that of the unit whose line it is.
 */
export function figureAt(workbook: Grid, sheet: string, cell: string, periodLabel: (name: string) => string): FigureAt | null {
	const figure = figureNamed(workbook, (at) => at.sheet === sheet && at.cell === cell) ?? figureOfLine(workbook, sheet, cell);
	const period = figure ? periodOf(workbook, sheet, periodLabel) : null;
	return figure && period ? { ...figure, period } : null;
}

function figureNamed(workbook: Grid, isAt: (at: { sheet: string; cell: string }) => boolean) {
	for (const [name, at] of workbook.names) {
		const figure = isAt(at) ? parseFigureName(name) : null;
		if (figure) return figure;
	}
	return null;
}

/** All figures of a line are of one indicator; where they are of one place as well, as in a comparison or a ranking, the line is that place's. */
function figureOfLine(workbook: Grid, sheet: string, cell: string): FigureOf | null {
	const line = fromA1(cell)?.row;
	const names = [...workbook.names].filter(([, at]) => at.sheet === sheet && fromA1(at.cell)?.row === line);
	const figures = names.flatMap(([name]) => parseFigureName(name) ?? []);
	const [first] = figures;
	if (!first || figures.some(({ indicator }) => indicator !== first.indicator)) return null;
	const alike = figures.every(({ place }) => place?.cut === first.place?.cut && place?.code === first.place?.code);
	return { indicator: first.indicator, place: alike ? first.place : null, measure: "value" };
}

interface FigureAt extends FigureOf {
	readonly period: Period;
}

/** The period that a published workbook is of; null where none of its sheets says one. */
export function periodOfWorkbook(workbook: Grid, periodLabel: (name: string) => string): Period | null {
	for (const { name } of workbook.sheets) {
		const period = periodOf(workbook, name, periodLabel);
		if (period) return period;
	}
	return null;
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

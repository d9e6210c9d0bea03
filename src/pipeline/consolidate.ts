import type { ReportingUnit } from "../model/division.ts";
import type { Readings } from "../model/filter.ts";
import type { Form, Table } from "../model/form.ts";
import { tableOf } from "../model/form.ts";
import type { CountedIndicator, Figure, Indicator } from "../model/indicator.ts";
import { matchKey } from "../model/match-key.ts";
import { type Period, period as periodOf } from "../model/period.ts";
import type { Effective, KeptConsolidation, PublicationSettings, QueryParams, StoredSubmission } from "../model/stored.ts";
import { completions, countedOf, derive, readOfPreviousYear, settle } from "../stages/consolidate.ts";
import { effective, owing } from "../stages/roll-up.ts";
import type { Store } from "./ports.ts";

/** What consolidation needs from the outside. */
export interface ConsolidatePorts {
	readonly store: Store;
	readonly forms: readonly Form[];
	readonly units: readonly ReportingUnit[];
	/** Every way in which the city bureau is written as a host. */
	readonly bureauNames: readonly string[];
	/** The settings of now. */
	readonly settings: PublicationSettings;
}

/** What is published of which data: the period, 统计截止日 (YYYY-MM-DD), the instant (ISO 8601, UTC) as of which accepted versions count, how ambiguous figures are read, and the settings that applied. */
export interface Scope extends PublicationSettings {
	readonly period: Period;
	readonly cutoff: string;
	readonly asOf: string;
	readonly readings: Readings;
}

/** The figures of a scope, and the indicators they belong to in order of declaration. */
export interface Consolidation {
	readonly scope: Scope;
	readonly indicators: readonly Indicator[];
	readonly figures: ReadonlyMap<string, Figure>;
}

/** A consolidation that the store keeps. */
export interface KeptFigures extends Consolidation {
	readonly id: number;
}

/** Computes every indicator of every form over the accepted submissions. Writes nothing. @param given which submissions count, where they are others than those of the scope's instant */
export async function consolidate(scope: Scope, ports: ConsolidatePorts, given?: readonly StoredSubmission[]): Promise<Consolidation> {
	const declared = ports.forms.flatMap((form) => form.indicators);
	const counting = given ?? (await ports.store.countingAt(scope.asOf));
	const counted = await countAll(scope, counting, ports);
	const baseline = readOfPreviousYear(declared);
	const before = baseline.size > 0 ? await countAll(previousYear(scope), counting, ports, baseline) : new Map<string, Figure>();
	const figures = derive(declared, counted, before, ports.units);
	const rates = completions(declared, figures);
	for (const { figure } of rates) figures.set(figure.id, figure);
	return { scope, indicators: [...declared, ...rates.map(({ indicator }) => indicator)], figures };
}

/**
 * Computes a scope's figures and stores them. What another process stores meanwhile as of the scope's instant is counted as well: the figures are
 * counted again then, so that the same instant gives the same figures ever after.
 */
export async function consolidateAndKeep(scope: Scope, at: string, ports: ConsolidatePorts): Promise<KeptFigures> {
	const { cutoff, asOf, readings, carryForward, deadlines, cutoffs = {} } = scope;
	const head = { period: scope.period.code, cutoff, asOf, readings, settings: { carryForward, deadlines, cutoffs }, at };
	for (;;) {
		const entries = await ports.store.entriesUntil(asOf);
		const consolidation = await consolidate(scope, ports);
		const id = await ports.store.saveConsolidation({ ...head, entries, figures: [...consolidation.figures.values()] });
		if (id !== null) return { ...consolidation, id };
	}
}

/** The newest stored consolidation of a period, or null where it was never consolidated. */
export async function keptConsolidation(period: Period, ports: ConsolidatePorts): Promise<KeptFigures | null> {
	const kept = await ports.store.consolidation(period.code);
	return kept && asKept(kept, period, ports);
}

/** A stored consolidation of a period with the indicators that its figures belong to. */
export function asKept(kept: KeptConsolidation, period: Period, ports: ConsolidatePorts): KeptFigures {
	const declared = ports.forms.flatMap((form) => form.indicators);
	const figures = new Map(kept.figures.map((figure) => [figure.id, figure]));
	const rates = completions(declared, figures).map(({ indicator }) => indicator);
	const { id, cutoff, asOf, readings } = kept;
	return { id, scope: { period, cutoff, asOf, readings, ...ports.settings, ...kept.settings }, indicators: [...declared, ...rates], figures };
}

/** The whole year before the scope's, to its last day, by the same known data. */
export function previousYear(scope: Scope): Scope {
	const year = periodOf(String(scope.period.year - 1));
	return { ...scope, period: year, cutoff: year.end };
}

/** Which submissions count for each table of a form. */
export function effectiveTables(form: Form, counting: readonly StoredSubmission[], scope: Scope, ports: ConsolidatePorts): Record<string, Effective> {
	return Object.fromEntries(form.tables.map((table) => [table.id, effectiveTable(form, table, counting, scope, ports)]));
}

/** Which submissions count for one table of a form. */
export function effectiveTable(form: Form, table: Table, counting: readonly StoredSubmission[], scope: Scope, ports: ConsolidatePorts): Effective {
	return effective(form, table, counting, scope.period, ports.units, scope.carryForward);
}

/** What the filters of a scope's indicators may depend on. */
export function queryParams({ period, cutoff, readings }: Scope, bureauNames: readonly string[]): QueryParams {
	return {
		cutoff,
		periodStart: period.start,
		periodEnd: period.end,
		yearStart: `${period.year}-01-01`,
		yearEnd: `${period.year}-12-31`,
		year: period.year,
		previousYear: period.year - 1,
		previousYearEnd: `${period.year - 1}-12-31`,
		bureauNames: bureauNames.map(matchKey),
		readings,
	};
}

async function countAll(scope: Scope, counting: readonly StoredSubmission[], ports: ConsolidatePorts, only?: ReadonlySet<string>) {
	const figures = new Map<string, Figure>();
	for (const form of ports.forms) {
		const wanted = countedOf(form.indicators).filter((indicator) => !only || only.has(indicator.id));
		if (wanted.length === 0) continue;
		for (const figure of await countForm(form, wanted, scope, counting, ports)) figures.set(figure.id, figure);
	}
	return figures;
}

async function countForm(
	form: Form,
	wanted: readonly CountedIndicator[],
	scope: Scope,
	counting: readonly StoredSubmission[],
	ports: ConsolidatePorts,
): Promise<Figure[]> {
	const tables = effectiveTables(form, counting, scope, ports);
	const ids = wanted.map((indicator) => indicator.id);
	const counted = await ports.store.count(form, tables, queryParams(scope, ports.bureauNames), ports.units, ids);
	const owed = owing(form, ports.units).map((unit) => unit.code);
	return counted.map((figure) => {
		const indicator = wanted.find((i) => i.id === figure.id);
		const rows = tables[tableOf(form, indicator?.table).id];
		if (!indicator || !rows) throw new Error(`the store counted ${figure.id}, which was not asked for`);
		return settle(figure, rows, owed, ports.units, indicator.measure.kind === "given");
	});
}

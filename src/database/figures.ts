import type { Knex } from "knex";
import type { ReportingUnit } from "../model/division.ts";
import { type Form, type Table, tableOf } from "../model/form.ts";
import type { CountedIndicator, Figure } from "../model/indicator.ts";
import type { Effective, EffectiveRows, QueryParams, SourceRow } from "../model/stored.ts";
import { countedRows } from "./counted-rows.ts";
import { effectiveBatches } from "./effective-batches.ts";
import { effectiveOrder } from "./effective-order.ts";
import { additiveTallies } from "./measures/additive.ts";
import { aliasTallies } from "./measures/alias.ts";
import { distinctTallies } from "./measures/distinct.ts";
import { givenFigure } from "./measures/given.ts";
import { onceTallies } from "./measures/once.ts";
import { type Cut, type Tally, toFigure, type With } from "./measures/tally.ts";
import { sourceRowsOf } from "./source-rows.ts";

/** SQLite gives at most 2,000 columns and PostgreSQL 1,664; a sum takes three. */
const INDICATORS_PER_QUERY = 300;

/** Indicators computed by the database, and the rows that they come from. */
export function figureMethods(db: Knex) {
	return {
		/**
		 * Computes the counted indicators of a form, or those named, over the effective rows of its tables (by table id): per unit, per division and for the city.
		 * Distinct counts are distinct in each cut. A unit without rows has 0, but null for given values; a sum over blanks alone is null.
		 * @throws Error where an indicator's declaration does not fit its table, which is a fault of the form.
		 */
		async count(
			form: Form,
			effective: Readonly<Record<string, Effective>>,
			params: QueryParams,
			units: readonly ReportingUnit[],
			indicatorIds?: readonly string[],
		): Promise<Figure[]> {
			const wanted = form.indicators.filter((i) => i.kind === "counted").filter(({ id }) => indicatorIds?.includes(id) ?? true);
			const figures = new Map<string, Figure>();
			for (const table of form.tables) {
				const own = wanted.filter((indicator) => tableOf(form, indicator.table).id === table.id);
				if (own.length === 0) continue;
				const cut: Cut = { form, table, submissions: effectiveOf(effective, table).submissions, params, units };
				for (const figure of await countTable(db, cut, own)) figures.set(figure.id, figure);
			}
			return wanted.flatMap(({ id }) => figures.get(id) ?? []);
		},

		/** The effective rows of a table (after roll-up, latest per key): units in the order of `effective`, then periods, batches, submissions, sheets and rows. */
		rows: (form: Form, tableId: string, effective: Effective): Promise<EffectiveRows> =>
			rowsThatCount(db, form, tableOf(form, tableId), effective.submissions),

		/** The rows that an indicator's number comes from, for the city or one unit (`countedIds`). */
		async sourcesOf(
			form: Form,
			indicatorId: string,
			effective: Effective,
			params: QueryParams,
			units: readonly ReportingUnit[],
			unit: string | null,
		): Promise<SourceRow[]> {
			const indicator = form.indicators.find((i) => i.id === indicatorId);
			if (indicator?.kind !== "counted") throw new Error(`no counted indicator ${indicatorId} in form ${form.id}`);
			const cut: Cut = { form, table: tableOf(form, indicator.table), submissions: effective.submissions, params, units };
			return sourceRowsOf(db, cut, indicator, unit);
		},
	};
}

async function rowsThatCount(db: Knex, form: Form, table: Table, submissions: readonly number[]): Promise<EffectiveRows> {
	const order = await effectiveOrder(db, form, table, submissions);
	const own = form.indicators.filter((i) => i.kind === "counted").filter((i) => tableOf(form, i.table).id === table.id);
	return {
		count: order.ids.length,
		ranges: order.ranges,
		numbers: order.numbers,
		batches: (from, to) => effectiveBatches(db, form, table, order, from, to),
		countedBy: (ids, params, units) =>
			countedRows(
				db,
				{ form, table, submissions, params, units },
				own.filter(({ id }) => ids.includes(id)),
				order.ids,
			),
	};
}

function effectiveOf(effective: Readonly<Record<string, Effective>>, table: Table): Effective {
	const own = effective[table.id];
	if (!own) throw new Error(`no effective submissions given for table "${table.id}"`);
	return own;
}

async function countTable(db: Knex, cut: Cut, indicators: readonly CountedIndicator[]): Promise<Figure[]> {
	const tallied: [CountedIndicator, readonly Tally[]][] = [];
	const take = async <I extends CountedIndicator>(group: readonly I[], compute: (part: readonly I[]) => Promise<Tally[][]>) => {
		for (let at = 0; at < group.length; at += INDICATORS_PER_QUERY) {
			const part = group.slice(at, at + INDICATORS_PER_QUERY);
			const results = await compute(part);
			part.forEach((indicator, place) => {
				tallied.push([indicator, results[place] ?? []]);
			});
		}
	};
	const sums = ofKind(indicators, "sum");
	await take([...ofKind(indicators, "count"), ...sums.filter((i) => !i.measure.once)], (part) => additiveTallies(db, cut, part));
	for (const group of sameFields(ofKind(indicators, "distinct"))) await take(group, (part) => distinctTallies(db, cut, part));
	for (const indicator of sums.filter((i) => i.measure.once)) tallied.push([indicator, await onceTallies(db, cut, indicator)]);
	for (const indicator of ofKind(indicators, "distinct-by-alias")) tallied.push([indicator, await aliasTallies(db, cut, indicator)]);
	const figures = tallied.map(([indicator, tallies]) => toFigure(indicator, tallies, cut.units));
	for (const indicator of ofKind(indicators, "given")) figures.push(await givenFigure(db, cut, indicator));
	return figures;
}

function ofKind<K extends CountedIndicator["measure"]["kind"]>(indicators: readonly CountedIndicator[], kind: K): With<K>[] {
	return indicators.filter((indicator): indicator is With<K> => indicator.measure.kind === kind);
}

function sameFields(indicators: readonly With<"distinct">[]): With<"distinct">[][] {
	const groups = new Map<string, With<"distinct">[]>();
	for (const indicator of indicators) {
		const key = indicator.measure.fields.join(" ");
		groups.set(key, [...(groups.get(key) ?? []), indicator]);
	}
	return [...groups.values()];
}

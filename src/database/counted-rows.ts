import type { Knex } from "knex";
import type { CountedIndicator } from "../model/indicator.ts";
import { RowMarks } from "../model/row-marks.ts";
import type { CountedRows } from "../model/stored.ts";
import { numbersTogether, query } from "./dialect.ts";
import { numbersOf } from "./effective-order.ts";
import { countedIds, plainCondition } from "./measures/counted-ids.ts";
import { type Cut, effectiveRowsOf } from "./measures/tally.ts";
import { fixed, joined, name, sql } from "./sql.ts";

/** Indicators of which one query asks the rows. */
const INDICATORS_PER_QUERY = 300;

/** Places of rows by their ids. */
class Places {
	/** Ids in ascending order, and the place of each. */
	private readonly ids: Float64Array;
	private readonly places: Uint32Array;

	/** @param ids in the order of the places */
	constructor(ids: Float64Array) {
		this.places = new Uint32Array(ids.length);
		for (let place = 0; place < ids.length; place++) this.places[place] = place;
		// Mostly they ascend: files are stored in the order in which they come, and rows as they stand.
		if (!ascends(ids)) this.places.sort((a, b) => (ids[a] ?? 0) - (ids[b] ?? 0));
		this.ids = ids.slice().sort();
	}

	/** Marks rows that are named by their ids. @throws Error where one of them has no place */
	marksOf(named: Float64Array): RowMarks {
		const marks = new RowMarks(this.ids.length);
		let at = 0;
		for (const id of ascends(named) ? named : named.sort()) {
			while ((this.ids[at] ?? Number.POSITIVE_INFINITY) < id) at++;
			if (this.ids[at] !== id) throw new Error(`row ${id} is counted and does not count`);
			marks.add(this.places[at] ?? 0);
		}
		return marks;
	}
}

function ascends(numbers: Float64Array): boolean {
	for (let at = 1; at < numbers.length; at++) if ((numbers[at] ?? 0) < (numbers[at - 1] ?? 0)) return false;
	return true;
}

/**
 * Which of the rows of a cut the indicators of its table count, by indicator. What is seen of each row alone is asked for together: the rows are gone through once.
 * @param ids of the rows, in the order of their places
 */
export async function countedRows(db: Knex, cut: Cut, indicators: readonly CountedIndicator[], ids: Float64Array): Promise<Map<string, CountedRows>> {
	const places = new Places(ids);
	const found = new Map<string, CountedRows>();
	const plain = indicators.flatMap((indicator) => {
		const condition = plainCondition(indicator, cut);
		return condition === null ? [] : [{ indicator, condition }];
	});
	for (let from = 0; from < plain.length; from += INDICATORS_PER_QUERY) {
		const part = plain.slice(from, from + INDICATORS_PER_QUERY);
		const columns = part.map(({ condition }, at) => sql`${numbersTogether(sql`CASE WHEN ${condition} THEN _id END`)} AS ${name(`i${at}`)}`);
		const [row] = await query(db, sql`${effectiveRowsOf(cut)} SELECT ${joined(columns)} FROM e`);
		for (const [at, { indicator }] of part.entries()) {
			const marks = places.marksOf(numbersOf(row?.[`i${at}`]));
			found.set(indicator.id, { city: marks, own: marks, given: new Map() });
		}
	}
	for (const indicator of indicators) if (!found.has(indicator.id)) found.set(indicator.id, await askedAlone(db, cut, indicator, places));
	return found;
}

async function askedAlone(db: Knex, cut: Cut, indicator: CountedIndicator, places: Places): Promise<CountedRows> {
	const together = sql`${numbersTogether(fixed("id"))} AS ids`;
	const [whole] = await query(db, sql`SELECT ${together} FROM (${countedIds(cut, indicator, "city")}) AS counted`);
	const parts = await query(db, sql`SELECT unit, ${together} FROM (${countedIds(cut, indicator, "unit")}) AS counted GROUP BY unit`);
	const city = places.marksOf(numbersOf(whole?.ids));
	const byUnit = parts.map((part) => [String(part.unit), places.marksOf(numbersOf(part.ids))] as const);
	if (indicator.measure.kind === "given") return { city, own: new RowMarks(city.rows), given: new Map(byUnit) };
	const own = new RowMarks(city.rows);
	for (const [, marks] of byUnit) own.addAll(marks);
	return { city, own, given: new Map() };
}

import type { Knex } from "knex";
import type { Form, Table } from "../model/form.ts";
import type { NumberColumn, StoredSubmission } from "../model/stored.ts";
import { numbersTogether, query } from "./dialect.ts";
import { effectiveRows } from "./effective-rows.ts";
import { numeric } from "./measures/tally.ts";
import { type Bindable, type Fragment, fixed, joined, name, sql } from "./sql.ts";
import { submissionsInOrder } from "./submission-order.ts";

/** Which rows of a table count and in which order, by number alone. */
export interface EffectiveOrder {
	/** Ids of the rows: units in the order in which the submissions first name them, then periods, batches, submissions, sheets as the report had them, rows. */
	readonly ids: Float64Array;
	/** By id. */
	readonly submissions: ReadonlyMap<number, StoredSubmission>;
	readonly ranges: ReadonlyMap<string, readonly [from: number, to: number]>;
	readonly numbers: Readonly<Record<string, NumberColumn>>;
}

/** A numeric field, and how often its last printed decimal goes into one. */
interface NumberField {
	readonly field: string;
	readonly scale: number;
}

/** Asks in one query for the ids of the rows that count and for the sums of their numeric columns. */
export async function effectiveOrder(db: Knex, form: Form, table: Table, chosen: readonly number[]): Promise<EffectiveOrder> {
	const fields = numberFields(table);
	const known = await submissionsInOrder(db, chosen);
	const parts = new Map((await query(db, orderQuery(form, table, chosen, fields))).map((part) => [Number(part.submission), part]));
	const ordered = known.filter(({ id }) => parts.has(id));
	const lists = ordered.map(({ id }) => numbersOf(parts.get(id)?.ids));
	const ids = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0));
	const ranges = new Map<string, [number, number]>();
	let at = 0;
	for (const [place, { unit }] of ordered.entries()) {
		const list = lists[place] ?? [];
		ids.set(list, at);
		ranges.set(unit, [ranges.get(unit)?.[0] ?? at, at + list.length]);
		at += list.length;
	}
	const numbers = Object.fromEntries(fields.map(({ field, scale }, place) => [field, columnOf([...parts.values()], place, scale)]));
	return { ids, submissions: new Map(ordered.map((submission) => [submission.id, submission])), ranges, numbers };
}

const COMMA = 44;
const ZERO = 48;

/** Ids as `numbersTogether` gives them, of which there may be many. */
export function numbersOf(together: Bindable | undefined): Float64Array {
	const text = together === null || together === undefined ? "" : String(together);
	const numbers = new Float64Array((text.length + 1) >> 1);
	let [count, number] = [0, 0];
	for (let at = 0; at < text.length; at++) {
		const character = text.charCodeAt(at);
		if (character === COMMA) {
			numbers[count++] = number;
			number = 0;
		} else number = 10 * number + character - ZERO;
	}
	if (text !== "") numbers[count++] = number;
	return numbers.slice(0, count);
}

/** The fields whose values are quantities, not years. */
function numberFields(table: Table): NumberField[] {
	return table.fields.flatMap(({ name: field, type }) => {
		switch (type.kind) {
			case "integer":
				return [{ field, scale: 1 }];
			case "decimal":
				return [{ field, scale: 10 ** type.places }];
			case "percent":
				return [{ field, scale: 10 ** (type.places + 2) }];
			default:
				return [];
		}
	});
}

/**
 * Per submission the ids of its rows in their order, and of each numeric column what is known of it. Sums are of whole numbers of the last decimal, which numbers keep as they are read: so no
 * binary dust gathers, in whatever order they are added up.
 */
function orderQuery(form: Form, table: Table, chosen: readonly number[], fields: readonly NumberField[]): Fragment {
	const wanted = ["_id", "_submission_id", "_sheet", "_row", ...fields.map(({ field }) => field)];
	const columns = fields.map(({ field, scale }, at) => {
		const value = sql`r.${name(field)}`;
		const sum = sql`SUM(ROUND(${value} * ${fixed(`${scale}.0`)})) AS ${name(`s${at}`)}`;
		return sql`COUNT(${value}) AS ${name(`n${at}`)}, ${sum}, MIN(${value}) AS ${name(`l${at}`)}, MAX(${value}) AS ${name(`g${at}`)}`;
	});
	const ids = sql`${numbersTogether(sql`r._id`, sql`COALESCE(l.place, -1), r._row`)} AS ids`;
	const layouts = sql`SELECT submission_id, sheet, MIN(position) AS place FROM submission_tables WHERE table_id = ${table.id} GROUP BY submission_id, sheet`;
	return sql`SELECT r._submission_id AS submission, ${joined([ids, ...columns])} FROM (${effectiveRows(form, table, chosen, wanted)}) AS r
		LEFT JOIN (${layouts}) AS l ON l.submission_id = r._submission_id AND l.sheet = r._sheet GROUP BY r._submission_id`;
}

function columnOf(parts: readonly Record<string, Bindable>[], at: number, scale: number): NumberColumn {
	const found = parts.filter((part) => numeric(part[`n${at}`]));
	const of = (called: string) => found.map((part) => numeric(part[`${called}${at}`]) ?? 0);
	const values = of("n").reduce((sum, each) => sum + each, 0);
	if (values === 0) return { values, sum: null, least: null, greatest: null };
	const sum = of("s").reduce((total, each) => total + each, 0) / scale;
	const least = of("l").reduce((a, b) => Math.min(a, b));
	return { values, sum, least, greatest: of("g").reduce((a, b) => Math.max(a, b)) };
}

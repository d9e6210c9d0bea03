import type { Filter, Operand } from "../../src/model/filter.ts";
import type { Table } from "../../src/model/form.ts";
import type { CountedIndicator, Figure, FigureValue } from "../../src/model/indicator.ts";
import { matchKey } from "../../src/model/match-key.ts";
import type { Value } from "../../src/model/rule.ts";
import { PARAMS, UNITS, type Values } from "./sample.ts";

/** What the SQL must give, in plain code that shares nothing with it. */

export interface OracleRow {
	readonly unit: string;
	readonly division: string;
	readonly values: Values;
	/** Order of storing. */
	readonly at: number;
	/** Greater is later: period end, acceptance, submission. */
	readonly age: readonly [string, string, number];
}

const COMPARE: Record<string, (left: never, right: never) => boolean> = {
	eq: (l, r) => l === r,
	ne: (l, r) => l !== r,
	lt: (l, r) => l < r,
	lte: (l, r) => l <= r,
	gt: (l, r) => l > r,
	gte: (l, r) => l >= r,
};

export function holdsFor(filter: Filter, row: Values): boolean {
	switch (filter.op) {
		case "and":
			return filter.of.every((each) => holdsFor(each, row));
		case "or":
			return filter.of.some((each) => holdsFor(each, row));
		case "not":
			return !holdsFor(filter.of, row);
		case "blank":
			return row[filter.field] === null;
		case "holds": {
			const list = row[filter.field];
			return Array.isArray(list) && list.includes(filter.value);
		}
		case "in": {
			const value = row[filter.field];
			if (value === null) return false;
			return "param" in filter.values ? PARAMS.bureauNames.includes(matchKey(String(value))) : filter.values.includes(value as string);
		}
		case "beside":
			throw new Error("the filters drawn here look at one row alone");
		default: {
			const [left, right] = [operandOf(filter.left, row), operandOf(filter.right, row)];
			return left !== null && right !== null && (COMPARE[filter.op]?.(left as never, right as never) ?? false);
		}
	}
}

function operandOf(operand: Operand, row: Values): Value {
	if ("field" in operand) return row[operand.field] ?? null;
	if ("param" in operand) return PARAMS[operand.param];
	if ("reading" in operand) return PARAMS.readings[operand.reading];
	if ("literal" in operand) return operand.literal;
	if ("monthOf" in operand) return row[operand.monthOf] === null ? null : Number(String(row[operand.monthOf]).split("-")[1]);
	return operandOf(holdsFor(operand.when, row) ? operand.use : operand.otherwise, row);
}

const NAMES = ["name", "alias"];

function compared(row: Values, field: string): Value {
	const value = row[field] ?? null;
	return NAMES.includes(field) && value !== null ? matchKey(String(value)) : value;
}

/** null where all parts are blank. */
function keyOf(row: Values, fields: readonly string[]): string | null {
	const parts = fields.map((field) => compared(row, field));
	return parts.every((part) => part === null) ? null : JSON.stringify(parts);
}

function grouped<T>(items: readonly T[], key: (item: T) => string | null): T[][] {
	const groups = new Map<string, T[]>();
	items.forEach((item, at) => {
		const own = key(item) ?? `alone ${at}`;
		groups.set(own, [...(groups.get(own) ?? []), item]);
	});
	return [...groups.values()];
}

export function effectiveOf(table: Table, rows: readonly OracleRow[]): OracleRow[] {
	if (table.rollUp === "snapshot") return [...rows];
	const later = (a: OracleRow, b: OracleRow) =>
		JSON.stringify([a.age, String(a.at).padStart(6, "0")]) > JSON.stringify([b.age, String(b.at).padStart(6, "0")]);
	const key = (row: OracleRow) => {
		const own = keyOf(row.values, table.key);
		return own === null ? null : `${row.unit} ${own}`;
	};
	return grouped(rows, key).map((group) => group.reduce((last, row) => (later(row, last) ? row : last)));
}

/** The figure of an indicator over effective rows. */
export function figureOf(indicator: CountedIndicator, rows: readonly OracleRow[]): Figure {
	const passing = rows.filter((row) => holdsFor(indicator.filter, row.values));
	if (indicator.measure.kind === "given") return givenOf(indicator, passing);
	const of = (part: readonly OracleRow[]) => numberOf(indicator, part);
	const qualifier = qualifierOf(indicator, passing);
	return {
		id: indicator.id,
		value: of(passing),
		byUnit: Object.fromEntries(UNITS.map(({ code }) => [code, of(passing.filter((row) => row.unit === code))])),
		byDivision: Object.fromEntries(UNITS.map(({ division }) => [division, of(passing.filter((row) => row.division === division))])),
		...(qualifier ? { qualifier } : {}),
	};
}

/** A number of so many decimals as exact decimal text arithmetic would give it: the samples have at most two decimals, so hundredths are whole. */
function roundedHundredths(hundredths: number, places: number): number {
	const step = 10 ** (2 - places);
	return (Math.round(hundredths / step) * step) / 100;
}

function numberOf({ measure, places = 0 }: CountedIndicator, rows: readonly OracleRow[]): FigureValue {
	switch (measure.kind) {
		case "count":
			return rows.length;
		case "distinct": {
			const { every, fields } = measure;
			const groups = grouped(
				rows.filter((row) => keyOf(row.values, fields) !== null),
				(row) => keyOf(row.values, fields),
			);
			return groups.filter((group) => !every || group.every((row) => holdsFor(every, row.values))).length;
		}
		case "distinct-by-alias":
			return documentsOf(rows).length;
		case "sum": {
			const numbers = chosenOf(measure, rows).flatMap((row) => row.values[measure.field] ?? []) as number[];
			if (rows.length > 0 && numbers.length === 0) return null;
			return roundedHundredths(
				numbers.reduce((sum, n) => sum + Math.round(n * 100), 0),
				places,
			);
		}
		default:
			throw new Error(measure.kind);
	}
}

type Sum = CountedIndicator["measure"] & { kind: "sum" };

function chosenOf({ once }: Sum, rows: readonly OracleRow[]): OracleRow[] {
	if (!once) return [...rows];
	const height = (row: OracleRow) => {
		const place = once.highest.order.indexOf(String(row.values[once.highest.field]));
		return place < 0 ? once.highest.order.length : place;
	};
	const groups = grouped(rows, (row) => keyOf(row.values, once.key));
	return groups.flatMap((group) => [...group].sort((a, b) => height(a) - height(b) || a.at - b.at)[0] ?? []);
}

function qualifierOf({ measure }: CountedIndicator, rows: readonly OracleRow[]): Figure["qualifier"] {
	if (measure.kind !== "sum" || !measure.qualifier) return undefined;
	const field = measure.qualifier;
	const said = chosenOf(measure, rows)
		.filter((row) => row.values[measure.field] !== null)
		.map((row) => row.values[field]);
	return said.includes("约") ? "约" : said.includes("以上") ? "以上" : undefined;
}

/** Connected components of rows by equal names and by aliases, by flooding. */
function documentsOf(rows: readonly OracleRow[]): OracleRow[][] {
	const linked = (a: Values, b: Values) => {
		const [nameA, nameB] = [compared(a, "name"), compared(b, "name")];
		const same = (x: Value, y: Value) => x !== null && x === y;
		return same(nameA, nameB) || same(nameA, compared(b, "alias")) || same(nameB, compared(a, "alias"));
	};
	const left = new Set(rows);
	const documents: OracleRow[][] = [];
	for (const seed of rows) {
		if (!left.delete(seed)) continue;
		const document = [seed];
		for (const known of document) {
			for (const other of left) {
				if (linked(known.values, other.values)) {
					document.push(other);
					left.delete(other);
				}
			}
		}
		documents.push(document);
	}
	return documents;
}

function givenOf({ id, measure }: CountedIndicator, rows: readonly OracleRow[]): Figure {
	if (measure.kind !== "given") throw new Error(measure.kind);
	const of = (region: string): FigureValue => {
		const values = [...rows].sort((a, b) => a.at - b.at).findLast((row) => row.values[measure.region] === region)?.values;
		const [low, high] = [values?.[measure.low] ?? null, values?.[measure.high] ?? null] as (number | null)[];
		if (low === null || low === undefined) return null;
		return typeof high === "number" && high !== low ? [low, high] : low;
	};
	const divisionOf = (division: string): FigureValue => {
		const parts = UNITS.filter((unit) => unit.division === division).map((unit) => of(unit.name));
		if (parts.some((part) => part === null)) return null;
		const bound = (at: 0 | 1) =>
			parts.reduce<number>((sum, part) => sum + Math.round((typeof part === "number" ? part : (part?.[at] ?? 0)) * 100), 0) / 100;
		return bound(0) === bound(1) ? bound(0) : [bound(0), bound(1)];
	};
	return {
		id,
		value: of(measure.whole),
		byUnit: Object.fromEntries(UNITS.map(({ code, name }) => [code, of(name)])),
		byDivision: Object.fromEntries(UNITS.map(({ division }) => [division, divisionOf(division)])),
	};
}

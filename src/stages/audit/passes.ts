import type { Filter, Operand } from "../../model/filter.ts";
import { matchKey } from "../../model/match-key.ts";
import type { Value } from "../../model/rule.ts";
import { type AuditRow, type Basis, comparedValue } from "./basis.ts";

/** Whether a row passes. */
export type Test = (row: AuditRow) => boolean;

/** What a filter may look at beside the row: the basis, and the rows of the table that count. */
export interface Surroundings {
	readonly basis: Basis;
	readonly rows: readonly AuditRow[];
}

type Read = (row: AuditRow) => Value;

/** A filter as plain code (docstrings of src/model/filter.ts). Two-valued: a comparison with a blank is false. */
export function testOf(filter: Filter, around: Surroundings): Test {
	switch (filter.op) {
		case "and": {
			const tests = filter.of.map((each) => testOf(each, around));
			return (row) => tests.every((test) => test(row));
		}
		case "or": {
			const tests = filter.of.map((each) => testOf(each, around));
			return (row) => tests.some((test) => test(row));
		}
		case "not": {
			const test = testOf(filter.of, around);
			return (row) => !test(row);
		}
		case "blank":
			return ({ values }) => (values[filter.field] ?? null) === null;
		case "holds":
			return ({ values }) => {
				const list = values[filter.field];
				return Array.isArray(list) && list.includes(filter.value);
			};
		case "in":
			return memberOf(filter, around.basis);
		case "beside":
			return standsBeside(filter, around);
		default:
			return comparison(filter.op, operandOf(filter.left, around), operandOf(filter.right, around));
	}
}

function memberOf(filter: Filter & { op: "in" }, { bureauNames }: Basis): Test {
	const { field, values: members } = filter;
	if ("param" in members)
		return (row) => {
			const host = row.values[field];
			return typeof host === "string" && bureauNames.has(matchKey(host));
		};
	const known = new Set<Value>(members);
	return ({ values }) => known.has(values[field] ?? null);
}

/** Some row of the same unit that counts agrees in some fields, all of them filled, and passes. */
function standsBeside({ same, that }: Filter & { op: "beside" }, around: Surroundings): Test {
	const passes = testOf(that, around);
	const placeOf = (row: AuditRow) => {
		const parts = same.map((field) => comparedValue(row, field));
		return parts.includes(null) ? null : JSON.stringify([row.submission.unit, ...parts]);
	};
	const places = new Set(around.rows.filter(passes).map(placeOf));
	return (row) => {
		const place = placeOf(row);
		return place !== null && places.has(place);
	};
}

type Comparison = "eq" | "ne" | "lt" | "lte" | "gt" | "gte";

const HOLDS: Readonly<Record<Comparison, (order: number) => boolean>> = {
	eq: (order) => order === 0,
	ne: (order) => order !== 0,
	lt: (order) => order < 0,
	lte: (order) => order <= 0,
	gt: (order) => order > 0,
	gte: (order) => order >= 0,
};

function comparison(op: Comparison, left: Read, right: Read): Test {
	const holds = HOLDS[op];
	return (row) => {
		const [one, other] = [left(row), right(row)];
		return one !== null && other !== null && holds(orderOf(one, other));
	};
}

/** Numbers by size, texts by their characters' code points, no before yes. */
export function orderOf(one: NonNullable<Value>, other: NonNullable<Value>): number {
	if (typeof one === "string" && typeof other === "string") return textOrder(one, other);
	return Number(one) - Number(other);
}

function textOrder(one: string, other: string): number {
	if (one === other) return 0;
	const [a, b] = [[...one], [...other]];
	const at = a.findIndex((character, place) => character !== b[place]);
	// One begins with the other.
	if (at < 0) return -1;
	return (a[at]?.codePointAt(0) ?? 0) - (b[at]?.codePointAt(0) ?? -1);
}

function operandOf(operand: Operand, around: Surroundings): Read {
	if ("field" in operand) return ({ values }) => values[operand.field] ?? null;
	if ("monthOf" in operand)
		return ({ values }) => {
			const day = values[operand.monthOf];
			return typeof day === "string" ? Number(day.slice(5, 7)) : null;
		};
	if ("when" in operand) {
		const [when, use, otherwise] = [testOf(operand.when, around), operandOf(operand.use, around), operandOf(operand.otherwise, around)];
		return (row) => (when(row) ? use(row) : otherwise(row));
	}
	const constant = constantOf(operand, around.basis);
	return () => constant;
}

function constantOf(operand: Exclude<Operand, { field: string } | { monthOf: string } | { when: Filter }>, basis: Basis): Value {
	if ("literal" in operand) return operand.literal;
	if ("reading" in operand) return basis.readings[operand.reading];
	const { period, cutoff } = basis;
	const values = {
		cutoff,
		periodStart: period.start,
		periodEnd: period.end,
		yearStart: `${period.year}-01-01`,
		yearEnd: `${period.year}-12-31`,
		year: period.year,
		previousYear: period.year - 1,
		previousYearEnd: `${period.year - 1}-12-31`,
	};
	return values[operand.param];
}

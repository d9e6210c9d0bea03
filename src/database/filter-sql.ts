import type { FieldType } from "../model/fields.ts";
import type { Filter, Operand } from "../model/filter.ts";
import { fieldOf, type Table } from "../model/form.ts";
import type { QueryParams } from "../model/stored.ts";
import { holdsText } from "./dialect.ts";
import { columnKind, comparedColumn } from "./form-tables.ts";
import { type Fragment, fixed, joined, name, sql, values } from "./sql.ts";

type Scalar = "text" | "number" | "boolean";

interface Compiled {
	readonly sql: Fragment;
	readonly type: Scalar;
}

const COMPARISONS = { eq: "=", ne: "<>", lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

/**
 * An indicator's filter over a table's rows as an SQL condition that is true or false and never NULL.
 * @throws Error where the declaration names an unknown field or compares a text with a number, which is a fault of the form.
 */
export function compileFilter(filter: Filter, table: Table, params: QueryParams): Fragment {
	switch (filter.op) {
		case "and":
			return joinedConditions(filter.of, table, params, " AND ", "1 = 1");
		case "or":
			return joinedConditions(filter.of, table, params, " OR ", "1 = 0");
		case "not":
			return sql`NOT ${compileFilter(filter.of, table, params)}`;
		case "blank":
			return sql`(${name(fieldOf(table, filter.field).name)} IS NULL)`;
		case "holds":
			return holdsValue(filter.field, filter.value, table);
		case "in":
			return isMember(filter, table, params);
		case "beside":
			return standsBeside(filter, table, params);
		default: {
			const left = compileOperand(filter.left, table, params);
			const right = compileOperand(filter.right, table, params);
			sameType(left.type, right.type, JSON.stringify(filter));
			return sql`COALESCE(${left.sql} ${fixed(COMPARISONS[filter.op])} ${right.sql}, FALSE)`;
		}
	}
}

/** A field as a number that can be added up. @throws Error where it is none. */
export function numberColumn(fieldName: string, table: Table): Fragment {
	sameType(fieldType(fieldName, table), "number", `the sum of ${fieldName}`);
	return name(fieldName);
}

function joinedConditions(of: readonly Filter[], table: Table, params: QueryParams, operator: string, empty: string): Fragment {
	if (of.length === 0) return fixed(`(${empty})`);
	const conditions = of.map((each) => compileFilter(each, table, params));
	return sql`(${joined(conditions, operator)})`;
}

function holdsValue(fieldName: string, value: string, table: Table): Fragment {
	const field = fieldOf(table, fieldName);
	if (columnKind(field) !== "list") throw new Error(`holds asks for a list; ${fieldName} is none`);
	return holdsText(name(field.name), value);
}

/** A host is the bureau where its match key is one of the bureau's. */
function isMember(filter: Filter & { op: "in" }, table: Table, params: QueryParams): Fragment {
	const field = fieldOf(table, filter.field);
	const bureau = "param" in filter.values;
	const members = "param" in filter.values ? params.bureauNames : filter.values;
	for (const member of members) sameType(fieldType(field.name, table), scalarOf(member), `${field.name} in ${JSON.stringify(members)}`);
	if (members.length === 0) return fixed("(1 = 0)");
	const column = name(bureau ? comparedColumn(field) : field.name);
	return sql`COALESCE(${column} IN (${values(members)}), FALSE)`;
}

/** Filters are always asked over the effective rows `e`; names in the inner query are those of its own rows. */
function standsBeside({ same, that }: Filter & { op: "beside" }, table: Table, params: QueryParams): Fragment {
	const columns = joined([name("_unit"), ...same.map((each) => name(comparedColumn(fieldOf(table, each))))]);
	return sql`COALESCE((${columns}) IN (SELECT ${columns} FROM e WHERE ${compileFilter(that, table, params)}), FALSE)`;
}

function compileOperand(operand: Operand, table: Table, params: QueryParams): Compiled {
	if ("field" in operand) return { sql: name(fieldOf(table, operand.field).name), type: fieldType(operand.field, table) };
	if ("param" in operand) return constant(params[operand.param]);
	if ("reading" in operand) return constant(params.readings[operand.reading]);
	if ("literal" in operand) return constant(operand.literal);
	if ("monthOf" in operand) return { sql: monthOf(operand.monthOf, table), type: "number" };
	const use = compileOperand(operand.use, table, params);
	const otherwise = compileOperand(operand.otherwise, table, params);
	sameType(use.type, otherwise.type, JSON.stringify(operand));
	return { sql: sql`CASE WHEN ${compileFilter(operand.when, table, params)} THEN ${use.sql} ELSE ${otherwise.sql} END`, type: use.type };
}

/** Dates are YYYY-MM-DD, months YYYY-MM. */
function monthOf(fieldName: string, table: Table): Fragment {
	const field = fieldOf(table, fieldName);
	const dated: readonly FieldType["kind"][] = ["date", "date-or-month", "month"];
	if (!dated.includes(field.type.kind)) throw new Error(`monthOf asks for a date; ${fieldName} is none`);
	return sql`CAST(SUBSTR(${name(field.name)}, 6, 2) AS INTEGER)`;
}

function constant(value: string | number | boolean): Compiled {
	return { sql: sql`${value}`, type: scalarOf(value) };
}

function scalarOf(value: string | number | boolean): Scalar {
	return typeof value === "string" ? "text" : typeof value === "number" ? "number" : "boolean";
}

function fieldType(fieldName: string, table: Table): Scalar {
	const kind = columnKind(fieldOf(table, fieldName));
	if (kind === "list") throw new Error(`${fieldName} is a list: ask it with holds or blank`);
	return kind === "integer" || kind === "real" ? "number" : kind;
}

function sameType(left: Scalar, right: Scalar, where: string): void {
	if (left !== right) throw new Error(`${where} compares ${left} with ${right}`);
}

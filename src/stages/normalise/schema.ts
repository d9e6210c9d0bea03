import { z } from "zod";
import type { Field } from "../../model/fields.ts";
import type { Table } from "../../model/form.ts";
import { hard, type Note } from "./reading.ts";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;
const DAY_OR_MONTH = /^\d{4}-\d{2}(?:-\d{2})?$/;

type RowSchema = z.ZodObject<Record<string, z.ZodType>>;
type RawIssue = z.core.$ZodIssue;

const schemas = new WeakMap<Table, RowSchema>();

/** The Zod schema of a table's normalised rows: types, ranges, lengths, what must be filled. Derived from the definition once. */
export function rowSchema(table: Table): RowSchema {
	const known = schemas.get(table);
	if (known) return known;
	const schema = z.object(Object.fromEntries(table.fields.map((field) => [field.name, fieldSchema(field)])));
	schemas.set(table, schema);
	return schema;
}

function fieldSchema(field: Field): z.ZodType {
	const schema = valueSchema(field);
	return field.required ? schema : schema.nullable();
}

function valueSchema({ type }: Field): z.ZodType {
	switch (type.kind) {
		case "text":
		case "code":
			return z.string().max(type.max);
		case "integer":
			return within(z.number().int(), type.min, type.max);
		case "decimal":
			return within(z.number(), type.min, type.max);
		case "percent":
			return within(z.number(), 0, type.max);
		case "date":
			return z.string().regex(DAY);
		case "date-or-month":
			return z.string().regex(DAY_OR_MONTH);
		case "month":
			return z.string().regex(MONTH);
		case "year":
			return z.number().int();
		case "yes-no":
			return z.boolean();
		case "enum": {
			const member = z.enum(type.members.map((m) => m.value));
			return type.several ? z.array(member) : member;
		}
		case "region":
			return z.string();
		case "list":
			return z.array(z.string().max(type.max));
	}
}

function within(schema: z.ZodNumber, min: number | undefined, max: number | undefined): z.ZodNumber {
	const bounded = min === undefined ? schema : schema.min(min);
	return max === undefined ? bounded : bounded.max(max);
}

/**
 * What an issue says to the office.
 * @throws Error for an issue that no cell can cause: a reader gave a value that is none of its field's type, which is a fault of the program.
 */
export function noteOfIssue(issue: RawIssue, value: unknown, absent: "blank" | "na" | undefined): Note {
	if (value === null) return hard(absent === "na" ? "value.not-applicable" : "value.required");
	if (issue.code === "too_big") {
		const max = Number(issue.maximum);
		return issue.origin === "string" ? hard("value.too-long", { params: { max } }) : hard("number.out-of-range", { params: { max } });
	}
	if (issue.code === "too_small") return hard("number.out-of-range", { params: { min: Number(issue.minimum) } });
	throw new Error(`a normalised value does not fit its field: ${issue.path.join(".")} ${issue.message}`);
}

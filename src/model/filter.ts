/**
 * Row filters of indicators, as data: the database room compiles them to SQL, and plain code can evaluate them too.
 * Logic is two-valued: a comparison with a blank operand is false.
 */

/** Values that depend on what is being published. */
export type Param =
	| "cutoff"
	| "periodStart"
	| "periodEnd"
	| "yearStart"
	| "yearEnd"
	| "year"
	| "previousYear"
	| "previousYearEnd"
	/** Match keys of every way the city bureau is written as a host. */
	| "bureauNames";

/** How figures are read that the published report leaves open: settings, not guesses (forms.md, Totals). */
export interface Readings {
	/** Whether the municipal engineering centres include the provincial ones. */
	readonly municipalCentresIncludeProvincial: boolean;
	/** Whether the years of the overdue projects are those of their approval or those in which they were due. */
	readonly overdueYears: "approval" | "due";
}

/** As the published report is read where no setting says otherwise. */
export const USUAL_READINGS: Readings = { municipalCentresIncludeProvincial: false, overdueYears: "approval" };

export type Operand =
	| { readonly field: string }
	| { readonly param: Exclude<Param, "bureauNames"> }
	| { readonly reading: keyof Readings }
	| { readonly literal: string | number | boolean }
	/** Month of a date field, 1–12. */
	| { readonly monthOf: string }
	| { readonly when: Filter; readonly use: Operand; readonly otherwise: Operand };

export type Filter =
	| { readonly op: "and" | "or"; readonly of: readonly Filter[] }
	| { readonly op: "not"; readonly of: Filter }
	| { readonly op: "eq" | "ne" | "lt" | "lte" | "gt" | "gte"; readonly left: Operand; readonly right: Operand }
	| { readonly op: "in"; readonly field: string; readonly values: readonly (string | number)[] | { readonly param: "bureauNames" } }
	| { readonly op: "blank"; readonly field: string }
	/** A list field (JSON array) holds the value. */
	| { readonly op: "holds"; readonly field: string; readonly value: string }
	/** Some row of the same unit that counts has the same values in these fields and passes `that`. */
	| { readonly op: "beside"; readonly same: readonly string[]; readonly that: Filter };

type OperandLike = Operand | string | number | boolean;

/** A field's value as an operand. */
export const field = (name: string): Operand => ({ field: name });
/** A parameter of the publication as an operand. */
export const param = (name: Exclude<Param, "bureauNames">): Operand => ({ param: name });
/** How a figure is read that the published report leaves open, as an operand. */
export const reading = (name: keyof Readings): Operand => ({ reading: name });
/** The month, 1–12, of a date field as an operand. */
export const monthOf = (name: string): Operand => ({ monthOf: name });
/** One operand or another, by a filter. */
export const whenever = (when: Filter, use: OperandLike, otherwise: OperandLike): Operand => ({
	when,
	use: operand(use),
	otherwise: operand(otherwise),
});

const operand = (value: OperandLike): Operand => (typeof value === "object" ? value : { literal: value });
const compare =
	(op: "eq" | "ne" | "lt" | "lte" | "gt" | "gte") =>
	(left: Operand | string, right: OperandLike): Filter => ({ op, left: typeof left === "string" ? { field: left } : left, right: operand(right) });

/** Comparisons. The left side is a field's name or an operand; a bare right side is a literal. */
export const eq = compare("eq");
export const ne = compare("ne");
export const lt = compare("lt");
export const lte = compare("lte");
export const gt = compare("gt");
export const gte = compare("gte");
export const and = (...of: Filter[]): Filter => ({ op: "and", of });
export const or = (...of: Filter[]): Filter => ({ op: "or", of });
export const not = (of: Filter): Filter => ({ op: "not", of });
export const isIn = (name: string, values: readonly (string | number)[]): Filter => ({ op: "in", field: name, values });
/** The host field names the city bureau, in any of its ways. */
export const isBureau = (name: string): Filter => ({ op: "in", field: name, values: { param: "bureauNames" } });
export const blank = (name: string): Filter => ({ op: "blank", field: name });
export const holds = (name: string, value: string): Filter => ({ op: "holds", field: name, value });
/** Some row of the same unit has the same values in the fields and passes the filter: where the row itself does not, another one does. */
export const beside = (same: readonly string[], that: Filter): Filter => ({ op: "beside", same, that });
/** from ≤ field ≤ to. */
export const between = (name: string, from: OperandLike, to: OperandLike): Filter => and(gte(name, from), lte(name, to));

/** Names of the fields that a filter reads, in order of first mention. */
export function fieldsRead(filter: Filter): string[] {
	return [...new Set(mentioned(filter))];
}

function mentioned(filter: Filter): string[] {
	switch (filter.op) {
		case "and":
		case "or":
			return filter.of.flatMap(mentioned);
		case "not":
			return mentioned(filter.of);
		case "in":
		case "blank":
		case "holds":
			return [filter.field];
		case "beside":
			return [...filter.same, ...mentioned(filter.that)];
		default:
			return [...operandFields(filter.left), ...operandFields(filter.right)];
	}
}

/** Names of the fields that an operand reads. */
export function operandFields(value: Operand): string[] {
	if ("field" in value) return [value.field];
	if ("monthOf" in value) return [value.monthOf];
	if ("when" in value) return [...mentioned(value.when), ...operandFields(value.use), ...operandFields(value.otherwise)];
	return [];
}

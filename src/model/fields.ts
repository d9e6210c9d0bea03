/**
 * Field builders of the form DSL. A field is data: everything that reads it (row schema, recogniser, template, table, roster) derives its own view.
 */

export type CodeScheme =
	/** Unified social credit code, GB 32100-2015. */
	| "uscc"
	/** High-tech enterprise certificate, GR + year + province + number. */
	| "hnte-certificate"
	/** GB/T 4754-2017 class, four digits, optionally led by the section letter. */
	| "industry"
	/** GB/T 2260-style village code, 12 digits. */
	| "village"
	/** Telephone or mobile number; several allowed. */
	| "phone"
	/** Any code the office itself assigns: kept as text, never as a number. */
	| "free";

export type FieldType =
	/** `registered`: the full name under which an organisation is registered; `formerly`: the one under which it was before. */
	| { readonly kind: "text"; readonly max: number; readonly registered?: true; readonly formerly?: true }
	| { readonly kind: "code"; readonly scheme: CodeScheme; readonly max: number }
	| {
			readonly kind: "integer";
			readonly min?: number;
			readonly max?: number /** 约110, 60多: the qualifier goes to this field. */;
			readonly qualifier?: string;
	  }
	| { readonly kind: "decimal"; readonly places: number; readonly min?: number; readonly max?: number }
	/** Normalised to a fraction: 35% → 0.35. `places` counts decimals of the per-cent figure. */
	| { readonly kind: "percent"; readonly places: number; readonly max?: number }
	| { readonly kind: "date" }
	/** A full date, or a month where only that is known (plans). */
	| { readonly kind: "date-or-month" }
	| { readonly kind: "month" }
	| { readonly kind: "year" }
	/** `no`: words of its own for a no, beside those that are made of the heading (规下 where 是否规上 is asked). */
	| { readonly kind: "yes-no"; readonly no: readonly string[] }
	| { readonly kind: "enum"; readonly members: readonly EnumMember[] /** Several values in one cell. */; readonly several: boolean }
	/** A reporting unit, written in any of its ways; normalised to the unit's official name. `whole`: how the whole city is written, where a row may stand for it. */
	| { readonly kind: "region"; readonly whole?: string }
	/** Several texts in one cell, parted by 、，; or newline; normalised to a JSON array. */
	| { readonly kind: "list"; readonly max: number };

export interface EnumMember {
	/** The value as stored and printed: 工程技术研究中心. */
	readonly value: string;
	/** Its name in indicator ids and English tables: centre. Lower case, digits and hyphens. */
	readonly slug: string;
	readonly synonyms: readonly string[];
}

/**
 * What the next period's template takes over of a field: its value; its value as a comment beside the blank cell, which the clerk needs to fill it in (累计毕业 of the period before);
 * or nothing.
 */
export type Carry = "value" | "beside" | "nothing";

/** Which days, months or years a field may hold. Days are YYYY-MM-DD, however fine the field itself is. */
export interface TimeBounds {
	/** It tells of what has happened, and nothing that is reported happened after the period; otherwise it tells of a plan or a term. */
	readonly happened: boolean;
	/** Nothing of the kind is older. */
	readonly since: string;
	/** Years that a plan or a term may lie ahead of the period's end. */
	readonly ahead: number;
	/** Years that it may lie behind another field of its row. */
	readonly term?: { readonly from: string; readonly years: number };
}

/** The founding of the state (1949-10-01): nothing that is reported is older than those whom it is reported to. */
export const FOUNDED = "1949-10-01";
const USUAL_AHEAD = 10;

export interface Field {
	/** English field name, snake_case. Set by the table from its key. */
	readonly name: string;
	/** Canonical header, without unit: 研发费用. A parent is joined with an underscore: 其中_当期新入孵. */
	readonly header: string;
	readonly label: string;
	readonly synonyms: readonly string[];
	readonly type: FieldType;
	readonly required: boolean;
	/** Unit of measure of the stored value: 万元, ㎡, 人, 家. */
	readonly unit?: string;
	/** Personal data: never in CSV or open data, masked in rosters unless a setting says otherwise. */
	readonly personal: boolean;
	/** The names of an organisation or a person are compared by their match key (brackets, variants and spaces folded). */
	readonly matchByName: boolean;
	/** A running total since the row began, which never falls. */
	readonly cumulative?: true;
	/** The field that it goes with: the revenue of an enterprise goes with its employees, and their ratio says more than the revenue alone. */
	readonly per?: string;
	/** Days, months and years have them. */
	readonly times?: TimeBounds;
	readonly carry: Carry;
}

export interface FieldOptions {
	/** English label. */
	readonly en: string;
	readonly required?: boolean;
	readonly synonyms?: readonly string[];
	readonly unit?: string;
	readonly personal?: boolean;
	readonly matchByName?: boolean;
	/** Figures are nothing that the next period begins with unless said here; names, codes, choices and days are. */
	readonly carry?: Carry;
}

export interface TimeOptions extends FieldOptions {
	/** It has happened by the time it is reported. */
	readonly happened?: true;
	/** YYYY-MM-DD; 1949-10-01 where left out. */
	readonly since?: string;
	/** Years, of what has not happened yet; 10 where left out. */
	readonly ahead?: number;
	readonly term?: TimeBounds["term"];
}

/** A field before its table gives it its name; `V` is the type of its normalised value. */
export interface FieldSpec<V> extends Omit<Field, "name"> {
	/** Type-level only: what a normalised value is. */
	readonly valueType?: V;
}

/** Kinds of fields that say how much there was in the period. */
const FIGURES: ReadonlySet<FieldType["kind"]> = new Set(["integer", "decimal", "percent"]);

function spec<V>(header: string, type: FieldType, options: FieldOptions): FieldSpec<V> {
	return {
		header,
		type,
		label: options.en,
		synonyms: options.synonyms ?? [],
		required: options.required ?? false,
		personal: options.personal ?? false,
		matchByName: options.matchByName ?? false,
		carry: options.carry ?? (FIGURES.has(type.kind) ? "nothing" : "value"),
		...(options.unit === undefined ? {} : { unit: options.unit }),
	};
}

/** Free text of at most `max` characters (default 200). */
export const text = (header: string, options: FieldOptions & { max?: number; registered?: true; formerly?: true }): FieldSpec<string> =>
	spec(
		header,
		{
			kind: "text",
			max: options.max ?? 200,
			...(options.registered ? { registered: true } : {}),
			...(options.formerly ? { formerly: true } : {}),
		},
		options,
	);

/** A code, kept as text. */
export const code = (header: string, options: FieldOptions & { scheme: CodeScheme; max?: number }): FieldSpec<string> =>
	spec(header, { kind: "code", scheme: options.scheme, max: options.max ?? 40 }, options);

/** A whole number; not negative unless `min` says so. */
export const integer = (header: string, options: FieldOptions & { min?: number; max?: number; qualifier?: string }): FieldSpec<number> =>
	spec(
		header,
		{
			kind: "integer",
			min: options.min ?? 0,
			...(options.max === undefined ? {} : { max: options.max }),
			...(options.qualifier === undefined ? {} : { qualifier: options.qualifier }),
		},
		options,
	);

/** A number with a fixed count of decimals (default 2); not negative unless `min` says so. */
export const decimal = (
	header: string,
	options: FieldOptions & { places?: number; min?: number; max?: number; per?: string; cumulative?: true },
): FieldSpec<number> => ({
	...spec<number>(
		header,
		{ kind: "decimal", places: options.places ?? 2, min: options.min ?? 0, ...(options.max === undefined ? {} : { max: options.max }) },
		options,
	),
	...(options.per === undefined ? {} : { per: options.per }),
	...(options.cumulative ? { cumulative: true } : {}),
});

/** A share, stored as a fraction; `places` counts decimals of the per-cent figure (default 2). */
export const percent = (header: string, options: FieldOptions & { places?: number; max?: number }): FieldSpec<number> =>
	spec(
		header,
		{ kind: "percent", places: options.places ?? 2, ...(options.max === undefined ? {} : { max: options.max }) },
		{ unit: "%", ...options },
	);

function timeSpec<V>(header: string, type: FieldType, options: TimeOptions): FieldSpec<V> {
	const { happened = false, since = FOUNDED, ahead = USUAL_AHEAD, term } = options;
	return { ...spec<V>(header, type, options), times: { happened, since, ahead, ...(term ? { term } : {}) } };
}

/** A calendar day, YYYY-MM-DD. */
export const date = (header: string, options: TimeOptions): FieldSpec<string> => timeSpec(header, { kind: "date" }, options);

/** A calendar day, or a month (YYYY-MM) where only that is known. */
export const dateOrMonth = (header: string, options: TimeOptions): FieldSpec<string> => timeSpec(header, { kind: "date-or-month" }, options);

/** A month, YYYY-MM. */
export const month = (header: string, options: TimeOptions): FieldSpec<string> => timeSpec(header, { kind: "month" }, options);

/** A year, e.g. 2019. */
export const year = (header: string, options: TimeOptions): FieldSpec<number> => timeSpec(header, { kind: "year" }, options);

/** Yes or no. */
export const yesNo = (header: string, options: FieldOptions & { no?: readonly string[] }): FieldSpec<boolean> =>
	spec(header, { kind: "yes-no", no: options.no ?? [] }, options);

/** Members of an enumeration: value → slug, or value → slug and synonyms. */
export type MemberTable = Readonly<Record<string, string | { slug: string; synonyms: readonly string[] }>>;

function memberList(table: MemberTable): EnumMember[] {
	return Object.entries(table).map(([value, m]) =>
		typeof m === "string" ? { value, slug: m, synonyms: [] } : { value, slug: m.slug, synonyms: m.synonyms },
	);
}

/** One of a closed list of values. */
export const oneOf = <const M extends MemberTable>(header: string, members: M, options: FieldOptions): FieldSpec<Extract<keyof M, string>> =>
	spec(header, { kind: "enum", members: memberList(members), several: false }, options);

/** Any number of values of a closed list, in one cell; stored as a JSON array in the list's order. */
export const anyOf = <const M extends MemberTable>(header: string, members: M, options: FieldOptions): FieldSpec<Extract<keyof M, string>[]> =>
	spec(header, { kind: "enum", members: memberList(members), several: true }, options);

/** A reporting unit; stored as its official name. */
export const region = (header: string, options: FieldOptions & { whole?: string }): FieldSpec<string> =>
	spec(header, options.whole === undefined ? { kind: "region" } : { kind: "region", whole: options.whole }, options);

/** Several texts in one cell. */
export const list = (header: string, options: FieldOptions & { max?: number }): FieldSpec<string[]> =>
	spec(header, { kind: "list", max: options.max ?? 2000 }, options);

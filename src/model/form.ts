import type { Field, FieldSpec } from "./fields.ts";
import { drawnIn, type FormChart } from "./form-chart.ts";
import type { Indicator } from "./indicator.ts";
import type { Need, NeededReport, NeededRow } from "./need.ts";
import type { PeriodKind } from "./period.ts";
import type { AsksFor, Breach, ContextBreach, ContextRule, ProjectedRow, Rule, RuleContext, TableBreach, Trial, Value } from "./rule.ts";
import type { Bilingual } from "./text.ts";

/**
 * How accepted rows count in a publication (roll-up, forms.md):
 * snapshot: per unit the latest accepted period inside the published one; accumulate: all accepted periods and batches inside it, latest row per key;
 * yearly: as accumulate, over periods that contain the published one too.
 */
export type RollUp = "snapshot" | "accumulate" | "yearly";

export interface Table {
	/** "" where the form has one table, else A, B. */
	readonly id: string;
	readonly title: Bilingual;
	readonly rollUp: RollUp;
	readonly fields: readonly Field[];
	/** Natural key: duplicates within a submission, distinct rows across batches. */
	readonly key: readonly string[];
	/** A number that is given in the middle of a row's life and from then on is its key alone; until then the key is `key`. */
	readonly numberedBy?: string;
	/** The rows of a period stand in the next one too (a roster, projects under way), so that its template begins with them; false for what happened in a period and is over. */
	readonly ongoing: boolean;
	readonly rules: readonly Rule[];
}

/** An earlier template of a form. It stays in the form's own file: a later year's change is an edition, never a copied form. */
export interface RetiredEdition {
	/** As offices call it: 2018年版. */
	readonly name: string;
	/** The 表号 that it alone bore: 阳科统12（2018）. */
	readonly number?: string;
	/** Headings that it had and no later template has. Only a sheet that has them all is told by them. */
	readonly headings?: readonly [string, ...string[]];
	/** YYYY-MM-DD. Periods that end later are not reported with it. */
	readonly lastDay: string;
}

export interface Form {
	/** 表号: 阳科统01. */
	readonly id: string;
	/** Stem of table names and fixtures: hnte_roster. */
	readonly slug: string;
	readonly title: Bilingual;
	readonly periods: readonly PeriodKind[];
	/** Submissions of one period are told apart by a batch label. */
	readonly batched: boolean;
	/** Who owes it: every unit, or the city alone. */
	readonly owedBy: "units" | "city";
	/** Which of several periods inside a published one are owed: the last, which lists everything that still counts, or each, since a row stands in its own period alone. */
	readonly owes: "last" | "each";
	readonly notes: readonly Bilingual[];
	readonly tables: readonly Table[];
	readonly indicators: readonly Indicator[];
	/** What the leader's page draws of the indicators. */
	readonly charts: readonly FormChart[];
	/** Earlier templates, which are still read for the periods in which they were in force. */
	readonly retired: readonly RetiredEdition[];
}

type Specs = Readonly<Record<string, FieldSpec<unknown>>>;
/** Typed row of a table: every value may be null. */
export type RowOf<F extends Specs> = { readonly [K in keyof F]: (F[K] extends FieldSpec<infer V> ? V : never) | null };
type NameOf<F extends Specs> = Extract<keyof F, string>;
/** A row on which the read fields are filled. */
type Filled<F extends Specs, R extends NameOf<F>, B extends NameOf<F>> = { readonly [K in R]: NonNullable<RowOf<F>[K]> } & {
	readonly [K in B]: RowOf<F>[K];
};

/** A row of the report at hand, as far as a context rule reads it. */
interface OwnRow<F extends Specs, R extends NameOf<F>> {
	readonly row: number;
	readonly values: { readonly [K in R]: RowOf<F>[K] };
}
type Needs<F extends Specs> = Readonly<Record<string, Need<NameOf<F>>>>;
/** The rows of each need, with the fields that it names. */
type Needed<N extends Readonly<Record<string, Need>>> = { readonly [K in keyof N]: readonly NeededRow<N[K]["fields"][number]>[] };

interface RuleTexts {
	/** <form>-<H|S><number>: 01-H2. H is hard, S is soft. Of a context rule also <form>-P<number> or X<number>. */
	code: string;
	states: Bilingual;
	remedy: Bilingual;
	explain?: AsksFor;
	/** What a breach may say beside the cell: what should stand there, and by how much it is off. */
	tells?: readonly ("expected" | "difference")[];
	/** A new rule may only tell until a day; then it weighs what its code says. */
	trial?: Trial;
}

/** What the rules of a table are written with: typed by its fields. */
export interface RuleBuilder<F extends Specs> {
	/** A rule over one row, skipped where a read field is blank. */
	row<const R extends NameOf<F>, const B extends NameOf<F> = never>(
		rule: RuleTexts & {
			reads: readonly R[];
			mayBeBlank?: readonly B[];
			at: NameOf<F>;
			test: (row: Filled<F, R, B>, context: RuleContext) => boolean | Breach;
		},
	): Rule;
	/** A rule over all rows of the table (projected on what it reads). */
	table(
		rule: RuleTexts & {
			reads: readonly NameOf<F>[];
			alsoReads?: Readonly<Record<string, readonly string[]>>;
			at: NameOf<F>;
			test: (
				rows: readonly ProjectedRow[],
				context: RuleContext,
				others: Readonly<Record<string, readonly ProjectedRow[]>>,
			) => readonly TableBreach[];
		},
	): Rule;
	/**
	 * A rule that compares with other reports, skipped where one that it needs has not been accepted. A row in which a read field could not be read is left out, and then
	 * nothing is said of rows that are missing.
	 */
	context<const R extends NameOf<F>, const N extends Needs<F>>(
		rule: RuleTexts & {
			severity: "hard" | "soft";
			severities?: readonly ("hard" | "soft")[];
			needs: N;
			reads: readonly R[];
			at: NameOf<F>;
			test: (
				rows: readonly OwnRow<F, R>[],
				context: RuleContext,
				needed: Needed<N>,
				reports: { readonly [K in keyof N]: readonly NeededReport[] },
			) => readonly ContextBreach[];
		},
	): Rule;
	/** No two rows have the same values in these fields; every row of a group that does is marked. */
	unique(rule: RuleTexts & { fields: readonly [NameOf<F>, ...NameOf<F>[]] }): Rule;
}

export interface TableSpec<F extends Specs> {
	id?: string;
	title?: Bilingual;
	rollUp: RollUp;
	fields: F;
	key: readonly NameOf<F>[];
	numberedBy?: NameOf<F>;
	/** A snapshot's rows go on unless this says otherwise, those of other tables do not. */
	ongoing?: boolean;
	rules?: (rule: RuleBuilder<F>) => readonly Rule[];
}

/** Declares one table of a form. */
export function defineTable<const F extends Specs>(spec: TableSpec<F>): Omit<Table, "title"> & { title?: Bilingual } {
	return {
		id: spec.id ?? "",
		...(spec.title ? { title: spec.title } : {}),
		rollUp: spec.rollUp,
		fields: Object.entries(spec.fields).map(([name, f]) => ({ ...f, name })),
		key: spec.key,
		...(spec.numberedBy === undefined ? {} : { numberedBy: spec.numberedBy }),
		ongoing: spec.ongoing ?? spec.rollUp === "snapshot",
		rules: spec.rules?.(ruleBuilder<F>()) ?? [],
	};
}

/** Declares a form. Everything else in the house derives from what is said here. @throws Error where the declaration contradicts itself. */
export function defineForm(
	spec: Omit<Form, "tables" | "batched" | "notes" | "indicators" | "charts" | "owedBy" | "owes" | "retired"> & {
		batched?: boolean;
		owedBy?: "units" | "city";
		owes?: "last" | "each";
		notes?: readonly Bilingual[];
		tables: readonly ReturnType<typeof defineTable>[];
		indicators?: readonly Indicator[];
		charts?: readonly FormChart[];
		retired?: readonly RetiredEdition[];
	},
): Form {
	const form: Form = {
		...spec,
		batched: spec.batched ?? false,
		owedBy: spec.owedBy ?? "units",
		owes: spec.owes ?? "last",
		notes: spec.notes ?? [],
		tables: spec.tables.map((table) => ({ ...table, title: table.title ?? spec.title })),
		indicators: spec.indicators ?? [],
		charts: spec.charts ?? [],
		retired: spec.retired ?? [],
	};
	const faults = [
		...form.tables.flatMap(tableFaults),
		...indicatorFaults(form),
		...form.charts.flatMap((chart) => chartFaults(chart, form)),
		...editionFaults(form),
	];
	if (faults.length > 0) throw new Error(`form ${form.id}: ${faults.join("; ")}`);
	return form;
}

/** Fields that say something about a row and nothing of it: never compared, and a second column of them is no contradiction. */
export const NEVER_COMPARED: ReadonlySet<string> = new Set(["remarks"]);

/** Every field by which a table's rows are told apart. */
export function keyFields({ key, numberedBy }: Pick<Table, "key" | "numberedBy">): readonly string[] {
	return numberedBy === undefined ? key : [numberedBy, ...key];
}

/** A table's field by name. @throws Error for an unknown name, which is a fault of the program. */
export function fieldOf(table: Table, name: string): Field {
	const found = table.fields.find((f) => f.name === name);
	if (!found) throw new Error(`no field ${name} in table ${table.id || table.title.zh}`);
	return found;
}

/** A form's table by id. @throws Error for an unknown id, which is a fault of the program. */
export function tableOf(form: Form, id: string | undefined): Table {
	const found = id === undefined ? form.tables[0] : form.tables.find((t) => t.id === id);
	if (!found) throw new Error(`no table ${id} in form ${form.id}`);
	return found;
}

function ruleBuilder<F extends Specs>(): RuleBuilder<F> {
	const severity = (code: string) => (/-S\d+$/.test(code) ? ("soft" as const) : ("hard" as const));
	return {
		row: ({ test, mayBeBlank, ...rule }) => ({
			...rule,
			kind: "row",
			severity: severity(rule.code),
			mayBeBlank: mayBeBlank ?? [],
			test: (row, context) => {
				const outcome = (test as (row: Readonly<Record<string, Value>>, context: RuleContext) => boolean | Breach)(row, context);
				return outcome === false ? {} : outcome;
			},
		}),
		table: ({ alsoReads, ...rule }) => ({ ...rule, kind: "table", severity: severity(rule.code), mayBeBlank: [], alsoReads: alsoReads ?? {} }),
		context: ({ test, ...rule }) => ({ ...rule, kind: "context", mayBeBlank: [], test: test as unknown as ContextRule["test"] }),
		unique: ({ fields, ...rule }) => ({
			...rule,
			kind: "table",
			severity: severity(rule.code),
			reads: fields,
			mayBeBlank: [],
			alsoReads: {},
			at: fields[0],
			test: (rows) => repeated(rows, fields),
		}),
	};
}

function repeated(rows: readonly ProjectedRow[], fields: readonly string[]): TableBreach[] {
	const groups = new Map<string, ProjectedRow[]>();
	for (const row of rows) {
		const values = fields.map((f) => row.values[f]);
		if (values.some((v) => v === null || v === undefined)) continue;
		const key = JSON.stringify(values);
		groups.set(key, [...(groups.get(key) ?? []), row]);
	}
	return [...groups.values()].filter((group) => group.length > 1).flatMap((group) => group.map(({ row }) => ({ row })));
}

function tableFaults(table: Omit<Table, "title">): string[] {
	const names = new Set(table.fields.map((f) => f.name));
	const unknown = (where: string, fields: readonly string[]) => fields.filter((f) => !names.has(f)).map((f) => `${where} names unknown field ${f}`);
	return [
		...unknown("key", keyFields(table)),
		...table.rules.flatMap((rule) => unknown(rule.code, [...rule.reads, ...rule.mayBeBlank, rule.at])),
		...table.rules.filter((rule) => !/^([0-9Z]\d[A-Z]?-[HSP]\d+|X\d+)$/.test(rule.code)).map((rule) => `rule code ${rule.code}`),
		...table.fields.flatMap((f) => (f.type.kind === "integer" && f.type.qualifier ? unknown(f.name, [f.type.qualifier]) : [])),
		...table.fields.flatMap((f) => (f.per === undefined ? [] : unknown(f.name, [f.per]))),
		...table.fields.flatMap((f) => (f.times?.term ? unknown(f.name, [f.times.term.from]) : [])),
	];
}

/** What the needs of context rules name and no form of the catalogue has. A form cannot be asked for it: it knows no other. */
export function needFaults(forms: readonly Form[]): string[] {
	return forms.flatMap((form) =>
		form.tables.flatMap((table) =>
			table.rules.flatMap((rule) =>
				rule.kind === "context"
					? Object.values(rule.needs).flatMap((need) => faultsOf(need, table, forms).map((fault) => `${rule.code}: ${fault}`))
					: [],
			),
		),
	);
}

function faultsOf(need: Need, own: Table, forms: readonly Form[]): string[] {
	const table = tableNeeded(need, forms);
	if (!table) return [`no table ${need.table ?? ""} in form ${need.form}`];
	const missing = (of: Table, names: readonly string[]) =>
		names.filter((name) => !of.fields.some((f) => f.name === name)).map((name) => `no field ${name} in ${of.title.zh}`);
	const { matching } = need;
	return [...missing(table, [...need.fields, ...(matching ? [matching.theirs] : [])]), ...missing(own, matching ? [matching.own] : [])];
}

/** The table that a need asks for; undefined where the catalogue has none, or the form has several and none is named. */
export function tableNeeded({ form, table }: Need, forms: readonly Form[]): Table | undefined {
	const found = forms.find(({ id }) => id === form)?.tables ?? [];
	return table === undefined ? (found.length === 1 ? found[0] : undefined) : found.find(({ id }) => id === table);
}

function indicatorFaults(form: Form): string[] {
	const ids = form.indicators.map((i) => i.id);
	return ids.flatMap((id, at) => [
		...(ids.indexOf(id) === at ? [] : [`indicator ${id} is declared twice`]),
		...(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(id) ? [] : [`indicator id ${id}`]),
	]);
}

function chartFaults(chart: FormChart, { indicators }: Form): string[] {
	const known = new Set(indicators.map(({ id }) => id));
	const uneven = chart.across === "members" && chart.members.some((member) => member.indicators.length !== chart.series.length);
	return [
		...drawnIn(chart).flatMap((id) => (known.has(id) ? [] : [`chart ${chart.id} draws unknown indicator ${id}`])),
		...(uneven ? [`chart ${chart.id} has not an indicator for each member and series`] : []),
	];
}

function editionFaults({ retired }: Form): string[] {
	return retired.flatMap(({ name, number, headings, lastDay }) => [
		...(number === undefined && headings === undefined ? [`edition ${name} cannot be told by anything`] : []),
		...(/^\d{4}-\d{2}-\d{2}$/.test(lastDay) ? [] : [`edition ${name} ends on ${lastDay}`]),
	]);
}

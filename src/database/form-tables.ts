import type { Knex } from "knex";
import type { Field } from "../model/fields.ts";
import { type Form, fieldOf, type Table, tableNeeded } from "../model/form.ts";
import { matchKey } from "../model/match-key.ts";
import type { Value } from "../model/rule.ts";
import type { NormalisedRow } from "../model/submission.ts";
import { indexNames } from "./dialect.ts";
import type { Bindable } from "./sql.ts";

/** How a field's value lies in its column. A list is a JSON array. */
export type ColumnKind = "text" | "integer" | "real" | "boolean" | "list";

interface Column {
	readonly name: string;
	readonly kind: ColumnKind;
	readonly of: (row: NormalisedRow) => Bindable;
}

/** Columns of every form table besides its fields; a field's name never begins with an underscore. */
const ROW_COLUMNS = ["_submission_id", "_sheet", "_row", "_absent", "_refs"] as const;

/** Name of the database table that holds a form's table. */
export function tableName(form: Form, table: Table): string {
	return table.id === "" ? `f_${form.slug}` : `f_${form.slug}_${table.id.toLowerCase()}`;
}

/** How a field's values lie in the database. */
export function columnKind({ type }: Field): ColumnKind {
	switch (type.kind) {
		case "integer":
		case "year":
			return "integer";
		case "decimal":
		case "percent":
			return "real";
		case "yes-no":
			return "boolean";
		case "list":
			return "list";
		case "enum":
			return type.several ? "list" : "text";
		default:
			return "text";
	}
}

/** The column by which a field's values are compared: its match key where it is compared by name. */
export function comparedColumn(field: Field): string {
	return field.matchByName ? `${field.name}__key` : field.name;
}

/** A stored column's value as the field's normalised value. */
export function readValue(field: Field, stored: Bindable): Value {
	if (stored === null) return null;
	switch (columnKind(field)) {
		case "boolean":
			return Boolean(stored);
		case "list":
			return JSON.parse(String(stored));
		case "text":
			return stored;
		default:
			return Number(stored);
	}
}

/** What a form table holds: column names and the values of a row in their order. */
export function rowLayout(table: Table): { names: string[]; toRow: (submissionId: number, row: NormalisedRow) => Bindable[] } {
	const columns = table.fields.flatMap(columnsOf);
	return {
		names: [...ROW_COLUMNS, ...columns.map((c) => c.name)],
		toRow: (submissionId, row) => [
			submissionId,
			row.sheet,
			row.row,
			jsonOrNull(notApplicable(row)),
			jsonOrNull(row.refs),
			...columns.map((column) => column.of(row)),
		],
	};
}

function columnsOf(field: Field): Column[] {
	const kind = columnKind(field);
	const value: Column = { name: field.name, kind, of: (row) => toStored(row.values[field.name] ?? null) };
	if (!field.matchByName) return [value];
	return [value, { name: comparedColumn(field), kind: "text", of: (row) => keyOf(field, row) }];
}

function keyOf(field: Field, row: NormalisedRow): string | null {
	const value = row.values[field.name];
	return row.keys[field.name] ?? (typeof value === "string" ? matchKey(value) : null);
}

function toStored(value: Value): Bindable {
	return Array.isArray(value) ? JSON.stringify(value) : value;
}

/** A null is blank unless this says that it is not applicable. */
function notApplicable(row: NormalisedRow): Record<string, string> {
	return Object.fromEntries(Object.entries(row.absent).filter(([, why]) => why === "na"));
}

function jsonOrNull(record: Readonly<Record<string, string>>): string | null {
	return Object.keys(record).length === 0 ? null : JSON.stringify(record);
}

/** A column by which rows of every unit are asked for: a rule wants to know who else has a value. */
interface SoughtColumn {
	readonly table: string;
	readonly column: string;
	readonly index: string;
}

function soughtColumns(forms: readonly Form[]): SoughtColumn[] {
	const rules = forms.flatMap((form) => form.tables.flatMap((table) => table.rules));
	const sought = rules
		.flatMap((rule) => (rule.kind === "context" ? Object.values(rule.needs) : []))
		.flatMap((need) => {
			const form = forms.find(({ id }) => id === need.form);
			const table = tableNeeded(need, forms);
			if (!form || !table || !need.matching || need.whose === "unit") return [];
			const [inTable, column] = [tableName(form, table), comparedColumn(fieldOf(table, need.matching.theirs))];
			return [{ table: inTable, column, index: `${inTable}_${column}` }];
		});
	return [...new Map(sought.map((each) => [each.index, each])).values()];
}

/** Whether every form has its tables with every column and index. */
export async function formTablesAreCurrent(db: Knex, forms: readonly Form[]): Promise<boolean> {
	const indexes = await indexNames(db);
	if (soughtColumns(forms).some(({ index }) => !indexes.has(index))) return false;
	for (const form of forms) {
		for (const table of form.tables) if ((await missingColumns(db, form, table)).length > 0) return false;
	}
	return true;
}

/** Creates the tables that forms lack and adds columns and indexes that tables lack. Nothing is ever dropped: a field that a later edition leaves out keeps its column. */
export async function syncFormTables(trx: Knex.Transaction, forms: readonly Form[]): Promise<void> {
	for (const form of forms) {
		for (const table of form.tables) {
			const missing = await missingColumns(trx, form, table);
			if (await trx.schema.hasTable(tableName(form, table))) await addColumns(trx, tableName(form, table), missing);
			else await createTable(trx, tableName(form, table), table);
		}
	}
	const indexes = await indexNames(trx);
	for (const { table, column, index } of soughtColumns(forms)) {
		if (!indexes.has(index)) await trx.schema.alterTable(table, (t) => t.index([column], index));
	}
}

async function missingColumns(db: Knex, form: Form, table: Table): Promise<Column[]> {
	const present = await db(tableName(form, table)).columnInfo();
	return table.fields.flatMap(columnsOf).filter((column) => !(column.name in present));
}

async function addColumns(trx: Knex.Transaction, inTable: string, columns: readonly Column[]): Promise<void> {
	for (const column of columns) await trx.schema.alterTable(inTable, (t) => addColumn(t, column));
}

async function createTable(trx: Knex.Transaction, called: string, table: Table): Promise<void> {
	await trx.schema.createTable(called, (t) => {
		t.increments("_id");
		t.integer("_submission_id").notNullable().references("submissions.id");
		t.text("_sheet").notNullable();
		t.integer("_row").notNullable();
		t.text("_absent");
		t.text("_refs");
		for (const column of table.fields.flatMap(columnsOf)) addColumn(t, column);
		// No cell is loaded twice; also finds the rows of a submission. None over the natural key: rows are asked for by their submissions, and an index in which every row of
		// ten millions has its place at random takes longer to keep than all else of the loading. Only what is sought in all units' rows (soughtColumns) has one.
		t.unique(["_submission_id", "_sheet", "_row"], { indexName: `${called}_place` });
	});
}

function addColumn(t: Knex.TableBuilder, { name, kind }: Column): void {
	if (kind === "integer") t.bigInteger(name);
	else if (kind === "real") t.double(name);
	else if (kind === "boolean") t.boolean(name);
	else t.text(name);
}

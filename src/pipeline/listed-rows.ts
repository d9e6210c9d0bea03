import type { Field } from "../model/fields.ts";
import type { CountedIndicator } from "../model/indicator.ts";
import { matchKey } from "../model/match-key.ts";
import type { Value } from "../model/value.ts";
import type { Known } from "../stages/report-template/names.ts";
import { sourceOf } from "../stages/report-template/names.ts";
import type { ListedRows } from "../stages/report-template/template-data.ts";
import { type ConsolidatePorts, type Consolidation, effectiveTable, effectiveTables, queryParams } from "./consolidate.ts";

type Row = Readonly<Record<string, Value>>;

/**
 * The rows that a list of a report tells of: of a table those that count in the publication, of an indicator those that its figure counts, each thing once. Personal fields are left out.
 * @param source as the template writes it, checked
 */
export async function listedRows(source: string, { scope }: Consolidation, known: Known, ports: ConsolidatePorts): Promise<ListedRows> {
	const found = sourceOf(source, known);
	if ("nearest" in found) throw new Error(`a template that was not checked: ${source}`);
	const { form, table, indicator } = found;
	const counting = await ports.store.countingAt(scope.asOf);
	const effective = effectiveTable(form, table, counting, scope, ports);
	const told = table.fields.filter(({ personal }) => !personal);
	const rows: Row[] = [];
	if (!indicator) {
		const all = await ports.store.rows(form, table.id, effective);
		for await (const batch of all.batches()) for (const { values } of batch) rows.push(named(table.fields, values));
	} else {
		const params = queryParams(scope, ports.bureauNames);
		const one = effectiveTables(form, counting, scope, ports)[table.id] ?? effective;
		for (const { values } of await ports.store.sourcesOf(form, indicator.id, one, params, ports.units, null)) rows.push(values);
	}
	const once = indicator ? eachOnce(rows, indicator, table.fields) : rows;
	const title = indicator ? indicator.name.zh : form.title.zh;
	return { rows: once.map((row) => only(told, row)), complete: effective.missing.length === 0, title };
}

/** @param values in the order of the fields */
function named(fields: readonly Field[], values: readonly Value[]): Row {
	return Object.fromEntries(fields.map(({ name }, at) => [name, values[at] ?? null]));
}

function only(fields: readonly Field[], row: Row): Row {
	return Object.fromEntries(fields.map(({ name }) => [name, row[name] ?? null]));
}

/** Several rows of what an indicator counts once are told of once. */
function eachOnce(rows: readonly Row[], { measure }: CountedIndicator, fields: readonly Field[]): Row[] {
	if (measure.kind !== "distinct") return [...rows];
	const byName = new Set(fields.filter(({ matchByName }) => matchByName).map(({ name }) => name));
	const known = new Map<string, Row>();
	for (const row of rows) {
		const key = JSON.stringify(measure.fields.map((name) => (byName.has(name) ? matchKey(String(row[name] ?? "")) : (row[name] ?? null))));
		if (!known.has(key)) known.set(key, row);
	}
	return [...known.values()];
}

import type { Table } from "./form.ts";

/** The fields by which a table says which enterprise a row is about. */
export interface EnterpriseFields {
	/** Its unified social credit code. */
	readonly code: string;
	/** The full name under which it is registered. */
	readonly name: string;
	/** The name under which it was registered before; null where the table does not ask. */
	readonly former: string | null;
}

const known = new WeakMap<Table, EnterpriseFields | null>();

/** The enterprise fields of a table, found by what they are declared to hold; null where its rows are about something else. */
export function enterpriseFields(table: Table): EnterpriseFields | null {
	const found = known.get(table);
	if (found !== undefined) return found;
	const code = table.fields.find(({ type }) => type.kind === "code" && type.scheme === "uscc");
	const name = table.fields.find(({ type }) => type.kind === "text" && type.registered);
	const former = table.fields.find(({ type }) => type.kind === "text" && type.formerly);
	const fields = code && name ? { code: code.name, name: name.name, former: former?.name ?? null } : null;
	known.set(table, fields);
	return fields;
}

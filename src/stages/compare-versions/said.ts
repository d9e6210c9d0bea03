import type { Table } from "../../model/form.ts";
import type { Value } from "../../model/rule.ts";
import type { VersionRow } from "../../model/version.ts";

/** Whether two rows say the same in a field: names by their match key, and the written text where a cell could not be read. */
export function saysTheSame(before: VersionRow, after: VersionRow, field: string): boolean {
	if (before.unread.has(field) !== after.unread.has(field)) return false;
	const [own, other] = [comparedValue(before, field), comparedValue(after, field)];
	return own === other || (Array.isArray(own) && Array.isArray(other) && JSON.stringify(own) === JSON.stringify(other));
}

/** What a row says in a field as a text to be looked up by; "" for nothing. */
export function saidText(row: VersionRow, field: string): string {
	const value = comparedValue(row, field);
	if (value === null) return "";
	const text = typeof value === "string" ? value : JSON.stringify(value);
	return row.unread.has(field) ? `\u0000${text}` : text;
}

/** All that a row says in some fields. */
export function saidIn(row: VersionRow, fields: readonly string[]): string {
	return JSON.stringify(fields.map((field) => saidText(row, field)));
}

/** Fields in which two rows say something else, in the table's order. */
export function differingFields(before: VersionRow, after: VersionRow, { fields }: Table): string[] {
	return fields.filter(({ name }) => !saysTheSame(before, after, name)).map(({ name }) => name);
}

function comparedValue(row: VersionRow, field: string): Value {
	return (row.unread.has(field) ? undefined : row.keys[field]) ?? row.values[field] ?? null;
}

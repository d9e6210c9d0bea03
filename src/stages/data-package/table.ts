/** A column of an open table: name, type and meaning, as a Table Schema says it (https://specs.frictionlessdata.io/table-schema/). */
export interface OpenField {
	readonly name: string;
	readonly type: "string" | "number" | "date";
	readonly title: string;
	readonly description?: string;
	readonly constraints?: Readonly<Record<string, unknown>>;
}

export interface OpenTable {
	/** Lower case; the resource's name and that of its file. */
	readonly name: string;
	readonly title: string;
	readonly schema: {
		readonly fields: readonly OpenField[];
		readonly missingValues: readonly string[];
		readonly primaryKey: readonly string[];
		readonly foreignKeys?: readonly { readonly fields: string; readonly reference: { readonly resource: string; readonly fields: string } }[];
	};
}

export type OpenCell = string | number | null;

/** A table with its rows, each in the order of its fields. */
export interface Resource {
	readonly table: OpenTable;
	readonly rows: readonly (readonly OpenCell[])[];
}

/** What `csv` writes, as a CSV Dialect; all by the defaults but for the leading spaces, which stay. */
export const CSV_DIALECT = {
	delimiter: ",",
	lineTerminator: "\r\n",
	quoteChar: '"',
	doubleQuote: true,
	skipInitialSpace: false,
	header: true,
} as const;

/** RFC 4180 in UTF-8 without a byte order mark: a program reads it by its schema, and takes no text for a formula. */
export function csv({ schema }: OpenTable, rows: Resource["rows"]): string {
	const lines = [schema.fields.map(({ name }) => name), ...rows].map((row) => row.map(quoted).join(","));
	return `${lines.join("\r\n")}\r\n`;
}

function quoted(cell: OpenCell): string {
	const text = cell === null ? "" : String(cell);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

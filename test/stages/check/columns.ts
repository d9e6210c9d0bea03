import type { Form } from "../../../src/model/form.ts";
import type { Value } from "../../../src/model/rule.ts";
import type { EarlierReport } from "../../../src/model/stored.ts";
import type { NormalisedBlock } from "../../../src/stages/normalise.ts";

/** Rows as numbers by field; `null` is a blank. */
export type Rows = readonly Readonly<Record<string, Value>>[];

/** What a sheet says of its units. */
export interface SaidUnits {
	/** Field → unit in its heading. */
	readonly headings?: Readonly<Record<string, string>>;
	/** The 计量单位 line. */
	readonly line?: string;
}

/** A sheet of a form's first table whose header stands in row 4 and whose rows follow it, each of a key of its own where it gives none. */
export function sheetOf(form: Form, rows: Rows, { headings = {}, line }: SaidUnits = {}, sheet = "表"): NormalisedBlock {
	const [table] = form.tables;
	if (!table) throw new Error("a form without a table");
	const columns = table.fields.map(({ name, header }, at) => ({
		...{ field: name, column: at + 1, header, headerCell: `${String.fromCharCode(65 + at)}4`, via: "header" },
		...(headings[name] === undefined ? {} : { unit: headings[name] }),
	}));
	const blank = Object.fromEntries(table.fields.map(({ name }) => [name, null]));
	const normalised = rows.map((values, at) => ({
		...{ table: table.id, sheet, row: at + 5, absent: {}, keys: {}, refs: {}, sound: true },
		values: { ...blank, ...Object.fromEntries(table.key.map((name) => [name, `第${at}家`])), ...values },
	}));
	const block = { table, sheet, date1904: false, headerRows: [4, 4], columns, unknownColumns: [], amountUnit: line ?? null, rows: [] };
	return { block, rows: normalised, unreadable: new Map(), conversions: [], totals: [] } as unknown as NormalisedBlock;
}

/** The same rows as a report before. */
export function reportedBefore(form: Form, rows: Rows, period = "2018H2"): EarlierReport {
	return { period, rows: { [form.tables[0]?.id ?? ""]: sheetOf(form, rows).rows.map(({ values }) => values) } };
}

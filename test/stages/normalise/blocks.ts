import { columnLetters } from "../../../src/model/a1.ts";
import type { Form, Table } from "../../../src/model/form.ts";
import type { Cell, NumberFormatKind } from "../../../src/model/grid.ts";
import { period } from "../../../src/model/period.ts";
import type { Block, BodyRow, RecognisedSubmission, RowRole } from "../../../src/model/submission.ts";
import { YANGJIANG_UNITS } from "../../../src/reference/units.ts";

/** What a test writes into a cell: text, a number, yes/no, or a whole cell. */
export type Written = string | number | boolean | Partial<Cell>;

/** A cell as a reader would give it. */
export function cell(written: Written, format: NumberFormatKind = "general"): Cell {
	if (typeof written === "object") return { column: 1, type: "s", value: "", raw: String(written.value ?? ""), format, ...written };
	const type = typeof written === "number" ? "n" : typeof written === "boolean" ? "b" : "s";
	return { column: 1, type, value: written, raw: String(written), format };
}

/** A date cell, as the reader gives it. */
export const dateCell = (iso: string): Cell => ({ column: 1, type: "d", value: iso, raw: "43643", format: "date" });

export interface RowSpec {
	readonly role?: RowRole;
	/** Master of the merged range that covers the cell. */
	readonly merged?: Readonly<Record<string, string>>;
	readonly cells: Readonly<Record<string, Written>>;
}

/** A block with one column per field (those left out of `columns` are missing), header in row 3, data from row 4 on. */
export function blockOf(
	table: Table,
	rows: readonly RowSpec[],
	extras: Partial<Block> & { units?: Record<string, string>; without?: string[] } = {},
): Block {
	const { units = {}, without = [], ...rest } = extras;
	const columns = table.fields
		.map((field, at) => ({
			field: field.name,
			column: at + 2,
			header: field.header,
			headerCell: `${columnLetters(at + 2)}3`,
			via: "header" as const,
			...(units[field.name] === undefined ? {} : { unit: units[field.name] as string }),
		}))
		.filter(({ field }) => !without.includes(field));
	const places = new Map(columns.map(({ field, column }) => [field, column]));
	const bodies = rows.map(({ role = "data", merged = {}, cells }, at): BodyRow => {
		const number = at + 4;
		const entries = Object.entries(cells).map(([name, written]): [string, Cell] => {
			const column = places.get(name);
			if (column === undefined) throw new Error(`no column ${name}`);
			return [name, { ...cell(written), column }];
		});
		return { number, role, hidden: false, cells: Object.fromEntries(entries), masters: merged };
	});
	const head: BodyRow[] = [1, 2, 3].map((number) => ({ number, role: "header", hidden: false, cells: {}, masters: {} }));
	return {
		table,
		sheet: "表",
		date1904: false,
		headerRows: [3, 3],
		columns,
		unknownColumns: [],
		amountUnit: null,
		rows: [...head, ...bodies],
		...rest,
	};
}

/** A recognised submission of some blocks. */
export function submissionOf(
	form: Form,
	blocks: readonly Block[],
	unit = "441704-00",
	extras: Partial<RecognisedSubmission> = {},
): RecognisedSubmission {
	const filing = YANGJIANG_UNITS.find(({ code }) => code === unit);
	if (!filing) throw new Error(`no unit ${unit}`);
	return {
		form,
		period: period("2019H1"),
		unit: filing,
		batch: "",
		nil: false,
		blocks,
		evidence: [],
		signatures: {},
		findings: [],
		...extras,
	};
}

import type { Finding } from "../../model/finding.ts";
import type { Cell } from "../../model/grid.ts";
import { matchKey } from "../../model/match-key.ts";
import type { Value } from "../../model/rule.ts";
import type { Block, BodyRow, NormalisedRow } from "../../model/submission.ts";
import { shownText } from "./characters.ts";
import type { Column } from "./columns.ts";
import type { ConversionLog } from "./conversions.ts";
import type { Note } from "./reading.ts";
import { noteOfIssue, rowSchema } from "./schema.ts";

/** What the rows of a block come to. */
export interface RowCollector {
	readonly block: Block;
	readonly columns: readonly Column[];
	/** Every field of the table, with nothing in it: what a row starts from. */
	readonly blank: Readonly<Record<string, Value>>;
	readonly findings: Finding[];
	/** Row → fields in which a hard finding stands. */
	readonly unreadable: Map<number, Set<string>>;
	/** Every combination of absent fields met so far: rows that lack the same share one record. */
	readonly absences: Map<string, NormalisedRow["absent"]>;
	/** Merged cells whose findings are told already: they are read on every row they cover. */
	readonly toldMerges: Set<string>;
	readonly conversions: ConversionLog;
}

interface Draft {
	readonly row: number;
	readonly cells: BodyRow["cells"];
	readonly masters: BodyRow["masters"];
	readonly values: Record<string, Value>;
	readonly absent: Record<string, "blank" | "na">;
	readonly keys: Record<string, string>;
	refs: Readonly<Record<string, string>>;
	sound: boolean;
}

const NONE: Readonly<Record<string, never>> = Object.freeze({});

/** Reads one data row, validates it with the table's Zod schema, and collects what is wrong with it. */
export function readRow(row: BodyRow, collector: RowCollector): NormalisedRow {
	if (row.short) return shortRow(row.number, collector);
	const { number, cells, masters } = row;
	const draft: Draft = { row: number, cells, masters, values: { ...collector.blank }, absent: {}, keys: {}, refs: NONE, sound: true };
	for (const column of collector.columns) {
		const cell = cells[column.field.name];
		if (cell) readCell(column, cell, draft, collector);
	}
	completeRow(draft, collector);
	validate(draft, collector);
	const { values, keys, refs, sound } = draft;
	const absent = shared(draft.absent, collector.absences);
	return { table: collector.block.table.id, sheet: collector.block.sheet, row: number, values, absent, keys, refs, sound };
}

/** A row whose values may stand in any column is told as such, and not read (mess.md 57). */
function shortRow(row: number, { block, columns, blank, findings, unreadable }: RowCollector): NormalisedRow {
	unreadable.set(row, new Set(columns.map(({ field }) => field.name)));
	const nothing = { field: null, header: null, value: null, expected: null };
	findings.push({ code: "row.short", severity: "hard", sheet: block.sheet, cell: `A${row}`, ...nothing });
	return { table: block.table.id, sheet: block.sheet, row, values: blank, absent: NONE, keys: NONE, refs: NONE, sound: false };
}

function shared(absent: NormalisedRow["absent"], absences: Map<string, NormalisedRow["absent"]>): NormalisedRow["absent"] {
	const key = Object.entries(absent).join();
	const known = absences.get(key);
	if (!known) absences.set(key, absent);
	return known ?? absent;
}

function readCell(column: Column, cell: Cell, draft: Draft, collector: RowCollector): void {
	const { name } = column.field;
	const { conversions } = collector;
	const { values, cells, masters } = draft;
	const reading = column.read(cell);
	if (reading.value !== null) values[name] = reading.value;
	if (reading.absent) draft.absent[name] = reading.absent;
	const master = masters[name];
	const filled = master !== undefined && master !== `${column.letters}${draft.row}`;
	if (filled) draft.refs = { ...draft.refs, [name]: master };
	if (cell.type !== "s") conversions.typed = true;
	if (filled) conversions.filled(column, draft.row, master, reading.value);
	else if (reading.conversions) conversions.read(column, draft.row, cell, reading);
	for (const note of reading.notes) tell(note, column, draft, collector);
	// 约110人 says in its own text what the column beside it asks; a column that the office filled itself is left alone.
	if (reading.exactness && column.qualifier && reading.value !== null && !cells[column.qualifier]) values[column.qualifier] = reading.exactness;
}

/** Blanks and match keys, once every cell is read. */
function completeRow({ row, cells, values, absent, keys, refs }: Draft, { columns, conversions }: RowCollector): void {
	for (const column of columns) {
		const { field } = column;
		const value = values[field.name];
		if (value === null) {
			if (!cells[field.name]) absent[field.name] = "blank";
		} else if (field.matchByName && typeof value === "string") {
			const key = matchKey(value);
			keys[field.name] = key;
			if (key !== value && refs[field.name] === undefined) conversions.compared(column, row, value, key);
		}
	}
}

function validate(draft: Draft, collector: RowCollector): void {
	const parsed = rowSchema(collector.block.table).safeParse(draft.values);
	if (parsed.success) return;
	const seen = new Set(collector.unreadable.get(draft.row));
	for (const issue of parsed.error.issues) {
		const name = String(issue.path[0]);
		if (seen.has(name)) continue;
		seen.add(name);
		const column = collector.columns.find(({ field }) => field.name === name);
		if (!column) throw new Error(`an issue on no field: ${name}`);
		const note = noteOfIssue(issue, draft.values[name], draft.absent[name]);
		// A missing column is told once, at the header; its rows are rejected all the same.
		if (column.mapping) tell(note, column, draft, collector);
		else reject(name, draft, collector);
	}
}

function tell(note: Note, column: Column, draft: Draft, collector: RowCollector): void {
	const { name } = column.field;
	if (note.severity === "hard") reject(name, draft, collector);
	const written = draft.cells[name];
	const master = draft.masters[name];
	const cell = master ?? `${column.letters}${draft.row}`;
	if (master !== undefined) {
		const key = `${cell} ${note.code}`;
		if (collector.toldMerges.has(key)) return;
		collector.toldMerges.add(key);
	}
	collector.findings.push({
		code: note.code,
		severity: note.severity,
		sheet: collector.block.sheet,
		cell,
		field: name,
		header: column.mapping?.header ?? null,
		value: written ? shownText(written) : null,
		expected: note.expected ?? null,
		...(note.params ? { params: note.params } : {}),
	});
}

function reject(field: string, draft: Draft, { unreadable }: RowCollector): void {
	draft.sound = false;
	const fields = unreadable.get(draft.row);
	if (fields) fields.add(field);
	else unreadable.set(draft.row, new Set([field]));
}

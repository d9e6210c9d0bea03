import type { Finding } from "../../model/finding.ts";
import { matchKey } from "../../model/match-key.ts";
import type { Value } from "../../model/rule.ts";
import type { Block, BodyCell, BodyRow, NormalisedRow } from "../../model/submission.ts";
import { shownText } from "./characters.ts";
import type { Column } from "./columns.ts";
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
	/** Merged cells whose findings are told already: they are read on every row they cover. */
	readonly toldMerges: Set<string>;
}

interface Draft {
	readonly row: BodyRow;
	readonly values: Record<string, Value>;
	readonly absent: Record<string, "blank" | "na">;
	readonly keys: Record<string, string>;
	readonly refs: Record<string, string>;
	sound: boolean;
}

/** Reads one data row, validates it with the table's Zod schema, and collects what is wrong with it. */
export function readRow(row: BodyRow, collector: RowCollector): NormalisedRow {
	const draft: Draft = { row, values: { ...collector.blank }, absent: {}, keys: {}, refs: {}, sound: true };
	for (const column of collector.columns) {
		const body = row.cells[column.field.name];
		if (body) readCell(column, body, draft, collector);
	}
	completeRow(draft, collector.columns);
	validate(draft, collector);
	const { values, absent, keys, refs, sound } = draft;
	return { table: collector.block.table.id, sheet: collector.block.sheet, row: row.number, values, absent, keys, refs, sound };
}

function readCell(column: Column, body: BodyCell, draft: Draft, collector: RowCollector): void {
	const { name } = column.field;
	const { row, values } = draft;
	const reading = column.read(body.cell);
	if (reading.value !== null) values[name] = reading.value;
	if (reading.absent) draft.absent[name] = reading.absent;
	if (body.merged && body.ref !== `${column.letters}${row.number}`) draft.refs[name] = body.ref;
	for (const note of reading.notes) tell(note, column, body, draft, collector);
	// 约110人 says in its own text what the column beside it asks; a column that the office filled itself is left alone.
	if (reading.exactness && column.qualifier && reading.value !== null && !row.cells[column.qualifier]) values[column.qualifier] = reading.exactness;
}

/** Blanks and match keys, once every cell is read. */
function completeRow({ row, values, absent, keys }: Draft, columns: readonly Column[]): void {
	for (const { field } of columns) {
		const value = values[field.name];
		if (value === null) {
			if (!row.cells[field.name]) absent[field.name] = "blank";
		} else if (field.matchByName && typeof value === "string") keys[field.name] = matchKey(value);
	}
}

function validate(draft: Draft, collector: RowCollector): void {
	const parsed = rowSchema(collector.block.table).safeParse(draft.values);
	if (parsed.success) return;
	const seen = new Set(collector.unreadable.get(draft.row.number));
	for (const issue of parsed.error.issues) {
		const name = String(issue.path[0]);
		if (seen.has(name)) continue;
		seen.add(name);
		const column = collector.columns.find(({ field }) => field.name === name);
		if (!column) throw new Error(`an issue on no field: ${name}`);
		const note = noteOfIssue(issue, draft.values[name], draft.absent[name]);
		// A missing column is told once, at the header; its rows are rejected all the same.
		if (column.mapping) tell(note, column, draft.row.cells[name], draft, collector);
		else reject(name, draft, collector);
	}
}

function tell(note: Note, column: Column, body: BodyCell | undefined, draft: Draft, collector: RowCollector): void {
	if (note.severity === "hard") reject(column.field.name, draft, collector);
	const cell = body?.ref ?? `${column.letters}${draft.row.number}`;
	if (body?.merged) {
		const key = `${cell} ${note.code}`;
		if (collector.toldMerges.has(key)) return;
		collector.toldMerges.add(key);
	}
	collector.findings.push({
		code: note.code,
		severity: note.severity,
		sheet: collector.block.sheet,
		cell,
		field: column.field.name,
		header: column.mapping?.header ?? null,
		value: body ? shownText(body.cell) : null,
		expected: note.expected ?? null,
		...(note.params ? { params: note.params } : {}),
	});
}

function reject(field: string, draft: Draft, { unreadable }: RowCollector): void {
	draft.sound = false;
	const fields = unreadable.get(draft.row.number);
	if (fields) fields.add(field);
	else unreadable.set(draft.row.number, new Set([field]));
}

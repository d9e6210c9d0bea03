import type { Cell } from "../../model/grid.ts";
import { matchKey } from "../../model/match-key.ts";
import type { Value } from "../../model/rule.ts";
import type { Block, BodyRow, NormalisedRow } from "../../model/submission.ts";
import { type FindingLog, ofKind } from "../finding-log.ts";
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
	readonly findings: FindingLog;
	/** Row → fields in which a hard finding stands. */
	readonly unreadable: Map<number, ReadonlySet<string>>;
	/** Every combination of such fields met so far: rows that are wrong in the same ones share one set. */
	readonly unreadables: Map<string, ReadonlySet<string>>;
	/** Every combination of absent fields met so far: rows that lack the same share one record. */
	readonly absences: Map<string, NormalisedRow["absent"]>;
	/** Merged cells whose findings are told already: they are read on every row they cover. */
	readonly toldMerges: Set<string>;
	readonly conversions: ConversionLog;
	/** Whether the city does without a check for a value that could be read. */
	readonly isWaived: (code: string, value: Value | undefined) => boolean;
}

interface Draft {
	readonly row: number;
	readonly cells: BodyRow["cells"];
	readonly masters: BodyRow["masters"];
	readonly values: Record<string, Value>;
	/** What cells themselves say of being absent. */
	said: NormalisedRow["absent"];
	absent: NormalisedRow["absent"];
	readonly keys: Record<string, string>;
	refs: Readonly<Record<string, string>>;
	/** Fields in which a hard finding stands. */
	readonly wrong: Set<string>;
}

const NONE: Readonly<Record<string, never>> = Object.freeze({});

/** Reads one data row, validates it with the table's Zod schema, and collects what is wrong with it. */
export function readRow(row: BodyRow, collector: RowCollector): NormalisedRow {
	if (row.short) return shortRow(row.number, collector);
	const { number, cells, masters } = row;
	const draft: Draft = {
		row: number,
		cells,
		masters,
		values: { ...collector.blank },
		said: NONE,
		absent: NONE,
		keys: {},
		refs: NONE,
		wrong: new Set(),
	};
	for (const column of collector.columns) {
		const cell = cells[column.field.name];
		if (cell) readCell(column, cell, draft, collector);
	}
	completeRow(draft, collector);
	validate(draft, collector);
	const { values, absent, keys, refs, wrong } = draft;
	const sound = wrong.size === 0;
	if (!sound) collector.unreadable.set(number, shared(wrong, collector));
	return { table: collector.block.table.id, sheet: collector.block.sheet, row: number, values, absent, keys, refs, sound };
}

/** A row whose values may stand in any column is told as such, and not read (mess.md 57). */
function shortRow(row: number, collector: RowCollector): NormalisedRow {
	const { block, columns, blank } = collector;
	collector.unreadable.set(row, shared(new Set(columns.map(({ field }) => field.name)), collector));
	const kind = { code: "row.short", severity: "hard", table: block.table.id, field: null } as const;
	collector.findings.note(kind, () => ({ ...ofKind(kind), sheet: block.sheet, cell: `A${row}`, header: null, value: null, expected: null }));
	return { table: block.table.id, sheet: block.sheet, row, values: blank, absent: NONE, keys: NONE, refs: NONE, sound: false };
}

function readCell(column: Column, cell: Cell, draft: Draft, collector: RowCollector): void {
	const { name } = column.field;
	const { conversions } = collector;
	const { values, cells, masters } = draft;
	const reading = column.read(cell);
	if (reading.value !== null) values[name] = reading.value;
	if (reading.absent) draft.said = { ...draft.said, [name]: reading.absent };
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
function completeRow(draft: Draft, { columns, conversions, absences }: RowCollector): void {
	const { row, values, keys, refs } = draft;
	// One character for every absent field and why: most rows lack the same ones, and share one record of them.
	let pattern = "";
	columns.forEach((column, at) => {
		const { name, matchByName } = column.field;
		const value = values[name];
		if (value === null) pattern += markOf(at, draft, name);
		else if (matchByName && typeof value === "string") {
			const key = matchKey(value);
			keys[name] = key;
			if (key !== value && refs[name] === undefined) conversions.compared(column, row, value, key);
		}
	});
	let absent = absences.get(pattern);
	if (!absent) {
		absent = Object.fromEntries([...pattern].map((mark) => absenceOf(mark.charCodeAt(0), columns)));
		absences.set(pattern, absent);
	}
	draft.absent = absent;
}

/** Of the field of a column that has no value: two characters for each column, blank and not applicable; none where something that could not be read stands there. */
function markOf(column: number, { said, cells }: Draft, field: string): string {
	const why = said[field] ?? (cells[field] ? null : "blank");
	return why === null ? "" : String.fromCharCode(2 * column + (why === "na" ? 1 : 0));
}

function absenceOf(mark: number, columns: readonly Column[]): [string, "blank" | "na"] {
	return [columns[mark >> 1]?.field.name ?? "", mark % 2 === 1 ? "na" : "blank"];
}

function validate(draft: Draft, collector: RowCollector): void {
	const parsed = rowSchema(collector.block.table).safeParse(draft.values);
	if (parsed.success) return;
	const seen = new Set(draft.wrong);
	for (const issue of parsed.error.issues) {
		const name = String(issue.path[0]);
		if (seen.has(name)) continue;
		seen.add(name);
		const column = collector.columns.find(({ field }) => field.name === name);
		if (!column) throw new Error(`an issue on no field: ${name}`);
		const note = noteOfIssue(issue, draft.values[name], draft.absent[name]);
		// A missing column is told once, at the header; its rows are rejected all the same.
		if (column.mapping) tell(note, column, draft, collector);
		else draft.wrong.add(name);
	}
}

function tell({ code, severity, expected, params }: Note, { field, mapping, letters }: Column, draft: Draft, collector: RowCollector): void {
	const { name } = field;
	const { sheet, table } = collector.block;
	if (severity === "hard" && !collector.isWaived(code, draft.values[name])) draft.wrong.add(name);
	const written = draft.cells[name];
	const master = draft.masters[name];
	const cell = master ?? `${letters}${draft.row}`;
	if (master !== undefined) {
		const key = `${cell} ${code}`;
		if (collector.toldMerges.has(key)) return;
		collector.toldMerges.add(key);
	}
	const kind = { code, severity, table: table.id, field: name };
	collector.findings.note(kind, () => ({
		...ofKind(kind),
		...{ sheet, cell, header: mapping?.header ?? null },
		value: written ? shownText(written) : null,
		expected: expected ?? null,
		...(params ? { params } : {}),
	}));
}

/** The set of those fields that all rows share which are wrong in them. */
function shared(fields: ReadonlySet<string>, { unreadables }: RowCollector): ReadonlySet<string> {
	const key = [...fields].join(" ");
	const known = unreadables.get(key);
	if (known) return known;
	unreadables.set(key, fields);
	return fields;
}

import { tellCell, tellChangedRow, tellSide } from "../../messages/diff.ts";
import type { DiffTexts } from "../../messages/diff-zh-CN.ts";
import { inShanghai } from "../../model/calendar.ts";
import type { ChangesDocument, DiffDocument, DiffLoneRow } from "../../model/change-documents.ts";
import { table } from "../table.ts";
import { shortForm } from "./files.ts";

type UnitName = (code: string) => string;

/** Lines of each kind that are shown; the others are counted. */
const SHOWN = 50;
/** Characters of a value that a table shows. */
const WIDEST = 40;

/** What changed between two versions: the sentence, problems, cells, rows that came and went. */
export function diffReport(document: DiffDocument, texts: DiffTexts, unitName: UnitName): string[] {
	const { form, unit, period, batch, before, after, counting, rows, left } = document;
	return [
		[form, unitName(unit), period, batch].filter((part) => part !== "").join(" "),
		`  ${texts.before}: ${tellSide(before, texts)}`,
		`  ${texts.after}: ${tellSide(after, texts)}`,
		`  ${texts.counting(counting)}`,
		document.same ? texts.same : document.message,
		...(rows ? [`  ${texts.rows(rows)}`] : []),
		...problemLines(document, texts),
		...cellLines(document, texts),
		...loneLines(texts.added, document.added ?? [], left?.added ?? 0, texts),
		...loneLines(texts.removed, document.removed ?? [], left?.removed ?? 0, texts),
	];
}

function problemLines({ findings }: DiffDocument, texts: DiffTexts): string[] {
	if (!findings) return [];
	return (["fresh", "again", "explained", "settled"] as const).flatMap((kind) => {
		const lines = findings[kind].map(({ message }) => `  ${message}`);
		return lines.length === 0 ? [] : ["", texts.problems[kind], ...some(lines, 0, texts)];
	});
}

function cellLines({ changed = [], left }: DiffDocument, texts: DiffTexts): string[] {
	const [, rowOf = "", column = "", own = "", other = "", before = "", after = ""] = texts.cellHeadings;
	const cells = changed.flatMap((row) =>
		row.cells.map((each) => {
			const [was, is] = tellCell(each, texts);
			return [inTable(row.table, tellChangedRow(row, texts)), each.header, each.cells[0] ?? "", each.cells[1] ?? "", clipped(was), clipped(is)];
		}),
	);
	if (cells.length === 0) return [];
	const lines = table([rowOf, column, own, other, before, after], cells.slice(0, SHOWN), "left");
	const rest = cells.length - SHOWN + (left?.changed ?? 0);
	return ["", texts.cells, ...lines, ...(rest > 0 ? [texts.more(rest)] : [])];
}

function loneLines(title: string, rows: readonly DiffLoneRow[], left: number, texts: DiffTexts): string[] {
	if (rows.length === 0) return [];
	const lines = rows.map(({ table, key, sheet, row }) => `  ${texts.place(sheet, row)}  ${inTable(table, key ?? "")}`.trimEnd());
	return ["", title, ...some(lines, left, texts)];
}

function some(lines: readonly string[], left: number, texts: DiffTexts): string[] {
	const rest = Math.max(0, lines.length - SHOWN) + left;
	return [...lines.slice(0, SHOWN), ...(rest > 0 ? [`  ${texts.more(rest)}`] : [])];
}

/** A row's key, after its table where the form has several. */
const inTable = (table: string, key: string): string => (table === "" ? key : `${table} ${key}`);

const clipped = (text: string): string => (text.length > WIDEST ? `${text.slice(0, WIDEST)}…` : text).replace(/\s+/g, " ");

/** What came in for a period: one line for each report. */
export function changesReport({ period, since, slots }: ChangesDocument, texts: DiffTexts, unitName: UnitName): string[] {
	const from = inShanghai(since);
	if (slots.length === 0) return [texts.since.none(period, from)];
	const again = slots.filter(({ rows }) => rows !== undefined);
	const sum = (of: (slot: (typeof slots)[number]) => number) => again.reduce((total, slot) => total + of(slot), 0);
	return [
		texts.since.title(period, from, slots.length),
		...slots.map((slot) => {
			const what = [unitName(slot.unit), shortForm(slot.form), slot.period, slot.batch].filter((part) => part !== "").join(" ");
			return `  ${what}  ${texts.since.versions(slot.from, slot.to)} [${texts.status[slot.status]}]  ${slot.message}`;
		}),
		texts.since.total({
			slots: slots.length,
			cells: sum(({ cells }) => cells ?? 0),
			added: sum(({ rows }) => rows?.added ?? 0),
			removed: sum(({ rows }) => rows?.removed ?? 0),
		}),
	];
}

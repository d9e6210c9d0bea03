import { columnLetters, toA1 } from "../../model/a1.ts";
import { dayInShanghai } from "../../model/calendar.ts";
import type { Field } from "../../model/fields.ts";
import type { Finding } from "../../model/finding.ts";
import { fieldOf } from "../../model/form.ts";
import type { Row } from "../../model/grid.ts";
import type { Block, Proposal, UnknownColumn } from "../../model/submission.ts";
import { writtenText } from "../normalise/characters.ts";
import { filledCells } from "./cells.ts";
import { headerText } from "./columns.ts";
import type { Section } from "./sections.ts";

const about = (block: Block, code: Finding["code"], severity: Finding["severity"], rest: Partial<Finding>): Finding => ({
	code,
	severity,
	sheet: block.sheet,
	cell: null,
	field: null,
	header: null,
	value: null,
	expected: null,
	...rest,
});

/** What is to be told of a table's layout: missing, doubled and further columns, those that a confirmed synonym explains, example rows, hidden rows and columns. */
export function layoutFindings(block: Block, section: Section, sources: readonly Row[]): Finding[] {
	const assignment = section.fit?.assignment;
	const firstHeading = section.header.columns[0];
	const missing = (assignment?.missing ?? []).map((field) =>
		about(block, "column.missing", "hard", {
			cell: firstHeading ? toA1(firstHeading.cell) : null,
			field: field.name,
			header: field.header,
			expected: field.header,
			...likeliestFor(field, block),
		}),
	);
	const twice = (assignment?.twice ?? []).map(({ field, column, first }) =>
		about(block, "column.twice", "hard", {
			cell: toA1(column.cell),
			field: field.name,
			header: headerText(column),
			value: headerText(column),
			expected: field.header,
			params: { other: toA1(first.cell) },
		}),
	);
	const unknown = block.unknownColumns.flatMap((column) => unknownColumn(column, block));
	return [...missing, ...twice, ...confirmed(block), ...unknown, ...examples(block, sources), ...hidden(block, section)];
}

/** The column that a missing field most likely is, for the remedy. */
function likeliestFor(field: Field, block: Block): Pick<Finding, "params"> {
	const found = block.unknownColumns.flatMap((column) =>
		column.proposals.filter((p) => p.field === field.name).map((proposal) => ({ column, proposal })),
	);
	const [best] = found.sort((a, b) => b.proposal.likeness - a.proposal.likeness);
	if (!best) return {};
	return { params: { column: columnLetters(best.column.column), near: best.column.header, ...evidenceOf(best.proposal, block) } };
}

function evidenceOf({ likeness, evidence }: Proposal, { table }: Block): Readonly<Record<string, string | number>> {
	const { kind, values, fits, shared } = evidence;
	return { table: table.id, likeness, kind, values, fits, shared };
}

/** A column that no field claims: what it may be, unless the finding of the missing column says so already. */
function unknownColumn({ header, headerCell, proposals }: UnknownColumn, block: Block): Finding[] {
	const [first, ...others] = proposals;
	const place = { cell: headerCell, header, value: header };
	if (!first) return [about(block, "column.unknown", "info", place)];
	if (first.required && others.length === 0) return [];
	const candidates = others.length === 0 ? {} : { candidates: proposals.map((p) => `${p.fieldHeader} ${p.likeness}%`).join("、") };
	return [
		about(block, "column.proposed", "info", {
			...place,
			field: first.field,
			expected: first.fieldHeader,
			params: { ...evidenceOf(first, block), ...candidates },
		}),
	];
}

/** Headings that were understood because an officer said what they mean. */
function confirmed(block: Block): Finding[] {
	return block.columns.flatMap(({ field, header, headerCell, synonym }) => {
		if (!synonym) return [];
		const params = { synonym: synonym.id, by: synonym.confirmedBy, on: dayInShanghai(synonym.confirmedAt) };
		const { header: expected } = fieldOf(block.table, field);
		return [about(block, "column.confirmed", "info", { cell: headerCell, field, header, value: header, expected, params })];
	});
}

function examples(block: Block, sources: readonly Row[]): Finding[] {
	const numbers = new Set(block.rows.filter(({ role }) => role === "example").map(({ number }) => number));
	return sources.flatMap((row) => {
		const cell = numbers.has(row.number) ? filledCells(row)[0] : undefined;
		if (!cell) return [];
		return [about(block, "rows.example", "info", { cell: toA1({ row: row.number, column: cell.column }), value: writtenText(cell) })];
	});
}

/** Hidden rows and columns, and those of a hidden sheet, hold data all the same (mess.md 12). Told once per table, as Excel writes ranges: 5:7, C:C. */
function hidden(block: Block, { sheet }: Section): Finding[] {
	if (sheet.hidden) return [about(block, "rows.hidden", "info", { params: { rows: sheet.name } })];
	const rows = runs(block.rows.filter((row) => row.hidden && (row.role === "data" || row.role === "total")).map(({ number }) => number));
	const reported = new Set(block.columns.map(({ column }) => column));
	const columns = runs(sheet.hiddenColumns.filter((column) => reported.has(column)));
	const ranges = [...rows.map(([from, to]) => `${from}:${to}`), ...columns.map(([from, to]) => `${columnLetters(from)}:${columnLetters(to)}`)];
	return ranges.length === 0 ? [] : [about(block, "rows.hidden", "info", { params: { rows: ranges.join(", ") } })];
}

/** Runs of consecutive numbers: 5 6 7 9 → 5–7, 9–9. */
function runs(numbers: readonly number[]): [number, number][] {
	const found: [number, number][] = [];
	for (const number of [...numbers].sort((a, b) => a - b)) {
		const last = found.at(-1);
		if (last && number <= last[1] + 1) last[1] = number;
		else found.push([number, number]);
	}
	return found;
}

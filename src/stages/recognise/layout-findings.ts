import { columnLetters, toA1 } from "../../model/a1.ts";
import type { Finding } from "../../model/finding.ts";
import type { Row } from "../../model/grid.ts";
import type { Block } from "../../model/submission.ts";
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

/** What is to be told of a table's layout: missing, doubled and further columns, example rows, hidden rows and columns. */
export function layoutFindings(block: Block, section: Section, sources: readonly Row[]): Finding[] {
	const assignment = section.fit?.assignment;
	const firstHeading = section.header.columns[0];
	const missing = (assignment?.missing ?? []).map((field) =>
		about(block, "column.missing", "hard", {
			cell: firstHeading ? toA1(firstHeading.cell) : null,
			field: field.name,
			header: field.header,
			expected: field.header,
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
	const unknown = block.unknownColumns.map(({ header, headerCell }) =>
		about(block, "column.unknown", "info", { cell: headerCell, header, value: header }),
	);
	return [...missing, ...twice, ...unknown, ...examples(block, sources), ...hidden(block, section)];
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

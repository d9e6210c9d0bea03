import { columnLetters } from "../../model/a1.ts";
import type { Waiver } from "../../model/decision.ts";
import type { Finding } from "../../model/finding.ts";
import type { Severity } from "../../model/rule.ts";
import type { BodyRow, ColumnMapping, NormalisedRow } from "../../model/submission.ts";
import { type FindingLog, ofKind } from "../finding-log.ts";
import { shownText } from "../normalise/characters.ts";
import type { NormalisedBlock } from "../normalise.ts";

/** One block while it is checked: what becomes of each of its rows. */
export interface BlockState {
	readonly normalised: NormalisedBlock;
	readonly columns: ReadonlyMap<string, ColumnMapping>;
	readonly bodies: ReadonlyMap<number, BodyRow>;
	/** Numbers of rows that do not pass. */
	readonly rejected: Set<number>;
	/** Numbers of rows that only repeat another one. */
	readonly duplicates: Set<number>;
	/** Of the whole submission. */
	readonly findings: FindingLog;
	/** In force for the unit. */
	readonly waivers: readonly Waiver[];
}

/** A block before its checks: rows with a hard finding are rejected already. @param findings where the checks of the submission tell what they find */
export function stateOf(normalised: NormalisedBlock, findings: FindingLog, waivers: readonly Waiver[] = []): BlockState {
	return {
		normalised,
		columns: new Map(normalised.block.columns.map((mapping) => [mapping.field, mapping])),
		bodies: new Map(normalised.block.rows.map((row) => [row.number, row])),
		rejected: new Set(normalised.rows.filter((row) => !row.sound).map((row) => row.row)),
		duplicates: new Set(),
		findings,
		waivers,
	};
}

/** Rows that are neither repeated nor left out of the checks. */
export function distinctRows({ normalised, duplicates }: BlockState): NormalisedRow[] {
	return duplicates.size === 0 ? [...normalised.rows] : normalised.rows.filter((row) => !duplicates.has(row.row));
}

/** Rows that are neither turned away nor only repeat another one: what is loaded. */
export function passingRows({ normalised, rejected, duplicates }: BlockState): NormalisedRow[] {
	return normalised.rows.filter(({ row }) => !rejected.has(row) && !duplicates.has(row));
}

/** Place of the first row from a number on, by halves: lists are long, and are asked of often. @param rows in the order of the sheet */
export function placeFrom(number: number, rows: readonly NormalisedRow[]): number {
	let [from, to] = [0, rows.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if ((rows[middle]?.row ?? 0) < number) from = middle + 1;
		else to = middle;
	}
	return from;
}

/** Whether one of the fields could not be read in a row. */
export function isUnreadable({ normalised }: BlockState, row: number, fields: readonly string[]): boolean {
	const unreadable = normalised.unreadable.get(row);
	return unreadable !== undefined && fields.some((field) => unreadable.has(field));
}

/** A finding before it has its place. */
export interface FindingCore {
	readonly code: string;
	readonly severity: Severity;
	readonly expected?: string;
	readonly params?: Readonly<Record<string, string | number>>;
}

/** Where a field's value of a row stands, A1; the row's first cell where the sheet has no such column. */
export function cellAt({ columns, bodies }: BlockState, row: number, field: string): string {
	const mapping = columns.get(field);
	return mapping ? (bodies.get(row)?.masters[field] ?? `${columnLetters(mapping.column)}${row}`) : `A${row}`;
}

/** Tells of a field's cell in a row; of the row's first cell, about no column, where the sheet has no such column. */
export function findAt(state: BlockState, row: number, field: string, { code, severity, expected, params }: FindingCore): void {
	const mapping = state.columns.get(field);
	const { sheet, table } = state.normalised.block;
	const kind = { code, severity, table: table.id, field: mapping ? field : null };
	state.findings.note(kind, (): Finding => {
		const written = state.bodies.get(row)?.cells[field];
		return {
			...ofKind(kind),
			sheet,
			cell: cellAt(state, row, field),
			header: mapping?.header ?? null,
			value: mapping && written ? shownText(written) : null,
			expected: expected ?? null,
			...(params ? { params } : {}),
		};
	});
}

import { type CellRange, columnLetters, toA1 } from "../../model/a1.ts";
import type { Finding } from "../../model/finding.ts";
import { type Table, tableOf } from "../../model/form.ts";
import type { Row } from "../../model/grid.ts";
import type { Block, BodyCell, BodyRow, ColumnMapping, RowRole } from "../../model/submission.ts";
import { measureOf } from "../normalise/units.ts";
import type { CatalogueIndex } from "./catalogue-index.ts";
import { filledCells, isBlank, tight } from "./cells.ts";
import { type Labelled, readLabels, signaturesOf } from "./labels.ts";
import { layoutFindings } from "./layout-findings.ts";
import { titleSaysNil } from "./nil.ts";
import { type BodyContext, type BodyState, roleOf, unitsOfRow } from "./row-roles.ts";
import type { Section } from "./sections.ts";
import { unknownColumns } from "./unknown-columns.ts";

/** A table with its rows' roles, and what was read beside them. */
export interface BuiltBlock {
	readonly block: Block;
	readonly findings: readonly Finding[];
	readonly signatures: Readonly<Record<string, string>>;
	/** Somewhere it says that there is nothing to report. */
	readonly saysNil: boolean;
}

/** Gives every row of a section its role and every data cell its field. */
export function buildBlock(section: Section, index: CatalogueIndex): BuiltBlock {
	const { sheet, fit, header, labelled } = section;
	const table = fit ? index.tables[fit.table]?.table : tableOf(section.form, undefined);
	if (!table) throw new Error(`a fit to no table: ${fit?.table}`);
	const columns = withUnitRow(fit?.assignment.mapped ?? [], section);
	const headRows = section.head.map((row): BodyRow => bodyRow(row, saysNilAbove(row) ? "note" : "header", {}));
	const body = bodyRows(section, table, columns);
	const notes = body.filter(({ row }) => row.role === "note").map(({ source }) => source);
	const block: Block = {
		table,
		sheet: sheet.name,
		date1904: sheet.date1904,
		headerRows: [header.top, Math.max(header.top, header.bottom)],
		columns,
		unknownColumns: unknownColumns(
			fit?.assignment.unknown ?? [],
			sheet,
			body.map(({ row }) => row),
		),
		amountUnit: amountUnitOf(labelled),
		rows: [...headRows, ...body.map(({ row }) => row)],
	};
	return {
		block,
		findings: layoutFindings(
			block,
			section,
			body.map(({ source }) => source),
		),
		signatures: { ...signaturesOf(readLabels(section.head)), ...signaturesOf(readLabels(notes)) },
		// A section without a header was taken for one because it says so.
		saysNil: fit === null || headRows.some(({ role }) => role === "note") || body.some(({ nil }) => nil),
	};
}

/** Whether a row above a header ticks 零报告; the tick and its answer may stand in two cells. */
function saysNilAbove(row: Row): boolean {
	const texts = filledCells(row).map(tight);
	return texts.some(titleSaysNil) && !texts.some((text) => /^(?:否|×|□|N)$/i.test(text));
}

/** Units in the row below the header, where a heading names none itself. */
function withUnitRow(columns: readonly ColumnMapping[], { rows, header }: Section): readonly ColumnMapping[] {
	const below = rows.find(({ number }) => number > header.bottom);
	const units = below ? unitsOfRow(below) : null;
	if (units === null) return columns;
	return columns.map((mapping) => {
		const unit = mapping.unit ?? units.get(mapping.column);
		return unit === undefined ? mapping : { ...mapping, unit };
	});
}

interface BuiltRow {
	readonly row: BodyRow;
	readonly source: Row;
	readonly nil: boolean;
}

function bodyRows(section: Section, table: Table, columns: readonly ColumnMapping[]): BuiltRow[] {
	const { header, repeats, sheet } = section;
	const context = bodyContext(section, table, columns);
	const fieldAt = new Map(columns.map(({ column, field }) => [column, field]));
	const state: BodyState = { seenData: false, ended: false };
	const merges = new MergedCells(sheet.merges, header.bottom, fieldAt);
	return section.rows.map((source) => {
		merges.enter(source);
		if (repeats.has(source.number)) state.seenData = false;
		if (source.number <= header.bottom || repeats.has(source.number)) return { row: bodyRow(source, "header", {}), source, nil: false };
		const { role, nil } = roleOf(source, context, state);
		const cells = role === "data" || role === "total" ? cellsOf(source, fieldAt, role === "data" ? merges : null) : {};
		return { row: bodyRow(source, role, cells), source, nil: nil ?? false };
	});
}

function bodyRow({ number, hidden }: Row, role: RowRole, cells: Readonly<Record<string, BodyCell>>): BodyRow {
	return { number, role, hidden: hidden ?? false, cells };
}

function bodyContext({ header, sheet }: Section, table: Table, columns: readonly ColumnMapping[]): BodyContext {
	const required = new Set(table.fields.filter((field) => field.required).map(({ name }) => name));
	return {
		mapped: new Set(columns.map(({ column }) => column)),
		required: new Set(columns.filter(({ field }) => required.has(field)).map(({ column }) => column)),
		serial: new Set(header.columns.filter(({ serial }) => serial).map(({ column }) => column)),
		headings: new Map(header.columns.map(({ column, path }) => [column, path])),
		merges: sheet.merges.filter(({ top, left, right }) => top > header.bottom && right > left),
	};
}

function cellsOf(row: Row, fieldAt: ReadonlyMap<number, string>, merges: MergedCells | null): Record<string, BodyCell> {
	const cells: Record<string, BodyCell> = {};
	for (const cell of row.cells) {
		const field = fieldAt.get(cell.column);
		if (field !== undefined && !isBlank(cell)) cells[field] = { cell, ref: `${columnLetters(cell.column)}${row.number}`, merged: false };
	}
	if (merges) {
		for (const { field, body } of merges.over(row.number)) if (!cells[field] || cells[field].ref === body.ref) cells[field] = body;
	}
	return cells;
}

/**
 * Merged ranges below the header, while their rows pass: a value stands for its column in every row of its range (mess.md 21), and where its own column is none of
 * the table's, for the first of the range that is. Never for a second field, and never beyond the range.
 */
class MergedCells {
	private readonly waiting: CellRange[];
	private readonly fieldAt: ReadonlyMap<number, string>;
	private active: { bottom: number; field: string; body: BodyCell }[] = [];

	constructor(merges: readonly CellRange[], headerBottom: number, fieldAt: ReadonlyMap<number, string>) {
		this.fieldAt = fieldAt;
		this.waiting = merges.filter(({ top }) => top > headerBottom).sort((a, b) => b.top - a.top);
	}

	/** Takes up the ranges that begin at or above a row, and drops those that ended. */
	enter(row: Row): void {
		if (this.active.length > 0) this.active = this.active.filter(({ bottom }) => bottom >= row.number);
		for (let range = this.waiting.at(-1); range && range.top <= row.number; range = this.waiting.at(-1)) {
			this.waiting.pop();
			const field = this.fieldOf(range);
			const cell = range.top === row.number ? row.cells.find(({ column }) => column === range.left) : undefined;
			// A value merged over columns alone stands where it is.
			const plain = range.bottom === range.top && this.fieldAt.has(range.left);
			if (plain || field === undefined || !cell || isBlank(cell)) continue;
			this.active.push({ bottom: range.bottom, field, body: { cell, ref: toA1({ row: row.number, column: cell.column }), merged: true } });
		}
	}

	over(row: number): readonly { field: string; body: BodyCell }[] {
		return this.active.filter(({ bottom }) => bottom >= row);
	}

	private fieldOf({ left, right }: CellRange): string | undefined {
		for (let column = left; column <= right; column++) {
			const field = this.fieldAt.get(column);
			if (field !== undefined) return field;
		}
		return undefined;
	}
}

const MONEY = ["元", "千元", "万元", "亿元"];

/** The one unit of money that the 计量单位 line names; null where it names none or several (计量单位：万元、人 → 万元). */
function amountUnitOf({ labels }: Labelled): string | null {
	const named = labels.filter(({ kind }) => kind === "measure").flatMap(({ text }) => text.split(/[、,，;/和及]/));
	const powers = new Set(named.map(measureOf).flatMap((measure) => (measure?.dimension === "money" ? [measure.power] : [])));
	const [power] = powers;
	return powers.size === 1 ? (MONEY.find((unit) => measureOf(unit)?.power === power) ?? null) : null;
}

import { type CellRange, toA1 } from "../../model/a1.ts";
import type { Finding } from "../../model/finding.ts";
import { type Table, tableOf } from "../../model/form.ts";
import type { Cell, Row } from "../../model/grid.ts";
import type { Block, BodyRow, ColumnMapping, RowRole } from "../../model/submission.ts";
import type { ReadingContext } from "../normalise/columns.ts";
import { isAdded } from "../normalise/totals.ts";
import { measureOf } from "../normalise/units.ts";
import type { CatalogueIndex } from "./catalogue-index.ts";
import { byMaster, filledCells, isBlank, tight } from "./cells.ts";
import { type Labelled, readLabels, signaturesOf } from "./labels.ts";
import { layoutFindings } from "./layout-findings.ts";
import { titleSaysNil } from "./nil.ts";
import { type BodyContext, type BodyState, roleOf, unitsOfRow } from "./row-roles.ts";
import type { Section } from "./sections.ts";
import { unknownColumns } from "./unknown-columns.ts";
import { unlabelledTotals } from "./unlabelled-totals.ts";

/** A table with its rows' roles, and what was read beside them. */
export interface BuiltBlock {
	readonly block: Block;
	readonly findings: readonly Finding[];
	readonly signatures: Readonly<Record<string, string>>;
	/** Somewhere it says that there is nothing to report. */
	readonly saysNil: boolean;
}

/** Gives every row of a section its role and every data cell its field. */
export function buildBlock(section: Section, index: CatalogueIndex, context: ReadingContext): BuiltBlock {
	const { sheet, fit, header, labelled } = section;
	const table = fit ? index.tables[fit.table]?.table : tableOf(section.form, undefined);
	if (!table) throw new Error(`a fit to no table: ${fit?.table}`);
	const columns = withUnitRow(fit?.assignment.mapped ?? [], section);
	const headRows = section.head.map((row): BodyRow => bareRow(row, saysNilAbove(row) ? "note" : "header"));
	const body = bodyRows(section, table, columns);
	const notes = body.filter(({ row }) => row.role === "note").map(({ source }) => source);
	const read = { table, date1904: sheet.date1904, amountUnit: amountUnitOf(labelled) };
	const block: Block = {
		...read,
		sheet: sheet.name,
		headerRows: [header.top, Math.max(header.top, header.bottom)],
		columns,
		unknownColumns: unknownColumns(
			section,
			body.map(({ row }) => row),
			{ block: read, context },
		),
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
	readonly bare: boolean;
}

function bodyRows(section: Section, table: Table, columns: readonly ColumnMapping[]): BuiltRow[] {
	const { header, repeats, sheet } = section;
	const context = bodyContext(section, table, columns);
	const fieldAt = new Map(columns.map(({ column, field }) => [column, field]));
	const lastColumn = header.columns.at(-1)?.column ?? 0;
	const state: BodyState = { seenData: false, ended: false };
	const merges = new MergedCells(sheet.merges, header.bottom, fieldAt);
	const built = section.rows.map((source): BuiltRow => {
		merges.enter(source);
		if (repeats.has(source.number)) state.seenData = false;
		if (source.number <= header.bottom || repeats.has(source.number)) return { row: bareRow(source, "header"), source, nil: false, bare: false };
		const { role, nil, bare } = roleOf(source, context, state);
		const filled = role === "data" || role === "total";
		const row = filled ? new FilledRow(source, role, fieldAt, role === "data" ? merges.over() : [], lastColumn) : bareRow(source, role);
		return { row, source, nil: nil ?? false, bare: bare ?? false };
	});
	const totals = unlabelledTotals(built, context.added);
	return totals.size === 0
		? built
		: built.map((b) => (totals.has(b.source.number) ? { ...b, row: new FilledRow(b.source, "total", fieldAt, [], lastColumn) } : b));
}

const NONE: Readonly<Record<string, never>> = Object.freeze({});

/** A row none of whose cells is reported. */
function bareRow({ number, hidden }: Row, role: RowRole): BodyRow {
	return { number, role, hidden: hidden ?? false, cells: NONE, masters: NONE };
}

/** A row of data or totals. Its cells are given their fields when asked for: a long sheet is held once, by its reader. */
class FilledRow implements BodyRow {
	readonly role: RowRole;
	private readonly source: Row;
	private readonly fieldAt: ReadonlyMap<number, string>;
	private readonly merged: readonly MergedValue[];
	readonly short: boolean;

	/** @param lastColumn of the header */
	constructor(source: Row, role: RowRole, fieldAt: ReadonlyMap<number, string>, merged: readonly MergedValue[], lastColumn: number) {
		this.source = source;
		this.role = role;
		this.short = source.width !== undefined && source.width < lastColumn;
		this.fieldAt = fieldAt;
		this.merged = merged;
	}

	get number(): number {
		return this.source.number;
	}

	get hidden(): boolean {
		return this.source.hidden ?? false;
	}

	get cells(): Readonly<Record<string, Cell>> {
		const cells = this.own();
		for (const { field, cell } of this.merged) cells[field] ??= cell;
		return cells;
	}

	get masters(): Readonly<Record<string, string>> {
		if (this.merged.length === 0) return NONE;
		const own = this.own();
		const masters: Record<string, string> = {};
		for (const { field, ref } of this.merged) {
			const cell = own[field];
			if (cell === undefined || toA1({ row: this.number, column: cell.column }) === ref) masters[field] ??= ref;
		}
		return masters;
	}

	private own(): Record<string, Cell> {
		const cells: Record<string, Cell> = {};
		for (const cell of this.source.cells) {
			const field = this.fieldAt.get(cell.column);
			if (field !== undefined && !isBlank(cell)) cells[field] = cell;
		}
		return cells;
	}
}

function bodyContext({ header, sheet }: Section, table: Table, columns: readonly ColumnMapping[]): BodyContext {
	const required = new Set(table.fields.filter((field) => field.required).map(({ name }) => name));
	const regions = new Set(table.fields.filter(({ type }) => type.kind === "region").map(({ name }) => name));
	const added = new Set(table.fields.filter(isAdded).map(({ name }) => name));
	return {
		mapped: new Set(columns.map(({ column }) => column)),
		required: new Set(columns.filter(({ field }) => required.has(field)).map(({ column }) => column)),
		added: new Set(columns.filter(({ field }) => added.has(field)).map(({ column }) => column)),
		regions: new Set(columns.filter(({ field }) => regions.has(field)).map(({ column }) => column)),
		serial: new Set(header.columns.filter(({ serial }) => serial).map(({ column }) => column)),
		headings: new Map(header.columns.map(({ column, path }) => [column, path])),
		merges: byMaster(sheet.merges.filter(({ top, left, right }) => top > header.bottom && right > left)),
	};
}

/** The value of a merged range. */
interface MergedValue {
	/** Last row that it covers. */
	readonly bottom: number;
	readonly field: string;
	readonly cell: Cell;
	/** A1 of the range's master. */
	readonly ref: string;
}

/**
 * Merged ranges below the header, while their rows pass: a value stands for its column in every row of its range (mess.md 21), and where its own column is none of
 * the table's, for the first of the range that is. Never for a second field, and never beyond the range.
 */
class MergedCells {
	private readonly waiting: CellRange[];
	private readonly fieldAt: ReadonlyMap<number, string>;
	/** Never changed, but replaced: rows keep the list of their time. */
	private active: readonly MergedValue[] = [];

	constructor(merges: readonly CellRange[], headerBottom: number, fieldAt: ReadonlyMap<number, string>) {
		this.fieldAt = fieldAt;
		this.waiting = merges.filter(({ top }) => top > headerBottom).sort((a, b) => b.top - a.top);
	}

	/** Takes up the ranges that begin at or above a row, and drops those that ended. */
	enter(row: Row): void {
		if (this.active.some(({ bottom }) => bottom < row.number)) this.active = this.active.filter(({ bottom }) => bottom >= row.number);
		for (let range = this.waiting.at(-1); range && range.top <= row.number; range = this.waiting.at(-1)) {
			this.waiting.pop();
			const field = this.fieldOf(range);
			const cell = range.top === row.number ? row.cells.find(({ column }) => column === range.left) : undefined;
			// A value merged over columns alone stands where it is.
			const plain = range.bottom === range.top && this.fieldAt.has(range.left);
			if (plain || field === undefined || !cell || isBlank(cell)) continue;
			this.active = [...this.active, { bottom: range.bottom, field, cell, ref: toA1({ row: row.number, column: cell.column }) }];
		}
	}

	/** The values that cover the row that was entered last. */
	over(): readonly MergedValue[] {
		return this.active;
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

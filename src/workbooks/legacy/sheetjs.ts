import * as SheetJS from "@e965/xlsx";
import * as codepages from "@e965/xlsx/dist/cpexcel.full.mjs";
import { type CellRange, LAST_ROW } from "../../model/a1.ts";
import type { Cell } from "../../model/grid.ts";
import type { ReadLimits } from "../../model/read-limits.ts";
import { RefusalError } from "../../model/refusal.ts";
import { booleanCell, type CellBase, errorCell, numberCell, textCell, uncachedCell } from "../cells.ts";
import { ReadBudget } from "../limits.ts";
import { CoveredCells } from "../merges.ts";
import { formatKind } from "../number-formats.ts";
import { singleCell } from "../xlsx/workbook-part.ts";
import { type GridParcel, ParcelBuilder, type SheetParcel } from "./parcel.ts";
import { UNCALCULATED } from "./plain-records.ts";
import { EAST_ASIAN_DATES } from "./xlsb.ts";

SheetJS.set_cptable(codepages);

const BUILT_IN_FORMATS = { ...SheetJS.SSF.get_table() };

/**
 * Reads a BIFF stream or an .xlsb package through SheetJS. Numbers stay stored numbers (what they are, the format says), formulas give their cached results.
 * @throws RefusalError limit.*; whatever SheetJS throws where it cannot read on
 */
export function readThroughSheetJs(bytes: Uint8Array, limits: ReadLimits, codepage: number | null): GridParcel {
	const book = parsed(bytes, codepage);
	const budget = new ReadBudget(limits);
	const date1904 = book.Workbook?.WBProps?.date1904 === true;
	const sheets = book.SheetNames.flatMap((name, at) => {
		const sheet = book.Sheets[name];
		const hidden = (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0;
		// Charts, dialogues and macro sheets hold no cells of their own.
		return sheet && sheet["!type"] === undefined ? [packSheet(sheet, { name, hidden, date1904 }, budget)] : [];
	});
	if (sheets.length === 0) throw new RefusalError("file.unreadable", { reason: "no worksheet" });
	return { sheets, names: namesOf(book) };
}

function parsed(bytes: Uint8Array, codepage: number | null): SheetJS.WorkBook {
	const options: SheetJS.ParsingOptions = {
		type: "buffer",
		dense: true,
		// A damaged row number would make it fill memory up to that row, faster than any bound can end it.
		sheetRows: LAST_ROW,
		cellNF: true,
		// Without styles it tells no hidden rows and columns.
		cellStyles: true,
		cellText: false,
		cellHTML: false,
		...(codepage === null ? {} : { codepage }),
	};
	try {
		return readAfresh(bytes, { ...options, cellFormula: true });
	} catch (error) {
		if (error instanceof Error && /password|encrypt/i.test(error.message)) throw new RefusalError("file.encrypted");
		// A formula that it cannot take apart is no reason to lose the values.
		return readAfresh(bytes, { ...options, cellFormula: false });
	}
}

/** Its table of formats is one for all files: what the last file put there must not be taken for this one's. */
function readAfresh(bytes: Uint8Array, options: SheetJS.ParsingOptions): SheetJS.WorkBook {
	const table = SheetJS.SSF.get_table() as Record<number, string>;
	for (const id of Object.keys(table)) delete table[Number(id)];
	Object.assign(table, BUILT_IN_FORMATS);
	for (const id of EAST_ASIAN_DATES) table[id] = "yyyy-mm-dd";
	return SheetJS.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), options);
}

type SheetHead = Pick<SheetParcel, "name" | "hidden" | "date1904">;

function packSheet(sheet: SheetJS.WorkSheet, head: SheetHead, budget: ReadBudget): SheetParcel {
	const { limits } = budget;
	const packed = new ParcelBuilder();
	const merges = (sheet["!merges"] ?? []).map(toRange);
	const covered = new CoveredCells(merges, limits.columns);
	const hiddenRows = new Set<number>();
	// Sparse: what is not there costs nothing.
	(sheet["!rows"] ?? []).forEach((row, at) => {
		if (row?.hidden) hiddenRows.add(at + 1);
	});
	let lastColumn = 0;
	(sheet["!data"] ?? []).forEach((row, at) => {
		if (!row) return;
		covered.enter(at + 1);
		row.forEach((found: SheetJS.CellObject | undefined, column: number) => {
			const cell = found && !covered.has(column + 1) ? cellOf(found, column + 1, head.date1904) : null;
			if (cell === null) return;
			if (cell.column > limits.columns) throw new RefusalError("limit.columns", { limit: limits.columns });
			budget.spendCells(1);
			lastColumn = Math.max(lastColumn, cell.column);
			packed.add(cell);
		});
		packed.endRow(at + 1);
		if (packed.rows > limits.rows) throw new RefusalError("limit.rows", { limit: limits.rows });
	});
	const hiddenColumns: number[] = [];
	(sheet["!cols"] ?? []).forEach((column, at) => {
		if (column?.hidden && at < lastColumn) hiddenColumns.push(at + 1);
	});
	return packed.finish({ ...head, merges, hiddenColumns, hiddenRows });
}

function cellOf(found: SheetJS.CellObject, column: number, date1904: boolean): Cell | null {
	const base: CellBase = {
		column,
		format: found.z === undefined ? "general" : formatKind(0, String(found.z)),
		...(found.f !== undefined || found.F !== undefined ? { formula: true as const } : {}),
	};
	switch (found.t) {
		case "n":
			return numberCell(base, Number(found.v), date1904);
		case "b":
			return booleanCell(base, found.v === true);
		case "e":
			if (Number(found.v) === UNCALCULATED) return uncachedCell(base);
			return errorCell(base, ERRORS[Number(found.v)] ?? found.w ?? "#N/A");
		case "s":
			return textCell(base, String(found.v ?? ""));
		default:
			return null;
	}
}

const ERRORS: Readonly<Record<number, string>> = {
	0: "#NULL!",
	7: "#DIV/0!",
	15: "#VALUE!",
	23: "#REF!",
	29: "#NAME?",
	36: "#NUM!",
	42: "#N/A",
	43: "#GETTING_DATA",
};

function toRange({ s, e }: SheetJS.Range): CellRange {
	return { top: s.r + 1, left: s.c + 1, bottom: e.r + 1, right: e.c + 1 };
}

/** Names of the workbook's own that point at a single cell. */
function namesOf(book: SheetJS.WorkBook): GridParcel["names"] {
	return (book.Workbook?.Names ?? []).flatMap(({ Name, Ref, Sheet }): GridParcel["names"][number][] => {
		const cell = Sheet === undefined ? singleCell(Ref) : null;
		return cell ? [[Name, cell]] : [];
	});
}

import type { FigureOf } from "./figure-name.ts";
import type { Print, Told } from "./printed.ts";
import type { Detail } from "./report.ts";

/**
 * A table of the consolidated workbook as data, one to a sheet: what stands in each cell, which figure it is, and how an auditor can see it made. The workbooks room lays it out and
 * looks nothing up; where cells stand is its own affair, so that formulas name figures and columns, never addresses.
 */
export interface ReportTable {
	/** Sheet name, at most 31 characters. */
	readonly sheet: string;
	readonly title: string;
	/** Printed for the form number, above the issuer. */
	readonly formNumber: string;
	/** The line between title and table: left, middle, right. */
	readonly head: readonly [string, string, string];
	readonly columns: readonly TableColumn[];
	readonly rows: readonly TableRow[];
	/** What the marks of the table mean; one line each. */
	readonly legend: readonly string[];
	/** A statistical table: a row of column codes (甲, 乙, 1, 2) under the header, and room for the signatures of who answers for it. Else a list. */
	readonly statistical: boolean;
	/** Columns at the left that stay in sight. */
	readonly frozen: number;
}

/** The tables before the rosters, and those after the lists of reports, in the order of their sheets. */
export interface ReportTables {
	readonly figures: readonly ReportTable[];
	readonly lists: readonly ReportTable[];
}

export interface TableColumn {
	/** Told apart by it within the table. */
	readonly key: string;
	/** Its heading, under that of a parent where there is one: neighbours of one parent stand under it together. */
	readonly heading: string;
	readonly parent?: string;
	/** name: what a row is, at the left; words: a sentence, which wraps; mark: a short word or code, centred; figure: a number, as wide as its longest. */
	readonly kind: "name" | "words" | "mark" | "figure";
	/** In characters; of figures at least so many. */
	readonly width: number;
}

export type TableRow =
	| { readonly kind: "group"; readonly text: string }
	/** By key of the column; a column that is left out stays blank. */
	| { readonly kind: "cells"; readonly cells: Readonly<Record<string, TableCell>> };

export type TableCell = TextCell | FigureCell;

export interface TextCell {
	readonly kind: "text";
	/** A number for what is counted through: lines, places in a list. */
	readonly text: string | number;
	readonly link?: CellTarget;
}

export interface FigureCell {
	readonly kind: "figure";
	readonly value: Told;
	readonly print: Print;
	/** The figure that it is, by which the cell is named; each figure is named once in a workbook. */
	readonly name?: FigureOf;
	/** How the value is made. Left out where it was counted or set, and where a part of it stands in no cell. */
	readonly formula?: Formula;
	readonly link?: CellTarget;
}

/** Where a cell leads: to a row of a roster. */
export interface CellTarget {
	readonly detail: Detail;
	/** What is told when the pointer rests on the cell. */
	readonly tooltip: string;
}

/** A formula without its equals sign, in pieces: what is written as it is, and cells. Functions are such as LibreOffice and Excel 2010 both know. */
export type Formula = readonly (string | FormulaCell)[];

export type FormulaCell =
	/** The cell of a figure, wherever it stands. */
	| { readonly figure: FigureOf }
	/** The cells from one figure to another, in one row of one sheet. */
	| { readonly from: FigureOf; readonly to: FigureOf }
	/** The cell of the same row in a column. */
	| { readonly here: string }
	/** The cells of a column in all rows of the same group. */
	| { readonly group: string };

import type { Severity } from "./rule.ts";

/**
 * What is written into the copy of their workbook that an office gets back (退回件): ready texts, which the workbooks room lays out and nothing looks up again.
 * A first sheet lists the problems, and the cells that they stand in are coloured and commented.
 */
export interface ReturnBook {
	/** Name of the first sheet; numbered where the workbook has one of that name that is not ours. */
	readonly sheetName: string;
	readonly title: string;
	/** What to do, in plain words, below the title. */
	readonly notes: readonly string[];
	readonly headings: Readonly<Record<ReturnColumn, string>>;
	/** Shown when a cell for an explanation is chosen. */
	readonly prompt: string;
	/** Page footer with &P and &N for the page number and the count of pages. */
	readonly pages: string;
	readonly lines: readonly ReturnLine[];
	readonly marks: readonly ReturnMark[];
}

/** Columns of the list in their order. */
export const RETURN_COLUMNS = ["number", "severity", "sheet", "cell", "header", "value", "problem", "remedy", "explanation"] as const;
export type ReturnColumn = (typeof RETURN_COLUMNS)[number];

/** A problem, or a group of problems of one kind. */
export interface ReturnLine {
	/** By which people speak of it; null for a group. */
	readonly number: number | null;
	readonly severity: Severity;
	/** The severity in words. */
	readonly said: string;
	/** "" where it is about the whole file. */
	readonly sheet: string;
	/** A1 of the cell that the line leads to; null where it is about no cell. */
	readonly cell: string | null;
	/** What is shown of the place; the cell itself, or several of a group. */
	readonly place: string;
	readonly header: string;
	/** What stands in the cell, as written. */
	readonly value: string;
	readonly problem: string;
	readonly remedy: string;
	/** What the office has explained so far. */
	readonly explanation: string;
	/** Whether an explanation is asked for: the cell for it is framed and may be written into. */
	readonly asksExplanation: boolean;
	/** What the line is about, so that what the office writes finds it again (`lineIdentity`); goes into a hidden column as it is. */
	readonly identity: string;
}

/** A cell to be coloured, and what its comment says. */
export interface ReturnMark {
	readonly sheet: string;
	/** A1. */
	readonly cell: string;
	readonly severity: "hard" | "soft";
	readonly comment: string;
}

/** Stands in the heading row above the identities. A sheet that has it at its top is our list, whatever anybody called it since. */
export const RETURN_SIGN = "huibao:return:1";

/** Rows from the top in which the sign is looked for: people put lines above tables. */
export const RETURN_SIGN_ROWS = 30;

/** Author of our comments: by it they are known when the workbook comes back. */
export const RETURN_AUTHOR = "huibao 审核";

/** A copy of a workbook that has been annotated. */
export interface ReturnWorkbook {
	readonly content: Uint8Array;
	/** What its name must end with: a workbook with macros opens under its own ending only. */
	readonly ending: ".xlsx" | ".xlsm";
}

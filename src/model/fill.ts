import type { CellRange } from "./a1.ts";
import type { Grid } from "./grid.ts";
import type { Print } from "./printed.ts";

/**
 * A workbook of somebody else's that is filled with published figures: what stands in it, and what is to stand there.
 */

/** Where placeholders stand beside cells. */
export const TEXT_PLACES = ["header-footer", "text-box", "chart", "comment", "formula"] as const;
export type TextPlace = (typeof TEXT_PLACES)[number];

/** What is known of a template before it is filled. */
export interface Template {
	readonly grid: Grid;
	/** Names of the sheets that have cells: charts may be sheets of their own. */
	readonly worksheets: readonly string[];
	/** Defined names that begin with hb. */
	readonly names: readonly TemplateName[];
	/** Texts beside the cells that hold placeholders. */
	readonly texts: readonly TemplateText[];
	/** Heading rows of tables (lists of Excel), whose cells must stay texts. */
	readonly headings: readonly { readonly sheet: string; readonly range: CellRange }[];
}

export interface TemplateName {
	readonly name: string;
	/** What it refers to, as it is written. */
	readonly refersTo: string;
	/** The cells that it names; null where it names none: a constant, a formula, several areas. */
	readonly target: { readonly sheet: string; readonly range: CellRange } | null;
}

export interface TemplateText {
	/** null for parts that belong to no sheet. */
	readonly sheet: string | null;
	readonly where: TextPlace;
	readonly text: string;
}

/** What a cell is to hold. */
export type CellContent =
	/** A number in the cell's own style; its qualifier by number format. */
	| { readonly kind: "number"; readonly value: number; readonly print: Print }
	/** A day, YYYY-MM-DD: a date where the cell shows dates, else the text. */
	| { readonly kind: "day"; readonly day: string; readonly text: string }
	/** `asNumber`: it stands for a number (—, 1–2) and at the side where numbers stand, unless the cell says otherwise. */
	| { readonly kind: "text"; readonly text: string; readonly asNumber?: true }
	/** The text that stands there, with its runs, once its placeholders are filled. `text`: what it says then. */
	| { readonly kind: "in-place"; readonly text: string }
	/** Not reported. */
	| { readonly kind: "blank" };

export interface CellFill {
	readonly sheet: string;
	/** A1. */
	readonly cell: string;
	readonly content: CellContent;
}

/** All that is written into a template. */
export interface FillPlan {
	readonly cells: readonly CellFill[];
	/** What stands in place of each placeholder inside a text, by what is written between its braces (trimmed). */
	readonly texts: ReadonlyMap<string, string>;
}

/** A filled workbook. */
export interface FilledWorkbook {
	readonly content: Uint8Array;
	/** .xlsm keeps its macros. */
	readonly ending: ".xlsx" | ".xlsm";
	/** What else has changed or must be known, for whoever opens it. */
	readonly remarks: readonly FillRemark[];
}

/**
 * recalculated: `count` formulas depend on filled cells and are calculated when the workbook is opened; signatures: they no longer held and are left out;
 * macros: they are in it, and were not run; charts: `count` charts show the filled cells; pivots: pivot tables show their old numbers until they are refreshed.
 */
export interface FillRemark {
	readonly code: "recalculated" | "signatures" | "macros" | "charts" | "pivots";
	readonly count: number;
}

/** A text as it stands in a page's header or footer behind another: there & begins a code, and digits behind a code would belong to it. */
export function onPage(text: string, before: string): string {
	return `${/^\d/.test(text) && /&\d+$/.test(before) ? " " : ""}${text.replaceAll("&", "&&")}`;
}

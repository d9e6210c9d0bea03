import type { Chart } from "../../model/chart.ts";
import type { Fact, FigureReference } from "../../model/figure-reference.ts";
import type { FigureValue } from "../../model/indicator.ts";
import type { Period } from "../../model/period.ts";
import type { Value } from "../../model/value.ts";
import type { Known } from "./names.ts";

/** What a template is filled with. */
export interface TemplateData {
	readonly known: Known;
	readonly period: Period;
	/** YYYY-MM-DD: months that begin later are not told of. */
	readonly cutoff: string;
	figure(reference: FigureReference): TemplateFigure;
	fact(fact: Fact): string;
	/** The rows that a list's source has, in the order of units. @param source as the template writes it */
	rows(source: string): ListedRows;
	readonly texts: TemplateWords;
}

export interface TemplateFigure {
	/** Of a rate that the book gives as such a fraction of one. */
	readonly value: FigureValue | "not-applicable";
	/** In running text, without the unit; null where nothing may be said. */
	readonly said: string | null;
	/** In a table: "" where it was not reported, — where there is none to have. */
	readonly printed: string;
	/** Number format of a chart's labels. */
	readonly format: string;
	/** 86.9 stands for 86.9 %. */
	readonly perCent: boolean;
	/** Name under which it can be traced. */
	readonly name: string;
	/** What people call it. */
	readonly title: string;
}

export interface ListedRows {
	readonly rows: readonly Readonly<Record<string, Value>>[];
	/** Whether every unit that owes the form has reported: only then does no row mean that there is nothing. */
	readonly complete: boolean;
	/** What the rows are, for the list of what is missing. */
	readonly title: string;
}

/** Words that the report says of itself. */
export interface TemplateWords {
	/** 上半年, 全年, 第二季度, 6月. */
	readonly part: string;
	/** 下半年, 下一年. */
	readonly next: string;
	/** Where a list names only its first rows: 等. */
	readonly more: string;
	/** In the list of what is missing, in place of a figure. */
	readonly notReported: (title: string) => string;
	readonly noneToHave: (title: string) => string;
	readonly noRows: (title: string) => string;
	/** 〔此处由市局补充：…〕 */
	readonly prompt: (text: string) => string;
	/** Below a heading of which nothing was reported. */
	readonly emptySection: string;
	/** What a reader who cannot see a chart is told. */
	readonly alternative: (chart: Omit<Chart, "alternative">) => string;
}

/** A sentence that was left out because the data do not say what it claims. */
export interface Omission {
	/** Line of the template, from 1. */
	readonly line: number;
	/** The sentence, with what is missing named in its place. */
	readonly text: string;
	readonly missing: readonly string[];
}

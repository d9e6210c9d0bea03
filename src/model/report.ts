import type { Dashboard } from "./dashboard.ts";
import type { FigureValue, Qualifier } from "./indicator.ts";
import type { ReportTables } from "./report-table.ts";
import type { Value } from "./rule.ts";
import type { NumberColumn } from "./stored.ts";
import type { Bilingual } from "./text.ts";

/** The consolidated workbook as data: what the workbooks room lays out. Every text is ready to print; nothing here is looked up again. */
export interface ConsolidatedReport {
	/** 阳江市2019年上半年科技统计汇总表. */
	readonly title: string;
	readonly issuer: string;
	/** Short code of the release that it is printed for: 2019H1-3-7K4Q2M. Left out where it is none. */
	readonly releaseCode?: string;
	readonly periodCode: string;
	/** 2019年上半年. */
	readonly periodName: string;
	readonly cutoff: string;
	readonly asOf: string;
	/** In table order: the city's own, counties, zones. */
	readonly units: readonly { readonly code: string; readonly name: string; readonly shortName: string }[];
	readonly summary: readonly SummaryGroup[];
	/** The summary and what is made of it, cell by cell. */
	readonly tables: ReportTables;
	readonly rosters: readonly Roster[];
	readonly overview: Overview;
	readonly dashboard: Dashboard;
	readonly coverage: readonly CoverageRow[];
	readonly notes: readonly NoteRow[];
}

/** The indicators of one area. */
export interface SummaryGroup {
	readonly title: Bilingual;
	readonly rows: readonly SummaryRow[];
}

export interface SummaryRow {
	/** 行次: its number among all printed rows, from 1. Rows of the rosters name by it the figures that count them: 〔12〕. */
	readonly line: number;
	readonly indicator: string;
	readonly name: string;
	readonly unit: string;
	readonly places: number;
	/** 其中: rows are indented. */
	readonly indent: boolean;
	readonly value: FigureValue;
	readonly byUnit: Readonly<Record<string, FigureValue>>;
	/** The indicator has a value for the city alone: units print —. */
	readonly cityOnly: boolean;
	/** Units (null for the city) whose value is missing because there is none to have: the form is not theirs to report, or the rate has no base. They print —. */
	readonly notApplicable?: readonly (string | null)[];
	readonly qualifier?: Qualifier;
	/** This year's target and how far it is met (fraction); null where there is none. */
	readonly target: FigureValue;
	readonly completion: number | null;
	/** 沿用上期, units without a report, stretch rates, … */
	readonly remark: string;
	/** Where the rows stand that its figures were counted from; left out where no row of a roster is. */
	readonly details?: Details;
}

/** The way from a figure to the rows that it was counted from: in every roster that has some, in the order of the rosters. A unit without any is left out. */
export interface Details {
	readonly city: readonly Detail[];
	readonly byUnit: Readonly<Record<string, readonly Detail[]>>;
}

export interface Detail {
	/** Place of the roster in the report's `rosters`, from 0. */
	readonly roster: number;
	/** Place of the first of the rows within the roster, from 0. */
	readonly first: number;
	/** How many rows of the roster are counted. They need not stand together: all of them name the figure's line. */
	readonly rows: number;
}

/** What the summary prints in a figure's cell of a unit (null for the city): its value, or — where the figure has no meaning for it. */
export function printedFigure({ value, byUnit, cityOnly, notApplicable }: SummaryRow, unit: string | null): FigureValue | "not-applicable" {
	if (notApplicable?.includes(unit) || (cityOnly && unit !== null)) return "not-applicable";
	return unit === null ? value : (byUnit[unit] ?? null);
}

export interface RosterColumn {
	readonly field: string;
	readonly header: string;
	readonly unit: string | null;
	/** How values are printed and aligned. */
	readonly kind: "text" | "code" | "integer" | "decimal" | "percent" | "date" | "yes-no";
	readonly places: number;
	/** Masked but for its first and last characters. */
	readonly masked: boolean;
	/** What is known of a column of quantities before its first row is read; null of others. */
	readonly numbers: NumberColumn | null;
}

/** 名录 of one table of one form. Its rows may be many and are never held all at once. */
export interface Roster {
	/** Sheet name, ≤ 31 characters: 统01 高新技术企业. */
	readonly sheet: string;
	readonly formId: string;
	readonly title: string;
	readonly columns: readonly RosterColumn[];
	/** How many rows it has. */
	readonly count: number;
	/** Its first rows, by which columns are measured; all of them where there are few. */
	readonly sample: readonly RosterRow[];
	/** Its rows in batches, from the first on each time that they are asked for. */
	readonly rows: () => AsyncIterable<readonly RosterRow[]>;
}

export interface RosterRow {
	readonly unitName: string;
	/** In the order of the columns. */
	readonly values: readonly Value[];
	/** Where the row stands in what the office sent. */
	readonly source: { readonly file: string; readonly sha256: string; readonly sheet: string; readonly row: number };
	/** 〔3〕〔12〕: lines of the summary (行次) whose figures count the row, so bracketed that a filter for one finds no other; "" where none does. */
	readonly countedIn: string;
}

/** 报送一览: units down, forms across; who is missing, at one look. */
export interface Overview {
	readonly forms: readonly { readonly id: string; readonly title: string }[];
	readonly units: readonly {
		readonly name: string;
		/** One per form, in their order. */
		readonly cells: readonly OverviewCell[];
		/** How many of the forms that it owes are in. */
		readonly done: number;
		readonly owed: number;
	}[];
}

export interface OverviewCell {
	/** Rows that passed, or the state in words: 零报告, 未报, … */
	readonly shown: number | string;
	/** Something is still to be done: not reported, returned, to be explained. */
	readonly open: boolean;
}

/** 报送情况: one line per unit and form. */
export interface CoverageRow {
	readonly unitName: string;
	readonly formId: string;
	readonly formTitle: string;
	/** 2019年第二季度. */
	readonly periodName: string;
	/** 通过, 零报告, 待说明, 退回, 未报, 沿用上期. */
	readonly state: string;
	readonly file: string;
	/** Asia/Shanghai, YYYY-MM-DD HH:mm; "" where nothing was received. */
	readonly receivedAt: string;
	readonly rows: number | null;
}

/** 审核说明: what the reader of the figures should know. */
export interface NoteRow {
	readonly unitName: string;
	readonly formTitle: string;
	readonly text: string;
}

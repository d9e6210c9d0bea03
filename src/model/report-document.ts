import type { Chart } from "./chart.ts";

/** A report in words (工作总结) as data: what the documents room lays out. Every text is ready to print; nothing here is looked up again. */
export interface ReportDocument {
	readonly title: string;
	/** Stands below the title: （初稿）. */
	readonly subtitle: string;
	/** Top of every page: what kind of paper this is. */
	readonly header: string;
	/** 阳江市科学技术局. */
	readonly issuer: string;
	/** Short code of the release at the foot of every page; null where the document belongs to none. */
	readonly releaseCode: string | null;
	/** Instant of the data, ISO 8601 in UTC: the document's date. */
	readonly asOf: string;
	readonly blocks: readonly ReportBlock[];
}

export type ReportBlock =
	/** 1: 一、…; 2: （一）…; 3: 1．…. */
	| { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly runs: readonly ReportRun[] }
	| { readonly kind: "paragraph"; readonly runs: readonly ReportRun[] }
	/** 落款: at the right. */
	| { readonly kind: "signature"; readonly runs: readonly ReportRun[] }
	| ReportTable
	| { readonly kind: "chart"; readonly chart: Chart }
	/** What is to be taken out before the paper goes out begins on a page of its own. */
	| { readonly kind: "page-break" };

/** A piece of running text. */
export interface ReportRun {
	readonly text: string;
	/** The figure that the text gives: its name (figure-name.ts), and what people call it. */
	readonly figure?: { readonly name: string; readonly title: string };
	/** A place that an officer has to fill in. */
	readonly prompt?: true;
}

export interface ReportTable {
	readonly kind: "table";
	readonly caption: string;
	/** First row is the header. Every row has as many cells. */
	readonly header: readonly string[];
	readonly rows: readonly (readonly ReportCell[])[];
}

export type ReportCell = readonly ReportRun[];

/** Lays out a report as a .docx file. Same document, same bytes. */
export type DocumentWriter = (document: ReportDocument) => Promise<Uint8Array>;

/** A figure as it stands in a document: its number alone, since qualifiers stand beside it. */
export interface DocumentFigure {
	readonly name: string;
	readonly text: string;
}

/**
 * A figure's text as it is laid out: what stands in its control, and the words of its qualifier before and behind. LibreOffice 7.4 writes a control anew for every change between letters and
 * Chinese within it when it saves, so that 约110 would stand there three times.
 */
export function qualifierApart(text: string): { readonly before: string; readonly number: string; readonly behind: string } {
	const [, before = "", number = text, behind = ""] = /^(约?)(.*?)(多|以上)?$/s.exec(text) ?? [];
	return { before, number, behind };
}

import type { Form } from "../../model/form.ts";
import type { Row, Sheet } from "../../model/grid.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { Catalogue, Evidence } from "../../model/submission.ts";
import { type CatalogueIndex, indexOf } from "./catalogue-index.ts";
import { filledCells, tight } from "./cells.ts";
import { titledForm } from "./form-names.ts";
import { findHeaders, type Header, searched } from "./header-rows.ts";
import { type Labelled, readLabels } from "./labels.ts";
import { saysNil, titleSaysNil } from "./nil.ts";
import { statementsIn } from "./period-label.ts";
import { endsTable } from "./row-roles.ts";
import { columnsOfSheet, partingColumn } from "./side-by-side.ts";
import { unitMentioned } from "./unit-label.ts";
import { retiredEdition } from "./which-edition.ts";
import { chooseTable, type Fit, fits, numberedForm, type StatedForm } from "./which-form.ts";

/** One table found on a sheet, with the rows that belong to it. */
export interface Section {
	readonly sheet: Sheet;
	readonly form: Form;
	/** null for a nil report without a header. */
	readonly fit: Fit | null;
	readonly header: Header;
	/** Title rows and header block. */
	readonly head: readonly Row[];
	/** Rows from the header on: the header's own, data, totals, notes. */
	readonly rows: Row[];
	/** Rows of repeated titles and headers (a new page) further down. */
	readonly repeats: Set<number>;
	/** What the header block says, with what an earlier table of the sheet says of the same things. */
	readonly labelled: Labelled;
	readonly evidence: Evidence;
}

/** A sheet taken apart: its tables, or why there are none. */
export interface TakenApart {
	readonly sections: readonly Section[];
	readonly refusal: Refusal | null;
	/** How near the headers that were refused come to a form: the greatest share of a table's required columns that one of them has. */
	readonly likeness: number;
	/** The rows, for whoever asks what a sheet without tables is. */
	readonly rows: readonly Row[];
}

/** Splits a sheet at its header rows, and where tables stand side by side between them, and says which form's table stands under each. */
export function takeApart(sheet: Sheet, fileName: string, catalogue: Catalogue): TakenApart {
	const index = indexOf(catalogue);
	const rows = [...sheet.rows];
	const headers = findHeaders(searched(rows, sheet.merges, index));
	const parting = partingColumn(headers, index);
	if (parting === null) return inRows({ sheet, rows, headers, beside: undefined, fileName }, index, catalogue);
	const part = (from: number, to: number, beside: Section | undefined) => {
		const own = columnsOfSheet(sheet, rows, from, to);
		const ownRows = [...own.rows];
		return inRows({ sheet: own, rows: ownRows, headers: findHeaders(searched(ownRows, own.merges, index)), beside, fileName }, index, catalogue);
	};
	const left = part(1, parting - 1, undefined);
	const right = part(parting, Number.POSITIVE_INFINITY, left.sections[0]);
	return {
		sections: [...left.sections, ...right.sections],
		refusal: left.refusal ?? right.refusal,
		likeness: Math.max(left.likeness, right.likeness),
		rows,
	};
}

/** A sheet whose tables stand one below the other. */
interface InRows {
	readonly sheet: Sheet;
	readonly rows: readonly Row[];
	readonly headers: readonly Header[];
	/** The table at the left of this part of a sheet: what it says of itself holds for both. */
	readonly beside: Section | undefined;
	readonly fileName: string;
}

function inRows({ sheet, rows, headers, beside, fileName }: InRows, index: CatalogueIndex, catalogue: Catalogue): TakenApart {
	const sections: Section[] = [];
	let refusal: Refusal | null = null;
	let likeness = 0;
	/** Index of the first row that belongs to no section yet. */
	let from = 0;
	for (const header of headers) {
		const at = rows.findIndex(({ number }) => number >= header.top);
		const previous = sections.at(-1);
		const start = previous ? headStart(rows, from, at) : 0;
		const outcome = sectionAt({ sheet, header, head: rows.slice(start, at), previous: previous ?? beside, fileName }, index, catalogue);
		if ("refusal" in outcome) {
			likeness = Math.max(likeness, fits(header.columns, index)[0]?.required ?? 0);
			// Under an earlier table, what is no form's header is a row of that table or a note beside it.
			if (!previous || outcome.refusal.code !== "form.unknown") refusal ??= outcome.refusal;
		} else if (previous && continues(outcome, previous, catalogue)) {
			markRepeated(previous, rows.slice(start), header);
		} else {
			append(previous, rows, from, start);
			sections.push(outcome);
			from = at;
		}
	}
	const last = sections.at(-1);
	append(last, rows, from, rows.length);
	if (last && !settles(last.labelled, catalogue)) sections[sections.length - 1] = { ...last, labelled: withLabelsBelow(last, catalogue) };
	return { sections, refusal, likeness, rows };
}

/** One by one: a call takes no hundred thousand arguments, and a roster may have as many rows. */
function append(section: Section | undefined, rows: readonly Row[], from: number, to: number): void {
	for (const row of section ? rows.slice(from, to) : []) section?.rows.push(row);
}

/** Remembers the rows of a header that only repeats the section's own. */
function markRepeated({ repeats }: Section, rows: readonly Row[], { bottom }: Header): void {
	for (const { number } of rows) if (number <= bottom) repeats.add(number);
}

interface Place {
	readonly sheet: Sheet;
	readonly header: Header;
	readonly head: readonly Row[];
	readonly previous: Section | undefined;
	readonly fileName: string;
}

function sectionAt({ sheet, header, head, previous, fileName }: Place, index: CatalogueIndex, catalogue: Catalogue): Section | { refusal: Refusal } {
	const own = readLabels(head);
	const inherited: StatedForm | null = previous ? { form: previous.form, evidence: previous.evidence } : null;
	const hints = { number: numberedForm(own, catalogue.forms), inherited, titles: own.plain, sheet: sheet.name, fileName };
	const choice = chooseTable(header.columns, hints, index);
	if ("refusal" in choice) return { refusal: outdated(own, header, hints.number) ?? choice.refusal };
	const form = index.tables[choice.fit.table]?.form;
	if (!form) throw new Error(`a fit to no table: ${choice.fit.table}`);
	const labelled = previous ? withInherited(own, previous.labelled, catalogue) : own;
	return { sheet, form, fit: choice.fit, header, head, rows: [], repeats: new Set(), labelled, evidence: choice.evidence };
}

/** Where the headings are so old that the form's own number does not help: they are an earlier template's, and cannot be read whatever the period. */
function outdated(labelled: Labelled, { columns }: Header, number: StatedForm | null): Refusal | null {
	return number && retiredEdition(number.form, { labelled, columns }, null);
}

/** A sheet without any header that is known, but with the 表号 of an earlier template. */
export function outdatedSheet(rows: readonly Row[], { forms }: Catalogue): Refusal | null {
	const labelled = readLabels(rows.slice(0, HEAD_ROWS));
	const number = numberedForm(labelled, forms);
	return number && retiredEdition(number.form, { labelled, columns: [] }, null);
}

/** Whether what stands above a header says whose or of when its table is. */
function settles({ labels, plain }: Labelled, { units }: Catalogue): boolean {
	const said = labels.some(({ kind, text }) => text !== "" && (kind === "unit" || kind === "period"));
	return said || plain.some(({ text }) => statementsIn(text).length > 0 || unitMentioned(text, units) !== null);
}

/** Some offices put title, 填报单位 and 报告期 below the table, among its last rows. */
function withLabelsBelow({ labelled, rows, header }: Section, catalogue: Catalogue): Labelled {
	const below = rows.slice(-HEAD_ROWS).filter((row) => row.number > header.bottom && isHeadRow(row));
	const found = readLabels(below);
	const labels = found.labels.filter(({ kind, text }) => text !== "" && kind !== "signature" && kind !== "other");
	return labels.length > 0 && settles(found, catalogue)
		? { labels: [...labelled.labels, ...labels], plain: [...labelled.plain, ...found.plain] }
		: labelled;
}

/** What the second table of a sheet does not say again, the first has said for both. */
function withInherited(own: Labelled, earlier: Labelled, { units }: Catalogue): Labelled {
	const said = new Set(own.labels.filter(({ text }) => text !== "").map(({ kind }) => kind));
	const titled = own.plain.some(({ text }) => statementsIn(text).length > 0 || unitMentioned(text, units) !== null);
	const settles = titled || said.has("period") || said.has("unit");
	return {
		labels: [
			...own.labels,
			...earlier.labels.filter(({ kind }) => !said.has(kind) && kind !== "form" && !(settles && titled && (kind === "unit" || kind === "period"))),
		],
		plain: settles ? own.plain : [...own.plain, ...earlier.plain],
	};
}

/** Whether a header only repeats the one before, as on a new printed page: the same columns of the same table, and no word of another unit, period or batch. */
function continues(section: Section, previous: Section, { units: known }: Catalogue): boolean {
	const columns = ({ fit }: Section) => JSON.stringify(fit?.assignment.mapped.map(({ field, column }) => [field, column]));
	const said = ({ head }: Section) => {
		const { labels, plain } = readLabels(head);
		const units = [...labels.filter(({ kind }) => kind === "unit"), ...plain].map(({ text }) => unitMentioned(text, known)?.unit.code);
		const periods = [...labels.filter(({ kind }) => kind === "period"), ...plain].flatMap(({ text }) => statementsIn(text));
		const batches = labels.filter(({ kind }) => kind === "batch").map(({ text }) => text);
		return [...units.filter((code) => code !== undefined), ...periods.map(({ year, from, to }) => `${year} ${from} ${to}`), ...batches];
	};
	const before = said(previous);
	return section.fit?.table === previous.fit?.table && columns(section) === columns(previous) && said(section).every((text) => before.includes(text));
}

/** Rows of a header block at most. */
const HEAD_ROWS = 8;

/** Where the titles and labels directly above a further header of a sheet begin: an index into `rows`. */
function headStart(rows: readonly Row[], from: number, header: number): number {
	let start = header;
	while (start > from + 1 && header - start < HEAD_ROWS && isHeadRow(rows[start - 1])) start--;
	return start;
}

function isHeadRow(row: Row | undefined): boolean {
	if (!row) return false;
	const texts = filledCells(row).map(tight);
	const first = texts[0];
	if (first === undefined || texts.some(saysNil) || endsTable(first)) return false;
	return texts.length === 1 ? row.cells[0]?.type === "s" : readLabels([row]).labels.some(({ kind }) => kind !== "signature" && kind !== "other");
}

/** A sheet without a table that says outright that there is nothing to report, and on which form. */
export function nilSection(sheet: Sheet, rows: readonly Row[], catalogue: Catalogue): Section | null {
	const texts = rows.flatMap((row) => filledCells(row).map(tight));
	if (!texts.some(titleSaysNil)) return null;
	const labelled = readLabels(rows);
	const numbered = numberedForm(labelled, catalogue.forms);
	const title = labelled.plain.find(({ text }) => titledForm(text, catalogue.forms) !== null);
	const titled = title && titledForm(title.text, catalogue.forms);
	const form = numbered?.form ?? titled;
	if (!form) return null;
	const evidence: Evidence = numbered?.evidence ?? { of: "form", from: "title", text: title?.text ?? "", ...(title ? { cell: title.cell } : {}) };
	const last = rows.findIndex((row) => filledCells(row).map(tight).some(titleSaysNil));
	const top = rows[last]?.number ?? 0;
	const header: Header = { top, bottom: top - 1, columns: [] };
	return { sheet, form, fit: null, header, head: rows.slice(0, last), rows: rows.slice(last), repeats: new Set(), labelled, evidence };
}

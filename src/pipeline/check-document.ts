import { tellCounted, tellSince } from "../messages/changes.ts";
import { tell, tellGroup, tellRefusal } from "../messages/tell.ts";
import { columnLetters } from "../model/a1.ts";
import type { CheckedFile, FindingDocument, FindingGroupDocument, SubmissionDocument } from "../model/documents.ts";
import { type Finding, type FindingGroup, numbered } from "../model/finding.ts";
import type { Form } from "../model/form.ts";
import type { Refusal } from "../model/refusal.ts";
import type { SlotState } from "../model/state.ts";
import type { StoredSubmission } from "../model/stored.ts";
import type { Block, CheckedSubmission } from "../model/submission.ts";
import type { Language } from "../model/text.ts";
import type { Since, SinceVersion } from "../model/version.ts";
import type { Examination } from "./examine.ts";
import { distinctEvidence, mappingOf } from "./submission-facts.ts";

/** Texts shown of a column that no field claims. */
const SHOWN_TEXTS = 20;

export interface CheckDocumentOptions {
	readonly language: Language;
	/** Include the normalised rows. */
	readonly rows: boolean;
}

/** A file's examination as the JSON document that scripts rely on, its messages rendered. `stored` gives ids and versions where it was loaded, `late` the ids of those that came after their due day. */
export function checkedFile(
	file: { readonly name: string; readonly fileName: string; readonly folder: string | null; readonly sha256: string },
	examination: Examination,
	options: CheckDocumentOptions,
	stored: readonly StoredSubmission[] = [],
	late: ReadonlySet<number> = new Set(),
): CheckedFile {
	const first = examination.refusals[0]?.refusal;
	const why = (refusal: Refusal) => ({ code: refusal.code, message: tellRefusal(refusal, file.fileName, options.language) });
	return {
		file: file.name,
		sha256: file.sha256,
		status: examination.status,
		refusal: first ? why(first) : null,
		refusals: examination.refusals.map(({ sheet, refusal }) => ({ ...why(refusal), sheet })),
		folder: file.folder,
		format: examination.source?.format ?? null,
		...(examination.source?.encoding === undefined ? {} : { encoding: examination.source.encoding }),
		skipped: examination.skipped,
		submissions: examination.submissions.map((submission, at) => submissionDocument(submission, options, stored[at], late)),
	};
}

function submissionDocument(
	checked: CheckedSubmission,
	options: CheckDocumentOptions,
	stored: StoredSubmission | undefined,
	late: ReadonlySet<number>,
): SubmissionDocument {
	const { recognised } = checked;
	const { blocks, evidence, signatures } = recognised;
	const tables = blocks.map((block) => ({ table: block.table.id, sheet: block.sheet, headerRows: headerRowsOf(block), columns: columnsOf(block) }));
	return {
		...(stored ? { id: stored.id, version: stored.version } : {}),
		...(checked.since ? { since: sinceOf(checked.since, options.language) } : {}),
		status: checked.status,
		state: stateOf(checked, stored, late),
		form: recognised.form.id,
		period: recognised.period.code,
		unit: recognised.unit.code,
		batch: recognised.batch,
		nil: recognised.nil,
		sheet: tables[0]?.sheet ?? "",
		columns: tables[0]?.columns ?? {},
		headerRows: tables[0]?.headerRows ?? null,
		tables,
		evidence: distinctEvidence(evidence),
		mapping: blocks.flatMap(mappingOf),
		conversions: checked.conversions,
		signatures,
		rows: checked.ledger,
		findings: findingDocuments(checked.findings, recognised.form, options.language),
		groups: checked.groups.map((group) => groupDocument(group, tables[0]?.sheet ?? "", recognised.form, options.language)),
		unknownColumns: recognised.blocks.flatMap(unknownColumnsOf),
		proposals: recognised.blocks.flatMap(proposalsOf),
		...(options.rows ? { records: checked.rows.map((row) => ({ table: row.table, row: row.row, values: row.values, absent: row.absent })) } : {}),
	};
}

/** What people are told of a report by itself; that its period is closed is told of what comes later alone. */
function stateOf({ status, ruling, recognised }: CheckedSubmission, stored: StoredSubmission | undefined, late: ReadonlySet<number>): SlotState {
	if (ruling?.stands === "waits") return "received";
	if (ruling?.stands === "withdrawn") return "missing";
	if (status !== "accepted") return status;
	if (stored?.adjusted) return "adjusted";
	if (recognised.nil) return "nil";
	return stored && late.has(stored.id) ? "late" : "accepted";
}

function sinceOf(since: Since, language: Language): NonNullable<SubmissionDocument["since"]> {
	const said = (version: SinceVersion) => ("uncompared" in version ? { uncompared: version.uncompared } : version.counts);
	const { counted } = since;
	const also = counted ? { counted: { ...counted.than, message: tellCounted(counted, language), ...said(counted) } } : {};
	return { ...since.than, message: tellSince(since, language), ...said(since), ...also };
}

function columnsOf(block: Block): Record<string, string> {
	return Object.fromEntries(block.columns.map(({ field, column }) => [field, columnLetters(column)]));
}

function unknownColumnsOf({ sheet, unknownColumns }: Block): SubmissionDocument["unknownColumns"] {
	return unknownColumns.map(({ column, header, headerCell, filled, texts }) => ({
		sheet,
		column: columnLetters(column),
		header,
		cell: headerCell,
		filled,
		values: first(texts, SHOWN_TEXTS),
	}));
}

/** The first items of what may be long, without reading the rest. */
function first<T>(items: Iterable<T>, count: number): T[] {
	const taken: T[] = [];
	for (const item of items) {
		if (taken.push(item) === count) break;
	}
	return taken;
}

function proposalsOf({ sheet, unknownColumns }: Block): SubmissionDocument["proposals"] {
	return unknownColumns.flatMap(({ column, header, headerCell, proposals }) =>
		proposals.map((proposal) => ({ sheet, cell: headerCell, header, column: columnLetters(column), ...proposal })),
	);
}

function headerRowsOf({ headerRows: [top, bottom] }: Block): [number, number] {
	return [top, bottom];
}

/** The findings in their order, each with the number that it goes by within its submission. */
export function findingDocuments(findings: readonly Finding[], form: Form, language: Language): FindingDocument[] {
	const numbers = new Map(numbered(findings).map(({ number, finding }) => [finding, number]));
	return findings.map((finding) => {
		const { code, severity, sheet, cell, field, header, value, expected, key, settled, before, since } = finding;
		return {
			...{ number: numbers.get(finding) ?? 0, code, severity, sheet, cell, field, header, value, expected, key: key ?? null },
			...(settled ? { settled } : {}),
			...(before === undefined ? {} : { before }),
			...(since === undefined ? {} : { since }),
			message: tell(finding, language, form),
		};
	});
}

/** Cells of the report's first sheet are named without it, as those of findings are. */
export function groupDocument(group: FindingGroup, sheet: string, form: Form, language: Language): FindingGroupDocument {
	const cells = group.cells.map((cell) => (cell.startsWith(`${sheet}!`) ? cell.slice(sheet.length + 1) : cell));
	const { params: _, ...shown } = group;
	return { ...shown, cells, message: tellGroup(group, language, form) };
}

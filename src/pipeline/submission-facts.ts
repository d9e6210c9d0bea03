import { columnLetters } from "../model/a1.ts";
import type { MappingDocument, SubmissionDocument } from "../model/documents.ts";
import type { Finding } from "../model/finding.ts";
import type { Block, Evidence } from "../model/submission.ts";
import { unitOfColumn } from "../stages/normalise/units.ts";

/** What documents and receipts tell alike of a submission. */

/** Findings told one by one; those beyond are counted in groups (docs/contract.md). */
export const TOLD_SINGLY = 1000;
/** Cells named of a group. */
const NAMED_CELLS = 20;

/** What several tables of a submission tell alike is told once. */
export function distinctEvidence(evidence: readonly Evidence[]): Evidence[] {
	return [...new Map(evidence.map((one) => [JSON.stringify([one.of, one.from, one.text, one.sheet, one.cell]), one])).values()];
}

/** How the columns of a table were understood, and which unit applies to their bare numbers. */
export function mappingOf({ table, sheet, columns, amountUnit }: Block): MappingDocument[] {
	return columns.map(({ field: name, header, column, headerCell, via, synonym, unit: headerUnit }) => {
		const field = table.fields.find((candidate) => candidate.name === name);
		const measured = field && (field.type.kind === "integer" || field.type.kind === "decimal");
		const unit = measured ? unitOfColumn(field, headerUnit, amountUnit) : null;
		return {
			table: table.id,
			sheet,
			field: name,
			fieldHeader: field?.header ?? name,
			header,
			column: columnLetters(column),
			cell: headerCell,
			via,
			...(synonym ? { confirmed: { id: synonym.id, by: synonym.confirmedBy, at: synonym.confirmedAt } } : {}),
			...(field && unit ? { unit: { ...unit, form: field.unit ?? null } } : {}),
		};
	});
}

/** Findings counted by code and field. */
export function groups(findings: readonly Finding[]): SubmissionDocument["groups"] {
	const byKind = new Map<string, { code: string; field: string | null; count: number; cells: string[] }>();
	for (const { code, field, cell } of findings) {
		const key = `${code} ${field ?? ""}`;
		const group = byKind.get(key) ?? { code, field, count: 0, cells: [] };
		group.count += 1;
		if (cell !== null && group.cells.length < NAMED_CELLS) group.cells.push(cell);
		byKind.set(key, group);
	}
	return [...byKind.values()];
}

import { columnLetters } from "../model/a1.ts";
import type { MappingDocument } from "../model/documents.ts";
import type { Block, Evidence } from "../model/submission.ts";
import { unitOfColumn } from "../stages/normalise/units.ts";

/** What documents and receipts tell alike of a submission. */

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

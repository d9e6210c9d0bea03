import { comparePrinted, expectedFigures } from "./compare-printed.ts";
import type { Draft } from "./draft.ts";
import type { Staging } from "./ports.ts";
import { PARTS, type Publication, workbookName } from "./publication-parts.ts";
import type { PublishPorts } from "./publish.ts";

/** Writes every part into an area and compares the workbook's figures, as they lie on the disk, with those of the report. */
export async function written(publication: Publication, staging: Staging, ports: PublishPorts) {
	for (const part of PARTS) await part(publication, staging, ports);
	const expected = expectedFigures(publication.report);
	const printed = await ports.workbooks.readFigures(await staging.read(workbookName(publication.report)));
	return { figuresCompared: expected.length, differences: comparePrinted(expected, printed) };
}

/** What a document says first of a publication. */
export function headOf({ consolidation: { scope } }: Pick<Draft, "consolidation">) {
	return { period: scope.period.code, cutoff: scope.cutoff, asOf: scope.asOf };
}

import type { PublishDocument } from "../model/documents.ts";
import { statistics } from "../stages/statistics.ts";
import { comparePrinted, expectedFigures } from "./compare-printed.ts";
import type { ConsolidatePorts, Consolidation } from "./consolidate.ts";
import type { ConsolidatedWorkbooks, Publications } from "./ports.ts";
import { PARTS, type Publication, workbookName } from "./publication-parts.ts";
import { buildReport, type ReportOptions } from "./report.ts";

export interface PublishPorts extends ConsolidatePorts {
	readonly workbooks: ConsolidatedWorkbooks;
	readonly publications: Publications;
}

/**
 * write → re-open → compare every figure → swap into place.
 * A workbook whose figures differ from the database is not published: `differences` says which, and what was published before stays.
 */
export async function publish(consolidation: Consolidation, ports: PublishPorts, options: ReportOptions): Promise<PublishDocument> {
	const { period } = consolidation.scope;
	return ports.publications.alone(period, async () => {
		const publication = await publicationOf(consolidation, ports, options);
		return put(publication, ports);
	});
}

async function publicationOf(consolidation: Consolidation, ports: PublishPorts, options: ReportOptions): Promise<Publication> {
	const report = await buildReport(consolidation, ports, options);
	const numbers = statistics(headOf(consolidation), consolidation.indicators, consolidation.figures);
	return { consolidation, report, numbers, options };
}

async function put(publication: Publication, ports: PublishPorts): Promise<PublishDocument> {
	const { consolidation, report } = publication;
	const workbook = workbookName(report);
	const staging = await ports.publications.stage(consolidation.scope.period);
	try {
		for (const part of PARTS) await part(publication, staging, ports);
		const expected = expectedFigures(report);
		const differences = comparePrinted(expected, await ports.workbooks.readFigures(await staging.read(workbook)));
		const files = await staging.files();
		const folder = differences.length > 0 ? "" : await staging.commit();
		return { ...headOf(consolidation), folder, workbook, files, figuresCompared: expected.length, differences };
	} finally {
		await staging.discard();
	}
}

function headOf({ scope }: Consolidation) {
	return { period: scope.period.code, cutoff: scope.cutoff, asOf: scope.asOf };
}

import type { StatisticsDocument } from "../model/documents.ts";
import type { ConsolidatedReport } from "../model/report.ts";
import { statisticsCsv } from "../stages/statistics.ts";
import type { Consolidation } from "./consolidate.ts";
import { openData } from "./open-data.ts";
import type { Staging } from "./ports.ts";
import type { PublishPorts } from "./publish.ts";
import type { ReportOptions } from "./report.ts";

/** What the parts of a publication are made from. */
export interface Publication {
	readonly consolidation: Consolidation;
	readonly report: ConsolidatedReport;
	readonly numbers: StatisticsDocument;
	readonly options: ReportOptions;
}

/** Writes one part of a publication: a file, or a folder of files, under names of its own. Same publication, same bytes. */
export type Part = (publication: Publication, staging: Staging, ports: PublishPorts) => Promise<void>;

/** Says how far the log went when the publication was made: kept outside the database, it shows later whether the log's end was cut off. */
const LOG_HEAD = "log-head.json";

/** Everything that a publication consists of, in the order of writing. */
export const PARTS: readonly Part[] = [workbook, statisticsJson, statisticsTable, openData, logHead];

/** File of a publication's workbook. */
export function workbookName({ title }: Pick<ConsolidatedReport, "title">): string {
	return `${title}.xlsx`;
}

async function workbook({ report }: Publication, staging: Staging, { workbooks }: PublishPorts): Promise<void> {
	const sink = await staging.create(workbookName(report));
	try {
		await workbooks.write(report, sink);
	} finally {
		await sink.close();
	}
}

async function statisticsJson({ numbers }: Publication, staging: Staging): Promise<void> {
	await staging.write("statistics.json", `${JSON.stringify(numbers, null, "\t")}\n`);
}

async function statisticsTable({ numbers, options }: Publication, staging: Staging, { units }: PublishPorts): Promise<void> {
	await staging.write("statistics.csv", statisticsCsv(numbers, units, options.city));
}

async function logHead(_publication: Publication, staging: Staging, { store }: PublishPorts): Promise<void> {
	const last = await store.logHead();
	if (last) await staging.write(LOG_HEAD, `${JSON.stringify({ entry: last.id, hash: last.hash })}\n`);
}

import type { StatisticsDocument } from "../model/documents.ts";
import type { ReleaseChanges, ReleaseManifest, StoredRelease } from "../model/release.ts";
import type { ConsolidatedReport } from "../model/report.ts";
import { figureStates } from "../stages/figure-state.ts";
import { statisticsCsv } from "../stages/statistics.ts";
import type { KeptFigures } from "./consolidate.ts";
import { openData } from "./open-data.ts";
import type { Staging } from "./ports.ts";
import type { PublishPorts } from "./publish.ts";
import type { ReportOptions } from "./report.ts";
import { draftedReport } from "./work-report-part.ts";

/** What the parts of a publication are made from. */
export interface Publication {
	readonly consolidation: KeptFigures;
	/** With the release's code. */
	readonly report: ConsolidatedReport;
	readonly numbers: StatisticsDocument;
	readonly options: ReportOptions;
	readonly number: number;
	readonly code: string;
	readonly before: StoredRelease | null;
	/** What differs from the release before; null for the first. */
	readonly changes: ReleaseChanges | null;
	/** The log's newest entry. */
	readonly log: ReleaseManifest["log"];
}

/** Writes one part of a publication: a file, or a folder of files, under names of its own. Same publication, same bytes. */
export type Part = (publication: Publication, staging: Staging, ports: PublishPorts) => Promise<void>;

/** Everything that a publication consists of but its manifest, in the order of writing. */
export const PARTS: readonly Part[] = [workbook, statisticsJson, statisticsTable, openData, draftedReport, changesJson, logHead];

/** What the parts say that stands neither in the report nor among the figures: texts of templates that the office may change. A release that says something else here is another one. */
export async function alsoSaid({ workReports }: PublishPorts): Promise<readonly unknown[]> {
	return [workReports.template.text];
}

/** Says how far the log went when the publication was made: kept outside the database, it shows later whether the log's end was cut off. */
const LOG_HEAD = "log-head.json";

/** What differs from the release before. */
const CHANGES = "changes.json";

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

async function statisticsTable({ consolidation, numbers, options }: Publication, staging: Staging, { forms, units }: PublishPorts): Promise<void> {
	const { indicators, figures } = consolidation;
	await staging.write("statistics.csv", statisticsCsv(numbers, units, options.city, figureStates({ indicators, figures, forms, units })));
}

async function changesJson({ changes }: Publication, staging: Staging): Promise<void> {
	if (changes) await staging.write(CHANGES, `${JSON.stringify(changes, null, "\t")}\n`);
}

async function logHead({ log }: Publication, staging: Staging): Promise<void> {
	if (log) await staging.write(LOG_HEAD, `${JSON.stringify(log)}\n`);
}

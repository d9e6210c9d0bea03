import { WORK_REPORT_TEXTS } from "../messages/work-report-texts.ts";
import { periodName } from "../model/period.ts";
import type { DocumentFigure, DocumentWriter } from "../model/report-document.ts";
import type { Staging } from "./ports.ts";
import type { Publication } from "./publication-parts.ts";
import type { PublishPorts } from "./publish.ts";
import { figuresIn, type UsableTemplate, workReport } from "./work-report.ts";

/** What a publication needs for its report in words. */
export interface WorkReports {
	/** The template that the office uses, and its text: what another text says is another publication. */
	readonly template: UsableTemplate & { readonly text: string };
	readonly write: DocumentWriter;
	/** Every figure of a written document, read back. */
	readonly readFigures: (bytes: Uint8Array) => readonly DocumentFigure[];
}

/** Drafts the report in words, re-opens it and compares every figure. */
export async function draftedReport({ consolidation, report, options }: Publication, staging: Staging, ports: PublishPorts): Promise<void> {
	const { template, write, readFigures } = ports.workReports;
	const { document } = await workReport(consolidation, ports, { ...options, template, releaseCode: report.releaseCode ?? null });
	const name = WORK_REPORT_TEXTS.file(options.city, periodName(consolidation.scope.period, "zh-CN"));
	await staging.write(name, await write(document));
	const [said, read] = [figuresIn(document), readFigures(await staging.read(name))];
	const wrong = said.findIndex((figure, at) => figure.name !== read[at]?.name || figure.text !== read[at]?.text);
	if (wrong >= 0 || read.length !== said.length)
		throw new Error(`${name}: figure ${said[wrong]?.name ?? read[said.length]?.name} does not read back as it was written`);
}

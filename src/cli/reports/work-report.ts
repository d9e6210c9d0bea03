import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import type { WorkReportDocument } from "../../model/documents.ts";

/** Sentences that were left out are shown so many; all stand in the document and its JSON. */
const SHOWN = 20;

/** What became of a draft. */
export function workReportLines({ file, template, figures, prompts, omitted }: WorkReportDocument, texts: CliTexts): string[] {
	const { report } = texts;
	const shown = omitted.slice(0, SHOWN);
	return [
		report.written(file),
		report.template(template),
		report.counts(figures.length, prompts),
		...(omitted.length === 0 ? [] : [report.omitted(omitted.length)]),
		...shown.map(({ line, text }) => report.omission(line, text)),
		...(omitted.length > shown.length ? [report.more(omitted.length - shown.length)] : []),
	];
}

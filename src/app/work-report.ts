import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { OnProgress } from "../cli/app-port.ts";
import { exists } from "../files/layout.ts";
import { WORK_REPORT_TEXTS } from "../messages/work-report-texts.ts";
import type { WorkReportDocument } from "../model/documents.ts";
import { periodName } from "../model/period.ts";
import { UsageError } from "../model/usage.ts";
import { workReport } from "../pipeline/work-report.ts";
import { consolidatePorts, type House } from "./house.ts";
import { kept } from "./publication.ts";
import { documentWriterOf, reportTemplateText, usableTemplate } from "./report-template.ts";

/** Drafts the report in words of a period, without publishing it. */
export async function report(
	house: House,
	code: string,
	{ template: file, out }: { readonly template: string | null; readonly out: string },
	onProgress?: OnProgress,
): Promise<WorkReportDocument> {
	const consolidation = await kept(house, code);
	onProgress?.({ step: "report", subject: code, done: 0, of: null });
	const given = await reportTemplateText(house, file);
	const template = usableTemplate(house, given, consolidation);
	const { place: city, issuer } = house.config;
	const drafted = await workReport(consolidation, await consolidatePorts(house), { city, issuer, template, releaseCode: null });
	const { period, cutoff, asOf } = consolidation.scope;
	const target = await targetOf(out, WORK_REPORT_TEXTS.file(city, periodName(period, "zh-CN")));
	const write = await documentWriterOf();
	await writeNew(target, await write(drafted.document));
	const { figures, prompts, omitted } = drafted;
	return { period: period.code, cutoff, asOf, file: target, template: given.file, figures, prompts, omitted };
}

/** The file that a path names: itself, or one of the usual name in the folder. */
async function targetOf(out: string, name: string): Promise<string> {
	const target = path.resolve(out);
	if (target.toLowerCase().endsWith(".docx")) return target;
	await mkdir(target, { recursive: true });
	return path.join(target, name);
}

/** Writes a file, but never over another one: the officer may have worked in it. */
async function writeNew(file: string, bytes: Uint8Array): Promise<void> {
	const there = await exists(file);
	if (there && !Buffer.from(bytes).equals(await readFile(file))) throw new UsageError("usage.report-exists", { file });
	await mkdir(path.dirname(file), { recursive: true });
	if (!there) await writeFile(file, bytes);
}

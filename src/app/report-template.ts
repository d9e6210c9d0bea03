import { copyFile, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { exists, REPORT_TEMPLATE } from "../files/layout.ts";
import { tellTemplateFault } from "../messages/template-faults.ts";
import { WORK_REPORT_TEXTS } from "../messages/work-report-texts.ts";
import type { DocumentWriter } from "../model/report-document.ts";
import { UsageError } from "../model/usage.ts";
import type { Consolidation } from "../pipeline/consolidate.ts";
import { readTemplate, type UsableTemplate } from "../pipeline/work-report.ts";
import type { WorkReports } from "../pipeline/work-report-part.ts";
import { type House, packageRoot } from "./house.ts";
import { givenOne } from "./intake.ts";

/** A template as it is written, and where it stands. */
interface GivenTemplate {
	readonly file: string;
	readonly text: string;
}

/** The template that is asked for, else the data home's own, else the one that comes with huibao. @throws UsageError where there is no such file */
export async function reportTemplateText({ layout }: House, asked: string | null): Promise<GivenTemplate> {
	if (asked !== null) await givenOne(asked);
	const own = (await exists(layout.reportTemplate)) ? layout.reportTemplate : shippedTemplate();
	const file = asked === null ? own : path.resolve(asked);
	return { file, text: decoded(await readFile(file)) };
}

function shippedTemplate(): string {
	return path.join(packageRoot(), "templates", REPORT_TEMPLATE);
}

/** Notepad writes UTF-8 with or without a mark, or UTF-16 with one; older Windows writes GBK. */
function decoded(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		return new TextDecoder("gb18030").decode(bytes);
	}
}

/** A template that can be filled. @throws UsageError that tells of every fault in it */
export function usableTemplate({ forms, units, language }: House, { file, text }: GivenTemplate, { indicators }: Consolidation): UsableTemplate {
	const read = readTemplate(text, indicators, { forms, units });
	if (!("faults" in read)) return read;
	const faults = read.faults.map((fault) => `  ${tellTemplateFault(fault, language)}`).join("\n");
	throw new UsageError("usage.report-template", { file, count: read.faults.length, faults });
}

/** What a publication needs for its report in words. @throws UsageError where the office's template has faults */
export async function workReports(house: House, consolidation: Consolidation): Promise<WorkReports> {
	const given = await reportTemplateText(house, null);
	const { readDocumentFigures } = await import("../documents/read-figures.ts");
	const template = { ...usableTemplate(house, given, consolidation), text: given.text };
	return { template, write: await documentWriterOf(), readFigures: readDocumentFigures };
}

/** Puts the template that comes with huibao into the data home. */
export async function writeReportTemplate({ layout }: House): Promise<string> {
	const { reportTemplate: target } = layout;
	if (await exists(target)) throw new UsageError("usage.template-exists", { file: target });
	await mkdir(path.dirname(target), { recursive: true });
	await copyFile(shippedTemplate(), target);
	return target;
}

/** Lays out documents; loaded where one is written. */
export async function documentWriterOf(): Promise<DocumentWriter> {
	const { documentWriter } = await import("../documents/write-report.ts");
	const { chartXml } = await import("../workbooks/charts/chart-xml.ts");
	return documentWriter({ chartXml: (chart) => chartXml(chart, null), releaseLabel: WORK_REPORT_TEXTS.releaseLabel });
}

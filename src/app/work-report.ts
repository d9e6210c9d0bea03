import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { OnProgress } from "../cli/app-port.ts";
import { exists, REPORT_TEMPLATE } from "../files/layout.ts";
import { tellTemplateFault } from "../messages/template-faults.ts";
import { WORK_REPORT_TEXTS } from "../messages/work-report-texts.ts";
import type { WorkReportDocument } from "../model/documents.ts";
import { periodName } from "../model/period.ts";
import type { DocumentWriter } from "../model/report-document.ts";
import { UsageError } from "../model/usage.ts";
import type { Consolidation } from "../pipeline/consolidate.ts";
import { readTemplate, type UsableTemplate, workReport } from "../pipeline/work-report.ts";
import { consolidatePorts, type House, packageRoot } from "./house.ts";
import { givenOne } from "./intake.ts";
import { kept } from "./publication.ts";

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

/** A template as it is written, and where it stands. */
export interface GivenTemplate {
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

import { stat } from "node:fs/promises";
import path from "node:path";
import type { FillOptions } from "../cli/app-port.ts";
import { sha256Of } from "../files/archive.ts";
import type { GivenFile } from "../files/given.ts";
import { isFault } from "../files/layout.ts";
import { safeName } from "../files/names.ts";
import { writeWhole } from "../files/write-whole.ts";
import { tellRefusal } from "../messages/tell.ts";
import type { FillDocument } from "../model/fill-document.ts";
import { periodName } from "../model/period.ts";
import { DEFAULT_READ_LIMITS } from "../model/read-limits.ts";
import { RefusalError } from "../model/refusal.ts";
import { UsageError } from "../model/usage.ts";
import { fill as fillFrom } from "../pipeline/fill.ts";
import { type FillMapping, fillMappingFile, mappingIn, mappingOf, NO_MAPPING } from "../stages/fill/mapping.ts";
import { consolidatePorts, type House } from "./house.ts";
import { bytesOf, givenOne } from "./intake.ts";
import { figuresAsOf } from "./publication.ts";

/**
 * Fills somebody's template with the figures of a period, beside it in name and in the current folder where `out` is null; an earlier filling of that name gives way. With faults, or where
 * it shall only be listed, nothing is written. @throws UsageError where the template or the mapping cannot be read, or nothing in it is to be filled
 */
export async function fill(house: House, template: string, { period, map, out, asOf, list }: FillOptions): Promise<FillDocument> {
	const file = await givenOne(template);
	const consolidation = await figuresAsOf(house, period, asOf);
	const mapping = map === null ? NO_MAPPING : await mappingAt(house, map);
	const { openTemplate } = await import("../workbooks/fill/open-template.ts");
	const { fillTemplate } = await import("../workbooks/fill/fill-template.ts");
	const limits = { ...DEFAULT_READ_LIMITS, ...house.config.limits };
	const ports = {
		...(await consolidatePorts(house, house.known())),
		openTemplate: (bytes: Uint8Array, fileName: string) => openTemplate(bytes, fileName, limits),
		fillTemplate: (bytes: Uint8Array, plan: Parameters<typeof fillTemplate>[1]) => fillTemplate(bytes, plan, limits),
	};
	const {
		place: city,
		issuer,
		limits: { bytes: most },
	} = house.config;
	const options = { city, issuer, language: house.language };
	const { document, workbook } = await refusing(house, file, async () => {
		const bytes = await bytesOf(file, most);
		return fillFrom({ fileName: file.fileName, sha256: sha256Of(bytes), bytes, mapping }, consolidation, ports, options);
	});
	if (document.cells.length + document.texts.length + document.faults.length === 0) throw new UsageError("usage.fill-nothing", { file: template });
	if (workbook === null || list) return document;
	const name = `${path.parse(file.fileName).name}（${periodName(consolidation.scope.period, "zh-CN")}）`;
	const target = placeOf(file, out === null || (await isFolder(out)) ? path.join(out ?? "", name) : out, workbook.ending);
	await writeWhole(target, workbook.content);
	return { ...document, written: target };
}

/** Macros need their own ending, whatever was asked for. @throws UsageError where the template itself would be written over */
function placeOf(template: GivenFile, out: string, ending: string): string {
	const { dir, base } = path.parse(path.resolve(out));
	const target = path.join(dir, safeName(`${base.replace(/\.xl(?:s[xm]?|t[xm])$/i, "")}${ending}`));
	// Where names differ in case alone they may be one file.
	if (target.toLowerCase() === template.path.toLowerCase()) throw new UsageError("usage.fill-is-template", { file: out });
	return target;
}

async function isFolder(given: string): Promise<boolean> {
	return stat(given).then(
		(found) => found.isDirectory(),
		(fault: unknown) => {
			if (isFault(fault, "ENOENT", "ENOTDIR")) return false;
			throw fault;
		},
	);
}

/** What opens a file that only its password opens, and what reads a file of another program, is for its owner to do: says what. */
async function refusing<T>(house: House, file: GivenFile, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof RefusalError)) throw error;
		const { code, params } = error.refusal;
		const why = tellRefusal(error.refusal, file.fileName, house.language);
		throw new UsageError("usage.fill-template", { file: file.fileName, code, kind: String(params.kind ?? ""), why });
	}
}

/** A mapping file: JSON, or a table as CSV or a workbook. @throws UsageError where it is none */
async function mappingAt(house: House, given: string): Promise<FillMapping> {
	const file = await givenOne(given);
	const wrong = (why: string) => new UsageError("usage.mapping-file", { file: given, why });
	try {
		const bytes = await bytesOf(file, house.config.limits.bytes);
		const text = Buffer.from(bytes)
			.toString()
			.replace(/^\ufeff/, "");
		if (!/^\s*[{[]/.test(text)) return mappingIn(await house.readGrid(bytes, file.fileName));
		const parsed = fillMappingFile.safeParse(JSON.parse(text));
		if (parsed.success) return mappingOf(parsed.data);
		const [issue] = parsed.error.issues;
		throw wrong(issue ? `${issue.path.join(".")}: ${issue.message}` : "");
	} catch (error) {
		if (error instanceof SyntaxError) throw wrong(error.message);
		if (error instanceof RefusalError) throw wrong(tellRefusal(error.refusal, file.fileName, house.language));
		throw error;
	}
}

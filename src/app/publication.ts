import { readFile } from "node:fs/promises";
import path from "node:path";
import type { OnProgress } from "../cli/app-port.ts";
import { sha256Of } from "../files/archive.ts";
import { openOutput } from "../files/staging.ts";
import { CONSOLIDATED_TEXTS } from "../messages/workbook-texts.ts";
import { isDay, isInstant } from "../model/calendar.ts";
import type { PublishDocument } from "../model/documents.ts";
import { UsageError } from "../model/usage.ts";
import {
	type ConsolidatePorts,
	type Consolidation,
	consolidate,
	consolidateAndKeep,
	type KeptFigures,
	keptConsolidation,
	type Scope,
} from "../pipeline/consolidate.ts";
import { type PublishPorts, type PublishRequest, publish } from "../pipeline/publish.ts";
import type { ReportOptions } from "../pipeline/report.ts";
import { consolidatePorts, cutoffOf, type House, packageRoot, periodNamedBy, publicationSettings } from "./house.ts";

/**
 * Consolidates a period as of now, or of an instant. What was consolidated as of that very instant before is made again by the cutoff, the readings and the settings of then,
 * so that it comes out the same, unless those of now are wanted.
 */
export async function consolidateNow(house: House, code: string, asOf: string | null, onProgress?: OnProgress, presentSettings = false) {
	onProgress?.({ step: "consolidate", subject: code, done: 0, of: null });
	const ports = await consolidatePorts(house);
	return consolidateAndKeep(await scopeAt(house, code, asOf, ports, presentSettings), house.clock().toISOString(), ports);
}

async function scopeAt(house: House, code: string, asOf: string | null, ports: ConsolidatePorts, presentSettings = false): Promise<Scope> {
	const period = periodNamedBy(code);
	const now = house.clock().toISOString();
	const at = { period, asOf: asOf === null ? now : instantOf(asOf) };
	const before = asOf === null || presentSettings ? null : await ports.store.consolidation(code, at.asOf);
	const present = { cutoff: cutoffOf(house)(code), readings: house.config.readings, ...publicationSettings(house) };
	const { cutoff, readings, settings } = before ?? { ...present, settings: null };
	return { ...present, ...at, cutoff, readings, ...settings };
}

/** The figures of a period as they are kept; of an instant, as they are counted again as of then, which keeps nothing. */
export async function figuresAsOf(house: House, code: string, asOf: string | null): Promise<Consolidation> {
	if (asOf === null) return kept(house, code);
	const ports = await consolidatePorts(house, house.known());
	return consolidate(await scopeAt(house, code, asOf, ports), ports);
}

/** An ISO instant, or the end of a day in China. */
export function instantOf(text: string): string {
	if (!isDay(text) && !isInstant(text)) throw new UsageError("usage.no-such-instant", { instant: text });
	return new Date(isDay(text) ? `${text}T23:59:59.999+08:00` : text).toISOString();
}

export async function kept(house: House, code: string): Promise<KeptFigures> {
	const consolidation = await keptConsolidation(periodNamedBy(code), await consolidatePorts(house, house.known()));
	if (!consolidation) throw new UsageError("usage.not-consolidated", { period: code });
	return consolidation;
}

/** Publishes a consolidation. @param request who does and why; by itself where left out */
export async function publishKept(
	house: House,
	consolidation: KeptFigures,
	request: PublishRequest = { by: "system", reason: null },
	onProgress?: OnProgress,
): Promise<PublishDocument> {
	onProgress?.({ step: "publish", subject: consolidation.scope.period.code, done: 0, of: null });
	const { ports, options } = await publishPorts(house, consolidation);
	return publish(consolidation, ports, options, request);
}

/** What publishing needs from the outside, and how what is published is made out. */
export async function publishPorts(
	house: House,
	consolidation: Consolidation,
): Promise<{ readonly ports: PublishPorts; readonly options: ReportOptions }> {
	const { consolidatedWorkbooks } = await import("../workbooks/write-consolidated.ts");
	const { workReports } = await import("./report-template.ts");
	const { place, issuer, maskPersonal } = house.config;
	const workbooks = consolidatedWorkbooks(CONSOLIDATED_TEXTS);
	const ports = { ...(await releasePorts(house)), workbooks, workReports: await workReports(house, consolidation), program: await program() };
	return { ports, options: { city: place, issuer, maskPersonal } };
}

/** What changes releases needs from the outside. */
export async function releasePorts(house: House) {
	const sha256 = (content: string) => sha256Of(new TextEncoder().encode(content));
	return { ...(await consolidatePorts(house)), publications: openOutput(house.layout.output), clock: house.clock, sha256 };
}

/** Name and version of this program. */
async function program(): Promise<string> {
	const { name, version } = JSON.parse(await readFile(path.join(packageRoot(), "package.json"), "utf8")) as Record<"name" | "version", string>;
	return `${name} ${version}`;
}

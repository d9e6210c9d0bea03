import type { OnProgress, TraceTarget } from "../cli/app-port.ts";
import { openArchive } from "../files/archive.ts";
import type { GivenFile } from "../files/given.ts";
import { openOutput } from "../files/staging.ts";
import { tellRefusal } from "../messages/tell.ts";
import { CONSOLIDATED_TEXTS } from "../messages/workbook-texts.ts";
import { fromA1, toA1 } from "../model/a1.ts";
import { isDay, isInstant } from "../model/calendar.ts";
import type { PublishDocument } from "../model/documents.ts";
import type { Grid } from "../model/grid.ts";
import { RefusalError } from "../model/refusal.ts";
import { UsageError } from "../model/usage.ts";
import { type Consolidation, consolidateAndKeep, keptConsolidation, type Scope } from "../pipeline/consolidate.ts";
import { publish } from "../pipeline/publish.ts";
import { figureAt, traceFigure } from "../pipeline/trace.ts";
import { consolidatePorts, cutoffOf, type House, periodNamedBy, publicationSettings, unitCalled } from "./house.ts";
import { bytesOf, givenOne } from "./intake.ts";

/**
 * Consolidates a period as of now, or of an instant. What was consolidated as of that very instant before is made again by the cutoff, the readings and the settings of then,
 * so that it comes out the same, unless those of now are wanted.
 */
export async function consolidateNow(house: House, code: string, asOf: string | null, onProgress?: OnProgress, presentSettings = false) {
	const period = periodNamedBy(code);
	onProgress?.({ step: "consolidate", subject: code, done: 0, of: null });
	const now = house.clock().toISOString();
	const ports = await consolidatePorts(house);
	const at = { period, asOf: asOf === null ? now : instantOf(asOf) };
	const before = asOf === null || presentSettings ? null : await ports.store.consolidation(code, at.asOf);
	const present = { cutoff: cutoffOf(house)(code), readings: house.config.readings, ...publicationSettings(house) };
	const { cutoff, readings, settings } = before ?? { ...present, settings: null };
	const scope: Scope = { ...present, ...at, cutoff, readings, ...settings };
	return consolidateAndKeep(scope, now, ports);
}

/** An ISO instant, or the end of a day in China. */
export function instantOf(text: string): string {
	if (!isDay(text) && !isInstant(text)) throw new UsageError("usage.no-such-instant", { instant: text });
	return new Date(isDay(text) ? `${text}T23:59:59.999+08:00` : text).toISOString();
}

export async function kept(house: House, code: string): Promise<Consolidation> {
	const consolidation = await keptConsolidation(periodNamedBy(code), await consolidatePorts(house, house.known()));
	if (!consolidation) throw new UsageError("usage.not-consolidated", { period: code });
	return consolidation;
}

export async function publishKept(house: House, consolidation: Consolidation, onProgress?: OnProgress): Promise<PublishDocument> {
	onProgress?.({ step: "publish", subject: consolidation.scope.period.code, done: 0, of: null });
	const { consolidatedWorkbooks } = await import("../workbooks/write-consolidated.ts");
	const { place, issuer, maskPersonal } = house.config;
	const workbooks = consolidatedWorkbooks(CONSOLIDATED_TEXTS);
	const ports = { ...(await consolidatePorts(house)), workbooks, publications: openOutput(house.layout.output) };
	return publish(consolidation, ports, { city: place, issuer, maskPersonal });
}

export async function trace(house: House, target: TraceTarget) {
	const at = "figure" in target ? { indicator: target.figure, period: target.period, unit: target.unit } : await figureOfCell(house, target);
	const unit = at.unit === null ? null : unitCalled(at.unit, house.units);
	const consolidation = await kept(house, at.period);
	const ports = { ...(await consolidatePorts(house)), archive: openArchive(house.layout.archive), readGrid: house.readGrid };
	const traced = await traceFigure(consolidation, at.indicator, unit, ports);
	if (!traced) throw new UsageError("usage.no-such-figure", { figure: at.indicator });
	return traced;
}

export async function figureOfCell(house: House, target: { workbook: string; cell: string }) {
	const file = await givenOne(target.workbook);
	const [, sheet = "", reference = ""] = /^'?(.*?)'?!(.+)$/.exec(target.cell) ?? [];
	const cell = fromA1(reference);
	if (!cell) throw new UsageError("usage.no-such-cell", { cell: target.cell });
	const found = figureAt(await workbookAt(house, file), sheet, toA1(cell), CONSOLIDATED_TEXTS.period);
	if (!found || found.place?.cut === "division") throw new UsageError("usage.cell-is-no-figure", { cell: target.cell, file: file.fileName });
	return { indicator: found.indicator, period: found.period.code, unit: found.place?.code ?? null };
}

/** @throws UsageError where the file is no workbook that can be read, with the reason */
async function workbookAt(house: House, file: GivenFile): Promise<Grid> {
	try {
		return await house.readGrid(await bytesOf(file, house.config.limits.bytes), file.fileName);
	} catch (error) {
		if (!(error instanceof RefusalError)) throw error;
		throw new UsageError("usage.no-workbook", { why: tellRefusal(error.refusal, file.fileName, house.language) });
	}
}

import type { OnProgress } from "../cli/app-port.ts";
import { openOutput } from "../files/staging.ts";
import { CONSOLIDATED_TEXTS } from "../messages/workbook-texts.ts";
import { isDay, isInstant } from "../model/calendar.ts";
import type { PublishDocument } from "../model/documents.ts";
import { UsageError } from "../model/usage.ts";
import { type Consolidation, consolidateAndKeep, keptConsolidation, type Scope } from "../pipeline/consolidate.ts";
import { publish } from "../pipeline/publish.ts";
import { consolidatePorts, cutoffOf, type House, periodNamedBy, publicationSettings } from "./house.ts";

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

import { inTableOrder, type ReportingUnit } from "../model/division.ts";
import type { StatisticsDocument } from "../model/documents.ts";
import { unitPlace } from "../model/figure-name.ts";
import type { Figure, FigureValue, Indicator } from "../model/indicator.ts";
import type { FigureState, FigureStates } from "./figure-state.ts";

type Entry = StatisticsDocument["indicators"][number];

/** statistics.json of a consolidation (docs/contract.md): not reported is null, a reported zero is 0, a range is [low, high]; indicators in the order of their declaration. */
export function statistics(
	head: { period: string; cutoff: string; asOf: string },
	indicators: readonly Indicator[],
	figures: ReadonlyMap<string, Figure>,
): StatisticsDocument {
	return {
		...head,
		indicators: indicators.flatMap((indicator) => {
			const figure = figures.get(indicator.id);
			if (!figure) return [];
			const { id, ...rest } = figure;
			return [{ id, name: indicator.name.zh, nameEn: indicator.name.en, unit: indicator.unit, ...rest }];
		}),
	};
}

const COLUMNS = [
	"period",
	"reporting_unit",
	"reporting_unit_name",
	"indicator",
	"name",
	"name_en",
	"value",
	"value_high",
	"unit",
	"qualifier",
	"status",
];

/** statistics.csv: one line per unit (and the city, code *) and indicator, UTF-8 with BOM. `status` tells a reported value from 沿用上期, from no report and from none to have. */
export function statisticsCsv(document: StatisticsDocument, units: readonly ReportingUnit[], city: string, stateOf: FigureStates): string {
	const lines = document.indicators.flatMap((entry) => [
		line(document, entry, { code: "*", name: city, value: entry.value }, stateOf(entry.id, null)),
		...inTableOrder(units).map(({ code, name }) =>
			line(document, entry, { code, name, value: entry.byUnit[code] ?? null }, stateOf(entry.id, unitPlace(code))),
		),
	]);
	return `\ufeff${[COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
}

function line({ period }: StatisticsDocument, entry: Entry, at: { code: string; name: string; value: FigureValue }, state: FigureState): string {
	const [low, high] = typeof at.value === "object" && at.value !== null ? at.value : [at.value, null];
	const { id, name, nameEn, unit } = entry;
	return [period, at.code, at.name, id, name, nameEn, low, high, unit, state.qualifier ?? "", statusOf(state)].map(quoted).join(",");
}

function statusOf({ status, carriedFrom }: FigureState): string {
	return status === "carried" ? `carried:${carriedFrom.join(" ")}` : status;
}

/** A CSV field; text that a spreadsheet would take for a formula is led by an apostrophe. */
function quoted(value: string | number | null): string {
	if (typeof value === "number") return String(value);
	const text = value ?? "";
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

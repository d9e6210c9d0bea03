import { inTableOrder, type ReportingUnit } from "../model/division.ts";
import type { StatisticsDocument } from "../model/documents.ts";
import type { Figure, FigureValue, Indicator } from "../model/indicator.ts";

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

/** statistics.csv: one line per unit (and the city, code *) and indicator, UTF-8 with BOM. `status` tells a reported value from 沿用上期 and from no report. */
export function statisticsCsv(document: StatisticsDocument, units: readonly ReportingUnit[], city: string): string {
	const lines = document.indicators.flatMap((entry) => [
		line(document, entry, "*", city, entry.value),
		...inTableOrder(units).map((unit) => line(document, entry, unit.code, unit.name, entry.byUnit[unit.code] ?? null)),
	]);
	return `\ufeff${[COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
}

function line(document: StatisticsDocument, entry: Entry, code: string, name: string, value: FigureValue): string {
	const [low, high] = typeof value === "object" && value !== null ? value : [value, null];
	const qualifier = value === null ? "" : (entry.qualifier ?? "");
	const cells = [document.period, code, name, entry.id, entry.name, entry.nameEn, low, high, entry.unit, qualifier, status(entry, code, value)];
	return cells.map(quoted).join(",");
}

function status(entry: Entry, code: string, value: FigureValue): string {
	if (entry.carried?.[code]) return `carried:${entry.carried[code]}`;
	if (value === null) return "not-reported";
	return code === "*" && entry.missing ? "incomplete" : "reported";
}

/** A CSV field; text that a spreadsheet would take for a formula is led by an apostrophe. */
function quoted(value: string | number | null): string {
	if (typeof value === "number") return String(value);
	const text = value ?? "";
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import { inTableOrder, type ReportingUnit } from "../model/division.ts";
import type { StatisticsDocument } from "../model/documents.ts";
import { unitPlace } from "../model/figure-name.ts";
import type { FigureValue, Indicator } from "../model/indicator.ts";
import { type Period, periodName } from "../model/period.ts";
import { divisionsOf } from "./consolidate.ts";
import { CSV_DIALECT, csv, type Resource } from "./data-package/table.ts";
import { FIGURES, INDICATORS, PERIODS, PLACES } from "./data-package/tables.ts";
import type { FigureState, FigureStates } from "./figure-state.ts";

/** What a data package says of itself. */
export interface PackageAbout {
	/** 阳江市. */
	readonly city: string;
	/** 阳江市科学技术局. */
	readonly issuer: string;
	/** 阳江市2019年上半年科技统计汇总表. */
	readonly title: string;
	/** Short code of the release; null before there is one. */
	readonly release: string | null;
}

/** A file of the package before its hash is known: path below the package's folder, and its text. */
export interface PackageFile {
	readonly path: string;
	readonly text: string;
}

/** The tables of a data package, and the descriptor once their bytes are known. */
export interface DataPackage {
	readonly tables: readonly PackageFile[];
	/** datapackage.json. @param measured size in bytes and SHA-256 of each table's file, in their order */
	readonly descriptor: (measured: readonly { readonly size: number; readonly sha256: string }[]) => string;
}

/** What explains the figures of a package. */
export interface PackageSource {
	readonly indicators: readonly Indicator[];
	readonly units: readonly ReportingUnit[];
	readonly period: Period;
	readonly stateOf: FigureStates;
}

/** Code of the whole city among places. */
export const WHOLE_CITY = "*";

type Entry = StatisticsDocument["indicators"][number];

/**
 * The figures of a publication as a Frictionless Data Package (https://specs.frictionlessdata.io, Tabular Data Package): one tidy table of figures, place × indicator × period ×
 * value × unit of measure × status, with the tables that its codes are explained in. Figures only: nothing of a single row, and so nothing personal, goes into it.
 */
export function dataPackage(statistics: StatisticsDocument, { indicators, units, period, stateOf }: PackageSource, about: PackageAbout): DataPackage {
	const resources: readonly Resource[] = [
		{ table: FIGURES, rows: figureRows(statistics, units, stateOf) },
		{ table: INDICATORS, rows: indicatorRows(statistics, indicators) },
		{ table: PLACES, rows: placeRows(units, about.city) },
		{ table: PERIODS, rows: [[period.code, period.kind, periodName(period, "zh-CN"), period.start, period.end, statistics.cutoff]] },
	];
	const tables = resources.map(({ table, rows }) => ({ path: `data/${table.name}.csv`, text: csv(table, rows) }));
	return {
		tables,
		descriptor: (measured) => `${JSON.stringify(descriptor(resources, statistics, about, measured), null, "\t")}\n`,
	};
}

/** Name of the package: lower case and hyphens, as the specification asks. */
function descriptor(
	resources: readonly Resource[],
	{ period, asOf }: StatisticsDocument,
	about: PackageAbout,
	measured: readonly { readonly size: number; readonly sha256: string }[],
) {
	return {
		profile: "tabular-data-package",
		name: `science-technology-statistics-${period.toLowerCase()}`,
		title: about.title,
		...(about.release === null ? {} : { version: about.release }),
		created: asOf,
		contributors: [{ title: about.issuer, role: "publisher" }],
		resources: resources.map(({ table }, at) => ({
			profile: "tabular-data-resource",
			name: table.name,
			title: table.title,
			path: `data/${table.name}.csv`,
			format: "csv",
			mediatype: "text/csv",
			encoding: "utf-8",
			bytes: measured[at]?.size,
			hash: `sha256:${measured[at]?.sha256}`,
			dialect: CSV_DIALECT,
			schema: table.schema,
		})),
	};
}

function figureRows(statistics: StatisticsDocument, units: readonly ReportingUnit[], stateOf: FigureStates) {
	const ordered = inTableOrder(units).map(({ code }) => code);
	const divisions = divisionsOf(units);
	return statistics.indicators.flatMap((entry) => [
		figureRow(statistics, entry, { code: WHOLE_CITY, value: entry.value }, stateOf(entry.id, null)),
		...ordered.map((code) => figureRow(statistics, entry, { code, value: entry.byUnit[code] ?? null }, stateOf(entry.id, unitPlace(code)))),
		...divisions.map((code) =>
			figureRow(statistics, entry, { code, value: entry.byDivision[code] ?? null }, stateOf(entry.id, { cut: "division", code })),
		),
	]);
}

function figureRow({ period }: StatisticsDocument, { id, unit }: Entry, at: { code: string; value: FigureValue }, state: FigureState) {
	const [low, high] = typeof at.value === "object" && at.value !== null ? at.value : [at.value, null];
	const { status, qualifier = null, carriedFrom } = state;
	return [period, at.code, id, low, high, unit, status, qualifier, carriedFrom.join(" ") || null];
}

function indicatorRows({ indicators: published }: StatisticsDocument, indicators: readonly Indicator[]) {
	return published.map(({ id, name, nameEn, unit }) => {
		const declared = indicators.find((indicator) => indicator.id === id);
		const method = declared?.kind === "counted" ? declared.measure.kind : "derived";
		return [id, name, nameEn, unit, declared?.area ?? null, method, declared?.within ?? null];
	});
}

function placeRows(units: readonly ReportingUnit[], city: string) {
	const ordered = inTableOrder(units);
	const nameOf = (division: string) => ordered.find((unit) => unit.division === division && unit.kind !== "zone");
	return [
		[WHOLE_CITY, "city", city, null, null],
		...ordered.map(({ code, name, nameEn, division }) => [code, "unit", name, nameEn, division]),
		...divisionsOf(units).map((division) => [division, "division", nameOf(division)?.name ?? division, nameOf(division)?.nameEn ?? null, division]),
	];
}

import { TABLE_TEXTS } from "../../messages/table-texts.ts";
import { membersOf } from "../../model/division.ts";
import { unitPlace } from "../../model/figure-name.ts";
import type { FigurePlace } from "../../model/figure-reference.ts";
import { placesOf } from "../../model/indicator.ts";
import type { FigureCell, Formula, ReportTable, TableColumn } from "../../model/report-table.ts";
import { addsUp } from "../../stages/adds-up.ts";
import { divisionsOf } from "../../stages/consolidate.ts";
import {
	cellOf,
	figureCell,
	fromSummary,
	groupedRows,
	headOf,
	madeBy,
	nameCell,
	rateFormula,
	rounded,
	type TableLine,
	type TableSource,
	text,
	unitsOf,
} from "./table-source.ts";

const words = TABLE_TEXTS.columns;

/** 分区划汇总表: the same figures by administrative division, the zones folded into the division that they lie in. Targets are the city's and its units' and stand in the summary. */
export function divisionTable(source: TableSource): ReportTable {
	const groups = source.summary.filter(({ rows }) => rows.some(({ indicator }) => !indicator.startsWith("targets.")));
	const rows = groupedRows(groups, source, (line) => cellsOf(line, source));
	const { sheets, titles, legend } = TABLE_TEXTS;
	const zones = divisionsOf(source.ports.units).map((code) => {
		const folded = membersOf({ cut: "division", code }, unitsOf(source)).filter(({ kind }) => kind === "zone");
		return folded.length === 0
			? ""
			: legend.zones(
					folded.map(({ shortName }) => shortName),
					headOfDivision(code, source),
				);
	});
	return {
		...{ sheet: sheets.divisions, title: titles.divisions(source.city, source.periodName), ...headOf(source), columns: columnsOf(source), rows },
		legend: [legend.marks, legend.divisions(zones.join(""))],
		statistical: true,
		frozen: 4,
	};
}

/** The division's own office: the county's, or the city's. */
function headOfDivision(code: string, source: TableSource): string {
	const members = membersOf({ cut: "division", code }, unitsOf(source));
	return (members.find(({ kind }) => kind !== "zone") ?? members[0])?.shortName ?? code;
}

function columnsOf(source: TableSource): TableColumn[] {
	return [
		{ key: "name", heading: words.indicator, kind: "name", width: 46 },
		{ key: "unit", heading: words.unit, kind: "mark", width: 9 },
		{ key: "line", heading: words.line, kind: "mark", width: 6 },
		{ key: "city", heading: words.city, kind: "figure", width: 12 },
		...divisionsOf(source.ports.units).map((code): TableColumn => {
			const heading = `${headOfDivision(code, source)}\n${code}`;
			return { key: code, heading, parent: words.byDivision, kind: "figure", width: 13 };
		}),
	];
}

function cellsOf(line: TableLine, source: TableSource) {
	const { row, indicator } = line;
	const city = source.book.figure({ indicator: indicator.id, place: null, measure: "value" });
	const divisions = divisionsOf(source.ports.units).map((code) => [code, divisionCell(line, { cut: "division", code }, source)] as const);
	return {
		...{ name: nameCell(line, TABLE_TEXTS.within), unit: text(row.unit), line: text(row.line) },
		city: figureCell(city, fromSummary(indicator.id, null, city.value)),
		...Object.fromEntries(divisions),
	};
}

function divisionCell({ indicator, figure }: TableLine, place: FigurePlace, source: TableSource): FigureCell {
	const found = source.book.figure({ indicator: indicator.id, place, measure: "value" });
	const members = membersOf(place, unitsOf(source)).map(({ code }) => code);
	const parts = members.map((code) => figure.byUnit[code] ?? null);
	const formula =
		rateFormula(indicator, place, source) ??
		(addsUp(indicator, figure.byDivision[place.code] ?? null, parts) ? sumOver(indicator.id, members, placesOf(indicator)) : null);
	return figureCell(found, { name: { indicator: indicator.id, place, measure: "value" }, ...madeBy(found.value, formula) });
}

function sumOver(indicator: string, units: readonly string[], places: number): Formula {
	const cells = units.map((code) => cellOf(indicator, unitPlace(code)));
	if (cells.length === 1) return cells;
	const sum: Formula = ["SUM(", ...cells.flatMap((cell, at) => (at === 0 ? [cell] : [",", cell])), ")"];
	return places === 0 ? sum : rounded(places, ...sum);
}

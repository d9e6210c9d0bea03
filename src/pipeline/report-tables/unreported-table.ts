import { TABLE_TEXTS } from "../../messages/table-texts.ts";
import type { ReportTable, TableColumn, TableRow } from "../../model/report-table.ts";
import { type FiledLine, isOpen } from "../report-lists.ts";
import { headOf, type TableSource, text } from "./table-source.ts";

const words = TABLE_TEXTS.columns;

const COLUMNS: readonly TableColumn[] = [
	{ key: "serial", heading: words.serial, kind: "mark", width: 7 },
	{ key: "unit", heading: words.reportingUnit, kind: "mark", width: 20 },
	{ key: "formNumber", heading: words.formNumber, kind: "mark", width: 14 },
	{ key: "form", heading: words.form, kind: "words", width: 32 },
	{ key: "period", heading: words.period, kind: "mark", width: 20 },
	{ key: "state", heading: words.state, kind: "mark", width: 16 },
	{ key: "carriedFrom", heading: words.carriedFrom, kind: "mark", width: 22 },
];

/** 未报送清单: what was owed and does not count, and whose earlier data stand in for it (沿用上期). */
export function unreportedTable(filed: readonly FiledLine[], source: TableSource): ReportTable {
	const open = filed.filter(isOpen);
	const rows = open.map((line, at): TableRow => {
		const carried = line.stateCode === "carried";
		const period = carried ? source.periodName : line.periodName;
		return {
			kind: "cells",
			cells: {
				...{ serial: text(at + 1), unit: text(line.unitName), formNumber: text(line.formId), form: text(line.formTitle) },
				...{ period: text(period), state: text(line.state), ...(carried ? { carriedFrom: text(line.periodName) } : {}) },
			},
		};
	});
	const { sheets, titles, legend, allReported } = TABLE_TEXTS;
	return {
		...{ sheet: sheets.unreported, title: titles.unreported(source.city, source.periodName), ...headOf(source, ""), columns: COLUMNS },
		rows: rows.length > 0 ? rows : [{ kind: "group", text: allReported }],
		legend: [legend.unreported],
		statistical: false,
		frozen: 2,
	};
}

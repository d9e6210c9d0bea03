import { TABLE_TEXTS } from "../../src/messages/table-texts.ts";
import { unitPlace } from "../../src/model/figure-name.ts";
import type { Told } from "../../src/model/printed.ts";
import { printedFigure, type SummaryGroup, type SummaryRow } from "../../src/model/report.ts";
import type { FigureCell, Formula, ReportTables, TableCell, TableColumn, TableRow } from "../../src/model/report-table.ts";

interface Unit {
	readonly code: string;
	readonly shortName: string;
}

const HEAD = ["汇总单位（盖章）：阳江市科学技术局", "报告期：2019年上半年", "统计截止日：2019年6月27日　　计量单位：详见表内"] as const;
const shared = { formNumber: "内部工作用表", head: HEAD };

const text = (words: string | number): TableCell => ({ kind: "text", text: words });
const value = (indicator: string, unit: string | null) => ({ indicator, place: unitPlace(unit), measure: "value" as const });

const made = (told: Told, formula: Formula): Partial<FigureCell> => (typeof told === "number" ? { formula } : {});

/** The tables of a sample's summary: the summary itself with its sums, a comparison that refers to it, a ranking with a tie, and a list. */
export function sampleTables(title: string, groups: readonly SummaryGroup[], units: readonly Unit[]): ReportTables {
	const rows = groups.flatMap((group, at): TableRow[] => [
		{ kind: "group", text: TABLE_TEXTS.group(at, group.title.zh) },
		...group.rows.map((row, place): TableRow => ({ kind: "cells", cells: summaryCells(row, row.indent && !group.rows[place - 1]?.indent, units) })),
	]);
	const summary = {
		...shared,
		sheet: "汇总表",
		title,
		columns: summaryColumns(units),
		rows,
		legend: [TABLE_TEXTS.legend.marks],
		statistical: true,
		frozen: 4,
	};
	return { figures: [summary, comparison, ranking], lists: [list] };
}

function summaryColumns(units: readonly Unit[]): TableColumn[] {
	return [
		{ key: "name", heading: "指标名称", kind: "name", width: 46 },
		{ key: "unit", heading: "计量单位", kind: "mark", width: 9 },
		{ key: "line", heading: "行次", kind: "mark", width: 6 },
		{ key: "city", heading: "全市合计", kind: "figure", width: 10 },
		...units.map(({ code, shortName }): TableColumn => ({ key: code, heading: shortName, parent: "分　单　位", kind: "figure", width: 10 })),
		{ key: "target", heading: "年度目标", kind: "figure", width: 10 },
		{ key: "completion", heading: "完成率", kind: "figure", width: 10 },
		{ key: "remark", heading: "备注", kind: "words", width: 22 },
	];
}

function summaryCells(row: SummaryRow, leads: boolean, units: readonly Unit[]): Record<string, TableCell> {
	const { indicator, places, qualifier } = row;
	const cell = (unit: string | null, more: Partial<FigureCell> = {}): FigureCell => {
		const told = printedFigure(row, unit);
		const hedged = unit === null || told === row.value ? qualifier : undefined;
		return { kind: "figure", value: told, print: { scale: "count", places, qualifier: hedged }, name: value(indicator, unit), ...more };
	};
	const sum = units.reduce((so, { code }) => so + Number(row.byUnit[code] ?? 0), 0);
	const [first, last] = [value(indicator, units[0]?.code ?? ""), value(indicator, units.at(-1)?.code ?? "")];
	const total = sum === row.value ? made(row.value, ["SUM(", { from: first, to: last }, ")"]) : {};
	const none = row.target === null;
	return {
		name: text(row.indent ? `　　${leads ? "其中：" : "　　　"}${row.name.replace(/^其中：/, "")}` : row.name),
		...{
			unit: text(row.unit),
			line: text(row.line),
			city: cell(null, indicator === "hnte.stock" ? { ...total, link: { detail: { roster: 0, first: 1, rows: 2 }, tooltip: "到名录" } } : total),
		},
		...Object.fromEntries(units.map(({ code }) => [code, cell(code)])),
		target: { kind: "figure", value: none ? "not-applicable" : row.target, print: { scale: "count", places } },
		completion: { kind: "figure", value: none ? "not-applicable" : row.completion, print: { scale: "fraction", places: 1 } },
		remark: text(row.remark),
	};
}

const comparison = {
	...{ ...shared, sheet: "同比环比表", title: "同比环比表", legend: [], statistical: true, frozen: 1 },
	columns: [
		{ key: "name", heading: "指标名称", kind: "name", width: 46 },
		{ key: "value", heading: "本期", kind: "figure", width: 11 },
		{ key: "last-year", heading: "上年同期", parent: "与上年同期比", kind: "figure", width: 11 },
		{ key: "growth", heading: "同比", parent: "与上年同期比", kind: "figure", width: 11 },
	] satisfies TableColumn[],
	rows: [
		{
			kind: "cells",
			cells: {
				name: text("有效期内高新技术企业"),
				value: { kind: "figure", value: 71, print: { scale: "count", places: 0 }, formula: [{ figure: value("hnte.stock", null) }] },
				"last-year": {
					kind: "figure",
					value: 63,
					print: { scale: "count", places: 0 },
					name: { ...value("hnte.stock", null), measure: "last-year" },
				},
				growth: {
					...{ kind: "figure", value: 0.127, print: { scale: "fraction", places: 1 }, name: { ...value("hnte.stock", null), measure: "growth" } },
					formula: ["ROUND((", { here: "value" }, "-", { here: "last-year" }, ")/", { here: "last-year" }, ",3)"],
				},
			},
		},
		// Of a figure that stands in no table there is no formula.
		{
			kind: "cells",
			cells: {
				name: text("别处的指标"),
				value: { kind: "figure", value: 5, print: { scale: "count", places: 0 }, formula: [{ figure: value("no.such", null) }] },
			},
		},
	] satisfies TableRow[],
};

/** Best of a group by SUMPRODUCT; the third unit has not reported, the fourth prints —. */
const ranking = {
	...{ ...shared, sheet: "排名通报", title: "排名通报", legend: [], statistical: true, frozen: 2 },
	columns: [
		{ key: "rank", heading: "名次", kind: "figure", width: 9 },
		{ key: "unit", heading: "填报单位", kind: "mark", width: 20 },
		{ key: "value", heading: "本期完成", kind: "figure", width: 13 },
	] satisfies TableColumn[],
	rows: [["一组", [3, 3, null, "not-applicable"]] as const, ["二组", [9, 4, 1]] as const].flatMap(([title, values]): TableRow[] => [
		{ kind: "group", text: title },
		...values.map((told): TableRow => {
			const rank = typeof told === "number" ? values.filter((other) => typeof other === "number" && other > told).length + 1 : told;
			const formula: Formula = ["SUMPRODUCT(ISNUMBER(", { group: "value" }, ")*(", { group: "value" }, ">", { here: "value" }, "))+1"];
			return {
				kind: "cells",
				cells: {
					rank: { kind: "figure", value: rank, print: { scale: "count", places: 0 }, ...made(rank, formula) },
					unit: text("某单位"),
					value: { kind: "figure", value: told, print: { scale: "count", places: 0 } },
				},
			};
		}),
	]),
};

const list = {
	...{ ...shared, sheet: "未报送清单", title: "未报送清单", legend: ["说明：应报而未报的。"], statistical: false, frozen: 1 },
	columns: [
		{ key: "serial", heading: "序号", kind: "mark", width: 7 },
		{ key: "unit", heading: "填报单位", kind: "mark", width: 20 },
	] satisfies TableColumn[],
	rows: [{ kind: "cells", cells: { serial: text(1), unit: text("=海陵岛试验区") } }] satisfies TableRow[],
};

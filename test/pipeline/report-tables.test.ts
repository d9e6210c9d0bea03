import { describe, expect, test } from "vitest";
import { and } from "../../src/model/filter.ts";
import type { Form } from "../../src/model/form.ts";
import type { CountedIndicator, DerivedIndicator, Figure, FigureValue, Indicator } from "../../src/model/indicator.ts";
import { period } from "../../src/model/period.ts";
import type { Details } from "../../src/model/report.ts";
import type { FigureCell, Formula, ReportTable, TableCell } from "../../src/model/report-table.ts";
import type { ConsolidatePorts, Consolidation } from "../../src/pipeline/consolidate.ts";
import { summary } from "../../src/pipeline/report-summary.ts";
import { reportTables } from "../../src/pipeline/report-tables/index.ts";
import type { TableSource } from "../../src/pipeline/report-tables/table-source.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { type Comparisons, NO_COMPARISONS } from "../../src/stages/compare.ts";
import { completions, divisionsOf } from "../../src/stages/consolidate.ts";
import { figureBook } from "../../src/stages/figure-book.ts";

const units = YANGJIANG_UNITS;
const UNIT_CODES = units.map(({ code }) => code);

const counted = (id: string, more: Partial<CountedIndicator> = {}): CountedIndicator => ({
	...{ kind: "counted", id, area: "projects", name: { zh: id, en: id }, unit: "项", measure: { kind: "count" }, filter: and() },
	...more,
});
const rate: DerivedIndicator = {
	...{ kind: "derived", id: "rate", area: "projects", name: { zh: "立项率", en: "rate" }, unit: "%", within: "reviewed" },
	...{ inputs: [{ id: "approved" }, { id: "reviewed" }], operation: "percent" },
};
const goal = counted("targets.1", { area: "targets", measure: { kind: "given", low: "low", high: "high", region: "region", whole: "全市" } });
const form = (id: string, rollUp: string, indicators: readonly Indicator[], owedBy = "units") =>
	({
		id,
		title: { zh: `${id}名录`, en: id },
		owedBy,
		tables: [{ id: "", title: { zh: `${id}名录`, en: id }, rollUp, fields: [] }],
		indicators,
	}) as unknown as Form;
const FORMS = [
	form("统06", "accumulate", [
		counted("reviewed", { target: "1" }),
		counted("approved", { within: "reviewed", ranked: true }),
		rate,
		counted("shared"),
		counted("amount", { unit: "万元", places: 2 }),
	]),
	form("综01", "yearly", [goal], "city"),
];

/** Figures of 市本级, the four counties and the two zones, in the order of the settings' list. */
function figure(id: string, value: FigureValue, own: readonly FigureValue[], divisions: Record<string, FigureValue> = {}): Figure {
	const byUnit = Object.fromEntries(UNIT_CODES.map((code, at) => [code, own[at] ?? null]));
	return { id, value, byUnit, byDivision: { ...Object.fromEntries(divisionsOf(units).map((code) => [code, null])), ...divisions } };
}

const FIGURES = [
	figure("reviewed", 61, [1, 14, 20, 10, 6, 2, 8], { "441702": 24, "441704": 20 }),
	figure("approved", 53, [0, 12, 18, 10, 5, 0, 8], { "441702": 20, "441704": 18 }),
	figure("rate", 86.9, [0, 85.7, 90, 100, 83.3, 0, 100], { "441702": 83.3, "441704": 90 }),
	// One stands in the reports of the district and of the zone.
	figure("shared", 9, [0, 5, 3, 0, 0, 0, 2], { "441702": 6, "441704": 3 }),
	figure("amount", 0.3, [0, 0.1, 0.2, 0, 0, 0, 0], { "441702": 0.1, "441704": 0.2 }),
	figure("targets.1", [80, 100], [null, 20, 20, 20, 0, null, 10]),
];

const DETAILS: Details = { city: [{ roster: 0, first: 4, rows: 61 }], byUnit: { "441702-00": [{ roster: 0, first: 6, rows: 14 }] } };

function tables(comparisons: Partial<Comparisons> = {}): Record<string, ReportTable> {
	const declared = FORMS.flatMap(({ indicators }) => indicators);
	const figures = new Map(FIGURES.map((each) => [each.id, each]));
	const rates = completions(declared, figures);
	for (const { figure: made } of rates) figures.set(made.id, made);
	const indicators = [...declared, ...rates.map(({ indicator }) => indicator)];
	const scope = { period: period("2019H1"), cutoff: "2019-06-27", asOf: "", readings: {}, carryForward: false };
	const consolidation = { scope, indicators, figures } as unknown as Consolidation;
	const ports = { forms: FORMS, units } as unknown as ConsolidatePorts;
	const book = figureBook({ ...scope, indicators, figures, forms: FORMS, units, comparisons: { ...NO_COMPARISONS, ...comparisons } });
	const lines = summary(consolidation, ports).map((group) => ({
		...group,
		rows: group.rows.map((row) => (row.indicator === "reviewed" ? { ...row, details: DETAILS } : row)),
	}));
	const source: TableSource = {
		city: "阳江市",
		issuer: "阳江市科学技术局",
		periodName: "2019年上半年",
		consolidation,
		ports,
		book,
		summary: lines,
		rosterSheets: ["统06 名录"],
	};
	const missing = {
		unitName: "阳西县",
		formId: "统06",
		formTitle: "评审",
		periodName: "2018年",
		state: "沿用上期",
		stateCode: "carried" as const,
		file: "",
		receivedAt: "",
		rows: null,
		nil: false,
	};
	const { figures: first, lists } = reportTables(source, [missing]);
	return Object.fromEntries([...first, ...lists].map((table) => [table.sheet, table]));
}

function rowOf(table: ReportTable | undefined, name: string, key = "name"): Readonly<Record<string, TableCell>> {
	const row = table?.rows.find((each) => each.kind === "cells" && each.cells[key]?.kind === "text" && String(each.cells[key].text).endsWith(name));
	if (row?.kind !== "cells") throw new Error(`no row ${name}`);
	return row.cells;
}

const cell = (cells: Readonly<Record<string, TableCell>>, key: string) => cells[key] as FigureCell | undefined;

/** Formula with the names of its figures in brackets. */
function spelled(formula: Formula | undefined): string | undefined {
	const of = (name: { indicator: string; place: { code: string } | null; measure: string }) =>
		`[${name.indicator}${name.place ? `@${name.place.code}` : ""}${name.measure === "value" ? "" : `:${name.measure}`}]`;
	return formula
		?.map((piece) => {
			if (typeof piece === "string") return piece;
			if ("figure" in piece) return of(piece.figure);
			if ("from" in piece) return `${of(piece.from)}..${of(piece.to)}`;
			return "here" in piece ? `<${piece.here}>` : `<<${piece.group}>>`;
		})
		.join("");
}

const formulaAt = (cells: Readonly<Record<string, TableCell>>, key: string) => spelled(cell(cells, key)?.formula);

describe("汇总表", () => {
	const table = tables().汇总表;

	test("a total is the sum of its units where it is one, rounded where it has decimals, and says why where it is none", () => {
		expect(formulaAt(rowOf(table, "reviewed"), "city")).toBe("SUM([reviewed@441700-00]..[reviewed@441700-72])");
		expect(formulaAt(rowOf(table, "amount"), "city")).toBe("ROUND(SUM([amount@441700-00]..[amount@441700-72]),2)");
		expect(formulaAt(rowOf(table, "shared"), "city")).toBeUndefined();
		expect(rowOf(table, "shared").remark).toMatchObject({ text: "几个单位都填报的，全市只计一次，不等于各单位之和" });
	});

	test("rates are made of the cells of their inputs, for the city and each unit", () => {
		expect(formulaAt(rowOf(table, "立项率"), "city")).toBe("ROUND([approved]/[reviewed]*100,1)");
		expect(formulaAt(rowOf(table, "立项率"), "441704-00")).toBe("ROUND([approved@441704-00]/[reviewed@441704-00]*100,1)");
	});

	test("completion is of the target's lower bound, which stands in no cell of its own where the target is a range", () => {
		expect(cell(rowOf(table, "reviewed"), "target")).toMatchObject({ value: [80, 100], name: { measure: "target" } });
		expect(formulaAt(rowOf(table, "reviewed"), "completion")).toBe("ROUND([reviewed]/80,3)");
		expect(cell(rowOf(table, "shared"), "completion")?.value).toBe("not-applicable");
	});

	test("a figure leads to the first row that it was counted from", () => {
		const { city, "441702-00": district, "441704-00": other } = rowOf(table, "reviewed");
		expect(city?.link).toEqual({
			detail: { roster: 0, first: 4, rows: 61 },
			tooltip: "到“统06 名录”中计入的第一行。共61行：在“计入指标”列筛选〔1〕",
		});
		expect([district?.link?.detail.first, other?.link]).toEqual([6, undefined]);
	});
});

describe("同比环比表", () => {
	const other = (code: string, own: readonly Figure[]) => ({ period: period(code), figures: new Map(own.map((each) => [each.id, each])) });

	test("says in one sentence that there is nothing to compare with, rather than a table of —", () => {
		const table = tables().同比环比表;
		expect(table?.rows).toEqual([{ kind: "group", text: "没有上年同期和上期的数据，本期不作比较。" }]);
		expect(table?.legend[1]).toContain("上年同期为2018年上半年");
		expect(table?.legend).toHaveLength(3);
	});

	test("differences and growth are made of the cells beside them; units that have something to compare with follow", () => {
		const before = [figure("reviewed", 50, [1, 10, 20, 8, 4, 2, 5]), figure("rate", 80, [])];
		const table = tables({ lastYear: other("2018H1", before) }).同比环比表;
		const row = rowOf(table, "reviewed");
		expect([formulaAt(row, "value"), formulaAt(row, "change"), formulaAt(row, "growth")]).toEqual([
			"[reviewed]",
			"<value>-<last-year>",
			"ROUND((<value>-<last-year>)/<last-year>,3)",
		]);
		expect([cell(row, "growth")?.value, cell(row, "growth")?.name]).toEqual([0.22, { indicator: "reviewed", place: null, measure: "growth" }]);
		expect([cell(rowOf(table, "立项率"), "change")?.value, cell(rowOf(table, "立项率"), "growth")?.value]).toEqual([6.9, "not-applicable"]);
		const titles = table?.rows.flatMap((each) => (each.kind === "group" ? [each.text] : []));
		expect(titles).toEqual(["一、科技计划项目", "市本级", "江城区", "阳东区", "阳西县", "阳春市", "海陵岛经济开发试验区", "阳江高新技术产业开发区"]);
		expect(() => rowOf(table, "approved")).toThrow("no row");
		expect(table?.legend.at(-1)).toMatch(/^其余\d+项指标没有上年同期和上期数据，不列；/);
	});
});

describe("分区划汇总表", () => {
	const table = tables().分区划汇总表;

	test("a division is the sum of its units where it is one", () => {
		expect(formulaAt(rowOf(table, "reviewed"), "441702")).toBe("SUM([reviewed@441702-00],[reviewed@441700-71],[reviewed@441700-72])");
		expect(formulaAt(rowOf(table, "reviewed"), "441704")).toBe("[reviewed@441704-00]");
		expect([cell(rowOf(table, "shared"), "441702")?.value, formulaAt(rowOf(table, "shared"), "441702")]).toEqual([6, undefined]);
		expect(cell(rowOf(table, "reviewed"), "441702")?.name).toEqual({
			indicator: "reviewed",
			place: { cut: "division", code: "441702" },
			measure: "value",
		});
	});

	test("its rates are of its own figures", () => {
		expect(formulaAt(rowOf(table, "立项率"), "441702")).toBe("ROUND([approved@441702]/[reviewed@441702]*100,1)");
	});
});

describe("排名通报", () => {
	const table = tables().排名通报;
	const groups = table?.rows.flatMap((row) => (row.kind === "group" ? [row.text] : []));
	const rows = table?.rows.flatMap((row) => (row.kind === "cells" ? [row.cells] : [])) ?? [];
	const shown = (cells: Readonly<Record<string, TableCell>>) => [cell(cells, "rank")?.value, (cells.unit as { text: string }).text];

	test("first by completion, then by quantity; without a target no rank", () => {
		expect(groups).toEqual(["一、reviewed（项）：按完成率排名", "二、approved（项）：按数量排名"]);
		expect(rows.slice(0, 6).map(shown)).toEqual([
			[1, "阳东区"],
			[2, "阳江高新区"],
			[3, "江城区"],
			[4, "阳西县"],
			["not-applicable", "阳春市"],
			["not-applicable", "海陵岛试验区"],
		]);
		expect(rows[4]?.remark).toMatchObject({ text: "未下达目标" });
		expect(rows.slice(6).map(shown)[0]).toEqual([1, "阳东区"]);
	});

	test("ranks, completion and the distance to the elapsed year are made of the cells beside them", () => {
		const [first] = rows;
		expect(formulaAt(first ?? {}, "rank")).toBe(
			"SUMPRODUCT(ISNUMBER(<<completion>>)*(<<completion>>><completion>))+SUMPRODUCT((<<completion>>=<completion>)*(<<value>>><value>))+1",
		);
		expect(formulaAt(first ?? {}, "completion")).toBe("ROUND(<value>/<target>,3)");
		expect([cell(first ?? {}, "distance")?.value, formulaAt(first ?? {}, "distance")]).toEqual([51.2, "ROUND((<completion>-<schedule>)*100,1)"]);
		expect(formulaAt(first ?? {}, "share")).toBe("ROUND(<value>/[reviewed],3)");
	});
});

test("指标说明 says of every line what it counts, from which rows, and how its cell is called", () => {
	const table = tables().指标说明;
	expect(rowOf(table, "reviewed")).toMatchObject({
		...{ line: { text: 1 }, basis: { text: "本期累计" }, measure: { text: "计行数" }, filter: { text: "全部有效行" } },
		...{ roster: { text: "统06 名录", link: { detail: { first: 4 } } }, rows: { value: 61 }, id: { text: "reviewed\nhb.reviewed" } },
	});
	// Without a row that counts there is nowhere to go to, yet the sheet is called the same.
	expect(rowOf(table, "approved").roster).toEqual({ kind: "text", text: "统06 统06名录" });
	expect(rowOf(table, "立项率").measure).toMatchObject({ text: "“approved”（第2行）÷“reviewed”（第1行）×100" });
});

test("未报送清单 names what stands in for what", () => {
	const [row] = tables().未报送清单?.rows ?? [];
	expect(row).toMatchObject({
		cells: { unit: { text: "阳西县" }, period: { text: "2019年上半年" }, state: { text: "沿用上期" }, carriedFrom: { text: "2018年" } },
	});
});
